"""Read records from an open file, all of them or those an edit touched. Needs no SQLAlchemy."""

import json
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from functools import cache
from typing import Any

from planner.domain.plan import Plan
from planner.domain.record import Record
from planner.domain.records import KINDS
from planner.store.codec import columns, list_fields, list_table, to_records

Fetch = Callable[[str, tuple[Any, ...]], Iterable[Any]]
"""Runs one statement with its values and returns the rows."""


def load(fetch: Fetch) -> Plan:
    """Return everything the file holds."""
    return Plan(record for kind in KINDS.values() for record in _read(fetch, kind, "", ()))


def load_some(fetch: Fetch, ids: Mapping[str, Collection[str]]) -> Iterator[Record]:
    """Yield the records with these ids (by kind) that the file holds."""
    for name, some in ids.items():
        if len(some) == 1:  # nearly every edit; a list would cost as much again
            yield from _read(fetch, KINDS[name], " = ?", tuple(some))
        else:
            yield from _read(
                fetch, KINDS[name], " IN (SELECT value FROM json_each(?))", (json.dumps(list(some)),)
            )


def _read(fetch: Fetch, kind: type[Record], which: str, values: tuple[str, ...]) -> Iterator[Record]:
    of_records, of_lists = _statements(kind.about.kind, which)
    rows = fetch(of_records, values)
    lists = {name: _targets(fetch(statement, values)) for name, statement in of_lists}
    return to_records(kind, rows, lists)


@cache
def _statements(name: str, which: str) -> tuple[str, tuple[tuple[str, str], ...]]:
    """Return what reads the rows of a kind, and what reads each of its lists of links by field."""
    kind = KINDS[name]
    names = ", ".join(f'"{column}"' for column in columns(kind))
    rows = f'SELECT {names} FROM "{name}"' + (f" WHERE id{which}" if which else "")
    owners = f" WHERE owner_id{which}" if which else ""
    lists = ((field.name, list_table(kind, field)) for field in list_fields(kind))
    order = f"{owners} ORDER BY owner_id, position"
    return rows, tuple((each, f'SELECT owner_id, target_id FROM "{table}"{order}') for each, table in lists)


def _targets(rows: Iterable[Any]) -> dict[str, tuple[str, ...]]:
    """Return the targets of each owner, in order."""
    found: dict[str, list[str]] = {}
    for owner, target in rows:
        found.setdefault(owner, []).append(target)
    return {owner: tuple(targets) for owner, targets in found.items()}
