"""What is written into the change log once a plan is adopted. Source: method 3.3, invariant 30."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from planner.domain.fields import Field, Kind
from planner.domain.plan import POINTERS, Plan
from planner.domain.record import COMMON, Record
from planner.domain.records import (
    Action,
    BudgetLine,
    ChangeLogEntry,
    Goal,
    Indicator,
    Objective,
    PlanVersion,
    Strategy,
)

LOGGED: tuple[type[Record], ...] = (Goal, Objective, Strategy, Action, Indicator, BudgetLine)
"""The kinds of record whose changes are written down."""

_PROGRESS = frozenset({"status", "percent_complete", "actual_start", "actual_end"})
_VERSION = re.compile(r"^\D*(\d+)\.(\d+)")


@dataclass(frozen=True)
class Logged:
    """One change to write down: `kind` is add, change or retire; `field` is empty for a whole record."""

    kind: str
    record: Record
    field: str
    old: str
    new: str


def since_adoption(before: Plan, after: Plan, ids: Mapping[str, frozenset[str]]) -> Iterator[Logged]:
    """Yield what an edit of an adopted plan must write down; nothing while the plan is a draft.

    How far an action has come is progress, not a change of the plan.

    Args:
        before: The plan before the edit.
        after: The plan after it.
        ids: What the edit touched, by kind.
    """
    if before.charter.status != "adopted":
        return
    for kind in LOGGED:
        for each in sorted(ids.get(kind.about.kind, ())):
            was, now = before.get(kind, each), after.get(kind, each)
            if was is None and now is not None:
                yield Logged("add", now, "", "", named(now))
            elif was is not None and now is None:
                yield Logged("retire", was, "", named(was), "")
            elif was is not None and now is not None:
                yield from _differences(before, was, after, now)


def _differences(before: Plan, was: Record, after: Plan, now: Record) -> Iterator[Logged]:
    for name, new in now.__dict__.items():
        old = was.__dict__[name]
        if old == new or name in COMMON or (isinstance(now, Action) and name in _PROGRESS):
            continue
        field = now.describe(name)
        yield Logged("change", now, name, shown(before, field, old), shown(after, field, new))


def named(record: Record) -> str:
    """Return code and title of a record, as the log keeps them after it is gone."""
    title = record.title
    return _fitting(record.code if title == record.code else f"{record.code} {title}")


def shown(plan: Plan, field: Field, value: Any) -> str:
    """Return a value as the log writes it: dates as ISO text, links as codes, lists with commas."""
    if value is None or isinstance(value, bool):
        return "" if value is None else ("yes" if value else "no")
    if field.kind is Kind.POINTS:
        return _fitting(", ".join(f"{day.isoformat()}: {number:g}" for day, number in value))
    if isinstance(value, Mapping):
        return _fitting(", ".join(f"{key}: {each}" for key, each in value.items()))
    if field.kind in POINTERS:
        value = tuple(map(plan.code, value)) if isinstance(value, tuple) else plan.code(value)
    return _fitting(", ".join(map(str, value)) if isinstance(value, tuple) else str(value))


def _fitting(text: str) -> str:
    longest = ChangeLogEntry.describe("new").max_length
    return text if len(text) <= longest else text[: longest - 1] + "…"


def open_version(plan: Plan) -> PlanVersion | None:
    """Return the draft version that changes are collected in, the newest where there are several."""
    return next((each for each in reversed(plan.all(PlanVersion)) if each.status == "draft"), None)


def next_label(plan: Plan) -> str:
    """Return the label of the next minor version: 1.2 after 1.1."""
    labels = [plan.charter.version, *(version.label for version in plan.all(PlanVersion))]
    found = [(int(match[1]), int(match[2])) for match in map(_VERSION.match, labels) if match]
    major, minor = max(found, default=(1, 0))
    return f"{major}.{minor + 1}"
