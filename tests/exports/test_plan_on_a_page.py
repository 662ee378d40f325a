"""The plan on a page: one page always, with what it must say. Source: method 5.2."""

import re
from datetime import date
from pathlib import Path

import page as validation
import pypdf
import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.exports.made_up_plan import made_up_plan

from planner import documents
from planner.domain import records as r
from planner.domain.analysis.budget import by_year, total
from planner.domain.plan import Plan
from planner.exports.outline import Facts, Heading, Outline, Picture, Spread, plain
from planner.exports.pdf.fonts import Fonts
from planner.exports.pdf.panel_units import LEAST
from planner.exports.pdf.panels import Spread as Panels
from planner.exports.pdf.style import page
from planner.exports.plan_on_a_page import plan_on_a_page
from planner.exports.request import Request

AS_OF = date(2026, 11, 15)
KIND = documents.KINDS["page"]


def asked(paper: str = "letter") -> Request:
    return Request(as_of=AS_OF, paper=paper, names="roles")


def spread(outline: Outline) -> Spread:
    block = outline.sections[0].blocks[0]
    assert isinstance(block, Spread)
    return block


def headings(held: Spread) -> list[str]:
    return [each.text for panel in held.panels() for each in panel.blocks if isinstance(each, Heading)]


def words(path: Path) -> str:
    document = pypdfium2.PdfDocument(path)
    try:
        text = " ".join(each.get_textpage().get_text_range() for each in document)
    finally:
        document.close()
    return re.sub(r"\s+", " ", text.replace("\ufffe", "-").replace("- ", "-"))


@pytest.fixture(scope="module")
def outline(sample: Plan) -> Outline:
    return plan_on_a_page(sample, asked())


