"""The cards of the outcome map: what stands on them, how tall they are, how they are drawn."""

from collections.abc import Sequence
from dataclasses import dataclass

from planner.domain.figures import text
from planner.domain.figures.figure import Box, Item, Point, Rect, Text, Weight, left_bar
from planner.domain.plan import Plan
from planner.domain.records import Assumption, Indicator, Strategy, TocLink, TocNode
from planner.i18n import _, ngettext

CARD_WIDTH = 160.0
BAR = 6.0
SIZE = 13.0
LINE = 17.0
NOTE_SIZE = 11.0
PAD = 9.0
_LEFT = 15.0
_ROOM = CARD_WIDTH - _LEFT - 9.0
_MOST_LINES = 14
_BADGE = 8.5
_SHORTEST_REASON = 20  # characters; source: method 4, CHK-206


@dataclass(frozen=True)
class Card:
    """What stands on the card of a node; `height` in points."""

    lines: tuple[str, ...]
    note: str
    weight: Weight
    height: float


def card(plan: Plan, node: TocNode) -> Card:
    """Return what stands on the card of a node."""
    weight: Weight = "semibold" if node.kind == "long_term_outcome" else "regular"
    lines = text.wrap(node.statement or _("No words yet"), SIZE, _ROOM, weight, _MOST_LINES)
    note = text.fit(" · ".join(_notes(plan, node)), NOTE_SIZE, _ROOM)
    return Card(lines, note, weight, 2 * PAD + LINE * len(lines) + (16.0 if note else 0.0))


def _notes(plan: Plan, node: TocNode) -> list[str]:
    notes = []
    if node.external:
        notes.append(_("By others"))
    strategies = len(plan.where(Strategy, toc_intervention_ids=node.id))
    indicators = len(plan.where(Indicator, toc_node_ids=node.id))
    assumptions = len(plan.where(Assumption, node_ids=node.id))
    if strategies:
        notes.append(ngettext("{count} strategy", "{count} strategies", strategies).format(count=strategies))
    if indicators:
        notes.append(ngettext("{count} indicator", "{count} indicators", indicators).format(count=indicators))
    if assumptions:
        notes.append(
            ngettext("{count} assumption", "{count} assumptions", assumptions).format(count=assumptions)
        )
    return notes


def color(node: TocNode) -> str:
    """Return the color role of a card's edge: what we do, what becomes true, what we hope for."""
    if node.kind == "intervention":
        return "implementation"
    return "prepare" if node.above_ceiling or node.kind == "impact" else "theory"


def card_items(node: TocNode, made: Card, box: Box) -> tuple[Item, ...]:
    """Return the drawing of a card at its place."""
    role = color(node)
    dash = (4.0, 3.0) if node.external or role == "prepare" else ()
    items: list[Item] = [
        Rect(box.x, box.y, box.w, box.h, fill="card", radius=BAR),
        left_bar(box.x, box.y, BAR, box.h, role),
        Rect(box.x, box.y, box.w, box.h, stroke="border", radius=BAR, dash=dash),
    ]
    y = box.y + PAD + 13.0
    for each in made.lines:
        items.append(Text(box.x + _LEFT, y, each, SIZE, made.weight, "ink", max_width=_ROOM))
        y += LINE
    if made.note:
        items.append(Text(box.x + _LEFT, y, made.note, NOTE_SIZE, "regular", "ink_second", max_width=_ROOM))
    return tuple(items)


def mark(plan: Plan, link: TocLink) -> str:
    """Return the sign on a link: "?" where it has no reason yet, "A" where assumptions lie under it."""
    if len(link.rationale.strip()) < _SHORTEST_REASON:
        return "?"
    return "A" if plan.where(Assumption, link_ids=link.id) else ""


def mark_items(sign: str, at: Point) -> tuple[Item, ...]:
    """Return the drawing of a sign on a link."""
    x, y = at
    ring, ground, ink = (
        ("look_mark", "look_background", "look") if sign == "?" else ("theory", "card", "theory")
    )
    return (
        Rect(x - _BADGE, y - _BADGE, 2 * _BADGE, 2 * _BADGE, ground, ring, _BADGE, 1.25),
        Text(x, y + 4.0, sign, 11.0, "bold", ink, "middle"),
    )


def mark_place(course: Sequence[Point], taken: Sequence[Point]) -> Point:
    """Return where on a course of near points a sign lies clear of others; the middle where it can."""
    for share in (0.5, 0.4, 0.6, 0.3, 0.7, 0.2, 0.8):
        x, y = course[min(len(course) - 1, int(len(course) * share))]
        if all(abs(x - a) + abs(y - b) > 2.2 * _BADGE for a, b in taken):
            return x, y
    return course[len(course) // 2]
