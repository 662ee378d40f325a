"""The names of the lanes above the outcome map; they stay when the map is scrolled."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QGraphicsView, QWidget

from planner.domain.figures.outcome_map import Lane
from planner.gui.canvas.painter import FigurePainter
from planner.gui.theme import Theme

HEIGHT = 36
"""Pixels at 100 %."""


class LaneHeader(QWidget):
    """A strip over the view, each name in the middle of what is seen of its lane."""

    def __init__(self, view: QGraphicsView, theme: Theme) -> None:
        super().__init__(view)
        self.setObjectName("map_lane_header")
        self._view = view
        self._theme = theme
        self._painter = FigurePainter(theme)
        self.lanes: tuple[Lane, ...] = ()
        self._widths: dict[tuple[str, float], float] = {}
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    def set_lanes(self, lanes: tuple[Lane, ...]) -> None:
        """Show these lanes."""
        self.lanes = lanes
        self.setAccessibleName(", ".join(lane.title for lane in lanes))
        self.update()

    def _width(self, name: str, metrics: QFontMetricsF) -> float:
        """Return how wide a name is, remembered for the present scale."""
        key = (name, self._theme.scale)
        if key not in self._widths:
            self._widths[key] = metrics.horizontalAdvance(name)
        return self._widths[key]

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the names."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), self._painter.color("card"))
        painter.setFont(self._theme.font(13))
        metrics = QFontMetricsF(painter.font())
        for lane in self.lanes:
            left = self._view.mapFromScene(QPointF(lane.x, 0.0)).x()
            right = self._view.mapFromScene(QPointF(lane.x + lane.w, 0.0)).x()
            seen = QRectF(max(left, 0), 0.0, min(right, self.width()) - max(left, 0), self.height())
            if seen.width() < 24:
                continue
            if left > 0 and lane.x:
                painter.setPen(self._painter.pen("line", 1.0, (3.0, 3.0)))
                painter.drawLine(QPointF(left, 0.0), QPointF(left, self.height()))
            painter.setPen(self._painter.color("ink_second"))
            name = lane.title
            if self._width(name, metrics) > seen.width() - 8:
                name = metrics.elidedText(name, Qt.TextElideMode.ElideRight, seen.width() - 8)
            painter.drawText(seen, int(Qt.AlignmentFlag.AlignCenter), name)
        painter.setPen(self._painter.pen("line_faint"))
        painter.drawLine(QPointF(0, self.height() - 0.5), QPointF(self.width(), self.height() - 0.5))
        painter.end()
