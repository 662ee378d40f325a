"""The schedule as a drawing: bars along the months, milestones, what waits for what, and today.

Places in the chart: x is 0 on the first day, y is 0 at the top of the first row; both in points.
"""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date, timedelta

from planner.domain.analysis.days import months_later
from planner.domain.figures import text
from planner.domain.figures.figure import (
    Box,
    Figure,
    Item,
    Path,
    Point,
    Rect,
    Text,
    Weight,
    diamond,
    line,
    moved,
)
from planner.domain.figures.gantt_layout import GanttLayout, Joint, gantt_layout
from planner.domain.figures.schedule_rows import Grouping, Row
from planner.domain.plan import Plan
from planner.domain.wording import day_text
from planner.i18n import N_, _, ngettext

HEADER = 44.0
MONTHS = (
    *(N_("Jan"), N_("Feb"), N_("Mar"), N_("Apr"), N_("May"), N_("Jun")),
    *(N_("Jul"), N_("Aug"), N_("Sep"), N_("Oct"), N_("Nov"), N_("Dec")),
)
_TURN = 7.0
_LEAST_YEAR = 24.0  # points; the name of a year that begins at the very end is left out
_STATES = {
    "blocked": (N_("blocked"), "stop"),
    "delayed": (N_("delayed"), "stop"),
    "cancelled": (N_("cancelled"), "ink_second"),
    "done": (N_("done"), "good"),
    "missed": (N_("missed"), "stop"),
    "met": (N_("met"), "good"),
}


def row_items(layout: GanttLayout, number: int) -> tuple[Item, ...]:
    """Return the drawing of a row's bar or milestone, and the word for its state."""
    row, box = layout.rows[number], layout.bar(number)
    middle = (number + 0.5) * layout.row_height
    if box is None:
        return (Text(8.0, middle + 4.0, _("no dates yet"), layout.small, "regular", "ink_second"),)
    if row.kind == "group":
        return _summary_items(box)
    word = _state(layout, row, box, middle)
    if row.kind == "milestone":
        fill = "card" if row.status == "missed" else "rechart"
        return (diamond(*box.middle, box.h / 2, fill, "rechart", 1.5), *word)
    whole, done = ("implementation", "ink/75") if row.driving else ("implementation/35", "implementation/75")
    open_ended = row.start is None or row.end is None or row.status == "cancelled"
    items: list[Item] = [Rect(box.x, box.y, box.w, box.h, fill="card" if open_ended else whole, radius=3.0)]
    if row.percent and not open_ended:
        part = max(2.0, box.w * row.percent / 100)
        items.append(Rect(box.x, box.y, part, box.h, fill=done, radius=min(3.0, part / 2)))
    dash = (3.0, 2.0) if open_ended else ()
    items.append(
        Rect(
            box.x + 0.5,
            box.y + 0.5,
            max(box.w - 1, 1.0),
            box.h - 1,
            stroke="implementation",
            radius=3.0,
            dash=dash,
        )
    )
    return (*items, *word)


def _summary_items(box: Box) -> tuple[Item, ...]:
    top, foot = box.y + box.h * 0.22, box.h * 0.39
    points: tuple[Point, ...] = (
        *((box.x, top), (box.right, top), (box.right, top + 3 + foot), (box.right - foot, top + 3)),
        *((box.x + foot, top + 3), (box.x, top + 3 + foot)),
    )
    return (Path(points, closed=True, fill="ink"),)


def _state(layout: GanttLayout, row: Row, box: Box, middle: float) -> tuple[Item, ...]:
    word, color = _STATES.get(row.status, ("", ""))
    said = _(word)
    if row.late:
        said = ngettext("{days} day late", "{days} days late", row.late).format(days=row.late)
        color = "stop"
    return (
        (Text(box.right + _TURN + 5.0, middle + layout.small * 0.36, said, layout.small, "regular", color),)
        if said
        else ()
    )


