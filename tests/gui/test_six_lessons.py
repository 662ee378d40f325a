"""A3 in the window: the tally by keys, the heat map, and starting points with owner and date."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from planner.domain.analysis.scan import lesson_scores
from planner.domain.records import (
    Action,
    LessonNote,
    LessonRating,
    RaciEntry,
    StakeholderGroup,
    StartingPointAdoption,
)
from planner.gui.main_window import MainWindow
from planner.gui.pages.drawn_page import DRAWING
from planner.gui.pages.six_lessons import LessonsPage
from planner.gui.widgets.count_box import CountBox
from planner.gui.widgets.tally_body import TallyBody
from planner.gui.workshop_view import WorkshopView
from planner.paths import Paths
from planner.services.library import Library

OPENS_ON = "A3"


@pytest.fixture
def page(workshop: WorkshopView) -> LessonsPage:
    """The sample on A3."""
    found = workshop.findChild(LessonsPage)
    assert found is not None
    return found


@pytest.fixture
def tally(page: LessonsPage) -> TallyBody:
    """The tally of the sample's first group."""
    page.count_ratings()
    found = page.findChild(TallyBody)
    assert found is not None
    return found


def focused() -> QWidget:
    found = QApplication.focusWidget()
    assert found is not None
    return found


def counts(page: LessonsPage, group_id: str, lesson: str = "L1", statement: int = 1) -> dict[int, int | None]:
    return {
        each.rating or 0: each.respondents
        for each in page.workspace.plan.where(LessonRating, lesson=lesson)
        if each.group_id == group_id and each.statement_no == statement
    }


def test_how_many_said_what_is_typed_at_speaking_speed(page: LessonsPage, tally: TallyBody) -> None:
    students = page.workspace.plan.all(StakeholderGroup)[0].id
    tally.show_group(students)
    tally.add()
    for number in ("1", "4", "12", "3"):
        QTest.keyClicks(focused(), number)
        QTest.keyClick(focused(), Qt.Key.Key_Return)
    assert counts(page, students) == {0: 1, 1: 4, 2: 12, 3: 3}
    row = tally.rows[0]
    assert "mean 1.9" in row.sum.text()
    assert "20 people" in row.sum.text()
    assert focused() is tally.rows[1].boxes[0]
    assert tally.progress.text() == "1 of 18 rated"


def test_one_number_is_one_undo(page: LessonsPage, tally: TallyBody) -> None:
    group_id = tally.group_id()
    before = counts(page, group_id)
    tally.focus_box(tally.rows[0], 0)
    QTest.keyClicks(focused(), "12")
    assert counts(page, group_id) == {**before, 0: 12}
    page.workspace.document.undo()
    assert counts(page, group_id) == before
    assert tally.rows[0].boxes[0].text() == ""


def test_a_zero_takes_a_rating_away(page: LessonsPage, tally: TallyBody) -> None:
    group_id = tally.group_id()
    assert counts(page, group_id) == {2: 7}
    tally.focus_box(tally.rows[0], 2)
    QTest.keyClicks(focused(), "0")
    assert counts(page, group_id) == {}
    assert tally.progress.text() == "17 of 18 rated"


