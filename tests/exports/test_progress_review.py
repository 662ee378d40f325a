"""The progress review report: ten parts, every number as the analysis has it, nothing that is not there."""

from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import page
import pypdf
import pytest
from bench.generator import generate

from planner import documents
from planner.domain import records as r
from planner.domain.analysis.action_progress import action_progress
from planner.domain.analysis.budget import by_source_year, total
from planner.domain.analysis.schedule import driving_chain
from planner.domain.analysis.trajectories import indicator_progress, objective_status
from planner.domain.figures.figure import Text
from planner.domain.figures.sparkline import sparkline
from planner.domain.plan import Plan
from planner.exports.outline import (
    Callout,
    Facts,
    Heading,
    Numbers,
    Outline,
    Paragraph,
    Picture,
    Table,
    plain,
)
from planner.exports.plan_outline import phrases as p
from planner.exports.request import Request

AS_OF = date(2026, 11, 15)
KIND = documents.KINDS["progress"]

PARTS = [
    "Progress review",
    "Objectives: expected and actual",
    "Actions",
    "Milestones, and what drives them",
    "Money",
    "Assumptions and risks that moved",
    "What small tests taught us",
    "What changed, and why",
    "Decisions we ask for",
    "What others can learn from us",
]


def review(plan: Plan, as_of: date = AS_OF) -> Outline:
    return documents.outline_of(plan, KIND, Request(as_of=as_of))


@pytest.fixture(scope="module")
def made(sample: Plan) -> Outline:
    return review(sample)


def part(made: Outline, name: str) -> list[Any]:
    return next(list(each.blocks) for each in made.sections if each.name == name)


def tables(blocks: list[Any]) -> list[Table]:
    return [each for each in blocks if isinstance(each, Table)]


def cells(table: Table) -> list[list[str]]:
    return [[plain(cell) for cell in row.cells] for row in table.rows]


def below(blocks: list[Any], heading: str) -> Any:
    at = next(n for n, each in enumerate(blocks) if isinstance(each, Heading) and each.text == heading)
    return blocks[at + 1]


def told(blocks: list[Any]) -> str:
    found = []
    for block in blocks:
        if isinstance(block, Table):
            found += [cell for row in cells(block) for cell in row]
        elif isinstance(block, Facts):
            found += [f"{label}: {plain(words)}" for label, words in block.rows]
        elif isinstance(block, Paragraph | Callout):
            found.append(plain(block.words))
    return " ".join(found)


def test_it_has_ten_parts_in_order(made: Outline) -> None:
    assert [each.name for each in made.sections] == PARTS
    overs = [each.over for each in made.headings() if each.level == 2]
    assert overs == [f"Part {number} of 10" for number in range(2, 11)]
    assert not made.front
    assert made.mark == ""


def test_the_headline_is_that_of_the_last_review_held(sample: Plan, made: Outline) -> None:
    blocks = part(made, "Progress review")
    last = sample.by_code("RV-01")
    assert isinstance(last, r.Review)
    said = told(blocks)
    assert last.headline in said
    assert "Quarterly, held on October 20, 2026" in said
    assert "Next review: January 20, 2027" in said
    assert all(line in said for line in (*last.went_well, *last.learned, *last.next_steps))
    earlier = told(part(review(sample, date(2026, 9, 1)), "Progress review"))
    assert last.headline not in earlier
    assert "No review has been held yet." in earlier
    assert sample.charter.notice in said


def test_status_by_goal_sums_to_the_objectives(sample: Plan, made: Outline) -> None:
    blocks = part(made, "Progress review")
    states = ("on_track", "at_risk", "off_track", "too_early", "no_data")
    counts = Counter(objective_status(sample, each, AS_OF) for each in sample.all(r.Objective))
    numbers = next(each for each in blocks if isinstance(each, Numbers))
    assert [number for number, _words in numbers.items] == [str(counts[state]) for state in states]
    *goals, together = cells(tables(blocks)[0])
    assert [row[0] for row in goals] == [f"{each.code}  {each.name}" for each in sample.all(r.Goal)]
    for place in range(1, 6):
        assert sum(int(row[place]) for row in goals) == int(together[place]) == counts[states[place - 1]]
    found = action_progress(sample, AS_OF)
    assert together[6] == f"{len(found.done)} of {len(found.counted)}"
    assert sum(int(row[6].split()[0]) for row in goals) == len(found.done)


