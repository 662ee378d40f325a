"""Paints a `Figure` with Qt in the colors of the theme: the screen's half of one drawing, two painters."""

from collections.abc import Iterable

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPen, QPolygonF

from planner.domain.figures.figure import (
    Item,
    Path,
    Point,
    Rect,
    Text,
    arrow_head,
    color_parts,
    shortened,
)
from planner.gui.theme import FAMILY, Theme

_WEIGHTS = {
    "regular": QFont.Weight.Normal,
    "medium": QFont.Weight.Medium,
    "semibold": QFont.Weight.DemiBold,
    "bold": QFont.Weight.Bold,
}


_MOST_WIDTHS = 8_000  # texts whose width is remembered


class FigurePainter:
    """Paints items; colors and fonts are looked up once and again after the theme has changed."""

    def __init__(self, theme: Theme) -> None:
        """Paint in the colors of a theme."""
        self._theme = theme
        self._colors: dict[str, QColor] = {}
        self._fonts: dict[tuple[float, str], QFont] = {}
        self._pens: dict[tuple[str, float, tuple[float, ...]], QPen] = {}
        self._widths: dict[tuple[str, float, str], float] = {}
        theme.changed.connect(self._colors.clear)
        theme.changed.connect(self._pens.clear)

    def color(self, role: str) -> QColor:
        """Return the color of a role, `theory/45` mixed with the color of cards."""
        found = self._colors.get(role)
        if found is None:
            name, share = color_parts(role)
            found = self._theme.color(name)
            if share < 1:
                ground = self._theme.color("card")
                found = QColor.fromRgbF(
                    found.redF() * share + ground.redF() * (1 - share),
                    found.greenF() * share + ground.greenF() * (1 - share),
                    found.blueF() * share + ground.blueF() * (1 - share),
                )
            self._colors[role] = found
        return found

    def font(self, size: float, weight: str) -> QFont:
        """Return the face of drawings at a size in points of the drawing, laid out the same at every zoom."""
        found = self._fonts.get((size, weight))
        if found is None:
            found = QFont(FAMILY)
            found.setPixelSize(max(1, round(size)))
            found.setWeight(_WEIGHTS[weight])
            found.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
            self._fonts[(size, weight)] = found
        return found

    def paint(self, painter: QPainter, items: Iterable[Item]) -> None:
        """Paint items in order, in the painter's coordinates."""
        for item in items:
            if isinstance(item, Rect):
                self._rect(painter, item)
            elif isinstance(item, Text):
                self._text(painter, item)
            else:
                self._path(painter, item)

    def _rect(self, painter: QPainter, item: Rect) -> None:
        painter.setBrush(self.color(item.fill) if item.fill else Qt.BrushStyle.NoBrush)
        painter.setPen(self.pen(item.stroke, item.width, item.dash))
        painter.drawRoundedRect(QRectF(item.x, item.y, item.w, item.h), item.radius, item.radius)

    def _text(self, painter: QPainter, item: Text) -> None:
        painter.setFont(self.font(item.size, item.weight))
        painter.setPen(self.color(item.color))
        if item.anchor == "start" and not item.max_width:
            painter.drawText(QPointF(item.x, item.y), item.text)
            return
        text, wide = item.text, self._width(item.text, item.size, item.weight)
        if item.max_width and wide > item.max_width + 2:
            metrics = QFontMetricsF(painter.font())
            text = metrics.elidedText(text, Qt.TextElideMode.ElideRight, item.max_width + 2)
            wide = metrics.horizontalAdvance(text)
        shift = {"start": 0.0, "middle": 0.5, "end": 1.0}[item.anchor] * wide
        painter.drawText(QPointF(item.x - shift, item.y), text)

    def _width(self, text: str, size: float, weight: str) -> float:
        """Return how wide a text is, remembered: measuring costs more than drawing."""
        found = self._widths.get((text, size, weight))
        if found is None:
            if len(self._widths) > _MOST_WIDTHS:
                self._widths.clear()
            metrics = QFontMetricsF(self.font(size, weight))
            found = self._widths[(text, size, weight)] = metrics.horizontalAdvance(text)
        return found

    def _path(self, painter: QPainter, item: Path) -> None:
        painter.setBrush(self.color(item.fill) if item.fill else Qt.BrushStyle.NoBrush)
        painter.setPen(self.pen(item.stroke, item.width, item.dash))
        painter.drawPath(path_of(item))
        if item.arrow:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self.color(item.stroke))
            painter.drawPolygon(QPolygonF([QPointF(x, y) for x, y in arrow_head(item)]))

    def pen(self, role: str, width: float = 1.0, dash: tuple[float, ...] = ()) -> QPen:
        """Return the pen for a line; none for an empty role."""
        pen = self._pens.get((role, width, dash))
        if pen is not None:
            return pen
        pen = self._pens[(role, width, dash)] = (
            QPen(QBrush(self.color(role)), width) if role else QPen(Qt.PenStyle.NoPen)
        )
        if dash and role:
            pen.setDashPattern([length / max(width, 0.1) for length in dash])
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        return pen


def path_of(item: Path) -> QPainterPath:
    """Return a path in Qt's terms, without its arrow head."""
    return course_of(shortened(item), curved=item.curved, closed=item.closed)


def course_of(points: tuple[Point, ...], *, curved: bool, closed: bool = False) -> QPainterPath:
    """Return a line through points in Qt's terms."""
    path = QPainterPath(QPointF(*points[0]))
    if curved:
        for at in range(1, len(points) - 2, 3):
            a, b, c = points[at : at + 3]
            path.cubicTo(QPointF(*a), QPointF(*b), QPointF(*c))
    else:
        for x, y in points[1:]:
            path.lineTo(x, y)
    if closed:
        path.closeSubpath()
    return path
