"""B4 in the window: what we do is written, matched and marked, by keys and by mouse."""

import pytest
from PySide6.QtCore import QPoint, Qt

from planner.domain.records import TocLink, TocNarrative, TocNode
from planner.gui.pages.interventions import InterventionsPage
from planner.services.document import Document

OPENS_ON = "B4"


@pytest.fixture
def page(workshop) -> InterventionsPage:
    return workshop.current.page


def plan_of(page):
    return page.workspace.document.plan


def node(page, kind, number=0) -> TocNode:
    return plan_of(page).where(TocNode, kind=kind)[number]


def doing_for(page, outcome) -> set[str]:
    links = plan_of(page).where(TocLink, to_id=outcome.id)
    nodes = plan_of(page).some(TocNode, [each.from_id for each in links])
    return {each.statement for each in nodes if each.kind == "intervention"}


def test_every_card_is_there_and_named(page):
    kinds = ("intervention", "early_outcome")
    shown = {each.key for each in page.view.regions}
    assert shown == {each.id for each in plan_of(page).all(TocNode) if each.kind in kinds} | {"stop"}
    names = [each.name for each in page.view.regions]
    assert any("Early outcome" in each and "through" in each for each in names)


def test_what_we_do_is_written_for_the_chosen_outcome_in_one_step_each(page, qtbot):
    outcome = node(page, "early_outcome", 2)
    page.view.choose(outcome.id, tell=True)
    page.view.setFocus()
    before = doing_for(page, outcome)
    qtbot.keyClick(page.view, Qt.Key.Key_N)
    qtbot.keyClicks(page.writer.editor, "Night clinics")
    qtbot.keyClick(page.writer.editor, Qt.Key.Key_Return)
    qtbot.keyClicks(page.writer.editor, "Weekend clinics")
    qtbot.keyClick(page.writer.editor, Qt.Key.Key_Return)
    qtbot.keyClick(page.writer.editor, Qt.Key.Key_Escape)
    assert doing_for(page, outcome) == before | {"Night clinics", "Weekend clinics"}
    page.workspace.document.undo()
    assert doing_for(page, outcome) == before | {"Night clinics"}
    page.workspace.document.undo()
    assert doing_for(page, outcome) == before


def test_a_card_is_dragged_onto_what_it_acts_on_and_back(page, qtbot):
    top = min((each for each in page.view.regions if each.movable), key=lambda each: each.box.y)
    doing = plan_of(page).get(TocNode, top.key)
    free = node(page, "early_outcome", 3)
    assert doing.statement not in doing_for(page, free)
    for matched in (True, False):
        view = page.view
        start = view.pixels(view.region(doing.id).box).center()
        end = view.pixels(view.region(free.id).box).center()
        qtbot.mousePress(view.viewport(), Qt.MouseButton.LeftButton, pos=start)
        qtbot.mouseMove(view.viewport(), start + QPoint(30, 0))
        qtbot.mouseMove(view.viewport(), end)
        qtbot.mouseRelease(view.viewport(), Qt.MouseButton.LeftButton, pos=end)
        assert (doing.statement in doing_for(page, free)) == matched


def test_the_menu_matches_by_keys(page, qtbot):
    doing = node(page, "intervention", 1)
    page.view.choose(doing.id, tell=True)
    page.view.setFocus()
    qtbot.keyClick(page.view, Qt.Key.Key_L)
    menu = page.findChild(object, "b4_match_menu")
    actions = menu.actions()
    assert len(actions) == len(plan_of(page).where(TocNode, kind="early_outcome"))
    first = next(number for number, each in enumerate(actions) if not each.isChecked())
    outcome = node(page, "early_outcome", first)
    actions[first].trigger()
    menu.close()
    assert doing.statement in doing_for(page, outcome)


def test_an_outcome_that_somebody_else_brings_about_is_no_weak_spot(page, qtbot):
    outcome = node(page, "early_outcome", 0)
    with page.workspace.document.edit("Cut") as edit:
        edit.delete(*plan_of(page).where(TocLink, to_id=outcome.id))
    assert "Nothing we do leads to this yet" in page.view.region(outcome.id).name
    page.view.choose(outcome.id, tell=True)
    assert "E says that somebody else does it" in page.hint.text()
    page.view.setFocus()
    qtbot.keyClick(page.view, Qt.Key.Key_E)
    assert node(page, "early_outcome", 0).external
    assert "Somebody else brings it about" in page.view.region(outcome.id).name
    assert page.hint.isHidden()


def test_what_will_stop_is_drawn_and_written_on_its_sheet(page, qtbot):
    with page.workspace.document.edit("Stop") as edit:
        edit.set(plan_of(page).one(TocNarrative), stop_doing=("Paper referral forms",))
    assert "Paper referral forms" in page.view.region("stop").name
    page.view.choose("stop")
    page.view.setFocus()
    qtbot.keyClick(page.view, Qt.Key.Key_Return)
    assert page.part == "1"


def test_an_empty_step_teaches_and_what_is_written_is_there_after_reopening(home, qtbot, paths):
    from datetime import date

    from planner.services.library import Library

    made = Library(paths).new_workshop("New", "District", "CA", date(2026, 7, 1), date(2029, 6, 30), "F")
    home.open_workshop(made, "B4")
    page = home.workshop.current.page
    assert page.note.isVisible()
    page.new_intervention()
    qtbot.keyClicks(page.writer.editor, "Mobile care")
    qtbot.keyClick(page.writer.editor, Qt.Key.Key_Return)
    qtbot.keyClick(page.writer.editor, Qt.Key.Key_Escape)
    assert page.note.isHidden()
    home.close_workshop()
    document = Document.open(made)
    assert [(each.kind, each.statement) for each in document.plan.all(TocNode)] == [
        ("intervention", "Mobile care")
    ]
    document.close()
