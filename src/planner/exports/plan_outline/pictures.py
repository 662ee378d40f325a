"""Small drawings for documents: money by year, risks by how likely and grave they are, timelines."""

from collections.abc import Sequence
from datetime import date

from planner.domain.analysis.days import months_later
from planner.domain.figures.figure import Figure, Item, Rect, Text, diamond, line, moved
from planner.domain.figures.schedule_rows import Row
from planner.domain.figures.text import fit, width, wrap
from planner.exports.plan_outline.phrases import short_month
from planner.i18n import _

WIDE = 504.0
"""The width of the drawings in points: that of a Letter page between its margins."""

_SIZE = 9.0


def captioned(figure: Figure, caption: str, size: float, lines: int = 2) -> Figure:
    """Set a caption of at most so many lines above a figure; its words go before the description."""
    head = lines * size * 1.24 + 5
    rows = enumerate(wrap(caption, size, figure.width, "semibold", lines))
    named = [Text(0, size + number * size * 1.24, row, size, "semibold") for number, row in rows]
    items = (*named, *moved(figure.items, 0, head))
    return Figure(figure.width, figure.height + head, items, figure.title, f"{caption}. {figure.description}")


def beside(figures: Sequence[Figure], wide: float, gap: float, title: str, across: int = 2) -> Figure:
    """Set figures of the same width in a row that has room for `across`, `gap` points between them."""
    lefts = [number * (wide + gap) for number in range(len(figures))]
    items = [item for left, each in zip(lefts, figures, strict=True) for item in moved(each.items, left, 0)]
    high = max(each.height for each in figures)
    said = " ".join(each.description for each in figures)
    return Figure(across * wide + (across - 1) * gap, high, tuple(items), title, said)


_FILLS = (
    "implementation",
    "implementation/60",
    "strategy",
    "strategy/55",
    "theory",
    "theory/55",
    "rechart",
    "rechart/55",
)


def years_figure(
    years: Sequence[str], parts: Sequence[tuple[str, Sequence[float]]], words: Sequence[str], title: str
) -> Figure:
    """Draw a column for each year, made of parts (name, amount for each year), with `words` on top."""
    tall, foot, head = 120.0, 22.0, 18.0
    totals = [sum(amounts[at] for _name, amounts in parts) for at in range(len(years))]
    most = max([*totals, 1.0])
    legend = 190.0
    room = (WIDE - legend) / max(len(years), 1)
    wide = min(room * 0.62, 74.0)
    items: list[Item] = [line(0, head + tall, WIDE - legend, head + tall, "border")]
    for at, year in enumerate(years):
        x, y = at * room + (room - wide) / 2, head + tall
        for number, (_name, amounts) in enumerate(parts):
            high = tall * amounts[at] / most
            if high > 0:
                y -= high
                items.append(
                    Rect(x, y, wide, high, fill=_FILLS[number % len(_FILLS)], stroke="card", width=0.6)
                )
        items.append(Text(x + wide / 2, y - 5, words[at], _SIZE, "semibold", "ink", "middle", room))
        items.append(Text(x + wide / 2, head + tall + 14, year, _SIZE, "regular", "ink", "middle", room))
    for number, (name, _amounts) in enumerate(parts):
        y = head + number * 15.5
        items.append(Rect(WIDE - legend + 14, y, 9, 9, fill=_FILLS[number % len(_FILLS)]))
        items.append(Text(WIDE - legend + 28, y + 8, fit(name, 8.5, legend - 30), 8.5))
    return Figure(WIDE, max(head + tall + foot, head + len(parts) * 15.5), tuple(items), title)


