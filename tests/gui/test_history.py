"""The history in the window: every edit, the plan as it was in words, and the way back."""

import sqlite3
from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from planner import i18n
from planner.domain import records as r
from planner.domain.differences import differences
from planner.domain.plan import Plan
from planner.domain.steps import state
from planner.gui import record_edits
from planner.gui.dialogs.history import HistoryDialog
from planner.gui.dialogs.one_line import OneLineDialog
from planner.gui.difference_words import told
from planner.gui.main_window import MainWindow
from planner.gui.models.history_list import STEP, WHAT, WHEN
from planner.gui.workshop_view import WorkshopView
from planner.services.history import SNAPSHOTS

CTRL = Qt.KeyboardModifier.ControlModifier
MARKUP = "Families & <b>staff</b> shape it"


def press(qtbot: QtBot, window: MainWindow, key: Qt.Key) -> None:
    qtbot.keyClick(QApplication.focusWidget() or window, key, CTRL)


def answer(fill: Callable[[OneLineDialog], None]) -> None:
    """Fill the question that comes next."""

    def act() -> None:
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, OneLineDialog) or not dialog.isVisible():
            QTimer.singleShot(20, act)
            return
        try:
            fill(dialog)
        finally:  # a question that is still there afterwards fails the test instead of holding it up
            QTimer.singleShot(2_000, dialog, dialog.reject)

    QTimer.singleShot(0, act)


def rename(workshop: WorkshopView, name: str) -> r.Goal:
    goal = workshop.workspace.plan.all(r.Goal)[0]
    with workshop.workspace.edit("Edit goal", step="C4") as edit:
        edit.set(goal, name=name)
    return goal


@pytest.fixture
def edited(workshop: WorkshopView) -> WorkshopView:
    """The sample after three edits: a goal renamed, a person added, a risk changed."""
    rename(workshop, "Care for all of them")
    with workshop.workspace.edit("Add person", step="A1") as edit:
        edit.add(r.Person, name=MARKUP)
    with workshop.workspace.edit("Edit risk", step="D4") as edit:
        edit.set(edit.plan.all(r.Risk)[0], statement="If the grant ends, then two centers close")
    assert workshop.workspace.document.undo_label == "Edit risk"
    return workshop


@pytest.fixture
def dialog(qtbot: QtBot, edited: WorkshopView) -> HistoryDialog:
    made = edited.show_history()
    assert made is not None
    qtbot.waitUntil(made.isVisible)
    return made


def rows(dialog: HistoryDialog, column: int = WHAT) -> list[str]:
    model = dialog.model
    return [model.index(row, column).data() for row in range(model.rowCount())]


def select(qtbot: QtBot, dialog: HistoryDialog, label: str) -> None:
    dialog.table.setCurrentIndex(dialog.model.index(rows(dialog).index(label), WHAT))
    qtbot.waitUntil(lambda: dialog.what_label.text() == label)


