"""All checks together: the sample's oracle, order, waivers, partial runs, gates, and half-empty plans."""

import sys
import threading
from collections.abc import Iterable
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from planner import i18n
from planner.domain import records as r
from planner.domain.analysis import (
    budget,
    capacity,
    coverage,
    fiscal_years,
    graph,
    investment,
    narrative,
    priorities,
    readiness,
    schedule,
    trajectories,
    voice,
    votes,
)
from planner.domain.analysis.health import health
from planner.domain.checks import CHECKS, affected_checks, blockers, examined, findings, refreshed
from planner.domain.fields import Kind
from planner.domain.plan import Plan
from planner.domain.record import KINDS, Record
from planner.domain.search import find_text

# The findings of the sample at its as-of date, and no others. Source: method 7.
ORACLE = {
    ("CHK-106", "A", "WS-3", True),
    ("CHK-109", "W", "PA-03", True),
    ("CHK-109", "W", "PA-05", False),
    ("CHK-309", "W", "NU", True),
    ("CHK-404", "W", "AC-032", False),
    ("CHK-405", "W", "P-03", True),
    ("CHK-408", "W", "AC-030", True),
    ("CHK-413", "W", "ST-11", True),
    ("CHK-501", "W", "AC-036", False),
    ("CHK-506", "A", "PK-02", False),
}


class Watched(Plan):
    """A plan that notes which kinds are read."""

    def __init__(self, records: Iterable[Record]) -> None:
        super().__init__(records)
        self.read: set[str] = set()

    def all(self, kind: type[Any]) -> tuple[Any, ...]:
        self.read.add(kind.about.kind)
        return super().all(kind)

    def where(self, kind: type[Any], /, **equal: Any) -> tuple[Any, ...]:
        self.read.add(kind.about.kind)
        return super().where(kind, **equal)

    def get(self, kind: type[Any], record_id: str | None) -> Any:
        self.read.add(kind.about.kind)
        return super().get(kind, record_id)

    def some(self, kind: type[Any], ids: Iterable[str]) -> tuple[Any, ...]:
        self.read.add(kind.about.kind)
        return super().some(kind, ids)

    def find(self, record_id: str | None) -> Record | None:
        self.read.update(KINDS)
        return super().find(record_id)


def test_the_sample_has_exactly_the_ten_findings_of_the_method(sample: Plan, as_of: date) -> None:
    found = findings(sample, as_of)
    assert {(each.check, each.severity, each.entity, each.waived) for each in found} == ORACLE
    assert len(found) == len(ORACLE)
    assert all(bool(each.reason) == each.waived for each in found)


def test_findings_are_ordered_by_severity_step_and_code(draft: Any, as_of: date) -> None:
    plan = draft.clear(r.RaciEntry).plan
    found = findings(plan, as_of)
    severities = [each.severity for each in found]
    assert severities == sorted(severities, key="BWA".index)
    accountable = [each.entity for each in found if each.check == "CHK-401"]
    assert accountable == [f"AC-{number:03d}" for number in range(1, 41)]
    assert next(each.check for each in found if each.severity != "B") == "CHK-109"


def test_codes_are_ordered_by_their_numbers(draft: Any, as_of: date) -> None:
    plan = draft.every(r.Objective, indicator_ids=()).add(r.Objective, "OB-1.10").plan
    found = [each.entity for each in findings(plan, as_of, checks=["CHK-305"])]
    assert found[:5] == ["OB-1.1", "OB-1.2", "OB-1.3", "OB-1.10", "OB-2.1"]


def test_some_checks_can_be_run_alone(sample: Plan, as_of: date) -> None:
    found = findings(sample, as_of, checks={"CHK-404", "CHK-501"})
    assert [each.entity for each in found] == ["AC-032", "AC-036"]
    with pytest.raises(KeyError):
        findings(sample, as_of, checks={"CHK-999"})


@pytest.mark.parametrize("check", CHECKS.values(), ids=CHECKS)
def test_a_check_reads_only_what_it_says(check: Any, sample: Plan, as_of: date) -> None:
    for records in (sample.records(), ()):
        plan = Watched(records)
        list(check.run(plan, as_of))
        assert plan.read <= check.reads
        check.examined(plan)


