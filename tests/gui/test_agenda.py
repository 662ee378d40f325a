"""The sessions of the charter in a real window: the agenda by keys and mouse."""

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from planner.domain import records as r
from planner.domain.analysis.agenda import items
from planner.gui.main_window import MainWindow
from planner.gui.pages.worksheet import WorksheetPage
from planner.gui.widgets.sessions_body import SessionsBody
from planner.gui.workshop_view import WorkshopView


def body_of(workshop: WorkshopView) -> SessionsBody:
    workshop.show_step("A1")
    assert workshop.current is not None
    page = workshop.current.page
    assert isinstance(page, WorksheetPage)
    body = page.show_sheet(3).body
    assert isinstance(body, SessionsBody)
    return body


@pytest.fixture
def body(workshop: WorkshopView) -> SessionsBody:
    made = body_of(workshop)
    session = made.workspace.document.plan.by_code("WS-1")
    assert session is not None
    made.select(session.id)
    return made


def labels(body: SessionsBody) -> list[str]:
    assert body.session is not None
    return [each.label for each in items(body.workspace.document.plan, body.session)]


def test_parts_are_typed_one_after_the_other_with_their_minutes(
    window: MainWindow, body: SessionsBody, library_file: Path
) -> None:
    before = labels(body)
    body.entry.setFocus()
    QTest.keyClicks(body.entry, "Hopes and worries 25")
    QTest.keyClick(body.entry, Qt.Key.Key_Return)
    QTest.keyClicks(body.entry, "Ground rules")
    QTest.keyClick(body.entry, Qt.Key.Key_Return)
    assert labels(body) == [*before, "Hopes and worries", "Ground rules"]
    made = {each.label: each.minutes for each in body.workspace.document.plan.all(r.AgendaItem)}
    assert (made["Hopes and worries"], made["Ground rules"]) == (25, 15)
    assert "20 minutes too long" in body.view.figure.description
    body.workspace.document.undo()
    assert labels(body) == [*before, "Hopes and worries"]
    window.open_workshop(library_file, "A1")
    assert window.workshop is not None
    again = body_of(window.workshop)
    assert labels(again)[-1] == "Hopes and worries"


def test_pasted_lines_are_one_edit(body: SessionsBody) -> None:
    before = labels(body)
    body.entry.lines_pasted.emit("Welcome 10\n\nRound robin 20 min\nClose")
    assert labels(body) == [*before, "Welcome", "Round robin", "Close"]
    body.workspace.document.undo()
    assert labels(body) == before


def test_a_step_comes_with_its_usual_minutes_below_the_chosen_part(body: SessionsBody) -> None:
    body.view.choose(body.view.regions[0].key, tell=True)
    body.add_step("B2")
    assert body.session is not None
    made = items(body.workspace.document.plan, body.session)[1]
    assert (made.step, made.label, made.minutes) == ("B2", "Outcome map", 90)
    assert body.view.current == made.id


def test_keys_move_lengthen_open_and_delete_a_part(body: SessionsBody) -> None:
    view, before = body.view, labels(body)
    first = view.regions[0].key
    view.setFocus()
    view.choose(first, tell=True)
    QTest.keyClick(view, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert labels(body) == [before[1], before[0], *before[2:]]
    QTest.keyClicks(view, "++-")
    plan = body.workspace.document.plan
    held = plan.get(r.AgendaItem, first)
    assert held is not None
    assert held.minutes == 35
    body.workspace.document.undo()
    body.workspace.document.undo()
    assert labels(body) == before
    view.choose(first, tell=True)
    QTest.keyClick(view, Qt.Key.Key_Return)
    assert body.part.record == body.workspace.document.plan.get(r.AgendaItem, first)
    assert body.forms.currentWidget() is body.part
    view.setFocus()
    QTest.keyClick(view, Qt.Key.Key_Delete)
    assert labels(body) == before[1:]


def test_a_part_is_dragged_to_its_place(body: SessionsBody) -> None:
    view, before = body.view, labels(body)
    start, goal = view.pixels(view.regions[0].box).center(), view.pixels(view.regions[1].box).center()
    QTest.mousePress(view.viewport(), Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseMove(view.viewport(), start + QPoint(0, 20))
    QTest.mouseMove(view.viewport(), goal + QPoint(0, 10))
    QTest.mouseRelease(view.viewport(), Qt.MouseButton.LeftButton, pos=goal + QPoint(0, 10))
    assert labels(body) == [before[1], before[0], *before[2:]]


def test_a_finding_leads_to_the_session_and_another_session_to_its_own_agenda(body: SessionsBody) -> None:
    body.view.choose(body.view.regions[0].key, tell=True)
    other = body.workspace.document.plan.by_code("WS-2")
    assert other is not None
    body.reveal(other.id, "planned_minutes")
    assert body.forms.currentWidget() is body.form
    assert body.form.record == other
    assert labels(body)[0] == "Step A4"
    item = body.workspace.document.plan.by_code("AG-01")
    assert item is not None
    body.reveal(item.id, "minutes")
    assert body.part.record == item


def test_an_empty_session_says_what_belongs_there(body: SessionsBody) -> None:
    with body.workspace.edit("New session") as edit:
        made = edit.add(r.Session, name="Later", date=date(2027, 1, 12))
    body.refresh(None)
    body.select(made.id)
    assert body._hint.isVisible()
    assert not body.view.regions
