"""What a worksheet holds, before any Excel: grids of columns and rows."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

from planner.domain.fields import Kind
from planner.domain.plan import Plan
from planner.domain.record import Record
from planner.i18n import _

Look = Literal["text", "long", "code", "whole", "decimal", "money", "percent", "date", "mark"]
WIDTHS: dict[Look, float] = {
    "text": 24,
    "long": 46,
    "code": 10,
    "whole": 10,
    "decimal": 11,
    "money": 14,
    "percent": 10,
    "date": 12,
    "mark": 6,
}


@dataclass(frozen=True)
class Column:
    """One column: its heading, how its cells look, and the words a cell may hold (offered as a list)."""

    title: str
    look: Look = "text"
    width: float = 0.0
    choices: tuple[str, ...] = ()

    @property
    def characters(self) -> float:
        """Width in characters of the default font."""
        return self.width or WIDTHS[self.look]


@dataclass(frozen=True)
class Formula:
    """A formula with the value it has now, stored for viewers that do not calculate."""

    text: str
    value: float | str


@dataclass(frozen=True)
class Grid:
    """A table with a heading: one row of columns, then the rows. `total` is written in bold below."""

    title: str
    columns: tuple[Column, ...]
    rows: Sequence[Sequence[Any]]
    note: str = ""
    total: Sequence[Any] = ()
    scale: tuple[int, int, str] | None = None


@dataclass(frozen=True)
class Sheet:
    """One worksheet: a name on the tab, a title, a sentence, and grids one below the other.

    `frozen` counts the columns that stay in view; `bars` are Gantt rows: (row, first, last column, look).
    """

    name: str
    title: str
    grids: tuple[Grid, ...]
    note: str = ""
    frozen: int = 1
    landscape: bool = True
    lines: tuple[tuple[str, str], ...] = ()
    bars: tuple[tuple[int, int, int, str], ...] = field(default=())


@dataclass(frozen=True)
class Source:
    """The plan as the sheets read it: as of a date, with codes, names and words for values."""

    plan: Plan
    as_of: date

    def code(self, record_id: str | None) -> str:
        """Return the code of a record, or nothing."""
        return self.plan.code(record_id) if record_id else ""

    def title(self, record_id: str | None) -> str:
        """Return the words for a record, or nothing."""
        return self.plan.title(record_id) if record_id else ""

    def codes(self, ids: Sequence[str]) -> str:
        """Return codes separated by commas."""
        return ", ".join(self.code(each) for each in ids)

    def titles(self, ids: Sequence[str]) -> str:
        """Return names separated by commas."""
        return ", ".join(self.title(each) for each in ids)

    def words(self, record: Record, name: str) -> str:
        """Return the words people see for an enumeration field (several are separated by commas)."""
        described = record.describe(name)
        held = getattr(record, name)
        if described.kind is Kind.CHOICES:
            return ", ".join(_(described.option_label(each)) for each in held)
        return _(described.option_label(str(held))) if held not in (None, "") else ""

    def yes(self, value: bool) -> str:
        """Return yes or no in words."""
        return _("yes") if value else _("no")


def choices(kind: type[Record], name: str) -> tuple[str, ...]:
    """Return the words a cell of an enumeration field may hold."""
    return tuple(_(option.label) for option in kind.describe(name).options)
