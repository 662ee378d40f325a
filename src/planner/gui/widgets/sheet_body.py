"""`SheetBody`: what every way of showing a sheet can do; and the two simplest ways: one form, and a grid."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QSplitter, QVBoxLayout, QWidget

from planner.domain.steps import Sheet, Step
from planner.gui.empty_words import example, sentence
from planner.gui.models.record_table import telling
from planner.gui.theme import dress
from planner.gui.widgets.empty_note import EmptyNote
from planner.gui.widgets.field_row import Card
from planner.gui.widgets.labels import PlainLabel
from planner.gui.widgets.record_form import RecordForm
from planner.gui.widgets.record_grid import RecordGrid
from planner.gui.widgets.sheet_tools import SheetTools
from planner.gui.wording import noun
from planner.gui.workspace import Workspace
from planner.i18n import _
from planner.services.document import Changes


class SheetBody(QWidget):
    """Shows the records of a sheet and lets them be edited."""

    chosen = Signal(str)
    """The id of the record that is looked at; "" for none."""

    def __init__(self, workspace: Workspace, sheet: Sheet, step: Step, parent: QWidget | None = None) -> None:
        """Build widgets in the subclass; `refresh` fills them."""
        super().__init__(parent)
        self.workspace = workspace
        self.sheet = sheet
        self.step = step
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(workspace.theme.px(12))

    def refresh(self, changes: Changes | None) -> None:
        """Show what the plan says now."""

    def reveal(self, record_id: str, field: str = "") -> bool:
        """Go to a record and a field; return whether it is here."""
        return False

    def current_id(self) -> str:
        """The id of the record that is looked at, "" for none."""
        return ""

    def select(self, record_id: str) -> bool:
        """Look at a record; return whether it is here."""
        return False

    def commit(self) -> None:
        """Write what is still being typed."""

    def add(self) -> None:
        """Make a new record, ready to be written in; nothing where records are not made by hand."""

    def empty_note(self) -> EmptyNote:
        """Make the note for an empty sheet."""
        return EmptyNote(
            self.workspace,
            sentence(self.step, self.sheet),
            example(self.step, self.sheet),
            _("+ New {noun}").format(noun=noun(self.sheet)),
            self.add,
        )


class SingleBody(SheetBody):
    """The one record of a kind, as a calm form."""

    def __init__(self, workspace: Workspace, sheet: Sheet, step: Step, parent: QWidget | None = None) -> None:
        """Build the form."""
        super().__init__(workspace, sheet, step, parent)
        self.form = RecordForm(workspace, sheet)
        self.column.addWidget(self.form)

    def refresh(self, changes: Changes | None) -> None:
        """Show the record, or an empty one that the first value makes."""
        record = self.workspace.document.plan.one(self.sheet.kind)
        if (
            self.form.record is None
            or self.form.record.id != record.id
            or self.form.shows_unsaved != (not record.id)
        ):
            self.form.show_record(record)
        else:
            self.form.refresh(changes)

    def reveal(self, record_id: str, field: str = "") -> bool:
        """Go to a field."""
        record = self.workspace.document.plan.one(self.sheet.kind)
        if record_id and record_id != record.id:
            return False
        self.form.focus_field(field)
        return True

    def commit(self) -> None:
        """Write what is still being typed."""
        self.form.commit()


class GridBody(SheetBody):
    """Narrow records as a grid; fields that have no column are in a form beside it, once asked for."""

    def __init__(self, workspace: Workspace, sheet: Sheet, step: Step, parent: QWidget | None = None) -> None:
        """Build grid and tools; the form is built when it is first asked for."""
        super().__init__(workspace, sheet, step, parent)
        self.grid = RecordGrid(workspace, sheet)
        kind = sheet.kind.about.kind
        self.tools = SheetTools(workspace, kind)
        self.tools.new(_("+ New {noun}").format(noun=noun(sheet)), self.add)
        if self._more_fields():
            self.tools.act(_("Details"), "details", self._details, _("Everything about the chosen line"))
        self.tools.usual(
            lambda: self.grid.paste_lines(QApplication.clipboard().text()),
            lambda: self.grid.move_row(-1),
            lambda: self.grid.move_row(1),
            self.grid.delete_rows,
        )
        if kind == "person":
            self.tools.act(
                _("Remove a person…"),
                "remove",
                self._remove_person,
                _("Also from the history and from backups"),
                on_chosen=False,
            )
        self._problem = PlainLabel("", "stop", wrap=True)
        self._problem.setObjectName(f"{kind}_problem")
        self._problem.hide()
        self.grid.refused.connect(self._say)
        self._note = self.empty_note()
        self._card = Card(workspace)
        self._card.column.setContentsMargins(1, 1, 1, 1)
        self._card.column.setSpacing(0)
        self._card.column.addWidget(self.grid)
        self._card.column.addWidget(self._note)
        self._split = QSplitter(Qt.Orientation.Vertical)
        dress(self._split, "clear")
        self._split.setChildrenCollapsible(False)
        self._split.setHandleWidth(workspace.theme.px(12))
        self._split.addWidget(self._card)
        self.form: RecordForm | None = None
        self.column.addWidget(self.tools)
        self.column.addWidget(self._problem)
        self.column.addWidget(self._split, 1)
        self.grid.selected.connect(self._selected)

    def refresh(self, changes: Changes | None) -> None:
        """Show what the plan says now."""
        self.grid.refresh()
        empty = not self.grid.table.rows
        self.grid.setVisible(not empty)
        self._note.setVisible(empty)
        self.tools.show_makers(not empty)
        self.tools.chosen(self.grid.current_record() is not None)
        if self.form is not None and self.form.isVisible():
            self.form.refresh(changes)

    def reveal(self, record_id: str, field: str = "") -> bool:
        """Go to the cell, or to the field in the form where it has no column."""
        if self.grid.table.row_of(record_id) < 0:
            return False
        here = not field or field in [each.name for each in self.grid.table.columns]
        self.grid.reveal(record_id, field, edit=here and bool(field))
        if not here:
            self._show_form(field)
        return True

    def current_id(self) -> str:
        """The id of the record of the row the keyboard is on."""
        record = self.grid.current_record()
        return record.id if record is not None else ""

    def select(self, record_id: str) -> bool:
        """Go to a row without editing it."""
        if self.grid.table.row_of(record_id) < 0:
            return False
        self.grid.reveal(record_id, "", edit=False)
        return True

    def commit(self) -> None:
        """Write what is still being typed."""
        self.grid.end_edit()
        if self.form is not None:
            self.form.commit()

    def add(self) -> None:
        """Make a new row, in edit."""
        self._note.hide()
        self.grid.show()
        self.grid.add_row()

    def _remove_person(self) -> None:
        """Erase somebody everywhere, which deleting a row does not."""
        from planner.gui.dialogs.remove_person import RemovePersonDialog

        self.commit()
        record = self.grid.current_record()
        dialog = RemovePersonDialog(self.workspace, record.id if record is not None else "", self.window())
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setModal(True)
        dialog.show()

    def _more_fields(self) -> bool:
        """Whether there is more to a record than its columns show."""
        shown = {each.name for each in telling(self.sheet.kind, self.sheet.fields)}
        if self.sheet.fields:
            return not set(self.sheet.fields) <= shown
        return any(not each.hidden and each.name not in shown for each in self.sheet.kind.fields())

    def _details(self) -> None:
        if self.form is not None and self.form.isVisible():
            self.form.hide()
        else:
            self._show_form("")

    def _show_form(self, field: str) -> None:
        self.grid.end_edit()
        if self.form is None:
            self.form = RecordForm(self.workspace, self.sheet)
            self._split.addWidget(self.form)
            self._split.setSizes([300, 300])
        self.form.show()
        self.form.show_record(self.grid.current_record())
        self.form.show_more()
        self.form.focus_field(field)

    def _selected(self, record_id: str) -> None:
        self.tools.chosen(bool(record_id))
        if self.form is not None and self.form.isVisible():
            self.form.show_record(self.workspace.document.plan.get(self.sheet.kind, record_id))
        self.chosen.emit(record_id)

    def _say(self, problem: str) -> None:
        self._problem.setText(problem)
        self._problem.setVisible(bool(problem))
