"""`copy` and `merge` on real files."""

import io
import json
from datetime import date
from pathlib import Path

import pytest

from planner.cli import run
from planner.domain.records import Charter, Risk
from planner.services import sharing
from planner.services.document import Document
from planner.services.library import make_workshop
from planner.store.verify import verify


@pytest.fixture(autouse=True)
def own_data(tmp_path, monkeypatch):
    monkeypatch.setenv("DISTRICT_PLANNER_DATA", str(tmp_path / "data"))
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def main(tmp_path):
    path = tmp_path / "main.workshop"
    records = [Charter(title_text="Plan"), Risk(statement="Buses are late"), Risk(statement="Nurses leave")]
    make_workshop(path, records, label="New", today=date(2026, 11, 22))
    return path


def work(path, number=0, **values):
    document = Document.open(Path(path))
    with document.edit("Work") as edit:
        if number is None:
            edit.add(Risk, **values)
        else:
            edit.set(document.plan.all(Risk)[number], **values)
    document.close()


def risks(path):
    document = Document.open(Path(path))
    document.close()
    return document.plan.all(Risk)


def copied(name):
    path = f"{name}.workshop"
    assert run(["copy", "main.workshop", "--for-table", name, "--out", path]) == 0
    return path


def test_copy_work_and_merge(main, tmp_path, capsys):
    one = copied("One")
    assert capsys.readouterr().out == "Made One.workshop\n"
    two = copied("Two")
    work(one, impact=4)
    work(two, None, statement="Something new")
    before = [(tmp_path / each).read_bytes() for each in (one, two)]
    capsys.readouterr()
    assert run(["merge", "main.workshop", one, two, "--report", "r.json"]) == 0
    said = capsys.readouterr().out
    assert "One: 2 new edits" in said
    assert "Brought in: 1 new entry, 1 change, 0 deletions." in said
    assert [(each.statement, each.impact) for each in risks(main)] == [
        ("Buses are late", 4),
        ("Nurses leave", None),
        ("Something new", None),
    ]
    told = json.loads((tmp_path / "r.json").read_text(encoding="utf-8"))
    assert told["written"] is True
    assert [each["table"] for each in told["files"]] == ["One", "Two"]
    assert (tmp_path / "r.json").stat().st_mode & 0o077 == 0
    assert [(tmp_path / each).read_bytes() for each in (one, two)] == before
    assert verify(main).problems == ()
    content = main.read_bytes()
    assert run(["merge", "main.workshop", two, one]) == 0
    assert "Nothing was changed" in capsys.readouterr().out
    assert main.read_bytes() == content


def test_a_backup_is_made_before(main, capsys):
    one = copied("One")
    work(one, impact=4)
    assert run(["merge", "main.workshop", one]) == 0
    capsys.readouterr()
    assert run(["backups", "main.workshop"]) == 0
    assert "before files were brought back" in capsys.readouterr().out


@pytest.mark.parametrize("take", [[], ["--take", "ask"]])
def test_without_a_choice_nothing_is_written(main, tmp_path, capsys, monkeypatch, take):
    one = copied("One")
    work(main, impact=1)
    work(one, impact=5)
    work(one, None, statement="Something new")
    before = main.read_bytes()
    capsys.readouterr()
    assert run(["merge", "main.workshop", one, "--report", "r.json", *take]) == 3
    said = capsys.readouterr()
    assert said.out == ""
    assert "impact: 1" in said.err
    assert "impact: 5" in said.err
    assert "1 difference is undecided. Nothing was written." in said.err
    assert main.read_bytes() == before
    told = json.loads((tmp_path / "r.json").read_text(encoding="utf-8"))
    assert told["written"] is False
    assert told["conflicts"][0]["taken"] is None


@pytest.mark.parametrize(("take", "impact"), [("ours", 1), ("theirs", 5)])
def test_a_side_is_taken(main, capsys, take, impact):
    one = copied("One")
    work(main, impact=1)
    work(one, impact=5)
    assert run(["merge", "main.workshop", one, "--take", take]) == 0
    assert risks(main)[0].impact == impact
    assert run(["merge", "main.workshop", one]) == 0


def test_asked_at_a_terminal(main, monkeypatch, capsys):
    one = copied("One")
    work(main, impact=1)
    work(one, impact=5)
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr("builtins.input", lambda _question: "2")
    assert run(["merge", "main.workshop", one, "--take", "ask"]) == 0
    assert risks(main)[0].impact == 5


def test_a_locked_copy_is_asked_for_its_passphrase(main, monkeypatch, capsys, tmp_path):
    one = copied("One")
    work(one, impact=5)
    passphrase = "four plain words here"
    sharing.send(sharing.content(Path(one)), tmp_path / "one.age", passphrase=passphrase)
    before = main.read_bytes()
    monkeypatch.setattr("sys.stdin", io.StringIO("wrong words, all four\n"))
    assert run(["merge", "main.workshop", "one.age"]) == 1
    assert "does not open" in capsys.readouterr().err
    assert main.read_bytes() == before
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{passphrase}\n"))
    assert run(["merge", "main.workshop", "one.age"]) == 0
    assert risks(main)[0].impact == 5


def test_refusals_are_sentences(main, tmp_path, capsys):
    other = tmp_path / "other.workshop"
    make_workshop(other, [Charter(title_text="Other")], label="New", today=date(2026, 11, 22))
    one = copied("One")
    capsys.readouterr()
    before = main.read_bytes()
    for arguments, said in [
        (["merge", "main.workshop", "other.workshop"], "belongs to another workshop"),
        (["merge", "main.workshop", one, "missing.workshop"], "no file"),
        (["merge", "main.workshop", "main.workshop"], "already open"),
        (["copy", "main.workshop", "--for-table", " ", "--out", "x.workshop"], "needs a name"),
        (["copy", "main.workshop", "--for-table", "T", "--out", one], "already a file"),
        (["copy", "main.workshop", "--for-table", "T", "--out", "x", "--step", "Z9"], "no step Z9"),
    ]:
        assert run(arguments) == 1
        told = capsys.readouterr()
        assert told.out == ""
        assert said in told.err
    assert main.read_bytes() == before
    assert not (tmp_path / "x.workshop").exists()
    assert run(["merge", "main.workshop", one, "--take", "both"]) == 2
