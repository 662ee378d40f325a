"""Backups in the window: made by themselves, listed, restored with three clicks; help with a damaged file."""

from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QMenu

from planner.domain.records import Charter, Goal, Risk
from planner.domain.wording import day_text
from planner.errors import PlannerError
from planner.gui import record_edits
from planner.gui.backup_watch import EVERY, MUCH, reach
from planner.gui.dialogs.backups import BackupsDialog
from planner.services.backups import Shelf
from planner.store.backups import folder_of

PAGE = 4096


@pytest.fixture
def shelf(paths):
    return Shelf(paths)


def add(workspace, text="If it rains"):
    with workspace.edit("Add risk") as edit:
        edit.add(Risk, statement=text)


def statements(workspace):
    return [each.statement for each in workspace.plan.all(Risk)]


def made(qtbot, watch, do):
    """Do something, and return the backup that is made of it."""
    with qtbot.waitSignal(watch.made, timeout=10_000) as told:
        do()
    return told.args[0]


def opened(window) -> BackupsDialog:
    found = [each for each in window.findChildren(BackupsDialog) if each.isVisible()]
    assert len(found) == 1
    return found[0]


def click(qtbot, button):
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def menu_action(window, menu, action):
    """Choose from a menu as a click does."""
    shown = window.findChild(QMenu, menu)
    assert shown is not None
    next(each for each in shown.actions() if each.objectName() == action).trigger()


class TestByThemselves:
    def test_one_is_made_after_opening_and_none_when_nothing_changed(self, qtbot, window, shelf):
        watch = window.workshop.workspace.backups
        path = window.workshop.workspace.document.path
        first = made(qtbot, watch, watch.after_opening)
        assert first.reason == "open"
        watch.after_opening()
        window.go_home()
        assert shelf.list(path) == (first,)

    def test_one_is_made_every_15_minutes_of_edits(self, qtbot, window, shelf):
        watch = window.workshop.workspace.backups
        assert EVERY == 900_000
        assert not watch._due.isActive()
        add(window.workshop.workspace)
        assert watch._due.isActive()
        assert watch._due.interval() == EVERY
        left = watch._due.remainingTime()
        add(window.workshop.workspace, "later")
        assert watch._due.remainingTime() <= left
        backup = made(qtbot, watch, watch._due.timeout.emit)
        assert backup.reason == "edits"
        assert not watch._due.isActive()

    def test_one_is_made_on_closing_after_edits(self, qtbot, window, shelf):
        workspace = window.workshop.workspace
        path = workspace.document.path
        add(workspace)
        window.go_home()
        qtbot.waitUntil(lambda: len(shelf.list(path)) == 1, timeout=10_000)
        assert shelf.list(path)[0].reason == "close"
        assert shelf.verify(shelf.list(path)[0]) == ()
        window.open_workshop(path)
        window.go_home()
        assert len(shelf.list(path)) == 1

    def test_one_is_made_before_much_is_deleted(self, qtbot, window, shelf):
        workspace = window.workshop.workspace
        many = workspace.plan.all(Risk)[:MUCH]
        goal = workspace.plan.all(Goal)[0]
        assert len(reach(workspace.plan, [goal])) > 1
        before = len(list(workspace.plan.records()))
        backup = made(qtbot, workspace.backups, lambda: record_edits.delete(workspace, many))
        assert backup.reason == "delete"
        assert backup.records == before
        assert len(list(workspace.plan.records())) < before
        risk = workspace.plan.all(Risk)[0]
        record_edits.delete(workspace, [risk])
        assert len(shelf.list(workspace.document.path)) == 1

    def test_trouble_is_told_once(self, qtbot, window, paths):
        watch = window.workshop.workspace.backups
        for each in paths.backups.iterdir():
            each.rmdir()
        paths.backups.rmdir()
        (paths.root / "backups").write_text("in the way", encoding="utf-8")
        told = []
        watch.failed.connect(told.append)
        watch.after_opening()
        watch.after_opening()
        assert len(told) == 1
        assert isinstance(told[0], PlannerError)
        assert "backups" in window.notices.told[-1]
        (paths.root / "backups").unlink()
        assert made(qtbot, watch, watch.after_opening).reason == "open"

    def test_a_folder_that_takes_no_backup_is_told_once(self, qtbot, window, paths):
        workspace = window.workshop.workspace
        in_the_way = folder_of(paths.backups, workspace.document.state()[0])
        in_the_way.write_text("in the way", encoding="utf-8")
        told = []
        workspace.backups.failed.connect(told.append)
        for _time in range(3):
            add(workspace)
            workspace.backups.now("edits")
            qtbot.waitUntil(lambda: workspace.backups._changed, timeout=10_000)  # it is to be tried again
        assert len(told) == 1
        assert window.notices.told[-1].startswith("No backup of Sample.workshop could be made")
        window.go_home()
        assert not any("No backup" in each for each in window.home.notices.told)

    def test_one_that_fails_on_closing_is_told_at_home(self, qtbot, window, paths):
        workspace = window.workshop.workspace
        folder_of(paths.backups, workspace.document.state()[0]).write_text("in the way", encoding="utf-8")
        add(workspace)
        window.go_home()
        qtbot.waitUntil(lambda: "No backup of Sample" in " ".join(window.home.notices.told), timeout=10_000)


