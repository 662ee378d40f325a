"""The mouse on the outcome map: pan, zoom, choose, rubber band, move cards, draw links.

Every one of these has a key or menu twin.
"""

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, Qt
from PySide6.QtGui import QCursor, QMouseEvent, QPen, QWheelEvent
from PySide6.QtWidgets import QApplication, QGraphicsPathItem, QGraphicsView

from planner.domain.figures.routes import curve
from planner.gui.canvas import map_edits
from planner.gui.canvas.map_canvas import MapCanvas
from planner.gui.canvas.map_items import HANDLE, CardItem
from planner.gui.canvas.map_linker import MapLinker
from planner.gui.canvas.map_writer import MapWriter
from planner.gui.canvas.painter import course_of

_LIVE = 150  # cards: up to that many the map is laid out while one is dragged


class MapMouse(QObject):
    """Reads the mouse events of a view's viewport before the view does."""

    def __init__(self, view: MapCanvas, writer: MapWriter, linker: MapLinker) -> None:
        super().__init__(view)
        self._view = view
        self._writer = writer
        self._linker = linker
        self._doing = ""  # pan, move, link or nothing
        self._start = QPoint()
        self._moving: dict[str, QPointF] = {}
        self._moved = False
        self._card: CardItem | None = None
        self._backwards = False
        self._space = False
        self._line = QGraphicsPathItem()
        self._line.setZValue(6)
        self._line.hide()
        view.map.addItem(self._line)
        view.viewport().setMouseTracking(True)
        view.viewport().installEventFilter(self)

    def hold_space(self) -> bool:
        """Give the hand that moves the map."""
        if not self._space:
            self._space = True
            self._view.viewport().setCursor(Qt.CursorShape.OpenHandCursor)
        return True

    def release_space(self) -> None:
        """Take the hand back."""
        if self._space:
            self._space = False
            self._view.viewport().unsetCursor()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Take what belongs to the map; the rest goes on to the view."""
        if isinstance(event, QWheelEvent) and event.type() == QEvent.Type.Wheel:
            return self._wheel(event)
        if isinstance(event, QMouseEvent):
            if event.type() == QEvent.Type.MouseButtonPress:
                return self._press(event)
            if event.type() == QEvent.Type.MouseMove:
                return self._move(event)
            if event.type() == QEvent.Type.MouseButtonRelease:
                return self._release(event)
            if event.type() == QEvent.Type.MouseButtonDblClick:
                return self._double(event)
        return False

    def _wheel(self, event: QWheelEvent) -> bool:
        turned = event.angleDelta().y() or event.angleDelta().x()
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            if turned:
                self._view.set_zoom(self._view.zoom() * 1.0015**turned, event.position().toPoint())
            return True
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            bar = self._view.horizontalScrollBar()
            bar.setValue(bar.value() - turned)
            return True
        return False

    def _press(self, event: QMouseEvent) -> bool:
        view = self._view
        self._start = event.position().toPoint()
        self._moved = False
        if event.button() == Qt.MouseButton.MiddleButton or (
            self._space and event.button() == Qt.MouseButton.LeftButton
        ):
            self._begin_pan()
            return True
        if event.button() != Qt.MouseButton.LeftButton:
            return False
        view.setFocus(Qt.FocusReason.MouseFocusReason)
        at = view.mapToScene(self._start)
        card = view.map.card_at(at)
        if self._linker.active:
            if card is not None:
                self._linker.finish(card.node_id)
            return True
        if card is None:
            return self._press_ground(event, at)
        self._press_card(event, at, card)
        return True

    def _press_ground(self, event: QMouseEvent, at: QPointF) -> bool:
        """Choose a link, start a rubber band with Shift, or take hold of the map."""
        view = self._view
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            view.setDragMode(QGraphicsView.DragMode.RubberBandDrag)
            return False
        link = view.map.link_at(at)
        if link or view.current or view.map.chosen():
            view.choose(link)
        if not link:
            self._begin_pan()
        return True

    def _press_card(self, event: QMouseEvent, at: QPointF, card: CardItem) -> None:
        view = self._view
        if event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier):
            card.setSelected(not card.isSelected())
            return
        if not card.isSelected() or (view.current and view.current != card.node_id):
            view.choose(card.node_id)
        box = card.box
        self._card = card
        self._backwards = at.x() < box.x + HANDLE
        if self._backwards or at.x() > box.right - HANDLE:
            self._doing = "link"
            return
        self._doing = "move"
        self._moving = {each: view.map.cards[each].pos() for each in view.map.chosen()}

    def _begin_pan(self) -> None:
        self._doing = "pan"
        self._view.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)

    def _move(self, event: QMouseEvent) -> bool:
        at = event.position().toPoint()
        if not self._doing:
            if event.buttons() == Qt.MouseButton.NoButton:
                self._show_cursor(at)
            return False
        if not self._moved and (at - self._start).manhattanLength() < QApplication.startDragDistance():
            return True
        self._moved = True
        view = self._view
        if self._doing == "pan":
            for bar, change in (
                (view.horizontalScrollBar(), at.x() - self._start.x()),
                (view.verticalScrollBar(), at.y() - self._start.y()),
            ):
                bar.setValue(bar.value() - change)
            self._start = at
        elif self._doing == "move":
            by = view.mapToScene(at) - view.mapToScene(self._start)
            for each, start in self._moving.items():
                view.map.cards[each].setPos(start + by)
            self._follow()
        else:
            self._draw_link(view.mapToScene(at))
        return True

    def _follow(self) -> None:
        """Let the links follow the cards that are being dragged."""
        view = self._view
        if len(view.map.cards) > _LIVE:
            view.map.lift(self._moving)
        else:
            view.map.show_dragged(self._moving)

    def _draw_link(self, at: QPointF) -> None:
        view = self._view
        if self._card is None:
            return
        box = self._card.box
        x = box.x if self._backwards else box.right
        start = (x, box.middle[1])
        self._line.setPath(course_of((start, *curve(start, (at.x(), at.y()))), curved=True))
        self._line.setPen(QPen(view.map.painter.color("theory"), 2.0, Qt.PenStyle.DashLine))
        self._line.show()
        over = view.map.card_at(at)
        for card in view.map.cards.values():
            card.set_target(card is over and card is not self._card)

    def _release(self, event: QMouseEvent) -> bool:
        doing, self._doing = self._doing, ""
        view = self._view
        if view.dragMode() == QGraphicsView.DragMode.RubberBandDrag and not doing:
            # the view ends its band first, then takes the map by hand again
            view.viewport().removeEventFilter(self)
            QApplication.sendEvent(view.viewport(), event)
            view.viewport().installEventFilter(self)
            view.setDragMode(QGraphicsView.DragMode.NoDrag)
            return True
        if not doing:
            return False
        if doing == "pan":
            view.viewport().setCursor(
                Qt.CursorShape.OpenHandCursor if self._space else Qt.CursorShape.ArrowCursor
            )
        elif doing == "move" and self._moved:
            places = {each: view.map.cards[each].pos() for each in self._moving}
            map_edits.place(view.workspace, {each: (pos.x(), pos.y()) for each, pos in places.items()})
            view.show_plan(view.workspace.document.plan)
        elif doing == "link":
            self._finish_link(view.mapToScene(event.position().toPoint()))
        self._card = None
        return True

    def _finish_link(self, at: QPointF) -> None:
        view = self._view
        self._line.hide()
        for card in view.map.cards.values():
            card.set_target(False)
        over = view.map.card_at(at)
        if self._moved and self._card is not None and over is not None and over is not self._card:
            ends = (self._card.node_id, over.node_id)
            self._linker.join(*(ends[::-1] if self._backwards else ends))

    def _double(self, event: QMouseEvent) -> bool:
        if event.button() != Qt.MouseButton.LeftButton:
            return False
        view = self._view
        self._doing = ""
        at = view.mapToScene(event.position().toPoint())
        card = view.map.card_at(at)
        if card is not None:
            view.choose(card.node_id)
            self._writer.rename()
        elif view.map.link_at(at):
            view.choose(view.map.link_at(at))
            view.details_wanted.emit()
        else:
            lane = next(
                (each for each in view.map.layout_now.lanes if each.x <= at.x() < each.x + each.w), None
            )
            self._writer.new_in_lane(lane.kind if lane else "intermediate_outcome")
        return True

    def _show_cursor(self, at: QPoint) -> None:
        """Tell by the pointer what a press would do."""
        if self._space:
            return
        view = self._view
        spot = view.mapToScene(at)
        card = view.map.card_at(spot)
        if card is None:
            shape = (
                Qt.CursorShape.PointingHandCursor if view.map.link_at(spot) else Qt.CursorShape.ArrowCursor
            )
        elif spot.x() > card.box.right - HANDLE or spot.x() < card.box.x + HANDLE:
            shape = Qt.CursorShape.CrossCursor
        else:
            shape = Qt.CursorShape.ArrowCursor
        if view.viewport().cursor().shape() != shape:
            view.viewport().setCursor(QCursor(shape))
