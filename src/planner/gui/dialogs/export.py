"""Export: which documents, for whom, as of when, to where; then one bar with what is done, and Cancel."""

from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import QPoint, Qt, QUrl
from PySide6.QtGui import QCloseEvent, QDesktopServices, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QDialog, QFileDialog, QWidget

from planner.documents import KINDS, missing_words, write, write_beginning
from planner.domain.records import ExportRecord
from planner.errors import PlannerError
from planner.exports.request import Written
from planner.gui.dialogs.export_choices import ExportChoices
from planner.gui.export_work import PICTURE, Done, Job, write_all, write_picture
from planner.gui.forms.ui_export import Ui_ExportDialog
from planner.gui.settings import Settings
from planner.gui.tasks import Report, Task
from planner.gui.theme import dress
from planner.gui.workspace import Workspace
from planner.i18n import _, ngettext

_WIDTH, _HEIGHT = 1180, 690
_SIDE_BY_SIDE, _WITH_PREVIEW, _WITH_HEADING = 980, 640, 460
"""Pixels at 100 %: the size it wants, and from where it has two columns, a preview and a heading."""


class ExportDialog(QDialog):
    """Several documents at once. A file that was there stays until the new one is complete."""

    def __init__(
        self, workspace: Workspace, settings: Settings, code: str, parent: QWidget | None = None
    ) -> None:
        """Begin with a document by its code, "map" for the picture of the outcome map, or "" for the plan."""
        super().__init__(parent)
        self.setObjectName("export_dialog")
        self.ui = Ui_ExportDialog()
        self.ui.setupUi(self)  # type: ignore[no-untyped-call]
        self._workspace = workspace
        self._settings = settings
        self._task: Task | None = None
        self._folder = Path()
        ui = self.ui
        dress(ui.choices, "clear")
        dress(ui.export_button, "primary")
        for part in (ui.open_folder_button, ui.progress_bar, ui.said_label):
            part.hide()
        ui.preview.begin(workspace.theme)
        self.choices = ExportChoices(ui, workspace, settings.folder)
        ui.document_list.choose(code if code in KINDS or code == PICTURE else next(iter(KINDS)))
        self._connect()
        px = workspace.theme.px
        room = parent.size() if parent is not None else self.screen().availableSize()
        self.resize(min(px(_WIDTH), room.width() - 40), min(px(_HEIGHT), room.height() - 20))
        self._follow()
        ui.document_list.setFocus()

    @property
    def task(self) -> Task | None:
        """The export that is running, if any."""
        return self._task

    def export(self) -> None:
        """Start; the plan is taken as it is now, whatever is edited meanwhile."""
        trouble = self.choices.trouble()
        if trouble is not None:
            self._say(trouble.words, "stop")
            trouble.field.setFocus()
            return
        self._folder = self.choices.folder
        plan = self._workspace.plan
        try:
            jobs = list(self.choices.jobs())
        except OSError as error:
            said = _("The folder {folder} cannot be read: {reason}.")
            self._say(said.format(folder=self._folder, reason=error.strerror), "stop")
            return

        def work(report: Report) -> Done:
            return write_all(plan, jobs, report)

        self.ui.preview.stop()
        self._task = Task(work)
        self._task.progressed.connect(self._show_progress)
        self._task.succeeded.connect(self._finish)
        self._task.failed.connect(self._fail)
        self._task.ended.connect(self._end)
        self._show_running(True)
        self._say(_("Beginning…"), "second")
        self._task.start()

    def reject(self) -> None:
        """Stop what runs; the dialog stays until it has stopped."""
        if self._task is not None:
            self._task.cancel()
            self._say(_("Stopping…"), "second")
        else:
            self.ui.preview.close_down()
            super().reject()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Stop what runs first."""
        if self._task is not None:
            self.reject()
            event.ignore()
        else:
            self.ui.preview.close_down()
            super().closeEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the choices beside the list where there is room; leave the preview out where there is none."""
        super().resizeEvent(event)
        ui, px = self.ui, self._workspace.theme.px
        wide = self.width() >= px(_SIDE_BY_SIDE)
        directions = QBoxLayout.Direction
        ui.choices_row.setDirection(directions.LeftToRight if wide else directions.TopToBottom)
        ui.document_list.show_all(not wide, px(160))
        ui.preview.setVisible(self.width() >= px(_WITH_PREVIEW))
        ui.heading_label.setVisible(self.height() >= px(_WITH_HEADING))  # the title bar says it too

    def _connect(self) -> None:
        ui = self.ui
        ui.document_list.chosen_changed.connect(self._follow)
        ui.document_list.currentRowChanged.connect(self._follow)
        ui.document_list.currentRowChanged.connect(self._show_current)
        ui.document_list.settled.connect(self._show_current, Qt.ConnectionType.QueuedConnection)
        for combo in (
            *(ui.names_combo, ui.paper_combo, ui.language_combo),
            *(ui.picture_combo, ui.session_combo, ui.moment_combo),
        ):
            combo.currentIndexChanged.connect(self._follow)
        ui.audience_combo.editTextChanged.connect(self._follow)
        ui.as_of_edit.changed.connect(self._follow)
        ui.large_check.toggled.connect(self._follow)
        ui.folder_edit.textChanged.connect(lambda _text: self.choices.follow_folder())
        ui.browse_button.clicked.connect(self._browse)
        ui.export_button.clicked.connect(self.export)
        ui.cancel_button.clicked.connect(self.reject)
        ui.open_folder_button.clicked.connect(self._open_folder)

    def _follow(self, _changed: object = None) -> None:
        """Show what can be chosen for what is chosen, and the first page of what is looked at."""
        self.choices.follow()
        if self._task is None:
            self._preview()

    def _show_current(self, _row: int = 0) -> None:
        """Scroll to the document that is looked at, where the list does not scroll by itself."""
        rows = self.ui.document_list
        place = rows.current_place().translated(rows.mapTo(self.ui.choices, QPoint()))
        self.ui.choices_area.ensureVisible(place.left(), place.top(), 0, 0)
        self.ui.choices_area.ensureVisible(place.left(), place.bottom(), 0, 0)

    def _preview(self) -> None:
        preview, plan, code = self.ui.preview, self._workspace.plan, self.choices.current
        kind = KINDS.get(code)
        if self.ui.as_of_edit.day is None:
            preview.show_words(_("First page"), self.ui.as_of_edit.problem)
        elif kind is not None and kind.paged:
            request = self.choices.request(kind)
            preview.show_page(
                _(kind.title),
                lambda path, report: write_beginning(plan, kind, path, request, report),
                lambda path, report: write(plan, kind, path, request, report),
            )
        elif kind is not None:
            preview.show_words(_(kind.title), _(kind.about))
        elif code == PICTURE:
            request, picture = self.choices.request(None), ("pdf", self.choices.picture[1])
            preview.show_page(
                _("Outcome map"), lambda path, report: write_picture(plan, path, request, picture, report)
            )

    def _browse(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, _("Choose the folder"), self.ui.folder_edit.text())
        if chosen:
            self.ui.folder_edit.setText(chosen)

    def _show_progress(self, done: int, total: int, what: str) -> None:
        self.ui.progress_bar.setRange(0, max(0, total))  # 0 of 0: the end is not known, the bar is busy
        self.ui.progress_bar.setValue(max(self.ui.progress_bar.value(), done))
        if self._task is not None and not self._task.stopped:
            self._say(_("Writing: {what}").format(what=what), "second")

    def _finish(self, done: Done) -> None:
        if done.written:
            self._settings.folder = self._folder
            self._record(done)
            self.ui.open_folder_button.show()
        if done.failed or not done.stopped:
            self.ui.cancel_button.setText(_("Close"))
            self.ui.cancel_button.setAccessibleName(_("Close"))
        self._say(_told(done), "stop" if done.failed else "second" if done.stopped else "good")

    def _record(self, done: Done) -> None:
        """Write down what was made and for whom, as one edit."""
        workspace = self._workspace
        count = len(done.written)
        label = ngettext("Export {count} document", "Export {count} documents", count).format(count=count)
        made = datetime.now(UTC).isoformat(timespec="seconds")
        with workspace.edit(label) as edit:
            for job, _written in done.written:
                edit.add(
                    ExportRecord,
                    id=job.request.export_id,
                    kind=job.recorded,
                    last_run=made,
                    path=str(job.path)[: ExportRecord.describe("path").max_length],
                    version=workspace.plan.charter.version,
                    audience=job.request.audience,
                )

    def _fail(self, error: PlannerError) -> None:
        self._say(str(error), "stop")

    def _end(self) -> None:
        self._task = None
        self._show_running(False)
        self._follow()

    def _show_running(self, running: bool) -> None:
        ui = self.ui
        ui.choices.setEnabled(not running)
        ui.export_button.setEnabled(not running)
        ui.progress_bar.setVisible(running)
        if running:
            ui.progress_bar.setRange(0, 0)
            ui.progress_bar.reset()
            ui.open_folder_button.hide()
            ui.cancel_button.setText(_("Cancel"))
            ui.cancel_button.setAccessibleName(_("Cancel"))
            ui.cancel_button.setFocus()

    def _say(self, text: str, look: str) -> None:
        label = self.ui.said_label
        dress(label, look)
        label.setText(text)
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        label.show()

    def _open_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._folder)))


def _told(done: Done) -> str:
    """Say what was written, what could not be, and which characters no font of ours has."""
    said = []
    if len(done.written) == 1:
        said.append(_("Written: {file}").format(file=_told_file(*done.written[0])))
    elif done.written:
        files = ", ".join(_told_file(job, made, short=True) for job, made in done.written)
        said.append(
            _("Written into {folder}: {files}").format(folder=done.written[0][0].path.parent, files=files)
        )
    missing = sorted({each for _job, written in done.written for each in written.missing_characters})
    if missing:
        said.append(missing_words(missing))
    for job, error in done.failed:
        said.append(_("Not written: {title}. {reason}").format(title=job.title, reason=error))
    if done.stopped:
        said.append(_("Stopped. The file that was there is as it was."))
    return "\n".join(said)


def _told_file(job: Job, written: Written, *, short: bool = False) -> str:
    """Return the name of a file, or only what comes after the title of the plan, with its pages."""
    name = job.path.name.rpartition(" - ")[2] if short else str(job.path)
    if not written.pages:
        return name
    pages = ngettext("{count} page", "{count} pages", written.pages).format(count=written.pages)
    return f"{name} ({pages})"
