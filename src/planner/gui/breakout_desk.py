"""Breakout files in the window: make a copy for a table, and bring copies back."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QDialog, QFileDialog, QProgressDialog, QWidget

from planner.errors import Cancelled, PlannerError
from planner.gui.settings import Settings
from planner.gui.tasks import Report, Task
from planner.gui.waiting import waiting
from planner.gui.workspace import Workspace
from planner.i18n import _, ngettext

if TYPE_CHECKING:  # named only: nobody waits for this with the first window
    from planner.gui.dialogs.bring_back import BringBackDialog
    from planner.services.breakout import Merge


class BreakoutDesk(QObject):
    """Asks, reads the files in the background, shows what is to be decided, and writes it as one edit."""

    def __init__(
        self,
        workspace: Workspace,
        settings: Settings,
        commit: Callable[[], None],
        undo: Callable[[], None],
        window: QWidget,
    ) -> None:
        """Work for an open workshop; dialogs belong to `window`.

        `commit` writes what is being typed, `undo` takes the last edit back.
        """
        super().__init__(window)
        self._workspace = workspace
        self._settings = settings
        self._commit = commit
        self._undo = undo
        self._again: tuple[Path, ...] = ()
        self._unlocked: dict[Path, bytes] = {}
        self._window = window
        self.task: Task | None = None
        """The reading that is under way, if any."""
        self.dialog: BringBackDialog | None = None
        """What is to be decided, while it is shown."""
        self._progress: QProgressDialog | None = None

    def make_copy(self) -> QDialog:
        """Ask for the table and the file, and make the copy."""
        from planner.gui.dialogs.table_copy import TableCopyDialog

        self._commit()
        dialog = TableCopyDialog(self._workspace, self._settings, self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setModal(True)
        dialog.show()
        return dialog

    def choose_files(self) -> None:
        """Ask which copies are back, and compare them."""
        chosen, _used = QFileDialog.getOpenFileNames(
            self._window,
            _("Bring back copies of tables"),
            str(self._settings.folder),
            _("Workshops (*.workshop *.age);;All files (*)"),
        )
        if chosen:
            self._settings.folder = Path(chosen[0]).parent
            self.bring_back([Path(each) for each in chosen])

    def bring_back(self, paths: Sequence[Path]) -> None:
        """Read and compare files in the background, then show what there is to bring in.

        The passphrase of each locked one is asked for first; it is opened in memory only.
        """
        from planner.services import breakout, sharing

        if self.task is not None:
            return
        locked = next((each for each in paths if each not in self._unlocked and sharing.locked(each)), None)
        if locked is not None:
            self._unlock(locked, paths)
            return
        self._commit()
        document = self._workspace.document
        try:
            ours = breakout.branch_of(document)
        except PlannerError as error:
            self._workspace.failed.emit(error)
            return
        plan, today, unlocked = document.plan, document.today(), dict(self._unlocked)

        def work(report: Report) -> object:
            return breakout.read(ours, plan, paths, today=today, report=report, unlocked=unlocked)

        self.task = Task(work)
        self._show_progress(self.task)
        self.task.succeeded.connect(self._decide)
        self.task.failed.connect(self._fail)
        self.task.ended.connect(self._end)
        self.task.start()

    def _unlock(self, path: Path, paths: Sequence[Path]) -> None:
        """Ask for the passphrase of a locked copy, and go on with all of them."""
        from planner.gui.dialogs.passphrase import PassphraseDialog

        def go_on(held: bytes) -> None:
            self._unlocked[path] = held
            self.bring_back(paths)

        about = _("The copy is compared with this workshop; the locked file stays as it is.")
        dialog = PassphraseDialog(path, lambda held: held, about, self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setModal(True)
        dialog.unlocked.connect(go_on)
        dialog.rejected.connect(self._unlocked.clear)
        dialog.show()

    def _show_progress(self, task: Task) -> None:
        progress = QProgressDialog(self._window)
        progress.setObjectName("bring_back_progress")
        progress.setAccessibleName(_("Progress"))
        progress.setWindowTitle(_("Bring back"))
        progress.setCancelButtonText(_("Cancel"))
        progress.setWindowModality(Qt.WindowModality.WindowModal)
        progress.setMinimumDuration(500)
        progress.canceled.connect(task.cancel)

        task.progressed.connect(self._show)
        self._progress = progress

    def _show(self, done: int, total: int, _what: str) -> None:
        """Show how far the reading is, without names of files, which would be taken for markup."""
        if (progress := self._progress) is not None:
            progress.setMaximum(total)
            progress.setLabelText(
                _("Comparing…")
                if done >= total - 1
                else _("Reading file {number} of {count}…").format(number=done + 1, count=total - 1)
            )
            progress.setValue(done)

    def _end(self) -> None:
        self.task = None
        progress, self._progress = self._progress, None
        if progress is not None:
            progress.reset()
            progress.deleteLater()
        again, self._again = self._again, ()
        if again:
            self.bring_back(again)
        else:
            self._unlocked.clear()

    def _fail(self, error: PlannerError) -> None:
        if not isinstance(error, Cancelled):
            self._workspace.failed.emit(error)

    def _decide(self, merge: "Merge") -> None:
        from planner.gui.dialogs.bring_back import BringBackDialog

        if not merge.fits(self._workspace.document):  # somebody went on typing: compare with that
            merge.close()
            self._again = tuple(file.path for file in merge.files)
            return
        if merge.empty:
            names = ", ".join(file.name for file in merge.files)
            merge.close()
            self._workspace.tell(_("There is nothing new in {files}.").format(files=names))
            return
        dialog = BringBackDialog(self._workspace, merge, self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setModal(True)
        dialog.accepted.connect(lambda: self._write(merge))
        dialog.rejected.connect(merge.close)
        dialog.finished.connect(self._forget)
        self.dialog = dialog
        dialog.show()

    def _forget(self) -> None:
        self.dialog = None

    def _write(self, merge: "Merge") -> None:
        """Make a backup, write the edit, and say so with a way back."""
        from planner.services.backups import Shelf

        workspace = self._workspace
        try:
            with waiting():
                Shelf(workspace.paths).make(workspace.document, "merge")
                merge.apply(workspace.document)
        except PlannerError as error:
            workspace.failed.emit(error)
            return
        finally:
            merge.close()
        count = len(merge.files)
        said = ngettext("{count} copy was brought back.", "{count} copies were brought back.", count)
        workspace.tell(said.format(count=count), action=_("Undo"), then=self._undo)
