"""The smaller parts of a page: headings, lists of facts, numbers side by side, words set apart."""

from dataclasses import replace

from planner.exports import outline
from planner.exports.pdf import marks, style
from planner.exports.pdf.canvas import Canvas
from planner.exports.pdf.fonts import Fonts
from planner.exports.pdf.part import Part
from planner.exports.pdf.structure import Element, list_of
from planner.exports.pdf.text import Text

_BAR = 3.0
_BESIDE_BAR = 13.0
_FACT_GAP = 6.0
_FACT_GUTTER = 16.0
_LABEL_MOST = 150.0
_WORTH_DIVIDING = 96.0


class Title(Part):
    """A heading, with the words above it, its bookmark and the place that links lead to.

    Its rank in the structure is its depth among the bookmarks, so that no rank is left out.
    """

    keeps = True

    def __init__(self, document: Fonts, heading: outline.Heading, anchor: str, depth: int | None) -> None:
        """Take a heading; `depth` is its depth among the bookmarks, None for no bookmark."""
        rank = 0 if heading.opens else heading.level - 1
        kind = style.HEADINGS[rank]
        over = replace(style.OVER, color=marks.role_of(heading.tone))
        words = " · ".join(part for part in (heading.over, heading.text) if part)
        if heading.slight:
            self._text, self._over = Text(document, words, over), None
        else:
            self._text = Text(document, heading.text, kind)
            self._over = Text(document, heading.over, over, goes_on=True) if heading.over else None
        self._tag = Element(f"H{min((depth or 0) + 1, 6)}")
        self._anchor = anchor
        self._depth = depth
        self._words = words
        self.before = style.BEFORE[rank]
        self.after = 10.0 if heading.slight else style.AFTER[rank]

    def height(self, width: float) -> float:
        """Both lines together."""
        return self._text.height(width) + (self._over.height(width) + 2 if self._over else 0.0)

    def draw(self, canvas: Canvas, x: float, y: float, width: float) -> None:
        """Draw, and note the place."""
        canvas.remember(self._anchor, y + 8)
        if self._depth is not None:
            canvas.bookmark(self._words, self._anchor, self._depth)
        with canvas.inside(self._tag):
            if self._over:
                self._over.draw(canvas, x, y, width)
                y -= self._over.height(width) + 2
            self._text.draw(canvas, x, y, width)


class FactRows(Part):
    """Labels with their values beside them, divided between rows only.

    In two columns everything is smaller, and the values go on in the line of their label; a last one alone
    has the whole width. In the structure they are a list whose labels are the labels of its items, which is
    how a list of terms is told (ISO 32000-1, 14.8.4.3.3); nobody has to walk through a table for them.
    """

    def __init__(
        self, document: Fonts, rows: tuple[tuple[str, outline.Words], ...], *, columns: int = 1
    ) -> None:
        """Take (label, value) pairs."""
        self._columns = columns
        self._indent = 0.0
        whole = list_of()
        items = [Element("LI", whole) for _row in rows]
        if columns == 1:
            facts = [
                (
                    Text(document, label, style.LABEL, tag=Element("Lbl", item)),
                    Text(document, words, style.BODY, tag=Element("LBody", item)),
                )
                for item, (label, words) in zip(items, rows, strict=True)
            ]
            widest = max((label.natural() for label, _ in facts), default=0.0)
            self._indent = min(max(92.0, widest + 14), _LABEL_MOST)
        else:
            facts = [
                (
                    Text(document, (), style.SHEET),
                    Text(document, _in_line(label, words), style.SHEET, tag=Element("LBody", item)),
                )
                for item, (label, words) in zip(items, rows, strict=True)
            ]
        self._rows = [facts[at : at + columns] for at in range(0, len(facts), columns)]
        self._gap = _FACT_GAP if columns == 1 else 1.2
        self.before = 2.0
        self.after = 10.0 if columns == 1 else 5.0

    def _room(self, width: float, row: list[tuple[Text, Text]]) -> float:
        """The width of one column of a row."""
        return (width - _FACT_GUTTER * (len(row) - 1)) / len(row)

    def _heights(self, width: float) -> list[float]:
        return [
            max(
                max(label.height(self._indent - 8), words.height(self._room(width, row) - self._indent))
                for label, words in row
            )
            + self._gap
            for row in self._rows
        ]

    def height(self, width: float) -> float:
        """All rows and the gaps between them."""
        return sum(self._heights(width)) - self._gap if self._rows else 0.0

    def least(self, width: float) -> float:
        """Two rows; of a small one, all."""
        heights = self._heights(width)
        return (
            sum(heights)
            if self._columns > 1 and sum(heights) < _WORTH_DIVIDING
            else min(sum(heights[:2]), 60.0)
        )

    def take(self, width: float, room: float) -> tuple[Part | None, Part | None]:
        """Take the rows that fit; a very high one is divided between lines."""
        count, left = 0, room + self._gap
        for height in self._heights(width):
            if height > left + 1e-6:
                break
            left -= height
            count += 1
        if count == len(self._rows):
            return self, None
        if count:
            return self._piece(self._rows[:count], last=False), self._piece(self._rows[count:], last=True)
        return self._divide(width, room)

    def _divide(self, width: float, room: float) -> tuple[Part | None, Part | None]:
        """Divide the first row between lines."""
        first = self._rows[0]
        inner = self._room(width, first) - self._indent
        lines = int(room / first[0][1].style.leading)
        if lines < 3 or max(words.height(inner) for _label, words in first) < _WORTH_DIVIDING:
            return None, self
        heads, tails = [], []
        for label, words in first:
            head, tail = words.divide(inner, lines)
            heads.append((label, head))
            tails.append((Text(label.document, "", label.style), tail))
        return self._piece([heads], last=False), self._piece([tails, *self._rows[1:]], last=True)

    def _piece(self, rows: list[list[tuple[Text, Text]]], *, last: bool) -> "FactRows":
        piece = FactRows.__new__(FactRows)
        piece._rows, piece._indent, piece._gap, piece._columns = rows, self._indent, self._gap, self._columns
        piece.before, piece.after = (0.0, self.after) if last else (self.before, 0.0)
        return piece

    def draw(self, canvas: Canvas, x: float, y: float, width: float) -> None:
        """Draw row by row."""
        for row, height in zip(self._rows, self._heights(width), strict=True):
            left, room = x, self._room(width, row)
            for label, words in row:
                label.draw(canvas, left, y, self._indent - 8)
                words.draw(canvas, left + self._indent, y, room - self._indent)
                left += room + _FACT_GUTTER
            y -= height