def joint_path(layout: GanttLayout, joint: Joint) -> Path | None:
    """Return the line of a dependency, None where a date is missing. Conflicting dates are dashed."""
    a, b = layout.bar(joint.first), layout.bar(joint.then)
    if a is None or b is None:
        return None
    y1, y2 = a.middle[1], b.middle[1]
    if joint.type == "SS":
        side = max(min(a.x, b.x) - _TURN, 1.0)
        points: tuple[Point, ...] = ((a.x, y1), (side, y1), (side, y2), (b.x, y2))
    elif joint.type == "FF":
        side = min(max(a.right, b.right) + _TURN, layout.width - 1.0)
        points = ((a.right, y1), (side, y1), (side, y2), (b.right, y2))
    elif b.x >= a.right + 2 * _TURN:
        side = a.right + _TURN
        points = ((a.right, y1), (side, y1), (side, y2), (b.x, y2))
    else:
        side, between = a.right + _TURN, y2 - layout.row_height / 2 if y2 > y1 else y2 + layout.row_height / 2
        lead = b.x - 2 * _TURN
        points = ((a.right, y1), (side, y1), (side, between), (lead, between), (lead, y2), (b.x, y2))
    conflict = joint.slack is not None and joint.slack < 0
    color = "stop" if conflict else "implementation" if joint.driving else "link"
    return Path(points, color, 1.75 if joint.driving else 1.0, (4.0, 2.0) if conflict else (), arrow=True)


def header_items(layout: GanttLayout, height: float = HEADER) -> tuple[Item, ...]:
    """Return the names of years and months above the chart, from y 0 to `height`."""
    items: list[Item] = []
    step = _step(layout)
    for month in _months(layout):
        x = layout.x(month)
        if month.month == layout.year_start or month == layout.first:
            room = layout.x(_next_year(layout, month)) - max(x, 0.0) - 8.0
            name = school_year(month, layout.year_start)
            if room < _LEAST_YEAR:
                continue
            items.append(
                Text(
                    max(x, 0.0) + 6.0, 15.0, name, layout.small + 1, "semibold", "ink_second", max_width=room
                )
            )
        if step < 12 and (month.month - layout.year_start) % step == 0:
            name = _(MONTHS[month.month - 1])
            items.append(Text(x + 6.0, height * 0.82, name, layout.small + 1, "regular", "ink_second"))
    return tuple(items)


def grid_items(layout: GanttLayout, top: float, bottom: float) -> tuple[Item, ...]:
    """Return the lines between months, stronger between years, from `top` to `bottom`."""
    items: list[Item] = []
    step = _step(layout)
    for month in _months(layout):
        years = month.month == layout.year_start
        if years or (month.month - layout.year_start) % min(step, 3) == 0:
            x = layout.x(month)
            items.append(line(x, top, x, bottom, "line" if years else "line_faint"))
    items.append(line(layout.width, top, layout.width, bottom, "line_faint"))
    return tuple(items)


def today_items(layout: GanttLayout, top: float, bottom: float) -> tuple[Item, ...]:
    """Return the line of today with its word at the bottom, nothing where today is not shown."""
    if not layout.first <= layout.today <= layout.last:
        return ()
    x = layout.x(layout.today) + layout.day / 2
    said, size = _("today"), layout.small
    room = text.width(said, size, "medium") + 6.0
    left = x - room - 1.0 if x > layout.width - room else x + 1.0
    return (
        line(x, top, x, bottom, "stop", 1.25, (4.0, 3.0)),
        Rect(left, bottom - size - 4.0, room, size + 3.0, "card"),
        Text(left + 3.0, bottom - 4.0, said, size, "medium", "stop"),
    )


def school_year(day: date, first_month: int) -> str:
    """Return the year a day is in, as people say it: 2026–27, or 2026 where years start in January."""
    year = day.year if day.month >= first_month else day.year - 1
    return str(year) if first_month == 1 else f"{year}–{(year + 1) % 100:02d}"


def _months(layout: GanttLayout) -> list[date]:
    months, month = [], layout.first.replace(day=1)
    while month <= layout.last:
        if month >= layout.first:
            months.append(month)
        month = months_later(month, 1)
    return months or [layout.first]


def _step(layout: GanttLayout) -> int:
    """Return how many months apart the names of months are: every one, each quarter, half a year, or none."""
    month = layout.day * 30.4
    return 1 if month >= 34 else 3 if month >= 12 else 6 if month >= 6 else 12


