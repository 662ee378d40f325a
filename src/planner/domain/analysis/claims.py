"""How firmly a link of the theory stands: by its evidence, and by the assumptions that lie under it."""

from typing import Literal

from planner.domain.plan import Plan
from planner.domain.records import Assumption, TocLink

Standing = Literal["shown", "promising", "believed"]
"""What a claim rests on, firmest first."""

_ORDER: tuple[Standing, ...] = ("shown", "promising", "believed")
_BY_EVIDENCE = {"strong": 0, "moderate": 0, "promising": 1, "practice": 1, "hypothesis": 2}
_DOUBTED = 2  # confidence at or below which an assumption is doubted; source: method, glossary (critical)


def standing(plan: Plan, link: TocLink) -> Standing:
    """Return how firmly a link stands.

    Strong or moderate evidence shows it, promising evidence or practice speaks for it, a hypothesis is a
    belief. A doubted assumption under the link (confidence 2 or less, or found to be weakening or false)
    takes it one step down. Source: method 2.B2 (evidence levels) and 2.B3 (confidence, status).
    """
    step = _BY_EVIDENCE.get(link.evidence_level, 2)
    if any(doubted(each) for each in plan.where(Assumption, link_ids=link.id)):
        step += 1
    return _ORDER[min(step, 2)]


def doubted(assumption: Assumption) -> bool:
    """Whether the group is not sure that an assumption holds, or has seen that it does not."""
    unsure = assumption.confidence is not None and assumption.confidence <= _DOUBTED
    return assumption.status in ("weakening", "false") or (unsure and assumption.status != "holding")
