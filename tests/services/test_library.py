import os
import sqlite3
import subprocess
import sys
import unicodedata
from contextlib import closing
from datetime import UTC, date, datetime

import pytest

from planner.domain.records import Charter, District, Person, Session, StepState
from planner.errors import AlreadyOpen, ImportRefused, InvalidEdit, PlannerError
from planner.paths import Paths
from planner.services.document import Document
from planner.services.file_names import free_path, safe_stem
from planner.services.library import Library, make_workshop


@pytest.fixture
def library(tmp_path):
    return Library(Paths(tmp_path))


def new(library, title="A plan for all", **more):
    return library.new_workshop(
        title, "Springfield", "OR", date(2027, 7, 1), date(2030, 6, 30), "Ada", **more
    )


def plan_of(path):
    document = Document.open(path)
    document.close()
    return document.plan


def test_an_empty_library(library):
    assert library.entries() == []
    assert library.binned() == []


def test_a_new_workshop_is_ready_for_the_first_step(library):
    path = new(library, first_session=date(2027, 1, 12))
    assert path == library.folder / "A plan for all.workshop"
    plan = plan_of(path)
    assert plan.charter.title_text == "A plan for all"
    assert plan.charter.horizon_end == date(2030, 6, 30)
    (person,) = plan.all(Person)
    assert (person.name, plan.charter.facilitator_id) == ("Ada", person.id)
    assert (plan.district.name, plan.district.state) == ("Springfield", "OR")
    assert plan.all(Session)[0].date == date(2027, 1, 12)
    assert all(record.code and record.created_at for record in plan.records())


def test_a_new_workshop_may_have_no_session(library):
    assert plan_of(new(library)).all(Session) == ()


def test_files_are_for_their_owner_only(library):
    if os.name == "posix":
        assert new(library).stat().st_mode & 0o777 == 0o600
        assert library.folder.stat().st_mode & 0o777 == 0o700


def test_an_impossible_horizon_makes_nothing(library):
    with pytest.raises(InvalidEdit):
        library.new_workshop("Short plan", "D", "OR", date(2027, 7, 1), date(2027, 6, 1), "Ada")
    assert list(library.folder.iterdir()) == []


def test_entries_tell_what_the_home_page_shows(library):
    path = new(library)
    with closing(Document.open(path)) as document:
        with document.edit("Steps") as edit:
            for step in ("A1", "A2", "B1"):
                edit.add(StepState, step=step, status="done")
            edit.add(StepState, step="A3", status="skipped")
            edit.add(StepState, step="C1", status="in_progress")
        saved = document.saved_at
    (entry,) = library.entries()
    assert (entry.title, entry.district, entry.people, entry.problem) == (
        "A plan for all",
        "Springfield",
        1,
        "",
    )
    assert abs((entry.changed - saved).total_seconds()) < 1
    assert entry.progress == {"A": 0.6, "B": pytest.approx(1 / 6), "C": 0.0, "D": 0.0, "E": 0.0}


def test_the_one_worked_on_last_comes_first(library):
    first, second = new(library, "First plan"), new(library, "Second plan")
    assert [entry.path for entry in library.entries()] == [second, first]
    with closing(Document.open(first)) as document, document.edit("Purpose") as edit:
        edit.set(document.plan.charter, purpose="So that every child is well enough to learn.")
    assert [entry.path for entry in library.entries()] == [first, second]


def test_looking_changes_nothing(library):
    path = new(library)
    before = (path.read_bytes(), path.stat().st_mtime_ns)
    library.entries()
    assert (path.read_bytes(), path.stat().st_mtime_ns) == before
    assert [each.name for each in library.folder.iterdir()] == [path.name]


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"not a database",
        b"SQLite format 3\x00",
        b"SQLite format 3\x00" + bytes(4096),
        os.urandom(20_000),
    ],
    ids=["empty", "text", "header", "zeros", "noise"],
)
def test_a_damaged_file_is_listed_with_its_problem_and_can_go_to_the_bin(library, content):
    good = new(library)
    bad = library.folder / "bad.workshop"
    bad.write_bytes(content)
    entries = {entry.path: entry for entry in library.entries()}
    assert entries[good].problem == ""
    assert entries[bad].title == "bad"
    assert "bad.workshop" in entries[bad].problem
    moved = library.move_to_bin(bad)
    assert moved.read_bytes() == content
    assert not bad.exists()


