import json
import os
import random
import sqlite3
import stat
import time
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from threading import Thread

import pytest

from planner.domain.records import Charter, District, Goal, Person, Risk
from planner.errors import AlreadyOpen, Damaged, FileRefused, PlannerError
from planner.paths import Paths
from planner.services import backups as module
from planner.services.backups import Shelf, is_backup, thin
from planner.services.document import Document
from planner.services.library import Library, make_workshop
from planner.store import backups as store
from planner.store.verify import verify

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)


class Clock:
    """A clock that is set by hand."""

    def __init__(self, now=NOW):
        self.now = now

    def __call__(self):
        return self.now

    def on(self, **more):
        self.now += timedelta(**more)


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def paths(tmp_path):
    return Paths(tmp_path / "data")


@pytest.fixture
def shelf(paths, clock):
    return Shelf(paths, clock=clock)


@pytest.fixture
def path(paths):
    made = paths.library / "Plan.workshop"
    make_workshop(made, [District(name="Mesa"), Charter(title_text="A plan")], label="New", today=NOW.date())
    return made


def add(path, count=1, text="If"):
    document = Document.open(path)
    for number in range(count):
        with document.edit(f"Add risk {number}") as edit:
            edit.add(Risk, statement=f"{text} {number}")
    document.close()


def risks(path):
    document = Document.open(path)
    document.close()
    return sorted(each.statement for each in document.plan.all(Risk))


def modes(folder):
    return {str(each.relative_to(folder)): stat.S_IMODE(each.stat().st_mode) for each in folder.rglob("*")}


def test_a_backup_holds_all_and_says_what(shelf, path, paths):
    document = Document.open(path)
    with document.edit("Add two") as edit:
        edit.add(Risk, statement="If")
        edit.add(Goal, name="A goal")
    made = shelf.make(document, "merge")
    assert (made.title, made.district, made.reason, made.workshop) == ("A plan", "Mesa", "merge", path)
    assert (made.edits, made.label, made.made, made.problem) == (2, "Add two", NOW, "")
    assert timedelta(0) <= document.saved_at - made.changed < timedelta(seconds=30)
    assert made.counts == {"district": 1, "charter": 1, "risk": 1, "goal": 1}
    assert made.records == 4
    document.close()
    assert paths.library not in made.file.parents
    assert shelf.list(path) == (made,)
    assert shelf.verify(made, thorough=True) == ()
    assert is_backup(made.file)
    assert not is_backup(path)
    copy = Document.open(made.file)
    copy.close()
    assert copy.plan.all(Risk) == document.plan.all(Risk)


def test_steps_done_are_counted(shelf, paths):
    made = shelf.make(Library(paths).sample(), "asked")
    assert 0 < made.steps_done <= 24
    assert made.records > 1000


@pytest.mark.parametrize("umask", [0o000, 0o022, 0o077])
def test_everything_is_for_the_owner_only(tmp_path, umask):
    before = os.umask(umask)
    try:
        paths = Paths(tmp_path / "data")
        path = paths.library / "Plan.workshop"
        make_workshop(path, [Charter(title_text="A")], label="New", today=NOW.date())
        made = Shelf(paths).make(path, "asked")
        restored = Shelf(paths).restore(made)
    finally:
        os.umask(before)
    assert restored.kept is not None
    found = modes(tmp_path)
    assert len(found) >= 7
    assert not [each for each, mode in found.items() if mode & 0o077]


def test_the_same_is_not_kept_twice_unless_asked_for(shelf, path, clock):
    first = shelf.make(path, "open")
    clock.on(minutes=15)
    assert shelf.make(path, "close") == first
    second = shelf.make(path, "asked")
    assert shelf.list(path) == (second, first)
    second.file.write_bytes(b"no longer whole")
    clock.on(minutes=15)
    assert shelf.make(path, "close") == first  # the newest one cannot be relied on
    assert shelf.newest_good(path) == first
    data = bytearray(first.file.read_bytes())
    data[-1] ^= 1
    first.file.write_bytes(data)
    third = shelf.make(path, "close")
    assert third.made == clock.now
    assert shelf.newest_good(path) == third


def test_changed_tells_whether_a_backup_is_due(shelf, path, clock):
    document = Document.open(path)
    assert shelf.changed(document)
    shelf.make(document, "open")
    assert not shelf.changed(document)
    with document.edit("Add") as edit:
        edit.add(Risk, statement="If")
    assert shelf.changed(document)
    document.close()


