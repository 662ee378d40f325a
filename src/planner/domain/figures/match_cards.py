"""What we do beside the early outcomes it brings about, matched by lines. Source: method 2.B4."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from planner.domain.figures.figure import Box, Figure, Item, Path, Rect, Text, left_bar
from planner.domain.figures.places import Drawn, Place, told
from planner.domain.figures.text import wrap
from planner.domain.plan import Plan
from planner.domain.records import Partner, TocLink, TocNarrative, TocNode
from planner.i18n import _, ngettext

STOP = "stop"
"""The key of the list of what will stop."""

_GUTTER = 0.17  # share of the width between the columns, for the lines
_HEAD, _PAD, _GAP = 30.0, 9.0, 10.0
_SIZE, _LINE = 13.0, 17.0
_SMALL, _SMALL_LINE = 11.0, 15.0
_BAR = 6.0


@dataclass(frozen=True)
class _Card:
    node: TocNode
    box: Box
    lines: tuple[str, ...]
    notes: tuple[str, ...]
    weak: bool


def acts_on(plan: Plan, node: TocNode) -> tuple[TocNode, ...]:
    """Return the early outcomes that an intervention leads to directly, in the order of the plan."""
    ends = {link.to_id for link in plan.where(TocLink, from_id=node.id)}
    return tuple(each for each in plan.where(TocNode, kind="early_outcome") if each.id in ends)


def acted_on_by(plan: Plan, node: TocNode) -> tuple[TocNode, ...]:
    """Return the interventions that lead to an outcome directly, in the order of the plan."""
    starts = {link.from_id for link in plan.where(TocLink, to_id=node.id)}
    return tuple(each for each in plan.where(TocNode, kind="intervention") if each.id in starts)


def match_cards(plan: Plan, room: float, *, stopping: bool = True) -> Drawn:
    """Draw interventions at the left, early outcomes at the right, and below (`stopping`) what will stop.

    An early outcome that nothing we do leads to, and an intervention that leads nowhere, say so. `room` is
    the width in points.
    """
    outcomes = plan.where(TocNode, kind="early_outcome")
    rank = {each.id: number for number, each in enumerate(outcomes)}
    doing = sorted(plan.where(TocNode, kind="intervention"), key=lambda each: _where(plan, each, rank))
    wide = room * (1 - _GUTTER) / 2
    left = _column(plan, doing, 0.0, wide)
    right = _column(plan, outcomes, room - wide, wide)
    items: list[Item] = [
        Text(0, 16, _("What we do"), _SIZE, "semibold", "ink_second"),
        Text(room - wide, 16, _("Early outcomes"), _SIZE, "semibold", "ink_second"),
    ]
    boxes = {card.node.id: card.box for card in right}
    for card in left:
        for outcome in acts_on(plan, card.node):
            items.append(_line(card.box, boxes[outcome.id]))
    for card in (*left, *right):
        items += _drawn(card)
    places = [Place(card.node.id, card.box, _named(plan, card)) for card in (*left, *right)]
    bottom = max([_HEAD, *(card.box.bottom for card in (*left, *right))])
    if stopping:
        stop, stop_box, stop_said = _stop(plan, room, bottom + 2 * _GAP)
        items += stop
        places.append(Place(STOP, stop_box, stop_said))
        bottom = stop_box.bottom
    title = _("What we do for each early outcome")
    return Drawn(Figure(room, bottom + 4, tuple(items), title, describe(plan)), tuple(places))


def describe(plan: Plan) -> str:
    """Say for each early outcome what we do about it, and what we will stop."""
    said = []
    for outcome in plan.where(TocNode, kind="early_outcome"):
        doing = ", ".join(each.statement for each in acted_on_by(plan, outcome))
        said.append(f"{outcome.statement}: {doing or _missing(outcome)}")
    idle = [each.statement for each in plan.where(TocNode, kind="intervention") if not acts_on(plan, each)]
    if idle:
        said.append(_("Not for an early outcome: {names}").format(names=", ".join(idle)))
    stop = plan.one(TocNarrative).stop_doing
    if stop:
        said.append(_("We will stop: {things}").format(things=", ".join(stop)))
    return told(said)


def _missing(outcome: TocNode) -> str:
    if outcome.external:
        return _("Somebody else brings it about")
    return _("Nothing we do leads to this yet")


def _where(plan: Plan, node: TocNode, rank: Mapping[str, int]) -> float:
    """Return where the outcomes of an intervention stand on average; those without any come last."""
    ranks = [rank[each.id] for each in acts_on(plan, node)]
    return sum(ranks) / len(ranks) if ranks else float(len(rank))


def _column(plan: Plan, nodes: Sequence[TocNode], x: float, wide: float) -> list[_Card]:
    cards = []
    y = _HEAD
    for node in nodes:
        inner = wide - _BAR - 2 * _PAD
        lines = wrap(node.statement or _("No words yet"), _SIZE, inner, "medium")
        notes, weak = _notes(plan, node)
        small = tuple(row for note in notes for row in wrap(note, _SMALL, inner))
        high = 2 * _PAD + len(lines) * _LINE + len(small) * _SMALL_LINE
        cards.append(_Card(node, Box(x, y, wide, high), lines, small, weak))
        y += high + _GAP
    return cards


def _notes(plan: Plan, node: TocNode) -> tuple[list[str], bool]:
    """Return what stands under the words of a card, and whether it tells of a weak spot."""
    if node.kind != "intervention":
        return ([_missing(node)], not node.external) if not acted_on_by(plan, node) else ([], False)
    said = []
    partners = [each.name for each in plan.some(Partner, node.partner_ids)]
    if node.owner_hint or partners:
        said.append(" · ".join(filter(None, [node.owner_hint, *partners])))
    onward = [plan.get(TocNode, link.to_id or "") for link in plan.where(TocLink, from_id=node.id)]
    later = [each.statement for each in onward if each is not None and each.kind != "early_outcome"]
    if later:
        said.append(_("Leads to: {outcomes}").format(outcomes=", ".join(later)))
    elif not acts_on(plan, node):
        return [*said, _("Leads nowhere yet")], True
    return said, False


def _drawn(card: _Card) -> list[Item]:
    box, ours = card.box, card.node.kind == "intervention"
    dash = (4.0, 3.0) if card.node.external else ()
    stroke = "look_mark" if card.weak else "border"
    items: list[Item] = [
        Rect(box.x, box.y, box.w, box.h, fill="card", stroke=stroke, radius=6.0, dash=dash),
        left_bar(box.x, box.y, _BAR, box.h, "implementation" if ours else "theory"),
    ]
    x, y = box.x + _BAR + _PAD, box.y + _PAD + 12.5
    for row in card.lines:
        items.append(Text(x, y, row, _SIZE, "medium"))
        y += _LINE
    for row in card.notes:
        items.append(Text(x, y - 1, row, _SMALL, "regular", "look" if card.weak else "ink_second"))
        y += _SMALL_LINE
    return items


def _line(start: Box, end: Box) -> Path:
    (x1, y1), (x2, y2) = (start.right, start.y + start.h / 2), (end.x, end.y + end.h / 2)
    bend = (x2 - x1) / 2
    return Path(((x1, y1), (x1 + bend, y1), (x2 - bend, y2), (x2, y2)), "link", 1.5, arrow=True, curved=True)


def _stop(plan: Plan, room: float, y: float) -> tuple[list[Item], Box, str]:
    """Draw what will stop, as a band over the whole width."""
    things = plan.one(TocNarrative).stop_doing
    rows = [row for thing in things for row in _bullet(thing, room - 2 * _PAD)]
    rows = rows or [_("Nothing yet. What will you stop, so that there is room for this?")]
    box = Box(0, y, room, 2 * _PAD + _LINE + 4 + len(rows) * _LINE)
    items: list[Item] = [
        Rect(box.x, box.y, box.w, box.h, fill="panel", stroke="border", radius=6.0),
        Text(_PAD, y + _PAD + 12.5, _("We will stop"), _SIZE, "semibold"),
    ]
    for number, row in enumerate(rows, 1):
        color = "ink" if things else "ink_second"
        items.append(Text(_PAD, y + _PAD + 16.5 + number * _LINE, row, _SIZE, "regular", color))
    count = ngettext("{count} thing", "{count} things", len(things)).format(count=len(things))
    return items, box, told([_("We will stop"), count, *things])


def _bullet(thing: str, room: float) -> list[str]:
    lines = wrap(thing, _SIZE, room - 16)
    return [f"{'–' if number == 0 else ' '} {row}" for number, row in enumerate(lines)]


def _named(plan: Plan, card: _Card) -> str:
    node = card.node
    if node.kind == "intervention":
        kind = _("Intervention")
        others = [_("acts on {outcome}").format(outcome=each.statement) for each in acts_on(plan, node)]
    else:
        kind = _("Early outcome")
        others = [
            _("through {intervention}").format(intervention=each.statement)
            for each in acted_on_by(plan, node)
        ]
    return told([f"{kind} {node.code}", node.statement or _("No words yet"), *others, *card.notes])
