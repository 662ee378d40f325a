"""`Grid`: a table, row by row, with its header on every page it reaches.

Rows are set when their page comes, so that time and memory grow with the rows and no faster.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from planner.exports import outline
from planner.exports.pdf import columns, marks
from planner.exports.pdf.canvas import Canvas
from planner.exports.pdf.fitting import shortened
from planner.exports.pdf.fonts import Fonts
from planner.exports.pdf.part import Part
from planner.exports.pdf.structure import Element, Table, header_cell
from planner.exports.pdf.style import CELL, DENSE, HEAD_CELL, SMALL, Type, sized
from planner.exports.pdf.text import Text

PAD = 4.4  # above and below the words of a row
DENSE_PAD = 1.7
GUTTER = 10.0  # between two columns
_ABOVE_NOTE = 4.0
_ABOVE_GROUP = 3.0
_MOST_HEAD = 12  # lines of the words over a column
_CLOSE = 3.0  # between two columns of marks
_WORTH_DIVIDING = 96.0  # rows lower than this go to the next page whole


@dataclass
class _Cell:
    text: Text
    tone: outline.Tone = ""
    shade: bool = False
    shape: outline.Shape | None = None


@dataclass
class _Set:
    """A row that is set: its cells, the columns they begin in, its height, and the elements of its cells.

    The elements are made when the first piece of a row is drawn, and shared by its pieces.
    """

    cells: list[_Cell]
    height: float
    kind: str = ""
    ends: bool = True  # whether the row ends here; if not, it goes on on the next page
    tags: list[Element] = field(default_factory=list)


@dataclass
class _Sheet:
    """What all pieces of one table share."""

    document: Fonts
    table: outline.Table
    tags: Table
    widths: dict[float, tuple[float, ...]] = field(default_factory=dict)
    heads: dict[float, list[Text]] = field(default_factory=dict)
    styles: dict[tuple[Type, int], Type] = field(default_factory=dict)

    @cached_property
    def note(self) -> Text | None:
        """The sentence below the last row."""
        return Text(self.document, self.table.note, SMALL) if self.table.note else None

    def note_height(self, width: float) -> float:
        return self.note.height(width) + _ABOVE_NOTE if self.note else 0.0

    @property
    def pad(self) -> float:
        return DENSE_PAD if self.table.dense else PAD

    def gutter(self, place: int) -> float:
        close = self.table.columns[place].kind == "mark"
        return _CLOSE if close else GUTTER

    def style(self, base: Type, place: int) -> Type:
        if (base, place) not in self.styles:
            self.styles[base, place] = self._style(base, place)
        return self.styles[base, place]

    def _style(self, base: Type, place: int) -> Type:
        style = replace(base, align=self.table.columns[place].align)
        if self.table.dense:
            style = replace(style, size=style.size * DENSE, leading=style.leading * DENSE)
        return style.tabular() if style.align == "right" else style

    def columns(self, width: float) -> tuple[float, ...]:
        """Return the width of every column, gutters included."""
        if width not in self.widths:
            gutters = [self.gutter(place) for place in range(len(self.table.columns))]
            size = sized(self.style(CELL, 0), self.document.scale).size
            self.widths[width] = columns.share(self.document, self.table, width, gutters, size)
        return self.widths[width]

    def head(self, width: float) -> list[Text]:
        if width not in self.heads:
            self.heads[width] = []
            for place, (column, room) in enumerate(zip(self.table.columns, self.columns(width), strict=True)):
                text = Text(self.document, column.label, self.style(HEAD_CELL, place))
                if column.kind != "mark":
                    text = shortened(text, room - self.gutter(place), _MOST_HEAD)
                self.heads[width].append(text)
        return self.heads[width]

    def turned(self, place: int, width: float) -> bool:
        """Whether the words over a column are turned: those over marks, when one of them is long."""
        heads = zip(self.head(width), self.table.columns, strict=True)
        return self.table.columns[place].kind == "mark" and any(
            text.natural() > columns.TURNED for text, column in heads if column.kind == "mark"
        )

    def head_height(self, width: float) -> float:
        if not any(column.label for column in self.table.columns):
            return 0.0
        tall = 0.0
        for place, (text, room) in enumerate(zip(self.head(width), self.columns(width), strict=True)):
            turned = self.turned(place, width)
            lying = text.height(room - self.gutter(place))
            tall = max(tall, min(text.natural() + 1, columns.TURNED_MOST) if turned else lying)
        return tall + 2 * self.pad

    def set(self, number: int, width: float) -> _Set:
        """Set one row."""
        row = self.table.rows[number]
        widths = self.columns(width)
        if row.kind == "group":
            words = row.cells[0] if row.cells else ""
            style = replace(self.style(CELL if isinstance(words, tuple) else HEAD_CELL, 0), align="left")
            text = Text(self.document, words if isinstance(words, tuple) else outline.plain(words), style)
            return _Set([_Cell(text)], text.height(width) + 2 * self.pad + _ABOVE_GROUP, "group")
        base = HEAD_CELL if row.kind == "total" else CELL
        cells, tall = [], 0.0
        for place, value in enumerate(row.cells):
            cell = self.cell(value, base, place)
            tall = max(tall, cell.text.height(widths[place] - self.gutter(place)))
            cells.append(cell)
        return _Set(cells, max(tall, CELL.size) + 2 * self.pad, row.kind)

    def cell(self, value: outline.Cell, base: Type, place: int) -> _Cell:
        style = self.style(base, place)
        if isinstance(value, outline.Status):
            return _Cell(Text(self.document, value.word, style, indent=11), value.tone, shape=value.shape)
        if isinstance(value, outline.Shade):
            return _Cell(Text(self.document, value.words, style), value.tone, shade=bool(value.tone))
        return _Cell(Text(self.document, value, style))

    def tagged(self, row: _Set) -> list[Element]:
        """Return the elements of a row's cells.

        The name of a group heads the columns below it; the first cell of any other row heads that row.
        """
        if not row.tags:
            line = Element("TR", self.tags.body)
            columns = len(self.table.columns)
            if row.kind == "group":
                row.tags.append(header_cell("Column", line, span=columns))
            else:
                headless = not any(column.label.strip() for column in self.table.columns)
                heads = (headless or columns > 1) and (
                    headless or bool(row.cells and row.cells[0].text.natural() > 0)
                )
                row.tags += [
                    header_cell("Row", line) if heads and place == 0 else Element("TD", line)
                    for place in range(columns)
                ]
        return row.tags


class Grid(Part):
    """A table, or as much of it as one page takes."""

    def __init__(self, document: Fonts, table: outline.Table, tags: Table | None = None) -> None:
        """Take all rows, which are set later, and the elements of the table."""
        self._sheet = _Sheet(document, table, tags or Table())
        self._next = 0
        self._rest: _Set | None = None  # what is left of a row that began on the page before
        self._rows: list[_Set] = []
        self._ends = True  # whether the table ends here, with its note
        self.after = 12.0
        self.before = 4.0
        self.weight = max(1, len(table.rows))

    def height(self, width: float) -> float:
        """Header and rows: those of a piece that was taken, else all."""
        rows: Sequence[_Set] = self._rows
        if not rows:
            rows = [
                self._sheet.set(number, width) for number in range(self._next, len(self._sheet.table.rows))
            ]
            rows = [self._rest, *rows] if self._rest else rows
        note = self._sheet.note_height(width) if self._ends else 0.0
        return self._sheet.head_height(width) + sum(row.height for row in rows) + note

    def least(self, width: float) -> float:
        """The header and two rows, with the name of their group."""
        need = self._sheet.head_height(width)
        rows = self._sheet.table.rows
        wanted = 2
        for number in range(self._next, min(self._next + 3, len(rows))):
            row = self._sheet.set(number, width)
            need += min(row.height, _WORTH_DIVIDING)
            wanted -= row.kind != "group"
            if not wanted or row.height > _WORTH_DIVIDING:
                break
        return need

    def take(self, width: float, room: float) -> tuple[Part | None, Part | None]:
        """Return as many rows as fit; a row too high for what is left is divided between lines.

        The note stays with the last row.
        """
        return self._take(width, room, least=0)

    def force(self, width: float, room: float) -> tuple[Part, Part | None]:
        """Take one row at least, or a piece of one."""
        taken, rest = self._take(width, room, least=1)
        return (self, None) if taken is None else (taken, rest)

    def _take(self, width: float, room: float, *, least: int) -> tuple[Part | None, Part | None]:
        sheet, count = self._sheet, len(self._sheet.table.rows)
        if not count:
            return super().take(width, room)
        left = room - sheet.head_height(width)
        taken: list[_Set] = []
        rest: _Set | None = None
        number = self._next
        pending = self._rest
        while pending or number < count:
            row = pending or sheet.set(number, width)
            last = number >= count - (0 if pending else 1)
            fitting = left - sheet.note_height(width) if last else left
            if row.height > fitting + 1e-6:
                worth = row.height > _WORTH_DIVIDING
                first, rest = self._divide(row, width, fitting) if worth else (None, None)
                if first is None and len(taken) < least:
                    first = row
                if first:
                    taken.append(first)
                    number += 0 if pending else 1
                    pending = rest
                break
            taken.append(row)
            left -= row.height
            number += 0 if pending else 1
            pending = None
        if rest is None and pending is None and number < count:
            number = self._better_end(taken, number, max(least, int(self._rest is not None)))
        if not taken:
            return None, self
        done = number >= count and pending is None
        return self._piece(taken, last=done), None if done else self._remainder(number, pending)

    def _better_end(self, taken: list[_Set], number: int, least: int) -> int:
        """Leave no name of a group at the foot of a page, and no lonely row or total for the next."""
        rows = self._sheet.table.rows
        while len(taken) > least:
            lonely = number == len(rows) - 1 and len(taken) > 3
            if rows[number - 1].kind != "group" and not lonely:
                break
            taken.pop()
            number -= 1
        return number

    def _divide(self, row: _Set, width: float, room: float) -> tuple[_Set | None, _Set | None]:
        """Divide a row between lines; each side is set in its own cells."""
        sheet = self._sheet
        inner = [each - sheet.gutter(place) for place, each in enumerate(sheet.columns(width))]
        pad = 2 * sheet.pad
        if row.kind == "group":
            inner, pad = [width], pad + _ABOVE_GROUP
        leading = row.cells[0].text.style.leading
        fitting = int((room - pad) / leading)
        if fitting < 3:
            return None, None
        heads, tails = [], []
        for cell, wide in zip(row.cells, inner, strict=False):
            head, tail = cell.text.divide(wide, fitting)
            heads.append(replace(cell, text=head))
            tails.append(_Cell(tail))
        lines = max(len(cell.text.lines(wide)) for cell, wide in zip(tails, inner, strict=False))
        if not lines:
            return None, None
        return (
            _Set(heads, fitting * leading + pad, row.kind, ends=False, tags=row.tags),
            _Set(tails, lines * leading + pad, row.kind, row.ends, tags=row.tags),
        )

    def _piece(self, rows: list[_Set], *, last: bool) -> "Grid":
        piece = Grid(self._sheet.document, self._sheet.table, self._sheet.tags)
        piece._sheet, piece._rows = self._sheet, rows
        piece.before, piece.weight = self.before, len(rows)
        piece.after, piece._ends = (self.after if last else 0.0), last
        return piece

    def _remainder(self, number: int, rest: _Set | None) -> "Grid":
        piece = Grid(self._sheet.document, self._sheet.table, self._sheet.tags)
        piece._sheet, piece._next, piece._rest = self._sheet, number, rest
        piece.after = self.after
        return piece

    def draw(self, canvas: Canvas, x: float, y: float, width: float) -> None:
        """Draw the header, then the rows, each with a fine line below it."""
        if self._sheet.tags.head.placed:
            with canvas.artifact():  # told once; here it only helps the eye
                y = self._draw_head(canvas, x, y, width, [])
        else:
            y = self._draw_head(canvas, x, y, width, self._head_tags())
        for row in self._rows:
            self._draw_row(canvas, row, x, y, width)
            y -= row.height
            if row.ends:
                strong = row.kind in ("group", "total")
                canvas.pen("line", 0.8 if strong else 0.5)
                canvas.line(x, y, x + width, y)
        if self._ends and self._sheet.note:
            self._sheet.note.draw(canvas, x, y - _ABOVE_NOTE, width)

    def _head_tags(self) -> list[Element]:
        """Return the elements of the header's cells; a cell without words heads nothing."""
        tags = self._sheet.tags
        rows = self._sheet.table.rows
        line = Element("TR", tags.head if rows else tags.body)
        return [
            header_cell("Column", line) if column.label.strip() or not rows else Element("TD", line)
            for column in self._sheet.table.columns
        ]

    def _draw_head(self, canvas: Canvas, x: float, y: float, width: float, tags: list[Element]) -> float:
        sheet = self._sheet
        tall = sheet.head_height(width)
        if not tall:
            return y
        left = x
        for place, (text, room) in enumerate(zip(sheet.head(width), sheet.columns(width), strict=True)):
            inner = room - sheet.gutter(place)
            with canvas.inside(tags[place] if tags else None):
                if sheet.turned(place, width):
                    draw_turned(canvas, text, left + inner / 2, y - tall + sheet.pad)
                else:
                    text.draw(canvas, left, y - tall + sheet.pad + text.height(inner), inner)
            left += room
        canvas.pen("ink", 0.9)
        canvas.line(x, y - tall, x + width, y - tall)
        return y - tall

    def _draw_row(self, canvas: Canvas, row: _Set, x: float, y: float, width: float) -> None:
        sheet = self._sheet
        tags = sheet.tagged(row)
        for tag in tags:
            canvas.tree.place(tag)
        if row.kind == "group":
            with canvas.inside(tags[0]):
                row.cells[0].text.draw(canvas, x, y - sheet.pad - _ABOVE_GROUP, width)
            return
        left = x
        for place, (cell, room, tag) in enumerate(zip(row.cells, sheet.columns(width), tags, strict=False)):
            inner = room - sheet.gutter(place)
            if cell.shade:
                canvas.ink(marks.ground_of(cell.tone))
                canvas.rect(left, y - row.height + 1, inner, row.height - 2, stroke=0, fill=1)
            if cell.shape:
                middle = y - sheet.pad - cell.text.style.leading / 2
                marks.draw(canvas, cell.shape, left + 3.6, middle, 3.2, marks.role_of(cell.tone))
            with canvas.inside(tag):
                cell.text.draw(canvas, left, y - sheet.pad, inner)
            left += room


def draw_turned(
    canvas: Canvas, text: Text, middle: float, y: float, most: float = columns.TURNED_MOST
) -> None:
    """Draw words that go upwards from y, around a line in the middle; at `most` points a new line begins."""
    lying = replace(text.style, align="left", leading=text.style.size * columns.TURNED_LEADING)
    words = Text(text.document, text.words, lying)
    long = words.height(most)
    canvas.saveState()
    canvas.translate(middle - long / 2, y)
    canvas.rotate(90)
    words.draw(canvas, 0, 0, most)
    canvas.restoreState()
