"""Where Tab goes: through what is on the screen as it stands there, whenever it was built.

Qt follows the order in which widgets were made; pages, sheets and forms are made when they are first needed.
"""

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLayout, QSplitter, QWidget

_HERE = Qt.FindChildOption.FindDirectChildrenOnly


def move_on(around: QWidget, *, forward: bool) -> bool:
    """Put the keyboard on the next stop within a widget, around the end; return whether there is one."""
    reached = list(_stops(around))
    if not reached:
        return False
    focused = QApplication.focusWidget()
    if forward:
        at = reached.index(focused) + 1 if focused in reached else _after(reached, focused)
        goal = reached[at % len(reached)]
        goal.setFocus(Qt.FocusReason.TabFocusReason)
    else:
        at = reached.index(focused) if focused in reached else _after(reached, focused)
        goal = reached[at - 1]
        goal.setFocus(Qt.FocusReason.BacktabFocusReason)
    return True


def _stops(widget: QWidget) -> Iterator[QWidget]:
    """Yield what Tab stops at in a widget that is seen, itself first."""
    if not widget.isVisible() or not widget.isEnabled() or widget.isWindow():
        return
    if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.focusProxy() is None:
        yield widget
    children = dict.fromkeys((*_beside(widget), *widget.findChildren(QWidget, options=_HERE)))
    for child in children:
        yield from _stops(child)


def _beside(widget: QWidget) -> Iterator[QWidget]:
    """Yield what is placed in a widget as it stands there, whenever each was put in."""
    if isinstance(widget, QSplitter):
        yield from map(widget.widget, range(widget.count()))
    else:
        yield from _placed(widget.layout())


def _placed(layout: QLayout | None) -> Iterator[QWidget]:
    number = 0
    while layout is not None and (item := layout.itemAt(number)) is not None:
        widget = item.widget()
        if widget is not None:
            yield widget
        else:
            yield from _placed(item.layout())
        number += 1


def _after(reached: list[QWidget], focused: QWidget | None) -> int:
    """Return the number of the stop that follows a widget Tab does not stop at, such as a clicked heading."""
    inside = focused
    while inside is not None:
        for number, stop in enumerate(reached):
            if inside.isAncestorOf(stop):
                return number
        inside = inside.parentWidget()
    return 0
