from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from planner.domain.records import Decision, ParkingLotItem, Person
from planner.domain.steps import STEPS, state
from planner.errors import InvalidEdit
from planner.gui.main_window import MainWindow
from planner.gui.workshop_view import WorkshopView
from planner.services.library import Library

CTRL = Qt.KeyboardModifier.ControlModifier


def press(qtbot: QtBot, window: MainWindow, key: Qt.Key, modifier=CTRL) -> None:
    qtbot.keyClick(QApplication.focusWidget() or window, key, modifier)


class TestWalking:
    def test_keys_walk_over_the_steps_and_mark_nothing(
        self, qtbot: QtBot, window: MainWindow, workshop: WorkshopView
    ):
        plan = workshop.workspace.plan
        press(qtbot, window, Qt.Key.Key_Return)
        assert workshop.workspace.step == "A2"
        press(qtbot, window, Qt.Key.Key_PageDown)
        assert workshop.workspace.step == "A3"
        press(qtbot, window, Qt.Key.Key_PageUp)
        assert workshop.workspace.step == "A2"
        assert workshop.workspace.plan is plan

    def test_the_ends_are_ends(self, workshop: WorkshopView):
        workshop.walk(-1)
        assert workshop.workspace.step == "A1"
        workshop.show_step("E2")
        workshop.walk(1)
        assert workshop.workspace.step == "E2"
        assert workshop.status_line.next_label.text() == "This is the last step"

    def test_a_click_in_the_navigator_goes_to_a_step_of_a_folded_phase(
        self, qtbot: QtBot, workshop: WorkshopView
    ):
        button = workshop.navigator.step_button("C4")
        assert not button.isVisible()
        qtbot.mouseClick(workshop.navigator.phase_button("C"), Qt.MouseButton.LeftButton)
        assert button.isVisible()
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        assert workshop.workspace.step == "C4"
        assert workshop.current is not None
        assert workshop.current.title.text() == "Goals and objectives"

    def test_arrow_keys_walk_in_the_navigator(self, qtbot: QtBot, workshop: WorkshopView):
        navigator = workshop.navigator
        navigator.step_button("A1").setFocus()
        qtbot.keyClick(navigator.step_button("A1"), Qt.Key.Key_Down)
        assert navigator.step_button("A2").hasFocus()
        qtbot.keyClick(navigator.step_button("A2"), Qt.Key.Key_Space)
        assert workshop.workspace.step == "A2"
        navigator.phase_button("B").setFocus()
        qtbot.keyClick(navigator.phase_button("B"), Qt.Key.Key_Right)
        assert navigator.step_button("B1").isVisible()

    def test_only_the_step_shown_is_a_stop_of_the_tab_key(self, workshop: WorkshopView):
        stops = [
            step.code
            for step in STEPS
            if workshop.navigator.step_button(step.code).focusPolicy() & Qt.FocusPolicy.TabFocus
        ]
        assert stops == ["A1"]


class TestStates:
    def test_a_step_is_named_with_its_state_and_what_there_is_to_look_at(
        self, qtbot: QtBot, workshop: WorkshopView
    ):
        qtbot.waitUntil(lambda: bool(workshop.workspace.known_findings), timeout=10_000)
        found = [each for each in workshop.workspace.findings() if not each.waived]
        code = found[0].step
        count = sum(each.step == code for each in found)
        name = workshop.navigator.step_button(code).accessibleName()
        assert name.startswith(f"{code} ")
        assert ("1 thing to look at" if count == 1 else f"{count} things to look at") in name

    def test_marking_writes_the_state(self, workshop: WorkshopView):
        workshop.navigator.mark_chosen.emit("E1", "done")
        kept = state(workshop.workspace.plan, "E1")
        assert kept is not None
        assert kept.status == "done"
        assert ", done" in workshop.navigator.step_button("E1").accessibleName()
        workshop.undo()
        assert state(workshop.workspace.plan, "E1").status != "done"

    def test_a_sign_off_waits_for_what_blocks_it(self, home: MainWindow, paths):
        from datetime import date

        from planner.services.library import Library

        path = Library(paths).new_workshop("Plan", "D", "CA", date(2026, 7, 1), date(2029, 6, 30), "Ana")
        home.open_workshop(path)
        workshop = home.workshop
        workshop.navigator.mark_chosen.emit("B6", "done")
        assert state(workshop.workspace.plan, "B6") is None
        assert "before the sign-off" in workshop.notices.label.text()
        workshop.notices.action_button.click()
        assert workshop.workspace.step.startswith("B")


