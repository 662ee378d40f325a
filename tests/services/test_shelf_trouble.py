"""The shelf of backups where something is wrong: spoiled ones, moved files, other windows, a full disk."""

import json
import sqlite3
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from planner.domain.records import Charter, Risk
from planner.errors import Damaged, FileRefused, PlannerError
from planner.paths import Paths
from planner.services.backups import Shelf
from planner.services.document import Document
from planner.services.library import make_workshop
from planner.services.thinning import steady
from planner.store import backups as store
from planner.store.schema import VERSION

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)


@pytest.fixture
def paths(tmp_path):
    return Paths(tmp_path / "data")


@pytest.fixture
def shelf(paths):
    return Shelf(paths, clock=lambda: NOW)


@pytest.fixture
def path(paths):
    made = paths.library / "Plan.workshop"
    make_workshop(made, [Charter(title_text="A plan")], label="New", today=NOW.date())
    return made


def made_at(paths, path, time):
    return Shelf(paths, clock=lambda: time).make(path, "asked")


def spoil(file):
    data = bytearray(file.read_bytes())
    data[-1] ^= 1
    file.write_bytes(data)


def test_a_spoiled_backup_does_not_stand_for_its_day(paths, path):
    day = NOW - timedelta(days=20)
    good, late = made_at(paths, path, day), made_at(paths, path, day + timedelta(hours=3))
    spoil(late.file)
    made_at(paths, path, NOW)
    listed = [each.file for each in Shelf(paths).list(path)]
    assert good.file in listed
    assert Shelf(paths).newest_good(path).made == NOW
    sound = made_at(paths, path, day + timedelta(hours=2))
    made_at(paths, path, NOW + timedelta(hours=1))
    listed = [each.file for each in Shelf(paths).list(path)]
    assert sound.file in listed
    assert good.file not in listed


def test_the_backups_of_earlier_names_are_thinned_too(paths, path):
    days = [NOW - timedelta(days=30, hours=each) for each in range(9)]
    for each in days:
        made_at(paths, path, each)
    moved = path.rename(path.with_name("Renamed.workshop"))
    other = moved.with_name("Copy.workshop")
    other.write_bytes(moved.read_bytes())
    for each in days:
        made_at(paths, other, each)
    made_at(paths, moved, NOW)
    names = [each.workshop.name for each in Shelf(paths).everything()]
    assert names.count("Plan.workshop") <= 2
    assert names.count("Copy.workshop") == 9  # it is still there, and thinned with its own
    assert len(Shelf(paths).list(moved)) == 1 + names.count("Plan.workshop")


def test_a_folder_that_was_renamed_takes_its_backups_along(shelf, path):
    folder = path.parent / "Spring"
    folder.mkdir()
    inside = path.rename(folder / path.name)
    made = shelf.make(inside, "asked")
    folder.rename(path.parent / "Spring 2027")
    now_at = path.parent / "Spring 2027" / path.name
    assert shelf.list(now_at) == (made,)
    document = Document.open(now_at)
    assert shelf.list(now_at) == ()  # nobody may look into a file that is open here
    assert shelf.list(now_at, document.state()[0]) == (made,)
    document.close()


def test_two_files_of_one_name_are_kept_apart(shelf, path, paths):
    folder = path.parent / "Other"
    folder.mkdir()
    other = folder / path.name
    make_workshop(other, [Charter(title_text="Other")], label="New", today=NOW.date())
    copy = path.parent / "Copies" / path.name
    copy.parent.mkdir()
    copy.write_bytes(path.read_bytes())
    made = [shelf.make(each, "asked") for each in (path, other, copy)]
    assert [shelf.list(each) for each in (path, other, copy)] == [(each,) for each in made]
    assert len({each.file for each in made}) == 3


_WINDOW = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from planner.paths import Paths
from planner.services.backups import Shelf
now = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
for _ in range(25):
    Shelf(Paths(Path(sys.argv[1])), clock=lambda: now).make(Path(sys.argv[2]), "asked")
