"""What the home page asks for: new, sample, rename, duplicate, bin; and the reading of the library."""

from collections.abc import Callable
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from planner.errors import PlannerError
from planner.gui.pages.home import HomePage
from planner.gui.shelf_memory import recall, remember
from planner.gui.tasks import Report, Task
from planner.gui.waiting import waiting
from planner.gui.widgets.workshop_list import Shelf
from planner.i18n import _
from planner.paths import Paths


class LibraryDesk(QObject):
    """Between the home page and the library. The library is loaded late: it needs the whole plan."""

    open_wanted = Signal(Path, str)
    """A workshop, and the step to show (empty: where it was left)."""
    backups_wanted = Signal(object)
    """The Shelf (a row of the list) whose backups are to be shown."""
    read = Signal()
    """The list is fresh."""

    def __init__(self, paths: Paths, home: HomePage, window: QWidget) -> None:
        """Show what was listed last time."""
        super().__init__(window)
        self._paths = paths
        self._home = home
        self._window = window
        self._reading: Task | None = None
        self.with_sample = False
        home.show_entries(recall(paths), fresh=False)
        home.new_wanted.connect(self.new_workshop)
        home.sample_wanted.connect(self.open_sample)
        home.workshop_wanted.connect(lambda path: self.open_wanted.emit(path, ""))
        home.action_wanted.connect(self._act)

    def reload(self) -> None:
        """Read the library folder in the background, then show it."""
        with_sample, self.with_sample = self.with_sample, False
        self._reading = Task(_reader(self._paths, with_sample))
        self._reading.succeeded.connect(self._show)
        self._reading.failed.connect(self._home.notices.show_error)
        self._reading.start()

    def new_workshop(self) -> None:
        """Ask the five questions, then go straight into the first step."""
        from planner.gui.dialogs.new_workshop import NewWorkshopDialog

        dialog = NewWorkshopDialog(date.today(), self._window)  # noqa: DTZ011  the day on the wall
        if dialog.exec():
            answers = dialog.answers
            self._make(lambda library: library.new_workshop(**answers), "A1")
        dialog.deleteLater()

    def open_sample(self) -> None:
        """Make a private copy of the sample, and open it."""
        self._make(lambda library: library.sample(), "")

    def _make(self, make: Callable[[Any], Path], step: str) -> None:
        from planner.services.library import Library

        try:
            with waiting():
                path = make(Library(self._paths))
        except PlannerError as error:
            self._home.notices.show_error(error)
            return
        self.open_wanted.emit(path, step)

    def _show(self, entries: list[Shelf]) -> None:
        self._home.show_entries(entries)
        remember(self._paths, entries)
        self.read.emit()

    def _act(self, name: str, entry: Shelf) -> None:
        if name == "backups":
            self.backups_wanted.emit(entry)
            return
        from planner.services.library import Library

        library = Library(self._paths)
        try:
            if name == "rename":
                self._rename(library, entry)
            elif name == "duplicate":
                with waiting():
                    library.duplicate(entry.path)
                self._home.notices.tell(_("“{workshop}” has a copy now.").format(workshop=entry.title))
            else:
                self._remove(library, entry)
        except PlannerError as error:
            self._home.notices.show_error(error)
        self.reload()

    def _rename(self, library: Any, entry: Shelf) -> None:
        from planner.gui.dialogs.one_line import ask_line

        title = ask_line(
            self._window,
            title=_("Rename the workshop"),
            question=_("What is the plan called?"),
            value=entry.title,
            verb=_("Rename"),
        )
        if title and title != entry.title:
            with waiting():
                library.rename(entry.path, title)
            self._home.notices.tell(_("It is called “{workshop}” now.").format(workshop=title))

    def _remove(self, library: Any, entry: Shelf) -> None:
        binned = library.move_to_bin(entry.path)

        def back() -> None:
            try:
                library.restore(binned)
            except PlannerError as error:
                self._home.notices.show_error(error)
            self.reload()

        self._home.notices.tell(
            _("“{workshop}” is in the bin.").format(workshop=entry.title or entry.path.stem),
            action=_("Undo"),
            then=back,
        )


def _reader(paths: Paths, with_sample: bool) -> Callable[[Report], object]:
    def read(_report: Report) -> object:
        from planner.services.library import Library

        library = Library(paths)
        entries = library.entries()
        if with_sample and not entries:
            library.sample()
            entries = library.entries()
        # While nobody waits: what the first click on a workshop will need.
        import_module("planner.services.document")
        import_module("planner.store.workshop_file")

        return entries

    return read
