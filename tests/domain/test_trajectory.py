"""The sentence frame and the trajectory of indicators."""

from dataclasses import replace
from datetime import date

import pytest

from planner.domain.analysis.sentence_frame import sentence
from planner.domain.figures.figure import Text
from planner.domain.figures.trajectory import trajectory
from planner.domain.plan import Plan
from planner.domain.records import Indicator, Measurement

AS_OF = date(2027, 3, 1)
SEEN = Indicator(
    id="i",
    code="IN-01",
    name="Referred students seen within 10 school days",
    population="Students referred for care",
    baseline_value=54,
    baseline_date=date(2026, 6, 30),
    milestones=((date(2027, 6, 30), 65), (date(2028, 6, 30), 90)),
    target_value=95,
    target_date=date(2029, 6, 30),
    threshold_value=85,
    source="Visit log",
)


def texts(figure) -> list[str]:
    return [item.text for item in figure.items if isinstance(item, Text)]


def test_a_sentence_says_what_is_known_and_leaves_blanks():
    assert sentence(SEEN) == (
        "Students referred for care: Referred students seen within 10 school days, from 54% to 95%, good"
        " enough at 85%, by June 30, 2029, seen in Visit log."
    )
    assert sentence(Indicator()) == (
        "[of whom]: [what we look at], from [baseline] to [target], good enough at [good enough], by [date],"
        " seen in [source]."
    )


def test_braces_in_what_people_wrote_are_text():
    assert "{target} {0}" in sentence(Indicator(name="{target} {0}"))


def test_a_trajectory_shows_every_point_what_is_good_enough_and_what_was_measured():
    low = Measurement(id="m", code="M-1", indicator_id="i", value=56, as_of=date(2027, 2, 1))
    later = Measurement(id="n", code="M-2", indicator_id="i", value=99, as_of=date(2027, 4, 1))
    figure = trajectory(Plan([SEEN, low, later]), SEEN, AS_OF)
    assert figure is not None
    shown = texts(figure)
    for each in ("54%", "65%", "90%", "95%", "56%", "Good enough: 85%", "Jun 2026", "Jun 2029", "Off track"):
        assert each in shown
    assert "99%" not in shown
    assert figure.description == (
        "From 54% in June 2026 to 95% in June 2029. On the way: 65% in June 2027, 90% in June 2028."
        " Good enough: 85%. Last measured on February 1, 2027: 56%. Off track."
    )


@pytest.mark.parametrize("missing", ["baseline_value", "baseline_date", "target_value", "target_date"])
def test_without_both_ends_there_is_nothing_to_draw(missing):
    known = replace(SEEN, **{missing: None})
    assert trajectory(Plan([known]), known, AS_OF) is None


@pytest.mark.parametrize("room", [200.0, 500.0, 1200.0])
def test_nothing_stands_outside_or_on_another_value(room, sample):
    for indicator in sample.all(Indicator):
        figure = trajectory(sample, indicator, date(2026, 11, 15), room)
        if figure is None:
            continue
        assert all(0 <= item.y <= figure.height for item in figure.items if isinstance(item, Text))
        placed = [(item.x, item.y) for item in figure.items if isinstance(item, Text)]
        assert len(placed) == len(set(placed))


def test_a_value_that_stays_is_a_level_line():
    level = replace(SEEN, target_value=54, threshold_value=None, milestones=(), direction="maintain")
    assert trajectory(Plan([level]), level, AS_OF) is not None
