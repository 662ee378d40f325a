"""Bars one below the other, each with a name before it and words after it: money by year, votes by level."""

from collections.abc import Sequence
from dataclasses import dataclass

from planner.domain.figures.figure import Figure, Item, Rect, Text
from planner.domain.figures.text import fit, width

_SIZE = 8.4
_ROW = 13.0
_BAR = 7.5
_GAP = 6.0
_MOST = 0.45  # of the width, for names and for words


@dataclass(frozen=True)
class Bar:
    """An amount of any unit, what it is called, how it is written, and its color."""

    name: str
    amount: float
    words: str
    fill: str = "implementation"


def labeled_bars(bars: Sequence[Bar], room: float, title: str) -> Figure:
    """Draw bars in proportion to their amounts; `room` is the width in points."""
    name = min(max((width(each.name, _SIZE) for each in bars), default=0.0) + _GAP, room * _MOST)
    words = max((width(each.words, _SIZE, "semibold") for each in bars), default=0.0) + _GAP
    words = min(words, room * _MOST)
    most = max([each.amount for each in bars] + [1e-9])
    items: list[Item] = []
    for number, each in enumerate(bars):
        y = number * _ROW
        items.append(Text(0, y + 8.6, fit(each.name, _SIZE, name - _GAP / 2), _SIZE))
        long = (room - name - words) * max(each.amount, 0.0) / most
        if long > 0:
            items.append(Rect(name, y + 2, long, _BAR, fill=each.fill, radius=min(1.5, long / 2)))
        items.append(Text(name + long + 4, y + 8.6, fit(each.words, _SIZE, words), _SIZE, "semibold"))
    told = "; ".join(f"{each.name}: {each.words}" for each in bars)
    return Figure(room, max(len(bars) * _ROW, 1.0), tuple(items), title, f"{title}. {told}.")