@pytest.mark.parametrize("at", [100, 1000, 5000, 20_000, 60_000])
def test_damage_anywhere_never_stops_the_list(library, at):
    path = new(library)
    with path.open("r+b") as file:
        file.seek(at)
        file.write(os.urandom(3000))
    (entry,) = library.entries()
    assert entry.title


def test_a_database_of_another_program_is_listed_with_its_problem(library):
    other = library.folder / "other.workshop"
    with closing(sqlite3.connect(other)) as raw:
        raw.execute("CREATE TABLE charter (title_text)")
    (entry,) = library.entries()
    assert "another program" in entry.problem


def test_folders_links_and_other_files_do_no_harm(library):
    (library.folder / "folder.workshop").mkdir()
    (library.folder / "gone.workshop").symlink_to(library.folder / "nowhere")
    (library.folder / "notes.txt").write_text("notes")
    (library.folder / ".hidden.workshop").write_text("")
    assert sorted(entry.path.name for entry in library.entries()) == ["folder.workshop", "gone.workshop"]
    assert all(entry.problem for entry in library.entries())


def test_an_open_workshop_is_told_and_left_alone(library):
    path = new(library)
    with closing(Document.open(path)) as document:
        (entry,) = library.entries()
        assert "already open" in entry.problem
        for action in (library.duplicate, library.move_to_bin, lambda each: library.rename(each, "Other")):
            with pytest.raises(AlreadyOpen):
                action(path)
        with document.edit("Purpose") as edit:
            edit.set(document.plan.charter, purpose="It can still be edited after all that.")
    assert library.entries()[0].problem == ""
    assert plan_of(path).charter.purpose.startswith("It can still")


