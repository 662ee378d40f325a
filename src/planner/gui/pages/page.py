"""`StepPage`: the work of one step. The window draws title and question above it and the guide beside it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from planner.domain.plan import POINTERS
from planner.domain.record import KINDS, Record
from planner.domain.steps import Step
from planner.gui.pages import part_keys
from planner.gui.workspace import Workspace
from planner.services.document import Changes


class StepPage(QWidget):
    """One step's work.

    A page reads `workspace.document.plan` and writes with `workspace.edit(…)`; it knows no other page. The
    window calls `refresh` when the page is shown and whenever an edit touched one of `kinds()` since.
    """

    def __init__(self, step: Step, workspace: Workspace, parent: QWidget | None = None) -> None:
        """Take the step and the open workshop. Subclasses build here and fill in `refresh`."""
        super().__init__(parent)
        self.step = step
        self.workspace = workspace
        self.setObjectName(f"{step.code.lower()}_page")

    def kinds(self) -> tuple[type[Record], ...]:
        """Return the kinds of records the page shows: those of its sheets, and those they link to."""
        shown = {sheet.kind.about.kind: sheet.kind for sheet in self.step.sheets}
        for sheet in self.step.sheets:
            for field in sheet.kind.fields():
                if field.kind in POINTERS:
                    shown.update({name: KINDS[name] for name in field.target if name in KINDS})
        return tuple(shown.values())

    def refresh(self, changes: Changes | None) -> None:
        """Show what the plan says now. `changes` is None when the page is shown first or again."""

    def reveal(self, record_id: str, field: str = "") -> None:
        """Bring a record into view, with the focus on a field of it. An unknown id or field does no harm."""

    def take_focus(self) -> None:
        """Take the keyboard; where the drawing is not shown yet, what stands in its place does."""
        proxy = self.focusProxy()
        if proxy is None or proxy.isVisible():
            self.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            part_keys.enter(self)

    def commit(self) -> None:
        """Write what is still being typed; called before the page is left and before the window closes."""

    def place(self) -> tuple[str, str]:
        """Return where people are on the page: the part that is shown, and the id of the chosen record."""
        return "", ""

    def return_to(self, place: tuple[str, str]) -> None:
        """Show the page at a place that another page of this step returned, as far as it is still there."""

    def tools(self) -> list[QWidget]:
        """Return the controls shown under the title, from left to right. Called once."""
        return []
