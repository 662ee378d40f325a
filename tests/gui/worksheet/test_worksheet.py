"""The worksheet pages of the steps: adding, pasting, moving, deleting, rating, finding one's way."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton

from planner.domain import records as r
from planner.domain.prompts import prompts
from planner.domain.steps import STEPS, Sheet, step
from planner.gui.models.record_list import RecordList
from planner.gui.models.record_table import RecordTable
from planner.gui.pages.worksheet import SheetView, WorksheetPage, sheets_shown
from planner.gui.widgets.goals_body import GoalsBody
from planner.gui.widgets.list_body import ListBody
from planner.gui.widgets.rating_body import RatingBody
from planner.gui.widgets.record_form import RecordForm
from planner.gui.widgets.sheet_body import GridBody, SingleBody

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
ENTER, TAB, DELETE = Qt.Key.Key_Return, Qt.Key.Key_Tab, Qt.Key.Key_Delete
ALT, CTRL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier
FIFTY = "\n".join(f"• Idea number {number}" for number in range(1, 51))


@pytest.fixture
def show(keep):
    """Show a page, or a sheet alone, that follows the document as the window lets it."""

    def shown(widget, workspace):
        widget.resize(900, 640)
        widget.refresh(None)
        workspace.changed.connect(widget.refresh)
        return keep(widget)

    return shown


@pytest.fixture
def sheet(show, workspace):
    """Show one sheet of the empty workshop."""

    def shown(kind, **values):
        return show(SheetView(workspace, Sheet(kind=kind, **values)), workspace)

    return shown


@pytest.mark.parametrize("code", [each.code for each in STEPS])
def test_every_step_opens_empty_and_takes_a_row_on_every_sheet(code, show, empty_workspace):
    _walk(code, show, empty_workspace)


@pytest.mark.parametrize("code", [each.code for each in STEPS])
def test_every_step_opens_on_the_sample_and_takes_a_row_on_every_sheet(code, show, sample_workspace):
    _walk(code, show, sample_workspace)


@pytest.fixture(scope="module")
def empty_workspace(open_workshop):
    return open_workshop()


def _walk(code, show, workspace):
    workspace.step = code
    page = show(WorksheetPage(step(code), workspace), workspace)
    before = workspace.plan
    for number, each in enumerate(sheets_shown(step(code))):
        view = page.show_sheet(number)
        count = len(each.rows(workspace.plan))
        view.add()
        page.commit()
        if isinstance(view.body, GridBody | ListBody):
            added = len(each.rows(workspace.plan)) - count
            if isinstance(view.body, GoalsBody) and not before.all(r.Goal):
                added = len(workspace.plan.all(r.Goal))
            assert added == 1
            workspace.document.undo()
        assert workspace.plan == before


def test_type_enter_type_enter(sheet, qtbot, workspace):
    view = sheet(r.Idea)
    view.add()
    for text in ("First", "Second", "Third"):
        qtbot.waitUntil(lambda: isinstance(QApplication.focusWidget(), QLineEdit))
        qtbot.keyClicks(QApplication.focusWidget(), text)
        qtbot.keyClick(QApplication.focusWidget(), ENTER)
    texts = [idea.text for idea in workspace.plan.all(r.Idea)]
    assert texts == ["First", "Second", "Third", ""]


@pytest.mark.parametrize("kind", [r.Statement, r.ScanItem, r.PartnershipGap, r.ChangeLogEntry])
def test_a_new_record_begins_with_its_words_not_with_a_row_of_buttons(sheet, qtbot, workspace, kind):
    view = sheet(kind)
    view.add()
    qtbot.keyClicks(QApplication.focusWidget(), "Time logs at five schools")
    view.commit()
    assert getattr(workspace.plan.all(kind)[0], kind.about.title) == "Time logs at five schools"


def test_tab_goes_through_the_cells_and_on_to_a_new_row(sheet, qtbot, workspace):
    view = sheet(r.Criterion)
    view.add()
    assert [each.name for each in view.body.grid.table.columns] == ["name", "key", "weight"]
    for text in ("Meets a need", "need", "60"):
        qtbot.waitUntil(lambda: isinstance(QApplication.focusWidget(), QLineEdit))
        qtbot.keyClicks(QApplication.focusWidget(), text)
        qtbot.keyClick(QApplication.focusWidget(), TAB)
    first, second = workspace.plan.all(r.Criterion)
    assert (first.key, first.name, first.weight) == ("need", "Meets a need", 60)
    assert second.name == ""


def test_one_click_edits_a_cell(sheet, qtbot, workspace):
    with workspace.edit("Set up") as edit:
        edit.add(r.Region, name="North")
    view = sheet(r.Region)
    grid = view.body.grid
    place = grid.visualRect(grid.table.index(0, 0)).center()
    qtbot.mouseClick(grid.viewport(), Qt.MouseButton.LeftButton, pos=place)
    qtbot.waitUntil(lambda: grid.open_editor() is not None and grid.open_editor().has_focus())
    qtbot.keyClicks(QApplication.focusWidget(), "South")
    qtbot.keyClick(QApplication.focusWidget(), ENTER)
    assert workspace.plan.all(r.Region)[0].name == "South"


def test_one_click_ticks_a_cell(sheet, qtbot, workspace):
    with workspace.edit("Set up") as edit:
        region = edit.add(r.Region, name="North")
    view = sheet(r.Region)
    grid = view.body.grid
    place = grid.visualRect(grid.table.index(0, 1)).center()
    qtbot.mouseClick(grid.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert workspace.plan.get(r.Region, region.id).high_need is True


def test_wrong_input_in_a_cell_stays_open_and_is_told(sheet, qtbot, workspace):
    with workspace.edit("Set up") as edit:
        person = edit.add(r.Person, name="Ana")
    view = sheet(r.Person)
    view.reveal(person.id, "capacity_hours_per_month")
    qtbot.waitUntil(
        lambda: view.body.grid.open_editor() is not None and view.body.grid.open_editor().has_focus()
    )
    qtbot.keyClicks(QApplication.focusWidget(), "lots")
    qtbot.keyClick(QApplication.focusWidget(), ENTER)
    assert QApplication.focusWidget().text() == "lots"
    assert "not a number" in view.body._problem.text()
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    assert workspace.plan.get(r.Person, person.id).capacity_hours_per_month is None


@pytest.mark.parametrize("kind", [r.Idea, r.Risk])
def test_fifty_pasted_lines_are_fifty_records_and_one_undo(kind, sheet, qtbot, workspace):
    view = sheet(kind)
    before = workspace.plan
    QApplication.clipboard().setText(FIFTY)
    target = view.body.grid if isinstance(view.body, GridBody) else view.body.lines
    qtbot.keyClick(target, Qt.Key.Key_V, CTRL)
    rows = workspace.plan.all(kind)
    assert [row.title for row in rows] == [f"Idea number {number}" for number in range(1, 51)]
    workspace.document.undo()
    assert workspace.plan == before


def test_pasted_columns_fill_fields(sheet, qtbot, workspace):
    view = sheet(r.Person)
    QApplication.clipboard().setText("Ana Ruiz\tCounty\tNurse\t20\nBob Lee\tDistrict\tTeacher\tsome")
    qtbot.keyClick(view.body.grid, Qt.Key.Key_V, CTRL)
    ana, bob = workspace.plan.all(r.Person)
    assert (ana.name, ana.organization, ana.role, ana.capacity_hours_per_month) == (
        "Ana Ruiz",
        "County",
        "Nurse",
        20,
    )
    assert bob.capacity_hours_per_month is None


def test_pasted_links_find_what_is_there(sheet, qtbot, workspace):
    with workspace.edit("Set up") as edit:
        session = edit.add(r.Session, name="Day one")
        group = edit.add(r.StakeholderGroup, name="Students")
    view = sheet(r.Attendance)
    QApplication.clipboard().setText("Day one\tstudents\t12")
    qtbot.keyClick(view.body.grid, Qt.Key.Key_V, CTRL)
    (row,) = workspace.plan.all(r.Attendance)
    assert (row.session_id, row.group_id, row.count) == (session.id, group.id, 12)


def test_several_lines_pasted_into_a_cell_become_rows(sheet, qtbot, workspace):
    view = sheet(r.Idea)
    view.add()
    qtbot.waitUntil(
        lambda: view.body.grid.open_editor() is not None and view.body.grid.open_editor().has_focus()
    )
    QApplication.clipboard().setText("One\nTwo")
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_V, CTRL)
    assert [idea.text for idea in workspace.plan.all(r.Idea)] == ["", "One", "Two"]


def test_the_line_under_the_list_takes_one_after_another(sheet, qtbot, workspace):
    view = sheet(r.Risk)
    view.add()
    qtbot.keyClicks(view.body.quick, "If it rains, then the fair is moved indoors")
    qtbot.keyClick(view.body.quick, ENTER)
    qtbot.keyClicks(view.body.quick, "If nobody comes, then we ask why")
    qtbot.keyClick(view.body.quick, ENTER)
    assert [risk.statement[:6] for risk in workspace.plan.all(r.Risk)] == ["", "If it ", "If nob"]
    assert view.body.quick.text() == ""


def test_new_record_is_below_the_chosen_one_and_in_edit(sheet, qtbot, workspace):
    with workspace.edit("Set up") as edit:
        edit.add(r.Partner, name="First")
        edit.add(r.Partner, name="Last")
    view = sheet(r.Partner)
    view.add()
    assert QApplication.focusWidget().objectName() == "name_edit"
    qtbot.keyClicks(QApplication.focusWidget(), "Between")
    qtbot.keyClick(QApplication.focusWidget(), ENTER)
    assert [partner.name for partner in workspace.plan.all(r.Partner)] == ["First", "Between", "Last"]


@pytest.mark.parametrize("kind", [r.Idea, r.Partner])
def test_delete_offers_undo(kind, sheet, qtbot, workspace):
    name = kind.about.title
    with workspace.edit("Set up") as edit:
        for text in ("One", "Two", "Three"):
            edit.add(kind, **{name: text})
    before = workspace.plan
    view = sheet(kind)
    told = []
    workspace.told.connect(told.append)
    two = workspace.plan.all(kind)[1]
    if isinstance(view.body, GridBody):
        view.body.grid.reveal(two.id, edit=False)
        qtbot.keyClick(view.body.grid, DELETE)
    else:
        view.body.select(two.id)
        qtbot.keyClick(view.body.lines, DELETE)
    assert [row.title for row in workspace.plan.all(kind)] == ["One", "Three"]
    assert told[-1].text == "Deleted “Two”."
    told[-1].then()
    assert workspace.plan == before


@pytest.mark.parametrize("kind", [r.Idea, r.Partner])
def test_alt_and_arrows_move(kind, sheet, qtbot, workspace):
    with workspace.edit("Set up") as edit:
        for text in ("One", "Two", "Three"):
            edit.add(kind, **{kind.about.title: text})
    view = sheet(kind)
    three = workspace.plan.all(kind)[2]
    target = view.body.grid if isinstance(view.body, GridBody) else view.body.lines
    if isinstance(view.body, GridBody):
        view.body.grid.reveal(three.id, edit=False)
    else:
        view.body.select(three.id)
    qtbot.keyClick(target, Qt.Key.Key_Up, ALT)
    assert [row.title for row in workspace.plan.all(kind)] == ["One", "Three", "Two"]


def test_empty_sheet_teaches(show, workspace, qtbot):
    workspace.step = "B3"
    page = show(WorksheetPage(step("B3"), workspace), workspace)
    assert page.findChild(QLabel, "empty_label").text() == step("B3").empty
    assert step("B3").example in page.findChild(QLabel, "example_label").text()
    qtbot.mouseClick(page.findChild(QPushButton, "empty_button"), Qt.MouseButton.LeftButton)
    assert len(workspace.plan.all(r.Assumption)) == 1


def test_single_kinds_are_one_form(show, workspace, qtbot):
    workspace.step = "A1"
    page = show(WorksheetPage(step("A1"), workspace), workspace)
    assert isinstance(page.view.body, SingleBody)
    page.reveal("", "title_text")
    qtbot.keyClicks(QApplication.focusWidget(), "Wellness for all")
    qtbot.keyClick(QApplication.focusWidget(), ENTER)
    assert workspace.plan.name == "Wellness for all"


def test_optional_fields_wait_until_asked_for_or_filled(qtbot, show, workspace):
    with workspace.edit("Set up") as edit:
        node = edit.add(r.TocNode, statement="Students are well")
    form = RecordForm(workspace, Sheet(kind=r.TocNode))
    show(form, workspace)
    form.show_record(node)
    assert not form.editor("notes").isVisible()
    form.show_more()
    assert form.editor("notes").isVisible()
    assert not any(name in form._rows for name in ("x", "y"))


def test_findings_stand_beside_the_field(show, sample_workspace):
    workspace = sample_workspace
    found = [each for each in workspace.findings() if each.entity_id and each.field and not each.waived]
    finding = next(each for each in found if workspace.plan.find(each.entity_id) is not None)
    record = workspace.plan.find(finding.entity_id)
    form = show(RecordForm(workspace, Sheet(kind=type(record))), workspace)
    form.show_record(record)
    row = form._rows.get(finding.field)
    shown = row._findings.text() if row is not None else form._general.text()
    assert finding.message in shown


def test_statements_are_rated_by_digits(show, workspace, qtbot):
    workspace.step = "A4"
    page = show(WorksheetPage(step("A4"), workspace), workspace)
    body = page.view.body
    assert isinstance(body, RatingBody)
    body.rows[0].focus()
    for digit in (Qt.Key.Key_3, Qt.Key.Key_0, Qt.Key.Key_2):
        qtbot.keyClick(QApplication.focusWidget(), digit)
    ratings = [(each.component, each.statement_no, each.rating) for each in workspace.plan.all(r.WsccRating)]
    assert ratings == [("HE", 1, 3), ("HE", 2, 0), ("HE", 3, 2)]
    assert body.progress.text() == "3 of 30 rated"
    qtbot.mouseClick(body.rows[0].levels.button("3"), Qt.MouseButton.LeftButton)
    assert len(workspace.plan.all(r.WsccRating)) == 2
    qtbot.mouseClick(body.rows[1].levels.button("na"), Qt.MouseButton.LeftButton)
    assert workspace.plan.all(r.WsccRating)[0].na
    workspace.document.undo()
    assert body.rows[1].levels.value == "0"


def test_questions_are_answered_in_words(show, workspace, qtbot):
    workspace.step = "A5"
    page = show(WorksheetPage(step("A5"), workspace), workspace)
    number = next(
        n for n, each in enumerate(sheets_shown(step("A5"))) if each.kind is r.DistrictPartnershipAnswer
    )
    body = page.show_sheet(number).body
    assert len(body._answers) == len(prompts(r.DistrictPartnershipAnswer)) == 12
    _prompt, _holder, rows, bindings = body._answers[2]
    qtbot.keyClicks(rows["answer"].editor.area, "Region West")
    bindings[0].commit()
    (answer,) = workspace.plan.all(r.DistrictPartnershipAnswer)
    assert (answer.question_id, answer.answer) == ("PQ03", "Region West")


def test_objectives_stand_under_their_goals(show, sample_workspace, qtbot):
    workspace = sample_workspace
    workspace.step = "C4"
    page = show(WorksheetPage(step("C4"), workspace), workspace)
    lines = page.view.body.model.lines
    goals = workspace.plan.all(r.Goal)
    assert [line.record for line in lines if line.heading] == list(goals)
    goal = goals[1]
    page.reveal(goal.id, "name")
    assert QApplication.focusWidget().objectName() == "name_edit"
    page.view.add()
    made = page.view.body.current()
    assert isinstance(made, r.Objective)
    assert made.goal_id == goal.id
    workspace.document.undo()


def test_reveal_goes_to_the_field_of_the_record(show, sample_workspace):
    workspace = sample_workspace
    workspace.step = "A5"
    page = show(WorksheetPage(step("A5"), workspace), workspace)
    partner = workspace.plan.all(r.Partner)[3]
    page.reveal(partner.id, "agreement_end")
    assert page.view.body.current() == partner
    assert QApplication.focusWidget().objectName() == "agreement_end_day"
    gap = workspace.plan.all(r.PartnershipGap)[0]
    page.reveal(gap.id, "service")
    assert QApplication.focusWidget().objectName() == "service_edit"
    page.reveal("no such id", "no such field")


def test_reveal_goes_to_a_cell_and_to_a_statement(show, sample_workspace, qtbot):
    workspace = sample_workspace
    workspace.step = "D3"
    page = show(WorksheetPage(step("D3"), workspace), workspace)
    line = workspace.plan.all(r.BudgetLine)[40]
    page.reveal(line.id, "amount_usd")
    grid = page.view.body.grid
    assert grid.current_record() == line
    qtbot.waitUntil(lambda: grid.open_editor() is not None and grid.open_editor().has_focus())
    workspace.step = "A4"
    page = show(WorksheetPage(step("A4"), workspace), workspace)
    rating = workspace.plan.all(r.WsccRating)[10]
    page.reveal(rating.id, "rating")
    assert any(button.hasFocus() for button in page.view.body.rows[10].levels.buttons)


def test_a_grid_is_sorted_by_a_column_and_back(show, sample_workspace):
    view = show(SheetView(sample_workspace, Sheet(kind=r.Person)), sample_workspace)
    grid = view.body.grid
    own = [row.name for row in grid.table.rows]
    grid._sort(0)
    assert [row.name for row in grid.table.rows] == sorted(own, key=str.casefold)
    grid._sort(0)
    grid._sort(0)
    assert [row.name for row in grid.table.rows] == own


@pytest.mark.parametrize("kind", [r.Risk, r.Idea])
def test_of_five_thousand_rows_only_those_in_view_are_read(kind, show, open_workshop, monkeypatch):
    rows = tuple(
        kind(
            id=f"id-{number}",
            code=f"{kind.about.prefix}-{number:04d}",
            **{kind.about.title: f"Number {number} of many words"},
        )
        for number in range(5000)
    )
    workspace = open_workshop(rows)
    workspace.step = "D4"
    read = []

    def counted(before):
        def data(self, *where):
            read.append(where)
            return before(self, *where)

        return data

    for model in (RecordList, RecordTable):
        monkeypatch.setattr(model, "data", counted(model.data))
    view = show(SheetView(workspace, Sheet(kind=kind)), workspace)
    view.reveal("id-4000")
    read.clear()
    with workspace.edit("Edit") as edit:
        edit.set(workspace.plan.get(kind, "id-10"), **{kind.about.title: "Again and again"})
    view.refresh(None)
    QApplication.processEvents()
    assert 0 < len(read) < 2000
