"""The 24 steps know their records, and the prompts their answers."""

from planner.domain import records as r
from planner.domain.plan import Plan
from planner.domain.prompts import answer, prompts
from planner.domain.record import KINDS
from planner.domain.steps import PHASES, STEPS, state, status, step, step_of


def test_five_phases_hold_all_steps_in_order() -> None:
    assert [each.code for phase in PHASES for each in phase.steps] == [each.code for each in STEPS]
    assert [len(phase.steps) for phase in PHASES] == [5, 6, 6, 5, 2]
    assert [each.code for each in STEPS if each.gate] == ["B6", "C6", "D5"]
    assert step("D1").optional


def test_every_kind_of_record_is_worked_on_in_some_step() -> None:
    worked = {sheet.kind.about.kind for each in STEPS for sheet in each.sheets}
    # the guide, the gates, the export dialog and what comes back from a review write these
    beside = {"step_state", "parking_lot_item", "check_waiver", "export_record", "review_comment"}
    assert set(KINDS) == worked | beside


def test_sheets_name_fields_that_exist() -> None:
    for each in STEPS:
        for sheet in each.sheets:
            assert all(sheet.kind.describe(name) for name in sheet.fields)
            assert sheet.prompts == bool(prompts(sheet.kind))


def test_an_untouched_plan_has_started_nothing() -> None:
    plan = Plan([r.Charter(id="c", title_text="T"), r.District(id="d", name="D")])
    assert {status(plan, each.code) for each in STEPS} == {"not_started"}


def test_status_is_what_the_group_says_else_what_is_there() -> None:
    plan = Plan([r.Risk(id="k", statement="If"), r.StepState(id="s", step="D4", status="done")])
    assert status(plan, "D4") == "done"
    assert status(Plan([r.Risk(id="k", statement="If")]), "D4") == "in_progress"
    assert state(plan, "D4") is not None
    assert state(plan, "A1") is None


def test_records_know_their_step() -> None:
    assert step_of(r.Risk) == "D4"
    assert step_of(r.TocNode, r.TocNode(kind="impact")) == "B1"
    assert step_of(r.TocNode, r.TocNode(kind="early_outcome")) == "B2"
    assert step_of(r.ParkingLotItem) == "A1"


def test_prompts_are_answered_by_their_keys() -> None:
    assert len(prompts(r.WsccRating)) == 30
    first = prompts(r.WsccRating)[0]
    row = r.WsccRating(id="w", component="HE", statement_no=1, rating=2)
    plan = Plan([row, r.WsccRating(id="v", component="HE", statement_no=2)])
    assert answer(plan, r.WsccRating, first.keys) == row
    assert answer(plan, r.WsccRating, prompts(r.WsccRating)[5].keys) is None


def test_rows_of_an_earlier_step_start_no_later_one() -> None:
    plan = Plan([r.Person(id="p", name="R. Ortiz"), r.TocNarrative(id="n", text="If …")])
    assert status(plan, "A1") == "in_progress"
    assert (status(plan, "D3"), status(plan, "B4"), status(plan, "B6")) == (
        "not_started",
        "not_started",
        "in_progress",
    )
