"""Files of every version that people have; climbing to a made-up next version, also when it is cut off."""

import contextlib
import lzma
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
from planner.services.breakout import bring_back
from planner.services.document import Document
from planner.store import backups, schema
from planner.store.migrations import Ladder, Step
from planner.store.salvage import salvage
from planner.store.verify import verify
from planner.store.workshop_file import WorkshopFile

FILES = sorted((Path(__file__).parent / "files").glob("version_*.workshop.xz"))
NEXT = schema.VERSION + 1
NEW_TABLE = 'CREATE TABLE "mood" ("id" TEXT NOT NULL PRIMARY KEY, "word" TEXT NOT NULL) STRICT'


def climb_on(raw: sqlite3.Connection) -> None:
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


def ladder(climb=climb_on, known=None) -> Ladder:
    return Ladder(NEXT, known or schema.known() | {NEW_TABLE}, {schema.VERSION: Step(schema.known(), climb)})


def killed_half_way(raw: sqlite3.Connection) -> None:
    raw.execute("PRAGMA cache_size=5")  # so that pages reach the file before the end
    climb_on(raw)
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


def rows(path, columns=None) -> dict[str, tuple[list[str], list[tuple]]]:
    """Return the rows of every table, in the columns of an earlier answer where one is given."""
    with contextlib.closing(sqlite3.connect(path)) as raw:
        found = {}
        for (table,) in raw.execute("SELECT name FROM sqlite_schema WHERE type = 'table'").fetchall():
            names = [each[1] for each in raw.execute(f'PRAGMA table_info("{table}")')]
            if columns is not None:
                if table not in columns:  # it came with a later version
                    continue
                names = columns[table][0]
            named = ", ".join(f'"{each}"' for each in names)
            found[table] = (names, sorted(raw.execute(f'SELECT {named} FROM "{table}"').fetchall(), key=repr))
        return found


@pytest.mark.parametrize("packed", FILES, ids=lambda packed: packed.name.partition(".")[0])
class TestFilesPeopleHave:
    @pytest.fixture
    def old(self, packed, tmp_path):
        path = tmp_path / packed.name.removesuffix(".xz")
        path.write_bytes(lzma.decompress(packed.read_bytes()))
        return path

    def test_nothing_of_them_is_lost(self, old, tmp_path):
        before = rows(old)
        was = version(old)
        assert was < schema.VERSION
        document = Document.open(old, backups=tmp_path / "shelf")
        plan = document.plan
        document.close()
        assert version(old) == schema.VERSION
        assert rows(old, before) == before
        assert len(plan.all(r.Risk)) > 4
        (copy,) = (tmp_path / "shelf").glob("*/*.workshop")
        assert version(copy) == was
        assert rows(copy) == before

    def test_they_are_worked_on_like_new_ones(self, old):
        document = Document.open(old)
        with document.edit("Add") as edit:
            edit.add(r.Risk, statement="If")
        with document.edit("Delete") as edit:
            edit.delete(*document.plan.all(r.Risk), *document.plan.all(r.Goal))
        changed = document.plan
        assert document.undo()
        assert document.undo()
        assert document.redo()
        assert document.redo()
        assert document.plan == changed
        document.close()
        assert not verify(old).problems

    def test_damaged_ones_are_salvaged(self, old, tmp_path):
        whole = salvage(old, tmp_path / "whole.workshop")
        assert not whole.lost
        with old.open("r+b") as file:
            file.seek(4096 * 20)
            file.write(b"\xff" * 4096)
        saved = salvage(old, tmp_path / "saved.workshop")
        assert saved.records >= whole.records * 0.95
        Document.open(saved.path).close()

    def test_a_copy_from_an_older_program_is_brought_back(self, old, tmp_path):
        was = version(old)
        now = tmp_path / "now.workshop"
        now.write_bytes(old.read_bytes())
        document = Document.open(now)
        with contextlib.closing(bring_back(document, [old])) as merge:
            assert merge.empty
        document.close()
        assert version(old) == was


def test_an_older_file_is_copied_and_brought_up_to_date(path):
    old = WorkshopFile.open(path)
    before = old.load()
    old.close()
    file = WorkshopFile.open(path, ladder=ladder())
    assert file.load() == before
    file.close()
    assert version(path) == NEXT
    copy = path.with_name(f"plan (version {schema.VERSION}).workshop")
    assert files(path) == sorted([copy.name, path.name])
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    kept = WorkshopFile.open(copy)
    assert kept.load() == before
    kept.close()
    again = WorkshopFile.open(path, ladder=ladder())
    again.close()
    assert len(files(path)) == 2


def test_the_copy_goes_to_the_shelf_of_backups_with_its_manifest(path, tmp_path):
    WorkshopFile.open(path, ladder=ladder(), backups=tmp_path / "backups").close()
    assert files(path) == sorted([path.name, "backups"])
    (copy,) = (tmp_path / "backups").glob("*/*.workshop")
    manifest = backups.read_manifest(copy)
    assert manifest is not None
    assert (manifest.reason, manifest.workshop, manifest.holding.version) == (
        *("migration", str(path)),
        schema.VERSION,
    )
    assert backups.whole(copy, manifest)
    WorkshopFile.open(copy).close()


def test_edits_and_their_undo_work_after_climbing(path):
    file = WorkshopFile.open(path, ladder=ladder())
    with file.transaction("Add") as edit:
        edit.add([r.Risk(id="x", code="RK-09")])
    assert file.undo() is not None
    assert file.load().get(r.Risk, "x") is None
    file.close()


def failing(raw: sqlite3.Connection) -> None:
    climb_on(raw)
    raw.execute("INSERT INTO nowhere VALUES (1)")


def orphaning(raw: sqlite3.Connection) -> None:
    climb_on(raw)
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
    assert version(path) == schema.VERSION
    WorkshopFile.open(path, ladder=ladder()).close()
    assert version(path) == NEXT


if __name__ == "__main__":
    WorkshopFile.open(Path(sys.argv[1]), ladder=ladder(killed_half_way))
