"""The outcome map: what we do on the left, then what becomes true step by step, up to the long-term outcome.

Cards stand in lanes by kind and, within a lane, in columns by the longest path of links. A card placed by
hand keeps its place; the others make room. Links never run through a card as long as cards stand where the
layout put them, and find a way around cards placed by hand where there is one.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from planner.domain.analysis.claims import Standing
from planner.domain.figures import routes
from planner.domain.figures.cards import CARD_WIDTH, Card, card, card_items
from planner.domain.figures.columns import Lanes, arranged, lane_of
from planner.domain.figures.figure import Box, Figure, Item, Path, Point, Text, line, moved, sampled
from planner.domain.figures.layers import layered
from planner.domain.figures.links import link_path, sign_items, sign_place, signs, standings
from planner.domain.figures.map_legend import legend_figure
from planner.domain.figures.stacking import made_room, stacked
from planner.domain.figures.weak_spots import weak_spots
from planner.domain.plan import Plan
from planner.domain.records import TocLink, TocNode
from planner.i18n import N_, _, ngettext

HEADER = 48.0
EDGE = 20.0
CARD_GAP = 16.0
SLOT = 9.0
LANES = (
    N_("What we do"),
    N_("Early outcomes"),
    N_("Intermediate outcomes"),
    N_("Long-term outcome"),
    N_("Above the ceiling"),
)
_FOREIGN_GRID = (160.0, 150.0)


@dataclass(frozen=True)
class Lane:
    """A strip of the map; `kind` is what a new card in it becomes."""

    title: str
    kind: str
    x: float
    w: float


@dataclass(frozen=True)
class MapLayout:
    """Where everything stands. `routes` are the courses of links as cubic curves, from card to card; `marks`
    the signs on links and their places, `firm` how firmly each link stands, `weak` what is weak about cards.
    """

    cards: Mapping[str, Box]
    faces: Mapping[str, Card]
    routes: Mapping[str, tuple[Point, ...]]
    marks: Mapping[str, tuple[str, Point]]
    firm: Mapping[str, Standing]
    weak: Mapping[str, tuple[str, ...]]
    lanes: tuple[Lane, ...]
    ceiling: float | None
    width: float
    height: float
    crossings: int


def placed_by_hand(node: TocNode) -> Point | None:
    """Return where a person put a card, or None where the layout decides.

    Plan files come with places on a grid of 160 × 150 units that reads from the top down and has no room for
    cards of this size; such places are kept in the file but not followed. A place set by hand never falls on
    that grid.
    """
    if not node.x or not node.y:
        return None
    if node.x % _FOREIGN_GRID[0] == 0 and node.y % _FOREIGN_GRID[1] == 0:
        return None
    return node.x, node.y


def hand_place(x: float, y: float) -> Point:
    """Return the place to store for a card put at `x`, `y`: on the map and off the foreign grid."""
    x, y = round(max(x, 1.0), 1), round(max(y, HEADER), 1)
    if x % _FOREIGN_GRID[0] == 0 and y % _FOREIGN_GRID[1] == 0:
        y += 0.5
    return x, y


def map_layout(plan: Plan, weak: Mapping[str, tuple[str, ...]] | None = None) -> MapLayout:
    """Lay out the map of a plan; the same plan gives the same map. Loops and stray links do no harm.

    Where cards stand and lines run is remembered, so that an edit that changes neither costs little. `weak`
    is what is weak about cards, where the plan is a part of another and cannot tell.
    """
    nodes = plan.all(TocNode)
    number = {node.id: at for at, node in enumerate(nodes)}
    links = [
        link
        for link in plan.all(TocLink)
        if link.from_id in number and link.to_id in number and link.from_id != link.to_id
    ]
    pairs = tuple((number[link.from_id or ""], number[link.to_id or ""]) for link in links)
    lanes = arranged(tuple(map(lane_of, nodes)), pairs)
    weak = weak_spots(plan) if weak is None else weak
    faces = [card(plan, node, weak.get(node.id, ())) for node in nodes]
    places = tuple(
        (at, place) for at, node in enumerate(nodes) if (place := placed_by_hand(node)) is not None
    )
    drawn = drawing(lanes.column_of, lanes.edges, lanes.count, tuple(face.height for face in faces), places)
    found = {
        link.id: course if (a, b) == edge else tuple(reversed(course))
        for link, course, edge, (a, b) in zip(links, drawn.courses, lanes.edges, pairs, strict=True)
    }
    strips = _strips(lanes, drawn.xs)
    marks = _marks(drawn, tuple(signs(plan, link) for link in links))
    return MapLayout(
        cards={node.id: box for node, box in zip(nodes, drawn.boxes, strict=True)},
        faces={node.id: face for node, face in zip(nodes, faces, strict=True)},
        routes=found,
        marks={links[at].id: (sign, place) for at, sign, place in marks},
        firm=standings(plan),
        weak=weak,
        lanes=strips,
        ceiling=strips[-1].x if len(strips) == len(LANES) else None,
        width=max(strips[-1].x + strips[-1].w, drawn.right),
        height=max(HEADER + 120.0, drawn.bottom),
        crossings=drawn.crossings,
    )


@dataclass(frozen=True, eq=False)
class _Drawing:
    """Places of cards and courses of edges by number."""

    boxes: tuple[Box, ...]
    courses: tuple[tuple[Point, ...], ...]
    xs: tuple[float, ...]
    right: float
    bottom: float
    crossings: int


@lru_cache(maxsize=8)
def drawing(
    column_of: tuple[int, ...],
    edges: tuple[tuple[int, int], ...],
    count: int,
    heights: tuple[float, ...],
    places: tuple[tuple[int, Point], ...],
) -> _Drawing:
    """Return where cards stand and links run; the last drawings are remembered.

    Args:
        column_of: The column of each card.
        edges: Pairs of cards, each running to a later column.
        count: The number of columns.
        heights: The height of each card, in points.
        places: Cards put somewhere by hand, with their left upper corners.
    """
    layers = layered(column_of, edges)
    middles = [middle + HEADER for middle in stacked(layers, heights, CARD_GAP, SLOT)]
    xs = _column_places(column_of, edges, count, layers.chains)
    put = {at: Box(*place, CARD_WIDTH, heights[at]) for at, place in places}
    if put:
        sizes = [*heights, *[0.0] * (len(middles) - len(heights))]
        for x, column in zip(xs, layers.columns, strict=False):
            strip = Box(x, -1e9, CARD_WIDTH, 2e9)
            taken = [box for box in put.values() if box.overlaps(strip, CARD_GAP)]
            if taken:
                made_room([v for v in column if v not in put], middles, sizes, taken, CARD_GAP, SLOT)
    boxes = [
        put.get(at) or Box(xs[column_of[at]], middles[at] - height / 2, CARD_WIDTH, height)
        for at, height in enumerate(heights)
    ]
    column_of_vertex = {v: column for column, held in enumerate(layers.columns) for v in held}
    slots = [[(xs[column_of_vertex[v]], middles[v]) for v in chain[1:-1]] for chain in layers.chains]
    courses = _courses(boxes, slots, edges, frozenset(put))
    return _Drawing(
        tuple(boxes),
        tuple(courses),
        tuple(xs),
        max([0.0, *(box.right + EDGE for box in boxes), *(x for course in courses for x, _y in course)]),
        max([0.0, *(box.bottom + EDGE for box in boxes), *(y + EDGE for c in courses for _x, y in c)]),
        layers.crossings,
    )


def _column_places(
    column_of: Sequence[int], edges: Sequence[tuple[int, int]], count: int, chains: Sequence[Sequence[int]]
) -> list[float]:
    """Return the left edge of each column; a gap grows with the links that turn in it."""
    turns = [0] * (count + 1)
    for (a, _b), chain in zip(edges, chains, strict=True):
        for step in range(len(chain) - 1):
            turns[column_of[a] + step] += 1
    xs, x = [], EDGE
    for column in range(count):
        xs.append(x)
        x += CARD_WIDTH + 36.0 + min(44.0, 2.0 * turns[column])
    return xs


def _courses(
    boxes: Sequence[Box],
    slots: Sequence[Sequence[Point]],
    edges: Sequence[tuple[int, int]],
    put: frozenset[int],
) -> list[tuple[Point, ...]]:
    """Return the course of each edge from its left to its right card."""
    rights: dict[int, list[tuple[float, int]]] = {}
    lefts: dict[int, list[tuple[float, int]]] = {}
    for at, (a, b) in enumerate(edges):
        loose = a in put or b in put or not slots[at]
        rights.setdefault(a, []).append((boxes[b].middle[1] if loose else slots[at][0][1], at))
        lefts.setdefault(b, []).append((boxes[a].middle[1] if loose else slots[at][-1][1], at))
    out, into = _port_heights(boxes, rights), _port_heights(boxes, lefts)
    obstacles = [boxes[at] for at in put]
    courses = []
    for at, (a, b) in enumerate(edges):
        if a not in put and b not in put:
            course = routes.through(
                (boxes[a].right, out[at]),
                [((x - routes.MARGIN, y), (x + CARD_WIDTH + routes.MARGIN, y)) for x, y in slots[at]],
                (boxes[b].x, into[at]),
            )
            if not obstacles or routes.blocked(course, obstacles) is None:
                courses.append(course)
                continue
        others = [box for number, box in enumerate(boxes) if number not in (a, b)]
        courses.append(routes.between(boxes[a], boxes[b], out[at], into[at], others))
    return courses


def _port_heights(boxes: Sequence[Box], ends: Mapping[int, list[tuple[float, int]]]) -> dict[int, float]:
    """Return for each edge the height at which it meets a side of a card, in the order of the other ends."""
    heights = {}
    for vertex, found in ends.items():
        for (_wish, at), height in zip(sorted(found), routes.ports(boxes[vertex], len(found)), strict=True):
            heights[at] = height
    return heights


@lru_cache(maxsize=8)
def _marks(drawn: _Drawing, said: tuple[str, ...]) -> tuple[tuple[int, str, Point], ...]:
    """Return the number of each link that has a sign, with the sign and its place."""
    marks: list[tuple[int, str, Point]] = []
    taken: list[Point] = []
    for at, sign in enumerate(said):
        if sign:
            taken.append(sign_place(sampled(Path(drawn.courses[at], curved=True)), taken))
            marks.append((at, sign, taken[-1]))
    return tuple(marks)


def _strips(lanes: Lanes, xs: Sequence[float]) -> tuple[Lane, ...]:
    strips, x = [], 0.0
    for at, kind in enumerate(lanes.kinds):
        after = lanes.firsts[at + 1] if at + 1 < len(lanes.firsts) else lanes.count
        last = xs[after - 1] + CARD_WIDTH
        right = (last + xs[after]) / 2 if after < lanes.count else last + EDGE
        strips.append(Lane(_(LANES[at]), kind, x, right - x))
        x = right
    return tuple(strips)


def map_figure(plan: Plan, layout: MapLayout | None = None) -> Figure:
    """Draw the map of a plan, with what its lines and signs mean below it."""
    place = layout or map_layout(plan)
    items: list[Item] = [*lane_items(place)]
    for link in plan.all(TocLink):
        if link.id in place.routes:
            items.append(link_path(link, place.routes[link.id], place.firm[link.id]))
    for sign, at in place.marks.values():
        items += sign_items(sign, at)
    for node in plan.all(TocNode):
        items += card_items(node, place.faces[node.id], place.cards[node.id])
    legend = legend_figure(place.width - 2 * EDGE)
    items += moved(legend.items, EDGE, place.height)
    return Figure(
        place.width, place.height + legend.height, tuple(items), _("Outcome map"), told(plan, place)
    )


def lane_items(place: MapLayout) -> tuple[Item, ...]:
    """Return the headings of the lanes, the lines between them and the ceiling."""
    items: list[Item] = []
    for lane in place.lanes:
        middle = lane.x + lane.w / 2
        items.append(Text(middle, 25.0, lane.title, 13.0, "medium", "ink_second", "middle", lane.w - 12.0))
        if lane.x and lane.x != place.ceiling:
            items.append(line(lane.x, 0.0, lane.x, place.height, "line", 1.0, (3.0, 3.0)))
    if place.ceiling is not None:
        items.append(line(place.ceiling, 0.0, place.ceiling, place.height, "prepare", 2.0, (8.0, 4.0)))
    return tuple(items)


def told(plan: Plan, place: MapLayout) -> str:
    """Tell the map in words, for who cannot see it."""
    nodes, links = plan.all(TocNode), plan.all(TocLink)
    if not nodes:
        return _("The outcome map is empty.")
    count = ngettext("{count} card", "{count} cards", len(nodes)).format(count=len(nodes))
    joins = ngettext("{count} link", "{count} links", len(links)).format(count=len(links))
    said = [_("Outcome map with {cards} and {links}.").format(cards=count, links=joins)]
    for node in nodes:
        if node.kind != "long_term_outcome":
            continue
        said.append(_("Long-term outcome: {statement}.").format(statement=node.statement.rstrip(".")))
        before = plan.some(TocNode, [link.from_id or "" for link in plan.where(TocLink, to_id=node.id)])
        if before:
            names = "; ".join(each.statement.rstrip(".") for each in before)
            said.append(_("It needs: {outcomes}.").format(outcomes=names))
    doing = [node.statement.rstrip(".") for node in nodes if node.kind == "intervention"]
    if doing:
        said.append(_("What we do: {interventions}.").format(interventions="; ".join(doing)))
    weak = "; ".join(
        f"{node.statement.rstrip('.')} ({', '.join(place.weak[node.id])})"
        for node in nodes
        if node.id in place.weak
    )
    if weak:
        said.append(_("To look at: {outcomes}.").format(outcomes=weak))
    return " ".join(said)
