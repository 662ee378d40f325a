"""The outcome map on several pages, where its letters would be too small on one.

It is cut between columns of cards; the column at which one part ends is where the next begins, and links go
on from page to page. A map that is too high for that is laid out anew in parts of two or three lanes, divided
by pathways: a part then has some of the outcomes at its right, with all that leads to them. No card is ever
cut through.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from planner.domain.figures.cards import CARD_WIDTH, card_items
from planner.domain.figures.columns import lane_of
from planner.domain.figures.figure import Figure, Item, Path, Point, Text, line, moved, sampled
from planner.domain.figures.links import link_path, sign_items
from planner.domain.figures.map_legend import legend_figure
from planner.domain.figures.outcome_map import EDGE, HEADER, Lane, MapLayout, map_figure, map_layout
from planner.domain.figures.weak_spots import weak_spots
from planner.domain.plan import Plan
from planner.domain.records import TocLink, TocNode
from planner.i18n import _

LEAST = 6.0
"""Points of the smallest letters on paper."""

_LANES = ((0, 1), (1, 2), (2, 4))
_MARGIN = 10.0
_LEGEND = 560.0  # points in which the legend is laid out at least


@dataclass(frozen=True)
class MapPart:
    """A part of the map: its lanes in words, its drawing, and whether it wants a landscape page."""

    title: str
    figure: Figure
    landscape: bool


def map_parts(plan: Plan, upright: tuple[float, float], across: tuple[float, float]) -> tuple[MapPart, ...]:
    """Return the map in as few parts as keep its letters legible.

    `upright` and `across` are the width and height in points that a page of either orientation has for it.
    """
    whole = map_figure(plan)
    if letters_on(whole, across) >= LEAST:
        return (MapPart("", whole, landscape=True),)
    strips = _strips(plan, upright)
    if strips:
        return strips
    weak = weak_spots(plan)
    pages = (upright, across)
    return tuple(part for lanes in _LANES for part in _divided(plan, weak, lanes, pages))


def _strips(plan: Plan, page: tuple[float, float]) -> tuple[MapPart, ...]:
    """Return upright strips of whole columns; none where the map is too high for them."""
    place = map_layout(plan)
    columns = sorted({box.x for box in place.cards.values()})
    found: list[MapPart] = []
    first = 0
    while first < len(columns) - 1:
        last = first + 1
        part = _strip(plan, place, columns, first, last)
        while last + 1 < len(columns):
            wider = _strip(plan, place, columns, first, last + 1)
            if letters_on(wider.figure, page) < LEAST:
                break
            part, last = wider, last + 1
        if letters_on(part.figure, page) < LEAST:
            return ()
        found.append(part)
        first = last
    return tuple(found)


def _strip(plan: Plan, place: MapLayout, columns: Sequence[float], first: int, last: int) -> MapPart:
    """Draw some columns of the whole map, with as much of the links as lies among them."""
    start = columns[first] - _MARGIN
    end = columns[last] + CARD_WIDTH + _MARGIN
    shown = [lane for lane in place.lanes if lane.x < end - EDGE and lane.x + lane.w > start + EDGE]
    nodes = frozenset(each for each, box in place.cards.items() if start <= box.x and box.right <= end)
    figure = _drawn(plan, place, shown, nodes, (start, end))
    return MapPart(" → ".join(lane.title for lane in shown), figure, landscape=False)


Pages = tuple[tuple[float, float], tuple[float, float]]


def _divided(
    plan: Plan, weak: Mapping[str, tuple[str, ...]], lanes: tuple[int, int], pages: Pages
) -> Iterator[MapPart]:
    """Yield the parts of some lanes: each with as many of the cards at the right as stay legible."""
    nodes = _nodes(plan, lanes)
    place = map_layout(_only(plan, nodes), weak)
    ends = [each for each in nodes if not any(to in nodes for to in _following(plan, each))]
    common: tuple[str, ...] = ()
    while len(ends) == 1:  # all leads to one outcome: it stands in every part
        common = (*common, *ends)
        ends = [each for each in _before(plan, ends[0]) if each in nodes and each not in common]
    ends.sort(key=lambda each: place.cards[each].y)

    def part(held: Sequence[str]) -> MapPart:
        return _part(plan, weak, lanes, _leading(plan, nodes, held).union(common), pages)

    first = 0
    while first < len(ends):
        last = first + 1
        made = part(ends[first:last])
        while last < len(ends):
            larger = part(ends[first : last + 1])
            if _best(larger.figure, pages) < LEAST:
                break
            made, last = larger, last + 1
        yield made
        first = last


def _nodes(plan: Plan, lanes: tuple[int, int]) -> frozenset[str]:
    first, last = lanes
    return frozenset(node.id for node in plan.all(TocNode) if first <= lane_of(node) <= last)


def _following(plan: Plan, node_id: str) -> Iterator[str]:
    return (
        link.to_id for link in plan.where(TocLink, from_id=node_id) if link.to_id and link.to_id != node_id
    )


def _before(plan: Plan, node_id: str) -> Iterator[str]:
    links = plan.where(TocLink, to_id=node_id)
    return (link.from_id for link in links if link.from_id and link.from_id != node_id)


def _leading(plan: Plan, nodes: frozenset[str], ends: Sequence[str]) -> frozenset[str]:
    """Return the given nodes and all others that lead to them."""
    found: set[str] = set()
    waiting = list(ends)
    while waiting:
        node = waiting.pop()
        if node in nodes and node not in found:
            found.add(node)
            waiting += _before(plan, node)
    return frozenset(found)


def _only(plan: Plan, nodes: frozenset[str]) -> Plan:
    """Return the plan with no other cards than these; places set by hand are for the whole map alone."""
    held = [node for node in plan.all(TocNode) if node.id in nodes and (node.x or node.y)]
    return plan.changed(
        [node.replace(x=0.0, y=0.0) for node in held],
        [(TocNode, node.id) for node in plan.all(TocNode) if node.id not in nodes],
    )


def _part(
    plan: Plan,
    weak: Mapping[str, tuple[str, ...]],
    lanes: tuple[int, int],
    nodes: frozenset[str],
    pages: Pages,
) -> MapPart:
    shown = _only(plan, nodes)
    place = map_layout(shown, weak)
    strips = place.lanes[lanes[0] : lanes[1] + 1]
    start = strips[0].x
    end = max(strips[-1].x + strips[-1].w, *(box.right for box in place.cards.values()), start + 1.0)
    figure = _drawn(shown, place, strips, nodes, (start, end))
    upright, across = pages
    title = " → ".join(lane.title for lane in strips)
    return MapPart(title, figure, landscape=letters_on(figure, across) >= letters_on(figure, upright))


def _drawn(
    plan: Plan, place: MapLayout, lanes: Sequence[Lane], nodes: frozenset[str], edges: tuple[float, float]
) -> Figure:
    """Draw what lies between two edges of a map, with what lines and signs mean below it."""
    start, end = edges
    links: list[Item] = []
    for link in plan.all(TocLink):
        if link.id in place.routes:
            links += _between(link_path(link, place.routes[link.id], place.firm[link.id]), start, end)
    boxes = [place.cards[each] for each in place.cards if each in nodes]
    heights = [y for item in links if isinstance(item, Path) for _x, y in item.points]
    top = min([box.y for box in boxes] + heights, default=HEADER)
    foot = max([box.bottom for box in boxes] + heights, default=HEADER) - top + HEADER + EDGE
    for sign, at in place.marks.values():
        if start + _MARGIN <= at[0] <= end - _MARGIN:
            links += sign_items(sign, at)
    for node in plan.some(TocNode, [each for each in place.cards if each in nodes]):
        links += card_items(node, place.faces[node.id], place.cards[node.id])
    items = [*_heads(place, lanes, edges, foot), *moved(links, 0.0, HEADER - top)]
    room = max(end - start, _LEGEND)
    made = moved(items, (room - (end - start)) / 2 - start, 0.0)
    if "intervention" in (lane.kind for lane in lanes):  # once is enough
        legend = legend_figure(room - 2 * EDGE)
        made, foot = (*made, *moved(legend.items, EDGE, foot)), foot + legend.height
    said = "; ".join(node.statement.rstrip(".") for node in plan.some(TocNode, list(nodes)))
    told = _("Part of the outcome map: {lanes}. It shows: {outcomes}.").format(
        lanes=", ".join(lane.title for lane in lanes), outcomes=said
    )
    return Figure(room, foot, made, _("Outcome map"), told)


def _heads(
    place: MapLayout, lanes: Sequence[Lane], edges: tuple[float, float], foot: float
) -> Iterator[Item]:
    """Yield what the lanes are called, and the lines between them."""
    start, end = edges
    for lane in lanes:
        left, right = max(lane.x, start), min(lane.x + lane.w, end)
        wide = right - left - 12.0
        yield Text((left + right) / 2, 25.0, lane.title, 13.0, "medium", "ink_second", "middle", wide)
        if lane.x == place.ceiling:
            yield line(lane.x, 0.0, lane.x, foot, "prepare", 2.0, (8.0, 4.0))
        elif lane.x > start:
            yield line(lane.x, 0.0, lane.x, foot, "line", 1.0, (3.0, 3.0))


def _between(path: Path, start: float, end: float) -> Iterator[Path]:
    """Yield as much of a link as lies between two edges; its arrow where it ends there."""
    points = sampled(path)
    if start <= min(x for x, _y in points) and max(x for x, _y in points) <= end:
        yield path
        return
    run: list[Point] = []
    for one, two in pairwise(points):
        piece = _piece(one, two, start, end)
        if piece and run and run[-1] == piece[0]:
            run.append(piece[1])
            continue
        if len(run) > 1:
            yield replace(path, points=tuple(run), curved=False, arrow=False)
        run = list(piece)
    if len(run) > 1:
        yield replace(path, points=tuple(run), curved=False, arrow=path.arrow and run[-1] == points[-1])


def _piece(one: Point, two: Point, start: float, end: float) -> tuple[Point, ...]:
    """Return the part of a straight line that lies between two edges; nothing where none does."""
    (x1, y1), (x2, y2) = one, two
    if max(x1, x2) <= start or min(x1, x2) >= end:
        return ()

    def at(x: float) -> Point:
        return x, y1 + (y2 - y1) * (x - x1) / (x2 - x1)

    first = one if start <= x1 <= end else at(start if x1 < start else end)
    second = two if start <= x2 <= end else at(start if x2 < start else end)
    return (first, second)


def _best(figure: Figure, pages: Pages) -> float:
    return max(letters_on(figure, page) for page in pages)


def letters_on(figure: Figure, page: tuple[float, float]) -> float:
    """Return how large the smallest letters of a figure are on a page, in points."""
    scale = min(page[0] / figure.width, page[1] / figure.height)
    return scale * min((item.size for item in figure.items if isinstance(item, Text)), default=LEAST)
