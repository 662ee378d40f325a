"""Make a copy for a table: its name, the whole plan or one step, and the file."""

from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices, QShowEvent
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from planner.domain.steps import STEPS
from planner.errors import PlannerError
from planner.gui.dialogs.controls import button, label, radio
from planner.gui.dialogs.room import grow, widen
from planner.gui.settings import Settings
from planner.gui.theme import dress
from planner.gui.waiting import waiting
from planner.gui.widgets.choice_editors import Combo
from planner.gui.widgets.labels import PlainLabel
from planner.gui.workspace import Workspace
from planner.i18n import _
from planner.services.breakout import copy_for_table
from planner.services.file_names import safe_stem
from planner.services.library import SUFFIX

_LONGEST = 60


class TableCopyDialog(QDialog):
    """One copy after the other: after the first, the name of the next table is asked for."""

    def __init__(self, workspace: Workspace, settings: Settings, parent: QWidget | None = None) -> None:
        """Propose the folder last used, and the step that is open."""
        super().__init__(parent)
        self.setObjectName("table_copy_dialog")
        self.setWindowTitle(_("Make a copy for a table"))
        self._workspace = workspace
        self._settings = settings
        self._typed = False
        heading = PlainLabel(_("Make a copy for a table"), "title", wrap=True)
        heading.setObjectName("table_copy_heading")
        about = PlainLabel(
            _(
                "The table works on its copy on another laptop. Bring it back here afterwards: the two are"
                " joined, and nothing is lost. The copy holds the whole plan with the names of its people."
            ),
            "second",
            wrap=True,
        )
        about.setObjectName("table_copy_about_label")
        self.name_edit = _line("table_name_edit", _("Name of the table"))
        self.name_edit.setMaxLength(_LONGEST)
        self.name_edit.setPlaceholderText(_("For example: Table 3"))
        self.name_edit.textChanged.connect(self._name_file)
        self.whole_radio = radio(_("The whole plan"), "whole_plan_radio")
        self.step_radio = radio(_("One step"), "one_step_radio")
        self.whole_radio.setChecked(True)
        self.step_combo = Combo()
        self.step_combo.setObjectName("step_combo")
        self.step_combo.setAccessibleName(_("Step"))
        for step in STEPS:
            self.step_combo.addItem(f"{step.code}  {_(step.name)}", step.code)
        self.step_combo.setCurrentIndex(max(0, self.step_combo.findData(workspace.step)))
        self.step_combo.setEnabled(False)
        self.step_radio.toggled.connect(self.step_combo.setEnabled)
        self.file_edit = _line("file_edit", _("File"))
        self.file_edit.textEdited.connect(self._type_file)
        browse = button(_("Browse…"), "browse_button")
        browse.clicked.connect(self._browse)
        self.said_label = PlainLabel("", "second", wrap=True)
        self.said_label.setObjectName("said_label")
        self.said_label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.said_label.hide()
        step_row = QHBoxLayout()
        step_row.addWidget(self.step_radio)
        step_row.addWidget(self.step_combo, 1)
        file_row = QHBoxLayout()
        file_row.addWidget(self.file_edit, 1)
        file_row.addWidget(browse)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(10)
        column.addWidget(heading)
        column.addWidget(about)
        column.addWidget(label(_("Name of the table"), "table_name_label", self.name_edit))
        column.addWidget(self.name_edit)
        column.addWidget(label(_("It works on"), "works_on_label", self.whole_radio))
        column.addWidget(self.whole_radio)
        column.addLayout(step_row)
        column.addWidget(label(_("File"), "file_label", self.file_edit))
        column.addLayout(file_row)
        column.addWidget(self.said_label)
        column.addStretch(1)
        column.addLayout(self._buttons())
        widen(self, workspace.theme.px(600))
        self._name_file()
        self.name_edit.setFocus()

    def showEvent(self, event: QShowEvent) -> None:
        """Make room for the texts."""
        super().showEvent(event)
        grow(self)

    def make(self) -> None:
        """Make the copy, and get ready for the next one."""
        name, text = self.name_edit.text().strip(), self.file_edit.text().strip()
        target = Path(text).expanduser()
        if not text or not target.is_absolute() or target.is_dir():
            self._say(_("Choose a folder and a name for the file."), "stop")
            return
        if target.suffix.lower() != SUFFIX:
            target = target.with_name(target.name + SUFFIX)
        step = str(self.step_combo.currentData()) if self.step_radio.isChecked() else ""
        try:
            with waiting():
                copy_for_table(self._workspace.document, name, target, step=step)
        except PlannerError as error:
            self._say(str(error), "stop")
            return
        self._settings.folder = target.parent
        self._say(_("Written: {file}").format(file=target), "good")
        self.folder_button.show()
        self.cancel_button.setText(_("Close"))
        self.cancel_button.setAccessibleName(_("Close"))
        self._typed = False
        self.name_edit.clear()
        self.name_edit.setFocus()

    def _buttons(self) -> QHBoxLayout:
        self.folder_button = button(_("Open the folder"), "open_folder_button")
        self.folder_button.clicked.connect(
            lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._settings.folder)))
        )
        self.folder_button.hide()
        self.cancel_button = button(_("Cancel"), "cancel_button")
        self.cancel_button.clicked.connect(self.reject)
        self.make_button = button(_("Make the copy"), "make_copy_button")
        self.make_button.setDefault(True)
        dress(self.make_button, "primary")
        self.make_button.clicked.connect(self.make)
        row = QHBoxLayout()
        row.addWidget(self.folder_button)
        row.addStretch(1)
        row.addWidget(self.cancel_button)
        row.addWidget(self.make_button)
        return row

    def _name_file(self) -> None:
        name = self.name_edit.text().strip()
        self.make_button.setEnabled(bool(name))
        if not self._typed:
            plan = safe_stem(self._workspace.plan.name, _("Workshop"))
            stem = safe_stem(f"{plan} - {name}", plan) if name else plan
            self.file_edit.setText(str(self._settings.folder / f"{stem}{SUFFIX}"))

    def _type_file(self) -> None:
        self._typed = True

    def _browse(self) -> None:
        chosen, _used = QFileDialog.getSaveFileName(
            self,
            _("Save as"),
            self.file_edit.text(),
            _("Workshops (*.workshop)"),
            options=QFileDialog.Option.DontConfirmOverwrite,
        )
        if chosen:
            self._typed = True
            self.file_edit.setText(chosen)

    def _say(self, text: str, look: str) -> None:
        dress(self.said_label, look)
        self.said_label.setText(text)
        self.said_label.show()
        grow(self)


def _line(name: str, spoken: str) -> QLineEdit:
    made = QLineEdit()
    made.setObjectName(name)
    made.setAccessibleName(spoken)
    return made
