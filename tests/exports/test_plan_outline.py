"""The outline of the full plan: every section is there, and says what the plan says."""

from collections.abc import Iterator
from datetime import date

import pytest

from planner.domain import records as r
from planner.domain.figures.map_parts import LEAST, letters_on
from planner.domain.plan import Plan
from planner.exports.outline import (
    Callout,
    Cell,
    Heading,
    Lead,
    Numbers,
    Outline,
    Paragraph,
    Picture,
    Row,
    Span,
    Table,
    plain,
)
from planner.exports.plan_outline import full_plan
from planner.i18n import set_language

AS_OF = date(2026, 11, 15)

CHAPTERS = [
    "Summary",
    "How this plan was made",
    "Where we are",
    "Theory of change",
    "Direction",
    "Goals and objectives",
    "Coverage",
    "Investment scenario",
    "Implementation",
    "Money",
    "Readiness and risks",
    "How we will learn and re-chart",
    "Appendices",
]

SECTIONS = [
    *("What the plan settles", "How we worked", "Who took part", "Voices, and what they changed"),
    *(
        "The ten whole-child components",
        "What the numbers say",
        "Partnerships",
        "Collective impact",
        "Six lessons",
    ),
    *("The ceiling of accountability", "Logic model", "Outcome map", "What we do for each early outcome"),
    *("Pathways, and why we believe in them", "Assumptions and how we test them", "Quality review"),
    *("The situation we plan in", "Priorities, and how we chose them", "What we said no to, for now"),
    *("Care within reach in every region", "Physical, mental and oral care that is used"),
    *("Students and families trust and shape the centers", "Shared data, learning and strong staff"),
    "Lasting funding and shared leadership",
    *("Whole-child components and coalition functions", "Whole-child tenets", "Roadmap commitments"),
    "LCAP cross-walk",
    *("The options", "The scenarios side by side", "The rules, and what they cost", "Where the money goes"),
    "What was left out",
    *("Schedule by goal", "Actions by strategy", "Milestones", "The hours people are asked for"),
    "Who does what (RACI)",
    *("By source", "By goal", "By category", "By region", "When money ends", "The sources and their rules"),
    *("How ready we are", "What could go wrong"),
    *("How often we look", "Where the measures stand", "Small tests of change", "Versions and changes"),
    "What we can share with others",
    *("Indicator sheets", "All actions", "What people told us", "Decisions", "Parking lot"),
    *("Checks and waivers", "Glossary", "Sources", "Agendas of the sessions"),
]


@pytest.fixture(scope="module")
def outline(sample: Plan) -> Outline:
    return full_plan(sample, AS_OF)


def tables(document: Outline) -> Iterator[Table]:
    return (block for block in document.blocks() if isinstance(block, Table))


def below(document: Outline, title: str) -> list[object]:
    """The blocks between a heading and the next of the same or a higher level."""
    found: list[object] = []
    level = 0
    for block in document.blocks():
        if isinstance(block, Heading):
            if level and block.level <= level:
                break
            if block.text == title:
                level = block.level
        elif level:
            found.append(block)
    assert level, title
    return found


def rows_below(document: Outline, title: str) -> list[list[str]]:
    found = [block for block in below(document, title) if isinstance(block, Table)]
    return [[plain(cell) for cell in row.cells] for table in found for row in table.rows]


def test_every_chapter_and_section_of_the_method_is_there(outline: Outline) -> None:
    headings = list(outline.headings())
    assert [each.text for each in headings if each.level == 1] == CHAPTERS
    assert [each.text for each in headings if each.level == 2] == SECTIONS


def test_the_cover_says_what_the_plan_is(outline: Outline) -> None:
    assert outline.title == "Wellness Centers: three-year plan for access, whole care and lasting support"
    assert outline.subtitle == "Theory of change, strategic plan and implementation plan, 2026–2029"
    cover = {label: plain(words) for label, words in outline.cover}
    assert cover["Status"] == "Version 1.1, adopted by the School Board on June 16, 2026"
    assert cover["As of"] == "November 15, 2026"
    assert cover["Next review"] == "January 20, 2027"
    assert outline.footer.endswith("Version 1.1 · as of November 15, 2026")
    assert outline.mark == ""
    assert outline.author == "Sample: Wellness Centers"
    assert "fictional" in outline.notice


def test_the_summary_has_the_numbers_of_the_plan(outline: Outline) -> None:
    numbers = next(block for block in outline.blocks() if isinstance(block, Numbers))
    assert [number for number, _words in numbers.items] == ["5", "12", "40", "2,641", "$55.4M"]
    goals, money = list(tables(outline))[:2]
    assert [plain(row.cells[0]) for row in goals.rows][3] == "4  Shared data, learning and strong staff"
    assert [plain(cell) for cell in goals.rows[3].cells][1:] == [
        *("Partners delivering the full data set on time", "2", "6", "Jun 2027", "Off track"),
    ]
    assert [plain(cell) for cell in money.rows[0].cells] == [
        *("Planned spending", "$14,560,000", "$25,840,000", "$14,975,000", "$55,375,000"),
    ]


