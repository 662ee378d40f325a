"""Tallies, and the pictures of the six lessons and of the whole-child scan (A3, A4)."""

from datetime import date
from itertools import combinations

import pytest

from planner.domain import vocabulary as v
from planner.domain.analysis import scan
from planner.domain.figures.figure import Box, Figure, Path, Rect, Text
from planner.domain.figures.heat_map import heat_map, level_of
from planner.domain.figures.radar import Axis, Ring, radar
from planner.domain.figures.text import width
from planner.domain.figures.whole_child import components_radar, policy_bars, scan_picture
from planner.domain.plan import Plan
from planner.domain.record import Record
from planner.domain.records import (
    ComponentNote,
    DataPoint,
    LessonRating,
    ScanItem,
    StakeholderGroup,
    StartingPointAdoption,
    WsccRating,
)
from planner.domain.settling import settle

LONG = "Donaudampfschifffahrtsgesellschaftskapitänsmützenfabrik"
TODAY = date(2026, 11, 15)


def group(number: int, name: str) -> StakeholderGroup:
    return StakeholderGroup(id=f"g{number}", code=f"SG-{number}", position=float(number), name=name)


def rated(number: int, group_id: str, rating: int, people: int | None = None, **more: object) -> LessonRating:
    values = {"lesson": "L1", "statement_no": 1, **more}
    return LessonRating(id=f"r{number}", group_id=group_id, rating=rating, respondents=people, **values)


def texts(figure: Figure) -> list[str]:
    return [item.text for item in figure.items if isinstance(item, Text)]


def inside(figure: Figure) -> bool:
    """Whether nothing reaches beyond the drawing."""
    for item in figure.items:
        if isinstance(item, Text):
            wide = width(item.text, item.size, item.weight)
            left = {"start": item.x, "middle": item.x - wide / 2, "end": item.x - wide}[item.anchor]
            box = Box(left, item.y - item.size * 0.75, wide, item.size)
        elif isinstance(item, Rect):
            box = Box(item.x, item.y, item.w, item.h)
        else:
            continue
        if box.x < -1 or box.right > figure.width + 1 or box.y < -1 or box.bottom > figure.height + 4:
            return False
    return True


def words_apart(figure: Figure) -> bool:
    """Whether no text lies on another."""
    boxes = []
    for item in figure.items:
        if isinstance(item, Text):
            wide = width(item.text, item.size, item.weight)
            left = {"start": item.x, "middle": item.x - wide / 2, "end": item.x - wide}[item.anchor]
            boxes.append(Box(left, item.y - item.size * 0.7, wide, item.size * 0.7))
    return not any(one.overlaps(other) for one, other in combinations(boxes, 2))


def test_a_tally_weighs_each_person() -> None:
    rows = [rated(1, "g1", 0, 3), rated(2, "g1", 2, 5), rated(3, "g1", 3, 2)]
    found = scan.tally(rows)
    assert (found.counts, found.people, found.uncounted) == ((3, 0, 5, 2), 10, ())
    assert found.mean == pytest.approx(1.6)
    assert scan.lesson_scores(Plan(rows))["L1"].mean == pytest.approx(1.6)


def test_a_rating_nobody_counted_weighs_as_one_person() -> None:
    found = scan.tally([rated(1, "g1", 3), rated(2, "g1", 0, 2)])
    assert found.uncounted == (3,)
    assert found.mean == 1
    assert scan.tally([]).mean is None


def test_each_statement_weighs_the_same_whoever_left_early() -> None:
    rows = [rated(1, "g1", 0, 20), rated(2, "g1", 3, 1, statement_no=2)]
    assert scan.lesson_scores(Plan(rows))["L1"].by_group == {"g1": 1.5}


def test_groups_a_whole_level_apart_should_talk() -> None:
    rows = [rated(1, "g1", 2, 4), rated(2, "g2", 1, 9)]
    score = scan.lesson_scores(Plan(rows))["L1"]
    assert (score.spread, score.apart, score.low) == (1, True, False)


def test_ratings_say_what_is_strong_and_what_is_weak() -> None:
    rows = [
        WsccRating(id="1", component="HS", statement_no=1, rating=2),
        WsccRating(id="2", component="HS", statement_no=2, rating=1),
        WsccRating(id="3", component="HS", statement_no=3, na=True),
    ]
    said = scan.leaning(Plan(rows), "HS")
    assert [len(said.strengths), len(said.weaknesses)] == [1, 1]
    assert said.strengths[0].startswith("Each school can reach a nurse")


def test_findings_flow_on_once() -> None:
    note = ComponentNote(
        id="n", component="HS", strengths=("Nurses  in every school",), weaknesses=("Long waits",)
    )
    waiting = scan.onward(Plan([note]))
    assert [(each.category, each.text) for each in waiting] == [
        ("strength", "Nurses  in every school"),
        ("weakness", "Long waits"),
    ]
    item = ScanItem(id="s", category="weakness", text="long waits")
    assert [each.category for each in scan.onward(Plan([note, item]))] == ["strength"]
    assert scan.onward(Plan([note]), "EW") == ()


