"""The history as a table: when, what and in which step. Words are fetched by page, as they are shown."""

from collections import OrderedDict
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QFont

from planner.domain.wording import day_text
from planner.errors import PlannerError
from planner.gui.theme import Theme
from planner.gui.widgets.status_line import clock_words
from planner.i18n import N_, _
from planner.services.history import Entry, History

Index = QModelIndex | QPersistentModelIndex
WHEN, WHAT, STEP = range(3)
_COLUMNS: Sequence[str] = (N_("When"), N_("What was done"), N_("Step"))
_PAGE = 100  # entries read at once
_PAGES = 20  # pages kept
_ROOT = QModelIndex()


class HistoryList(QAbstractTableModel):
    """The newest entry first; `look_again` after an edit, `show_only` for a step or the snapshots."""

    failed = Signal(object)
    """PlannerError: some entries cannot be read; they are shown blank."""

    def __init__(self, history: History, theme: Theme, today: date, parent: QObject | None = None) -> None:
        """Show every edit."""
        super().__init__(parent)
        self._history = history
        self._theme = theme
        self._today = today
        self._show = ""
        self._count = history.count()
        self._pages: OrderedDict[int, tuple[Entry, ...]] = OrderedDict()

    def show_only(self, show: str) -> None:
        """Show all (""), the snapshots, or the edits of the step with a code; see `History.count`."""
        self._show = show
        self.look_again()

    def look_again(self) -> None:
        """Show the history as it is now.

        Raises:
            FileRefused: The journal cannot be read.
        """
        count = self._history.count(self._show)
        self.beginResetModel()
        self._pages.clear()
        self._count = count
        self.endResetModel()

    def entry(self, row: int) -> Entry | None:
        """Return the entry in a row."""
        if not 0 <= row < self._count:
            return None
        number, place = divmod(row, _PAGE)
        if number not in self._pages:
            try:
                self._pages[number] = self._history.page(number * _PAGE, _PAGE, self._show)
            except PlannerError as error:  # told once for the page, while it is painted over and over
                self._pages[number] = ()
                self.failed.emit(error)
            if len(self._pages) > _PAGES:
                self._pages.popitem(last=False)
        page = self._pages[number]
        self._pages.move_to_end(number)
        return page[place] if place < len(page) else None

    def row_of(self, sequence: int) -> int:
        """Return the row of an entry, -1 where it is not shown."""
        return self._history.place(sequence, self._show)

    def rowCount(self, parent: Index = _ROOT) -> int:
        """Return how many entries are shown."""
        return 0 if parent.isValid() else self._count

    def columnCount(self, parent: Index = _ROOT) -> int:
        """Return three."""
        return 0 if parent.isValid() else len(_COLUMNS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Return the words above a column."""
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return _(_COLUMNS[section])
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.TextAlignmentRole:
            return int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a cell shows; snapshots are bold."""
        if role not in (
            *(Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.FontRole),
        ):
            return None
        entry = self.entry(index.row()) if index.isValid() else None
        if entry is None:
            return None
        if role == Qt.ItemDataRole.FontRole:
            return self._theme.font(weight=QFont.Weight.DemiBold) if entry.named else None
        if index.column() == WHEN:
            return moment_words(entry.time, self._today)
        return entry_words(entry) if index.column() == WHAT else entry.step


def entry_words(entry: Entry) -> str:
    """What was done, on one line; moments that were given a name say that they are one."""
    said = " ".join(entry.words.split())
    return _("Snapshot: {name}").format(name=said) if entry.kind == "snapshot" else said


def moment_words(time: datetime, today: date) -> str:
    """Day and time of day on this computer: Today, 10:42, or Nov 22, 2026, 10:42."""
    local = time.astimezone()
    day = _("Today") if local.date() == today else day_text(local.date(), short=True)
    return _("{day}, {time}").format(day=day, time=clock_words(time))
