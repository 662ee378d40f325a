"""`MainWindow`: the home page, or one open workshop."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6 import QtCore
from PySide6.QtCore import QByteArray, QThreadPool
from PySide6.QtGui import QAction, QCloseEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QFileDialog, QMainWindow, QStackedWidget

from planner.errors import PlannerError
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
        self._furnished = False
        self.home = HomePage(theme)
        self.desk = LibraryDesk(paths, self.home, self)
        self.desk.open_wanted.connect(self.open_workshop)
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

    def open_workshop(self, path: Path, step: str = "") -> None:
        """Open a workshop on a step: the one named, else the one it was left on, else the first not done."""
        from planner.gui.workshop_view import WorkshopView
        from planner.gui.workspace import Workspace
        from planner.services.document import Document

        self._furnish()
        self.close_workshop()
        try:
            with waiting():
                document = Document.open(path, backups=self.paths.backups, ready=False)
        except PlannerError as error:
            self.home.notices.show_error(error)
            return
        with waiting():
            workspace = Workspace(document, self.theme, self.paths)
            view = WorkshopView(workspace, self.settings)
            self.workshop = view
            view.home_wanted.connect(self.go_home)
            view.export_wanted.connect(self.export)
            self._stack.addWidget(view)
            self._stack.setCurrentWidget(view)
            view.show_step(step or _step_to_show(self.settings.last_step(path), view))
        self._name_window()

    def close_workshop(self) -> None:
        """Write what is being typed, and close the file; nothing happens where none is open."""
        view, self.workshop = self.workshop, None
        if view is None:
            return
        view.commit()
        view.workspace.close()
        self._stack.setCurrentWidget(self.home)
        self._stack.removeWidget(view)
        view.workspace.setParent(view)
        view.deleteLater()
        self.settings.save()
        self._name_window()

    def go_home(self) -> None:
        """Close the workshop and show the library as it is now."""
        self.close_workshop()
        self.desk.reload()
        self.home.setFocus()

    def choose_file(self) -> None:
        """Ask for a workshop file anywhere, and open it there."""
        chosen, _used = QFileDialog.getOpenFileName(
            self,
            _("Open a workshop file"),
            str(self.settings.folder),
            _("Workshops (*.workshop);;All files (*)"),
        )
        if chosen:
            self.settings.folder = Path(chosen).parent
            self.open_workshop(Path(chosen))

    def export(self, kind: str = "") -> QDialog | None:
        """Show the export dialog on a kind of document."""
        from planner.gui.dialogs.export import ExportDialog

        if self.workshop is None:
            return None
        self.workshop.commit()
        dialog = ExportDialog(self.workshop.workspace, self.settings, kind, self.workshop)
        dialog.setAttribute(QtCore.Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setModal(True)
        dialog.show()
        return dialog

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
            self._application.setFont(self.theme.font())
            self._application.setStyleSheet(self.theme.style_sheet())
            self.theme.changed.emit()
            self.home.look_again()
            if self.workshop is not None:
                self.workshop.look_again()
        self.notices.tell(_("Everything is shown at {percent} %.").format(percent=round(scale * 100)))

    def _go_on(self) -> None:
        """Do what the first paint need not wait for."""
        self._furnish()
        if self.workshop is None:
            self.home.setFocus()
            self.desk.reload()

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
        self.close_workshop()
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
