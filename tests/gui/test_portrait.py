"""What stands above the form of an indicator and an objective."""

from planner.domain.records import Indicator, Objective
from planner.gui.workshop_view import WorkshopView

OPENS_ON = "C4"


def portrait(workshop: WorkshopView):
    return workshop.current.page.view.body.form.portrait


def test_the_sentence_and_the_picture_follow_the_fields(workshop, qtbot):
    workshop.show_step("B5")
    workspace = workshop.workspace
    indicator = workspace.document.plan.all(Indicator)[0]
    workshop.current.page.reveal(indicator.id)
    shown = portrait(workshop)
    assert "from 26% to 20%" in shown.said.text()
    assert shown.picture.accessibleDescription().startswith("From 26% in June 2026")
    with workspace.document.edit("Edit") as edit:
        edit.set(indicator, target_value=12, population="")
    assert "[of whom]" in shown.said.text()
    assert "to 12%" in shown.said.text()
    assert "12% in June 2029" in shown.picture.accessibleDescription()
    with workspace.document.edit("Edit") as edit:
        edit.set(workspace.document.plan.all(Indicator)[0], target_value=None)
    assert shown.picture.isHidden()


def test_a_chip_leads_to_its_field(workshop, qtbot):
    workshop.show_step("C4")
    workspace = workshop.workspace
    objective = workspace.document.plan.all(Objective)[0]
    with workspace.document.edit("Edit") as edit:
        edit.set(objective, population="")
    workshop.current.page.reveal(objective.id)
    shown = portrait(workshop)
    assert shown.chips["S"].text() == "? Specific"
    assert shown.chips["S"].accessibleName() == "Specific: not yet"
    assert shown.chips["M"].text() == "✓ Measurable"
    shown.chips["T"].click()
    form = workshop.current.page.view.body.form
    assert form.editor("due_date").has_focus()