def test_a_goal_page_has_reasons_objectives_actions_and_money(outline: Outline) -> None:
    blocks = below(outline, "Care within reach in every region")
    lead = next(block for block in blocks if isinstance(block, Lead))
    assert plain(lead.words) == "Every region has a full-care Wellness Center within reach."
    why = next(block for block in blocks if isinstance(block, Callout))
    assert plain(why.words).startswith("Why we believe this works. Care that is near school")
    rows = rows_below(outline, "Care within reach in every region")
    objective = next(row for row in rows if row[0].startswith("OB-1.1"))
    assert "by Jun 2029 · first for: Regions South and East first" in objective[0]
    assert objective[0].endswith("SMARTIE")
    measure = next(row for row in rows if row[0] == "Students within two miles of a full-care center")
    assert measure[1:] == ["61,000", "68,660", "76,340", "84,000", "No data yet"]
    action = next(
        row for row in rows if row[0] == "AC-001 Adopt siting criteria with a student and family panel"
    )
    assert action[1:] == ["Wellness Centers Director (sample)", "Jul 2026", "Sep 2026", "Done"]
    assert rows[-1] == ["Total", "$8,140,000", "$17,360,000", "$9,380,000", "$34,880,000"]


def test_key_values_of_the_other_chapters(outline: Outline) -> None:
    scenarios = rows_below(outline, "The scenarios side by side")
    assert scenarios[0][:3] == ["SN-1", "Balanced (chosen)", "$49,100,000"]
    assert [row[-2:] for row in scenarios] == [
        ["198.9", "None"],
        ["196.1", "None"],
        ["141.5", "SC-10, SC-11"],
    ]
    assert rows_below(outline, "By source")[8] == [
        *("Total", "$14,560,000", "$25,840,000", "$14,975,000", "$55,375,000"),
    ]
    assert rows_below(outline, "What could go wrong")[0][2] == "20 high"
    priorities = rows_below(outline, "Priorities, and how we chose them")
    assert [row[0] for row in priorities[:7]] == [
        "PR-01",
        "PR-02",
        "PR-03",
        "PR-05",
        "PR-04",
        "PR-06",
        "PR-07",
    ]
    assert priorities[0][-4:] == ["8.70", "18", "25%", "Chosen"]
    checks = rows_below(outline, "Checks and waivers")
    assert len(checks) == 10
    assert sum(row[-1] == "Accepted" for row in checks) == 6
    assert rows_below(outline, "Decisions")[3][3] == "91.7% support, 24 votes"
    assert len(rows_below(outline, "Pathways, and why we believe in them")) == 45 + 22
    assert len(rows_below(outline, "All actions")) == 40
    assert any("45 days late" in row for row in rows_below(outline, "All actions"))
    assert len(rows_below(outline, "Who does what (RACI)")) == 40


def test_pictures_are_told_in_words(outline: Outline) -> None:
    pictures = [block for block in outline.blocks() if isinstance(block, Picture)]
    titles = {each.figure.title for each in pictures}
    assert titles == {
        *("Sessions and their time", "Stakeholders and voice", "Balance of voices"),
        *("Practice in place, by component", "Policy beside practice", "Six lessons by group"),
        *("Partners and six criteria", "Services by region", "Collective impact"),
        *("Long-term outcome and ceiling", "Outcome map", "Logic model", "Assumptions"),
        *("Tests of the assumptions", "Before we sign", "One path of the theory, read aloud"),
        *("What we do for each early outcome", "The way there", "Timeline", "Schedule"),
        *("Planned money by year and source", "Risks by probability and impact"),
        "Agendas of the sessions",
    }
    assert all(len(each.alt) > 20 for each in pictures)


def test_the_way_of_every_objective_is_drawn_beside_the_others_of_its_goal(outline: Outline) -> None:
    ways = [
        block
        for block in outline.blocks()
        if isinstance(block, Picture) and block.figure.title == "The way there"
    ]
    told = [each.alt for each in ways]
    assert len(told) == 5
    assert told[0].startswith("OB-1.1 Students within two miles of a full-care center. From 61,000 in")
    assert "OB-1.3 Centers open at least 35 hours" in told[0]
    assert "OB-2.3" in told[1]


def test_the_statements_of_the_direction_stand_by_their_names(outline: Outline) -> None:
    callouts = [plain(each.words) for each in below(outline, "Direction") if isinstance(each, Callout)]
    assert callouts[0].startswith("Vision. Every student, in every region")
    assert callouts[1].startswith("Mission. Partners plan")
    assert callouts[2].startswith("Equity commitment. We set one aim")