def test_every_indicator_is_told_as_expected_and_as_it_is(sample: Plan, made: Outline) -> None:
    blocks = part(made, "Objectives: expected and actual")
    rows = {row[0]: row for table in tables(blocks) for row in cells(table) if len(row) == 7}
    for objective in sample.all(r.Objective):
        assert any(objective.statement in row[0] for table in tables(blocks) for row in cells(table))
        for indicator in sample.some(r.Indicator, objective.indicator_ids):
            found = indicator_progress(sample, indicator, AS_OF)
            expected = None if found.expected is None else round(found.expected, 1)
            assert rows[f"{indicator.code}  {indicator.name}"][1:] == [
                p.value(indicator.baseline_value, indicator.unit),
                p.value(expected, indicator.unit),
                p.value(found.value, indicator.unit),
                p.day(found.measured_on),
                p.value(indicator.target_value, indicator.unit),
                p.track(found.status).word,
            ]
    pictures = " ".join(each.alt for each in blocks if isinstance(each, Picture))
    assert "IN-17" in pictures
    assert "2 on September 30, 2026; 3 was expected then." in pictures


def test_values_of_few_people_are_never_told(sample: Plan) -> None:
    indicator = sample.by_code("IN-03")
    assert isinstance(indicator, r.Indicator)
    few = r.Measurement(
        id="few",
        indicator_id=indicator.id,
        as_of=date(2026, 9, 30),
        value=61.37,
        student_group="Newcomers",
        n=4,
    )
    many = few.replace(id="many", value=52.25, student_group="Region East", n=400)
    hidden = few.replace(id="hidden", value=71.19, student_group="Foster youth", n=None, suppressed=True)
    later = many.replace(id="later", value=53.5, as_of=date(2026, 12, 1))
    made = review(sample.changed(put=[few, many, hidden, later]))
    said = told(part(made, "Objectives: expected and actual"))
    assert "Newcomers" in said
    assert said.count("too small to show") == 2
    assert "52.25%" in said
    assert "53.5%" not in said
    assert "61.37" not in repr(made)
    assert "71.19" not in repr(made)


def test_actions_are_counted_as_the_analysis_counts_them(sample: Plan, made: Outline) -> None:
    blocks = part(made, "Actions")
    found = action_progress(sample, AS_OF)
    lists = (found.counted, found.done, found.due, found.late, found.blocked, found.coming)
    numbers = next(each for each in blocks if isinstance(each, Numbers))
    assert [number for number, _words in numbers.items] == [str(len(each)) for each in lists]
    late = cells(below(blocks, "Late or blocked"))
    assert [row[0].split()[0] for row in late] == [each.code for each in found.late]
    assert late[0][-1] == "45 days late"
    coming = cells(below(blocks, "The next 90 days"))
    assert [row[2].split()[0] for row in coming] == [each.code for each in found.coming]
    done = cells(below(blocks, "Done"))
    assert [row[0].split()[0] for row in done] == [each.code for each in found.done]


def test_long_lists_say_how_many_more_there_are(sample: Plan) -> None:
    late = [
        each.replace(status="blocked", start_date=date(2026, 1, 1), end_date=date(2026, 6, 1))
        for each in sample.all(r.Action)
    ]
    blocks = part(review(sample.changed(put=late)), "Actions")
    assert len(below(blocks, "Late or blocked").rows) == 16
    assert f"{len(late) - 16} more are in the list of actions of the full plan." in told(blocks)


def test_milestones_and_what_drives_them(sample: Plan, made: Outline) -> None:
    blocks = part(made, "Milestones, and what drives them")
    stones = cells(tables(blocks)[0])
    assert [row[0] for row in stones] == [each.code for each in sample.all(r.Milestone)]
    last = sample.by_code("MS-12")
    assert isinstance(last, r.Milestone)
    chain = cells(below(blocks, f"What drives “{last.name}”"))
    assert [row[0].split()[0] for row in chain] == [
        each.code for each in driving_chain(sample, last.action_id or "")
    ]


def test_money_sums_to_lines_and_allocations(sample: Plan, made: Outline) -> None:
    blocks = part(made, "Money")
    *years, together = cells(tables(blocks)[0])
    offered = sum(each.allocated for row in by_source_year(sample).values() for each in row.values())
    assert together[1:] == [p.money(offered), p.money(total(sample)), p.money(offered - total(sample))]
    assert sum(_dollars(row[2]) for row in years) == total(sample)
    assert [row[0] for row in years] == ["2026–27 (now)", "2027–28", "2028–29"]
    assert "No source is asked for more than it offers in any year." in told(blocks)
    poor = [each.replace(amount_usd=1000) for each in sample.all(r.FundingAllocation)]
    said = [each for each in part(review(sample.changed(put=poor)), "Money") if isinstance(each, Heading)]
    assert "More is asked than offered" in [each.text for each in said]


