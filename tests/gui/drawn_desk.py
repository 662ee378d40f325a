"""A drawn page on an open workshop, as the window would hold it."""

from datetime import date
from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from planner.domain.plan import Plan
from planner.domain.record import Record
from planner.domain.steps import step
from planner.gui.pages import page_for
from planner.gui.pages.figure_page import FigurePage
from planner.gui.theme import Theme, load_fonts
from planner.gui.workspace import Workspace
from planner.paths import Paths
from planner.services.document import Document

TODAY = date(2026, 11, 13)
_PLAIN = Qt.KeyboardModifier.NoModifier


class DrawnDesk:
    """The page of a step; `key`, `type` and `drag` do what people do on its drawing."""

    def __init__(self, qtbot: QtBot, folder: Path, code: str, records: tuple[Record, ...]) -> None:
        load_fonts()
        self.path = folder / "a.workshop"
        self.document = Document.create(self.path, records, label="Test", today=lambda: TODAY)
        self.workspace = Workspace(self.document, Theme.load("light"), Paths(folder))
        self.workspace.step = code
        page = page_for(code)(step(code), self.workspace)
        assert isinstance(page, FigurePage)
        self.page = page
        self.workspace.changed.connect(page.refresh)
        self.refused: list[object] = []
        self.workspace.failed.connect(self.refused.append)
        qtbot.addWidget(page)
        page.resize(1000, 760)
        page.refresh(None)
        with qtbot.waitExposed(page):
            page.show()
        page.activateWindow()
        self.view = page.view
        self.view.setFocus()

    @property
    def plan(self) -> Plan:
        """The plan as it is now."""
        return self.document.plan

    def key(self, key: Qt.Key, held: Qt.KeyboardModifier = _PLAIN) -> None:
        """Press a key on the drawing."""
        QTest.keyClick(self.view, key, held)

    def keys(self, letters: str) -> None:
        """Type letters or digits on the drawing."""
        QTest.keyClicks(self.view, letters)

    def type(self, words: str, key: Qt.Key = Qt.Key.Key_Return) -> None:
        """Type into the editor that lies on the drawing."""
        editor = self.page.writer.editor
        assert editor.isVisible()
        QTest.keyClicks(editor, words)
        QTest.keyClick(editor, key)

    def spot(self, key: str) -> QPoint:
        """Return where a region is in the viewport, scrolled into view."""
        region = self.view.region(key) or next(each for each in self.view.targets if each.key == key)
        self.view.look_at(region.box)
        return self.view.pixels(region.box).center()

    def drag(self, key: str, goal: QPoint) -> None:
        """Drag a region to a place of the viewport."""
        port, start = self.view.viewport(), self.view.pixels(self.view.region(key).box).center()
        QTest.mousePress(port, Qt.MouseButton.LeftButton, _PLAIN, start)
        QTest.mouseMove(port, (start + goal) / 2)
        QTest.mouseMove(port, goal)
        QTest.mouseRelease(port, Qt.MouseButton.LeftButton, _PLAIN, goal)

    def reopened(self) -> Plan:
        """Close the workshop and return what its file holds."""
        self.page.commit()
        self.workspace.close()
        document = Document.open(self.path)
        plan = document.plan
        document.close()
        return plan
