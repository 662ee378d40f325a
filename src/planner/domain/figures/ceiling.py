"""The change the group answers for, the ceiling, and the hope beyond it (B1)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from planner.domain import vocabulary as v
from planner.domain.figures.figure import Box, Figure, Item, Path, Rect, Text, left_bar, line
from planner.domain.figures.places import Drawn, Place, told
from planner.domain.figures.text import fit, width, wrap
from planner.domain.plan import Plan
from planner.domain.records import Indicator, TocLink, TocNode
from planner.domain.wording import listed
from planner.i18n import _, ngettext

WIDE = 840.0
"""The width of the drawing in points, unless told."""

ABOVE, BELOW = "above", "below"
"""The keys of the two zones, for dropping."""

_STATEMENT = 16.0
_SMALL = 11.5
_GAP = 16.0
_PAD = 16.0
_WIDEST = 520.0
_LEAST = 250.0
_EMPTY = 74.0


@dataclass(frozen=True)
class Ceiling:
    """The drawing with its cards (by the id of the outcome), and the two zones cards may be dragged to."""

    drawn: Drawn
    zones: tuple[Place, Place]


@dataclass(frozen=True)
class _Card:
    """A card, measured but not yet placed."""

    node: TocNode
    lines: tuple[str, ...]
    notes: tuple[str, ...]

    @property
    def high(self) -> float:
        return 2 * _PAD + 21 * len(self.lines) + 17 * len(self.notes) - 2


def hopes(plan: Plan) -> tuple[TocNode, ...]:
    """Return what the group hopes for above the ceiling."""
    return tuple(each for each in _nodes(plan) if _is_hope(each))


def answered_for(plan: Plan) -> tuple[TocNode, ...]:
    """Return the long-term outcomes the group answers for."""
    return tuple(each for each in _nodes(plan) if not _is_hope(each))


def ceiling(plan: Plan, wide: float = WIDE) -> Ceiling:
    """Draw hopes above a line and long-term outcomes below it, with arrows where links lead across."""
    items: list[Item] = []
    above, below = hopes(plan), answered_for(plan)
    y = _heading(items, _("What we hope for beyond"), _("we do not answer for it"), 4, wide)
    upper, bottom = _cards(plan, above, y, wide)
    bottom = bottom if above else _nothing(items, _("No hope beyond is named yet."), y, wide)
    middle = bottom + 34
    lower_top = middle + 26
    y = _heading(
        items, _("The change we answer for"), _("by the end of the plan, for all to see"), lower_top, wide
    )
    lower, end = _cards(plan, below, y, wide)
    end = end if below else _nothing(items, _("No long-term outcome is named yet."), y, wide)
    boxes = {**upper, **lower}
    items += _arrows(plan, boxes, middle, lower_top + 22)
    items += _line(middle, wide)
    for node in (*above, *below):
        items += _draw(_measured(plan, node, boxes[node.id].w), boxes[node.id])
    places = tuple(Place(each.id, boxes[each.id], spoken(plan, each)) for each in (*above, *below))
    figure = Figure(wide, end + 8, tuple(items), _("Long-term outcome and ceiling"), description(plan))
    zones = (
        Place(ABOVE, Box(0, 0, wide, middle), _("Above the ceiling")),
        Place(BELOW, Box(0, middle, wide, end + 8 - middle), _("Below the ceiling")),
    )
    return Ceiling(Drawn(figure, places), zones)


def description(plan: Plan) -> str:
    """Return what the drawing shows, in words."""
    above, below = hopes(plan), answered_for(plan)
    first = listed(f"“{each.statement}”" for each in below) or _("nothing yet")
    second = listed(f"“{each.statement}”" for each in above) or _("nothing yet")
    return _("We answer for: {outcomes}. We hope, above the ceiling, for: {hopes}.").format(
        outcomes=first, hopes=second
    )


def spoken(plan: Plan, node: TocNode) -> str:
    """Return a card in words."""
    return told((node.statement or _("Not written yet"), summary(plan, node)))


def summary(plan: Plan, node: TocNode) -> str:
    """Return where a card stands, for whom it is and what is known of it."""
    where = _("Above the ceiling") if _is_hope(node) else _("Below the ceiling")
    return told((where, *_notes(plan, node)))


def _is_hope(node: TocNode) -> bool:
    return node.above_ceiling or node.kind == "impact"


def _nodes(plan: Plan) -> tuple[TocNode, ...]:
    return tuple(each for each in plan.all(TocNode) if each.kind in ("long_term_outcome", "impact"))


def _notes(plan: Plan, node: TocNode) -> Iterator[str]:
    """Yield who changes, which components it is about, and what is known of it."""
    people = _(TocNode.describe("beneficiary").option_label(node.beneficiary))
    yield _("Who changes: {people}").format(people=listed(filter(None, (people, node.population))))
    names = {option.value: _(option.label) for option in v.WSCC}
    if node.wscc:
        yield listed(names.get(each, each) for each in node.wscc)
    before = len(plan.where(TocLink, to_id=node.id))
    shown = len(plan.where(Indicator, toc_node_ids=node.id))
    links = ngettext("{count} outcome leads here", "{count} outcomes lead here", before) if before else ""
    signs = ngettext("{count} indicator", "{count} indicators", shown) if shown else ""
    if before or shown:
        yield listed(filter(None, (links.format(count=before), signs.format(count=shown))))


def _measured(plan: Plan, node: TocNode, wide: float) -> _Card:
    room = wide - 2 * _PAD - 8
    lines = wrap(node.statement or _("Not written yet"), _STATEMENT, room, "semibold")
    notes = [each for note in _notes(plan, node) for each in wrap(note, _SMALL, room, "regular", 2)]
    return _Card(node, lines, tuple(notes))


def _cards(plan: Plan, nodes: Sequence[TocNode], top: float, wide: float) -> tuple[dict[str, Box], float]:
    """Place cards in rows; return their places, and where the last row ends."""
    if not nodes:
        return {}, top
    across = max(1, min(len(nodes), 3, int((wide + _GAP) // (_LEAST + _GAP))))
    card = min(_WIDEST, (wide - _GAP * (across - 1)) / across)
    places: dict[str, Box] = {}
    y = top
    for start in range(0, len(nodes), across):
        row = nodes[start : start + across]
        high = max(_measured(plan, each, card).high for each in row)
        left = (wide - len(row) * card - (len(row) - 1) * _GAP) / 2
        for number, each in enumerate(row):
            places[each.id] = Box(left + number * (card + _GAP), y, card, high)
        y += high + _GAP
    return places, y - _GAP


def _heading(items: list[Item], words: str, more: str, y: float, wide: float) -> float:
    items.append(Text(wide / 2, y + 16, fit(words, 13, wide, "semibold"), 13, "semibold", "ink", "middle"))
    items.append(Text(wide / 2, y + 33, fit(more, _SMALL, wide), _SMALL, "regular", "ink_second", "middle"))
    return y + 46


def _nothing(items: list[Item], words: str, y: float, wide: float) -> float:
    box = Box(max(0.0, (wide - 420) / 2), y, min(420.0, wide), _EMPTY)
    items.append(Rect(box.x, box.y, box.w, box.h, stroke="border", radius=9, dash=(4.0, 3.0)))
    text = fit(words, 13, box.w - 24)
    items.append(Text(wide / 2, y + _EMPTY / 2 + 4, text, 13, "regular", "ink_second", "middle"))
    return box.bottom


def _draw(card: _Card, box: Box) -> Iterator[Item]:
    if _is_hope(card.node):
        yield Rect(box.x, box.y, box.w, box.h, "card", "theory", 9, 1.2, (5.0, 3.0))
    else:
        yield Rect(box.x, box.y, box.w, box.h, "theory_tint", "theory", 9, 1.2)
        yield left_bar(box.x, box.y, 8, box.h, "theory")
    x, y = box.x + _PAD + 6, box.y + _PAD + 13
    for words in card.lines:
        yield Text(x, y, words, _STATEMENT, "semibold", "ink" if card.node.statement else "ink_second")
        y += 21
    y += 1
    for words in card.notes:
        yield Text(x, y, words, _SMALL, "regular", "ink_second")
        y += 17


def _line(y: float, wide: float) -> Iterator[Item]:
    words = fit(_("Ceiling: above it we hope, below it we answer"), 12, wide - 60, "semibold")
    long = width(words, 12, "semibold") + 24
    left = (wide - long) / 2
    yield line(0, y, left, y, "ink_second", 2, (7.0, 5.0))
    yield line(left + long, y, wide, y, "ink_second", 2, (7.0, 5.0))
    yield Rect(left, y - 11, long, 22, fill="card")
    yield Text(wide / 2, y + 4, words, 12, "semibold", "ink_second", "middle")


def _arrows(plan: Plan, boxes: dict[str, Box], middle: float, clear: float) -> Iterator[Item]:
    """Draw links from below to above beside the words in the middle."""
    for number, link in enumerate(plan.all(TocLink)):
        start, end = boxes.get(link.from_id or ""), boxes.get(link.to_id or "")
        if start is None or end is None or start.y < middle or end.y > middle or clear > start.y:
            continue
        x = min(start.x + 30 + 12 * (number % 4), start.right - 12)
        to = min(max(x, end.x + 20), end.right - 20)
        bend = ((x, middle + 18), (to, middle + 18)) if abs(to - x) > 0.5 else ()
        yield Path(((x, start.y), *bend, (to, end.bottom + 2)), "link", 1.8, arrow=True)
