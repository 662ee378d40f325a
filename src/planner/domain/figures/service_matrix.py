"""Who offers what where: services by region, with overlaps and gaps marked where they are (A5)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from planner.domain import vocabulary as v
from planner.domain.analysis.partnerships import (
    Suggestion,
    helpers,
    is_whole,
    parts,
    reach,
    region_words,
    services,
    suggestions,
    weak_components,
)
from planner.domain.figures.figure import Box, Figure, Item, Rect, Text, line
from planner.domain.figures.places import Drawn, Place, mark, told
from planner.domain.figures.text import fit, width, wrap
from planner.domain.plan import Plan
from planner.domain.records import Partner, PartnershipGap, Region
from planner.domain.wording import listed, same_words
from planner.i18n import N_, _, ngettext

WIDE = 840.0
"""The width of the drawing in points, unless told."""

MOST_COLUMNS = 7
"""Regions that stand side by side on a page of a document."""

_ROW = 32.0
_NAME = 220.0
_LEAST = 84.0
_SMALL = 11.0

_SIGNS = {"duplication": ("square", "look_mark"), "gap": ("dashed", "stop"), "named": ("dashed", "stop")}
_WORDS = {"duplication": N_("overlap"), "gap": N_("gap"), "named": N_("gap")}


@dataclass(frozen=True)
class _Cell:
    """What one service is in one region: who offers it, and whether that is a gap or an overlap."""

    partners: tuple[Partner, ...]
    sign: str = ""
    suggestion: Suggestion | None = None
    noted: tuple[PartnershipGap, ...] = ()


@dataclass(frozen=True)
class _Row:
    """One service or weak component, with a cell for each region (by its id)."""

    key: str
    name: str
    cells: Mapping[str, _Cell]


@dataclass(frozen=True)
class Matrix:
    """The drawing, and what each of its cells is about: the key of a suggestion, or the id of a record."""

    drawn: Drawn
    about: Mapping[str, str]


def service_matrix(plan: Plan, wide: float = WIDE, first: int = 0, most: int = 0) -> Matrix:
    """Draw services by region; `first` and `most` choose regions where a page has no room for all of them."""
    regions = _regions(plan)
    shown = regions[first : first + most] if most else regions
    column = max(_LEAST, (wide - _NAME) / max(len(shown), 1))
    whole = max(wide, _NAME + column * len(shown))
    items: list[Item] = []
    places: list[Place] = []
    about: dict[str, str] = {}
    top = _header(items, shown, column, whole)
    for title, rows in _sections(plan):
        if not rows:
            continue
        items.append(Text(10, top + 21, _(title), _SMALL, "semibold", "ink_second"))
        top += 28
        for row in rows:
            tall = _name(items, row.name, top)
            for number, region in enumerate(shown):
                key = region.id if region is not None else ""
                box = Box(_NAME + number * column + 2, top + 2, column - 4, tall - 4)
                cell = row.cells[key]
                _draw(items, cell, box, plan)
                at = f"{row.key}/{key}"
                places.append(Place(at, box, _cell_words(plan, row.name, cell, key)))
                if cell.suggestion is not None or cell.noted:
                    about[at] = cell.suggestion.key if cell.suggestion is not None else cell.noted[0].id
            top += tall
            items.append(line(0, top, whole, top, "line_faint"))
    top = _legend(items, top + 12, whole)
    top = _key(items, plan, top + 4, whole)
    figure = Figure(whole, top, tuple(items), _("Services by region"), description(plan))
    return Matrix(Drawn(figure, tuple(places)), about)


def pages(plan: Plan, wide: float) -> Iterator[Figure]:
    """Yield the drawing in parts of a few regions each, for documents."""
    for first in range(0, len(_regions(plan)), MOST_COLUMNS):
        yield service_matrix(plan, wide, first, MOST_COLUMNS).drawn.figure


def description(plan: Plan) -> str:
    """Return what the drawing shows, in words: each service with its partners, each overlap and gap."""
    parts_of_it = [
        f"{name}: {listed(plan.title(each.id) for each in partners)}."
        for name, partners in services(plan).items()
    ]
    found = suggestions(plan)
    overlaps = sum(each.kind == "duplication" for each in found)
    parts_of_it.append(ngettext("{count} overlap.", "{count} overlaps.", overlaps).format(count=overlaps))
    gaps = len(found) - overlaps
    parts_of_it.append(ngettext("{count} gap.", "{count} gaps.", gaps).format(count=gaps))
    return " ".join((*parts_of_it, *(each.reason for each in found)))


def _regions(plan: Plan) -> tuple[Region | None, ...]:
    return parts(plan) or (None,)


class _Rows:
    """Makes the rows of the drawing; what they have in common is computed once."""

    def __init__(self, plan: Plan) -> None:
        self._reached = reach(plan)
        self._regions = [each.id if each is not None else "" for each in _regions(plan)]
        self._found: dict[tuple[str, str], list[Suggestion]] = {}
        for each in suggestions(plan):
            self._found.setdefault((each.kind, each.component or each.service), []).append(each)

    def row(self, key: str, name: str, partners: tuple[Partner, ...], kind: str, about: str) -> _Row:
        """Return a row; overlaps or gaps of `about`, a service or a component, are marked in it."""
        cells = {}
        for region in self._regions:
            here = tuple(each for each in partners if region in self._reached[each.id])
            told_by = next(
                (
                    each
                    for each in self._found.get((kind, about), ())
                    if not each.region_ids or region in each.region_ids
                ),
                None,
            )
            cells[region] = _Cell(here) if told_by is None else _Cell(here, kind, told_by, told_by.notes)
        return _Row(key, name, cells)


def _sections(plan: Plan) -> Iterator[tuple[str, tuple[_Row, ...]]]:
    rows, offered, weak = _Rows(plan), services(plan), weak_components(plan)
    labels = {option.value: _(option.label) for option in v.WSCC}
    yield (
        N_("What partners offer"),
        tuple(
            rows.row(f"service/{same_words(name)}", name, partners, "duplication", name)
            for name, partners in offered.items()
        ),
    )
    yield (
        N_("Where the scan shows weaknesses"),
        tuple(rows.row(f"component/{each}", labels[each], helpers(plan, each), "gap", each) for each in weak),
    )
    known = {same_words(each) for each in (*offered, *(labels[each] for each in weak))}
    named = [
        each
        for each in plan.where(PartnershipGap, kind="gap")
        if same_words(each.service) and same_words(each.service) not in known
    ]
    keys = [each.id if each is not None else "" for each in _regions(plan)]
    yield N_("Gaps the group named"), tuple(_named(plan, each, keys) for each in named)


def _named(plan: Plan, gap: PartnershipGap, regions: list[str]) -> _Row:
    region = plan.get(Region, gap.region_id)
    everywhere = region is None or is_whole(region)
    cells = {
        each: _Cell((), "named", None, (gap,)) if everywhere or gap.region_id == each else _Cell(())
        for each in regions
    }
    return _Row(f"named/{gap.id}", gap.service, cells)


def _header(items: list[Item], shown: tuple[Region | None, ...], column: float, whole: float) -> float:
    names = [
        wrap(each.name if each else _("Whole district"), 12, column - 8, "semibold", 3) for each in shown
    ]
    tall = max((len(each) for each in names), default=1) * 15.0
    need = any(each is not None and each.high_need for each in shown)
    items.append(Text(10, tall, _("Service"), _SMALL, "semibold", "ink_second"))
    for number, (region, words) in enumerate(zip(shown, names, strict=True)):
        x = _NAME + (number + 0.5) * column
        for at, word in enumerate(words):
            items.append(Text(x, tall - (len(words) - 1 - at) * 15, word, 12, "semibold", "ink", "middle"))
        if region is not None and region.high_need:
            label = fit(_("high need"), 10.5, column - 20)
            wide = width(label, 10.5)
            items.append(mark("diamond", x - wide / 2 - 4, tall + 10, "implementation", 2.8))
            items.append(Text(x - wide / 2 + 4, tall + 14, label, 10.5, "regular", "ink_second"))
    bottom = tall + (21 if need else 8)
    items.append(line(0, bottom, whole, bottom, "line"))
    return bottom


def _name(items: list[Item], name: str, top: float) -> float:
    """Write the name of a row; return how tall the row is."""
    words = wrap(name, 12, _NAME - 18, "medium", 2)
    tall = _ROW if len(words) < 2 else _ROW + 10
    for number, word in enumerate(words):
        y = top + tall / 2 + 4 + (number - (len(words) - 1) / 2) * 15
        items.append(Text(10, y, word, 12, "medium"))
    return tall


def _draw(items: list[Item], cell: _Cell, box: Box, plan: Plan) -> None:
    middle = box.y + box.h / 2
    if cell.sign:
        ground = "look_background" if cell.sign == "duplication" else ""
        shape, color = _SIGNS[cell.sign]
        dash = (4.0, 3.0) if shape == "dashed" else ()
        items.append(Rect(box.x, box.y, box.w, box.h, ground, color, 5, 1.2, dash))
    elif cell.partners:
        items.append(Rect(box.x, box.y, box.w, box.h, "theory_tint", radius=5))
    words, room = _words(cell, plan, box.w), box.w - 10
    noted = bool(cell.noted)
    if not words:
        items.append(Text(box.middle[0], middle + 4, "·", 13, "regular", "ink_second", "middle"))
        return
    ink = {"": "ink", "duplication": "look"}.get(cell.sign, "stop")
    text = fit(words, _SMALL, room - (16 if noted else 0), "medium")
    items.append(Text(box.middle[0] - (7 if noted else 0), middle + 4, text, _SMALL, "medium", ink, "middle"))
    if noted:
        items += _tick(box.right - 11, middle, ink)


def _words(cell: _Cell, plan: Plan, wide: float) -> str:
    if not cell.partners:
        return _(_WORDS[cell.sign]) if cell.sign else ""
    codes = "  ".join(plan.code(each.id) for each in cell.partners)
    if width(codes, _SMALL, "medium") <= wide - 26:
        return codes
    count = len(cell.partners)
    return ngettext("{count} partner", "{count} partners", count).format(count=count)


def _tick(x: float, y: float, color: str) -> list[Item]:
    """Draw the sign that the group has taken it up."""
    return [line(x - 4, y, x - 1, y + 3, color, 1.8), line(x - 1, y + 3, x + 4.5, y - 4, color, 1.8)]


def _cell_words(plan: Plan, service: str, cell: _Cell, region: str) -> str:
    where = plan.title(region) if region else _("the whole district")
    who = listed(plan.title(each.id) for each in cell.partners) or _("nobody")
    parts_of_it = [_("{service}, {region}: {partners}").format(service=service, region=where, partners=who)]
    if cell.suggestion is not None:
        parts_of_it += [_(_WORDS[cell.sign]), cell.suggestion.reason]
    elif cell.noted:
        parts_of_it.append(_("a gap the group named"))
    parts_of_it += [
        _("taken up as {code}").format(code=listed(each.code for each in cell.noted)) if cell.noted else "",
        *(each.response for each in cell.noted),
    ]
    return told(parts_of_it)


def _legend(items: list[Item], top: float, whole: float) -> float:
    """Say what the signs mean."""
    x, y = 16.0, top + 10
    for shape, color, words in (
        ("square", "look_mark", _("overlap: several partners, the same service, the same people")),
        ("dashed", "stop", _("gap: nobody")),
        ("tick", "ink", _("taken up by the group")),
    ):
        if x > 16 and x + 11 + width(words, _SMALL) > whole:
            x, y = 16.0, y + 18
        items += _tick(x, y, color) if shape == "tick" else [mark(shape, x, y, color)]
        items.append(Text(x + 11, y + 4, words, _SMALL, "regular", "ink_second"))
        x += width(words, _SMALL) + 38
    return y + 12


def _key(items: list[Item], plan: Plan, top: float, whole: float) -> float:
    """Say which partners the codes stand for."""
    names = "   ".join(f"{each.code} {each.name}" for each in plan.where(Partner, status="active"))
    for words in wrap(names, _SMALL, whole - 24):
        items.append(Text(10, top + 14, words, _SMALL, "regular", "ink_second"))
        top += 16
    return top + 8


def where_words(plan: Plan, suggestion: Suggestion) -> str:
    """Return the heading of a suggestion: what it is, of which service, where."""
    told_as = _("Overlap: {service} in {regions}") if suggestion.kind == "duplication" else ""
    told_as = told_as or _("Gap: {service} in {regions}")
    return told_as.format(service=suggestion.service, regions=region_words(plan, suggestion.region_ids))
