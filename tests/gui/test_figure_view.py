"""A figure under the hand: regions are walked, dragged, nudged, opened and heard."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from planner.domain.figures.figure import Box, Figure, Rect
from planner.gui.canvas.figure_view import FigureView, Region
from planner.gui.canvas.figure_writer import FigureWriter
from planner.gui.canvas.regions import neighbor, region_at
from planner.gui.theme import Theme

PLAIN = Qt.KeyboardModifier.NoModifier
LEFT = Qt.MouseButton.LeftButton


def regions(columns: int, rows: int, **more: bool) -> list[Region]:
    return [
        Region(f"{x}{y}", Box(10 + x * 100, 10 + y * 60, 80, 40), f"Place {x} {y}", **more)
        for y in range(rows)
        for x in range(columns)
    ]


def figure(columns: int, rows: int) -> Figure:
    items = tuple(Rect(*(each.box.x, each.box.y, 80, 40), "theory_tint") for each in regions(columns, rows))
    return Figure(20.0 + columns * 100, 20.0 + rows * 60, items, "Places", "Some places")


@pytest.fixture
def make_view(qtbot: QtBot) -> Callable[..., FigureView]:
    def make(columns: int = 4, rows: int = 4, wide: int = 460, **more: bool) -> FigureView:
        view = FigureView(Theme.load("light"), "places_view")
        qtbot.addWidget(view)
        view.resize(wide, 300)
        view.show_figure(figure(columns, rows), regions(columns, rows, **more))
        with qtbot.waitExposed(view):
            view.show()
        return view

    return make


def drag(view: FigureView, start: QPoint, end: QPoint) -> None:
    port = view.viewport()
    QTest.mousePress(port, LEFT, PLAIN, start)
    QTest.mouseMove(port, (start + end) / 2)
    QTest.mouseMove(port, end)
    QTest.mouseRelease(port, LEFT, PLAIN, end)


class TestRegions:
    def test_arrows_lead_to_what_lies_there(self):
        held = regions(3, 3)
        middle = held[4]
        assert [neighbor(held, middle, way).key for way in ("left", "right", "up", "down")] == [
            "01",
            "21",
            "10",
            "12",
        ]
        assert neighbor(held, held[0], "left") is held[0]

    def test_what_is_drawn_last_lies_on_top(self):
        below, above = Region("a", Box(0, 0, 50, 50), "A"), Region("b", Box(20, 20, 50, 50), "B")
        assert region_at([below, above], 30, 30) is above
        assert region_at([below, above], 5, 5) is below
        assert region_at([below, above], 99, 99) is None

    def test_a_region_far_aside_is_not_next(self):
        here, ahead = Region("h", Box(0, 0, 40, 40), "H"), Region("a", Box(300, 0, 40, 40), "A")
        aside = Region("s", Box(50, 300, 40, 40), "S")
        assert neighbor([here, aside, ahead], here, "right") is ahead


class TestKeys:
    def test_walking(self, make_view: Callable[..., FigureView]):
        view = make_view()
        told: list[str] = []
        view.chosen.connect(told.append)
        for key in (Qt.Key.Key_Home, Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_End, Qt.Key.Key_End):
            QTest.keyClick(view, key)
        assert told == ["00", "10", "11", "33"]
        assert view.current == "33"

    def test_tab_chooses_the_first_so_that_the_focus_is_seen(self, make_view: Callable[..., FigureView]):
        view = make_view()
        view.clearFocus()
        view.setFocus(Qt.FocusReason.TabFocusReason)
        assert view.current == "00"

    def test_enter_opens_and_alt_with_an_arrow_nudges(self, make_view: Callable[..., FigureView]):
        view = make_view(movable=True, removable=True)
        done: list[tuple[object, ...]] = []
        view.activated.connect(lambda key: done.append(("open", key)))
        view.nudged.connect(lambda key, x, y: done.append((key, x, y)))
        view.removal_wanted.connect(lambda key: done.append(("remove", key)))
        view.choose("11")
        QTest.keyClick(view, Qt.Key.Key_Return)
        QTest.keyClick(view, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
        QTest.keyClick(view, Qt.Key.Key_Delete)
        assert done == [("open", "11"), ("11", 0, -1), ("remove", "11")]
        assert view.current == "11"

    def test_what_is_fixed_is_not_nudged_or_removed(self, make_view: Callable[..., FigureView]):
        view = make_view()
        done: list[str] = []
        view.nudged.connect(lambda key, _x, _y: done.append(key))
        view.removal_wanted.connect(done.append)
        view.choose("11")
        QTest.keyClick(view, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
        QTest.keyClick(view, Qt.Key.Key_Delete)
        assert done == []

    def test_letters_are_passed_on_where_they_mean_something(self, make_view: Callable[..., FigureView]):
        view = make_view()
        told: list[tuple[str, str]] = []
        view.typed.connect(lambda key, letter: told.append((key, letter)))
        view.takes = "n3"
        QTest.keyClicks(view, "nx")
        view.choose("01")
        QTest.keyClicks(view, "3")
        assert told == [("", "n"), ("01", "3")]


class TestMouse:
    def test_a_press_chooses_and_beside_it_nothing_is(self, make_view: Callable[..., FigureView]):
        view = make_view()
        QTest.mouseClick(view.viewport(), LEFT, PLAIN, view.pixels(view.region("21").box).center())
        assert view.current == "21"
        QTest.mouseClick(view.viewport(), LEFT, PLAIN, view.pixels(Box(95, 55, 2, 2)).center())
        assert view.current == ""

    def test_a_drag_ends_where_the_pointer_is(self, make_view: Callable[..., FigureView]):
        view = make_view(movable=True)
        told: list[tuple[str, float, float]] = []
        view.dropped.connect(lambda key, x, y: told.append((key, x, y)))
        goal = view.region("21").box
        drag(view, view.pixels(view.region("00").box).center(), view.pixels(goal).center())
        (key, x, y), *rest = told
        assert not rest
        assert key == "00"
        assert abs(x - goal.middle[0]) < 2
        assert abs(y - goal.middle[1]) < 2

    def test_esc_gives_a_drag_up(self, make_view: Callable[..., FigureView]):
        view = make_view(movable=True)
        told: list[str] = []
        view.dropped.connect(lambda key, _x, _y: told.append(key))
        start = view.pixels(view.region("00").box).center()
        QTest.mousePress(view.viewport(), LEFT, PLAIN, start)
        QTest.mouseMove(view.viewport(), start + QPoint(60, 30))
        QTest.keyClick(view, Qt.Key.Key_Escape)
        QTest.mouseRelease(view.viewport(), LEFT, PLAIN, start + QPoint(60, 30))
        assert told == []

    def test_a_small_move_is_no_drag(self, make_view: Callable[..., FigureView]):
        view = make_view(movable=True)
        told: list[str] = []
        view.dropped.connect(lambda key, _x, _y: told.append(key))
        start = view.pixels(view.region("00").box).center()
        drag(view, start, start + QPoint(2, 1))
        assert told == []
        assert view.current == "00"


class TestSize:
    def test_it_shrinks_a_little_to_fit_and_scrolls_beyond(self, make_view: Callable[..., FigureView]):
        fitting, scrolling = make_view(wide=380), make_view(wide=240)
        assert fitting.horizontalScrollBar().maximum() == 0
        assert fitting.pixels(fitting.region("30").box).right() < fitting.viewport().width()
        assert scrolling.horizontalScrollBar().maximum() > 0

    def test_what_is_chosen_comes_into_view(self, make_view: Callable[..., FigureView]):
        view = make_view(columns=8, rows=12, wide=300)
        view.choose("7" + "11")
        seen = view.viewport().rect()
        assert seen.contains(view.pixels(view.region("711").box).adjusted(1, 1, -1, -1))

    def test_it_scales_with_the_theme(self, make_view: Callable[..., FigureView]):
        view = make_view(wide=900)
        before = view.pixels(view.region("00").box).width()
        view.theme.scale = 2.0
        view.theme.changed.emit()
        assert view.pixels(view.region("00").box).width() == pytest.approx(before * 2, abs=2)

    def test_a_page_is_told_how_much_width_there_is(self, make_view: Callable[..., FigureView]):
        view = make_view(wide=400)
        told: list[float] = []
        view.room_changed.connect(told.append)
        view.resize(700, 300)
        assert told == [view.room]
        assert 650 < view.room <= 700

    def test_a_whole_drawing_asks_for_its_height(self, qtbot: QtBot):
        view = FigureView(Theme.load("light"), "whole_view", whole=True)
        qtbot.addWidget(view)
        view.resize(460, 100)
        view.show_figure(figure(4, 9))
        assert view.heightForWidth(460) == 560


def test_a_screen_reader_hears_each_region(make_view: Callable[..., FigureView]):
    view = make_view()
    view.choose("10")
    listed = QAccessible.queryAccessibleInterface(view)
    assert listed.role() == QAccessible.Role.List
    assert view.accessibleName() == "Places"
    assert view.accessibleDescription() == "Some places"
    assert listed.child(1).text(QAccessible.Text.Name) == "Place 1 0"
    assert listed.child(1).state().selected
    assert not listed.child(0).state().selected
    spot = view.viewport().mapToGlobal(view.pixels(view.region("21").box).center())
    assert listed.childAt(spot.x(), spot.y()).text(QAccessible.Text.Name) == "Place 2 1"
    assert listed.indexOfChild(listed.child(6)) == 6


class TestWriter:
    @pytest.fixture
    def writer(self, make_view: Callable[..., FigureView]) -> FigureWriter:
        return FigureWriter(make_view(), "words_edit", "Words")

    def test_enter_keeps_and_goes_on(self, writer: FigureWriter):
        kept: list[str] = []

        def keep(words: str) -> bool:
            kept.append(words)
            return True

        def begin() -> None:
            writer.start(Box(10, 10, 150, 50), keep, "Words", again=begin)

        begin()
        for words in ("one", "two"):
            QTest.keyClicks(writer.editor, words)
            QTest.keyClick(writer.editor, Qt.Key.Key_Return)
        assert kept == ["one", "two"]
        assert writer.active
        QTest.keyClicks(writer.editor, "three")
        QTest.keyClick(writer.editor, Qt.Key.Key_Escape)
        assert kept == ["one", "two"]
        assert not writer.active

    def test_what_is_refused_stays_to_be_mended(self, writer: FigureWriter):
        writer.start(Box(10, 10, 150, 50), lambda _words: False, "Words")
        QTest.keyClicks(writer.editor, "much too long")
        QTest.keyClick(writer.editor, Qt.Key.Key_Return)
        assert writer.editor.isVisible()
        assert writer.editor.words == "much too long"

    def test_leaving_keeps_the_words(self, writer: FigureWriter):
        kept: list[str] = []
        writer.start(Box(10, 10, 150, 50), lambda words: bool(kept.append(words)) or True, "Words")
        QTest.keyClicks(writer.editor, "half")
        writer.commit()
        assert kept == ["half"]
        assert not writer.active
