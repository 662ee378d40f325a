"""`GoalsBody`: goals as headings, their objectives below them, and the form of whichever is chosen."""

from PySide6.QtWidgets import QWidget

from planner.domain.record import Record
from planner.domain.records import Goal, Objective
from planner.domain.steps import Sheet, Step
from planner.gui import record_edits
from planner.gui.widgets.list_body import ListBody
from planner.gui.widgets.record_form import RecordForm
from planner.gui.wording import noun
from planner.gui.workspace import Workspace
from planner.i18n import _


class GoalsBody(ListBody):
    """A tree of two levels, drawn as one list."""

    def __init__(self, workspace: Workspace, sheet: Sheet, step: Step, parent: QWidget | None = None) -> None:
        """Build the list of objectives with their goals as headings."""
        super().__init__(workspace, sheet, step, parent, headed=True)
        self.goal_form = RecordForm(workspace, Sheet(kind=Goal))
        self.forms.addWidget(self.goal_form)

    def add(self) -> None:
        """Make a goal where there is none yet, else an objective under the chosen goal."""
        if not self.workspace.document.plan.all(Goal):
            self.add_goal()
        else:
            super().add()

    def add_goal(self) -> None:
        """Make a goal and go to its first field."""
        self.commit()
        self._made(record_edits.add(self.workspace, Sheet(kind=Goal)))

    def show_form(self, record: Record | None) -> RecordForm:
        """Show the form that fits a goal or an objective."""
        if isinstance(record, Goal):
            self.goal_form.show_record(record)
            return self.goal_form
        self.form.show_record(record if isinstance(record, Objective) else None)
        return self.form

    def _build_tools(self) -> None:
        self.tools.new(_("+ New {noun}").format(noun=noun(Goal)), self.add_goal, name="new_goal")
        super()._build_tools()
