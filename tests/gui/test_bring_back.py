"""Copies for tables, made and brought back in a real window, with what differs side by side."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QLabel

from planner.domain.records import Risk
from planner.gui.dialogs.passphrase import PassphraseDialog
from planner.services import sharing
from planner.services.backups import Shelf
from planner.services.breakout import copy_for_table
from planner.services.document import Document


@pytest.fixture
def copies(workshop, tmp_path):
    """Two copies of the open sample, both worked on."""
    paths = [tmp_path / "one.workshop", tmp_path / "two.workshop"]
    for number, path in enumerate(paths, 1):
        copy_for_table(workshop.workspace.document, f"Table {number}", path)
    return paths


def work(path, statement, **values):
    document = Document.open(path)
    with document.edit("Work") as edit:
        edit.set(document.plan.all(Risk)[0], **values)
        edit.add(Risk, statement=statement)
    document.close()


def dialog_of(workshop, qtbot, paths):
    desk = workshop.breakout
    desk.bring_back(paths)
    qtbot.waitUntil(lambda: desk.dialog is not None, timeout=20_000)
    qtbot.waitUntil(desk.dialog.isVisible)
    return desk.dialog


def test_make_a_copy_for_a_table(workshop, qtbot, tmp_path):
    workshop._settings.folder = tmp_path
    workshop.show_step("B2")
    dialog = workshop.breakout.make_copy()
    assert not dialog.make_button.isEnabled()
    qtbot.keyClicks(dialog.name_edit, "Table 3")
    path = Path(dialog.file_edit.text())
    assert path.parent == tmp_path
    assert path.name.endswith(" - Table 3.workshop")
    dialog.step_radio.setChecked(True)
    assert dialog.step_combo.currentData() == "B2"
    qtbot.mouseClick(dialog.make_button, Qt.MouseButton.LeftButton)
    assert dialog.said_label.text().replace("\u200b", "") == f"Written: {path}"
    document = Document.open(path)
    assert (document.table.name, document.table.step) == ("Table 3", "B2")
    assert document.plan == workshop.workspace.plan
    document.close()
    qtbot.keyClicks(dialog.name_edit, "Table 3")
    qtbot.mouseClick(dialog.make_button, Qt.MouseButton.LeftButton)
    assert "already a file" in dialog.said_label.text()
    dialog.reject()


def test_a_copy_opens_on_its_step_and_says_whose_it_is(window, workshop, tmp_path):
    path = tmp_path / "copy.workshop"
    copy_for_table(workshop.workspace.document, "Table 7", path, step="C2")
    window.open_workshop(path)
    assert window.workshop.workspace.step == "C2"
    assert window.workshop.top_bar.findChild(object, "session_label").text().startswith("Copy for Table 7")


def test_bring_back_without_differences(workshop, qtbot, copies):
    work(copies[0], "Something that one table saw", impact=5)
    before = workshop.workspace.plan
    dialog = dialog_of(workshop, qtbot, copies)
    assert "Table 1: 1 new row, 1 row changed, 0 deleted" in dialog.files_label.text()
    assert "Table 2: 1 new row" not in dialog.files_label.text()
    assert not dialog.questions.isVisible()
    with qtbot.waitSignal(workshop.workspace.changed, timeout=20_000):
        qtbot.mouseClick(dialog.bring_button, Qt.MouseButton.LeftButton)
    plan = workshop.workspace.plan
    assert plan.all(Risk)[0].impact == 5
    assert plan.all(Risk)[-1].statement == "Something that one table saw"
    assert workshop.notices.told[-1] == "2 copies were brought back."
    reasons = [each.reason for each in Shelf(workshop.workspace.paths).list(workshop.workspace.document.path)]
    assert {"merge", "open"} & set(reasons)  # the one made when it was opened may hold the same already
    qtbot.mouseClick(workshop.notices.action_button, Qt.MouseButton.LeftButton)
    assert workshop.workspace.plan == before


def test_differences_are_decided_side_by_side(workshop, qtbot, copies):
    work(copies[0], "Something that one table saw", mitigation="Ask the <b>county</b>")
    work(copies[1], "Something else altogether", mitigation="Ask & wait", trigger="Snow")
    risk = workshop.workspace.plan.all(Risk)[0]
    dialog = dialog_of(workshop, qtbot, copies)
    assert not dialog.bring_button.isEnabled()
    assert dialog.left_label.text() == "1 difference to decide"
    names = [dialog.findChild(object, f"side_{number}_name_label").text() for number in (1, 2, 3)]
    assert names == ["Here", "Table 1", "Table 2"]
    said = [dialog.findChild(object, f"side_{number}_content").toPlainText() for number in (1, 2, 3)]
    assert said == [risk.mitigation, "Ask the <b>county</b>", "Ask & wait"]
    assert "Today" in dialog.findChild(object, "side_2_written_label").text()
    qtbot.mouseClick(dialog.findChild(object, "side_3_button"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(dialog.bring_button.isEnabled)
    assert dialog.left_label.text() == "Everything is decided."
    qtbot.keyClick(dialog, Qt.Key.Key_2)
    assert dialog._merge.chosen(dialog._merge.conflicts[0]) == 0
    with qtbot.waitSignal(workshop.workspace.changed, timeout=20_000):
        qtbot.mouseClick(dialog.bring_button, Qt.MouseButton.LeftButton)
    risk = workshop.workspace.plan.all(Risk)[0]
    assert (risk.mitigation, risk.trigger) == ("Ask the <b>county</b>", "Snow")
    workshop.breakout.bring_back(copies)
    qtbot.waitUntil(lambda: "nothing new" in (workshop.notices.told or ("",))[-1], timeout=20_000)


def test_take_all_and_cancel(workshop, qtbot, copies):
    work(copies[0], "Something that one table saw", mitigation="One")
    work(copies[1], "Something that one table saw", mitigation="Two")
    before = workshop.workspace.plan
    dialog = dialog_of(workshop, qtbot, copies)
    assert dialog.list.count() == 2
    assert dialog.list.item(0).text().startswith("✓ Perhaps the same")
    dialog.list.setCurrentRow(0)
    assert dialog.findChild(object, "side_1_button").isChecked()
    qtbot.mouseClick(dialog.findChild(object, "side_2_button"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: dialog.list.item(0).text().startswith("Perhaps the same"))
    qtbot.mouseClick(dialog.theirs_button, Qt.MouseButton.LeftButton)
    assert dialog.bring_button.isEnabled()
    dialog.reject()
    assert workshop.workspace.plan is before
    assert workshop.breakout.dialog is None


def test_an_edit_while_files_are_read_is_compared_too(workshop, qtbot, copies):
    work(copies[0], "Something that one table saw", trigger="Snow")
    desk = workshop.breakout
    desk.bring_back(copies)
    with workshop.workspace.edit("Meanwhile") as edit:
        edit.set(workshop.workspace.plan.all(Risk)[0], trigger="Ice")
    qtbot.waitUntil(lambda: desk.dialog is not None, timeout=20_000)
    assert len(desk.dialog._merge.conflicts) == 1
    desk.dialog.reject()


def test_another_workshop_is_refused_in_words(workshop, qtbot, copies, sample_file):
    workshop.breakout.bring_back([copies[0], sample_file.with_name("missing.workshop")])
    qtbot.waitUntil(lambda: bool(workshop.notices.told), timeout=20_000)
    assert "no file missing.workshop" in workshop.notices.told[-1]
    assert workshop.breakout.task is None or qtbot.waitUntil(lambda: workshop.breakout.task is None) is None


def test_the_menu_leads_here(workshop, qtbot, monkeypatch, copies):
    asked = []
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_rest: (asked.append(1), ([], ""))[1])
    names = [action.objectName() for action in workshop.top_bar.menu_button.menu().actions()]
    assert {"menu_table_copy_action", "menu_bring_back_action"} <= set(names)
    workshop.top_bar.command_wanted.emit("bring_back")
    assert asked
    workshop.top_bar.command_wanted.emit("table_copy")
    dialog = workshop.findChild(object, "table_copy_dialog")
    assert dialog.isVisible()
    dialog.reject()


def test_every_control_has_names(workshop, qtbot, copies):
    from tests.gui.test_accessibility import nameless

    work(copies[0], "Something that one table saw", mitigation="One")
    work(copies[1], "Something that one table saw", mitigation="Two")
    dialog = dialog_of(workshop, qtbot, copies)
    assert nameless(dialog) == []
    dialog.reject()
    copy = workshop.breakout.make_copy()
    assert nameless(copy) == []
    copy.reject()


def test_a_locked_copy_is_asked_for_its_passphrase(workshop, qtbot, copies, tmp_path):
    work(copies[0], "Locked away")
    locked = tmp_path / "one.workshop.age"
    sharing.send(sharing.content(copies[0]), locked, passphrase="four plain words here")
    work(copies[1], "Plain")
    library = workshop.workspace.paths.library
    workshop.breakout.bring_back([locked, copies[1]])
    asking = workshop.findChild(PassphraseDialog)
    assert "compared with this workshop" in asking.findChild(QLabel, "passphrase_about_label").text()
    asking.passphrase_edit.setText("four wrong words here")
    asking.open_button.click()
    qtbot.waitUntil(lambda: "does not open" in asking.said_label.text(), timeout=60_000)
    asking.passphrase_edit.setText("four plain words here")
    asking.open_button.click()
    qtbot.waitUntil(lambda: workshop.breakout.dialog is not None, timeout=60_000)
    dialog = workshop.breakout.dialog
    assert "Table 1" in dialog.files_label.text()
    dialog.take_all("theirs")
    dialog.bring_button.click()
    said = [each.statement for each in workshop.workspace.plan.all(Risk)]
    assert {"Locked away", "Plain"} <= set(said)
    assert [each.name for each in library.glob("*.workshop")] == ["Sample.workshop"]
