"""A review workbook goes out, is commented and mangled, comes back, and every comment finds its place."""

import csv
import shutil
import subprocess
from datetime import date
from pathlib import Path

import pytest
from tests.services.reviewer import HEADINGS, KEYS, Reviewer

from planner import documents
from planner.domain import records as r
from planner.domain.plan import Plan
from planner.exports.request import Request
from planner.exports.roles import called_by_roles
from planner.services.document import Document
from planner.services.edits import new_id
from planner.services.intake import complete
from planner.services.returned.sniff import read
from planner.services.review import accept, decide, decline, dry_run, park, proposal, reopen, reply, take_in
from planner.services.review.compare import compare
from planner.services.review.report import joined

TODAY = date(2026, 11, 22)
REQUEST = Request(as_of=date(2026, 11, 15), names="roles", audience="Site councils")
ACTIONS, GOALS = "Actions", "Goals and objectives"


@pytest.fixture(scope="module")
def small() -> Plan:
    """A plan of a few rows: opening and saving workbooks takes longer than anything else here."""
    records = [
        r.Charter(title_text="Wellness centers"),
        r.StakeholderGroup(code="SG-01", name="Families and caregivers"),
        r.Person(code="P-01", name="Maria Lopez", role="Nurse"),
        goal := r.Goal(id=new_id(), code="GO-1", name="Care within reach in every region"),
        r.Objective(code="OB-1.1", goal_id=goal.id, statement="Raise visits", population="All students"),
        *(
            r.Action(code=f"AC-{number:03}", name=f"Step {number} of Maria Lopez", output=f"Result {number}")
            for number in range(1, 11)
        ),
    ]
    return Plan(complete(records, time="2026-11-15T08:00:00+00:00", ids=new_id, today=TODAY))


@pytest.fixture(scope="module")
def sent(small, tmp_path_factory) -> Path:
    """The workbook as it was sent out."""
    path = tmp_path_factory.mktemp("sent") / "Review workbook.xlsx"
    documents.write(small, documents.KINDS["review-workbook"], path, REQUEST)
    return path


@pytest.fixture
def document(small, tmp_path):
    made = Document.create(
        tmp_path / "Plan.workshop", tuple(small.records()), label="New", today=lambda: TODAY
    )
    yield made
    made.close()


def come_back(plan, *paths):
    """Do what `dry_run` does, without a process for each file."""
    shown = called_by_roles(plan)
    files = (compare(plan, read(path.read_bytes()), path, today=TODAY, shown=shown) for path in paths)
    return joined(files, plan.all(r.ReviewComment))


def mangled(sent: Path, path: Path) -> Path:
    """Comment, then sort, insert a row and a column, copy and delete rows, rename headings, edit words."""
    reviewer = Reviewer(sent)
    reviewer.signs("Ana Ruiz", "Families and caregivers")
    reviewer.write(ACTIONS, "AC-002", "stance", "Concern")
    reviewer.write(
        ACTIONS, "AC-002", "comment", "Too late in the year.\nEnrollment is over by then – ¿verdad?"
    )
    reviewer.write(ACTIONS, "AC-005", "proposed", "Open three centers near bus lines")
    reviewer.write(ACTIONS, "AC-007", "comment", "=1+1 is what this adds up to")
    reviewer.note(GOALS, "OB-1.1", "Who counts the students?")
    page = reviewer.book[ACTIONS]
    copied = reviewer.copy_row(ACTIONS, "AC-002")
    page.cell(copied, reviewer.column(ACTIONS, "comment")).value = "A second thought in a copied row"
    page.cell(
        reviewer.row(ACTIONS, "AC-003"), reviewer.column(ACTIONS, "words:action.name")
    ).value = "Sign the agreement with both clinics"
    reviewer.sort(ACTIONS, "words:action.name")
    page.delete_rows(reviewer.row(ACTIONS, "AC-009"))
    page.insert_rows(HEADINGS + 3)
    page.cell(HEADINGS + 3, reviewer.column(ACTIONS, "words:action.name")).value = "Ask the bus company"
    page.cell(HEADINGS + 3, reviewer.column(ACTIONS, "comment")).value = "Nobody has yet"
    page.insert_cols(3)
    page.cell(HEADINGS, reviewer.column(ACTIONS, "comment")).value = "Remarks of the council"
    return reviewer.save(path)


