"""A calendar that opens below a date field, to pick a day in."""

from datetime import date

from PySide6.QtCore import QDate, QPoint, Qt, Signal
from PySide6.QtWidgets import QCalendarWidget, QFrame, QVBoxLayout, QWidget

from planner.gui.theme import dress


class CalendarPopup(QFrame):
    """Opens with `open_at`; a click or Enter on a day picks it and closes."""

    picked = Signal(object)
    """The date that was chosen."""

    def __init__(self, parent: QWidget, name: str) -> None:
        """Belong to a date field; `name` is that of the field."""
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName(f"{name}_calendar_popup")
        dress(self, "popup")
        self.calendar = QCalendarWidget()
        self.calendar.setObjectName(f"{name}_calendar_view")
        self.calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        self.calendar.clicked.connect(self._pick)
        self.calendar.activated.connect(self._pick)
        QVBoxLayout(self).addWidget(self.calendar)

    def open_at(self, day: date, field: QWidget) -> None:
        """Open below a field, on a day."""
        self.calendar.setSelectedDate(QDate(day.year, day.month, day.day))
        self.move(field.mapToGlobal(QPoint(0, field.height())))
        self.show()
        self.calendar.setFocus()

    def _pick(self, day: QDate) -> None:
        if self.isVisible():  # a double click tells twice
            self.hide()
            self.picked.emit(date(day.year(), day.month(), day.day()))
