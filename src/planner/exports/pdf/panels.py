"""`Spread`: a whole page of panels that always stays one page.

The size of type is the largest of a small scale with which everything fits. Where the smallest is still too
large, texts lose lines and lists lose items, each in its own panel, and say so. Source: method 5.2.
"""

from collections.abc import Callable
from itertools import product

from planner.exports import outline
from planner.exports.pdf import marks
from planner.exports.pdf.canvas import Canvas
from planner.exports.pdf.cover import draw_bars
from planner.exports.pdf.fitting import Beside, Image, Lines, Unit, shortened
from planner.exports.pdf.fonts import Fonts
from planner.exports.pdf.panel_layout import (
    BARS,
    BELOW_RULE,
    BETWEEN,
    PAD,
    RULE,
    SIDES,
    Field,
    Layout,
)
from planner.exports.pdf.panel_units import LEAST, Types
from planner.exports.pdf.part import Part
from planner.exports.pdf.structure import Element

_SIZES = (11.0, 10.4, 9.8, 9.2, 8.7, 8.2, 7.7, LEAST)
"""Points of running text."""
_CALM = 8.2
"""Where not everything fits in any size, columns at the sides are shortened, in this or a smaller."""

Place = Callable[[outline.Heading], tuple[str, int]]
"""Gives the anchor of a heading, and its depth among the bookmarks."""


class Spread(Part):
    """The page of panels."""

    def __init__(self, document: Fonts, spread: outline.Spread, depth: float, place: Place) -> None:
        """Take the panels, the height they have, and where their headings get anchors."""
        self._document = document
        self._spread = spread
        self._depth = depth
        self._made: Layout | None = None
        self._places = {
            id(block): place(block)
            for panel in spread.panels()
            for block in panel.blocks
            if isinstance(block, outline.Heading)
        }

    def height(self, _width: float) -> float:
        """It takes the page."""
        return self._depth

    def layout(self, width: float) -> Layout:
        """Return the panels at the largest size of type with which they fit."""
        smaller = [size for size in _SIZES if size <= _CALM]
        for sizes, whole in ((_SIZES, True), (smaller, False)):
            for size, sides in product(sizes, SIDES):
                made = Layout(self._document, self._spread, Types(size), width, self._depth, sides)
                if made.fits(sides=whole):
                    made.grow_center()
                    return made
        return Layout(self._document, self._spread, Types(LEAST), width, self._depth, SIDES[0])

    def draw(self, canvas: Canvas, x: float, y: float, width: float) -> None:
        """Draw panel by panel, in the order of reading."""
        layout = self.layout(width)
        draw_bars(canvas, x, y - BARS, width, BARS)
        canvas.pen("line", 0.7)
        for edge, top, foot in layout.lines():
            canvas.line(x + edge, y - top, x + edge, y - foot)
        for field in layout.fields():
            if field.panel in self._spread.band:
                self._draw_band(canvas, layout, field, x, y)
            else:
                self._draw_panel(canvas, field, x, y)

    def _draw_panel(self, canvas: Canvas, field: Field, x: float, y: float) -> None:
        left, level = x + field.x, y - field.y
        if field.panel.tone:
            canvas.ink(marks.role_of(field.panel.tone))
            canvas.rect(left, level - RULE, field.width, RULE, stroke=0, fill=1)
            level -= RULE + BELOW_RULE
        for number, unit in enumerate(field.shown.units):
            level -= unit.before if number else 0.0
            self._draw_unit(canvas, unit, field.shown.most, left, level, field.width)
            level -= unit.height(field.width, field.shown.most)

    def _draw_band(self, canvas: Canvas, layout: Layout, field: Field, x: float, y: float) -> None:
        """Draw the heading, and the items of its lists in columns, on a tinted ground."""
        left, level = x + field.x, y - field.y
        canvas.ink(marks.ground_of(field.panel.tone))
        canvas.rect(left, level - field.room, field.width, field.room, stroke=0, fill=1)
        left, level = left + PAD, level - PAD
        flow = layout.flowing(field)
        for unit in flow.heads:
            self._draw_unit(canvas, unit, flow.most, left, level, flow.width)
            level -= unit.height(flow.width) + 3.0
        for units in flow.columns:
            low = level
            for unit in units:
                self._draw_unit(canvas, unit, flow.most, left, low, flow.column)
                low -= unit.height(flow.column, flow.most) + 2.0
            left += flow.column + BETWEEN

    def _draw_unit(self, canvas: Canvas, unit: Unit, most: int, x: float, y: float, width: float) -> None:
        if isinstance(unit, Image):
            unit.drawing.draw(canvas, x, y, min(width, unit.drawing.figure.width))
        elif isinstance(unit, Beside):
            for number, column in enumerate(unit.columns):
                self._draw_unit(
                    canvas, column, most, x + number * width / len(unit.columns), y, unit.room(width)
                )
        elif unit.heading is None:
            self._draw_lines(canvas, unit, most, x, y, width)
        else:
            anchor, depth = self._places[id(unit.heading)]
            canvas.remember(anchor, y + 8)
            canvas.bookmark(unit.heading.text or anchor, anchor, depth)
            with canvas.inside(Element(f"H{min(depth + 1, 6)}")):
                self._draw_lines(canvas, unit, most, x, y, width)

    def _draw_lines(self, canvas: Canvas, unit: Lines, most: int, x: float, y: float, width: float) -> None:
        for place, text in enumerate(unit.texts):
            shown = shortened(text, width, unit.most(place, most))
            shown.draw(canvas, x, y, width)
            y -= shown.height(width)