def test_it_is_taken_at_once_and_kept_on_any_thread(shelf, path):
    document = Document.open(path)
    taken = shelf.take(document, "edits")
    with document.edit("Add") as edit:
        edit.add(Risk, statement="later")
    document.close()
    made = []
    thread = Thread(target=lambda: made.append(shelf.keep(taken)))
    thread.start()
    thread.join()
    assert "risk" not in made[0].counts
    assert shelf.verify(made[0]) == ()


def test_a_large_workshop_holds_the_window_up_for_less_than_100_ms(shelf, path):
    document = Document.open(path)
    while path.stat().st_size < 10_000_000:
        with document.edit("Fill") as edit:
            for number in range(500):
                edit.add(Risk, statement=f"If {number} " + "the rooms are not ready " * 9)
    took = []
    for number in range(5):
        with document.edit("One more") as edit:
            edit.add(Goal, name=f"Goal {number}")
        start = time.perf_counter()
        taken = shelf.take(document, "edits")
        took.append(time.perf_counter() - start)
        made = shelf.keep(taken)
    document.close()
    assert made.size >= 10_000_000
    assert min(took) < 0.1


def test_an_open_workshop_of_somebody_else_is_refused(shelf, path):
    document = Document.open(path)
    with pytest.raises(AlreadyOpen):
        shelf.make(path, "asked")
    document.close()


def test_backups_follow_a_file_that_is_renamed_and_leave_a_copy_alone(shelf, path, paths, clock):
    library = Library(paths)
    first = shelf.make(path, "close")
    copy = library.duplicate(path)
    assert shelf.list(copy) == ()
    moved = library.rename(path, "Another name")
    assert shelf.list(moved) == (first,)
    clock.on(minutes=1)
    second = shelf.make(moved, "close")
    assert shelf.list(moved) == (second, first)
    assert second.title == "Another name"


def test_backups_of_a_file_that_is_gone_are_found_by_its_name(shelf, path):
    add(path)
    made = shelf.make(path, "close")
    path.unlink()
    assert shelf.list(path) == (made,)
    assert shelf.restore(made).kept is None
    assert risks(path) == ["If 0"]


def test_every_changed_byte_is_noticed(shelf, path):
    add(path, 3)
    made = shelf.make(path, "asked")
    manifest = store.manifest_path(made.file)
    rng = random.Random(1)
    for file, places in ((made.file, 100), (manifest, 400)):
        whole = file.read_bytes()
        for place in rng.sample(range(len(whole)), min(places, len(whole))):
            changed = bytearray(whole)
            changed[place] ^= 1 << rng.randrange(8)
            file.write_bytes(changed)
            assert shelf.verify(made.file), (file.name, place)
        file.write_bytes(whole)
    assert shelf.verify(made.file) == ()


def test_a_changed_backup_is_listed_but_not_restored(shelf, path, clock):
    add(path)
    good = shelf.make(path, "asked")
    clock.on(hours=1)
    bad = shelf.make(path, "asked")
    data = bytearray(bad.file.read_bytes())
    data[-100] ^= 1
    bad.file.write_bytes(data)
    before = path.read_bytes()
    with pytest.raises(FileRefused, match="not byte by byte"):
        shelf.restore(bad)
    assert path.read_bytes() == before
    assert shelf.newest_good(path) == good
    bad.file.write_bytes(data[:-1])
    assert "byte by byte" in shelf.list(path)[0].problem
    store.manifest_path(bad.file).write_text("{}", encoding="utf-8")
    assert [each.problem != "" for each in shelf.list(path)] in ([True, False], [False, True])


def test_restoring_keeps_the_file_that_was_there(shelf, path, clock):
    add(path, text="old")
    made = shelf.make(path, "close")
    add(path, 2, text="new")
    clock.on(minutes=1)
    restored = shelf.restore(made)
    assert restored.path == path
    assert risks(path) == ["old 0"]
    assert verify(path).sound
    assert restored.kept is not None
    assert restored.kept.name.startswith("Plan.workshop.before-restore-")
    assert risks(restored.kept) == ["new 0", "new 1", "old 0"]
    newest = shelf.list(path)[0]
    assert (newest.reason, newest.counts["risk"]) == ("restore", 3)
    assert len(Library(Paths(path.parent.parent)).entries()) == 1
    shelf.restore(newest)
    assert risks(path) == ["new 0", "new 1", "old 0"]


