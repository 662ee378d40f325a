"""The links of the outcome map: how firm a claim is by its line, and the signs of what lies under it."""

from collections.abc import Sequence

from planner.domain.analysis.claims import Standing, doubted, standing
from planner.domain.analysis.coverage import SHORTEST_REASON
from planner.domain.figures import text
from planner.domain.figures.figure import Item, Path, Point, Rect, Text
from planner.domain.plan import Plan
from planner.domain.records import Assumption, TocLink

DASHES: dict[Standing, tuple[float, ...]] = {
    "shown": (),
    "promising": (7.0, 4.0),
    "believed": (1.75, 3.5),
}
"""Solid where evidence shows a claim, dashed where it speaks for it, dotted where it is a belief."""
NEEDED, HELPFUL = 2.0, 1.25
"""Widths of a line: the first is needed, or only helps."""
NO_REASON, ASSUMED, DOUBTED = "?", "A", "A!"
"""Signs on links and cards."""

_HALF = 8.5  # of the height of a sign
_SIZE = 11.0


def link_path(
    link: TocLink, course: tuple[Point, ...], firm: Standing, stroke: str = "link", grow: float = 0.0
) -> Path:
    """Return the line of a link; `firm` is its standing."""
    width = (NEEDED if link.necessity == "necessary" else HELPFUL) + grow
    return Path(course, stroke, width, DASHES[firm], arrow=True, curved=True)


def standings(plan: Plan) -> dict[str, Standing]:
    """Return how firmly each link stands, by id."""
    return {link.id: standing(plan, link) for link in plan.all(TocLink)}


def signs(plan: Plan, link: TocLink) -> str:
    """Return the signs on a link, apart by blanks: a reason is missing, assumptions lie under it."""
    missing = [NO_REASON] if len(link.rationale.strip()) < SHORTEST_REASON else []
    return " ".join([*missing, *_assumed(plan.where(Assumption, link_ids=link.id))])


def card_sign(plan: Plan, node_id: str) -> str:
    """Return the sign on a card under which assumptions lie, empty where there are none."""
    return "".join(_assumed(plan.where(Assumption, node_ids=node_id)))


def _assumed(assumptions: Sequence[Assumption]) -> list[str]:
    if not assumptions:
        return []
    return [DOUBTED if any(map(doubted, assumptions)) else ASSUMED]


def sign_items(said: str, at: Point) -> tuple[Item, ...]:
    """Return the drawing of signs around a point, side by side."""
    badges = said.split()
    widths = [_wide(badge) for badge in badges]
    x = at[0] - sum(widths) / 2
    items: list[Item] = []
    for badge, wide in zip(badges, widths, strict=True):
        ring, ground, ink = ("theory", "card", "theory")
        if badge != ASSUMED:
            ring, ground, ink = ("look_mark", "look_background", "look")
        items.append(Rect(x, at[1] - _HALF, wide, 2 * _HALF, ground, ring, _HALF, 1.25))
        items.append(Text(x + wide / 2, at[1] + 4.0, badge, _SIZE, "bold", ink, "middle"))
        x += wide
    return tuple(items)


def sign_width(said: str) -> float:
    """Return how wide signs are, in points."""
    return sum(map(_wide, said.split()))


def _wide(badge: str) -> float:
    return max(2 * _HALF, text.width(badge, _SIZE, "bold") + 9.0)


def sign_place(course: Sequence[Point], taken: Sequence[Point]) -> Point:
    """Return where on a course of near points signs lie clear of others; the middle where they can."""
    for share in (0.5, 0.4, 0.6, 0.3, 0.7, 0.2, 0.8):
        x, y = course[min(len(course) - 1, int(len(course) * share))]
        if all(abs(x - a) + abs(y - b) > 2.2 * _HALF for a, b in taken):
            return x, y
    return course[len(course) // 2]