def test_chapters_may_follow_one_another_on_a_page_but_goals_open_theirs(outline: Outline) -> None:
    running = {section.name for section in outline.sections if section.runs_on}
    assert {"Where we are", "Theory of change", "Direction", "Money", "Readiness and risks"} <= running
    assert not any(name.startswith("Goals and objectives") for name in running)
    assert running.isdisjoint({"Summary", "Coverage", "Appendix A · Indicator sheets"})


def test_the_schedule_and_other_wide_things_are_on_landscape_pages(outline: Outline) -> None:
    wide = [section for section in outline.sections if section.landscape]
    first = [block.text for section in wide for block in section.blocks if isinstance(block, Heading)]
    assert first == [
        "Logic model",
        "Implementation",
        "Schedule by goal",
        "Who does what (RACI)",
        "All actions",
    ]


def test_links_lead_to_headings_that_exist(outline: Outline) -> None:
    anchors = {each.anchor for each in outline.headings() if each.anchor}
    spans = [span for cell in _cells(outline) for span in _spans(cell) if span.anchor]
    assert {span.anchor for span in spans} <= anchors
    assert "outcome-map" in {span.anchor for span in spans}


def _cells(document: Outline) -> Iterator[Cell]:
    for block in document.blocks():
        if isinstance(block, Paragraph | Callout | Lead):
            yield block.words
        elif isinstance(block, Table):
            yield from (cell for row in block.rows for cell in row.cells)


def _spans(cell: Cell) -> Iterator[Span]:
    if isinstance(cell, Span):
        yield cell
    elif isinstance(cell, tuple):
        yield from (part for part in cell if isinstance(part, Span))


@pytest.mark.parametrize("empty", [False, True])
def test_rows_fit_their_columns(sample: Plan, empty: bool) -> None:
    document = full_plan(Plan() if empty else sample, AS_OF)
    for table in tables(document):
        for row in table.rows:
            assert isinstance(row, Row)
            assert len(row.cells) == (1 if row.kind == "group" else len(table.columns))


def test_an_empty_plan_says_what_is_not_decided() -> None:
    document = full_plan(Plan(), AS_OF)
    assert [each.text for each in document.headings() if each.level == 1] == CHAPTERS
    assert document.mark == "Draft"
    assert document.title == "A plan without a title yet"
    said = [plain(block.words) for block in document.blocks() if isinstance(block, Paragraph)]
    for sentence in (
        "The goals have not been decided yet.",
        "The vision has not been written yet.",
        "The outcome map is empty so far.",
        "No investment option has been listed yet.",
        "No money has been planned yet.",
        "No risk has been written down yet.",
        "No action has been planned yet.",
    ):
        assert sentence in said


def test_values_of_small_groups_are_not_shown(sample: Plan) -> None:
    indicator = sample.all(r.Indicator)[0]
    objective = sample.where(r.Objective, indicator_ids=indicator.id)
    point = sample.all(r.DataPoint)[0].replace(value=91.25, suppressed=True)
    few = r.Measurement(
        id="m1",
        code="ME-98",
        indicator_id=indicator.id,
        as_of=date(2026, 10, 1),
        value=92.25,
        n=4,
        student_group="West",
    )
    hidden = few.replace(id="m2", code="ME-99", value=93.25, n=None, suppressed=True)
    document = full_plan(sample.changed([point, few, hidden]), AS_OF)
    told = " ".join(plain(cell) for table in tables(document) for row in table.rows for cell in row.cells)
    assert "too small to show" in told
    for value in ("91.25", "92.25", "93.25"):
        assert value not in told
    assert objective is not None


def test_a_draft_says_so(sample: Plan) -> None:
    draft = sample.changed([sample.charter.replace(status="draft", version="0.3", adopted_on=None)])
    document = full_plan(draft, AS_OF)
    assert document.mark == "Draft"
    assert "Draft 0.3" in document.footer
    assert dict(document.cover)["Status"] == "Draft 0.3, not adopted yet"


def test_headings_follow_the_language(sample: Plan) -> None:
    set_language("qps")
    try:
        document = full_plan(sample, AS_OF)
    finally:
        set_language("en")
    chapters = [each.text for each in document.headings() if each.level == 1]
    assert all(text.startswith("[") for text in chapters)
    goals = [
        each.text for each in document.headings() if each.over.startswith("[") and each.tone == "strategy"
    ]
    assert sample.all(r.Goal)[0].name in goals


def test_letters_of_every_picture_are_at_least_six_points_on_paper(outline: Outline) -> None:
    for section in outline.sections:
        page = (708.0, 470.0) if section.landscape else (504.0, 640.0)
        for block in section.blocks:
            if isinstance(block, Picture):
                assert letters_on(block.figure, page) >= LEAST, block.figure.title
