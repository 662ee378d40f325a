"""Opening what cannot be opened as it is: a locked workshop, or one that may only be read."""

from collections.abc import Callable
from pathlib import Path

from PySide6 import QtCore
from PySide6.QtWidgets import QWidget

from planner.errors import FileRefused, PlannerError
from planner.gui.dialogs.passphrase import PassphraseDialog
from planner.gui.waiting import waiting
from planner.gui.widgets.notice_bar import NoticeBar
from planner.i18n import _
from planner.paths import Paths


def can_open(path: Path, error: PlannerError) -> bool:
    """Whether a file was refused only because it is locked with a passphrase."""
    from planner.services.sharing import locked

    return isinstance(error, FileRefused) and locked(path)


def open_locked(path: Path, paths: Paths, window: QWidget) -> PassphraseDialog:
    """Ask for the passphrase of a locked workshop; the dialog tells when there is a workshop to open."""

    def put(held: bytes) -> Path:
        from planner.services import sharing
        from planner.services.library import Library

        return sharing.put_into(Library(paths).folder, held, path)

    about = _("Your own copy will be among your workshops; the locked file stays as it is.")
    dialog = PassphraseDialog(path, put, about, window)
    dialog.setAttribute(QtCore.Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setModal(True)
    dialog.show()
    return dialog


def open_copy(path: Path, paths: Paths, then: Callable[[Path], object], notices: NoticeBar) -> None:
    """Copy a workshop that may only be read into the library, and do with the copy what is told."""
    from planner.services.library import Library
    from planner.services.rescue import work_on_copy

    try:
        with waiting():
            copy = work_on_copy(path, Library(paths).folder)
    except PlannerError as error:
        notices.show_error(error)
        return
    then(copy)
