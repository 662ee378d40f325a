"""Editor of a date: typed in the forms people use, or picked in a calendar."""

from datetime import date
from typing import Any

from PySide6.QtWidgets import QLineEdit

from planner.domain.fields import Field
from planner.domain.record import Record
from planner.domain.wording import day_text
from planner.gui.reading import Unreadable, read_day
from planner.gui.widgets.calendar_popup import CalendarPopup
from planner.gui.widgets.field_editor import FieldEditor
from planner.gui.widgets.line_buttons import LineButtons
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
        self._popup: CalendarPopup | None = None

    def value(self) -> date | None:
        """Return the date or None; raise Unreadable for what is none."""
        return read_day(self.line.text().strip())

    def show_value(self, value: Any) -> None:
        """Show a date in words."""
        self.typed = False
        self._tidy(value)
        self.set_problem("")

    def _tidy(self, value: Any) -> None:
        said = "" if value is None else day_text(value, short=True)
        if self.line.text() != said:
            self.line.setText(said)
            self.line.setCursorPosition(0)

    def _pick(self) -> None:
        try:
            at = self.value() or self.workspace.document.today()
        except Unreadable:
            at = self.workspace.document.today()
        if self._popup is None:
            self._popup = CalendarPopup(self, self.field.name)
            self._popup.picked.connect(self._picked)
        self._popup.open_at(at, self.line)

    def _picked(self, day: date) -> None:
        self._tidy(day)
        self.commit()
        self.focus()
