"""Where the panels of a spread stand on its page, for one size of type. Lengths are points."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from planner.exports import outline
from planner.exports.pdf.fitting import Fitted, Image, Unit, fitted
from planner.exports.pdf.fonts import Fonts
from planner.exports.pdf.panel_units import Types, units_of

RULE = 2.2
"""The colored line above a panel."""
BELOW_RULE = 5.0
PAD = 8.0
"""Around the words of the band."""
BETWEEN = 12.0
"""Between two panels side by side, and between two columns of the band."""
BARS = 5.0
"""The bars of the five phases, at the head of the page."""

SIDES = ((0.17, 0.22), (0.165, 0.245), (0.19, 0.27), (0.22, 0.22), (0.21, 0.3))
"""Widths of the columns at the left and right, as parts of the whole, in the order they are tried."""
_GUTTER = 22.0
_BELOW_BARS = 9.0
_BELOW_HEAD = 12.0
_HEAD_MOST = 0.2  # of the height
_BAND_MOST = 0.27  # of the height, where not everything fits
_FOOT_MOST = 0.06
_BAND_COLUMN = 19.0  # sizes of type that a column of the band wants
_MOST_ACROSS = 5  # goals side by side
_MOST_ROWS = 3
_GROWS = (1.3, 1.2, 1.1)  # how much larger the center may be set than the rest
_LEAST_ACROSS = 7.4  # sizes of type that a panel of the center is wide at least, to be set larger
_STRETCH = 20.0  # that panels of a column may move apart
_BAND_LINE = 2.0


@dataclass(frozen=True)
class Field:
    """A panel in its place: x and y are its left upper corner, y measured downwards from the head."""

    panel: outline.Panel
    shown: Fitted
    x: float
    y: float
    width: float
    room: float


class Layout:
    """All panels at one size of type."""

    def __init__(
        self,
        document: Fonts,
        spread: outline.Spread,
        types: Types,
        width: float,
        depth: float,
        sides: tuple[float, float],
    ) -> None:
        """Take the panels, the room for them, and what part of the width the columns at the sides have."""
        self.types = types
        self._document = document
        self._spread = spread
        self._width = width
        self._depth = depth
        self._units = {id(panel): tuple(units_of(document, types, panel, depth)) for panel in spread.panels()}
        head = self._fit(spread.head, width, depth * _HEAD_MOST)
        self._top = BARS + _BELOW_BARS + head.height(width) + _BELOW_HEAD
        self._foot = self._fit(spread.foot, width, depth * _FOOT_MOST) if spread.foot else Fitted(())
        foot = self._foot.height(width)
        self._bottom = depth - (foot + 8.0 if foot else 0.0)
        self._head = head
        left = sides[0] * width if spread.left else 0.0
        right = sides[1] * width if spread.right else 0.0
        self._left, self._right = left, right
        self._middle = (left + _GUTTER if left else 0.0, width - (right + _GUTTER if right else 0.0))

    def grow_center(self) -> None:
        """Set the panels of the center larger than the rest, where there is room for it."""
        room = self._bottom - self._top - self._band_wants() - BETWEEN
        small = {id(panel): self._units[id(panel)] for panel in self._spread.center}
        for grow in _GROWS:
            types = Types(self.types.size * grow)
            if self._across < types.size * _LEAST_ACROSS:
                continue
            for panel in self._spread.center:
                self._units[id(panel)] = tuple(units_of(self._document, types, panel, self._depth))
            if self._rows_high() <= room:
                return
        self._units |= small

    def _rows_high(self) -> float:
        """The height the rows of the center want together."""
        rows = [max(self._whole(panel, self._across) for panel in row) for row in self._rows]
        return sum(rows) + self._apart * max(len(rows) - 1, 0)

    def _fit(self, panel: outline.Panel, width: float, room: float) -> Fitted:
        return fitted(self._document, self._units[id(panel)], width, room, self.types.quiet)

    def _whole(self, panel: outline.Panel, width: float) -> float:
        """The height a panel wants."""
        return Fitted(self._units[id(panel)]).height(width) + _above(panel)

    def _stacked(self, panels: Sequence[outline.Panel], width: float) -> float:
        """The height a column of panels wants."""
        gaps = self._apart * max(len(panels) - 1, 0)
        return sum(self._whole(panel, width) for panel in panels) + gaps

    @property
    def _apart(self) -> float:
        return self.types.size * 1.5

    @property
    def _rows(self) -> list[tuple[outline.Panel, ...]]:
        """The panels of the center in rows of about the same number."""
        count = len(self._spread.center)
        rows = next((rows for rows in range(1, _MOST_ROWS) if count <= rows * _MOST_ACROSS), _MOST_ROWS)
        center, across = self._spread.center, max(-(-count // rows), 1)
        return [center[at : at + across] for at in range(0, count, across)]

    @property
    def _across(self) -> float:
        """The width of a panel of the center."""
        columns = max((len(row) for row in self._rows), default=1)
        start, end = self._middle
        return (end - start - BETWEEN * (columns - 1)) / columns

    def _band_wants(self) -> float:
        if not self._spread.band:
            return 0.0
        return max(_flow_height(self._flow(panel, self._depth)) for panel in self._spread.band) + 2 * PAD

    def _band_width(self) -> float:
        """The width of a panel of the band, which lies below all but the column at the right."""
        count = max(len(self._spread.band), 1)
        return (self._middle[1] - BETWEEN * (count - 1)) / count

    def _flow(self, panel: outline.Panel, room: float) -> "Flow":
        return flow(self._document, self._units[id(panel)], self._band_width() - 2 * PAD, room, self.types)

    def fits(self, *, sides: bool) -> bool:
        """Whether everything in the middle has its room, and at the `sides` too."""
        room = self._bottom - self._top
        band = self._band_wants()
        if band > self._depth * 0.4:
            return False
        whole = room
        room -= band + (BETWEEN if band else 0.0)
        if self._rows_high() > room:
            return False
        left = self._stacked(self._spread.left, self._left) <= room
        return not sides or (left and self._stacked(self._spread.right, self._right) <= whole)

    def fields(self) -> Iterator[Field]:
        """Yield every panel in its place, in the order of reading."""
        spread = self._spread
        yield Field(spread.head, self._head, 0.0, BARS + _BELOW_BARS, self._width, 0.0)
        yield from self._column(spread.left, 0.0, self._left, self._body_foot)
        yield from self._center()
        start, end = self._band
        for number, panel in enumerate(spread.band):
            wide = self._band_width()
            x = number * (wide + BETWEEN)
            yield Field(panel, Fitted(self._units[id(panel)]), x, start, wide, end - start)
        yield from self._column(spread.right, self._width - self._right, self._right, self._bottom)
        if spread.foot is not None:
            yield Field(spread.foot, self._foot, 0.0, self._bottom + 8.0, self._width, 0.0)

    def flowing(self, field: Field) -> "Flow":
        """Return what a field of the band shows, in columns."""
        return self._flow(field.panel, field.room - 2 * PAD)

    def lines(self) -> Iterator[tuple[float, float, float]]:
        """Yield the lines between the columns: x, and where they begin and end."""
        if self._left:
            yield self._left + _GUTTER / 2, self._top, self._body_foot
        if self._right:
            yield self._width - self._right - _GUTTER / 2, self._top, self._bottom

    @property
    def _band(self) -> tuple[float, float]:
        """Where the band begins and ends."""
        wants = self._band_wants()
        if not wants:
            return self._bottom, self._bottom
        rows = self._rows_high()
        room = self._bottom - self._top - BETWEEN
        if wants + rows > room:
            wants = min(wants, max(self._depth * _BAND_MOST, room - rows))
        return self._bottom - wants, self._bottom

    @property
    def _body_foot(self) -> float:
        """Where all but the column at the right ends."""
        return self._band[0] - (BETWEEN if self._spread.band else 0.0)

    def _column(
        self, panels: Sequence[outline.Panel], x: float, width: float, foot: float
    ) -> Iterator[Field]:
        top, apart = self._top, self._apart
        room = foot - top - apart * max(len(panels) - 1, 0)
        shown = self._shared(panels, width, room)
        heights = [_above(panel) + each.height(width) for panel, each in zip(panels, shown, strict=True)]
        if len(panels) > 1:
            apart += min(_STRETCH, max(0.0, (room - sum(heights)) / (len(panels) - 1)))
        for panel, each, height in zip(panels, shown, heights, strict=True):
            yield Field(panel, each, x, top, width, height)
            top += height + apart

    def _shared(self, panels: Sequence[outline.Panel], width: float, room: float) -> list[Fitted]:
        """Divide a height among panels: those that want little have it first, the others share what is left.

        Pictures cannot give way, so panels with one are served before all.
        """
        shown = [Fitted(())] * len(panels)

        def wants(at: int) -> tuple[bool, float]:
            rigid = any(isinstance(unit, Image) for unit in self._units[id(panels[at])])
            return not rigid, self._whole(panels[at], width)

        order = sorted(range(len(panels)), key=wants)
        for number, at in enumerate(order):
            rigid, whole = wants(at)
            part = room / (len(order) - number) if rigid else max(room * 0.4, room / len(order))
            part = min(whole, part)
            shown[at] = self._fit(panels[at], width, part - _above(panels[at]) + 1e-6)
            room -= shown[at].height(width) + _above(panels[at])
        return shown

    def _center(self) -> Iterator[Field]:
        rows, width = self._rows, self._across
        top = self._top
        room = self._body_foot - top - self._apart * max(len(rows) - 1, 0)
        wanted = [max(self._whole(panel, width) for panel in row) for row in rows]
        given = _shares(wanted, room)
        more = max(0.0, room - sum(given)) / max(len(rows), 1)
        start, _end = self._middle
        for row, height in zip(rows, given, strict=True):
            for number, panel in enumerate(row):
                shown = self._fit(panel, width, height - _above(panel) + 1e-6)
                yield Field(panel, shown, start + number * (width + BETWEEN), top, width, height)
            top += height + more + self._apart


def _shares(wanted: Sequence[float], room: float) -> list[float]:
    """Divide `room` among parts: who wants less than an even share gets it, the others share the rest."""
    if sum(wanted) <= room:
        return list(wanted)
    given = [0.0] * len(wanted)
    for number, at in enumerate(sorted(range(len(wanted)), key=lambda at: wanted[at])):
        given[at] = min(wanted[at], room / (len(wanted) - number))
        room -= given[at]
    return given


def _above(panel: outline.Panel) -> float:
    return RULE + BELOW_RULE if panel.tone else 0.0


@dataclass(frozen=True)
class Flow:
    """What a panel shows in columns: what stands above them, and the units of each column."""

    heads: tuple[Unit, ...]
    columns: tuple[tuple[Unit, ...], ...]
    width: float
    column: float
    most: int


def flow(document: Fonts, units: Sequence[Unit], width: float, room: float, types: Types) -> Flow:
    """Set the items of a panel's lists in columns of about the same height, no higher than `room`."""
    heads = tuple(unit for unit in units if unit.group < 0)
    items = [unit for unit in units if unit.group >= 0]
    count = min(max(1, int(width / (_BAND_COLUMN * types.size))), max(len(items), 1))
    column = (width - BETWEEN * (count - 1)) / count
    left = max(room - sum(unit.height(width) + 3.0 for unit in heads), 0.0)
    shown = Fitted(tuple(items))
    columns = _balanced(shown, column, count)
    if max((_high(each, column, shown.most) for each in columns), default=0.0) <= left + 1e-6:
        return Flow(heads, columns, width, column, shown.most)
    for share in (1.0, 0.9, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3):
        shown = fitted(document, items, column, left * count * share, types.quiet)
        columns = _balanced(shown, column, count)
        if max((_high(each, column, shown.most) for each in columns), default=0.0) <= left:
            return Flow(heads, columns, width, column, shown.most)
    return Flow(heads, (), width, column, shown.most)


def _balanced(shown: Fitted, width: float, count: int) -> tuple[tuple[Unit, ...], ...]:
    """Fill `count` columns one after the other, as evenly as it goes."""
    heights = [unit.height(width, shown.most) + _BAND_LINE for unit in shown.units]
    limit = max([sum(heights) / count, *heights], default=0.0)
    while True:
        columns: list[list[Unit]] = [[]]
        filled = 0.0
        for unit, height in zip(shown.units, heights, strict=True):
            if columns[-1] and filled + height > limit + 1e-6:
                columns.append([])
                filled = 0.0
            columns[-1].append(unit)
            filled += height
        if len(columns) <= count:
            return tuple(map(tuple, columns))
        limit += 2.0


def _high(units: Sequence[Unit], width: float, most: int) -> float:
    return sum(unit.height(width, most) + _BAND_LINE for unit in units)


def _flow_height(made: Flow) -> float:
    heads = sum(unit.height(made.width) + 3.0 for unit in made.heads)
    return heads + max((_high(each, made.column, made.most) for each in made.columns), default=0.0)
