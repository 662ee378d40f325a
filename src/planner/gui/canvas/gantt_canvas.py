"""`GanttCanvas`: the schedule as something to look at: names and owners stand still, the chart scrolls."""

from dataclasses import replace

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from planner.domain.analysis.schedule import driving_chain
from planner.domain.figures.figure import Text, moved
from planner.domain.figures.gantt import (
    HEADER,
    grid_items,
    header_items,
    joint_path,
    label_items,
    row_items,
    today_items,
)
from planner.domain.figures.gantt_layout import ROW, GanttLayout, gantt_layout
from planner.domain.figures.schedule_rows import Grouping, Row
from planner.domain.plan import Plan
from planner.domain.records import Action
from planner.domain.wording import day_text
from planner.gui.canvas.painter import FigurePainter
from planner.gui.workspace import Workspace
from planner.i18n import _

SCALES = {"month": 1.5, "quarter": 0.62, "year": 0.3}
"""Points a day is wide, by what the chart is divided into."""
_PAD = 16.0
_ROOM_BELOW = 26.0


class GanttCanvas(QAbstractScrollArea):
    """Paints the rows that can be seen. Lengths are points at 100 %; the theme's scale comes last."""

    chosen = Signal(str)
    """The id of the action or milestone that is chosen now, empty for none."""
    scaled = Signal(str)
    """What the chart is divided into now: month, quarter or year."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        """Show nothing before `show_plan`."""
        super().__init__(parent)
        self.setObjectName("gantt_view")
        self.setAccessibleName(_("Schedule"))
        self.workspace = workspace
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setMouseTracking(True)
        self._painter = FigurePainter(workspace.theme)
        self._scale = "month"
        self._grouping: Grouping = "goal"
        self._driving = False
        self._current = ""
        self._looked = False
        self.visit = 0
        self.plan = Plan()
        self.chart: GanttLayout = gantt_layout(self.plan, workspace.as_of)
        workspace.theme.changed.connect(self._fit_bars)

    # What is shown

    def show_plan(self, plan: Plan) -> None:
        """Show a plan's schedule; what is scrolled to stays."""
        self.plan = plan
        self.chart = gantt_layout(
            plan,
            self.workspace.as_of,
            day=SCALES[self._scale],
            grouping=self._grouping,
            driving={action.id for action in self.chain()},
        )
        if self._current and self.row_number(self._current) is None:
            self.choose("")
        self._fit_bars()
        self._describe()

    def show_row(self, number: int, row: Row) -> None:
        """Show a row otherwise than the plan has it, while it is dragged."""
        rows = (*self.chart.rows[:number], row, *self.chart.rows[number + 1 :])
        self.chart = replace(self.chart, rows=rows)
        self.viewport().update()

    def chain(self) -> tuple[Action, ...]:
        """Return the driving chain of the chosen action, else of the last one; empty where it is off."""
        if not self._driving:
            return ()
        target = self.plan.get(Action, self._current)
        if target is None:
            dated = [action for action in self.plan.all(Action) if action.end_date]
            target = max(dated, key=lambda action: (str(action.end_date), action.code), default=None)
        return driving_chain(self.plan, target.id) if target is not None else ()

    @property
    def scale_name(self) -> str:
        """What the chart is divided into: month, quarter or year."""
        return self._scale

    def set_scale(self, name: str) -> None:
        """Divide the chart into months, quarters or years; the day in its middle stays there."""
        middle = self._across() + self._chart_width() / 2
        day = self.chart.date_at(middle)
        self._scale = name
        self.show_plan(self.plan)
        self._scroll_across(self.chart.x(day) - self._chart_width() / 2)
        self.scaled.emit(name)

    def set_grouping(self, grouping: Grouping) -> None:
        """Group the actions by something else."""
        self._grouping = grouping
        self.show_plan(self.plan)
        self.look_at(self._current)

    def set_driving(self, on: bool) -> None:
        """Bring out the driving chain, or not."""
        self._driving = on
        self.show_plan(self.plan)

    # Choosing

    @property
    def current(self) -> str:
        """The id of the chosen action or milestone."""
        return self._current

    def row_number(self, record_id: str) -> int | None:
        """Return the place of a record's row, None where it has none."""
        for number, row in enumerate(self.chart.rows):
            if row.id == record_id and row.kind != "group":
                return number
        return None

    def row(self) -> Row | None:
        """Return the chosen row."""
        number = self.row_number(self._current) if self._current else None
        return None if number is None else self.chart.rows[number]

    def choose(self, record_id: str, *, look: bool = False) -> None:
        """Choose an action or milestone, nothing for an empty id; with `look`, bring it into view."""
        if record_id != self._current:
            self._current = record_id
            self.visit += 1
            if self._driving:
                self.show_plan(self.plan)
            self.viewport().update()
            self._describe()
            self.chosen.emit(record_id)
        if look:
            self.look_at(record_id)

    def look_at(self, record_id: str) -> None:
        """Bring a row and its bar into view."""
        number = self.row_number(record_id)
        if number is None:
            return
        top, bar = number * ROW, self.verticalScrollBar()
        room = self.viewport().height() / self._zoom() - HEADER - ROW
        down = bar.value() / self._zoom()
        bar.setValue(round(min(top, max(down, top - room)) * self._zoom()))
        box = self.chart.bar(number)
        if box is not None:
            left, width = self._across(), self._chart_width()
            if box.right < left + 20 or box.x > left + width - 20:
                self._scroll_across(box.x - width * 0.2)

    def _describe(self) -> None:
        row = self.row()
        self.setAccessibleDescription(said(row) if row is not None else "")

    # Places

    def names_width(self) -> float:
        """Return the width of the column of names."""
        return 214.0 if self._wide() else 150.0

    def owners_width(self) -> float:
        """Return the width of the column of owners."""
        return 92.0 if self._wide() else 66.0

    def left(self) -> float:
        """Return where the chart begins."""
        return self.names_width() + self.owners_width()

    def at(self, x: float, y: float) -> tuple[float, float]:
        """Return the place in the chart of a place in the window (pixels of the viewport)."""
        zoom = self._zoom()
        return x / zoom - self.left() + self._across(), y / zoom - HEADER + self._down()

    def number_at(self, y: float) -> int | None:
        """Return the row at a height in the window, None above and below the rows."""
        down = y / self._zoom() - HEADER
        number = int((down + self._down()) // ROW)
        return number if down >= 0 and 0 <= number < len(self.chart.rows) else None

    def name_place(self, number: int) -> QRectF:
        """Return where the name of a row is in the window, in pixels of the viewport."""
        zoom = self._zoom()
        top = (HEADER + number * ROW - self._down()) * zoom
        return QRectF(8 * zoom, top, (self.left() - 12) * zoom, ROW * zoom)

    def _zoom(self) -> float:
        return self.workspace.theme.scale

    def _wide(self) -> bool:
        return self.viewport().width() / self._zoom() > 700

    def _across(self) -> float:
        return self.horizontalScrollBar().value() / self._zoom()

    def _down(self) -> float:
        return self.verticalScrollBar().value() / self._zoom()

    def _chart_width(self) -> float:
        return self.viewport().width() / self._zoom() - self.left()

    def _scroll_across(self, x: float) -> None:
        self.horizontalScrollBar().setValue(round(x * self._zoom()))

    def _fit_bars(self) -> None:
        zoom = self._zoom()
        room = self.viewport().height() / zoom - HEADER
        below, beside = self.verticalScrollBar(), self.horizontalScrollBar()
        below.setRange(0, max(0, round((self.chart.height + _ROOM_BELOW - room) * zoom)))
        below.setPageStep(max(1, round(room * zoom)))
        below.setSingleStep(round(ROW * zoom))
        beside.setRange(0, max(0, round((self.chart.width + 90.0 - self._chart_width()) * zoom)))
        beside.setPageStep(max(1, round(self._chart_width() * zoom)))
        beside.setSingleStep(round(30 * zoom))
        if not self._looked and self.isVisible() and self.chart.rows:
            self._looked = True
            today = self.chart.today
            year = today.year if today.month >= self.chart.year_start else today.year - 1
            self._scroll_across(self.chart.x(today.replace(year=year, month=self.chart.year_start, day=1)))
        self.viewport().update()

    # Qt

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep what is scrolled to."""
        super().resizeEvent(event)
        self._fit_bars()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll; with Ctrl, divide the chart otherwise; with Shift, scroll sideways."""
        turned = event.angleDelta().y()
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            names = list(SCALES)
            at = names.index(self._scale) + (-1 if turned > 0 else 1 if turned < 0 else 0)
            if 0 <= at < len(names):
                self.set_scale(names[at])
        elif event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            bar = self.horizontalScrollBar()
            bar.setValue(bar.value() - (turned or event.angleDelta().x()))
        else:
            super().wheelEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw what can be seen: the chart, its header, then names and owners over it."""
        painter = QPainter(self.viewport())
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
        painter.fillRect(self.viewport().rect(), self._painter.color("card"))
        painter.scale(self._zoom(), self._zoom())
        width, height = self.viewport().width() / self._zoom(), self.viewport().height() / self._zoom()
        first = max(0, int(self._down() // ROW))
        last = min(len(self.chart.rows), int((self._down() + height - HEADER) // ROW) + 1)
        painter.save()
        painter.setClipRect(QRectF(self.left(), HEADER, width - self.left(), height - HEADER))
        painter.translate(self.left() - self._across(), HEADER - self._down())
        self._paint_chart(painter, first, last, height)
        painter.restore()
        painter.save()
        painter.setClipRect(QRectF(self.left(), 0.0, width - self.left(), HEADER))
        painter.translate(self.left() - self._across(), 0.0)
        self._painter.paint(painter, header_items(self.chart))
        painter.restore()
        painter.save()
        painter.setClipRect(QRectF(0.0, HEADER, self.left(), height - HEADER))
        painter.translate(0.0, HEADER - self._down())
        self._paint_names(painter, first, last)
        painter.restore()
        self._paint_heads(painter, width, height)
        painter.end()

    def _paint_chart(self, painter: QPainter, first: int, last: int, height: float) -> None:
        chart, bottom = self.chart, self._down() + height
        if not chart.rows:
            return  # nothing to divide: the page says there what belongs here
        self._paint_rows(painter, first, last, self._across(), self._chart_width() + 1)
        self._painter.paint(painter, grid_items(chart, self._down(), min(bottom, chart.height + _ROOM_BELOW)))
        for joint in chart.joints:
            if min(joint.first, joint.then) <= last and max(joint.first, joint.then) >= first:
                path = joint_path(chart, joint)
                if path is not None:
                    self._painter.paint(painter, [path])
        for number in range(first, last):
            self._painter.paint(painter, row_items(chart, number))
        end = min(bottom - HEADER, chart.height + _ROOM_BELOW - 4.0)
        self._painter.paint(painter, today_items(chart, self._down(), end))

    def _paint_rows(self, painter: QPainter, first: int, last: int, left: float, width: float) -> None:
        """Draw the lines between rows and the ground of the chosen one."""
        for number in range(first, last):
            row = self.chart.rows[number]
            if row.id == self._current and row.kind != "group":
                painter.fillRect(
                    QRectF(left, number * ROW, width, ROW), self._painter.color("implementation_tint")
                )
        painter.setPen(self._painter.pen("line_faint"))
        for number in range(first, last):
            y = (number + 1) * ROW - 0.5
            painter.drawLine(int(left), int(y), int(left + width), int(y))

    def _paint_names(self, painter: QPainter, first: int, last: int) -> None:
        painter.fillRect(
            QRectF(0.0, self._down(), self.left(), (last - first + 2) * ROW + 2000),
            self._painter.color("card"),
        )
        self._paint_rows(painter, first, last, 0.0, self.left())
        names, owners = self.names_width() - _PAD, self.owners_width()
        for number in range(first, last):
            labels = label_items(self.chart.rows[number], (number + 0.5) * ROW, names, owners, 13.0)
            self._painter.paint(painter, moved(labels, _PAD, 0.0))

    def _paint_heads(self, painter: QPainter, width: float, height: float) -> None:
        heads = (
            Text(_PAD, HEADER - 15.0, _("Action"), 13.0, "semibold", "ink_second"),
            Text(self.names_width(), HEADER - 15.0, _("Owner"), 13.0, "semibold", "ink_second"),
        )
        self._painter.paint(painter, heads)
        painter.setPen(self._painter.pen("line"))
        painter.drawLine(0, int(HEADER), int(width), int(HEADER))
        foot = height if self.chart.rows else HEADER
        painter.drawLine(int(self.left()), 0, int(self.left()), int(foot))


def said(row: Row) -> str:
    """Return a row in words: name, owner, dates, how far it is."""
    parts = [row.name]
    if row.owner:
        parts.append(row.owner)
    if row.start and row.end and row.start != row.end:
        parts.append(f"{day_text(row.start)} – {day_text(row.end)}")
    elif row.start or row.end:
        parts.append(day_text(row.start or row.end))  # type: ignore[arg-type]
    else:
        parts.append(_("no dates yet"))
    if row.kind == "action":
        parts.append(_("{percent} % done").format(percent=row.percent))
    return " · ".join(parts)
