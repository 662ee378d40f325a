"""What the window does with backups: shows them, makes one when asked, restores one."""

from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from planner.errors import Damaged, FileRefused, PlannerError, ReadOnly
from planner.gui.tasks import Task
from planner.gui.theme import Theme
from planner.gui.waiting import waiting
from planner.gui.workspace import Workspace
from planner.i18n import _
from planner.paths import Paths
from planner.services.backups import Backup, Shelf


class BackupDesk(QObject):
    """Between the dialog of backups and the window, which has the workshop open or not."""

    close_wanted = Signal()
    """The open workshop is to be closed: its file is about to be replaced."""
    open_wanted = Signal(Path)
    """A workshop is to be opened."""
    told = Signal(str)
    """A sentence to show for some seconds."""
    failed = Signal(object)
    """PlannerError: something could not be done; everything is as it was."""

    def __init__(self, paths: Paths, theme: Theme, window: QWidget) -> None:
        """Serve one window."""
        super().__init__(window)
        self._paths = paths
        self._theme = theme
        self._window = window

    def show(
        self, path: Path, title: str, workspace: Workspace | None = None, damaged: str = ""
    ) -> QWidget | None:
        """Show the backups of a workshop; an open one has its workspace, `damaged` says what is wrong."""
        from planner.gui.dialogs.backups import BackupsDialog

        try:
            dialog = BackupsDialog(
                self._paths,
                path,
                title,
                self._theme,
                self._window,
                identity=workspace.document.state()[0] if workspace is not None else "",
                damaged=damaged,
            )
        except PlannerError as error:
            self.failed.emit(error)
            return None

        def restore(backup: Backup) -> None:
            dialog.accept()
            self.restore(backup, path, reopen=workspace is not None)

        def make() -> None:
            shelf = Shelf(self._paths)
            source = path if workspace is None else workspace.document
            try:
                taken = shelf.take(source, "asked")
            except PlannerError as error:
                dialog.say_error(error)
                return
            task = Task(lambda _report: shelf.keep(taken))
            task.failed.connect(dialog.say_error)
            task.ended.connect(dialog.show_made)
            task.start()

        def open_saved(saved: Path) -> None:
            dialog.accept()
            self.open_wanted.emit(saved)

        dialog.restore_wanted.connect(restore)
        dialog.backup_wanted.connect(make)
        dialog.open_wanted.connect(open_saved)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setModal(True)
        dialog.show()
        return dialog

    def restore(self, backup: Backup, path: Path, *, reopen: bool) -> None:
        """Put a backup in the place of a workshop and open it; `reopen` opens it also when that fails."""
        from planner.gui.dialogs.backups import when

        self.close_wanted.emit()
        try:
            with waiting():
                restored = Shelf(self._paths).restore(backup, path)
        except PlannerError as error:
            if reopen:
                self.open_wanted.emit(path)
            self.failed.emit(error)
            return
        self.open_wanted.emit(restored.path)
        said = _("Restored from the backup “{time}”.").format(time=when(backup))
        if restored.kept is not None:
            kept = _("The file that was there is kept beside it as {name}.")
            said = f"{said} {kept.format(name=restored.kept.name)}"
        self.told.emit(said)

    def can_help(self, path: Path, error: PlannerError) -> bool:
        """Whether there is a backup of a file that could not be opened, or something to be saved from it."""
        if isinstance(error, Damaged):
            return True
        if not isinstance(error, FileRefused) or isinstance(error, ReadOnly):
            return False
        try:
            return bool(Shelf(self._paths).list(path))
        except PlannerError:
            return False
