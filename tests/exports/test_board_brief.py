"""The board brief: nine parts on two to four pages. Source: method 5.3."""

import re
from datetime import date
from pathlib import Path
from typing import Any

import page as validation
import pypdfium2
import pytest
from tests.exports.made_up_plan import made_up_plan

from planner import documents
from planner.domain import records as r
from planner.domain.analysis.budget import cliffs, running_by_year
from planner.domain.analysis.investment import evaluate, high_need_percent
from planner.domain.checks import findings
from planner.domain.plan import Plan
from planner.exports.board_brief import board_brief
from planner.exports.outline import Block, Heading, Outline, Picture, Table, plain
from planner.exports.request import Request

AS_OF = date(2026, 11, 15)
KIND = documents.KINDS["board"]


def asked(paper: str = "letter") -> Request:
    return Request(as_of=AS_OF, paper=paper)


@pytest.fixture(scope="module")
def outline(sample: Plan) -> Outline:
    return board_brief(sample, asked())


def part(outline: Outline, number: int) -> list[Block]:
    """The blocks of one of the nine parts."""
    found: list[Block] = []
    inside = False
    for block in outline.blocks():
        if isinstance(block, Heading):
            inside = block.level == 2 and block.text.startswith(f"{number}  ")
        elif inside:
            found.append(block)
    return found


def said(blocks: list[Block]) -> str:
    words: list[str] = []
    for block in blocks:
        if isinstance(block, Table):
            words += [plain(cell) for row in block.rows for cell in row.cells]
        elif isinstance(block, Picture):
            words.append(block.alt)
        elif hasattr(block, "words"):
            words.append(plain(block.words))
        elif hasattr(block, "items"):
            words += [plain(each) for each in block.items]
    return " ".join(words)


def pages(path: Path) -> list[str]:
    document = pypdfium2.PdfDocument(path)
    try:
        return [re.sub(r"\s+", " ", each.get_textpage().get_text_range()) for each in document]
    finally:
        document.close()


def test_it_has_nine_parts(outline: Outline) -> None:
    assert [each.text for each in outline.headings() if each.level == 2] == [
        "1  Decision requested",
        "2  Why now, and who was heard",
        "3  Goals and what they are measured by",
        "4  What it costs",
        "5  Who benefits first, and what the rules cost",
        "6  What could stop it, and our reply",
        "7  How the group voted",
        "8  What the board will see, and when",
        "9  Open warnings, and what was accepted",
    ]


def test_the_words_for_the_agenda_depend_on_adoption(sample: Plan, outline: Outline) -> None:
    assert "For the agenda. That the School Board receive the report" in said(part(outline, 1))
    assert "Move data agreements to 29 January 2027" in said(part(outline, 1))
    draft = sample.changed([sample.charter.replace(status="draft", version="0.9", adopted_on=None)])
    asking = board_brief(draft, asked())
    assert "That the School Board adopt “Wellness Centers" in said(part(asking, 1))
    assert "with planned spending of $55,375,000" in said(part(asking, 1))
    assert asking.mark == "Draft"
    assert outline.mark == ""


def test_numbers_are_those_of_the_analysis(sample: Plan, outline: Outline) -> None:
    money = said(part(outline, 4))
    assert "$55,375,000" in money
    assert "$49,100,000" in money
    for amount in running_by_year(sample).values():
        assert f"${amount:,}" in money
    assert "Cliff. After 2028–29, $650,000 a year goes on" in money
    assert sum(each.amount_usd for each in cliffs(sample)) == 650_000
    assert "Reply: A successor for navigators is decided" in money
    equity = said(part(outline, 5))
    for scenario in sample.all(r.Scenario):
        assert f"{high_need_percent(sample, scenario):.0f}%" in equity
        assert f"${evaluate(sample, scenario).total_cost:,}" in equity


def test_every_goal_is_named_with_its_headline_measure(sample: Plan, outline: Outline) -> None:
    goals = said(part(outline, 3))
    assert all(each.name in goals for each in sample.all(r.Goal))
    assert "61,000 84,000 Jun 2029" in goals


def test_the_five_gravest_risks_stand_with_replies(sample: Plan, outline: Outline) -> None:
    table = part(outline, 6)[0]
    assert isinstance(table, Table)
    assert len(table.rows) == 5
    assert [plain(row.cells[1]) for row in table.rows[:3]] == ["20 high", "16 high", "15 high"]


def test_the_vote_is_told_with_its_dissent(outline: Outline) -> None:
    vote = said(part(outline, 7))
    assert "91.7% support in 24 votes, which satisfies the rule" in vote
    assert "2 people stood apart: 4 Abstain (1), 6 Do not like it but will support (1)." in vote
    assert "1 Full endorsement: 11" in vote


def test_a_vote_below_the_rule_says_so(sample: Plan) -> None:
    adoption = next(each for each in sample.all(r.Decision) if each.kind == "adoption")
    counts = ("2", "1", "0", "0", "4", "0", "0", "1")
    plan = sample.changed([adoption.replace(vote_counts=counts)])
    assert "does not satisfy the rule" in said(part(board_brief(plan, asked()), 7))


def test_warnings_and_waivers_are_those_of_the_checks(sample: Plan, outline: Outline) -> None:
    found = findings(sample, AS_OF)
    told = said(part(outline, 9))
    waived = [each for each in found if each.waived]
    still = [each for each in found if not each.waived and each.severity in ("B", "W")]
    assert f"{len(still)} warnings are open" in told
    assert f"{len(waived)} were accepted" in told
    assert all(each.message in told for each in still)


def test_what_the_board_sees_comes_in_the_order_of_days(outline: Outline) -> None:
    table = part(outline, 8)[0]
    assert isinstance(table, Table)
    assert [plain(row.cells[0]) for row in table.rows[:2]] == ["Nov 30, 2026", "Jan 20, 2027"]


@pytest.mark.parametrize("paper", ["letter", "a4"])
def test_the_sample_takes_two_to_four_pages_and_is_accessible(
    sample: Plan, paper: str, tmp_path: Path
) -> None:
    path = tmp_path / "brief.pdf"
    assert 2 <= documents.write(sample, KIND, path, asked(paper)).pages <= 4
    assert validation.validate_pdf(str(path), profile="ua1").is_compliant
    text = pages(path)
    assert text[0].startswith("Board brief") or "Board brief" in text[0]
    assert "Training sample" in text[0]
    assert all("Version 1.1 · as of November 15, 2026" in each for each in text)


@pytest.mark.parametrize(
    ("seed", "values"),
    [
        (0, {}),
        (2, {"length": 4.0, "long_words": 0.5}),
        (4, {"goals": 30, "objectives": 60, "sources": 40}),
    ],
    ids=["large", "long words", "very large"],
)
def test_large_plans_take_no_more_than_four_pages(seed: int, values: dict[str, Any], tmp_path: Path) -> None:
    plan = made_up_plan(seed, **values)
    path = tmp_path / "brief.pdf"
    assert 2 <= documents.write(plan, KIND, path, asked()).pages <= 4
    assert "more in the full plan" in " ".join(pages(path))


def test_an_empty_plan_says_what_is_missing(tmp_path: Path) -> None:
    path = tmp_path / "brief.pdf"
    assert documents.write(Plan(()), KIND, path, asked()).pages <= 2
    assert "The group has not voted on the plan yet." in " ".join(pages(path))
