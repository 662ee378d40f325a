"""The schedule under keys and mouse: what is done on the chart is in the plan."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from planner.domain.figures.gantt import HEADER
from planner.domain.figures.gantt_layout import ROW
from planner.domain.plan import Plan
from planner.domain.record import Record
from planner.domain.records import Action, ActionDependency, Milestone
from planner.domain.steps import step
from planner.gui.pages.schedule import SchedulePage
from planner.gui.theme import Theme, load_fonts
from planner.gui.workspace import Workspace
from planner.paths import Paths
from planner.services.document import Document

START, END = date(2026, 9, 1), date(2026, 11, 30)
FEW = (
    Action(id="first", code="AC-001", name="Choose the sites", start_date=START, end_date=END),
    Action(id="then", code="AC-002", name="Build the centers", position=1.0, start_date=date(2026, 12, 7)),
    Action(id="bare", code="AC-003", name="Tell everybody", position=2.0),
    Milestone(id="stone", code="MS-01", name="Sites chosen", action_id="first", date=END),
    ActionDependency(id="dep", code="DE-01", predecessor_id="first", successor_id="then"),
)
ALT, SHIFT, CTRL = (
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.ControlModifier,
)
BARE = Qt.KeyboardModifier.NoModifier


class Desk:
    """A page on an open workshop, as the window would hold it."""

    def __init__(self, qtbot: QtBot, folder: Path, records: tuple[Record, ...]) -> None:
        load_fonts()
        self.document = Document.create(
            folder / "a.workshop", records, label="Test", today=lambda: date(2026, 11, 13)
        )
        self.workspace = Workspace(self.document, Theme.load("light"), Paths(folder))
        self.workspace.step = "D2"
        self.page = SchedulePage(step("D2"), self.workspace)
        self.workspace.changed.connect(self.page.refresh)
        qtbot.addWidget(self.page)
        self.page.resize(1000, 700)
        self.page.refresh(None)
        with qtbot.waitExposed(self.page):
            self.page.show()
        self.view = self.page.view
        self.view.setFocus()

    @property
    def plan(self) -> Plan:
        return self.document.plan

    def action(self, record_id: str) -> Action:
        found = self.plan.get(Action, record_id)
        assert found is not None
        return found

    def key(self, key: Qt.Key, held: Qt.KeyboardModifier = BARE) -> None:
        QTest.keyClick(self.view, key, held)

    def type(self, words: str, key: Qt.Key = Qt.Key.Key_Return) -> None:
        assert self.view.editor.isVisible()
        QTest.keyClicks(self.view.editor, words)
        QTest.keyClick(self.view.editor, key)

    def spot(self, record_id: str, share: float) -> QPoint:
        number = self.view.row_number(record_id)
        assert number is not None
        box = self.view.chart.bar(number)
        assert box is not None
        across = self.view.horizontalScrollBar().value()
        y = HEADER + (number + 0.5) * ROW - self.view.verticalScrollBar().value()
        return QPoint(round(self.view.left() + box.x + box.w * share - across), round(y))

    def drag(self, start: QPoint, days: int) -> None:
        port = self.view.viewport()
        end = start + QPoint(round(days * self.view.chart.day), 0)
        QTest.mousePress(port, Qt.MouseButton.LeftButton, BARE, start)
        QTest.mouseMove(port, (start + end) / 2)
        QTest.mouseMove(port, end)
        QTest.mouseRelease(port, Qt.MouseButton.LeftButton, BARE, end)


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    made = Desk(qtbot, tmp_path, FEW)
    yield made
    made.workspace.close()


def test_keys_move_a_bar_and_one_undo_takes_it_back(desk: Desk) -> None:
    before = desk.plan
    desk.view.choose("first")
    desk.key(Qt.Key.Key_Right, ALT)
    desk.key(Qt.Key.Key_Right, ALT)
    desk.key(Qt.Key.Key_Right, ALT | CTRL)
    assert desk.action("first").start_date == START + timedelta(days=9)
    assert desk.action("first").end_date == END + timedelta(days=9)
    desk.document.undo()
    assert desk.plan == before


def test_keys_change_the_ends_of_a_bar(desk: Desk) -> None:
    desk.view.choose("first")
    desk.key(Qt.Key.Key_Left, SHIFT)
    desk.key(Qt.Key.Key_Left, SHIFT | CTRL)
    desk.key(Qt.Key.Key_BracketRight)
    assert desk.action("first").end_date == END - timedelta(days=8)
    assert desk.action("first").start_date == START + timedelta(days=1)


def test_an_end_never_lies_before_its_start(desk: Desk) -> None:
    desk.view.choose("first")
    for _ in range(20):
        desk.view.shift(-7, "end")
    assert desk.action("first").end_date == START
    desk.view.shift(30, "start")
    assert desk.action("first").start_date == START


def test_a_drag_moves_a_bar(desk: Desk) -> None:
    desk.drag(desk.spot("first", 0.5), 20)
    assert desk.action("first").start_date == START + timedelta(days=20)
    assert desk.action("first").end_date == END + timedelta(days=20)
    assert desk.document.undo_label == "Change dates"


def test_a_drag_of_an_edge_changes_that_end(desk: Desk) -> None:
    desk.drag(desk.spot("first", 1.0) - QPoint(2, 0), 20)
    assert (desk.action("first").start_date, desk.action("first").end_date) == (
        START,
        END + timedelta(days=20),
    )
    desk.drag(desk.spot("first", 0.0) + QPoint(2, 0), -10)
    assert desk.action("first").start_date == START - timedelta(days=10)


def test_a_milestone_is_dragged_to_another_day(desk: Desk) -> None:
    desk.drag(desk.spot("stone", 0.5), 14)
    found = desk.plan.get(Milestone, "stone")
    assert found is not None
    assert found.date == END + timedelta(days=14)


def test_a_row_without_dates_is_put_on_the_calendar(desk: Desk) -> None:
    desk.view.choose("bare")
    desk.key(Qt.Key.Key_Right, ALT)
    assert desk.action("bare").start_date == date(2026, 11, 13)
    assert desk.action("bare").end_date == date(2026, 12, 12)


def test_n_types_actions_below_the_chosen_one(desk: Desk) -> None:
    desk.view.choose("first")
    desk.key(Qt.Key.Key_N)
    desk.type("Ask the families")
    desk.type("Sign the lease")
    desk.type("", Qt.Key.Key_Escape)
    names = [action.name for action in desk.plan.all(Action)]
    assert names[:3] == ["Choose the sites", "Ask the families", "Sign the lease"]
    assert desk.view.editor.isHidden()


def test_m_types_a_milestone_of_the_chosen_action(desk: Desk) -> None:
    desk.view.choose("then")
    desk.key(Qt.Key.Key_M)
    desk.type("Doors open")
    assert desk.plan.where(Milestone, action_id="then")[0].name == "Doors open"


def test_f2_renames_and_delete_deletes_with_dependencies(desk: Desk) -> None:
    before = desk.plan
    desk.view.choose("first")
    desk.key(Qt.Key.Key_F2)
    desk.type("Choose the first three sites")
    assert desk.action("first").name == "Choose the first three sites"
    desk.key(Qt.Key.Key_Delete)
    assert desk.plan.get(Action, "first") is None
    assert desk.plan.all(ActionDependency) == ()
    desk.document.undo()
    desk.document.undo()
    assert desk.plan == before


def test_arrows_choose_rows_and_details_follow(desk: Desk) -> None:
    desk.key(Qt.Key.Key_Down)
    assert desk.view.current == "first"
    desk.key(Qt.Key.Key_Down)
    assert desk.view.current == "stone"
    form = desk.page.details.form
    assert form is not None
    assert form.record == desk.plan.get(Milestone, "stone")
    desk.key(Qt.Key.Key_End)
    assert desk.view.current == "bare"
    assert "no dates yet" in desk.view.accessibleDescription()


def test_a_click_chooses_a_row(desk: Desk) -> None:
    QTest.mouseClick(
        desk.view.viewport(), Qt.MouseButton.LeftButton, BARE, QPoint(40, desk.spot("then", 0).y())
    )
    assert desk.view.current == "then"


def test_zoom_keeps_the_middle_and_the_buttons_follow(desk: Desk) -> None:
    for name in ("quarter", "year", "month"):
        desk.view.set_scale(name)
        assert desk.page.findChild(QPushButton, f"scale_{name}") or desk.view.scale_name == name


def test_reveal_goes_to_the_field_or_the_sheet(desk: Desk) -> None:
    desk.page.reveal("first", "output")
    form = desk.page.details.form
    assert form is not None
    assert form.editor("output").has_focus()
    desk.page.reveal("dep", "lag_days")
    assert desk.page.part == "2"


def test_only_rows_that_can_be_seen_are_drawn(
    qtbot: QtBot, tmp_path: Path, sample_records: tuple[Record, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    from planner.gui.canvas import gantt_canvas

    desk = Desk(qtbot, tmp_path, sample_records)
    drawn: list[int] = []
    real = gantt_canvas.row_items

    def counted(layout: object, number: int) -> object:
        drawn.append(number)
        return real(layout, number)  # type: ignore[arg-type]

    monkeypatch.setattr(gantt_canvas, "row_items", counted)
    desk.page.grab()
    assert len(desk.view.chart.rows) == 57
    assert 0 < len(set(drawn)) < 30
    desk.workspace.close()


def test_an_empty_schedule_teaches_and_its_button_begins(qtbot: QtBot, tmp_path: Path) -> None:
    desk = Desk(qtbot, tmp_path, ())
    button = desk.page.findChild(QPushButton, "empty_button")
    assert button is not None
    assert button.isVisible()
    button.click()
    desk.type("Adopt siting criteria")
    desk.type("", Qt.Key.Key_Escape)
    assert desk.plan.all(Action)[0].name == "Adopt siting criteria"
    assert not button.isVisible()
    desk.workspace.close()
