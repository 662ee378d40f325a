"""`MapView`: the outcome map under the hand: keys, menu, and what can be done to cards and links."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import (
    QContextMenuEvent,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QFocusEvent,
    QGuiApplication,
    QKeyEvent,
)
from PySide6.QtWidgets import QMenu, QWidget

from planner.domain.plan import Plan
from planner.domain.records import TocLink, TocNode
from planner.gui.canvas import map_edits
from planner.gui.canvas.dropped_ideas import DropDesk
from planner.gui.canvas.map_canvas import MapCanvas
from planner.gui.canvas.map_focus import MapFocus
from planner.gui.canvas.map_linker import MapLinker
from planner.gui.canvas.map_mouse import MapMouse
from planner.gui.canvas.map_walk import first_card, link_walked, walked
from planner.gui.canvas.map_writer import MapWriter
from planner.gui.canvas.minimap import Minimap
from planner.gui.workspace import Workspace
from planner.i18n import _

_NUDGE = 10.0  # points that Alt and an arrow move a card
_WAYS = {
    Qt.Key.Key_Left: "left",
    Qt.Key.Key_Right: "right",
    Qt.Key.Key_Up: "up",
    Qt.Key.Key_Down: "down",
}


class MapView(MapCanvas):
    """The map with all that can be done to it. Buttons, keys, menu and mouse call the same methods."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        """Show nothing before `show_plan`."""
        super().__init__(workspace, parent)
        self.linker = MapLinker(self)
        self.writer = MapWriter(self)
        self.writer.started.connect(self.linker.leave)
        self.mouse = MapMouse(self, self.writer, self.linker)
        self.focus = MapFocus(self)
        self.desk = DropDesk(self)
        self.minimap = Minimap(self)
        self.focus.changed.connect(self.minimap.redraw)

    def show_plan(self, plan: Plan) -> None:
        """Show a plan's map, with the overview and the pathway in the light."""
        super().show_plan(plan)
        self.focus.refresh()
        self.minimap.redraw()

    def commit(self) -> None:
        """Write what is still being typed."""
        self.writer.commit()

    def delete_chosen(self) -> None:
        """Delete the chosen cards, or the chosen link."""
        ids = self.map.chosen() or ((self.current,) if self.current else ())
        if not ids:
            return
        link = self.map.plan.get(TocLink, ids[0])
        stay = link.from_id or "" if link is not None else self._neighbor(ids)
        map_edits.delete(self.workspace, ids)
        if not any(self.workspace.document.plan.find(each) for each in ids):
            self.choose(stay)

    def _neighbor(self, ids: tuple[str, ...]) -> str:
        """Return a card to choose once others are gone."""
        for way in ("right", "down", "up", "left"):
            found = walked(self.map.plan, self.map.layout_now, ids[0], way)
            if found not in ids and found in self.map.cards:
                return found
        return ""

    def tidy_up(self) -> None:
        """Give all cards back to the layout."""
        map_edits.tidy_up(self.workspace)

    def nudge(self, way: str) -> None:
        """Move the chosen cards a little; keys pressed in a row are one step of undo."""
        dx, dy = {"left": (-1, 0), "right": (1, 0), "up": (0, -1), "down": (0, 1)}[way]
        places = {}
        for each in self.map.chosen():
            box = self.map.cards[each].box
            places[each] = (box.x + dx * _NUDGE, box.y + dy * _NUDGE)
        if places:
            map_edits.place(self.workspace, places, self.visit)

    def copy(self) -> None:
        """Put the words of the chosen cards on the clipboard, a line each."""
        words = map_edits.words(self.map.plan, self.map.chosen())
        if words:
            QGuiApplication.clipboard().setText(words)

    def paste(self) -> None:
        """Make a card of each line of the clipboard, before the chosen card."""
        node = self.map.plan.get(TocNode, self.current)
        kind = map_edits.kind_before(self.map.plan, node)
        lines = QGuiApplication.clipboard().text().splitlines()
        map_edits.add_cards(self.workspace, lines, node.id if node else "", kind)

    def take_ideas(self, ids: Sequence[str]) -> None:
        """Make outcomes of ideas and clusters, before the chosen card."""
        made = map_edits.add_ideas(
            self.workspace, ids, self.current if self.map.cards.get(self.current) else ""
        )
        if made:
            self.look_at(made[-1])

    def choose_all(self) -> None:
        """Choose every card."""
        for card in self.map.cards.values():
            card.setSelected(True)

    def step_link(self, way: str) -> None:
        """Choose the next link into (left) or out of (right) the chosen card."""
        self.choose(link_walked(self.map.plan, self.current, way), look=True)

    def menu(self) -> QMenu:
        """Return the menu for what is chosen: everything a drag or a key does, in words."""
        menu = QMenu(self)
        menu.setObjectName("map_menu")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        node = self.map.plan.get(TocNode, self.current)
        link = self.map.plan.get(TocLink, self.current)
        menu.addAction(
            _("New outcome before it") + "\tN" if node else _("New outcome") + "\tN", self.writer.new_outcome
        )
        menu.addAction(_("New intervention") + "\tI", self.writer.new_intervention)
        if node is not None:
            menu.addAction(_("Link to…") + "\tL", self.linker.start)
            menu.addAction(_("Change the words") + "\tF2", self.writer.rename)
            if self.map.plan.where(TocLink, from_id=node.id) or self.map.plan.where(TocLink, to_id=node.id):
                menu.addSeparator()
                for words, way in ((_("Next link out"), "right"), (_("Next link in"), "left")):
                    key = "\tShift+→" if way == "right" else "\tShift+←"
                    menu.addAction(
                        words + key,
                        partial(self.step_link, way),
                    )
            menu.addSeparator()
            for words, way, key in (
                (_("Move left"), "left", "Alt+←"),
                (_("Move right"), "right", "Alt+→"),
                (_("Move up"), "up", "Alt+↑"),
                (_("Move down"), "down", "Alt+↓"),
            ):
                menu.addAction(f"{words}\t{key}", partial(self.nudge, way))
            if node.x or node.y:
                ids = self.map.chosen()
                menu.addAction(_("Let the layout place it"), partial(map_edits.tidy_up, self.workspace, ids))
        if node is not None or link is not None or self.map.chosen():
            menu.addSeparator()
            if self.current:
                menu.addAction(_("New assumption under it") + "\tA", self.writer.new_assumption)
            menu.addAction(_("Details") + "\tEnter", self.details_wanted.emit)
            menu.addAction(_("Delete") + "\tDel", self.delete_chosen)
            lit = self.focus.active
            menu.addAction(
                (_("Show everything") if lit else _("Only this pathway")) + "\tP", self.focus.toggle
            )
        menu.addSeparator()
        menu.addAction(_("Copy the words") + "\tCtrl+C", self.copy)
        menu.addAction(_("Paste lines as cards") + "\tCtrl+V", self.paste)
        menu.addAction(_("Tidy up"), self.tidy_up)
        menu.addAction(_("Fit") + "\tF", self.fit)
        menu.addAction(_("Export the map…"), partial(self.workspace.export_wanted.emit, "map"))
        return menu

    # Qt

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Letters work on the chosen card, arrows choose."""
        key, held = Qt.Key(event.key()), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        way = _WAYS.get(key, "")
        if way:
            self._arrow(way, held)
        elif held == Qt.KeyboardModifier.ControlModifier and key in (
            *(Qt.Key.Key_A, Qt.Key.Key_C, Qt.Key.Key_V),
        ):
            {Qt.Key.Key_A: self.choose_all, Qt.Key.Key_C: self.copy, Qt.Key.Key_V: self.paste}[key]()
        elif held in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier):
            if not self._plain_key(key):
                super().keyPressEvent(event)
        else:
            super().keyPressEvent(event)

    def _plain_key(self, key: Qt.Key) -> bool:
        """Do what a key without Ctrl or Alt means; return whether it means anything."""
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self.linker.active:
                self.linker.finish(self.linker.target)
            elif self.current:
                self.details_wanted.emit()
            return True
        if key == Qt.Key.Key_Escape:
            if self.linker.active:
                self.linker.leave()
            elif self.focus.active:
                self.focus.leave()
            else:
                self.choose("")
            return True
        meanings: dict[Qt.Key, Callable[[], object]] = {
            Qt.Key.Key_N: self.writer.new_outcome,
            Qt.Key.Key_I: self.writer.new_intervention,
            Qt.Key.Key_L: self.linker.start,
            Qt.Key.Key_A: self.writer.new_assumption,
            Qt.Key.Key_F2: self.writer.rename,
            Qt.Key.Key_Delete: self.delete_chosen,
            Qt.Key.Key_Backspace: self.delete_chosen,
            Qt.Key.Key_F: self.fit,
            Qt.Key.Key_P: self.focus.toggle,
            Qt.Key.Key_Plus: self.zoom_in,
            Qt.Key.Key_Minus: self.zoom_out,
            Qt.Key.Key_Home: lambda: self.choose(first_card(self.map.plan), look=True),
        }
        if self.focus.active and key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            self.focus.step(-1 if key == Qt.Key.Key_PageUp else 1)
            return True
        if key in meanings:
            meanings[key]()
            return True
        return key == Qt.Key.Key_Space and self.mouse.hold_space()

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """Let go of the hand that space gives."""
        if event.key() == Qt.Key.Key_Space and not event.isAutoRepeat():
            self.mouse.release_space()
        super().keyReleaseEvent(event)

    def _arrow(self, way: str, held: Qt.KeyboardModifier) -> None:
        if self.linker.active:
            self.linker.walk(way)
        elif held == Qt.KeyboardModifier.AltModifier:
            self.nudge(way)
        elif held == Qt.KeyboardModifier.ShiftModifier and way in ("left", "right"):
            self.step_link(way)
        else:
            self.choose(walked(self.map.plan, self.map.layout_now, self.current, way), look=True)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer what can be done to what is under the pointer, or to what is chosen."""
        if event.reason() == QContextMenuEvent.Reason.Mouse:
            at = self.mapToScene(event.pos())
            card = self.map.card_at(at)
            if card is None or not card.isSelected():
                self.choose(card.node_id if card else self.map.link_at(at))
            spot = event.globalPos()
        else:
            card = self.map.cards.get(self.current)
            corner = self.mapFromScene(card.pos()) if card else self.viewport().rect().center()
            spot = self.viewport().mapToGlobal(corner)
        self.menu().popup(spot)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take ideas, and lines from any program."""
        if self.desk.takes(event.mimeData()):
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Show where it would go."""
        self.desk.aim(self.mapToScene(event.position().toPoint()))
        event.acceptProposedAction()

    def dragLeaveEvent(self, _event: QDragLeaveEvent) -> None:
        """It goes elsewhere."""
        self.desk.aim(None)

    def dropEvent(self, event: QDropEvent) -> None:
        """Make cards of it."""
        if self.desk.drop(event.mimeData(), self.mapToScene(event.position().toPoint())):
            event.acceptProposedAction()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Forget a held space bar."""
        self.mouse.release_space()
        super().focusOutEvent(event)
