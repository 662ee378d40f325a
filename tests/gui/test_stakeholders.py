"""A2 under keys and mouse: groups, their places, the chairs, and what they said."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot
from tests.gui.drawn_desk import DrawnDesk

from planner.domain.plan import Plan
from planner.domain.records import StakeholderGroup, VoiceInput
from planner.gui.pages.drawn_page import DRAWING
from planner.gui.pages.stakeholders import BALANCE, GRID, VOICES_VIEW

ALT = Qt.KeyboardModifier.AltModifier
FAMILIES = StakeholderGroup(
    id="fam", code="SG-01", name="Families", categories=("families",), affected=5, influence=2
)
NURSES = StakeholderGroup(id="nur", code="SG-02", position=1.0, name="Nurses")


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> Iterator[DrawnDesk]:
    made = DrawnDesk(qtbot, tmp_path, "A2", (FAMILIES, NURSES))
    yield made
    made.workspace.close()


@pytest.fixture
def bare(qtbot: QtBot, tmp_path: Path) -> Iterator[DrawnDesk]:
    made = DrawnDesk(qtbot, tmp_path, "A2", ())
    yield made
    made.workspace.close()


def group(plan: Plan, name: str) -> StakeholderGroup:
    return next(each for each in plan.all(StakeholderGroup) if each.name == name)


class TestEmpty:
    def test_it_teaches_and_shows_five_empty_chairs(self, bare: DrawnDesk):
        assert bare.page.note.isVisible()
        names = [each.name for each in bare.view.regions]
        assert len(names) == 5
        assert names[1] == "Nobody speaks for families."

    def test_its_button_begins_to_write(self, bare: DrawnDesk):
        bare.page.note.button.click()
        assert not bare.page.note.isVisible()
        bare.type("Bus drivers")
        bare.type("Grandparents", Qt.Key.Key_Return)
        bare.type("", Qt.Key.Key_Escape)
        assert [each.name for each in bare.plan.all(StakeholderGroup)] == ["Bus drivers", "Grandparents"]
        assert bare.view.current == group(bare.plan, "Grandparents").id

    def test_giving_up_leaves_it_empty(self, bare: DrawnDesk):
        bare.keys("n")
        bare.type("Nobody", Qt.Key.Key_Escape)
        assert bare.page.note.isVisible()
        assert not bare.plan.all(StakeholderGroup)

    def test_enter_on_an_empty_chair_seats_the_new_group(self, bare: DrawnDesk):
        bare.view.choose("chair:unions", tell=True)
        assert "Nobody speaks for unions" in bare.page.hint.text()
        bare.key(Qt.Key.Key_Return)
        bare.type("Teachers' union")
        bare.type("Somebody else")
        bare.type("", Qt.Key.Key_Escape)
        assert group(bare.plan, "Teachers' union").categories == ("unions",)
        assert group(bare.plan, "Somebody else").categories == ()

    def test_pasted_lines_are_groups(self, bare: DrawnDesk):
        bare.keys("n")
        bare.page.writer.editor.setPlainText("Cooks\n\n  Bus   drivers \n")
        bare.type("")
        assert [each.name for each in bare.plan.all(StakeholderGroup)] == ["Cooks", "Bus drivers"]
        bare.document.undo()
        assert not bare.plan.all(StakeholderGroup)


class TestGrid:
    def test_a_drag_places_a_group_and_one_undo_takes_it_back(self, desk: DrawnDesk):
        goal = desk.spot("cell:4:3")
        desk.drag("nur", goal)
        nurses = desk.plan.get(StakeholderGroup, "nur")
        assert (nurses.affected, nurses.influence) == (4, 3)
        assert desk.document.undo_label == "Place “Nurses”"
        desk.document.undo()
        assert desk.plan.get(StakeholderGroup, "nur") == NURSES.replace(
            created_at=desk.plan.get(StakeholderGroup, "nur").created_at,
            updated_at=desk.plan.get(StakeholderGroup, "nur").updated_at,
        )

    def test_a_drag_into_the_tray_takes_it_off(self, desk: DrawnDesk):
        desk.drag("fam", desk.spot("nur"))
        families = desk.plan.get(StakeholderGroup, "fam")
        assert (families.affected, families.influence) == (None, None)

    def test_a_drag_onto_a_chair_makes_it_speak(self, desk: DrawnDesk):
        desk.drag("nur", desk.spot("chair:health_ecosystem"))
        assert desk.plan.get(StakeholderGroup, "nur").categories == ("health_ecosystem",)
        region = desk.view.region("chair:health_ecosystem")
        assert region is not None
        assert region.name == "Nurses for the health ecosystem. Not heard yet."

    def test_a_drop_beside_everything_changes_nothing(self, desk: DrawnDesk):
        before = desk.plan
        desk.drag("fam", QPoint(2, 2))
        assert desk.plan is before

    def test_alt_and_arrows_move_it_and_stop_at_the_edge(self, desk: DrawnDesk):
        desk.view.choose("fam", tell=True)
        for key in (Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Left):
            desk.key(key, ALT)
        families = desk.plan.get(StakeholderGroup, "fam")
        assert (families.affected, families.influence) == (4, 3)
        assert desk.view.current == "fam"

    def test_alt_and_an_arrow_put_a_waiting_group_in_the_middle(self, desk: DrawnDesk):
        desk.view.choose("nur")
        desk.key(Qt.Key.Key_Left, ALT)
        nurses = desk.plan.get(StakeholderGroup, "nur")
        assert (nurses.affected, nurses.influence) == (3, 3)

    def test_two_digits_place_it(self, desk: DrawnDesk):
        desk.view.choose("nur", tell=True)
        desk.keys("4")
        assert desk.page.hint.text() == "Affected 4. Now a digit for influence, 1 to 5."
        assert desk.plan.get(StakeholderGroup, "nur").affected is None
        desk.keys("1")
        nurses = desk.plan.get(StakeholderGroup, "nur")
        assert (nurses.affected, nurses.influence) == (4, 1)

    def test_walking_on_forgets_a_first_digit(self, desk: DrawnDesk):
        desk.view.choose("nur", tell=True)
        desk.keys("4")
        desk.view.choose("fam", tell=True)
        desk.view.choose("nur", tell=True)
        desk.keys("2")
        assert desk.plan.get(StakeholderGroup, "nur").affected is None

    def test_delete_can_be_undone(self, desk: DrawnDesk):
        desk.view.choose("nur", tell=True)
        desk.key(Qt.Key.Key_Delete)
        assert desk.plan.get(StakeholderGroup, "nur") is None
        desk.document.undo()
        assert desk.plan.get(StakeholderGroup, "nur") is not None

    def test_the_fields_of_the_chosen_stand_below_and_change_the_drawing(self, desk: DrawnDesk):
        desk.view.choose("fam", tell=True)
        form = desk.page.details.form
        assert form is not None
        form.editor("influence").control.choose("5")
        assert desk.plan.get(StakeholderGroup, "fam").influence == 5
        assert "influence 5 of 5" in desk.view.region("fam").name

    def test_the_menu_offers_what_keys_do(self, desk: DrawnDesk):
        menu = QMenu(desk.page)
        desk.page.fill_menu(menu, "nur")
        texts = [each.text() for each in menu.actions()]
        assert texts == ["Open the details", "What they said", "Speaks for", "Take off the grid", "Delete"]
        speaks = menu.actions()[2].menu().actions()
        next(each for each in speaks if each.text() == "unions").trigger()
        assert desk.plan.get(StakeholderGroup, "nur").categories == ("unions",)

    def test_a_name_that_is_too_long_is_said_and_stays(self, desk: DrawnDesk):
        desk.keys("n")
        desk.type("x" * 90)
        assert desk.refused
        assert desk.page.writer.editor.words == "x" * 90


class TestVoices:
    def test_v_writes_what_they_said_then_how_it_shaped_the_plan(self, desk: DrawnDesk):
        desk.view.choose("fam", tell=True)
        desk.keys("v")
        assert desk.page.shown == VOICES_VIEW
        desk.type("Forms are long and only in English")
        (voice,) = desk.plan.all(VoiceInput)
        assert (voice.group_id, voice.key_messages) == ("fam", "Forms are long and only in English")
        desk.type("Consent was rewritten")
        (voice,) = desk.plan.all(VoiceInput)
        assert voice.how_it_shaped_plan == "Consent was rewritten"
        assert desk.view.current == voice.id
        assert desk.page.details.form.editor("method").has_focus()

    def test_an_answer_can_wait(self, desk: DrawnDesk):
        desk.view.choose("fam", tell=True)
        desk.keys("v")
        desk.type("Forms are long")
        desk.type("", Qt.Key.Key_Escape)
        (voice,) = desk.plan.all(VoiceInput)
        assert "Not answered yet" in desk.view.region(voice.id).name
        desk.keys("a")
        desk.type("Shorter forms")
        assert "Shorter forms" in desk.view.region(voice.id).name

    def test_v_asks_for_a_group_first(self, desk: DrawnDesk):
        desk.view.choose("")
        desk.keys("v")
        assert not desk.page.writer.active
        assert desk.page.hint.text() == "Choose the group first; then write what it said."

    def test_a_voice_marks_the_chair_as_heard(self, desk: DrawnDesk):
        with desk.workspace.edit("Voice") as edit:
            edit.add(VoiceInput, group_id="fam", people_count=12, key_messages="Forms are long")
        assert "12 heard" in desk.view.region("chair:families").name


class TestPage:
    def test_sheets_are_the_keyboard_twin(self, desk: DrawnDesk):
        desk.page.show_part("0")
        assert desk.page.part == "0"
        desk.page.show_part(DRAWING)
        assert desk.page.part == DRAWING

    def test_a_finding_leads_to_the_drawing(self, desk: DrawnDesk):
        desk.page.reveal("fam", "affected")
        assert desk.view.current == "fam"
        assert desk.page.details.form.editor("affected").has_focus()

    def test_place_and_return(self, desk: DrawnDesk):
        desk.page.show_view(BALANCE)
        place = desk.page.place()
        desk.page.show_view(GRID)
        desk.page.return_to(place)
        assert desk.page.shown == BALANCE

    def test_a_screen_reader_hears_groups_and_chairs(self, desk: DrawnDesk):
        listed = QAccessible.queryAccessibleInterface(desk.view)
        names = [listed.child(number).text(QAccessible.Text.Name) for number in range(7)]
        assert "Families, affected 5 of 5, influence 2 of 5, not heard yet" in names
        assert "Nobody speaks for students." in names

    def test_all_is_there_after_reopening(self, desk: DrawnDesk):
        desk.view.choose("nur", tell=True)
        desk.keys("51v")
        desk.type("We never hear back")
        desk.type("Every answer is sent back", Qt.Key.Key_Return)
        plan = desk.reopened()
        nurses = plan.get(StakeholderGroup, "nur")
        assert (nurses.affected, nurses.influence) == (5, 1)
        (voice,) = plan.all(VoiceInput)
        assert voice.how_it_shaped_plan == "Every answer is sent back"
