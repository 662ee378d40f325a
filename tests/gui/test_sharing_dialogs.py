"""Sending a workshop, opening a locked one, removing a person, and what is offered in trouble."""

import os
import shutil
from contextlib import suppress
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from tests.store.test_trouble import mounted

from planner.domain.records import Person, Risk
from planner.gui.dialogs.passphrase import PassphraseDialog
from planner.gui.dialogs.remove_person import RemovePersonDialog
from planner.gui.dialogs.send import SendDialog
from planner.gui.main_window import MainWindow
from planner.gui.pages.worksheet import WorksheetPage
from planner.gui.trouble_desk import tell_waiting
from planner.gui.workshop_view import WorkshopView
from planner.paths import Paths
from planner.services import sharing
from planner.services.document import Document
from planner.store.verify import verify

LONG = 60_000
PASSPHRASE = "four plain words here"


def until(qtbot: QtBot, done) -> None:
    qtbot.waitUntil(done, timeout=LONG)


@pytest.fixture
def dialog(window: MainWindow) -> SendDialog:
    assert window.workshop is not None
    window.workshop.top_bar.command_wanted.emit("send")
    found = window.findChild(SendDialog)
    assert found is not None
    return found


class TestSending:
    def test_a_locked_file_is_written_and_opens_again(
        self, qtbot: QtBot, window: MainWindow, dialog: SendDialog, tmp_path: Path
    ):
        plan = window.workshop.workspace.plan
        qtbot.keyClicks(dialog.passphrase_edit, PASSPHRASE)
        assert dialog.passphrase_edit.displayText() != PASSPHRASE
        assert dialog.file_edit.text().endswith(".workshop.age")
        target = tmp_path / "Plan.workshop.age"
        dialog.file_edit.setText(str(target))
        dialog.send_button.click()
        assert not dialog.choices.isEnabled()
        until(qtbot, lambda: dialog.task is None)
        assert str(target) in dialog.said_label.text().replace("\u200b", "")
        assert sharing.locked(target)
        dialog.close()
        window.open_workshop(target)
        asked = window.findChild(PassphraseDialog)
        qtbot.keyClicks(asked.passphrase_edit, "not this one")
        qtbot.keyClick(asked.passphrase_edit, Qt.Key.Key_Return)
        until(qtbot, lambda: asked.task is None)
        assert "does not open with this passphrase" in asked.said_label.text()
        assert window.workshop is None
        qtbot.keyClicks(asked.passphrase_edit, PASSPHRASE)  # what was wrong is selected
        asked.open_button.click()
        until(qtbot, lambda: window.workshop is not None)
        assert window.workshop.workspace.plan == plan
        assert window.workshop.workspace.document.path == window.paths.library / "Plan.workshop"

    def test_a_weak_passphrase_is_told_and_one_is_suggested(
        self, qtbot: QtBot, dialog: SendDialog, tmp_path: Path
    ):
        target = tmp_path / "Plan.workshop.age"
        dialog.file_edit.setText(str(target))
        qtbot.keyClicks(dialog.passphrase_edit, "short")
        dialog.send_button.click()
        assert dialog.task is None
        assert "letters or more" in dialog.said_label.text()
        assert not target.exists()
        qtbot.mouseClick(
            dialog.findChild(type(dialog.send_button), "suggest_button"), Qt.MouseButton.LeftButton
        )
        assert dialog.show_check.isChecked()
        assert sharing.weakness(dialog.passphrase_edit.displayText()) == ""

    def test_a_plain_file(self, qtbot: QtBot, window: MainWindow, dialog: SendDialog, tmp_path: Path):
        dialog.plain_radio.click()
        assert dialog.file_edit.text().endswith(".workshop")
        assert not dialog.passphrase_edit.isVisible()
        target = tmp_path / "Plan.workshop"
        dialog.file_edit.setText(str(target))
        dialog.send_button.click()
        until(qtbot, lambda: dialog.task is None)
        sent = Document.open(target)
        sent.close()
        assert sent.plan == window.workshop.workspace.plan
        assert target.stat().st_mode & 0o077 == 0

    def test_the_open_workshop_is_not_written_over(
        self, qtbot: QtBot, window: MainWindow, dialog: SendDialog
    ):
        dialog.plain_radio.click()
        dialog.file_edit.setText(str(window.workshop.workspace.document.path))
        dialog.send_button.click()
        until(qtbot, lambda: dialog.task is None)
        assert "already open in this window" in dialog.said_label.text()
        assert dialog.said_label.property("look") == "stop"


