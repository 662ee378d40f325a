"""The things on the outcome map: cards, links in few items, those brought out, and the signs on links."""

from collections.abc import Iterable
from itertools import pairwise

from PySide6.QtCore import QObject, QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPolygonF
from PySide6.QtWidgets import QGraphicsItem, QGraphicsScene, QStyleOptionGraphicsItem, QWidget

from planner.domain.figures.cards import CARD_WIDTH, card_items, mark_items
from planner.domain.figures.figure import Box, Item, Path, Point, Rect, arrow_head, moved, sampled
from planner.domain.figures.outcome_map import MapLayout, lane_items, link_path, map_layout
from planner.domain.plan import Plan
from planner.domain.records import TocLink, TocNode
from planner.gui.canvas.painter import FigurePainter, path_of
from planner.gui.theme import Theme

HANDLE = 9.0
"""Points from a card's side within which a drag makes a link."""
_NEAR = 6.0  # points from a link's course within which a click means it


class CardItem(QGraphicsItem):
    """A card; it stands at its place and is drawn from the figure's own items."""

    def __init__(self, node_id: str, painter: FigurePainter) -> None:
        super().__init__()
        self.node_id = node_id
        self._painter = painter
        self._items: tuple[Item, ...] = ()
        self._height = 40.0
        self._bar = "theory"
        self._shown: object = None
        self._hovered = self._target = False
        self.setFlag(QGraphicsItem.GraphicsItemFlag.ItemIsSelectable)
        self.setAcceptHoverEvents(True)
        self.setZValue(4)

    @property
    def box(self) -> Box:
        """The place it stands at now."""
        return Box(self.x(), self.y(), CARD_WIDTH, self._height)

    def set_card(self, node: TocNode, layout: MapLayout) -> None:
        """Show a node at its place; costs nothing where nothing differs."""
        face, box = layout.faces[node.id], layout.cards[node.id]
        if self.pos() != QPointF(box.x, box.y):
            self.setPos(box.x, box.y)
        shown = (face, node.kind, node.external, node.above_ceiling)
        if shown != self._shown:
            if box.h != self._height:
                self.prepareGeometryChange()
            self._shown, self._height = shown, box.h
            self._items = moved(card_items(node, face, box), -box.x, -box.y)
            self.update()

    def set_target(self, on: bool) -> None:
        """Bring the card out as the one a link would go to."""
        if on != self._target:
            self._target = on
            self.update()

    def boundingRect(self) -> QRectF:
        """The card with its outline and handles."""
        return QRectF(-HANDLE, -4.0, CARD_WIDTH + 2 * HANDLE, self._height + 8.0)

    def shape(self) -> QPainterPath:
        """What a click hits: the card and the handle on its right."""
        path = QPainterPath()
        path.addRect(QRectF(-2.0, 0.0, CARD_WIDTH + HANDLE, self._height))
        return path

    def paint(
        self, painter: QPainter, _option: QStyleOptionGraphicsItem, _widget: QWidget | None = None
    ) -> None:
        """Draw it; a chosen card has a heavy outline, one under the pointer shows its handle."""
        self._painter.paint(painter, self._items)
        outline = Rect(0.0, 0.0, CARD_WIDTH, self._height, stroke="theory", radius=6.0, width=2.5)
        if self.isSelected():
            self._painter.paint(painter, [outline])
        if self._target:
            ring = Rect(-3.0, -3.0, CARD_WIDTH + 6, self._height + 6, "", "focus", 8.0, 2.5, (5.0, 3.0))
            self._painter.paint(painter, [ring])
        if self._hovered or self.isSelected():
            knob = Rect(CARD_WIDTH - 5.5, self._height / 2 - 5.5, 11.0, 11.0, "card", "theory", 5.5, 1.75)
            self._painter.paint(painter, [knob])

    def hoverEnterEvent(self, _event: object) -> None:
        """Show the handle."""
        self._hovered = True
        self.update()

    def hoverLeaveEvent(self, _event: object) -> None:
        """Hide the handle."""
        self._hovered = False
        self.update()


