"""The five short answers a workshop begins with."""

from datetime import date
from typing import Any

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
            ui.horizon_start_edit: ui.horizon_problem,
            ui.horizon_end_edit: ui.horizon_problem,
            ui.facilitator_edit: ui.facilitator_problem,
        }
        self._tried = False
        for label in self._problems.values():
            dress(label, "stop")
            label.hide()
        start = date(today.year + (today.month > 6), 7, 1)
        ui.horizon_start_edit.show_day(start)
        ui.horizon_end_edit.show_day(date(start.year + 3, 6, 30))
        for edit in (ui.horizon_start_edit, ui.horizon_end_edit):
            edit.changed.connect(self._look_again)
        for line in (ui.title_edit, ui.district_edit, ui.state_edit, ui.facilitator_edit):
            line.textEdited.connect(lambda _text: self._look_again())
        dress(ui.create_button, "primary")
        ui.create_button.clicked.connect(self._create)
        ui.cancel_button.clicked.connect(self.reject)
        self.setMinimumWidth(min(620, parent.width() - 40 if parent else 620))
        ui.title_edit.setFocus()

    @property
    def answers(self) -> dict[str, Any]:
        """What was entered, under the names `Library.new_workshop` has for it; complete once accepted."""
        ui = self.ui
        return {
            "title": ui.title_edit.text().strip(),
            "district": ui.district_edit.text().strip(),
            "state": ui.state_edit.text().strip().upper(),
            "horizon_start": ui.horizon_start_edit.day,
            "horizon_end": ui.horizon_end_edit.day,
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
        start, end = ui.horizon_start_edit.day, ui.horizon_end_edit.day
        if start is None:
            found[ui.horizon_start_edit] = ui.horizon_start_edit.problem
        if end is None:
            found[ui.horizon_end_edit] = ui.horizon_end_edit.problem
        if start is not None and end is not None:
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
        said: dict[QLabel, str] = {}
        for control, label in self._problems.items():
            problem = found.get(control, "")
            _mark(control, problem)
            said[label] = " ".join(filter(None, (said.get(label, ""), problem)))
        for label, text in said.items():
            label.setText(text)
            label.setVisible(bool(text))
        return found


def _mark(control: QWidget, problem: str) -> None:
    if bool(control.property("wrong")) != bool(problem):
        control.setProperty("wrong", bool(problem))
        control.style().unpolish(control)
        control.style().polish(control)
    control.setAccessibleDescription(problem)
