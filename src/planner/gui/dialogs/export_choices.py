"""What can be chosen when documents are made: fills the form, reads it, says what is wrong with it."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from planner.documents import KINDS, DocumentKind, file_name
from planner.domain.records import ExportRecord, Session
from planner.exports.request import Moment, Names, Request
from planner.gui.export_work import FORMATS, PICTURE, Job
from planner.gui.forms.ui_export import Ui_ExportDialog
from planner.gui.widgets.choice_list import Choice
from planner.gui.wording import title_of
from planner.gui.workspace import Workspace
from planner.i18n import N_, _, language, languages, ngettext
from planner.services.file_names import free_path, safe_stem

_SORTS = {
    "pdf": N_("PDF"),
    "xlsx": N_("Excel"),
    "docx": N_("Word"),
    "html": N_("Web page"),
    "csv.zip": N_("CSV"),
    "plan.json": N_("Plan file"),
}
_AUDIENCES = (
    *(N_("Board"), N_("Cabinet"), N_("Families"), N_("Partners")),
    *(N_("Public"), N_("Reviewers"), N_("Staff"), N_("Students")),
)


@dataclass(frozen=True)
class Trouble:
    """What is wrong with the choices, in a sentence, and the field to go to."""

    words: str
    field: QWidget


class ExportChoices:
    """The fields of the export dialog."""

    def __init__(self, ui: Ui_ExportDialog, workspace: Workspace, folder: Path) -> None:
        """Fill the form; documents are proposed to go into `folder`."""
        self._ui = ui
        self._workspace = workspace
        choices = [Choice(each.code, _(each.title), _(each.about), _sort(each)) for each in KINDS.values()]
        about = _("The map of outcomes as a picture, on one page or as a poster for the wall.")
        choices.append(Choice(PICTURE, _("Outcome map"), about, _("Picture")))
        ui.document_list.show_choices(workspace.theme, choices)
        ui.as_of_edit.show_day(workspace.as_of)
        ui.folder_edit.setText(str(folder))
        self._fill_audience()
        for combo, offers in self._offers():
            for words, value in offers:
                combo.addItem(words, value)
        ui.language_combo.setCurrentIndex(max(0, ui.language_combo.findData(language())))
        for part in (ui.language_label, ui.language_combo):
            part.setVisible(len(languages()) > 1)

    @property
    def codes(self) -> tuple[str, ...]:
        """What is chosen: codes of documents, and "map" for the picture."""
        return self._ui.document_list.chosen

    @property
    def current(self) -> str:
        """What is looked at: the code of a document, "map", or ""."""
        return self._ui.document_list.current_code

    @property
    def picture(self) -> tuple[str, int]:
        """The kind of picture of the map: its ending, and how many pages it is wide."""
        ending, across = self._ui.picture_combo.currentData()
        return str(ending), int(across)

    @property
    def folder(self) -> Path:
        """The folder that is typed; a relative one where none is meant."""
        try:
            return Path(self._ui.folder_edit.text().strip()).expanduser()
        except RuntimeError:  # the home folder of somebody who has none
            return Path()

    def trouble(self) -> Trouble | None:
        """Return what keeps the documents from being made, if anything."""
        ui, folder = self._ui, self.folder
        if not self.codes:
            return Trouble(_("Choose at least one document."), ui.document_list)
        if ui.as_of_edit.day is None:
            return Trouble(ui.as_of_edit.problem, ui.as_of_edit)
        if not folder.is_absolute():
            return Trouble(_("Choose a folder for the documents."), ui.folder_edit)
        if not folder.is_dir():
            said = _("The folder {folder} does not exist.").format(folder=folder)
            return Trouble(f"{said} {_('Choose another folder.')}", ui.folder_edit)
        return None

    def request(self, kind: DocumentKind | None) -> Request:
        """Return how a document, or the picture, is wanted; each has a number of its own."""
        ui = self._ui
        usual: Names = kind.names if kind is not None else "full"
        return Request(
            as_of=ui.as_of_edit.day or self._workspace.as_of,
            paper=str(ui.paper_combo.currentData()),
            names=cast(Names, ui.names_combo.currentData() or usual),
            language=self._language(),
            audience=" ".join(ui.audience_combo.currentText().split()),
            large=ui.large_check.isChecked(),
            session_id=ui.session_combo.currentData(),
            moment=cast(Moment, ui.moment_combo.currentData()),
        )

    def jobs(self) -> Iterator[Job]:
        """Yield what is to be made; a file that is there is kept unless it is to be replaced."""
        replace = self._ui.replace_check.isChecked()
        for code, path in self._paths():
            kind = KINDS.get(code)
            ending = f".{kind.ending if kind is not None else self.picture[0]}"
            target = path if replace else free_path(path.parent, path.name.removesuffix(ending), ending)
            title = _(kind.title) if kind is not None else _("Outcome map")
            yield Job(title, target, self.request(kind), kind, self.picture)

    def follow(self) -> None:
        """Show the choices that the chosen documents have, and what to look out for."""
        ui = self._ui
        kinds = [KINDS[code] for code in self.codes if code in KINDS]
        picture = PICTURE in (*self.codes, self.current)
        current = [KINDS[self.current]] if self.current in KINDS else []
        packet = any(each.for_session for each in (*kinds, *current))
        visible: tuple[tuple[QWidget, bool], ...] = (
            *((ui.picture_label, picture), (ui.picture_combo, picture)),
            *((ui.session_label, packet), (ui.session_combo, packet)),
            *((ui.moment_label, packet), (ui.moment_combo, packet), (ui.large_check, packet)),
        )
        for part, on in visible:
            part.setVisible(on)
        named = [_(each.title) for each in kinds if each.names == "roles"]
        warn = bool(named) and ui.names_combo.currentData() == "full"
        if warn:
            said = _("Look: participants will read people's names in {documents}. Did these people agree?")
            ui.warning_label.setText(said.format(documents=", ".join(named)))
        ui.warning_label.setVisible(warn)
        count = len(self.codes)
        said = ngettext("Export {count} document", "Export {count} documents", count)
        ui.export_button.setText(said.format(count=count) if count > 1 else _("Export"))
        ui.export_button.setAccessibleName(ui.export_button.text())
        self.follow_folder()

    def follow_folder(self) -> None:
        """Offer to replace files where there are some of these names."""
        taken = 0
        if self.folder.is_absolute():
            taken = sum(_is_there(path) for _code, path in self._paths())
        said = ngettext(
            "Replace the file that is there already",
            "Replace the {count} files that are there already",
            taken,
        )
        self._ui.replace_check.setText(said.format(count=taken))
        self._ui.replace_check.setVisible(bool(taken))

    def _fill_audience(self) -> None:
        combo = self._ui.audience_combo
        combo.setEditable(True)
        combo.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        line = QLineEdit()
        line.setObjectName("audience_edit")
        line.setAccessibleName(_("For whom"))
        line.setMaxLength(ExportRecord.describe("audience").max_length)
        line.setPlaceholderText(_("For example: board, staff, families"))
        combo.setLineEdit(line)
        told = {each.audience for each in self._workspace.plan.all(ExportRecord) if each.audience}
        for audience in sorted(told | {_(each) for each in _AUDIENCES}, key=str.casefold):
            combo.addItem(audience)
        combo.setCurrentIndex(-1)
        combo.clearEditText()

    def _offers(self) -> Iterator[tuple[QComboBox, list[tuple[str, object]]]]:
        ui, plan = self._ui, self._workspace.plan
        yield (
            ui.names_combo,
            [
                (_("As usual for each document"), ""),
                (_("By their roles"), "roles"),
                (_("By their names"), "full"),
            ],
        )
        yield ui.paper_combo, [(_("Letter"), "letter"), (_("A4"), "a4")]
        yield ui.language_combo, [(_language_name(code), code) for code in languages()]
        yield ui.picture_combo, [(_(words), key) for key, words in FORMATS.items()]
        sessions: list[tuple[str, object]] = [
            (f"{each.code}  {title_of(each, plan)}", each.id) for each in plan.all(Session)
        ]
        yield ui.session_combo, [(_("The next one"), None), *sessions]
        yield (
            ui.moment_combo,
            [
                (_("What the session needs now"), ""),
                (_("Before the session"), "before"),
                (_("After the session"), "after"),
            ],
        )

    def _paths(self) -> Iterator[tuple[str, Path]]:
        """Yield what is chosen with the file it would be where nothing is in the way."""
        plan = self._workspace.plan
        for code in self.codes:
            if code == PICTURE:
                name = f"{safe_stem(plan.name, _('Plan'))} - {safe_stem(_('Outcome map'), PICTURE)}"
                yield code, self.folder / f"{name}.{self.picture[0]}"
            else:
                yield code, self.folder / file_name(plan, KINDS[code], self._language())

    def _language(self) -> str:
        return str(self._ui.language_combo.currentData() or "")


def _sort(kind: DocumentKind) -> str:
    return _(_SORTS[kind.ending]) if kind.ending in _SORTS else kind.ending.upper()


def _language_name(code: str) -> str:
    name = QLocale(code).nativeLanguageName()
    return f"{name[:1].upper()}{name[1:]}" or code


def _is_there(path: Path) -> bool:
    try:
        return path.exists()
    except OSError:  # a folder nobody may look into
        return False
