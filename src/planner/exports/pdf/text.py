"""`Text`: every word of the document passes through here, as plain text; nothing in it is read as markup."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace

from planner.exports.outline import Span, Words
from planner.exports.pdf import fonts
from planner.exports.pdf.canvas import Canvas
from planner.exports.pdf.part import Part
from planner.exports.pdf.style import STRONG, Type

_TOKENS = re.compile(r" +|[^ ]+")
# A line may also end after a hyphen or slash between letters; never in OB-2.1, AC-001 or 2026–27.
_JOINTS = re.compile(r"(?<=[^\W\d][-–—/])(?=[^\W\d]{2})")
_BREAKS = "-/–—_.@&:;,?="
_DIGITS = "000"
_CAPITALS = 0.668  # height of capitals, for a size of 1: they stand in the middle of their line


@dataclass(frozen=True, slots=True)
class _Piece:
    """Letters of one font and manner; `page` stands for the number of the page its anchor is on."""

    font: str
    text: str
    width: float
    color: str
    anchor: str = ""
    page: bool = False

    def holding(self, text: str, size: float) -> "_Piece":
        """Return the same manner with other letters, set in `size` points."""
        width = fonts.advance(self.font, text) * size
        return _Piece(self.font, text, width, self.color, self.anchor)


@dataclass(frozen=True, slots=True)
class _Line:
    """One line as it is set; a `soft` one ends where there was room no more, not where somebody ended it."""

    pieces: tuple[_Piece, ...]
    width: float
    soft: bool = False


class Text(Part):
    """Running text in one style, set in lines; `marker` stands before the first line, in the indent."""

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
    ) -> None:
        """Take the words as they are typed."""
        self.document = document
        self.words = words
        self.style = style
        self.before = before
        self.after = after
        self.indent = indent
        self.marker = marker
        self._lines: tuple[_Line, ...] = ()
        self._width = -1.0
        self._divided = False

    def lines(self, width: float) -> tuple[_Line, ...]:
        """Return the lines at a width in points; a piece of a divided text keeps those it has."""
        if self._width != width and not self._divided:
            self._lines = tuple(self._set(max(width - self.indent, self.style.size)))
            self._width = width
        return self._lines

    def natural(self) -> float:
        """Return the width of the text when no line is broken."""
        return self.indent + max(
            (sum(piece.width for piece in hard) for hard in self._hard_lines()), default=0.0
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

    def _part(self, lines: tuple[_Line, ...], width: float) -> "Text":
        part = Text(self.document, self.words, self.style, indent=self.indent)
        part._lines, part._width, part._divided = lines, width, True
        return part

    def draw(self, canvas: Canvas, x: float, y: float, width: float) -> None:
        """Draw line by line; links lie over their words."""
        style = self.style
        base = y - (style.leading + _CAPITALS * style.size) / 2
        if self.marker:
            canvas.line_of_text(
                self.document.runs(self.marker, style.face),
                x + self.indent - 11,
                base,
                style.size,
                style.color,
            )
        lines = self.lines(width)
        room = width - self.indent
        text = canvas.beginText()
        numbers: list[tuple[_Piece, float, float]] = []
        font = role = ""
        for number, line in enumerate(lines):
            left = (
                x
                + self.indent
                + {"left": 0.0, "right": 1.0, "center": 0.5}[style.align] * (room - line.width)
            )
            level = base - number * style.leading
            text.setTextOrigin(left, level)
            for place, piece in enumerate(line.pieces):
                if piece.font != font:
                    font = piece.font
                    text.setFont(font, style.size)
                if piece.color != role:
                    role = piece.color
                    text.setFillColor(canvas.color(role))
                if piece.page:
                    numbers.append((piece, left, level))
                else:
                    last = line.soft and place == len(line.pieces) - 1
                    text.textOut(f"{piece.text} " if last else piece.text)
                if piece.anchor in canvas.anchors:
                    canvas.lead_to(piece.anchor, piece.text, left, level, piece.width, style.size)
                left += piece.width
        canvas.drawText(text)
        for piece, left, level in numbers:
            canvas.page_of(piece.anchor, left, level, replace(style, color=piece.color, align="left"))

    def _hard_lines(self) -> Iterator[list[_Piece]]:
        """Yield the pieces of each line that somebody ended."""
        words = self.words if isinstance(self.words, tuple) else (self.words,)
        pieces: list[_Piece] = []
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
                    yield pieces
                    pieces = []
                pieces += self._pieces(part, face, role, span.anchor)
            if span.page:
                number_piece = self._pieces(_DIGITS, face, role, span.anchor)[0]
                pieces.append(replace(number_piece, page=True))
        if pieces:
            yield pieces

    def _pieces(self, text: str, face: str, role: str, anchor: str) -> list[_Piece]:
        size = self.style.size
        return [
            _Piece(font, letters, fonts.advance(font, letters) * size, role, anchor)
            for font, letters in self.document.runs(text, face)
        ]

    def _set(self, room: float) -> Iterator[_Line]:
        for hard in self._hard_lines():
            width = sum(piece.width for piece in hard)
            if width <= room + 1e-6:
                yield _Line(tuple(hard), width)
            else:
                yield from self._fill(hard, room)

    def _fill(self, hard: list[_Piece], room: float) -> Iterator[_Line]:
        """Put as many words on each line as fit; words too long for a line are divided."""
        line: list[_Piece] = []
        used = 0.0
        for gap, word in _words(hard, self.style.size):
            width = sum(piece.width for piece in word)
            space = gap.width if gap else 0.0
            if line and used + space + width > room:
                yield _line(line, soft=True)
                line, used = [], 0.0
            elif gap and line:
                line.append(gap)
                used += space
            while width > room:
                head, word = _cut(word, room, self.style.size)
                if not word:
                    word = head
                    break
                yield _line(head, soft=False)
                width = sum(piece.width for piece in word)
            line += word
            used += width
        if line:
            yield _line(line, soft=False)


def _words(hard: list[_Piece], size: float) -> Iterator[tuple[_Piece | None, list[_Piece]]]:
    """Yield each word with the space before it; a word may hold several pieces."""
    gap: _Piece | None = None
    word: list[_Piece] = []
    for piece in hard:
        if piece.page:
            word.append(piece)
            continue
        for token in _TOKENS.findall(piece.text):
            if token[0] == " ":
                if word:
                    yield gap, word
                    word = []
                gap = piece.holding(token, size)
                continue
            for number, part in enumerate(_JOINTS.split(token)):
                if number:
                    yield gap, word
                    gap, word = None, []
                word.append(piece if part == piece.text else piece.holding(part, size))
    if word:
        yield gap, word


def _line(pieces: list[_Piece], *, soft: bool) -> _Line:
    """Make a line, joining neighbors of the same manner."""
    joined: list[_Piece] = []
    for piece in pieces:
        last = joined[-1] if joined else None
        if last and not piece.page and not last.page and _manner(last) == _manner(piece):
            width = last.width + piece.width
            joined[-1] = _Piece(last.font, last.text + piece.text, width, last.color, last.anchor)
        else:
            joined.append(piece)
    return _Line(tuple(joined), sum(piece.width for piece in joined), soft)


def _manner(piece: _Piece) -> tuple[str, str, str]:
    return piece.font, piece.color, piece.anchor


def _cut(word: list[_Piece], room: float, size: float) -> tuple[list[_Piece], list[_Piece]]:
    """Divide a word wider than a line: after a sign where there is one near the end, else anywhere."""
    head: list[_Piece] = []
    for number, piece in enumerate(word):
        if piece.page or piece.width <= room:
            head.append(piece)
            room -= piece.width
            continue
        at, left = 0, room
        while at < len(piece.text) and (left := left - fonts.advance(piece.font, piece.text[at]) * size) >= 0:
            at += 1
        sign = max((piece.text.rfind(each, at // 2, at) for each in _BREAKS), default=-1)
        at = sign + 1 if sign > 0 else at
        while 0 < at < len(piece.text) and unicodedata.combining(piece.text[at]):
            at -= 1
        if at == 0:
            if head:
                return head, word[number:]
            at = 1
        first, rest = piece.holding(piece.text[:at], size), piece.holding(piece.text[at:], size)
        return [*head, first], [rest, *word[number + 1 :]] if rest.text else word[number + 1 :]
    return head, []
