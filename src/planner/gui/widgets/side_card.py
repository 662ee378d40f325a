"""`SideCard`: one side of a difference: whose it is, when it was written, what it says, a button."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QPushButton, QVBoxLayout

from planner.gui.theme import Theme, dress
from planner.gui.widgets.labels import PlainLabel
from planner.i18n import _

Lines = Sequence[tuple[str, str]]
"""What a side says: a heading (or nothing) and the words under it."""


class SideCard(QFrame):
    """Words at the top, content in the middle, the button at the bottom, so that sides can be compared."""

    taken = Signal()

    def __init__(self, theme: Theme, name: str, written: str, lines: Lines, verb: str, number: int) -> None:
        """Show a side; `verb` is on the button, `number` counts the sides from 1."""
        super().__init__()
        self.setObjectName(f"side_{number}_card")
        self.setAccessibleName(name)
        dress(self, "card")
        heading = PlainLabel(name, "strong", wrap=True)
        heading.setObjectName(f"side_{number}_name_label")
        when = PlainLabel(written, "small", wrap=True)
        when.setObjectName(f"side_{number}_written_label")
        self.content = QPlainTextEdit()
        self.content.setObjectName(f"side_{number}_content")
        self.content.setReadOnly(True)
        self.content.setTabChangesFocus(True)
        self.content.setMinimumHeight(theme.px(32))
        self.content.setPlainText("\n\n".join(f"{head}\n{text}" if head else text for head, text in lines))
        self.content.setAccessibleName(_("What {name} says").format(name=name))
        self.button = QPushButton(verb.replace("&", "&&"))
        self.button.setObjectName(f"side_{number}_button")
        self.button.setAccessibleName(f"{verb}: {name}")
        self.button.setCheckable(True)
        self.button.setAutoDefault(False)
        dress(self.button, "segment")
        self.button.clicked.connect(self.taken)
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.px(each) for each in (14, 12, 14, 14)))
        column.setSpacing(theme.px(6))
        column.addWidget(heading)
        column.addWidget(when)
        column.addWidget(self.content, 1)
        column.addWidget(self.button)
        self.setMinimumWidth(theme.px(180))
