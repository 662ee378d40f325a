"""What the lines and signs of the outcome map mean, drawn below it."""

from collections.abc import Sequence
from dataclasses import dataclass

from planner.domain.figures import text
from planner.domain.figures.cards import tag_items
from planner.domain.figures.figure import Figure, Item, Text, line, moved
from planner.domain.figures.links import (
    ASSUMED,
    DASHES,
    DOUBTED,
    HELPFUL,
    NEEDED,
    NO_REASON,
    sign_items,
    sign_width,
)
from planner.i18n import _

ROW = 24.0
_SIZE = 12.0
_SAMPLE = 26.0  # points that a line shown as an example is long
_BETWEEN = 14.0


@dataclass(frozen=True)
class _Entry:
    """An example drawn around the level 0 from x = 0, `wide` points wide, and what it means."""

    drawn: tuple[Item, ...]
    wide: float
    words: str

    @property
    def width(self) -> float:
        """The example and its words."""
        return self.wide + 6.0 + text.width(self.words, _SIZE)


def legend_figure(width: float) -> Figure:
    """Return the legend in as many rows as a width needs."""
    entries = _entries()
    items: list[Item] = []
    x, row = 0.0, 0
    for entry in entries:
        if x and x + entry.width > width:
            x, row = 0.0, row + 1
        level = ROW * row + ROW / 2
        items += moved(entry.drawn, x, level)
        items.append(Text(x + entry.wide + 6.0, level + 4.0, entry.words, _SIZE, "regular", "ink_second"))
        x += entry.width + _BETWEEN
    said = "; ".join(entry.words for entry in entries)
    return Figure(width, ROW * (row + 1), tuple(items), _("What lines and signs mean"), said)


def _entries() -> Sequence[_Entry]:
    lines = (
        (_("Shown by evidence"), HELPFUL, DASHES["shown"]),
        (_("Promising"), HELPFUL, DASHES["promising"]),
        (_("A belief"), HELPFUL, DASHES["believed"]),
        (_("Needed"), NEEDED + 0.5, DASHES["shown"]),
    )
    marks = (
        (_("Assumption"), ASSUMED),
        (_("Doubted"), DOUBTED),
        (_("No reason"), NO_REASON),
    )
    return (
        *(
            _Entry((line(0, 0, _SAMPLE, 0, "link", wide, dash),), _SAMPLE, words)
            for words, wide, dash in lines
        ),
        *(
            _Entry(sign_items(sign, (sign_width(sign) / 2, 0)), sign_width(sign), words)
            for words, sign in marks
        ),
        _Entry(tag_items(("HS",), 0, -7), 22.0, _("Component")),
    )