class TestTheDialog:
    @pytest.fixture
    def backups(self, window, paths):
        """Three backups of the open workshop; the oldest first."""
        workspace = window.workshop.workspace
        found = []
        for hours, reason in ((400, "open"), (30, "merge"), (2, "edits")):
            now = datetime.now(UTC) - timedelta(hours=hours)
            found.append(Shelf(paths, clock=lambda now=now: now).make(workspace.document, reason))
            add(workspace, f"{hours} hours ago")
        return found

    def test_it_says_what_each_holds(self, qtbot, window, backups):
        dialog = window.show_backups()
        with qtbot.waitSignal(dialog.verified, timeout=10_000):
            pass
        assert [row.backup for row in dialog.rows] == backups[::-1]
        first = dialog.rows[0]
        assert first.title.text().endswith("while it was worked on")
        assert first.about.text().startswith("22 of 24 steps done · ")
        assert "entries" in first.about.text()
        assert first.about.text().endswith("Add risk")
        assert "all 3 backups are whole" in dialog.note.text()
        assert all(row.button.accessibleName().startswith("Restore the backup of ") for row in dialog.rows)
        dialog.reject()

    def test_three_clicks_restore_any_of_them(self, qtbot, window, backups):
        workspace = window.workshop.workspace
        path = workspace.document.path
        assert "30 hours ago" in statements(workspace)
        menu_action(window, "open_workshop_menu", "menu_backups_action")
        click(qtbot, opened(window).rows[1].button)
        plan = window.workshop.workspace.plan
        assert "400 hours ago" in statements(window.workshop.workspace)
        assert "30 hours ago" not in statements(window.workshop.workspace)
        assert plan.charter.title_text
        assert "kept beside it" in window.notices.told[-1]
        kept = [each for each in path.parent.iterdir() if ".before-restore-" in each.name]
        assert len(kept) == 1

    def test_one_that_was_changed_cannot_be_restored(self, qtbot, window, backups):
        data = bytearray(backups[1].file.read_bytes())
        data[-10] ^= 4
        backups[1].file.write_bytes(data)
        dialog = window.show_backups()
        with qtbot.waitSignal(dialog.verified, timeout=10_000):
            pass
        assert [row.button.isVisible() for row in dialog.rows] == [True, False, True]
        assert dialog.rows[1].about.text() == "It is not byte by byte what was written."
        dialog.reject()

    def test_one_can_be_made_now(self, qtbot, window, shelf):
        dialog = window.show_backups()
        assert dialog.rows == []
        click(qtbot, dialog.make_button)
        assert not dialog.make_button.isEnabled()
        qtbot.waitUntil(lambda: len(dialog.rows) == 1, timeout=10_000)
        assert dialog.make_button.isEnabled()
        assert dialog.rows[0].backup.reason == "asked"
        assert dialog.note.text() == "The backup is made."
        dialog.reject()

    def test_one_that_cannot_be_made_is_told_and_can_be_tried_again(self, qtbot, window, paths):
        in_the_way = folder_of(paths.backups, window.workshop.workspace.document.state()[0])
        in_the_way.write_text("in the way", encoding="utf-8")
        dialog = window.show_backups()
        click(qtbot, dialog.make_button)
        qtbot.waitUntil(lambda: "could be made" in dialog.note.text(), timeout=10_000)
        assert dialog.rows == []
        in_the_way.unlink()
        click(qtbot, dialog.make_button)
        qtbot.waitUntil(lambda: dialog.note.text() == "The backup is made.", timeout=10_000)
        assert len(dialog.rows) == 1
        dialog.reject()

    def test_a_comparison_that_comes_late_is_of_the_backups_it_looked_at(self, qtbot, window, backups):
        spoiled = backups[2].file
        spoiled.write_bytes(spoiled.read_bytes()[:-1] + b"x")
        dialog = window.show_backups()
        late = {each.file: ("It is not byte by byte what was written.",) for each in backups[2:]}
        click(qtbot, dialog.make_button)
        qtbot.waitUntil(lambda: len(dialog.rows) == 4, timeout=10_000)
        dialog._show_verified(late)
        assert [row.button.isHidden() for row in dialog.rows] == [False, True, False, False]
        dialog.reject()

    def test_the_day_of_the_last_edit_is_told_where_it_was_another_day(self, qtbot, window, paths):
        workspace = window.workshop.workspace
        week_later = datetime.now(UTC) + timedelta(days=7)
        Shelf(paths, clock=lambda: week_later).make(workspace.document, "open")
        dialog = window.show_backups()
        today = datetime.now().astimezone()
        assert f"last edit {day_text(today.date(), short=True)}, " in dialog.rows[0].about.text()
        dialog.reject()

    def test_what_is_being_typed_is_in_it(self, qtbot, window):
        window.workshop.show_step("A1")
        form = window.workshop.current.page.view.body.form
        editor = form.editor("title_text")
        editor.focus()
        editor.control.selectAll()
        qtbot.keyClicks(editor.control, "Typed just now")
        dialog = window.show_backups()
        click(qtbot, dialog.make_button)
        qtbot.waitUntil(lambda: len(dialog.rows) == 1, timeout=10_000)
        assert dialog.rows[0].backup.title == "Typed just now"
        dialog.reject()

    def test_everything_has_a_name(self, window, backups):
        dialog = window.show_backups()
        for button in dialog.findChildren(QAbstractButton):
            if button.isVisible():
                assert button.objectName(), button.text()
                assert button.accessibleName(), button.text()
        dialog.reject()

    def test_the_home_page_shows_them_too(self, qtbot, window, backups):
        with qtbot.waitSignal(window.desk.read, timeout=10_000):
            window.go_home()
        row = window.home.list.rows[0]
        click(qtbot, row.more_button)
        menu_action(row, "workshop_menu", "backups_workshop_action")
        dialog = opened(window)
        assert len(dialog.rows) >= 3
        click(qtbot, dialog.rows[-1].button)
        assert "400 hours ago" not in statements(window.workshop.workspace)


