"""What the twelve questions lead to, at hand where it is worked on: strategies and the budget."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from planner.domain.record import Record
from planner.domain.records import Action, DistrictPartnershipAnswer, Strategy, TocNode
from planner.gui.pages.carried import CarriedPage
from planner.gui.pages.interventions import InterventionsPage
from planner.gui.workshop_view import WorkshopView


def page_of(workshop: WorkshopView, code: str) -> CarriedPage | InterventionsPage:
    workshop.show_step(code)
    assert workshop.current is not None
    page = workshop.current.page
    assert isinstance(page, CarriedPage | InterventionsPage)
    return page


@pytest.mark.parametrize(
    ("code", "question", "kind"),
    [("B4", "pq01", TocNode), ("C5", "pq01", Strategy), ("D3", "pq04", Action)],
)
def test_an_answer_becomes_work_where_it_is_needed(
    workshop: WorkshopView, code: str, question: str, kind: type[Record]
) -> None:
    page = page_of(workshop, code)
    before = len(page.workspace.document.plan.all(kind))
    button = page.drawer.button
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert page.drawer.card.isVisible()
    make = page.findChild(QPushButton, f"{question}_{kind.about.kind}_button")
    assert make is not None
    QTest.mouseClick(make, Qt.MouseButton.LeftButton)
    assert len(page.workspace.document.plan.all(kind)) == before + 1
    assert page.findChild(QPushButton, f"{question}_open_{kind.about.kind}_button") is not None
    page.workspace.document.undo()
    assert len(page.workspace.document.plan.all(kind)) == before


def test_without_such_answers_there_is_no_button(workshop: WorkshopView) -> None:
    page = page_of(workshop, "C5")
    with page.workspace.edit("No follow-up") as edit:
        for each in page.workspace.document.plan.all(DistrictPartnershipAnswer):
            edit.set(each, follow_up="none")
    button = page.drawer.button
    assert not button.isVisible()