def test_the_heat_map_says_everything_in_words_too(sample: Plan) -> None:
    made = heat_map(sample, 790)
    assert set(made.rows) == {each.value for each in v.LESSONS}
    assert len(made.cells) == 18
    said = made.figure.description
    assert "Organizational leadership sustains implementation: School Board and district leaders 2.3" in said
    assert "groups 1.0 apart (talk about it)" in said
    assert said.count("(low)") == 2
    shown = texts(made.figure)
    assert shown.count("low") == 2
    assert "views differ" in shown
    assert inside(made.figure)


def test_the_heat_map_takes_many_groups_and_long_words() -> None:
    groups: list[Record] = [group(n, f"{LONG} {n}") for n in range(14)]
    ratings = [rated(n, f"g{n}", n % 4, 3) for n in range(14)]
    made = heat_map(Plan([*groups, *ratings]), 700)
    assert made.figure.width > 700
    assert inside(made.figure)
    boxes = list(made.cells.values())
    assert not any(a.overlaps(b) for a, b in combinations(boxes, 2))
    assert heat_map(Plan(), 500).figure.description == "The six lessons have not been rated yet."


def test_a_low_row_says_whether_there_is_a_first_move() -> None:
    rows: list[Record] = [group(1, "Students"), rated(1, "g1", 0, 12)]
    assert "no first move yet" in texts(heat_map(Plan(rows), 700).figure)
    rows.append(StartingPointAdoption(id="s", starting_point_id="L1a"))
    assert "1 first move" in texts(heat_map(Plan(rows), 700).figure)


@pytest.mark.parametrize(("mean", "level"), [(0, 0), (0.49, 0), (0.5, 1), (1.7, 2), (2.5, 3), (3, 3)])
def test_a_shade_is_that_of_the_nearest_level(mean: float, level: int) -> None:
    assert level_of(mean) == level


@pytest.mark.parametrize("room", [320, 400, 504, 640])
def test_the_words_of_a_radar_never_lie_on_each_other(sample: Plan, room: float) -> None:
    made = components_radar(sample, room)
    assert inside(made.figure)
    assert words_apart(made.figure)
    assert not any(a.overlaps(b) for a, b in combinations(made.labels.values(), 2))


def test_a_radar_is_closed_only_where_all_is_rated() -> None:
    axes = [Axis(str(n), f"Axis {n}", value, str(value)) for n, value in enumerate((1.0, 2.0, 3.0, None))]
    rings = [Ring(3, "3")]
    open_shape = radar(axes, 3, rings, "Title", 400)
    assert set(open_shape.points) == {"0", "1", "2"}
    assert not any(isinstance(item, Path) and item.fill for item in open_shape.figure.items)
    closed = radar(axes[:3], 3, rings, "Title", 400)
    assert any(isinstance(item, Path) and item.fill for item in closed.figure.items)
    assert closed.figure.description.endswith("Strongest: Axis 2. Weakest: Axis 0.")
    assert radar([], 3, rings, "Title", 400).figure.description == "Nothing is rated yet."


def test_policy_stands_beside_practice(sample: Plan) -> None:
    made = policy_bars(sample, 400)
    assert list(made.rows) == [each.value for each in v.WSCC]
    assert (
        "Employee wellness: practice 22%, policy mentions 0% and is strong in 0%." in made.figure.description
    )
    assert inside(made.figure)
    solid = [
        item.w
        for item in made.figure.items
        if isinstance(item, Rect) and item.fill == "theory" and item.h == 9
    ]
    assert len(solid) == 10
    assert max(solid) == pytest.approx(min(solid) * 2.5)
    assert "policy not rated" in policy_bars(Plan(), 400).figure.description


def test_the_whole_picture_has_every_component_twice(sample: Plan) -> None:
    made = scan_picture(sample, 380)
    assert set(made.labels) == set(made.rows) == {each.value for each in v.WSCC}
    lowest = max(box.bottom for box in made.labels.values())
    assert all(box.y > lowest for box in made.rows.values())
    assert inside(made.figure)


def test_a_number_too_small_to_show_is_not_kept() -> None:
    shown = DataPoint(id="d", measure="Asthma visits", value=7.0)
    marked = settle(shown, shown.replace(suppressed=True), Plan([shown]), TODAY)
    assert (marked.suppressed, marked.value) == (True, None)  # type: ignore[attr-defined]
    again = settle(marked, marked.replace(value=25.0), Plan([marked]), TODAY)
    assert (again.suppressed, again.value) == (False, 25.0)  # type: ignore[attr-defined]
