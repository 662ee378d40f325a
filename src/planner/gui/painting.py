"""Small shapes that several widgets paint: the dot of a step, a bar of progress."""

from PySide6 import QtCore
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen


def draw_dot(painter: QPainter, place: QRectF, status: str, accent: QColor) -> None:
    """Draw the dot of a step: empty, half, full, or struck through."""
    pen = QPen(accent, max(1.5, place.width() / 7))
    inner = place.adjusted(pen.widthF() / 2, pen.widthF() / 2, -pen.widthF() / 2, -pen.widthF() / 2)
    painter.setPen(pen)
    painter.setBrush(accent if status == "done" else QtCore.Qt.BrushStyle.NoBrush)
    painter.drawEllipse(inner)
    if status == "in_progress":
        painter.setPen(QtCore.Qt.PenStyle.NoPen)
        painter.setBrush(accent)
        painter.drawPie(inner, 90 * 16, 180 * 16)
    elif status == "skipped":
        painter.drawLine(place.bottomLeft(), place.topRight())


def draw_bar(painter: QPainter, place: QRectF, share: float, accent: QColor, ground: QColor) -> None:
    """Draw a bar of progress with round ends; `share` is 0 to 1."""
    round_end = place.height() / 2
    whole = QPainterPath()
    whole.addRoundedRect(place, round_end, round_end)
    painter.fillPath(whole, ground)
    if share > 0:
        part = QPainterPath()
        part.addRect(QRectF(place.left(), place.top(), place.width() * min(1.0, share), place.height()))
        painter.fillPath(whole.intersected(part), accent)
