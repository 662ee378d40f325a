"""What the torture rig found once: disks that fill up while an edit is taken back, and files made to harm."""

import errno
import os
import signal
import sqlite3
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from planner.atomic import writing
from planner.domain import records as r
from planner.errors import ExportFailed, FileRefused
from planner.services.document import Document
from planner.store import closed_file
from planner.store.restoring import identity_of
from planner.store.verify import verify

posix = pytest.mark.skipif(os.name == "nt", reason="limits the size of files")


@pytest.fixture
def path(tmp_path):
    made = tmp_path / "plan.workshop"
    document = Document.create(made, [r.Charter(title_text="Well")], label="New")
    with document.edit("Add") as edit:
        edit.add(r.Risk, statement="Here before")
    document.close()
    return made


def alter(path, statement):
    raw = sqlite3.connect(path)
    raw.execute(statement)
    raw.commit()
    raw.close()


def in_a_process(what, *words):
    return subprocess.run(
        [sys.executable, __file__, what, *map(str, words)], capture_output=True, text=True, timeout=60
    )


def fill_the_disk(size: int) -> None:
    """Let no file of this process grow or be written beyond a size, as a full disk or a quota does."""
    import resource

    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))


def edit_on_a_full_disk(path: Path) -> None:
    document = Document.open(path)
    risk = document.plan.all(r.Risk)[0]
    fill_the_disk(path.stat().st_size * 2 // 3)
    try:
        with document.edit("Too much") as edit:
            edit.set(risk, statement="Half", mitigation="m" * 500)
            for _ in range(200):
                edit.add(r.Risk, statement="Half " + "x" * 200)
    except Exception as error:
        print(type(error).__name__)
    document.close()


@posix
def test_an_edit_that_cannot_even_be_taken_back_is_taken_back_later(path):
    """The journal is the only way back: closing must not delete it."""
    done = in_a_process("edit", path)
    assert done.stdout == "NotSaved\n", done.stderr
    document = Document.open(path)
    assert [risk.statement for risk in document.plan.all(r.Risk)] == ["Here before"]
    document.close()
    assert verify(path).problems == ()


def write_a_workbook(path: Path) -> None:
    from planner.domain.plan import Plan
    from planner.exports.workbook import write_workbook

    fill_the_disk(3000)
    try:
        write_workbook(Plan([r.Charter(title_text="Well")]), path, as_of=date(2027, 1, 1))
    except ExportFailed as error:
        print(error.what)


@posix
def test_a_workbook_on_a_full_disk_is_told(tmp_path):
    target = tmp_path / "plan.xlsx"
    done = in_a_process("workbook", target)
    assert "not enough room" in done.stdout, done.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_is_taken_away_while_it_is_written_is_told(tmp_path):
    target = tmp_path / "plan.json"
    with (
        pytest.raises(ExportFailed, match=r"could not be written|cannot be written"),
        writing(target) as part,
    ):
        raise PermissionError(errno.EACCES, "Permission denied", str(part))
    with pytest.raises(PermissionError), writing(target):
        raise PermissionError(errno.EACCES, "Permission denied", "elsewhere")


def test_a_view_without_end_is_refused_at_once(path):
    endless = (
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) AS title_text FROM n"
    )
    alter(path, "DROP TABLE charter")
    alter(path, f"CREATE VIEW charter AS {endless}")
    with pytest.raises(FileRefused, match="tables are not those"):
        closed_file.glance(path)
    assert identity_of(path) == ""
    with pytest.raises(FileRefused, match="tables are not those"):
        Document.open(path)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE risk SET position = 9e999",
        f"UPDATE charter SET lcap = '{'[' * 5000}{']' * 5000}'",
    ],
    ids=["infinity", "depth"],
)
def test_values_that_no_plan_can_have_are_told(path, statement):
    alter(path, statement)
    with pytest.raises(FileRefused, match="damaged"):
        Document.open(path)


@pytest.mark.parametrize("damaged", ["{", "[1]", "[" * 5000])
def test_a_damaged_journal_is_told(path, damaged):
    alter(path, f"UPDATE change SET after = '{damaged}' WHERE sequence = 2")
    assert not verify(path).sound


if __name__ == "__main__":
    {"edit": edit_on_a_full_disk, "workbook": write_a_workbook}[sys.argv[1]](Path(sys.argv[2]))
