"""Backups of a workshop: what each holds, restoring one, and saving what is left of a damaged file."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QDate, QLocale, Qt, QTime, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from planner.domain.steps import STEPS
from planner.domain.wording import day_text
from planner.errors import PlannerError
from planner.gui.tasks import Report, Task
from planner.gui.theme import Theme, dress
from planner.gui.widgets.labels import ElidedLabel, PlainLabel
from planner.i18n import _, ngettext
from planner.paths import Paths
from planner.services.backups import REASONS, Backup, Shelf

_WIDE, _HIGH = 720, 560


class BackupRow(QFrame):
    """One backup: when and why, what it holds, and the button that restores it."""

    restore_wanted = Signal()

    def __init__(self, backup: Backup, number: int, workshop: Path, theme: Theme) -> None:
        """Show a backup; `number` is its place in the list, the newest is 1."""
        super().__init__()
        self.backup = backup
        stem = f"backup_{number}"
        self.setObjectName(f"{stem}_row")
        dress(self, "row_first" if number == 1 and not backup.problem else "row")
        self.title = ElidedLabel(
            f"{when(backup)}, {_reason(backup)}" if backup.reason else when(backup), "strong"
        )
        self.title.setObjectName(f"{stem}_title_label")
        self.about = PlainLabel(
            backup.problem or _holds(backup), "stop" if backup.problem else "second", wrap=True
        )
        self.about.setObjectName(f"{stem}_about_label")
        self.state = PlainLabel(_elsewhere(backup, workshop), "small", wrap=True)
        self.state.setObjectName(f"{stem}_state_label")
        self.state.setVisible(bool(self.state.text()))
        texts = QVBoxLayout()
        texts.setSpacing(1)
        for label in (self.title, self.about, self.state):
            texts.addWidget(label)
        self.button = QPushButton(_("Restore"))
        self.button.setObjectName(f"{stem}_restore_button")
        self.button.setAccessibleName(_("Restore the backup of {time}").format(time=when(backup)))
        self.button.setAutoDefault(False)
        self.button.setFixedWidth(theme.px(96))
        if number == 1:
            dress(self.button, "primary")
        self.button.clicked.connect(self.restore_wanted)
        self.button.setVisible(not backup.problem)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 10, 12, 10)
        row.setSpacing(16)
        row.addLayout(texts, 1)
        row.addWidget(self.button)

    def show_verified(self, problems: tuple[str, ...]) -> None:
        """Say that the backup was compared with what was written, byte by byte."""
        if problems:
            self.about.setText(" ".join(problems))
            dress(self.about, "stop")
            self.button.hide()


class BackupsDialog(QDialog):
    """The list opens at once; every backup is then read in the background and compared with its manifest.

    It only lists and asks: the window restores, because the workshop may be open in it.
    """

    restore_wanted = Signal(object)
    """The Backup to restore."""
    backup_wanted = Signal()
    """A backup is to be made now; `show_made` afterwards, `say_error` before it where it could not be."""
    open_wanted = Signal(Path)
    """A workshop that was saved from a damaged one."""
    verified = Signal()
    """Every backup that is listed was compared with what was written."""

    def __init__(
        self,
        paths: Paths,
        workshop: Path,
        title: str,
        theme: Theme,
        parent: QWidget | None,
        *,
        identity: str = "",
        damaged: str = "",
    ) -> None:
        """List the backups of a workshop; `damaged` says what is wrong with its file.

        `identity` says which workshop it is, where it is open here and its file cannot be asked.

        Raises:
            PlannerError: The folder of backups cannot be read.
        """
        super().__init__(parent)
        self._shelf = Shelf(paths)
        self._paths = paths
        self._workshop = workshop
        self._identity = identity
        self._theme = theme
        self._out = Path()
        self.rows: list[BackupRow] = []
        self.setObjectName("backups_dialog")
        self.setWindowTitle(_("Backups"))
        heading = PlainLabel(_("Backups of “{workshop}”").format(workshop=title), "title", wrap=True)
        heading.setObjectName("backups_heading")
        help_ = _(
            "Restore the newest backup, or save what can still be read to a new file. "
            "The damaged file is kept either way."
        )
        words = f"{damaged} {help_}" if damaged else _promise()
        said = PlainLabel(words, "stop" if damaged else "second", wrap=True)
        said.setObjectName("backups_said_label")
        self.note = PlainLabel("", "second", wrap=True)
        self.note.setObjectName("backups_note_label")
        self.note.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(12)
        for widget in (heading, said, self._list(), self.note):
            column.addWidget(widget, 1 if isinstance(widget, QScrollArea) else 0)
        column.addLayout(self._buttons(damaged=bool(damaged)))
        room = parent.size() if parent is not None else None
        px = theme.px
        self.resize(min(px(_WIDE), room.width() - 40) if room else px(_WIDE), px(_HIGH))
        if room:
            self.resize(self.width(), min(self.height(), room.height() - 40))
        self.show_again()

    def show_again(self) -> None:
        """List the backups there are now, and compare them in the background.

        Raises:
            PlannerError: The folder of backups cannot be read.
        """
        found = self._shelf.list(self._workshop, self._identity)
        for row in self.rows:
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        self.rows = []
        for number, backup in enumerate(found, 1):
            row = BackupRow(backup, number, self._workshop, self._theme)
            row.setProperty("first", number == 1)
            row.setProperty("last", number == len(found))
            row.restore_wanted.connect(lambda wanted=backup: self.restore_wanted.emit(wanted))
            self._column.insertWidget(number - 1, row)
            self.rows.append(row)
        self._nothing.setVisible(not found)
        task = Task(_verifier(self._shelf, found))
        task.succeeded.connect(self._show_verified)
        task.failed.connect(self.say_error)
        task.start()

    def show_made(self) -> None:
        """List the backup that was asked for, unless an error was told about it."""
        self.make_button.setEnabled(True)
        if self.note.property("look") == "stop":
            return
        try:
            self.show_again()
        except PlannerError as error:
            self.say_error(error)
        else:
            self.say(_("The backup is made."), "good")

    def _make(self) -> None:
        self.make_button.setEnabled(False)
        self.say(_("Making a backup…"))
        self.backup_wanted.emit()

    def say(self, text: str, look: str = "second") -> None:
        """Show a sentence below the list."""
        dress(self.note, look)
        self.note.setText(text)
        self.note.setAccessibleName(text)
        self.note.show()

    def say_error(self, error: PlannerError) -> None:
        """Show what could not be done."""
        self.make_button.setEnabled(True)
        self.say(str(error), "stop")

    def salvage(self) -> None:
        """Save what can be read of the workshop to a new file beside it."""
        from planner.services.file_names import free_path, safe_stem
        from planner.services.library import SUFFIX

        stem = _("{name} (saved)").format(name=self._workshop.stem)
        self._out = free_path(self._workshop.parent, safe_stem(stem, _("Workshop")), SUFFIX)
        self.salvage_button.setEnabled(False)
        self.say(_("Reading what is left…"))
        task = Task(_salvager(self._workshop, self._out))
        task.succeeded.connect(self._saved)
        task.failed.connect(self.say_error)
        task.ended.connect(self._salvage_ended)
        task.start()

    def _saved(self, lines: tuple[str, ...]) -> None:
        said = _("Saved to {name}.").format(name=self._out.name)
        self.say("\n".join([said, *lines]), "good")
        self.open_button.show()

    def _salvage_ended(self) -> None:
        self.salvage_button.setEnabled(True)

    def _show_verified(self, problems: dict[Path, tuple[str, ...]]) -> None:
        for row in self.rows:
            row.show_verified(problems.get(row.backup.file, ()))
        if problems and not any(problems.values()):
            text = ngettext(
                "Compared byte by byte just now: the backup is whole.",
                "Compared byte by byte just now: all {count} backups are whole.",
                len(problems),
            )
            if self.note.isHidden():
                self.say(text.format(count=len(problems)), "small")
        self.verified.emit()

    def _list(self) -> QScrollArea:
        card = QFrame()
        card.setObjectName("backups_list")
        dress(card, "card")
        self._column = QVBoxLayout(card)
        self._column.setContentsMargins(1, 1, 1, 1)
        self._column.setSpacing(0)
        self._nothing = PlainLabel(
            _("No backup yet. The first one is made when the workshop has been edited."), "second", wrap=True
        )
        self._nothing.setObjectName("no_backups_label")
        self._nothing.setContentsMargins(16, 14, 16, 14)
        self._column.addWidget(self._nothing)
        inside = QWidget()
        dress(inside, "clear")
        around = QVBoxLayout(inside)
        around.setContentsMargins(0, 0, 0, 0)
        around.addWidget(card)
        around.addStretch(1)
        area = QScrollArea()
        area.setObjectName("backups_area")
        area.setAccessibleName(_("Backups"))
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidgetResizable(True)
        dress(area, "clear")
        area.setWidget(inside)
        return area

    def _buttons(self, *, damaged: bool) -> QHBoxLayout:
        self.make_button = self._button("make_backup", _("Make a backup now"))
        self.make_button.clicked.connect(self._make)
        self.make_button.setVisible(not damaged)
        self.salvage_button = self._button("salvage", _("Save what can be read…"))
        self.salvage_button.setToolTip(_("To a new file; the damaged one is only read"))
        self.salvage_button.clicked.connect(self.salvage)
        self.salvage_button.setVisible(damaged)
        self.open_button = self._button("open_saved", _("Open what was saved"))
        self.open_button.clicked.connect(lambda: self.open_wanted.emit(self._out))
        self.open_button.hide()
        folder = self._button("show_folder", _("Show the folder"))
        folder.clicked.connect(lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._paths.backups))))
        close = self._button("close", _("Close"))
        close.clicked.connect(self.reject)
        close.setFocus()
        row = QHBoxLayout()
        for button in (self.make_button, self.salvage_button, self.open_button, folder):
            row.addWidget(button)
        row.addStretch(1)
        row.addWidget(close)
        return row

    def _button(self, name: str, words: str) -> QPushButton:
        made = QPushButton(words)
        made.setObjectName(f"{name}_button")
        made.setAccessibleName(words)
        made.setAutoDefault(False)
        return made


def when(backup: Backup) -> str:
    """Return when a backup was made, on the clock of the wall."""
    local = backup.made.astimezone()
    day, today = QDate(local.year, local.month, local.day), QDate.currentDate()
    if day == today:
        return _("Today, {time}").format(time=_clock(local))
    if day == today.addDays(-1):
        return _("Yesterday, {time}").format(time=_clock(local))
    return _("{day}, {time}").format(day=day_text(local.date()), time=_clock(local))


def _clock(local: datetime) -> str:
    return QLocale().toString(QTime(local.hour, local.minute), QLocale.FormatType.ShortFormat)


def _reason(backup: Backup) -> str:
    return _(REASONS[backup.reason]) if backup.reason in REASONS else backup.reason


def _holds(backup: Backup) -> str:
    steps = _("{done} of {all} steps done").format(done=backup.steps_done, all=len(STEPS))
    records = ngettext("{count} entry", "{count} entries", backup.records).format(count=f"{backup.records:,}")
    edits = ngettext("{count} edit", "{count} edits", backup.edits).format(count=f"{backup.edits:,}")
    parts = [steps, records, edits]
    if backup.changed is not None:
        local, made = backup.changed.astimezone(), backup.made.astimezone()
        time = _clock(local)
        if local.date() != made.date():
            time = _("{day}, {time}").format(day=day_text(local.date(), short=True), time=time)
        parts.append(_("last edit {time}: {edit}").format(time=time, edit=backup.label))
    return " · ".join(parts)


def _elsewhere(backup: Backup, workshop: Path) -> str:
    """Say where the workshop was then, if its file had another name."""
    if backup.problem or backup.workshop == workshop.absolute():
        return ""
    return _("when the file was called {name}").format(name=backup.workshop.name)


def _promise() -> str:
    return _(
        "They are made by themselves while you work, and kept apart from your workshops: all of the last "
        "48 hours, then one for each day, week and month. Restoring one keeps the file that is there now."
    )


def _verifier(shelf: Shelf, found: tuple[Backup, ...]) -> Callable[[Report], object]:
    return lambda _report: {each.file: shelf.verify(each) for each in found if not each.problem}


def _salvager(workshop: Path, out: Path) -> Callable[[Report], object]:
    def work(_report: Report) -> object:
        from planner.services import plan_file

        return plan_file.salvage(workshop, out)

    return work