@pytest.fixture(scope="module")
def written(sample: Plan, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("page") / "page.pdf"
    assert documents.write(sample, KIND, path, asked()).pages == 1
    return path


def test_it_has_all_the_method_asks_for(outline: Outline) -> None:
    held = spread(outline)
    assert headings(held) == [
        "Wellness Centers: three-year plan for access, whole care and lasting support",
        *("Vision", "Mission", "Values"),
        "Care within reach in every region",
        "Physical, mental and oral care that is used",
        "Students and families trust and shape the centers",
        "Shared data, learning and strong staff",
        "Lasting funding and shared leadership",
        "Strategies",
        *("Why we believe it works", "Whom it serves", "What it costs", "What comes next", "How to be heard"),
    ]
    assert outline.sections[0].landscape
    assert not outline.front


def test_every_objective_is_told_by_its_measure_from_what_to_what_by_when(
    sample: Plan, outline: Outline
) -> None:
    rows = [
        (label, plain(value))
        for panel in spread(outline).center
        for block in panel.blocks
        if isinstance(block, Facts)
        for label, value in block.rows
    ]
    assert len(rows) == len(sample.all(r.Objective)) == 12
    assert rows[0] == (
        "1.1  Students within two miles of a full-care center",
        "from 61,000 to 84,000 by Jun 2029",
    )
    assert rows[3] == (
        "2.1  Needed physical follow-up completed within 30 days",
        "from 54% to 75% by Jun 2029",
    )


def test_the_page_names_every_goal_objective_and_strategy(sample: Plan, written: Path) -> None:
    text = words(written)
    for goal in sample.all(r.Goal):
        assert goal.name.replace("- ", "-") in text
    for objective in sample.all(r.Objective):
        assert f"{objective.code.removeprefix('OB-')} " in text
    for strategy in sample.all(r.Strategy):
        assert strategy.name in text


def test_money_is_that_of_the_analysis(sample: Plan, outline: Outline) -> None:
    pictures = [each for panel in spread(outline).right for each in panel.blocks if isinstance(each, Picture)]
    assert pictures[0].alt == (
        "Planned money by year. 2026–27: $14.6 million; 2027–28: $25.8 million; 2028–29: $15 million."
    )
    assert sum(each.planned for each in by_year(sample).values()) == total(sample) == 55_375_000


def test_the_foot_tells_version_body_and_date(outline: Outline, written: Path) -> None:
    foot = "Version 1.1 · adopted by the School Board on June 16, 2026 · as of November 15, 2026"
    assert outline.footer == foot
    assert foot in words(written)
    assert "Training sample. Every number, date, name" in words(written)
    assert "Draft" not in words(written)


def test_before_adoption_it_is_a_draft(sample: Plan, tmp_path: Path) -> None:
    charter = sample.charter.replace(status="draft", adopted_on=None, version="0.9")
    path = tmp_path / "page.pdf"
    documents.write(sample.changed([charter]), KIND, path, asked())
    assert "Draft 0.9 · to be adopted by the School Board" in words(path)
    assert pypdf.PdfReader(path).pages[0].extract_text().count("Draft") == 2


def test_it_is_accessible(written: Path) -> None:
    found = validation.validate_pdf(str(written), profile="ua1")
    assert found.is_compliant, found
    assert "/StructTreeRoot" in pypdf.PdfReader(written).trailer["/Root"]


def test_words_are_read_from_left_to_right_and_goals_before_strategies(written: Path) -> None:
    text = words(written)
    order = [
        "Vision",
        "Mission",
        "Values",
        "Goal 1",
        "Goal 5",
        "Strategies",
        "Why we believe",
        "What it costs",
    ]
    places = [text.index(each) for each in order]
    assert places == sorted(places)


@pytest.mark.parametrize(
    ("size", "paper"),
    [("empty", "letter"), ("large", "a4"), ("very large", "letter"), ("long words", "letter")],
)
def test_any_plan_has_one_page(size: str, paper: str, tmp_path: Path) -> None:
    plan = {
        "empty": lambda: Plan(()),
        "large": made_up_plan,
        "very large": lambda: made_up_plan(goals=30, objectives=90, actions=5),
        "long words": lambda: made_up_plan(2, length=4.0, long_words=0.5, actions=5),
    }[size]()
    path = tmp_path / "page.pdf"
    assert documents.write(plan, KIND, path, asked(paper)).pages == 1
    _keeps_to_its_fields(plan, paper)


@settings(max_examples=6, deadline=None)
@given(
    seed=st.integers(0, 10_000),
    goals=st.integers(0, 11),
    objectives=st.integers(0, 40),
    strategies=st.integers(0, 24),
    length=st.sampled_from((0.2, 1.0, 3.0)),
    long_words=st.sampled_from((0.0, 0.3, 1.0)),
)
def test_made_up_plans_keep_to_the_page(
    seed: int,
    goals: int,
    objectives: int,
    strategies: int,
    length: float,
    long_words: float,
) -> None:
    plan = made_up_plan(
        seed,
        goals=goals,
        objectives=objectives,
        actions=4,
        sources=2,
        strategies=strategies,
        length=length,
        long_words=long_words,
    )
    _keeps_to_its_fields(plan, "letter")


def _keeps_to_its_fields(plan: Plan, paper: str) -> None:
    """No panel is higher than its field, no field reaches into another, and nothing is set too small."""
    sheet = page(paper, landscape=True)
    held = spread(plan_on_a_page(plan, asked(paper)))
    part = Panels(Fonts(), held, sheet.depth, lambda _heading: ("x", 0))
    layout = part.layout(sheet.room)
    assert layout.types.size >= LEAST >= 7
    for field in layout.fields():
        if field.panel in held.band:
            made = layout.flowing(field)
            assert made.columns
            assert field.y + field.room <= sheet.depth + 0.01
            continue
        high = field.shown.height(field.width)
        if field.room:
            assert high <= field.room + 0.01
        assert field.shown.units
        assert field.y + high <= sheet.depth + 0.5
        assert field.x + field.width <= sheet.room + 0.01
    columns: dict[float, float] = {}
    for field in layout.fields():
        if field.panel in (*held.left, *held.center, *held.right):
            assert field.y >= columns.get(field.x, 0.0) - 0.01
            columns[field.x] = field.y + field.room


def test_what_is_left_out_is_counted(tmp_path: Path) -> None:
    path = tmp_path / "page.pdf"
    documents.write(made_up_plan(goals=30, objectives=90, actions=5), KIND, path, asked())
    text = words(path)
    assert "19 more goals" in text
    assert re.search(r"and \d+ more", text)
    assert "…" in text
