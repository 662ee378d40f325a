"""The schema of a workshop file, drawn from the descriptions of the records.

Each kind of record has a table; a link is a foreign key; each list of links has a table of its own. `edit`
and `change` are the journal, `used_code` remembers every code ever given. Foreign keys are checked when an
edit ends, so that records that need each other can come in any order.

The text of a statement is the text SQLite keeps, so a file is known by comparing texts. Nothing here needs
SQLAlchemy: a new version of it must not change the schema of old files.
"""

from collections.abc import Mapping
from functools import cache

from planner import assets
from planner.domain.fields import Field, Kind
from planner.domain.record import Record
from planner.domain.records import KINDS
from planner.store.codec import NULLABLE, list_fields, list_table, stored_fields

APPLICATION_ID = 0x44504C4E  # "DPLN"
"""Our mark in the header of the file."""

VERSION = 3
"""The version of the schema that this application writes. Its text stands in `resources/schema` as well, from
where the next version's step of the ladder takes it."""

_TYPES = {
    Kind.WHOLE: "INTEGER",
    Kind.SCALE: "INTEGER",
    Kind.MONEY: "INTEGER",
    Kind.FLAG: "INTEGER",
    Kind.DECIMAL: "REAL",
}
_DEFERRED = "DEFERRABLE INITIALLY DEFERRED"
_COMMON = (
    '"id" TEXT NOT NULL PRIMARY KEY',
    '"code" TEXT NOT NULL UNIQUE',
    '"position" REAL NOT NULL',
    '"created_at" TEXT NOT NULL',
    '"updated_at" TEXT NOT NULL',
    '"fictional" INTEGER NOT NULL',
)
_JOURNAL = (
    # visit: the merge key as text, one visit to a field; undoes: the newest edit that this one takes back;
    # note: JSON about files that belong together, see `merge`
    'CREATE TABLE "edit" ("sequence" INTEGER PRIMARY KEY, "id" TEXT NOT NULL, "time" TEXT NOT NULL,'
    ' "label" TEXT NOT NULL, "step" TEXT NOT NULL, "visit" TEXT NOT NULL, "sitting" TEXT NOT NULL,'
    ' "device" TEXT NOT NULL, "undoes" INTEGER, "note" TEXT) STRICT',
    # kind: the table; record: the id, in a table of links the owner's; before, after: JSON of the whole row
    # where it is new or gone (the other one is null), of what differs where it was changed
    'CREATE TABLE "change" ("sequence" INTEGER PRIMARY KEY,'
    ' "edit" INTEGER NOT NULL REFERENCES "edit" ("sequence"), "kind" TEXT NOT NULL,'
    ' "record" TEXT NOT NULL, "before" TEXT, "after" TEXT) STRICT',
    'CREATE TABLE "used_code" ("code" TEXT NOT NULL PRIMARY KEY) STRICT, WITHOUT ROWID',
)


def column_type(field: Field) -> str:
    """Return the SQLite type of the column of a field."""
    return _TYPES.get(field.kind, "TEXT")


def _column(field: Field) -> str:
    said = f'"{field.name}" {column_type(field)}'
    if field.kind not in NULLABLE:
        said += " NOT NULL"
    if field.kind is Kind.LINK:
        action = "CASCADE" if field.cascade else "SET NULL"
        said += f' REFERENCES "{field.target[0]}" ("id") ON DELETE {action} {_DEFERRED}'
    return said


def _table(kind: type[Record]) -> str:
    columns = (*_COMMON, *(_column(field) for field in stored_fields(kind)))
    return f'CREATE TABLE "{kind.about.kind}" ({", ".join(columns)}) STRICT'


def _link_table(kind: type[Record], field: Field) -> str:
    owner, target = (
        f'REFERENCES "{name}" ("id") ON DELETE CASCADE {_DEFERRED}'
        for name in (kind.about.kind, field.target[0])
    )
    return (
        f'CREATE TABLE "{list_table(kind, field)}" ("owner_id" TEXT NOT NULL {owner},'
        f' "target_id" TEXT NOT NULL {target}, "position" INTEGER NOT NULL,'
        ' PRIMARY KEY ("owner_id", "target_id")) STRICT, WITHOUT ROWID'
    )


def _index(table: str, column: str) -> str:
    return f'CREATE INDEX "{table}__by__{column}" ON "{table}" ("{column}")'


def statements(kinds: Mapping[str, type[Record]] = KINDS) -> tuple[str, ...]:
    """Return the statements that make the schema for these kinds of record.

    Links that take their record along, and lists of links, are indexed from their target, so that deleting
    stays quick in a large plan.
    """
    made = []
    for kind in kinds.values():
        made.append(_table(kind))
        made.extend(_index(kind.about.kind, field.name) for field in stored_fields(kind) if field.cascade)
        for field in list_fields(kind):
            made.append(_link_table(kind, field))
            made.append(_index(list_table(kind, field), "target_id"))
    return (*made, *_JOURNAL)


@cache
def texts(version: int) -> tuple[str, ...]:
    """Return the statements that make the schema of a version, as they are written down for good.

    Raises: FileNotFoundError: There was no such version.
    """
    return tuple(assets.text(f"schema/{version}.sql").splitlines())


@cache
def known() -> frozenset[str]:
    """Return the texts that the schema of a file of the present version is made of."""
    return frozenset(statements())
