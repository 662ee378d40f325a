"""New files, refused files, and what is left after closing."""

import hashlib
import os
import random
import re
import sqlite3
import stat
from datetime import date

import pytest

from planner.domain import records as r
from planner.errors import AlreadyOpen, FileRefused
from planner.services.document import Document
from planner.store import schema
from planner.store.verify import verify
from planner.store.workshop_file import WorkshopFile


@pytest.fixture
def path(tmp_path):
    made = tmp_path / "a plan #1 %41 ü.workshop"
    WorkshopFile.create(made, [r.Charter(id="c", code="PL-01", title_text="Well")], label="New").close()
    return made


def digest(path):
    return hashlib.sha256(path.read_bytes()).hexdigest()


@pytest.mark.parametrize("mask", [0o000, 0o022, 0o077])
def test_files_are_for_their_owner_only(tmp_path, mask):
    before = os.umask(mask)
    try:
        document = Document.create(tmp_path / "a.workshop", label="New")
        with document.edit("Add") as edit:
            edit.add(r.Risk)
            found = {file.name: stat.S_IMODE(file.stat().st_mode) for file in tmp_path.iterdir()}
        document.close()
    finally:
        os.umask(before)
    assert found == {"a.workshop": 0o600, ".a.workshop.lock": 0o600, "a.workshop-journal": 0o600}


def test_closing_leaves_one_plain_file(path):
    assert [file.name for file in path.parent.iterdir()] == [path.name]
    before = digest(path)
    file = WorkshopFile.open(path)
    assert len(file.load()) == 1
    file.close()
    file.close()
    assert [each.name for each in path.parent.iterdir()] == [path.name]
    assert digest(path) == before


def test_a_closed_file_is_not_written(path):
    document = Document.open(path)
    document.close()
    with pytest.raises(RuntimeError, match="closed"), document.edit("Late") as edit:
        edit.add(r.Risk)


def test_the_file_says_what_it_is(path):
    raw = sqlite3.connect(path)
    assert raw.execute("PRAGMA application_id").fetchone() == (schema.APPLICATION_ID,)
    assert raw.execute("PRAGMA user_version").fetchone() == (schema.VERSION,)
    assert {row[0] for row in raw.execute("SELECT DISTINCT type FROM sqlite_schema")} == {"table", "index"}
    raw.close()
    assert path.read_bytes()[68:72] == b"DPLN"


def alter(path, *statements):
    raw = sqlite3.connect(path)
    for statement in statements:
        raw.execute(statement)
    raw.commit()
    raw.close()


def with_bytes(path, place, new):
    content = bytearray(path.read_bytes())
    content[place : place + len(new)] = new
    path.write_bytes(content)


def plain_sqlite(path):
    path.unlink()
    alter(path, "CREATE TABLE places (url TEXT)")


