"""Disks that fill up, commits that fail, and commits that say so but did not."""

import sqlite3

import pytest

from planner.domain import records as r
from planner.errors import PlannerError
from planner.services.document import Document
from planner.store.trouble import NotSaved, failed
from planner.store.verify import verify


@pytest.fixture
def document(tmp_path):
    made = Document.create(tmp_path / "plan.workshop", [r.Charter(title_text="Well")], label="New")
    yield made
    made.close()


def add(document, **values):
    with document.edit("Add") as edit:
        return edit.add(r.Risk, **values)


def fill_up(document):
    """Let the file grow no more, which SQLite tells as a full disk."""
    raw = document._file._raw
    (pages,) = raw.execute("PRAGMA page_count").fetchone()
    raw.execute(f"PRAGMA max_page_count={pages}")


def test_a_full_disk_is_told_and_nothing_is_lost(document):
    first = add(document, statement="Kept")
    before = document.plan
    told = []
    document.subscribe(told.append)
    fill_up(document)

    def until_it_is_full():
        for _ in range(40):
            add(document, mitigation="x" * 400, statement="y" * 300)

    with pytest.raises(NotSaved, match="disk is full") as caught:
        until_it_is_full()
    assert "Make room" in caught.value.do
    assert document.plan.get(r.Risk, first.id) == first
    assert len(document.plan) >= len(before)
    after = document.plan
    count = len(told)
    # opened again, the file may grow again: work goes on, and codes go on where they were
    again = add(document, statement="Room again")
    assert again.code not in {risk.code for risk in after.all(r.Risk)}
    assert len(told) == count + 1
    document.close()
    assert verify(document.path).problems == ()


class Commit:
    """A connection whose COMMIT reports an error, before or after it was made."""

    def __init__(self, raw, *, made):
        self._raw = raw
        self._made = made

    def __getattr__(self, name):
        return getattr(self._raw, name)

    def execute(self, statement, *values):
        if statement != "COMMIT":
            return self._raw.execute(statement, *values)
        if self._made:
            self._raw.execute("COMMIT")
        raise sqlite3.OperationalError("disk I/O error")


def test_a_commit_that_fails_changes_nothing(document):
    add(document, statement="Before")
    before = document.plan
    document._file._raw = Commit(document._file._raw, made=False)
    with pytest.raises(NotSaved, match="disk I/O error") as caught:
        add(document, statement="Lost")
    assert caught.value.safe == "Everything that was shown as saved is in the file."
    assert document.plan == before
    assert add(document, statement="After").code == "RK-02"
    document.undo()
    document.undo()
    assert document.plan.all(r.Risk) == ()


def test_a_commit_that_says_it_failed_but_was_made_is_believed_to_the_file(document):
    told = []
    document.subscribe(told.append)
    document._file._raw = Commit(document._file._raw, made=True)
    risk = add(document, statement="There after all")
    assert document.plan.all(r.Risk) == (risk,)
    assert [changes.label for changes in told] == ["Add"]
    document.undo()
    assert document.plan.all(r.Risk) == ()


@pytest.mark.parametrize("made", [False, True])
def test_an_undo_that_fails_is_told_too(document, made):
    risk = add(document, statement="Here")
    document._file._raw = Commit(document._file._raw, made=made)
    if made:
        document.undo()
        assert document.plan.all(r.Risk) == ()
        document.redo()
    else:
        with pytest.raises(NotSaved):
            document.undo()
    assert document.plan.all(r.Risk) == (risk,)
    assert document.undo_label == "Add"
    document.undo()
    assert document.plan.all(r.Risk) == ()


def test_a_file_that_is_gone_is_told_and_the_picture_stays(document):
    risk = add(document, statement="On a stick")
    document._file._raw = Commit(document._file._raw, made=False)
    moved = document.path.with_name("elsewhere")
    document.path.rename(moved)
    with pytest.raises(PlannerError):
        add(document)
    assert document.plan.all(r.Risk) == (risk,)
    with pytest.raises(PlannerError, match="no file"):
        add(document)
    moved.rename(document.path)
    assert add(document, statement="Back again").code == "RK-02"
    assert len(document.plan.all(r.Risk)) == 2


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("SQLITE_FULL", "disk is full"),
        ("SQLITE_READONLY", "may be read but not changed"),
        ("SQLITE_CORRUPT", "is damaged"),
        ("SQLITE_IOERR_WRITE", "could not be saved"),
    ],
)
def test_every_failure_has_three_sentences(tmp_path, name, said):
    error = sqlite3.OperationalError("reason")
    error.sqlite_errorname = name
    told = failed(tmp_path / "plan.workshop", error)
    assert said in told.what
    assert told.safe
    assert told.do