class TestUndo:
    def test_the_button_names_the_edit(self, qtbot: QtBot, workshop: WorkshopView):
        assert not workshop.top_bar.undo_button.isEnabled()
        before = workshop.workspace.plan
        with workshop.workspace.edit("Add Zoe") as edit:
            edit.add(Person, name="Zoe")
        assert "Add Zoe" in workshop.top_bar.undo_button.toolTip()
        workshop.top_bar.undo_button.click()
        assert workshop.workspace.plan == before
        assert "Add Zoe" in workshop.top_bar.redo_button.accessibleName()
        assert "Add Zoe" in workshop.notices.label.text()

    def test_the_undo_of_a_notice_ends_with_the_next_edit(self, workshop: WorkshopView):
        workspace = workshop.workspace
        with workspace.edit("Add Zoe") as edit:
            edit.add(Person, name="Zoe")
        workspace.tell("Zoe was added.", action="Undo", then=workspace.document.undo)
        assert workshop.notices.isVisible()
        with workspace.edit("Add Ben") as edit:
            edit.add(Person, name="Ben")
        workshop.notices.action_button.click()
        assert {"Zoe", "Ben"} <= {person.name for person in workspace.plan.all(Person)}
        assert not workshop.notices.isVisible()

    @pytest.mark.parametrize("code", ["B2", "D2"])
    def test_undo_while_writing_on_a_drawing_leaves_the_keyboard_there(
        self, qtbot: QtBot, workshop: WorkshopView, code: str
    ):
        workshop.show_step(code)
        pane = workshop.current
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_N)
        qtbot.keyClicks(QApplication.focusWidget(), "Something new")
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
        workshop.undo()
        assert pane.isAncestorOf(QApplication.focusWidget())

    def test_a_field_takes_back_its_own_typing_first_then_the_plan_goes_back(
        self, qtbot: QtBot, window: MainWindow, workshop: WorkshopView
    ):
        with workshop.workspace.edit("Add Zoe") as edit:
            edit.add(Person, name="Zoe")
        people = len(workshop.workspace.plan.all(Person))
        field = workshop.guide.parking.entry
        field.setFocus()
        qtbot.keyClicks(field, "Buses")
        press(qtbot, window, Qt.Key.Key_Z)
        assert field.text() == ""
        assert len(workshop.workspace.plan.all(Person)) == people
        press(qtbot, window, Qt.Key.Key_Z)
        assert len(workshop.workspace.plan.all(Person)) == people - 1
        press(qtbot, window, Qt.Key.Key_Y)
        assert len(workshop.workspace.plan.all(Person)) in (people, people - 1)

    def test_a_refused_edit_is_told_and_changes_nothing(self, workshop: WorkshopView):
        before = workshop.workspace.plan
        with workshop.workspace.edit("Break it"):
            raise InvalidEdit("It cannot be.", safe="Nothing was changed.", do="Try something else.")
        assert workshop.workspace.plan is before
        assert workshop.notices.isVisible()
        assert workshop.notices.label.text() == "It cannot be. Nothing was changed. Try something else."

    def test_a_notice_of_a_workshop_opened_before_the_window_is_shown_has_its_place(
        self, qtbot: QtBot, make_window, library_file
    ):
        window = make_window()
        window.hide()
        window.open_workshop(library_file, "A1")
        window.workshop.notices.tell("This is a long story. " * 20, lasting=True)
        window.show()
        qtbot.waitUntil(window.workshop.notices.label.isVisible)
        bar, workshop = window.workshop.notices, window.workshop
        qtbot.waitUntil(lambda: bar.geometry().bottom() > workshop.status_line.y())
        assert bar.x() >= workshop.navigator.geometry().right()
        assert workshop.rect().contains(bar.geometry())

    @pytest.mark.parametrize("step", ["A1", "B2", "D4"])
    def test_a_notice_moves_nothing_on_the_page(self, qtbot: QtBot, workshop: WorkshopView, step: str):
        workshop.show_step(step)
        pane = workshop.current
        assert pane is not None
        before = pane.size(), pane.page.size()
        workshop.notices.tell("All is well. " * 30)
        bar = workshop.notices
        qtbot.waitUntil(bar.label.isVisible)
        assert (pane.size(), pane.page.size()) == before
        assert bar.label.height() >= bar.label.heightForWidth(bar.label.width())
        assert workshop.rect().contains(bar.geometry())
        assert bar.x() >= workshop.navigator.geometry().right()
        window = workshop.window()
        window.resize(900, 700)
        qtbot.waitUntil(lambda: workshop.rect().contains(bar.geometry()))
        assert bar.label.height() >= bar.label.heightForWidth(bar.label.width())


