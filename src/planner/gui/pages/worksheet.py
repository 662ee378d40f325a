"""`WorksheetPage`: the page of every step that is not drawn by hand, one sheet of records at a time."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from planner.domain.prompts import prompts
from planner.domain.record import Record
from planner.domain.records import (
    ActionDependency,
    AgendaItem,
    Attendance,
    BudgetLine,
    DataPoint,
    FundingAllocation,
    Goal,
    LessonRating,
    Measurement,
    Objective,
    Person,
    RaciEntry,
    ScenarioConstraint,
    Session,
    VoteResult,
)
from planner.domain.steps import STEPS, Sheet, Step, step_of
from planner.gui.models.record_table import MOST, fits_cells
from planner.gui.pages import part_keys
from planner.gui.pages.page import StepPage
from planner.gui.widgets.answers_body import AnswersBody
from planner.gui.widgets.goals_body import GoalsBody
from planner.gui.widgets.list_body import ListBody
from planner.gui.widgets.rating_body import RatingBody
from planner.gui.widgets.segmented import Segment, Segmented
from planner.gui.widgets.sessions_body import SessionsBody
from planner.gui.widgets.sheet_body import GridBody, SheetBody, SingleBody
from planner.gui.widgets.tally_body import TallyBody
from planner.gui.wording import phrase
from planner.gui.workspace import Workspace
from planner.i18n import _
from planner.services.document import Changes

_GRIDS = (
    *(Attendance, RaciEntry, FundingAllocation, BudgetLine, ActionDependency, Person),
    *(AgendaItem, VoteResult, Measurement, DataPoint),
)


def body_for(sheet: Sheet, step: Step) -> type[SheetBody]:
    """Return the way to show a sheet: a form, statements, questions, a grid, or a list with a form."""
    kind = sheet.kind
    if kind.about.single:
        return SingleBody
    if sheet.prompts and prompts(kind):
        names = {each.name for each in kind.fields()}
        if kind is LessonRating:
            return TallyBody
        return RatingBody if "rating" in names and "answer" not in names else AnswersBody
    if kind is Session and step.code == "A1":
        return SessionsBody
    if kind is Objective and any(each.kind is Goal for each in step.sheets):
        return GoalsBody
    fields = [each for each in kind.fields() if not (each.hidden or each.more)]
    if sheet.fields:
        fields = [each for each in fields if each.name in sheet.fields]
    narrow = len(fields) <= MOST and all(fits_cells(each) for each in fields)
    return GridBody if (narrow or kind in _GRIDS) and kind is not ScenarioConstraint else ListBody


class SheetView(QWidget):
    """The records of one sheet, in the way that suits them."""

    chosen = Signal(str)
    """The id of the record that is looked at; "" for none."""

    def __init__(self, workspace: Workspace, sheet: Sheet, parent: QWidget | None = None) -> None:
        """Build the body; `refresh` fills it."""
        super().__init__(parent)
        self.workspace = workspace
        self.sheet = sheet
        step = _step_for(workspace, sheet)
        self.body = body_for(sheet, step)(workspace, sheet, step, self)
        self.body.chosen.connect(self.chosen)
        self.setObjectName(f"{sheet.kind.about.kind}_sheet")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.body)

    def refresh(self, changes: Changes | None = None) -> None:
        """Show what the plan says now."""
        self.body.refresh(changes)

    def reveal(self, record_id: str, field: str = "") -> bool:
        """Go to a record and put the keyboard into a field of it; return whether it is on this sheet."""
        return self.body.reveal(record_id, field)

    def commit(self) -> None:
        """Write what is still being typed."""
        self.body.commit()

    def add(self) -> None:
        """Make a new record, ready to be written in."""
        self.body.add()


class WorksheetPage(StepPage):
    """The sheets of a step, one at a time, with a button for each where there are several."""

    def __init__(self, step: Step, workspace: Workspace, parent: QWidget | None = None) -> None:
        """Prepare the buttons; sheets are built when first shown."""
        super().__init__(step, workspace, parent)
        self._sheets = sheets_shown(step)
        self._views: dict[int, SheetView] = {}
        self._stale: set[int] = set()
        self._stack = QStackedWidget()
        self._stack.setObjectName(f"{step.code.lower()}_sheets")
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 0, 24, 16)  # as the window's header above it, at every scale
        column.addWidget(self._stack)
        self._at = 0
        self.tabs: Segmented | None = None
        if len(self._sheets) > 1:
            self.tabs = Segmented(
                [Segment(str(number), sheet_name(each)) for number, each in enumerate(self._sheets)],
                look="tab",
            )
            self.tabs.name(f"{step.code.lower()}_tab", _("Parts of this step"))
            self.tabs.set_value("0")
            self.tabs.picked.connect(lambda value: self.show_sheet(int(value)))
            part_keys.install(self, self.tabs, lambda: self.view)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Let it be seen where the keyboard is: on the buttons that choose a sheet, else in the sheet."""
        super().focusInEvent(event)
        if self.tabs is not None:
            self.tabs.setFocus(event.reason())
        else:
            part_keys.enter(self.view)

    def tools(self) -> list[QWidget]:
        """Return the buttons that choose a sheet."""
        return [self.tabs] if self.tabs is not None else []

    @property
    def view(self) -> SheetView:
        """The sheet that is shown."""
        return self._view(self._at)

    def show_sheet(self, number: int) -> SheetView:
        """Show a sheet by its place; return its view."""
        if number != self._at and self._at in self._views:
            self._views[self._at].commit()
        self._at = number
        view = self._view(number)
        self._stack.setCurrentWidget(view)
        if self.tabs is not None:
            self.tabs.set_value(str(number))
        if number in self._stale:
            self._stale.discard(number)
            view.refresh(None)
        return view

    def refresh(self, changes: Changes | None) -> None:
        """Show what the plan says now; sheets that are not to be seen look again when they are."""
        self._stale = {number for number in self._views if number != self._at}
        self._stale.discard(self._at)
        fresh = self._at not in self._views
        view = self.show_sheet(self._at)
        if not fresh:
            view.refresh(changes)
        self._count()

    def reveal(self, record_id: str, field: str = "") -> None:
        """Show the sheet that has a record, and go to a field of it."""
        plan = self.workspace.document.plan
        record = plan.find(record_id)
        for number in self._order(record, field):
            if self.show_sheet(number).reveal(record_id, field):
                return

    def place(self) -> tuple[str, str]:
        """Return the number of the sheet, and the record on it that is looked at."""
        return str(self._at), self.view.body.current_id()

    def return_to(self, place: tuple[str, str]) -> None:
        """Show that sheet and that record on it."""
        number, record_id = place
        if number.isdigit() and int(number) < len(self._sheets):
            self.show_sheet(int(number)).body.select(record_id)

    def commit(self) -> None:
        """Write what is still being typed."""
        for view in tuple(self._views.values()):
            view.commit()

    def _order(self, record: Record | None, field: str) -> list[int]:
        """The sheets a record may be on, those that show the field first."""
        fitting = []
        for number, sheet in enumerate(self._sheets):
            kinds = {sheet.kind, Goal} if sheet.kind is Objective else {sheet.kind}
            if record is None:
                # A key of the method library, or a step as a whole.
                if sheet.prompts or sheet.kind.about.single:
                    fitting.append((bool(field) and not _has(sheet, field), number))
            elif type(record) in kinds and (record.about.single or self._holds(sheet, record)):
                fitting.append((bool(field) and bool(sheet.fields) and field not in sheet.fields, number))
        return [number for _unfit, number in sorted(fitting)]

    def _holds(self, sheet: Sheet, record: Record) -> bool:
        return sheet.only is None or getattr(record, sheet.only[0], None) in sheet.only[1]

    def _view(self, number: int) -> SheetView:
        if number not in self._views:
            step = self.workspace.step
            self.workspace.step = self.step.code
            try:
                view = SheetView(self.workspace, self._sheets[number], self._stack)
            finally:
                self.workspace.step = step
            self._views[number] = view
            self._stack.addWidget(view)
            self._stack.setCurrentWidget(view)
            view.refresh(None)
        return self._views[number]

    def _count(self) -> None:
        """Say on each button how many records there are."""
        if self.tabs is None:
            return
        plan = self.workspace.document.plan
        for number, sheet in enumerate(self._sheets):
            counted = not (sheet.kind.about.single or sheet.prompts)
            rows = len(sheet.rows(plan)) if counted else 0
            self.tabs.set_label(str(number), f"{sheet_name(sheet)}  {rows}" if rows else sheet_name(sheet))


def sheets_shown(step: Step) -> tuple[Sheet, ...]:
    """Return the sheets of a step that get a button of their own: goals stand above their objectives."""
    kinds = {sheet.kind for sheet in step.sheets}
    return tuple(sheet for sheet in step.sheets if not (sheet.kind is Goal and Objective in kinds))


def sheet_name(sheet: Sheet) -> str:
    """Return the words on the button of a sheet."""
    about = sheet.kind.about
    return _(sheet.label) or phrase(_(about.noun if about.single else about.nouns))


def _has(sheet: Sheet, field: str) -> bool:
    return any(each.name == field for each in sheet.kind.fields()) and (
        not sheet.fields or field in sheet.fields
    )


def _step_for(workspace: Workspace, sheet: Sheet) -> Step:
    """The step a sheet is shown in: the current one where it has the sheet."""
    current = next((each for each in STEPS if each.code == workspace.step), None)
    if current is not None and any(each.kind is sheet.kind for each in current.sheets):
        return current
    code = step_of(sheet.kind)
    return next(each for each in STEPS if each.code == code)
