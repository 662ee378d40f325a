import shutil
from datetime import date
from pathlib import Path

from PySide6.QtCore import QDate, Qt, QTimer
from PySide6.QtWidgets import QApplication, QCalendarWidget, QLabel, QMenu
from pytestqt.qtbot import QtBot

from planner.domain.records import Person
from planner.gui.dialogs.new_workshop import NewWorkshopDialog
from planner.gui.dialogs.one_line import OneLineDialog
from planner.gui.main_window import MainWindow
from planner.paths import Paths
from planner.services.library import Library


def answer(qtbot: QtBot, kind: type, fill) -> None:
    """Fill the modal dialog that comes next."""

    def act() -> None:
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, kind):
            QTimer.singleShot(20, act)
            return
        try:
            fill(dialog)
        finally:  # a question that is still there afterwards fails the test instead of holding it up
            QTimer.singleShot(2_000, dialog, dialog.reject)

    QTimer.singleShot(0, act)


def read(qtbot: QtBot, window: MainWindow) -> None:
    with qtbot.waitSignal(window.desk.read, timeout=10_000):
        window.desk.reload()


def choose(window: MainWindow, number: int, name: str) -> None:
    """Choose something from the menu of a row."""
    row = window.home.list.rows[number]
    row.more_button.click()
    menu = row.findChild(QMenu, "workshop_menu")
    action = next(each for each in menu.actions() if each.objectName() == f"{name}_workshop_action")
    menu.close()  # it is gone at the next turn of the event loop, as when somebody clicks
    action.trigger()


def test_an_empty_library_says_what_to_do(home: MainWindow):
    label = home.home.findChild(QLabel, "no_workshops_label")
    assert label.isVisible()
    assert "sample" in label.text()
    assert home.home.new_card.hasFocus()


def test_five_answers_and_enter_lead_into_the_charter(qtbot: QtBot, home: MainWindow, paths: Paths):
    def fill(dialog: NewWorkshopDialog) -> None:
        qtbot.keyClicks(dialog.ui.title_edit, "Clinics <b>for all</b>")
        qtbot.keyClicks(dialog.ui.district_edit, "River Valley")
        qtbot.keyClicks(dialog.ui.state_edit, "ca")
        qtbot.keyClicks(dialog.ui.facilitator_edit, "Ana Ruiz")
        qtbot.keyClick(dialog.ui.facilitator_edit, Qt.Key.Key_Return)

    answer(qtbot, NewWorkshopDialog, fill)
    qtbot.keyClick(home.home.new_card, Qt.Key.Key_Return)
    assert home.workshop is not None
    assert home.workshop.workspace.step == "A1"
    plan = home.workshop.workspace.plan
    assert plan.name == "Clinics <b>for all</b>"
    assert (plan.district.name, plan.district.state) == ("River Valley", "CA")
    assert [person.name for person in plan.all(Person)] == ["Ana Ruiz"]
    assert plan.charter.facilitator_id == plan.all(Person)[0].id
    assert plan.charter.horizon_start is not None
    assert list(paths.library.glob("*.workshop"))
    title = home.workshop.top_bar.findChild(QLabel, "plan_title_label")
    assert title.text() == "Clinics <b>for all</b>"
    assert title.textFormat() is Qt.TextFormat.PlainText


def test_missing_answers_are_said_beside_the_field(qtbot: QtBot, home: MainWindow):
    dialog = NewWorkshopDialog(date(2026, 3, 1), home)
    qtbot.addWidget(dialog)
    dialog.show()
    assert dialog.answers["horizon_start"] == date(2026, 7, 1)
    dialog.ui.create_button.click()
    assert dialog.isVisible()
    assert dialog.ui.title_problem.isVisible()
    assert dialog.ui.state_problem.text()
    qtbot.keyClicks(dialog.ui.title_edit, "A plan")
    assert not dialog.ui.title_problem.isVisible()
    dialog.ui.horizon_end_edit.show_day(date(2026, 10, 1))
    assert "12 to 120 months" in dialog.ui.horizon_problem.text()


def test_dates_are_typed_as_people_write_them(qtbot: QtBot, home: MainWindow):
    dialog = NewWorkshopDialog(date(2026, 3, 1), home)
    qtbot.addWidget(dialog)
    dialog.show()
    ui = dialog.ui
    for typed, understood in (("8/1/2027", date(2027, 8, 1)), ("1 Sep 2027", date(2027, 9, 1))):
        ui.horizon_start_edit.selectAll()
        qtbot.keyClicks(ui.horizon_start_edit, typed)
        assert dialog.answers["horizon_start"] == understood
    qtbot.keyClick(ui.horizon_start_edit, Qt.Key.Key_Return)
    assert ui.horizon_start_edit.text() == "Sep 1, 2027"
    ui.horizon_end_edit.selectAll()
    qtbot.keyClicks(ui.horizon_end_edit, "June 31, 2030")
    qtbot.keyClick(ui.horizon_end_edit, Qt.Key.Key_Return)
    assert dialog.isVisible()
    assert ui.horizon_end_edit.text() == "June 31, 2030"
    assert "June 31, 2030" in ui.horizon_problem.text()
    assert ui.horizon_end_edit.property("wrong")
    assert not ui.horizon_start_edit.property("wrong")


