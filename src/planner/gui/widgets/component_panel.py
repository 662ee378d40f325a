"""`ComponentPanel`: all about one whole-child component: practice, policy, strengths, weaknesses, numbers."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QLineEdit, QPushButton, QScrollArea

from planner.domain import vocabulary as v
from planner.domain.analysis.scan import onward, policy_scores, scan_percent
from planner.domain.figures.whole_child import percent
from planner.domain.plan import Plan
from planner.domain.prompts import Prompt, prompts
from planner.domain.record import Record
from planner.domain.records import Charter, ComponentNote, DataPoint, PolicyRating, WsccRating
from planner.gui import scan_edits
from planner.gui.binding import AnswerBinding
from planner.gui.theme import dress
from planner.gui.widgets.field_row import Card, FieldRow
from planner.gui.widgets.labels import PlainLabel
from planner.gui.widgets.level_row import LevelRow
from planner.gui.wording import words
from planner.gui.workspace import Workspace
from planner.i18n import _, ngettext
from planner.services.document import Changes

_SMALLEST = 10
"""Values of smaller groups are never shown. Source: method 3.1, data points."""


class ComponentPanel(QScrollArea):
    """One component at a time; whatever is entered here is what the sheets of the step show too."""

    number_wanted = Signal(str)
    """A new number about this component is wanted."""
    numbers_wanted = Signal()
    """The sheet of numbers is wanted."""

    def __init__(self, workspace: Workspace) -> None:
        """Build the parts; `show_component` chooses which of the ten."""
        super().__init__()
        self.component = ""
        self._workspace = workspace
        self._visit = 0
        self.setObjectName("component_panel")
        self.setAccessibleName(_("The chosen component"))
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        dress(self, "clear")
        self._card = Card(workspace)
        self._card.column.setSpacing(workspace.theme.px(8))
        self.setWidget(self._card)
        self._title = self._label("component_title_label", "heading")
        self._said = self._label("component_said_label", "second")
        self._section(_("Practice: how far is it in place?"))
        self.practice = [LevelRow(workspace, WsccRating, f"practice_{number}") for number in (1, 2, 3)]
        self._add_rows(self.practice)
        self._section(_("Policy: what does it say?"))
        self.policy = [LevelRow(workspace, PolicyRating, f"policy_{number}") for number in (1, 2)]
        self._add_rows(self.policy)
        self._rows = [*self.practice, *self.policy]
        self._section(_("What we found"))
        self._take = self._button("take_ratings_button", scan_edits.take_from_ratings)
        self._notes: dict[str, tuple[FieldRow, AnswerBinding]] = {}
        for name in ("strengths", "weaknesses"):
            row = FieldRow(ComponentNote.describe(name), ComponentNote, workspace)
            self._notes[name] = row, AnswerBinding(workspace, row.editor, {"component": "HE"})
            self._card.column.addWidget(row)
        self._onward = self._button("take_onward_button", scan_edits.take_onward)
        self._held = self._label("onward_label", "second")
        self._section(_("Numbers"))
        self._numbers = self._label("numbers_label")
        self._small = self._label("small_numbers_label", "finding")
        new = self._button("new_number_button", lambda _workspace, key: self.number_wanted.emit(key))
        new.setText(_("+ New number"))
        new.setAccessibleName(_("New number"))
        self._left_out = QLineEdit()
        self._left_out.setObjectName("left_out_edit")
        self._left_out.setMaxLength(Charter.describe("wscc_left_out").max_length)
        self._left_out.setPlaceholderText(_("Only if this plan leaves it out"))
        label = self._section(_("Left out on purpose, because"))
        label.setBuddy(self._left_out)
        self._left_out.setAccessibleName(label.text())
        self._left_out.textEdited.connect(self._leave_out)
        self._left_out.editingFinished.connect(self._end_visit)
        self._card.column.addWidget(self._left_out)
        self._card.column.addStretch(1)

    def show_component(self, component: str) -> None:
        """Show one of the components by its key (HE)."""
        if component != self.component:
            self.commit()
            self.component = component
            for rows, kind in ((self.practice, WsccRating), (self.policy, PolicyRating)):
                for row, prompt in zip(rows, _prompts_of(kind, component), strict=True):
                    row.ask(prompt)
            for _row, binding in self._notes.values():
                binding.ask({"component": component})
            self.verticalScrollBar().setValue(0)
        self.refresh(None)

    def refresh(self, _changes: Changes | None) -> None:
        """Show what the plan says now."""
        if not self.component:
            return
        plan, key = self._workspace.document.plan, self.component
        self._title.setText(component_name(key))
        self._said.setText(" ".join(_scores_said(plan, key)) or _("Nothing is rated yet."))
        for row in self._rows:
            row.show_answer()
        for note, _binding in self._notes.values():
            note.show_need("-")
        self._show_flow()
        self._show_numbers()
        reason = plan.charter.wscc_left_out.get(key, "")
        if not self._left_out.hasFocus() or self._left_out.text().split() != reason.split():
            self._left_out.setText(reason)

    def open(self, field: str = "") -> None:
        """Put the keyboard on the first statement without a level, or on strengths or weaknesses."""
        if field in self._notes:
            row = self._notes[field][0]
            self.ensureWidgetVisible(row, 0, self._workspace.theme.px(24))
            row.editor.focus()
            return
        at = next((row for row in self._rows if not row.levels.value), self._rows[0])
        self._focus(at)

    def open_statement(self, kind: type[Record], number: int, *, evidence: bool = False) -> None:
        """Put the keyboard on one statement, or on its evidence."""
        rows = self.practice if kind is WsccRating else self.policy
        if 1 <= number <= len(rows):
            self._focus(rows[number - 1])
            if evidence:
                rows[number - 1].show_evidence()

    def commit(self) -> None:
        """Write what is still being typed."""
        for row in self._rows:
            row.commit()
        for _row, binding in self._notes.values():
            binding.commit()

    def _show_flow(self) -> None:
        """Offer what the ratings say in words, and what can go on to the situation scan."""
        plan, key = self._workspace.document.plan, self.component
        told = sum(map(len, scan_edits.told_by_ratings(plan, key)))
        self._take.setVisible(bool(told))
        self._take.setText(_("Take from the ratings ({count})").format(count=told))
        self._take.setAccessibleName(self._take.text())
        note, waiting = scan_edits.note_of(plan, key), len(onward(plan, key))
        self._onward.setVisible(bool(waiting))
        self._onward.setText(_("Take to the situation scan ({count})").format(count=waiting))
        self._onward.setAccessibleName(self._onward.text())
        self._held.setVisible(bool(note.strengths or note.weaknesses) and not waiting)
        self._held.setText(_("All of these are in the situation scan."))

    def _show_numbers(self) -> None:
        """List the numbers about the component; say which might be about too few people."""
        plan = self._workspace.document.plan
        points = plan.where(DataPoint, component=self.component)
        self._numbers.setText("\n".join(number_words(self._workspace, each) for each in points))
        self._numbers.setVisible(bool(points))
        small = sum(may_be_small(each) for each in points)
        self._small.setVisible(bool(small))
        self._small.setText(
            ngettext(
                "{count} of these is below {least}. If it counts students, mark it too small to show.",
                "{count} of these are below {least}. Those that count students: mark them too small to show.",
                small,
            ).format(count=small, least=_SMALLEST)
        )

    def _leave_out(self, reason: str) -> None:
        scan_edits.leave_out(self._workspace, self.component, reason, self._visit, self)

    def _end_visit(self) -> None:
        self._visit += 1

    def _walk(self, row: LevelRow, step: int) -> None:
        at = self._rows.index(row) + step
        if 0 <= at < len(self._rows):
            self._focus(self._rows[at])

    def _focus(self, row: LevelRow) -> None:
        self.ensureWidgetVisible(row, 0, self._workspace.theme.px(60))
        row.focus()

    def _add_rows(self, rows: Sequence[LevelRow]) -> None:
        for row in rows:
            row.walked.connect(lambda step, at=row: self._walk(at, step))
            self._card.column.addWidget(row)

    def _section(self, text: str) -> PlainLabel:
        label = PlainLabel(text, "strong", wrap=True)
        self._card.column.addSpacing(self._workspace.theme.px(6))
        self._card.column.addWidget(label)
        return label

    def _label(self, name: str, look: str = "") -> PlainLabel:
        label = PlainLabel("", look, wrap=True)
        label.setObjectName(name)
        self._card.column.addWidget(label)
        return label

    def _button(self, name: str, do: Callable[[Workspace, str], object]) -> QPushButton:
        button = QPushButton()
        button.setObjectName(name)
        button.setAutoDefault(False)
        button.clicked.connect(lambda _on=False: do(self._workspace, self.component))
        self._card.column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        return button


def _scores_said(plan: Plan, key: str) -> list[str]:
    """Return what practice and policy come to, in words."""
    practice, policy = scan_percent(plan, key), policy_scores(plan, key)
    said = []
    if practice is not None:
        said.append(_("Practice: {percent} in place.").format(percent=percent(practice)))
    if policy.comprehensiveness is not None:
        said.append(
            _("Policy: {mentioned} mentioned, {strong} strong.").format(
                mentioned=percent(policy.comprehensiveness), strong=percent(policy.strength)
            )
        )
    return said


def component_name(component: str) -> str:
    """Return the words of a component's key (HE)."""
    return next((_(each.label) for each in v.WSCC if each.value == component), component)


def number_words(workspace: Workspace, point: DataPoint) -> str:
    """Return a number with what it counts, of whom and when; a value of too few people is not told."""
    plan = workspace.document.plan
    told = words(DataPoint.describe("value"), point.value, plan)
    if point.suppressed:
        value = _("too small to show")
    elif point.unit == "percent" and told:
        value = f"{told} %"
    else:
        value = told or _("no value yet")
    parts = [each for each in (point.student_group, point.period) if each]
    return f"{point.measure}: {value}" + (f" ({', '.join(parts)})" if parts else "")


def may_be_small(point: DataPoint) -> bool:
    """Whether a number may tell about fewer than ten people. Source: method 2 (privacy)."""
    return (
        not point.suppressed
        and point.unit == "count"
        and point.value is not None
        and 0 < point.value < _SMALLEST
    )


def _prompts_of(kind: type[Record], component: str) -> list[Prompt]:
    return [each for each in prompts(kind) if each.keys["component"] == component]
