"""The cards and links of the outcome map as a list that screen readers can walk through."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QAbstractScrollArea

from planner.gui.canvas import painted_list
from planner.gui.canvas.map_canvas import MapCanvas
from planner.gui.canvas.map_walk import spoken


class _MapEntries:
    """The cards of a map, then its links."""

    def __init__(self, view: QAbstractScrollArea) -> None:
        assert isinstance(view, MapCanvas)
        self._view = view

    def ids(self) -> Sequence[str]:
        return [*self._view.map.cards, *self._view.map.layout_now.routes]

    def name(self, key: str) -> str:
        shown = self._view.map
        return spoken(shown.plan, key, shown.layout_now.weak.get(key, ()))

    def place(self, key: str) -> QRect:
        card = self._view.map.cards.get(key)
        if card is not None:
            place = QRectF(card.box.x, card.box.y, card.box.w, card.box.h)
        else:
            course = self._view.map.layout_now.routes.get(key, ((0.0, 0.0),))
            place = QRectF(QPointF(*course[0]), QPointF(*course[-1])).normalized()
        return self._view.mapFromScene(place).boundingRect()

    def at(self, spot: QPoint) -> str:
        place = self._view.mapToScene(spot)
        card = self._view.map.card_at(place)
        return card.node_id if card is not None else self._view.map.link_at(place)

    def current(self) -> str:
        return self._view.current

    def colors(self) -> tuple[QColor, QColor]:
        return self._view.map.painter.color("ink"), self._view.map.painter.color("card")


def install() -> None:
    """Let Qt ask here for what to tell about outcome maps; once for the application."""
    painted_list.install(MapCanvas, _MapEntries)


def tell_chosen(view: MapCanvas) -> None:
    """Tell a screen reader, where one listens, which card or link is chosen now."""
    painted_list.tell_chosen(view)