class TestList:
    def test_ctrl_h_opens_it_on_the_newest_edit(self, qtbot: QtBot, window: MainWindow, edited: WorkshopView):
        press(qtbot, window, Qt.Key.Key_H)
        dialog = window.findChild(HistoryDialog)
        assert dialog is not None
        assert rows(dialog) == ["Edit risk", "Add person", "Edit goal", "Sample workshop"]
        assert rows(dialog, STEP) == ["D4", "A1", "C4", ""]
        assert rows(dialog, WHEN)[0].startswith("Today, ")
        qtbot.waitUntil(dialog.table.hasFocus)
        assert dialog.what_label.text() == "Edit risk"
        assert "D4 " in dialog.when_label.text()
        assert not dialog.back_button.isEnabled()

    def test_the_menu_of_the_top_bar_opens_it_and_names_what_undo_does(self, edited: WorkshopView):
        actions = {each.objectName(): each for each in edited.top_bar.menu_button.menu().actions()}
        assert actions["menu_undo_action"].text() == "Undo: Edit risk"
        assert not actions["menu_redo_action"].isEnabled()
        actions["menu_undo_action"].trigger()
        assert actions["menu_undo_action"].text() == "Undo: Add person"
        assert actions["menu_redo_action"].text() == "Redo: Edit risk"
        actions["menu_history_action"].trigger()
        assert edited.findChild(HistoryDialog).isVisible()

    def test_one_step_or_the_snapshots_are_picked(self, dialog: HistoryDialog):
        filters = [dialog.filter.itemData(row) for row in range(dialog.filter.count())]
        assert filters == ["", SNAPSHOTS, "A1", "C4", "D4"]
        dialog.filter.setCurrentIndex(filters.index("C4"))
        assert rows(dialog) == ["Edit goal"]
        assert dialog.what_label.text() == "Edit goal"
        dialog.filter.setCurrentIndex(filters.index(SNAPSHOTS))
        assert rows(dialog) == []
        assert dialog.what_label.text() == "No snapshot yet"
        assert not dialog.back_button.isEnabled()
        dialog.filter.setCurrentIndex(0)
        assert len(rows(dialog)) == 4

    def test_thousands_of_edits_are_read_by_page(self, workshop: WorkshopView):
        with workshop.workspace.edit("Add person") as edit:
            person = edit.add(r.Person, name="Zoe")
        for number in range(130):
            with workshop.workspace.document.edit(f"Edit {number}") as edit:
                edit.set(person, name=f"Zoe {number}")
        dialog = workshop.show_history()
        assert dialog.model.rowCount() == 132
        assert dialog.model.index(131, WHAT).data() == "Sample workshop"
        assert dialog.model.index(0, WHAT).data() == "Edit 129"
        assert len(dialog.model._pages) == 2

    def test_a_narrow_window_leaves_day_and_step_to_the_side(
        self, qtbot: QtBot, window: MainWindow, workshop: WorkshopView
    ):
        window.resize(700, 560)
        qtbot.waitUntil(lambda: workshop.width() <= 700)
        dialog = workshop.show_history()
        qtbot.waitUntil(dialog.isVisible)
        assert dialog.width() <= 700
        assert [dialog.table.isColumnHidden(column) for column in (WHEN, WHAT, STEP)] == [True, False, True]
        assert dialog.when_label.text().startswith("Today, ")

    def test_every_control_has_a_name(self, dialog: HistoryDialog):
        found = [
            each.objectName()
            for each in dialog.findChildren(QWidget)
            if each.isVisible() and each.focusPolicy() is not Qt.FocusPolicy.NoFocus
        ]
        assert {"history_table", "history_filter_combo", "differences_text", "go_back_button"} <= set(found)
        for each in dialog.findChildren(QPushButton):
            assert each.objectName()
            assert each.accessibleName() or each.text()


class TestWords:
    def test_what_an_edit_did_and_what_has_changed_since(self, qtbot: QtBot, dialog: HistoryDialog):
        select(qtbot, dialog, "Add person")
        text = dialog.differences.toPlainText()
        assert text.splitlines()[0] == "1 added"
        assert f"“{MARKUP}”" in text
        dialog.parts.choose("since")
        text = dialog.differences.toPlainText()
        assert text.splitlines()[0] == "1 changed"
        assert "→ “If the grant ends, then two centers close”" in text
        assert dialog.back_button.isEnabled()
        select(qtbot, dialog, "Edit goal")
        assert "→ “Care for all of them”" not in dialog.differences.toPlainText()
        dialog.parts.choose("edit")
        assert "→ “Care for all of them”" in dialog.differences.toPlainText()

    def test_the_arrow_keys_walk(self, qtbot: QtBot, dialog: HistoryDialog):
        qtbot.keyClick(dialog.table, Qt.Key.Key_Down)
        qtbot.waitUntil(lambda: dialog.what_label.text() == "Add person")
        assert dialog.back_button.isEnabled()

    def test_many_differences_are_counted_and_the_rest_named_by_kind(self, sample: Plan):
        lines = [str(line) for line in told(differences(Plan(), sample), Plan(), sample)]
        assert lines[0] == f"{len(sample):,} added"
        assert lines[-1].startswith(f"And {len(sample) - 200:,} more: ")
        assert len(lines) < 300

    def test_every_kind_of_value_has_words(self, sample: Plan):
        for record in sample.records():
            found = differences(Plan(), Plan([record]))
            lines = list(told(found, Plan(), sample))
            assert lines[0].text == "1 added"
            assert all(record.id not in str(line) for line in lines)
            blank = type(record)(id=record.id, code=record.code)
            for one, other in ((blank, record), (record, blank)):
                changed = list(told(differences(Plan([one]), Plan([other])), sample, sample))
                assert all(str(line) for line in changed)

    def test_an_order_is_one_line(self, workshop: WorkshopView):
        before = workshop.workspace.plan
        first, *_rest, last = before.all(r.Goal)
        with workshop.workspace.edit("Move goal") as edit:
            edit.move(last, before=first)
        after = workshop.workspace.plan
        lines = [str(line) for line in told(differences(before, after), before, after)]
        assert lines == [
            "The same entries in another order",
            "Goals",
            "Order: Goals stand in another order",
        ]

    def test_all_of_it_is_translated(self, qtbot: QtBot, edited: WorkshopView):
        i18n.set_language(i18n.PSEUDO)
        try:
            dialog = edited.show_history()
            texts = [each.text() for each in dialog.findChildren(QPushButton)]
            assert all(text.startswith("[") for text in texts if text)
            assert dialog.note_label.text().startswith("[")
            assert dialog.differences.toPlainText().startswith("[")
        finally:
            i18n.set_language(i18n.SOURCE_LANGUAGE)