def risks_figure(placed: Sequence[tuple[str, int, int]], title: str) -> Figure:
    """Draw risks (code, probability, impact; 1 to 5 each) on a grid: amber from a score of 8, red from 15."""
    wide, high, left, foot = 84.0, 30.0, 74.0, 34.0
    items: list[Item] = []
    for probability in range(1, 6):
        for impact in range(1, 6):
            score = probability * impact
            fill = (
                "stop_background" if score >= 15 else "look_background" if score >= 8 else "good_background"
            )
            x, y = left + (impact - 1) * wide, (5 - probability) * high
            items.append(Rect(x, y, wide, high, fill=fill, stroke="card", width=1.5))
            items.append(Text(x + wide - 5, y + 10, str(score), 7, "regular", "ink_second", "end"))
            here = [code for code, *place in placed if place == [probability, impact]]
            for number in range(0, len(here), 2):
                items.append(
                    Text(x + 6, y + 13 + number * 5.5, "  ".join(here[number : number + 2]), 8.5, "semibold")
                )
        items.append(Text(left - 8, (5 - probability) * high + 18, str(probability), _SIZE, anchor="end"))
        items.append(
            Text(left + (probability - 0.5) * wide, 5 * high + 13, str(probability), _SIZE, anchor="middle")
        )
    items.append(Text(0, 2.5 * high + 3, _("Probability"), _SIZE, "medium", "ink_second"))
    items.append(Text(left + 2.5 * wide, 5 * high + 28, _("Impact"), _SIZE, "medium", "ink_second", "middle"))
    return Figure(left + 5 * wide, 5 * high + foot, tuple(items), title)


def timeline_figure(rows: Sequence[Row], as_of: date, title: str) -> Figure:
    """Draw bars and milestones along the months, each with its name beside it; what is done is pale."""
    days = [day for row in rows for day in (row.start, row.end) if day]
    first, last = min(days).replace(day=1), months_later(max(days).replace(day=1), 1)
    high, head = 12.5, 22.0
    scale = WIDE / max((last - first).days, 1)
    bottom = head + len(rows) * high + 2

    def place(day: date) -> float:
        return min(max((day - first).days * scale, 0.0), WIDE)

    items: list[Item] = list(_months(first, last, scale, bottom))
    if first <= as_of < last:
        items.append(line(place(as_of), head - 6, place(as_of), bottom, "stop", 0.9, (3.0, 2.0)))
    for number, row in enumerate(rows):
        start, end = row.start or row.end or first, row.end or row.start or first
        y = head + number * high
        left, right = place(start), max(place(end), place(start) + 3)
        if row.kind == "milestone":
            items.append(diamond(left, y + high / 2, 4.2, "rechart"))
            left, right = left - 5, left + 5
        else:
            fill = "implementation/45" if row.status == "done" else "implementation"
            items.append(Rect(left, y + 2.5, right - left, high - 5, fill=fill, radius=2))
        items.append(_beside(row, left, right, y + high / 2 + 2.8))
    return Figure(WIDE, bottom, tuple(items), title)


def _months(first: date, last: date, scale: float, bottom: float) -> Sequence[Item]:
    """Return a faint line for each month that has room for one, and the names of some months."""
    count = (last.year - first.year) * 12 + last.month - first.month
    room = WIDE / max(count, 1)
    step = next((each for each in (1, 3, 6) if each * room >= 38), 12)
    items: list[Item] = []
    for number in range(count):
        month = months_later(first, number)
        if (month.month - 1) % step:
            continue
        x = (month - first).days * scale
        items.append(line(x, 14, x, bottom, "line_faint", 0.7))
        if x < WIDE - 30:
            items.append(Text(x + 2, 9, short_month(month), 8))
    return items


def _beside(row: Row, left: float, right: float, baseline: float) -> Text:
    """Return the name of a row after its bar; where there is no room before it, or else inside."""
    size = 8.0
    needed = width(row.name, size)
    after, before, inside = WIDE - right - 8, left - 8, right - left - 8
    if needed <= after or (after >= before and after >= inside):
        return Text(right + 5, baseline, fit(row.name, size, after), size, "regular", "ink")
    if needed <= before or before >= inside:
        return Text(left - 5, baseline, fit(row.name, size, before), size, "regular", "ink", "end")
    color = "ink" if row.status == "done" else "card"
    return Text(left + 5, baseline, fit(row.name, size, inside), size, "medium", color)
