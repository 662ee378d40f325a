"""The first page, and the table of contents."""

from collections.abc import Sequence
from dataclasses import replace

from planner.exports import outline
from planner.exports.pdf import style
from planner.exports.pdf.canvas import Canvas
from planner.exports.pdf.part import Part
from planner.exports.pdf.parts import FactRows
from planner.exports.pdf.structure import Element
from planner.exports.pdf.text import Text

_BARS = (1.0, 2.0, 2.0, 2.0, 1.0)  # how wide the five phases are beside each other
_GAP = 3.0
_NUMBER_ROOM = 26.0
_COLUMN_GAP = 34.0


def draw_cover(canvas: Canvas, page: style.Page, document: outline.Outline) -> None:
    """Draw the five bars of the phases, the title and what is told below it."""
    y = page.height - page.side
    draw_bars(canvas, page.side, y - 7, page.room, 7)
    texts = [
        (Text(canvas.fonts, document.over, style.COVER_OVER), 10.0),
        (Text(canvas.fonts, document.title, _title_style(document.title), tag=Element("Title")), 12.0),
        (Text(canvas.fonts, document.subtitle, style.SUBTITLE), 0.0),
    ]
    y = page.height * 0.735
    for text, gap in texts:
        text.draw(canvas, page.side, y, page.room)
        y -= text.height(page.room) + gap
    facts = FactRows(canvas.fonts, document.cover)
    y = min(y - 36, page.height * 0.385)
    facts.draw(canvas, page.side, y, page.room)
    if document.notice:
        notice = Text(canvas.fonts, document.notice, style.SMALL)
        notice.draw(canvas, page.side, page.foot + 8 + notice.height(page.room), page.room)


def _title_style(title: str) -> style.Type:
    """Long titles are set smaller."""
    return style.TITLE if len(title) <= 90 else replace(style.TITLE, size=22, leading=27)


def draw_bars(canvas: Canvas, x: float, y: float, width: float, tall: float) -> None:
    """Draw the five bars of the phases from the lower left corner (x, y)."""
    unit = (width - _GAP * (len(_BARS) - 1)) / sum(_BARS)
    for share, role in zip(_BARS, style.PHASES, strict=True):
        canvas.ink(role)
        canvas.rect(x, y, share * unit, tall, stroke=0, fill=1)
        x += share * unit + _GAP


class Contents(Part):
    """The table of contents, in two columns: headings of level 1 and 2, and the numbers of their pages."""

    def __init__(self, canvas: Canvas, headings: Sequence[tuple[outline.Heading, str]]) -> None:
        """Take headings with their anchors."""
        self._canvas = canvas
        self._headings = headings
        self._tag = Element("TOC")

    def _columns(self, width: float) -> list[list["_Line"]]:
        """Divide the lines where a chapter begins, so that both columns are about equally high."""
        lines = [_Line(self._canvas, heading, anchor) for heading, anchor in self._headings]
        room = _column(width)
        heights = [line.height(room) for line in lines]
        half, reached, cut = sum(heights) / 2, 0.0, len(lines)
        for number, line in enumerate(lines):
            if reached >= half - 40 and line.top:
                cut = number
                break
            reached += heights[number]
        return [lines[:cut], lines[cut:]]

    def height(self, width: float) -> float:
        """The height of the higher column."""
        room = _column(width)
        return max(sum(line.height(room) for line in lines) for lines in self._columns(width))

    def take(self, width: float, room: float) -> tuple[Part | None, Part | None]:
        """Take as many headings as fit in two columns of this height."""
        if self.height(width) <= room:
            return self, None
        fitting = len(self._headings)
        while fitting > 1 and Contents(self._canvas, self._headings[:fitting]).height(width) > room:
            fitting -= max(1, fitting // 20)
        pieces = [
            Contents(self._canvas, each) for each in (self._headings[:fitting], self._headings[fitting:])
        ]
        for piece in pieces:
            piece._tag = self._tag
        return pieces[0], pieces[1]

    def draw(self, canvas: Canvas, x: float, y: float, width: float) -> None:
        """Draw column by column."""
        room = _column(width)
        with canvas.inside(self._tag):
            for number, lines in enumerate(self._columns(width)):
                left, level = x + number * (room + _COLUMN_GAP), y
                for line in lines:
                    line.draw(canvas, left, level, room)
                    level -= line.height(room)


def _column(width: float) -> float:
    return (width - _COLUMN_GAP) / 2


class _Line:
    """A heading in the table of contents: its words, and the number of its page at the right edge."""

    def __init__(self, canvas: Canvas, heading: outline.Heading, anchor: str) -> None:
        self._style = style.CONTENTS[heading.level - 1]
        self._anchor = anchor
        self.top = heading.level == 1
        indent = 0.0 if self.top else 12.0
        words = outline.Span(heading.text, anchor=anchor)
        self._link = Element("Link", Element("Reference", Element("TOCI")))
        self._text = Text(canvas.fonts, words, self._style, indent=indent, tag=self._link, goes_on=True)
        self._gap = 9.0 if self.top else 0.0

    def height(self, width: float) -> float:
        return self._text.height(width - _NUMBER_ROOM) + self._gap

    def draw(self, canvas: Canvas, x: float, y: float, width: float) -> None:
        """Draw the words, then the number, in one line with the last of them."""
        self._text.draw(canvas, x, y - self._gap, width - _NUMBER_ROOM)
        level = y - self.height(width) + (self._style.leading - 0.668 * self._style.size) / 2
        with canvas.inside(self._link):
            canvas.page_of(self._anchor, x + width, level, replace(self._style, align="right").tabular())
