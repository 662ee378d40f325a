"""Pathways of the theory: what leads to a card and what it leads to, and chains to read aloud.

Chains run from where the theory starts up to where it ends; loops and stray links do no harm.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise

from planner.domain.analysis import graph
from planner.domain.plan import Plan
from planner.domain.records import TocLink, TocNode
from planner.domain.wording import clause
from planner.i18n import _

Chain = tuple[str, ...]
"""Ids of nodes, each of which helps to bring the next one about."""

_MOST = 60
_EACH_WAY = 24


@dataclass(frozen=True)
class Pathway:
    """Ids of the cards and links that lead to something or that it leads to, with itself."""

    nodes: frozenset[str]
    links: frozenset[str]


def pathway(plan: Plan, record_id: str) -> Pathway:
    """Return the pathway around a node or a link; an empty one for anything else."""
    link = plan.get(TocLink, record_id)
    node = plan.get(TocNode, record_id)
    if link is not None and link.from_id and link.to_id:
        before = graph.below(plan, link.from_id) | {link.from_id}
        after = graph.above(plan, link.to_id) | {link.to_id}
        own = {link.id}
    elif node is not None:
        before = graph.below(plan, node.id) | {node.id}
        after = graph.above(plan, node.id) | {node.id}
        own = set()
    else:
        return Pathway(frozenset(), frozenset())
    links = {
        each.id
        for each in plan.all(TocLink)
        if (each.from_id in before and each.to_id in before)
        or (each.from_id in after and each.to_id in after)
    }
    return Pathway(frozenset(before | after), frozenset(links | own))


def through(plan: Plan, record_id: str, limit: int = _MOST) -> tuple[Chain, ...]:
    """Return the chains that run through a node or a link, from start to end, at most `limit` of them."""
    link = plan.get(TocLink, record_id)
    if link is not None and link.from_id and link.to_id:
        first, then = link.from_id, link.to_id
    elif plan.get(TocNode, record_id) is not None:
        first = then = record_id
    else:
        return ()
    ups = graph.paths(plan, then, _EACH_WAY)
    downs = _back(plan, first)
    joined = (
        (*down, *up) if first != then else (*down, *up[1:])
        for down in downs
        for up in ups
        if first == then or not set(down) & set(up)
    )
    sound = (chain for chain in joined if len(set(chain)) == len(chain))
    return tuple(islice(sound, limit))


def links_of(plan: Plan, chain: Sequence[str]) -> tuple[TocLink | None, ...]:
    """Return the links between neighbors of a chain, None where there is none any more."""
    by_ends: Mapping[tuple[str | None, str | None], TocLink] = {
        (link.from_id, link.to_id): link for link in plan.all(TocLink)
    }
    return tuple(by_ends.get(pair) for pair in pairwise(chain))


def so_that(plan: Plan, chain: Sequence[str], *, reasons: bool = False) -> str:
    """Read a chain upward: "we do this, so that this is so, so that …", with reasons where asked for.

    Source: method 2.B2, question 5.
    """
    outcomes = [clause(node.statement) or _("no words yet") for node in plan.some(TocNode, chain)]
    if len(outcomes) < len(chain) or not outcomes:
        return ""
    said = outcomes[0][:1].upper() + outcomes[0][1:]
    for outcome, link in zip(outcomes[1:], links_of(plan, chain), strict=True):
        reason = _reason(link) if link is not None and reasons else ""
        if reason:
            said = _("{before}, so that {outcome} (because {reason})").format(
                before=said, outcome=outcome, reason=reason
            )
        else:
            said = _("{before}, so that {outcome}").format(before=said, outcome=outcome)
    return f"{said}."


def _reason(link: TocLink) -> str:
    """Return the reason of a link, without the word that is said before it."""
    return clause(link.rationale).removeprefix(_("because")).lstrip(" ,:")


def _back(plan: Plan, node_id: str) -> tuple[Chain, ...]:
    """Return the chains that lead to a node, itself at the end."""
    before: dict[str, list[str]] = {}
    for source, to in graph.edges(plan):
        before.setdefault(to, []).append(source)
    found: list[Chain] = []
    waiting: list[Chain] = [(node_id,)]
    while waiting and len(found) < _EACH_WAY:
        chain = waiting.pop()
        onward = [each for each in before.get(chain[0], ()) if each not in chain]
        if onward:
            waiting.extend((each, *chain) for each in reversed(onward))
        else:
            found.append(chain)
    return tuple(found)
