"""Read records from an open file, all of them or those an edit touched. Needs no SQLAlchemy."""

import json
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from typing import Any

from planner.domain.fields import Field
from planner.domain.plan import Plan
from planner.domain.record import Record
from planner.domain.records import KINDS
from planner.store.codec import columns, list_fields, list_table, to_records

Fetch = Callable[[str, tuple[Any, ...]], Iterable[Any]]
"""Runs one statement with its values and returns the rows."""

_THESE = "IN (SELECT value FROM json_each(?))"


def load(fetch: Fetch) -> Plan:
    """Return everything the file holds."""
    return Plan(record for kind in KINDS.values() for record in _read(fetch, kind, None))


def load_some(fetch: Fetch, ids: Mapping[str, Collection[str]]) -> Iterator[Record]:
    """Yield the records with these ids (by kind) that the file holds."""
    for name, some in ids.items():
        yield from _read(fetch, KINDS[name], json.dumps(list(some)))


def _read(fetch: Fetch, kind: type[Record], ids: str | None) -> Iterator[Record]:
    names = ", ".join(f'"{name}"' for name in columns(kind))
    where, values = ("", ()) if ids is None else (f" WHERE id {_THESE}", (ids,))
    rows = fetch(f'SELECT {names} FROM "{kind.about.kind}"{where}', values)
    lists = {field.name: _targets(fetch, kind, field, ids) for field in list_fields(kind)}
    return to_records(kind, rows, lists)


def _targets(fetch: Fetch, kind: type[Record], field: Field, ids: str | None) -> dict[str, tuple[str, ...]]:
    """Return the targets of each owner, in order."""
    where, values = ("", ()) if ids is None else (f" WHERE owner_id {_THESE}", (ids,))
    found: dict[str, list[str]] = {}
    for owner, target in fetch(
        f'SELECT owner_id, target_id FROM "{list_table(kind, field)}"{where} ORDER BY owner_id, position',
        values,
    ):
        found.setdefault(owner, []).append(target)
    return {owner: tuple(targets) for owner, targets in found.items()}
