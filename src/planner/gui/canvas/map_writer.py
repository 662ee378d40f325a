"""`MapWriter`: writing on the outcome map: new cards before a card, and the words on a card."""

from PySide6.QtCore import QObject, QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal

from planner.domain.figures.cards import CARD_WIDTH
from planner.domain.records import TocLink, TocNode
from planner.gui.canvas import map_edits
from planner.gui.canvas.inline_editor import InlineEditor
from planner.gui.canvas.map_canvas import MapCanvas
from planner.i18n import _

_WIDE, _HIGH = 190, 92  # least size of the inline editor, pixels at 100 %


class MapWriter(QObject):
    """An editor that lies on the map: type, Enter, type, Enter, and each Enter makes a card."""

    started = Signal()
    """A new card is being written."""

    def __init__(self, canvas: MapCanvas) -> None:
        """Write on a map."""
        super().__init__(canvas)
        self._canvas = canvas
        self.editor = InlineEditor(canvas.viewport(), "outcome_edit", _("Outcome"))
        self.editor.entered.connect(self._entered)
        self.editor.left.connect(self._left)
        self.editor.given_up.connect(self.stop)
        self.editor.wanted_again.connect(self._write_again)
        self._writing: tuple[str, str, str] | None = None  # what, what it belongs to, kind of the new one
        canvas.shifted.connect(self._follow)

    def new_outcome(self) -> None:
        """Open an empty card before the chosen one."""
        node = self._canvas.map.plan.get(TocNode, self._canvas.current)
        self._write_new(node, map_edits.kind_before(self._canvas.map.plan, node))

    def new_intervention(self) -> None:
        """Open an empty card for something we do to bring the chosen outcome about."""
        node = self._canvas.map.plan.get(TocNode, self._canvas.current)
        self._write_new(None if node is not None and node.kind == "intervention" else node, "intervention")

    def new_in_lane(self, kind: str) -> None:
        """Open an empty card of a kind, not linked to any other."""
        self._canvas.choose("")
        self._write_new(None, kind)

    def new_assumption(self) -> None:
        """Open an empty line for what is assumed under the chosen link or card."""
        about = self._canvas.current
        if about:
            self._canvas.look_at(about)
            self._writing = ("assume", about, "")
            self._open("", _("New assumption"), _("We assume that…"))

    def rename(self) -> None:
        """Open the words of the chosen card."""
        node = self._canvas.map.plan.get(TocNode, self._canvas.current)
        if node is None:
            if self._canvas.current:
                self._canvas.details_wanted.emit()
            return
        self._canvas.look_at(node.id)
        self._writing = ("rename", node.id, "")
        self._open(node.statement, _("Outcome"))

    def commit(self) -> None:
        """Write what is still being typed."""
        if self.editor.isVisible():
            self._left(self.editor.words)

    def _write_new(self, node: TocNode | None, kind: str) -> None:
        self.started.emit()
        self._writing = ("new", node.id if node else "", kind)
        if node is not None:
            self._canvas.look_at(node.id)
            self._canvas.ensureVisible(self._beside(node.id, *self._size()), 8, 8)
        if kind == "intervention":
            spoken_name, hint = _("New intervention"), _("Something we do")
        else:
            spoken_name, hint = _("New outcome"), _("What is so, for whom?")
        self._open("", spoken_name, hint)

    def _open(self, text: str, spoken_name: str, hint: str = "") -> None:
        what, node_id, kind = self._writing or ("", "", "")
        about = (node_id, f"{what} {kind}".strip())
        self.editor.start(self._editor_place(), text, spoken_name, about, hint)

    def _write_again(self, node_id: str, about: str) -> None:
        """Open the editor as it was, where the card it belonged to is still there."""
        what, _space, kind = about.partition(" ")
        if what == "assume":
            self._canvas.choose(node_id)
            self.new_assumption()
            return
        node = self._canvas.map.plan.get(TocNode, node_id)
        if node is None and (node_id or what == "rename"):
            return
        self._canvas.choose(node_id)
        if what == "rename":
            self.rename()
        else:
            self._write_new(node, kind)

    def _entered(self, words: str) -> None:
        if self._writing is None:
            return
        what, node_id, kind = self._writing
        if what == "rename":
            if map_edits.rename(self._canvas.workspace, node_id, " ".join(words.split())):
                self.stop()
            return
        if what == "assume":
            if map_edits.assume(self._canvas.workspace, words.splitlines(), node_id):
                self.new_assumption()
            return
        if self._add(words, node_id, kind):
            node = self._canvas.map.plan.get(TocNode, node_id)
            self._write_new(node, kind)

    def _left(self, words: str) -> None:
        """Keep what was typed when the keyboard went elsewhere."""
        if self._writing is None:
            return
        what, node_id, kind = self._writing
        self._writing = None
        self.editor.stop()
        if words and what == "rename":
            map_edits.rename(self._canvas.workspace, node_id, " ".join(words.split()))
        elif words and what == "assume":
            map_edits.assume(self._canvas.workspace, words.splitlines(), node_id)
        elif words:
            self._add(words, node_id, kind)

    def _add(self, words: str, node_id: str, kind: str) -> bool:
        """Add a card for each line; return whether they are there."""
        made = map_edits.add_cards(self._canvas.workspace, words.splitlines(), node_id, kind)
        if made and not node_id:
            self._canvas.look_at(made[-1])
        return bool(made)

    def stop(self) -> None:
        """Close the editor without keeping what is in it."""
        self._writing = None
        self.editor.stop()
        self._canvas.setFocus(Qt.FocusReason.OtherFocusReason)

    def _editor_place(self) -> QRect:
        wide, high = self._size()
        what, node_id, kind = self._writing or ("", "", "")
        card = self._canvas.map.cards.get(node_id)
        room = self._canvas.viewport().rect()
        if what == "assume":
            place = QRect(self._under(node_id), QSize(wide, high))
        elif card is None:
            place = QRect(QPoint(0, 0), QPoint(wide, high))
            place.moveCenter(QPoint(self._lane_middle(kind, wide), room.center().y()))
        else:
            box = card.box
            if what == "rename":
                corner = self._canvas.mapFromScene(QPointF(box.x, box.y))
                high = max(high, round(box.h * self._canvas.transform().m22()))
            else:
                corner = self._canvas.mapFromScene(self._beside(node_id, wide, high).topLeft())
            place = QRect(corner, corner + QPoint(wide, high))
        place.moveLeft(max(room.left() + 6, min(place.left(), room.right() - wide - 6)))
        place.moveTop(max(room.top() + 6, min(place.top(), room.bottom() - high - 6)))
        return place

    def _under(self, about: str) -> QPoint:
        """Return where in the window something is written under a card, or under the middle of a link."""
        layout, card = self._canvas.map.layout_now, self._canvas.map.cards.get(about)
        if card is not None:
            return self._canvas.mapFromScene(QPointF(card.box.x, card.box.bottom + 6.0))
        course = layout.routes.get(about, ((0.0, 0.0),))
        return self._canvas.mapFromScene(QPointF(*course[len(course) // 2])) + QPoint(0, 12)

    def _size(self) -> tuple[int, int]:
        px = self._canvas.workspace.theme.px
        return max(px(_WIDE), round(CARD_WIDTH * self._canvas.transform().m11())), px(_HIGH)

    def _beside(self, node_id: str, wide: int, high: int) -> QRectF:
        """Return where on the map a new card next to another one is written: below those that are there."""
        canvas, scale = self._canvas, self._canvas.transform().m11()
        box = canvas.map.cards[node_id].box
        plan, cards = canvas.map.plan, canvas.map.cards
        if self._leads_from_intervention(node_id):
            x = box.right + 24.0
            linked = [link.to_id for link in plan.where(TocLink, from_id=node_id)]
        else:
            x = box.x - 24.0 - wide / scale
            linked = [link.from_id for link in plan.where(TocLink, to_id=node_id)]
        there = [cards[each].box for each in linked if each in cards]
        near = [each for each in there if each.x < x + wide / scale and x < each.right]
        y = max((each.bottom + 12.0 for each in near), default=box.y)
        return QRectF(x, y, wide / scale, high / scale)

    def _lane_middle(self, kind: str, wide: int) -> int:
        """Return where in the window the middle of a lane is, as far as it can be seen."""
        for lane in self._canvas.map.layout_now.lanes:
            if lane.kind == kind:
                middle = self._canvas.mapFromScene(QPointF(lane.x + lane.w / 2, 0.0)).x()
                return max(wide // 2, min(middle, self._canvas.viewport().width() - wide // 2))
        return self._canvas.viewport().width() // 2

    def _leads_from_intervention(self, node_id: str) -> bool:
        node = self._canvas.map.plan.get(TocNode, node_id)
        return node is not None and node.kind == "intervention"

    def _follow(self) -> None:
        if self.editor.isVisible():
            self.editor.setGeometry(self._editor_place())
