"""How the columns of a table share its width."""

import math
from collections.abc import Sequence

from planner.exports import outline
from planner.exports.pdf import fonts

TURNED = 34.0
"""Words over a column of marks are turned when they are wider than this, in points."""
TURNED_MOST = 108.0
"""Turned words that are longer go on in a second line."""

TURNED_LEADING = 1.12
"""Leading of turned words, as a part of their size."""

_LEAST_TEXT = 48.0
_LEAST_MARK = 15.0
_LEAST_BESIDE_MARKS = 0.33  # of the width, for the texts of a matrix
_LARGEST_SHARE = 0.30
_SHAPE = 11.0


def share(
    document: fonts.Fonts, table: outline.Table, width: float, gutters: Sequence[float], size: float
) -> tuple[float, ...]:
    """Return the width of every column with its gutter, in points; together they are `width`.

    Columns of text share by weight what the others leave; those are as wide as the widest of their cells, or
    of the words of their header. Where there is too little room all of them give way alike.
    """
    natural = [
        0.0 if column.kind == "text" else min(_natural(document, table, place, size), width * _LARGEST_SHARE)
        for place, column in enumerate(table.columns)
    ]
    texts = [place for place, column in enumerate(table.columns) if column.kind == "text"]
    weights = sum(table.columns[place].weight for place in texts)
    left = width - sum(natural) - sum(gutters)
    matrix = any(column.kind == "mark" for column in table.columns)
    least = max(_LEAST_TEXT * len(texts), width * _LEAST_BESIDE_MARKS if matrix else 0.0)
    if texts and left < least:
        yielding = [
            place for place, column in enumerate(table.columns) if not matrix or column.kind == "mark"
        ]
        most = max(sum(natural[place] for place in yielding) + left - least, 1.0)
        scale = min(1.0, most / max(sum(natural[place] for place in yielding), 1.0))
        natural = [each * scale if place in yielding else each for place, each in enumerate(natural)]
        left = width - sum(natural) - sum(gutters)
    for place in texts:
        natural[place] = max(left, 1.0) * table.columns[place].weight / weights
    made = [each + gutter for each, gutter in zip(natural, gutters, strict=True)]
    if not texts:
        made = [each * width / max(sum(made), 1.0) for each in made]
    return tuple(made)


def _natural(document: fonts.Fonts, table: outline.Table, place: int, size: float) -> float:
    """Return the width of a column's widest cell, or of the longest word of its header."""
    column = table.columns[place]
    figures = "_tabular" if column.align == "right" else ""

    def wide(text: str, face: str) -> float:
        return max(
            (
                sum(fonts.advance(*run) for run in document.runs(line, face + figures))
                for line in text.split("\n")
            ),
            default=0.0,
        )

    heads = [wide(word, "semibold") * size for word in column.label.split()]
    if column.kind == "mark":
        whole = wide(column.label, "semibold") * size
        lines = math.ceil(whole * 1.12 / TURNED_MOST) if whole > TURNED else 1
        widest = max(_LEAST_MARK, lines * size * TURNED_LEADING if whole > TURNED else whole)
    else:
        widest = max(heads, default=0.0)
    extra = _SHAPE if column.kind == "status" else 0.0
    seen: set[str] = set()
    for row in table.rows:
        if row.kind == "group" or place >= len(row.cells):
            continue
        text = outline.plain(row.cells[place])
        if text not in seen:
            seen.add(text)
            widest = max(widest, wide(text, "semibold" if row.kind == "total" else "regular") * size + extra)
    return widest + 0.5
