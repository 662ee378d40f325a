"""The outcome map on several pages: legible letters, nothing left out, no card cut through."""

from datetime import date

from planner.domain import records as r
from planner.domain.figures.figure import Figure, Path, Rect, Text
from planner.domain.figures.map_parts import LEAST, letters_on, map_parts
from planner.domain.figures.outcome_map import map_figure
from planner.domain.plan import Plan
from planner.exports.plan_outline import full_plan

UPRIGHT, ACROSS = (504.0, 640.0), (708.0, 470.0)


def said(figure: Figure) -> str:
    return " ".join(item.text for item in figure.items if isinstance(item, Text))


def statements(plan: Plan) -> list[str]:
    return [node.statement for node in plan.all(r.TocNode)]


def test_letters_are_at_least_six_points_on_paper(sample: Plan) -> None:
    assert letters_on(map_figure(sample), ACROSS) < LEAST
    for part in map_parts(sample, UPRIGHT, ACROSS):
        assert letters_on(part.figure, ACROSS if part.landscape else UPRIGHT) >= LEAST


def test_every_outcome_and_link_is_on_some_page(sample: Plan) -> None:
    parts = map_parts(sample, UPRIGHT, ACROSS)
    assert len(parts) == 3
    told = " ".join(part.figure.description for part in parts)
    assert all(each.rstrip(".") in told for each in statements(sample))
    arrows = sum(
        isinstance(item, Path) and item.arrow and item.stroke == "link"
        for part in parts
        for item in part.figure.items
    )
    assert arrows >= len(sample.all(r.TocLink))


def test_nothing_reaches_beyond_a_part(sample: Plan) -> None:
    for part in map_parts(sample, UPRIGHT, ACROSS):
        figure = part.figure
        for item in figure.items:
            if isinstance(item, Rect):
                assert item.x >= -0.01
                assert item.x + item.w <= figure.width + 0.01
                assert item.y + item.h <= figure.height + 0.01
            elif isinstance(item, Path):
                assert all(-12 <= x <= figure.width + 12 for x, _y in item.points)


def test_a_small_map_stays_on_one_page() -> None:
    nodes = [
        r.TocNode(id="a", code="TN-01", statement="Students learn", kind="long_term_outcome"),
        r.TocNode(id="b", code="TN-02", statement="Open the doors", kind="intervention"),
    ]
    plan = Plan([*nodes, r.TocLink(id="c", code="TL-01", from_id="b", to_id="a", rationale="Doors matter.")])
    parts = map_parts(plan, UPRIGHT, ACROSS)
    assert [(part.title, part.landscape) for part in parts] == [("", True)]


def test_a_high_map_is_divided_by_pathways(sample: Plan) -> None:
    long = " and ".join(["the statement of an outcome that nobody has shortened yet"] * 3)
    plan = sample.changed(
        [node.replace(statement=f"{node.statement} {long}"[:200]) for node in sample.all(r.TocNode)]
    )
    parts = map_parts(plan, UPRIGHT, ACROSS)
    assert len(parts) > 3
    told = " ".join(part.figure.description for part in parts)
    assert all(each.rstrip(".") in told for each in statements(plan))


def test_a_loop_does_no_harm(sample: Plan) -> None:
    nodes = sample.all(r.TocNode)
    ends = [node for node in nodes if node.kind == "long_term_outcome"]
    loop = [
        r.TocLink(
            id=f"loop-{number}", code=f"TL-9{number}", from_id=one.id, to_id=two.id, rationale="A loop."
        )
        for number, (one, two) in enumerate(((ends[0], nodes[-1]), (nodes[-1], ends[0])))
    ]
    assert map_parts(sample.changed(loop), UPRIGHT, ACROSS)


def test_the_plan_shows_every_part(sample: Plan) -> None:
    outline = full_plan(sample, date(2026, 11, 15))
    maps = [
        block for block in outline.blocks() if getattr(block, "alt", "").startswith("Part of the outcome")
    ]
    assert len(maps) == 3
