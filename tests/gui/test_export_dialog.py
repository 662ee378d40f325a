import json
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from planner.domain.records import ExportRecord
from planner.gui.dialogs.export import ExportDialog
from planner.gui.main_window import MainWindow


@pytest.fixture
def dialog(window: MainWindow, tmp_path: Path) -> ExportDialog:
    shown = window.export("json")
    assert isinstance(shown, ExportDialog)
    return shown


def export(qtbot: QtBot, dialog: ExportDialog, path: Path) -> None:
    dialog.ui.file_edit.setText(str(path))
    dialog.ui.export_button.click()
    task = dialog.task
    assert task is not None
    qtbot.waitUntil(lambda: dialog.task is None, timeout=60_000)


def test_each_kind_is_written_and_recorded(
    qtbot: QtBot, dialog: ExportDialog, window: MainWindow, tmp_path: Path
):
    plan = window.workshop.workspace.plan
    before = len(plan.all(ExportRecord))
    for kind, mark in (("json", b"{"), ("xlsx", b"PK"), ("pdf", b"%PDF")):
        getattr(dialog.ui, f"{kind}_radio").click()
        path = tmp_path / f"plan.{kind}"
        export(qtbot, dialog, path)
        assert path.read_bytes().startswith(mark), dialog.ui.said_label.text()
        assert str(path) in dialog.ui.said_label.text()
        assert dialog.ui.open_folder_button.isVisible()
    made = window.workshop.workspace.plan.all(ExportRecord)[before:]
    assert [record.kind for record in made] == ["json_plan", "xlsx_workbook", "pdf_full"]
    assert json.loads((tmp_path / "plan.json").read_text())["plan"]


def test_a_folder_that_is_not_there_is_a_sentence(qtbot: QtBot, dialog: ExportDialog, tmp_path: Path):
    export(qtbot, dialog, tmp_path / "nowhere" / "plan.json")
    assert dialog.ui.said_label.property("look") == "stop"
    assert "nowhere" in dialog.ui.said_label.text()
    assert dialog.ui.export_button.isEnabled()


def test_cancel_leaves_the_old_file(qtbot: QtBot, dialog: ExportDialog, window: MainWindow, tmp_path: Path):
    path = tmp_path / "plan.pdf"
    path.write_bytes(b"the old one")
    records = len(window.workshop.workspace.plan.all(ExportRecord))
    dialog.ui.pdf_radio.click()
    dialog.ui.file_edit.setText(str(path))
    dialog.ui.export_button.click()
    dialog.ui.cancel_button.click()
    qtbot.waitUntil(lambda: dialog.task is None, timeout=60_000)
    assert path.read_bytes() == b"the old one"
    assert "Stopped" in dialog.ui.said_label.text()
    assert len(window.workshop.workspace.plan.all(ExportRecord)) == records
    assert sorted(each.name for each in tmp_path.iterdir()) == ["data", "plan.pdf"]


def test_the_date_and_the_name_are_proposed(dialog: ExportDialog, window: MainWindow):
    as_of = window.workshop.workspace.as_of
    assert dialog.ui.as_of_edit.day == as_of
    assert dialog.ui.file_edit.text().endswith(".plan.json")
    assert not dialog.ui.paper_combo.isVisible()
    dialog.ui.pdf_radio.click()
    assert dialog.ui.file_edit.text().endswith(".pdf")
    assert dialog.ui.paper_combo.isVisible()


def test_a_name_without_a_folder_is_asked_for(dialog: ExportDialog):
    dialog.ui.file_edit.setText("plan.json")
    dialog.ui.export_button.click()
    assert dialog.task is None
    assert "folder" in dialog.ui.said_label.text()


def test_a_date_that_is_none_is_said_and_nothing_is_written(
    qtbot: QtBot, dialog: ExportDialog, tmp_path: Path
):
    dialog.ui.file_edit.setText(str(tmp_path / "plan.json"))
    dialog.ui.as_of_edit.selectAll()
    qtbot.keyClicks(dialog.ui.as_of_edit, "2/30/2028")
    dialog.ui.export_button.click()
    assert dialog.task is None
    assert "2/30/2028" in dialog.ui.said_label.text()
    assert not (tmp_path / "plan.json").exists()


def test_the_map_is_written_as_each_kind_of_picture(
    qtbot: QtBot, dialog: ExportDialog, window: MainWindow, tmp_path: Path
):
    ui = dialog.ui
    records = len(window.workshop.workspace.plan.all(ExportRecord))
    assert not ui.picture_combo.isVisible()
    ui.map_radio.click()
    assert ui.picture_combo.isVisible()
    marks = {"pdf": b"%PDF", "svg": b"<svg", "png": b"\x89PNG"}
    for at in range(ui.picture_combo.count()):
        ui.picture_combo.setCurrentIndex(at)
        ending, across = dialog.picture
        assert ui.file_edit.text().endswith(f" outcome map.{ending}")
        assert ui.paper_combo.isVisible() is (ending == "pdf")
        path = tmp_path / f"map {across}.{ending}"
        export(qtbot, dialog, path)
        assert path.read_bytes().startswith(marks[ending]), ui.said_label.text()
        ui.file_edit.setText(str(tmp_path / f"Plan outcome map.{ending}"))
    ui.json_radio.click()
    assert ui.file_edit.text() == str(tmp_path / "Plan.plan.json")
    assert len(window.workshop.workspace.plan.all(ExportRecord)) == records
