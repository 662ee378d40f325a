"""How an outline is read from top to bottom, by documents without drawn pages: Word and HTML.

Both give every heading a place that links lead to, and a depth that skips no level: an outline may go from a
chapter to a small heading, a reader with a screen reader must not look for one that is missing in between
(WCAG 2.1, 1.3.1; PDF/UA-1, 7.4.2).
"""

import re
import unicodedata
from dataclasses import dataclass

from planner.errors import Cancelled
from planner.exports.outline import WRITTEN, Field, Heading, Outline, Shape, Span, Words
from planner.exports.request import Report

_UNWRITABLE = re.compile("[^\t\n\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufdcf\ufdf0-\ufffd\U00010000-\U0010fffd]")
_ENDS = re.compile("\r\n?|[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_LISTED = 2

SIGNS: dict[Shape, str] = {
    "dot": "●",
    "ring": "○",
    "half": "◐",
    "square": "■",
    "triangle": "▲",
    "diamond": "◆",
    "cross": "✕",
}
"""The shape beside a status word, as a letter."""


def legible(text: str) -> str:
    """Return text with what XML can hold (XML 1.0, 2.2): line ends as line feeds, half characters replaced.

    Control characters are left out; half of a surrogate pair becomes the replacement sign.
    """
    return _UNWRITABLE.sub(_instead, _ENDS.sub("\n", text))


def _instead(found: re.Match[str]) -> str:
    return "\N{REPLACEMENT CHARACTER}" if "\ud800" <= found[0] <= "\udfff" else ""


def told(field: Field) -> Words:
    """Return a field to fill in as text: its label, and below it what is in it, or a place to write."""
    if field.kind == "choice":
        boxes = (f"{'☒' if each == field.value else '☐'} {each}" for each in field.options)
        return Span(field.label, "strong"), "\n", "   ".join(boxes)
    return Span(field.label, "strong"), "\n", field.value or "\n".join([WRITTEN] * field.lines)


def from_right(text: str) -> bool:
    """Whether a text begins in a script written from right to left (UAX 9, P2 and P3)."""
    if text.isascii():
        return False
    for letter in text:
        kind = unicodedata.bidirectional(letter)
        if kind in ("L", "R", "AL"):
            return kind != "L"
    return False


@dataclass(frozen=True)
class Place:
    """A heading where it stands: the name links lead to, and its depth from 1 without gaps."""

    heading: Heading
    anchor: str
    depth: int

    @property
    def listed(self) -> bool:
        """Whether the table of contents names it, as in the PDF: levels 1 and 2, unless it says otherwise."""
        return self.heading.listed and self.heading.level <= _LISTED


def places(document: Outline) -> tuple[Place, ...]:
    """Return every heading in order, with its place; an anchor given twice belongs to the first."""
    made: list[Place] = []
    over: list[int] = []
    taken = {each.anchor for each in document.headings() if each.anchor}
    given: set[str] = set()
    for number, heading in enumerate(document.headings(), 1):
        while over and over[-1] >= heading.level:
            over.pop()
        over.append(heading.level)
        anchor = heading.anchor
        if not anchor or anchor in given:
            anchor = f"heading-{number}"
            while anchor in taken:
                anchor += "-"
        given.add(anchor)
        made.append(Place(heading, anchor, len(over)))
    return tuple(made)


class Progress:
    """Counts what is done and tells it; raises `Cancelled` when told to stop."""

    def __init__(self, report: Report | None, total: int) -> None:
        """Start with nothing done of `total`."""
        self._report = report
        self._total = max(total, 1)
        self._done = 0

    def tell(self, what: str, done: int = 1) -> None:
        """Say that so much more is done, and what comes now."""
        self._done = min(self._done + done, self._total)
        if self._report is not None and not self._report(self._done, self._total, what):
            raise Cancelled
