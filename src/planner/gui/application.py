"""Start the window."""

import sys
from pathlib import Path

from PySide6 import QtCore
from PySide6.QtWidgets import QApplication

from planner import i18n
from planner.gui.garbage import GarbageCollector
from planner.gui.main_window import MainWindow
from planner.gui.settings import Settings
from planner.gui.theme import Theme, load_fonts
from planner.paths import Paths

NAME = "District Planner"


def run(paths: Paths, file: Path | None = None, with_sample: bool = False) -> int:
    """Show the window until it is closed; return the exit code.

    Args:
        paths: Where settings, library, backups and logs are.
        file: A workshop to open at once.
        with_sample: Put the sample into the library if that is empty.
    """
    from planner.gui.crash import CrashHandler

    window = build(paths)
    crashes = CrashHandler(paths.logs)
    crashes.refused.connect(window.show_error)
    crashes.broke.connect(window.show_crash)
    crashes.install()
    window.desk.with_sample = with_sample
    if file is not None:
        window.open_workshop(file)
    window.show()
    code = QApplication.exec()
    crashes.remove()
    return code


def build(paths: Paths) -> MainWindow:
    """Return the window, not shown yet, with everything around it in place; for tests and pictures too."""
    existing = QApplication.instance()
    application = existing if isinstance(existing, QApplication) else QApplication(sys.argv[:1])
    application.setApplicationName(NAME)
    application.setApplicationDisplayName(i18n._(NAME))
    application.setDesktopFileName("district-planner")
    if application.findChild(GarbageCollector) is None:
        GarbageCollector(application)
    settings = Settings(paths.settings)
    theme = Theme.load("light")
    theme.scale = settings.scale
    dress_application(application, theme)
    window = MainWindow(paths, theme, settings, application)
    # Last: otherwise everything is styled anew each time it is put into something larger.
    application.setStyleSheet(theme.style_sheet())
    return window


def dress_application(application: QApplication, theme: Theme) -> None:
    """Give the application fonts, style and the words of Qt's own dialogs.

    The palette comes after the first paint: until then the style sheet has the colors.
    """
    load_fonts()
    application.setStyle("Fusion")
    application.setFont(theme.font())
    language = i18n.language()
    if language != i18n.SOURCE_LANGUAGE:
        QtCore.QLocale.setDefault(QtCore.QLocale(language))
        folder = QtCore.QLibraryInfo.path(QtCore.QLibraryInfo.LibraryPath.TranslationsPath)
        words = QtCore.QTranslator(application)
        if words.load(f"qtbase_{language}", folder):
            application.installTranslator(words)
