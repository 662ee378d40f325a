"""How wide texts are in Atkinson Hyperlegible Next, and how they break into lines, without Qt or ReportLab.

Widths come from `resources/fonts/widths.json` (made by `tools/build_widths.py`). Letters of other scripts are
drawn from other faces: they are taken as wide as those of their script are on average, as one em where they
are East Asian, else as 0.65 em.
"""

import json
import unicodedata
from bisect import bisect_right
from functools import cache, lru_cache
from typing import Any

from planner import assets
from planner.domain.figures import breaking
from planner.domain.figures.figure import Weight
from planner.domain.figures.right_to_left import directed

ELLIPSIS = "…"
_OTHER = 650
_WIDE = 1000


@cache
def _advances(weight: str) -> dict[str, int]:
    faces: dict[str, dict[str, str]] = _measured()["faces"]
    return {letter: int(width) for width, letters in faces[weight].items() for letter in letters}


@cache
def _measured() -> dict[str, Any]:
    measured: dict[str, Any] = json.loads(assets.text("fonts/widths.json"))
    return measured


@cache
def _scripts() -> tuple[tuple[int, int, int], ...]:
    """Return the first and last code of each block of letters, and how wide they are on average."""
    return tuple((first, last, width) for first, last, width in _measured()["scripts"])


def _unknown(letter: str) -> int:
    if breaking.takes_no_room(letter):
        return 0
    blocks = _scripts()
    at = bisect_right(blocks, (ord(letter), 0x110000, 0)) - 1
    if at >= 0 and ord(letter) <= blocks[at][1]:
        return blocks[at][2]
    return _WIDE if unicodedata.east_asian_width(letter) in ("W", "F") else _OTHER


@lru_cache(maxsize=20_000)
def width(text: str, size: float, weight: Weight = "regular") -> float:
    """Return how wide one line of text is, in points, without kerning."""
    advances = _advances(weight)
    total = 0
    for letter in text:
        found = advances.get(letter)
        total += _unknown(letter) if found is None else found
    return total * size / 1000


def fit(text: str, size: float, room: float, weight: Weight = "regular") -> str:
    """Return the text on one line, cut with an ellipsis where it is wider than `room` points."""
    line = " ".join(text.split())
    if width(line, size, weight) <= room:
        return line
    return _cut(line, size, room - width(ELLIPSIS, size, weight), weight).rstrip(" ,.;:–-") + ELLIPSIS


@lru_cache(maxsize=20_000)
def wrap(
    text: str, size: float, room: float, weight: Weight = "regular", at_most: int = 0
) -> tuple[str, ...]:
    """Break a text into lines no wider than `room` points; words too long for a line are broken.

    A line break in the text is kept. With `at_most`, what does not fit in that many lines ends in an
    ellipsis.
    """
    lines: list[str] = []
    for paragraph in text.splitlines() or [""]:
        lines += directed(_wrapped(paragraph, size, room, weight), paragraph)
    while lines and not lines[-1]:
        lines.pop()
    if at_most and len(lines) > at_most:
        last = lines[at_most - 1]
        kept = _cut(last, size, room - width(ELLIPSIS, size, weight), weight).rstrip(" ,.;:–-")
        lines = [*lines[: at_most - 1], kept + ELLIPSIS]
    return tuple(lines)


def _wrapped(paragraph: str, size: float, room: float, weight: Weight) -> list[str]:
    lines: list[str] = []
    line = ""
    for word in paragraph.split():
        for piece, glue in _pieces(word):
            longer = f"{line}{glue if line else ''}{piece}"
            if width(longer, size, weight) <= room:
                line = longer
                continue
            if line:
                lines.append(line)
            line = piece
            while width(line, size, weight) > room:
                head = _cut(line, size, room, weight) or line[0]
                if head == line:
                    break
                lines.append(head)
                line = line[len(head) :]
    return [*lines, line] if line or not lines else lines


def _pieces(word: str) -> list[tuple[str, str]]:
    """Split a word wherever a line may end in it; each piece with what joins it to the one before."""
    if "-" not in word and "/" not in word and "–" not in word and word.isascii():
        return [(word, " ")]
    pieces, start = [], 0
    for at, letter in enumerate(word[:-1], 1):
        if letter in "-/–" and at - start > 2 and len(word) - at > 2:
            pieces += breaking.within(word[start:at])
            start = at
    pieces += breaking.within(word[start:])
    return [(piece, "" if number else " ") for number, piece in enumerate(pieces)]


def _cut(text: str, size: float, room: float, weight: Weight) -> str:
    """Return as much of the start of a text as fits; a letter keeps its accents."""
    advances = _advances(weight)
    left = room * 1000 / size
    for at, letter in enumerate(text):
        found = advances.get(letter)
        left -= _unknown(letter) if found is None else found
        if left < 0:
            while 0 < at < len(text) and not breaking.may_part(text[at - 1], text[at]):
                at -= 1
            return text[:at]
    return text
