"""The inventory of partners: what each offers, under which agreement, and how good it is (A5)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from planner.domain import vocabulary as v
from planner.domain.analysis.partnerships import VERDICTS, agreement, verdict
from planner.domain.figures.figure import Box, Figure, Item, Rect, Text, line
from planner.domain.figures.places import Drawn, Place, mark, told
from planner.domain.figures.text import fit, width, wrap
from planner.domain.plan import Plan
from planner.domain.records import Partner
from planner.domain.wording import day_text, listed
from planner.i18n import _, ngettext

WIDE = 840.0
"""The width of the drawing in points, unless told."""

_TOTAL = 122.0
_CELL = 76.0
_WIDEST = 104.0  # a word of a heading that is longer is broken
_PAD = 12.0
_SMALL = 11.0
_HEAD = 10.5

_SIGNS = {
    "keep": ("dot", "good"),
    "improve": ("diamond", "look_mark"),
    "decide": ("triangle", "stop"),
    "unrated": ("ring", "ink_second"),
}


@dataclass(frozen=True)
class _Columns:
    """Where the columns stand."""

    wide: float
    name: float
    cell: float

    def cell_at(self, number: int) -> float:
        return self.name + number * self.cell

    @property
    def total(self) -> float:
        return self.name + len(v.PARTNER_CRITERIA) * self.cell


def agreement_words(partner: Partner, as_of: date) -> str:
    """Return the agreement with a partner in words: Contract until Jun 30, 2028."""
    state = agreement(partner, as_of)
    if state == "none":
        return _("No written agreement")
    kind = _(partner.describe("agreement_type").option_label(partner.agreement_type))
    if partner.agreement_end is None:
        return kind
    words = _("{kind} ended {date}") if state == "ended" else _("{kind} until {date}")
    return words.format(kind=kind, date=day_text(partner.agreement_end, short=True))


def data_words(partner: Partner) -> str:
    """Return whether student-level data are shared, and under an agreement; nothing where none are."""
    if not partner.shares_student_data:
        return ""
    return _("data agreement signed") if partner.data_agreement else _("data shared without an agreement")


def inventory(plan: Plan, as_of: date, wide: float = WIDE) -> Drawn:
    """Draw every partner as a row: name, services, agreement, six criteria 0 to 3, total 0 to 18.

    The places are the rows (by the id of the partner) and the criteria (`id/fit`).
    """
    columns = _columns(wide)
    items: list[Item] = []
    places: list[Place] = []
    top = _header(items, columns)
    for partner in plan.all(Partner):
        top = _row(partner, plan, as_of, top, columns, items, places)
    figure = Figure(
        columns.wide, top + 2, tuple(items), _("Partners and six criteria"), description(plan, as_of)
    )
    return Drawn(figure, tuple(places))


def description(plan: Plan, as_of: date) -> str:
    """Return what the drawing shows, in words."""
    rows = plan.all(Partner)
    parts = [ngettext("{count} partner.", "{count} partners.", len(rows)).format(count=len(rows))]
    parts += [f"{partner.name}: {summary(partner, as_of)}." for partner in rows]
    return " ".join(parts)


def summary(partner: Partner, as_of: date) -> str:
    """Return total, verdict and agreement of a partner in a line."""
    held = verdict(partner)
    total = "" if held == "unrated" else _("{total} of 18").format(total=partner.criteria_total)
    return listed(
        filter(None, (total, _(VERDICTS[held]), agreement_words(partner, as_of), data_words(partner)))
    )


def _columns(wide: float) -> _Columns:
    count = len(v.PARTNER_CRITERIA)
    words = (word for option in v.PARTNER_CRITERIA for word in _(option.label).split())
    least = min(_WIDEST, max(width(word, _HEAD, "medium") for word in words) + 6)
    cell = max(least, min(_CELL, (wide - _TOTAL - 230) / count))
    name = max(190.0, wide - _TOTAL - count * cell)
    return _Columns(name + count * cell + _TOTAL, name, cell)


def _header(items: list[Item], columns: _Columns) -> float:
    heads = [(columns.cell_at(n) + columns.cell / 2, _(o.label)) for n, o in enumerate(v.PARTNER_CRITERIA)]
    lines = [(x, wrap(label, _HEAD, columns.cell - 5, "medium", 5)) for x, label in heads]
    tall = max(len(each) for _x, each in lines) * 13.0
    items.append(Text(_PAD, tall + 1, _("Partner"), _SMALL, "semibold", "ink_second"))
    for x, words in lines:
        for number, word in enumerate(words):
            y = tall + 1 - (len(words) - 1 - number) * 13
            items.append(Text(x, y, word, _HEAD, "medium", "ink_second", "middle"))
    items.append(Text(columns.total + 14, tall + 1, _("Total of 18"), _SMALL, "semibold", "ink_second"))
    items.append(line(0, tall + 8.5, columns.wide, tall + 8.5, "line"))
    return tall + 9


def _row(
    partner: Partner,
    plan: Plan,
    as_of: date,
    top: float,
    columns: _Columns,
    items: list[Item],
    places: list[Place],
) -> float:
    room = columns.name - 2 * _PAD
    name = wrap(partner.name or _("Unnamed partner"), 13, room, "semibold", 2)
    offers = fit(listed(partner.services) or _("No service yet"), _SMALL, room)
    look = partner.status == "active" and _needs_look(partner, as_of)
    agreed = wrap(_agreed(partner, as_of), _SMALL, room - 14, "medium" if look else "regular", 2)
    tall = 14 + 17 * len(name) + 15 + 15 * len(agreed) + 4
    ink = "ink" if partner.status == "active" else "ink_second"
    y = top + 22.0
    for words in name:
        items.append(Text(_PAD, y, words, 13, "semibold", ink))
        y += 17
    items.append(Text(_PAD, y - 1, offers, _SMALL, "regular", "ink_second", max_width=room))
    y += 15
    items.append(mark("triangle" if look else "dot", _PAD + 4, y - 5, "stop" if look else "ink_second", 3.4))
    for words in agreed:
        color = "stop" if look else "ink_second"
        items.append(Text(_PAD + 14, y - 1, words, _SMALL, "medium" if look else "regular", color))
        y += 15
    places.append(
        Place(
            partner.id,
            Box(2, top + 3, columns.name - 6, tall - 6),
            told((plan.title(partner.id), listed(partner.services), summary(partner, as_of))),
        )
    )
    places += _criteria(partner, top, tall, columns, items)
    _total(partner, top + tall / 2, columns, items)
    items.append(line(0, top + tall, columns.wide, top + tall, "line_faint"))
    return top + tall


def _needs_look(partner: Partner, as_of: date) -> bool:
    """Whether the agreement is missing or ended, or data are shared without one (method 4, check 109)."""
    unsafe = partner.shares_student_data and not partner.data_agreement
    return unsafe or agreement(partner, as_of) != "current"


def _agreed(partner: Partner, as_of: date) -> str:
    status = "" if partner.status == "active" else _(partner.describe("status").option_label(partner.status))
    words = listed(filter(None, (agreement_words(partner, as_of), data_words(partner))))
    return f"{status}. {words}" if status else words


def _criteria(
    partner: Partner, top: float, tall: float, columns: _Columns, items: list[Item]
) -> Iterator[Place]:
    """Draw the six ratings: a number, and as many bars of three as it says."""
    for number, option in enumerate(v.PARTNER_CRITERIA):
        rating = partner.criteria.get(option.value)
        middle, x = top + tall / 2, columns.cell_at(number) + columns.cell / 2
        if rating is None:
            items.append(Rect(x - 15, middle - 15, 30, 30, stroke="border", radius=5, dash=(3.0, 3.0)))
            items.append(Text(x, middle + 5, "–", 14, "regular", "ink_second", "middle"))
        else:
            items.append(Text(x, middle + 1, str(rating), 16, "semibold", "ink", "middle"))
            for bar in range(3):
                fill, stroke = ("theory", "") if bar < rating else ("", "border")
                items.append(Rect(x - 17 + bar * 12, middle + 8, 10, 6, fill, stroke, 1.5, 0.9))
        said = _("not rated") if rating is None else _("{rating} of 3").format(rating=rating)
        name = _("{partner}, {criterion}: {rating}").format(
            partner=partner.name or _("Unnamed partner"), criterion=_(option.label), rating=said
        )
        box = Box(columns.cell_at(number) + 2, top + 3, columns.cell - 4, tall - 6)
        yield Place(f"{partner.id}/{option.value}", box, name)


def _total(partner: Partner, middle: float, columns: _Columns, items: list[Item]) -> None:
    held = verdict(partner)
    shape, color = _SIGNS[held]
    x = columns.total + 14
    total = str(partner.criteria_total) if partner.criteria else "–"
    items.append(Text(x, middle + 2, total, 20, "bold"))
    items.append(mark(shape, x + 4.5, middle + 16, color))
    words = wrap(_(VERDICTS[held]), _SMALL, _TOTAL - 34, "medium", 1)
    items.append(Text(x + 15, middle + 20, words[0], _SMALL, "medium", "ink"))
