"""Codes: the short names people see (RK-01, OB-2.1), unique in a plan and never given out twice."""

import re
from collections.abc import Container

from planner.domain.plan import Plan
from planner.domain.record import Record
from planner.domain.records import Goal, Objective

_NUMBER = re.compile(r"(\d+)$")


def next_code(record: Record, plan: Plan, used: Container[str], last: int) -> str:
    """Return the next free code for a new record.

    `last` is the highest number its prefix ever had, `used` every code ever given. Objectives are numbered
    under their goal (OB-2.1); all other kinds count on. Source: method 3.3, invariants 3 and 32.
    """
    about = record.about
    stem, number, digits = f"{about.prefix}-", last + 1, about.digits
    if isinstance(record, Objective):
        goal = plan.get(Goal, record.goal_id)
        stem = f"{about.prefix}-{goal.code.partition('-')[2] if goal else 0}."
        number = 1
    while (code := f"{stem}{number:0{digits}d}") in used:
        number += 1
    return code


def number_of(code: str) -> int:
    """Return the number a code ends in (RK-07: 7), 0 where it has none."""
    found = _NUMBER.search(code)
    return int(found[1]) if found else 0
