"""Several documents at once from a real window: what is chosen, looked at, written, recorded and told."""

import json
import os
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot
from tests.gui.test_accessibility import nameless

from planner.documents import KINDS, file_name
from planner.domain.records import ExportRecord, Session
from planner.gui.dialogs.export import ExportDialog
from planner.gui.main_window import MainWindow


@pytest.fixture
def dialog(window: MainWindow, tmp_path: Path) -> ExportDialog:
    out = tmp_path / "out"
    out.mkdir()
    shown = window.export("json")
    assert isinstance(shown, ExportDialog)
    shown.ui.folder_edit.setText(str(out))
    return shown


def export(qtbot: QtBot, dialog: ExportDialog) -> str:
    """Press the button, wait, and return what is said."""
    dialog.ui.export_button.click()
    assert dialog.task is not None, dialog.ui.said_label.text()
    qtbot.waitUntil(lambda: dialog.task is None, timeout=60_000)
    return said(dialog)


def said(dialog: ExportDialog) -> str:
    return dialog.ui.said_label.text().replace("\u200b", "")


def choose(dialog: ExportDialog, *codes: str) -> None:
    for code in (*KINDS, "map"):
        dialog.ui.document_list.choose(code, on=False)
    for code in codes:
        dialog.ui.document_list.choose(code)
    assert set(dialog.choices.codes) == set(codes)


def records(window: MainWindow) -> tuple[ExportRecord, ...]:
    return window.workshop.workspace.plan.all(ExportRecord)


def test_several_documents_are_written_and_recorded_as_one_edit(
    qtbot: QtBot, dialog: ExportDialog, window: MainWindow, tmp_path: Path
):
    ui, workspace, before = dialog.ui, window.workshop.workspace, len(records(window))
    choose(dialog, "json", "page", "map")
    assert ui.export_button.text() == "Export 3 documents"
    ui.audience_combo.setEditText("  Families of  Region North ")
    told = export(qtbot, dialog)
    assert ui.said_label.property("look") == "good"
    assert all(words in told for words in (str(tmp_path / "out"), "(1 page)", "Plan file", "Outcome map.pdf"))
    assert ui.open_folder_button.isVisible()
    assert ui.cancel_button.text() == "Close"
    written = sorted((tmp_path / "out").iterdir())
    assert [each.read_bytes()[:4] for each in written] == [b"%PDF", b'{\n "', b"%PDF"]
    assert json.loads(written[1].read_text(encoding="utf-8"))["plan"]
    made = records(window)[before:]
    assert {each.kind for each in made} == {"json_plan", "pdf_one_page", "picture_map"}
    assert {each.path for each in made} == {str(each) for each in written}
    assert {(each.audience, each.version) for each in made} == {("Families of Region North", "1.1")}
    window.workshop.undo()
    assert len(records(window)) == before

    # The files are there now: they are kept, or replaced where somebody says so.
    choose(dialog, "json")
    assert ui.replace_check.isVisible()
    export(qtbot, dialog)
    numbered = tmp_path / "out" / file_name(workspace.plan, KINDS["json"]).replace(".plan", " 2.plan")
    assert numbered.exists()
    ui.replace_check.click()
    export(qtbot, dialog)
    assert len(list((tmp_path / "out").iterdir())) == 4
    dialog.close()


def test_what_is_wrong_is_said_and_nothing_is_written(
    qtbot: QtBot, dialog: ExportDialog, window: MainWindow, tmp_path: Path
):
    ui = dialog.ui
    choose(dialog)
    ui.export_button.click()
    assert "at least one" in said(dialog)
    choose(dialog, "json")
    for folder, words in (("", "Choose a folder"), ("plans", "Choose a folder"), ("/nowhere/x", "not exist")):
        ui.folder_edit.setText(folder)
        ui.export_button.click()
        assert dialog.task is None
        assert words in said(dialog)
        assert ui.said_label.property("look") == "stop"
    ui.folder_edit.setText(str(tmp_path / "out"))
    ui.as_of_edit.selectAll()
    qtbot.keyClicks(ui.as_of_edit, "2/30/2028")
    ui.export_button.click()
    assert dialog.task is None
    assert "2/30/2028" in said(dialog)
    ui.as_of_edit.show_day(window.workshop.workspace.as_of)
    assert list((tmp_path / "out").iterdir()) == []
    dialog.close()