class LinksItem(QGraphicsItem):
    """Links drawn as few paths: one for each width and one for all arrow heads."""

    def __init__(self, painter: FigurePainter, z: float) -> None:
        super().__init__()
        self._painter = painter
        self._lines: dict[tuple[str, float], QPainterPath] = {}
        self._heads: dict[str, QPainterPath] = {}
        self._bounds = QRectF()
        self.setZValue(z)

    def set_paths(self, paths: Iterable[Path]) -> None:
        """Draw these lines with arrows instead of those before."""
        self.prepareGeometryChange()
        self._lines, self._heads, self._bounds = {}, {}, QRectF()
        for path in paths:
            line = self._lines.setdefault((path.stroke, path.width), QPainterPath())
            line.addPath(path_of(path))
            head = self._heads.setdefault(path.stroke, QPainterPath())
            head.setFillRule(Qt.FillRule.WindingFill)
            head.addPolygon(QPolygonF([QPointF(x, y) for x, y in arrow_head(path)]))
            head.closeSubpath()
        for each in (*self._lines.values(), *self._heads.values()):
            self._bounds = self._bounds.united(each.boundingRect())
        self._bounds.adjust(-6, -6, 6, 6)
        self.update()

    def boundingRect(self) -> QRectF:
        """Where lines are."""
        return self._bounds

    def shape(self) -> QPainterPath:
        """Nothing: links are found by `MapScene.link_at`."""
        return QPainterPath()

    def paint(
        self, painter: QPainter, _option: QStyleOptionGraphicsItem, _widget: QWidget | None = None
    ) -> None:
        """Draw lines, then heads."""
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for (role, width), line in self._lines.items():
            painter.setPen(self._painter.pen(role, width))
            painter.drawPath(line)
        painter.setPen(Qt.PenStyle.NoPen)
        for role, head in self._heads.items():
            painter.setBrush(self._painter.color(role))
            painter.drawPath(head)


class MarksItem(QGraphicsItem):
    """The signs on links."""

    def __init__(self, painter: FigurePainter) -> None:
        super().__init__()
        self._painter = painter
        self._items: list[Item] = []
        self._bounds = QRectF()
        self.setZValue(3)

    def set_marks(self, marks: Iterable[tuple[str, Point]]) -> None:
        """Draw these signs at these places."""
        self.prepareGeometryChange()
        self._items, self._bounds = [], QRectF()
        for sign, at in marks:
            self._items += mark_items(sign, at)
            self._bounds = self._bounds.united(QRectF(at[0] - 12, at[1] - 12, 24, 24))
        self.update()

    def boundingRect(self) -> QRectF:
        """Where signs are."""
        return self._bounds

    def shape(self) -> QPainterPath:
        """Nothing to click."""
        return QPainterPath()

    def paint(
        self, painter: QPainter, _option: QStyleOptionGraphicsItem, _widget: QWidget | None = None
    ) -> None:
        """Draw them."""
        self._painter.paint(painter, self._items)


