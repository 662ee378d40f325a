"""The checks of the method: what is missing, contradictory or overdue in a plan.

`findings` runs all of them or some; `refreshed` runs only those an edit can have changed.
"""

import re
from collections.abc import Collection, Iterable
from datetime import UTC, date, datetime

from planner.domain.checks import implementation, prepare, rechart, strategy, theory
from planner.domain.checks.finding import CHECKS, SEVERITIES, Check, Finding, Gap
from planner.domain.plan import Plan
from planner.domain.record import Record
from planner.domain.records import CheckWaiver
from planner.domain.vocabulary import STEP_CODES
from planner.i18n import _

__all__ = [
    "CHECKS",
    "SEVERITIES",
    "Check",
    "Finding",
    "affected_checks",
    "blockers",
    "examined",
    "findings",
    "refreshed",
]

PHASES = (prepare, theory, strategy, implementation, rechart)
"""The files that hold the checks, one per phase."""

WAIVABLE = ("W", "A")
"""Severities that somebody may accept. Source: method 3.3, invariant 31."""

_STEPS = {option.value: number for number, option in enumerate(STEP_CODES)}
_DIGITS = re.compile(r"(\d+)")
_CONSENSUS = "CHK-312"
_GATES = {"B6": ("CHK-2",), "C6": ("CHK-3",), "D5": ("CHK-",)}


def findings(plan: Plan, as_of: date, *, checks: Collection[str] | None = None) -> tuple[Finding, ...]:
    """Return the gaps of a plan on a day, worst severity first, then in the order of the steps and by
    check and code.

    Args: plan: The plan to look at; it may be empty or half written. as_of: The day it is read at, so that
    results repeat. checks: Ids of the checks to run; all when None.

    Raises: KeyError: When there is no check with one of the ids.
    """
    chosen = CHECKS.values() if checks is None else [CHECKS[each] for each in checks]
    waivers = _waivers(plan)
    return _sorted(_finding(check, gap, waivers) for check in chosen for gap in check.run(plan, as_of))


def affected_checks(changed_kinds: Collection[str]) -> frozenset[str]:
    """Return the ids of the checks whose findings can change when records of these kinds change."""
    changed = frozenset(changed_kinds)
    if CheckWaiver.about.kind in changed:
        return frozenset(CHECKS)
    return frozenset(each.id for each in CHECKS.values() if not changed.isdisjoint(each.reads))


def refreshed(
    previous: Iterable[Finding], plan: Plan, as_of: date, changed_kinds: Collection[str]
) -> tuple[Finding, ...]:
    """Return what `findings(plan, as_of)` would, running only the checks an edit can have changed.

    `previous` are the findings, of all checks and on the same day, of the plan before records of
    `changed_kinds` were added, changed or deleted. On another day, or in another language, run `findings`
    again.
    """
    again = affected_checks(changed_kinds)
    kept = (each for each in previous if each.check not in again)
    return _sorted((*kept, *findings(plan, as_of, checks=again)))


def blockers(plan: Plan, gate_step: str, as_of: date) -> tuple[Finding, ...]:
    """Return what stands in the way of signing off a gate: open blockers, then warnings neither fixed nor
    waived.

    B6 looks at the checks of the theory, C6 at those of the strategy, D5 at all; B6 also at the vote.
    Steps that are no gate have none. Source: method 2 (sign-off gates; B6, C6 and D5, done when).
    """
    prefixes = _GATES.get(gate_step, ())
    chosen = [
        each for each in CHECKS if each.startswith(prefixes) or (gate_step == "B6" and each == _CONSENSUS)
    ]
    if not prefixes:
        return ()
    return tuple(
        each for each in findings(plan, as_of, checks=chosen) if each.severity != "A" and not each.waived
    )


def examined(plan: Plan) -> dict[str, int]:
    """Return how many things each check looks at in a plan, at least one. Source: method 3.5 (plan
    health).
    """
    return {each.id: max(1, each.examined(plan)) for each in CHECKS.values()}


_Waivers = dict[tuple[str, str], CheckWaiver]


def _waivers(plan: Plan) -> _Waivers:
    return {(each.check_id, each.entity_id or ""): each for each in plan.all(CheckWaiver)}


def _finding(check: Check, gap: Gap, waivers: _Waivers) -> Finding:
    record = gap.entity if isinstance(gap.entity, Record) else None
    entity_id = record.id if record is not None else str(gap.entity)
    severity = gap.severity or check.severity
    waiver = waivers.get((check.id, entity_id)) if severity in WAIVABLE else None
    waived = waiver is not None and not (record is not None and _changed_since(record, waiver))
    return Finding(
        check=check.id,
        severity=severity,
        step=check.step,
        entity_id=entity_id,
        entity=record.code if record is not None else entity_id,
        field=gap.field,
        message=_(check.message).format(**gap.words),
        fix=_(check.fix),
        waived=waived,
        reason=waiver.reason if waiver is not None and waived else "",
    )


def _changed_since(record: Record, waiver: CheckWaiver) -> bool:
    """Whether a record was changed after its waiver was written; a waiver then lapses (method 3.3,
    invariant 31).
    """
    changed, accepted = _moment(record.updated_at), _moment(waiver.updated_at)
    return changed is not None and accepted is not None and changed > accepted


def _moment(written: str) -> datetime | None:
    """Read a UTC ISO time, with or without its zone; None where it is blank or no time."""
    try:
        moment = datetime.fromisoformat(written)
    except ValueError:
        return None
    return moment if moment.tzinfo is not None else moment.replace(tzinfo=UTC)


def _sorted(found: Iterable[Finding]) -> tuple[Finding, ...]:
    return tuple(sorted(found, key=_order))


def _order(finding: Finding) -> tuple[int, int, str, list[tuple[int, str]], str]:
    code = [(int(part), "") if part.isdecimal() else (0, part) for part in _DIGITS.split(finding.entity)]
    return SEVERITIES.index(finding.severity), _STEPS[finding.step], finding.check, code, finding.message
