"""One comment beside what it speaks of: what that says now and said then, the proposed words, our answer."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QPushButton, QScrollArea, QVBoxLayout, QWidget

from planner.domain.plan import Plan
from planner.domain.records import ReviewComment
from planner.gui import comment_words as cw
from planner.gui.dialogs.controls import button
from planner.gui.theme import dress
from planner.gui.widgets.flow_layout import FlowLayout
from planner.gui.widgets.labels import PlainLabel
from planner.gui.widgets.text_editors import NoteArea
from planner.gui.widgets.wording_view import WordingView
from planner.gui.wording import name_of
from planner.gui.workspace import Workspace
from planner.i18n import N_, _
from planner.services.review import Proposal, proposal

VERBS = {
    "accept": (N_("Accept the wording"), "A"),
    "answer": (N_("Answered"), "R"),
    "park": (N_("Park it"), "P"),
    "decide": (N_("Record as decided"), "D"),
    "decline": (N_("Not followed"), "N"),
    "reopen": (N_("Take up again"), "O"),
    "go": (N_("Go to it"), "G"),
}
"""What can be done about a comment: the words on the button, and the key in the list."""


class CommentPanel(QScrollArea):
    """Shows one comment; what is done about it is left to the page."""

    wanted = Signal(str)
    """One of `VERBS`."""
    answer_typed = Signal()
    """What we did was written, and the field is left."""

    def __init__(self, workspace: Workspace) -> None:
        """Show nothing yet."""
        super().__init__()
        self._workspace = workspace
        self.comment: ReviewComment | None = None
        """The comment that is shown."""
        self.offered: Proposal | None = None
        """What it proposes to write, if anything."""
        self.setObjectName("comment_panel")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        theme = workspace.theme
        self.about_label = _label("comment_about_label", "section")
        self.from_label = _label("comment_from_label", "second")
        self.stance_label = _label("comment_stance_label", "strong")
        self.said = WordingView(theme, "comment_said_text", _("What was said"))
        self.now = WordingView(theme, "comment_now_text", _("What the plan says now"))
        self.then = WordingView(theme, "comment_then_text", _("What it said when the document was made"))
        self.proposed = WordingView(theme, "comment_proposed_text", _("The proposed words"))
        self.impossible_label = _label("comment_impossible_label", "look")
        self.now_heading = _label("comment_now_heading", "heading")
        self.then_heading = _label("comment_then_heading", "heading")
        self.proposed_heading = _label("comment_proposed_heading", "heading")
        self.done_label = _label("comment_done_label", "good")
        self.answer = _Answer()
        self.answer.left.connect(self.answer_typed)
        self.answer.entered.connect(lambda: self.wanted.emit("answer"))
        self.buttons = {verb: self._button(verb) for verb in VERBS}
        self._content = self._inside()
        self.setWidget(self._content)
        self.show_comment(None)

    @property
    def typed(self) -> str:
        """What stands in the field for what we did."""
        return self.answer.toPlainText().strip()

    def show_comment(self, comment: ReviewComment | None) -> None:
        """Show a comment as the plan has it now."""
        plan = self._workspace.plan
        same = self.comment is not None and comment is not None and self.comment.id == comment.id
        self.comment = comment
        self.offered = proposal(plan, comment) if comment is not None else None
        self._content.setVisible(comment is not None)
        if comment is None:
            return
        self.about_label.setText(cw.about_words(plan, comment))
        self.from_label.setText(cw.from_words(plan, comment))
        stance = cw.stance_words(comment)
        self.stance_label.setText(stance)
        self.stance_label.setVisible(bool(stance))
        self.said.show_text(comment.comment)
        self.said.setVisible(bool(comment.comment))
        self._show_wordings(plan, comment)
        done = _done_words(plan, comment)
        self.done_label.setText(done)
        self.done_label.setVisible(bool(done))
        if not (same and self.answer.document().isModified()):
            self.answer.setPlainText(comment.reply)
            self.answer.document().setModified(False)
        self._show_buttons(comment)
        if not same:
            self.verticalScrollBar().setValue(0)

    def _show_wordings(self, plan: Plan, comment: ReviewComment) -> None:
        """Show what the plan says now beside what it said then and what it would say."""
        offered = self.offered
        now = offered.now if offered is not None and offered.record is not None else ""
        now = now or cw.now_words(plan, comment)
        label = _("It says now: {field}").format(field=offered.label) if offered and offered.label else ""
        self.now_heading.setText(label or _("It says now"))
        self.now.show_text(now)
        then = comment.base if offered is None or offered.changed_since else ""
        then = "" if then.strip() == now.strip() else then
        self.then_heading.setText(_("It said when the document was made"))
        self.then.show_text(then)
        self.proposed_heading.setText(
            _("Proposed: what is new is underlined, what is gone is struck out") if now else _("Proposed")
        )
        if offered is not None:
            known = offered.now if offered.record is not None else ""
            self.proposed.show_changes(cw.changes(known, offered.proposed))
        self.impossible_label.setText(offered.impossible if offered is not None else "")
        for part, on in (
            *((self.now_heading, now), (self.now, now), (self.then_heading, then), (self.then, then)),
            *((self.proposed_heading, offered), (self.proposed, offered)),
            (self.impossible_label, offered is not None and offered.impossible),
        ):
            part.setVisible(bool(on))

    def _show_buttons(self, comment: ReviewComment) -> None:
        able = self.offered is not None and not self.offered.impossible
        shown = {
            "accept": self.offered is not None and comment.status != "accepted",
            "reopen": comment.settled,
            "go": self._workspace.plan.find(comment.about_id) is not None,
            "park": comment.status != "parked",
            "decide": comment.status != "decided",
        }
        for verb, each in self.buttons.items():
            each.setVisible(shown.get(verb, True))
        self.buttons["accept"].setEnabled(able)
        dress(self.buttons["answer"], "secondary" if shown["accept"] and able else "primary")

    def _inside(self) -> QWidget:
        px = self._workspace.theme.px
        inside = QWidget()
        inside.setObjectName("comment_inside")
        dress(inside, "clear")
        column = QVBoxLayout(inside)
        column.setContentsMargins(px(16), px(4), px(8), px(16))
        column.setSpacing(px(8))
        for part in (self.about_label, self.from_label, _card(self.stance_label, self.said)):
            column.addWidget(part)
        for part in (
            *(self.now_heading, self.now, self.then_heading, self.then),
            *(self.proposed_heading, self.proposed, self.impossible_label, self.done_label),
        ):
            column.addWidget(part)
        heading = _label("comment_answer_heading", "heading")
        heading.setText(_("What we did, in a sentence the reviewer will read"))
        heading.setBuddy(self.answer)
        column.addSpacing(px(4))
        column.addWidget(heading)
        column.addWidget(self.answer)
        row = QWidget()
        row.setObjectName("comment_buttons")
        flow = FlowLayout(row)
        for each in self.buttons.values():
            flow.addWidget(each)
        column.addWidget(row)
        column.addStretch(1)
        return inside

    def _button(self, verb: str) -> QPushButton:
        words, key = VERBS[verb]
        made = button(f"{_(words)}  {key}", f"comment_{verb}_button")
        made.setAccessibleName(_(words))
        made.setAccessibleDescription(_("Key in the list: {key}").format(key=key))
        if verb == "accept":
            dress(made, "primary")
        made.clicked.connect(_emitter(self.wanted.emit, verb))
        return made


class _Answer(NoteArea):
    """What we did; leaving the field keeps it, Enter marks the comment as answered."""

    left = Signal()

    def __init__(self) -> None:
        super().__init__(least=2, paragraph=True)
        self.setObjectName("comment_answer_edit")
        self.setAccessibleName(_("What we did"))
        self.setPlaceholderText(_("For example: Added bus times to the objective."))

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell that it is left."""
        super().focusOutEvent(event)
        self.left.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave Esc to the page."""
        if event.key() == Qt.Key.Key_Escape:
            event.ignore()
        else:
            super().keyPressEvent(event)


def _done_words(plan: Plan, comment: ReviewComment) -> str:
    """Return what came of a comment outside of it."""
    if comment.decision_id:
        return _("Decided: {text}").format(text=name_of(comment.decision_id, plan))
    if comment.parked_id:
        return _("In the parking lot: {text}").format(text=name_of(comment.parked_id, plan))
    return _("The proposed words are in the plan.") if comment.status == "accepted" else ""


def _card(*parts: QWidget) -> QFrame:
    """Put what was said on a card."""
    card = QFrame()
    card.setObjectName("comment_said_card")
    dress(card, "card")
    column = QVBoxLayout(card)
    column.setContentsMargins(12, 10, 12, 10)
    column.setSpacing(4)
    for part in parts:
        column.addWidget(part)
    return card


def _label(name: str, look: str) -> PlainLabel:
    made = PlainLabel(look=look, wrap=True)
    made.setObjectName(name)
    return made


def _emitter(emit: Callable[[str], object], verb: str) -> Callable[[], None]:
    return lambda: (emit(verb), None)[1]
