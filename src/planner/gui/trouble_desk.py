"""What can be done about trouble with the file of the open workshop: a button in the notice that tells it."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from planner.errors import DiskFull, FileChanged, NotSaved, PlannerError
from planner.gui.settings import Settings
from planner.gui.waiting import waiting
from planner.gui.widgets.notice_bar import NoticeBar
from planner.gui.workspace import Workspace
from planner.i18n import _
from planner.paths import Paths
from planner.services.reserve import Reserve


class TroubleDesk(QObject):
    """Shows errors of a workspace, and warns once about a place that is not good to work in."""

    moved = Signal()
    """The workshop goes on in another file."""

    def __init__(
        self,
        workspace: Workspace,
        notices: NoticeBar,
        settings: Settings,
        commit: Callable[[], None],
        parent: QWidget | None = None,
    ) -> None:
        """Listen to the workspace; `commit` writes what is typed, where it could not be written before."""
        super().__init__(parent)
        self._workspace = workspace
        self._notices = notices
        self._settings = settings
        self._commit = commit
        self._window = parent
        self._reserve = Reserve(workspace.document.path)
        workspace.failed.connect(self.show_error)
        workspace.changed.connect(lambda _changes: self._reserve.hold())

    def greet(self) -> None:
        """Say what is to be known about a workshop that was just opened, if anything."""
        document = self._workspace.document
        if document.read_only is not None:
            self.show_error(document.read_only)
            return
        self._reserve.hold()
        said = place_words(document.path)
        if said and not self._settings.was_warned(document.path):
            self._settings.remember_warning(document.path)
            self._notices.tell(said, action=_("Work on a copy here"), then=self.work_on_copy, lasting=True)

    def close(self) -> None:
        """Leave nothing beside the workshop."""
        self._reserve.let_go()

    def show_error(self, error: PlannerError) -> None:
        """Show an error, with what can be done about it."""
        document = self._workspace.document
        if isinstance(error, DiskFull) and self._reserve.let_go():
            error.do = _(
                "Some room was kept for this and is free now: you can still delete and undo. Make room on the"
                " disk before you write more."
            )
        if not isinstance(error, FileChanged) and not document.path.exists():
            self._notices.show_error(error, action=_("Save a copy…"), then=self.save_elsewhere)
        elif document.read_only is not None:
            self._notices.show_error(error, action=_("Work on a copy here"), then=self.work_on_copy)
        elif isinstance(error, NotSaved) and not isinstance(error, FileChanged):
            self._notices.show_error(error, action=_("Try again"), then=self._commit)
        else:
            self._notices.show_error(error)

    def save_elsewhere(self) -> None:
        """Ask for a file, write what the window holds into it, and go on there."""
        document = self._workspace.document
        chosen, _used = QFileDialog.getSaveFileName(
            self._window,
            _("Save a copy"),
            str(self._workspace.paths.library / document.path.name),
            _("Workshops (*.workshop)"),
            options=QFileDialog.Option.DontConfirmOverwrite,
        )
        if chosen:
            self.save_to(Path(chosen))

    def save_to(self, path: Path) -> None:
        """Write what the window holds into a new file, and go on there, with what is typed."""
        workspace = self._workspace
        try:
            with waiting():
                workspace.document.save_elsewhere(path, go_on=True)
        except PlannerError as error:
            self._notices.show_error(error, action=_("Save a copy…"), then=self.save_elsewhere)
            return
        self._reserve.let_go()
        self._reserve = Reserve(path)
        self._reserve.hold()
        if workspace.step:
            self._settings.remember_step(path, workspace.step)
        self._notices.tell(_("You work on {file} now.").format(file=path))
        self.moved.emit()
        self._commit()

    def work_on_copy(self) -> None:
        """Copy the workshop into the library, and go on there; where it may be, it is put back on closing."""
        from planner.services import working_copy
        from planner.services.file_names import free_path
        from planner.services.library import Library

        document, paths = self._workspace.document, self._workspace.paths
        original, changeable = document.path, document.read_only is None
        try:
            target = free_path(Library(paths).folder, original.stem, original.suffix)
            image = document.image() if changeable else b""
        except PlannerError as error:
            self._notices.show_error(error)
            return
        self.save_to(target)
        if changeable and document.path == target and working_copy.remember(paths, target, original, image):
            self._settings.forget_warning(original)  # the next time it is offered again
            self._notices.tell(
                _("You work on a copy on this computer. Closing it puts it back into {folder}.").format(
                    folder=original.parent
                )
            )


def place_words(path: Path) -> str:
    """Return what to say about the folder of a file; nothing where it is simply on this computer."""
    from planner.services.places import place

    found = place(path)
    if found is None:
        return ""
    if found.service:
        what = _("{name} is in a folder that {service} keeps in step with other computers.").format(
            name=path.name, service=found.service
        )
    else:
        what = _("{name} is on a drive of the network.").format(name=path.name)
    safe = _("Every edit is saved there. Open on two computers, one of them can undo the other.")
    do = _("Work on a copy on this computer: it is put back when you close it.")
    return f"{what} {safe} {do}"


def put_back(paths: Paths, path: Path, notices: NoticeBar) -> None:
    """Put a working copy that was just closed back in its place, and say so; nothing where it is none."""
    from planner.services import working_copy

    held = working_copy.known(paths, path)
    if held is None:
        return
    try:
        with waiting():
            working_copy.put_back(paths, held)
    except PlannerError as error:
        if isinstance(error, working_copy.OriginalChanged):
            working_copy.let_go(paths, held)
        notices.show_error(error)
        return
    said = _("{name} is put back into {folder}. The working copy is in the bin.")
    original = Path(held.original)
    notices.tell(said.format(name=original.name, folder=original.parent))


def tell_waiting(paths: Paths, notices: NoticeBar) -> None:
    """Say which working copy was not put back when it was closed, and offer to do it now."""
    from planner.services import working_copy

    held = next(working_copy.waiting_copies(paths), None)
    if held is None:
        return
    said = _("Your work on {name} is not put back into {folder} yet.")
    original = Path(held.original)
    notices.tell(
        said.format(name=original.name, folder=original.parent),
        action=_("Put it back"),
        then=lambda: put_back(paths, Path(held.copy), notices),
    )
