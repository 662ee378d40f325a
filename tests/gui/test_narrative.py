"""B6 in the window: paths are turned, a draft is written and taken back, what blocks leads to its place."""

from datetime import date

import pytest
from PySide6.QtCore import Qt

from planner.domain.records import TocLink, TocNarrative, TocNode, TocQuality
from planner.gui.pages.narrative import ALOUD, GATE, LOGIC, NarrativePage
from planner.services.library import Library

OPENS_ON = "B6"


@pytest.fixture
def page(workshop) -> NarrativePage:
    return workshop.current.page


def plan_of(page):
    return page.workspace.document.plan


def names(page) -> str:
    return "\n".join(each.name for each in page.view.regions)


def test_paths_are_turned_by_keys_and_begin_again_after_the_last(page, qtbot):
    page.view.setFocus()
    assert page.view.figure.title.startswith("Path 1 of ")
    first = names(page)
    qtbot.keyClick(page.view, Qt.Key.Key_N)
    assert page.view.figure.title.startswith("Path 2 of ")
    assert names(page) != first
    qtbot.keyClick(page.view, Qt.Key.Key_P)
    qtbot.keyClick(page.view, Qt.Key.Key_P)
    number, _of, count = page.view.figure.title.removeprefix("Path ").split()
    assert number == count
    page.onward.click()
    assert names(page) == first
    assert "so that" in page.view.figure.description


def test_turning_is_for_paths_only(page):
    page.show_view(LOGIC)
    assert not page.onward.isEnabled()
    page.show_view(ALOUD)
    assert page.onward.isEnabled()
    page.show_part("0")
    assert not page.onward.isEnabled()


def test_a_draft_replaces_the_narrative_and_one_undo_brings_it_back(page, qtbot):
    was = plan_of(page).one(TocNarrative).text
    page.view.setFocus()
    qtbot.keyClick(page.view, Qt.Key.Key_W)
    drafted = plan_of(page).one(TocNarrative).text
    assert drafted != was
    assert "because" in drafted
    assert page.part == "0"
    page.workspace.document.undo()
    assert plan_of(page).one(TocNarrative).text == was


def test_the_logic_model_holds_every_outcome_and_leads_to_it(page, workshop, qtbot):
    page.show_view(LOGIC)
    shown = {each.key for each in page.view.regions}
    assert {each.id for each in plan_of(page).all(TocNode)} <= shown
    node = plan_of(page).where(TocNode, kind="early_outcome")[0]
    page.view.choose(node.id)
    page.view.setFocus()
    qtbot.keyClick(page.view, Qt.Key.Key_Return)
    assert workshop.workspace.step == "B2"


def test_the_gate_says_what_is_in_the_way_and_leads_there(page, workshop, qtbot):
    page.show_view(GATE)
    assert "Nothing is in the way" in page.view.figure.description
    document = page.workspace.document
    with document.edit("Rate") as edit:
        edit.set(plan_of(page).one(TocQuality), feasible=2, comments="")
    assert "a rating below 3 needs a comment" in page.view.figure.description
    with document.edit("Cut") as edit:
        edit.delete(*(each for each in plan_of(page).all(TocLink)))
    assert "Not yet: something blocks" in page.view.figure.description
    page.view.choose("finding 0")
    page.view.setFocus()
    qtbot.keyClick(page.view, Qt.Key.Key_Return)
    assert workshop.workspace.step in ("B1", "B2", "B4", "B5")


def test_ratings_and_sign_off_lead_to_their_sheets(page, qtbot):
    page.show_view(GATE)
    for key, part in (("quality", "1"), ("vote", "2")):
        page.show_part("drawing")
        page.view.choose(key)
        page.view.setFocus()
        qtbot.keyClick(page.view, Qt.Key.Key_Return)
        assert page.part == part


def test_an_empty_plan_leads_to_the_map(home, paths):
    made = Library(paths).new_workshop("New", "District", "CA", date(2026, 7, 1), date(2029, 6, 30), "F")
    home.open_workshop(made, "B6")
    page = home.workshop.current.page
    assert page.note.isVisible()
    page.write_draft()
    assert home.workshop.workspace.plan.one(TocNarrative).text == ""
    page.show_view(GATE)
    assert "Not yet" in page.view.figure.description