def test_after_an_edit_only_the_checks_that_read_its_kind_run_again(sample: Plan) -> None:
    assert affected_checks({"risk"}) == {"CHK-412"}
    assert affected_checks(()) == frozenset()
    assert {"CHK-401", "CHK-404", "CHK-501"} <= affected_checks({"action"})
    assert "CHK-203" not in affected_checks({"action"})
    assert affected_checks({"check_waiver"}) == frozenset(CHECKS)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_refreshed_findings_equal_a_full_run(data: st.DataObject, sample: Plan, as_of: date) -> None:
    before = findings(sample, as_of)
    kind = data.draw(st.sampled_from(list(KINDS.values())))
    rows = sample.all(kind)
    gone = data.draw(st.sets(st.integers(0, len(rows) - 1), max_size=5)) if rows else set()
    blanked = [blank(data, row) for n, row in enumerate(rows[:5]) if n not in gone]
    plan = sample.changed(blanked, [(kind, rows[n].id) for n in gone])
    assert refreshed(before, plan, as_of, {kind.about.kind}) == findings(plan, as_of)


def test_a_waiver_lapses_when_its_entity_changes_later(draft: Any, as_of: date) -> None:
    waiver = next(each for each in draft.plan.all(r.CheckWaiver) if each.check_id == "CHK-408")

    def waived(moment: str) -> bool:
        plan = draft.set("AC-030", updated_at=moment).plan
        return findings(plan, as_of, checks={"CHK-408"})[0].waived

    assert waiver.updated_at
    assert waived("2020-01-01T00:00:00+00:00")
    assert waived(waiver.updated_at)
    assert waived("")
    assert not waived("2099-01-01T00:00:00.000+00:00")


def test_blockers_cannot_be_waived_and_a_finding_of_the_whole_plan_can(draft: Any, as_of: date) -> None:
    action = draft.clear(r.RaciEntry, action_id=draft.id("AC-010"))
    waived = action.add(
        r.CheckWaiver, "WA-9", check_id="CHK-401", entity_id=action.id("AC-010"), reason="No need."
    )
    assert not findings(waived.plan, as_of, checks={"CHK-401"})[0].waived
    unscheduled = draft.clear(r.Review).add(
        r.CheckWaiver, "WA-9", check_id="CHK-416", reason="Set in January."
    )
    assert findings(unscheduled.plan, as_of, checks={"CHK-416"})[0].reason == "Set in January."


def test_a_gate_is_blocked_by_blockers_and_open_warnings_of_its_phase(draft: Any, as_of: date) -> None:
    assert blockers(draft.plan, "B6", as_of) == blockers(draft.plan, "C6", as_of) == ()
    assert [each.entity for each in blockers(draft.plan, "D5", as_of)] == ["PA-05", "AC-032", "AC-036"]
    assert blockers(draft.plan, "A1", as_of) == ()
    loose = draft.clear(r.TocLink, from_id=draft.id("TN-24")).plan
    assert [(each.check, each.entity) for each in blockers(loose, "B6", as_of)] == [("CHK-203", "TN-24")]
    assert blockers(loose, "C6", as_of) == ()
    outvoted = draft.set("DC-04", vote_counts=("1", "0", "0", "0", "0", "0", "0", "9")).plan
    assert blockers(outvoted, "B6", as_of)[0].check == blockers(outvoted, "C6", as_of)[0].check == "CHK-312"


def test_health_weighs_findings_against_what_was_looked_at(sample: Plan, as_of: date) -> None:
    figure = health(findings(sample, as_of), examined(sample))
    assert (figure.blockers, figure.warnings, figure.advice, figure.waived) == (0, 3, 1, 6)
    possible = sum(
        {"B": 5, "W": 2, "A": 1}[CHECKS[each].severity] * n for each, n in examined(sample).items()
    )
    assert figure.percent == pytest.approx(100 * (1 - 7 / possible))
    assert health((), {}).percent == 100
    assert 0 <= health(findings(Plan(), as_of), examined(Plan())).percent < 70


