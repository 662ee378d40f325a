"""One path of the theory in large letters, to be read aloud by somebody who did not write it (B6)."""

from collections.abc import Sequence

from planner.domain.analysis import graph
from planner.domain.analysis.pathways import Chain, links_of, so_that
from planner.domain.figures.figure import Box, Figure, Item, Path, Rect, Text, Weight, left_bar
from planner.domain.figures.places import Drawn, Place, told
from planner.domain.figures.text import wrap
from planner.domain.plan import Plan
from planner.domain.records import TocLink, TocNode
from planner.domain.wording import clause
from planner.i18n import _

_SIZE, _LINE = 19.0, 25.0
_SMALL, _SMALL_LINE = 14.0, 19.0
_PAD, _BAR, _GAP = 14.0, 8.0, 12.0
_INSET = 34.0  # room at the left for the arrows between the cards
_MOST, _EACH = 60, 12


def chains(plan: Plan) -> tuple[Chain, ...]:
    """Return the paths of the theory, from each of its starts up to its ends, in the order of the plan.

    At most 12 from one start and 60 altogether: nobody listens longer.
    """
    ends = {link.to_id for link in plan.all(TocLink)}
    starts = {link.from_id for link in plan.all(TocLink)} - ends
    found = [
        chain
        for node in plan.all(TocNode)
        if node.id in starts
        for chain in graph.paths(plan, node.id, _EACH)
        if len(chain) > 1
    ]
    return tuple(tuple(chain) for chain in found[:_MOST])


def path_drawn(plan: Plan, chain: Sequence[str], said: str, room: float) -> Drawn:
    """Draw a path from the top down: what we do, so that …, with the reason at each arrow.

    `said` stands above it, such as "Path 3 of 14"; `room` is the width in points.
    """
    items: list[Item] = [Text(0, 16, said, _SMALL, "semibold", "ink_second", max_width=room)]
    places: list[Place] = []
    y = 30.0
    links: tuple[TocLink | None, ...] = (None, *links_of(plan, chain))
    for number, (node, link) in enumerate(zip(plan.some(TocNode, chain), links, strict=False)):
        if number:
            y = _because(items, places, link, y, room)
        box, rows = _card(node, y, room)
        items += [
            Rect(box.x, box.y, box.w, box.h, fill="card", stroke="border", radius=8.0),
            left_bar(
                box.x, box.y, _BAR, box.h, "implementation" if node.kind == "intervention" else "theory"
            ),
        ]
        weight: Weight = "semibold" if node.kind == "long_term_outcome" else "regular"
        for row_number, row in enumerate(rows):
            items.append(Text(_BAR + _PAD, y + _PAD + 18 + row_number * _LINE, row, _SIZE, weight))
        places.append(Place(node.id, box, told([node.code, node.statement or _("No words yet")])))
        y = box.bottom
    words = so_that(plan, chain, reasons=True)
    return Drawn(Figure(room, y + 6, tuple(items), said, words), tuple(places))


def _card(node: TocNode, y: float, room: float) -> tuple[Box, tuple[str, ...]]:
    rows = wrap(node.statement or _("No words yet"), _SIZE, room - _BAR - 2 * _PAD, "semibold")
    return Box(0, y, room, 2 * _PAD + len(rows) * _LINE - 3), rows


def _because(items: list[Item], places: list[Place], link: TocLink | None, y: float, room: float) -> float:
    """Draw an arrow with "so that" and the reason beside it; return where the next card begins."""
    reason = clause(link.rationale) if link is not None else ""
    said = _("because {reason}").format(reason=reason) if reason else _("No reason has been given yet.")
    rows = wrap(said, _SMALL, room - _INSET - 96)
    high = max(len(rows) * _SMALL_LINE, _SMALL_LINE) + 2 * _GAP
    items.append(Path(((_PAD + 4, y + 3), (_PAD + 4, y + high - 3)), "link", 2.0, arrow=True))
    items.append(Text(_INSET, y + _GAP + 14, _("so that"), _SMALL, "semibold", "theory"))
    color = "ink_second" if reason else "look"
    for number, row in enumerate(rows):
        items.append(Text(_INSET + 92, y + _GAP + 14 + number * _SMALL_LINE, row, _SMALL, "regular", color))
    if link is not None:
        places.append(
            Place(link.id, Box(_INSET - 6, y + 4, room - _INSET + 6, high - 8), told([link.code, said]))
        )
    return y + high