class TestGoingBack:
    def test_the_plan_is_as_it_was_and_undo_brings_back_what_was_there(
        self, qtbot: QtBot, edited: WorkshopView, dialog: HistoryDialog
    ):
        workspace, now = edited.workspace, edited.workspace.plan
        select(qtbot, dialog, "Edit goal")
        then = dialog.history.plan_at(dialog.model.entry(2).sequence)
        qtbot.mouseClick(dialog.back_button, Qt.MouseButton.LeftButton)
        assert workspace.plan == then
        assert rows(dialog)[0] == "Go back to: Edit goal"
        assert dialog.what_label.text() == "Go back to: Edit goal"
        assert "Nothing is lost" in dialog.note_label.text()
        assert edited.top_bar.undo_button.toolTip().startswith("Undo: Go back to: Edit goal")
        qtbot.mouseClick(dialog.undo_button, Qt.MouseButton.LeftButton)
        assert workspace.plan == now
        assert rows(dialog)[0] == "Undo: Go back to: Edit goal"
        assert not dialog.undo_button.isVisible()

    def test_ctrl_z_works_in_it_too(self, qtbot: QtBot, edited: WorkshopView, dialog: HistoryDialog):
        qtbot.keyClick(dialog.table, Qt.Key.Key_Z, CTRL)
        assert edited.workspace.document.undo_label == "Add person"
        assert rows(dialog)[0] == "Undo: Edit risk"

    def test_pages_look_again(self, qtbot: QtBot, edited: WorkshopView):
        edited.show_step("C4")
        dialog = edited.show_history()
        name = dialog.history.plan_at(1).all(r.Goal)[0].name
        dialog.choose(1)
        dialog.go_back()
        dialog.close()
        entry = edited.current.page.findChild(QLineEdit, "name_edit")
        qtbot.waitUntil(lambda: entry.text() == name)

    def test_what_was_made_official_since_is_told_first(self, workshop: WorkshopView):
        with workshop.workspace.edit("Vote") as edit:
            vote = edit.add(r.VoteRound, question="Which first?", status="open")
        moment = workshop.workspace.document.log().last
        with workshop.workspace.edit("Close the vote") as edit:
            edit.set(vote, status="closed")
        dialog = workshop.show_history()
        dialog.choose(moment)
        assert "made official since" in dialog.note_label.text()
        assert dialog.note_label.textFormat() is Qt.TextFormat.PlainText
        assert dialog.back_button.isEnabled()

    def test_a_sign_off_that_would_be_taken_back_is_told_too(self, workshop: WorkshopView):
        with workshop.workspace.edit("Open again", step="B6") as edit:
            edit.set(state(edit.plan, "B6"), status="in_progress", signed_off=False)
        moment = workshop.workspace.document.log().last
        with workshop.workspace.edit("Sign off", step="B6") as edit:
            edit.set(state(edit.plan, "B6"), status="done", signed_off=True)
        dialog = workshop.show_history()
        dialog.choose(moment)
        assert "made official since: the sign-off of B6 " in dialog.note_label.text()

    def test_a_backup_is_made_before(self, qtbot: QtBot, edited: WorkshopView, dialog: HistoryDialog):
        before = len(edited.workspace.plan)
        select(qtbot, dialog, "Edit goal")
        with qtbot.waitSignal(edited.workspace.backups.made, timeout=10_000) as made:
            qtbot.mouseClick(dialog.back_button, Qt.MouseButton.LeftButton)
        assert (made.args[0].reason, made.args[0].records) == ("history", before)

    def test_a_journal_that_cannot_be_read_is_told_in_the_dialog(
        self, qtbot: QtBot, edited: WorkshopView, dialog: HistoryDialog
    ):
        log = dialog.history._log
        read = log._read

        def fail(_statement: str, _values: object) -> list[object]:
            raise sqlite3.DatabaseError("disk I/O error")

        log._read = fail
        dialog.filter.setCurrentIndex(1)
        dialog.table.viewport().grab()
        assert "history cannot be read" in dialog.note_label.text()
        dialog.filter.setCurrentIndex(0)
        dialog.model._pages.clear()
        assert rows(dialog)[0] is None
        log._read = read
        dialog.filter.setCurrentIndex(2)
        dialog.filter.setCurrentIndex(0)
        assert rows(dialog)[0] == "Edit risk"

    def test_a_plan_just_opened_cannot_be_emptied_by_undo(self, qtbot: QtBot, workshop: WorkshopView):
        before = workshop.workspace.plan
        workshop.undo()
        assert workshop.workspace.plan is before
        assert "Nothing to undo" in workshop.notices.label.text()


