"""The workshops of the library as rows: name, progress by phase, a button to go on, and a menu."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Protocol

from PySide6 import QtCore
from PySide6.QtCore import QDate, QLocale, QTime, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QMenu,
    QProgressBar,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from planner.gui.theme import Theme, dress
from planner.gui.widgets.labels import ElidedLabel, PlainLabel
from planner.i18n import N_, _, ngettext

_PHASES = {
    "A": N_("Prepare"),
    "B": N_("Theory of change"),
    "C": N_("Strategic plan"),
    "D": N_("Implementation plan"),
    "E": N_("Re-chart"),
}


class Shelf(Protocol):
    """What the list needs to know about a workshop; `Entry` of the library is one."""

    @property
    def path(self) -> Path:
        """The file."""

    @property
    def title(self) -> str:
        """What it is called."""

    @property
    def district(self) -> str:
        """Whose it is."""

    @property
    def people(self) -> int:
        """How many people are in it."""

    @property
    def changed(self) -> datetime:
        """When it was worked on last."""

    @property
    def progress(self) -> Mapping[str, float]:
        """The share of each phase that is done, 0 to 1, by letter."""

    @property
    def problem(self) -> str:
        """Why it cannot be opened, or an empty text."""


class WorkshopList(QFrame):
    """Rows in one card, the latest first."""

    opened = Signal(Path)
    action_wanted = Signal(str, object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Show nothing yet."""
        super().__init__(parent)
        self._theme = theme
        self._entries: tuple[Shelf, ...] = ()
        self._narrow = False
        self.rows: list[WorkshopRow] = []
        self.setObjectName("workshops_list")
        dress(self, "card")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(1, 1, 1, 1)
        self._column.setSpacing(0)
        self._nothing = PlainLabel(
            _("No workshop yet. Start one above, or look at the sample to see where it leads."),
            "second",
            wrap=True,
        )
        self._nothing.setObjectName("no_workshops_label")
        self._nothing.setContentsMargins(20, 18, 20, 18)
        self._column.addWidget(self._nothing)

    def show_entries(self, entries: Sequence[Shelf]) -> None:
        """Show these workshops."""
        self._entries = tuple(entries)
        for row in self.rows:
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        self.rows = []
        titles = Counter(entry.title for entry in entries)
        for number, entry in enumerate(entries, 1):
            row = WorkshopRow(entry, number, self._theme, by_file=titles[entry.title] > 1)
            row.opened.connect(lambda path=entry.path: self.opened.emit(path))
            row.action_wanted.connect(lambda name, entry=entry: self.action_wanted.emit(name, entry))
            row.setProperty("first", number == 1)
            row.setProperty("last", number == len(entries))
            row.set_narrow(self._narrow)
            self._column.addWidget(row)
            self.rows.append(row)
        self._nothing.setText(
            _("No workshop yet. Start one above, or look at the sample to see where it leads.")
        )
        self._nothing.setVisible(not entries)

    def filter(self, text: str) -> None:
        """Keep the rows whose name or district holds a text."""
        wanted = text.strip().casefold()
        shown = 0
        for row, entry in zip(self.rows, self._entries, strict=True):
            fits = wanted in f"{entry.title} {entry.district} {entry.path.name}".casefold()
            row.setVisible(fits)
            shown += fits
        self._nothing.setText(_("No workshop with “{text}” in its name.").format(text=text.strip()))
        self._nothing.setVisible(not shown)

    def open_first(self) -> None:
        """Open the first row that is shown."""
        for row in self.rows:
            if not row.isHidden() and not row.entry.problem:
                self.opened.emit(row.entry.path)
                return

    def look_again(self, *, narrow: bool) -> None:
        """Take sizes from the theme; `narrow` leaves the progress out."""
        self._narrow = narrow
        for row in self.rows:
            row.set_narrow(narrow)