def test_a_workshop_open_in_another_process_is_told_at_once(library):
    path = new(library)
    script = (
        "import sys, pathlib\nfrom planner.services.document import Document\n"
        "Document.open(pathlib.Path(sys.argv[1]))\nprint('open', flush=True)\nsys.stdin.read()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", script, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline().strip() == b"open"
        start = datetime.now(UTC)
        (entry,) = library.entries()
        assert (datetime.now(UTC) - start).total_seconds() < 0.2
        assert "already open" in entry.problem
        with pytest.raises(AlreadyOpen):
            library.move_to_bin(path)
        other.kill()
    assert library.entries()[0].title == "A plan for all"
    assert library.move_to_bin(path).exists()


def test_a_workshop_cut_off_in_an_edit_is_put_right_and_listed(library):
    path = new(library)
    script = (
        "import sqlite3, sys\nraw = sqlite3.connect(sys.argv[1], isolation_level=None)\n"
        "raw.execute('PRAGMA cache_size=1'); raw.execute('BEGIN')\n"
        "raw.executemany('INSERT INTO used_code VALUES (?)', ((f'{n:0500}',) for n in range(2000)))\n"
        "print('busy', flush=True)\nsys.stdin.read()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", script, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as other:
        assert other.stdout is not None
        other.stdout.readline()
        other.kill()
    journal = path.with_name(f"{path.name}-journal")
    assert journal.stat().st_size > 0
    (entry,) = library.entries()
    assert (entry.title, entry.problem) == ("A plan for all", "")
    assert not journal.exists()
    assert plan_of(path).charter.title_text == "A plan for all"


def test_the_sample_is_a_private_copy_each_time(library):
    first, second = library.sample(), library.sample()
    assert first != second
    assert [first.name, second.name] == ["Sample workshop.workshop", "Sample workshop 2.workshop"]
    with closing(Document.open(first)) as document, document.edit("Title") as edit:
        edit.set(document.plan.charter, title_text="Mine")
    assert plan_of(second).charter.title_text.startswith("Wellness Centers")
    entry = next(each for each in library.entries() if each.path == second)
    assert (entry.people, entry.district) == (15, "Sample: Wellness Centers")
    assert entry.progress["A"] == 1.0


def test_the_sample_opens_on_a_clock_that_is_behind(tmp_path):
    path = Library(Paths(tmp_path), today=lambda: date(2020, 1, 1)).sample()
    assert path.exists()


def test_a_duplicate_holds_the_same_under_another_title(library):
    path = new(library)
    copy = library.duplicate(path)
    assert copy.name == "Copy of A plan for all.workshop"
    was, now = plan_of(path), plan_of(copy)
    assert now.charter.title_text == "Copy of A plan for all"
    assert now.all(District) == was.all(District)
    assert now.all(Person) == was.all(Person)


def test_a_duplicate_of_a_long_title_is_cut(library):
    copy = library.duplicate(new(library, "x" * 120))
    assert plan_of(copy).charter.title_text == f"Copy of {'x' * 112}"


def test_a_damaged_file_is_not_duplicated(library):
    bad = library.folder / "bad.workshop"
    bad.write_bytes(b"SQLite format 3\x00" + bytes(4096))
    with pytest.raises(PlannerError):
        library.duplicate(bad)
    assert [each.name for each in library.folder.iterdir()] == ["bad.workshop"]


def test_rename_changes_title_and_file(library):
    path = library.rename(new(library), "Health / Wellness: 2027?")
    assert path.name == "Health - Wellness- 2027.workshop"
    assert library.entries()[0].title == "Health / Wellness: 2027?"
    assert library.rename(path, "Health / Wellness: 2027?") == path


def test_rename_keeps_clear_of_other_files(library):
    new(library, "One plan")
    two = library.rename(new(library, "Two plan"), "one PLAN")
    assert two.name == "one PLAN 2.workshop"
    assert library.rename(two, "One plan").name == "One plan 2.workshop"


def test_a_title_that_is_too_long_is_refused(library):
    path = new(library)
    with pytest.raises(InvalidEdit):
        library.rename(path, "x" * 500)
    assert library.entries()[0].title == "A plan for all"


def test_bin_and_back(library):
    one = library.move_to_bin(new(library))
    two = library.move_to_bin(new(library))
    assert one != two
    assert library.entries() == []
    assert [entry.title for entry in library.binned()] == ["A plan for all"] * 2
    assert library.restore(two).parent == library.folder
    library.restore(one)
    assert len(library.entries()) == 2
    assert library.binned() == []


def test_import_of_a_plan(library, tmp_path):
    from planner import assets

    source = tmp_path / "shared.plan.json"
    source.write_text(assets.text("samples/sample_plan.json"), encoding="utf-8")
    assert library.import_plan(source).name.startswith("Wellness Centers- three-year plan")
    source.write_text(source.read_text(encoding="utf-8")[:-500], encoding="utf-8")
    with pytest.raises(ImportRefused):
        library.import_plan(source)
    assert len(library.entries()) == 1


def test_a_library_that_cannot_be_made_is_a_sentence(tmp_path):
    (tmp_path / "library").write_text("a file where the folder should be")
    with pytest.raises(PlannerError, match="cannot be used"):
        Library(Paths(tmp_path)).entries()


def test_make_workshop_refuses_a_taken_name(tmp_path):
    path = tmp_path / "taken.workshop"
    path.write_bytes(b"mine")
    with pytest.raises(PlannerError):
        make_workshop(path, [Charter(title_text="Plan")], label="New", today=date(2027, 1, 1))
    assert path.read_bytes() == b"mine"


@pytest.mark.parametrize(
    ("title", "stem"),
    [
        ("Plan", "Plan"),
        ("  Plan\n for\tall  ", "Plan for all"),
        ('a/b\\c:d*e?f"g<h>i|j', "a-b-c-d-e-f-g-h-i-j"),
        ("CON", "_CON"),
        ("nul.txt", "_nul.txt"),
        ("COM¹", "_COM¹"),
        ("Console", "Console"),
        ("...", "Workshop"),
        ("", "Workshop"),
        ("/", "Workshop"),
        ("Plan.", "Plan"),
        (".hidden", "hidden"),
        ("\u202egnp.exe", "gnp.exe"),
        ("bad \ud800 half", "bad half"),
        ("Plán été", "Plán été"),
        ("Plan e\u0301te\u0301", "Plan été"),
        ("\U0001f600 計画", "\U0001f600 計画"),
        ("x" * 500, "x" * 120),
        ("計" * 200, "計" * 40),
    ],
)
def test_file_names_that_every_system_takes(title, stem, tmp_path):
    made = safe_stem(title, "Workshop")
    assert made == unicodedata.normalize("NFC", stem)
    assert len(made.encode()) <= 125
    free_path(tmp_path, made, ".workshop").write_bytes(b"")
    assert free_path(tmp_path, made, ".workshop").name == f"{made} 2.workshop"
