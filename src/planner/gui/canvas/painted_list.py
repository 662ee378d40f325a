"""Tells screen readers about what a view paints: entries of a list, which are no widgets of their own."""

from collections.abc import Callable, Sequence
from typing import Protocol

from PySide6.QtCore import QObject, QPoint, QRect
from PySide6.QtGui import QAccessible, QAccessibleEvent, QAccessibleInterface, QColor, QWindow
from PySide6.QtWidgets import QAbstractScrollArea, QAccessibleWidget
from shiboken6 import isValid

_KEPT: list[object] = []
"""Qt keeps bare pointers to what is made here; Python must not let go of it before the application ends."""


class Entries(Protocol):
    """What a view paints, as a list."""

    def ids(self) -> Sequence[str]:
        """Return what tells the entries apart, in reading order."""

    def name(self, key: str) -> str:
        """Return an entry in words."""

    def place(self, key: str) -> QRect:
        """Return where an entry is, in pixels of the viewport."""

    def at(self, spot: QPoint) -> str:
        """Return the entry at a place of the viewport, empty for none."""

    def current(self) -> str:
        """Return the chosen entry, empty for none."""

    def colors(self) -> tuple[QColor, QColor]:
        """Return the colors of the words and of the ground under them."""


class _Entry(QAccessibleInterface):
    """One entry of the list that a view is to a screen reader."""

    def __init__(self, view: QAbstractScrollArea, entries: Entries, key: str) -> None:
        super().__init__()
        self._view = view
        self._entries = entries
        self._key = key

    def isValid(self) -> bool:
        """Whether it is still painted."""
        return isValid(self._view) and self._key in self._entries.ids()

    def object(self) -> QObject | None:  # type: ignore[override]
        """There is no object."""
        return None

    def window(self) -> QWindow | None:  # type: ignore[override]
        """The window of the view."""
        return self._view.window().windowHandle()

    def parent(self) -> QAccessibleInterface:
        """The view."""
        return QAccessible.queryAccessibleInterface(self._view)

    def child(self, _index: int) -> QAccessibleInterface | None:  # type: ignore[override]
        """It has no parts."""
        return None

    def childAt(self, _x: int, _y: int) -> QAccessibleInterface | None:  # type: ignore[override]
        """It has no parts."""
        return None

    def childCount(self) -> int:
        """It has no parts."""
        return 0

    def indexOfChild(self, _child: QAccessibleInterface) -> int:
        """It has no parts."""
        return -1

    def role(self) -> QAccessible.Role:
        """An entry of a list."""
        return QAccessible.Role.ListItem

    def text(self, what: QAccessible.Text) -> str:
        """Its words."""
        return self._entries.name(self._key) if what == QAccessible.Text.Name else ""

    def setText(self, _what: QAccessible.Text, _text: str) -> None:
        """Words are changed in the view."""

    def rect(self) -> QRect:
        """Where it is on the screen."""
        place = self._entries.place(self._key)
        return QRect(self._view.viewport().mapToGlobal(place.topLeft()), place.size())

    def state(self) -> QAccessible.State:
        """Whether it is chosen."""
        state = QAccessible.State()
        chosen = self._entries.current() == self._key
        for name, on in (
            ("selectable", True),
            ("focusable", True),
            ("selected", chosen),
            ("focused", chosen and self._view.hasFocus()),
        ):
            setattr(state, name, on)
        return state

    def foregroundColor(self) -> QColor:
        """The color of its words."""
        return self._entries.colors()[0]

    def backgroundColor(self) -> QColor:
        """The color under its words."""
        return self._entries.colors()[1]


class PaintedList(QAccessibleWidget):
    """A view as a list of what it paints, and of the widgets that lie on it."""

    def __init__(self, view: QAbstractScrollArea, entries: Entries) -> None:
        """Take the view and what it paints; the view's accessible name is the name of the list."""
        super().__init__(view, QAccessible.Role.List, view.accessibleName())
        self._view = view
        self._entries = entries
        self._made: dict[str, _Entry] = {}

    def entry(self, key: str) -> QAccessibleInterface:
        """Return an entry."""
        if key not in self._made:
            self._made[key] = _Entry(self._view, self._entries, key)
            _KEPT.append(self._made[key])
        return self._made[key]

    def childCount(self) -> int:
        """Entries and what widgets there are."""
        return len(self._entries.ids()) + super().childCount()

    def child(self, index: int) -> QAccessibleInterface:
        """An entry, then the widgets."""
        ids = self._entries.ids()
        return self.entry(ids[index]) if index < len(ids) else super().child(index - len(ids))

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        """The place of a child."""
        ids = self._entries.ids()
        for number, key in enumerate(ids):
            if self._made.get(key) is child:
                return number
        found = super().indexOfChild(child)
        return -1 if found < 0 else found + len(ids)

    def childAt(self, x: int, y: int) -> QAccessibleInterface | None:  # type: ignore[override]
        """The entry at a place on the screen."""
        found = self._entries.at(self._view.viewport().mapFromGlobal(QPoint(x, y)))
        return self.entry(found) if found else None

    def focusChild(self) -> QAccessibleInterface | None:  # type: ignore[override]
        """The chosen entry."""
        current = self._entries.current()
        return self.entry(current) if current and self._view.hasFocus() else super().focusChild()

    def tell_chosen(self) -> None:
        """Tell that the focus is on the chosen entry now."""
        current = self._entries.current()
        if current in self._entries.ids():
            event = QAccessibleEvent(self._view, QAccessible.Event.Focus)
            event.setChild(self._entries.ids().index(current))
            QAccessible.updateAccessibility(event)


_MAKERS: dict[type[QAbstractScrollArea], Callable[[QAbstractScrollArea], Entries]] = {}


def install(view: type[QAbstractScrollArea], entries: Callable[[QAbstractScrollArea], Entries]) -> None:
    """Let Qt ask here for what to tell about views of a class; the same class again changes nothing."""
    if not _MAKERS:
        _KEPT.append(_made)
        QAccessible.installFactory(_made)
    _MAKERS.setdefault(view, entries)


def tell_chosen(view: QAbstractScrollArea) -> None:
    """Tell a screen reader, where one listens, which entry of a view is chosen now."""
    if QAccessible.isActive():
        listed = QAccessible.queryAccessibleInterface(view)
        if isinstance(listed, PaintedList):
            listed.tell_chosen()


def _made(_name: str, thing: QObject) -> QAccessibleInterface | None:
    for kind, entries in _MAKERS.items():
        if isinstance(thing, kind):
            made = PaintedList(thing, entries(thing))
            _KEPT.append(made)
            return made
    return None
