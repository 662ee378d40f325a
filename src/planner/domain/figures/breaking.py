"""Where a line may end within a run of letters without spaces.

Between hyphenated words; between the characters of Chinese and Japanese, but for signs that may not begin or
end a line (kinsoku, JIS X 4051, simplified); after U+200B; in Thai and Lao before the vowels that begin a
syllable, in Burmese before syllables. Where none of these is, a word that is too long is divided between two
letters with their marks.
"""

import re
import unicodedata
from functools import cache

# A line may end after a hyphen or slash between letters; never in OB-2.1, AC-001 or 2026–27.
_JOINTS = re.compile(r"(?<=[^\W\d][-–—/])(?=[^\W\d]{2})")
_IDEOGRAPHS = (
    "\u2e80-\u2fdf\u3003-\u3007\u3012\u3013\u3020-\u30ff\u3100-\u33ff"
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff01-\uff60\U00020000-\U0003ffff"
)
_OPENING = "([{（［｛「『【〔〈《〘〖“‘￥＄£¥$#＃"
_CLOSING = (
    ")]}）］｝」』】〕〉》〙〗”’、。，．・：；！？,.:;!?%％‰°℃…‥"
    "ーゝゞヽヾ々〻ぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶ"
)
_COMBINED = "\u0300-\u036f\u3099\u309a\ufe00-\ufe0f"
_ZERO_SPACE = re.compile("(?<=\u200b)(?=.)")
_VOWELS_FIRST = re.compile("(?<=[\u0e00-\u0eff]{2})(?=[\u0e40-\u0e44\u0ec0-\u0ec4][\u0e00-\u0eff])")
_SYLLABLES = re.compile("(?<=[\u1000-\u109f])(?<!\u1039)(?=[\u1000-\u1021\u1023-\u102a](?![\u1039\u103a]))")
_WITHOUT_SPACES = re.compile("[\u0e00-\u0eff\u1000-\u109f]")
JOINERS = frozenset("\u200c\u200d")
"""The zero width non-joiner and joiner."""
VARIATIONS = frozenset(map(chr, (*range(0xFE00, 0xFE10), *range(0xE0020, 0xE0080))))
"""Selectors of variants, and the tags of flags."""
_SKINS = frozenset(map(chr, range(0x1F3FB, 0x1F400)))
_HELD_BY = "\u1039\u17d2\u094d\u09cd\u0a4d\u0acd\u0b4d\u0bcd\u0c4d\u0ccd\u0d4d\u0dca\u200d"
"""Signs that bind the letter after them: viramas, the Khmer coeng, the zero width joiner."""


@cache
def _east() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return what finds ideographs, and the places between them; made when the first text has any."""
    return re.compile(f"[{_IDEOGRAPHS}]"), re.compile(
        f"(?:(?<=[{_IDEOGRAPHS}{re.escape(_CLOSING)}])(?=[{_IDEOGRAPHS}\\w{re.escape(_OPENING)}])"
        f"|(?<=\\w)(?=[{_IDEOGRAPHS}]))"
        f"(?<![{re.escape(_OPENING)}])(?![{re.escape(_CLOSING)}{_COMBINED}])"
    )


def parts(word: str) -> list[str]:
    """Divide a word without spaces wherever a line may end in it."""
    found = _JOINTS.split(word)
    return found if word.isascii() else [part for each in found for part in within(each)]


def within(word: str) -> list[str]:
    """Do the same without regard to hyphens and slashes."""
    if word.isascii():
        return [word]
    ideographs, between = _east()
    found = between.split(word) if ideographs.search(word) else [word]
    if "\u200b" in word:
        found = [part for each in found for part in _ZERO_SPACE.split(each)]
    if _WITHOUT_SPACES.search(word):
        found = [
            part for each in found for thai in _VOWELS_FIRST.split(each) for part in _SYLLABLES.split(thai)
        ]
    return [part for part in found if part]


def parts_between(before: str, after: str) -> bool:
    """Whether a line may end between two neighbors of different fonts."""
    pair = before[-1:] + after[:1]
    return not pair.isascii() and len(parts(pair)) > 1


def may_part(before: str, after: str) -> bool:
    """Whether a word too long for a line may be divided between two letters: never before a mark."""
    return before not in _HELD_BY and not stands_on_another(after)


def stands_on_another(letter: str) -> bool:
    """Whether a letter belongs with the one before it: accents, vowel signs, joiners, shades of skin."""
    if letter < "\u0300":
        return False
    return (
        unicodedata.category(letter) in ("Mn", "Mc", "Me")
        or letter in JOINERS
        or letter in VARIATIONS
        or letter in _SKINS
    )


def takes_no_room(letter: str) -> bool:
    """Whether a letter is drawn over another one, or not at all."""
    category = unicodedata.category(letter)
    return category == "Cf" or (category != "Mc" and stands_on_another(letter))
