"""A button with several lines of text, such as the cards of the home page and the findings of the guide."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QPushButton, QSizePolicy, QVBoxLayout, QWidget

from planner.gui.theme import dress
from planner.gui.widgets.labels import PlainLabel


class CardButton(QPushButton):
    """A card to press: a heading and perhaps a line under it, both wrapped, both plain text."""

    def __init__(
        self,
        heading: str,
        line: str = "",
        *,
        looks: tuple[str, str, str] = ("card", "strong", "second"),
        margins: tuple[int, int] = (20, 18),
        parent: QWidget | None = None,
    ) -> None:
        """Show the texts; `looks` are those of the card, the heading and the line, `margins` left and top."""
        super().__init__(parent)
        dress(self, looks[0])
        self.setAccessibleName(heading)
        self.setAccessibleDescription(line)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        box = QVBoxLayout(self)
        box.setContentsMargins(margins[0], margins[1], margins[0], margins[1])
        box.setSpacing(4)
        self.heading = PlainLabel(heading, looks[1], wrap=True)
        self.line = PlainLabel(line, looks[2], wrap=True)
        box.addWidget(self.heading)
        box.addWidget(self.line)
        box.addStretch(1)
        self.line.setVisible(bool(line))

    def sizeHint(self) -> QSize:
        """Fit the texts."""
        layout = self.layout()
        return layout.sizeHint() if layout else super().sizeHint()

    def minimumSizeHint(self) -> QSize:
        """Fit the texts, broken as narrow as may be."""
        layout = self.layout()
        return layout.minimumSize() if layout else super().minimumSizeHint()