@pytest.mark.skipif(sys.platform == "win32", reason="a folder is not made read-only this way there")
def test_one_file_that_cannot_be_written_does_not_keep_the_others_back(
    qtbot: QtBot, dialog: ExportDialog, window: MainWindow, tmp_path: Path
):
    before = len(records(window))
    plan = window.workshop.workspace.plan
    held = tmp_path / "out" / file_name(plan, KINDS["workbook"])
    held.write_bytes(b"the old one")
    held.chmod(0o444)
    choose(dialog, "json", "workbook")
    dialog.ui.replace_check.click()
    told = export(qtbot, dialog)
    assert dialog.ui.said_label.property("look") == "stop"
    assert "Not written: Workbook" in told
    assert "Plan file" in told
    assert held.read_bytes() == b"the old one"
    assert [each.kind for each in records(window)[before:]] == ["json_plan"]
    if os.geteuid():
        (tmp_path / "out").chmod(0o500)
        assert "Not written" in export(qtbot, dialog)
        (tmp_path / "out").chmod(0o700)
    dialog.close()


def test_cancel_leaves_the_old_file_and_keeps_what_is_finished(
    qtbot: QtBot, dialog: ExportDialog, window: MainWindow, tmp_path: Path
):
    path = tmp_path / "out" / file_name(window.workshop.workspace.plan, KINDS["full"])
    path.write_bytes(b"the old one")
    before = len(records(window))
    choose(dialog, "full")
    dialog.ui.replace_check.click()
    dialog.ui.export_button.click()
    assert not dialog.ui.choices.isEnabled()
    assert dialog.ui.cancel_button.hasFocus()
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.isVisible()
    qtbot.waitUntil(lambda: dialog.task is None, timeout=60_000)
    assert path.read_bytes() == b"the old one"
    assert "Stopped" in said(dialog)
    assert len(records(window)) == before
    assert [each.name for each in (tmp_path / "out").iterdir()] == [path.name]
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: window.findChild(ExportDialog) is None)


def test_the_first_page_follows_the_choices(qtbot: QtBot, dialog: ExportDialog, window: MainWindow):
    ui, page = dialog.ui, dialog.ui.preview.page
    assert ui.preview.words_label.text() == KINDS["json"].about
    assert not page.isVisible()
    choose(dialog, "page")
    qtbot.waitUntil(lambda: not ui.preview.busy, timeout=30_000)
    first, shape = page.image.copy(), page.image.width() / page.image.height()
    assert "Wellness Centers" in page.accessibleDescription()
    ui.paper_combo.setCurrentIndex(ui.paper_combo.findData("a4"))
    qtbot.waitUntil(lambda: not ui.preview.busy, timeout=30_000)
    assert page.image.width() / page.image.height() != pytest.approx(shape, abs=0.02)
    assert page.image != first
    choose(dialog, "review-form")
    ui.audience_combo.setEditText("Families of Region North")
    qtbot.waitUntil(lambda: not ui.preview.busy, timeout=30_000)
    assert "Families of Region North" in page.accessibleDescription()
    choose(dialog, "full")
    with qtbot.waitSignal(ui.preview.shown, timeout=30_000):
        pass
    assert int("".join(each for each in ui.preview.words_label.text() if each.isdigit())) > 20
    choose(dialog, "map")
    qtbot.waitUntil(lambda: not ui.preview.busy and page.image is not None, timeout=30_000)
    ui.as_of_edit.setText("soon")
    ui.as_of_edit.changed.emit()
    assert "Type a date" in ui.preview.words_label.text() or "soon" in ui.preview.words_label.text()
    ui.document_list.choose("full")
    dialog.close()  # while the next page is being drawn
    qtbot.waitUntil(lambda: window.findChild(ExportDialog) is None)


