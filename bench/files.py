"""Commits and loads, against raw sqlite3 with the same pragmas and the same rows."""

import itertools
import sqlite3
import tempfile
from collections.abc import Sequence
from pathlib import Path

from bench.timing import Row, in_turn, seconds
from planner.domain.record import Record
from planner.domain.records import Action
from planner.services.document import Document

PRAGMAS = (
    "journal_mode=TRUNCATE",
    "synchronous=EXTRA",
    "fullfsync=ON",
    "locking_mode=EXCLUSIVE",
    "foreign_keys=ON",
    "secure_delete=ON",
)
_COUNT = itertools.count()


def raw(path: Path) -> sqlite3.Connection:
    """Open a file with sqlite3 and the pragmas of a workshop."""
    connection = sqlite3.connect(path, isolation_level=None)
    for pragma in PRAGMAS:
        connection.execute(f"PRAGMA {pragma}").fetchall()
    return connection


def rows(name: str, records: Sequence[Record], times: int) -> list[Row]:
    """Measure one edit and one load of a plan."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "plan.workshop"
        Document.create(path, records, label="Made").close()
        copy = Path(folder) / "raw.sqlite"
        copy.write_bytes(path.read_bytes())
        edit, floor = _edits(path, copy, times)
        load, fetch = _loads(path, copy, max(3, times // 4))
    return [
        Row(f"{name}: one edit saved, against a raw commit", edit, floor, 2.0),
        Row(f"{name}: load, against raw sqlite3", load, fetch, 4.0),
    ]


def _edits(path: Path, copy: Path, times: int) -> tuple[float, float]:
    document = Document.open(path)
    connection = raw(copy)
    action = document.plan.all(Action)[0]

    def ours() -> float:
        text = f"Open a center {next(_COUNT)}"

        def work() -> None:
            with document.edit("Edit action") as edit:
                edit.set(document.plan.get(Action, action.id) or action, name=text)

        return seconds(work)

    def floor() -> float:
        text = f"Open a center {next(_COUNT)}"

        def work() -> None:
            connection.execute("BEGIN IMMEDIATE")
            connection.execute("UPDATE action SET name = ? WHERE id = ?", (text, action.id))
            connection.execute("COMMIT")

        return seconds(work)

    try:
        return in_turn(ours, floor, times)
    finally:
        document.close()
        connection.close()


def _loads(path: Path, copy: Path, times: int) -> tuple[float, float]:
    from planner.store.workshop_file import WorkshopFile

    file = WorkshopFile.open(path)
    connection = raw(copy)
    journal = ("edit", "change")
    tables = [
        table
        for (table,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")
        if table not in journal and not table.startswith("sqlite_")
    ]

    def fetch() -> None:
        for table in tables:
            connection.execute(f'SELECT * FROM "{table}"').fetchall()

    try:
        return in_turn(lambda: seconds(file.load), lambda: seconds(fetch), times)
    finally:
        file.close()
        connection.close()
