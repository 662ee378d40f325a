"""Typing and clicking in the editor of every kind of field."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QCalendarWidget, QLabel, QListWidget

from planner.domain import records as r
from planner.domain.fields import Kind
from planner.domain.plan import Plan
from planner.gui.reading import Unreadable, read, read_day, read_decimal, read_time, read_whole
from planner.gui.widgets.editors import editor_for
from planner.gui.widgets.field_editor import NewRecord

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
ENTER = Qt.Key.Key_Return


@pytest.fixture(scope="module")
def workspace(open_workshop):
    """One workshop for all editors: they write nothing by themselves."""
    return open_workshop()


@pytest.fixture
def make(keep, workspace):
    """Show an editor for a field and keep what it commits."""

    def made(kind, name):
        editor = editor_for(kind.describe(name), kind, workspace)
        editor.resize(500, 200)
        keep(editor)
        editor.sent = []
        editor.committed.connect(editor.sent.append)
        return editor

    return made


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("2027-06-30", date(2027, 6, 30)),
        ("6/30/2027", date(2027, 6, 30)),
        ("6/30/27", date(2027, 6, 30)),
        ("30 June 2027", date(2027, 6, 30)),
        ("june 30, 2027", date(2027, 6, 30)),
        ("Jun 30 2027", date(2027, 6, 30)),
        ("30th of", None),
        ("", "blank"),
        ("13/30/2027", None),
        ("June 2027", None),
    ],
)
def test_days_are_read_in_the_forms_people_use(typed, meant):
    if meant == "blank":
        assert read_day(typed) is None
    elif meant is None:
        with pytest.raises(Unreadable):
            read_day(typed)
    else:
        assert read_day(typed) == meant


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("1,200", 1200),
        ("$1,200", 1200),
        ("1.5 million", 1_500_000),
        ("20k", 20_000),
        ("54 %", 54),
        ("12 people", 12),
        (".5", 0.5),
        ("−3", -3),
        ("", None),
    ],
)
def test_numbers_are_read_with_their_units(typed, meant):
    assert read_decimal(typed) == meant


@pytest.mark.parametrize("typed", ["1.5", "a few", "1-2", "10 to 20", "7 dwarfs", "3x"])
def test_what_is_no_whole_number_is_told(typed):
    with pytest.raises(Unreadable):
        read_whole(typed)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("9", "09:00"), ("9:30", "09:30"), ("0930", "09:30"), ("2pm", "14:00"), ("12 am", "00:00")],
)
def test_times_are_read(typed, meant):
    assert read_time(typed) == meant


def test_lists_of_choices_are_read_by_their_words():
    field = r.Objective.describe("beneficiaries")
    assert read(field, "Students; families", Plan()) == ("students", "families")
    with pytest.raises(Unreadable):
        read(field, "Martians", Plan())


def test_every_kind_has_an_editor(make):
    seen = set()
    for kind in (
        r.Charter,
        r.Person,
        r.Action,
        r.Partner,
        r.Indicator,
        r.Session,
        r.RoadmapLink,
        r.DataPoint,
    ):
        for field in kind.fields():
            if field.kind not in seen and not field.hidden:
                seen.add(field.kind)
                editor = make(kind, field.name)
                assert editor.objectName() == f"{field.name}_editor"
                assert editor.control.accessibleName()
    seen |= {make(r.RaciEntry, "action_id").field.kind, make(r.BackboneFunction, "lead_id").field.kind}
    seen.add(make(r.Risk, "probability").field.kind)
    seen.add(make(r.BudgetLine, "amount_usd").field.kind)
    assert seen == set(Kind) - {Kind.DATA}


def test_text(make, qtbot):
    editor = make(r.Person, "name")
    assert editor.control.objectName() == "name_edit"
    qtbot.keyClicks(editor.line, "  Ana   Ruiz ")
    qtbot.keyClick(editor.line, ENTER)
    assert editor.sent == ["Ana Ruiz"]


def test_too_long_a_text_is_kept_and_told(make, qtbot):
    editor = make(r.Region, "name")
    editor.line.setText("x" * 61)
    editor.commit()
    assert editor.sent == []
    assert "60" in editor.problem
    assert len(editor.line.text()) == 61


def test_note_of_one_paragraph_ends_with_enter(make, qtbot):
    editor = make(r.Risk, "statement")
    qtbot.keyClicks(editor.area, "If it rains, then we are wet")
    qtbot.keyClick(editor.area, ENTER)
    assert editor.sent == ["If it rains, then we are wet"]


def test_long_note_has_lines_and_grows(make, qtbot):
    editor = make(r.TocNarrative, "text")
    before = editor.area.height()
    for _line in range(6):
        qtbot.keyClicks(editor.area, "A line")
        qtbot.keyClick(editor.area, ENTER)
    assert editor.sent == []
    assert editor.area.height() > before
    assert editor.value().count("\n") == 5


def test_whole_number_keeps_wrong_input(make, qtbot):
    editor = make(r.StakeholderGroup, "size_estimate")
    qtbot.keyClicks(editor.line, "many")
    qtbot.keyClick(editor.line, ENTER)
    assert editor.sent == []
    assert "not a number" in editor.problem
    assert editor.line.text() == "many"
    editor.line.selectAll()
    qtbot.keyClicks(editor.line, "1200")
    qtbot.keyClick(editor.line, ENTER)
    assert editor.sent == [1200]
    assert editor.problem == ""
    assert editor.line.text() == "1,200"


def test_number_out_of_range_is_told(make, qtbot):
    editor = make(r.Session, "planned_minutes")
    qtbot.keyClicks(editor.line, "5")
    qtbot.keyClick(editor.line, ENTER)
    assert editor.sent == []
    assert "between 30 and 600" in editor.problem


def test_money(make, qtbot):
    editor = make(r.BudgetLine, "amount_usd")
    qtbot.keyClicks(editor.line, "$25,000")
    qtbot.keyClick(editor.line, ENTER)
    assert editor.sent == [25000]


def test_decimal(make, qtbot):
    editor = make(r.Indicator, "target_value")
    qtbot.keyClicks(editor.line, "12.5")
    qtbot.keyClick(editor.line, ENTER)
    assert editor.sent == [12.5]
    assert editor.line.text() == "12.5"


def test_day_is_shown_in_words_and_may_be_empty(make, qtbot):
    editor = make(r.Session, "date")
    qtbot.keyClicks(editor.line, "6/30/2027")
    qtbot.keyClick(editor.line, ENTER)
    assert editor.sent == [date(2027, 6, 30)]
    assert editor.line.text() == "Jun 30, 2027"
    assert editor.value() == date(2027, 6, 30)
    editor.line.clear()
    editor.commit()
    assert editor.sent[-1] is None


def test_day_picked_in_the_calendar(make, qtbot):
    editor = make(r.Session, "date")
    editor.show_value(date(2027, 6, 30))
    editor.button.click()
    calendar = editor.findChild(QCalendarWidget)
    assert calendar.selectedDate().day() == 30
    calendar.clicked.emit(calendar.selectedDate().addDays(-1))
    assert editor.sent == [date(2027, 6, 29)]
    assert not calendar.isVisible()


def test_time(make, qtbot):
    editor = make(r.Session, "start_time")
    qtbot.keyClicks(editor.line, "2 pm")
    qtbot.keyClick(editor.line, ENTER)
    assert editor.sent == ["14:00"]
    assert editor.line.text() == "14:00"


def test_choice_of_few_is_a_row_of_buttons(make, qtbot):
    editor = make(r.PdsaCycle, "decision")
    qtbot.mouseClick(editor.segments.button("adapt"), Qt.MouseButton.LeftButton)
    qtbot.mouseClick(editor.segments.button("adapt"), Qt.MouseButton.LeftButton)
    assert editor.sent == ["adapt", ""]


def test_choice_of_many_is_a_list_to_type_in(make, qtbot):
    editor = make(r.Partner, "sector")
    editor.combo.setFocus()
    qtbot.keyClicks(editor.combo, "univ")
    assert editor.value() == "university"
    editor.combo.activated.emit(editor.combo.currentIndex())
    assert editor.sent[-1] == "university"


def test_choices_as_buttons_and_as_list(make, qtbot):
    few = make(r.Objective, "tenets")
    qtbot.mouseClick(few._chips["safe"], Qt.MouseButton.LeftButton)
    qtbot.mouseClick(few._chips["healthy"], Qt.MouseButton.LeftButton)
    assert few.sent == [("safe",), ("healthy", "safe")]
    many = make(r.Objective, "wscc")
    qtbot.mouseClick(many.opener, Qt.MouseButton.LeftButton)
    rows = QApplication.activePopupWidget().findChild(QListWidget, "wscc_choices_list")
    qtbot.keyClick(rows, Qt.Key.Key_Space)
    qtbot.keyClick(rows, Qt.Key.Key_Down)
    qtbot.keyClick(rows, Qt.Key.Key_Space)
    QApplication.activePopupWidget().close()
    assert many.sent[-1] == ("HE", "PE")
    assert many.opener.said.startswith("Health education")


def test_scale_by_click_by_digit_and_cleared(make, qtbot):
    editor = make(r.Risk, "probability")
    qtbot.mouseClick(editor.segments.button("4"), Qt.MouseButton.LeftButton)
    qtbot.keyClick(editor.segments.button("4"), Qt.Key.Key_2)
    qtbot.mouseClick(editor.segments.button("2"), Qt.MouseButton.LeftButton)
    assert editor.sent == [4, 2, None]
    assert make(r.CiRating, "rating").segments.button("3").accessibleName() == "3 firmly"


def test_flag(make, qtbot):
    editor = make(r.Region, "high_need")
    editor.box.click()
    assert editor.sent == [True]


def test_link_finds_by_words_and_by_code(make, qtbot, workspace):
    with workspace.edit("x") as edit:
        ana = edit.add(r.Person, name="Ana Ruiz")
        bob = edit.add(r.Person, name="Bob Lee")
    editor = make(r.Charter, "sponsor_id")
    qtbot.keyClicks(editor.line, "rui")
    assert editor.line.offered[0].means == ana.id
    qtbot.keyClick(editor.line, ENTER)
    assert editor.sent == [ana.id]
    assert editor.line.text() == "Ana Ruiz"
    editor.line.selectAll()
    qtbot.keyClicks(editor.line, bob.code)
    qtbot.keyClick(editor.line, ENTER)
    assert editor.sent[-1] == bob.id
    editor._clear.click()
    assert editor.sent[-1] is None


def test_link_to_nobody_is_told_and_kept(make, qtbot, workspace):
    editor = make(r.Charter, "sponsor_id")
    qtbot.keyClicks(editor.line, "Zoe")
    qtbot.keyClick(editor.line, Qt.Key.Key_Escape)
    qtbot.keyClick(editor.line, ENTER)
    assert editor.sent == []
    assert "Zoe" in editor.problem
    assert editor.line.text() == "Zoe"


def test_link_makes_what_is_not_there(make, qtbot):
    editor = make(r.Charter, "sponsor_id")
    qtbot.keyClicks(editor.line, "Zoe Kim")
    qtbot.keyClick(editor.line, ENTER)
    assert editor.sent == [NewRecord(r.Person, "Zoe Kim")]


def test_links_are_chips_that_keys_remove(make, qtbot, workspace):
    with workspace.edit("x") as edit:
        north = edit.add(r.Region, name="North")
        south = edit.add(r.Region, name="South")
    editor = make(r.Partner, "region_ids")
    qtbot.keyClicks(editor.line, "nor")
    qtbot.keyClick(editor.line, ENTER)
    qtbot.keyClicks(editor.line, "South")
    qtbot.keyClick(editor.line, ENTER)
    assert editor.sent[-1] == (north.id, south.id)
    qtbot.keyClick(editor.line, Qt.Key.Key_Backspace)
    assert editor.sent[-1] == (north.id,)
    qtbot.keyClick(editor._chips[0].removed, Qt.Key.Key_Delete)
    assert editor.sent[-1] == ()


def test_reference_to_several_kinds_and_to_the_library(make, qtbot, workspace):
    with workspace.edit("x") as edit:
        clinic = edit.add(r.Partner, name="Clinic")
    editor = make(r.BackboneFunction, "lead_id")
    qtbot.keyClicks(editor.line, "clin")
    qtbot.keyClick(editor.line, ENTER)
    assert editor.sent == [clinic.id]
    anything = make(r.RoadmapLink, "entity_ids")
    qtbot.keyClicks(anything.line, "Nutrition")
    qtbot.keyClick(anything.line, ENTER)
    assert anything.sent == [("NU",)]


def test_texts_flow_with_enter(make, qtbot):
    editor = make(r.Charter, "ground_rules")
    for text in ("Listen first", "One voice at a time", "Say why"):
        line = QApplication.focusWidget() if editor.has_focus() else editor.lines[-1]
        line = line if line in editor.lines else editor.lines[-1]
        qtbot.keyClicks(line, text)
        qtbot.keyClick(line, ENTER)
    assert editor.value() == ("Listen first", "One voice at a time", "Say why")
    assert editor.sent[-1] == editor.value()
    qtbot.keyClick(editor.lines[2], Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert editor.sent[-1] == ("Listen first", "Say why", "One voice at a time")
    editor.lines[1].clear()
    qtbot.keyClick(editor.lines[1], Qt.Key.Key_Backspace)
    assert editor.sent[-1] == ("Listen first", "One voice at a time")


def test_pasted_lines_become_texts(make, qtbot):
    editor = make(r.Charter, "in_scope")
    QApplication.clipboard().setText("- Hours\n- Staff\n\n3. Rooms")
    qtbot.keyClick(editor.lines[0], Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert editor.sent[-1] == ("Hours", "Staff", "Rooms")


def test_numbers_by_key(make, qtbot, workspace):
    with workspace.edit("x") as edit:
        edit.add(r.Criterion, key="need", name="Need", weight=60)
        edit.add(r.Criterion, key="reach", name="Reach", weight=40)
    editor = make(r.Priority, "scores")
    editor.show_value({})
    assert list(editor._lines) == ["need", "reach"]
    qtbot.keyClicks(editor._lines["need"], "7")
    qtbot.keyClick(editor._lines["need"], ENTER)
    assert editor.sent[-1] == {"need": 7}
    qtbot.keyClicks(editor._lines["reach"], "x")
    qtbot.keyClick(editor._lines["reach"], ENTER)
    assert "Reach" in editor.problem or "reach" in editor.problem


def test_rated_numbers_are_buttons(make, qtbot):
    editor = make(r.ReadinessRating, "ratings")
    qtbot.mouseClick(editor._scales["culture"].button("4"), Qt.MouseButton.LeftButton)
    assert editor.sent == [{"culture": 4}]


def test_costs_are_asked_for_each_fiscal_year(make, qtbot, workspace):
    with workspace.edit("x") as edit:
        edit.set(
            workspace.plan.charter,
            title_text="Plan",
            horizon_start=date(2026, 7, 1),
            horizon_end=date(2029, 6, 30),
        )
    editor = make(r.InvestmentOption, "cost_by_fy")
    editor.show_value({})
    assert list(editor._lines) == ["FY2026-27", "FY2027-28", "FY2028-29"]


def test_reasons(make, qtbot):
    editor = make(r.Charter, "wscc_left_out")
    qtbot.keyClicks(editor._lines["PE"], "Has its own plan")
    qtbot.keyClick(editor._lines["PE"], ENTER)
    assert editor.sent == [{"PE": "Has its own plan"}]


def test_points_are_kept_in_order(make, qtbot):
    editor = make(r.Indicator, "milestones")
    for number, (day, value) in enumerate([("6/30/2028", "70"), ("6/30/2027", "60")]):
        _row, day_line, value_line = editor._rows[number]
        qtbot.keyClicks(day_line, day)
        qtbot.keyClicks(value_line, value)
    qtbot.keyClick(editor._rows[1][2], ENTER)
    assert editor.sent[-1] == ((date(2027, 6, 30), 60.0), (date(2028, 6, 30), 70.0))


def test_text_that_looks_like_markup_stays_text(make, workspace):
    nasty = "<img src='/etc/hostname'><b>bold</b> & co"
    with workspace.edit("x") as edit:
        person = edit.add(r.Person, name=nasty)
    editor = make(r.StakeholderGroup, "representative_ids")
    editor.show_value((person.id,))
    (label,) = editor._chips[0].findChildren(QLabel)
    assert label.textFormat() is Qt.TextFormat.PlainText
    assert label.accessibleName() == nasty
