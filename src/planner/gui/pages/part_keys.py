"""Going from part to part of a step with the keyboard, and on to the first thing of a part."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from planner.gui.widgets.empty_note import EmptyNote
from planner.gui.widgets.segmented import Segmented


def install(page: QWidget, tabs: Segmented, shown: Callable[[], QWidget | None]) -> None:
    """Let Ctrl+Tab and Ctrl+Shift+Tab turn the parts of a page; the keyboard goes into what is `shown`."""

    def turn(step: int) -> None:
        tabs.turn(step)
        part = shown()
        if part is not None:
            enter(part)

    for name, keys, step in (("next_part", "Ctrl+Tab", 1), ("part_before", "Ctrl+Shift+Tab", -1)):
        action = QAction(page)
        action.setObjectName(f"{name}_action")
        action.setShortcut(QKeySequence(keys))
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        action.triggered.connect(lambda _checked=False, step=step: turn(step))
        page.addAction(action)


def enter(part: QWidget) -> None:
    """Put the keyboard on the button of an empty part, else on the first thing that Tab stops at."""
    proxy = part.focusProxy()
    if proxy is not None and proxy.isVisible():
        part.setFocus(Qt.FocusReason.TabFocusReason)
        return
    note = next((each for each in part.findChildren(EmptyNote) if each.isVisible()), None)
    if note is not None:
        note.button.setFocus(Qt.FocusReason.TabFocusReason)
        return
    at = part.nextInFocusChain()
    while at is not None and at is not part:
        stops = bool(at.focusPolicy() & Qt.FocusPolicy.TabFocus)
        if stops and part.isAncestorOf(at) and at.isVisible() and at.isEnabled():
            at.setFocus(Qt.FocusReason.TabFocusReason)
            return
        at = at.nextInFocusChain()
