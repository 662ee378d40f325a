"""The drawing of the long-term outcome, the ceiling and the hope beyond."""

from __future__ import annotations

from typing import Any

import pytest

from planner.domain import records as r
from planner.domain.figures.ceiling import ABOVE, BELOW, answered_for, ceiling, hopes
from planner.domain.figures.figure import Path, Text
from planner.domain.figures.text import width
from planner.domain.plan import Plan


def test_hopes_stand_above_and_outcomes_below_the_line(sample: Plan) -> None:
    made = ceiling(sample)
    upper, lower = made.zones
    assert (upper.key, lower.key) == (ABOVE, BELOW)
    for node in hopes(sample):
        place = made.drawn.place(node.id)
        assert place is not None
        assert place.box.bottom < upper.box.bottom
        assert "Above the ceiling" in place.name
    for node in answered_for(sample):
        place = made.drawn.place(node.id)
        assert place is not None
        assert place.box.y > lower.box.y
    assert any(isinstance(item, Path) and item.arrow for item in made.drawn.figure.items)
    assert "Students achieve and thrive" in made.drawn.figure.description


@pytest.mark.parametrize("wide", [300.0, 640.0, 900.0])
@pytest.mark.parametrize("count", [0, 1, 4])
def test_any_number_of_cards_keeps_apart_and_within_the_edges(wide: float, count: int) -> None:
    long = "Gesundheitsförderungsmaßnahmenkoordination " * 4
    nodes = [
        r.TocNode(
            id=f"{kind}{n}", kind=kind, statement=long[:200], population=long[:120], wscc=("HE", "PE", "CP")
        )
        for kind in ("impact", "long_term_outcome")
        for n in range(count)
    ]
    drawn = ceiling(Plan(nodes), wide).drawn
    boxes = [each.box for each in drawn.places]
    assert len(boxes) == 2 * count
    assert not [1 for n, a in enumerate(boxes) for b in boxes[n + 1 :] if a.overlaps(b)]
    assert all(box.x >= 0 and box.right <= wide for box in boxes)
    for item in drawn.figure.items:
        if isinstance(item, Text):
            half = width(item.text, item.size, item.weight) * (1 if item.anchor == "start" else 0.5)
            assert item.x + half <= wide + 1
    assert ("nothing yet" in drawn.figure.description) is (count == 0)


def test_cards_say_how_many_outcomes_and_indicators_belong_to_them(draft: Any) -> None:
    names = " ".join(each.name for each in ceiling(draft.plan).drawn.places)
    assert "4 outcomes lead here, 1 indicator" in names