def _in_line(label: str, words: outline.Words) -> outline.Words:
    """Return a label and its value as one text."""
    return (outline.Span(f"{label}  ", "quiet"), *(words if isinstance(words, tuple) else (words,)))


class NumberBand(Part):
    """A few large numbers side by side, each with the words that say what it counts."""

    def __init__(self, document: Fonts, items: tuple[tuple[str, str], ...]) -> None:
        """Take (number, words) pairs."""
        self._items = [
            (Text(document, number, style.NUMBER, goes_on=True), Text(document, words, style.NUMBER_LABEL))
            for number, words in items
        ]
        whole = list_of()
        self._tags = [Element("LBody", Element("LI", whole)) for _item in items]
        self.before = 8.0
        self.after = 14.0

    def _room(self, width: float) -> float:
        return width / max(len(self._items), 1)

    def height(self, width: float) -> float:
        """The number and the words below it."""
        inner = self._room(width) - 12
        return max((a.height(inner) + b.height(inner) for a, b in self._items), default=0.0) + 8

    def draw(self, canvas: Canvas, x: float, y: float, width: float) -> None:
        """Draw each below a short line."""
        room = self._room(width)
        for tag, (number, words) in zip(self._tags, self._items, strict=True):
            canvas.pen("ink", 0.9)
            canvas.line(x, y, x + room - 12, y)
            with canvas.inside(tag):
                number.draw(canvas, x, y - 6, room - 12)
                words.draw(canvas, x, y - 6 - number.height(room - 12), room - 12)
            x += room


class SetApart(Part):
    """Words with a colored bar at their side."""

    def __init__(self, text: Text, tone: outline.Tone) -> None:
        """Take the text."""
        self._text = text
        self._tone = tone
        self.before = 8.0
        self.after = 12.0

    def height(self, width: float) -> float:
        """Height of the text, and a little."""
        return self._text.height(width - _BESIDE_BAR) + 4

    def least(self, width: float) -> float:
        """As the text has it."""
        return self._text.least(width - _BESIDE_BAR) + 4

    def take(self, width: float, room: float) -> tuple[Part | None, Part | None]:
        """Divide as the text does; the bar goes on."""
        head, tail = self._text.take(width - _BESIDE_BAR, room - 4)
        pieces = [SetApart(piece, self._tone) if isinstance(piece, Text) else None for piece in (head, tail)]
        return pieces[0], pieces[1]

    def draw(self, canvas: Canvas, x: float, y: float, width: float) -> None:
        """Draw the bar, then the words."""
        canvas.ink(marks.role_of(self._tone))
        tall = self.height(width)
        canvas.rect(x, y - tall, _BAR, tall, stroke=0, fill=1)
        self._text.draw(canvas, x + _BESIDE_BAR, y - 2, width - _BESIDE_BAR)
