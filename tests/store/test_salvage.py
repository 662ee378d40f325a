"""Saving what is left: what stands anywhere in the file comes out of it, and the file is only read."""

import lzma
import os
import random
import sqlite3
import stat
from pathlib import Path

import pytest

from planner.domain import records as r
from planner.errors import AlreadyOpen, Damaged, FileRefused, PlannerError
from planner.paths import Paths
from planner.services.document import Document
from planner.services.library import Library
from planner.store.pages import Pages
from planner.store.salvage import salvage
from planner.store.schema import VERSION
from planner.store.verify import verify

PAGE = 4096


@pytest.fixture(scope="module")
def whole(tmp_path_factory) -> Path:
    """A closed workshop with a history: added, changed, deleted, linked."""
    path = Library(Paths(tmp_path_factory.mktemp("whole"))).sample()
    document = Document.open(path)
    for number in range(40):
        with document.edit("Add") as edit:
            risk = edit.add(r.Risk, statement=f"If {number}, then" + " it takes longer" * 12)
        if number % 3 == 0:
            with document.edit("Change") as edit:
                edit.set(document.plan.get(r.Risk, risk.id), statement=f"Changed {number}")
        if number % 5 == 0:
            with document.edit("Delete") as edit:
                edit.delete(document.plan.get(r.Risk, risk.id))
    document.close()
    return path


def records(path) -> dict[str, r.Risk]:
    document = Document.open(path)
    document.close()
    return {each.id: each for each in document.plan.records()}


def edits(path) -> int:
    return verify(path).edits


@pytest.fixture(scope="module")
def wanted(whole):
    return records(whole)


@pytest.fixture(scope="module")
def roots(whole) -> dict[str, int]:
    raw = sqlite3.connect(f"{whole.as_uri()}?mode=ro", uri=True)
    found = dict(raw.execute("SELECT name, rootpage FROM sqlite_schema WHERE type = 'table'"))
    raw.close()
    return found


@pytest.fixture
def broken(whole, tmp_path):
    """Makes a copy with some pages changed: page number to what its bytes become."""

    def make(changes):
        data = bytearray(whole.read_bytes())
        for page, change in changes.items():
            data[(page - 1) * PAGE : page * PAGE] = change(bytes(data[(page - 1) * PAGE : page * PAGE]))
        path = tmp_path / "Broken.workshop"
        path.write_bytes(data)
        return path

    return make


def zeros(_page):
    return bytes(PAGE)


def leaves(whole, root):
    return [page.number for page in Pages(whole.read_bytes()).tree(root) if page.rows]


def test_a_sound_file_comes_out_as_it_was(whole, wanted, tmp_path):
    before = whole.read_bytes()
    made = salvage(whole, tmp_path / "out.workshop")
    assert records(made.path) == wanted
    assert (made.records, made.from_history, made.lost, made.history) == (len(wanted), 0, {}, True)
    assert edits(made.path) == edits(whole)
    assert verify(made.path).sound
    assert whole.read_bytes() == before
    assert stat.S_IMODE(made.path.stat().st_mode) == 0o600
    assert [each.name for each in tmp_path.iterdir()] == ["out.workshop"]


def test_a_page_of_rows_comes_back_from_the_history(broken, whole, wanted, roots, tmp_path):
    page = leaves(whole, roots["risk"])[0]
    path = broken({page: zeros})
    with pytest.raises(Damaged):
        Document.open(path)
    made = salvage(path, tmp_path / "out.workshop")
    assert records(made.path) == wanted
    assert made.from_history > 0
    assert made.history
    assert str(made.from_history) in " ".join(made.lines())


@pytest.mark.parametrize(
    "name", ["risk", "idea", "edit", "change", "priority__toc_node_ids", "used_code", "charter"]
)
def test_the_first_page_of_a_table(broken, wanted, roots, tmp_path, name):
    made = salvage(broken({roots[name]: zeros}), tmp_path / "out.workshop")
    assert records(made.path) == wanted
    assert verify(made.path).sound


def test_a_page_of_the_history_does_no_harm_to_the_rows(broken, whole, wanted, roots, tmp_path):
    page = leaves(whole, roots["change"])[3]
    made = salvage(broken({page: zeros}), tmp_path / "out.workshop")
    assert records(made.path) == wanted
    assert not made.history
    assert made.lines()[-1] == "The history could not be saved as a whole; a new one begins."
    assert verify(made.path).sound
    assert edits(made.path) == 1


def test_the_header_and_the_list_of_tables_may_be_gone(broken, wanted, tmp_path):
    made = salvage(broken({1: zeros}), tmp_path / "out.workshop")
    assert records(made.path) == wanted


