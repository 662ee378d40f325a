"""Backups, restoring and salvage on the command line."""

import subprocess
import sys
from datetime import date

import pytest

from planner.cli import run
from planner.domain.records import Charter, Risk
from planner.services.document import Document
from planner.services.library import make_workshop


@pytest.fixture(autouse=True)
def own_data(tmp_path, monkeypatch):
    monkeypatch.setenv("DISTRICT_PLANNER_DATA", str(tmp_path / "data"))
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "plan.workshop"
    make_workshop(path, [Charter(title_text="A plan")], label="New", today=date(2026, 11, 22))
    return path


def add(path, text):
    document = Document.open(path)
    with document.edit("Add a risk") as edit:
        edit.add(Risk, statement=text)
    document.close()


def statements(path):
    document = Document.open(path)
    document.close()
    return [each.statement for each in document.plan.all(Risk)]


def said(capsys, *arguments, code=0):
    assert run([str(each) for each in arguments]) == code
    out, err = capsys.readouterr()
    assert "Traceback" not in err
    return err if code else out


def backup(capsys, file):
    return said(capsys, "backup", file).strip().removeprefix("Made ")


def test_a_backup_is_made_listed_verified_and_restored(capsys, file):
    add(file, "If it rains")
    made = backup(capsys, file)
    assert made.endswith(".workshop")
    listed = said(capsys, "backups", file)
    assert made in listed
    for words in ("A plan. Made ", "because you asked for it", "2 edits, 2 entries, 0 of 24 steps done."):
        assert words in listed
    assert "Add a risk." in listed
    assert "is whole" in said(capsys, "verify", made)
    add(file, "If it snows")
    done = said(capsys, "restore", made)
    assert f"Restored {file}" in done
    assert "before-restore" in done
    assert statements(file) == ["If it rains"]
    assert said(capsys, "backups", file).count("Made ") == 2


def test_restoring_to_another_file(capsys, file, tmp_path):
    made = backup(capsys, file)
    assert (
        said(capsys, "restore", made, "--to", "other.workshop") == f"Restored {tmp_path / 'other.workshop'}\n"
    )
    assert statements(tmp_path / "other.workshop") == []


def test_a_changed_backup_is_found_out(capsys, file, tmp_path):
    made = tmp_path / backup(capsys, file)
    data = bytearray(made.read_bytes())
    data[5000] ^= 1
    made.write_bytes(data)
    assert "not byte by byte" in said(capsys, "verify", made, code=1)
    assert "cannot be trusted" in said(capsys, "restore", made, code=1)
    assert "not byte by byte" in said(capsys, "backups", file)


def test_what_is_no_backup_is_refused(capsys, file):
    assert "cannot be trusted" in said(capsys, "restore", file, code=1)
    assert "There is no file" in said(capsys, "backup", "gone.workshop", code=1)
    assert said(capsys, "backups", "gone.workshop") == "There is no backup of gone.workshop.\n"
    assert said(capsys, "restore", file, "--nonsense", code=2)
    assert said(capsys, "salvage", file, code=2)


def test_salvage_reports_and_leaves_the_damaged_file_alone(capsys, file):
    add(file, "If it rains")
    data = bytearray(file.read_bytes())
    data[:4096] = bytes(4096)
    file.write_bytes(data)
    assert "not a workshop" in said(capsys, "verify", file, code=1)
    told = said(capsys, "salvage", file, "--out", "saved.workshop")
    assert "entries were saved." in told
    assert "Made saved.workshop" in told
    assert file.read_bytes() == data
    assert "is whole" in said(capsys, "verify", "saved.workshop")
    assert "already a file" in said(capsys, "salvage", file, "--out", "saved.workshop", code=1)


def test_an_open_workshop_is_told(capsys, file):
    document = Document.open(file)
    for arguments in (("backup", file), ("salvage", file, "--out", "x.workshop")):
        assert "already open" in said(capsys, *arguments, code=1)
    document.close()


@pytest.mark.parametrize("command", ["backup", "backups", "restore", "salvage"])
def test_help(capsys, command):
    assert command in said(capsys, command, "--help")
    assert f"  {command}" in said(capsys, "--help")


def test_as_a_process(file):
    def call(*arguments):
        return subprocess.run(
            [sys.executable, "-m", "planner", *map(str, arguments)], capture_output=True, text=True
        )

    made = call("backup", file).stdout.strip().removeprefix("Made ")
    file.unlink()
    assert call("restore", made).returncode == 0
    assert call("verify", file).returncode == 0
