"""`FigureView`: a figure under the hand: regions are chosen, walked, dragged, nudged and opened."""

from html import escape

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QHelpEvent, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QApplication, QToolTip, QWidget

from planner.gui.canvas.figure_canvas import FigureCanvas
from planner.gui.canvas.regions import WAYS, Region, neighbor, region_at
from planner.gui.theme import Theme

__all__ = ["FigureView", "Region"]

_ARROWS = {
    Qt.Key.Key_Left: "left",
    Qt.Key.Key_Right: "right",
    Qt.Key.Key_Up: "up",
    Qt.Key.Key_Down: "down",
}
_EDGE = 24  # pixels from the edge within which a drag scrolls


class FigureView(FigureCanvas):
    """A figure whose regions are used by mouse and keys alike.

    Arrow keys walk between regions as they lie, Home and End go to the first and the last. Letters and
    digits in `takes` are passed on by `typed`.
    """

    activated = Signal(str)
    """Enter or a double click on a region."""
    dropped = Signal(str, float, float)
    """A movable region was dragged: its key, and the place of the pointer in points of the drawing."""
    nudged = Signal(str, int, int)
    """Alt and an arrow key on a movable region: its key, and steps to the right and down (-1, 0, 1)."""
    typed = Signal(str, str)
    """A key of `takes` was pressed: the chosen region (empty for none) and the letter, in lower case."""
    removal_wanted = Signal(str)
    """Delete was pressed on a removable region."""
    menu_wanted = Signal(str, QPoint)
    """A menu is wanted for a region, at a place of the screen."""

    def __init__(
        self,
        theme: Theme,
        name: str,
        *,
        largest: float = 1.0,
        margin: float = 0.0,
        whole: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        """Show nothing before `show_figure`; see `FigureCanvas` for `largest`, `margin` and `whole`."""
        self.takes = ""
        self._pressed: tuple[str, QPointF] | None = None
        self._drag: QPointF | None = None
        super().__init__(theme, name, largest=largest, margin=margin, whole=whole, parent=parent)

    # Keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk, open, nudge, delete, or pass on what is typed."""
        if not self._key(event):
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Choose the first region where none is, so that the focus is seen."""
        super().focusInEvent(event)
        by_key = event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)
        if by_key and not self.current and self.regions:
            self.choose(self.regions[0].key, tell=True)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Show that the keys go elsewhere."""
        super().focusOutEvent(event)
        self.viewport().update()

    def _key(self, event: QKeyEvent) -> bool:
        key, way = Qt.Key(event.key()), _ARROWS.get(Qt.Key(event.key()))
        modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        region = self.region(self.current)
        if key == Qt.Key.Key_Escape and self._pressed is not None:
            self._let_go()
            return True
        if modifiers == Qt.KeyboardModifier.AltModifier and way:
            if region is not None and region.movable:
                self.nudged.emit(region.key, *WAYS[way])
            return region is not None and region.movable
        if (
            modifiers == Qt.KeyboardModifier.NoModifier
            and event.text()
            and event.text().lower() in self.takes
        ):
            self.typed.emit(self.current, event.text().lower())
            return True
        if modifiers != Qt.KeyboardModifier.NoModifier or not self.regions:
            return False
        if way or key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self._walk(region, way, last=key == Qt.Key.Key_End)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and region is not None:
            self.activated.emit(region.key)
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and region is not None and region.removable:
            self.removal_wanted.emit(region.key)
        else:
            return False
        return True

    def _walk(self, region: Region | None, way: str | None, *, last: bool) -> None:
        if region is None or way is None:
            goal = self.regions[-1 if last else 0]
        else:
            goal = neighbor(self.regions, region, way)
        if goal is not region:
            self.choose(goal.key, tell=True)

    # Mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose what is pressed; a movable region may be dragged from here."""
        region = self.at(event.position())
        left = event.button() == Qt.MouseButton.LeftButton
        if left and region is not None and region.movable:
            self._pressed = (region.key, event.position())
        if left or region is not None:
            self.choose(region.key if region is not None else "", tell=True, look=False)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag, or show what can be dragged."""
        if self._pressed is None:
            self._show_grip(self.at(event.position()))
            return
        way = event.position() - self._pressed[1]
        if self._drag is None and way.manhattanLength() < QApplication.startDragDistance():
            return
        self._drag = event.position()
        self.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)
        self._follow(event.position().toPoint())
        self.viewport().update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Drop what is dragged."""
        pressed, dragged = self._pressed, self._drag is not None
        place = self.points(event.position())
        self._let_go()
        if pressed is not None and dragged:
            self.dropped.emit(pressed[0], place.x(), place.y())

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open what is double-clicked."""
        region = self.at(event.position())
        if region is not None and event.button() == Qt.MouseButton.LeftButton:
            self.activated.emit(region.key)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for a menu: at the pointer, or at the chosen region for the menu key."""
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            region = self.region(self.current)
            spot = self.pixels(region.box).center() if region is not None else QPoint()
        else:
            region, spot = self.at(QPointF(event.pos())), event.pos()
        if region is not None:
            self.menu_wanted.emit(region.key, self.viewport().mapToGlobal(spot))

    def viewportEvent(self, event: QEvent) -> bool:
        """Show the words of a region as its tooltip."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            region = self.at(QPointF(event.pos()))
            if region is not None:
                place = self.pixels(region.box)
                QToolTip.showText(event.globalPos(), f"<p>{escape(region.name)}</p>", self.viewport(), place)
            else:
                QToolTip.hideText()
            return True
        return super().viewportEvent(event)

    def paint_over(self, painter: QPainter) -> None:
        """Paint what is dragged under the pointer, and a ring around where it would be dropped."""
        region = self.region(self._pressed[0]) if self._pressed is not None else None
        if self._pressed is None or self._drag is None or region is None:
            return
        start = self._pressed[1]
        place = self.points(self._drag)
        target = region_at(self.targets, place.x(), place.y())
        if target is not None:
            self.ring(painter, target, 2.5, dashed=True)
        way = place - self.points(start)
        box = region.box
        painter.save()
        painter.translate(way)
        painter.setClipRect(QRectF(box.x, box.y, box.w, box.h))
        painter.setOpacity(0.85)
        self.painter.paint(painter, self.figure.items)
        painter.restore()
        painter.save()
        painter.translate(way)
        self.ring(painter, region, 2.5)
        painter.restore()

    def _follow(self, spot: QPoint) -> None:
        """Scroll where a drag comes near the edge."""
        size = self.viewport().size()
        for bar, at, room in (
            (self.horizontalScrollBar(), spot.x(), size.width()),
            (self.verticalScrollBar(), spot.y(), size.height()),
        ):
            if at < _EDGE:
                bar.setValue(bar.value() - bar.singleStep())
            elif at > room - _EDGE:
                bar.setValue(bar.value() + bar.singleStep())

    def _let_go(self) -> None:
        self._pressed = self._drag = None
        self.viewport().unsetCursor()
        self.viewport().update()

    def _show_grip(self, region: Region | None) -> None:
        if region is None:
            self.viewport().unsetCursor()
        else:
            shape = Qt.CursorShape.OpenHandCursor if region.movable else Qt.CursorShape.PointingHandCursor
            self.viewport().setCursor(shape)
