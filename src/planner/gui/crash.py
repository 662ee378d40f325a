"""What happens after a bug: it is logged, shown once with a report to copy, and the work goes on."""

import sys
import threading
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QHBoxLayout,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from planner.error_log import report, write_log
from planner.errors import PlannerError
from planner.gui.theme import dress
from planner.gui.widgets.labels import PlainLabel
from planner.i18n import _


class CrashHandler(QObject):
    """Takes `sys.excepthook`. A PlannerError that nobody caught is shown as a bar, anything else is a bug."""

    refused = Signal(object)
    """PlannerError."""
    broke = Signal(str)
    """The report of a bug."""

    def __init__(self, logs: Path) -> None:
        """Write to a log in `logs`."""
        super().__init__()
        self._log = logs / "errors.log"
        self._before = sys.excepthook

    def install(self) -> None:
        """Begin to listen, on all threads."""
        sys.excepthook = self._handle
        threading.excepthook = lambda args: self._handle(
            args.exc_type, args.exc_value or args.exc_type(), args.exc_traceback
        )

    def remove(self) -> None:
        """Stop listening."""
        sys.excepthook = self._before
        threading.excepthook = threading.__excepthook__

    def _handle(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if isinstance(error, PlannerError):
            self.refused.emit(error)
            return
        if issubclass(kind, KeyboardInterrupt):
            self._before(kind, error, trace)
            return
        said = report(kind, error, trace)
        write_log(self._log, said)
        print(said, file=sys.stderr)  # noqa: T201  for whoever started it from a terminal
        self.broke.emit(said)


class CrashDialog(QDialog):
    """Says that the work is safe and offers the report to copy."""

    def __init__(self, told: str, parent: QWidget | None = None) -> None:
        """Show a report."""
        super().__init__(parent)
        self.setObjectName("crash_dialog")
        self.setWindowTitle(_("Something went wrong"))
        heading = PlainLabel(_("Something went wrong in the program"), "section", wrap=True)
        heading.setObjectName("crash_heading")
        said = PlainLabel(
            _(
                "Everything saved is safe on this laptop. You can go on. "
                "If it happens again, send this report to us."
            ),
            wrap=True,
        )
        said.setObjectName("crash_said_label")
        text = QPlainTextEdit(told)
        text.setObjectName("report_edit")
        text.setAccessibleName(_("Report of the problem"))
        text.setReadOnly(True)
        copy = QPushButton(_("Copy the report"))
        copy.setObjectName("copy_button")
        copy.setAccessibleName(_("Copy the report"))
        copy.clicked.connect(lambda: QApplication.clipboard().setText(told))
        close = QPushButton(_("Go on"))
        close.setObjectName("close_button")
        close.setAccessibleName(_("Go on"))
        close.setDefault(True)
        dress(close, "primary")
        close.clicked.connect(self.accept)
        buttons = QHBoxLayout()
        buttons.addWidget(copy)
        buttons.addStretch(1)
        buttons.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(12)
        for widget in (heading, said):
            column.addWidget(widget)
        column.addWidget(text, 1)
        column.addLayout(buttons)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(640, 420)
