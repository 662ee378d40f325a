"""The journal is kept of everything an edit writes, whichever tables it reaches."""

import contextlib
import sqlite3

import pytest

from planner.domain import records as r
from planner.domain.record import KINDS
from planner.services.document import Document
from planner.store import tables
from planner.store.codec import list_tables
from planner.store.journal import reached
from planner.store.schema import statements
from planner.store.verify import verify

RECORDS = [kind.about.kind for kind in KINDS.values()]
WRITES = {sqlite3.SQLITE_INSERT, sqlite3.SQLITE_UPDATE, sqlite3.SQLITE_DELETE}


@pytest.fixture(scope="module")
def written():
    """Return what asks SQLite itself which tables a statement may write to, cascades too."""
    with contextlib.closing(sqlite3.connect(":memory:")) as raw:
        for statement in statements():
            raw.execute(statement)
        raw.execute("PRAGMA foreign_keys=ON")
        found = set()

        def note(action, table, *_more):
            if action in WRITES and not table.startswith("sqlite_"):
                found.add(table)
            return sqlite3.SQLITE_OK

        def ask(statement, names):
            found.clear()
            raw.set_authorizer(note)
            raw.execute(f"EXPLAIN {statement}", dict.fromkeys(names))
            raw.set_authorizer(None)
            return set(found)

        yield ask


def test_a_deletion_is_kept_wherever_it_reaches(written):
    for table in RECORDS:
        assert written(tables.deleting(table), ["record_id"]) <= reached(table)
    assert len(written(tables.deleting("person"), ["record_id"])) > 10  # so SQLite tells of cascades
    for table in list_tables():
        assert written(tables.removing(table), ["owner_id", "target_id"]) <= reached(table)


def test_nothing_else_reaches_another_table(written):
    for table in (*RECORDS, *list_tables()):
        names = list(tables.table(table).columns.keys())
        assert written(tables.inserting(table), names) == {table}
        if table in RECORDS:
            assert written(tables.updating(table, tuple(names[1:])), [*names, "record_id"]) == {table}
        else:
            assert written(tables.placing(table), names) == {table}


def test_an_edit_after_one_that_failed_is_in_the_journal_too(tmp_path):
    path = tmp_path / "plan.workshop"
    document = Document.create(path, [r.Person(id="ana", name="Ana")], label="New")
    document.close()
    document = Document.open(path)
    for _ in range(2):
        with contextlib.suppress(LookupError), document.edit("Fail") as edit:
            edit.add(r.Risk, statement="Never")
            edit.delete(document.plan.get(r.Person, "ana"))
            raise LookupError
    with document.edit("Add") as edit:
        risk = edit.add(r.Risk, statement="Buses are late", owner_id="ana")
    with document.edit("Delete") as edit:
        edit.delete(document.plan.get(r.Person, "ana"))
    assert document.plan.get(r.Risk, risk.id).owner_id is None
    document.undo()
    assert document.plan.get(r.Risk, risk.id).owner_id == "ana"
    document.undo()
    assert document.plan.get(r.Risk, risk.id) is None
    document.close()
    assert verify(path).problems == ()
