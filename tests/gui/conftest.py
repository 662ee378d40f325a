"""A real window on real files."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from planner.gui.application import build
from planner.gui.garbage import GarbageCollector
from planner.gui.main_window import MainWindow
from planner.gui.workshop_view import WorkshopView
from planner.paths import Paths
from planner.services.library import Library


@pytest.fixture(scope="session")
def sample_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A closed workshop with the sample; copy it, do not open it."""
    return Library(Paths(tmp_path_factory.mktemp("sample"))).sample()


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    return Paths(tmp_path / "data")


@pytest.fixture
def make_window(qtbot: QtBot, qapp: QApplication, paths: Paths) -> Iterator[Callable[[], MainWindow]]:
    """Makes windows that have read the library; they are closed in the end."""
    made: list[MainWindow] = []

    def make() -> MainWindow:
        qapp.setStyleSheet("")  # as a process begins: else every part is styled anew as it is put in
        window = build(paths)
        made.append(window)
        window.resize(1440, 900)
        with qtbot.waitSignal(window.desk.read, timeout=10_000):
            window.show()
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        return window

    yield make
    for window in made:
        window.close()
        window.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def home(make_window: Callable[[], MainWindow]) -> MainWindow:
    """The window on an empty library."""
    return make_window()


@pytest.fixture
def library_file(paths: Paths, sample_file: Path) -> Path:
    """A copy of the sample in the library."""
    return Path(shutil.copy(sample_file, paths.library / "Sample.workshop"))


@pytest.fixture
def window(
    request: pytest.FixtureRequest, make_window: Callable[[], MainWindow], library_file: Path
) -> MainWindow:
    """The window with the sample open on the step the module OPENS_ON, else A1."""
    window = make_window()
    window.open_workshop(library_file, getattr(request.module, "OPENS_ON", "A1"))
    assert window.workshop is not None
    return window


@pytest.fixture
def workshop(window: MainWindow) -> WorkshopView:
    """The sample, open on the step the module OPENS_ON, else A1."""
    assert window.workshop is not None
    return window.workshop


@pytest.fixture(autouse=True, scope="session")
def _garbage_on_this_thread(qapp: QApplication) -> None:
    """Collect as the application does: a worker's collection may destroy widgets, and Qt dies of that."""
    GarbageCollector(qapp)
