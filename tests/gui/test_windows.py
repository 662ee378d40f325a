"""One window: no part shows itself before it has its place (it would flash, and take the keyboard away)."""

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QWidget

from planner.domain.steps import STEPS


class Watch(QObject):
    """Notes every window that shows itself."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.seen.append(f"{type(watched).__name__} {watched.objectName()}")
        return False


def test_opening_and_walking_shows_no_other_window(make_window, library_file, qapp: QApplication):
    window = make_window()
    watch = Watch()
    qapp.installEventFilter(watch)
    try:
        window.open_workshop(library_file, "A1")
        for step in STEPS:
            window.workshop.show_step(step.code)
    finally:
        qapp.removeEventFilter(watch)
    assert sorted(set(watch.seen)) == []
    assert window.isActiveWindow()
    assert window.workshop.isAncestorOf(QApplication.focusWidget())