def _next_year(layout: GanttLayout, day: date) -> date:
    year = day.year + 1 if day.month >= layout.year_start else day.year
    return min(date(year, layout.year_start, 1), layout.last + timedelta(days=1))


def gantt_figure(
    plan: Plan,
    as_of: date,
    first: date | None = None,
    last: date | None = None,
    rows: Sequence[Row] | None = None,
    *,
    width: float = 720.0,
    row_height: float = 19.0,
    grouping: Grouping = "goal",
    driving: Collection[str] = (),
) -> Figure:
    """Draw the schedule `width` points wide, names and owners on the left; so are the heights of rows points.

    To set it on several pages give each page its part of `schedule_rows(plan, as_of)`.
    """
    top = 36.0
    names, owners = 0.3 * width, 0.13 * width
    left = names + owners
    measured = gantt_layout(
        plan, as_of, first=first, last=last, rows=rows, grouping=grouping, driving=driving
    )
    days = (measured.last - measured.first).days + 1
    layout = replace(measured, day=max(0.01, (width - left) / days), row_height=row_height)
    bottom = top + layout.height
    items: list[Item] = [
        *moved(header_items(layout, top), left, 0.0),
        *moved(grid_items(layout, top, bottom + 12.0), left, 0.0),
        line(0.0, top, width, top, "border"),
    ]
    for number, row in enumerate(layout.rows):
        y = top + number * row_height
        items += label_items(row, y + row_height / 2, names, owners, 9.0)
        items.append(line(0.0, y + row_height, width, y + row_height, "line_faint", 0.5))
    chart: list[Item] = []
    for joint in layout.joints:
        path = joint_path(layout, joint)
        if path is not None:
            chart.append(path)
    for number in range(len(layout.rows)):
        chart += row_items(layout, number)
    items += moved(chart, left, top)
    items += moved(today_items(layout, top, bottom + 12.0), left, 0.0)
    return Figure(width, bottom + 14.0, tuple(items), _("Schedule"), told(layout))


def label_items(row: Row, middle: float, names: float, owners: float, size: float) -> tuple[Item, ...]:
    """Return the name of a row and its owner, in columns of these widths, around a height.

    Where there is room for large letters there is room for two lines of smaller ones too.
    """
    group = row.kind == "group"
    indent = 0.0 if group else 10.0
    heavy: Weight = "semibold" if group or row.driving else "regular"
    color = "rechart" if row.kind == "milestone" else "ink"
    room = (names + owners if group else names) - indent - 8.0
    items = _label(row.name, indent, middle, room, size, heavy, color)
    return (*items, *_label(row.owner, names, middle, owners - 6.0, size, "regular", "ink_second"))


def _label(
    words: str, x: float, middle: float, room: float, size: float, weight: Weight, color: str
) -> list[Item]:
    if size >= 12 and text.width(words, size, weight) > room:
        small = size - 1.0
        lines = text.wrap(words, small, room, weight, 2)
        if len(lines) == 2:
            return [
                Text(x, middle - 2.2, lines[0], small, weight, color, max_width=room),
                Text(x, middle + small - 0.8, lines[1], small, weight, color, max_width=room),
            ]
    said = text.fit(words, size, room, weight)
    return [Text(x, middle + size * 0.35, said, size, weight, color, max_width=room)] if said else []


def told(layout: GanttLayout) -> str:
    """Tell the schedule in words, for who cannot see it."""
    actions = [row for row in layout.rows if row.kind == "action"]
    if not layout.rows:
        return _("The schedule is empty.")
    count = ngettext("{count} action", "{count} actions", len(actions)).format(count=len(actions))
    said = [
        _("Schedule with {actions}, {first} to {last}.").format(
            actions=count, first=day_text(layout.first), last=day_text(layout.last)
        )
    ]
    for row in layout.rows:
        if row.kind == "group" and row.start and row.end:
            said.append(
                _("{name}: {start} to {end}, {percent} percent done.").format(
                    name=row.name, start=day_text(row.start), end=day_text(row.end), percent=row.percent
                )
            )
    late = [row.name for row in actions if row.late]
    if late:
        said.append(_("Late: {names}.").format(names="; ".join(late)))
    return " ".join(said)
