"""A3: the six lessons as a heat map of lessons × groups, and what to do about the one that is chosen."""

from collections.abc import Callable, Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QStackedWidget, QVBoxLayout, QWidget

from planner.domain.analysis.scan import lesson_scores
from planner.domain.figures.heat_map import (
    HeatMap,
    groups_rated,
    heat_map,
    lesson_name,
    lesson_said,
    one_digit,
)
from planner.domain.plan import Plan
from planner.domain.record import Record
from planner.domain.records import LessonNote, StartingPointAdoption
from planner.domain.steps import Step
from planner.gui.canvas.figure_view import FigureView
from planner.gui.canvas.regions import Region
from planner.gui.pages.drawn_page import DRAWING, DrawnPage
from planner.gui.theme import dress
from planner.gui.widgets.empty_note import EmptyNote
from planner.gui.widgets.field_row import Card
from planner.gui.widgets.lesson_panel import LessonPanel
from planner.gui.widgets.tally_body import TallyBody
from planner.gui.workspace import Workspace
from planner.i18n import _
from planner.services.document import Changes

_TALLY = "0"
_AROUND = 26  # above and below the heat map, pixels at 100 %


class LessonsPage(DrawnPage):
    """The heat map above, the chosen lesson with its starting points below."""

    def __init__(self, step: Step, workspace: Workspace, parent: QWidget | None = None) -> None:
        """Build map and panel; `refresh` fills them."""
        px = workspace.theme.px
        self.view = FigureView(workspace.theme, "lessons_heat_map")
        self.panel = LessonPanel(workspace)
        card = Card(workspace)
        card.column.setContentsMargins(px(12), px(10), px(12), px(6))
        card.column.addWidget(self.view)
        top = QWidget()
        above = QVBoxLayout(top)
        above.setContentsMargins(px(24), 0, px(24), px(4))
        above.addWidget(card)
        below = QWidget()
        under = QVBoxLayout(below)
        under.setContentsMargins(px(24), px(4), px(24), px(8))
        under.addWidget(self.panel)
        self._frame = QStackedWidget()
        self._frame.setObjectName("lessons_frame")
        super().__init__(step, workspace, self._frame, _("Heat map"), parent)
        self._frame.addWidget(top)
        self._empty = EmptyNote(
            workspace, _(step.empty), _(step.example), _("Count the first ratings"), self.count_ratings
        )
        self._frame.addWidget(self._empty)
        self._below = below
        self.front.addWidget(below)
        self.front.setStretchFactor(2, 1)
        self._sized = False
        self._drawn = 0.0
        self.view.room_changed.connect(self._fit)
        self.view.chosen.connect(self._choose)
        self.view.activated.connect(self._open)
        self._tools = (
            self._button("count_button", _("Count ratings"), self.count_ratings),
            self._button("lowest_button", _("Lowest row"), lambda: self._go_to(_lowest)),
            self._button("widest_button", _("Widest spread"), lambda: self._go_to(_widest)),
        )
        dress(self._tools[0], "primary")
        self.setFocusProxy(self.view)

    def tools(self) -> list[QWidget]:
        """Return the buttons above the heat map."""
        return list(self._tools)

    def part_shown(self, part: str) -> None:
        """The tools belong to the heat map."""
        for tool in self._tools:
            tool.setEnabled(part == DRAWING)

    def refresh_drawing(self, changes: Changes | None) -> None:
        """Draw the heat map again, and look again at the chosen lesson."""
        plan = self.workspace.document.plan
        rated = bool(groups_rated(plan))
        self._frame.setCurrentIndex(0 if rated else 1)
        self._below.setVisible(rated)
        for tool in self._tools:
            tool.setVisible(rated)
        if not rated:
            return
        self._draw()
        if not self.panel.lesson:
            self._show_lesson(_lowest(plan))
        else:
            self.panel.refresh(changes)
        if not self._sized:
            self._sized = True
            room = self.front.height()
            wanted = min(self.view.sizeHint().height() + self.workspace.theme.px(_AROUND), room * 3 // 5)
            self.front.setSizes([wanted, 0, room - wanted])

    def show_in_drawing(self, record: Record) -> bool:
        """Choose the lesson of a starting point or of evidence."""
        lesson = _lesson_of(record)
        if not lesson or not groups_rated(self.workspace.document.plan):
            return False
        self._show_lesson(lesson)
        return True

    def reveal(self, record_id: str, field: str = "") -> None:
        """Go to a record, or to the starting points of a lesson's key (L4)."""
        plan = self.workspace.document.plan
        record = plan.find(record_id)
        if record is not None and not _lesson_of(record):
            super().reveal(record_id, field)
        elif groups_rated(plan) and (record is not None or record_id in lesson_scores(plan)):
            self.show_part(DRAWING)
            self._show_lesson(_lesson_of(record) if record is not None else record_id)
            self.panel.open(field)
        elif record is not None:
            super().reveal(record_id, field)

    def place(self) -> tuple[str, str]:
        """Return the part that is shown, and the lesson."""
        return self.part, self.panel.lesson

    def return_to(self, place: tuple[str, str]) -> None:
        """Show that part and that lesson."""
        super().return_to(place)
        if place[1] in lesson_scores(self.workspace.document.plan):
            self._show_lesson(place[1])

    def count_ratings(self) -> None:
        """Go to the tally."""
        self._tally("", "")

    def commit(self) -> None:
        """Write what is still being typed."""
        self.panel.commit()
        super().commit()

    def _tally(self, lesson: str, group_id: str) -> None:
        self.show_part(_TALLY)
        body = self._view(_TALLY).body
        if isinstance(body, TallyBody):
            if group_id:
                body.show_group(group_id)
            body.reveal(lesson) if lesson else body.add()

    def _fit(self, room: float) -> None:
        if abs(room - self._drawn) > 1 and groups_rated(self.workspace.document.plan):
            self._draw()

    def _draw(self) -> None:
        plan = self.workspace.document.plan
        self._drawn = self.view.room
        made = heat_map(plan, self._drawn)
        self.view.show_figure(made.figure, tuple(_regions(plan, made)))

    def _choose(self, key: str) -> None:
        if key:
            self.panel.show_lesson(key.partition("|")[0])

    def _open(self, key: str) -> None:
        lesson, _bar, group_id = key.partition("|")
        if group_id:
            self._tally(lesson, group_id)
        else:
            self.panel.open()

    def _show_lesson(self, lesson: str) -> None:
        self.view.choose(lesson)
        self.panel.show_lesson(lesson)

    def _go_to(self, which: Callable[[Plan], str]) -> None:
        self._show_lesson(which(self.workspace.document.plan))
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _button(self, name: str, text: str, do: Callable[[], object]) -> QPushButton:
        button = QPushButton(text)
        button.setObjectName(name)
        button.setAccessibleName(text)
        button.setAutoDefault(False)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(lambda _on=False: do())
        return button


def _regions(plan: Plan, made: HeatMap) -> Iterator[Region]:
    """Yield the lessons and the cells of their rows, as they are spoken."""
    scores, groups = lesson_scores(plan), groups_rated(plan)
    for lesson, box in made.rows.items():
        yield Region(lesson, box, lesson_said(plan, lesson, scores[lesson], groups))
        for group in groups:
            mean = scores[lesson].by_group.get(group.id)
            said = _("{group}, {lesson}: {mean}").format(
                group=group.title,
                lesson=lesson_name(lesson),
                mean=_("not rated") if mean is None else one_digit(mean),
            )
            yield Region(f"{lesson}|{group.id}", made.cells[lesson, group.id], said)


def _lesson_of(record: Record) -> str:
    if isinstance(record, StartingPointAdoption):
        return record.starting_point_id[:2]
    return record.lesson if isinstance(record, LessonNote) else ""


def _lowest(plan: Plan) -> str:
    """Return the lesson with the lowest mean."""
    scores = {lesson: score.mean for lesson, score in lesson_scores(plan).items() if score.mean is not None}
    return min(scores, key=lambda lesson: scores[lesson], default="L1")


def _widest(plan: Plan) -> str:
    """Return the lesson the groups see most differently."""
    scores = {
        lesson: score.spread for lesson, score in lesson_scores(plan).items() if score.spread is not None
    }
    return max(scores, key=lambda lesson: scores[lesson], default="L1")
