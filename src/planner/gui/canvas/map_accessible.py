"""Tells screen readers about the cards and links of the outcome map, which are no widgets of their own."""

from PySide6.QtCore import QObject, QPoint, QPointF, QRect, QRectF
from PySide6.QtGui import QAccessible, QAccessibleEvent, QAccessibleInterface, QColor, QWindow
from PySide6.QtWidgets import QAccessibleWidget
from shiboken6 import isValid

from planner.gui.canvas.map_canvas import MapCanvas
from planner.gui.canvas.map_walk import spoken
from planner.i18n import _

_KEPT: list[object] = []
"""Qt keeps bare pointers to what is made here; Python must not let go of it before the application ends."""


class _Thing(QAccessibleInterface):
    """A card or a link: an entry of the list that the map is to a screen reader."""

    def __init__(self, view: MapCanvas, record_id: str) -> None:
        super().__init__()
        self._view = view
        self._id = record_id

    def isValid(self) -> bool:
        """Whether it is still on the map."""
        if not isValid(self._view):
            return False
        return self._id in self._view.map.cards or self._id in self._view.map.layout_now.routes

    def object(self) -> QObject | None:  # type: ignore[override]
        """There is no object."""
        return None

    def window(self) -> QWindow | None:  # type: ignore[override]
        """The window of the map."""
        return self._view.window().windowHandle()

    def parent(self) -> QAccessibleInterface:
        """The map."""
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
        return spoken(self._view.map.plan, self._id) if what == QAccessible.Text.Name else ""

    def setText(self, _what: QAccessible.Text, _text: str) -> None:
        """Words are changed with F2."""

    def rect(self) -> QRect:
        """Where it is on the screen."""
        card = self._view.map.cards.get(self._id)
        if card is not None:
            box = card.box
            place = QRectF(box.x, box.y, box.w, box.h)
        else:
            course = self._view.map.layout_now.routes.get(self._id, ((0.0, 0.0),))
            place = QRectF(QPointF(*course[0]), QPointF(*course[-1])).normalized()
        seen = self._view.mapFromScene(place).boundingRect()
        return QRect(self._view.viewport().mapToGlobal(seen.topLeft()), seen.size())

    def state(self) -> QAccessible.State:
        """Whether it is chosen."""
        state = QAccessible.State()
        chosen = self._view.current == self._id
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
        return self._view.map.painter.color("ink")

    def backgroundColor(self) -> QColor:
        """The color under its words."""
        return self._view.map.painter.color("card")


class _Map(QAccessibleWidget):
    """The map: a list of its cards and links, and the editor while something is being written."""

    def __init__(self, view: MapCanvas) -> None:
        super().__init__(view, QAccessible.Role.List, _("Outcome map"))
        self._view = view
        self._things: dict[str, _Thing] = {}

    def _ids(self) -> list[str]:
        return [*self._view.map.cards, *self._view.map.layout_now.routes]

    def thing(self, record_id: str) -> _Thing:
        """Return the entry of a card or link."""
        if record_id not in self._things:
            self._things[record_id] = _Thing(self._view, record_id)
            _KEPT.append(self._things[record_id])
        return self._things[record_id]

    def childCount(self) -> int:
        """Cards, links and what widgets there are."""
        return len(self._ids()) + super().childCount()

    def child(self, index: int) -> QAccessibleInterface:
        """A card or link, then the widgets."""
        ids = self._ids()
        return self.thing(ids[index]) if index < len(ids) else super().child(index - len(ids))

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        """The place of a child."""
        for number, record_id in enumerate(self._ids()):
            if self._things.get(record_id) is child:
                return number
        found = super().indexOfChild(child)
        return -1 if found < 0 else found + len(self._ids())

    def childAt(self, x: int, y: int) -> QAccessibleInterface | None:  # type: ignore[override]
        """The card or link at a place on the screen."""
        spot = self._view.mapToScene(self._view.viewport().mapFromGlobal(QPoint(x, y)))
        card = self._view.map.card_at(spot)
        found = card.node_id if card is not None else self._view.map.link_at(spot)
        return self.thing(found) if found else None

    def focusChild(self) -> QAccessibleInterface | None:  # type: ignore[override]
        """The chosen card or link."""
        current = self._view.current
        return self.thing(current) if current and self._view.hasFocus() else super().focusChild()


def install() -> None:
    """Let Qt ask here for what to tell about outcome maps; once for the application."""
    if not _KEPT:
        _KEPT.append(_made)
        QAccessible.installFactory(_made)


def _made(_name: str, thing: QObject) -> QAccessibleInterface | None:
    if not isinstance(thing, MapCanvas):
        return None
    made = _Map(thing)
    _KEPT.append(made)
    return made


def tell_chosen(view: MapCanvas) -> None:
    """Tell a screen reader, where one listens, which card or link is chosen now."""
    if not QAccessible.isActive():
        return
    listed = QAccessible.queryAccessibleInterface(view)
    if isinstance(listed, _Map) and view.current:
        number = listed.indexOfChild(listed.thing(view.current))
        event = QAccessibleEvent(view, QAccessible.Event.Focus)
        event.setChild(number)
        QAccessible.updateAccessibility(event)