class TestGuide:
    def test_a_thought_is_parked_with_enter_and_the_focus_stays(self, qtbot: QtBot, workshop: WorkshopView):
        entry = workshop.guide.parking.entry
        entry.setFocus()
        for text in ("Buses after six", "Who pays <b>later</b>?"):
            qtbot.keyClicks(entry, text)
            qtbot.keyClick(entry, Qt.Key.Key_Return)
        items = workshop.workspace.plan.all(ParkingLotItem)[-2:]
        assert [item.text for item in items] == ["Buses after six", "Who pays <b>later</b>?"]
        assert items[0].raised_on == workshop.workspace.document.today()
        assert items[0].session_id == workshop.workspace.session.id
        assert entry.hasFocus()
        assert entry.text() == ""
        newest = workshop.guide.parking.findChild(QLabel, f"{items[-1].code.lower()}_label")
        qtbot.waitUntil(newest.isVisible)
        assert newest.text() == "Who pays <b>later</b>?"
        assert newest.textFormat() is Qt.TextFormat.PlainText
        older = workshop.guide.parking.findChild(QLabel, f"{items[-2].code.lower()}_label")
        qtbot.waitUntil(lambda: newest.parentWidget().y() < older.parentWidget().y())

    def test_a_decision_is_noted_and_closed(self, qtbot: QtBot, workshop: WorkshopView):
        entry = workshop.guide.decisions.entry
        qtbot.keyClicks(entry, "Start with two schools")
        qtbot.keyClick(entry, Qt.Key.Key_Return)
        decision = workshop.workspace.plan.all(Decision)[-1]
        assert (decision.text, decision.status) == ("Start with two schools", "open")
        button = workshop.guide.decisions.findChild(QWidget, f"{decision.code.lower()}_close_button")
        button.click()
        assert workshop.workspace.plan.get(Decision, decision.id).status == "closed"
        workshop.notices.action_button.click()
        assert workshop.workspace.plan.get(Decision, decision.id).status == "open"

    def test_too_short_a_thought_stays_to_be_finished(self, qtbot: QtBot, workshop: WorkshopView):
        entry = workshop.guide.parking.entry
        before = workshop.workspace.plan
        qtbot.keyClicks(entry, "   ")
        qtbot.keyClick(entry, Qt.Key.Key_Return)
        assert workshop.workspace.plan is before

    def test_a_finding_leads_to_its_field(self, qtbot: QtBot, workshop: WorkshopView):
        qtbot.waitUntil(lambda: bool(workshop.workspace.known_findings), timeout=10_000)
        finding = next(each for each in workshop.workspace.known_findings if not each.waived)
        workshop.show_step(finding.step)
        card = workshop.guide.findings.cards[0]
        assert finding.message in card.accessibleName()
        card.click()
        assert workshop.workspace.step == finding.step

    def test_how_a_technique_works_unfolds(self, qtbot: QtBot, workshop: WorkshopView):
        button = workshop.guide.findChild(QPushButton, "round_robin_button")
        label = workshop.guide.findChild(QLabel, "round_robin_label")
        assert not label.isVisible()
        button.click()
        assert label.isVisible()
        assert "One contribution" in label.text()

    def test_f9_hides_and_shows_it(self, qtbot: QtBot, window: MainWindow, workshop: WorkshopView):
        assert workshop.guide.isVisible()
        press(qtbot, window, Qt.Key.Key_F9, Qt.KeyboardModifier.NoModifier)
        assert not workshop.guide.isVisible()
        assert workshop.top_bar.guide_button.isVisible()
        press(qtbot, window, Qt.Key.Key_F9, Qt.KeyboardModifier.NoModifier)
        assert workshop.guide.isVisible()


