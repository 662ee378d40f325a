"""Open workshops without a window, for tests of editors, forms, grids and pages."""

from collections.abc import Callable, Iterator
from datetime import date

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from planner.domain.record import Record
from planner.gui.theme import Theme, load_fonts
from planner.gui.workspace import Workspace
from planner.paths import Paths
from planner.services.document import Document


@pytest.fixture(scope="session")
def theme(qapp: QApplication) -> Theme:
    """The light theme, put on once."""
    load_fonts()
    made = Theme.load("light")
    qapp.setPalette(made.palette())
    qapp.setStyleSheet(made.style_sheet())
    return made


@pytest.fixture
def keep(qtbot: QtBot) -> Iterator[Callable[[QWidget], QWidget]]:
    """Show widgets at the top, with the focus; they live to the end of the test and not longer."""
    kept: list[QWidget] = []

    def shown(widget: QWidget) -> QWidget:
        kept.append(widget)
        widget.show()
        qtbot.waitExposed(widget)
        widget.activateWindow()
        qtbot.waitUntil(widget.isActiveWindow)
        return widget

    yield shown
    for widget in kept:
        widget.hide()
        widget.deleteLater()
    kept.clear()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture(scope="module")
def open_workshop(
    theme: Theme, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Callable[..., Workspace]]:
    """Open new workshops with the records given; all are closed at the end."""
    made: list[Workspace] = []

    def opened(records: tuple[Record, ...] = ()) -> Workspace:
        folder = tmp_path_factory.mktemp("workshop")
        document = Document.create(
            folder / "test.workshop", records, label="New workshop", today=lambda: date(2026, 11, 15)
        )
        made.append(Workspace(document, theme, Paths(folder)))
        return made[-1]

    yield opened
    for workspace in made:
        workspace.close()
        workspace.deleteLater()


@pytest.fixture
def workspace(open_workshop: Callable[..., Workspace]) -> Workspace:
    """An empty workshop."""
    return open_workshop()


@pytest.fixture(scope="module")
def sample_workspace(
    open_workshop: Callable[..., Workspace], sample_records: tuple[Record, ...]
) -> Workspace:
    """The sample workshop, shared by the tests of a file: leave it as it was."""
    return open_workshop(sample_records)
