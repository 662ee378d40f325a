"""Draws the lines of a list of records: headings, titles, codes, and the mark of things to look at."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from planner.gui.models.record_list import CODE_ROLE, HEADING_ROLE, MARKED_ROLE, SECOND_ROLE
from planner.gui.theme import SMALL, Theme

Index = QModelIndex | QPersistentModelIndex
_MARGIN = 14


class LineDelegate(QStyledItemDelegate):
    """All lines are equally high, so that a list of thousands opens at once."""

    def __init__(
        self, view: QListView, theme: Theme, accent: QColor, tint: QColor, *, title_lines: int = 1
    ) -> None:
        """Paint headings in `accent` and the chosen line on `tint`; titles have up to `title_lines` lines."""
        super().__init__(view)
        self._view = view
        self._theme = theme
        self._accent = accent
        self._tint = tint
        self._lines = title_lines

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Leave room for a title and a line of small words, and for a heading what it needs."""
        height = self._theme.px(30 + 18 * self._lines)
        if not self._view.uniformItemSizes() and index.data(HEADING_ROLE):
            room = self._view.viewport().width() - 2 * self._theme.px(_MARGIN)
            lines = len(self._wrapped(index.data(HEADING_ROLE), self._heading_font(), room))
            height = self._theme.px(20 * lines + (8 if index.row() == 0 else 20))
        return QSize(self._theme.px(120), height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw a heading or a record."""
        painter.save()
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if chosen:
            painter.fillRect(option.rect, self._tint)
        elif option.state & QStyle.StateFlag.State_MouseOver and index.flags() & Qt.ItemFlag.ItemIsSelectable:
            painter.fillRect(option.rect, self._theme.color("hover"))
        if chosen and self._view.hasFocus():
            painter.setPen(self._theme.color("focus"))
            painter.drawRect(option.rect.adjusted(0, 0, -1, -1))
        margin = self._theme.px(_MARGIN)
        place = option.rect.adjusted(margin, self._theme.px(4), -margin, -self._theme.px(4))
        if index.data(HEADING_ROLE):
            self._heading(painter, place, index)
        else:
            self._record(painter, place, index, chosen=chosen)
        painter.restore()

    def _heading(self, painter: QPainter, place: QRect, index: Index) -> None:
        painter.setPen(self._accent)
        font, step = self._heading_font(), self._theme.px(20)
        shown = self._wrapped(index.data(HEADING_ROLE), font, place.width())
        top = place.bottom() - step * len(shown)
        for line in shown:
            self._text(painter, QRect(place.left(), top, place.width(), step), line, font)
            top += step

    def _heading_font(self) -> QFont:
        return self._theme.font(15, QFont.Weight.DemiBold)

    def _record(self, painter: QPainter, place: QRect, index: Index, *, chosen: bool) -> None:
        if index.data(MARKED_ROLE):
            place = self._mark(painter, place)
        weight = QFont.Weight.DemiBold if chosen else QFont.Weight.Normal
        second = " · ".join(part for part in (index.data(CODE_ROLE), index.data(SECOND_ROLE)) if part)
        painter.setPen(self._theme.color("ink"))
        font = self._theme.font(weight=weight)
        step, small = self._theme.px(19), self._theme.px(17)
        shown = self._wrapped(index.data(Qt.ItemDataRole.DisplayRole) or "", font, place.width(), self._lines)
        top = place.top() + (place.height() - step * len(shown) - (small if second else 0)) // 2
        for line in shown:
            self._text(painter, QRect(place.left(), top, place.width(), step), line, font)
            top += step
        if second:
            painter.setPen(self._theme.color("ink_second"))
            lower = QRect(place.left(), top, place.width(), small)
            self._text(painter, lower, second, self._theme.font(SMALL))

    def _wrapped(self, text: str, font: QFont, width: int, most: int = 2) -> list[str]:
        """Break words into as many lines as there may be; the last holds the rest."""
        metrics = QFontMetrics(font)
        lines: list[str] = []
        line = ""
        words = text.split(" ")
        for number, word in enumerate(words):
            longer = f"{line} {word}".strip()
            if metrics.horizontalAdvance(longer) > width and (line or most == 1):
                if len(lines) + 1 == most:
                    return [*lines, " ".join([line, *words[number:]])]
                lines.append(line)
                longer = word
            line = longer
        return [*lines, line]

    def _mark(self, painter: QPainter, place: QRect) -> QRect:
        """Draw the shape that says: the checks have something to say here."""
        size = self._theme.px(16)
        box = QRectF(place.right() - size, place.top() + (place.height() - size) / 2, size, size)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(self._theme.color("look_background"))
        painter.setPen(self._theme.color("look_mark"))
        painter.drawEllipse(box)
        painter.setFont(self._theme.font(SMALL, QFont.Weight.Bold))
        painter.setPen(self._theme.color("look"))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, "!")
        return place.adjusted(0, 0, -size - self._theme.px(6), 0)

    def _text(self, painter: QPainter, place: QRect, text: str, font: QFont) -> None:
        painter.setFont(font)
        metrics = QFontMetrics(font)
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, place.width())
        at = QPointF(place.left(), place.top() + (place.height() + metrics.ascent() - metrics.descent()) / 2)
        painter.drawText(at, shown)
