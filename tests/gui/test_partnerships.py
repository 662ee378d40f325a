"""The partnerships page in a real window: by keys and mouse, and what is then in the plan."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from planner.domain import records as r
from planner.gui.main_window import MainWindow
from planner.gui.pages.partnerships import IMPACT, INVENTORY, NEXT, SERVICES, PartnershipsPage
from planner.gui.workshop_view import WorkshopView
from planner.paths import Paths
from planner.services.library import Library

OPENS_ON = "A5"


def page_of(workshop: WorkshopView) -> PartnershipsPage:
    workshop.show_step("A5")
    assert workshop.current is not None
    page = workshop.current.page
    assert isinstance(page, PartnershipsPage)
    return page


@pytest.fixture
def page(workshop: WorkshopView) -> PartnershipsPage:
    return page_of(workshop)


@pytest.fixture
def empty(make_window: Callable[[], MainWindow], paths: Paths) -> PartnershipsPage:
    """The page of a new workshop."""
    file = Library(paths).new_workshop("Plan", "District", "CA", date(2026, 7, 1), date(2029, 6, 30), "F")
    window = make_window()
    window.open_workshop(file, "A5")
    assert window.workshop is not None
    return page_of(window.workshop)


def coded(page: PartnershipsPage, code: str) -> r.Partner:
    found = page.workspace.document.plan.by_code(code)
    assert isinstance(found, r.Partner)
    return found


def press(widget: QWidget, name: str) -> None:
    button = widget.findChild(QPushButton, name)
    assert button is not None, name
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def test_digits_rate_one_criterion_after_the_other_and_each_is_one_undo(page: PartnershipsPage) -> None:
    partner = coded(page, "PA-05")
    page.inventory.setFocus()
    page.inventory.choose(f"{partner.id}/fit", tell=True)
    QTest.keyClicks(page.inventory, "21")
    assert coded(page, "PA-05").criteria == {**partner.criteria, "fit": 2, "reach": 1}
    assert page.inventory.current == f"{partner.id}/quality"
    page.workspace.document.undo()
    page.workspace.document.undo()
    assert coded(page, "PA-05").criteria == partner.criteria


def test_a_partner_is_added_by_key_named_and_there_after_reopening(
    window: MainWindow, page: PartnershipsPage, library_file: Path
) -> None:
    page.inventory.setFocus()
    QTest.keyClicks(page.inventory, "n")
    focus = QApplication.focusWidget()
    assert focus is not None
    assert focus.objectName() == "name_edit"
    QTest.keyClicks(focus, "Food bank")
    page.commit()
    QTest.keyClicks(page.quick, "Library")
    QTest.keyClick(page.quick, Qt.Key.Key_Return)
    assert page.quick.text() == ""
    page.quick.lines_pasted.emit("Museum\nZoo")
    names = ["Food bank", "Library", "Museum", "Zoo"]
    assert [each.name for each in page.workspace.document.plan.all(r.Partner)][6:] == names
    window.open_workshop(library_file, "A5")
    assert window.workshop is not None
    held = window.workshop.workspace.document.plan.all(r.Partner)
    assert [each.name for each in held][6:] == names


def test_arrows_walk_the_inventory_enter_opens_and_delete_deletes(page: PartnershipsPage) -> None:
    view = page.inventory
    view.setFocus()
    view.choose(coded(page, "PA-01").id, tell=True)
    QTest.keyClick(view, Qt.Key.Key_Right)
    assert view.current.endswith("/fit")
    QTest.keyClick(view, Qt.Key.Key_Left)
    QTest.keyClick(view, Qt.Key.Key_Down)
    assert view.current == coded(page, "PA-02").id
    QTest.keyClick(view, Qt.Key.Key_Return)
    assert page.details.form is not None
    assert page.details.form.record == coded(page, "PA-02")
    view.setFocus()
    QTest.keyClick(view, Qt.Key.Key_Delete)
    assert page.workspace.document.plan.by_code("PA-02") is None
    page.workspace.document.undo()
    assert page.workspace.document.plan.by_code("PA-02") is not None


def test_a_gap_is_taken_up_from_its_cell_and_answered_below(qtbot: QtBot, page: PartnershipsPage) -> None:
    page.show_picture(SERVICES)
    view = page.services.view
    cell = next(each for each in view.regions if each.key.startswith("component/NU"))
    view.setFocus()
    view.choose(cell.key, tell=True)
    assert page.services.findChild(QPushButton, "chosen_suggestion_button") is not None
    QTest.keyClick(view, Qt.Key.Key_Return)
    (gap,) = [each for each in page.workspace.document.plan.all(r.PartnershipGap) if not each.response]
    assert (gap.kind, gap.service, gap.region_id) == ("gap", "Nutrition environment and services", None)
    focus = QApplication.focusWidget()
    assert focus is not None
    assert focus.objectName() == "response_edit"
    QTest.keyClicks(focus, "Ask the food bank")
    page.commit()
    assert "Ask the food bank" in next(each.name for each in view.regions if each.key == cell.key)
    page.workspace.document.undo()
    page.workspace.document.undo()
    assert page.workspace.document.plan.get(r.PartnershipGap, gap.id) is None


def test_an_overlap_in_two_regions_becomes_two_records_in_one_edit(
    qtbot: QtBot, page: PartnershipsPage
) -> None:
    page.show_picture(SERVICES)
    before = page.workspace.document.plan.all(r.PartnershipGap)
    press(page.services, "suggestion_1_button")
    qtbot.waitUntil(lambda: len(page.workspace.document.plan.all(r.PartnershipGap)) == len(before) + 2)
    assert {each.service for each in page.workspace.document.plan.all(r.PartnershipGap)[-2:]} == {
        "mental health"
    }
    page.workspace.document.undo()
    assert page.workspace.document.plan.all(r.PartnershipGap) == before


def test_maturity_by_digit_and_the_way_to_the_statements(page: PartnershipsPage) -> None:
    page.show_picture(IMPACT)
    page.impact.setFocus()
    page.impact.choose("function/shared_measurement", tell=True)
    QTest.keyClicks(page.impact, "3")
    (held,) = page.workspace.document.plan.where(r.BackboneFunction, function="shared_measurement")
    assert held.maturity == 3
    QTest.keyClick(page.impact, Qt.Key.Key_Return)
    assert page.details.form is not None
    assert page.details.form.record == held
    page.impact.setFocus()
    page.impact.choose("condition/backbone_support", tell=True)
    QTest.keyClick(page.impact, Qt.Key.Key_Return)
    assert page.step.sheets[int(page.part)].kind is r.CiRating
    page.show_part("drawing")
    page.impact.choose("precondition/urgency", tell=True)
    QTest.keyClick(page.impact, Qt.Key.Key_Return)
    assert page.step.sheets[int(page.part)].kind is r.CiPreconditions


def test_an_answer_becomes_an_intervention_and_knows_it(page: PartnershipsPage) -> None:
    page.show_picture(NEXT)
    press(page, "pq01_toc_node_button")
    plan = page.workspace.document.plan
    made = plan.all(r.TocNode)[-1]
    assert (made.kind, made.statement[:14]) == ("intervention", "Oral treatment")
    assert [each.promoted_to for each in plan.where(r.Idea, prompt="PQ01")] == [made.id]
    opened = page.findChild(QPushButton, "pq01_open_toc_node_button")
    assert opened is not None
    assert "Became intervention" in opened.accessibleName()
    press(page, "pq04_action_button")
    assert page.workspace.document.plan.all(r.Action)[-1].cost_expected
    page.workspace.document.undo()
    page.workspace.document.undo()
    assert not page.workspace.document.plan.where(r.Idea, prompt="PQ01")
    assert made.id not in {each.id for each in page.workspace.document.plan.all(r.TocNode)}


def test_an_empty_page_teaches_and_its_button_makes_the_first_partner(empty: PartnershipsPage) -> None:
    press(empty, "empty_button")
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClicks(focus, "Food bank")
    empty.commit()
    assert [each.name for each in empty.workspace.document.plan.all(r.Partner)] == ["Food bank"]
    assert empty.inventory.isVisible()
    empty.workspace.document.undo()
    empty.show_picture(SERVICES)
    assert empty.services._note.isVisible()
    empty.show_picture(NEXT)
    press(empty, "questions_button")
    assert empty.step.sheets[int(empty.part)].kind is r.DistrictPartnershipAnswer
    empty.show_part("drawing")
    for picture in (SERVICES, IMPACT, NEXT, INVENTORY):
        empty.show_picture(picture)


def test_findings_lead_to_the_partner_the_function_and_the_gap(page: PartnershipsPage) -> None:
    partner = coded(page, "PA-03")
    page.reveal(partner.id, "data_agreement")
    assert page.inventory.current == partner.id
    assert page.details.form is not None
    assert page.details.form.record == partner
    page.reveal("public_will", "lead_id")  # CHK-110 names the key of the library
    assert page.step.sheets[int(page.part)].kind is r.BackboneFunction
    gap = page.workspace.document.plan.by_code("PG-02")
    assert gap is not None
    page.reveal(gap.id, "response")
    assert page.picture == SERVICES
    assert page.details.form.record == gap


def test_the_place_is_found_again(page: PartnershipsPage) -> None:
    page.show_picture(IMPACT)
    place = page.place()
    page.show_picture(INVENTORY)
    page.return_to(place)
    assert page.picture == IMPACT


def test_screen_readers_hear_every_partner_and_criterion(page: PartnershipsPage) -> None:
    heard = QAccessible.queryAccessibleInterface(page.inventory)
    names = [heard.child(at).text(QAccessible.Text.Name) for at in range(heard.childCount())]
    assert any("Oral-health providers (sample). oral screening" in each for each in names)
    assert "Clinic network B (sample), Agreement and data: 1 of 3" in names
