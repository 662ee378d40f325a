"""Make texts and lists fit a given height: fewer lines with an ellipsis, fewer items with “and 7 more”."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from planner.exports import outline
from planner.exports.pdf.figure import Drawing
from planner.exports.pdf.fonts import Fonts
from planner.exports.pdf.structure import Element
from planner.exports.pdf.style import Type
from planner.exports.pdf.text import Text
from planner.i18n import ngettext

ELLIPSIS = "…"
ALL = 1_000_000
"""No limit to the number of lines."""

_SENTENCE = 0.6  # of what fits: a text that ends with a sentence may be this much shorter
_LEAST_LINES = 2  # of each text in a list, before items are left out


def shortened(text: Text, width: float, most: int) -> Text:
    """Return a text in at most so many lines: cut at a sentence or a word, and ending in an ellipsis."""
    if len(text.lines(width)) <= most:
        return text
    whole = outline.plain(text.words)
    low, high = 0, len(whole)
    while low < high:
        middle = (low + high + 1) // 2
        if len(_cut(text, whole, middle).lines(width)) <= most:
            low = middle
        else:
            high = middle - 1
    return _cut(text, whole, low, neatly=True)


def _cut(text: Text, whole: str, length: int, *, neatly: bool = False) -> Text:
    """Return the text up to a place; `neatly` goes back to the end of a sentence or a word near it."""
    if neatly:
        head = whole[:length]
        sentence = max(head.rfind(f"{sign} ") for sign in ".!?") + 1
        word = max(head.rfind(" "), head.rfind("\n"))
        if sentence > length * _SENTENCE:
            length = sentence
        elif not whole[length : length + 1].isspace() and word > length * _SENTENCE:
            length = word
    words = _first(text.words, length)
    return Text(
        text.document,
        (*(words if isinstance(words, tuple) else (words,)), ELLIPSIS),
        text.style,
        indent=text.indent,
        marker=text.marker,
        tag=text.tag,
        goes_on=text.goes_on,
    )


def _first(words: outline.Words, length: int) -> outline.Words:
    """Return the first characters of some words, each in its manner."""
    if isinstance(words, str):
        return words[:length].rstrip(" ,;:–-\n")
    if isinstance(words, outline.Span):
        return replace(words, text=words.text[:length].rstrip(" ,;:–-\n"), page=False)
    found: list[str | outline.Span] = []
    for each in words:
        if length <= 0:
            break
        size = len(outline.plain(each))
        found.append(each if size < length else _one(_first(each, length)))
        length -= size
    return tuple(found)


def _one(words: outline.Words) -> str | outline.Span:
    return words if isinstance(words, str | outline.Span) else outline.plain(words)


@dataclass(frozen=True)
class Lines:
    """Texts one below the other that belong together: a heading, a paragraph, an item of a list.

    `group` numbers the list that an item is of; -1 for what is in none. `heading` is set for a heading. No
    text ever has more lines than `limit`. With `firm`, the last text is not shortened any further: what a
    measure is to become.
    """

    texts: tuple[Text, ...]
    before: float = 0.0
    group: int = -1
    heading: outline.Heading | None = None
    limit: int = ALL
    firm: bool = False

    def most(self, place: int, most: int) -> int:
        """Return how many lines the text at a place has at most, when others have `most`."""
        return self.limit if self.firm and place == len(self.texts) - 1 else min(most, self.limit)

    def height(self, width: float, most: int = ALL) -> float:
        """Height with at most so many lines of each text, in points."""
        return sum(
            min(len(text.lines(width)), self.most(place, most)) * text.style.leading
            for place, text in enumerate(self.texts)
        )

    def longest(self, width: float) -> int:
        """The number of lines of the longest text."""
        return max((len(text.lines(width)) for text in self.texts), default=0)


@dataclass(frozen=True)
class Beside:
    """Texts side by side, one below the other in each column: numbers with what they count."""

    columns: tuple[Lines, ...]
    before: float = 0.0
    group: int = -1

    def room(self, width: float) -> float:
        """The width of one column, in points."""
        return width / max(len(self.columns), 1) - 4

    def height(self, width: float, most: int = ALL) -> float:
        """Height of the highest column."""
        return max((each.height(self.room(width), most) for each in self.columns), default=0.0)

    def longest(self, width: float) -> int:
        """The number of lines of the longest text."""
        return max((each.longest(self.room(width)) for each in self.columns), default=0)


@dataclass(frozen=True)
class Image:
    """A picture; it is shown whole or not at all."""

    drawing: Drawing
    before: float = 0.0
    group: int = -1

    def height(self, width: float, _most: int = ALL) -> float:
        """Height at a width."""
        return self.drawing.height(width)

    def longest(self, _width: float) -> int:
        """It has no lines."""
        return 0


Unit = Lines | Beside | Image
"""One thing in a panel."""


@dataclass(frozen=True)
class Fitted:
    """Units as they are drawn: each text in at most `most` lines."""

    units: tuple[Unit, ...]
    most: int = ALL

    def height(self, width: float) -> float:
        """Height of all, with the room between them, in points."""
        heights = sum(unit.height(width, self.most) for unit in self.units)
        return heights + sum(unit.before for unit in self.units[1:])


def fitted(document: Fonts, units: Sequence[Unit], width: float, room: float, quiet: Type) -> Fitted:
    """Return as much of the units as a height of `room` holds.

    Texts lose lines first, the longest first; then lists lose items, and say how many; then pictures and
    what stands last are left out.
    """
    whole = Fitted(tuple(units))
    if whole.height(width) <= room:
        return whole
    low, high = _LEAST_LINES, max((unit.longest(width) for unit in units), default=0)
    if Fitted(whole.units, low).height(width) <= room:
        while low < high - 1:
            middle = (low + high) // 2
            low, high = (middle, high) if Fitted(whole.units, middle).height(width) <= room else (low, middle)
        return Fitted(whole.units, low)
    shown = whole.units
    for group in sorted({unit.group for unit in units if unit.group >= 0}, reverse=True):
        count = sum(unit.group == group for unit in shown)
        kept = 0
        for kept in range(count - 1, -1, -1):
            less = _fewer(document, shown, group, kept, quiet)
            for most in (_LEAST_LINES + 1, _LEAST_LINES):
                if Fitted(less, most).height(width) <= room:
                    return Fitted(less, most)
        shown = _fewer(document, shown, group, kept, quiet)
    pictures = [unit for unit in shown if isinstance(unit, Image)]
    for unit in (*pictures, *reversed(shown)):
        for most in (_LEAST_LINES, 1):
            if Fitted(shown, most).height(width) <= room:
                return Fitted(shown, most)
        shown = tuple(each for each in shown if each is not unit)
    return Fitted(())


def _fewer(document: Fonts, units: tuple[Unit, ...], group: int, kept: int, quiet: Type) -> tuple[Unit, ...]:
    """Return the units with only the first items of a list, and how many more there are."""
    items = [unit for unit in units if isinstance(unit, Lines) and unit.group == group]
    left = len(items) - kept
    words = ngettext("and {number} more", "and {number} more", left).format(number=left)
    if not kept:
        words = ngettext("{number} not shown here", "{number} not shown here", left).format(number=left)
    tag = items[0].texts[-1].tag
    item = Element("LBody", Element("LI", tag.over.over)) if tag and tag.over else None
    more = Lines((Text(document, words, quiet, tag=item),), items[0].before, group)
    found: list[Unit] = []
    seen = 0
    for unit in units:
        if unit.group != group:
            found.append(unit)
            continue
        if seen < kept:
            found.append(unit)
        elif seen == kept:
            found.append(more)
        seen += 1
    return tuple(found)
