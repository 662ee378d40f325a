"""Where the theory is weak, in words short enough for a card of the outcome map."""

from collections.abc import Mapping
from datetime import date

from planner.domain.checks import findings
from planner.domain.plan import Plan
from planner.domain.records import Indicator
from planner.i18n import N_, _

_WORDS = {
    "CHK-203": N_("Leads nowhere yet"),
    "CHK-204": N_("Nothing before it"),
    "CHK-205": N_("Part of a loop"),
    "CHK-207": N_("Reads as an activity"),
    "CHK-208": N_("Nobody acts on it"),
    "CHK-211": N_("No indicator yet"),
}
"""The checks about cards, most telling first, and what a card says. Source: method 4, 2xx."""

_LATER = "CHK-211"  # a matter of B5: not said before the group has any indicator


def weak_spots(plan: Plan) -> Mapping[str, tuple[str, ...]]:
    """Return, by the id of a card, what is weak about it and nobody has accepted.

    The checks are those of the catalogue, so that map and guide never differ; none of these depends on the
    day.
    """
    wanted = [each for each in _WORDS if each != _LATER or plan.all(Indicator)]
    order = list(_WORDS)
    found: dict[str, list[str]] = {}
    for each in findings(plan, date.min, checks=wanted):
        if each.entity_id and not each.waived:
            found.setdefault(each.entity_id, []).append(each.check)
    return {
        node_id: tuple(_(_WORDS[check]) for check in sorted(checks, key=order.index))
        for node_id, checks in found.items()
    }
