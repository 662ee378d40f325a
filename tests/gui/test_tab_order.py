"""Tab goes through the window as it stands there, also through what was built late."""

from itertools import pairwise

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from planner.gui.pages.drawn_page import DrawnPage
from planner.gui.workshop_view import WorkshopView


def tabbed(workshop: WorkshopView, key: Qt.Key) -> list[QWidget]:
    """Press Tab until the keyboard is back where it began; return where it was."""
    reached: list[QWidget] = []
    for _ in range(200):
        at = QApplication.focusWidget()
        assert at is not None
        if reached and at is reached[0]:
            return reached
        reached.append(at)
        QTest.keyClick(at, key)
    raise AssertionError(reached[-3:])


def inside(widgets: list[QWidget], region: QWidget) -> list[int]:
    return [number for number, each in enumerate(widgets) if region.isAncestorOf(each)]


@pytest.mark.parametrize("step", ["A2", "C4"])
def test_a_page_built_late_comes_before_the_guide(workshop: WorkshopView, step: str):
    workshop.show_step(step)
    assert workshop.current is not None
    page = workshop.current.page
    if isinstance(page, DrawnPage):
        page.show_part("1")
    workshop.top_bar.home_button.setFocus()
    reached = tabbed(workshop, Qt.Key.Key_Tab)
    regions = [workshop.top_bar, workshop.navigator, workshop.current, workshop.guide]
    places = [inside(reached, each) for each in regions]
    assert all(places)
    for before, after in pairwise(places):
        assert max(before) < min(after)
    lists = [each for each in reached if each.objectName().endswith("_list")]
    first_field = next(each for each in reached if each.objectName().endswith(("_link", "name_edit")))
    assert reached.index(lists[0]) < reached.index(first_field)
    workshop.top_bar.home_button.setFocus()
    assert tabbed(workshop, Qt.Key.Key_Backtab)[1:] == reached[:0:-1]
