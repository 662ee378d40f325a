"""Labels that show what people typed as it is: Qt would take a text that looks like HTML for rich text.

These, and whatever else the home page is made of, do not name the namespace `Qt`: PySide builds its 3,800
members when it is first named, which takes a sixth of the time to the first paint.
"""

import re

from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from planner.gui.theme import dress

_PLAIN_TEXT = 0  # Qt.TextFormat.PlainText
_LONG_WORD = re.compile(r"\S{24}(?=\S)")
_BREAK = "\u200b"  # nothing to see; a line may end here


class PlainLabel(QLabel):
    """A label that never takes its text for markup. `look` is the style sheet's, `wrap` breaks lines."""

    def __init__(
        self, text: str = "", look: str = "", *, wrap: bool = False, parent: QWidget | None = None
    ) -> None:
        """Show `text`."""
        super().__init__(parent)
        self.setProperty("textFormat", _PLAIN_TEXT)
        self.setWordWrap(wrap)
        if wrap:
            self.setMinimumWidth(1)  # a long word is broken, not the page made wider
        self.setText(text)
        if look:
            dress(self, look)

    def setText(self, text: str) -> None:
        """Show a text; where lines are broken, words of more letters than a line may have are broken too."""
        super().setText(_LONG_WORD.sub(f"\\g<0>{_BREAK}", text) if self.wordWrap() else text)


class ElidedLabel(PlainLabel):
    """One line that ends in an ellipsis where there is no room; it never makes its window wider."""

    def __init__(self, text: str = "", look: str = "", *, parent: QWidget | None = None) -> None:
        """Show `text`."""
        self._whole = text
        super().__init__(text, look, parent=parent)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def text(self) -> str:
        """Return the whole text."""
        return self._whole

    def setText(self, text: str) -> None:
        """Show what fits of a text."""
        self._whole = text
        self.setAccessibleName(text)
        self._fit()
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Want room for the whole text."""
        self.ensurePolished()
        metrics = self.fontMetrics()
        return QSize(metrics.horizontalAdvance(self._whole) + 2, metrics.height())

    def minimumSizeHint(self) -> QSize:
        """Allow a few letters."""
        return QSize(self.fontMetrics().horizontalAdvance("mm…"), self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit again."""
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Fit again when the font has changed."""
        super().changeEvent(event)
        self._fit()

    def _fit(self) -> None:
        shown = elided(self._whole, self.fontMetrics(), self.width())
        if shown != super().text():
            super().setText(shown)


def elided(text: str, metrics: QFontMetrics, width: int) -> str:
    """Return a text cut at its end to fit into a width in pixels, with an ellipsis where it was cut."""
    text = text.replace("\n", " ")
    if metrics.horizontalAdvance(text) <= width:
        return text
    fits, cut = 0, len(text)
    while fits + 1 < cut:
        middle = (fits + cut) // 2
        if metrics.horizontalAdvance(f"{text[:middle].rstrip()}…") <= width:
            fits = middle
        else:
            cut = middle
    return f"{text[:fits].rstrip()}…"
