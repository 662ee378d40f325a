"""`RecordGrid`: records as rows that one click edits, with the keyboard flow of a spreadsheet."""

from typing import Any

from PySide6.QtCore import (
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QApplication,
    QFrame,
    QHeaderView,
    QTableView,
    QWidget,
)

from planner.domain.fields import Field, Kind
from planner.domain.record import Record
from planner.domain.steps import Sheet
from planner.gui import record_edits
from planner.gui.models.record_table import RecordTable, telling
from planner.gui.theme import dress
from planner.gui.widgets.field_delegate import FieldDelegate
from planner.gui.widgets.field_editor import FieldEditor
from planner.gui.wording import phrase
from planner.gui.workspace import Workspace
from planner.i18n import _

Index = QModelIndex | QPersistentModelIndex
_LEAST = {
    Kind.DAY: 118,
    Kind.MONEY: 110,
    Kind.LINK: 120,
    Kind.REFERENCE: 120,
    Kind.TEXT: 90,
    Kind.CHOICE: 100,
}
"""Pixels at 100 % that a column needs at least."""
_WEIGHTS = {
    **dict.fromkeys((Kind.TEXT, Kind.LINK, Kind.REFERENCE), 5),
    **dict.fromkeys((Kind.CHOICE, Kind.MONEY), 2),
    **dict.fromkeys((Kind.WHOLE, Kind.DECIMAL, Kind.SCALE, Kind.FLAG, Kind.TIME, Kind.DAY), 1),
}
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_NEXT = QAbstractItemDelegate.EndEditHint


