"""What is filled in by hand: tables of boxes to tick, and lines to write on. Lengths are points.

The boxes are at least 5 mm wide and the lines 8 mm apart, so that a pencil in an unsteady hand has room.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from planner.exports import outline
from planner.exports.pdf import style
from planner.exports.pdf.canvas import Canvas
from planner.exports.pdf.columns import TURNED_LEADING, TURNED_MOST
from planner.exports.pdf.fonts import Fonts
from planner.exports.pdf.grid import draw_turned
from planner.exports.pdf.part import Part
from planner.exports.pdf.structure import Element, Table, header_cell
from planner.exports.pdf.text import Text

MM = 72 / 25.4
BOX = {"tick": 5.2 * MM, "dot": 8.0 * MM, "digit": 8.0 * MM}
"""Width and height of what is filled in, by mark."""
LINES_APART = 9.0 * MM
"""Room for one line of handwriting."""

_PAD, _DENSE_PAD = 4.0, 1.5  # above and below the words or the box of a row
_GAP = 8.0  # between two columns of boxes
_GUTTER = 12.0  # between the words and the boxes
_GROUP_GAP = 1.5  # more room above the name of a group
_FEW = 2  # columns of boxes that stand near the words, so that the eye finds the way
_BESIDE_FEW = 36.0
_MOST_FOR_BOXES = 0.52  # of the width; where their labels need more they are turned


@dataclass
class _Shared:
    """What all pieces of one table share."""

    document: Fonts
    block: outline.TickTable
    tags: Table = field(default_factory=Table)
    texts: dict[int, Text] = field(default_factory=dict)

    @property
    def box(self) -> float:
        return BOX[self.block.mark]

    @property
    def pad(self) -> float:
        return _DENSE_PAD if self.block.dense else _PAD

    def text(self, number: int) -> Text:
        """Return the words of a row."""
        if number not in self.texts:
            row = self.block.rows[number]
            kind = style.CELL if self.block.dense else style.HAND_CELL
            kind = style.HEAD_CELL if row.kind == "group" else kind
            self.texts[number] = Text(self.document, row.words, kind)
        return self.texts[number]

    def head(self) -> tuple[Text, list[Text]]:
        label = Text(self.document, self.block.label, style.HEAD_CELL)
        kind = style.HEAD_CELL
        centered = style.Type(kind.face, kind.size, kind.leading, kind.color, "center")
        return label, [Text(self.document, each, centered) for each in self.block.answers]

    def turned(self, width: float) -> bool:
        """Whether the labels over the boxes are turned, for want of room beside each other."""
        _label, answers = self.head()
        return self._wide(answers) * len(answers) > width * _MOST_FOR_BOXES

    def _wide(self, answers: Sequence[Text]) -> float:
        """Return the width of a column that has room for the longest word of any label."""
        words = (
            Text(self.document, word, style.HEAD_CELL).natural()
            for answer in answers
            for word in outline.plain(answer.words).split()
        )
        return max(self.box, *words, 0.0) + _GAP if answers else 0.0

    def column(self, width: float) -> float:
        """Return the width of one column of boxes."""
        _label, answers = self.head()
        if not self.turned(width):
            return self._wide(answers)
        lines = (len(each.lines(self.most)) * each.style.size * TURNED_LEADING for each in answers)
        return max(self.box, *lines) + _GAP

    @property
    def most(self) -> float:
        """How long a line of a turned label may be."""
        return TURNED_MOST * self.document.scale

    def room(self, width: float) -> float:
        """Return the width of the words."""
        most = width - self.column(width) * len(self.block.answers) - _GUTTER
        if len(self.block.answers) > _FEW or not all(row.words for row in self.block.rows):
            return most
        widest = max((self.text(number).natural() for number in range(len(self.block.rows))), default=0.0)
        label = Text(self.document, self.block.label, style.HEAD_CELL).natural()
        return min(most, max(widest, label) + _BESIDE_FEW)

    def whole(self, width: float) -> float:
        """Return the width of the table: all there is, unless few boxes stand near short words."""
        return self.room(width) + _GUTTER + self.column(width) * len(self.block.answers)

    def head_height(self, width: float) -> float:
        label, answers = self.head()
        if not self.block.label and not any(self.block.answers):
            return 0.0
        tall = label.height(self.room(width))
        for answer in answers:
            lying = answer.height(self.column(width) - 2)
            tall = max(tall, min(answer.natural() + 1, self.most) if self.turned(width) else lying)
        return tall + 2 * self.pad

    def row_height(self, number: int, width: float) -> float:
        row, text = self.block.rows[number], self.text(number)
        if row.kind == "group":
            return text.height(width) + 2 * self.pad + _GROUP_GAP
        least = self.box if row.words else max(self.box, LINES_APART - 2 * self.pad)
        return max(text.height(self.room(width)), least) + 2 * self.pad


class TickGrid(Part):
    """A table of boxes to fill in, or as much of it as one page takes; its header stands on every page."""

    def __init__(self, document: Fonts, block: outline.TickTable) -> None:
        """Take the whole table."""
        self._shared = _Shared(document, block)
        self._rows = range(len(block.rows))
        self.before, self.after = 6.0, 12.0

    def height(self, width: float) -> float:
        """Header and rows."""
        shared = self._shared
        return shared.head_height(width) + sum(shared.row_height(each, width) for each in self._rows)

    def least(self, width: float) -> float:
        """The header and two rows, with the name of their group."""
        rows = self._rows[: 3 if self._names(self._rows[0]) else 2] if self._rows else self._rows
        shared = self._shared
        return shared.head_height(width) + sum(shared.row_height(each, width) for each in rows)

    def _names(self, number: int) -> bool:
        return self._shared.block.rows[number].kind == "group"

    def take(self, width: float, room: float) -> tuple[Part | None, Part | None]:
        """Take the rows that fit; the name of a group stays with its rows."""
        left = room - self._shared.head_height(width)
        count = 0
        for number in self._rows:
            left -= self._shared.row_height(number, width)
            if left < -1e-6:
                break
            count += 1
        if count == len(self._rows):
            return self, None
        while count and self._names(self._rows[count - 1]):
            count -= 1
        if not count:
            return None, self
        return self._piece(self._rows[:count], ends=False), self._piece(self._rows[count:], ends=True)

    def _piece(self, rows: range, *, ends: bool) -> "TickGrid":
        piece = TickGrid(self._shared.document, self._shared.block)
        piece._shared, piece._rows = self._shared, rows
        piece.after = self.after if ends else 0.0
        return piece

    def draw(self, canvas: Canvas, x: float, y: float, width: float) -> None:
        """Draw the header, then the rows with their boxes."""
        shared = self._shared
        tall = shared.head_height(width)
        if tall and shared.tags.head.placed:
            with canvas.artifact():  # told once; here it only helps the eye
                self._draw_head(canvas, x, y - tall, width, [])
        elif tall:
            self._draw_head(canvas, x, y - tall, width, self._head_tags())
        y -= tall
        for number in self._rows:
            self._draw_row(canvas, number, x, y, width)
            y -= shared.row_height(number, width)
            canvas.pen("line", 0.5)
            canvas.line(x, y, x + shared.whole(width), y)

    def _head_tags(self) -> list[Element]:
        block, line = self._shared.block, Element("TR", self._shared.tags.head)
        return [
            header_cell("Column", line) if words.strip() else Element("TD", line)
            for words in (block.label, *block.answers)
        ]

    def _draw_head(self, canvas: Canvas, x: float, y: float, width: float, tags: list[Element]) -> None:
        """Draw the header with its lower edge at y."""
        shared = self._shared
        label, answers = shared.head()
        room, column = shared.room(width), shared.column(width)
        for tag in tags:
            canvas.tree.place(tag)
        with canvas.inside(tags[0] if tags else None):
            label.draw(canvas, x, y + shared.pad + label.height(room), room)
        left = x + room + _GUTTER
        for place, answer in enumerate(answers, 1):
            with canvas.inside(tags[place] if tags else None):
                if shared.turned(width):
                    draw_turned(canvas, answer, left + column / 2, y + shared.pad, shared.most)
                else:
                    answer.draw(canvas, left + 1, y + shared.pad + answer.height(column - 2), column - 2)
            left += column
        canvas.pen("ink", 0.9)
        canvas.line(x, y, x + shared.whole(width), y)

    def _draw_row(self, canvas: Canvas, number: int, x: float, y: float, width: float) -> None:
        shared = self._shared
        row, text = shared.block.rows[number], shared.text(number)
        line = Element("TR", shared.tags.body)
        places = len(shared.block.answers)
        if row.kind == "group":
            with canvas.inside(header_cell("Column", line, span=places + 1)):
                text.draw(canvas, x, y - shared.pad - _GROUP_GAP, width)
            return
        tags = [
            header_cell("Row", line) if row.words else Element("TD", line),
            *(Element("TD", line) for _place in range(places)),
        ]
        for tag in tags:
            canvas.tree.place(tag)
        tall, room, column = shared.row_height(number, width), shared.room(width), shared.column(width)
        if row.words:
            with canvas.inside(tags[0]):
                text.draw(canvas, x, y - (tall - text.height(room)) / 2, room)
        middle = y - tall / 2
        for place in range(places):
            self._draw_box(canvas, x + room + _GUTTER + (place + 0.5) * column, middle)

    def _draw_box(self, canvas: Canvas, x: float, y: float) -> None:
        """Draw an empty place around a point."""
        half = self._shared.box / 2
        canvas.pen("ink_second", 0.9)
        if self._shared.block.mark == "dot":
            canvas.circle(x, y, half, stroke=1, fill=0)
        else:
            canvas.roundRect(x - half, y - half, 2 * half, 2 * half, 2, stroke=1, fill=0)


class Ruled(Part):
    """Words with lines below them, or after them, to write on."""

    def __init__(self, document: Fonts, block: outline.WritingLines) -> None:
        """Take the words and the number of lines."""
        self._text = Text(document, block.words, style.LABEL, tag=Element("P"))
        self._count = block.count
        self._beside = block.beside
        self._spare = block.spare
        self.before, self.after = 4.0, 8.0

    def _head(self, width: float) -> float:
        """Return the height above the first line's own room."""
        if self._text.natural() == 0:
            return 0.0
        return max(0.0, self._text.height(width) - (LINES_APART if self._beside else 0.0))

    def height(self, width: float) -> float:
        """The words, and the lines below or after them."""
        return self._head(width) + LINES_APART * self._count

    def take(self, width: float, room: float) -> tuple[Part | None, Part | None]:
        """Take the lines that fit below the words; two at least. Spare ones that do not fit are left out."""
        if self.height(width) <= room + 1e-6:
            return self, None
        fitting = int((room - self._head(width)) / LINES_APART)
        if self._spare:
            blank = Text(self._text.document, "", style.LABEL)
            return (self._piece(self._text, fitting) if fitting > 1 else self._piece(blank, 0)), None
        if fitting < 2 or self._count - fitting < 1:
            return None, self
        head, tail = (
            self._piece(self._text, fitting),
            self._piece(Text(self._text.document, "", style.LABEL), self._count - fitting),
        )
        head.after = 0.0
        return head, tail

    def least(self, width: float) -> float:
        """The words and two lines; of spare ones nothing."""
        if self._spare:
            return 0.0
        return self._head(width) + LINES_APART * min(self._count, 2)

    def _piece(self, text: Text, count: int) -> "Ruled":
        piece = Ruled.__new__(Ruled)
        piece._text, piece._count, piece._beside, piece._spare = text, count, self._beside, self._spare
        piece.before, piece.after = self.before, self.after
        return piece

    def draw(self, canvas: Canvas, x: float, y: float, width: float) -> None:
        """Draw the words, then the lines; beside its words the first line begins after them."""
        words = self._text.natural()
        level = y - self._head(width) - LINES_APART
        begins = x
        if words and self._beside:
            lines = self._text.height(width)
            self._text.draw(canvas, x, level + max(lines, self._text.style.leading) - 2, width)
            begins = x + words + 8 if words + 60 < width else x
        elif words:
            self._text.draw(canvas, x, y, width)
        canvas.pen("ink_second", 0.7)
        for number in range(self._count):
            canvas.line(begins if number == 0 else x, level, x + width, level)
            level -= LINES_APART


def by_hand(document: Fonts, block: outline.TickTable | outline.WritingLines) -> Part:
    """Return the part for a block that is filled in by hand."""
    return TickGrid(document, block) if isinstance(block, outline.TickTable) else Ruled(document, block)