EXPECTED = {
    ("AC-002", "comment", "concern", "Too late in the year.\nEnrollment is over by then – ¿verdad?", ""),
    ("AC-002", "comment", "concern", "A second thought in a copied row", ""),
    ("AC-005", "wording", "", "", "Open three centers near bus lines"),
    ("AC-007", "comment", "", "=1+1 is what this adds up to", ""),
    ("AC-003", "edit", "", "", "Sign the agreement with both clinics"),
    ("OB-1.1", "comment", "", "Who counts the students?", ""),
    ("", "new_row", "", "Nobody has yet", "Ask the bus company"),
}


def found(plan, report):
    return {
        (
            plan.code(each.comment.about_id),
            each.comment.nature,
            each.comment.stance,
            each.comment.comment,
            each.comment.proposed,
        )
        for each in report.new
    }


def test_every_comment_of_a_mangled_workbook_finds_its_place(sent, small, tmp_path):
    path = mangled(sent, tmp_path / "Back.xlsx")
    before = path.read_bytes()
    report = dry_run(small, [path], today=TODAY, shown=called_by_roles(small))
    (file,) = report.files
    assert found(small, report) == EXPECTED
    assert not any(each.doubt for each in report.new)
    assert (file.reviewer, file.reviewer_role) == ("Ana Ruiz", "Families and caregivers")
    assert file.group_id == next(each.id for each in small.all(r.StakeholderGroup))
    assert file.export_id == REQUEST.export_id
    assert [each for each in file.notices if "1 row is missing in the file (AC-009)" in each]
    assert path.read_bytes() == before


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed here")
def test_the_same_holds_after_libreoffice_has_saved_it(sent, small, tmp_path):
    path = mangled(sent, tmp_path / "Back.xlsx")
    sheet = convert(path, "ods", tmp_path)
    again = convert(sheet, "xlsx", tmp_path / "again")
    for each in (sheet, again):
        report = come_back(small, each)
        assert found(small, report) == EXPECTED, each.name
        assert report.files[0].reviewer == "Ana Ruiz"


def convert(path: Path, ending: str, folder: Path) -> Path:
    subprocess.run(
        [
            *("soffice", f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless"),
            *("--convert-to", ending, "--outdir", str(folder), str(path)),
        ],
        check=True,
        capture_output=True,
        timeout=120,
    )
    return folder / f"{path.stem}.{ending}"


def test_one_sheet_saved_as_text_comes_back_too(sent, small, tmp_path):
    reviewer = Reviewer(mangled(sent, tmp_path / "Back.xlsx"))
    path = tmp_path / "Lincoln council.csv"
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, delimiter=";")
        for row in reviewer.book[ACTIONS].iter_rows(values_only=True):
            writer.writerow(["" if value is None else value for value in row])
    report = come_back(small, path)
    assert found(small, report) == {each for each in EXPECTED if each[0] != "OB-1.1"}
    (file,) = report.files
    assert (file.reviewer, file.export_id) == ("Lincoln council", REQUEST.export_id)


def test_without_keys_the_visible_codes_and_headings_do(sent, small, tmp_path):
    reviewer = Reviewer(sent)
    reviewer.write(ACTIONS, "AC-002", "comment", "Too late")
    page = reviewer.book[ACTIONS]
    page.delete_rows(KEYS)
    page.delete_cols(1)
    for each in reviewer.book.sheetnames:
        if each != ACTIONS:
            del reviewer.book[each]
    report = come_back(small, reviewer.save(tmp_path / "Bare.xlsx"))
    assert found(small, report) == {("AC-002", "comment", "", "Too late", "")}


def test_what_was_changed_meanwhile_is_told_and_only_the_reviewers_own_change_is_a_proposal(
    sent, document, tmp_path
):
    reviewer = Reviewer(sent)
    reviewer.write(ACTIONS, "AC-002", "words:action.name", "Their words for it")
    path = reviewer.save(tmp_path / "Back.xlsx")
    plan = document.plan
    with document.edit("Meanwhile") as edit:
        edit.set(plan.by_code("AC-002"), name="Our new words for it")
        edit.set(plan.by_code("AC-003"), name="Changed here only")
    report = come_back(document.plan, path)
    (one,) = report.new
    assert (one.comment.nature, one.comment.proposed) == ("edit", "Their words for it")
    assert "changed since" in one.doubt
    (comment,) = take_in(document, report)
    offered = proposal(document.plan, comment)
    assert offered is not None
    assert (offered.then, offered.now) == ("Step 2 of Nurse", "Our new words for it")
    assert offered.changed_since


