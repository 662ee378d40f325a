"""What a session has time for: sums, breaks, times of day, and the drawing of it."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest

from planner.domain import records as r
from planner.domain.analysis.agenda import AgendaSum, agenda_sum, clock, timetable
from planner.domain.figures.agenda import session_agenda, sessions_overview, sum_words
from planner.domain.figures.figure import Text
from planner.domain.figures.text import width
from planner.domain.plan import Plan


def meeting(
    minutes: tuple[int, ...], planned: int | None = 180, breaks: int | None = 20
) -> tuple[Plan, r.Session]:
    session = r.Session(
        id="s", code="WS-1", name="Start", start_time="09:00", planned_minutes=planned, break_minutes=breaks
    )
    rows = [
        r.AgendaItem(id=f"i{n}", code=f"AG-{n}", position=n, session_id="s", label=f"Part {n}", minutes=each)
        for n, each in enumerate(minutes)
    ]
    return Plan([session, *rows]), session


def test_the_sum_stands_against_the_session_without_its_breaks() -> None:
    plan, session = meeting((90, 60, 20))
    total = agenda_sum(plan, session)
    assert (total.asked, total.room, total.over) == (170, 160, 10)
    assert sum_words(total) == "170 of 160 minutes: 10 minutes too long, and 20 minutes of breaks"
    assert sum_words(AgendaSum(100, 0, 120)) == "100 of 120 minutes: 20 minutes left"
    assert sum_words(AgendaSum(120, 0, 120)) == "120 of 120 minutes: it fits"
    assert AgendaSum(120, 0, None).over == 0
    assert "not said yet" in sum_words(AgendaSum(120, 0, None))


def test_breaks_stand_between_items_so_that_sittings_are_short() -> None:
    plan, session = meeting((60, 60, 60, 60), planned=280, breaks=31)
    parts = timetable(plan, session)
    assert [part.minutes for part in parts] == [60, 11, 60, 10, 60, 10, 60]
    assert sum(part.minutes for part in parts if part.item is None) == 31
    assert all(a.end == b.start for a, b in pairwise(parts))
    assert parts[0].item is not None
    assert parts[-1].item is not None


@pytest.mark.parametrize(("minutes", "breaks"), [((), 20), ((30,), 20), ((30, 30), 0), ((240, 240), 60)])
def test_every_minute_of_break_has_its_place(minutes: tuple[int, ...], breaks: int) -> None:
    plan, session = meeting(minutes, breaks=breaks)
    parts = timetable(plan, session)
    assert sum(part.minutes for part in parts if part.item is None) == (breaks if minutes else 0)


def test_times_of_day_follow_the_start() -> None:
    assert clock(r.Session(start_time="23:30"), 45) == "00:15"
    assert clock(r.Session(), 45) == "+45"


@pytest.mark.parametrize("wide", [300.0, 560.0])
def test_the_drawing_keeps_within_its_edges(sample: Plan, wide: float) -> None:
    long = "Wohlstandsentwicklungsgesprächsrunde " * 4
    plan = sample.changed([each.replace(label=long) for each in sample.all(r.AgendaItem)])
    for each in (sample, plan):
        for session in each.all(r.Session):
            drawn = session_agenda(each, session, wide)
            assert len(drawn.places) == len(each.where(r.AgendaItem, session_id=session.id))
            for item in drawn.figure.items:
                if isinstance(item, Text) and item.size > 12.1 and item.anchor == "start":
                    assert item.x + width(item.text, item.size, item.weight) <= wide


def test_a_part_named_by_its_code_is_called_by_its_step(draft: Any) -> None:
    session = draft.plan.by_code("WS-1")
    drawn = session_agenda(draft.plan, session)
    assert drawn.places[0].name == "09:00 Charter. Step A1. 30 min"
    assert "09:00 Charter, 30 minutes" in drawn.figure.description
    assert "Where we are: scan and partnerships" in sessions_overview(draft.plan).description
