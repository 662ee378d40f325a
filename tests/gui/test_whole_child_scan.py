"""A4 in the window: the component beside the picture, digits that rate, and findings that flow on to C2."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QWidget

from planner.domain.plan import Plan
from planner.domain.records import ComponentNote, DataPoint, PolicyRating, ScanItem, WsccRating
from planner.gui.main_window import MainWindow
from planner.gui.pages.drawn_page import DRAWING
from planner.gui.pages.whole_child_scan import ScanPage
from planner.gui.workshop_view import WorkshopView
from planner.paths import Paths
from planner.services.library import Library

OPENS_ON = "A4"


@pytest.fixture
def page(workshop: WorkshopView) -> ScanPage:
    """The sample on A4."""
    found = workshop.findChild(ScanPage)
    assert found is not None
    return found


@pytest.fixture
def empty(make_window: Callable[[], MainWindow], paths: Paths) -> ScanPage:
    """A new workshop on A4."""
    path = Library(paths).new_workshop(
        title="New plan",
        district="Oak",
        state="CA",
        horizon_start=date(2026, 7, 1),
        horizon_end=date(2029, 6, 30),
        facilitator="Ann",
    )
    window = make_window()
    window.open_workshop(path, "A4")
    assert window.workshop is not None
    found = window.workshop.findChild(ScanPage)
    assert found is not None
    return found


def focused() -> QWidget:
    found = QApplication.focusWidget()
    assert found is not None
    return found


def button(page: QWidget, name: str) -> QPushButton:
    found = page.window().findChild(QPushButton, name)
    assert found is not None, name
    return found


def label(page: QWidget, name: str) -> QLabel:
    found = page.findChild(QLabel, name)
    assert found is not None, name
    return found


def practice(plan: Plan, component: str) -> dict[int | None, int | None]:
    return {each.statement_no: each.rating for each in plan.where(WsccRating, component=component)}


def test_digits_rate_one_statement_after_the_other(empty: ScanPage) -> None:
    button(empty, "empty_button").click()
    for digit in (Qt.Key.Key_2, Qt.Key.Key_1, Qt.Key.Key_0, Qt.Key.Key_2, Qt.Key.Key_1):
        QTest.keyClick(focused(), digit)
    plan = empty.workspace.plan
    assert practice(plan, "HE") == {1: 2, 2: 1, 3: 0}
    assert [each.rating for each in plan.all(PolicyRating)] == [2, 1]
    assert label(empty, "component_said_label").text() == (
        "Practice: 33% in place. Policy: 100% mentioned, 50% strong."
    )
    assert "Health education: 33%" in empty.view.figure.description
    empty.workspace.document.undo()
    assert [each.rating for each in empty.workspace.plan.all(PolicyRating)] == [2]
    button(empty, "next_component_button").click()
    assert empty.panel.component == "PE"
    assert focused() is empty.panel.practice[0].levels.focusWidget() or empty.panel.practice[0].isAncestorOf(
        focused()
    )


def test_undoing_the_first_rating_shows_it(empty: ScanPage) -> None:
    button(empty, "empty_button").click()
    QTest.keyClick(focused(), Qt.Key.Key_3)
    assert empty.panel.practice[0].levels.value == "3"
    empty.workspace.document.undo()
    assert empty.panel.practice[0].levels.value == ""
    assert practice(empty.workspace.plan, "HE") == {}


def test_the_picture_and_the_component_go_together(page: ScanPage) -> None:
    page.view.setFocus()
    page.view.choose("HE", tell=True)
    QTest.keyClick(page.view, Qt.Key.Key_Right)
    assert page.panel.component == page.view.current == "PE"
    region = page.view.region("EW|policy")
    assert region is not None
    assert region.name == "Employee wellness: policy mentions 0%, strongly 0%"
    page.view.look_at(region.box)
    spot = page.view.pixels(region.box).center()
    QTest.mouseClick(page.view.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert page.panel.component == "EW"
    QTest.keyClick(page.view, Qt.Key.Key_Return)
    assert page.panel.policy[0].isAncestorOf(focused())


def test_each_region_is_a_child_with_words(page: ScanPage) -> None:
    assert len(page.view.regions) == 20
    assert page.view.regions[0].name == "Health education: practice 44% in place"
    assert "Weakest:" in page.view.accessibleDescription()


def test_evidence_stands_by_its_statement(page: ScanPage) -> None:
    row = page.panel.practice[0]
    row.show_evidence()
    QTest.keyClicks(focused(), "Visits in May")
    page.panel.show_component("PE")
    (rating,) = (each for each in page.workspace.plan.where(WsccRating, component="HE") if each.evidence)
    assert (rating.statement_no, rating.evidence) == (1, "Visits in May")
    assert not row._evidence or not row._evidence.editor.isVisible()


def test_ratings_become_strengths_and_weaknesses_that_flow_on(page: ScanPage) -> None:
    page.panel.show_component("HS")
    before = len(page.workspace.plan.all(ScanItem))
    take = button(page, "take_ratings_button")
    assert take.text() == "Take from the ratings (3)"
    take.click()
    (note,) = page.workspace.plan.all(ComponentNote)
    assert (note.component, len(note.strengths), len(note.weaknesses)) == ("HS", 0, 3)
    assert all(each.startswith("Not yet: ") for each in note.weaknesses)
    assert take.isHidden()
    onward = button(page, "take_onward_button")
    assert onward.text() == "Take to the situation scan (3)"
    onward.click()
    added = page.workspace.plan.all(ScanItem)[before:]
    assert [(each.category, each.origin) for each in added] == [("weakness", "internal")] * 3
    assert onward.isHidden()
    assert label(page, "onward_label").isVisible()
    page.workspace.document.undo()
    assert len(page.workspace.plan.all(ScanItem)) == before
    assert onward.isVisible()


def test_everything_found_flows_on_at_once(page: ScanPage) -> None:
    before = len(page.workspace.plan.all(ScanItem))
    for component in ("HS", "EW"):
        page.panel.show_component(component)
        button(page, "take_ratings_button").click()
    waiting = sum(
        len(each.strengths) + len(each.weaknesses) for each in page.workspace.plan.all(ComponentNote)
    )
    everything = button(page, "take_all_onward_button")
    assert everything.text() == f"Take all to the situation scan ({waiting})"
    everything.click()
    assert len(page.workspace.plan.all(ScanItem)) == before + waiting
    assert everything.isHidden()


def test_strengths_are_written_line_by_line(page: ScanPage) -> None:
    page.reveal("NU", "strengths")
    QTest.keyClicks(focused(), "Free breakfast")
    QTest.keyClick(focused(), Qt.Key.Key_Return)
    QTest.keyClicks(focused(), "Salad bars")
    QTest.keyClick(focused(), Qt.Key.Key_Return)
    (note,) = page.workspace.plan.all(ComponentNote)
    assert (note.component, note.strengths) == ("NU", ("Free breakfast", "Salad bars"))


def test_numbers_of_the_component_are_told_unless_too_small(page: ScanPage) -> None:
    page.panel.show_component("HS")
    with page.workspace.edit("Numbers") as edit:
        edit.add(DataPoint, measure="Asthma", unit="count", value=7.0, component="HS", period="2025-26")
        big = edit.add(DataPoint, measure="Seen in time", unit="percent", value=46.0, component="HS")
    assert "Asthma: 7 (All students, 2025-26)" in label(page, "numbers_label").text()
    assert "Seen in time: 46 %" in label(page, "numbers_label").text()
    assert label(page, "small_numbers_label").isVisible()
    (asthma,) = page.workspace.plan.where(DataPoint, measure="Asthma")
    with page.workspace.edit("Hide") as edit:
        edit.set(asthma, suppressed=True)
    (asthma,) = page.workspace.plan.where(DataPoint, measure="Asthma")
    assert asthma.value is None
    assert "Asthma: too small to show" in label(page, "numbers_label").text()
    assert not label(page, "small_numbers_label").isVisible()
    assert big.value == 46


def test_a_new_number_is_about_the_chosen_component(page: ScanPage) -> None:
    page.panel.show_component("SE")
    button(page, "new_number_button").click()
    assert page.part == "3"
    (made,) = page.workspace.plan.where(DataPoint, component="SE")
    assert made.measure == ""


def test_a_component_is_left_out_with_its_reason(page: ScanPage) -> None:
    page.panel.show_component("EW")
    line = page.findChild(QLineEdit, "left_out_edit")
    assert line is not None
    line.setFocus()
    QTest.keyClicks(line, "Bargained in 2027")
    assert page.workspace.plan.charter.wscc_left_out["EW"] == "Bargained in 2027"
    page.workspace.document.undo()
    assert "EW" not in page.workspace.plan.charter.wscc_left_out
    assert line.text() == ""


def test_findings_lead_to_their_component(empty: ScanPage) -> None:
    finding = next(each for each in empty.workspace.findings() if each.check == "CHK-108")
    empty.workspace.reveal(finding)
    assert empty.panel.component == finding.entity_id
    assert empty.panel.practice[0].isAncestorOf(focused())


def test_a_rating_is_found_where_it_is_entered(page: ScanPage) -> None:
    rating = page.workspace.plan.where(WsccRating, component="CP")[1]
    page.reveal(rating.id, "evidence")
    assert page.panel.component == "CP"
    assert page.panel.practice[1].isAncestorOf(focused())
    point = page.workspace.plan.all(DataPoint)[0]
    page.reveal(point.id, "value")
    assert page.part == "3"


def test_the_sheets_are_the_same_work_by_keys(page: ScanPage) -> None:
    page.panel.show_component("HE")
    page.show_part("0")
    body = page._view("0").body
    body.rows[0].focus()  # type: ignore[attr-defined]
    QTest.keyClick(focused(), Qt.Key.Key_3)
    page.show_part(DRAWING)
    assert page.panel.practice[0].levels.value == "3"


def test_it_is_there_after_reopening(page: ScanPage, window: MainWindow, library_file: Path) -> None:
    page.panel.show_component("HE")
    page.panel.open_statement(WsccRating, 1)
    QTest.keyClick(focused(), Qt.Key.Key_0)
    window.open_workshop(library_file, "A4")
    assert window.workshop is not None
    again = window.workshop.findChild(ScanPage)
    assert again is not None
    assert practice(again.workspace.plan, "HE")[1] == 0
