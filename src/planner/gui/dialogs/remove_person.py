"""Remove a person: where the person's data stands, and erasing it there."""

from collections import Counter
from collections.abc import Sequence

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QCloseEvent, QShowEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QProgressBar,
    QVBoxLayout,
    QWidget,
)

from planner.errors import Cancelled, PlannerError
from planner.gui.dialogs.controls import button, label
from planner.gui.dialogs.room import grow, widen
from planner.gui.tasks import Report, Task
from planner.gui.theme import dress
from planner.gui.waiting import waiting
from planner.gui.widgets.labels import PlainLabel
from planner.gui.workspace import Workspace
from planner.i18n import _, ngettext
from planner.services import forget_person as fp
from planner.services.backups import Backup, Shelf
from planner.store.backups import Snapshot

_PAUSE = 400  # ms without a key before the other spellings are looked for


class RemovePersonDialog(QDialog):
    """Choose somebody, look where the person stands, agree, erase. Looking goes on in the background."""

    looked = Signal()
    """Backups and other workshops have been looked into."""
    removed = Signal(str)
    """The code of the person who was removed."""

    def __init__(self, workspace: Workspace, person_id: str = "", parent: QWidget | None = None) -> None:
        """Begin with a person of the plan, or with the first one."""
        super().__init__(parent)
        self.setObjectName("remove_person_dialog")
        self.setWindowTitle(_("Remove a person"))
        self._workspace = workspace
        self._shelf = Shelf(workspace.paths)
        self._people = fp.people(workspace.document)
        self._who: fp.Eraser | None = None
        self._around: fp.Shelved | None = None
        self._number = 0
        self.task: Task | None = None
        """What is running, if anything."""
        self._resting = QTimer(self, singleShot=True, interval=_PAUSE)
        self._resting.timeout.connect(self.look)
        self._build()
        for each in self._people:
            said = f"{each.name}  ({each.code})" if each.there else _("{name} (no longer in the plan)")
            self.person_combo.addItem(said.format(name=each.name) if not each.there else said, each.id)
        chosen = next((number for number, each in enumerate(self._people) if each.id == person_id), 0)
        self.person_combo.setCurrentIndex(chosen)
        self.person_combo.currentIndexChanged.connect(self.look)
        self.also_edit.textEdited.connect(lambda _text: self._resting.start())
        self.sure_check.toggled.connect(lambda _on: self._show_running())
        self.look()

    @property
    def person(self) -> fp.Somebody | None:
        """Who is chosen."""
        number = self.person_combo.currentIndex()
        return self._people[number] if 0 <= number < len(self._people) else None

    def look(self) -> None:
        """Show where the chosen person stands; backups and other workshops are looked into afterwards."""
        self._resting.stop()
        self._number += 1
        self._who = self._around = None
        self.places_list.clear()
        person = self.person
        if person is None:
            self._say(_("Nobody is in this plan, and nobody was."), "second")
            self._show_running()
            return
        try:
            self._who = fp.eraser(person, self.also_edit.text().split(","))
            snapshot = self._workspace.document.snapshot()
        except PlannerError as error:
            self._who = None
            self._say(str(error), "stop")
            self._show_running()
            return
        self._say(_("Looking…"), "second")
        if self.task is not None:
            self.task.cancel()
        self._look_around(self._who, snapshot, self._number)

    def erase(self) -> None:
        """Erase: in backups first, in the background, and in the open workshop last."""
        who, around = self._who, self._around
        if who is None or around is None or not self.sure_check.isChecked():
            return
        shelf, backups = self._shelf, (*around.backups, *around.unread)
        self.task = Task(lambda report: fp.erase_in_backups(shelf, backups, who, report))
        self.task.progressed.connect(lambda _done, _total, what: self._say(what, "second"))
        self.task.succeeded.connect(lambda _count: self._erase_here(who, backups))
        self.task.failed.connect(self._fail)
        self.task.ended.connect(self._end)
        self._show_running()
        self.task.start()

    def showEvent(self, event: QShowEvent) -> None:
        """Make room for the texts."""
        super().showEvent(event)
        grow(self)

    def reject(self) -> None:
        """Stop what runs first."""
        if self.task is None:
            super().reject()
        else:
            self.task.cancel()
            self._number += 1
            self._say(_("Stopping…"), "second")

    def done(self, result: int) -> None:
        """Pay no attention any more to what is still being looked at."""
        self._resting.stop()
        self._number += 1
        super().done(result)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Stop what runs first."""
        if self.task is None:
            super().closeEvent(event)
        else:
            self.reject()
            event.ignore()

    def _build(self) -> None:
        heading = PlainLabel(_("Remove a person"), "title")
        heading.setObjectName("remove_heading")
        about = PlainLabel(
            _(
                "The name is taken out of the plan, its history and its backups; nothing of it is left in"
                " these files. What the person did for the plan stays."
            ),
            "second",
            wrap=True,
        )
        about.setObjectName("remove_about_label")
        self.person_combo = QComboBox()
        self.person_combo.setObjectName("person_combo")
        self.person_combo.setAccessibleName(_("Person"))
        self.also_edit = QLineEdit()
        self.also_edit.setObjectName("also_edit")
        self.also_edit.setAccessibleName(_("Other spellings to erase"))
        self.also_edit.setPlaceholderText(_("A short name, an e-mail address; with commas between them"))
        self.places_list = QListWidget()
        self.places_list.setObjectName("places_list")
        self.places_list.setAccessibleName(_("Where it stands"))
        self.places_list.setSelectionMode(QListWidget.SelectionMode.NoSelection)
        self.places_list.setWordWrap(True)
        self.places_list.setMinimumHeight(self._workspace.theme.px(56))
        self.said_label = PlainLabel("", "second", wrap=True)
        self.said_label.setObjectName("said_label")
        self.progress_bar = QProgressBar()
        self.progress_bar.setObjectName("progress_bar")
        self.progress_bar.setAccessibleName(_("Progress"))
        self.progress_bar.setRange(0, 0)
        self.progress_bar.setTextVisible(False)
        said = _("I know that neither this nor anything done before can be undone afterwards")
        self.sure_check = QCheckBox(said)
        self.sure_check.setObjectName("sure_check")
        self.sure_check.setAccessibleName(said)
        self.cancel_button = button(_("Cancel"), "cancel_button")
        self.cancel_button.clicked.connect(self.reject)
        self.erase_button = button(_("Erase everywhere"), "erase_button")
        dress(self.erase_button, "danger")
        self.erase_button.clicked.connect(self.erase)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self.cancel_button)
        buttons.addWidget(self.erase_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(10)
        for widget in (
            *(heading, about),
            *(label(_("Person"), "person_label", self.person_combo), self.person_combo),
            *(label(_("Other spellings to erase"), "also_label", self.also_edit), self.also_edit),
            label(_("Where it stands"), "places_label", self.places_list),
        ):
            column.addWidget(widget)
        column.addWidget(self.places_list, 1)
        for below in (self.said_label, self.progress_bar, self.sure_check):
            column.addWidget(below)
        column.addLayout(buttons)
        widen(self, self._workspace.theme.px(620))

    def _look_around(self, who: fp.Eraser, snapshot: Snapshot, number: int) -> None:
        document, shelf, paths = self._workspace.document, self._shelf, self._workspace.paths
        path, plan = document.path, document.plan

        def work(report: Report) -> tuple[fp.Traces, fp.Shelved]:
            folders = {paths.library, paths.bin, path.parent}
            found = fp.traces(snapshot, plan, who)
            return found, fp.look_around(shelf, path, who, folders, report)

        task = Task(work)
        task.succeeded.connect(lambda found: self._show_found(found[0], found[1], number))
        task.failed.connect(lambda error: self._fail(error) if number == self._number else None)
        task.ended.connect(lambda: self._end() if self.task is task else None)
        self.task = task
        self._show_running()
        task.start()

    def _show_found(self, found: fp.Traces, around: fp.Shelved, number: int) -> None:
        if number != self._number:
            return
        self._around = around
        self.places_list.addItems([*_lines_around(around), *_lines(found)])
        nothing = not self.places_list.count()
        self._say(_("The name stands nowhere.") if nothing else _out_of_reach(), "second")
        self.looked.emit()

    def _erase_here(self, who: fp.Eraser, before: Sequence[Backup]) -> None:
        workspace, person = self._workspace, self.person
        try:
            with waiting():
                fp.erase(workspace.document, who)
                self._erase_in_new_backups(who, before)
        except PlannerError as error:
            self._fail(error)
            return
        self._around = self._who = None
        code = person.code if person is not None else ""
        said = _("{code} is erased from the plan, from its history and from its backups.")
        workspace.tell(said.format(code=code))
        self.removed.emit(code)
        self.accept()

    def _erase_in_new_backups(self, who: fp.Eraser, before: Sequence[Backup]) -> None:
        """Erase in backups that were made by themselves meanwhile."""
        handled = {each.made for each in before}
        fresh = [each for each in self._shelf.list(self._workspace.document.path) if each.made not in handled]
        found = [each for each in fresh if not each.problem and who.in_file(each.file)]
        fp.erase_in_backups(self._shelf, found, who, lambda _done, _total, _what: True)

    def _fail(self, error: PlannerError) -> None:
        if isinstance(error, Cancelled):
            self._say(_("Stopped. Backups that were done stay done; the workshop is as it was."), "second")
        else:
            self._say(str(error), "stop")

    def _end(self) -> None:
        self.task = None
        self._show_running()

    def _show_running(self) -> None:
        running = self.task is not None
        self.progress_bar.setVisible(running)
        for widget in (self.person_combo, self.also_edit):
            widget.setEnabled(not running or self._around is None)
        self.erase_button.setEnabled(not running and self._around is not None and self.sure_check.isChecked())

    def _say(self, text: str, look: str) -> None:
        dress(self.said_label, look)
        self.said_label.setText(text)
        grow(self)


def _lines(found: fp.Traces) -> list[str]:
    """Say where somebody stands in the open workshop, a line each."""
    said = []
    if found.edits:
        words = ngettext("History: {count} entry", "History: {count} entries", found.edits)
        said.append(words.format(count=found.edits))
    said += [_("Text: {place}, where the name becomes […]").format(place=each) for each in found.texts]
    for place, count in Counter(found.links).items():
        words = _("Link: {place}") if count == 1 else _("Links: {place} ({count})")
        said.append(words.format(place=place, count=count))
    return said


def _lines_around(around: fp.Shelved) -> list[str]:
    """Say where somebody stands outside it."""
    said = []
    if around.backups:
        words = ngettext("Backups: {count}", "Backups: {count}", len(around.backups))
        said.append(words.format(count=len(around.backups)))
    if around.unread:
        words = ngettext(
            "{count} damaged backup that cannot be looked into, and is deleted",
            "{count} damaged backups that cannot be looked into, and are deleted",
            len(around.unread),
        )
        said.append(words.format(count=len(around.unread)))
    words = _("Not erased here: {file}. Open it and remove the person there")
    said += [words.format(file=each.name) for each in around.others]
    words = _("Not erased here: {file}, kept when a backup was restored. Delete it when nobody needs it")
    return said + [words.format(file=each.name) for each in around.kept]


def _out_of_reach() -> str:
    """Say what nobody here can erase."""
    return _(
        "Out of reach: documents made before, files handed on, and copies that others made of this computer."
    )