SPOIL = {
    "empty": lambda path: path.write_bytes(b""),
    "text": lambda path: path.write_text("not a database, only words " * 50, encoding="utf-8"),
    "short header": lambda path: path.write_bytes(path.read_bytes()[:60]),
    "cut": lambda path: path.write_bytes(path.read_bytes()[: path.stat().st_size // 2]),
    "zeroed": lambda path: with_bytes(path, 4096, bytes(4096 * 11)),
    "write-ahead": lambda path: with_bytes(path, 18, b"\x02\x02"),
    "other program": lambda path: alter(path, "PRAGMA application_id=12345"),
    "plain sqlite": plain_sqlite,
    "newer": lambda path: alter(path, "PRAGMA user_version=7"),
    "never": lambda path: alter(path, "PRAGMA user_version=0"),
    "trigger": lambda path: alter(path, "CREATE TRIGGER t AFTER INSERT ON risk BEGIN DELETE FROM goal; END"),
    "view": lambda path: alter(path, "CREATE VIEW v AS SELECT * FROM risk"),
    "column": lambda path: alter(path, "ALTER TABLE risk ADD COLUMN extra TEXT"),
    "missing table": lambda path: alter(path, "DROP TABLE used_code"),
}
REFUSED = {
    "empty": "is damaged. It is empty",
    "text": "is not a workshop",
    "short header": "is damaged",
    "cut": "is damaged. The end of it is missing",
    "zeroed": "is damaged",
    "write-ahead": "is damaged",
    "other program": "belongs to another program",
    "plain sqlite": "belongs to another program",
    "newer": "newer District Planner: file version 7",
    "never": "version 0 was never in use",
    "trigger": "tables are not those",
    "view": "tables are not those",
    "column": "tables are not those",
    "missing table": "tables are not those",
}


@pytest.mark.parametrize("how", REFUSED)
def test_a_file_that_is_no_sound_workshop_is_refused_and_not_touched(path, how):
    SPOIL[how](path)
    before = digest(path)
    with pytest.raises(FileRefused, match=REFUSED[how]) as caught:
        Document.open(path)
    assert path.name in caught.value.what
    assert caught.value.safe == "The file was not changed."
    assert caught.value.do
    assert digest(path) == before
    assert [file.name for file in path.parent.iterdir()] == [path.name]


def test_a_folder_a_pipe_and_nothing_are_refused(tmp_path):
    with pytest.raises(FileRefused, match="folder"):
        Document.open(tmp_path)
    with pytest.raises(FileRefused, match="no file"):
        Document.open(tmp_path / "gone.workshop")
    os.mkfifo(tmp_path / "pipe.workshop")
    with pytest.raises(FileRefused, match="not a file"):
        Document.open(tmp_path / "pipe.workshop")
    (tmp_path / "round").symlink_to(tmp_path / "round")
    with pytest.raises(FileRefused, match="cannot be opened"):
        Document.open(tmp_path / "round")


def test_a_foreign_journal_beside_a_foreign_file_is_left_alone(tmp_path):
    path = tmp_path / "places.sqlite"
    alter(path, "CREATE TABLE places (url TEXT)")
    journal = tmp_path / "places.sqlite-journal"
    journal.write_bytes(b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7" + bytes(600))
    with pytest.raises(FileRefused):
        Document.open(path)
    assert journal.exists()


def test_flipped_bytes_are_refused_or_read_but_never_crash_or_change_the_file(path):
    whole = path.read_bytes()
    chance = random.Random(7)
    for _ in range(40):
        content = bytearray(whole)
        for _ in range(chance.randint(1, 40)):
            content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
        path.write_bytes(content)
        before = digest(path)
        try:
            file = WorkshopFile.open(path)
        except (FileRefused, AlreadyOpen):
            pass
        else:
            try:
                file.load()
            except FileRefused:
                pass
            finally:
                file.close()
        assert digest(path) == before


def test_it_cannot_be_made_where_there_is_no_folder(tmp_path):
    with pytest.raises(FileRefused, match="cannot be opened"):
        Document.create(tmp_path / "no" / "a.workshop", label="New")


def test_a_sound_file_is_verified(path):
    verdict = verify(path)
    assert verdict.sound
    assert (verdict.edits, verdict.records) == (1, 1)


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        ("UPDATE charter SET title_text='Wall'", "is not what the journal says"),
        ("DELETE FROM charter", "is not what the journal says"),
        ("DELETE FROM change", "is not what the journal says"),
        ("UPDATE change SET after=json_set(after, '$.title_text', 'x')", "is not what the journal says"),
        ("UPDATE edit SET sequence=3", "gaps|leads nowhere"),
        ("DELETE FROM used_code", "codes ever given is not complete"),
        ("INSERT INTO scan_item__toc_node_ids VALUES ('a', 'b', 0)", "leads nowhere"),
        ("CREATE VIEW v AS SELECT 1", "tables are not those"),
    ],
)
def test_what_sqlite_itself_does_not_see_is_found(path, statement, said):
    alter(path, statement)
    verdict = verify(path)
    assert not verdict.sound
    assert any(re.search(said, problem) for problem in verdict.problems)


def test_exact_numbers_survive_undo(path):
    document = Document.open(path)
    values = (0.1 + 0.2, 1e300, -1.5e-10, 123456789.123456789, 3.0)
    with document.edit("Add") as edit:
        made = [edit.add(r.DataPoint, value=value) for value in values]
    with document.edit("Delete") as edit:
        edit.delete(*made)
    document.undo()
    assert tuple(each.value for each in document.plan.all(r.DataPoint)) == values
    document.close()
    assert verify(path).problems == ()


def test_every_kind_of_value_comes_back(path):
    document = Document.open(path)
    text = "Zwölf 😀 “quotes” \\ ' \" \t\n second line שלום"
    with document.edit("Add") as edit:
        region = edit.add(r.Region, name=text, high_need=True)
        edit.add(r.Partner, services=[text, "b"], criteria={"fit": 3, "reach": 0}, region_ids=[region.id])
        edit.add(r.Indicator, milestones=((date(2027, 1, 1), 1.5), (date(2028, 2, 29), 2)), baseline_value=0)
        edit.set(document.plan.charter, wscc_left_out={"NU": text}, lcap={"a": [1, None, {"b": 0.5}]})
        edit.add(r.BudgetLine, amount_usd=10_000_000_000)
    before = document.plan
    document.close()
    again = Document.open(path)
    assert again.plan == before
    again.undo()
    again.close()
