"""When assumptions are tested, in order of their days, with what is late and what has none. Source: B3."""

from collections.abc import Iterator
from datetime import date

from planner.domain.analysis.assumptions import dated_tests, standing
from planner.domain.figures.assumption_board import SIGNS, assumption_words, standing_words
from planner.domain.figures.figure import Box, Figure, Item, Rect, Text, line
from planner.domain.figures.places import Drawn, Place, mark
from planner.domain.figures.text import fit, width, wrap
from planner.domain.plan import Plan
from planner.domain.records import Assumption
from planner.domain.wording import day_text
from planner.i18n import _, ngettext

_SIZE, _LINE, _SMALL = 12.5, 16.0, 11.0
_DAY, _RAIL = 96.0, 112.0
_CARD = 128.0
_PAD, _GAP = 7.0, 7.0
_HEAD, _TODAY = 30.0, 24.0
_LEFT_END, _RIGHT_END, _STRIP_HEAD = 20.0, 104.0, 22.0


def drawn_tests(plan: Plan, as_of: date, room: float) -> Drawn:
    """Draw the tests down a line of days, a line for today among them, and below those without a day."""
    dated = dated_tests(plan)
    undated = [each for each in plan.all(Assumption) if each.test_by is None]
    undated.sort(key=lambda each: not each.critical)
    items: list[Item] = []
    places: list[Place] = []
    y = 4.0
    told_today = not dated
    for each in dated:
        if not told_today and each.test_by is not None and each.test_by >= as_of:
            items += _today(room, y)
            y += _TODAY
            told_today = True
        y = _entry(plan, each, as_of, room, y, items, places)
    if not told_today:
        items += _today(room, y)
        y += _TODAY
    if dated:
        items.insert(0, line(_RAIL, 4, _RAIL, y - _GAP, "line", 2.0))
    if undated:
        items.append(Text(0, y + 20, _("Without a day"), 14, "semibold", "ink", max_width=room))
        y += _HEAD
        for each in undated:
            y = _entry(plan, each, as_of, room, y, items, places)
    figure = Figure(room, y + 4, tuple(items), _("Tests of the assumptions"), describe(plan, as_of))
    return Drawn(figure, tuple(places))


def strip_of_tests(plan: Plan, as_of: date, room: float) -> Figure:
    """Draw the days of the tests on one line, each with the code of its assumption; for documents."""
    dated = [(each, each.test_by) for each in dated_tests(plan) if each.test_by]
    days = [day for _each, day in dated] + [as_of]
    first, last = min(days), max(days)
    scale = (room - _LEFT_END - _RIGHT_END) / max((last - first).days, 1)
    flags = []
    for each, day in dated:
        said = f"{each.code} · {day_text(day, short=True)}"
        flags.append((each, said, _LEFT_END + (day - first).days * scale))
    rows = _rows([(x, x + width(said, _SMALL) + 8) for _each, said, x in flags])
    level = _STRIP_HEAD + (max(rows, default=0) + 1) * _LINE + 8
    today = _LEFT_END + (as_of - first).days * scale
    items: list[Item] = [
        Text(0, 12, _("Tests of the assumptions"), _SIZE, "semibold"),
        line(_LEFT_END, level, room - _RIGHT_END, level, "line", 2.0),
        line(today, level - 9, today, level + 12, "ink", 1.2, (4.0, 3.0)),
        Text(today, level + 24, _("Today"), _SMALL, "semibold", "ink", "middle"),
    ]
    for (_each, said, x), row in zip(flags, rows, strict=True):
        baseline = level - 14 - row * _LINE
        items.append(line(x, baseline - 8, x, level - 5, "border", 0.8))
        items.append(Text(x + 4, baseline, said, _SMALL))
    for each, _said, x in flags:
        shape, tone = SIGNS[standing(each, as_of)]
        items += [Rect(x - 6, level - 6, 12, 12, "card"), mark(shape, x, level, tone, 4.6)]
    return Figure(room, level + 30, tuple(items), _("Tests of the assumptions"), describe(plan, as_of))


def _rows(spans: list[tuple[float, float]]) -> list[int]:
    """Give every flag a row, 0 the lowest, so that no staff runs through the words of another."""
    rows = [0] * len(spans)
    for at in range(len(spans) - 1, -1, -1):
        end = spans[at][1]
        rows[at] = max(
            (rows[other] + 1 for other in range(at + 1, len(spans)) if spans[other][0] < end), default=0
        )
    return rows


def describe(plan: Plan, as_of: date) -> str:
    """Tell in words which test comes when."""
    dated = dated_tests(plan)
    if not dated:
        return _("No test of an assumption has a day yet.")
    said = ngettext("{count} test with a day", "{count} tests with a day", len(dated)).format(
        count=len(dated)
    )
    late = sum(standing(each, as_of) == "overdue" for each in dated)
    rows = "; ".join(f"{day_text(each.test_by, short=True)}: {each.code}" for each in dated if each.test_by)
    return _("{tests}, {late} late. {rows}.").format(tests=said, late=late, rows=rows)


def _today(room: float, y: float) -> Iterator[Item]:
    yield Text(_DAY, y + 13, _("Today"), _SMALL, "semibold", "ink", "end")
    yield line(_RAIL - 8, y + 9, room, y + 9, "ink", 1.2, (4.0, 3.0))


def _entry(
    plan: Plan, each: Assumption, as_of: date, room: float, y: float, items: list[Item], places: list[Place]
) -> float:
    """Draw one test; return where the next begins."""
    shape, tone = SIGNS[standing(each, as_of)]
    wide = room - _CARD
    method = each.test_method.strip() if each.test_method else ""
    test = wrap(method or _("How would we notice early?"), _SIZE, wide - 24, "medium", 2)
    belief = wrap(each.statement or _("Nothing written yet"), _SMALL, wide - 24, "regular", 2)
    high = len(test) * _LINE + len(belief) * 14.0 + 16 + 2 * _PAD
    if each.test_by is not None:
        said = day_text(each.test_by, short=True)
        items.append(Text(_DAY, y + _PAD + 12, said, _SIZE, "semibold", "ink", "end", _DAY))
        items.append(Rect(_RAIL - 7, y + _PAD + 1, 14, 14, "card"))
    items.append(mark(shape, _RAIL, y + _PAD + 8, tone, 4.6))
    items.append(
        Rect(
            _CARD + 0.5,
            y,
            wide - 1,
            high,
            "card",
            "line" if method else tone,
            7,
            dash=() if method else (4, 3),
        )
    )
    baseline = y + _PAD + 12
    for words in test:
        color = "ink" if method else "ink_second"
        items.append(Text(_CARD + 11, baseline, words, _SIZE, "medium", color, max_width=wide - 20))
        baseline += _LINE
    for words in belief:
        items.append(
            Text(_CARD + 11, baseline - 1, words, _SMALL, "regular", "ink_second", max_width=wide - 20)
        )
        baseline += 14
    said = f"{each.code} · {standing_words(plan, each, as_of)}"
    items.append(Text(_CARD + 11, baseline + 1, fit(said, _SMALL, wide - 22), _SMALL, "medium", "ink"))
    places.append(Place(each.id, Box(_CARD, y, wide, high), assumption_words(plan, each, as_of)))
    return y + high + _GAP