class TestFolding:
    def test_at_200_percent_the_guide_is_a_button_and_escape_closes_it(
        self, qtbot: QtBot, window: MainWindow, workshop: WorkshopView
    ):
        window.set_scale(2.0)
        assert not workshop.guide.isVisible()
        assert workshop.top_bar.guide_button.isVisible()
        workshop.top_bar.guide_button.click()
        assert workshop.guide.isVisible()
        assert workshop.guide.geometry().right() < window.width()
        qtbot.keyClick(workshop.guide.parking.entry, Qt.Key.Key_Escape)
        assert not workshop.guide.isVisible()

    def test_1366_by_768_shows_names_and_guide(self, window: MainWindow, workshop: WorkshopView):
        window.resize(1366, 768)
        assert workshop.guide.isVisible()
        assert not workshop.navigator.step_button("A1").compact
        assert window.width() == 1366

    def test_nothing_makes_the_window_wider_than_the_screen(self, window: MainWindow, workshop: WorkshopView):
        for scale in (1.0, 3.0):
            window.set_scale(scale)
            for code in ("A1", "A4", "B2", "C3", "D2"):
                workshop.show_step(code)
                QApplication.processEvents()  # sizes are worked out when the window gets to it
                wanted = workshop.minimumSizeHint()
                assert wanted.width() <= 1366, (scale, code)
                assert wanted.height() <= 768, (scale, code)

    def test_a_click_on_a_step_gives_the_keyboard_to_its_page(self, qtbot: QtBot, workshop: WorkshopView):
        workshop.show_step("B1")
        workshop.current.page.setFocus()
        qtbot.mouseClick(workshop.navigator.step_button("B2"), Qt.MouseButton.LeftButton)
        assert workshop.workspace.step == "B2"
        assert workshop.current.isAncestorOf(QApplication.focusWidget())

    def test_a_click_on_a_step_takes_the_keyboard_out_of_the_guide(
        self, qtbot: QtBot, workshop: WorkshopView
    ):
        workshop.guide.findChild(QLineEdit, "decision_edit").setFocus()
        qtbot.mouseClick(workshop.navigator.step_button("A2"), Qt.MouseButton.LeftButton)
        assert workshop.current.isAncestorOf(QApplication.focusWidget())

    def test_the_step_keeps_its_place_and_its_rows_grow(self, window: MainWindow, workshop: WorkshopView):
        workshop.show_step("E1")
        workshop.current.page.show_sheet(1)
        height = workshop.current.page.view.body.grid.rowHeight(0)
        window.set_scale(2.0)
        page = workshop.current.page
        assert page.place()[0] == "1"
        assert page.view.body.grid.rowHeight(0) > 1.8 * height
        workshop.show_step("C2")
        workshop.current.page.view.body.lines.setCurrentIndex(workshop.current.page.view.body.model.index(3))
        workshop.current.page.view.body.quick.setFocus()
        chosen = workshop.current.page.place()
        window.set_scale(1.0)
        assert workshop.current.page.place() == chosen
        assert QApplication.focusWidget() is workshop.current.page.view.body.quick

    def test_keys_scale_everything(self, qtbot: QtBot, window: MainWindow, workshop: WorkshopView):
        height = workshop.top_bar.undo_button.sizeHint().height()
        window.set_scale(1.4)
        press(qtbot, window, Qt.Key.Key_Plus)
        assert window.theme.scale == 1.5
        assert workshop.top_bar.undo_button.sizeHint().height() > height * 1.4
        press(qtbot, window, Qt.Key.Key_Minus)
        assert window.theme.scale == 1.4
        press(qtbot, window, Qt.Key.Key_0)
        assert window.theme.scale == 1.0


