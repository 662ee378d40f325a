"""`LessonPanel`: one of the six lessons: what its row says, its starting points to adopt, its evidence."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from planner.domain.analysis.scan import LessonScore, lesson_scores
from planner.domain.figures.heat_map import groups_rated, lesson_name, one_digit
from planner.domain.plan import Plan
from planner.domain.prompts import answer
from planner.domain.records import LessonNote, StartingPointAdoption
from planner.gui import record_edits
from planner.gui.binding import AnswerBinding
from planner.gui.tally_edits import make_action
from planner.gui.theme import dress
from planner.gui.widgets.field_row import Card, FieldRow
from planner.gui.widgets.labels import PlainLabel
from planner.gui.wording import option_label
from planner.gui.workspace import Workspace
from planner.i18n import _
from planner.services.document import Changes

_BESIDE = 640
"""Width in pixels at 100 % from which the two starting points stand side by side."""


class StartingPoint(QWidget):
    """A small first move of the method: a button adopts it; then it has an owner and a date."""

    def __init__(self, workspace: Workspace, letter: str) -> None:
        """Build the line for point a or b of whatever lesson is shown."""
        super().__init__()
        self.key = ""
        self._workspace = workspace
        self._letter = letter
        name = f"starting_point_{letter}"
        self.setObjectName(name)
        px = workspace.theme.px
        self._text = PlainLabel("", wrap=True)
        self._text.setObjectName(f"{name}_label")
        self.adopt_button = self._button(_("Adopt"), f"{name}_adopt_button", self.adopt)
        self._remove = self._button(_("Remove"), f"{name}_remove_button", self._drop)
        dress(self._remove, "link")
        self.action_button = self._button("", f"{name}_action_button", self.go_on)
        dress(self.action_button, "link")
        self._adopted = QWidget()
        self._bindings: list[AnswerBinding] = []
        self._rows: list[FieldRow] = []
        fields = QHBoxLayout(self._adopted)
        fields.setContentsMargins(0, 0, 0, 0)
        fields.setSpacing(px(12))
        for field, stretch in (("owner_id", 3), ("due", 2)):
            row = FieldRow(StartingPointAdoption.describe(field), StartingPointAdoption, workspace)
            row.editor.control.setObjectName(f"{name}_{field}")
            fields.addWidget(row, stretch)
            self._rows.append(row)
            self._bindings.append(AnswerBinding(workspace, row.editor, {"starting_point_id": f"L1{letter}"}))
        head = QHBoxLayout()
        head.setSpacing(px(12))
        head.addWidget(self._text, 1)
        head.addWidget(self.adopt_button, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self._remove, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, px(4), 0, px(4))
        column.setSpacing(px(4))
        column.addLayout(head)
        column.addWidget(self._adopted)
        column.addWidget(self.action_button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)

    def show_lesson(self, lesson: str) -> None:
        """Show this starting point of a lesson."""
        key = lesson + self._letter
        if key != self.key:
            self.key = key
            for binding in self._bindings:
                binding.ask({"starting_point_id": key})
        self.show_adoption()

    def show_adoption(self) -> None:
        """Show whether it is adopted, by whom and until when."""
        plan = self._workspace.document.plan
        found = self._record()
        words = option_label(StartingPointAdoption.describe("starting_point_id"), self.key)
        self._text.setText(words)
        self.adopt_button.setAccessibleName(_("Adopt: {text}").format(text=words))
        self._remove.setAccessibleName(_("Remove: {text}").format(text=words))
        dress(self._text, "label" if found is not None else "")
        self.adopt_button.setVisible(found is None)
        self._remove.setVisible(found is not None)
        self._adopted.setVisible(found is not None)
        codes = ", ".join(plan.code(each) for each in found.action_ids) if found is not None else ""
        go_on = _("Became action {codes}").format(codes=codes) if codes else _("Make it an action")
        self.action_button.setText(go_on)
        self.action_button.setAccessibleName(f"{go_on}: {words}")
        self.action_button.setVisible(found is not None)
        for row in self._rows:
            row.show_need(getattr(found, row.field.name) if found is not None else "-")

    def adopt(self) -> None:
        """Adopt it, and ask who does it."""
        if self._record() is None:
            with self._workspace.edit(_("Adopt a starting point")) as edit:
                edit.add(StartingPointAdoption, starting_point_id=self.key)
            self.show_adoption()
        if self._record() is not None:
            self.focus()

    def go_on(self) -> None:
        """Make an action of it; where it has become one, go there."""
        found = self._record()
        if found is None:
            return
        if found.action_ids:
            self._workspace.go_to(found.action_ids[0])
            return
        self.commit()
        record_edits.tell_made(self._workspace, make_action(self._workspace, self._record() or found))
        self.show_adoption()

    def focus(self) -> None:
        """Put the keyboard where it goes on: on the owner, or on the button that adopts."""
        if self._record() is None:
            self.adopt_button.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._rows[0].editor.focus()

    def commit(self) -> None:
        """Write what is still being typed."""
        for binding in self._bindings:
            binding.commit()

    def _record(self) -> StartingPointAdoption | None:
        found = answer(self._workspace.document.plan, StartingPointAdoption, {"starting_point_id": self.key})
        return found if isinstance(found, StartingPointAdoption) else None

    def _drop(self) -> None:
        found = self._record()
        if found is not None and record_edits.delete(self._workspace, [found]):
            self.show_adoption()
            self.focus()

    def _button(self, words: str, name: str, do: Callable[[], object]) -> QPushButton:
        button = QPushButton(words)
        button.setObjectName(name)
        button.setAutoDefault(False)
        button.clicked.connect(lambda _on=False: do())
        return button


class LessonPanel(QScrollArea):
    """The chosen lesson: in a sentence what the groups say, then what to do about it."""

    def __init__(self, workspace: Workspace) -> None:
        """Build the parts; `show_lesson` chooses which of the six."""
        super().__init__()
        self.lesson = ""
        self._workspace = workspace
        self.setObjectName("lesson_panel")
        self.setAccessibleName(_("The chosen lesson"))
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        dress(self, "clear")
        card = self._card = Card(workspace)
        self.setWidget(card)
        self._title = PlainLabel("", "heading", wrap=True)
        self._title.setObjectName("lesson_title_label")
        self._said = PlainLabel("", "second", wrap=True)
        self._said.setObjectName("lesson_said_label")
        self._low = PlainLabel("", "finding", wrap=True)
        self._low.setObjectName("lesson_finding_label")
        card.column.addWidget(self._title)
        card.column.addWidget(self._said)
        card.column.addWidget(self._low)
        card.column.addWidget(PlainLabel(_("Starting points: small first moves"), "label"))
        self.points = [StartingPoint(workspace, letter) for letter in "ab"]
        self._pair = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._pair.setSpacing(workspace.theme.px(24))
        for point in self.points:
            self._pair.addWidget(point, 1)
        card.column.addLayout(self._pair)
        self._evidence = FieldRow(LessonNote.describe("evidence"), LessonNote, workspace)
        self._evidence.editor.control.setObjectName("lesson_evidence_edit")
        self._note = AnswerBinding(workspace, self._evidence.editor, {"lesson": "L1"})
        card.column.addWidget(self._evidence)
        card.column.addStretch(1)

    def show_lesson(self, lesson: str) -> None:
        """Show one of the lessons by its key (L1 to L6)."""
        if lesson != self.lesson:
            self.commit()
            self.lesson = lesson
            self._note.ask({"lesson": lesson})
            self.verticalScrollBar().setValue(0)
        self.refresh(None)

    def refresh(self, _changes: Changes | None) -> None:
        """Show what the plan says now."""
        if not self.lesson:
            return
        plan = self._workspace.document.plan
        score = lesson_scores(plan)[self.lesson]
        self._title.setText(lesson_name(self.lesson))
        self._said.setText(_row_said(plan, score))
        self._evidence.show_need("-")
        for point in self.points:
            point.show_lesson(self.lesson)
        advice = []
        if len(groups_rated(plan)) == 1:
            advice.append(_("One group has rated so far. Ask a second one, to see where views differ."))
        if score.apart:
            advice.append(_("The groups see this differently. Ask each what it sees before you go on."))
        if score.low and all(self._adopted(point) is None for point in self.points):
            advice.append(_("Rated low: adopt a starting point, with an owner and a date."))
        self._low.setText("\n".join(advice))
        self._low.setVisible(bool(advice))

    def open(self, field: str = "") -> None:
        """Put the keyboard on the first starting point, or on the evidence."""
        margin = self._workspace.theme.px(24)
        if field == "evidence":
            self.ensureWidgetVisible(self._evidence, 0, margin)
            self._evidence.editor.focus()
            return
        point = next((each for each in self.points if self._adopted(each) is None), self.points[0])
        self._card.column.activate()  # what was just written above must not push it away later
        self.ensureWidgetVisible(point, 0, margin)
        point.focus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the two starting points under each other where there is no room beside."""
        super().resizeEvent(event)
        beside = self.width() >= self._workspace.theme.px(_BESIDE)
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._pair.setDirection(across if beside else down)

    def commit(self) -> None:
        """Write what is still being typed."""
        self._note.commit()
        for point in self.points:
            point.commit()

    def _adopted(self, point: StartingPoint) -> object:
        plan = self._workspace.document.plan
        return answer(plan, StartingPointAdoption, {"starting_point_id": point.key})


def _row_said(plan: Plan, score: LessonScore) -> str:
    """Tell what a row of the heat map comes to, and which groups see the lesson lowest and highest."""
    if score.mean is None or score.spread is None:
        return _("Not rated yet.")
    mean = one_digit(score.mean)
    said = [_("Mean {mean}, low.").format(mean=mean) if score.low else _("Mean {mean}.").format(mean=mean)]
    if score.spread > 0:
        low = min(score.by_group, key=lambda group: score.by_group[group])
        high = max(score.by_group, key=lambda group: score.by_group[group])
        said.append(
            _("Lowest: {low} {least}; highest: {high} {most}; {spread} apart.").format(
                low=plan.title(low),
                least=one_digit(score.by_group[low]),
                high=plan.title(high),
                most=one_digit(score.by_group[high]),
                spread=one_digit(score.spread),
            )
        )
    return " ".join(said)
