"""`Minimap`: the whole outcome map in a corner, with the part that is seen; shown when it does not fit."""

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QWidget

from planner.domain.figures.cards import color
from planner.domain.figures.figure import Rect
from planner.domain.records import TocNode
from planner.gui.canvas.map_canvas import MapCanvas
from planner.i18n import _

_WIDEST, _HIGHEST = 170, 110  # pixels at 100 %
_MARGIN = 10


class Minimap(QWidget):
    """Lies on the map; a click or a drag goes there. Keys need it not: arrows bring cards into view."""

    def __init__(self, canvas: MapCanvas) -> None:
        """Follow a map."""
        super().__init__(canvas)
        self.setObjectName("map_minimap")
        self.setAccessibleName(_("Overview of the map"))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._canvas = canvas
        self._drawn: QPixmap | None = None
        self._scale = 1.0
        canvas.shifted.connect(self._follow)
        canvas.chosen.connect(self._follow)
        canvas.workspace.theme.changed.connect(self.redraw)
        self.hide()

    def redraw(self) -> None:
        """Draw the cards again: the plan, what is in the light or the colors have changed."""
        self._drawn = None
        self._follow()
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the cards and the part that is seen."""
        if self._drawn is None:
            self._drawn = self._picture()
        painter = QPainter(self)
        painter.drawPixmap(0, 0, self._drawn)
        seen = self._canvas.mapToScene(self._canvas.viewport().rect()).boundingRect()
        place = QRectF(
            seen.x() * self._scale,
            seen.y() * self._scale,
            seen.width() * self._scale,
            seen.height() * self._scale,
        )
        painter.setPen(QPen(self._canvas.map.painter.color("focus"), 2))
        painter.drawRect(place.intersected(QRectF(self.rect())).adjusted(1, 1, -1, -1))
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Go there."""
        self._go(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Go along."""
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._go(event)

    def _go(self, event: QMouseEvent) -> None:
        at = event.position()
        self._canvas.centerOn(QPointF(at.x() / self._scale, at.y() / self._scale))

    def _follow(self, _chosen: str = "") -> None:
        """Show, hide and move with the map."""
        canvas = self._canvas
        layout, theme = canvas.map.layout_now, canvas.workspace.theme
        port = canvas.viewport()
        seen = canvas.mapToScene(port.rect()).boundingRect()
        roomy = port.width() > 3 * theme.px(_WIDEST) and port.height() > 3 * theme.px(_HIGHEST)
        fits = seen.width() >= layout.width - 1 and seen.height() >= layout.height - 1
        if fits or not roomy or not canvas.map.cards:
            self.hide()
            return
        self._scale = min(theme.px(_WIDEST) / layout.width, theme.px(_HIGHEST) / layout.height)
        size = QSize(max(24, round(layout.width * self._scale)), max(24, round(layout.height * self._scale)))
        if self.size() != size:
            self._drawn = None
            self.resize(size)
        self.move(self._corner(size))
        self.show()
        self.raise_()
        self.update()

    def _corner(self, size: QSize) -> QPoint:
        """Return the left upper corner of the place at the lower right; at the lower left where the chosen
        card would be covered.
        """
        canvas = self._canvas
        room = canvas.viewport().geometry()
        gap = canvas.workspace.theme.px(_MARGIN)
        y = room.bottom() - size.height() - gap
        right = QPoint(room.right() - size.width() - gap, y)
        card = canvas.map.cards.get(canvas.current)
        if card is None:
            return right
        box = canvas.mapFromScene(card.sceneBoundingRect()).boundingRect().translated(room.topLeft())
        return QPoint(room.left() + gap, y) if QRect(right, size).intersects(box) else right

    def _picture(self) -> QPixmap:
        """Draw the ground and the cards once, at the resolution of the screen."""
        ratio = self.devicePixelRatioF()
        made = QPixmap(self.size() * ratio)
        made.setDevicePixelRatio(ratio)
        paint = self._canvas.map.painter
        made.fill(paint.color("panel"))
        painter = QPainter(made)
        nodes = {node.id: node for node in self._canvas.map.plan.all(TocNode)}
        for node_id, card in self._canvas.map.cards.items():
            box, s = card.box, self._scale
            role = color(nodes[node_id]) if self._canvas.map.in_light(node_id) else "line"
            painter.fillRect(
                QRectF(box.x * s, box.y * s, max(2.0, box.w * s), max(2.0, box.h * s)), paint.color(role)
            )
        paint.paint(painter, [Rect(0.5, 0.5, self.width() - 1, self.height() - 1, stroke="border")])
        painter.end()
        return made