class TestSnapshots:
    def test_ctrl_s_gives_the_moment_a_name(self, qtbot: QtBot, window: MainWindow, workshop: WorkshopView):
        def fill(question: OneLineDialog) -> None:
            assert question.entry.text().startswith("A1 ")
            question.entry.setText("Before <i>lunch</i>")
            qtbot.keyClick(question.entry, Qt.Key.Key_Return)

        answer(fill)
        press(qtbot, window, Qt.Key.Key_S)
        assert workshop.notices.label.text().startswith("“Before <i>lunch</i>” is in the history. Saved on")
        assert workshop.workspace.document.undo_label == ""
        dialog = workshop.show_history()
        assert rows(dialog)[0] == "Snapshot: Before <i>lunch</i>"
        assert dialog.differences.placeholderText() == "A named moment changes nothing."

    def test_escape_keeps_none_and_says_that_all_is_saved(
        self, qtbot: QtBot, window: MainWindow, workshop: WorkshopView
    ):
        answer(lambda question: qtbot.keyClick(question.entry, Qt.Key.Key_Escape))
        press(qtbot, window, Qt.Key.Key_S)
        assert workshop.notices.label.text().startswith("Saved on this laptop at ")
        assert workshop.show_history().history.count(SNAPSHOTS) == 0

    def test_the_dialog_names_one_and_shows_it(self, dialog: HistoryDialog):
        answer(lambda question: (question.entry.setText("Here"), question.verb_button.click()))
        dialog.name_button.click()
        assert rows(dialog)[0] == "Snapshot: Here"
        assert dialog.what_label.text() == "Snapshot: Here"

    def test_a_sign_off_is_a_snapshot(self, workshop: WorkshopView):
        plan = workshop.workspace.plan
        with workshop.workspace.edit("Open again", step="B6") as edit:
            edit.set(state(plan, "B6"), status="in_progress", signed_off=False)
        workshop.navigator.mark_chosen.emit("B6", "done")
        assert state(workshop.workspace.plan, "B6").status == "done"
        dialog = workshop.show_history()
        dialog.filter.setCurrentIndex(1)
        assert len(rows(dialog)) == 1
        assert rows(dialog)[0].startswith("Sign-off of B6 ")


def test_undo_names_what_was_deleted(workshop: WorkshopView):
    goal = workshop.workspace.plan.all(r.Goal)[0]
    record_edits.delete(workshop.workspace, [goal])
    assert workshop.workspace.document.undo_label == f"Delete “{goal.name}”"
    record_edits.delete(workshop.workspace, workshop.workspace.plan.all(r.Goal)[:2])
    assert workshop.workspace.document.undo_label == "Delete 2 goals"
