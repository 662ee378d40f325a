"""The tables as SQLAlchemy Core knows them, drawn from the descriptions, and the statements an edit needs.

A table is drawn when it is first written to: drawing all of them takes longer than opening a file. What holds
between tables stands in `schema`; here are names and types of columns.
"""

from functools import cache
from typing import Any

from sqlalchemy import (
    REAL,
    Column,
    Delete,
    Insert,
    Integer,
    MetaData,
    Table,
    Text,
    Update,
    bindparam,
    delete,
    insert,
    update,
)
from sqlalchemy.dialects import sqlite

from planner.domain.records import KINDS
from planner.store.codec import list_tables, stored_fields
from planner.store.schema import column_type

_DIALECT = sqlite.dialect(paramstyle="named")
_TYPES = {"INTEGER": Integer, "REAL": REAL, "TEXT": Text}


@cache
def table(name: str) -> Table:
    """Return the table of a kind of record or of a list of links, or `edit`; KeyError when there is none."""
    if name == "edit":
        texts = ("id", "time", "label", "step", "visit", "sitting", "device")
        key = Column("sequence", Integer, primary_key=True)
        more = (Column("undoes", Integer), Column("note", Text))
        return Table(name, MetaData(), key, *(Column(each, Text) for each in texts), *more)
    if name in list_tables():
        ends = (Column("owner_id", Text, primary_key=True), Column("target_id", Text, primary_key=True))
        return Table(name, MetaData(), *ends, Column("position", Integer))
    return Table(
        name,
        MetaData(),
        Column("id", Text, primary_key=True),
        Column("code", Text),
        Column("position", REAL),
        Column("created_at", Text),
        Column("updated_at", Text),
        Column("fictional", Integer),
        *(Column(field.name, _TYPES[column_type(field)]) for field in stored_fields(KINDS[name])),
    )


def _text(statement: Insert | Update | Delete) -> str:
    """Compile once: running the text takes a tenth of the time of running the statement."""
    return str(statement.compile(dialect=_DIALECT))


@cache
def inserting(name: str) -> str:
    """Return the statement that adds a row; its values are named as the columns."""
    drawn = table(name)
    return _text(insert(drawn).values({column.name: bindparam(column.name) for column in drawn.columns}))


@cache
def updating(name: str, columns: tuple[str, ...]) -> str:
    """Return the statement that changes some columns of the record `:record_id`."""
    drawn = table(name)
    values: dict[str, Any] = {column: bindparam(column) for column in columns}
    return _text(update(drawn).where(drawn.c.id == bindparam("record_id")).values(values))


@cache
def deleting(name: str) -> str:
    """Return the statement that deletes the record `:record_id`."""
    drawn = table(name)
    return _text(delete(drawn).where(drawn.c.id == bindparam("record_id")))


@cache
def placing(name: str) -> str:
    """Return the statement that puts a target on an owner's list, or moves it to another position."""
    drawn = table(name)
    placed = sqlite.insert(drawn).values({column.name: bindparam(column.name) for column in drawn.columns})
    return _text(
        placed.on_conflict_do_update(
            index_elements=["owner_id", "target_id"],
            set_={"position": placed.excluded.position},
            where=drawn.c.position.is_distinct_from(placed.excluded.position),
        )
    )


@cache
def removing(name: str) -> str:
    """Return the statement that takes `:target_id` off the list of `:owner_id`."""
    drawn = table(name)
    return _text(
        delete(drawn).where(
            drawn.c.owner_id == bindparam("owner_id"), drawn.c.target_id == bindparam("target_id")
        )
    )