def test_arrow_keys_walk_through_the_tally(tally: TallyBody) -> None:
    tally.focus_box(tally.rows[0], 0)
    for key, at in (
        (Qt.Key.Key_Down, (1, 0)),
        (Qt.Key.Key_Right, (1, 1)),
        (Qt.Key.Key_Up, (0, 1)),
        (Qt.Key.Key_Return, (0, 2)),
    ):
        QTest.keyClick(focused(), key)
        assert focused() is tally.rows[at[0]].boxes[at[1]]
    QTest.keyClick(focused(), Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert focused() is tally.rows[0].boxes[1]


def test_only_digits_go_in(tally: TallyBody) -> None:
    tally.focus_box(tally.rows[0], 0)
    QTest.keyClicks(focused(), "3a-b1")
    assert tally.rows[0].boxes[0].text() == "31"


def test_a_copied_table_fills_the_tally_in_one_undo(page: LessonsPage, tally: TallyBody) -> None:
    group_id = tally.group_id()
    before = page.workspace.plan
    QApplication.clipboard().setText("1\t2\t3\t4\n\t5\t\t6\n7\t8\t9\t10\n")
    tally.focus_box(tally.rows[0], 0)
    QTest.keyClick(focused(), Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert counts(page, group_id) == {0: 1, 1: 2, 2: 3, 3: 4}
    assert counts(page, group_id, statement=2) == {1: 5, 2: 7, 3: 6}
    assert counts(page, group_id, statement=3) == {0: 7, 1: 8, 2: 9, 3: 10}
    page.workspace.document.undo()
    assert page.workspace.plan == before


def test_a_statement_fewer_people_rated_says_so(page: LessonsPage, tally: TallyBody) -> None:
    tally.focus_box(tally.rows[0], 2)
    QTest.keyClicks(focused(), "5")
    assert "5 of 7 people" in tally.rows[0].sum.text()


def test_ratings_nobody_counted_are_asked_for(page: LessonsPage, tally: TallyBody) -> None:
    group_id = tally.group_id()
    (rating,) = (
        each
        for each in page.workspace.plan.where(LessonRating, lesson="L1")
        if each.group_id == group_id and each.statement_no == 1
    )
    with page.workspace.edit("Take the count away") as edit:
        edit.set(rating, respondents=None)
    box = tally.rows[0].boxes[2]
    assert (box.text(), box.placeholderText()) == ("", "?")
    tally.focus_box(tally.rows[0], 2)
    QTest.keyClicks(focused(), "9")
    assert counts(page, group_id) == {2: 9}


def test_every_field_says_what_it_asks(tally: TallyBody) -> None:
    boxes = tally.findChildren(CountBox)
    assert len({each.objectName() for each in boxes}) == len(boxes) == 72
    assert boxes[0].accessibleName().endswith("How many said 0, not yet?")


def test_the_heat_map_follows_the_tally(page: LessonsPage, tally: TallyBody) -> None:
    tally.focus_box(tally.rows[0], 2)
    QTest.keyClicks(focused(), "0")
    tally.focus_box(tally.rows[0], 0)
    QTest.keyClicks(focused(), "7")
    page.show_part(DRAWING)
    group_id = tally.group_id()
    said = page.view.region(f"L1|{group_id}")
    assert said is not None
    assert said.name == "School Board and district leaders, Well-being is wholistic and requires balance: 1.3"


def test_the_lowest_row_comes_first(page: LessonsPage) -> None:
    scores = lesson_scores(page.workspace.plan)
    assert page.panel.lesson == min(scores, key=lambda key: scores[key].mean or 9) == "L4"
    button = page.window().findChild(QPushButton, "widest_button")
    assert button is not None
    button.click()
    assert page.panel.lesson == "L3"
    assert page.view.current == "L3"


def test_arrow_keys_walk_the_heat_map_and_enter_counts(page: LessonsPage) -> None:
    page.view.setFocus()
    page.view.choose("L1")
    QTest.keyClick(page.view, Qt.Key.Key_Down)
    assert (page.view.current, page.panel.lesson) == ("L2", "L2")
    QTest.keyClick(page.view, Qt.Key.Key_Right)
    lesson, _bar, group_id = page.view.current.partition("|")
    assert lesson == "L2"
    QTest.keyClick(page.view, Qt.Key.Key_Return)
    body = page.findChild(TallyBody)
    assert body is not None
    assert body.group_id() == group_id
    assert focused() is body.rows[3].boxes[0]


def test_a_click_on_a_cell_chooses_its_lesson(page: LessonsPage) -> None:
    key = next(each.key for each in page.view.regions if each.key.startswith("L5|"))
    region = page.view.region(key)
    assert region is not None
    spot = page.view.pixels(region.box).center()
    assert page.view.at(QPointF(spot)) is region
    QTest.mouseClick(page.view.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert page.panel.lesson == "L5"


def test_a_starting_point_is_adopted_with_owner_and_date(page: LessonsPage, qtbot: QtBot) -> None:
    page.reveal("L1")
    point = page.panel.points[0]
    assert point.key == "L1a"
    assert focused() is point.adopt_button
    QTest.keyClick(focused(), Qt.Key.Key_Space)
    assert isinstance(focused(), QLineEdit)
    owner = page.workspace.plan.by_code("P-05")
    assert owner is not None
    QTest.keyClicks(focused(), owner.title)
    QTest.keyClick(focused(), Qt.Key.Key_Return)
    due = point.findChild(QWidget, "starting_point_a_due")
    assert due is not None
    due.setFocus()
    QTest.keyClicks(focused(), "Dec 1, 2026")
    QTest.keyClick(focused(), Qt.Key.Key_Tab)
    (adopted,) = page.workspace.plan.where(StartingPointAdoption, starting_point_id="L1a")
    assert (adopted.owner_id, adopted.due) == (owner.id, date(2026, 12, 1))
    point.action_button.click()
    (adopted,) = page.workspace.plan.where(StartingPointAdoption, starting_point_id="L1a")
    (action,) = page.workspace.plan.some(Action, adopted.action_ids)
    assert action.end_date == date(2026, 12, 1)
    assert [
        (each.person_id, each.role) for each in page.workspace.plan.where(RaciEntry, action_id=action.id)
    ] == [(owner.id, "A")]
    assert action.code in point.action_button.text()
    page.workspace.document.undo()
    (adopted,) = page.workspace.plan.where(StartingPointAdoption, starting_point_id="L1a")
    assert adopted.action_ids == ()


def test_an_adoption_is_taken_back_in_one_undo(page: LessonsPage) -> None:
    before = page.workspace.plan
    page.reveal("L4")
    remove = page.panel.points[0].findChild(QPushButton, "starting_point_a_remove_button")
    assert remove is not None
    remove.click()
    assert not page.workspace.plan.where(StartingPointAdoption, starting_point_id="L4a")
    page.workspace.document.undo()
    assert page.workspace.plan == before
    assert page.panel.points[0].adopt_button.isHidden()


def test_a_low_lesson_asks_for_a_first_move(page: LessonsPage) -> None:
    for key in ("L4a", "L4b"):
        (adopted,) = page.workspace.plan.where(StartingPointAdoption, starting_point_id=key)
        with page.workspace.edit("Drop") as edit:
            edit.delete(adopted)
    (finding,) = (each for each in page.workspace.findings() if each.check == "CHK-107")
    page.workspace.reveal(finding)
    assert page.panel.lesson == "L4"
    assert focused() is page.panel.points[0].adopt_button
    said = page.panel.findChild(QWidget, "lesson_finding_label")
    assert said is not None
    assert said.isVisible()


def test_evidence_is_kept_for_its_lesson(page: LessonsPage) -> None:
    page.reveal("L2")
    page.panel.open("evidence")
    QTest.keyClicks(focused(), "Survey of 2026")
    page.panel.show_lesson("L3")
    assert [(each.lesson, each.evidence) for each in page.workspace.plan.all(LessonNote)] == [
        ("L2", "Survey of 2026")
    ]


def test_an_empty_page_teaches_and_leads_to_the_tally(
    make_window: Callable[[], MainWindow], paths: Paths, qtbot: QtBot
) -> None:
    path = Library(paths).new_workshop(
        title="New plan",
        district="Oak",
        state="CA",
        horizon_start=date(2026, 7, 1),
        horizon_end=date(2029, 6, 30),
        facilitator="Ann",
    )
    window = make_window()
    window.open_workshop(path, "A3")
    assert window.workshop is not None
    page = window.workshop.findChild(LessonsPage)
    assert page is not None
    button = page.findChild(QPushButton, "empty_button")
    assert button is not None
    assert button.isVisible()
    button.click()
    body = page.findChild(TallyBody)
    assert body is not None
    groups = body.findChild(QPushButton, "go_to_groups_button")
    assert groups is not None
    assert groups.isVisible()
    with page.workspace.edit("Name a group") as edit:
        edit.add(StakeholderGroup, name="Students & “friends” <b>")
    assert not groups.isVisible()
    body.add()
    QTest.keyClicks(focused(), "3")
    page.show_part(DRAWING)
    assert not button.isVisible()
    assert "Students & “friends” <b>" in page.view.figure.description


def test_everything_is_there_after_reopening(
    page: LessonsPage, tally: TallyBody, window: MainWindow, library_file: Path
) -> None:
    group_id = tally.group_id()
    tally.focus_box(tally.rows[0], 0)
    QTest.keyClicks(focused(), "5")
    window.open_workshop(library_file, "A3")
    assert window.workshop is not None
    again = window.workshop.findChild(LessonsPage)
    assert again is not None
    assert counts(again, group_id) == {0: 5, 2: 7}
