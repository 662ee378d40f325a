"""Send to: the workshop as one file to hand on, plain or locked with a passphrase."""

from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QCloseEvent, QDesktopServices, QShowEvent
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QProgressBar,
    QVBoxLayout,
    QWidget,
)

from planner.errors import Cancelled, PlannerError
from planner.gui.dialogs.controls import button, label, radio
from planner.gui.dialogs.room import grow, widen
from planner.gui.settings import Settings
from planner.gui.tasks import Report, Task
from planner.gui.theme import dress
from planner.gui.widgets.labels import PlainLabel
from planner.gui.workspace import Workspace
from planner.i18n import _
from planner.services import sharing
from planner.services.file_names import safe_stem
from planner.services.library import SUFFIX


class SendDialog(QDialog):
    """Plain or locked, the passphrase, the file; then one bar with what is being done, and Cancel."""

    def __init__(self, workspace: Workspace, settings: Settings, parent: QWidget | None = None) -> None:
        """Propose a locked file in the folder last used."""
        super().__init__(parent)
        self.setObjectName("send_dialog")
        self.setWindowTitle(_("Send to"))
        self._workspace = workspace
        self._settings = settings
        self._target = Path()
        self.task: Task | None = None
        """What is running, if anything."""
        heading = PlainLabel(_("Send the workshop to somebody"), "title", wrap=True)
        heading.setObjectName("send_heading")
        about = PlainLabel(
            _("One file with the whole plan, its history and the names of its people. Yours stays as it is."),
            "second",
            wrap=True,
        )
        about.setObjectName("send_about_label")
        self.locked_radio = radio(_("Locked with a passphrase, for e-mail and sticks"), "locked_radio")
        self.plain_radio = radio(_("Plain, for a computer that only you use"), "plain_radio")
        self.locked_radio.setChecked(True)
        self.locked_radio.toggled.connect(self._choose)
        self._build_passphrase()
        self.file_edit = QLineEdit(str(settings.folder / self._file_name()))
        self.file_edit.setObjectName("file_edit")
        self.file_edit.setAccessibleName(_("File"))
        browse = button(_("Browse…"), "browse_button")
        browse.clicked.connect(self._browse)
        file_row = QHBoxLayout()
        file_row.addWidget(self.file_edit, 1)
        file_row.addWidget(browse)
        self.said_label = PlainLabel("", "second", wrap=True)
        self.said_label.setObjectName("said_label")
        self.said_label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.said_label.hide()
        self.progress_bar = QProgressBar()
        self.progress_bar.setObjectName("progress_bar")
        self.progress_bar.setAccessibleName(_("Progress"))
        self.progress_bar.setRange(0, 0)
        self.progress_bar.setTextVisible(False)
        self.progress_bar.hide()
        self.choices = QWidget()
        self.choices.setObjectName("choices")
        inner = QVBoxLayout(self.choices)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(8)
        inner.addWidget(self.locked_radio)
        inner.addWidget(self._passphrase)
        inner.addWidget(self.plain_radio)
        inner.addSpacing(8)
        inner.addWidget(label(_("File"), "file_label", self.file_edit))
        inner.addLayout(file_row)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(12)
        for widget in (heading, about, self.choices, self.said_label, self.progress_bar):
            column.addWidget(widget)
        column.addStretch(1)
        column.addLayout(self._buttons())
        widen(self, workspace.theme.px(620))
        self.passphrase_edit.setFocus()

    def send(self) -> None:
        """Start; the workshop is taken as it is now, whatever is edited meanwhile."""
        passphrase = self.passphrase_edit.text() if self.locked_radio.isChecked() else ""
        text = self.file_edit.text().strip()
        self._target = Path(text).expanduser()
        if self.locked_radio.isChecked() and (weak := sharing.weakness(passphrase)):
            self._say(weak, "stop")
            self.passphrase_edit.setFocus()
            return
        if not text or not self._target.is_absolute() or self._target.is_dir():
            self._say(_("Choose a folder and a name for the file."), "stop")
            return
        try:
            held = self._workspace.document.snapshot()
        except PlannerError as error:
            self._say(str(error), "stop")
            return
        target = self._target

        def work(report: Report) -> None:
            sharing.send(held, target, passphrase=passphrase, report=report)

        self.task = Task(work)
        self.task.progressed.connect(lambda _done, _total, what: self._say(what, "second"))
        self.task.succeeded.connect(self._succeed)
        self.task.failed.connect(self._fail)
        self.task.ended.connect(self._end)
        self._show_running(True)
        self._say(_("Beginning…"), "second")
        self.task.start()

    def showEvent(self, event: QShowEvent) -> None:
        """Make room for the texts."""
        super().showEvent(event)
        grow(self)

    def reject(self) -> None:
        """Stop what runs; the dialog stays until it has stopped."""
        if self.task is None:
            super().reject()
        else:
            self.task.cancel()
            self._say(_("Stopping…"), "second")

    def closeEvent(self, event: QCloseEvent) -> None:
        """Stop what runs first."""
        if self.task is not None:
            self.reject()
            event.ignore()
        else:
            super().closeEvent(event)

    def _build_passphrase(self) -> None:
        self._passphrase = QWidget()
        self._passphrase.setObjectName("passphrase_part")
        self.passphrase_edit = QLineEdit()
        self.passphrase_edit.setObjectName("passphrase_edit")
        self.passphrase_edit.setAccessibleName(_("Passphrase"))
        self.passphrase_edit.setEchoMode(QLineEdit.EchoMode.Password)
        self.show_check = QCheckBox(_("Show"))
        self.show_check.setObjectName("show_check")
        self.show_check.setAccessibleName(_("Show the passphrase"))
        self.show_check.toggled.connect(self._show_passphrase)
        suggest = button(_("Suggest one"), "suggest_button")
        suggest.clicked.connect(self._suggest)
        self.copy_button = button(_("Copy"), "copy_button")
        self.copy_button.setAccessibleName(_("Copy the passphrase"))
        self.copy_button.clicked.connect(
            lambda: QApplication.clipboard().setText(self.passphrase_edit.text())
        )
        row = QHBoxLayout()
        for widget in (self.passphrase_edit, self.show_check, suggest, self.copy_button):
            row.addWidget(widget)
        note = PlainLabel(
            _(
                "Tell it by phone or in person, not in the same message. Without it nobody can open the file,"
                " and nobody can look it up."
            ),
            "small",
            wrap=True,
        )
        note.setObjectName("passphrase_note_label")
        box = QVBoxLayout(self._passphrase)
        box.setContentsMargins(26, 0, 0, 8)
        box.addWidget(label(_("Passphrase"), "passphrase_label", self.passphrase_edit))
        box.addLayout(row)
        box.addWidget(note)

    def _buttons(self) -> QHBoxLayout:
        self.folder_button = button(_("Open the folder"), "open_folder_button")
        self.folder_button.clicked.connect(
            lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._target.parent)))
        )
        self.folder_button.hide()
        self.cancel_button = button(_("Cancel"), "cancel_button")
        self.cancel_button.clicked.connect(self.reject)
        self.send_button = button(_("Write the file"), "send_button")
        self.send_button.setDefault(True)
        dress(self.send_button, "primary")
        self.send_button.clicked.connect(self.send)
        row = QHBoxLayout()
        row.addWidget(self.folder_button)
        row.addStretch(1)
        row.addWidget(self.cancel_button)
        row.addWidget(self.send_button)
        return row

    def _file_name(self) -> str:
        stem = safe_stem(self._workspace.plan.name, _("Workshop"))
        return stem + SUFFIX + (sharing.LOCKED if self.locked_radio.isChecked() else "")

    def _choose(self, locked: bool) -> None:
        self._passphrase.setVisible(locked)
        name = self.file_edit.text()
        if not locked:
            self.file_edit.setText(name.removesuffix(sharing.LOCKED))
        elif not name.endswith(sharing.LOCKED):
            self.file_edit.setText(name + sharing.LOCKED)
        self.said_label.hide()

    def _suggest(self) -> None:
        self.passphrase_edit.setText(sharing.suggest_passphrase())
        self.show_check.setChecked(True)

    def _show_passphrase(self, shown: bool) -> None:
        mode = QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password
        self.passphrase_edit.setEchoMode(mode)

    def _browse(self) -> None:
        locked = self.locked_radio.isChecked()
        kinds = _("Locked workshops (*.age)") if locked else _("Workshops (*.workshop)")
        chosen, _used = QFileDialog.getSaveFileName(self, _("Save as"), self.file_edit.text(), kinds)
        if chosen:
            self.file_edit.setText(chosen)

    def _succeed(self, _result: object) -> None:
        self._settings.folder = self._target.parent
        self._say(_("Written: {file}").format(file=str(self._target)), "good")
        self.folder_button.show()
        self.cancel_button.setText(_("Close"))
        self.cancel_button.setAccessibleName(_("Close"))

    def _fail(self, error: PlannerError) -> None:
        if isinstance(error, Cancelled):
            self._say(_("Stopped. Nothing was written."), "second")
        else:
            self._say(str(error), "stop")

    def _end(self) -> None:
        self.task = None
        self._show_running(False)

    def _show_running(self, running: bool) -> None:
        self.choices.setEnabled(not running)
        self.send_button.setEnabled(not running)
        self.progress_bar.setVisible(running)
        if running:
            self.folder_button.hide()
            self.cancel_button.setText(_("Cancel"))
            self.cancel_button.setAccessibleName(_("Cancel"))

    def _say(self, text: str, look: str) -> None:
        dress(self.said_label, look)
        self.said_label.setText(text)
        self.said_label.show()
        grow(self)
