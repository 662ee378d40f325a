"""Comments in an open workshop: shows their page, reads returned files in the background, takes them in."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from planner.domain.records import ExportRecord, ReviewComment
from planner.errors import Cancelled, PlannerError
from planner.gui.comment_words import REVIEWS
from planner.gui.settings import Settings
from planner.gui.tasks import Report as Tell
from planner.gui.tasks import Task
from planner.gui.waiting import waiting
from planner.gui.workspace import Workspace
from planner.i18n import _, ngettext

if TYPE_CHECKING:  # named only: loaded when somebody asks for comments
    from planner.gui.dialogs.returned_files import ReturnedFilesDialog
    from planner.gui.pages.comments import CommentsPage
    from planner.services.review import Report


class CommentsDesk(QObject):
    """The page is made when it is first asked for."""

    page_wanted = Signal(QWidget)
    """A page to show in the place of a step."""

    def __init__(
        self, workspace: Workspace, settings: Settings, undo: Callable[[], object], window: QWidget
    ) -> None:
        """Work for an open workshop; dialogs belong to `window`, `undo` takes the last edit back."""
        super().__init__(window)
        self._workspace = workspace
        self._settings = settings
        self._undo = undo
        self._window = window
        self.page: CommentsPage | None = None
        """The page, once it was shown."""
        self.task: Task | None = None
        """The reading that is under way, if any."""
        self.dialog: ReturnedFilesDialog | None = None
        """What would be taken in, while it is shown."""
        workspace.theme.changed.connect(self._build_anew)

    def state(self) -> tuple[bool, int, bool]:
        """Return whether the plan has to do with comments, how many are open, and whether they are shown."""
        plan = self._workspace.plan
        comments = plan.all(ReviewComment)
        concerned = bool(comments) or any(each.kind in REVIEWS for each in plan.all(ExportRecord))
        shown = self.page is not None and self.page.isVisible()
        return concerned, sum(not each.settled for each in comments), shown

    def show(self) -> "CommentsPage":
        """Show the page, as the plan is now."""
        from planner.gui.pages.comments import CommentsPage

        if self.page is None:
            self.page = CommentsPage(self._workspace, self._undo)
            self.page.files_wanted.connect(self.choose_files)
            self.page.files_dropped.connect(self.read)
            self.page.left.connect(lambda: self._workspace.show_step(self._workspace.step))
            self.page.stopped.connect(self._stop)
        self.page_wanted.emit(self.page)
        self.page.refresh()
        self.page.take_focus()
        return self.page

    def reveal(self, record_id: str) -> bool:
        """Show a comment; whether there is one with this id."""
        if self._workspace.plan.get(ReviewComment, record_id) is None:
            return False
        self.show().show_comment(record_id)
        return True

    def commit(self) -> None:
        """Write what is being typed on the page."""
        if self.page is not None:
            self.page.commit()

    def choose_files(self) -> None:
        """Ask which files came back, and read them."""
        chosen, _used = QFileDialog.getOpenFileNames(
            self._window,
            _("Bring in files"),
            str(self._settings.folder),
            _("Returned files (*.xlsx *.ods *.csv *.pdf);;All files (*)"),
        )
        if chosen:
            self._settings.folder = Path(chosen[0]).parent
            self.read([Path(each) for each in chosen])

    def read(self, paths: Sequence[Path]) -> None:
        """Read files in the background, then show what they would bring."""
        if self.task is not None or not paths:
            return
        self.commit()
        plan, today = self._workspace.plan, self._workspace.document.today()

        def work(tell: Tell) -> object:
            from planner.exports.roles import called_by_roles
            from planner.services.review import dry_run

            return dry_run(plan, paths, today=today, shown=called_by_roles(plan), tell=tell)

        self.task = Task(work)
        self.task.progressed.connect(self._show_reading)
        self.task.succeeded.connect(self._show_report)
        self.task.failed.connect(self._fail)
        self.task.ended.connect(self._end)
        self._show_reading(0, len(paths), "")
        self.task.start()

    def _stop(self) -> None:
        if self.task is not None:
            self.task.cancel()

    def _show_reading(self, done: int, total: int, _what: str) -> None:
        if self.page is not None:
            self.page.show_reading(done, total)

    def _end(self) -> None:
        self.task = None
        self._show_reading(0, 0, "")

    def _fail(self, error: PlannerError) -> None:
        if not isinstance(error, Cancelled):
            self._workspace.failed.emit(error)

    def _show_report(self, report: "Report") -> None:
        from planner.gui.dialogs.returned_files import ReturnedFilesDialog

        dialog = ReturnedFilesDialog(self._workspace, report, self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setModal(True)
        dialog.accepted.connect(self._take_in)
        dialog.finished.connect(self._forget)
        self.dialog = dialog
        dialog.show()

    def _forget(self) -> None:
        self.dialog = None
        if self.page is not None and self.page.isVisible():
            self.page.take_focus()

    def _take_in(self) -> None:
        """Write what is chosen as one edit, and show the first of it."""
        from planner.services.review import take_in

        if self.dialog is None:
            return
        try:
            with waiting():
                made = take_in(self._workspace.document, self.dialog.chosen)
        except PlannerError as error:
            self._workspace.failed.emit(error)
            return
        said = ngettext("{count} comment was taken in.", "{count} comments were taken in.", len(made))
        self._workspace.tell(said.format(count=len(made)), action=_("Undo"), then=self._undo)
        if made and self.page is not None:
            self.page.show_comment(made[0].id)

    def _build_anew(self) -> None:
        """Let the page go where sizes and colors are others: they are built into it."""
        page, self.page = self.page, None
        if page is not None:
            shown = page.isVisible()
            page.commit()
            page.setParent(None)
            page.deleteLater()
            if shown:
                QTimer.singleShot(0, self, self.show)