def test_codes_of_deleted_entries_are_not_given_again(broken, whole, roots, tmp_path):
    page = leaves(whole, roots["change"])[3]
    made = salvage(broken({page: zeros}), tmp_path / "out.workshop")
    document = Document.open(made.path)
    with document.edit("Add") as edit:
        added = edit.add(r.Risk, statement="If")
    document.close()
    known = Document.open(whole)
    with known.edit("Add") as edit:
        expected = edit.add(r.Risk, statement="If")
    known.undo()
    known.close()
    assert added.code == expected.code


def test_rows_and_history_both_broken_lose_what_is_in_neither(broken, whole, wanted, roots, tmp_path):
    pages = dict.fromkeys(leaves(whole, roots["risk"]), zeros)
    pages.update(dict.fromkeys(leaves(whole, roots["change"])[-6:], zeros))
    made = salvage(broken(pages), tmp_path / "out.workshop")
    found = records(made.path)
    assert verify(made.path).sound
    others = {key: each for key, each in wanted.items() if not isinstance(each, r.Risk)}
    assert {key: each for key, each in found.items() if key in others} == others
    assert len(found) >= 0.95 * len(wanted)
    assert not made.history
    assert made.unknown


def test_links_to_what_is_lost_are_cleared(tmp_path):
    path = tmp_path / "Small.workshop"
    document = Document.create(path, [r.Charter(title_text="Small")], label="New")
    with document.edit("Add") as edit:
        goal = edit.add(r.Goal, name="A goal")
        objective = edit.add(r.Objective, goal_id=goal.id, statement="By 2029")
        edit.add(r.Risk, statement="If", objective_id=objective.id)
    document.close()
    data = bytearray(path.read_bytes())
    raw = sqlite3.connect(path)
    found = dict(raw.execute("SELECT name, rootpage FROM sqlite_schema WHERE type = 'table'"))
    raw.close()
    for name in ("objective", "change"):
        data[(found[name] - 1) * PAGE : found[name] * PAGE] = bytes(PAGE)
    path.write_bytes(data)
    made = salvage(path, tmp_path / "out.workshop")
    kept = Document.open(made.path)
    kept.close()
    assert [each.name for each in kept.plan.all(r.Goal)] == ["A goal"]
    assert kept.plan.all(r.Objective) == ()
    assert [each.objective_id for each in kept.plan.all(r.Risk)] == [None]
    assert made.cleared == 1
    assert "1 link led to something lost and is empty now." in made.lines()


def test_a_changed_letter_is_told(broken, whole, wanted, roots, tmp_path):
    pages = Pages(whole.read_bytes())
    page = next(each for each in leaves(whole, roots["risk"]) if b"Changed" in pages.bytes_of(each))
    path = broken({page: lambda data: data.replace(b"Changed", b"Chanted", 1)})
    made = salvage(path, tmp_path / "out.workshop")
    (code,) = made.doubts
    differing = [each.code for each in records(made.path).values() if each != wanted.get(each.id)]
    assert differing == [code]
    assert made.history
    assert edits(made.path) == edits(whole) + 1
    assert any(line.startswith(code) for line in made.lines())


@pytest.mark.parametrize("seed", range(2))  # the torture rig tries hundreds
def test_one_broken_page_anywhere_costs_less_than_one_in_twenty(broken, whole, wanted, tmp_path, seed):
    rng = random.Random(seed)
    count = whole.stat().st_size // PAGE
    ways = {
        "zeros": zeros,
        "noise": lambda data: rng.randbytes(len(data)),
        "bits": lambda data: _flipped(data, rng),
        "torn": lambda data: data[:512] + bytes(len(data) - 512),
    }
    for way, change in ways.items():
        page = rng.randrange(1, count + 1)
        path = broken({page: change})
        before = path.read_bytes()
        out = tmp_path / f"{way}.workshop"
        salvage(path, out)
        assert verify(out).sound
        found = records(out)
        same = sum(found.get(key) == each for key, each in wanted.items())
        assert same >= 0.95 * len(wanted), (way, page)
        assert path.read_bytes() == before


def _flipped(data, rng):
    changed = bytearray(data)
    for _number in range(20):
        changed[rng.randrange(len(changed))] ^= 1 << rng.randrange(8)
    return bytes(changed)


