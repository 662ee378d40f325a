"""Editor of a date: typed in the forms people use, or picked in a calendar."""

from datetime import date
from typing import Any

from PySide6.QtCore import QDate, QPoint, Qt
from PySide6.QtWidgets import QCalendarWidget, QFrame, QLineEdit, QVBoxLayout

from planner.domain.fields import Field
from planner.domain.record import Record
from planner.gui.reading import Unreadable, read_day
from planner.gui.theme import dress
from planner.gui.widgets.field_editor import FieldEditor
from planner.gui.widgets.line_buttons import LineButtons
from planner.gui.wording import day_words
from planner.gui.workspace import Workspace
from planner.i18n import _


class DayEditor(FieldEditor):
    """A date, or none. Shown in words once it is understood, so that month and day cannot be mixed up."""

    def __init__(self, field: Field, kind: type[Record], workspace: Workspace, **words: Any) -> None:
        """Put the calendar button beside the line."""
        super().__init__(field, kind, workspace, **words)
        self.line = QLineEdit()
        self.line.setPlaceholderText("" if self.compact else _("month/day/year"))
        spoken = _("Pick {field} in a calendar").format(field=_(field.label))
        ends = LineButtons(self.line, workspace.theme)
        self.button = ends.add("calendar", f"{field.name}_calendar", spoken, self._pick)
        self._place(self.line, self.line, "day")
        self.line.textEdited.connect(self._note_typing)
        self.line.returnPressed.connect(self.commit)
        self.committed.connect(self._tidy)
        self._popup: QFrame | None = None

    def value(self) -> date | None:
        """Return the date or None; raise Unreadable for what is none."""
        return read_day(self.line.text().strip())

    def show_value(self, value: Any) -> None:
        """Show a date in words."""
        self.typed = False
        self._tidy(value)
        self.set_problem("")

    def _tidy(self, value: Any) -> None:
        said = "" if value is None else day_words(value, short=True)
        if self.line.text() != said:
            self.line.setText(said)
            self.line.setCursorPosition(0)

    def _pick(self) -> None:
        try:
            at = self.value() or self.workspace.document.today()
        except Unreadable:
            at = self.workspace.document.today()
        if self._popup is None:
            self._popup = QFrame(self, Qt.WindowType.Popup)
            self._popup.setObjectName(f"{self.field.name}_calendar_popup")
            dress(self._popup, "popup")
            self.calendar = QCalendarWidget()
            self.calendar.setObjectName(f"{self.field.name}_calendar_view")
            self.calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
            self.calendar.clicked.connect(self._picked)
            self.calendar.activated.connect(self._picked)
            QVBoxLayout(self._popup).addWidget(self.calendar)
        self.calendar.setSelectedDate(QDate(at.year, at.month, at.day))
        self._popup.move(self.line.mapToGlobal(QPoint(0, self.line.height())))
        self._popup.show()
        self.calendar.setFocus()

    def _picked(self, day: QDate) -> None:
        if self._popup is not None:
            self._popup.hide()
        self._tidy(date(day.year(), day.month(), day.day()))
        self.commit()
        self.focus()