class WorkshopRow(QFrame):
    """One workshop. The first one is to be continued; a file with a problem says what it is."""

    opened = Signal()
    action_wanted = Signal(str)

    def __init__(self, entry: Shelf, number: int, theme: Theme, *, by_file: bool = False) -> None:
        """Show an entry; `number` is its place in the list. `by_file` tells it from one of the same title."""
        super().__init__()
        self.entry = entry
        self._theme = theme
        stem = f"workshop_{number}"
        self.setObjectName(f"{stem}_row")
        dress(self, "row_first" if number == 1 and not entry.problem else "row")
        title = entry.title or entry.path.stem
        name = ElidedLabel(title, "strong")
        name.setObjectName(f"{stem}_title_label")
        about = ElidedLabel(_about(entry, by_file=by_file), "second")
        about.setObjectName(f"{stem}_about_label")
        if entry.problem:
            about = PlainLabel(entry.problem, "stop", wrap=True)  # type: ignore[assignment]
            about.setObjectName(f"{stem}_problem_label")
        texts = QVBoxLayout()
        texts.setSpacing(1)
        texts.addWidget(name)
        texts.addWidget(about)
        self._progress = PhaseBars(entry.progress, stem)
        self._where = ElidedLabel(_where(entry.progress), "small")
        self._where.setObjectName(f"{stem}_phase_label")
        bars = QVBoxLayout()
        bars.setSpacing(4)
        bars.addStretch(1)
        bars.addWidget(self._progress)
        bars.addWidget(self._where)
        bars.addStretch(1)
        self._bars = QWidget()
        self._bars.setObjectName(f"{stem}_bars")
        bars.setContentsMargins(0, 0, 0, 0)
        self._bars.setLayout(bars)
        self.open_button = QPushButton(_("Continue") if number == 1 else _("Open"))
        self.open_button.setObjectName(f"{stem}_open_button")
        self.open_button.setAccessibleName(
            (_("Continue {workshop}") if number == 1 else _("Open {workshop}")).format(workshop=title)
        )
        if number == 1:
            dress(self.open_button, "primary")
        self.open_button.clicked.connect(self.opened)
        self.open_button.setVisible(not entry.problem)
        self.more_button = QToolButton()
        self.more_button.setObjectName(f"{stem}_more_button")
        self.more_button.setAccessibleName(_("More for {workshop}").format(workshop=title))
        self.more_button.setToolTip(_("Rename, duplicate, backups, move to the bin"))
        self.more_button.setText("⋯")
        dress(self.more_button, "quiet")
        self.more_button.clicked.connect(self._show_menu)
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 13, 14, 13)
        row.setSpacing(20)
        row.addLayout(texts, 1)
        row.addWidget(self._bars)
        row.addWidget(self.open_button)
        row.addWidget(self.more_button)

    def set_narrow(self, narrow: bool) -> None:
        """Leave the progress out, or show it; take its width from the theme."""
        self._bars.setVisible(not narrow and not self.entry.problem)
        self._bars.setFixedWidth(self._theme.px(300))
        self.open_button.setFixedWidth(self._theme.px(96))

    def _show_menu(self) -> None:
        menu = QMenu(self)
        menu.setObjectName("workshop_menu")
        menu.setAttribute(QtCore.Qt.WidgetAttribute.WA_DeleteOnClose)
        actions = {
            "rename": _("Rename…"),
            "duplicate": _("Duplicate"),
            "backups": _("Backups…"),
            "remove": _("Move to the bin"),
        }
        for name, label in actions.items():
            if self.entry.problem and name not in ("backups", "remove"):
                continue
            action = menu.addAction(label)
            action.setObjectName(f"{name}_workshop_action")
            action.triggered.connect(lambda _checked=False, name=name: self.action_wanted.emit(name))
        menu.popup(self.more_button.mapToGlobal(self.more_button.rect().bottomLeft()))


class PhaseBars(QWidget):
    """Five short bars side by side, one for each phase, as full as the phase is done."""

    def __init__(self, progress: Mapping[str, float], stem: str) -> None:
        """Show the share done by phase letter, 0 to 1; `stem` begins the names of the bars."""
        super().__init__()
        self.setObjectName(f"{stem}_progress")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        for key, name in _PHASES.items():
            bar = QProgressBar()
            bar.setObjectName(f"{stem}_{key.lower()}_progress")
            bar.setAccessibleName(_(name))
            bar.setTextVisible(False)
            bar.setRange(0, 100)
            bar.setValue(round(progress.get(key, 0) * 100))
            bar.setProperty("phase", key)
            row.addWidget(bar)


def _about(entry: Shelf, *, by_file: bool) -> str:
    people = ngettext("{count} person", "{count} people", entry.people).format(count=entry.people)
    parts = [
        entry.path.stem if by_file else entry.district,
        people if entry.people else "",
        _when(entry.changed),
    ]
    return " · ".join(part for part in parts if part)


def _when(changed: datetime) -> str:
    local = changed.astimezone()
    now = datetime.now(local.tzinfo)
    if local.date() == now.date():
        clock = QLocale().toString(QTime(local.hour, local.minute), QLocale.FormatType.ShortFormat)
        return _("last worked on today, {time}").format(time=clock)
    return QLocale().toString(QDate(local.year, local.month, local.day), QLocale.FormatType.LongFormat)


def _where(progress: Mapping[str, float]) -> str:
    """Name the first phase that is not finished."""
    for key, name in _PHASES.items():
        if progress.get(key, 0) < 1:
            return _(name) if any(progress.values()) else _("Not started")
    return _("All steps done")
