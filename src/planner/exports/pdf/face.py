"""A font as it is embedded, in which any glyph can be drawn, also those that no character leads to."""

import copy
import io
from threading import Lock
from typing import Any
from weakref import WeakKeyDictionary

from reportlab.pdfbase import pdfmetrics

from planner.exports.pdf.unicode_map import MappedFont

_FIRST_CODE = 0xF0000  # the supplementary private use areas: nothing that is drawn as typed comes from there
CONTINUED = "\N{WORD JOINER}"
"""What a glyph reads as when the letters it belongs to are told by another one."""
_allocating = Lock()


class EmbeddedFont(MappedFont):
    """A face with codes for its glyphs; `stroked` ones are drawn bold, by a line around each letter."""

    def __init__(self, known: str, data: bytes) -> None:
        """Read the font file in `data`; ReportLab knows it as `known`."""
        super().__init__(known, io.BytesIO(data))
        self.data = data
        self.stroked = False
        face: Any = self.face
        # Where a face has not all of ASCII, nothing of it is set aside in its first subset.
        self._asciiReadable = all(code in face.charToGlyph for code in range(32, 127))
        # U+FFFF closes the table of characters in many files, and leads to no glyph.
        self.letters = frozenset(chr(code) for code, glyph in face.charToGlyph.items() if glyph)
        self._codes: dict[tuple[int, str], int] = {}
        self._letters_of: dict[int, str] = {}

    def bolder(self, known: str) -> "EmbeddedFont":
        """Return the same face for bold texts, where no bold one is shipped."""
        other = copy.copy(self)
        other.fontName = known
        other.face = copy.copy(self.face)
        face: Any = other.face
        face.name += b"-Stroked"  # the subsets of the two must not be taken for one
        other.state = WeakKeyDictionary()
        other.stroked = True
        return other

    def code_of(self, glyph: int, typed: str) -> str:
        """Return the character that draws a glyph and reads as the letters it stands for ("": nothing)."""
        face: Any = self.face
        if len(typed) == 1 and face.charToGlyph.get(ord(typed)) == glyph:
            return typed
        with _allocating:
            code = self._codes.get((glyph, typed))
            if code is None:
                code = self._codes[(glyph, typed)] = _FIRST_CODE + len(self._codes)
                self.meanings[code] = typed or CONTINUED
                face.charWidths[code] = self.width_of(glyph)
                face.charToGlyph[code] = glyph
        return chr(code)

    def letter_of(self, glyph: int) -> str:
        """Return the character that leads to a glyph, the lowest of several, or nothing."""
        if not self._letters_of:
            face: Any = self.face
            found = {number: code for code, number in sorted(face.charToGlyph.items(), reverse=True)}
            self._letters_of.update(
                {number: chr(code) for number, code in found.items() if code < _FIRST_CODE}
            )
        return self._letters_of.get(glyph, "")

    def width_of(self, glyph: int) -> float:
        """Return how far a glyph advances by itself, in thousandths of its size."""
        face: Any = self.face
        width: float = face.hmetrics[glyph][0] * 1000 / face.unitsPerEm
        return width


def embedded(font: str) -> EmbeddedFont:
    """Return one of our fonts by the name ReportLab knows it by.

    Raises:
        TypeError: it is not one of ours.
    """
    known = pdfmetrics.getFont(font)
    if not isinstance(known, EmbeddedFont):
        raise TypeError(font)
    return known