def test_choices_come_with_the_documents_that_have_them(
    qtbot: QtBot, dialog: ExportDialog, window: MainWindow
):
    ui = dialog.ui
    assert ui.as_of_edit.day == window.workshop.workspace.as_of
    assert not ui.picture_combo.isVisible()
    assert not ui.session_combo.isVisible()
    assert not ui.language_combo.isVisible()  # one language is no choice
    choose(dialog, "map")
    endings = set()
    for at in range(ui.picture_combo.count()):
        ui.picture_combo.setCurrentIndex(at)
        (job,) = dialog.choices.jobs()
        assert job.path.name.endswith(f" - Outcome map.{job.picture[0]}")
        endings.add(job.path.suffix)
    assert endings == {".pdf", ".svg", ".png"}
    choose(dialog, "packet", "full")
    assert ui.session_combo.isVisible()
    assert ui.session_combo.count() == 10
    assert not ui.warning_label.isVisible()
    assert {job.kind.code: job.request.names for job in dialog.choices.jobs()} == {
        "packet": "roles",
        "full": "full",
    }
    ui.names_combo.setCurrentIndex(ui.names_combo.findData("full"))
    ui.large_check.click()
    ui.session_combo.setCurrentIndex(2)
    assert "Participant packet" in ui.warning_label.text()
    assert {job.request.names for job in dialog.choices.jobs()} == {"full"}
    packet = next(job.request for job in dialog.choices.jobs() if job.kind.code == "packet")
    assert packet.large
    assert window.workshop.workspace.plan.get(Session, packet.session_id).code == "WS-2"
    assert len({job.request.export_id for job in dialog.choices.jobs()}) == 2
    dialog.close()


def test_keyboard_mouse_names_and_small_windows(qtbot: QtBot, dialog: ExportDialog, window: MainWindow):
    ui, rows = dialog.ui, dialog.ui.document_list
    assert rows.hasFocus()
    assert nameless(dialog) == []
    rows.setCurrentRow(0)
    qtbot.keyClick(rows, Qt.Key.Key_Space)
    assert next(iter(KINDS)) in dialog.choices.codes
    qtbot.keyClick(rows, Qt.Key.Key_Space)
    assert next(iter(KINDS)) not in dialog.choices.codes
    place = rows.visualItemRect(rows.item(0))
    box, words = place.topLeft() + QPoint(18, 18), place.topLeft() + QPoint(80, 18)
    for at, there in ((words, True), (words, True), (box, False), (box, True)):
        qtbot.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=at)
        assert (next(iter(KINDS)) in dialog.choices.codes) is there
    for width, height in ((1326, 728), (640, 460)):
        dialog.resize(width, height)
        assert dialog.width() == width
        assert ui.export_button.geometry().right() < width
        qtbot.waitUntil(lambda: ui.choices.width() <= ui.choices_area.viewport().width())
    rows.setCurrentRow(rows.count() - 1)  # the list does not scroll by itself here
    qtbot.waitUntil(lambda: not rows.visibleRegion().intersected(rows.current_place()).isEmpty())
    dialog.close()


def test_the_menus_lead_here(qtbot: QtBot, window: MainWindow):
    menu = window.workshop.top_bar.export_button.menu()
    codes = [action.objectName().removeprefix("export_").removesuffix("_action") for action in menu.actions()]
    assert codes[0] == "full"
    assert set(codes) <= {*KINDS, "map"}
    menu.actions()[-1].trigger()
    dialog = window.findChild(ExportDialog)
    assert dialog.choices.codes == ("map",)
    dialog.close()
