"""Open a locked workshop: ask for its passphrase, and do something with what is in it."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QCloseEvent, QShowEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from planner.errors import PlannerError
from planner.gui.dialogs.room import grow, widen
from planner.gui.tasks import Report, Task
from planner.gui.theme import dress
from planner.gui.widgets.labels import PlainLabel
from planner.i18n import _

_LETTERS = 66  # of a line, as wide as the dialog


class PassphraseDialog(QDialog):
    """A wrong passphrase is said, and can be tried again. The locked file stays as it is."""

    unlocked = Signal(object)
    """What was made of the workshop in the locked file."""

    def __init__(
        self, path: Path, use: Callable[[bytes], object], about: str, parent: QWidget | None = None
    ) -> None:
        """Ask for the passphrase of a locked file; `use` makes something of what is in it, on a worker.

        `about` says what will be done with it.
        """
        super().__init__(parent)
        self.setObjectName("passphrase_dialog")
        self.setWindowTitle(_("Locked workshop"))
        self._path = path
        self._use = use
        self.task: Task | None = None
        """What is running, if anything."""
        heading = PlainLabel(_("“{name}” is locked").format(name=path.name), "section", wrap=True)
        heading.setObjectName("passphrase_heading")
        about_label = PlainLabel(f"{_('Whoever sent it knows the passphrase.')} {about}", "second", wrap=True)
        about_label.setObjectName("passphrase_about_label")
        self.passphrase_edit = QLineEdit()
        self.passphrase_edit.setObjectName("passphrase_edit")
        self.passphrase_edit.setAccessibleName(_("Passphrase"))
        self.passphrase_edit.setEchoMode(QLineEdit.EchoMode.Password)
        self.passphrase_edit.textChanged.connect(self._look)
        label = PlainLabel(_("Passphrase"), "heading")
        label.setObjectName("passphrase_label")
        label.setBuddy(self.passphrase_edit)
        show = QCheckBox(_("Show"))
        show.setObjectName("show_check")
        show.setAccessibleName(_("Show the passphrase"))
        show.toggled.connect(
            lambda shown: self.passphrase_edit.setEchoMode(
                QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password
            )
        )
        line = QHBoxLayout()
        line.addWidget(self.passphrase_edit, 1)
        line.addWidget(show)
        self.said_label = PlainLabel("", "stop", wrap=True)
        self.said_label.setObjectName("said_label")
        self.said_label.hide()
        self.progress_bar = QProgressBar()
        self.progress_bar.setObjectName("progress_bar")
        self.progress_bar.setAccessibleName(_("Progress"))
        self.progress_bar.setRange(0, 0)
        self.progress_bar.setTextVisible(False)
        self.progress_bar.hide()
        cancel = QPushButton(_("Cancel"))
        cancel.setObjectName("cancel_button")
        cancel.setAccessibleName(_("Cancel"))
        cancel.setAutoDefault(False)
        cancel.clicked.connect(self.reject)
        self.open_button = QPushButton(_("Open"))
        self.open_button.setObjectName("open_button")
        self.open_button.setAccessibleName(_("Open"))
        self.open_button.setDefault(True)
        dress(self.open_button, "primary")
        self.open_button.clicked.connect(self.unlock)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(cancel)
        buttons.addWidget(self.open_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(12)
        for widget in (heading, about_label, label):
            column.addWidget(widget)
        column.addLayout(line)
        column.addWidget(self.said_label)
        column.addWidget(self.progress_bar)
        column.addStretch(1)
        column.addLayout(buttons)
        widen(self, self.fontMetrics().averageCharWidth() * _LETTERS)
        self._look()

    def unlock(self) -> None:
        """Try the passphrase in the background."""
        passphrase, path, use = self.passphrase_edit.text(), self._path, self._use

        def work(_report: Report) -> object:
            from planner.services import sharing

            return use(sharing.unlock(path, passphrase))

        self.task = Task(work)
        self.task.succeeded.connect(self._succeed)
        self.task.failed.connect(self._fail)
        self.said_label.hide()
        self._show_running(True)
        self.task.start()

    def showEvent(self, event: QShowEvent) -> None:
        """Make room for the texts."""
        super().showEvent(event)
        grow(self)

    def reject(self) -> None:
        """Wait for what runs: it takes some seconds, and nothing is half done afterwards."""
        if self.task is None:
            super().reject()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Wait for what runs."""
        if self.task is None:
            super().closeEvent(event)
        else:
            event.ignore()

    def _succeed(self, made: object) -> None:
        self._show_running(False)
        self.accept()
        self.unlocked.emit(made)

    def _fail(self, error: PlannerError) -> None:
        self._show_running(False)
        self.said_label.setText(str(error))
        self.said_label.show()
        grow(self)
        self.passphrase_edit.setFocus()
        self.passphrase_edit.selectAll()

    def _show_running(self, running: bool) -> None:
        if not running:
            self.task = None
        self.progress_bar.setVisible(running)
        self.passphrase_edit.setEnabled(not running)
        self._look()

    def _look(self) -> None:
        self.open_button.setEnabled(self.task is None and bool(self.passphrase_edit.text()))