def test_a_day_is_picked_in_the_calendar(qtbot: QtBot, home: MainWindow):
    dialog = NewWorkshopDialog(date(2026, 3, 1), home)
    qtbot.addWidget(dialog)
    dialog.show()
    edit = dialog.ui.horizon_start_edit
    qtbot.keyClick(edit, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    calendar = edit.findChild(QCalendarWidget)
    assert calendar is not None
    assert calendar.isVisible()
    calendar.activated.emit(QDate(2026, 9, 15))
    assert edit.day == date(2026, 9, 15)
    assert not calendar.isVisible()


def test_the_sample_is_a_new_copy_each_time(home: MainWindow, paths: Paths, qtbot: QtBot):
    home.home.sample_card.click()
    assert home.workshop is not None
    first = home.workshop.workspace.document.path
    assert len(home.workshop.workspace.plan) > 500
    home.go_home()
    home.home.sample_card.click()
    assert home.workshop.workspace.document.path != first
    assert len(list(paths.library.glob("*.workshop"))) == 2


def test_a_workshop_is_renamed_duplicated_removed_and_brought_back(
    qtbot: QtBot, home: MainWindow, paths: Paths
):
    Library(paths).new_workshop("Clinics", "River Valley", "CA", date(2026, 7, 1), date(2029, 6, 30), "Ana")
    read(qtbot, home)
    assert [row.entry.title for row in home.home.list.rows] == ["Clinics"]

    def rename(dialog: OneLineDialog) -> None:
        dialog.entry.setText("Health centers")
        dialog.verb_button.click()

    answer(qtbot, OneLineDialog, rename)
    with qtbot.waitSignal(home.desk.read, timeout=10_000):
        choose(home, 0, "rename")
    assert [row.entry.title for row in home.home.list.rows] == ["Health centers"]

    with qtbot.waitSignal(home.desk.read, timeout=10_000):
        choose(home, 0, "duplicate")
    assert len(home.home.list.rows) == 2

    with qtbot.waitSignal(home.desk.read, timeout=10_000):
        choose(home, 0, "remove")
    assert len(home.home.list.rows) == 1
    assert "bin" in home.home.notices.label.text()
    with qtbot.waitSignal(home.desk.read, timeout=10_000):
        home.home.notices.action_button.click()
    assert len(home.home.list.rows) == 2


def test_workshops_of_the_same_title_are_told_apart_by_their_files(
    qtbot: QtBot, home: MainWindow, paths: Paths
):
    first = Library(paths).sample()
    shutil.copy(first, paths.library / "From Ana.workshop")
    read(qtbot, home)
    abouts = [home.home.findChild(QLabel, f"workshop_{number}_about_label").text() for number in (1, 2)]
    assert sorted(each.partition(" · ")[0] for each in abouts) == ["From Ana", first.stem]


def test_a_damaged_file_is_listed_last_with_a_sentence(qtbot: QtBot, home: MainWindow, paths: Paths):
    Library(paths).new_workshop("Clinics", "River Valley", "CA", date(2026, 7, 1), date(2029, 6, 30), "Ana")
    (paths.library / "Broken.workshop").write_bytes(b"<img src=x>" * 500)
    read(qtbot, home)
    rows = home.home.list.rows
    assert [bool(row.entry.problem) for row in rows] == [False, True]
    label = rows[1].findChild(QLabel, "workshop_2_problem_label")
    assert label.text() == rows[1].entry.problem
    assert not rows[1].open_button.isVisible()


def test_search_and_enter_open_a_workshop(qtbot: QtBot, home: MainWindow, paths: Paths):
    library = Library(paths)
    for title in ("Clinics", "Art for all"):
        library.new_workshop(title, "River Valley", "CA", date(2026, 7, 1), date(2029, 6, 30), "Ana")
    read(qtbot, home)
    qtbot.keyClicks(home.home.search, "art")
    assert [row.isVisible() for row in home.home.list.rows].count(True) == 1
    qtbot.keyClick(home.home.search, Qt.Key.Key_Return)
    assert home.workshop is not None
    assert home.workshop.workspace.plan.name == "Art for all"


def test_a_file_that_is_no_workshop_is_refused_in_a_sentence(home: MainWindow, tmp_path: Path):
    path = tmp_path / "letter.workshop"
    path.write_text("Dear Ana")
    home.open_workshop(path)
    assert home.workshop is None
    assert home.home.notices.isVisible()
    assert "letter.workshop" in home.home.notices.label.text()
    assert path.read_text() == "Dear Ana"


def test_the_list_of_last_time_is_there_before_the_library_is_read(make_window, paths: Paths, qtbot: QtBot):
    Library(paths).new_workshop("Clinics", "River Valley", "CA", date(2026, 7, 1), date(2029, 6, 30), "Ana")
    make_window().close()
    from planner.gui.application import build

    again = build(paths)
    qtbot.addWidget(again)
    assert [row.entry.title for row in again.home.list.rows] == ["Clinics"]
    assert (paths.root / "home.json").stat().st_mode & 0o077 == 0


def test_a_workshop_opens_on_the_step_it_was_left_on(make_window, library_file: Path):
    first = make_window()
    first.open_workshop(library_file)
    first.workshop.show_step("C4")
    first.close()
    second = make_window()
    second.open_workshop(library_file)
    assert second.workshop.workspace.step == "C4"
