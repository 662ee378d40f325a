"""`Finding`: a gap in the plan, as people see it; and how a check is registered.

A check is a function `Plan, as_of -> Gap, Gap, …`. Its severity, step and words come from the method library
(`resources/method/library.json`, "checks"), so that they are written in one place and can be translated.
"""

import dataclasses
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from planner import assets
from planner.domain.plan import Plan
from planner.domain.record import Record

SEVERITIES = ("B", "W", "A")
"""Blocks a sign-off gate, warning, advice: worst first. Source: method 4."""


@dataclass(frozen=True)
class Finding:
    """One gap in the plan.

    `check` is its id (CHK-203), `severity` B, W or A, `step` the code of the step where it is closed.
    `entity_id` is a record's id, a library key (NU, L1, FY2026-27) or empty for the plan as a whole;
    `entity` the code people see; `field` the name of the field to go to, where there is one. `message` and
    `fix` are in the language in use. `waived` says that somebody accepted it, for `reason`.
    """

    check: str
    severity: str
    step: str
    entity_id: str
    entity: str
    field: str
    message: str
    fix: str
    waived: bool = False
    reason: str = ""


@dataclass(frozen=True, kw_only=True)
class Gap:
    """What a check found: in which record (or library key), at which field, and the words its message needs.

    `severity` is given only where this gap weighs less than the check usually does.
    """

    entity: Record | str = ""
    field: str = ""
    severity: str = ""
    words: Mapping[str, object] = dataclasses.field(default_factory=dict)


Run = Callable[[Plan, date], Iterator[Gap]]


@dataclass(frozen=True, kw_only=True)
class Check:
    """One check of the catalogue: its words, the function that runs it, and the kinds of record it reads.

    `examined` counts what it looks at in a plan, for plan health.
    """

    id: str
    severity: str
    step: str
    title: str
    message: str
    fix: str
    core: bool
    reads: frozenset[str]
    run: Run
    examined: Callable[[Plan], int]


CHECKS: dict[str, Check] = {}
"""Every check by id, filled as the files of this package are imported."""


def check(
    check_id: str, *reads: type[Record], each: type[Record] | Callable[[Plan], int] | int = 1
) -> Callable[[Run], Run]:
    """Register a function as the check with an id of the catalogue.

    Args:
        check_id: Its id; KeyError when the catalogue has none of that id.
        reads: The kinds of record whose change can change what it finds.
        each: What it looks at one by one: a kind of record, a fixed number, or a function that counts.
    """
    texts = next((row for row in assets.method("library")["checks"] if row["id"] == check_id), None)
    if texts is None:
        raise KeyError(check_id)

    def register(run: Run) -> Run:
        CHECKS[check_id] = Check(
            id=check_id,
            severity=texts["severity"],
            step=texts["step"],
            title=texts["title"],
            message=texts["message"],
            fix=texts["fix"],
            core=texts["tier"] == "core",
            reads=frozenset(kind.about.kind for kind in reads),
            run=run,
            examined=_counter(each),
        )
        return run

    return register


def _counter(each: type[Record] | Callable[[Plan], int] | int) -> Callable[[Plan], int]:
    if isinstance(each, int):
        return lambda plan: each  # noqa: ARG005  the same for every plan
    if isinstance(each, type):
        return lambda plan: len(plan.all(each))
    return each
