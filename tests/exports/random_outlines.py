"""Outlines nobody would write: long words, empty places, signs of every kind, headings in any order."""

import random
from collections.abc import Sequence

from planner.domain.figures.figure import Figure, Rect, Text
from planner.exports.outline import (
    Block,
    Bullets,
    Callout,
    Cell,
    Column,
    Facts,
    Heading,
    Lead,
    Numbers,
    Outline,
    PageBreak,
    Paragraph,
    Picture,
    Row,
    Section,
    Shade,
    Span,
    Status,
    Table,
    Words,
)

_WORDS: Sequence[str] = (
    "care",
    "within",
    "reach",
    "AC-001.2",
    "2026–27",
    "school-based",
    "Nguyễn",
    "Жук",
    "Ελένη",
    "🏫",
    "👩‍👩‍👧",
    "e\u0301te\u0301",
    "½",
    "→",
    "中文",
    "한국어",
    "اللغة",
    "שלום",
    "\u202eback\u202c",
    "\u200b",
    "\x00",
    "\x07",
    "\ud800",
    "(",
    ")",
    "\\",
    "%",
    "<b>",
    "&amp;",
    "endstream",
    "«»",
    "\ufeff",
    "\ufffe",
    "\U000e0041",
    "𝔘",
    "Donaudampfschifffahrtsgesellschaft" * 9,
    "\t",
    "\n",
    "\n\n",
    "a/b",
    "x_y@z.org",
    "$1,200",
    "\u00a0",
)
_TONES = ("", "prepare", "theory", "strategy", "implementation", "rechart", "good", "look", "stop")
_KINDS = ("text", "code", "day", "number", "money", "status", "mark")
_SHAPES = ("dot", "ring", "half", "square", "triangle", "diamond", "cross")


class Writer:
    """Writes one outline for each seed."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)
        self._anchors: list[str] = []

    def outline(self) -> Outline:
        """Return the outline; some have a cell of ten pages, some sections without anything."""
        pick = self._random
        sections = tuple(self._section() for _ in range(pick.randint(0, 4)))
        return Outline(
            title=self._line(6) or "Title",
            subtitle=self._line(4),
            language=pick.choice(("en", "es", "vi")),
            sections=sections,
            over=self._line(3),
            cover=tuple((self._line(2), self._words()) for _ in range(pick.randint(0, 4))),
            notice=self._line(20),
            footer=self._line(5),
            mark=pick.choice(("", "Draft")),
            author=self._line(2),
            subject=self._line(2),
            front=pick.random() < 0.7,
        )

    def _line(self, most: int) -> str:
        return " ".join(self._random.choices(_WORDS, k=self._random.randint(0, most)))

    def _words(self, most: int = 40) -> Words:
        pick = self._random
        if pick.random() < 0.6:
            return self._line(most)
        left = pick.randint(0, 4)
        return tuple(self._span(most // 2, last=number == left - 1) for number in range(left))

    def _span(self, most: int, *, last: bool) -> str | Span:
        pick = self._random
        anchor = pick.choice(self._anchors) if self._anchors and pick.random() < 0.5 else ""
        manner = pick.choice(("", "strong", "emphasis", "quiet"))
        return Span(self._line(most), manner, anchor, page=last and bool(anchor) and pick.random() < 0.5)

    def _section(self) -> Section:
        pick = self._random
        blocks = tuple(self._block() for _ in range(pick.randint(0, 9)))
        return Section(blocks, self._line(4), pick.random() < 0.3, pick.random() < 0.3)

    def _block(self) -> Block:
        pick = self._random
        kind = pick.randrange(12)
        if kind < 3:
            return self._heading()
        if kind == 3:
            return Paragraph(self._words(200), pick.choice(("", "quiet", "small", "quote")))
        if kind == 4:
            return Lead(self._words())
        if kind == 5:
            items = tuple(self._words(60) for _ in range(pick.randint(0, 12)))
            return Bullets(items, pick.random() < 0.5)
        if kind == 6:
            rows = tuple((self._line(4), self._words(150)) for _ in range(pick.randint(0, 9)))
            return Facts(rows, pick.choice((1, 2)))
        if kind == 7:
            return Numbers(tuple((self._line(1), self._line(5)) for _ in range(pick.randint(0, 5))))
        if kind in (8, 9):
            return self._table()
        if kind == 10:
            return self._picture()
        return pick.choice((PageBreak(), Callout(self._words(90), pick.choice(_TONES))))

    def _heading(self) -> Heading:
        pick = self._random
        anchor = f"place-{len(self._anchors)}" if pick.random() < 0.5 else ""
        if anchor:
            self._anchors.append(anchor)
        words = self._line(9) or "Heading"
        tone = pick.choice(_TONES)
        return Heading(
            pick.randint(1, 4),
            words,
            anchor,
            self._line(2),
            tone,
            pick.random() < 0.8,
            slight=pick.random() < 0.1,
        )

    def _table(self) -> Table:
        pick = self._random
        columns = tuple(
            Column(self._line(3)[:80], pick.choice((0.5, 1.0, 3.0)), pick.choice(_KINDS))
            for _ in range(pick.randint(1, 7))
        )
        if pick.random() < 0.2:
            columns = tuple(Column("", column.weight, column.kind) for column in columns)
        rows = [self._row(len(columns)) for _ in range(pick.choice((0, 1, 3, 30)))]
        if rows and pick.random() < 0.15:
            rows[0] = Row(
                ("word " * 4000, *rows[0].cells[1:]) if rows[0].kind != "group" else ("word " * 2000,)
            )
        return Table(columns, tuple(rows), self._line(3), self._line(9), dense=pick.random() < 0.3)

    def _row(self, columns: int) -> Row:
        pick = self._random
        if pick.random() < 0.1:
            return Row((self._words(9),), "group")
        kind = "total" if pick.random() < 0.05 else ""
        return Row(tuple(self._cell() for _ in range(columns)), kind)

    def _cell(self) -> Cell:
        pick = self._random
        kind = pick.randrange(6)
        if kind == 0:
            return Status(self._line(3), pick.choice(_SHAPES), pick.choice(_TONES))
        if kind == 1:
            return Shade(self._line(2), pick.choice(_TONES))
        return self._words(60 if pick.random() < 0.2 else 6)

    def _picture(self) -> Picture:
        pick = self._random
        wide, high = pick.uniform(5, 2000), pick.uniform(5, 2000)
        items = (
            Rect(0, 0, wide, high, fill="card", stroke="ink"),
            Text(5, 5, self._line(3), size=9, max_width=wide),
        )
        figure = Figure(wide, high, items, self._line(3), self._line(9))
        return Picture(figure, self._line(9), pick.random() < 0.3)
