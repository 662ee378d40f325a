"""Small buttons at the right end of a line, as large as everything else."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtWidgets import QLineEdit, QToolButton

from planner.gui.icons import icon
from planner.gui.theme import Theme, dress

_SIZE = 16
_SPACE = 26
"""Sizes of the picture and of the room for it, pixels at 100 %."""


class LineButtons(QObject):
    """Keeps buttons at the right end of a line, and the text away from them."""

    def __init__(self, line: QLineEdit, theme: Theme) -> None:
        """Start without buttons."""
        super().__init__(line)
        self._line = line
        self._theme = theme
        self._buttons: list[QToolButton] = []
        line.installEventFilter(self)

    def add(self, symbol: str, name: str, spoken: str, do: Callable[[], object]) -> QToolButton:
        """Add a button to the right of the others; `spoken` is its name for screen readers and its tip."""
        button = QToolButton(self._line)
        button.setIcon(icon(symbol, self._theme.color("ink_second")))
        button.setObjectName(name)
        button.setAccessibleName(spoken)
        button.setToolTip(spoken)
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.setCursor(Qt.CursorShape.ArrowCursor)
        dress(button, "inside")
        button.clicked.connect(lambda _on=False: do())
        self._buttons.append(button)
        self.arrange()
        return button

    def show(self, button: QToolButton, shown: bool) -> None:
        """Show or hide one of the buttons."""
        if button.isHidden() == shown:
            button.setVisible(shown)
            self.arrange()

    def arrange(self) -> None:
        """Put the buttons where the line ends now."""
        px = self._theme.px
        right = self._line.width() - px(4)
        shown = [button for button in self._buttons if not button.isHidden()]
        for button in reversed(shown):
            button.setIconSize(QSize(px(_SIZE), px(_SIZE)))
            button.setGeometry(
                right - px(_SPACE), (self._line.height() - px(_SPACE)) // 2, px(_SPACE), px(_SPACE)
            )
            right -= px(_SPACE)
        self._line.setTextMargins(0, 0, px(_SPACE) * len(shown), 0)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the size of the line."""
        if event.type() in (QEvent.Type.Resize, QEvent.Type.StyleChange):
            self.arrange()
        return super().eventFilter(watched, event)
