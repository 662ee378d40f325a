"""`lock` and `unlock`, as they are typed."""

import io
import sys

import pytest

from planner.cli import run
from planner.domain.records import Charter
from planner.services import sharing
from planner.services.document import Document

PASSPHRASE = "four plain words here"


@pytest.fixture(autouse=True)
def own_data(tmp_path, monkeypatch):
    monkeypatch.setenv("DISTRICT_PLANNER_DATA", str(tmp_path / "data"))
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def plan(tmp_path):
    path = tmp_path / "plan.workshop"
    Document.create(path, [Charter(title_text="Well")], label="New").close()
    return path


@pytest.fixture
def said(monkeypatch):
    """Return what gives the command its input."""
    return lambda text: monkeypatch.setattr(sys, "stdin", io.StringIO(text))


def fails(capsys, *words, code=1):
    assert run([str(each) for each in words]) == code
    told = capsys.readouterr()
    assert told.out == ""
    assert "Traceback" not in told.err
    return told.err


def test_a_workshop_is_locked_and_unlocked(plan, said, capsys, tmp_path):
    before = plan.read_bytes()
    said(f"{PASSPHRASE}\n")
    assert run(["lock", "plan.workshop"]) == 0
    assert capsys.readouterr().out == "Wrote plan.workshop.age\n"
    assert sharing.locked(tmp_path / "plan.workshop.age")
    assert plan.read_bytes() == before
    plan.rename(tmp_path / "first.workshop")
    said("not this one\n")
    assert "does not open with this passphrase" in fails(capsys, "unlock", "plan.workshop.age")
    assert not plan.exists()
    said(f"{PASSPHRASE}\r\n")
    assert run(["unlock", "plan.workshop.age"]) == 0
    assert capsys.readouterr().out == "Wrote plan.workshop\n"
    assert plan.read_bytes() == before
    assert plan.stat().st_mode & 0o077 == 0


def test_nothing_is_overwritten(plan, said, capsys, tmp_path):
    (tmp_path / "out.age").write_text("there")
    said(f"{PASSPHRASE}\n")
    assert "already a file" in fails(capsys, "lock", plan, "--out", "out.age")
    assert (tmp_path / "out.age").read_text() == "there"
    assert "already a file" in fails(capsys, "unlock", "plan.workshop.age")


def test_what_is_refused(plan, said, capsys, tmp_path):
    said("short\n")
    assert "too easy to guess" in fails(capsys, "lock", plan)
    assert [each.name for each in tmp_path.glob("*.age")] == []
    assert "is not locked" in fails(capsys, "unlock", plan, "--out", "x.workshop")
    said(f"{PASSPHRASE}\n")
    assert "cannot be read" in fails(capsys, "unlock", "gone.age")
    assert "no file" in fails(capsys, "lock", "gone.workshop")
    document = Document.open(plan)
    said(f"{PASSPHRASE}\n")
    assert "already open" in fails(capsys, "lock", plan)
    document.close()


def test_a_passphrase_is_not_taken_from_the_command_line(plan, capsys):
    fails(capsys, "lock", plan, "--passphrase", PASSPHRASE, code=2)


def test_a_passphrase_is_asked_for_twice(plan, monkeypatch, capsys):
    class Terminal(io.StringIO):
        def isatty(self):
            return True

    answers = iter([PASSPHRASE, "another one, long", PASSPHRASE, PASSPHRASE])
    monkeypatch.setattr(sys, "stdin", Terminal())
    monkeypatch.setattr("getpass.getpass", lambda _prompt: next(answers))
    assert "differ" in fails(capsys, "lock", plan)
    assert run(["lock", str(plan)]) == 0
