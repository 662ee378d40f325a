"""`Text`: every word of the document passes through here, as plain text; nothing in it is read as markup."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby, islice, takewhile
from operator import itemgetter

from planner.domain.figures.right_to_left import has_right_to_left, leads_right
from planner.exports.outline import Span, Words, plain
from planner.exports.pdf import direction, fonts
from planner.exports.pdf.canvas import Canvas
from planner.exports.pdf.ink import Ink
from planner.exports.pdf.lines import Line, Piece, set_in
from planner.exports.pdf.part import Part
from planner.exports.pdf.structure import Element
from planner.exports.pdf.style import STRONG, Type, sized

_DIGITS = "000"
_CAPITALS = 0.668  # height of capitals, for a size of 1: they stand in the middle of their line


class Text(Part):
    """Running text in one style, set in lines; `marker` stands before the first line, in the indent.

    Lines whose first letter is written from right to left begin at the right. Where the first of all letters
    is one, the text is `right_to_left`: its marker stands at the right.
    `tag` is the element of the structure it belongs to, in all its pieces; without one it belongs to what is
    open on the canvas, or is a paragraph of its own where only a chapter is open. One that `goes_on` ends
    with a space, for what follows in the same element.
    """

    def __init__(
        self,
        document: fonts.Fonts,
        words: Words,
        style: Type,
        *,
        before: float = 0.0,
        after: float = 0.0,
        indent: float = 0.0,
        marker: str = "",
        tag: Element | None = None,
        goes_on: bool = False,
    ) -> None:
        """Take the words as they are typed."""
        self.document = document
        self.words = words
        self.style = sized(style, document.scale)
        self.before = before
        self.after = after
        self.indent = indent
        self.marker = marker
        self.tag = tag
        self.goes_on = goes_on
        self._hangs = bool(marker)
        told = words if isinstance(words, str) else plain(words)
        self._turns = has_right_to_left(told)
        self.right_to_left = self._turns and leads_right(told)
        self._lines: tuple[Line, ...] = ()
        self._width = -1.0
        self._divided = False

    def lines(self, width: float) -> tuple[Line, ...]:
        """Return the lines at a width in points; a piece of a divided text keeps those it has."""
        if self._width != width and not self._divided:
            self._lines = tuple(self._set(max(width - self.indent, self.style.size)))
            self._width = width
        return self._lines

    def natural(self) -> float:
        """Return the width of the text when no line is broken."""
        return self.indent + max(
            (sum(piece.width for piece in hard) for _turned, hard in self._hard_lines()), default=0.0
        )

    def height(self, width: float) -> float:
        """Lines times leading."""
        return len(self.lines(width)) * self.style.leading

    def least(self, width: float) -> float:
        """Two lines, or all where there are no more than three."""
        count = len(self.lines(width))
        return (count if count <= 3 else 2) * self.style.leading

    def take(self, width: float, room: float) -> tuple[Part | None, Part | None]:
        """Divide between two lines, with at least two on either side."""
        count = len(self.lines(width))
        fitting = int(room / self.style.leading + 1e-6)
        if fitting >= count:
            return self, None
        fitting = min(fitting, count - 2)
        return self.divide(width, fitting) if fitting >= 2 and count > 3 else (None, self)

    def divide(self, width: float, count: int) -> "tuple[Text, Text]":
        """Return the first `count` lines, and the others."""
        lines = self.lines(width)
        head, tail = self._part(lines[:count], width), self._part(lines[count:], width)
        head.before, head.marker, tail.after = self.before, self.marker, self.after
        return head, tail

    def _part(self, lines: tuple[Line, ...], width: float) -> "Text":
        part = Text(self.document, self.words, self.style, indent=self.indent, tag=self.tag)
        part._lines, part._width, part._divided = lines, width, True
        part._hangs = self._hangs
        return part

    def draw(self, canvas: Canvas, x: float, y: float, width: float) -> None:
        """Draw line by line; links lie over their words."""
        style = self.style
        base = y - (style.leading + _CAPITALS * style.size) / 2
        lines = self.lines(width)
        if self.tag is None and canvas.tree.outside and not canvas.marked:
            self.tag = Element("P")
        start = x if self.right_to_left and self._hangs else x + self.indent
        if self.marker:
            runs = self.document.runs(f"{self.marker} ", style.face)
            wide = sum(fonts.advance(font, letters) for font, letters in runs) * style.size
            hangs = 11 * self.document.scale
            place = x + width - self.indent + hangs + 2 - wide if self.right_to_left else start - hangs
            with canvas.inside(Element("Lbl", self.tag.over) if self.tag else None):
                canvas.line_of_text(runs, place, base, style.size, style.color)
        if any(line.pieces for line in lines):
            with canvas.inside(self.tag):
                self._draw_lines(canvas, lines, start, base, width - self.indent)

    def _draw_lines(
        self, canvas: Canvas, lines: tuple[Line, ...], x: float, base: float, room: float
    ) -> None:
        style, ink = self.style, Ink(canvas)
        share = {"left": 0.0, "right": 1.0, "center": 0.5}[style.align]
        links = _Links(canvas, lines)
        numbers: list[tuple[Piece, Element | None, float, float]] = []
        for number, line in enumerate(lines):
            turned = line.right_to_left and style.align == "left"
            start = x + (1.0 if turned else share) * (room - line.width)
            level = base - number * style.leading
            left = start
            ink.move(left, level)
            final = number == len(lines) - 1
            space = line.soft or (line.over and not final) or (self.goes_on and final)
            for place, piece in enumerate(line.pieces):
                if line.places:
                    left = start + line.places[place]
                    ink.move(left, level)
                link = links.at(piece)
                ink.belong(link)
                if piece.page:
                    numbers.append((piece, link, left, level))
                else:
                    ending = " " if space and place == len(line.pieces) - 1 else ""
                    ink.show(piece.font, piece.text, style.size, piece.color, ending)
                    if link is not None:
                        box = (left, level - style.size * 0.3, left + piece.width, level + style.size * 0.9)
                        canvas.lead_to(link, piece.anchor, links.words, box)
                left += piece.width
        canvas.put(ink)
        for piece, link, left, level in numbers:
            with canvas.inside(link):
                canvas.page_of(piece.anchor, left, level, replace(style, color=piece.color, align="left"))

    def _hard_lines(self) -> Iterator[tuple[bool, list[Piece]]]:
        """Yield each line that somebody ended: whether it runs from right to left, and its pieces."""
        words = self.words if isinstance(self.words, tuple) else (self.words,)
        parts: list[tuple[str, Piece]] = []
        for each in words:
            span = each if isinstance(each, Span) else Span(each)
            face = self.style.face
            if span.manner == "strong":
                face = STRONG.get(face, face)
            elif span.manner == "emphasis" and face == "regular":
                face = "italic"
            role = "ink_second" if span.manner == "quiet" else self.style.color
            for number, part in enumerate(span.text.splitlines() or [""]):
                if number:
                    yield self._pieces(parts)
                    parts = []
                parts.append((part, Piece(face, "", 0.0, role, span.anchor)))
            if span.page:
                parts.append((_DIGITS, Piece(face, "", 0.0, role, span.anchor, page=True)))
        if parts:
            yield self._pieces(parts)

    def _pieces(self, parts: list[tuple[str, Piece]]) -> tuple[bool, list[Piece]]:
        """Divide the parts of one line by direction and font; each comes with its face and manner."""
        pieces: list[Piece] = []
        if not self._turns:
            for text, manner in parts:
                pieces += self._stretch(text, manner, 0)
            return False, pieces
        line = "".join(text for text, _manner in parts)
        turned = leads_right(line)
        levels = iter(direction.levels(line, int(turned)))
        for text, manner in parts:
            letters = zip(text, islice(levels, len(text)), strict=True)
            for level, group in groupby(letters, key=itemgetter(1)):
                pieces += self._stretch("".join(letter for letter, _level in group), manner, level)
        return turned, pieces

    def _stretch(self, text: str, manner: Piece, level: int) -> Iterator[Piece]:
        for font, letters in self.document.stretch(text, manner.font, level):
            width = fonts.advance(font, letters) * self.style.size
            yield Piece(font, letters, width, manner.color, manner.anchor, manner.page, level)

    def _set(self, room: float) -> Iterator[Line]:
        for turned, hard in self._hard_lines():
            for line in set_in(hard, room, self.style.size):
                yield replace(line, right_to_left=True) if turned else line


class _Links:
    """The links in some lines: one element for each, however many lines and fonts it takes."""

    def __init__(self, canvas: Canvas, lines: tuple[Line, ...]) -> None:
        self._canvas = canvas
        self._pieces = [piece for line in lines for piece in line.pieces]
        self._anchor = ""
        self._element: Element | None = None
        self._count = 0
        self.words = ""

    def at(self, piece: Piece) -> Element | None:
        """Return the link the next piece belongs to, if any; `words` are all the words of it."""
        anchor = piece.anchor if piece.anchor in self._canvas.anchors and not self._canvas.marked else ""
        if anchor != self._anchor:
            self._anchor = anchor
            current = self._canvas.tree.current
            self._element = (current if current.kind == "Link" else Element("Link")) if anchor else None
            following = takewhile(lambda each: each.anchor == anchor, self._pieces[self._count :])
            self.words = "".join(each.text for each in following if anchor and not each.page).strip()
        self._count += 1
        return self._element
