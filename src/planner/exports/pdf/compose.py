"""Turn the blocks of an outline into parts of pages."""

from collections.abc import Iterator
from dataclasses import replace

from planner.exports import outline
from planner.exports.pdf import style
from planner.exports.pdf.canvas import Canvas
from planner.exports.pdf.cover import Contents
from planner.exports.pdf.fields import FieldBox
from planner.exports.pdf.figure import Drawing
from planner.exports.pdf.fonts import Fonts
from planner.exports.pdf.grid import Grid
from planner.exports.pdf.panels import Spread
from planner.exports.pdf.part import Part
from planner.exports.pdf.parts import FactRows, NumberBand, SetApart, Title
from planner.exports.pdf.sheets_to_fill import by_hand
from planner.exports.pdf.structure import Element, Table, list_of
from planner.exports.pdf.text import Text
from planner.i18n import _

_PARAGRAPHS = {"": style.BODY, "quiet": style.QUIET, "small": style.SMALL, "quote": style.QUOTE}
_INDENT = 14.0
_MOST_NOTE = 600  # characters that stay with the last row of a table


class Composer:
    """Makes parts, and gives every heading the anchor that links and bookmarks use."""

    def __init__(self, canvas: Canvas, document: outline.Outline) -> None:
        """Name the anchors of all headings first, so that links may lead forwards."""
        self._fonts: Fonts = canvas.fonts
        self._canvas = canvas
        self._outline = document
        self._over: list[int] = []
        self._anchors = {
            id(heading): heading.anchor or f"heading-{number}"
            for number, heading in enumerate(document.headings(), 1)
        }
        canvas.anchors = frozenset(self._anchors.values())

    def contents(self) -> Iterator[Part]:
        """Make the table of contents."""
        heading = outline.Heading(1, _("Contents"))
        yield Title(self._fonts, heading, "contents", self._next_depth(1))
        listed = [each for each in self._outline.headings() if each.listed and each.level <= 2]
        yield Contents(self._canvas, [(each, self._anchors[id(each)]) for each in listed])

    def section(self, section: outline.Section, page: style.Page) -> Iterator[list[Part]]:
        """Make the parts of a section, in one list for each new page that the section asks for.

        A paragraph stays with the picture it leads to.
        """
        parts: list[Part] = []
        before: outline.Block | None = None
        for block in section.blocks:
            if isinstance(block, outline.PageBreak):
                if parts:
                    yield parts
                parts = []
            else:
                if isinstance(block, outline.Picture) and isinstance(before, outline.Paragraph):
                    parts[-1].keeps = True
                parts += self._parts(block, page)
            before = block
        if parts:
            yield parts

    def _parts(self, block: outline.Block, page: style.Page) -> list[Part]:
        if isinstance(block, outline.Heading):
            return [Title(self._fonts, block, self._anchors[id(block)], self._next_depth(block.level))]
        if isinstance(block, outline.Paragraph | outline.Lead | outline.Callout):
            return [self._running(block)]
        if isinstance(block, outline.Bullets):
            return self._bullets(block)
        if isinstance(block, outline.Facts):
            return [FactRows(self._fonts, block.rows, columns=block.columns)]
        if isinstance(block, outline.Numbers):
            return [NumberBand(self._fonts, block.items)]
        if isinstance(block, outline.Table):
            return self._table(block)
        if isinstance(block, outline.Picture):
            return [Drawing(block.figure, block.alt, page.depth, fill=block.fill)]
        if isinstance(block, outline.TickTable | outline.WritingLines):
            return [by_hand(self._fonts, block)]
        if isinstance(block, outline.Field):
            return [FieldBox(self._fonts, block)]
        if isinstance(block, outline.Spread):
            return [Spread(self._fonts, block, page.depth, self._place)]
        raise TypeError(block)

    def _running(self, block: outline.Paragraph | outline.Lead | outline.Callout) -> Part:
        if isinstance(block, outline.Callout):
            return SetApart(Text(self._fonts, block.words, style.BODY, tag=Element("P")), block.tone)
        if isinstance(block, outline.Lead):
            return Text(self._fonts, block.words, style.LEAD, after=10, tag=Element("P"))
        over = Element("BlockQuote") if block.manner == "quote" else None
        kind, tag = _PARAGRAPHS[block.manner], Element("P", over)
        return Text(self._fonts, block.words, kind, before=2, after=8, tag=tag)

    def _place(self, heading: outline.Heading) -> tuple[str, int]:
        """Return the anchor of a heading and its depth among the bookmarks."""
        return self._anchors[id(heading)], self._next_depth(heading.level)

    def _bullets(self, block: outline.Bullets) -> list[Part]:
        last = len(block.items)
        whole = list_of("Decimal" if block.numbered else "Disc")
        return [
            Text(
                self._fonts,
                item,
                style.BODY,
                indent=(_INDENT + (4.0 if block.numbered else 0.0)) * self._fonts.scale,
                marker=f"{number}." if block.numbered else "•",
                before=2,
                after=10.0 if number == last else 3.0,
                tag=Element("LBody", Element("LI", whole)),
            )
            for number, item in enumerate(block.items, 1)
        ]

    def _table(self, block: outline.Table) -> list[Part]:
        parts: list[Part] = []
        tags = Table()
        if block.label:
            empty = not block.rows and not any(column.label for column in block.columns)
            caption = Element("P") if empty else Element("Caption", tags.whole)
            label = Text(self._fonts, block.label, style.HEADINGS[3], before=10, after=1, tag=caption)
            label.keeps = True
            parts.append(label)
        if len(block.note) <= _MOST_NOTE:
            return [*parts, Grid(self._fonts, block, tags)]
        note = Text(self._fonts, block.note, style.SMALL, after=12, tag=Element("P"))
        return [*parts, Grid(self._fonts, replace(block, note=""), tags), note]

    def _next_depth(self, level: int) -> int:
        """Return the depth of a bookmark: how many headings it lies under."""
        while self._over and self._over[-1] >= level:
            self._over.pop()
        self._over.append(level)
        return len(self._over) - 1