def test_messages_follow_the_language(sample: Plan, as_of: date) -> None:
    before = i18n.language()
    i18n.set_language(i18n.PSEUDO)
    try:
        assert all(
            each.message.startswith("[") and each.fix.startswith("[") for each in findings(sample, as_of)
        )
    finally:
        i18n.set_language(before)


def test_a_plan_may_change_while_checks_read_it_in_another_thread(sample: Plan, as_of: date) -> None:
    usual = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        for _attempt in range(10):
            plan = Plan(sample.records())
            reading = threading.Thread(target=findings, args=(plan, as_of))
            reading.start()
            while reading.is_alive():
                assert len(plan.changed([plan.charter])) == len(sample)
            reading.join()
    finally:
        sys.setswitchinterval(usual)


BLANK: dict[Kind, Any] = {
    **dict.fromkeys((Kind.TEXT, Kind.NOTE, Kind.TIME, Kind.CHOICE), ""),
    **dict.fromkeys((Kind.CHOICES, Kind.LINKS, Kind.REFERENCES, Kind.TEXTS, Kind.POINTS), ()),
    Kind.NUMBERS: {},
    Kind.REASONS: {},
    Kind.FLAG: False,
}
DAYS = st.sampled_from((None, date.min, date(2028, 2, 29), date(2026, 11, 15), date.max))


def blank(data: st.DataObject, row: Record) -> Record:
    names = data.draw(st.sets(st.sampled_from([field.name for field in row.fields()]), max_size=4))
    values: dict[str, Any] = {}
    for name in names:
        kind = row.describe(name).kind
        if kind is Kind.DAY:
            values[name] = data.draw(DAYS)
        elif kind is Kind.NUMBERS:
            values[name] = data.draw(st.sampled_from(({}, dict.fromkeys(getattr(row, name)))))
        else:
            values[name] = BLANK.get(kind)
    return row.replace(**values)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_half_empty_plans_never_raise(data: st.DataObject, sample: Plan) -> None:
    kept = data.draw(st.sets(st.sampled_from(sorted(KINDS))))
    every = data.draw(st.integers(1, 4))
    rows = [row for n, row in enumerate(sample.records()) if row.about.kind in kept and n % every == 0]
    spots = data.draw(st.sets(st.integers(0, len(rows) - 1), max_size=12)) if rows else set()
    plan = Plan([blank(data, row) if n in spots else row for n, row in enumerate(rows)])
    day = data.draw(DAYS.filter(bool))
    look_at_everything(plan, day)


@pytest.mark.parametrize("day", [date.min, date(2026, 11, 15), date.max])
def test_plans_with_nothing_or_only_empty_records_never_raise(day: date) -> None:
    look_at_everything(Plan(), day)
    look_at_everything(Plan([kind(id=f"{name}-{n}") for name, kind in KINDS.items() for n in (1, 2)]), day)


def look_at_everything(plan: Plan, day: date) -> None:
    for each in findings(plan, day):
        assert each.severity in CHECKS[each.check].severity + "W"
        assert each.message
    examined(plan)
    coverage.coverage(plan)
    fiscal_years.fiscal_years(plan)
    priorities.unsettled(plan)
    narrative.draft(plan)
    capacity.load(plan)
    graph.levels(plan)
    find_text(plan, "a")
    for sums in (budget.by_goal_year, budget.by_category_year, budget.by_region_year, budget.by_source_year):
        sums(plan)
    for vote in plan.all(r.VoteRound):
        votes.tally(plan, vote).ranked(group_equal=True)
    for session in plan.all(r.Session):
        voice.session_voices(plan, session)
    for scenario in plan.all(r.Scenario):
        investment.evaluate(plan, scenario)
    for rating in plan.all(r.ReadinessRating):
        readiness.readiness(rating)
    for action in plan.all(r.Action):
        schedule.driving_chain(plan, action.id)
    for node in plan.all(r.TocNode)[-3:]:
        graph.paths(plan, node.id)
        graph.above(plan, node.id)
        graph.below(plan, node.id)
    for objective in plan.all(r.Objective):
        trajectories.objective_status(plan, objective, day)
