"""Every control has a stable name for programs and a spoken name for people, on every step."""

from collections import Counter
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QAbstractScrollArea, QLabel, QScrollArea, QWidget

from planner import i18n
from planner.domain.steps import STEPS
from planner.gui.main_window import MainWindow

_INSIDE = ("qt_",)  # parts that Qt makes for itself


def controls(root: QWidget) -> Iterator[QWidget]:
    """What can have the focus and is not a part that Qt itself made."""
    for widget in root.findChildren(QWidget):
        if not widget.isVisible() or widget.focusPolicy() is Qt.FocusPolicy.NoFocus or widget.focusProxy():
            continue
        if widget.objectName().startswith(_INSIDE) or widget.window() is not root.window():
            continue  # for example the list of a combo box, which Qt makes when it is first needed
        above = widget.parentWidget()
        if isinstance(above, QAbstractScrollArea) and widget is above.viewport():
            continue
        yield widget


def nameless(root: QWidget) -> list[str]:
    return [
        f"{type(widget).__name__} {widget.objectName()!r} {widget.accessibleName()!r}"
        for widget in controls(root)
        if not widget.objectName() or not (widget.accessibleName() or shown_text(widget))
    ]


def shown_text(widget: QWidget) -> str:
    return widget.text() if isinstance(widget, QAbstractButton) else ""


def test_home(home: MainWindow):
    assert nameless(home) == []


def test_every_step(window: MainWindow):
    found = {}
    for step in STEPS:
        window.workshop.show_step(step.code)
        if missing := nameless(window):
            found[step.code] = missing
    assert found == {}


def test_names_of_the_frame_are_given_once(window: MainWindow):
    workshop = window.workshop
    names = Counter(
        widget.objectName()
        for part in (workshop.top_bar, workshop.navigator, workshop.guide, workshop.status_line)
        for widget in controls(part)
    )
    assert [name for name, count in names.items() if count > 1] == []


@pytest.fixture
def pseudo() -> Iterator[None]:
    i18n.set_language(i18n.PSEUDO)
    yield
    i18n.set_language(i18n.SOURCE_LANGUAGE)


def plain_english(root: QWidget) -> list[str]:
    """Texts that did not go through the translation."""
    found = []
    for widget in root.findChildren(QWidget):
        if not isinstance(widget, QLabel | QAbstractButton):
            continue
        text = widget.text()
        if sum(letter.isalpha() for letter in text) > 1 and "[" not in text:
            found.append(f"{widget.objectName()}: {text}")
    return found


def test_the_home_page_is_translated(pseudo: None, home: MainWindow):
    assert plain_english(home.home) == []


def test_the_frame_of_the_workshop_is_translated(pseudo: None, window: MainWindow):
    workshop = window.workshop
    users = {"plan_title_label", "session_label"}
    for part in (workshop.top_bar, workshop.navigator, workshop.status_line, workshop.guide.questions):
        assert [each for each in plain_english(part) if each.partition(":")[0] not in users] == []
    for button in workshop.navigator.findChildren(QAbstractButton):
        assert "[" in button.accessibleName()
    window.resize(1366, 768)
    assert workshop.minimumSizeHint().width() <= 1366


def test_scroll_areas_are_no_stops(window: MainWindow):
    areas = window.workshop.guide.findChildren(QScrollArea)
    assert areas
    assert all(area.focusPolicy() is Qt.FocusPolicy.NoFocus for area in areas)