class MapScene(QGraphicsScene):
    """Shows a plan's map: `show_plan` again after each edit changes only what differs."""

    def __init__(self, theme: Theme, parent: QObject) -> None:
        """Show nothing yet; the parent, the view, goes first, so that it hears nothing of the scene's end."""
        super().__init__(parent)
        self.painter = FigurePainter(theme)
        self.cards: dict[str, CardItem] = {}
        self.plan = Plan()
        self.layout_now = map_layout(self.plan)
        self._links = LinksItem(self.painter, 1)
        self._brought_out = LinksItem(self.painter, 2)
        self._marks = MarksItem(self.painter)
        self._courses: dict[str, tuple[Point, ...]] | None = None
        self._drawn: object = None
        self._emphasis: tuple[str, frozenset[str]] = ("", frozenset())
        for item in (self._links, self._brought_out, self._marks):
            self.addItem(item)

    def show_plan(self, plan: Plan) -> None:
        """Lay out a plan's map and show it."""
        layout = map_layout(plan)
        self.plan, self.layout_now = plan, layout
        nodes = {node.id: node for node in plan.all(TocNode)}
        for gone in self.cards.keys() - nodes.keys():
            self.removeItem(self.cards.pop(gone))
        for node in nodes.values():
            item = self.cards.get(node.id)
            if item is None:
                item = self.cards[node.id] = CardItem(node.id, self.painter)
                self.addItem(item)
            item.set_card(node, layout)
        self._courses = None
        self._draw_links()
        self.bring_out(*self._emphasis)

    def show_dragged(self, node_ids: Iterable[str]) -> None:
        """Let links follow cards that are being dragged; nothing is kept."""
        moving = {each: self.cards[each].pos() for each in node_ids}
        shown = [self.plan.get(TocNode, each) for each in moving]
        dragged = [
            node.replace(x=moving[node.id].x() + 0.25, y=max(1.0, moving[node.id].y() + 0.25))
            for node in shown
            if node is not None
        ]
        kept = self.plan, self.layout_now
        self.layout_now = map_layout(self.plan.changed(dragged))
        for node_id, item in self.cards.items():
            if node_id not in moving:
                box = self.layout_now.cards[node_id]
                item.setPos(box.x, box.y)
        self._draw_links()
        self.bring_out(*self._emphasis)
        self.plan, self.layout_now = kept

    def _draw_links(self) -> None:
        """Draw the lines and signs again where any of them differs."""
        layout = self.layout_now
        links = [link for link in self.plan.all(TocLink) if link.id in layout.routes]
        drawn = ([(layout.routes[link.id], link.necessity) for link in links], layout.marks)
        if drawn != self._drawn:
            self._drawn = drawn
            self._links.set_paths(link_path(link, layout.routes[link.id]) for link in links)
            self._marks.set_marks(layout.marks.values())

    def bring_out(self, link_id: str, node_ids: frozenset[str]) -> None:
        """Draw one link, and the links of some cards, heavier and in color over the others."""
        self._emphasis = (link_id, node_ids)
        shown: dict[str, Path] = {}
        link = self.plan.get(TocLink, link_id)
        for node_id in node_ids:
            for each in (
                *self.plan.where(TocLink, from_id=node_id),
                *self.plan.where(TocLink, to_id=node_id),
            ):
                if each.id in self.layout_now.routes:
                    shown[each.id] = link_path(each, self.layout_now.routes[each.id], "theory", 0.75)
        if link is not None and link_id in self.layout_now.routes:
            shown[link_id] = link_path(link, self.layout_now.routes[link_id], "theory", 1.75)
        self._brought_out.set_paths(shown.values())

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
        """Draw the ground, the lines between lanes and the ceiling."""
        if isinstance(rect, QRectF):
            painter.fillRect(rect, self.painter.color("card"))
            reach = max(self.layout_now.height, self.sceneRect().bottom())
            for item in lane_items(self.layout_now):
                if isinstance(item, Path):
                    (x, _top), _end = item.points
                    painter.setPen(self.painter.pen(item.stroke, item.width, item.dash))
                    painter.drawLine(QPointF(x, 0.0), QPointF(x, reach))


def _distance(x: float, y: float, a: Point, b: Point) -> float:
    """Return the distance of a place from a straight piece."""
    dx, dy = b[0] - a[0], b[1] - a[1]
    length = dx * dx + dy * dy
    share = max(0.0, min(1.0, ((x - a[0]) * dx + (y - a[1]) * dy) / length)) if length else 0.0
    return float(((x - a[0] - share * dx) ** 2 + (y - a[1] - share * dy) ** 2) ** 0.5)
