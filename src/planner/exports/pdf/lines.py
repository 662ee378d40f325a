"""How words are set in lines: what fits on each, where a long word is divided, and in which order it stands.

Pieces are kept in reading order; where some of them are written from right to left, each knows its place.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from planner.domain.figures import breaking
from planner.exports.pdf import direction, fonts
from planner.exports.pdf.shaping import Shaped

_TOKENS = re.compile(r" +|[^ ]+")
# Letters of a word: more are divided, wherever that may be, so as not to be set again for every line.
_LONGEST, _LONGEST_SHAPED = 1_000, 80
_BREAKS = "-/–—_.@&:;,?="


@dataclass(frozen=True, slots=True)
class Piece:
    """Letters of one font and manner; `page` stands for the number of the page its anchor is on.

    Those of an odd `level` are written from right to left.
    """

    font: str
    text: str
    width: float
    color: str
    anchor: str = ""
    page: bool = False
    level: int = 0

    def holding(self, text: str, size: float) -> "Piece":
        """Return the same manner with other letters, set in `size` points."""
        letters = fonts.like(self.text, self.font, text, self.level)
        width = fonts.advance(self.font, letters) * size
        return Piece(self.font, letters, width, self.color, self.anchor, level=self.level)

    @property
    def manner(self) -> tuple[str, str, str, int, bool | None]:
        """Pieces of one manner can be joined."""
        told = self.text.told if isinstance(self.text, Shaped) else None
        return self.font, self.color, self.anchor, self.level, told


@dataclass(frozen=True, slots=True)
class Line:
    """One line as it is set; a `soft` one ends at a space where there was no more room.

    One that is `over` is the last of those before a line feed. `places` are where its pieces begin, from its
    left end, if they do not simply follow one another. One written from right to left begins at the right.
    """

    pieces: tuple[Piece, ...]
    width: float
    soft: bool = False
    over: bool = False
    places: tuple[float, ...] = ()
    right_to_left: bool = False


def set_in(hard: list[Piece], room: float, size: float) -> Iterator[Line]:
    """Yield the lines that pieces take in a width; words too long for a line are divided."""
    width = sum(piece.width for piece in hard)
    if width <= room + 1e-6:
        yield Line(tuple(hard), width, over=True, places=_places(hard))
        return
    lines = list(_fill(hard, room, size))
    yield from lines[:-1]
    yield from (replace(line, over=True) for line in lines[-1:])


def _fill(hard: list[Piece], room: float, size: float) -> Iterator[Line]:
    """Put as many words on each line as fit."""
    line: list[Piece] = []
    used = 0.0
    for gap, word in _words(hard, size):
        width = sum(piece.width for piece in word)
        space = gap.width if gap else 0.0
        if line and used + space + width > room:
            yield _line(line, size, soft=gap is not None)
            line, used = [], 0.0
        elif gap and line:
            line.append(gap)
            used += space
        while width > room:
            head, word = _cut(word, room, size)
            if not word:
                word = head
                break
            yield _line(head, size)
            width = sum(piece.width for piece in word)
        line += word
        used += width
    if line:
        yield _line(line, size)


def _words(hard: list[Piece], size: float) -> Iterator[tuple[Piece | None, list[Piece]]]:
    """Yield each stretch that stays on one line with the space before it; it may hold several pieces."""
    gap: Piece | None = None
    word: list[Piece] = []
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
            parts = breaking.parts(token)
            most = _LONGEST_SHAPED if isinstance(piece.text, Shaped) else _LONGEST
            if len(token) > most:
                parts = [short for part in parts for short in _shortened(part, most)]
            for number, part in enumerate(parts):
                if word and (number or _may_end(word[-1], part)):
                    yield gap, word
                    gap, word = None, []
                word.append(piece if part == piece.text else piece.holding(part, size))
    if word:
        yield gap, word


def _shortened(part: str, most: int) -> Iterator[str]:
    """Divide a word of far too many letters."""
    start = 0
    for at in range(1, len(part)):
        if at - start >= most and breaking.may_part(part[at - 1], part[at]):
            yield part[start:at]
            start = at
    yield part[start:]


def _may_end(last: Piece, part: str) -> bool:
    """Whether a line may end between letters of two fonts, as between Chinese and Latin ones."""
    return not last.page and breaking.parts_between(last.text, part)


def _line(pieces: list[Piece], size: float, *, soft: bool = False) -> Line:
    """Make a line, joining neighbors of the same manner."""
    joined: list[Piece] = []
    for piece in pieces:
        last = joined[-1] if joined else None
        if last and not piece.page and not last.page and last.manner == piece.manner:
            joined[-1] = (
                last.holding(last.text + piece.text, size)
                if type(last.text) is Shaped
                else _joined(last, piece)
            )
        else:
            joined.append(piece)
    return Line(tuple(joined), sum(piece.width for piece in joined), soft, places=_places(joined))


def _joined(last: Piece, piece: Piece) -> Piece:
    width = last.width + piece.width
    return Piece(last.font, last.text + piece.text, width, last.color, last.anchor, level=last.level)


def _places(pieces: list[Piece]) -> tuple[float, ...]:
    for piece in pieces:
        if piece.level or type(piece.text) is Shaped:
            break
    else:
        return ()
    places, left = [0.0] * len(pieces), 0.0
    for number in direction.ordered([piece.level for piece in pieces]):
        places[number] = left
        left += pieces[number].width
    return tuple(places)


def _cut(word: list[Piece], room: float, size: float) -> tuple[list[Piece], list[Piece]]:
    """Divide a word wider than a line: after a sign where there is one near the end, else anywhere."""
    head: list[Piece] = []
    for number, piece in enumerate(word):
        if piece.page or piece.width <= room:
            head.append(piece)
            room -= piece.width
            continue
        at = _fitting(piece, room, size)
        if at == 0:
            if head:
                return head, word[number:]
            at = _first_part(piece.text)
        first, rest = piece.holding(piece.text[:at], size), piece.holding(piece.text[at:], size)
        return [*head, first], [rest, *word[number + 1 :]] if rest.text else word[number + 1 :]
    return head, []


def _fitting(piece: Piece, room: float, size: float) -> int:
    """Return how many letters of a piece fit, 0 when not even the first does with what stands on it."""
    text, at, left = str(piece.text), 0, room
    while at < len(text) and (left := left - fonts.advance(piece.font, text[at]) * size) >= 0:
        at += 1
    sign = max((text.rfind(each, at // 2, at) for each in _BREAKS), default=-1)
    at = sign + 1 if sign > 0 else at
    while at and not _holds(piece, at, room, size):
        at -= 1
    return at


def _holds(piece: Piece, at: int, room: float, size: float) -> bool:
    """Whether a piece can be divided before a letter, with what is before it in the room there is."""
    text = piece.text
    if at < len(text) and not breaking.may_part(text[at - 1], text[at]):
        return False
    return type(text) is not Shaped or piece.holding(text[:at], size).width <= room


def _first_part(text: str) -> int:
    at = 1
    while at < len(text) and not breaking.may_part(text[at - 1], text[at]):
        at += 1
    return at
