"""The trajectory of an indicator: from baseline by way of milestones to target, and what was measured."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from planner.domain.analysis.trajectories import indicator_status, measured_values, way_points
from planner.domain.figures.figure import Box, Figure, Item, Path, Rect, Text, Weight, diamond, line
from planner.domain.figures.text import width
from planner.domain.plan import Plan
from planner.domain.records import Indicator
from planner.domain.wording import day_text, listed, month_text, value_text
from planner.i18n import N_, _

HEIGHT = 140.0
"""Height of the drawing, points."""

_SIZE = 11.0
_SIDE = 34.0  # room beside the first and last point, for their words
_HEAD, _FOOT = 40.0, 30.0
_DOT = 4.0
_STATES = {
    "on_track": (N_("On track"), "good"),
    "at_risk": (N_("At risk"), "look"),
    "off_track": (N_("Off track"), "stop"),
    "too_early": (N_("Too early to say"), "ink_second"),
}


@dataclass(frozen=True)
class _Scale:
    """Turns days and values into places."""

    first: date
    last: date
    low: float
    high: float
    room: float

    def x(self, day: date) -> float:
        share = (day - self.first).days / max((self.last - self.first).days, 1)
        return _SIDE + share * (self.room - 2 * _SIDE)

    def y(self, value: float) -> float:
        share = (value - self.low) / ((self.high - self.low) or 1.0)
        return HEIGHT - _FOOT - share * (HEIGHT - _FOOT - _HEAD)


def trajectory(
    plan: Plan,
    indicator: Indicator,
    as_of: date,
    room: float = 500.0,
    *,
    tone: str = "strategy",
) -> Figure | None:
    """Draw what is expected of an indicator as a line through dots, what is good enough as a dashed line, and
    what was measured as diamonds, with where it stands in words.

    `room` is the width in points, `tone` the color of the line. None where baseline or target are not known
    with their dates: there is nothing to draw then. Source: method 2.B5 (milestones), 3.5 (indicator status).
    """
    points = way_points(indicator)
    if not points:
        return None
    measured = measured_values(plan, indicator, as_of)
    enough = indicator.threshold_value
    days = [day for day, _value in (*points, *measured)]
    values = [value for _day, value in (*points, *measured)] + ([] if enough is None else [enough])
    scale = _Scale(min(days), max(days), min(values), max(values), room)
    items: list[Item] = [line(0, HEIGHT - _FOOT + 8, room, HEIGHT - _FOOT + 8, "border")]
    if enough is not None:
        items += _enough(scale, enough, indicator.unit)
    if scale.first < as_of < scale.last:
        x = scale.x(as_of)
        items.append(line(x, _HEAD - 8, x, HEIGHT - _FOOT + 8, "border", 1.0, (2, 3)))
    items.append(Path(tuple((scale.x(day), scale.y(value)) for day, value in points), tone, 2.0))
    taken: list[Box] = [] if enough is None else [Box(0, scale.y(enough) - 1, room, 2)]
    for number, (day, value) in enumerate(points):
        x, y = scale.x(day), scale.y(value)
        items.append(Rect(x - _DOT, y - _DOT, 2 * _DOT, 2 * _DOT, fill=tone, radius=_DOT))
        said = _label(value_text(value, indicator.unit), x, y, taken, number in (0, len(points) - 1))
        items += said
    if measured:
        items.append(Path(tuple((scale.x(day), scale.y(value)) for day, value in measured), "ink", 1.2))
    for day, value in measured:
        x, y = scale.x(day), scale.y(value)
        items.append(diamond(x, y, _DOT + 1.5, "ink", "card", 1.0))
        items += _label(value_text(value, indicator.unit), x, y, taken, day == measured[-1][0], "semibold")
    items += _dates(scale, [day for day, _value in points])
    status = indicator_status(plan, indicator, as_of)
    word, color = _STATES.get(status, ("", ""))
    if word:
        items.append(Text(room, 12, _(word), _SIZE, "semibold", color, "end"))
    title = _("Trajectory of {code}").format(code=indicator.code)
    return Figure(room, HEIGHT, tuple(items), title, _told(indicator, points, measured, status))


def _enough(scale: _Scale, value: float, unit: str) -> list[Item]:
    y = scale.y(value)
    said = _("Good enough: {value}").format(value=value_text(value, unit))
    return [
        line(0, y, scale.room, y, "good", 1.0, (5, 4)),
        Text(4, y - 4, said, _SIZE, "regular", "good", "start", scale.room / 2),
    ]


def _label(
    text: str, x: float, y: float, taken: list[Box], needed: bool, weight: Weight = "regular"
) -> list[Item]:
    """Write a value above its point, or below or after it where something stands there, or not at all."""
    wide = width(text, _SIZE) + 4
    for left, top in ((x - wide / 2, y - 19), (x - wide / 2, y + 6), (x + _DOT + 2, y - 7)):
        box = Box(left, top, wide, 13)
        if top >= 18 and top + 13 <= HEIGHT - _FOOT + 8 and not any(box.overlaps(each) for each in taken):
            break
    else:
        if not needed:
            return []
        box = Box(x - wide / 2, y - 19, wide, 13)
    taken.append(box)
    return [Text(box.x + wide / 2, box.y + 10.5, text, _SIZE, weight, "ink", "middle")]


def _dates(scale: _Scale, days: Sequence[date]) -> list[Item]:
    """Write the months of the points below the line, first and last always, others where there is room."""
    items: list[Item] = []
    taken: list[Box] = []
    for day in (days[0], days[-1], *days[1:-1]):
        text = month_text(day.year, day.month, short=True)
        wide, x = width(text, _SIZE) + 8, scale.x(day)
        box = Box(x - wide / 2, 0, wide, 1)
        if not any(box.overlaps(each) for each in taken):
            taken.append(box)
            items.append(Text(x, HEIGHT - 8, text, _SIZE, "regular", "ink_second", "middle"))
    return items


def _told(
    indicator: Indicator,
    points: Sequence[tuple[date, float]],
    measured: Sequence[tuple[date, float]],
    status: str,
) -> str:
    def at(point: tuple[date, float]) -> str:
        return _("{value} in {month}").format(
            value=value_text(point[1], indicator.unit), month=month_text(point[0].year, point[0].month)
        )

    said = [_("From {start} to {end}.").format(start=at(points[0]), end=at(points[-1]))]
    if points[1:-1]:
        said.append(_("On the way: {points}.").format(points=listed(at(each) for each in points[1:-1])))
    if indicator.threshold_value is not None:
        enough = value_text(indicator.threshold_value, indicator.unit)
        said.append(_("Good enough: {value}.").format(value=enough))
    if measured:
        day, value = measured[-1]
        last = value_text(value, indicator.unit)
        said.append(_("Last measured on {day}: {value}.").format(day=day_text(day), value=last))
    if status in _STATES:
        said.append(f"{_(_STATES[status][0])}.")
    return " ".join(said)
