"""The five short answers a workshop begins with."""

from datetime import date

from PySide6.QtCore import QDate
from PySide6.QtWidgets import QDialog, QLabel, QWidget

from planner.gui.forms.ui_new_workshop import Ui_NewWorkshopDialog
from planner.gui.theme import dress
from planner.i18n import _

SHORTEST_TITLE = 3
MONTHS_LEAST, MONTHS_MOST = 12, 120
"""Limits of the horizon in months. Source: method 3.3."""


class NewWorkshopDialog(QDialog):
    """Enter creates; what is missing is said beside the field, after the first try."""

    def __init__(self, today: date, parent: QWidget | None = None) -> None:
        """Propose three years from the next first of July, when most fiscal years begin."""
        super().__init__(parent)
        self.setObjectName("new_workshop_dialog")
        self.ui = Ui_NewWorkshopDialog()
        self.ui.setupUi(self)  # type: ignore[no-untyped-call]
        ui = self.ui
        for label, look in ((ui.heading_label, "title"), (ui.about_label, "question")):
            dress(label, look)
        for label in (
            *(ui.title_label, ui.district_label, ui.state_label),
            *(ui.horizon_start_label, ui.horizon_end_label, ui.facilitator_label),
        ):
            dress(label, "heading")
            label.setContentsMargins(0, 8, 0, 0)
        self._problems = {
            ui.title_edit: ui.title_problem,
            ui.district_edit: ui.district_problem,
            ui.state_edit: ui.state_problem,
            ui.horizon_end_edit: ui.horizon_problem,
            ui.facilitator_edit: ui.facilitator_problem,
        }
        for label in self._problems.values():
            dress(label, "stop")
            label.hide()
        start = date(today.year + (today.month > 6), 7, 1)
        ui.horizon_start_edit.setDate(QDate(start.year, start.month, start.day))
        ui.horizon_end_edit.setDate(QDate(start.year + 3, 6, 30))
        for edit in (ui.horizon_start_edit, ui.horizon_end_edit):
            edit.dateChanged.connect(lambda _day: self._look_again())
        for line in (ui.title_edit, ui.district_edit, ui.state_edit, ui.facilitator_edit):
            line.textEdited.connect(lambda _text: self._look_again())
        dress(ui.create_button, "primary")
        ui.create_button.clicked.connect(self._create)
        ui.cancel_button.clicked.connect(self.reject)
        self._tried = False
        self.setMinimumWidth(min(620, parent.width() - 40 if parent else 620))
        ui.title_edit.setFocus()

    @property
    def answers(self) -> dict[str, str | date]:
        """What was entered, under the names `Library.new_workshop` has for it."""
        ui = self.ui
        return {
            "title": ui.title_edit.text().strip(),
            "district": ui.district_edit.text().strip(),
            "state": ui.state_edit.text().strip().upper(),
            "horizon_start": _day(ui.horizon_start_edit.date()),
            "horizon_end": _day(ui.horizon_end_edit.date()),
            "facilitator": ui.facilitator_edit.text().strip(),
        }

    def problems(self) -> dict[QWidget, str]:
        """Return what is missing or impossible, by the control it belongs to."""
        ui = self.ui
        found: dict[QWidget, str] = {}
        if len(ui.title_edit.text().strip()) < SHORTEST_TITLE:
            found[ui.title_edit] = _("Give the plan a name of three letters or more.")
        if not ui.district_edit.text().strip():
            found[ui.district_edit] = _("Name the district.")
        state = ui.state_edit.text().strip()
        if not (len(state) == 2 and state.isascii() and state.isalpha()):
            found[ui.state_edit] = _("Two letters, like CA.")
        start, end = _day(ui.horizon_start_edit.date()), _day(ui.horizon_end_edit.date())
        months = (end.year - start.year) * 12 + end.month - start.month + (end.day >= start.day)
        if not MONTHS_LEAST <= months <= MONTHS_MOST:
            found[ui.horizon_end_edit] = _("The plan ends 12 to 120 months after it starts.")
        if not ui.facilitator_edit.text().strip():
            found[ui.facilitator_edit] = _("Name the person who runs the steps.")
        return found

    def _create(self) -> None:
        self._tried = True
        found = self._look_again()
        if found:
            next(iter(found)).setFocus()
        else:
            self.accept()

    def _look_again(self) -> dict[QWidget, str]:
        found = self.problems() if self._tried else {}
        for control, label in self._problems.items():
            _say(control, label, found.get(control, ""))
        return found


def _say(control: QWidget, label: QLabel, text: str) -> None:
    label.setText(text)
    label.setVisible(bool(text))
    if bool(control.property("wrong")) != bool(text):
        control.setProperty("wrong", bool(text))
        control.setAccessibleDescription(text)
        control.style().unpolish(control)
        control.style().polish(control)


def _day(day: QDate) -> date:
    return date(day.year(), day.month(), day.day())
