"""The faces of the PDF, and how a text is divided among them.

Atkinson Hyperlegible Next speaks first, DejaVu Sans for the letters and signs it lacks. A character neither
has is shown as a replacement sign and reported, never left out silently. All faces are embedded as subsets.
"""

import io
import struct
import unicodedata
from collections.abc import Mapping
from functools import cache, lru_cache
from typing import Any, Protocol

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from planner import assets

_FILES = {
    "regular": "AtkinsonHyperlegibleNext-Regular",
    "medium": "AtkinsonHyperlegibleNext-Medium",
    "semibold": "AtkinsonHyperlegibleNext-SemiBold",
    "bold": "AtkinsonHyperlegibleNext-Bold",
    "italic": "AtkinsonHyperlegibleNext-Italic",
    "other": "DejaVuSans",
    "other_bold": "DejaVuSans-Bold",
}
_TABULAR = "_tabular"
_PREFIX = "Planner-"
_BOLD = ("semibold", "bold")
_REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
# Invisible: soft hyphens, joiners, marks of direction and variation. Without shaping they would be boxes.
_INVISIBLE = frozenset(
    map(chr, (0xAD, 0x61C, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2070)))
)
_INVISIBLE |= frozenset(map(chr, (*range(0xFE00, 0xFE10), 0xFEFF)))

Run = tuple[str, str]
"""The name of a font and the characters set in it."""


class _Reader(Protocol):
    """Reads `count` numbers of one form (as `struct` has them) from a font file."""

    def __call__(self, at: int, count: int, form: str = "H") -> tuple[int, ...]: ...


class Fonts:
    """The fonts of one document; `missing` collects the characters that no face has."""

    def __init__(self) -> None:
        """Start with nothing missing."""
        self.missing: set[str] = set()
        self._runs: dict[tuple[str, str], tuple[Run, ...]] = {}

    def runs(self, text: str, face: str) -> tuple[Run, ...]:
        """Divide one line of text into runs of one font each, without control and invisible characters."""
        key = (face, text)
        if key not in self._runs:
            if len(self._runs) > 20_000:
                self._runs.clear()
            self._runs[key] = self._divide(text, face)
        return self._runs[key]

    def _divide(self, text: str, face: str) -> tuple[Run, ...]:
        font = name(face)
        letters = _letters(font)
        if letters.issuperset(text):
            return ((font, text),)
        text = unicodedata.normalize("NFC", text).replace("\t", " ")
        other = name("other_bold" if face.removesuffix(_TABULAR) in _BOLD else "other")
        others = _letters(other)
        runs: list[tuple[str, list[str]]] = []
        for letter in text:
            if letter in letters:
                chosen = font
            elif letter in _INVISIBLE or unicodedata.category(letter) == "Cc":
                continue
            else:
                chosen = other
                if letter not in others:
                    self.missing.add(letter)
                    letter = _REPLACEMENT
            if not runs or runs[-1][0] != chosen:
                runs.append((chosen, []))
            runs[-1][1].append(letter)
        return tuple((chosen, "".join(found)) for chosen, found in runs)


@cache
def name(face: str) -> str:
    """Return the name that ReportLab knows a face by (“regular”, “semibold_tabular”); load the face first."""
    known = _PREFIX + face
    stem = face.removesuffix(_TABULAR)
    data = assets.data(f"fonts/{_FILES[stem]}.ttf")
    font = TTFont(known, io.BytesIO(data))
    if stem != face:
        _use_tabular_digits(font, data)
    pdfmetrics.registerFont(font)
    return known


@lru_cache(maxsize=60_000)
def advance(font: str, text: str) -> float:
    """Return how wide a text is at a size of one point."""
    width: float = pdfmetrics.stringWidth(text, font, 1)
    return width


@lru_cache(maxsize=32)
def _letters(font: str) -> frozenset[str]:
    face: Any = pdfmetrics.getFont(font)
    return frozenset(map(chr, face.face.charToGlyph))


def _use_tabular_digits(font: TTFont, data: bytes) -> None:
    """Make the digits of a font equally wide, with its own glyphs for tables (its feature `tnum`)."""
    face = font.face
    face.name += b"-Tabular"  # the two subsets must not be taken for one
    instead = _substitutes(data, b"tnum")
    for letter, glyph in list(face.charToGlyph.items()):
        if glyph in instead:
            face.charToGlyph[letter] = instead[glyph]
            face.charWidths[letter] = face.hmetrics[instead[glyph]][0] * 1000 / face.unitsPerEm


def _substitutes(data: bytes, feature: bytes) -> Mapping[int, int]:
    """Read which glyphs a feature of an OpenType font puts in the place of which (single substitutions)."""

    def numbers(at: int, count: int, form: str = "H") -> tuple[int, ...]:
        return struct.unpack_from(f">{count}{form}", data, at)

    tables = {
        data[at : at + 4]: numbers(at + 8, 1, "L")[0] for at in range(12, 12 + 16 * numbers(4, 1)[0], 16)
    }
    start = tables.get(b"GSUB", 0)
    if not start:
        return {}
    features, lookups = (start + offset for offset in numbers(start + 6, 2))
    found: dict[int, int] = {}
    for number in range(numbers(features, 1)[0]):
        record = features + 2 + 6 * number
        if data[record : record + 4] != feature:
            continue
        place = features + numbers(record + 4, 1)[0]
        for index in numbers(place + 4, numbers(place + 2, 1)[0]):
            lookup = lookups + numbers(lookups + 2 + 2 * index, 1)[0]
            kind, _flag, count = numbers(lookup, 3)
            for offset in numbers(lookup + 6, count) if kind == 1 else ():
                found.update(_single(lookup + offset, numbers))
    return found


def _single(at: int, numbers: _Reader) -> dict[int, int]:
    form, coverage = numbers(at, 2)
    glyphs = _covered(at + coverage, numbers)
    if form == 1:
        delta = numbers(at + 4, 1, "h")[0]
        return {glyph: (glyph + delta) & 0xFFFF for glyph in glyphs}
    return dict(zip(glyphs, numbers(at + 6, numbers(at + 4, 1)[0]), strict=False))


def _covered(at: int, numbers: _Reader) -> list[int]:
    form, count = numbers(at, 2)
    if form == 1:
        return list(numbers(at + 4, count))
    glyphs: list[int] = []
    for number in range(count):
        first, last, _index = numbers(at + 4 + 6 * number, 3)
        glyphs += range(first, last + 1)
    return glyphs
