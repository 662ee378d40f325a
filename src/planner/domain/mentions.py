"""Where texts mention somebody: whole words, in any case, with accents as one sign or as two."""

import re
import unicodedata
from collections.abc import Collection

from planner.domain.fields import Kind

TEXTUAL = (Kind.TEXT, Kind.NOTE, Kind.TEXTS, Kind.REASONS, Kind.DATA)
"""The kinds of field that hold what people wrote."""

SHORTEST = 3
"""Letters that words looked for in texts have at least; shorter ones are found where nobody meant them."""


def forms(word: str) -> set[str]:
    """Return the ways to write a word: accents as one sign or as two."""
    return {unicodedata.normalize(form, word.strip()) for form in ("NFC", "NFD")}


def pattern(words: Collection[str]) -> re.Pattern[str]:
    """Return what finds any of some words as whole words, the longest first, with any space between parts."""
    ordered = sorted(words, key=lambda each: (-len(each), each))
    spaced = (r"\s+".join(map(re.escape, word.split())) for word in ordered)
    return re.compile(rf"(?<!\w)(?:{'|'.join(spaced) or '(?!)'})(?!\w)", re.IGNORECASE)


def long_enough(word: str) -> bool:
    """Whether a word has the letters to be looked for in texts."""
    return sum(letter.isalnum() for letter in word) >= SHORTEST
