"""A date in a dialog: typed in the forms people use, or picked in the calendar that opens at its end."""

from datetime import date

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QToolButton, QWidget

from planner.domain.wording import day_text
from planner.gui.icons import icon
from planner.gui.reading import Unreadable, read_day
from planner.gui.theme import dress
from planner.gui.widgets.calendar_popup import CalendarPopup
from planner.i18n import _

_ICON, _ROOM, _BODY = 16, 26, 18
"""Picture, room for it, and height of a line of body text, in pixels at 100 %."""


class DayField(QLineEdit):
    """A line that means a date: shown in words once it is understood, else kept as it was typed."""

    changed = Signal()
    """Something else stands there now."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Open the calendar at a click on its picture, or with Alt+Down."""
        super().__init__(parent)
        self.setPlaceholderText(_("month/day/year"))
        self._popup: CalendarPopup | None = None
        self._button = QToolButton(self)
        self._button.setObjectName("calendar_button")
        self._button.setIcon(icon("calendar"))
        self._button.setAccessibleName(_("Pick in a calendar"))
        self._button.setToolTip(_("Pick in a calendar"))
        self._button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._button.setCursor(Qt.CursorShape.ArrowCursor)
        dress(self._button, "inside")
        self._button.clicked.connect(lambda _on=False: self.pick())
        self.textEdited.connect(lambda _text: self.changed.emit())

    @property
    def day(self) -> date | None:
        """The date, or None where the line is empty or means none; then `problem` says why."""
        try:
            return read_day(self.text().strip())
        except Unreadable:
            return None

    @property
    def problem(self) -> str:
        """What is wrong with the text, in a sentence, or ""."""
        try:
            empty = read_day(self.text().strip()) is None
        except Unreadable as unreadable:
            return str(unreadable)
        return _("Type a date like 6/30/2027.") if empty else ""

    def show_day(self, day: date) -> None:
        """Show a date in words."""
        said = day_text(day, short=True)
        if self.text() != said:
            self.setText(said)
            self.setCursorPosition(0)
            self.changed.emit()

    def pick(self) -> None:
        """Open the calendar."""
        if self._popup is None:
            self._popup = CalendarPopup(self, self.objectName())
            self._popup.picked.connect(self._picked)
        self._popup.open_at(self.day or date.today(), self)  # noqa: DTZ011  the day on the wall

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the calendar with Alt+Down; Enter shows what was understood, then goes on to the dialog."""
        if event.key() == Qt.Key.Key_Down and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.pick()
            return
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._tidy()
        super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Show in words what was understood."""
        super().focusOutEvent(event)
        self._tidy()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the picture at the end, as large as the letters ask."""
        super().resizeEvent(event)
        scale = self.fontMetrics().height() / _BODY
        room, size = round(_ROOM * scale), round(_ICON * scale)
        left = 4 if self.isRightToLeft() else self.width() - room - 4
        self._button.setIconSize(QSize(size, size))
        self._button.setGeometry(left, (self.height() - room) // 2, room, room)
        self.setTextMargins(0, 0, room, 0)

    def _picked(self, day: date) -> None:
        self.show_day(day)
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _tidy(self) -> None:
        day = self.day
        if day is not None:
            self.show_day(day)