def test_a_damaged_file_is_kept_with_its_unfinished_edit(shelf, path):
    add(path)
    made = shelf.make(path, "close")
    broken = b"not a workshop any more" * 400
    path.write_bytes(broken)
    journal = path.with_name(path.name + "-journal")
    journal.write_bytes(b"an unfinished edit")
    first = shelf.restore(made).kept
    assert first is not None
    assert first.name.startswith("Plan.workshop.damaged-")
    assert first.read_bytes() == broken
    assert first.with_name(first.name + "-journal").read_bytes() == b"an unfinished edit"
    assert not journal.exists()
    assert risks(path) == ["If 0"]
    path.write_bytes(broken)
    second = shelf.restore(made).kept
    assert second not in (None, first)


def test_restoring_elsewhere_leaves_the_workshop_alone(shelf, path, tmp_path):
    add(path)
    made = shelf.make(path, "close")
    add(path, text="more")
    restored = shelf.restore(made, tmp_path / "elsewhere.workshop")
    assert restored.kept is None
    assert risks(tmp_path / "elsewhere.workshop") == ["If 0"]
    assert len(risks(path)) == 2


def test_another_workshop_is_not_replaced(shelf, path, paths):
    made = shelf.make(path, "close")
    other = paths.library / "Other.workshop"
    make_workshop(other, [Charter(title_text="Other")], label="New", today=NOW.date())
    before = other.read_bytes()
    with pytest.raises(FileRefused, match="another workshop"):
        shelf.restore(made, other)
    assert other.read_bytes() == before


def test_an_open_workshop_is_not_restored(shelf, path):
    made = shelf.make(path, "close")
    document = Document.open(path)
    with document.edit("Add") as edit:
        edit.add(Risk, statement="If")
    with pytest.raises(AlreadyOpen):
        shelf.restore(made)
    with document.edit("Add") as edit:
        edit.add(Risk, statement="If again")
    document.close()
    assert len(risks(path)) == 2
    assert sorted(each.name for each in path.parent.iterdir()) == ["Plan.workshop"]


def test_restoring_that_fails_leaves_everything_as_it_was(shelf, path, monkeypatch):
    made = shelf.make(path, "close")
    add(path)
    before = path.read_bytes()

    def full(_source, target):
        target.write_bytes(b"part")
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("planner.store.restoring.shutil.copyfile", full)
    with pytest.raises(PlannerError, match="could not be restored"):
        shelf.restore(made)
    assert path.read_bytes() == before
    assert [each.name for each in path.parent.iterdir()] == ["Plan.workshop"]


def test_nothing_is_kept_or_thinned_while_the_workshop_is_damaged(shelf, path, clock):
    add(path, 40)
    for _number in range(4):
        shelf.make(path, "asked")
        clock.on(days=1)
    kept = shelf.list(path)
    raw = sqlite3.connect(path)
    (root,) = raw.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'risk'").fetchone()
    raw.close()
    data = bytearray(path.read_bytes())
    data[(root - 1) * 4096 : root * 4096] = bytes(4096)
    path.write_bytes(data)
    with pytest.raises(Damaged):
        shelf.make(path, "asked")
    assert shelf.list(path) == kept
    assert [each.suffix for each in kept[0].file.parent.iterdir()].count(".part") == 0
    assert shelf.newest_good(path) == kept[0]


def test_older_backups_are_thinned_when_one_is_made(shelf, path, clock):
    for _day in range(22):
        shelf.make(path, "asked")
        clock.on(hours=12)
        shelf.make(path, "asked")
        clock.on(hours=12)
    listed = shelf.list(path)
    assert len(listed) == len({each.made for each in listed})
    recent = [each for each in listed if clock.now - each.made < timedelta(hours=60)]
    assert len(recent) == 4
    assert 4 + 12 <= len(listed) <= 4 + 12 + 2
    names = {each.file.name for each in listed}
    left = {each.name.removesuffix(".json") for each in listed[0].file.parent.glob("[!.]*")}
    assert left == names


def test_what_was_cut_off_is_swept_away(shelf, path):
    made = shelf.make(path, "asked")
    folder = made.file.parent
    left = (folder / ".0123abc.part", folder / ".0123abc.part-journal", folder / "Gone.workshop.json")
    for each in left:
        each.write_text("{}", encoding="utf-8")
    shelf.make(path, "asked")
    assert not any(each.exists() for each in left)
    assert len(list(folder.glob("[!.]*"))) == 4
    assert made in shelf.list(path)