class TestFind:
    def test_any_text_is_found_and_gone_to(self, qtbot: QtBot, window: MainWindow, workshop: WorkshopView):
        press(qtbot, window, Qt.Key.Key_F)
        panel = workshop.find_panel
        assert panel.entry.hasFocus()
        qtbot.keyClicks(panel.entry, "oral treatment")
        qtbot.waitUntil(lambda: panel.results.count() > 0)
        qtbot.keyClick(panel.entry, Qt.Key.Key_Return)
        assert workshop.workspace.step != "A1"
        qtbot.keyClick(panel.entry, Qt.Key.Key_Escape)
        assert not panel.isVisible()

    def test_what_is_nowhere_is_said(self, qtbot: QtBot, workshop: WorkshopView):
        workshop.find_panel.open()
        qtbot.keyClicks(workshop.find_panel.entry, "zzzz")
        label = workshop.find_panel.findChild(QLabel, "find_count_label")
        qtbot.waitUntil(lambda: bool(label.text()))
        assert label.text() == "0 places"


class TestKeys:
    def test_the_status_line_says_that_everything_is_saved(self, workshop: WorkshopView):
        assert workshop.status_line.saved_label.text().startswith("✓ Saved on this laptop")

    def test_f1_shows_help_for_the_step(self, window: MainWindow, workshop: WorkshopView, qtbot: QtBot):
        press(qtbot, window, Qt.Key.Key_F1, Qt.KeyboardModifier.NoModifier)
        dialog = window.findChild(QWidget, "help_dialog")
        assert dialog.isVisible()
        texts = [label.text() for label in dialog.findChildren(QLabel)]
        assert any(text.startswith("A1 ") for text in texts)
        assert "Ctrl+Enter" in texts
        search = dialog.findChild(QLineEdit, "glossary_edit")
        search.setText("adopting body")
        assert "official" in dialog.findChild(QLabel, "glossary_meaning_label").text()
        dialog.close()

    def test_the_timer_counts_down_and_pauses(self, qtbot: QtBot, window: MainWindow, workshop: WorkshopView):
        countdown = workshop.top_bar.countdown
        assert countdown.seconds == 30 * 60
        press(qtbot, window, Qt.Key.Key_F8, Qt.KeyboardModifier.NoModifier)
        qtbot.waitUntil(lambda: countdown.seconds < 30 * 60, timeout=3_000)
        assert countdown.button.text() == "Pause"
        countdown.button.click()
        left = countdown.seconds
        workshop.show_step("A2")
        assert countdown.seconds == 40 * 60
        workshop.show_step("A1")
        assert countdown.seconds == left
        assert not countdown.running

    def test_home_closes_the_workshop(self, qtbot: QtBot, window: MainWindow, workshop: WorkshopView):
        with qtbot.waitSignal(window.desk.read, timeout=10_000):
            workshop.top_bar.home_button.click()
        assert window.workshop is None
        assert window.home.isVisible()
        assert window.home.list.rows[0].open_button.text() == "Continue"


class TestCounts:
    def test_a_step_nobody_has_begun_counts_nothing(self, qtbot: QtBot, home: MainWindow) -> None:
        path = Library(home.paths).new_workshop(
            "A plan", "A district", "CA", date(2026, 7, 1), date(2029, 6, 30), "R. Ortiz"
        )
        home.open_workshop(path, "A1")
        assert home.workshop is not None
        workspace = home.workshop.workspace
        qtbot.waitUntil(lambda: any(each.step == "C1" for each in workspace.known_findings))
        button = home.workshop.navigator.step_button
        qtbot.waitUntil(lambda: "look at" in button("A1").accessibleName())
        assert "look at" not in button("C1").accessibleName()
        home.workshop.show_step("C1")
        assert "look at" in button("C1").accessibleName()


class TestSaved:
    def test_the_line_at_the_bottom_does_not_claim_what_is_only_typed(
        self, qtbot: QtBot, window: MainWindow, workshop: WorkshopView
    ) -> None:
        line = workshop.findChild(QLineEdit, "title_text_edit")
        assert line is not None
        line.setFocus()
        qtbot.keyClicks(line, "x")
        assert "Not saved yet" in workshop.status_line.saved_label.text()
        qtbot.keyClick(line, Qt.Key.Key_Return)
        assert "Saved on this laptop" in workshop.status_line.saved_label.text()