class TestRemoving:
    @pytest.fixture
    def people(self, workshop: WorkshopView) -> WorksheetPage:
        page = workshop.current.page
        assert isinstance(page, WorksheetPage)
        page.show_sheet(2)
        return page

    def test_a_person_goes_from_the_plan_its_history_and_its_backups(
        self, qtbot: QtBot, window: MainWindow, workshop: WorkshopView, people: WorksheetPage
    ):
        workspace = workshop.workspace
        with workspace.edit("Add") as edit:
            person = edit.add(Person, name="Zora ZZSECRETZZ", organization="ZZWORKZZ")
            edit.set(
                workspace.plan.all(Risk)[0], mitigation="Ask zora  zzsecretzz in time", owner_id=person.id
            )
        with qtbot.waitSignal(workspace.backups.made, timeout=LONG):
            workspace.backups.now("asked")
        people.view.body.select(person.id)
        people.view.body.tools.findChild(type(workshop.top_bar.undo_button), "person_remove_button").click()
        dialog = window.findChild(RemovePersonDialog)
        assert dialog.person.id == person.id
        until(qtbot, lambda: dialog.task is None)
        lines = [dialog.places_list.item(row).text() for row in range(dialog.places_list.count())]
        assert lines[0] == "Backups: 1"
        assert "History: 1 entry" in lines
        assert any(line.startswith("Text: RK-") for line in lines)
        assert any(line.startswith("Link: RK-") for line in lines)
        assert not dialog.erase_button.isEnabled()
        dialog.sure_check.click()
        with qtbot.waitSignal(dialog.removed, timeout=LONG):
            dialog.erase_button.click()
        assert workspace.plan.get(Person, person.id) is None
        assert workspace.plan.all(Risk)[0].mitigation == "Ask […] in time"
        assert person.code in workshop.notices.label.text()
        assert "ZZSECRETZZ" not in workshop.notices.label.text()
        assert not workshop.top_bar.undo_button.isEnabled()
        path = workspace.document.path
        window.go_home()
        until(qtbot, lambda: not list(window.paths.backups.rglob(".*.part")))
        assert verify(path).sound
        held = [each for each in window.paths.root.rglob("*") if each.is_file()]
        assert len(held) > 2
        for each in held:
            content = each.read_bytes().lower()
            assert b"zzsecretzz" not in content, each
            assert b"zzworkzz" not in content, each

    def test_looking_again_for_other_spellings_and_leaving(
        self, qtbot: QtBot, window: MainWindow, workshop: WorkshopView
    ):
        with workshop.workspace.edit("Add") as edit:
            person = edit.add(Person, name="Zora Quill")
            edit.set(
                workshop.workspace.plan.all(Risk)[0], mitigation="Ask Zo in time, or Zoë, zq@example.org"
            )
        before = workshop.workspace.plan
        dialog = RemovePersonDialog(workshop.workspace, person.id, window)
        qtbot.addWidget(dialog)
        until(qtbot, lambda: dialog.task is None)
        assert not any("Text" in dialog.places_list.item(n).text() for n in range(dialog.places_list.count()))
        dialog.also_edit.setText("zq@example.org, Zo")
        dialog.look()
        assert "too short" in dialog.said_label.text()
        assert not dialog.erase_button.isEnabled()
        dialog.also_edit.setText("zq@example.org")
        with qtbot.waitSignal(dialog.looked, timeout=LONG):
            dialog.look()
        assert any(
            "Text: RK-" in dialog.places_list.item(n).text() for n in range(dialog.places_list.count())
        )
        until(qtbot, lambda: dialog.task is None)
        dialog.reject()
        assert workshop.workspace.plan == before