"""


def test_two_windows_write_to_one_shelf(paths, path):
    """Two copies of one workshop, with the same name, at the very same time."""
    copy = path.parent / "Table 2" / path.name
    copy.parent.mkdir()
    copy.write_bytes(path.read_bytes())
    windows = [
        subprocess.Popen([sys.executable, "-c", _WINDOW, str(paths.root), str(each)], stderr=subprocess.PIPE)
        for each in (path, copy)
    ]
    for each in windows:
        _out, said = each.communicate(timeout=60)
        assert each.returncode == 0, said.decode()
    shelf = Shelf(paths)
    for each in (path, copy):
        found = shelf.list(each)
        assert len(found) == 25
        assert not any(shelf.verify(backup) for backup in found)
    (folder,) = paths.backups.iterdir()
    assert len(list(folder.glob("[!.]*"))) == 100


def clear(error, path):
    assert path.name in error.what
    assert ".part" not in str(error)
    assert error.safe == "Everything that was shown as saved is in the file."
    assert "backups" in error.do


def test_a_shelf_that_cannot_be_written_to_is_told_in_words(shelf, path, paths):
    document = Document.open(path)
    folder = store.folder_of(paths.backups, document.state()[0])
    folder.write_text("in the way", encoding="utf-8")
    with pytest.raises(PlannerError) as told:
        shelf.make(document, "close")
    clear(told.value, path)
    assert not isinstance(told.value, FileRefused)
    folder.unlink()
    document.close()


@pytest.mark.parametrize("call", ["os.fsync", "pathlib.Path.replace"])
def test_a_disk_that_fails_while_a_backup_is_made_leaves_nothing_behind(
    shelf, path, paths, monkeypatch, call
):
    def fail(*_arguments):
        raise OSError(5, "Input/output error")

    with monkeypatch.context() as patched:
        patched.setattr(call, fail)
        with pytest.raises(PlannerError, match="Input/output error") as told:
            shelf.make(path, "close")
    clear(told.value, path)
    assert shelf.everything() == ()
    assert shelf.make(path, "close").problem == ""


def test_a_damaged_workshop_is_named_and_not_its_copy(shelf, path):
    document = Document.open(path)
    with document.edit("Add") as edit:
        for number in range(400):
            edit.add(Risk, statement=f"If {number}")
    document.close()
    made = shelf.make(path, "close")
    raw = sqlite3.connect(path)
    (root,) = raw.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'risk'").fetchone()
    raw.close()
    data = bytearray(path.read_bytes())
    data[(root - 1) * 4096 : root * 4096] = bytes(4096)
    path.write_bytes(data)
    with pytest.raises(Damaged) as told:
        shelf.make(path, "asked")
    assert told.value.what.startswith("Plan.workshop is damaged.")
    assert shelf.list(path) == (made,)


def newer(backup):
    """Make it a backup of the next version, with a manifest that fits."""
    raw = sqlite3.connect(backup.file)
    raw.execute(f"PRAGMA user_version={VERSION + 1}")
    raw.close()
    manifest = store.manifest_path(backup.file)
    said = json.loads(manifest.read_text(encoding="utf-8"))["manifest"]
    said["holding"]["version"] = VERSION + 1
    whole = {**said, "sha256": store.fingerprint(backup.file), "holding": store.Holding(**said["holding"])}
    manifest.write_text(store._rendered(store.Manifest(**whole)), encoding="utf-8")


def test_a_backup_of_a_newer_version_is_listed_and_refused(shelf, path):
    older, made = shelf.make(path, "asked"), shelf.make(path, "asked")
    newer(made)
    before = path.read_bytes()
    found = {each.file: each.problem for each in shelf.list(path)}
    assert found[older.file] == ""
    assert "newer District Planner" in found[made.file]
    with pytest.raises(FileRefused, match="newer District Planner"):
        shelf.restore(made.file)
    assert path.read_bytes() == before
    assert shelf.newest_good(path) == older
    assert [each.name for each in path.parent.iterdir()] == [path.name]


def test_what_a_newer_version_keeps_is_never_thinned(paths, path):
    days = [NOW - timedelta(days=30, hours=each) for each in range(9)]
    made = [made_at(paths, path, each) for each in days]
    for each in made:
        newer(each)
    made_at(paths, path, NOW)
    assert sum("newer" in each.problem for each in Shelf(paths).list(path)) >= len(made) - 7


@pytest.mark.parametrize("leap", [timedelta(days=-1), timedelta(days=365), timedelta(days=-20_000)])
def test_a_clock_that_jumps_costs_no_backup_of_the_last_48_hours(paths, path, leap):
    """The clock is wrong for a day of work, then right again."""
    recent = [made_at(paths, path, NOW - timedelta(minutes=15 * each)).file for each in range(1, 20)]
    wrong = [made_at(paths, path, NOW + leap + timedelta(hours=each)).file for each in range(5)]
    right = made_at(paths, path, NOW)
    listed = [each.file for each in Shelf(paths).list(path)]
    assert {right.file, *recent} <= set(listed)
    assert set(wrong) & set(listed)


def test_after_a_long_pause_thinning_waits_for_a_week():
    spring = [NOW - timedelta(days=90, hours=each) for each in range(10)]
    assert steady([*spring, NOW], NOW) == spring[0]
    week = [NOW + timedelta(days=each) for each in range(8)]
    assert steady([*spring, *week], week[-2]) == spring[0]
    assert steady([*spring, *week], week[-1]) == week[-1]
    assert steady([], NOW) == NOW
    assert steady(week, NOW) == NOW


def test_a_link_in_the_place_of_the_workshop_is_no_trouble(shelf, path, tmp_path):
    real = path.rename(tmp_path / "Real.workshop")
    path.symlink_to(real)
    made = shelf.make(path, "asked")
    held = real.read_bytes()
    restored = shelf.restore(made)
    assert Path(restored.kept).resolve().read_bytes() == held
    assert path.read_bytes()
