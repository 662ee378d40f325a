"""`MainWindow`: the home page, or one open workshop."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6 import QtCore
from PySide6.QtCore import QByteArray, QThreadPool
from PySide6.QtGui import QAction, QCloseEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QDialog,
    QFileDialog,
    QMainWindow,
    QStackedWidget,
    QWidget,
)

from planner.errors import AlreadyOpen, PlannerError, ReadOnly
from planner.gui.commands import EVERYWHERE
from planner.gui.icons import icon
from planner.gui.library_desk import LibraryDesk
from planner.gui.pages.home import HomePage
from planner.gui.settings import LARGEST, SMALLEST, Settings
from planner.gui.theme import Theme, load_fonts
from planner.gui.waiting import waiting
from planner.gui.widgets.notice_bar import NoticeBar
from planner.i18n import _
from planner.paths import Paths

if TYPE_CHECKING:  # named only: the workshop, and the plan with it, is loaded after the home page is painted
    from planner.gui.backup_desk import BackupDesk
    from planner.gui.crash_return import SittingKeeper
    from planner.gui.workshop_view import WorkshopView

_STEP_OF_SCALE = 0.1
_REFERENCE = (1440, 900)
_TITLE_BAR = 40  # pixels that the system may put above the window


class MainWindow(QMainWindow):
    """Opens and closes workshops, scales everything, and remembers where people were."""

    def __init__(self, paths: Paths, theme: Theme, settings: Settings, application: QApplication) -> None:
        """Show the home page; the library is read after the first paint."""
        super().__init__()
        self.setObjectName("main_window")
        self.paths = paths
        self.theme = theme
        self.settings = settings
        self._application = application
        self.workshop: WorkshopView | None = None
        self._keeper: SittingKeeper | None = None
        self._furnished = False
        self.home = HomePage(theme)
        self.desk = LibraryDesk(paths, self.home, self)
        self.desk.open_wanted.connect(self.open_workshop)
        self.desk.backups_wanted.connect(
            lambda entry: self.show_backups(entry.path, entry.title or entry.path.stem, entry.problem)
        )
        self._stack = QStackedWidget()
        self._stack.setObjectName("window_stack")
        self._stack.addWidget(self.home)
        self.setCentralWidget(self._stack)
        self.home.painted.connect(self._go_on)
        self.home.help_wanted.connect(self.show_help)
        self.home.open_wanted.connect(self.choose_file)
        slots = {
            "help": self.show_help,
            "larger": lambda: self.set_scale(theme.scale + _STEP_OF_SCALE),
            "smaller": lambda: self.set_scale(theme.scale - _STEP_OF_SCALE),
            "normal_size": lambda: self.set_scale(1.0),
        }
        for command in EVERYWHERE:
            action = QAction(_(command.label), self)
            action.setObjectName(f"{command.name}_action")
            action.setShortcuts([QKeySequence(key) for key in command.keys])
            action.triggered.connect(lambda _checked=False, slot=slots[command.name]: slot())
            self.addAction(action)
        self.setMinimumSize(640, 480)
        self._restore_geometry()
        self._name_window()

    @property
    def notices(self) -> NoticeBar:
        """The bar of the page that is shown."""
        return self.workshop.notices if self.workshop is not None else self.home.notices

    def open_workshop(self, path: Path, step: str = "", *, quiet: bool = False) -> None:
        """Open a workshop on a step: the one named, else the one it was left on, else the first not done.

        After a crash it is shown as it was, with what was being typed. `quiet` says nothing about a workshop
        that is open elsewhere.
        """
        from planner.gui import sittings
        from planner.gui.crash_return import SittingKeeper
        from planner.gui.workshop_view import WorkshopView
        from planner.gui.workspace import Workspace
        from planner.services.document import Document

        self._furnish()
        self._leave_workshop(path)
        try:
            with waiting():
                document = Document.open(path, backups=self.paths.backups)
        except PlannerError as error:
            self._refuse(path, error, quiet=quiet)
            return
        left = sittings.read(self.paths, path)
        with waiting(), self._dressed_at_once():
            workspace = Workspace(document, self.theme, self.paths)
            view = WorkshopView(workspace, self.settings)
            self.workshop = view
            view.home_wanted.connect(self.go_home)
            view.export_wanted.connect(self.export)
            workspace.export_wanted.connect(self.export)
            view.backups_wanted.connect(self.show_backups)
            view.send_wanted.connect(self.send)
            view.troubles.moved.connect(self._name_window)
            self._stack.addWidget(view)
            self._stack.setCurrentWidget(view)
            wanted = step or (left.step if left is not None else "") or self.settings.last_step(path)
            view.show_step(_step_to_show(wanted or (view.table.step if view.table else ""), view))
        self._name_window()
        self._keeper = SittingKeeper(view, left)
        view.troubles.greet()

    def close_workshop(self) -> None:
        """Write what is being typed, and close the file; nothing happens where none is open."""
        view, self.workshop = self.workshop, None
        if view is None:
            return
        view.commit()
        view.workspace.close(self.show_error)
        view.troubles.close()
        if self._keeper is not None:
            self._keeper.close()
            self._keeper = None
        self._stack.setCurrentWidget(self.home)
        self._stack.removeWidget(view)
        view.workspace.setParent(view)
        view.deleteLater()
        self.settings.save()
        self._name_window()

    def _leave_workshop(self, wanted: Path | None = None) -> None:
        """Close the workshop; a working copy is put back, unless it is the one that is `wanted` again."""
        path = self.workshop.workspace.document.path if self.workshop is not None else None
        self.close_workshop()
        if path is not None and path != wanted:
            from planner.gui.trouble_desk import put_back

            put_back(self.paths, path, self.home.notices)

    def _refuse(self, path: Path, error: PlannerError, *, quiet: bool) -> None:
        """Say why a workshop cannot be opened, and offer what helps; a locked one is unlocked."""
        from planner.gui import sharing_desk

        if quiet and isinstance(error, AlreadyOpen):
            return
        if sharing_desk.can_open(path, error):
            sharing_desk.open_locked(path, self.paths, self).unlocked.connect(self.open_workshop)
        elif isinstance(error, ReadOnly):
            self.home.notices.show_error(
                error,
                action=_("Open a copy"),
                then=lambda: sharing_desk.open_copy(path, self.paths, self.open_workshop, self.home.notices),
            )
        elif self.backup_desk.can_help(path, error):
            self.home.notices.show_error(
                error,
                action=_("Backups and rescue…"),
                then=lambda: self.show_backups(path, path.stem, error.what),
            )
        else:
            self.home.notices.show_error(error)

    def go_home(self) -> None:
        """Close the workshop and show the library as it is now."""
        self._leave_workshop()
        self.desk.reload()
        self.home.setFocus()

    def choose_file(self) -> None:
        """Ask for a workshop file anywhere, and open it there."""
        chosen, _used = QFileDialog.getOpenFileName(
            self,
            _("Open a workshop file"),
            str(self.settings.folder),
            _("Workshops (*.workshop *.age);;All files (*)"),
        )
        if chosen:
            self.settings.folder = Path(chosen).parent
            self.open_workshop(Path(chosen))

    @property
    def backup_desk(self) -> "BackupDesk":
        """What restores backups; made when first asked for, it needs the whole plan."""
        from planner.gui.backup_desk import BackupDesk

        found = self.findChild(BackupDesk)
        if found is None:
            found = BackupDesk(self.paths, self.theme, self)
            found.close_wanted.connect(self.close_workshop)
            found.open_wanted.connect(self.open_workshop)
            found.told.connect(self._tell)
            found.failed.connect(self.show_error)
        return found

    def show_backups(self, path: Path | None = None, title: str = "", damaged: str = "") -> QWidget | None:
        """Show the backups of a workshop, of the open one unless told; `damaged` says what is wrong."""
        if path is not None:
            return self.backup_desk.show(path, title, damaged=damaged)
        if self.workshop is None:
            return None
        self.workshop.commit()
        workspace = self.workshop.workspace
        return self.backup_desk.show(workspace.document.path, workspace.plan.name, workspace)

    def export(self, code: str = "") -> QDialog | None:
        """Show the export dialog on a document by its code, on the plan unless told."""
        from planner.gui.dialogs.export import ExportDialog

        if self.workshop is None:
            return None
        self.workshop.commit()
        dialog = ExportDialog(self.workshop.workspace, self.settings, code, self.workshop)
        dialog.setAttribute(QtCore.Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setModal(True)
        dialog.show()
        return dialog

    def send(self) -> QDialog | None:
        """Show the dialog that writes the workshop as one file to hand on."""
        from planner.gui.dialogs.send import SendDialog

        if self.workshop is None:
            return None
        self.workshop.commit()
        dialog = SendDialog(self.workshop.workspace, self.settings, self.workshop)
        dialog.setAttribute(QtCore.Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setModal(True)
        dialog.show()
        return dialog

    def _tell(self, text: str) -> None:
        self.notices.tell(text)

    def show_error(self, error: PlannerError) -> None:
        """Show an error that nobody else has shown."""
        self.notices.show_error(error)

    def show_crash(self, report: str) -> None:
        """Show the report of a bug, once at a time."""
        from planner.gui.crash import CrashDialog

        if self.findChild(CrashDialog) is None:
            CrashDialog(report, self).show()

    def show_help(self) -> QDialog:
        """Show the help, on the step that is open."""
        from planner.gui.dialogs.help import HelpDialog

        code = self.workshop.workspace.step if self.workshop is not None else ""
        dialog = HelpDialog(self.theme, code, self)
        dialog.setAttribute(QtCore.Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.show()
        return dialog

    def set_scale(self, scale: float) -> None:
        """Make everything larger or smaller; 1.0 is 100 %."""
        scale = round(min(LARGEST, max(SMALLEST, scale)), 2)
        if scale == self.theme.scale:
            return
        self.theme.scale = self.settings.scale = scale
        with waiting():
            if self.workshop is not None:
                self.workshop.forget_pages()
            with self._dressed_at_once():  # replacing one style sheet by another takes five times as long
                self._application.setFont(self.theme.font())
            self.theme.changed.emit()
            self.home.look_again()
            if self.workshop is not None:
                self.workshop.look_again()
        self.notices.tell(_("Everything is shown at {percent} %.").format(percent=round(scale * 100)))

    @contextmanager
    def _dressed_at_once(self) -> Iterator[None]:
        """Take the style sheet off meanwhile: else a part is styled anew each time it is put into another."""
        self._application.setStyleSheet("")
        try:
            yield
        finally:
            self._application.setStyleSheet(self.theme.style_sheet())

    def _go_on(self) -> None:
        """Do what the first paint need not wait for."""
        self._furnish()
        if self.workshop is None:
            self._return_after_crash()
        if self.workshop is None:
            from planner.gui.trouble_desk import tell_waiting

            tell_waiting(self.paths, self.home.notices)
            self.home.setFocus()
            self.desk.reload()

    def _return_after_crash(self) -> None:
        """Open the workshop that was open when the program ended in the middle of the work."""
        from planner.gui import sittings

        left = sittings.newest(self.paths)
        if left is None:
            return
        if sittings.safe_to_return(left):
            self.open_workshop(Path(left.workshop), quiet=True)
        else:
            self.home.notices.tell(
                _("“{name}” was open when the program ended. Open it when you are ready.").format(
                    name=Path(left.workshop).stem
                )
            )

    def _furnish(self) -> None:
        """Put in place, once, what a workshop needs and the home page can be painted without."""
        from planner.gui.undo_filter import UndoFilter

        if not self._furnished:
            self._furnished = True
            load_fonts(italic=True)
            self._application.setPalette(self.theme.palette())
            self._application.setWindowIcon(icon("app"))
            UndoFilter(self._application, self)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Enter press the button that has the focus, as Space does; dialogs know this by themselves."""
        focused = self.focusWidget()
        enter = event.key() in (QtCore.Qt.Key.Key_Return, QtCore.Qt.Key.Key_Enter)
        if enter and not event.modifiers() and isinstance(focused, QAbstractButton):
            focused.click()
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Write what is being typed, close the file, keep the settings."""
        self.settings.geometry = self.saveGeometry()
        self._leave_workshop()
        self.settings.save()
        QThreadPool.globalInstance().waitForDone(5_000)
        super().closeEvent(event)

    def _restore_geometry(self) -> None:
        kept: QByteArray = self.settings.geometry
        if kept.isEmpty() or not self.restoreGeometry(kept):
            screen = self._application.primaryScreen().availableGeometry()
            self.resize(min(_REFERENCE[0], screen.width()), min(_REFERENCE[1], screen.height() - _TITLE_BAR))

    def _name_window(self) -> None:
        name = self.workshop.workspace.plan.name if self.workshop is not None else ""
        application = _("District Planner")
        self.setWindowTitle(f"{name} · {application}" if name else application)


def _step_to_show(last: str, view: "WorkshopView") -> str:
    """Return the step a workshop was left on, else the first neither done nor skipped, else the first."""
    from planner.domain.steps import STEPS, status

    codes = [each.code for each in STEPS]
    if last in codes:
        return last
    plan = view.workspace.plan
    return next((code for code in codes if status(plan, code) not in ("done", "skipped")), codes[0])
