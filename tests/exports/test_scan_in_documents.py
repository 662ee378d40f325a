"""Where we are, in documents: the pictures of the screen with their words; the tally in the workbook."""

from datetime import date

import pytest

from planner.domain.plan import Plan
from planner.domain.records import ComponentNote, LessonRating, PolicyRating, WsccRating
from planner.exports.outline import Outline, Picture, Table, plain
from planner.exports.plan_outline import full_plan
from planner.exports.workbook.situation import lessons
from planner.exports.workbook.source import Source

AS_OF = date(2026, 11, 15)


def pictures(outline: Outline) -> dict[str, str]:
    return {each.figure.title: each.alt for each in outline.blocks() if isinstance(each, Picture)}


def test_the_scan_is_drawn_and_told(sample: Plan) -> None:
    found = pictures(full_plan(sample, AS_OF))
    assert "Nutrition environment and services: 56%" in found["Practice in place, by component"]
    assert "Employee wellness: practice 22%" in found["Policy beside practice"]
    assert "groups 1.0 apart (talk about it)" in found["Six lessons by group"]


def test_what_was_found_is_listed_by_component(sample: Plan) -> None:
    note = ComponentNote(
        id="n", component="HS", strengths=("Nurses",), weaknesses=("Long waits", "No dentist")
    )
    outline = full_plan(sample.changed([note]), AS_OF)
    rows = [
        [plain(cell) for cell in row.cells]
        for each in outline.blocks()
        if isinstance(each, Table)
        for row in each.rows
    ]
    assert ["Health services", "Nurses", "Long waits\nNo dentist"] in rows


def test_nothing_is_drawn_where_nothing_is_rated(sample: Plan) -> None:
    kinds = (LessonRating, WsccRating, PolicyRating)
    empty = sample.changed(drop=[(kind, each.id) for kind in kinds for each in sample.all(kind)])
    found = pictures(full_plan(empty, AS_OF))
    assert not {"Practice in place, by component", "Policy beside practice", "Six lessons by group"} & set(
        found
    )


def test_a_tally_is_a_mean_in_the_workbook(sample: Plan) -> None:
    first = sample.all(LessonRating)[0]
    more = first.replace(id="more", code="LR-99", rating=0, respondents=first.respondents)
    sheet = lessons(Source(sample.changed([more]), AS_OF))
    grid = sheet.grids[0]
    assert grid.rows[0][3] == pytest.approx(1.0)
    assert grid.rows[0][-3] == pytest.approx((1 + 2 + 2) / 3, abs=0.01)
