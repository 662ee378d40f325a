"""The outcome map under keys and mouse: what is done on the drawing is in the plan."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from planner.domain.figures.outcome_map import placed_by_hand
from planner.domain.plan import Plan
from planner.domain.record import Record
from planner.domain.records import Assumption, TocLink, TocNode
from planner.domain.steps import step
from planner.gui.pages.drawn_page import DRAWING
from planner.gui.pages.outcome_map import MapPage
from planner.gui.theme import Theme, load_fonts
from planner.gui.workspace import Workspace
from planner.paths import Paths
from planner.services.document import Document

END = TocNode(
    id="end", code="TN-01", kind="long_term_outcome", statement="Students are healthy enough to learn"
)
CARE = TocNode(id="care", code="TN-02", statement="Students get care when they need it", position=1.0)
OPEN = TocNode(id="open", code="TN-03", kind="early_outcome", statement="Centers are open", position=2.0)
DOING = TocNode(id="doing", code="TN-04", kind="intervention", statement="Opening hours", position=3.0)
LINK = TocLink(id="link", code="TL-01", from_id="care", to_id="end")
FEW = (END, CARE, OPEN, DOING, LINK)


class Desk:
    """A page on an open workshop, as the window would hold it."""

    def __init__(self, qtbot: QtBot, folder: Path, records: tuple[Record, ...]) -> None:
        load_fonts()
        self.document = Document.create(
            folder / "a.workshop", records, label="Test", today=lambda: date(2026, 11, 13)
        )
        self.workspace = Workspace(self.document, Theme.load("light"), Paths(folder))
        self.workspace.step = "B2"
        self.page = MapPage(step("B2"), self.workspace)
        self.workspace.changed.connect(self.page.refresh)
        self.refused: list[object] = []
        self.workspace.failed.connect(self.refused.append)
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

    def key(self, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(self.view, key, held)

    def type(self, words: str, key: Qt.Key = Qt.Key.Key_Return) -> None:
        editor = self.view.writer.editor
        assert editor.isVisible()
        QTest.keyClicks(editor, words)
        QTest.keyClick(editor, key)

    def spot(self, node_id: str, dx: float = 0.5, dy: float = 0.3) -> QPoint:
        box = self.view.map.cards[node_id].box
        return self.view.mapFromScene(QPointF(box.x + box.w * dx, box.y + box.h * dy))

    def drag(self, start: QPoint, end: QPoint) -> None:
        port = self.view.viewport()
        QTest.mousePress(port, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, start)
        QTest.mouseMove(port, (start + end) / 2)
        QTest.mouseMove(port, end)
        QTest.mouseRelease(port, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, end)

    def node(self, words: str) -> TocNode:
        return next(node for node in self.plan.all(TocNode) if node.statement == words)

    def ends(self) -> set[tuple[str | None, str | None]]:
        return {(link.from_id, link.to_id) for link in self.plan.all(TocLink)}


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    made = Desk(qtbot, tmp_path, FEW)
    yield made
    made.workspace.close()


class TestWriting:
    def test_n_types_outcomes_before_the_chosen_one(self, desk: Desk) -> None:
        desk.view.choose("care")
        desk.key(Qt.Key.Key_N)
        desk.type("Families know where care is")
        desk.type("Nobody waits longer than a week")
        desk.type("", Qt.Key.Key_Escape)
        first, second = desk.node("Families know where care is"), desk.node("Nobody waits longer than a week")
        assert first.kind == second.kind == "intermediate_outcome"
        assert {(first.id, "care"), (second.id, "care")} <= desk.ends()
        assert desk.view.current == "care"
        assert desk.view.writer.editor.isHidden()
        assert {first.id, second.id} <= desk.view.map.cards.keys()

    def test_undo_takes_an_outcome_and_its_link_back(self, desk: Desk) -> None:
        before = desk.plan
        desk.view.choose("end")
        desk.key(Qt.Key.Key_N)
        desk.type("Families know where care is")
        desk.type("", Qt.Key.Key_Escape)
        desk.document.undo()
        assert desk.plan == before
        assert len(desk.view.map.cards) == 4

    def test_i_adds_what_we_do(self, desk: Desk) -> None:
        desk.view.choose("open")
        desk.key(Qt.Key.Key_I)
        desk.type("Mobile care", Qt.Key.Key_Return)
        assert desk.node("Mobile care").kind == "intervention"
        assert (desk.node("Mobile care").id, "open") in desk.ends()

    def test_an_outcome_at_an_intervention_follows_from_it(self, desk: Desk) -> None:
        desk.view.choose("doing")
        desk.key(Qt.Key.Key_N)
        desk.type("Centers open after school")
        made = desk.node("Centers open after school")
        assert made.kind == "early_outcome"
        assert ("doing", made.id) in desk.ends()
        assert desk.refused == []

    def test_leaving_the_editor_keeps_the_words(self, desk: Desk) -> None:
        desk.view.choose("care")
        desk.key(Qt.Key.Key_N)
        QTest.keyClicks(desk.view.writer.editor, "Half a thought")
        desk.page.commit()
        assert desk.node("Half a thought")

    def test_f2_renames(self, desk: Desk) -> None:
        desk.view.choose("open")
        desk.key(Qt.Key.Key_F2)
        desk.type("Centers are open when students can come")
        node = desk.plan.get(TocNode, "open")
        assert node is not None
        assert node.statement == "Centers are open when students can come"
        assert desk.document.undo_label == "Edit outcome"

    def test_a_double_click_renames_in_place(self, desk: Desk) -> None:
        QTest.mouseDClick(
            desk.view.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, desk.spot("open")
        )
        assert desk.view.writer.editor.toPlainText() == "Centers are open"

    def test_too_long_words_are_refused_and_stay_in_the_editor(self, desk: Desk) -> None:
        desk.view.choose("open")
        desk.key(Qt.Key.Key_F2)
        desk.view.writer.editor.setPlainText("so " * 100)
        QTest.keyClick(desk.view.writer.editor, Qt.Key.Key_Return)
        assert len(desk.refused) == 1
        assert desk.view.writer.editor.isVisible()
        assert desk.plan.title("open") == "Centers are open"
        QTest.keyClick(desk.view.writer.editor, Qt.Key.Key_Escape)

    def test_pasted_lines_become_cards_and_copied_cards_lines(self, desk: Desk) -> None:
        desk.view.choose("care")
        QGuiApplication.clipboard().setText("One thing is so\n\n  Another   is so \nA third is so")
        desk.key(Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
        assert len(desk.plan.all(TocNode)) == 7
        assert desk.node("Another is so")
        desk.document.undo()
        assert len(desk.plan.all(TocNode)) == 4
        desk.key(Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
        assert QGuiApplication.clipboard().text() == CARE.statement


class TestAssuming:
    @pytest.mark.parametrize("about", ["link", "care"])
    def test_a_writes_what_is_assumed_under_what_is_chosen(self, desk: Desk, about: str) -> None:
        desk.view.choose(about)
        desk.key(Qt.Key.Key_A)
        desk.type("Nurses can be found")
        desk.type("Families trust the clinic")
        desk.type("", Qt.Key.Key_Escape)
        made = desk.plan.all(Assumption)
        assert [each.statement for each in made] == ["Nurses can be found", "Families trust the clinic"]
        assert {(each.link_ids or each.node_ids) for each in made} == {(about,)}
        desk.document.undo()
        assert len(desk.plan.all(Assumption)) == 1

    def test_without_a_choice_there_is_nothing_to_assume_under(self, desk: Desk) -> None:
        desk.view.choose("")
        desk.key(Qt.Key.Key_A)
        assert not desk.view.writer.editor.isVisible()


class TestLinking:
    def test_l_and_arrows_link_to_what_it_helps_bring_about(self, desk: Desk) -> None:
        desk.view.choose("open")
        desk.key(Qt.Key.Key_L)
        assert desk.view.linker.target == "care"
        desk.key(Qt.Key.Key_Return)
        assert ("open", "care") in desk.ends()
        made = next(link for link in desk.plan.all(TocLink) if link.from_id == "open")
        assert desk.view.current == made.id
        assert desk.page.details.form is not None
        assert desk.page.details.form.record == made

    def test_l_and_a_click(self, desk: Desk) -> None:
        desk.view.choose("doing")
        desk.key(Qt.Key.Key_L)
        QTest.mouseClick(
            desk.view.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, desk.spot("care")
        )
        assert ("doing", "care") in desk.ends()

    def test_a_drag_from_the_right_edge_links(self, desk: Desk) -> None:
        desk.view.fit()
        desk.drag(desk.spot("open", 0.99), desk.spot("care"))
        assert ("open", "care") in desk.ends()

    def test_esc_makes_no_link(self, desk: Desk) -> None:
        before = desk.plan
        desk.view.choose("open")
        desk.key(Qt.Key.Key_L)
        desk.key(Qt.Key.Key_Escape)
        assert not desk.view.linker.active
        assert desk.plan == before

    def test_linking_twice_makes_one_link(self, desk: Desk) -> None:
        desk.view.linker.join("care", "end")
        assert len(desk.plan.all(TocLink)) == 1
        assert desk.view.current == "link"

    def test_what_breaks_a_rule_is_told_and_not_done(self, desk: Desk) -> None:
        before = desk.plan
        desk.view.linker.join("end", "care")  # closes a loop
        assert len(desk.refused) == 1
        assert desk.plan == before

    def test_the_reason_takes_the_question_mark_away(self, desk: Desk) -> None:
        assert desk.view.map.layout_now.marks["link"][0] == "?"
        link = desk.plan.get(TocLink, "link")
        assert link is not None
        with desk.workspace.edit("Reason") as edit:
            edit.set(link, rationale="Because students who are well can learn and do")
        assert "link" not in desk.view.map.layout_now.marks


class TestChanging:
    def test_delete_takes_a_card_with_its_links_and_undo_brings_them_back(self, desk: Desk) -> None:
        before = desk.plan
        desk.view.choose("care")
        desk.key(Qt.Key.Key_Delete)
        assert desk.plan.get(TocNode, "care") is None
        assert desk.plan.all(TocLink) == ()
        assert "care" not in desk.view.map.cards
        desk.document.undo()
        assert desk.plan == before
        assert "care" in desk.view.map.cards

    def test_a_chosen_link_is_deleted_alone(self, desk: Desk) -> None:
        desk.view.choose("link")
        desk.key(Qt.Key.Key_Delete)
        assert desk.plan.all(TocLink) == ()
        assert len(desk.plan.all(TocNode)) == 4
        assert desk.view.current == "care"

    def test_a_drag_places_a_card_and_tidy_up_gives_it_back(self, desk: Desk) -> None:
        desk.view.fit()
        free = desk.view.map.layout_now.cards["open"]
        start = desk.spot("open")
        desk.drag(start, start + QPoint(40, 90))
        node = desk.plan.get(TocNode, "open")
        assert node is not None
        assert placed_by_hand(node) is not None
        assert desk.view.map.layout_now.cards["open"].y > free.y + 40
        button = next(each for each in desk.page.tools() if each.objectName() == "tidy_button")
        assert isinstance(button, QPushButton)
        button.click()
        assert desk.view.map.layout_now.cards["open"] == free
        assert desk.document.undo_label == "Tidy up"

    def test_alt_and_arrows_move_a_card_as_one_step_of_undo(self, desk: Desk) -> None:
        before = desk.plan
        desk.view.choose("open")
        for _ in range(3):
            desk.key(Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
        node = desk.plan.get(TocNode, "open")
        assert node is not None
        assert node.y > 0
        desk.document.undo()
        assert desk.plan == before

    def test_a_rubber_band_chooses_several(self, desk: Desk) -> None:
        desk.view.fit()
        port, shift = desk.view.viewport(), Qt.KeyboardModifier.ShiftModifier
        start, end = QPoint(3, 3), QPoint(port.width() - 4, port.height() - 4)
        QTest.mousePress(port, Qt.MouseButton.LeftButton, shift, start)
        QTest.mouseMove(port, QPoint(300, 200))
        QTest.mouseMove(port, end)
        QTest.mouseRelease(port, Qt.MouseButton.LeftButton, shift, end)
        assert len(desk.view.map.chosen()) == 4
        desk.key(Qt.Key.Key_Delete)
        assert desk.plan.all(TocNode) == ()
        desk.document.undo()
        assert len(desk.plan.all(TocNode)) == 4


class TestLooking:
    def test_arrows_walk_along_links_and_lanes(self, desk: Desk) -> None:
        desk.key(Qt.Key.Key_Left)
        assert desk.view.current == "end"
        desk.key(Qt.Key.Key_Left)
        assert desk.view.current == "care"
        desk.key(Qt.Key.Key_Left)
        assert desk.view.current == "open"
        desk.key(Qt.Key.Key_Left)
        assert desk.view.current == "doing"
        desk.key(Qt.Key.Key_Right)
        assert desk.view.current == "open"

    def test_shift_and_arrows_choose_links(self, desk: Desk) -> None:
        desk.view.choose("care")
        desk.key(Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
        assert desk.view.current == "link"
        desk.key(Qt.Key.Key_Right)
        assert desk.view.current == "end"

    def test_a_click_on_a_line_chooses_the_link(self, desk: Desk) -> None:
        desk.view.fit()
        course = desk.view.map.layout_now.routes["link"]
        spot = desk.view.mapFromScene(
            QPointF((course[0][0] + course[-1][0]) / 2, (course[0][1] + course[-1][1]) / 2)
        )
        QTest.mouseClick(
            desk.view.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, spot
        )
        assert desk.view.current == "link"

    def test_fit_shows_the_whole_map(self, desk: Desk) -> None:
        desk.view.fit()
        seen = desk.view.mapToScene(desk.view.viewport().rect()).boundingRect()
        for card in desk.view.map.cards.values():
            assert seen.contains(card.sceneBoundingRect().adjusted(12, 6, -12, -6))

    def test_details_follow_what_is_chosen(self, desk: Desk) -> None:
        desk.view.choose("care")
        form = desk.page.details.form
        assert form is not None
        assert form.record == desk.plan.get(TocNode, "care")
        desk.view.choose("")
        assert desk.page.details.form is None
        assert "Students get care" not in desk.view.accessibleDescription()

    def test_reveal_shows_a_field(self, desk: Desk) -> None:
        desk.page.show_part("0")
        desk.page.reveal("link", "rationale")
        assert desk.page.part == DRAWING
        assert desk.view.current == "link"
        form = desk.page.details.form
        assert form is not None
        assert form.editor("rationale").has_focus()

    def test_lists_and_map_show_the_same(self, desk: Desk) -> None:
        desk.page.show_part("0")
        with desk.workspace.edit("Add") as edit:
            edit.add(TocNode, statement="Made elsewhere")
        desk.page.show_part(DRAWING)
        assert desk.node("Made elsewhere").id in desk.view.map.cards

    def test_the_sample_is_drawn_whole(
        self, qtbot: QtBot, tmp_path: Path, sample_records: tuple[Record, ...]
    ) -> None:
        desk = Desk(qtbot, tmp_path, sample_records)
        assert len(desk.view.map.cards) == 33
        assert not desk.page.grab().toImage().isNull()
        desk.view.set_zoom(1.2)
        spot = QPoint(200, 150)
        before = desk.view.mapToScene(spot)
        desk.view.set_zoom(2.2, spot)  # the place under the pointer stays
        after = desk.view.mapToScene(spot)
        assert after.x() == pytest.approx(before.x(), abs=2)
        assert after.y() == pytest.approx(before.y(), abs=2)
        desk.workspace.close()

    def test_an_empty_map_teaches_and_its_button_begins(self, qtbot: QtBot, tmp_path: Path) -> None:
        desk = Desk(qtbot, tmp_path, ())
        button = desk.page.findChild(QPushButton, "empty_button")
        assert button is not None
        assert button.isVisible()
        button.click()
        desk.type("Students are healthy enough to learn")
        assert desk.plan.all(TocNode)[0].kind == "long_term_outcome"
        desk.type("", Qt.Key.Key_Escape)
        assert not button.isVisible()
        desk.workspace.close()

    def test_screen_readers_meet_cards_and_links(self, desk: Desk) -> None:
        listed = QAccessible.queryAccessibleInterface(desk.view)
        assert listed.role() == QAccessible.Role.List
        names = [listed.child(at).text(QAccessible.Text.Name) for at in range(5)]
        assert names[0].startswith("Long-term outcome: Students are healthy enough to learn. 1 link in")
        assert names[4].startswith("Link from Students get care when they need it to Students are healthy")
        first = listed.child(0)
        desk.view.choose("end")
        assert first.state().selected
        desk.key(Qt.Key.Key_Delete)
        assert not first.isValid()

    def test_everything_has_a_name(self, desk: Desk) -> None:
        for tool in desk.page.tools():
            assert tool.objectName()
            assert tool.accessibleName()
        names = {each.objectName() for each in desk.page.findChildren(QWidget)}
        assert {"map_view", "outcome_edit", "b2_tab_drawing", "b2_details"} <= names
        assert QApplication.focusWidget() is not None
