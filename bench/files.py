"""Commits and loads, against raw sqlite3 with the same pragmas and the same rows."""

import itertools
import sqlite3
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.timing import Row, in_turn, seconds
from planner.domain.record import Record
from planner.domain.records import Assumption
from planner.services.document import Document
from planner.store.transaction import Transaction
from planner.store.workshop_file import WorkshopFile

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
    """Measure one edit, its commit, and one load of a plan."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "plan.workshop"
        Document.create(path, records, label="Made").close()
        copy = Path(folder) / "raw.sqlite"
        copy.write_bytes(path.read_bytes())
        document, connection = Document.open(path), raw(copy)
        try:
            commit, floor = in_turn(
                lambda: _edit(document).commit, lambda: _raw_edit(connection).commit, times
            )
            edit, whole = in_turn(lambda: _edit(document).whole, lambda: _raw_edit(connection).whole, times)
        finally:
            document.close()
            connection.close()
        load, fetch = _loads(path, copy, max(3, times // 4))
    return [
        Row(f"{name}: the commit of an edit, against a raw one", commit, floor, 2.0),
        Row(f"{name}: a whole edit with its journal, against a raw one", edit, whole, None),
        Row(f"{name}: load, against raw sqlite3", load, fetch, 4.0),
    ]


@dataclass(frozen=True)
class Taken:
    """Seconds that a whole edit took, and its commit."""

    whole: float
    commit: float


def _edit(document: Document) -> Taken:
    """Rename an assumption; a kind whose changes are not also told in the change log."""
    text = f"Families can reach a center by bus, line {next(_COUNT)}."
    first = document.plan.all(Assumption)[0]
    commits: list[float] = []
    commit = Transaction.commit

    def timed(self: Transaction) -> None:
        commits.append(seconds(lambda: commit(self)))

    Transaction.commit = timed  # type: ignore[method-assign]
    try:
        with_edit = seconds(lambda: _rename(document, first, text))
    finally:
        Transaction.commit = commit  # type: ignore[method-assign]
    return Taken(with_edit, commits[0])


def _rename(document: Document, assumption: Assumption, text: str) -> None:
    with document.edit("Edit assumption") as edit:
        edit.set(assumption, statement=text)


def _raw_edit(connection: sqlite3.Connection) -> Taken:
    text = f"Families can reach a center by bus, line {next(_COUNT)}."
    start = time.perf_counter()
    connection.execute("BEGIN IMMEDIATE")
    (first,) = connection.execute("SELECT id FROM assumption ORDER BY position LIMIT 1").fetchone()
    connection.execute("UPDATE assumption SET statement = ? WHERE id = ?", (text, first))
    before = time.perf_counter()
    connection.execute("COMMIT")
    end = time.perf_counter()
    return Taken(end - start, end - before)


def _loads(path: Path, copy: Path, times: int) -> tuple[float, float]:
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
