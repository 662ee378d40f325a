"""Wherever something is being typed, a crash costs at most two seconds of it; secrets are never kept."""

import os
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from planner.domain.records import Assumption, Person, Risk, StakeholderGroup, TocNode
from planner.gui import sittings
from planner.gui.crash_return import SittingKeeper, how_it_is
from planner.gui.dialogs.history import name_moment
from planner.gui.sittings import Draft, Left
from planner.gui.widgets.record_grid import RecordGrid


def told(window):
    return " ".join(window.notices.told)


def come_back(qtbot, window, paths, left):
    """Open the workshop again as if it had been left like that."""
    path = window.workshop.workspace.document.path
    window.go_home()
    sittings.write(paths, left)
    window.open_workshop(path)
    qtbot.waitUntil(lambda: "unexpectedly" in told(window))
    return window.workshop


def test_in_a_cell_of_a_grid(qtbot, window, paths):
    workshop = window.workshop
    person = workshop.workspace.plan.all(Person)[3]
    workshop.workspace.go_to(person.id, "name")
    grid = workshop.current.findChild(RecordGrid, "person_grid")
    qtbot.waitUntil(lambda: grid.open_editor() is not None)
    editor = grid.open_editor()
    QTest.keyClicks(editor.control, "Zora")
    left = how_it_is(workshop)
    (draft,) = left.drafts
    assert (draft.text[-4:], draft.record, draft.field) == ("Zora", person.id, "name")
    grid.end_edit(keep=False)
    workshop = come_back(qtbot, window, paths, left)
    editor = workshop.current.findChild(RecordGrid, "person_grid").open_editor()
    assert editor.value() == draft.text
    workshop.commit()
    assert workshop.workspace.plan.get(Person, person.id).name == draft.text


@pytest.mark.parametrize(
    ("step", "kind", "letter"),
    [
        ("A2", StakeholderGroup, "n"),
        ("A2", StakeholderGroup, "v"),
        ("B3", Assumption, "t"),
        ("B4", TocNode, "n"),
    ],
)
def test_on_a_drawing(qtbot, window, paths, step, kind, letter):
    workshop = window.workshop
    workshop.show_step(step)
    page = workshop.current.page
    keys = {each.id for each in workshop.workspace.plan.all(kind)}
    page.view.choose(next(each.key for each in page.view.regions if each.key in keys), tell=True)
    chosen = page.view.current
    page.typed(chosen, letter)
    QTest.keyClicks(page.writer.editor, "What nobody")
    left = how_it_is(workshop)
    assert [each.text[-11:] for each in left.drafts] == ["What nobody"]
    page.writer.stop()
    page = come_back(qtbot, window, paths, left).current.page
    assert page.writer.editor.isVisible()
    assert page.writer.editor.toPlainText().endswith("What nobody")
    assert page.view.current == chosen
    page.writer.stop()


def test_in_the_form_of_a_record_just_made(qtbot, window, paths):
    workshop = window.workshop
    workshop.show_step("D4")
    body = workshop.current.page.view.body
    body.add()
    QTest.keyClicks(QApplication.focusWidget(), "If nobody")
    left = how_it_is(workshop)
    assert [each.text for each in left.drafts] == ["If nobody"]
    workshop = come_back(qtbot, window, paths, left)
    assert workshop.current.page.view.body.form.editor("statement").value() == "If nobody"
    workshop.commit()
    assert "If nobody" in [each.statement for each in workshop.workspace.plan.all(Risk)]


def test_in_the_guide_also_when_it_is_folded(qtbot, window, paths):
    workshop = window.workshop
    QTest.keyClicks(workshop.guide.parking.entry, "Later")
    workshop.toggle_guide()
    assert not workshop.guide.isVisible()
    left = how_it_is(workshop)
    assert [(each.part, each.text) for each in left.drafts] == [("guide", "Later")]
    workshop = come_back(qtbot, window, paths, left)
    assert workshop.guide.parking.entry.isVisible()
    assert workshop.guide.parking.entry.text() == "Later"


