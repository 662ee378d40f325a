"""What is typed reaches the plan, and what changes elsewhere reaches the field."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from planner.domain import records as r
from planner.gui import binding
from planner.gui.binding import REST, AnswerBinding, Binding
from planner.gui.widgets.editors import editor_for

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
ENTER = Qt.Key.Key_Return


@pytest.fixture
def bound(keep, workspace):
    """Show an editor bound to a field of a record, beside another place for the focus."""

    def made(record, name):
        editor = editor_for(type(record).describe(name), type(record), workspace)
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.addWidget(editor)
        editor.elsewhere = QLineEdit()
        column.addWidget(editor.elsewhere)
        holder.resize(500, 300)
        keep(holder)
        editor.binding = Binding(workspace, editor, record)
        editor.focus()
        return editor

    return made


def add(workspace, kind, **values):
    with workspace.edit("Set up") as edit:
        return edit.add(kind, **values)


def now(workspace, record):
    return workspace.plan.get(type(record), record.id)


def test_enter_writes(bound, qtbot, workspace):
    person = add(workspace, r.Person)
    editor = bound(person, "name")
    qtbot.keyClicks(editor.line, "Ana")
    assert now(workspace, person).name == ""
    qtbot.keyClick(editor.line, ENTER)
    assert now(workspace, person).name == "Ana"
    assert workspace.document.undo_label == "Edit person"


def test_typing_without_a_rest_is_written_too(bound, qtbot, workspace, monkeypatch):
    monkeypatch.setattr(binding, "LONGEST", 50)
    person = add(workspace, r.Person)
    editor = bound(person, "name")
    qtbot.keyClicks(editor.line, "Ana Maria de la Cruz y Ruiz", delay=10)
    assert "Ana Maria de la Cruz y Ruiz".startswith(now(workspace, person).name)
    assert now(workspace, person).name
    assert editor.line.text() == "Ana Maria de la Cruz y Ruiz"
    qtbot.keyClick(editor.line, ENTER)
    assert now(workspace, person).name == "Ana Maria de la Cruz y Ruiz"
    workspace.document.undo()
    assert now(workspace, person).name == ""


def test_what_is_too_long_is_said_while_it_is_typed(bound, qtbot, workspace):
    person = add(workspace, r.Person)
    editor = bound(person, "name")
    most = person.describe("name").max_length
    assert most > 0
    qtbot.keyClicks(editor.line, "a" * (most + 1))
    qtbot.waitUntil(lambda: bool(editor.problem), timeout=5 * REST)
    assert editor.line.text() == "a" * (most + 1)
    qtbot.keyClick(editor.line, Qt.Key.Key_Backspace)
    qtbot.waitUntil(lambda: not editor.problem, timeout=5 * REST)
    assert now(workspace, person).name == "a" * most


def test_leaving_writes(bound, qtbot, workspace):
    person = add(workspace, r.Person)
    editor = bound(person, "name")
    qtbot.keyClicks(editor.line, "Ana")
    editor.elsewhere.setFocus()
    assert now(workspace, person).name == "Ana"


def test_resting_writes_and_leaves_the_caret_alone(bound, qtbot, workspace):
    person = add(workspace, r.Person)
    editor = bound(person, "name")
    qtbot.keyClicks(editor.line, "Anna")
    editor.line.setCursorPosition(2)
    qtbot.waitUntil(lambda: now(workspace, person).name == "Anna", timeout=REST + 2000)
    assert editor.line.cursorPosition() == 2
    qtbot.keyClicks(editor.line, "x")
    assert editor.line.text() == "Anxna"


def test_one_visit_is_one_undo(bound, qtbot, workspace):
    person = add(workspace, r.Person, name="Before")
    editor = bound(person, "name")
    for text in ("One", "Two"):
        editor.line.selectAll()
        qtbot.keyClicks(editor.line, text)
        qtbot.keyClick(editor.line, ENTER)
    editor.elsewhere.setFocus()
    editor.focus()
    editor.line.selectAll()
    qtbot.keyClicks(editor.line, "Three")
    editor.elsewhere.setFocus()
    workspace.document.undo()
    assert now(workspace, person).name == "Two"
    assert editor.line.text() == "Two"
    workspace.document.undo()
    assert now(workspace, person).name == "Before"
    assert editor.line.text() == "Before"
    workspace.document.redo()
    assert editor.line.text() == "Two"


def test_a_change_from_elsewhere_is_shown(bound, workspace):
    person = add(workspace, r.Person, name="Ana")
    editor = bound(person, "name")
    with workspace.edit("Rename") as edit:
        edit.set(now(workspace, person), name="Ana Ruiz")
    assert editor.line.text() == "Ana Ruiz"


def test_what_is_being_typed_is_not_lost_to_a_change_from_elsewhere(bound, qtbot, workspace):
    person = add(workspace, r.Person, name="Ana")
    editor = bound(person, "name")
    editor.line.selectAll()
    qtbot.keyClicks(editor.line, "Beatriz")
    with workspace.edit("Rename") as edit:
        edit.set(now(workspace, person), name="Carla")
    assert editor.line.text() == "Beatriz"


def test_wrong_input_stays_in_the_field_and_out_of_the_plan(bound, qtbot, workspace):
    person = add(workspace, r.Person, capacity_hours_per_month=10)
    editor = bound(person, "capacity_hours_per_month")
    before = workspace.plan
    editor.line.selectAll()
    qtbot.keyClicks(editor.line, "500")
    editor.elsewhere.setFocus()
    assert workspace.plan == before
    assert editor.line.text() == "500"
    assert "between 0 and 200" in editor.problem
    editor.focus()
    editor.line.selectAll()
    qtbot.keyClicks(editor.line, "50")
    qtbot.keyClick(editor.line, ENTER)
    assert now(workspace, person).capacity_hours_per_month == 50
    assert editor.problem == ""


def test_a_rule_that_refuses_speaks_under_the_field(bound, qtbot, workspace):
    first = add(workspace, r.Action, name="Build the center")
    second = add(workspace, r.Action, name="Open the center")
    add(workspace, r.ActionDependency, predecessor_id=first.id, successor_id=second.id)
    wrong = add(workspace, r.ActionDependency, predecessor_id=second.id)
    editor = bound(wrong, "successor_id")
    before = workspace.plan
    editor.show_value(None)
    qtbot.keyClicks(editor.line, "Open the")
    qtbot.keyClick(editor.line, ENTER)
    assert workspace.plan == before
    assert editor.problem


def test_a_link_by_a_new_name_makes_the_record_in_the_same_edit(bound, qtbot, workspace):
    session = add(workspace, r.AgendaItem, label="Welcome")
    editor = bound(session, "session_id")
    qtbot.keyClicks(editor.line, "Day one")
    qtbot.keyClick(editor.line, ENTER)
    (made,) = workspace.plan.all(r.Session)
    assert made.name == "Day one"
    assert now(workspace, session).session_id == made.id
    assert editor.value() == made.id
    workspace.document.undo()
    assert workspace.plan.all(r.Session) == ()
    assert now(workspace, session).session_id is None


def test_several_links_keep_the_new_one(bound, qtbot, workspace):
    goal = add(workspace, r.Goal, name="A goal")
    editor = bound(goal, "toc_node_ids")
    qtbot.keyClicks(editor.line, "Students are well")
    qtbot.keyClick(editor.line, ENTER)
    qtbot.keyClicks(editor.line, "Families are heard")
    qtbot.keyClick(editor.line, ENTER)
    titles = [workspace.plan.title(each) for each in now(workspace, goal).toc_node_ids]
    assert titles == ["Students are well", "Families are heard"]


def test_the_first_value_makes_the_record_of_a_single_kind(bound, qtbot, workspace):
    editor = bound(workspace.plan.one(r.TocNarrative), "text")
    qtbot.keyClicks(editor.area, "Once")
    editor.elsewhere.setFocus()
    assert workspace.plan.one(r.TocNarrative).text == "Once"
    workspace.document.undo()
    assert workspace.plan.all(r.TocNarrative) == ()
    assert editor.value() == ""


def test_an_answer_is_made_and_unmade(keep, workspace):
    editor = editor_for(r.LessonNote.describe("evidence"), r.LessonNote, workspace)
    keep(editor)
    binding = AnswerBinding(workspace, editor, {"lesson": "L2"})
    editor.area.setPlainText("Seen in surveys")
    binding.commit()
    (note,) = workspace.plan.all(r.LessonNote)
    assert (note.lesson, note.evidence) == ("L2", "Seen in surveys")
    editor.left.emit()
    editor.area.setPlainText("")
    binding.commit()
    assert workspace.plan.all(r.LessonNote) == ()
    workspace.document.undo()
    assert editor.value() == "Seen in surveys"


def test_what_is_typed_counts_as_unsaved_until_it_is_written(bound, qtbot, workspace):
    told = []
    workspace.unsaved_changed.connect(told.append)
    person = add(workspace, r.Person)
    editor = bound(person, "name")
    qtbot.keyClicks(editor.line, "Ana")
    assert told == [True]
    qtbot.keyClick(editor.line, ENTER)
    assert told == [True, False]


def test_a_refused_value_stays_unsaved(bound, qtbot, workspace):
    told = []
    workspace.unsaved_changed.connect(told.append)
    person = add(workspace, r.Person)
    editor = bound(person, "capacity_hours_per_month")
    qtbot.keyClicks(editor.line, "many")
    qtbot.keyClick(editor.line, ENTER)
    assert told == [True]
    editor.line.selectAll()
    qtbot.keyClicks(editor.line, "20")
    qtbot.keyClick(editor.line, ENTER)
    assert told == [True, False]
