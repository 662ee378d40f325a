"""After a crash: the same workshop, step and place, and what was being typed. Closing leaves no trace."""

import os
import stat
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from planner.domain.records import Action, Risk, TocLink, TocNode
from planner.gui import sittings
from planner.gui.application import build
from planner.gui.crash_return import LOOKS_EVERY, SittingKeeper, how_it_is
from planner.gui.sittings import Draft, Left
from planner.services.document import Document

CRASHING = Path(__file__).with_name("crashing.py")


def keeper(window) -> SittingKeeper:
    found = window.workshop.findChild(SittingKeeper)
    assert found is not None
    return found


def told(window):
    return " ".join(window.notices.told)


@pytest.fixture
def risks(window):
    """The window on the risks, with the second one in the form."""
    window.workshop.show_step("D4")
    risk = window.workshop.workspace.plan.all(Risk)[1]
    window.workshop.current.page.reveal(risk.id, "statement")
    return window.workshop


def statement(workshop):
    return workshop.current.page.view.body.form.editor("statement")


@pytest.fixture
def build_window(paths):
    """Makes windows that may go straight to a workshop instead of the library; they are closed in the end."""
    made = []

    def make():
        window = build(paths)
        made.append(window)
        window.resize(1440, 900)
        window.show()
        window.activateWindow()
        return window

    yield make
    for window in made:
        window.close()
        window.deleteLater()


def test_a_workshop_that_is_open_is_written_down_and_forgotten_when_it_is_closed(window, paths, qtbot):
    path = window.workshop.workspace.document.path
    qtbot.waitUntil(lambda: sittings.read(paths, path) is not None)
    left = sittings.read(paths, path)
    assert (left.step, left.drafts, left.returns) == ("A1", (), 0)
    file = sittings.file_of(paths, path)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700
    window.go_home()
    assert list(file.parent.iterdir()) == []


def test_what_is_typed_is_written_down_until_it_is_saved(risks, window, qtbot):
    editor = statement(risks)
    editor.focus()
    editor.control.selectAll()
    QTest.keyClicks(editor.control, "If it rains")
    left = how_it_is(risks)
    risk = risks.workspace.plan.all(Risk)[1]
    assert (left.step, left.place) == ("D4", ("0", risk.id))
    (draft,) = left.drafts
    assert (draft.text, draft.record, draft.field) == ("If it rains", risk.id, "statement")
    assert risks.workspace.plan.all(Risk)[1].statement != "If it rains"
    risks.commit()
    assert how_it_is(risks).drafts == ()


def test_it_is_looked_at_often_enough(window, paths, qtbot):
    watch = keeper(window)
    assert LOOKS_EVERY < 2_000
    qtbot.waitUntil(watch.findChild(QTimer).isActive)
    assert watch.findChild(QTimer).interval() == LOOKS_EVERY


def test_lines_that_wait_for_enter_are_written_down_too(risks):
    quick = risks.findChild(QLineEdit, "risk_quick_edit")
    quick.setFocus()
    QTest.keyClicks(quick, "A new risk")
    (draft,) = how_it_is(risks).drafts
    assert (draft.text, draft.name, draft.record) == ("A new risk", "risk_quick_edit", "")
    parking = risks.guide.parking.entry
    QTest.keyClicks(parking, "Later")
    assert {(each.part, each.text) for each in how_it_is(risks).drafts} == {
        ("page", "A new risk"),
        ("guide", "Later"),
    }


def test_it_comes_back_as_it_was(qtbot, build_window, paths, library_file):
    document = Document.open(library_file)
    risk = document.plan.all(Risk)[2]
    document.close()
    drafts = (
        Draft("If it snows", "page", "statement_edit", 0, risk.id, "statement", 3, True),
        Draft("A new risk", "page", "risk_quick_edit", 0),
        Draft("Not now", "guide", "parking_edit", 0),
    )
    sittings.write(paths, Left(str(library_file), "D4", ("0", risk.id), {}, drafts))
    window = build_window()
    qtbot.waitUntil(lambda: window.workshop is not None)
    qtbot.waitUntil(lambda: "unexpectedly" in told(window))
    workshop = window.workshop
    assert workshop.workspace.step == "D4"
    assert workshop.current.page.view.body.current_id() == risk.id
    assert statement(workshop).value() == "If it snows"
    assert statement(workshop).control.textCursor().position() == 3
    assert workshop.findChild(QLineEdit, "risk_quick_edit").text() == "A new risk"
    assert workshop.guide.parking.entry.text() == "Not now"
    assert "What you were typing is here too." in told(window)
    workshop.commit()
    assert workshop.workspace.plan.get(Risk, risk.id).statement == "If it snows"
    assert workshop.workspace.document.undo_label


