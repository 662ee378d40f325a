"""Where assumptions stand, their grid with the register, and their tests by day (B3)."""

from datetime import date

import pytest

from planner.domain.analysis.assumptions import by_exposure, dated_tests, exposure, standing
from planner.domain.figures.assumption_board import CHIP, LINK, assumption_board, grid_figure
from planner.domain.figures.assumption_tests import drawn_tests
from planner.domain.figures.figure import Figure, Text
from planner.domain.figures.text import width
from planner.domain.plan import Plan
from planner.domain.records import Assumption, TocLink, TocNode

TODAY = date(2026, 11, 15)
LONG = "Donaudampfschifffahrtsgesellschaftskapitänsmützenfabrik " * 4
CRITICAL = Assumption(id="c", code="AS-01", statement="Clinicians can be hired", confidence=2, consequence=5)
CALM = Assumption(
    id="k", code="AS-02", position=1.0, statement="Enrollment stays", confidence=4, consequence=3
)
NEW = Assumption(id="n", code="AS-03", position=2.0, statement="Buses run late")


def words(figure: Figure) -> str:
    return " ".join(each.text for each in figure.items if isinstance(each, Text))


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({}, "no_test"),
        ({"test_method": "Count vacancies"}, "no_test"),
        ({"test_method": "Count vacancies", "test_by": date(2027, 1, 31)}, "planned"),
        ({"test_by": date(2026, 11, 14)}, "overdue"),
        ({"test_method": "Count", "test_by": TODAY}, "planned"),
        ({"status": "holding", "test_by": date(2020, 1, 1)}, "holding"),
        ({"status": "weakening"}, "weakening"),
        ({"status": "false"}, "false"),
        ({"confidence": 3}, "untested"),
    ],
)
def test_standing(values: dict[str, object], expected: str):
    assert standing(CRITICAL.replace(**values), TODAY) == expected


def test_the_register_begins_with_what_could_break_the_plan():
    plan = Plan([CALM, NEW, CRITICAL])
    assert by_exposure(plan) == ((CRITICAL,), (CALM,), (NEW,))
    assert [exposure(each) for each in (CRITICAL, CALM, NEW)] == [20, 6, 0]


class TestBoard:
    def test_the_top_right_corner_is_tested_first(self):
        board = assumption_board(Plan([CRITICAL, CALM, NEW]), TODAY, 800.0, tray=True)
        chip = board.drawn.place(CHIP + "c")
        waiting = board.drawn.place(CHIP + "n")
        assert chip is not None
        assert waiting is not None
        assert board.grid.cell_at(*chip.box.middle) == (2, 5)
        assert board.grid.cell_at(*waiting.box.middle) is None
        assert board.grid.cells[1, 5].x > board.grid.cells[5, 5].x

    def test_each_assumption_has_a_row_in_words(self):
        board = assumption_board(Plan([CRITICAL, CALM, NEW]), TODAY, 800.0)
        row = board.drawn.place("c")
        assert row is not None
        assert row.name == "AS-01: Clinicians can be hired. Sure 2 of 5, harm 5 of 5. No test yet"
        assert [each.key for each in board.drawn.places if not each.key.startswith(CHIP)] == ["c", "k", "n"]
        assert "1 critical" in board.drawn.figure.description

    @pytest.mark.parametrize("room", [420.0, 700.0, 1000.0])
    def test_nothing_runs_over_the_edge(self, room: float):
        plan = Plan([CRITICAL.replace(statement=LONG, code="AS-1234"), CALM.replace(statement="")])
        figure = assumption_board(plan, TODAY, room, tray=True).drawn.figure
        for each in figure.items:
            if isinstance(each, Text) and each.anchor == "start":
                assert each.x + width(each.text, each.size, each.weight) <= room + 0.5
                assert each.y <= figure.height

    def test_the_next_row_is_free(self):
        board = assumption_board(Plan([CRITICAL, CALM]), TODAY, 800.0, tray=True)
        assert not any(each.box.overlaps(board.next_row) for each in board.drawn.places)

    def test_documents_get_the_grid_alone(self, sample: Plan):
        figure = grid_figure(sample, TODAY, 500.0)
        assert all(each.code in words(figure) for each in sample.all(Assumption))
        assert "3 critical" in figure.description


class TestTests:
    def test_they_stand_in_order_with_today_between(self):
        before = CRITICAL.replace(test_by=date(2026, 10, 1), test_method="Count vacancies")
        after = CALM.replace(test_by=date(2027, 3, 1))
        plan = Plan([after, before, NEW])
        drawn = drawn_tests(plan, TODAY, 700.0)
        assert [each.code for each in dated_tests(plan)] == ["AS-01", "AS-02"]
        assert [each.key for each in drawn.places] == ["c", "k", "n"]
        said = words(drawn.figure)
        assert said.index("Oct 1, 2026") < said.index("Today") < said.index("Mar 1, 2027")
        assert "Test was due Oct 1, 2026" in said
        assert "1 late" in drawn.figure.description

    def test_without_a_day_the_critical_come_first(self):
        drawn = drawn_tests(Plan([CALM.replace(position=0.0), CRITICAL]), TODAY, 700.0)
        assert [each.key for each in drawn.places] == ["c", "k"]
        assert "Today" not in words(drawn.figure)


class TestBeliefs:
    NODES = (
        TocNode(id="a", code="TN-01", kind="early_outcome", statement="Centers are open"),
        TocNode(id="b", code="TN-02", position=1.0, statement="Students get care"),
    )
    LINK_AB = TocLink(id="l", code="TL-01", from_id="a", to_id="b", evidence_level="hypothesis")

    def test_a_link_that_rests_on_belief_stands_below_until_something_is_assumed(self):
        plan = Plan([*self.NODES, self.LINK_AB, CALM])
        for room in (420.0, 800.0):
            board = assumption_board(plan, TODAY, room)
            place = board.drawn.place(LINK + "l")
            assert place is not None
            assert "Centers are open, so that Students get care" in place.name
            assert not any(each.box.overlaps(place.box) for each in board.drawn.places if each is not place)
            assert place.box.bottom <= board.drawn.figure.height
        backed = plan.changed([CALM.replace(link_ids=("l",))])
        assert assumption_board(backed, TODAY, 800.0).drawn.place(LINK + "l") is None
