"""The whole-child scan as pictures: the radar of ten components, and policy beside practice. Source: A4."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from planner.domain import vocabulary as v
from planner.domain.analysis.scan import PolicyScores, policy_scores, scan_percent
from planner.domain.figures.figure import Box, Figure, Item, Rect, Text, moved
from planner.domain.figures.radar import Axis, Radar, Ring, radar
from planner.domain.figures.text import fit, width, wrap
from planner.domain.plan import Plan
from planner.i18n import _

_SIZE, _SMALL = 12.0, 11.0
_LINE = 14.0
_BAR = 9.0
_ROW = 36.0
_NUMBERS = 100.0  # column of the percentages
_BETWEEN = 44.0  # the radar and the bars, with a heading
_RINGS = {25: "", 50: "50%", 75: "", 100: "100%"}


def components_radar(plan: Plan, room: float) -> Radar:
    """Draw the scan percent of the ten components as a radar."""
    axes = []
    for option in v.WSCC:
        level = scan_percent(plan, option.value)
        axes.append(Axis(option.value, _(option.label), level, percent(level)))
    rings = [Ring(value, words) for value, words in _RINGS.items()]
    return radar(axes, 100, rings, _("Practice in place, by component"), room)


@dataclass(frozen=True)
class PolicyBars:
    """The drawing, and the row of each component on it."""

    figure: Figure
    rows: Mapping[str, Box]


def policy_bars(plan: Plan, room: float) -> PolicyBars:
    """Draw, for each component, practice in place above what written policy says, for `room` points of width.

    The bar of policy is pale as far as it mentions a matter (comprehensiveness) and solid as far as it is
    strong. Source: method 3.5 (policy comprehensiveness and strength).
    """
    name = min(190.0, room * 0.36)
    left, full = name + 10, room - name - 10 - _NUMBERS
    items: list[Item] = list(_legend(room))
    y = max(each.y + 20 for each in items if isinstance(each, Text))
    rows: dict[str, Box] = {}
    said = []
    for option in v.WSCC:
        lines = wrap(_(option.label), _SIZE, name, "regular", 3)
        high = max(_ROW, len(lines) * _LINE + 8)
        practice, policy = scan_percent(plan, option.value), policy_scores(plan, option.value)
        rows[option.value] = Box(0, y, room, high)
        first = y + high / 2 - (len(lines) - 1) * _LINE / 2 + 4
        for number, words in enumerate(lines):
            items.append(Text(0, first + number * _LINE, words, _SIZE))
        items += _bars(left, y + high / 2, full, practice, policy)
        items += _numbers(room, y + high / 2, practice, policy)
        said.append(_said(_(option.label), practice, policy))
        y += high
    told = " ".join(said)
    return PolicyBars(Figure(room, y + 4, tuple(items), _("Policy beside practice"), told), rows)


@dataclass(frozen=True)
class ScanPicture:
    """Radar above bars: the drawing, and where each component is on it, in the radar and among the bars."""

    figure: Figure
    labels: Mapping[str, Box]
    rows: Mapping[str, Box]


def scan_picture(plan: Plan, room: float) -> ScanPicture:
    """Draw the radar and below it policy beside practice, for `room` points of width."""
    above, below = components_radar(plan, room), policy_bars(plan, room)
    down = above.figure.height + _BETWEEN
    heading = Text(0, down - 10, below.figure.title, _SIZE, "semibold")
    items = (*above.figure.items, heading, *moved(below.figure.items, 0, down))
    told = f"{above.figure.description} {below.figure.description}"
    return ScanPicture(
        Figure(room, down + below.figure.height, items, above.figure.title, told),
        above.labels,
        {key: replace(box, y=box.y + down) for key, box in below.rows.items()},
    )


def percent(value: float | None) -> str:
    """Write a percentage, or that there is none."""
    return "–" if value is None else f"{value:.0f}%"


def _said(name: str, practice: float | None, policy: PolicyScores) -> str:
    if policy.comprehensiveness is None:
        return _("{name}: practice {practice}, policy not rated.").format(
            name=name, practice=percent(practice)
        )
    return _("{name}: practice {practice}, policy mentions {mentioned} and is strong in {strong}.").format(
        name=name,
        practice=percent(practice),
        mentioned=percent(policy.comprehensiveness),
        strong=percent(policy.strength),
    )


def _bars(
    x: float, middle: float, full: float, practice: float | None, policy: PolicyScores
) -> Iterator[Item]:
    upper, lower = middle - _BAR - 1.5, middle + 1.5
    for y in (upper, lower):
        yield Rect(x, y, full, _BAR, "line_faint", "", 2)
    if practice:
        yield Rect(x, upper, full * practice / 100, _BAR, "theory", "", 2)
    if policy.comprehensiveness:
        wide = full * policy.comprehensiveness / 100
        yield Rect(x + 0.5, lower + 0.5, max(1.0, wide - 1), _BAR - 1, "strategy/18", "strategy", 2)
    if policy.strength:
        yield Rect(x, lower, full * policy.strength / 100, _BAR, "strategy", "", 2)


def _numbers(room: float, middle: float, practice: float | None, policy: PolicyScores) -> Iterator[Item]:
    x = room - _NUMBERS + 8
    yield Text(x, middle - 2, percent(practice), _SMALL, "semibold", "theory")
    words = percent(policy.comprehensiveness)
    if policy.comprehensiveness is not None:
        words = _("{mentioned}, {strong} strong").format(mentioned=words, strong=percent(policy.strength))
    yield Text(x, middle + 10, fit(words, _SMALL, _NUMBERS - 8), _SMALL, "regular", "strategy")


def _legend(room: float) -> Iterator[Item]:
    """Yield what the bars mean, in the order in which their numbers stand at the right."""
    x, y = 0.0, 4.0
    for words, fill, stroke in (
        (_("Practice in place"), "theory", ""),
        (_("Policy mentions it"), "strategy/18", "strategy"),
        (_("Policy is strong"), "strategy", ""),
    ):
        wide = 16 + width(words, _SMALL)
        if x and x + wide > room:
            x, y = 0.0, y + 16
        yield Rect(x + 0.5, y + 0.5, 10, 10, fill, stroke, 2)
        yield Text(x + 16, y + 9.5, words, _SMALL, "regular", "ink_second")
        x += wide + 16
