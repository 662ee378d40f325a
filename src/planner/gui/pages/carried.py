"""C5 and D3: their sheets, with what the twelve questions about partnerships lead to at hand above them."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from planner.domain.record import Record
from planner.domain.steps import Step
from planner.gui.pages.worksheet import WorksheetPage
from planner.gui.widgets.carried_drawer import KINDS, CarriedDrawer
from planner.gui.workspace import Workspace
from planner.services.document import Changes


class CarriedPage(WorksheetPage):
    """A worksheet with a drawer."""

    def __init__(self, step: Step, workspace: Workspace, parent: QWidget | None = None) -> None:
        """Build the drawer above the sheets; it is shown when asked for."""
        super().__init__(step, workspace, parent)
        self.drawer = CarriedDrawer(workspace, step.code)
        column = self.layout()
        assert isinstance(column, QVBoxLayout)
        column.insertWidget(0, self.drawer)

    def kinds(self) -> tuple[type[Record], ...]:
        """Return what is shown, also in the drawer."""
        return (*super().kinds(), *KINDS)

    def tools(self) -> list[QWidget]:
        """Return the choice of a sheet, and the button of the drawer."""
        return [*super().tools(), self.drawer.button]

    def refresh(self, changes: Changes | None) -> None:
        """Show what the plan says now."""
        super().refresh(changes)
        self.drawer.refresh()
