"""A sparkline: what is expected of an indicator and what was measured, small enough to stand among others."""

from datetime import date

from planner.domain.analysis.trajectories import indicator_progress, measured_values, way_points
from planner.domain.figures.figure import Figure, Item, Path, Point, Text, diamond, line
from planner.domain.figures.text import width
from planner.domain.plan import Plan
from planner.domain.records import Indicator
from planner.domain.wording import day_text, value_text
from planner.i18n import _

_SIZE = 8.0
_HIGH = 26.0  # of the lines
_FOOT = 12.0  # for the words below them
_DOT = 2.8
_MARKS = {"on_track": "good", "at_risk": "look_mark", "off_track": "stop"}


def sparkline(plan: Plan, indicator: Indicator, as_of: date, room: float) -> Figure | None:
    """Draw what is expected as a gray line and what was measured as a black one, in a width of `room` points.

    Below it stand the baseline, the target and, at its diamond, the last value. None without baseline or
    target. Source: method 5.5, part 2.
    """
    points = way_points(indicator)
    if not points:
        return None
    measured = measured_values(plan, indicator, as_of)
    both = (*points, *measured)
    first, last = min(day for day, _value in both), max(day for day, _value in both)
    low, high = min(value for _day, value in both), max(value for _day, value in both)

    def at(day: date, value: float) -> Point:
        across = (day - first).days / max((last - first).days, 1)
        up = (value - low) / ((high - low) or 1.0)
        return _DOT + across * (room - 2 * _DOT), _DOT + (1 - up) * (_HIGH - 2 * _DOT)

    items: list[Item] = [Path(tuple(at(day, value) for day, value in points), "ink_second/75", 1.2)]
    if first < as_of < last:
        x = at(as_of, low)[0]
        items.append(line(x, 0, x, _HIGH, "border", 0.6, (1.5, 2)))
    if measured:
        start = [points[0]] if measured[0][0] > points[0][0] else []
        items.append(Path(tuple(at(day, value) for day, value in (*start, *measured)), "ink", 2.0))
        status = indicator_progress(plan, indicator, as_of).status
        x, y = at(*measured[-1])
        items.append(diamond(x, y, _DOT, _MARKS.get(status, "ink_second")))
    begin, end = value_text(points[0][1], indicator.unit), value_text(points[-1][1], indicator.unit)
    base = _HIGH + _FOOT - 3
    items.append(Text(0, base, begin, _SIZE, "regular", "ink_second"))
    items.append(Text(room, base, end, _SIZE, "regular", "ink_second", "end"))
    items += _now(measured, indicator.unit, base, room, (width(begin, _SIZE), width(end, _SIZE)))
    return Figure(room, _HIGH + _FOOT, tuple(items), _("Sparkline"), told(plan, indicator, as_of))


def _now(
    measured: list[tuple[date, float]], unit: str, base: float, room: float, sides: tuple[float, float]
) -> list[Item]:
    """Write the last value between baseline and target, where there is room."""
    words = _("now {value}").format(value=value_text(measured[-1][1], unit)) if measured else _("no data yet")
    free = room - sum(sides) - 10
    if width(words, _SIZE, "semibold") > free:
        words = value_text(measured[-1][1], unit) if measured else ""
    middle = sides[0] + 5 + free / 2
    weight, color = ("semibold", "ink") if measured else ("regular", "ink_second")
    return [
        Text(middle, base, words, _SIZE, "semibold" if weight == "semibold" else "regular", color, "middle")
    ]


def told(plan: Plan, indicator: Indicator, as_of: date) -> str:
    """Return in words what a sparkline shows."""
    found = indicator_progress(plan, indicator, as_of)
    unit = indicator.unit
    if found.value is None or found.measured_on is None:
        return _("Nothing has been measured yet.")
    words = _("{value} on {day}").format(value=value_text(found.value, unit), day=day_text(found.measured_on))
    if found.expected is None:
        return f"{words}."
    expected = value_text(round(found.expected, 1), unit)
    return _("{measured}; {expected} was expected then.").format(measured=words, expected=expected)
