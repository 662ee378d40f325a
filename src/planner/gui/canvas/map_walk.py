"""Where the arrow keys lead on the outcome map: along links sideways, through a column up and down."""

from collections.abc import Iterable, Sequence

from planner.domain.analysis.claims import Standing, standing
from planner.domain.figures.figure import Box
from planner.domain.figures.outcome_map import MapLayout
from planner.domain.plan import Plan
from planner.domain.records import Assumption, TocLink, TocNode
from planner.domain.wording import listed
from planner.i18n import N_, _, ngettext

FIRMNESS: dict[Standing, str] = {
    "shown": N_("Shown by evidence."),
    "promising": N_("Promising, not shown."),
    "believed": N_("A belief."),
}
"""What a line's look says, in words."""


def walked(plan: Plan, layout: MapLayout, current: str, way: str) -> str:
    """Return the card or link after `current` in a way: left, right, up, down; `current` where there is none.

    From a link, left and right lead to its ends. From nothing, any way leads to the long-term outcome.
    """
    link = plan.get(TocLink, current)
    if link is not None:
        if way in ("left", "right"):
            return (link.from_id if way == "left" else link.to_id) or current
        links = [each.id for each in plan.all(TocLink) if each.id in layout.routes]
        step = -1 if way == "up" else 1
        return links[(links.index(current) + step) % len(links)] if current in links else current
    if current not in layout.cards:
        return first_card(plan)
    if way in ("left", "right"):
        return _sideways(plan, layout, current, way) or current
    return _upright(layout, current, way) or current


def first_card(plan: Plan) -> str:
    """Return the card to start at: the long-term outcome, else any, else an empty text."""
    nodes = plan.all(TocNode)
    for node in nodes:
        if node.kind == "long_term_outcome":
            return node.id
    return nodes[0].id if nodes else ""


def link_walked(plan: Plan, current: str, way: str) -> str:
    """Return the next link into (left) or out of (right) a card, one after the other; or `current`."""
    link = plan.get(TocLink, current)
    if link is not None:
        held = (
            plan.where(TocLink, to_id=link.to_id)
            if way == "left"
            else plan.where(TocLink, from_id=link.from_id)
        )
        ids = [each.id for each in held]
        return ids[(ids.index(current) + 1) % len(ids)]
    held = plan.where(TocLink, to_id=current) if way == "left" else plan.where(TocLink, from_id=current)
    return held[0].id if held else current


def _sideways(plan: Plan, layout: MapLayout, current: str, way: str) -> str:
    box = layout.cards[current]
    if way == "left":
        linked = [link.from_id for link in plan.where(TocLink, to_id=current)]
    else:
        linked = [link.to_id for link in plan.where(TocLink, from_id=current)]
    near = _nearest(layout, box, (each for each in linked if each in layout.cards))
    if near:
        return near
    beyond = [
        each
        for each, other in layout.cards.items()
        if (other.right <= box.x if way == "left" else other.x >= box.right)
    ]
    if not beyond:
        return ""
    columns = [layout.cards[each].x for each in beyond]
    column = max(columns) if way == "left" else min(columns)
    return _nearest(layout, box, (each for each in beyond if abs(layout.cards[each].x - column) < box.w / 2))


def _nearest(layout: MapLayout, box: Box, ids: Iterable[str | None]) -> str:
    found = sorted((abs(layout.cards[each].middle[1] - box.middle[1]), each) for each in ids if each)
    return found[0][1] if found else ""


def _upright(layout: MapLayout, current: str, way: str) -> str:
    box = layout.cards[current]
    sign = -1 if way == "up" else 1
    found = []
    for each, other in layout.cards.items():
        down = (other.middle[1] - box.middle[1]) * sign
        if each != current and down > 0:
            apart = abs(other.middle[0] - box.middle[0])
            found.append((0 if apart < box.w else 1, down + 3 * apart, each))
    return min(found)[2] if found else ""


def spoken(plan: Plan, current: str, weak: Sequence[str] = ()) -> str:
    """Return what a screen reader says about a card or link; `weak` are its weak spots in words."""
    node = plan.get(TocNode, current)
    if node is not None:
        return " ".join([_said_of_card(plan, node), *(f"{each}." for each in weak)])
    link = plan.get(TocLink, current)
    if link is not None:
        return _said_of_link(plan, link)
    return ""


def _said_of_card(plan: Plan, node: TocNode) -> str:
    into, out = plan.where(TocLink, to_id=node.id), plan.where(TocLink, from_id=node.id)
    said = _("{kind}: {statement}. {into}, {out}.").format(
        kind=_(node.describe("kind").option_label(node.kind)),
        statement=node.statement.rstrip("."),
        into=ngettext("{count} link in", "{count} links in", len(into)).format(count=len(into)),
        out=ngettext("{count} link out", "{count} links out", len(out)).format(count=len(out)),
    )
    tags = [_(node.describe("wscc").option_label(each)) for each in node.wscc]
    return f"{said} {listed(tags)}." if tags else said


def _said_of_link(plan: Plan, link: TocLink) -> str:
    said = _("Link from {first} to {then}: {reason}").format(
        first=plan.title(link.from_id),
        then=plan.title(link.to_id),
        reason=link.rationale or _("no reason yet"),
    )
    firm = _(FIRMNESS[standing(plan, link)])
    assumed = len(plan.where(Assumption, link_ids=link.id))
    words = [f"{said.rstrip('.')}.", firm]
    if assumed:
        words.append(
            ngettext(
                "{count} assumption lies under it.", "{count} assumptions lie under it.", assumed
            ).format(count=assumed)
        )
    return " ".join(words)