def come_back(window, paths, qtbot, left):
    """Open the workshop again as if it had been left like that."""
    path = window.workshop.workspace.document.path
    window.go_home()
    sittings.write(paths, left)
    window.open_workshop(path)
    qtbot.waitUntil(lambda: "What you were typing is here too." in told(window))
    return window.workshop


def test_words_on_a_card_of_the_map_come_back_where_they_were_typed(window, paths, qtbot):
    workshop = window.workshop
    workshop.show_step("B2")
    node = workshop.workspace.plan.all(TocNode)[5]
    view = workshop.current.page.view
    view.choose(node.id, look=True)
    view.writer.rename()
    QTest.keyClicks(view.writer.editor, "Half a sen")
    (draft,) = how_it_is(workshop).drafts
    assert (draft.text, draft.name) == ("Half a sen", "outcome_edit")
    left = how_it_is(workshop)
    view.writer.stop()
    workshop = come_back(window, paths, qtbot, left)
    view = workshop.current.page.view
    assert view.writer.editor.isVisible()
    assert view.writer.editor.words == "Half a sen"
    workshop.commit()
    assert workshop.workspace.plan.get(TocNode, node.id).statement == "Half a sen"


def test_a_card_that_was_not_there_yet_comes_back_too(window, paths, qtbot):
    workshop = window.workshop
    workshop.show_step("B2")
    node = workshop.workspace.plan.all(TocNode)[1]
    view = workshop.current.page.view
    view.choose(node.id, look=True)
    view.writer.new_outcome()
    QTest.keyClicks(view.writer.editor, "Something new")
    left = how_it_is(workshop)
    view.writer.stop()
    before = len(workshop.workspace.plan.all(TocNode))
    workshop = come_back(window, paths, qtbot, left)
    workshop.commit()
    plan = workshop.workspace.plan
    assert len(plan.all(TocNode)) == before + 1
    (made,) = [each for each in plan.all(TocNode) if each.statement == "Something new"]
    assert plan.where(TocLink, from_id=made.id)[0].to_id == node.id


@pytest.mark.parametrize("what", ["new_action", "rename"])
def test_a_line_of_the_schedule_comes_back_too(window, paths, qtbot, what):
    workshop = window.workshop
    workshop.show_step("D2")
    action = workshop.workspace.plan.all(Action)[3]
    view = workshop.current.page.view
    view.choose(action.id, look=True)
    getattr(view, what)()
    QTest.keyClicks(view.editor, "Call the drivers")
    left = how_it_is(workshop)
    view.editor.given_up.emit()
    workshop = come_back(window, paths, qtbot, left)
    workshop.commit()
    plan = workshop.workspace.plan
    (found,) = [each for each in plan.all(Action) if each.name == "Call the drivers"]
    assert (found.id == action.id) == (what == "rename")


def test_a_text_without_its_card_is_not_said_to_be_there(qtbot, build_window, paths, library_file):
    drafts = (Draft("Half a sen", "page", "outcome_edit", 0, field="rename gone "),)
    sittings.write(paths, Left(str(library_file), "B2", ("drawing", ""), {}, drafts))
    window = build_window()
    qtbot.waitUntil(lambda: "still to be put in" in told(window))
    keeper(window).look()
    qtbot.waitUntil(lambda: sittings.read(paths, library_file).drafts == drafts)
    window.notices.action_button.click()
    assert QApplication.clipboard().text() == "Half a sen"


def test_a_text_whose_place_is_gone_can_be_copied(qtbot, build_window, paths, library_file):
    drafts = (Draft("Nowhere to go", "page", "no_such_edit", 0),)
    sittings.write(paths, Left(str(library_file), "D4", scroll={}, drafts=drafts))
    window = build_window()
    qtbot.waitUntil(lambda: "still to be put in" in told(window))
    assert window.notices.action_button.isVisible()
    window.notices.action_button.click()
    assert QApplication.clipboard().text() == "Nowhere to go"


