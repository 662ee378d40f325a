"""Which texts are written from right to left, after UAX #9 (rules P2 and P3)."""

import re
import unicodedata

_LETTERS = re.compile(
    "[\u0590-\u08ff\u200f\u202b\u202e\u2067\ufb1d-\ufdff\ufe70-\ufefe"
    "\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
_STRONG = ("L", "R", "AL")
_LEFT_TO_RIGHT, _RIGHT_TO_LEFT = "\u200e", "\u200f"


def has_right_to_left(text: str) -> bool:
    """Whether a text has anything written from right to left, or a mark that asks for it."""
    return not text.isascii() and _LETTERS.search(text) is not None


def leads_right(text: str) -> bool:
    """Whether the first strong letter of a text is one of those written from right to left."""
    if not has_right_to_left(text):
        return False
    for letter in text:
        kind = unicodedata.bidirectional(letter)
        if kind in _STRONG:
            return kind != "L"
    return False


def directed(lines: list[str], paragraph: str) -> list[str]:
    """Return the lines of a paragraph, each with a mark of its direction where it might be taken wrongly."""
    if not has_right_to_left(paragraph):
        return lines
    right = leads_right(paragraph)
    mark = _RIGHT_TO_LEFT if right else _LEFT_TO_RIGHT
    return [line if leads_right(line) is right else mark + line for line in lines]