def test_a_nearly_full_disk_is_left_alone(shelf, path, monkeypatch):
    monkeypatch.setattr("planner.store.backups.shutil.disk_usage", lambda _folder: os.terminal_size)
    monkeypatch.setattr(os.terminal_size, "free", 1_000_000, raising=False)
    with pytest.raises(PlannerError, match="not enough room") as told:
        shelf.make(path, "close")
    assert told.value.safe
    assert told.value.do
    assert shelf.list(path) == ()


def test_a_folder_that_cannot_be_used_is_told(paths, path):
    paths.backups.rmdir()
    (paths.root / "backups").write_text("a file", encoding="utf-8")
    with pytest.raises(PlannerError, match="backups"):
        Shelf(paths).make(path, "close")
    with pytest.raises(PlannerError, match="backups"):
        Shelf(paths).list(path)


def test_a_backup_can_be_rewritten_with_a_new_manifest(shelf, path, clock):
    add(path)
    made = shelf.make(path, "close")

    def erase(copy):
        raw = sqlite3.connect(copy)
        raw.execute("PRAGMA secure_delete=ON")
        raw.execute("DELETE FROM risk")
        raw.commit()
        raw.close()

    changed = shelf.rewrite(made, erase)
    assert shelf.list(path) == (changed,)
    assert (changed.made, changed.reason, changed.edits) == (made.made, made.reason, made.edits)
    assert "risk" not in changed.counts
    assert shelf.verify(changed) == ()
    assert not made.file.exists()

    def fail(_copy):
        raise FileRefused("no")

    with pytest.raises(FileRefused):
        shelf.rewrite(changed, fail)
    assert shelf.list(path) == (changed,)
    shelf.drop(changed)
    assert shelf.everything() == ()


def test_manifests_tell_of_names_only_what_the_list_shows(shelf, path):
    document = Document.open(path)
    with document.edit("Add somebody") as edit:
        edit.add(Person, name="ZZSECRETZZ")
    document.close()
    made = shelf.make(path, "close")
    said = store.manifest_path(made.file).read_text(encoding="utf-8")
    assert "ZZSECRETZZ" not in said
    assert json.loads(said)["manifest"]["sha256"]


def test_all_of_48_hours_then_days_weeks_and_months():
    hours = [NOW - timedelta(hours=each) for each in range(24 * 366)]
    kept = sorted(thin(hours, NOW), reverse=True)
    recent = [each for each in kept if NOW - each < timedelta(hours=48)]
    assert recent == hours[:48]
    older = kept[48:]
    assert len(older) == 12 + 10 + 9
    days = [each.date() for each in older[:12]]
    assert days == [(NOW - timedelta(hours=48)).date() - timedelta(days=each) for each in range(12)]
    assert all(timedelta(days=1) <= a - b <= timedelta(days=8) for a, b in pairwise(older[11:22]))
    assert len({(each.year, each.month) for each in older[22:]}) == 9


def test_a_year_of_thinning_keeps_something_of_every_age():
    kept = set()
    for day in range(366):
        now = NOW + timedelta(days=day)
        kept = set(thin({*kept, now, now - timedelta(hours=3)}, now))
        assert now in kept
        assert len(kept) <= 4 + 12 + 10 + 9
    ages = sorted(now - each for each in kept)
    assert len(kept) >= 4 + 12 + 10 + 7
    gaps = [b - a for a, b in pairwise(ages)]
    assert max(gaps) <= timedelta(days=38)
    assert ages[-1] > timedelta(days=250)


def test_a_wrong_clock_thins_nothing_that_matters():
    dates = [NOW - timedelta(hours=each) for each in range(100)]
    future = [NOW + timedelta(days=365, hours=each) for each in range(5)]
    assert set(future) <= thin([*dates, *future], NOW)
    leap = thin(dates, NOW + timedelta(days=400))
    assert NOW in leap
    assert len(leap) >= 5
    assert thin([], NOW) == frozenset()
    assert thin([NOW - timedelta(days=4000)], NOW) == {NOW - timedelta(days=4000)}


def test_reasons_have_words():
    assert {"open", "edits", "close", "migration", "merge", "restore", "delete", "erase", "asked"} <= set(
        module.REASONS
    )