def test_it_scrolls_to_where_it_was(qtbot, window, paths):
    workshop = window.workshop
    form = workshop.current.page.view.body.form
    bar = form.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 100)
    bar.setValue(100)
    left = how_it_is(workshop)
    assert left.scroll[form.objectName()] == (0, 100)
    path = workshop.workspace.document.path
    window.go_home()
    sittings.write(paths, left)
    window.open_workshop(path)
    form = window.workshop.current.page.view.body.form
    qtbot.waitUntil(lambda: form.verticalScrollBar().value() == 100)


def test_it_begins_at_home_where_the_program_ended_twice_in_a_row(qtbot, build_window, paths, library_file):
    sittings.write(paths, Left(str(library_file), "D4", returns=2))
    window = build_window()
    qtbot.waitUntil(lambda: "was open when the program ended" in told(window))
    assert window.workshop is None


def test_each_return_counts_until_it_has_gone_well(qtbot, build_window, paths, library_file):
    sittings.write(paths, Left(str(library_file), "D4"))
    window = build_window()
    qtbot.waitUntil(lambda: window.workshop is not None and "unexpectedly" in told(window))
    assert sittings.read(paths, library_file).returns == 1
    watch = keeper(window)
    for _look in range(20):
        watch.look()
    qtbot.waitUntil(lambda: sittings.read(paths, library_file).returns == 0)


def test_a_workshop_that_is_gone_or_open_elsewhere_is_no_trouble(qtbot, build_window, paths, library_file):
    sittings.write(paths, Left(str(library_file.with_name("Gone.workshop")), "D4"))
    file = sittings.file_of(paths, Path("x"))
    file.write_text("no JSON", encoding="utf-8")
    window = build_window()
    with qtbot.waitSignal(window.desk.read, timeout=10_000):
        pass
    assert window.workshop is None
    assert window.notices.told == ()


def test_what_makes_no_sense_is_not_read(paths, tmp_path):
    workshop = tmp_path / "A.workshop"
    left = Left(str(workshop), "D4", ("1", ""), {"area": (0, 5)}, (Draft("x", "page", "y", 0),), 1)
    sittings.write(paths, left)
    assert sittings.read(paths, workshop) == left
    assert sittings.newest(paths) is None  # the workshop is gone
    workshop.write_text("", encoding="utf-8")
    assert sittings.newest(paths) == left
    file = sittings.file_of(paths, workshop)
    for text in ("", "[]", "{}", '{"workshop": 1}', "\0" * 50, '{"workshop":"a","step":"b","place":[1]}'):
        file.write_text(text, encoding="utf-8")
        assert sittings.read(paths, workshop) is None
    sittings.write(paths, replace(left, step="E1"))
    assert sittings.read(paths, workshop).step == "E1"


@pytest.mark.skipif(sys.platform == "win32", reason="kills as POSIX does")
def test_killed_in_the_middle_of_a_sentence(qtbot, build_window, paths, library_file):
    """Nothing but the last two seconds of typing is lost, and the plan itself is as it was saved."""
    typing = subprocess.Popen(
        [sys.executable, str(CRASHING), str(paths.root), str(library_file)],
        stdout=subprocess.PIPE,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        text=True,
    )
    typed = []
    while len(typed) < 100:
        typed.append((time.monotonic(), typing.stdout.readline().rstrip("\n")))
    typing.kill()
    killed = time.monotonic()
    typing.wait()
    typing.stdout.close()
    safe = [text for at, text in typed if at < killed - 2.2][-1]
    assert len(safe) > 20
    window = build_window()
    qtbot.waitUntil(
        lambda: window.workshop is not None and "What you were typing" in told(window), timeout=10_000
    )
    workshop = window.workshop
    assert workshop.workspace.step == "D4"
    text = statement(workshop).value()
    assert text.startswith(safe.strip())
    assert typed[-1][1].startswith(text)
    assert workshop.current.page.view.body.current_id() == workshop.workspace.plan.all(Risk)[1].id
