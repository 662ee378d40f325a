"""The logic model: resources, activities, outputs, outcomes, impact side by side. Source: method 2.B6, E6."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import ceil

from planner.domain.figures.figure import Box, Figure, Item, Path, Rect, Text
from planner.domain.figures.places import Drawn, Place, told
from planner.domain.figures.text import wrap
from planner.domain.plan import Plan
from planner.domain.record import Record
from planner.domain.records import FundingSource, Partner, Strategy, TocNode
from planner.i18n import _

_GAP = 14.0
_SIZE, _LINE = 11.5, 15.0
_HEAD, _PAD = 34.0, 8.0
_NEAR = 5.0  # between cards
_NARROWEST = 116.0  # points a card needs to be read
_MOST = 12  # cards below each other; more stand side by side


@dataclass(frozen=True)
class Column:
    """A column of the logic model: its name, what it asks, and records with the words for each."""

    name: str
    asks: str
    entries: tuple[tuple[Record, str], ...]
    tone: str


def columns(plan: Plan) -> tuple[Column, ...]:
    """Return the five columns, derived from what the plan holds.

    Resources are partners and funding sources, activities the interventions, outputs the strategies by what
    they show first, outcomes what lies below the ceiling from early to long-term, impact what lies above.
    """
    kinds = ("early_outcome", "intermediate_outcome", "long_term_outcome")
    below = [each for each in plan.all(TocNode) if each.kind in kinds and not each.above_ceiling]
    outcomes = sorted(below, key=lambda each: kinds.index(each.kind))
    above = [each for each in plan.all(TocNode) if each.kind != "intervention" and each not in below]
    outputs = tuple(
        (each, each.early_measure.strip() or each.name) for each in plan.all(Strategy) if each.name
    )
    return (
        Column(
            _("Resources"),
            _("What we can draw on"),
            (*_named(plan.all(Partner)), *_named(plan.all(FundingSource))),
            "prepare",
        ),
        Column(
            _("Activities"),
            _("What we do"),
            _named(plan.where(TocNode, kind="intervention")),
            "implementation",
        ),
        Column(_("Outputs"), _("What we see first"), outputs, "implementation"),
        Column(_("Outcomes"), _("What changes, and for whom"), _named(outcomes), "theory"),
        Column(_("Impact"), _("What we hope for"), _named(above), "theory"),
    )


def _named(records: Iterable[Record]) -> tuple[tuple[Record, str], ...]:
    return tuple((each, each.title) for each in records if each.title.strip())


def logic_model(plan: Plan, room: float) -> Drawn:
    """Draw the logic model, `room` points wide or as wide as five columns need."""
    made = columns(plan)
    lanes = [max(1, ceil(len(column.entries) / _MOST)) for column in made]
    room = max(room, sum(lanes) * _NARROWEST + (len(made) - 1) * _GAP + (sum(lanes) - len(made)) * _NEAR)
    wide = (room - (len(made) - 1) * _GAP - (sum(lanes) - len(made)) * _NEAR) / sum(lanes)
    items: list[Item] = []
    places: list[Place] = []
    bottom, x = 0.0, 0.0
    for number, (column, count) in enumerate(zip(made, lanes, strict=True)):
        whole = count * wide + (count - 1) * _NEAR
        if number:
            items.append(Path(((x - _GAP + 1, _HEAD / 2), (x - 1, _HEAD / 2)), "link", 1.5, arrow=True))
        items.append(Rect(x, 0, whole, _HEAD, fill=column.tone, radius=6.0))
        items.append(Text(x + _PAD, 15, column.name, 12.5, "semibold", "card", max_width=whole - 2 * _PAD))
        items.append(Text(x + _PAD, 28, column.asks, 11.0, "regular", "card", max_width=whole - 2 * _PAD))
        each = ceil(len(column.entries) / count)
        for lane in range(count):
            part = column.entries[lane * each : (lane + 1) * each]
            drawn, placed, low = _lane(column, part, x + lane * (wide + _NEAR), wide)
            items += drawn
            places += placed
            bottom = max(bottom, low)
        x += whole + _GAP
    return Drawn(Figure(room, bottom, tuple(items), _("Logic model"), describe(plan)), tuple(places))


def _lane(
    column: Column, entries: Sequence[tuple[Record, str]], x: float, wide: float
) -> tuple[list[Item], list[Place], float]:
    """Draw entries one below the other; return also where they end."""
    items: list[Item] = []
    places: list[Place] = []
    y = _HEAD + 6
    for record, words in entries:
        rows = wrap(words, _SIZE, wide - 2 * _PAD)
        box = Box(x, y, wide, len(rows) * _LINE + 2 * _PAD - 3)
        items.append(Rect(box.x, box.y, box.w, box.h, fill="card", stroke="line", radius=5.0))
        for at, row in enumerate(rows):
            items.append(Text(x + _PAD, y + _PAD + 10 + at * _LINE, row, _SIZE))
        places.append(Place(record.id, box, told([column.name, record.code, words])))
        y = box.bottom + _NEAR
    if not entries:
        items.append(Text(x + _PAD, y + 14, _("Nothing yet"), _SIZE, "regular", "ink_second"))
        y += 24
    return items, places, y


def describe(plan: Plan) -> str:
    """Say what stands in each column."""
    return told(
        f"{column.name}: {', '.join(words for _record, words in column.entries) or _('nothing yet')}"
        for column in columns(plan)
    )