def test_in_a_dialog_but_never_a_secret(qtbot, window, paths):
    seen = []

    def type_and_give_up():
        dialog = QApplication.activeModalWidget()
        QTest.keyClicks(dialog.entry, "Before lunch")
        seen.append(how_it_is(window.workshop))
        dialog.entry.setEchoMode(QLineEdit.EchoMode.Password)
        seen.append(how_it_is(window.workshop))
        dialog.reject()

    QTimer.singleShot(200, type_and_give_up)
    name_moment(window, window.workshop.workspace)
    assert [(each.part, each.text) for each in seen[0].drafts] == [("dialog", "Before lunch")]
    assert seen[1].drafts == ()
    come_back(qtbot, window, paths, seen[0])
    assert "1 text that was being typed is still to be put in." in told(window)
    window.notices.action_button.click()
    assert QApplication.clipboard().text() == "Before lunch"


def test_on_another_step_than_the_one_that_is_opened(qtbot, window, paths, library_file):
    window.go_home()
    drafts = (Draft("A new risk", "page", "risk_quick_edit", 0), Draft("Later", "guide", "parking_edit", 0))
    sittings.write(paths, Left(str(library_file), "D4", drafts=drafts))
    window.open_workshop(library_file, "A1")
    qtbot.waitUntil(lambda: "1 text that was being typed" in told(window))
    assert "you are where you were" not in told(window)
    assert window.workshop.guide.parking.entry.text() == "Later"
    watch = window.workshop.findChild(SittingKeeper)
    watch.look()
    with window.workshop.workspace.edit("Add risk") as edit:
        edit.add(Risk, statement="something else")
    assert window.notices.isVisible()  # an edit, or time, does not take it away
    qtbot.waitUntil(lambda: drafts[0] in sittings.read(paths, library_file).drafts)
    window.notices.action_button.click()
    assert QApplication.clipboard().text() == "A new risk"
    watch.look()
    qtbot.waitUntil(lambda: drafts[0] not in sittings.read(paths, library_file).drafts)


def test_work_that_goes_on_in_a_copy_leaves_no_trace_of_a_crash(qtbot, window, paths, tmp_path):
    old = window.workshop.workspace.document.path
    qtbot.waitUntil(lambda: sittings.read(paths, old) is not None)
    window.workshop.troubles.save_to(tmp_path / "elsewhere.workshop")
    watch = window.workshop.findChild(SittingKeeper)
    watch.look()
    qtbot.waitUntil(lambda: sittings.newest(paths).workshop.endswith("elsewhere.workshop"))
    assert sittings.read(paths, old) is None
    window.go_home()
    assert sittings.newest(paths) is None


def test_a_disk_that_fails_is_tried_again(qtbot, window, paths):
    path = window.workshop.workspace.document.path
    qtbot.waitUntil(lambda: sittings.read(paths, path) is not None)
    folder = sittings.file_of(paths, path).parent
    for each in folder.iterdir():
        each.unlink()
    folder.rmdir()
    folder.write_text("in the way", encoding="utf-8")
    watch = window.workshop.findChild(SittingKeeper)
    watch._timer.stop()
    QTest.keyClicks(window.workshop.guide.parking.entry, "Later")
    watch.look()
    watch._writer.waitForDone()
    folder.unlink()
    watch.look()
    qtbot.waitUntil(lambda: sittings.read(paths, path) is not None)
    assert sittings.read(paths, path).drafts[0].text == "Later"


@pytest.mark.parametrize("text", ["half an emoji \ud83d", "\0", "ü" * 3_000_000, 'a "quoted"\n\\line'])
def test_any_text_is_kept_as_it_is(paths, tmp_path, text):
    left = Left(str(tmp_path / "A.workshop"), drafts=(Draft(text, "page", "x", 0),))
    assert sittings.write(paths, left)
    assert sittings.read(paths, Path(left.workshop)) == left


def test_it_is_on_the_disk_before_it_counts(paths, tmp_path, monkeypatch):
    left = Left(str(tmp_path / "A.workshop"), "D4")
    assert sittings.write(paths, left)
    done = []
    sync = os.fsync
    monkeypatch.setattr(os, "fsync", lambda handle: (done.append(handle), sync(handle)))
    assert sittings.write(paths, replace(left, step="E1"))
    assert len(done) == 1
