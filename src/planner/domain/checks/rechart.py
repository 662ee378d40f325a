"""Checks of phase E: progress, answers to it, and open ends. Source: method 4, 5xx."""

from collections.abc import Iterator
from datetime import date

from planner.domain.analysis import schedule, trajectories
from planner.domain.analysis.days import months_later, shifted
from planner.domain.checks.finding import Gap, check
from planner.domain.plan import Plan
from planner.domain.records import (
    Action,
    Assumption,
    ChangeLogEntry,
    Charter,
    Decision,
    Indicator,
    Measurement,
    MonitoringPlan,
    Objective,
    ParkingLotItem,
    PdsaCycle,
)
from planner.domain.wording import day_text
from planner.i18n import _

_MONTHS = {"monthly": 1, "quarterly": 3, "per_term": 6, "semiannual": 6, "annual": 12}
_GRACE_DAYS = 30
_SHORTEST_REASON = 20
_STALE_DAYS_AFTER_DUE = 60
_STALE_DAYS_UNDATED = 90


@check("CHK-501", Action, each=Action)
def action_overdue(plan: Plan, as_of: date) -> Iterator[Gap]:
    """An action should have ended and is neither done nor cancelled, or is not started 30 days after its
    start.
    """
    for action in plan.all(Action):
        late = schedule.late_days(action, as_of)
        if late:
            ended = action.end_date is not None and action.end_date < as_of
            yield Gap(
                entity=action,
                field="end_date" if ended else "status",
                words={"code": action.code, "days": late},
            )


@check("CHK-502", Indicator, Measurement, Charter, each=Indicator)
def measurement_late(plan: Plan, as_of: date) -> Iterator[Gap]:
    """An indicator has had no value for one frequency period and 30 days.

    The clock starts with its last measurement, or else its baseline (or the day that is due), but not
    before the horizon; it stops once a value from the target date is there.
    """
    horizon_start = plan.charter.horizon_start or date.min
    for indicator in plan.all(Indicator):
        months, since = _MONTHS.get(indicator.frequency), _last_value(plan, indicator, as_of)
        if months is None or since is None:
            continue
        if indicator.target_date is not None and since >= indicator.target_date:
            continue
        if as_of > shifted(months_later(max(since, horizon_start), months), _GRACE_DAYS):
            words = {"code": indicator.code, "date": day_text(since)}
            yield Gap(entity=indicator, words=words)


def _last_value(plan: Plan, indicator: Indicator, as_of: date) -> date | None:
    taken = [
        each.as_of for each in plan.where(Measurement, indicator_id=indicator.id) if each.as_of is not None
    ]
    baseline = indicator.baseline_date if indicator.baseline_value is not None else indicator.baseline_due
    known = [*taken, baseline] if baseline is not None else taken
    return max((day for day in known if day <= as_of), default=None)


@check(
    *("CHK-503", Objective, Indicator, Measurement, MonitoringPlan, PdsaCycle, Decision, ChangeLogEntry),
    each=Objective,
)
def off_track_unanswered(plan: Plan, as_of: date) -> Iterator[Gap]:
    """An objective is off track and no open small test, open decision or change is linked to it."""
    for objective in plan.all(Objective):
        if objective.status not in ("active", ""):
            continue
        if trajectories.objective_status(plan, objective, as_of) != "off_track":
            continue
        answered = (
            any(each.status != "closed" for each in plan.where(PdsaCycle, objective_id=objective.id))
            or any(each.status == "open" for each in plan.where(Decision, entity_ids=objective.id))
            or plan.where(ChangeLogEntry, entity_ids=objective.id)
        )
        if not answered:
            yield Gap(entity=objective, words={"code": objective.code})


@check("CHK-504", ChangeLogEntry, Charter, each=ChangeLogEntry)
def change_without_reason(plan: Plan, _as_of: date) -> Iterator[Gap]:
    """A change after adoption has a reason shorter than 20 characters, or no decider."""
    adopted = plan.charter.adopted_on
    if adopted is None:
        return
    for entry in plan.all(ChangeLogEntry):
        if entry.date is not None and entry.date < adopted:
            continue
        short = len(entry.reason.strip()) < _SHORTEST_REASON
        if short or not entry.decided_by:
            yield Gap(entity=entry, field="reason" if short else "decided_by", words={"code": entry.code})


@check("CHK-505", Assumption, ChangeLogEntry, each=lambda plan: len(plan.where(Assumption, status="false")))
def false_assumption_ignored(plan: Plan, _as_of: date) -> Iterator[Gap]:
    """An assumption proved false and no change is linked to it."""
    for assumption in plan.where(Assumption, status="false"):
        if not plan.where(ChangeLogEntry, entity_ids=assumption.id):
            yield Gap(entity=assumption, field="status", words={"code": assumption.code})


@check(
    *("CHK-506", ParkingLotItem, Decision),
    each=lambda plan: (
        len(plan.where(ParkingLotItem, status="open")) + len(plan.where(Decision, status="open"))
    ),
)
def open_item_stale(plan: Plan, as_of: date) -> Iterator[Gap]:
    """A parked thought or a decision is open over 60 days past its due date, or 90 days without one."""
    for item in plan.where(ParkingLotItem, status="open"):
        if _stale(item.raised_on, item.due, as_of):
            yield Gap(entity=item, field="status", words=_since(item.code, item.raised_on or item.due))
    for decision in plan.where(Decision, status="open"):
        if _stale(decision.date, decision.follow_up_due, as_of):
            yield Gap(entity=decision, field="status", words=_since(decision.code, decision.date))


def _stale(opened: date | None, due: date | None, as_of: date) -> bool:
    if due is not None:
        return (as_of - due).days > _STALE_DAYS_AFTER_DUE
    return opened is not None and (as_of - opened).days >= _STALE_DAYS_UNDATED


def _since(code: str, opened: date | None) -> dict[str, object]:
    return {"code": code, "date": day_text(opened) if opened is not None else _("an unknown day")}
