"""Assumptions on a grid of how sure we are and how much harm, beside their register. Source: method, B3."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from planner.domain.analysis.assumptions import by_exposure, rated, standing, unbacked_links
from planner.domain.figures.figure import Box, Figure, Item, Rect, Text, moved
from planner.domain.figures.places import Drawn, Place, mark, told
from planner.domain.figures.rating_grid import Chip, GridLook, RatingGrid, Zone, rating_grid
from planner.domain.figures.text import fit, width, wrap
from planner.domain.plan import Plan
from planner.domain.records import Assumption
from planner.domain.wording import day_text
from planner.i18n import _, ngettext

CHIP = "chip:"
"""Begins the keys of chips on the grid; the id of the assumption follows. Its row has the id alone."""

LINK = "link:"
"""Begins the keys of links that rest on belief only; the id of the link follows."""

_SIZE, _LINE, _SMALL = 12.5, 16.0, 11.0
_PAD, _GAP, _HEAD = 7.0, 6.0, 26.0
_BETWEEN, _NEXT = 24.0, 40.0
_BESIDE = 660.0  # width from which the register stands beside the grid, not below it
_GRID = 0.47
_MOST_LINES = 3

SIGNS = {
    "holding": ("dot", "good"),
    "weakening": ("diamond", "look_mark"),
    "false": ("square", "stop"),
    "overdue": ("triangle", "look_mark"),
    "planned": ("ring", "theory"),
    "no_test": ("triangle", "stop"),
    "untested": ("ring", "prepare"),
}
"""The mark and the color of where an assumption stands; words always stand beside them."""


@dataclass(frozen=True)
class Board:
    """The drawing with its parts, the grid at its upper left corner, and where the next row would begin."""

    drawn: Drawn
    grid: RatingGrid
    next_row: Box


@dataclass(frozen=True)
class _Part:
    """A part of the drawing from its own corner."""

    items: Sequence[Item]
    places: Sequence[Place]
    height: float


def assumption_board(plan: Plan, as_of: date, room: float, *, tray: bool = False) -> Board:
    """Draw the grid and the register, beside each other where `room` points are enough for both."""
    beside = room >= _BESIDE
    grid = assumption_grid(plan, as_of, room * _GRID - _BETWEEN / 2 if beside else room, tray=tray)
    left, top = (grid.width + _BETWEEN, 0.0) if beside else (0.0, grid.height + _BETWEEN)
    register, beliefs = _register(plan, as_of, room - left), _beliefs(plan, grid.width)
    under = (grid.height if beside else top + register.height) + _GAP
    chips = sorted(plan.all(Assumption), key=lambda each: _reading(grid.chips[CHIP + each.id]))
    places = [
        *(
            Place(CHIP + each.id, grid.chips[CHIP + each.id], assumption_words(plan, each, as_of))
            for each in chips
        ),
        *(Place(each.key, _shifted(each.box, left, top), each.name) for each in register.places),
        *(Place(each.key, _shifted(each.box, 0.0, under), each.name) for each in beliefs.places),
    ]
    items = (*grid.items, *moved(register.items, left, top), *moved(beliefs.items, 0.0, under))
    height = max(top + register.height, under + beliefs.height)
    figure = Figure(room, height, items, _("Assumptions"), describe(plan, as_of))
    next_row = Box(left, top + register.height - _NEXT - 4, room - left, _NEXT)
    return Board(Drawn(figure, tuple(places)), grid, next_row)


def grid_figure(plan: Plan, as_of: date, room: float) -> Figure:
    """Return the grid alone, for documents that have the register as a table."""
    grid = assumption_grid(plan, as_of, room)
    return Figure(grid.width, grid.height, grid.items, _("Assumptions"), describe(plan, as_of))


def assumption_grid(plan: Plan, as_of: date, room: float, *, tray: bool = False) -> RatingGrid:
    """Lay the codes of the assumptions out by confidence and consequence."""
    chips = [_chip(plan, each, as_of) for each in plan.all(Assumption)]
    return rating_grid(_look(), chips, room, tray=tray, below=True)


def describe(plan: Plan, as_of: date) -> str:
    """Tell in words which assumptions are critical and where they stand."""
    found = plan.all(Assumption)
    if not found:
        return _("No assumption has been written down yet.")
    critical, _others, unrated = by_exposure(plan)
    said = ngettext("{count} assumption", "{count} assumptions", len(found)).format(count=len(found))
    parts = [_("{assumptions}, {critical} critical").format(assumptions=said, critical=len(critical))]
    parts += [assumption_words(plan, each, as_of) for each in critical]
    if unrated:
        parts.append(_("{count} not rated yet").format(count=len(unrated)))
    return told(parts) + "."


def assumption_words(plan: Plan, assumption: Assumption, as_of: date) -> str:
    """Say what is assumed, how sure we are, how much harm, and where the test stands."""
    statement = _("{code}: {statement}").format(code=assumption.code, statement=_statement(assumption))
    return told((statement, rating_words(assumption), standing_words(plan, assumption, as_of)))


def rating_words(assumption: Assumption) -> str:
    """Say how sure we are and how much harm there would be."""
    if not rated(assumption):
        return _("Not rated yet")
    return _("Sure {confidence} of 5, harm {consequence} of 5").format(
        confidence=assumption.confidence, consequence=assumption.consequence
    )


def standing_words(plan: Plan, assumption: Assumption, as_of: date) -> str:
    """Say where an assumption stands: what the test has shown, or when it is due and by whom."""
    day = day_text(assumption.test_by, short=True) if assumption.test_by else ""
    owner = plan.title(assumption.owner_id)
    words = {
        "holding": _("Holding"),
        "weakening": _("Weakening"),
        "false": _("False"),
        "overdue": _("Test was due {day}").format(day=day),
        "planned": _("Test by {day}").format(day=day),
        "no_test": _("No test yet"),
        "untested": _("Not tested"),
    }[standing(assumption, as_of)]
    return _("{words}, {owner}").format(words=words, owner=owner) if owner else words


def _look() -> GridLook:
    sure, unsure = (5, 4, 3), (2, 1)
    return GridLook(
        columns=(5, 4, 3, 2, 1),
        rows=(5, 4, 3, 2, 1),
        across=_("Less sure that it holds"),
        upwards=_("More harm if it is false"),
        zones=(
            Zone(sure, (5, 4), _("Keep an eye on these"), "theory_tint"),
            Zone(unsure, (5, 4), _("Test these first"), "look_background"),
            Zone(sure, (3, 2, 1), _("Take as given"), "card"),
            Zone(unsure, (3, 2, 1), _("Find out more"), "panel"),
        ),
        tray=_("Not rated yet"),
    )


def _chip(plan: Plan, assumption: Assumption, as_of: date) -> Chip:
    shape, tone = SIGNS[standing(assumption, as_of)]
    return Chip(
        key=CHIP + assumption.id,
        words=assumption.code,
        name=assumption_words(plan, assumption, as_of),
        column=assumption.confidence,
        row=assumption.consequence,
        shape=shape,
        tone=tone,
        short=True,
    )


def _statement(assumption: Assumption) -> str:
    return assumption.statement.strip() or _("Nothing written yet")


def _register(plan: Plan, as_of: date, wide: float) -> _Part:
    """Return the register, with room for one more row at its end."""
    items: list[Item] = []
    places: list[Place] = []
    critical, others, unrated = by_exposure(plan)
    y = 0.0
    for title, rows in (
        (_("Test these first"), critical),
        (_("The others, most exposed first"), others),
        (_("Not rated yet"), unrated),
    ):
        if not rows:
            continue
        items.append(Text(0, y + 16, fit(title, 13, wide, "semibold"), 13, "semibold", "ink", max_width=wide))
        y += _HEAD
        for each in rows:
            lines = wrap(_statement(each), _SIZE, wide - 24 - _code_wide(each), "regular", _MOST_LINES)
            high = len(lines) * _LINE + 16 + 2 * _PAD
            items += _row(plan, each, as_of, lines, Box(0, y, wide, high))
            places.append(Place(each.id, Box(0, y, wide, high), assumption_words(plan, each, as_of)))
            y += high + _GAP
        y += 6
    return _Part(items, places, y + _NEXT + 4)


def _beliefs(plan: Plan, wide: float) -> _Part:
    """Return the links that rest on belief only, each with what would be assumed (check 209)."""
    items: list[Item] = []
    places: list[Place] = []
    y = 0.0
    for link, source, to in unbacked_links(plan):
        if not y:
            title = fit(_("Links that rest on belief only"), 13, wide, "semibold")
            items.append(Text(0, 16, title, 13, "semibold", "ink", max_width=wide))
            y = _HEAD
        said = _("{first}, so that {then}").format(first=source.statement, then=to.statement)
        lines = wrap(said, _SIZE, wide - 34, "regular", _MOST_LINES)
        high = len(lines) * _LINE + 2 * _PAD
        items.append(Rect(0.5, y, wide - 1, high, "card", "look_mark", 7, 1.0, (4.0, 3.0)))
        items.append(mark("triangle", 15, y + _PAD + 8, "look_mark", 3.6))
        for number, words in enumerate(lines):
            items.append(
                Text(28, y + _PAD + 12 + number * _LINE, words, _SIZE, "regular", "ink", max_width=wide - 34)
            )
        name = _("Link {code} rests on belief only: {said}").format(code=link.code, said=said)
        places.append(Place(LINK + link.id, Box(0, y, wide, high), name))
        y += high + _GAP
    return _Part(items, places, y)


def _reading(box: Box) -> tuple[float, float]:
    return round(box.y), box.x


def _row(plan: Plan, each: Assumption, as_of: date, lines: Iterable[str], box: Box) -> Iterator[Item]:
    shape, tone = SIGNS[standing(each, as_of)]
    alarming = tone == "stop"
    yield Rect(0.5, box.y, box.w - 1, box.h, "stop_background" if alarming else "card", "line", 7)
    yield Text(9, box.y + _PAD + 12, each.code, _SMALL, "semibold", "ink_second")
    x, y = 16 + _code_wide(each), box.y + _PAD + 12
    for words in lines:
        yield Text(x, y, words, _SIZE, "regular", "ink", max_width=box.w - x - 6)
        y += _LINE
    yield mark(shape, x + 4, y - 3, tone, 3.6)
    room = box.w - x - 20
    right = _ratings(each)
    said = fit(standing_words(plan, each, as_of), _SMALL, room - width(right, _SMALL, "medium") - 10)
    yield Text(x + 13, y + 0.5, said, _SMALL, "regular", "ink", max_width=room)
    yield Text(box.w - 9, y + 0.5, right, _SMALL, "medium", "ink_second", "end")


def _ratings(each: Assumption) -> str:
    if not rated(each):
        return ""
    return _("sure {confidence} · harm {consequence}").format(
        confidence=each.confidence, consequence=each.consequence
    )


def _code_wide(each: Assumption) -> float:
    return max(38.0, width(each.code, _SMALL, "semibold") + 4)


def _shifted(box: Box, right: float, down: float) -> Box:
    return Box(box.x + right, box.y + down, box.w, box.h)
