"""Climbing from version 1 to a made-up version 2, also when it is cut off."""

import os
import signal
import sqlite3
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from planner.domain import records as r
from planner.errors import FileRefused, PlannerError
from planner.services.document import Document
from planner.store import schema
from planner.store.migrations import Ladder, Step
from planner.store.workshop_file import WorkshopFile

NEW_TABLE = 'CREATE TABLE "mood" ("id" TEXT NOT NULL PRIMARY KEY, "word" TEXT NOT NULL) STRICT'


def climb_to_2(raw: sqlite3.Connection) -> None:
    """Rebuild a table, as a change of columns needs, and add another."""
    (risk,) = raw.execute("SELECT sql FROM sqlite_schema WHERE name = 'risk'").fetchone()
    raw.execute(risk.replace('"risk"', '"risk_new"', 1))
    raw.execute('INSERT INTO "risk_new" SELECT * FROM "risk"')
    raw.execute('DROP TABLE "risk"')
    raw.execute('ALTER TABLE "risk_new" RENAME TO "risk"')
    raw.execute(NEW_TABLE)
    raw.executemany(
        'INSERT INTO "mood" VALUES (?, ?)', [(str(number), "calm" * 50) for number in range(2000)]
    )


def ladder(climb=climb_to_2, known=None) -> Ladder:
    return Ladder(2, known or schema.known() | {NEW_TABLE}, {1: Step(schema.known(), climb)})


def killed_half_way(raw: sqlite3.Connection) -> None:
    raw.execute("PRAGMA cache_size=5")  # so that pages reach the file before the end
    climb_to_2(raw)
    os.kill(os.getpid(), signal.SIGKILL)


@pytest.fixture
def path(tmp_path):
    made = tmp_path / "plan.workshop"
    document = Document.create(made, [r.Charter(title_text="Well")], label="New")
    with document.edit("Add") as edit:
        goal = edit.add(r.Goal, name="A goal")
        objective = edit.add(r.Objective, goal_id=goal.id)
        edit.add(r.Risk, statement="If", objective_id=objective.id)
    document.close()
    return made


def version(path) -> int:
    raw = sqlite3.connect(path)
    (found,) = raw.execute("PRAGMA user_version").fetchone()
    raw.close()
    return found


def files(path) -> list[str]:
    return sorted(each.name for each in path.parent.iterdir())


def test_an_older_file_is_copied_and_brought_up_to_date(path):
    old = WorkshopFile.open(path)
    before = old.load()
    old.close()
    file = WorkshopFile.open(path, ladder=ladder())
    assert file.load() == before
    file.close()
    assert version(path) == 2
    copy = path.with_name("plan (version 1).workshop")
    assert files(path) == sorted([copy.name, path.name])
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    kept = WorkshopFile.open(copy)
    assert kept.load() == before
    kept.close()
    again = WorkshopFile.open(path, ladder=ladder())
    again.close()
    assert len(files(path)) == 2


def test_the_copy_goes_where_backups_go_and_overwrites_nothing(path, tmp_path):
    backups = tmp_path / "backups"
    backups.mkdir()
    (backups / "plan (version 1).workshop").write_text("an earlier one", encoding="utf-8")
    WorkshopFile.open(path, ladder=ladder(), backups=backups).close()
    assert sorted(each.name for each in backups.iterdir()) == [
        "plan (version 1).workshop",
        "plan (version 1, 2).workshop",
    ]
    assert (backups / "plan (version 1).workshop").read_text(encoding="utf-8") == "an earlier one"


def test_edits_and_their_undo_work_after_climbing(path):
    file = WorkshopFile.open(path, ladder=ladder())
    with file.transaction("Add") as edit:
        edit.add([r.Risk(id="x", code="RK-09")])
    assert file.undo() is not None
    assert file.load().get(r.Risk, "x") is None
    file.close()


def failing(raw: sqlite3.Connection) -> None:
    climb_to_2(raw)
    raw.execute("INSERT INTO nowhere VALUES (1)")


def orphaning(raw: sqlite3.Connection) -> None:
    climb_to_2(raw)
    raw.execute("DELETE FROM goal")


@pytest.mark.parametrize(
    "wrong",
    [ladder(failing), ladder(orphaning), ladder(known=schema.known())],
    ids=["error", "orphans", "schema"],
)
def test_what_cannot_climb_stays_as_it_was(path, wrong):
    before = path.read_bytes()
    with pytest.raises(PlannerError, match="could not be brought up to date") as caught:
        WorkshopFile.open(path, ladder=wrong)
    assert "there is a copy" in caught.value.safe
    assert path.read_bytes() == before
    WorkshopFile.open(path).close()


def test_a_version_that_is_not_exactly_known_is_refused_before_anything_is_done(path):
    raw = sqlite3.connect(path)
    raw.execute("CREATE VIEW v AS SELECT 1")
    raw.close()
    before = path.read_bytes()
    with pytest.raises(FileRefused, match="tables"):
        WorkshopFile.open(path, ladder=ladder())
    assert path.read_bytes() == before
    assert files(path) == [path.name]


def test_being_killed_half_way_leaves_the_old_version(path):
    old = WorkshopFile.open(path)
    before = old.load()
    old.close()
    child = subprocess.run([sys.executable, __file__, str(path)])
    assert child.returncode == -signal.SIGKILL
    assert path.with_name(path.name + "-journal").stat().st_size > 0
    file = WorkshopFile.open(path)
    assert file.load() == before
    file.close()
    assert version(path) == 1
    WorkshopFile.open(path, ladder=ladder()).close()
    assert version(path) == 2


if __name__ == "__main__":
    WorkshopFile.open(Path(sys.argv[1]), ladder=ladder(killed_half_way))
