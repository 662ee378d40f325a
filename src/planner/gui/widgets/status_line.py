"""The line at the bottom: that everything is saved, what the step holds, what the next key does."""

from datetime import datetime

from PySide6.QtCore import QLocale, QTime
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from planner.domain import records as r
from planner.domain.plan import Plan
from planner.domain.steps import STEPS, Sheet, Step
from planner.gui.theme import dress
from planner.gui.widgets.labels import ElidedLabel, PlainLabel
from planner.i18n import _, ngettext

_SHEETS_SHOWN = 3


class StatusLine(QFrame):
    """Three short texts."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Show nothing yet."""
        super().__init__(parent)
        self.setObjectName("status_line")
        self._at: datetime | None = None
        self._unsaved = False
        dress(self, "bar_bottom")
        self.saved_label = PlainLabel(look="good_small")
        self.saved_label.setObjectName("saved_label")
        self.counts_label = ElidedLabel(look="small_line")
        self.counts_label.setObjectName("counts_label")
        self.next_label = ElidedLabel(look="small_line")
        self.next_label.setObjectName("next_label")
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 6, 16, 6)
        row.setSpacing(20)
        row.addWidget(self.saved_label)
        row.addWidget(self.counts_label, 1)
        row.addWidget(self.next_label)

    def show_unsaved(self, unsaved: bool) -> None:
        """Say, instead of the last edit, that something typed is not written yet."""
        self._unsaved = unsaved
        self.show_saved(self._at)

    def show_saved(self, at: datetime | None) -> None:
        """Say when the last edit was written."""
        self._at = at
        if self._unsaved:
            self.saved_label.setText(_("Not saved yet…"))
            return
        text = _("Saved on this laptop")
        if at is not None:
            text = _("Saved on this laptop · {time}").format(time=clock_words(at))
        self.saved_label.setText(f"✓ {text}")

    def show_step(self, step: Step, plan: Plan) -> None:
        """Count what the step holds, and name what comes next."""
        parts = [_count(sheet, len(sheet.rows(plan))) for sheet in step.sheets if not sheet.kind.about.single]
        parts = [*parts[:_SHEETS_SHOWN], _people(len(plan.all(r.Person)))]
        self.counts_label.setText(" · ".join(part for part in dict.fromkeys(parts) if part))
        at = STEPS.index(step)
        if at + 1 < len(STEPS):
            self.next_label.setText(_("Next: {step} · Ctrl+Enter").format(step=_(STEPS[at + 1].name)))
        else:
            self.next_label.setText(_("This is the last step"))


def _count(sheet: Sheet, number: int) -> str:
    if not number or sheet.kind is r.Person:
        return ""
    return f"{number:n} {_(sheet.noun if number == 1 else sheet.nouns)}"


def _people(number: int) -> str:
    return ngettext("{count} person", "{count} people", number).format(count=number) if number else ""


def saved_words(at: datetime | None) -> str:
    """Return a sentence that everything is saved, and since when."""
    if at is None:
        return _("Everything is saved on this laptop. Every edit is saved as you make it.")
    said = _("Saved on this laptop at {time}. Every edit is saved as you make it.")
    return said.format(time=clock_words(at))


def clock_words(at: datetime) -> str:
    """Return a time of day as the language writes it, in local time."""
    local = at.astimezone() if at.tzinfo else at
    return QLocale().toString(QTime(local.hour, local.minute), QLocale.FormatType.ShortFormat)