def _dollars(words: str) -> int:
    return int(words.replace("$", "").replace(",", ""))


def test_what_moved_what_changed_and_what_was_learned(sample: Plan, made: Outline) -> None:
    moved = cells(tables(part(made, "Assumptions and risks that moved"))[0])
    assert [row[0] for row in moved] == ["AS-01", "AS-05", "AS-07", "AS-10", "AS-11"]
    assert moved[1][3] == "Weakening"
    assert "Time logs at five of eight schools" in moved[1][2]
    assert [row[0] for row in cells(tables(part(made, "What small tests taught us"))[0])] == [
        each.code for each in sample.all(r.PdsaCycle)
    ]
    changes = part(made, "What changed, and why")
    assert "Since version 1.0 of Jun 16, 2026:" in told(changes)
    assert [row[4] for row in cells(tables(changes)[0])] == [
        each.reason for each in sample.all(r.ChangeLogEntry)
    ]
    cards = cells(tables(part(made, "What others can learn from us"))[0])
    assert len(cards) == len(sample.all(r.PracticeCard))
    own = [each.replace(share=False) for each in sample.all(r.PracticeCard)]
    blocks = part(review(sample.changed(put=own)), "What others can learn from us")
    assert [each.text for each in blocks if isinstance(each, Heading)][1:] == ["For ourselves"]


def test_risks_that_happened_or_are_due_are_told(sample: Plan) -> None:
    one, two, *_rest = sample.all(r.Risk)
    put = [one.replace(status="happened"), two.replace(review_date=date(2026, 10, 1))]
    rows = cells(tables(part(review(sample.changed(put=put)), "Assumptions and risks that moved"))[1])
    assert [(row[0], row[4].lower()) for row in rows] == [(one.code, "happened"), (two.code, "look again")]


def test_what_waits_for_a_decision(sample: Plan, made: Outline) -> None:
    rows = cells(tables(part(made, "Decisions we ask for"))[0])
    assert rows[0][0] == "DC-05"
    assert [row[0] for row in rows[1:]] == ["CHK-501", "CHK-506"]
    assert "AC-036 is 45 days late." in rows[1]


def test_an_empty_plan_says_what_is_not_there_yet() -> None:
    made = review(Plan())
    assert [each.name for each in made.sections] == PARTS
    said = told(list(made.blocks()))
    for sentence in (
        "Nobody has written yet what the board should hear in one sentence.",
        "No review has been held yet.",
        "The goals have not been decided yet.",
        "No objective has been written yet.",
        "No action has been planned yet.",
        "No milestone has been set yet.",
        "No money has been planned yet.",
        "No test has spoken on an assumption yet, and none is overdue.",
        "No risk has happened, was closed or is due for another look.",
        "No small test has been planned yet.",
        "No change has been written down.",
        "Nothing waits for a decision.",
        "No practice card has been written yet.",
    ):
        assert sentence in said
    assert not any(isinstance(each, Table | Numbers | Picture) for each in made.blocks())
    assert made.mark == "Draft"


def test_a_sparkline_says_where_a_measure_stands(sample: Plan) -> None:
    late, unmeasured = sample.by_code("IN-17"), sample.by_code("IN-18")
    assert isinstance(late, r.Indicator)
    assert isinstance(unmeasured, r.Indicator)
    drawn = sparkline(sample, late, AS_OF, 110)
    assert drawn is not None
    assert [each.text for each in drawn.items if isinstance(each, Text)] == ["2", "6", "now 2"]
    nothing = sparkline(sample, unmeasured, AS_OF, 110)
    assert nothing is not None
    assert nothing.description == "Nothing has been measured yet."
    assert sparkline(sample, late.replace(target_value=None), AS_OF, 110) is None


@pytest.mark.parametrize("paper", ["letter", "a4"])
def test_it_has_four_to_ten_pages(sample: Plan, tmp_path: Path, paper: str) -> None:
    path = tmp_path / "progress.pdf"
    written = documents.write(sample, KIND, path, Request(as_of=AS_OF, paper=paper))
    assert 4 <= written.pages <= 10
    found = page.validate_pdf(str(path), profile="ua1")
    assert found.is_compliant, str(found)
    texts = [each.extract_text() for each in pypdf.PdfReader(path).pages]
    assert all("as of November 15, 2026" in text for text in texts)


def test_a_large_plan_keeps_to_ten_pages(tmp_path: Path) -> None:
    plan = Plan(generate(1200))
    assert len(plan.all(r.Action)) > 60
    written = documents.write(plan, KIND, tmp_path / "progress.pdf", Request(as_of=AS_OF))
    assert written.pages <= 10
