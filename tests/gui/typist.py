"""Somebody at the keyboard of a real window: keys only, each to whatever has the focus."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QCoreApplication, Qt, QTimer
from PySide6.QtGui import QKeySequence, QWindow
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QListWidget, QMenu, QWidget

from planner.domain.fields import Field, Kind
from planner.domain.plan import Plan
from planner.domain.record import Record
from planner.gui.canvas.figure_view import FigureView
from planner.gui.canvas.map_view import MapView
from planner.gui.canvas.map_walk import walked
from planner.gui.canvas.regions import neighbor
from planner.gui.main_window import MainWindow
from planner.gui.widgets.choice_editors import Opener
from planner.gui.widgets.field_editor import FieldEditor
from planner.gui.widgets.record_grid import RecordGrid
from planner.gui.widgets.search_line import SearchLine
from planner.gui.widgets.segmented import Segmented
from planner.gui.wording import option_label

_WALKS = ("Tab", "Shift+Tab", "Left", "Right", "Up", "Down")
_FAR = 90  # presses of Tab after which what is looked for cannot be reached


class Typist:
    """Presses keys in the window that has the focus; looks at the screen only to know where it is."""

    def __init__(self, window: MainWindow, sample: Plan) -> None:
        """Sit down at a window, with the plan that is to be typed."""
        self.window = window
        self.sample = sample
        self.pressed = 0
        """How many keys were pressed."""

    @property
    def focus(self) -> QWidget:
        """What has the keyboard now."""
        popup = QApplication.activePopupWidget()
        if popup is not None:
            return popup.focusWidget() or popup
        focused = QApplication.focusWidget()
        assert focused is not None, "nothing has the keyboard"
        return focused

    @property
    def at(self) -> str:
        """The name of what has the keyboard now."""
        return self.focus.objectName()

    @property
    def field(self) -> str:
        """The name of the field that has the keyboard now."""
        widget: QWidget | None = self.focus
        if isinstance(widget, RecordGrid):
            return widget.table.columns[widget.currentIndex().column()].name
        while widget is not None and not isinstance(widget, FieldEditor):
            widget = widget.parentWidget()
        return widget.field.name if isinstance(widget, FieldEditor) else ""

    @property
    def plan(self) -> Plan:
        """The plan as it is typed so far."""
        assert self.window.workshop is not None
        return self.window.workshop.workspace.plan

    # Keys

    def press(self, *keys: str) -> None:
        """Press keys one after the other, each as it is written in a menu: Tab, Ctrl+Return, Alt+Up."""
        for each in keys:
            pressed = QKeySequence.fromString(each)[0]
            back = each.endswith("Shift+Tab")  # keyboards have a key of their own for that
            key = Qt.Key.Key_Backtab if back else pressed.key()
            QTest.keyClick(self._screen, key, pressed.keyboardModifiers())
            self.pressed += 1
            if each not in _WALKS:  # nobody waits for the paint while walking
                QCoreApplication.processEvents()

    def write(self, words: str, *keys: str) -> None:
        """Type words, then press keys."""
        QTest.keyClicks(self.focus, words)  # to the window, each letter would paint it anew
        self.pressed += len(words)
        self.press(*keys)

    def tab_to(self, name: str, *, back: bool = False) -> None:
        """Press Tab until what is called so has the keyboard."""
        self._tab(lambda: self.at == name, name, back=back)

    def tab_to_field(self, name: str) -> None:
        """Press Tab until a field has the keyboard."""
        self._tab(lambda: self.field == name, name)

    def reach(self, key: str) -> None:
        """Go to a card or another part of a drawing by the arrow keys, the shortest way there is."""
        self.press(*self._way(key, self._view.current))
        assert self._view.current == key, f"{key} is not reached"

    def aim(self, key: str) -> None:
        """Go to the card that a link is to lead to."""
        view = self._view
        assert isinstance(view, MapView)
        self.press(*self._way(key, view.linker.target))
        assert view.linker.target == key, f"{key} is not reached"

    def _way(self, goal: str, start: str) -> list[str]:
        view, ways = self._view, {"Left": "left", "Right": "right", "Up": "up", "Down": "down"}
        found: dict[str, list[str]] = {start: []}
        waiting = [start]
        while waiting and goal not in found:
            here = waiting.pop(0)
            for key, way in ways.items():
                if isinstance(view, MapView):
                    there = walked(view.map.plan, view.map.layout_now, here, way)
                else:
                    region = view.region(here) or view.regions[0]
                    there = neighbor(view.regions, region, way).key if view.region(here) else region.key
                if there not in found:
                    found[there] = [*found[here], key]
                    waiting.append(there)
        assert goal in found, f"no arrow keys lead to {goal}"
        return found[goal]

    @property
    def _view(self) -> FigureView | MapView:
        view = self.focus
        assert isinstance(view, FigureView | MapView), self.at
        return view

    def walk_to(self, key: str, *ways: str) -> None:
        """Press arrow keys (the last one again and again) until a region of a drawing is chosen."""
        view = self.focus
        assert isinstance(view, FigureView | MapView), self.at
        self.press(*ways[:-1])
        for _each in range(_FAR):
            if view.current == key:
                return
            self.press(ways[-1])
        raise AssertionError(f"{key} is not reached by {ways}")

    def answering(self, answer: Callable[[], None], *keys: str) -> None:
        """Press keys that open a dialog, and answer it."""

        def wait() -> None:
            asked = QApplication.activeModalWidget()
            if asked is None or not asked.isActiveWindow():
                QTimer.singleShot(5, wait)
            else:
                answer()

        QTimer.singleShot(0, wait)
        self.press(*keys)
        self.window.activateWindow()  # what the desktop does when a dialog is gone
        QTest.qWaitForWindowActive(self.window)

    # Fields

    def form(self, record: Record, *names: str) -> None:
        """Fill fields of a form, in their order, with what a record of the sample holds."""
        for name in names:
            self.tab_to_field(name)
            self.fill(record.describe(name), getattr(record, name))

    def row(self, record: Record, *names: str) -> None:
        """Fill the cells of a row of a grid, going from cell to cell with Tab."""
        for name in names:
            self.tab_to_field(name)
            self.fill(record.describe(name), getattr(record, name))
            if name != names[-1]:
                self.press("Tab")

    def fill(self, field: Field, value: Any) -> None:
        """Type a value into the field that has the keyboard."""
        fill = {
            Kind.CHOICE: lambda: self.choose(option_label(field, value)),
            Kind.CHOICES: lambda: self.tick([option_label(field, each) for each in value]),
            Kind.LINK: lambda: self.search(self.sample.title(value)),
            Kind.REFERENCE: lambda: self.search(self.sample.title(value)),
            Kind.LINKS: lambda: [self.search(self.sample.title(each)) for each in value],
            Kind.REFERENCES: lambda: [self.search(self.sample.title(each)) for each in value],
            Kind.TEXTS: lambda: [self.write(each, "Return") for each in value],
            Kind.POINTS: lambda: [
                self.write(f"{day:%m/%d/%Y}", "Tab") or self.write(f"{number:g}", "Tab")
                for day, number in value
            ],
            Kind.NUMBERS: lambda: self._numbers(list(value.values())),
            Kind.SCALE: lambda: self.write(str(value)),
            Kind.FLAG: lambda: self.press("Space") if value else None,
            Kind.DAY: lambda: self.write(f"{value:%m/%d/%Y}"),
            Kind.DECIMAL: lambda: self.write(f"{value:g}" if value < 1e5 else f"{value:.0f}"),
        }.get(field.kind, lambda: self.write(str(value)))
        fill()

    def choose(self, label: str) -> None:
        """Choose in a list by its first letters and the arrow, or in a row of buttons by the arrows."""
        at = self.focus
        if isinstance(at, QComboBox):
            self.write(label.split(" ", maxsplit=1)[0].rstrip(":"))
            for _each in range(at.count()):
                if at.currentText() == label:
                    return
                self.press("Down")
            raise AssertionError(f"{label} is not in the list, at {at.currentText()}")
        assert isinstance(at.parentWidget(), Segmented), self.at
        for way in ("Left", "Right"):
            for _each in range(9):
                button = self.focus
                if _text(button) == label:
                    if not (isinstance(button, QAbstractButton) and button.isChecked()):
                        self.press("Space")
                    return
                self.press(way)
        raise AssertionError(f"{label} is not among the buttons")

    def tick(self, labels: list[str]) -> None:
        """Choose several: buttons one by one, or in a list that opens."""
        if not isinstance(self.focus, Opener):
            field = self.field
            while self.field == field:
                if _text(self.focus) in labels:
                    self.press("Space")
                self.press("Tab")
            return
        self.press("Space")
        rows = self.focus
        assert isinstance(rows, QListWidget)
        for number in range(rows.count()):
            if rows.item(number).text() in labels:
                self.press("Space")
            self.press("Down")
        self.press("Escape")

    def search(self, title: str) -> None:
        """Find a record by its title, and take it from the list."""
        line = self.focus
        assert isinstance(line, SearchLine), self.at
        self.write(title)
        offered = [each.label.partition("  ")[2] or each.label for each in line.offered]
        assert offered, f"{title} is not found"
        self.press(*["Down"] * (offered.index(title) if title in offered else 0), "Return")

    def pick(self, start: str) -> None:
        """Choose in the menu that is open, by the arrow keys."""
        menu = self.focus
        assert isinstance(menu, QMenu), self.at
        for _each in range(60):
            action = menu.activeAction()
            if action is not None and start in action.text().replace("&&", "&"):
                self.press("Return")
                return
            self.press("Down")
        raise AssertionError(f"{start} is not in the menu")

    def _numbers(self, values: list[float]) -> None:
        """Fill one number after the other."""
        for number, value in enumerate(values):
            if number:
                self.press("Tab")
            self.write(f"{value:g}")

    def _tab(self, there: Callable[[], bool], name: str, *, back: bool = False) -> None:
        passed = [self.at]
        while not there():
            assert len(passed) < _FAR, f"{name} is not reached by Tab from {passed}"
            self.press("Shift+Tab" if back else "Tab")
            passed.append(self.at)

    @property
    def _screen(self) -> QWindow:
        shown = QApplication.activePopupWidget() or QApplication.activeWindow()
        handle = shown.window().windowHandle() if shown is not None else None
        assert handle is not None, "no window has the keyboard"
        return handle


def _text(widget: QWidget) -> str:
    return widget.text().replace("&&", "&") if isinstance(widget, QAbstractButton) else ""