class RecordGrid(QTableView):
    """The rows of a sheet. One click edits; Tab goes on, Enter goes down, and makes a new row past the last.
    Esc ends an edit; Tab leaves the grid then.

    Pasted lines become records, tabs divide them into fields. Delete removes the row, Alt+Up/Down move it.
    """

    selected = Signal(str)
    """The id of the record the keyboard is on; "" for none."""
    refused = Signal(str)
    """A sentence about what was typed into a cell and could not be kept; "" when all is well."""

    def __init__(self, workspace: Workspace, sheet: Sheet, parent: QWidget | None = None) -> None:
        """Choose the columns; `refresh` fills the rows."""
        super().__init__(parent)
        self.sheet = sheet
        self._workspace = workspace
        about = sheet.kind.about
        self.table = RecordTable(sheet.kind, telling(sheet.kind, sheet.fields), self)
        self.setModel(self.table)
        self.setObjectName(f"{about.kind}_grid")
        self.setAccessibleName(phrase(_(about.nouns)))
        dress(self, "grid")
        cells = FieldDelegate(self, self.table, workspace)
        cells.went_on.connect(lambda down, back: self.go_on(down=down, back=back))
        cells.escaped.connect(self._rest)
        cells.moved.connect(self.move_row)
        cells.pasted.connect(self.paste_lines)
        cells.refused.connect(self.refused)
        self.setItemDelegate(cells)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.CurrentChanged
            | QAbstractItemView.EditTrigger.SelectedClicked
            | QAbstractItemView.EditTrigger.AnyKeyPressed
            | QAbstractItemView.EditTrigger.EditKeyPressed
        )
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self._walking = False
        self.setShowGrid(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(workspace.theme.px(36))
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setHighlightSections(False)
        header.setSectionsClickable(True)
        header.setStretchLastSection(True)
        header.sectionClicked.connect(self._sort)

    def refresh(self) -> None:
        """Show what the plan says, keeping the place."""
        at = self.current_record()
        column = self.currentIndex().column()
        plan = self._workspace.document.plan
        self.table.show_rows(self.sheet.rows(plan), plan)
        if at is not None and self.current_record() is None:
            row = self.table.row_of(at.id)
            if row >= 0:
                self._go(row, max(0, column), edit=False)

    def current_record(self) -> Record | None:
        """Return the record the keyboard is on."""
        return self.table.record(self.currentIndex())

    def chosen(self) -> list[Record]:
        """Return the records with a selected cell, or the current one."""
        rows = sorted({index.row() for index in self.selectionModel().selectedIndexes()})
        found = [self.table.rows[row] for row in rows if row < len(self.table.rows)]
        current = self.current_record()
        return found or ([current] if current is not None else [])

    def reveal(self, record_id: str, field: str = "", *, edit: bool = True) -> bool:
        """Go to a record and a field of it; return whether it is in the grid."""
        row = self.table.row_of(record_id)
        if row < 0:
            return False
        names = [each.name for each in self.table.columns]
        self._go(row, names.index(field) if field in names else 0, edit=edit)
        return True

    def add_row(self) -> None:
        """Make a new record below the current one, already in edit."""
        self.end_edit()
        after = self.current_record()
        made = record_edits.add(self._workspace, self.sheet, after=after)
        if made is not None:
            self.refresh()
            self.reveal(made, self._first_field(made))

    def paste_lines(self, pasted: str) -> None:
        """Make a record of each pasted line, below the current one."""
        self.end_edit(keep=False)
        after = self.current_record()
        made = record_edits.paste(self._workspace, self.sheet, pasted, self.table.columns, after=after)
        if made:
            self.refresh()
            self.reveal(made[-1], edit=False)

    def delete_rows(self) -> None:
        """Delete the chosen records and stay near."""
        self.end_edit(keep=False)
        row, column = self.currentIndex().row(), self.currentIndex().column()
        if record_edits.delete(self._workspace, self.chosen()):
            self.refresh()
            if self.table.rows:
                self._go(min(row, len(self.table.rows) - 1), column, edit=False)

    def move_row(self, step: int) -> None:
        """Move the current record one row up or down."""
        self.end_edit()
        record, column = self.current_record(), self.currentIndex().column()
        to = self.currentIndex().row() + step
        if record is None or not 0 <= to < len(self.table.rows) or self.table.sorted_by is not None:
            return
        other = self.table.rows[to]
        record_edits.move(
            self._workspace, record, before=other if step < 0 else None, after=other if step > 0 else None
        )
        self.refresh()
        self.reveal(record.id, self.table.columns[column].name, edit=False)

    def end_edit(self, *, keep: bool = True) -> None:
        """Close an open editor, writing what it holds unless told otherwise."""
        editor = self.open_editor()
        if editor is not None:
            if keep:
                self.commitData(editor)
            self.closeEditor(editor, _NEXT.NoHint)

    def open_editor(self) -> FieldEditor | None:
        """Return the editor that is open in a cell, if one is."""
        found = self.indexWidget(self.currentIndex())
        return found if isinstance(found, FieldEditor) else None

    def copy(self) -> None:
        """Copy the selected cells, divided by tabs and lines."""
        indexes = self.selectionModel().selectedIndexes() or [self.currentIndex()]
        rows: dict[int, dict[int, str]] = {}
        for index in indexes:
            rows.setdefault(index.row(), {})[index.column()] = str(
                index.data(Qt.ItemDataRole.AccessibleTextRole) or ""
            )
        text = "\n".join(
            "\t".join(cells[column] for column in sorted(cells)) for _row, cells in sorted(rows.items())
        )
        QApplication.clipboard().setText(text)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Handle the keys of rows; the others begin an edit."""
        key, modifiers = event.key(), event.modifiers()
        if event.matches(QKeySequence.StandardKey.Paste):
            self.paste_lines(QApplication.clipboard().text())
        elif event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif key == Qt.Key.Key_Delete:
            self.delete_rows()
        elif modifiers == Qt.KeyboardModifier.AltModifier and key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.move_row(-1 if key == Qt.Key.Key_Up else 1)
        elif key in _ENTER and not modifiers & Qt.KeyboardModifier.ControlModifier:
            self.edit(self.currentIndex()) if self.currentIndex().isValid() else self.add_row()
        elif key == Qt.Key.Key_Insert:
            self.add_row()
        else:
            if key == Qt.Key.Key_Escape:
                self._walking = False
            super().keyPressEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Go from cell to cell while there is an edit going on; after Esc, Tab leaves the grid."""
        if self._walking:
            self.go_on(back=not forward)
            return True
        return super().focusNextPrevChild(forward)

    def go_on(self, *, down: bool = False, back: bool = False) -> None:
        """Go to the next cell, or the row below, from an edit that has ended; past the end is a new row."""
        index = self.currentIndex()
        row, column, last = index.row(), index.column(), len(self.table.columns) - 1
        if down:
            row += 1
        elif back:
            row, column = (row, column - 1) if column > 0 else (row - 1, last)
        else:
            row, column = (row, column + 1) if column < last else (row + 1, 0)
        if row < 0:
            return
        if row >= len(self.table.rows):
            self.setCurrentIndex(index)
            self.add_row()
        else:
            self._go(row, column, edit=True)

    def fit_columns(self) -> None:
        """Share the width among the columns by what they hold."""
        width = self.viewport().width()
        if width <= 0:
            return
        px = self._workspace.theme.px
        metrics = self.horizontalHeader().fontMetrics()
        labels = [
            str(self.table.headerData(n, Qt.Orientation.Horizontal)) for n in range(len(self.table.columns))
        ]
        least = [
            max(metrics.horizontalAdvance(label) * 11 // 10 + px(22), px(_LEAST.get(each.kind, 0)))
            for label, each in zip(labels, self.table.columns, strict=True)
        ]
        title = self.sheet.kind.about.title
        weights = [_weight(each, title) for each in self.table.columns]
        spare = max(0, width - sum(least))
        for column, (room, weight) in enumerate(zip(least, weights, strict=True)):
            self.setColumnWidth(column, room + spare * weight // sum(weights))

    def resizeEvent(self, event: Any) -> None:
        """Share the width anew."""
        super().resizeEvent(event)
        self.fit_columns()

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Say which record the keyboard is on."""
        super().currentChanged(current, previous)
        record = self.table.record(current)
        self.selected.emit(record.id if record is not None else "")

    def _first_field(self, record_id: str) -> str:
        """The first field of a new row that is still to be filled."""
        record = self._workspace.document.plan.get(self.sheet.kind, record_id)
        names = [each.name for each in self.table.columns]
        blank = [each for each in names if record is not None and getattr(record, each) in ("", None)]
        return (blank or names)[0]

    def _go(self, row: int, column: int, *, edit: bool) -> None:
        index = self.table.index(row, column)
        triggers = self.editTriggers()
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setCurrentIndex(index)
        self.scrollTo(index)
        self.setEditTriggers(triggers)
        self.setFocus()
        self._walking = edit
        if edit and self.table.columns[column].kind is not Kind.FLAG:
            self.edit(index)

    def _rest(self) -> None:
        """Stay on the cell after Esc: the next Tab leaves the grid."""
        self._walking = False
        self.setFocus()

    def _sort(self, column: int) -> None:
        """Sort by a column: up, down, then back to the order of the plan."""
        self.end_edit()
        now = self.table.sorted_by
        if now == (column, False):
            self.table.sorted_by = (column, True)
        elif now == (column, True):
            self.table.sorted_by = None
        else:
            self.table.sorted_by = (column, False)
        header = self.horizontalHeader()
        header.setSortIndicatorShown(self.table.sorted_by is not None)
        if self.table.sorted_by is not None:
            down = self.table.sorted_by[1]
            header.setSortIndicator(
                column, Qt.SortOrder.DescendingOrder if down else Qt.SortOrder.AscendingOrder
            )
        self.refresh()


def _weight(field: Field, title: str) -> int:
    """How much of the spare width a column gets."""
    if field.name == title:
        return 9
    return 1 if field.name == "fiscal_year" else _WEIGHTS.get(field.kind, 2)
