"""`SuggestionRow`: a gap or an overlap that the plan shows, with its reason and what can be done about it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout

from planner.domain.analysis.partnerships import Suggestion
from planner.domain.figures.service_matrix import where_words
from planner.domain.wording import listed
from planner.gui.theme import dress
from planner.gui.widgets.labels import PlainLabel
from planner.gui.workspace import Workspace
from planner.i18n import _


class SuggestionRow(QFrame):
    """What, where and why; a button takes it up, or opens what was written when it was taken up."""

    taken = Signal(object)
    """The suggestion that is to be taken up."""
    opened = Signal(str)
    """The id of the record that was made of it."""

    def __init__(self, workspace: Workspace, suggestion: Suggestion, name: str) -> None:
        """Show a suggestion; `name` begins the names of its parts."""
        super().__init__()
        self.suggestion = suggestion
        self.setObjectName(name)
        px, plan = workspace.theme.px, workspace.document.plan
        what = PlainLabel(where_words(plan, suggestion), "heading", wrap=True)
        what.setObjectName(f"{name}_label")
        why = PlainLabel(suggestion.reason, "second", wrap=True)
        why.setObjectName(f"{name}_reason")
        words = QVBoxLayout()
        words.setSpacing(px(2))
        words.addWidget(what)
        words.addWidget(why)
        codes = listed(each.code for each in suggestion.notes)
        if suggestion.noted:
            answered = listed(each.response for each in suggestion.notes if each.response)
            said = _("Taken up as {code}: {response}") if answered else _("Taken up as {code}, no answer yet")
            done = PlainLabel(said.format(code=codes, response=answered), wrap=True)
            done.setObjectName(f"{name}_answer")
            words.addWidget(done)
        self.button = QPushButton(
            _("Open {code}").format(code=codes) if suggestion.noted else _("Take it up")
        )
        self.button.setObjectName(f"{name}_button")
        self.button.setAccessibleName(f"{self.button.text()}: {what.text()}")
        self.button.setAccessibleDescription(suggestion.reason)
        self.button.setAutoDefault(False)
        if suggestion.noted:
            dress(self.button, "quiet")
        self.button.clicked.connect(lambda _on=False: self._pressed())
        row = QHBoxLayout(self)
        row.setContentsMargins(0, px(8), 0, px(8))
        row.setSpacing(px(16))
        row.addLayout(words, 1)
        row.addWidget(self.button, 0, Qt.AlignmentFlag.AlignTop)

    def _pressed(self) -> None:
        if self.suggestion.noted:
            self.opened.emit(self.suggestion.notes[0].id)
        else:
            self.taken.emit(self.suggestion)
