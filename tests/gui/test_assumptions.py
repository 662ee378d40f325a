"""B3 under keys and mouse: assumptions are written, rated on the grid, and given a test with a day."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot
from tests.gui.drawn_desk import DrawnDesk

from planner.domain.figures.assumption_board import CHIP, LINK
from planner.domain.records import Assumption, TocLink, TocNode
from planner.gui.pages.assumptions import BOARD, TESTS

ALT = Qt.KeyboardModifier.AltModifier
HIRE = Assumption(id="hire", code="AS-01", statement="Clinicians can be hired", confidence=3, consequence=5)
BUSES = Assumption(id="bus", code="AS-02", position=1.0, statement="Buses run in the evening")


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> Iterator[DrawnDesk]:
    made = DrawnDesk(qtbot, tmp_path, "B3", (HIRE, BUSES))
    yield made
    made.workspace.close()


@pytest.fixture
def bare(qtbot: QtBot, tmp_path: Path) -> Iterator[DrawnDesk]:
    made = DrawnDesk(qtbot, tmp_path, "B3", ())
    yield made
    made.workspace.close()


def ratings(desk: DrawnDesk, record_id: str) -> tuple[int | None, int | None]:
    held = desk.plan.get(Assumption, record_id)
    assert held is not None
    return held.confidence, held.consequence


class TestWriting:
    def test_the_empty_page_teaches_and_n_writes_one_after_the_other(self, bare: DrawnDesk):
        assert bare.page.note.isVisible()
        bare.page.take_focus()
        button = QApplication.focusWidget()
        assert button is bare.page.note.button
        QTest.keyClicks(button, "n")
        bare.type("Partners may share the data")
        bare.type("Prices stay as they are")
        bare.type("", Qt.Key.Key_Escape)
        assert [each.statement for each in bare.plan.all(Assumption)] == [
            "Partners may share the data",
            "Prices stay as they are",
        ]
        assert not bare.page.note.isVisible()
        assert "type two digits" in bare.page.hint.text() or bare.view.current

    def test_one_undo_takes_one_back(self, bare: DrawnDesk):
        bare.page.note.button.click()
        bare.type("Partners may share the data")
        bare.type("Prices stay as they are")
        bare.type("", Qt.Key.Key_Escape)
        bare.document.undo()
        assert len(bare.plan.all(Assumption)) == 1

    def test_t_writes_the_test_and_asks_for_its_day(self, desk: DrawnDesk):
        desk.view.choose("hire", tell=True)
        desk.keys("t")
        desk.type("Count the vacancies each quarter")
        assert desk.plan.get(Assumption, "hire").test_method == "Count the vacancies each quarter"
        assert desk.page.details.form.editor("test_by").has_focus()

    def test_t_asks_what_to_test(self, desk: DrawnDesk):
        desk.view.choose("")
        desk.keys("t")
        assert "Choose an assumption first" in desk.page.hint.text()


class TestGrid:
    def test_a_chip_is_dragged_to_a_cell(self, desk: DrawnDesk):
        desk.drag(CHIP + "hire", desk.spot("cell:1:4"))
        assert ratings(desk, "hire") == (1, 4)
        desk.document.undo()
        assert ratings(desk, "hire") == (3, 5)

    def test_a_row_of_the_register_is_dragged_onto_the_grid(self, desk: DrawnDesk):
        goal = desk.spot("cell:2:5")
        desk.drag("bus", goal)
        assert ratings(desk, "bus") == (2, 5)
        assert "No test yet" in desk.view.region("bus").name

    def test_a_chip_is_dragged_back_into_the_tray(self, desk: DrawnDesk):
        desk.drag(CHIP + "hire", desk.spot(CHIP + "bus"))
        assert ratings(desk, "hire") == (None, None)

    def test_alt_right_is_less_sure_and_alt_down_less_harm(self, desk: DrawnDesk):
        desk.view.choose(CHIP + "hire", tell=True)
        desk.key(Qt.Key.Key_Right, ALT)
        desk.key(Qt.Key.Key_Down, ALT)
        assert ratings(desk, "hire") == (2, 4)
        assert desk.view.current == CHIP + "hire"

    def test_two_digits_rate(self, desk: DrawnDesk):
        desk.view.choose("bus", tell=True)
        assert "two digits" in desk.page.hint.text()
        desk.keys("25")
        assert ratings(desk, "bus") == (2, 5)
        assert desk.document.undo_label == "Place “Buses run in the evening”"

    def test_row_and_chip_are_marked_together(self, desk: DrawnDesk):
        desk.view.choose("hire", tell=True)
        assert desk.view.echo == CHIP + "hire"
        desk.view.choose(CHIP + "hire", tell=True)
        assert desk.view.echo == "hire"
        assert desk.page.details.form.record.id == "hire"

    def test_the_menu_offers_what_keys_do(self, desk: DrawnDesk):
        menu = QMenu(desk.page)
        desk.page.fill_menu(menu, CHIP + "hire")
        assert [each.text() for each in menu.actions()] == [
            "Open the details",
            "How we test it",
            "Take off the grid",
            "Delete",
        ]
        menu.actions()[2].trigger()
        assert ratings(desk, "hire") == (None, None)

    def test_delete_can_be_undone(self, desk: DrawnDesk):
        desk.view.choose(CHIP + "bus", tell=True)
        desk.key(Qt.Key.Key_Delete)
        assert desk.plan.get(Assumption, "bus") is None
        desk.document.undo()
        assert desk.plan.get(Assumption, "bus") is not None


class TestTests:
    def test_they_are_chosen_and_edited_there(self, desk: DrawnDesk):
        with desk.workspace.edit("Test") as edit:
            edit.set(desk.plan.get(Assumption, "bus"), test_by=date(2026, 10, 1), test_method="Ride one")
        desk.page.show_view(TESTS)
        assert [each.key for each in desk.view.regions] == ["bus", "hire"]
        assert "Test was due Oct 1, 2026" in desk.view.region("bus").name
        desk.view.choose("bus", tell=True)
        desk.key(Qt.Key.Key_Return)
        assert desk.page.details.form.editor("statement").has_focus()


class TestBeliefs:
    def test_enter_on_a_link_writes_what_is_assumed_under_it(self, desk: DrawnDesk):
        with desk.workspace.edit("Link") as edit:
            first = edit.add(TocNode, kind="early_outcome", statement="Centers are open")
            then = edit.add(TocNode, statement="Students get care")
            link = edit.add(TocLink, from_id=first.id, to_id=then.id)
        desk.view.choose(LINK + link.id, tell=True)
        desk.key(Qt.Key.Key_Return)
        desk.type("Students know where the center is")
        made = desk.plan.all(Assumption)[-1]
        assert (made.statement, made.link_ids) == ("Students know where the center is", (link.id,))
        assert desk.view.region(LINK + link.id) is None
        assert desk.view.current == made.id


class TestPage:
    def test_a_finding_leads_to_the_field(self, desk: DrawnDesk):
        desk.page.show_view(TESTS)
        desk.page.reveal("hire", "test_method")
        assert desk.page.shown == BOARD
        assert desk.view.current == "hire"
        assert desk.page.details.form.editor("test_method").has_focus()

    def test_all_is_there_after_reopening(self, desk: DrawnDesk):
        desk.view.choose("bus", tell=True)
        desk.keys("24t")
        desk.type("Ask the drivers")
        plan = desk.reopened()
        buses = plan.get(Assumption, "bus")
        assert (buses.confidence, buses.consequence, buses.test_method) == (2, 4, "Ask the drivers")
