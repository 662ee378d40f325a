"""The scene of the outcome map: the ground with all that is at rest, and the cards to take hold of."""

from collections.abc import Iterable
from html import escape
from itertools import pairwise

from PySide6.QtCore import QObject, QPointF, QRectF
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QGraphicsScene

from planner.domain.analysis.pathways import Pathway
from planner.domain.figures.cards import card_items, color
from planner.domain.figures.figure import Path, Point, sampled
from planner.domain.figures.links import link_path
from planner.domain.figures.outcome_map import map_layout
from planner.domain.plan import Plan
from planner.domain.records import TocLink, TocNode
from planner.gui.canvas.map_ground import Face, MapGround
from planner.gui.canvas.map_items import BroughtOut, CardItem
from planner.gui.canvas.map_walk import spoken
from planner.gui.canvas.painter import FigurePainter
from planner.gui.theme import Theme

_NEAR = 6.0  # points from a link's course within which a click means it


class MapScene(QGraphicsScene):
    """Shows a plan's map: `show_plan` again after each edit changes only what differs."""

    def __init__(self, theme: Theme, parent: QObject) -> None:
        """Show nothing yet; the parent, the view, goes first, so that it hears nothing of the scene's end."""
        super().__init__(parent)
        self.painter = FigurePainter(theme)
        self.cards: dict[str, CardItem] = {}
        self.plan = Plan()
        self.layout_now = map_layout(self.plan)
        self._ground = MapGround(self.painter)
        self._faces: dict[str, tuple[object, Face]] = {}
        self._lifted: frozenset[str] = frozenset()
        self._brought_out = BroughtOut(self.painter)
        self._courses: dict[str, tuple[Point, ...]] | None = None
        self._drawn: object = None
        self._emphasis: tuple[str, frozenset[str]] = ("", frozenset())
        self._pathway: Pathway | None = None
        self._read: frozenset[str] = frozenset()
        self.addItem(self._brought_out)
        theme.changed.connect(self._redraw)

    def show_plan(self, plan: Plan) -> None:
        """Lay out a plan's map and show it."""
        layout = map_layout(plan)
        self.plan, self.layout_now = plan, layout
        nodes = {node.id: node for node in plan.all(TocNode)}
        for gone in self.cards.keys() - nodes.keys():
            self.removeItem(self.cards.pop(gone))
            self._faces.pop(gone, None)
        for node in nodes.values():
            if node.id not in self.cards:
                item = self.cards[node.id] = CardItem(node.id, self.painter)
                self.addItem(item)
        self._courses = None
        self.lift(())
        self._draw()

    def show_pathway(self, pathway: Pathway | None, read: frozenset[str] = frozenset()) -> None:
        """Dim all but one pathway and bring out the links that are read; None shows everything again."""
        self._pathway, self._read = pathway, read
        self._draw()

    def in_light(self, node_id: str) -> bool:
        """Whether a card is not dimmed."""
        return self._pathway is None or node_id in self._pathway.nodes

    def lift(self, node_ids: Iterable[str]) -> None:
        """Take cards off the ground while they are dragged, and put others back."""
        lifted = frozenset(node_ids)
        if lifted != self._lifted:
            self._lifted = lifted
            for node_id, item in self.cards.items():
                item.set_lifted(node_id in lifted)
            self._draw()

    def show_dragged(self, node_ids: Iterable[str]) -> None:
        """Let links follow cards that are being dragged; nothing is kept."""
        moving = {each: self.cards[each].pos() for each in node_ids}
        self.lift(moving)
        shown = [self.plan.get(TocNode, each) for each in moving]
        dragged = [
            node.replace(x=moving[node.id].x() + 0.25, y=max(1.0, moving[node.id].y() + 0.25))
            for node in shown
            if node is not None
        ]
        kept = self.plan, self.layout_now
        self.layout_now = map_layout(self.plan.changed(dragged))
        self._draw()
        self.plan, self.layout_now = kept

    def _draw(self) -> None:
        """Draw the ground again where any of it differs, and what is brought out."""
        layout, pathway = self.layout_now, self._pathway
        faces = {node.id: self._face(node) for node in self.plan.all(TocNode)}
        for node_id, face in faces.items():
            if node_id not in self._lifted:
                self.cards[node_id].set_face(face)
                self.cards[node_id].setToolTip(face.tip)
        links = [link for link in self.plan.all(TocLink) if link.id in layout.routes]
        lines = [(layout.routes[each.id], each.necessity, layout.firm[each.id]) for each in links]
        lit = None if pathway is None else pathway.links
        standing = {node_id: face for node_id, face in faces.items() if node_id not in self._lifted}
        drawn = (lines, layout.marks, lit, list(map(id, standing.values())))
        if drawn != self._drawn:
            self._drawn = drawn
            marks = [
                (sign, at, lit is not None and link_id not in lit)
                for link_id, (sign, at) in layout.marks.items()
            ]
            self._ground.set_links(map(self._path, links), marks, dim=lit is not None)
            self._ground.set_cards(standing)
            self._redraw()
        self.bring_out(*self._emphasis)

    def _face(self, node: TocNode) -> Face:
        """Return a card as it is drawn, the same object as long as nothing about it differs."""
        card, box = self.layout_now.faces[node.id], self.layout_now.cards[node.id]
        shown = (card, box, color(node), node.external, node.wscc, self.in_light(node.id))
        known = self._faces.get(node.id)
        if known is None or known[0] != shown:
            items = card_items(node, card, box)
            weak = self.layout_now.weak.get(node.id, ())
            tip = escape(spoken(self.plan, node.id, weak))
            made = Face(box, items, color(node), len(card.lines), not self.in_light(node.id), tip)
            known = self._faces[node.id] = (shown, made)
        return known[1]

    def _redraw(self) -> None:
        self.invalidate(QRectF(), QGraphicsScene.SceneLayer.BackgroundLayer)

    def _path(self, link: TocLink, stroke: str = "link", grow: float = 0.0) -> Path:
        layout = self.layout_now
        return link_path(link, layout.routes[link.id], layout.firm[link.id], stroke, grow)

    def bring_out(self, link_id: str, node_ids: frozenset[str]) -> None:
        """Draw one link, and the links of some cards, heavier and in color over the others."""
        self._emphasis = (link_id, node_ids)
        routes, plan = self.layout_now.routes, self.plan
        shown: dict[str, Path] = {}
        if self._pathway is not None:
            for each in plan.all(TocLink):
                if each.id in self._pathway.links and each.id in routes:
                    read = each.id in self._read
                    shown[each.id] = self._path(each, "theory", 1.0) if read else self._path(each)
        else:
            for node_id in node_ids:
                for each in (*plan.where(TocLink, from_id=node_id), *plan.where(TocLink, to_id=node_id)):
                    if each.id in routes:
                        shown[each.id] = self._path(each, "theory", 0.75)
            link = plan.get(TocLink, link_id)
            if link is not None and link_id in routes:
                shown[link_id] = self._path(link, "theory", 1.75)
        marks = self.layout_now.marks
        self._brought_out.set_paths(shown.values(), [marks[each] for each in shown if each in marks])

    def link_at(self, point: QPointF) -> str:
        """Return the link at a place, or an empty text."""
        x, y = point.x(), point.y()
        best, found = _NEAR, ""
        for link_id, (_sign, (mx, my)) in self.layout_now.marks.items():
            if abs(mx - x) + abs(my - y) < 12:
                return link_id
        if self._courses is None:
            self._courses = {
                link_id: sampled(Path(course, curved=True))
                for link_id, course in self.layout_now.routes.items()
            }
        for link_id, course in self._courses.items():
            for a, b in pairwise(course):
                if min(a[0], b[0]) - best > x or max(a[0], b[0]) + best < x:
                    continue
                away = _distance(x, y, a, b)
                if away < best:
                    best, found = away, link_id
        return found

    def card_at(self, point: QPointF) -> CardItem | None:
        """Return the card at a place, or None."""
        for item in self.items(point):
            if isinstance(item, CardItem):
                return item
        return None

    def chosen(self) -> tuple[str, ...]:
        """Return the ids of the chosen cards, in the order of the plan."""
        chosen = {item.node_id for item in self.selectedItems() if isinstance(item, CardItem)}
        return tuple(node.id for node in self.plan.all(TocNode) if node.id in chosen)

    def drawBackground(self, painter: QPainter, rect: QRectF | object) -> None:
        """Draw all that is at rest."""
        if isinstance(rect, QRectF):
            self._ground.paint(painter, self.layout_now, rect)


def _distance(x: float, y: float, a: Point, b: Point) -> float:
    """Return the distance of a place from a straight piece."""
    dx, dy = b[0] - a[0], b[1] - a[1]
    length = dx * dx + dy * dy
    share = max(0.0, min(1.0, ((x - a[0]) * dx + (y - a[1]) * dy) / length)) if length else 0.0
    return float(((x - a[0] - share * dx) ** 2 + (y - a[1] - share * dy) ** 2) ** 0.5)