def test_names_that_were_roles_in_the_document_are_no_change(sent, document, tmp_path):
    reviewer = Reviewer(sent)
    reviewer.write(ACTIONS, "AC-002", "proposed", "Other words")
    report = come_back(document.plan, reviewer.save(tmp_path / "Back.xlsx"))
    (one,) = report.new
    assert not one.doubt
    (comment,) = take_in(document, report)
    offered = proposal(document.plan, comment)
    assert offered is not None
    assert offered.then == offered.now == "Step 2 of Maria Lopez"
    assert not offered.changed_since


def test_one_undo_takes_back_what_came_in_and_twice_the_same_adds_nothing(sent, document, tmp_path):
    path = mangled(sent, tmp_path / "Back.xlsx")
    copy = tmp_path / "Back (2).xlsx"
    copy.write_bytes(path.read_bytes())
    before = document.plan
    report = come_back(document.plan, path, copy)
    assert report.doubles == len(EXPECTED)
    assert len(take_in(document, report)) == len(EXPECTED)
    assert not take_in(document, report)
    again = come_back(document.plan, copy)
    assert not again.new
    assert len(again.known) == len(EXPECTED)
    assert document.undo_label == "Take in 7 comments"
    document.undo()
    assert document.plan == before


def test_two_reviewers_who_say_the_same_are_two(sent, small, tmp_path):
    paths = []
    for name in ("Ana", "Ben", "ana "):
        reviewer = Reviewer(sent)
        reviewer.signs(name)
        reviewer.write(ACTIONS, "AC-002", "stance", "Agree")
        paths.append(reviewer.save(tmp_path / f"{len(paths)}.xlsx"))
    report = come_back(small, *paths)
    assert [each.comment.reviewer for each in report.new] == ["Ana", "Ben"]
    assert report.doubles == 1
    third = report.told_by(paths[1], reviewer="Ana", reviewer_role="Board")
    assert len(third.new) == 1
    assert third.doubles == 2
    assert len(report.without(report.new[0]).new) == 1


def test_a_file_of_another_plan_is_told_and_its_comments_have_no_place(sent, small, tmp_path):
    reviewer = Reviewer(sent)
    reviewer.write(ACTIONS, "AC-002", "comment", "Too late")
    path = reviewer.save(tmp_path / "Back.xlsx")
    other = small.changed([small.charter.replace(id="another")], [(r.Charter, small.charter.id)])
    report = come_back(other, path)
    (file,) = report.files
    assert file.other_plan
    assert "another plan" in file.notices[0]
    (one,) = report.new
    assert one.comment.about_id is None
    assert one.comment.place.startswith("AC-002 ")


def test_comments_are_answered_each_by_one_edit(sent, document, tmp_path):
    taken = take_in(document, come_back(document.plan, mangled(sent, tmp_path / "Back.xlsx")))
    by_text = {each.words: each for each in taken}
    wording = by_text["Open three centers near bus lines"]
    was = document.plan.by_code("AC-005")
    accept(document, wording)
    assert document.plan.by_code("AC-005").name == "Open three centers near bus lines"
    assert document.plan.get(r.ReviewComment, wording.id).status == "accepted"
    document.undo()
    assert document.plan.by_code("AC-005") == was
    assert document.plan.get(r.ReviewComment, wording.id).status == "open"

    row = next(each for each in taken if each.nature == "new_row")
    made = accept(document, row)
    action = document.plan.find(made.about_id)
    assert isinstance(action, r.Action)
    assert action.name == "Ask the bus company"

    comment = next(each for each in taken if each.stance == "concern")
    reply(document, comment, "We begin in August now.")
    assert document.plan.get(r.ReviewComment, comment.id).status == "answered"
    parked = park(document, comment)
    assert document.plan.get(r.ParkingLotItem, parked.parked_id).text.startswith("Too late in the year.")
    decided = decide(document, comment, "Actions begin in August.")
    assert document.plan.get(r.Decision, decided.decision_id).entity_ids == (comment.about_id,)
    assert reply(document, comment, "Decided in the session.").status == "decided"
    assert decline(document, comment, "It cannot be earlier.").status == "declined"
    assert reopen(document, comment).status == "open"


def test_an_accepted_wording_of_an_adopted_plan_stands_in_the_change_log(sent, document, tmp_path):
    (comment, *_rest) = [
        each
        for each in take_in(document, come_back(document.plan, mangled(sent, tmp_path / "Back.xlsx")))
        if each.nature == "wording"
    ]
    with document.edit("Adopt") as edit:
        edit.set(edit.plan.charter, status="adopted")
    accept(document, comment)
    entry = document.plan.all(r.ChangeLogEntry)[-1]
    assert (entry.entity_ids, entry.new) == ((comment.about_id,), "Open three centers near bus lines")
