"""The buttons of the navigator: a phase with its progress, a step with its dot."""

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFont, QKeyEvent, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from planner.domain.steps import Phase, Step
from planner.gui.painting import draw_bar, draw_dot
from planner.gui.theme import SMALL, Theme, dress
from planner.i18n import _, ngettext


class _PaintedButton(QPushButton):
    """A push button for keyboard and screen reader that paints itself."""

    arrow_pressed = Signal(int)
    """A Qt.Key."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self.compact = False
        dress(self, "painted")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_compact(self, compact: bool) -> None:
        """Show the code instead of the name."""
        self.compact = compact
        self.update()

    def minimumSizeHint(self) -> QSize:
        """Leave the width to the navigator."""
        return QSize(self.theme.px(40), self.sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave the arrow keys to the navigator: Qt would look for buttons above and below by itself."""
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right):
            self.arrow_pressed.emit(event.key())
        else:
            super().keyPressEvent(event)

    def _begin(self) -> QPainter:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        return painter

    def _focus_ring(self, painter: QPainter) -> None:
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(self.theme.color("focus"), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)


class StepButton(_PaintedButton):
    """One step: a dot that is empty, half, full or struck, its name, and the count of things to look at."""

    menu_wanted = Signal(QPoint)
    """Where on the screen to show the menu."""

    def __init__(self, step: Step, theme: Theme, parent: QWidget | None = None) -> None:
        """Show a step that is not started."""
        super().__init__(theme, parent)
        self.step = step
        self.status = "not_started"
        self.findings = 0
        self._current = False
        self.setObjectName(f"{step.code.lower()}_step_button")
        self.setAccessibleName(f"{step.code} {_(step.name)}")
        self.setToolTip(f"{step.code} {_(step.name)}")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # a click leaves the keyboard to the step's page

    def show_state(self, status: str, findings: int, word: str) -> None:
        """Show a status (and its word) and how many things there are to look at."""
        self.status, self.findings = status, findings
        said = f"{self.step.code} {_(self.step.name)}, {word}"
        if findings:
            things = ngettext("{count} thing to look at", "{count} things to look at", findings)
            said = f"{said}, {things.format(count=findings)}"
        if said != self.accessibleName():
            self.setAccessibleName(said)
            self.setToolTip(said)
        self.update()

    def set_current(self, current: bool) -> None:
        """Say whether this step is shown; only that one is a stop of the Tab key."""
        self._current = current
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus if current else Qt.FocusPolicy.NoFocus)
        self.update()

    def sizeHint(self) -> QSize:
        """One comfortable line."""
        return QSize(self.theme.px(220), self.theme.px(34))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for the menu, also from the keyboard."""
        at = event.globalPos()
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            at = self.mapToGlobal(QPoint(self.theme.px(24), self.height()))
        self.menu_wanted.emit(at)
        event.accept()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint ground, dot, name and count."""
        accent, tint = self.theme.phase(self.step.code)
        painter = self._begin()
        if self._current or self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(tint if self._current else self.theme.color("hover"))
            painter.drawRoundedRect(QRectF(self.rect()), 6, 6)
        size = self.theme.px(13)
        left = self.theme.px(6 if self.compact else 8)
        draw_dot(painter, QRectF(left, (self.height() - size) / 2, size, size), self.status, accent)
        right = self._draw_count(painter)
        start = left + size + self.theme.px(6 if self.compact else 10)
        weight = QFont.Weight.DemiBold if self._current else QFont.Weight.Normal
        font = self.theme.font(weight=weight)
        font.setStrikeOut(self.status == "skipped")
        painter.setFont(font)
        painter.setPen(self.theme.color("ink_second" if self.status == "skipped" else "ink"))
        room = QRectF(start, 0, max(0, right - start), self.height())
        name = self.step.code if self.compact else _(self.step.name)
        shown = painter.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, int(room.width()))
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, shown)
        self._focus_ring(painter)
        painter.end()

    def _draw_count(self, painter: QPainter) -> float:
        """Draw the count at the right; return where the name must end."""
        if not self.findings:
            return self.width() - self.theme.px(4)
        if self.compact:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self.theme.color("look_mark"))
            size = self.theme.px(7)
            painter.drawEllipse(QRectF(self.width() - size - 3, self.theme.px(5), size, size))
            return self.width() - self.theme.px(4)
        font = self.theme.font(SMALL, QFont.Weight.DemiBold, tabular=True)
        painter.setFont(font)
        text = str(self.findings)
        width = max(self.theme.px(20), painter.fontMetrics().horizontalAdvance(text) + self.theme.px(10))
        height = self.theme.px(18)
        pill = QRectF(self.width() - width - self.theme.px(8), (self.height() - height) / 2, width, height)
        painter.setBrush(self.theme.color("look_background"))
        painter.setPen(QPen(self.theme.color("look_mark"), 1))
        painter.drawRoundedRect(pill, height / 2, height / 2)
        painter.setPen(self.theme.color("look"))
        painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, text)
        return pill.left() - self.theme.px(6)


