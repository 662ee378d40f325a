"""What an empty sheet says: what belongs here, one example, one button."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from planner.gui.theme import dress
from planner.gui.widgets.labels import PlainLabel
from planner.gui.workspace import Workspace
from planner.i18n import _


class EmptyNote(QWidget):
    """A calm note in the middle of an empty sheet."""

    def __init__(
        self, workspace: Workspace, text: str, example: str, button: str, do: Callable[[], object]
    ) -> None:
        """Teach in one sentence, show one example, offer one button."""
        super().__init__()
        self.setObjectName("empty_note")
        px = workspace.theme.px
        self._text = PlainLabel(text, "strong", wrap=True)
        self._text.setObjectName("empty_label")
        self._text.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._text.setMaximumWidth(px(520))
        self.button = QPushButton(button)
        self.button.setObjectName("empty_button")
        self.button.setAccessibleName(button)
        self.button.setAutoDefault(False)
        dress(self.button, "primary")
        self.button.clicked.connect(lambda _on=False: do())
        column = QVBoxLayout(self)
        column.setContentsMargins(px(24), px(32), px(24), px(40))
        column.setSpacing(px(12))
        column.addStretch(2)
        centered = Qt.AlignmentFlag.AlignHCenter
        column.addLayout(_line(self._text))
        if example:
            shown = PlainLabel(_("For example: “{text}”").format(text=example), "example", wrap=True)
            shown.setObjectName("example_label")
            shown.setAlignment(centered)
            shown.setMaximumWidth(px(520))
            column.addLayout(_line(shown))
        column.addSpacing(px(4))
        column.addWidget(self.button, 0, centered)
        column.addStretch(3)


def _line(label: PlainLabel) -> QVBoxLayout:
    """Center a wrapping label without losing its height for its width."""
    from PySide6.QtWidgets import QHBoxLayout

    row = QHBoxLayout()
    row.addStretch(1)
    row.addWidget(label, 8)
    row.addStretch(1)
    holder = QVBoxLayout()
    holder.addLayout(row)
    return holder
