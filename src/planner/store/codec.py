"""Between a record and its row: plain values that SQLite keeps, and back.

Nothing here needs SQLAlchemy, so that a list of workshops can be read before it is loaded. A text is TEXT, a
number INTEGER or REAL, a date ISO text, a flag 0 or 1, a link the id of its target; lists, maps and points
are JSON text. A list of links has a table of its own, `<kind>__<field>`.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from functools import cache, lru_cache
from typing import Any, NamedTuple

from planner.domain.fields import Field, Kind
from planner.domain.record import COMMON, Record
from planner.domain.records import KINDS

JSON_KINDS = frozenset(
    {Kind.CHOICES, Kind.REFERENCES, Kind.TEXTS, Kind.NUMBERS, Kind.REASONS, Kind.POINTS, Kind.DATA}
)
NULLABLE = frozenset(
    {Kind.WHOLE, Kind.DECIMAL, Kind.MONEY, Kind.SCALE, Kind.DAY, Kind.LINK, Kind.REFERENCE, Kind.DATA}
)


class _Layout(NamedTuple):
    """How a kind is kept; `readers` turn the values of some columns."""

    stored: tuple[Field, ...]
    lists: tuple[Field, ...]
    columns: tuple[str, ...]
    readers: tuple[tuple[str, Callable[[Any], Any]], ...]


@cache
def _layout(name: str) -> _Layout:
    fields = KINDS[name].fields()
    stored = tuple(field for field in fields if field.kind is not Kind.LINKS)
    turned = ((field.name, _READ[field.kind]) for field in stored if field.kind in _READ)
    return _Layout(
        stored,
        tuple(field for field in fields if field.kind is Kind.LINKS),
        (*COMMON, *(field.name for field in stored)),
        (("position", _finite), ("fictional", bool), *turned),
    )


def stored_fields(kind: type[Record]) -> tuple[Field, ...]:
    """Return the fields that are columns of the kind's own table, in order."""
    return _layout(kind.about.kind).stored


def list_fields(kind: type[Record]) -> tuple[Field, ...]:
    """Return the fields that are lists of links, each in a table of its own."""
    return _layout(kind.about.kind).lists


def columns(kind: type[Record]) -> tuple[str, ...]:
    """Return the columns of the kind's table, the common ones first."""
    return _layout(kind.about.kind).columns


def list_table(kind: type[Record], field: Field) -> str:
    """Return the name of the table of a list of links."""
    return f"{kind.about.kind}__{field.name}"


@cache
def list_tables() -> Mapping[str, tuple[type[Record], Field]]:
    """Return kind and field of every table of links, by its name."""
    return {list_table(kind, field): (kind, field) for kind in KINDS.values() for field in list_fields(kind)}


def to_row(record: Record) -> dict[str, Any]:
    """Return the values of the record's row, by column."""
    row = {name: getattr(record, name) for name in COMMON}
    row["fictional"] = int(record.fictional)
    for field in stored_fields(type(record)):
        row[field.name] = to_column(field, getattr(record, field.name))
    return row


def to_column(field: Field, value: Any) -> Any:
    """Return what a column keeps for the value of a field."""
    if value is None:
        return None
    if field.kind is Kind.DAY:
        return value.isoformat()
    if field.kind is Kind.FLAG:
        return int(value)
    if field.kind is Kind.POINTS:
        return _json([(day.isoformat(), number) for day, number in value])
    return _json(value) if field.kind in JSON_KINDS else value


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


@lru_cache(maxsize=4096)
def _tuple(text: str) -> tuple[Any, ...]:
    """Read a list; the same few tags come back often, and a tuple may be shared."""
    return tuple(json.loads(text))


def _points(text: str) -> tuple[tuple[date, float], ...]:
    return tuple((date.fromisoformat(day), number) for day, number in json.loads(text))


def _mapping(text: str) -> dict[str, Any]:
    return json.loads(text) if text != "{}" else {}


def _finite(number: float) -> float:
    """Refuse what SQLite takes for a number and no arithmetic does."""
    if number - number != 0:  # infinity
        raise ValueError("not a number")
    return number


_READ: Mapping[Kind, Callable[[Any], Any]] = {
    Kind.DAY: date.fromisoformat,
    Kind.DECIMAL: _finite,
    Kind.FLAG: bool,
    Kind.CHOICES: _tuple,
    Kind.REFERENCES: _tuple,
    Kind.TEXTS: _tuple,
    Kind.NUMBERS: _mapping,
    Kind.REASONS: _mapping,
    Kind.POINTS: _points,
    Kind.DATA: json.loads,
}


def to_records(
    kind: type[Record], rows: Iterable[Iterable[Any]], lists: Mapping[str, Mapping[str, tuple[str, ...]]]
) -> Iterator[Record]:
    """Yield the records of rows that hold `columns(kind)` in order.

    Args:
        kind: The kind of record.
        rows: Values by column.
        lists: For each list of links, by its field's name, the targets of each owner.
    """
    names = columns(kind)
    readers = _layout(kind.about.kind).readers
    linked = [(field.name, lists.get(field.name, {})) for field in list_fields(kind)]
    restore = kind.restore
    for row in rows:
        values = dict(zip(names, row, strict=True))
        for name, read in readers:
            held = values[name]
            if held is not None:
                values[name] = read(held)
        for name, targets in linked:
            values[name] = targets.get(values["id"], ())
        yield restore(values)