class PhaseButton(_PaintedButton):
    """One phase: open or folded, how many of its steps are done, and a bar of its progress."""

    def __init__(self, phase: Phase, theme: Theme, parent: QWidget | None = None) -> None:
        """Show a folded phase."""
        super().__init__(theme, parent)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.phase = phase
        self._open = False
        self._done, self._begun, self._total = 0, 0, len(phase.steps)
        self._waiting = 0
        self.setObjectName(f"{phase.key.lower()}_phase_button")
        self._say()

    def show_state(self, done: int, begun: int, total: int, waiting: int) -> None:
        """Show how many steps are done and begun, of how many, and how many things there are to look at."""
        self._done, self._begun, self._total, self._waiting = done, begun, total, waiting
        self._say()
        self.update()

    def set_open(self, opened: bool) -> None:
        """Say whether the steps below are shown."""
        self._open = opened
        self._say()
        self.updateGeometry()
        self.update()

    def _say(self) -> None:
        said = _("{phase}, {done} of {total} steps done").format(
            phase=_(self.phase.name), done=self._done, total=self._total
        )
        if self._waiting:
            things = ngettext("{count} thing to look at", "{count} things to look at", self._waiting)
            said = f"{said}, {things.format(count=self._waiting)}"
        self.setToolTip(said)
        self.setAccessibleName(f"{said}, {_('open') if self._open else _('folded')}")

    def sizeHint(self) -> QSize:
        """One line, and the bar where the phase is folded."""
        return QSize(self.theme.px(220), self.theme.px(34 if self._open else 42))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint arrow, name, count and bar."""
        px = self.theme.px
        accent = self.theme.phase(self.phase.key)[0]
        painter = self._begin()
        if self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self.theme.color("hover"))
            painter.drawRoundedRect(QRectF(self.rect()), 6, 6)
        line = px(30)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(accent)
        painter.drawPath(_arrow(QPointF(px(13), line / 2 + 1), px(4.5), opened=self._open))
        painter.setPen(accent)
        painter.setFont(self.theme.font(weight=QFont.Weight.DemiBold, tabular=True))
        metrics = painter.fontMetrics()
        right = self.width() - px(8)
        if not self.compact:
            count = f"{self._done}/{self._total}"
            width = metrics.horizontalAdvance(count)
            painter.drawText(QRectF(right - width, 0, width + 2, line), Qt.AlignmentFlag.AlignVCenter, count)
            right -= width + px(8)
        room = QRectF(px(23), 0, max(0, right - px(23)), line)
        name = self.phase.key if self.compact else _(self.phase.name)
        shown = metrics.elidedText(name, Qt.TextElideMode.ElideRight, int(room.width()))
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, shown)
        if not self._open:
            share = (self._done + self._begun / 2) / max(1, self._total)
            bar = QRectF(px(8), line, self.width() - px(16), px(6))
            draw_bar(painter, bar, share, accent, self.theme.color("line"))
        self._focus_ring(painter)
        painter.end()


def _arrow(center: QPointF, size: float, *, opened: bool) -> QPainterPath:
    path = QPainterPath()
    if opened:
        corners = ((-size, -size / 2), (size, -size / 2), (0.0, size * 0.8))
    else:
        corners = ((-size / 2, -size), (size * 0.8, 0.0), (-size / 2, size))
    path.moveTo(center + QPointF(*corners[0]))
    path.lineTo(center + QPointF(*corners[1]))
    path.lineTo(center + QPointF(*corners[2]))
    path.closeSubpath()
    return path
