"""`import-review` on real files."""

import json

import openpyxl
import pytest
from tests.services.reviewer import Reviewer

from planner import documents
from planner.cli import run
from planner.domain.records import Action, Charter, ReviewComment
from planner.exports.request import Request
from planner.services.document import Document
from planner.store.verify import verify


@pytest.fixture
def room(tmp_path, monkeypatch):
    """A workshop, and two files that came back: one to read and one to refuse."""
    monkeypatch.setenv("DISTRICT_PLANNER_DATA", str(tmp_path / "data"))
    monkeypatch.chdir(tmp_path)
    records = [Charter(title_text="Plan"), Action(name="Open three centers")]
    document = Document.create(tmp_path / "main.workshop", records, label="New")
    request = Request(as_of=document.today(), names="roles")
    kind = documents.KINDS["review-workbook"]
    documents.write(document.plan, kind, tmp_path / "sent.xlsx", request)
    document.close()
    reviewer = Reviewer(tmp_path / "sent.xlsx")
    reviewer.signs("Ana", "Families")
    reviewer.write("Actions", "AC-001", "stance", "Concern")
    reviewer.write("Actions", "AC-001", "proposed", "Open two centers first")
    reviewer.save(tmp_path / "ana.xlsx")
    (tmp_path / "photo.xlsx").write_bytes(b"\x89PNG\r\n\x1a\n")
    return tmp_path


def comments(room):
    document = Document.open(room / "main.workshop")
    document.close()
    return document.plan.all(ReviewComment)


def test_a_dry_run_tells_and_changes_nothing(room, capsys):
    before = (room / "main.workshop").read_bytes()
    assert run(["import-review", "main.workshop", "ana.xlsx", "--dry-run"]) == 0
    said = capsys.readouterr().out
    assert "ana.xlsx from Ana, Families" in said
    assert "AC-001   Proposed wording                Concern: → Open two centers first" in said
    assert "Nothing was changed." in said
    assert (room / "main.workshop").read_bytes() == before


def test_what_can_be_read_is_taken_in_and_the_rest_is_refused_with_reasons(room, capsys):
    assert run(["import-review", "main.workshop", "ana.xlsx", "photo.xlsx", "--json"]) == 1
    out, err = capsys.readouterr()
    told = json.loads(out)
    assert (told["new"], told["taken"]) == (1, 1)
    assert told["files"][0]["comments"][0]["about"] == "AC-001"
    assert "photo.xlsx: This is a picture" in err
    (comment,) = comments(room)
    assert (comment.reviewer, comment.proposed) == ("Ana", "Open two centers first")
    assert list((room / "data").rglob("*.workshop"))
    assert verify(room / "main.workshop").sound
    assert run(["import-review", "main.workshop", "ana.xlsx"]) == 0
    assert "0 new comments, 1 there already" in capsys.readouterr().out
    assert len(comments(room)) == 1


def test_the_workbook_that_was_sent_out_says_nothing_new(room, capsys):
    assert run(["import-review", "main.workshop", "sent.xlsx", "--dry-run"]) == 0
    assert "0 new comments" in capsys.readouterr().out
    openpyxl.load_workbook(room / "sent.xlsx").save(room / "saved.xlsx")
    assert run(["import-review", "main.workshop", "saved.xlsx", "--dry-run"]) == 0
    assert "0 new comments" in capsys.readouterr().out
