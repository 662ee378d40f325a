"""How far the testing of assumptions has come, and which are to be tested first. Source: method, step B3."""

from collections.abc import Iterator
from datetime import date
from typing import Literal

from planner.domain.analysis.graph import whole_links
from planner.domain.plan import Plan
from planner.domain.record import is_blank
from planner.domain.records import Assumption, TocLink, TocNode

Standing = Literal["untested", "no_test", "overdue", "planned", "holding", "weakening", "false"]


def standing(assumption: Assumption, as_of: date) -> Standing:
    """Return where an assumption stands.

    What a test has shown comes first (`holding`, `weakening`, `false`). Else it is `overdue` when its day
    has passed, `planned` when method and day are set, `no_test` when it is critical and one of them is
    missing (check 210), and `untested` otherwise.
    """
    if assumption.status == "holding":
        return "holding"
    if assumption.status == "weakening":
        return "weakening"
    if assumption.status == "false":
        return "false"
    if assumption.test_by is not None and assumption.test_by < as_of:
        return "overdue"
    if assumption.test_by is not None and not is_blank(assumption.test_method):
        return "planned"
    return "no_test" if assumption.critical else "untested"


def rated(assumption: Assumption) -> bool:
    """Whether both confidence and consequence are rated."""
    return assumption.confidence is not None and assumption.consequence is not None


def exposure(assumption: Assumption) -> int:
    """Return (6 - confidence) x consequence, 1 to 25: how much rests on how little. 0 while not rated.

    It only orders the register; the method's own line is `Assumption.critical`.
    """
    if assumption.confidence is None or assumption.consequence is None:
        return 0
    return (6 - assumption.confidence) * assumption.consequence


def by_exposure(plan: Plan) -> tuple[tuple[Assumption, ...], tuple[Assumption, ...], tuple[Assumption, ...]]:
    """Return the critical assumptions, the other rated ones (both most exposed first), and the unrated."""
    found = sorted(plan.all(Assumption), key=lambda each: -exposure(each))
    critical = tuple(each for each in found if rated(each) and each.critical)
    others = tuple(each for each in found if rated(each) and not each.critical)
    return critical, others, tuple(each for each in found if not rated(each))


def dated_tests(plan: Plan) -> tuple[Assumption, ...]:
    """Return the assumptions whose test has a day, the earliest first."""
    dated = [each for each in plan.all(Assumption) if each.test_by is not None]
    return tuple(sorted(dated, key=lambda each: each.test_by or date.max))


def unbacked_links(plan: Plan) -> Iterator[tuple[TocLink, TocNode, TocNode]]:
    """Yield each link that rests on a hypothesis with no assumption under it or its ends, with the ends.

    Source: method 4, check 209.
    """
    for link, source, to in whole_links(plan):
        if link.evidence_level == "hypothesis" and not (
            plan.where(Assumption, link_ids=link.id)
            or plan.where(Assumption, node_ids=source.id)
            or plan.where(Assumption, node_ids=to.id)
        ):
            yield link, source, to
