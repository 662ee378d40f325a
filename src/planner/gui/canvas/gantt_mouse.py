"""The mouse on the schedule: choose a row, drag a bar to move it, an edge to make it longer or shorter.

The keys of `GanttView` do the same.
"""

from html import escape

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QHelpEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QToolTip

from planner.domain.figures.schedule_rows import Row
from planner.gui.canvas import gantt_edits
from planner.gui.canvas.gantt_canvas import GanttCanvas, said

_EDGE = 6.0  # points from the end of a bar within which a drag changes that end


class GanttMouse(QObject):
    """Reads the mouse events of the canvas before it does."""

    opened = Signal()
    """A row was double-clicked."""

    def __init__(self, canvas: GanttCanvas) -> None:
        super().__init__(canvas)
        self._canvas = canvas
        self._what = ""
        self._number = 0
        self._row: Row | None = None
        self._x = 0.0
        self._started = False
        canvas.viewport().installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Take what belongs to bars and rows."""
        if isinstance(event, QHelpEvent):
            return self._tip(event)
        if not isinstance(event, QMouseEvent):
            return False
        if event.type() == QEvent.Type.MouseButtonPress and event.button() == Qt.MouseButton.LeftButton:
            return self._press(event)
        if event.type() == QEvent.Type.MouseMove:
            return self._move(event)
        if event.type() == QEvent.Type.MouseButtonRelease and self._what:
            return self._release()
        if event.type() == QEvent.Type.MouseButtonDblClick:
            row = self._row_at(event)
            if row is not None and row.kind != "group":
                self.opened.emit()
            return True
        return False

    def _row_at(self, event: QMouseEvent) -> Row | None:
        number = self._canvas.number_at(event.position().y())
        return None if number is None else self._canvas.chart.rows[number]

    def _part(self, event: QMouseEvent) -> str:
        """Return what a drag from here would change: start, end, move, or nothing."""
        canvas = self._canvas
        number = canvas.number_at(event.position().y())
        x, _y = canvas.at(event.position().x(), event.position().y())
        if number is None or x < canvas.at(canvas.left() * canvas.workspace.theme.scale, 0)[0]:
            return ""
        row, box = canvas.chart.rows[number], canvas.chart.bar(number)
        if row.kind == "group":
            return ""
        if box is None:
            return "draw"
        if not box.x - _EDGE <= x <= box.right + _EDGE:
            return ""
        if row.kind == "milestone" or box.w < 3 * _EDGE:
            return "move"
        if x <= box.x + _EDGE:
            return "start"
        return "end" if x >= box.right - _EDGE else "move"

    def _press(self, event: QMouseEvent) -> bool:
        canvas = self._canvas
        canvas.setFocus(Qt.FocusReason.MouseFocusReason)
        row = self._row_at(event)
        canvas.choose(row.id if row is not None and row.kind != "group" else "")
        number = canvas.row_number(canvas.current)
        self._what = self._part(event) if number is not None else ""
        if self._what and number is not None:
            self._number, self._row, self._x = number, canvas.chart.rows[number], event.position().x()
            self._started = False
        return True

    def _move(self, event: QMouseEvent) -> bool:
        canvas = self._canvas
        if not self._what or self._row is None:
            part = self._part(event)
            shape = {
                "start": Qt.CursorShape.SizeHorCursor,
                "end": Qt.CursorShape.SizeHorCursor,
                "move": Qt.CursorShape.OpenHandCursor,
                "draw": Qt.CursorShape.CrossCursor,
            }.get(part, Qt.CursorShape.ArrowCursor)
            canvas.viewport().setCursor(shape)
            return False
        by = event.position().x() - self._x
        if not self._started and abs(by) < QApplication.startDragDistance():
            return True
        self._started = True
        days = round(by / canvas.workspace.theme.scale / canvas.chart.day)
        if self._what == "draw":
            first = canvas.chart.date_at(canvas.at(min(self._x, event.position().x()), 0)[0])
            last = canvas.chart.date_at(canvas.at(max(self._x, event.position().x()), 0)[0])
            drawn = gantt_edits.with_dates(self._row, first, first if self._row.kind == "milestone" else last)
        else:
            drawn = gantt_edits.shifted(self._row, days, self._what, canvas.chart.today)
        canvas.show_row(self._number, drawn)
        QToolTip.showText(event.globalPosition().toPoint(), escape(said(drawn)), canvas.viewport())
        return True

    def _release(self) -> bool:
        canvas, what, self._what = self._canvas, self._what, ""
        if what and self._started and self._row is not None:
            row = canvas.chart.rows[self._number]
            if (row.start, row.end) != (self._row.start, self._row.end):
                gantt_edits.set_dates(canvas.workspace, row)
            canvas.show_plan(canvas.workspace.document.plan)
        self._row = None
        return True

    def _tip(self, event: QHelpEvent) -> bool:
        number = self._canvas.number_at(event.pos().y())
        if number is None:
            QToolTip.hideText()
        else:
            QToolTip.showText(event.globalPos(), escape(said(self._canvas.chart.rows[number])))
        return True
