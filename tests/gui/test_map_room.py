"""The outcome map for a room: a pathway in the light, read aloud; ideas; the overview; weak spots."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QColor, QDropEvent, QGuiApplication, QImage, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from planner.domain.plan import Plan
from planner.domain.record import Record
from planner.domain.records import Assumption, Cluster, Idea, TocLink, TocNode
from planner.domain.steps import step
from planner.gui.canvas.dropped_ideas import carry
from planner.gui.pages.outcome_map import MapPage
from planner.gui.theme import Theme, load_fonts
from planner.gui.workspace import Workspace
from planner.paths import Paths
from planner.services.document import Document

REASON = "Students who are well can learn and do"
NODES = (
    TocNode(id="hope", code="TN-1", kind="impact", above_ceiling=True, statement="Students thrive"),
    TocNode(id="end", code="TN-2", kind="long_term_outcome", statement="Students are well", position=1.0),
    TocNode(id="care", code="TN-3", statement="Students get care", position=2.0, wscc=("HS",)),
    TocNode(id="trust", code="TN-4", statement="Students trust the center", position=3.0),
    TocNode(id="open", code="TN-5", kind="early_outcome", statement="Centers are open", position=4.0),
    TocNode(id="hours", code="TN-6", kind="intervention", statement="Opening hours", position=5.0),
    TocNode(id="peers", code="TN-7", kind="intervention", statement="Peer guides", position=6.0),
)
PAIRS = (
    *(("hours", "open"), ("open", "care"), ("care", "end"), ("end", "hope")),
    *(("peers", "trust"), ("trust", "end"), ("open", "trust")),
)
LINKS = tuple(
    TocLink(id=f"{a}-{b}", code=f"TL-{at}", from_id=a, to_id=b, rationale=REASON, position=float(at))
    for at, (a, b) in enumerate(PAIRS)
)
IDEAS = (
    Cluster(id="way", code="CL-1", name="Nobody knows the way in"),
    Idea(id="sign", code="ID-1", text="There is no sign", step="B2", cluster_id="way"),
    Idea(id="form", code="ID-2", text="Forms I cannot read", step="B2", cluster_id="way", position=1.0),
    Idea(id="bus", code="ID-3", text="No bus after five", step="B2", position=2.0),
)


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
        qtbot.addWidget(self.page)
        self.page.resize(1100, 760)
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

    def button(self, name: str) -> QPushButton:
        found = next(each for each in self.page.tools() if each.objectName() == name)
        assert isinstance(found, QPushButton)
        return found

    def colors(self, node_id: str) -> set[str]:
        """Return the colors of what is painted where a card stands."""
        box = self.view.map.cards[node_id].box
        corner = self.view.mapFromScene(QPointF(box.x - 3, box.y - 12))
        end = self.view.mapFromScene(QPointF(box.right + 3, box.bottom + 3))
        image = self.view.viewport().grab().toImage()
        found = set()
        for x in range(max(0, corner.x()), min(image.width(), end.x())):
            for y in range(max(0, corner.y()), min(image.height(), end.y())):
                found.add(QColor(image.pixel(x, y)).name())
        return found


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    made = Desk(qtbot, tmp_path, (*NODES, *LINKS, *IDEAS))
    yield made
    made.workspace.close()


class TestPathway:
    def test_p_dims_all_but_the_pathway_and_esc_shows_it_again(self, desk: Desk) -> None:
        ink = desk.workspace.theme.hex("ink")
        desk.view.set_zoom(1.0)
        desk.view.choose("care", look=True)
        desk.key(Qt.Key.Key_P)
        lit = {node.id for node in NODES if desk.view.map.in_light(node.id)}
        assert lit == {"hope", "end", "care", "open", "hours"}
        assert desk.page.reader.isVisible()
        assert desk.page.details.isHidden()
        desk.view.look_at("care")
        assert ink in desk.colors("care")
        desk.view.look_at("trust")
        assert ink not in desk.colors("trust")
        desk.key(Qt.Key.Key_Escape)
        assert desk.page.reader.isHidden()
        assert ink in desk.colors("trust")
        assert desk.view.current == "care"
        assert desk.page.details.isVisible()

    def test_the_path_is_read_with_so_that(self, desk: Desk) -> None:
        desk.view.choose("trust")
        desk.button("focus_button").click()
        reader = desk.page.reader
        assert reader.heading.text() == "So that: path 1 of 2"
        first = reader.words.text()
        assert (
            "so that students trust the center, so that students are well, so that students thrive." in first
        )
        desk.key(Qt.Key.Key_PageDown)
        assert reader.heading.text() == "So that: path 2 of 2"
        assert reader.words.text() != first
        desk.key(Qt.Key.Key_PageUp)
        assert reader.words.text() == first
        reader.reasons.click()
        assert "(because students who are well can learn and do)" in reader.words.text()
        desk.button("focus_button").click()
        assert reader.isHidden()

    def test_it_follows_the_arrows_and_the_edits(self, desk: Desk) -> None:
        desk.view.choose("care")
        desk.key(Qt.Key.Key_P)
        desk.key(Qt.Key.Key_Left)
        assert desk.view.current == "open"
        assert desk.view.map.in_light("trust")
        assert "2" in desk.page.reader.heading.text()
        desk.view.choose("care")
        assert desk.page.reader.heading.text() == "So that: path 1 of 1"
        desk.key(Qt.Key.Key_Delete)
        assert not desk.view.focus.active
        desk.document.undo()
        assert not desk.view.focus.active

    def test_without_a_card_it_says_what_to_do(self, desk: Desk) -> None:
        desk.key(Qt.Key.Key_P)
        assert not desk.view.focus.active
        assert not desk.button("focus_button").isChecked()
        assert "First choose a card" in desk.page._hint.text()

    def test_a_link_has_a_pathway_too(self, desk: Desk) -> None:
        desk.view.choose("open-trust")
        desk.key(Qt.Key.Key_P)
        assert desk.page.reader.words.text().startswith("Opening hours, so that centers are open, so that")


class TestIdeas:
    def test_enter_makes_an_outcome_before_the_chosen_card(self, desk: Desk) -> None:
        desk.view.choose("trust")
        desk.button("ideas_button").click()
        tray = desk.page.tray
        assert tray.isVisible()
        tray.list.setCurrentItem(tray.list.topLevelItem(1))
        assert tray.list.ids() == ["bus"]
        QTest.keyClick(tray.list, Qt.Key.Key_Return)
        made = desk.plan.where(TocNode, statement="No bus after five")[0]
        assert desk.plan.where(TocLink, from_id=made.id)[0].to_id == "trust"
        assert desk.plan.get(Idea, "bus").promoted_to == made.id  # type: ignore[union-attr]
        assert tray.list.topLevelItem(1).text(0) == "✓ No bus after five"  # type: ignore[union-attr]
        desk.document.undo()
        assert desk.plan.get(Idea, "bus").promoted_to in (None, "")  # type: ignore[union-attr]
        assert len(desk.plan.all(TocNode)) == len(NODES)

    def test_a_cluster_becomes_one_outcome_for_all_its_ideas(self, desk: Desk) -> None:
        desk.button("ideas_button").click()
        tray = desk.page.tray
        tray.list.selectAll()
        assert tray.list.ids() == ["way", "bus"]
        tray.button.click()
        statements = [node.statement for node in desk.plan.all(TocNode)][len(NODES) :]
        assert statements == ["Nobody knows the way in", "No bus after five"]
        made = desk.plan.where(TocNode, statement="Nobody knows the way in")[0].id
        assert [idea.promoted_to for idea in desk.plan.where(Idea, cluster_id="way")] == [made, made]
        assert desk.document.undo_label == "Make outcomes of 2 ideas"

    def drop(self, desk: Desk, data: QMimeData, spot: QPoint) -> None:
        event = QDropEvent(
            QPointF(spot),
            Qt.DropAction.CopyAction,
            data,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
        desk.view.dropEvent(event)

    def test_a_drop_on_a_card_comes_before_it(self, desk: Desk) -> None:
        desk.view.fit()
        box = desk.view.map.cards["care"].box
        self.drop(desk, carry(["bus"], ["No bus after five"]), desk.view.mapFromScene(QPointF(*box.middle)))
        made = desk.plan.where(TocNode, statement="No bus after five")[0]
        assert desk.plan.where(TocLink, from_id=made.id)[0].to_id == "care"
        assert desk.view.current == made.id

    def test_a_drop_in_a_lane_takes_its_kind(self, desk: Desk) -> None:
        desk.view.fit()
        lane = next(each for each in desk.view.map.layout_now.lanes if each.kind == "intervention")
        data = QMimeData()
        data.setText("Shuttle bus\n\nEvening hours\n")
        foot = desk.view.map.layout_now.height + 30
        self.drop(desk, data, desk.view.mapFromScene(QPointF(lane.x + lane.w / 2, foot)))
        made = [node for node in desk.plan.all(TocNode) if node.statement in ("Shuttle bus", "Evening hours")]
        assert [node.kind for node in made] == ["intervention", "intervention"]
        assert all(not desk.plan.where(TocLink, from_id=node.id) for node in made)

    def test_pasted_ideas_are_known(self, desk: Desk) -> None:
        desk.view.choose("care")
        QGuiApplication.clipboard().setText("no bus  after five\nSomething new")
        desk.key(Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
        assert len(desk.plan.all(TocNode)) == len(NODES) + 2
        assert desk.plan.get(Idea, "bus").promoted_to  # type: ignore[union-attr]

    def test_long_ideas_are_cut_at_a_word_and_kept_whole_in_the_notes(self, desk: Desk) -> None:
        words = "students wait for a long time " * 8
        with desk.workspace.edit("Add") as edit:
            long = edit.add(Idea, text=words.strip()[:235], step="B2")
        desk.view.take_ideas([long.id])
        made = desk.plan.all(TocNode)[-1]
        assert len(made.statement) <= 200
        assert made.statement.endswith("…")
        assert made.notes == " ".join(long.text.split())

    def test_the_list_of_ideas_has_names(self, desk: Desk) -> None:
        desk.button("ideas_button").click()
        for each in (desk.page.tray.list, desk.page.tray.button):
            assert each.accessibleName()
        desk.button("ideas_button").click()
        assert desk.page.tray.isHidden()
        assert desk.view.hasFocus()


class TestLooking:
    def test_the_overview_shows_when_the_map_does_not_fit_and_a_click_goes_there(self, desk: Desk) -> None:
        desk.view.choose("")
        desk.view.fit()
        assert desk.view.minimap.isHidden()
        desk.view.set_zoom(2.0)
        overview = desk.view.minimap
        assert overview.isVisible()
        before = desk.view.mapToScene(desk.view.viewport().rect().center())
        QTest.mouseClick(
            overview,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
            overview.rect().bottomRight() - QPoint(6, 6),
        )
        after = desk.view.mapToScene(desk.view.viewport().rect().center())
        assert after.x() > before.x() or after.y() > before.y()
        assert desk.view.viewport().geometry().contains(overview.geometry())

    def test_weak_spots_stand_on_the_card_and_are_said(self, desk: Desk) -> None:
        look = desk.workspace.theme.hex("look_background")
        desk.view.set_zoom(1.0)
        desk.view.look_at("peers")
        assert look not in desk.colors("peers")
        desk.view.choose("peers-trust")
        desk.key(Qt.Key.Key_Delete)
        desk.view.choose("peers", look=True)
        assert look in desk.colors("peers")
        assert "Leads nowhere yet." in desk.page.details.said.text()
        listed = QAccessible.queryAccessibleInterface(desk.view)
        names = [listed.child(at).text(QAccessible.Text.Name) for at in range(len(NODES))]
        assert any("Peer guides" in name and "Leads nowhere yet." in name for name in names)
        assert any("Health services" in name for name in names)

    def test_assumptions_and_beliefs_are_said_with_a_link(self, desk: Desk) -> None:
        with desk.workspace.edit("Add") as edit:
            edit.add(Assumption, statement="Parents consent", link_ids=("care-end",), confidence=2)
        assert desk.view.map.layout_now.marks["care-end"][0] == "A!"
        desk.view.choose("care-end")
        assert "A belief. 1 assumption lies under it." in desk.page.details.said.text()

    def test_the_ceiling_is_drawn_on_the_screen(self, desk: Desk) -> None:
        desk.view.fit()
        ceiling = desk.view.map.layout_now.ceiling
        assert ceiling is not None
        x = desk.view.mapFromScene(QPointF(ceiling, 0)).x()
        image = desk.view.viewport().grab().toImage()
        column = {
            QColor(image.pixel(at, y)).name() for at in (x - 1, x, x + 1) for y in range(image.height())
        }
        assert desk.workspace.theme.hex("prepare") in column

    def test_a_large_map_is_drawn_without_letters_from_afar(self, desk: Desk) -> None:
        ink = desk.workspace.theme.hex("ink")
        many = tuple(
            TocNode(
                id=f"n{at}", code=f"TN-{at + 10}", statement="Something is so for somebody", position=9.0 + at
            )
            for at in range(160)
        )
        desk.view.map.show_plan(desk.plan.changed(many))
        for zoom, letters in ((1.0, True), (0.4, False)):
            image = QImage(900, 700, QImage.Format.Format_RGB32)
            image.fill(0xFFFFFF)
            painter = QPainter(image)
            painter.scale(zoom, zoom)
            desk.view.map.drawBackground(painter, desk.view.sceneRect())
            painter.end()
            found = {QColor(image.pixel(x, y)).name() for x in range(900) for y in range(0, 700, 3)}
            assert (ink in found) is letters
            assert desk.workspace.theme.hex("theory") in found

    def test_ctrl_a_chooses_all(self, desk: Desk) -> None:
        desk.key(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        assert len(desk.view.map.chosen()) == len(NODES)

    def test_a_dragged_card_leaves_the_ground(self, desk: Desk) -> None:
        desk.view.fit()
        box = desk.view.map.cards["care"].box
        start = desk.view.mapFromScene(QPointF(*box.middle))
        port = desk.view.viewport()
        QTest.mousePress(port, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, start)
        QTest.mouseMove(port, start + QPoint(20, 60))
        QTest.mouseMove(port, start + QPoint(30, 120))
        assert desk.view.map._lifted == {"care"}
        QTest.mouseRelease(
            port, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, start + QPoint(30, 120)
        )
        assert desk.view.map._lifted == frozenset()
        assert desk.view.map.layout_now.cards["care"].y > box.y + 60

    def test_the_map_asks_for_its_export(self, qtbot: QtBot, desk: Desk) -> None:
        action = next(each for each in desk.view.menu().actions() if each.text().startswith("Export the map"))
        with qtbot.waitSignal(desk.workspace.export_wanted) as asked:
            action.trigger()
        assert asked.args == ["map"]
