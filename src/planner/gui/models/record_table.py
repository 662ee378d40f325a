"""Records as the rows of a grid. Plain lists underneath: what is sorted is a list, never a proxy."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from planner.domain.fields import Field, Kind
from planner.domain.plan import Plan
from planner.domain.record import Record
from planner.gui.wording import noun, unit_word, words
from planner.i18n import _

Index = QModelIndex | QPersistentModelIndex
MOST = 6
"""Columns a grid has at most."""
_UNIT = 7
"""Letters a unit has at most that stands in the head of a column."""
_NUMBERS = (Kind.WHOLE, Kind.DECIMAL, Kind.MONEY, Kind.SCALE)
_IN_CELLS = (
    *(Kind.TEXT, Kind.WHOLE, Kind.DECIMAL, Kind.MONEY, Kind.DAY, Kind.TIME),
    *(Kind.CHOICE, Kind.SCALE, Kind.FLAG, Kind.LINK, Kind.REFERENCE),
)
_ROOT = QModelIndex()


def fits_cells(field: Field) -> bool:
    """Whether a field can be edited in the cell of a grid."""
    return field.kind in _IN_CELLS


def telling(kind: type[Record], names: Sequence[str] = (), most: int = MOST) -> tuple[Field, ...]:
    """Return the few fields that tell most of a kind: its title first, then what is required, then the rest.

    With `names` (the fields of a sheet) those, in that order.
    """
    fields = [each for each in kind.fields() if not each.hidden and fits_cells(each)]
    if names:
        return tuple(each for name in names for each in fields if each.name == name)[:most]
    first = [each for each in fields if each.name == kind.about.title]
    others = [each for each in fields if each.name != kind.about.title]
    needed = [each for each in others if each.required]
    wanted = [each for each in others if not each.required and not each.more]
    chosen = [*first, *needed, *wanted][:most]
    return tuple(first + [each for each in fields if each in chosen and each not in first])


class RecordTable(QAbstractTableModel):
    """The records of a sheet, a field for each column."""

    def __init__(self, kind: type[Record], columns: Sequence[Field], parent: QObject | None = None) -> None:
        """Start empty; `show_rows` fills it."""
        super().__init__(parent)
        self.kind = kind
        self.columns = tuple(columns)
        self._rows: list[Record] = []
        self._places: dict[str, int] = {}
        self._plan = Plan()
        self.sorted_by: tuple[int, bool] | None = None
        """Column and whether descending; None for the order of the plan."""

    @property
    def rows(self) -> Sequence[Record]:
        """The records, in the order they are shown."""
        return self._rows

    def record(self, index: Index) -> Record | None:
        """Return the record of a cell."""
        return self._rows[index.row()] if index.isValid() and index.row() < len(self._rows) else None

    def row_of(self, record_id: str) -> int:
        """Return the row of a record, -1 where it is not shown."""
        return self._places.get(record_id, -1)

    def show_rows(self, rows: Sequence[Record], plan: Plan) -> None:
        """Show these records; of the same rows, only those that changed are drawn anew."""
        self._plan = plan
        ordered = self._sorted(rows)
        ids = [each.id for each in ordered]
        if ids == [each.id for each in self._rows]:
            old, self._rows = self._rows, ordered
            for row, (before, after) in enumerate(zip(old, ordered, strict=True)):
                if before is not after:
                    self.dataChanged.emit(self.index(row, 0), self.index(row, len(self.columns) - 1))
            return
        before_ids = [each.id for each in self._rows]
        place = _inserted(before_ids, ids)
        if place is not None:
            self.beginInsertRows(_ROOT, place[0], place[1])
            self._take(ordered)
            self.endInsertRows()
            return
        place = _inserted(ids, before_ids)
        if place is not None:
            self.beginRemoveRows(_ROOT, place[0], place[1])
            self._take(ordered)
            self.endRemoveRows()
            return
        self.beginResetModel()
        self._take(ordered)
        self.endResetModel()

    def rowCount(self, parent: Index = _ROOT) -> int:
        """Return how many records there are."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _ROOT) -> int:
        """Return how many fields are shown."""
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a cell shows."""
        record = self.record(index)
        if record is None:
            return None
        field = self.columns[index.column()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            if field.kind is Kind.FLAG and role == Qt.ItemDataRole.DisplayRole:
                return ""
            return words(field, getattr(record, field.name), self._plan)
        if role == Qt.ItemDataRole.EditRole:
            return getattr(record, field.name)
        if role == Qt.ItemDataRole.CheckStateRole and field.kind is Kind.FLAG:
            return Qt.CheckState.Checked if getattr(record, field.name) else Qt.CheckState.Unchecked
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if field.kind in _NUMBERS else Qt.AlignmentFlag.AlignLeft
            return int(side | Qt.AlignmentFlag.AlignVCenter)
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Return the label of a column, or the code of a row for screen readers."""
        if orientation is Qt.Orientation.Horizontal and 0 <= section < len(self.columns):
            field = self.columns[section]
            if role == Qt.ItemDataRole.DisplayRole:
                unit = unit_word(field)
                short = unit and len(unit) <= _UNIT and unit.casefold() not in _(field.label).casefold()
                return f"{_(field.label)} ({unit})" if short else _(field.label)
            if role == Qt.ItemDataRole.TextAlignmentRole:
                side = Qt.AlignmentFlag.AlignRight if field.kind in _NUMBERS else Qt.AlignmentFlag.AlignLeft
                return int(side | Qt.AlignmentFlag.AlignVCenter)
        elif role == Qt.ItemDataRole.AccessibleTextRole and 0 <= section < len(self._rows):
            return f"{noun(self.kind)} {section + 1}"
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let every cell be edited; yes-or-no cells are ticked."""
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if index.isValid():
            field = self.columns[index.column()]
            flags |= (
                Qt.ItemFlag.ItemIsUserCheckable if field.kind is Kind.FLAG else Qt.ItemFlag.ItemIsEditable
            )
        return flags

    def _sorted(self, rows: Sequence[Record]) -> list[Record]:
        if self.sorted_by is None:
            return list(rows)
        column, descending = self.sorted_by
        field = self.columns[column]

        def key(record: Record) -> tuple[bool, Any]:
            value = getattr(record, field.name)
            if field.kind in (*_NUMBERS, Kind.DAY, Kind.FLAG):
                return (value is None, value if value is not None else 0)
            said = words(field, value, self._plan).casefold()
            return (not said, said)

        filled = [row for row in rows if not key(row)[0]]
        blank = [row for row in rows if key(row)[0]]
        return sorted(filled, key=key, reverse=descending) + blank

    def _take(self, rows: list[Record]) -> None:
        self._rows = rows
        self._places = {each.id: row for row, each in enumerate(rows)}


def _inserted(before: Sequence[str], after: Sequence[str]) -> tuple[int, int] | None:
    """Return first and last row of the one block that `after` has more than `before`, or None."""
    more = len(after) - len(before)
    if more <= 0 or not before:
        return None
    at = next(
        (row for row, (old, new) in enumerate(zip(before, after, strict=False)) if old != new), len(before)
    )
    return (at, at + more - 1) if list(after[at + more :]) == list(before[at:]) else None