class TestADamagedFile:
    @pytest.fixture
    def damaged(self, qtbot, window, shelf):
        workspace = window.workshop.workspace
        path = workspace.document.path
        shelf.make(workspace.document, "edits")
        add(workspace, "only in the file")
        window.go_home()
        qtbot.waitUntil(lambda: len(shelf.list(path)) == 2, timeout=10_000)
        shelf.drop(shelf.list(path)[0])
        data = bytearray(path.read_bytes())
        data[40 * PAGE : 60 * PAGE] = bytes(20 * PAGE)
        path.write_bytes(data)
        return path

    def test_the_newest_good_backup_is_offered(self, qtbot, window, damaged):
        broken = damaged.read_bytes()
        window.open_workshop(damaged)
        assert window.workshop is None
        assert "is damaged" in window.notices.told[-1]
        assert window.notices.action_button.text() == "Backups and rescue…"
        click(qtbot, window.notices.action_button)
        dialog = opened(window)
        assert not dialog.make_button.isVisible()
        click(qtbot, dialog.rows[0].button)
        assert "only in the file" not in statements(window.workshop.workspace)
        (kept,) = [each for each in damaged.parent.iterdir() if ".damaged-" in each.name]
        assert kept.read_bytes() == broken

    def test_what_is_left_can_be_saved_to_a_new_file(self, qtbot, window, damaged):
        broken = damaged.read_bytes()
        window.open_workshop(damaged)
        click(qtbot, window.notices.action_button)
        dialog = opened(window)
        click(qtbot, dialog.salvage_button)
        qtbot.waitUntil(dialog.open_button.isVisible, timeout=20_000)
        assert "entries were saved." in dialog.note.text()
        click(qtbot, dialog.open_button)
        workspace = window.workshop.workspace
        assert "only in the file" in statements(workspace)
        assert workspace.document.path.name == f"{damaged.stem} (saved).workshop"
        assert damaged.read_bytes() == broken
        assert workspace.plan.all(Charter)

    def test_a_file_of_another_kind_without_backups_is_only_refused(self, window, tmp_path):
        other = tmp_path / "Other.workshop"
        other.write_text("something else " * 20, encoding="utf-8")
        window.close_workshop()
        window.open_workshop(other)
        assert "is not a workshop" in window.notices.told[-1]
        assert not window.notices.action_button.isVisible()

    def test_a_backup_that_cannot_be_restored_leaves_the_workshop_open(self, qtbot, window, shelf):
        workspace = window.workshop.workspace
        path = workspace.document.path
        backup = shelf.make(workspace.document, "edits")
        backup.file.write_bytes(b"nothing")
        window.backup_desk.restore(backup, path, reopen=True)
        assert window.workshop is not None
        assert "cannot be trusted" in window.notices.told[-1]
