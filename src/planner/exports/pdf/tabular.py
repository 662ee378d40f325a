"""Digits of equal width for columns of numbers, read from the font itself."""

import struct
from collections.abc import Mapping
from typing import Protocol

from reportlab.pdfbase.ttfonts import TTFont


class _Reader(Protocol):
    """Reads `count` numbers of one form (as `struct` has them) from a font file."""

    def __call__(self, at: int, count: int, form: str = "H") -> tuple[int, ...]: ...


def use_tabular_digits(font: TTFont, data: bytes) -> None:
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
