"""Records as lines of a list, with a heading above each group. Plain lists underneath, never a proxy."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from planner.domain.fields import Field, Kind
from planner.domain.plan import Plan
from planner.domain.record import KINDS, Record
from planner.gui.wording import noun, option_label, title_of, words
from planner.i18n import _

Index = QModelIndex | QPersistentModelIndex
HEADING_ROLE = int(Qt.ItemDataRole.UserRole) + 1
SECOND_ROLE = HEADING_ROLE + 1
CODE_ROLE = HEADING_ROLE + 2
ID_ROLE = HEADING_ROLE + 3
MARKED_ROLE = HEADING_ROLE + 4
_ROOT = QModelIndex()

GROUPED: Mapping[str, str] = {
    "objective": "goal_id",
    "voice_input": "group_id",
    "scan_item": "category",
    "statement": "kind",
    "toc_node": "kind",
    "action": "strategy_id",
    "scenario_constraint": "scenario_id",
    "partnership_gap": "kind",
    "data_point": "component",
}
"""The field each kind of record is grouped by in lists."""


_SECOND: Mapping[str, tuple[str, ...]] = {
    "indicator": ("target_date", "owner_id"),
    "toc_node": ("beneficiary",),
    "action": ("start_date", "status"),
    "strategy": ("evidence_tier", "lead_id"),
    "investment_option": ("kind", "region_id"),
}
"""What the second line tells where the general rule would tell less."""


@dataclass(frozen=True)
class Line:
    """One line: a record, or a heading (of a record, where the group is one that can be shown too)."""

    record: Record | None
    heading: str = ""


class RecordList(QAbstractListModel):
    """The records of a sheet, grouped. `headed`: headings are records that can be chosen."""

    def __init__(self, kind: type[Record], *, headed: bool = False, parent: QObject | None = None) -> None:
        """Start empty; `show_rows` fills it."""
        super().__init__(parent)
        self.kind = kind
        name = GROUPED.get(kind.about.kind, "")
        self.group: Field | None = kind.describe(name) if name else None
        self._headed = headed
        self._lines: list[Line] = []
        self._places: dict[str, int] = {}
        self._plan = Plan()
        self._marked: frozenset[str] = frozenset()
        self._second = _second_fields(kind, name)

    @property
    def lines(self) -> Sequence[Line]:
        """The lines, in order."""
        return self._lines

    def row_of(self, record_id: str) -> int:
        """Return the line of a record, -1 where it is not shown."""
        return self._places.get(record_id, -1)

    def show_rows(self, rows: Sequence[Record], plan: Plan) -> bool:
        """Show these records; return whether a view must find its place again."""
        self._plan = plan
        made = self._grouped(rows)
        same = len(made) == len(self._lines) and all(
            (old.record.id if old.record else "") == (new.record.id if new.record else "")
            and old.heading == new.heading
            for old, new in zip(self._lines, made, strict=True)
        )
        if same:
            old_lines, self._lines = self._lines, made
            for row, (before, after) in enumerate(zip(old_lines, made, strict=True)):
                if before.record is not after.record:
                    self.dataChanged.emit(self.index(row), self.index(row))
            return False
        self.beginResetModel()
        self._lines = made
        self._places = {line.record.id: row for row, line in enumerate(made) if line.record is not None}
        self.endResetModel()
        return True

    def mark(self, ids: frozenset[str]) -> None:
        """Mark the records the checks have something to say about."""
        if ids != self._marked:
            self._marked = ids
            if self._lines:
                self.dataChanged.emit(self.index(0), self.index(len(self._lines) - 1), [MARKED_ROLE])

    def rowCount(self, parent: Index = _ROOT) -> int:
        """Return how many lines there are."""
        return 0 if parent.isValid() else len(self._lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a line shows."""
        if not index.isValid() or index.row() >= len(self._lines):
            return None
        line = self._lines[index.row()]
        if role == HEADING_ROLE:
            return line.heading
        if role == ID_ROLE:
            return line.record.id if line.record else ""
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return line.heading or self._title(line.record)
        if role == CODE_ROLE:
            return line.record.code if line.record is not None and line.record.about.coded else ""
        if role == SECOND_ROLE:
            return self._said(line.record) if line.record is not None and not line.heading else ""
        if role == MARKED_ROLE:
            return line.record is not None and line.record.id in self._marked
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let records be selected; plain headings not."""
        if index.isValid() and self._lines[index.row()].record is None:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def _title(self, record: Record | None) -> str:
        return "" if record is None else title_of(record, self._plan)

    def _said(self, record: Record) -> str:
        parts = [words(field, getattr(record, field.name), self._plan) for field in self._second]
        return " · ".join(part for part in parts if part)

    def _grouped(self, rows: Sequence[Record]) -> list[Line]:
        if self.group is None:
            return [Line(row) for row in rows]
        groups: dict[str, list[Line]] = {}
        for row in rows:
            groups.setdefault(getattr(row, self.group.name) or "", []).append(Line(row))
        made: list[Line] = []
        for key, heading, record in self._headings():
            members = groups.pop(key, [])
            if members or record is not None:
                made.append(Line(record, heading))
                made.extend(members)
        for members in groups.values():
            made.append(Line(None, self._orphans()))
            made.extend(members)
        return made

    def _headings(self) -> list[tuple[str, str, Record | None]]:
        assert self.group is not None
        if self.group.kind is Kind.CHOICE:
            return [
                (option.value, option_label(self.group, option.value), None) for option in self.group.options
            ]
        found = []
        for record in self._plan.all(KINDS[self.group.target[0]]):
            title = title_of(record, self._plan)
            if self._headed:
                title = f"{record.code.rpartition('-')[2]} · {title}"
            found.append((record.id, title, record if self._headed else None))
        return found

    def _orphans(self) -> str:
        assert self.group is not None
        target = noun(KINDS[self.group.target[0]]) if self.group.target else _(self.group.label)
        return _("No {noun} yet").format(noun=target[:1].lower() + target[1:])


def _second_fields(kind: type[Record], group: str) -> tuple[Field, ...]:
    """The fields on the second line: what is dated, chosen or linked, two at most."""
    if kind.about.kind in _SECOND:
        return tuple(kind.describe(name) for name in _SECOND[kind.about.kind])
    wanted = [
        each
        for each in kind.fields()
        if each.kind in (Kind.CHOICE, Kind.DAY, Kind.LINK)
        and not (each.hidden or each.more)
        and each.name not in (group, kind.about.title)
        and (kind.about.title or not each.required)  # the required ones are the title then
    ]
    needed = [each for each in wanted if each.required and each.kind is not Kind.LINK]
    people = [each for each in wanted if each.target == ("person",)]
    status = [each for each in wanted if each.name == "status"]
    chosen = [*needed, *status, *people, *wanted]
    return tuple(dict.fromkeys(chosen))[:2]