class TestTrouble:
    def test_a_pulled_stick_keeps_what_is_typed_and_goes_on_in_a_copy(
        self, qtbot: QtBot, window: MainWindow, workshop: WorkshopView, tmp_path: Path
    ):
        workspace = workshop.workspace
        before = workspace.plan
        old = workspace.document.path
        old.rename(tmp_path / "pulled.workshop")
        form = workshop.current.page.view.body.form
        form.focus_field("purpose")
        editor = window.focusWidget()
        editor.selectAll()
        qtbot.keyClicks(editor, "Typed while the stick was away")
        workshop.commit()
        assert "no file Sample.workshop any more" in workshop.notices.label.text()
        assert workshop.notices.action_button.text() == "Save a copy…"
        assert editor.toPlainText() == "Typed while the stick was away"
        assert workspace.plan == before
        target = tmp_path / "rescued.workshop"
        workshop.troubles.save_to(target)
        assert workspace.document.path == target
        assert "rescued.workshop" in workshop.notices.told[-1]
        assert editor.toPlainText() == "Typed while the stick was away"
        assert workspace.plan.charter.purpose == "Typed while the stick was away"
        workshop.undo()
        assert workspace.plan.charter.purpose == before.charter.purpose
        window.close_workshop()
        assert verify(target).sound
        assert not old.exists()

    def test_what_did_not_fit_on_the_disk_is_saved_from_the_notice(
        self, qtbot: QtBot, make_window, sample_file: Path, tmp_path: Path
    ):
        with mounted(tmp_path / "small", "-o", "size=30m") as folder:
            path = Path(shutil.copy(sample_file, folder / "Plan.workshop"))
            window = make_window()
            window.open_workshop(path, "A1")
            workshop = window.workshop
            with (folder / "filler").open("wb", buffering=0) as filler, suppress(OSError):
                while filler.write(bytes(65_536)):
                    pass
            workshop.current.page.view.body.form.focus_field("purpose")
            editor = window.focusWidget()
            said = ""
            while not workshop.notices.isVisible():  # a last free page or two
                said += "Typed on a full disk. "
                qtbot.keyClicks(editor, "Typed on a full disk. ")
                workshop.commit()
            (folder / "filler").unlink()
            button = workshop.notices.action_button
            assert button.text() == "Try again"
            qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
            assert said.strip() in workshop.workspace.plan.charter.purpose
            assert not workshop.notices.isVisible()
            assert window.focusWidget() is editor
            window.close_workshop()

    def test_a_file_changed_by_another_program_is_told_and_shown(
        self, window: MainWindow, workshop: WorkshopView, tmp_path: Path
    ):
        workspace = workshop.workspace
        other = tmp_path / "other.workshop"
        Document.create(other, label="New").close()
        theirs = Document.open(other)
        with theirs.edit("Title") as edit:
            edit.set(theirs.plan.charter, title_text="Theirs")
        theirs.close()
        other.replace(workspace.document.path)
        with workspace.edit("Add") as edit:
            edit.add(Risk, statement="Late")
        assert "Another program changed Sample.workshop" in workshop.notices.label.text()
        assert "as it was here" in workshop.notices.label.text()
        assert workspace.plan.name == "Theirs"
        with workspace.edit("Add") as edit:
            edit.add(Risk, statement="Goes on")
        assert len(workspace.plan.all(Risk)) == 1

    def test_a_folder_of_a_cloud_is_warned_about_once_and_a_copy_offered(
        self, make_window, sample_file: Path, tmp_path: Path, paths: Paths
    ):
        folder = tmp_path / "OneDrive - Unified"
        folder.mkdir()
        path = Path(shutil.copy(sample_file, folder / "Plan.workshop"))
        window = make_window()
        window.open_workshop(path)
        bar = window.workshop.notices
        assert "OneDrive keeps in step" in bar.label.text()
        before = path.read_bytes()
        bar.action_button.click()
        document = window.workshop.workspace.document
        assert document.path == paths.library / "Plan.workshop"
        with window.workshop.workspace.edit("Add") as edit:
            edit.add(Risk, statement="In the copy")
        assert path.read_bytes() == before
        assert "puts it back" in bar.told[-1]
        window.go_home()
        assert "is put back" in window.home.notices.told[-1]
        assert [each.name for each in folder.iterdir()] == ["Plan.workshop"]
        assert list(paths.library.iterdir()) == []
        window.open_workshop(path)
        assert window.workshop.workspace.plan.all(Risk)[-1].statement == "In the copy"
        assert window.workshop.notices.action_button.text() == "Work on a copy here"
        window.go_home()
        window.open_workshop(path)
        assert window.workshop.notices.told == ()

    def test_a_working_copy_whose_folder_is_away_is_put_back_later(
        self, make_window, sample_file: Path, tmp_path: Path, paths: Paths
    ):
        folder = tmp_path / "Dropbox"
        folder.mkdir()
        path = Path(shutil.copy(sample_file, folder / "Plan.workshop"))
        window = make_window()
        window.open_workshop(path)
        with window.workshop.workspace.edit("Add") as edit:
            edit.add(Risk, statement="Before the copy")
        assert window.workshop.notices.isVisible()
        window.workshop.notices.action_button.click()
        assert [each.name for each in folder.iterdir()] == ["Plan.workshop"]
        with window.workshop.workspace.edit("Add") as edit:
            edit.add(Risk, statement="In the copy")
        folder.rename(tmp_path / "away")
        window.close()
        assert "cannot be reached" in window.home.notices.told[-1]
        (tmp_path / "away").rename(folder)
        window = make_window()
        tell_waiting(paths, window.home.notices)
        window.home.notices.action_button.click()
        document = Document.open(path)
        assert [each.statement for each in document.plan.all(Risk)][-2:] == ["Before the copy", "In the copy"]
        document.close()

    def test_deleting_and_undo_work_on_a_full_disk(self, make_window, sample_file: Path, tmp_path: Path):
        with mounted(tmp_path / "small", "-o", "size=30m") as folder:
            path = Path(shutil.copy(sample_file, folder / "Plan.workshop"))
            window = make_window()
            window.open_workshop(path)
            workspace = window.workshop.workspace
            with (folder / "filler").open("wb", buffering=0) as filler, suppress(OSError):
                while filler.write(bytes(65_536)):
                    pass
            with workspace.edit("Add") as edit:
                edit.add(Risk, statement="Does not fit", mitigation="x" * 400)
            while "disk is full" not in "".join(window.workshop.notices.told):  # a last free page or two
                with workspace.edit("Add") as edit:
                    edit.add(Risk, statement="Does not fit", mitigation="x" * 400)
            assert "you can still delete and undo" in window.workshop.notices.told[-1]
            risks = workspace.plan.all(Risk)
            for risk in risks:
                with workspace.edit("Delete") as edit:
                    edit.delete(workspace.plan.get(Risk, risk.id))
            assert workspace.plan.all(Risk) == ()
            window.workshop.undo()
            assert len(workspace.plan.all(Risk)) == 1
            window.close_workshop()
            (folder / "filler").unlink()
            assert [each.name for each in folder.iterdir()] == ["Plan.workshop"]
            assert verify(path).problems == ()
            window.open_workshop(path)
            assert {each.name for each in folder.iterdir()} >= {".Plan.workshop.reserve"}
            window.close_workshop()

    def test_a_workshop_that_may_only_be_read_says_so_and_offers_a_copy(
        self, make_window, sample_file: Path, tmp_path: Path, paths: Paths, monkeypatch
    ):
        path = Path(shutil.copy(sample_file, tmp_path / "Plan.workshop"))
        # root may write everywhere, so the answer of the system is what it is for others
        monkeypatch.setattr(os, "access", lambda file, mode: Path(file) != path or mode != os.W_OK)
        window = make_window()
        window.open_workshop(path)
        assert "may be read but not changed" in window.workshop.notices.label.text()
        window.workshop.notices.action_button.click()
        assert window.workshop.workspace.document.path == paths.library / "Plan.workshop"
        assert window.workshop.workspace.document.read_only is None
