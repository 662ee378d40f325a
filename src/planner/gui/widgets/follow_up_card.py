"""`FollowUpCard`: what the answers to the twelve questions lead to, and the work they become."""

from collections.abc import Sequence

from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout, QWidget

from planner.domain.analysis.collective_impact import FollowUp, follow_ups
from planner.domain.record import Record
from planner.domain.records import Action, Strategy, TocNode
from planner.domain.wording import shortened
from planner.gui import record_edits
from planner.gui.partnership_edits import carry
from planner.gui.theme import dress
from planner.gui.widgets.field_row import Card
from planner.gui.widgets.flow_layout import FlowLayout
from planner.gui.widgets.labels import PlainLabel
from planner.gui.wording import noun, title_of
from planner.gui.workspace import Workspace
from planner.i18n import N_, _

_TITLES = {"new_effort": N_("New efforts"), "new_capacity": N_("New capacities")}
_EMPTY = {
    "new_effort": N_("Answers to the twelve questions that lead to a new effort stand here."),
    "new_capacity": N_("Answers to the twelve questions that lead to a new capacity stand here."),
}
_VERBS: dict[type[Record], str] = {
    TocNode: N_("Make it an intervention"),
    Strategy: N_("Make it a strategy"),
    Action: N_("Make it an action with a cost"),
}


class FollowUpCard(Card):
    """The answers that lead to one kind of follow-up, with a button for each kind of work they may become."""

    def __init__(self, workspace: Workspace, kind: str, makes: Sequence[type[Record]]) -> None:
        """Show `new_effort` or `new_capacity`; `makes` are the kinds of records they may become."""
        super().__init__(workspace)
        self.setObjectName(f"{kind}_card")
        self._workspace = workspace
        self._kind = kind
        self._makes = tuple(makes)
        self._shown: tuple[object, ...] | None = None
        self._title = PlainLabel("", "strong", wrap=True)
        self._title.setObjectName(f"{kind}_title_label")
        self.column.addWidget(self._title)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(workspace.theme.px(4))
        self.column.addLayout(self._rows)
        self.column.addStretch(1)

    @property
    def count(self) -> int:
        """How many answers lead here."""
        return len(follow_ups(self._workspace.document.plan, self._kind))

    def refresh(self) -> None:
        """Show what the plan says now."""
        plan = self._workspace.document.plan
        found = follow_ups(plan, self._kind)
        shown = tuple(
            (each.question_id, each.answer.answer, *(title_of(made, plan) for made in each.became))
            for each in found
        )
        if shown == self._shown:
            return
        self._shown = shown
        title = _(_TITLES[self._kind])
        if found:
            waiting = sum(not each.became for each in found)
            title = _("{name}: {count}, {waiting} not carried on yet").format(
                name=title, count=len(found), waiting=waiting
            )
        self._title.setText(title)
        while self._rows.count():
            item = self._rows.takeAt(0)
            old = item.widget() if item is not None else None
            if old is not None:
                old.hide()
                old.deleteLater()
        if not found:
            self._rows.addWidget(PlainLabel(_(_EMPTY[self._kind]), "second", wrap=True))
        for number, each in enumerate(found):
            if number:
                rule = QFrame()
                dress(rule, "line")
                self._rows.addWidget(rule)
            self._rows.addWidget(self._row(each))

    def _row(self, each: FollowUp) -> QWidget:
        px, stem = self._workspace.theme.px, each.question_id.lower()
        holder = QWidget()
        holder.setObjectName(f"{stem}_follow_up")
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, px(6), 0, px(6))
        column.setSpacing(px(4))
        words = each.answer.answer or _("No answer is written yet.")
        column.addWidget(PlainLabel(words, "heading", wrap=True))
        column.addWidget(PlainLabel(_(each.prompt.text), "small_line", wrap=True))
        buttons = QWidget()
        flow = FlowLayout(buttons, gap=px(6))
        plan = self._workspace.document.plan
        for made in each.became:
            text = _("Became {noun} {code}: {title}").format(
                noun=noun(made), code=made.code, title=title_of(made, plan)
            )
            button = _button(f"{stem}_open_{made.about.kind}_button", shortened(text, 56), text)
            dress(button, "link")
            button.clicked.connect(lambda _on=False, record_id=made.id: self._workspace.go_to(record_id))
            flow.addWidget(button)
        there = {type(made) for made in each.became}
        for kind in self._makes:
            if kind not in there:
                verb = _(_VERBS[kind])
                button = _button(f"{stem}_{kind.about.kind}_button", verb, f"{verb}: {words}")
                button.clicked.connect(lambda _on=False, kind=kind: self._carry(each, kind))
                flow.addWidget(button)
        column.addWidget(buttons)
        return holder

    def _carry(self, each: FollowUp, kind: type[Record]) -> None:
        record_edits.tell_made(self._workspace, carry(self._workspace, each, kind))


def _button(name: str, text: str, spoken: str) -> QPushButton:
    button = QPushButton(text.replace("&", "&&"))
    button.setObjectName(name)
    button.setAccessibleName(spoken)
    button.setAutoDefault(False)
    return button
