"""Export: which document, as of when, to where; then one bar with what is being done, and Cancel."""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QCloseEvent, QDesktopServices
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from planner.domain.plan import Plan
from planner.domain.records import ExportRecord
from planner.errors import Cancelled, PlannerError
from planner.gui.dialogs.room import grow
from planner.gui.forms.ui_export import Ui_ExportDialog
from planner.gui.settings import Settings
from planner.gui.tasks import Report, Task
from planner.gui.theme import dress
from planner.gui.workspace import Workspace
from planner.i18n import N_, _

_RECORDED = {"pdf": "pdf_full", "xlsx": "xlsx_workbook", "json": "json_plan"}
_PICTURES = {
    ("pdf", 1): N_("PDF, one page"),
    ("pdf", 2): N_("PDF poster, 2 × 2 pages"),
    ("pdf", 3): N_("PDF poster, 3 × 3 pages"),
    ("svg", 1): N_("SVG, for other documents"),
    ("png", 1): N_("PNG, for slides and the web"),
}
_UNSAFE = re.compile(r'[\x00-\x1f<>:"/\\|?*]+')
_LONGEST_NAME = 80


class ExportDialog(QDialog):
    """One document at a time. The file that was there stays until the new one is complete."""

    def __init__(
        self, workspace: Workspace, settings: Settings, kind: str, parent: QWidget | None = None
    ) -> None:
        """Begin with a kind: "pdf", "xlsx", "json", "map" or "" for the PDF."""
        super().__init__(parent)
        self.setObjectName("export_dialog")
        self.ui = Ui_ExportDialog()
        self.ui.setupUi(self)  # type: ignore[no-untyped-call]
        self._workspace = workspace
        self._settings = settings
        self._task: Task | None = None
        self._target = Path()
        ui = self.ui
        self._radios = {
            "pdf": ui.pdf_radio,
            "xlsx": ui.xlsx_radio,
            "json": ui.json_radio,
            "map": ui.map_radio,
        }
        for (ending, across), words in _PICTURES.items():
            ui.picture_combo.addItem(_(words), (ending, across))
        ui.paper_combo.addItem(_("Letter"), "letter")
        ui.paper_combo.addItem(_("A4"), "a4")
        as_of = workspace.as_of
        ui.as_of_edit.show_day(as_of)
        dress(ui.heading_label, "title")
        for label in (ui.kind_label, ui.paper_label, ui.picture_label, ui.as_of_label, ui.file_label):
            dress(label, "heading")
        dress(ui.export_button, "primary")
        self._radios.get(kind, ui.pdf_radio).setChecked(True)
        for radio in self._radios.values():
            radio.toggled.connect(self._choose_kind)
        ui.picture_combo.currentIndexChanged.connect(self._choose_kind)
        ui.browse_button.clicked.connect(self._browse)
        ui.export_button.clicked.connect(self.export)
        ui.cancel_button.clicked.connect(self._cancel)
        ui.open_folder_button.clicked.connect(self._open_folder)
        ui.open_folder_button.hide()
        ui.progress_bar.hide()
        ui.said_label.hide()
        self.setMinimumWidth(min(600, parent.width() - 40 if parent else 600))
        ui.file_edit.setText(str(settings.folder / f"{_file_name(workspace.plan)}.pdf"))
        self._choose_kind()

    @property
    def kind(self) -> str:
        """The kind of document that is chosen: "pdf", "xlsx", "json" or "map"."""
        return next(kind for kind, radio in self._radios.items() if radio.isChecked())

    @property
    def picture(self) -> tuple[str, int]:
        """The kind of picture that is chosen: its ending, and how many pages it is wide."""
        ending, across = self.ui.picture_combo.currentData()
        return str(ending), int(across)

    @property
    def task(self) -> Task | None:
        """The export that is running, if any."""
        return self._task

    def export(self) -> None:
        """Start; the plan is taken as it is now, whatever is edited meanwhile."""
        text = self.ui.file_edit.text().strip()
        self._target = Path(text).expanduser()
        if not text or not self._target.is_absolute():
            self._say(_("Choose a folder and a name for the file."), "stop")
            return
        as_of = self.ui.as_of_edit.day
        if as_of is None:
            self._say(self.ui.as_of_edit.problem, "stop")
            self.ui.as_of_edit.setFocus()
            return
        plan, paper = self._workspace.plan, str(self.ui.paper_combo.currentData())
        if self.kind == "map":
            work = _picture_work(plan, self._target, as_of, paper, self.picture)
        else:
            work = _work(self.kind, plan, self._target, as_of, paper)
        self._task = Task(work)
        self._task.progressed.connect(self._show_progress)
        self._task.succeeded.connect(self._succeed)
        self._task.failed.connect(self._fail)
        self._task.ended.connect(self._end)
        self._show_running(True)
        self._say(_("Beginning…"), "second")
        self._task.start()

    def reject(self) -> None:
        """Stop what runs; the dialog stays until it has stopped."""
        if self._task is not None:
            self._cancel()
        else:
            super().reject()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Stop what runs first."""
        if self._task is not None:
            self._cancel()
            event.ignore()
        else:
            super().closeEvent(event)

    def _choose_kind(self, _changed: object = None) -> None:
        ui = self.ui
        drawn = self.kind == "map"
        for widget in (ui.picture_combo, ui.picture_label):
            widget.setVisible(drawn)
        ending = self.picture[0] if drawn else self.kind
        for widget in (ui.paper_combo, ui.paper_label):
            widget.setVisible(ending == "pdf")
        path = Path(ui.file_edit.text().strip())
        if path.suffix.lower() in (".pdf", ".xlsx", ".json", ".svg", ".png"):
            mark = _(" outcome map")
            stem = path.name[: -len(path.suffix)].removesuffix(".plan").removesuffix(mark)
            if drawn:
                stem += mark
            ui.file_edit.setText(
                str(path.with_name(f"{stem}.plan.json" if ending == "json" else f"{stem}.{ending}"))
            )
        ui.open_folder_button.hide()
        ui.said_label.hide()
        grow(self)

    def _browse(self) -> None:
        filters = {
            "pdf": _("PDF (*.pdf)"),
            "xlsx": _("Excel workbook (*.xlsx)"),
            "json": _("Plan file (*.json)"),
            "svg": _("SVG picture (*.svg)"),
            "png": _("PNG picture (*.png)"),
        }
        chosen, _used = QFileDialog.getSaveFileName(
            self,
            _("Save as"),
            self.ui.file_edit.text(),
            filters[self.picture[0] if self.kind == "map" else self.kind],
            options=QFileDialog.Option.DontConfirmOverwrite,
        )
        if chosen:
            self.ui.file_edit.setText(chosen)

    def _show_progress(self, done: int, total: int, what: str) -> None:
        self.ui.progress_bar.setRange(0, max(0, total))  # 0 of 0: the end is not known, the bar is busy
        self.ui.progress_bar.setValue(max(self.ui.progress_bar.value(), done))
        if self._task is not None and not self._task.stopped:
            self._say(what, "second")

    def _succeed(self, _result: object) -> None:
        self._settings.folder = self._target.parent
        if self.kind in _RECORDED:
            self._record()
        self._say(_("Written: {file}").format(file=str(self._target)), "good")
        self.ui.open_folder_button.show()
        self.ui.cancel_button.setText(_("Close"))
        self.ui.cancel_button.setAccessibleName(_("Close"))

    def _record(self) -> None:
        workspace = self._workspace
        with workspace.edit(_("Export {file}").format(file=self._target.name)) as edit:
            edit.add(
                ExportRecord,
                kind=_RECORDED[self.kind],
                last_run=datetime.now(UTC).isoformat(timespec="seconds"),
                path=str(self._target)[: ExportRecord.describe("path").max_length],
                version=workspace.plan.charter.version,
            )

    def _fail(self, error: PlannerError) -> None:
        if isinstance(error, Cancelled):
            self._say(_("Stopped. The file that was there is as it was."), "second")
        else:
            self._say(str(error), "stop")

    def _end(self) -> None:
        self._task = None
        self._show_running(False)

    def _cancel(self) -> None:
        if self._task is None:
            super().reject()
        else:
            self._task.cancel()
            self._say(_("Stopping…"), "second")

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

    def _say(self, text: str, look: str) -> None:
        label = self.ui.said_label
        dress(label, look)
        label.setText(text)
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        label.show()

    def _open_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._target.parent)))


def _work(kind: str, plan: Plan, path: Path, as_of: date, paper: str) -> Callable[[Report], object]:
    """Return the work for the thread; the libraries are loaded there, and only the one that is needed."""

    def work(report: Report) -> object:
        if kind == "pdf":
            from planner.exports.pdf import write_pdf

            return write_pdf(plan, path, as_of=as_of, paper=paper, report=report)
        if kind == "xlsx":
            from planner.exports.workbook import write_workbook

            write_workbook(plan, path, as_of=as_of, report=report)
            return None
        from planner.services.plan_exchange import save_plan

        save_plan(plan, path)
        return None

    return work


def _picture_work(
    plan: Plan, path: Path, as_of: date, paper: str, picture: tuple[str, int]
) -> Callable[[Report], object]:
    """Return the work that draws the outcome map into a file."""
    ending, across = picture

    def work(report: Report) -> object:
        from planner.domain.figures.map_sheet import map_sheet

        report(0, 0, _("Drawing the map"))
        sheet = map_sheet(plan, as_of)
        if ending == "svg":
            from planner.exports.svg import write_svg

            write_svg(sheet, path)
            return None
        if ending == "png":
            from planner.gui.canvas.picture_file import write_png

            write_png(sheet, path)
            return None
        from planner.exports.pdf.poster import write_poster

        return write_poster(sheet, path, paper=paper, across=across, report=report)

    return work


def _file_name(plan: Plan) -> str:
    """Return the title of the plan as a file name that every system allows."""
    name = _UNSAFE.sub(" ", plan.name).strip(" .")
    return re.sub(r"\s+", " ", name)[:_LONGEST_NAME].strip() or _("Plan")
