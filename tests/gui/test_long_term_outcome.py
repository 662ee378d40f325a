"""The long-term outcome in a real window: typed, dragged over the ceiling, and there after reopening."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from planner.domain.records import TocNode
from planner.gui.main_window import MainWindow
from planner.gui.pages.long_term_outcome import LongTermOutcomePage
from planner.paths import Paths
from planner.services.library import Library

OPENS_ON = "B1"


def page_of(window: MainWindow) -> LongTermOutcomePage:
    assert window.workshop is not None
    window.workshop.show_step("B1")
    assert window.workshop.current is not None
    page = window.workshop.current.page
    assert isinstance(page, LongTermOutcomePage)
    return page


@pytest.fixture
def page(window: MainWindow) -> LongTermOutcomePage:
    """The page on the sample."""
    return page_of(window)


@pytest.fixture
def fresh(paths: Paths) -> Path:
    """A new workshop."""
    return Library(paths).new_workshop("Plan", "District", "CA", date(2026, 7, 1), date(2029, 6, 30), "F")


def nodes(page: LongTermOutcomePage) -> list[tuple[str, str, bool]]:
    return [
        (each.kind, each.statement, each.above_ceiling)
        for each in page.workspace.document.plan.all(TocNode)
        if each.kind in ("impact", "long_term_outcome")
    ]


def test_both_are_typed_by_keyboard_from_the_empty_page(
    make_window: Callable[[], MainWindow], fresh: Path
) -> None:
    window = make_window()
    window.open_workshop(fresh, "B1")
    page = page_of(window)
    button = page.findChild(QPushButton, "empty_button")
    assert button is not None
    assert button.isVisible()
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_Space)
    assert QApplication.focusWidget() is page.outcome
    QTest.keyClicks(page.outcome, "Every student is well enough to learn")
    QTest.keyClick(page.outcome, Qt.Key.Key_Return)
    assert QApplication.focusWidget() is page.outcome
    page.view.setFocus()
    QTest.keyClicks(page.view, "h")
    assert QApplication.focusWidget() is page.hope
    QTest.keyClicks(page.hope, "Our county thrives")
    QTest.keyClick(page.hope, Qt.Key.Key_Return)
    wanted = [
        ("long_term_outcome", "Every student is well enough to learn", False),
        ("impact", "Our county thrives", True),
    ]
    assert nodes(page) == wanted
    page.workspace.document.undo()
    assert nodes(page) == wanted[:1]
    page.workspace.document.redo()
    window.open_workshop(fresh, "B1")
    assert nodes(page_of(window)) == wanted


def test_alt_up_puts_an_outcome_above_the_ceiling_in_one_undo(page: LongTermOutcomePage) -> None:
    before = nodes(page)
    with page.workspace.edit("New outcome") as edit:
        made = edit.add(TocNode, kind="long_term_outcome", statement="Families trust schools")
    page.view.choose(made.id, tell=True)
    page.view.setFocus()
    QTest.keyClick(page.view, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    held = page.workspace.document.plan.get(TocNode, made.id)
    assert held is not None
    assert (held.kind, held.above_ceiling) == ("impact", True)
    assert page.view.current == made.id
    page.workspace.document.undo()
    assert nodes(page) == [*before, ("long_term_outcome", "Families trust schools", False)]


def test_a_card_is_dragged_over_the_line(page: LongTermOutcomePage) -> None:
    with page.workspace.edit("New outcome") as edit:
        made = edit.add(TocNode, kind="impact", statement="Families trust schools", above_ceiling=True)
    region = page.view.region(made.id)
    assert region is not None
    start = page.view.pixels(region.box).center()
    goal = page.view.pixels(page.view.targets[1].box).center()
    QTest.mousePress(page.view.viewport(), Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseMove(page.view.viewport(), start + QPoint(0, 20))
    QTest.mouseMove(page.view.viewport(), goal)
    QTest.mouseRelease(page.view.viewport(), Qt.MouseButton.LeftButton, pos=goal)
    held = page.workspace.document.plan.get(TocNode, made.id)
    assert held is not None
    assert (held.kind, held.above_ceiling) == ("long_term_outcome", False)


def test_enter_opens_the_fields_and_delete_can_be_undone(page: LongTermOutcomePage) -> None:
    key = page.view.regions[-1].key
    page.view.setFocus()
    page.view.choose(key, tell=True)
    QTest.keyClick(page.view, Qt.Key.Key_Return)
    assert page.details.form is not None
    focus = QApplication.focusWidget()
    assert focus is not None
    assert focus.objectName() == "statement_edit"
    page.view.setFocus()
    QTest.keyClick(page.view, Qt.Key.Key_Delete)
    assert page.workspace.document.plan.get(TocNode, key) is None
    page.workspace.document.undo()
    assert page.view.region(key) is not None


def test_a_finding_leads_to_its_card(page: LongTermOutcomePage) -> None:
    key = page.view.regions[0].key
    page.reveal(key, "statement")
    assert page.view.current == key
