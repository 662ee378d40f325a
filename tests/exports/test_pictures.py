"""The small drawings of documents: nothing leaves the drawing, and everything is told."""

from datetime import date

import pytest

from planner.domain.figures.figure import Figure, Rect, Text
from planner.domain.figures.schedule_rows import Row, schedule_rows
from planner.domain.figures.text import width
from planner.domain.plan import Plan
from planner.exports.plan_outline.pictures import (
    WIDE,
    risks_figure,
    timeline_figure,
    years_figure,
)

AS_OF = date(2026, 11, 15)


def inside(figure: Figure) -> None:
    for item in figure.items:
        if isinstance(item, Rect):
            assert item.x >= -0.1
            assert item.x + item.w <= figure.width + 0.1
            assert item.y >= -0.1
            assert item.y + item.h <= figure.height + 0.1
        elif isinstance(item, Text):
            long = width(item.text, item.size, item.weight)
            left = item.x - {"start": 0.0, "middle": 0.5, "end": 1.0}[item.anchor] * long
            assert left > -8, item.text
            assert left + long < figure.width + 8, item.text


def test_years_stack_their_parts() -> None:
    figure = years_figure(["2026–27", "2027–28"], [("A", [10, 30]), ("B", [10, 10])], ["$20", "$40"], "Money")
    bars = [item for item in figure.items if isinstance(item, Rect) and item.stroke == "card"]
    assert sum(bar.h for bar in bars if bar.x < bars[-1].x) * 2 == pytest.approx(
        sum(bar.h for bar in bars if bar.x == bars[-1].x)
    )
    inside(figure)


def test_risks_stand_in_their_fields() -> None:
    figure = risks_figure([("RK-01", 4, 5), ("RK-02", 4, 5), ("RK-03", 1, 1)], "Risks")
    texts = [item.text for item in figure.items if isinstance(item, Text)]
    assert "RK-01  RK-02" in texts
    assert "RK-03" in texts
    inside(figure)


def test_a_timeline_of_the_sample_stays_in_its_frame(sample: Plan) -> None:
    rows = [row for row in schedule_rows(sample, AS_OF) if row.kind != "group"]
    figure = timeline_figure(rows, AS_OF, "Timeline")
    assert figure.width == WIDE
    inside(figure)


def test_a_timeline_copes_with_one_day_and_missing_dates() -> None:
    rows = [
        Row(kind="action", id="1", name="Only an end", end=date(2026, 7, 1)),
        Row(kind="milestone", id="2", name="A day " * 60, start=date(2026, 7, 1), end=date(2026, 7, 1)),
    ]
    inside(timeline_figure(rows, AS_OF, "Timeline"))
