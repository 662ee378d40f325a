"""Letters that join, stack or change places, by HarfBuzz: Arabic, scripts of India, Khmer, emoji.

Words are shaped one by one, so that the width of a line is the sum of its words however it is broken.
HarfBuzz is loaded when the first text needs it.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import groupby
from typing import Any

from planner.exports.pdf.face import CONTINUED, EmbeddedFont, embedded

_TOKENS = re.compile(r" +|[^ ]+")


@dataclass(frozen=True, slots=True)
class Glyph:
    """A glyph of a shaped run: the character that stands in for it, and by how much it is moved.

    `before` moves it and all that follow to the right, `rise` moves it alone upwards; in thousandths of
    the size.
    """

    letter: str
    before: float = 0.0
    rise: float = 0.0


class Shaped(str):
    """Letters of one font that are set as glyphs: as a text it is what was typed.

    `glyphs` stand from left to right; `width` is how far they reach at a size of one point. Where `told` the
    glyphs alone do not tell readers what was typed.
    """

    glyphs: tuple[Glyph, ...]
    width: float
    right_to_left: bool
    told: bool

    def __new__(
        cls, typed: str, glyphs: tuple[Glyph, ...], width: float, *, right_to_left: bool, told: bool
    ) -> "Shaped":
        """Take what was typed, and what is drawn for it."""
        made = super().__new__(cls, typed)
        made.glyphs, made.width, made.right_to_left, made.told = glyphs, width, right_to_left, told
        return made


@dataclass(frozen=True, slots=True)
class _Placed:
    """A glyph as HarfBuzz places it, in thousandths of the size."""

    letter: str
    own: float  # how far the font says it advances
    advance: float
    right: float
    rise: float


@lru_cache(maxsize=20_000)
def shaped(font: str, text: str, right_to_left: bool = False) -> Shaped:
    """Set letters of one script in a font that ReportLab knows by name."""
    known = embedded(font)
    words = [_word(font, word, right_to_left) for word in _TOKENS.findall(text)]
    placed = [each for word in (reversed(words) if right_to_left else words) for each in word]
    split = any(CONTINUED in known.meanings.get(ord(each.letter), "") for each in placed)
    # Marks above and below interrupt the string that readers turn around; and they turn none beyond U+FFFF.
    unclear = any(each.rise for each in placed) or any(letter > "\uffff" for letter in text)
    return Shaped(
        text,
        tuple(_moved(placed)),
        sum(each.advance for each in placed) / 1000,
        right_to_left=right_to_left,
        told=unclear if right_to_left else split,
    )


def _moved(placed: Sequence[_Placed]) -> "list[Glyph]":
    """Say for each glyph how far it stands from where the one before it leaves off."""
    glyphs = []
    owed = 0.0
    for each in placed:
        glyphs.append(Glyph(each.letter, round(owed + each.right, 2), round(each.rise, 2)))
        owed = each.advance - each.own - each.right
    return glyphs


def stretches(font: str, text: str, right_to_left: bool) -> Iterator[Shaped]:
    """Yield a text in stretches: from right to left, words that must be told stand by themselves."""
    if not right_to_left:
        yield shaped(font, text)
        return
    for _told, words in groupby(_TOKENS.findall(text), key=lambda word: shaped(font, word, True).told):
        yield shaped(font, "".join(words), True)


@lru_cache(maxsize=20_000)
def _word(font: str, text: str, right_to_left: bool) -> tuple[_Placed, ...]:
    import uharfbuzz

    known, hb_font = _hb_font(font)
    buffer = uharfbuzz.Buffer()
    buffer.add_str(text)
    buffer.cluster_level = uharfbuzz.BufferClusterLevel.MONOTONE_CHARACTERS
    buffer.flags = uharfbuzz.BufferFlags.REMOVE_DEFAULT_IGNORABLES
    buffer.language = "und"  # not that of the computer
    buffer.guess_segment_properties()
    buffer.direction = "rtl" if right_to_left else "ltr"
    uharfbuzz.shape(hb_font, buffer)
    infos, positions = buffer.glyph_infos or [], buffer.glyph_positions or []
    clusters = [info.cluster for info in infos]
    typed = (
        _typed_back(known, [info.codepoint for info in infos], clusters, text)
        if right_to_left
        else _typed(clusters, text)
    )
    scale = 1000 / hb_font.face.upem
    return tuple(
        _Placed(
            known.code_of(info.codepoint, letters),
            known.width_of(info.codepoint),
            position.x_advance * scale,
            position.x_offset * scale,
            position.y_offset * scale,
        )
        for info, position, letters in zip(infos, positions, typed, strict=True)
    )


def _stretches(clusters: Sequence[int], text: str) -> dict[int, str]:
    """Return the letters of each cluster of glyphs; what is left out at the beginning goes with the first."""
    starts = sorted(set(clusters))
    ends = [*starts[1:], len(text)]
    return {
        start: text[start if number else 0 : end]
        for number, (start, end) in enumerate(zip(starts, ends, strict=True))
    }


def _typed(clusters: Sequence[int], text: str) -> list[str]:
    """Return the letters each glyph stands for: those of its cluster, once."""
    letters = _stretches(clusters, text)
    return [letters.pop(cluster, "") for cluster in clusters]


def _typed_back(known: EmbeddedFont, numbers: Sequence[int], clusters: Sequence[int], text: str) -> list[str]:
    """Return the same for glyphs that stand from right to left.

    Readers turn such a line around letter by letter. So each glyph tells one letter, be it a presentation
    form such as the lam-alef, whose letters they would turn around as well.
    """
    made = [""] * len(numbers)
    places: dict[int, list[int]] = {}
    for place in reversed(range(len(clusters))):
        places.setdefault(clusters[place], []).append(place)
    for cluster, typed in _stretches(clusters, text).items():
        left = list(typed)
        waiting = []
        for place in places[cluster]:
            parts = unicodedata.normalize("NFKD", known.letter_of(numbers[place]))
            if len(typed) > 1 and parts and all(left.count(part) >= parts.count(part) for part in parts):
                made[place] = _one_letter(parts)
                for part in parts:
                    left.remove(part)
            else:
                waiting.append(place)
        if left and waiting:
            made[waiting[0]] = _one_letter("".join(left))
    return made


def _one_letter(letters: str) -> str:
    return letters if len(letters) == 1 else _forms().get(unicodedata.normalize("NFKD", letters), letters)


@cache
def _forms() -> dict[str, str]:
    """Return the presentation forms of Hebrew and Arabic that stand for several letters."""
    found: dict[str, str] = {}
    for code in (*range(0xFB1D, 0xFB50), *range(0xFB50, 0xFE00), *range(0xFE70, 0xFEFD)):
        letters = unicodedata.normalize("NFKD", chr(code))
        if len(letters) > 1:
            found.setdefault(letters, chr(code))
    return found


@lru_cache(maxsize=64)
def _hb_font(font: str) -> tuple[EmbeddedFont, Any]:
    import uharfbuzz

    known = embedded(font)
    return known, uharfbuzz.Font(uharfbuzz.Face(known.data))
