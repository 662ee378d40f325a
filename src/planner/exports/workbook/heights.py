"""How many lines a text takes in a cell, and how high its row must be.

LibreOffice does not grow rows of wrapped text by itself, and no program does while a file is only previewed;
so the height is written down. Excel's widths are in digits of the default font, of which a letter takes about
nine tenths on average.
"""

import math
import unicodedata

LINE_POINTS = 15.0
MOST_POINTS = 405.0
"""Excel's rows are at most 409 points high."""

_LETTERS_A_DIGIT = 1.12
_PADDING = 1.4  # digits: indent and the margins of a cell
_WIDE = frozenset("WF")


def room(width: float) -> float:
    """Return how many letters a line of a column holds that is so many digits wide."""
    return max(1.0, (width - _PADDING) * _LETTERS_A_DIGIT)


def lines(text: str, letters: float) -> int:
    """Return how many lines a text takes where a line holds so many letters; words are not broken."""
    taken = 0
    for paragraph in text.split("\n"):
        wide = paragraph if paragraph.isascii() else _doubled(paragraph)
        if len(wide) <= letters:
            taken += 1
            continue
        used, count = 0.0, 1
        for word in wide.split(" "):
            size = len(word)
            if used and used + size > letters:
                count, used = count + 1, 0.0
            if size > letters:  # broken where the line ends
                more = math.ceil(size / letters) - 1
                count, used = count + more, size - more * letters + 1
            else:
                used += size + 1
        taken += count
    return taken


def points(count: int) -> float:
    """Return the height of a row of so many lines, in points."""
    return min(LINE_POINTS * count + (3.0 if count > 1 else 0.0), MOST_POINTS)


def _doubled(text: str) -> str:
    """Return a text as long as it is wide: characters of East Asian scripts take two letters."""
    return "".join(each * 2 if unicodedata.east_asian_width(each) in _WIDE else each for each in text)
