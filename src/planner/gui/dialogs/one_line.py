"""A question that one line answers: a new name, a reason."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from planner.gui.theme import dress
from planner.gui.widgets.labels import PlainLabel
from planner.i18n import _


class OneLineDialog(QDialog):
    """Title, question, one line, a verb and Cancel. The verb works once something is written."""

    def __init__(
        self, parent: QWidget | None, *, title: str, question: str, value: str, verb: str, longest: int
    ) -> None:
        """Show the question with `value` to begin with."""
        super().__init__(parent)
        self.setObjectName("one_line_dialog")
        self.setWindowTitle(title)
        self.entry = QLineEdit(value)
        self.entry.setObjectName("answer_edit")
        self.entry.setAccessibleName(question)
        self.entry.setMaxLength(longest)
        self.entry.selectAll()
        self.entry.textChanged.connect(self._look)
        label = PlainLabel(question, wrap=True)
        label.setObjectName("question_label")
        label.setBuddy(self.entry)
        cancel = QPushButton(_("Cancel"))
        cancel.setObjectName("cancel_button")
        cancel.setAccessibleName(_("Cancel"))
        cancel.setAutoDefault(False)
        cancel.clicked.connect(self.reject)
        self.verb_button = QPushButton(verb)
        self.verb_button.setObjectName("verb_button")
        self.verb_button.setAccessibleName(verb)
        self.verb_button.setDefault(True)
        dress(self.verb_button, "primary")
        self.verb_button.clicked.connect(self.accept)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(cancel)
        buttons.addWidget(self.verb_button)
        heading = PlainLabel(title, "section", wrap=True)
        heading.setObjectName("title_label")
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(12)
        column.addWidget(heading)
        column.addWidget(label)
        column.addWidget(self.entry)
        column.addStretch(1)
        column.addLayout(buttons)
        self.setMinimumWidth(min(460, parent.width() - 40 if parent else 460))
        self._look()

    def _look(self) -> None:
        self.verb_button.setEnabled(bool(self.entry.text().strip()))


def ask_line(
    parent: QWidget | None, *, title: str, question: str, value: str = "", verb: str, longest: int = 120
) -> str:
    """Ask, and return what was written, without spaces around it; an empty text when it was canceled."""
    dialog = OneLineDialog(parent, title=title, question=question, value=value, verb=verb, longest=longest)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    chosen = dialog.exec() == QDialog.DialogCode.Accepted
    answer = dialog.entry.text().strip() if chosen else ""
    dialog.deleteLater()
    return answer
