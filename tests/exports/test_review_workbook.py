"""The review workbook as people get it: what they may type, what is hidden, and nobody's name."""

from datetime import date

import openpyxl
import pytest

from planner import documents
from planner.domain import records as r
from planner.domain.plan import Plan
from planner.domain.review_sheets import sheets, text_print
from planner.exports.request import Request

REQUEST = Request(as_of=date(2026, 11, 15), names="roles", audience="Families")
KIND = documents.KINDS["review-workbook"]
PAYLOADS = (
    '=HYPERLINK("http://evil","x")',
    "+1+cmd|' /C calc'!A0",
    "-2+3",
    "@SUM(1)",
    "_x0041_ literal",
    "{=1}",
    "http://example.com",
    "<r><t>x</t></r>",
    "Line one\nLine two\twith a tab",
    "Tiếng Việt 中文 \U0001f600",
)


def written(plan, path, request=REQUEST):
    documents.write(plan, KIND, path, request)
    return openpyxl.load_workbook(path)


@pytest.fixture(scope="module")
def book(sample, tmp_path_factory):
    return written(sample, tmp_path_factory.mktemp("review") / "Review.xlsx")


def asking(book):
    return [page for page in book.worksheets if str(page["A3"].value).startswith("key:row:")]


def test_only_yellow_columns_can_be_typed_into_and_keys_are_hidden(book):
    pages = asking(book)
    assert len(pages) == 1 + len(sheets())
    for page in pages:
        assert page.protection.sheet
        assert page.protection.password is None
        assert not page.protection.autoFilter  # what is False is allowed
        assert page.column_dimensions["A"].hidden
        assert page.row_dimensions[3].hidden
        keys = [cell.value for cell in page[3]]
        for cell in page[5]:
            open_to_all = keys[cell.column - 1] in ("key:stance", "key:comment", "key:proposed")
            assert cell.protection.locked != open_to_all, (page.title, cell.coordinate)


def test_every_row_has_its_id_and_the_hidden_sheet_says_what_stood_there(book, sample):
    meta = book["_meta"]
    assert meta.sheet_state == "hidden"
    rows = [[cell.value for cell in row] for row in meta.iter_rows(min_row=4)]
    assert rows[0][:2] == ["format", "district-planner-review/1"]
    assert rows[1][:2] == ["export", REQUEST.export_id]
    goal = sample.all(r.Goal)[0]
    row = next(row for row in rows if row[1] == goal.id)
    texts = [text or "" for text in row[4::2]]
    assert goal.name in texts
    assert (row[0], row[2]) == ("was", text_print("\n".join(texts)))
    ids = {page.cell(number, 1).value for page in asking(book) for number in range(5, page.max_row + 1)}
    assert {each.id for kind in (r.Goal, r.Objective, r.Action, r.Risk) for each in sample.all(kind)} <= ids


def test_stances_are_offered_as_a_list(book):
    page = book["Actions"]
    rules = page.data_validations.dataValidation
    assert {each.type for each in rules} >= {"list", "textLength"}


def test_nobody_is_named_and_the_notice_stands_on_the_first_sheet(book, sample):
    words = " ".join(
        str(cell.value)
        for page in book.worksheets
        for row in page.iter_rows()
        for cell in row
        if cell.value is not None
    )
    for person in sample.all(r.Person):
        assert person.name not in words, person.name
    first = " ".join(str(cell.value) for row in book["Read me"].iter_rows() for cell in row)
    assert "Training sample" in first
    assert "November 15, 2026" in first
    assert "Please send it back by" in first


def test_text_is_never_a_formula(tmp_path):
    records = [
        r.Risk(id=f"risk-{number}", code=f"RK-{number}", statement=text, position=float(number))
        for number, text in enumerate(PAYLOADS, 1)
    ]
    page = written(Plan(records), tmp_path / "Review.xlsx")["Risks"]
    for number, text in enumerate(PAYLOADS, 5):
        cell = page.cell(number, 3)
        assert (cell.data_type, cell.value) == ("s", text)


def test_an_empty_plan_has_the_questions_about_the_whole(tmp_path):
    book = written(Plan(), tmp_path / "Review.xlsx")
    assert book.sheetnames[:2] == ["Read me", "The plan as a whole"]
    assert len(asking(book)) == 1


def test_the_next_round_tells_what_was_heard_and_done_by_group(sample, tmp_path):
    action = sample.by_code("AC-002")
    group = sample.all(r.StakeholderGroup)[0]
    plan = sample.changed(
        [
            r.ReviewComment(
                id="one", code="RC-01", about_id=action.id, comment="Too late", reviewer="Zelda Quist",
                group_id=group.id, status="answered", reply="We begin in August now.",
            ),
            r.ReviewComment(id="two", code="RC-02", stance="agree", reviewer="Zelda Quist"),
        ]
    )  # fmt: skip
    page = written(plan, tmp_path / "Review.xlsx")["What we heard and did"]
    rows = [[cell.value for cell in row] for row in page.iter_rows(min_row=5, max_row=6)]
    assert rows[0] == ["AC-002", action.name, group.name, "Too late", "We begin in August now."]
    assert not any(rows[1][1:])


def test_columns_without_a_word_are_left_out_and_long_words_fit(tmp_path):
    risk = r.Risk(id="risk", code="RK-1", statement="W" * 300, mitigation="line\n" * 99)
    page = written(Plan([risk]), tmp_path / "Review.xlsx")["Risks"]
    headings = [cell.value for cell in page[4]]
    assert "First sign" not in headings
    assert headings[:4] == ["Key", "Code", "Risk", "What we do about it"]
    assert page["C5"].value == "W" * 300
    assert page.row_dimensions[5].height > 100
