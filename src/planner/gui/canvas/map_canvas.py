"""`MapCanvas`: the outcome map as something to look at and choose from."""

from PySide6.QtCore import QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QResizeEvent
from PySide6.QtWidgets import QFrame, QGraphicsView, QWidget

from planner.domain.plan import Plan
from planner.gui.canvas.lane_header import HEIGHT, LaneHeader
from planner.gui.canvas.map_scene import MapScene
from planner.gui.canvas.map_walk import spoken
from planner.gui.workspace import Workspace
from planner.i18n import _

LEAST_ZOOM, MOST_ZOOM = 0.2, 3.0
_STEP = 1.2
_ROOM_BELOW = 130.0  # points under the map, where the next card can be written
_READABLE, _FIRST = 0.65, 0.8  # below the one the first look is at the other, not at the whole


class MapCanvas(QGraphicsView):
    """Shows the map of a plan; `choose` is what clicks and keys come down to."""

    chosen = Signal(str)
    """The id of the card or link that is chosen now; empty for none or several."""
    details_wanted = Signal()
    """The fields of what is chosen are wanted."""
    zoomed = Signal(float)
    """How large the map is drawn now; 1.0 is 100 %."""
    shifted = Signal()
    """What is seen has moved in the window."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        """Show nothing before `show_plan`."""
        super().__init__(parent)
        self.setObjectName("map_view")
        self.setAccessibleName(_("Outcome map"))
        self.workspace = workspace
        self.map = MapScene(workspace.theme, self)
        self.setScene(self.map)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
        self.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCacheMode(QGraphicsView.CacheModeFlag.CacheBackground)
        self.setTransformationAnchor(QGraphicsView.ViewportAnchor.NoAnchor)
        self.setResizeAnchor(QGraphicsView.ViewportAnchor.NoAnchor)
        self.header = LaneHeader(self, workspace.theme)
        self.visit = 0
        self._current = ""
        self._quiet = False
        self._zoom = 1.0
        self._looked = False
        self.map.selectionChanged.connect(self._follow_selection)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.horizontalScrollBar().valueChanged.connect(self.header.update)
        for bar in (self.horizontalScrollBar(), self.verticalScrollBar()):
            bar.valueChanged.connect(self.shifted)
        workspace.theme.changed.connect(self._restyle)
        self._restyle()

    # Looking

    def show_plan(self, plan: Plan) -> None:
        """Show a plan's map; what the eye is on stays where it is."""
        anchor = self._current if self._current in self.map.cards else ""
        before = self._place_of(anchor)
        self.map.show_plan(plan)
        layout = self.map.layout_now
        self.map.setSceneRect(QRectF(0.0, 0.0, layout.width, layout.height + _ROOM_BELOW))
        self.header.set_lanes(layout.lanes)
        after = self._place_of(anchor)
        if before is not None and after is not None and before != after:
            self._scroll(after - before)
        if self._current and self._current not in self.map.cards and self._current not in layout.routes:
            self.choose("")
        self.shifted.emit()
        self.setAccessibleDescription(spoken(plan, self._current))

    def zoom(self) -> float:
        """Return how large the map is drawn; 1.0 is 100 %."""
        return self._zoom

    def set_zoom(self, zoom: float, around: QPoint | None = None) -> None:
        """Draw larger or smaller; the place under `around` (else the middle) stays."""
        zoom = min(MOST_ZOOM, max(LEAST_ZOOM, zoom))
        point = around or self.viewport().rect().center()
        fixed = self.mapToScene(point)
        self._zoom = zoom
        scale = zoom * self.workspace.theme.scale
        self.resetTransform()
        self.scale(scale, scale)
        self._scroll(self.mapFromScene(fixed) - point)
        self.header.update()
        self.shifted.emit()
        self.zoomed.emit(zoom)

    def zoom_in(self) -> None:
        """Draw larger."""
        self.set_zoom(self._zoom * _STEP)

    def zoom_out(self) -> None:
        """Draw smaller."""
        self.set_zoom(self._zoom / _STEP)

    def fit(self) -> None:
        """Show the whole map, never larger than 100 %."""
        room, layout = self.viewport().size(), self.map.layout_now
        scale = self.workspace.theme.scale
        across = (room.width() - 4) / (layout.width * scale)
        self.set_zoom(min(1.0, across, (room.height() - 4) / (layout.height * scale)))
        self.horizontalScrollBar().setValue(self.horizontalScrollBar().minimum())
        self.verticalScrollBar().setValue(self.verticalScrollBar().minimum())

    def first_look(self) -> None:
        """Show as much as can be read: the whole map, or the part around the long-term outcome."""
        if self._looked or not self.isVisible() or not self.map.cards:
            return
        self._looked = True
        self.fit()
        if self._zoom < _READABLE:
            self.set_zoom(_FIRST)
            self.horizontalScrollBar().setValue(self.horizontalScrollBar().minimum())
            self.verticalScrollBar().setValue(self.verticalScrollBar().minimum())

    # Choosing

    @property
    def current(self) -> str:
        """The id of the chosen card or link, empty for none."""
        return self._current

    def choose(self, record_id: str, *, look: bool = False) -> None:
        """Choose a card or link, nothing for an empty id; with `look`, bring it into view."""
        self._quiet = True
        self.map.clearSelection()
        card = self.map.cards.get(record_id)
        if card is not None:
            card.setSelected(True)
        self._quiet = False
        known = card is not None or record_id in self.map.layout_now.routes
        self._current = record_id if known else ""
        self.visit += 1
        self._emphasize()
        self.setAccessibleDescription(spoken(self.map.plan, self._current))
        self.chosen.emit(self._current)
        if look and self._current:
            self.look_at(self._current)

    def look_at(self, record_id: str) -> None:
        """Bring a card or link into view."""
        card = self.map.cards.get(record_id)
        if card is not None:
            self.ensureVisible(card, 30, 50)
            return
        course = self.map.layout_now.routes.get(record_id)
        if course:
            x, y = course[len(course) // 2]
            self.ensureVisible(QRectF(x - 40, y - 40, 80, 80), 30, 50)

    # Qt

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the names of the lanes across the top."""
        super().resizeEvent(event)
        self.header.setGeometry(0, 0, self.viewport().width(), self.viewport().y())
        self.shifted.emit()
        self.first_look()

    def _follow_selection(self) -> None:
        if self._quiet:
            return
        ids = self.map.chosen()
        self._current = ids[0] if len(ids) == 1 else ""
        self.visit += 1
        self._emphasize()
        self.setAccessibleDescription(spoken(self.map.plan, self._current))
        self.chosen.emit(self._current)

    def _emphasize(self) -> None:
        self.map.bring_out(self._current, frozenset(self.map.chosen()))

    def _place_of(self, node_id: str) -> QPoint | None:
        box = self.map.layout_now.cards.get(node_id)
        return None if box is None else self.mapFromScene(QPointF(box.x, box.y))

    def _scroll(self, by: QPoint) -> None:
        for bar, change in ((self.horizontalScrollBar(), by.x()), (self.verticalScrollBar(), by.y())):
            bar.setValue(bar.value() + change)

    def _restyle(self) -> None:
        self.setViewportMargins(0, self.workspace.theme.px(HEIGHT), 0, 0)
        self.set_zoom(self._zoom)
        self.map.update()