def test_a_file_that_was_cut_short(whole, wanted, tmp_path):
    path = tmp_path / "Cut.workshop"
    path.write_bytes(whole.read_bytes()[: whole.stat().st_size * 9 // 10 + 100])
    made = salvage(path, tmp_path / "out.workshop")
    assert verify(made.path).sound
    assert made.records >= 0.85 * len(wanted)
    assert any("More may be missing" in line for line in made.lines())


def test_an_unfinished_edit_is_taken_back(whole, wanted, tmp_path):
    path = tmp_path / "Hot.workshop"
    path.write_bytes(whole.read_bytes())
    raw = sqlite3.connect(path, isolation_level=None)
    raw.execute("PRAGMA cache_size=2")
    raw.execute("PRAGMA synchronous=OFF")
    raw.execute("BEGIN IMMEDIATE")
    raw.execute("UPDATE risk SET statement = 'half of an edit' || hex(zeroblob(900))")
    journal = path.with_name(path.name + "-journal")
    kept = path.read_bytes(), journal.read_bytes()
    raw.execute("ROLLBACK")
    raw.close()
    path.write_bytes(kept[0])
    journal.write_bytes(kept[1])
    assert kept[0] != whole.read_bytes()
    made = salvage(path, tmp_path / "out.workshop")
    assert records(made.path) == wanted
    assert (path.read_bytes(), journal.read_bytes()) == kept
    assert sorted(each.name for each in tmp_path.iterdir()) == [path.name, journal.name, "out.workshop"]


def test_nothing_is_made_of_nothing(tmp_path):
    for content in (b"", b"SQLite format 3\0" + bytes(5000), os.urandom(40_000), bytes(40_000)):
        path = tmp_path / "Nothing.workshop"
        path.write_bytes(content)
        with pytest.raises(FileRefused):
            salvage(path, tmp_path / "out.workshop")
        assert [each.name for each in tmp_path.iterdir()] == ["Nothing.workshop"]
    path.unlink()
    with pytest.raises(FileRefused):
        salvage(path, tmp_path / "out.workshop")
    path.mkdir()
    with pytest.raises(PlannerError):
        salvage(path, tmp_path / "out.workshop")
    assert [each.name for each in tmp_path.iterdir()] == ["Nothing.workshop"]


def test_nothing_that_is_there_is_overwritten(whole, tmp_path):
    out = tmp_path / "out.workshop"
    out.write_text("something else", encoding="utf-8")
    with pytest.raises(FileRefused, match="already a file"):
        salvage(whole, out)
    assert out.read_text(encoding="utf-8") == "something else"


def test_an_open_workshop_is_refused(whole, tmp_path):
    document = Document.open(whole)
    with pytest.raises(AlreadyOpen):
        salvage(whole, tmp_path / "out.workshop")
    with document.edit("Add") as edit:
        edit.add(r.Goal, name="still locked")
    document.undo()
    document.close()


def with_version(whole, path, version, *statements):
    """A copy with another version in its header."""
    path.write_bytes(whole.read_bytes())
    raw = sqlite3.connect(path)
    for statement in statements:
        raw.execute(statement)
    raw.execute(f"PRAGMA user_version={version}")
    raw.commit()
    raw.close()
    return path


def test_a_file_of_a_newer_version_is_refused_in_words(whole, tmp_path):
    path = with_version(
        whole, tmp_path / "Newer.workshop", VERSION + 1, 'ALTER TABLE "risk" ADD COLUMN "x" TEXT'
    )
    held = path.read_bytes()
    with pytest.raises(FileRefused, match=f"newer District Planner: file version {VERSION + 1}") as told:
        salvage(path, tmp_path / "out.workshop")
    assert "Install a District Planner" in told.value.do
    assert path.read_bytes() == held
    assert [each.name for each in tmp_path.iterdir()] == ["Newer.workshop"]


@pytest.mark.parametrize("version", [VERSION + 1, 2_000_000])
def test_a_damaged_version_in_a_header_is_no_newer_version(whole, wanted, tmp_path, version):
    path = with_version(whole, tmp_path / "Spoiled.workshop", version)
    salvage(path, tmp_path / "out.workshop")
    assert records(tmp_path / "out.workshop") == wanted


@pytest.mark.parametrize("version", range(1, VERSION))
def test_the_history_of_an_older_file_comes_along(version, tmp_path):
    path = tmp_path / "Older.workshop"
    packed = Path(__file__).parent / "files" / f"version_{version}_sample.workshop.xz"
    path.write_bytes(lzma.decompress(packed.read_bytes()))
    before = edits(path)
    made = salvage(path, tmp_path / "out.workshop")
    assert made.history
    assert edits(made.path) == before
    assert not made.doubts
    with path.open("r+b") as file:
        file.seek(0)
        file.write(bytes(PAGE))
    again = salvage(path, tmp_path / "again.workshop")
    assert again.records == made.records
    assert again.history


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such files")
def test_what_never_ends_is_not_read(tmp_path):
    os.mkfifo(tmp_path / "Pipe.workshop")
    with pytest.raises(FileRefused, match="not a file"):
        salvage(tmp_path / "Pipe.workshop", tmp_path / "out.workshop")
    assert [each.name for each in tmp_path.iterdir()] == ["Pipe.workshop"]
