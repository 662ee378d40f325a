"""Tables of Word: a header that repeats, widths that are shared as in the PDF, rows that stay whole."""

from collections.abc import Sequence

from planner.domain.figures.text import width as text_width
from planner.exports import outline
from planner.exports.pdf import columns as shares
from planner.exports.pdf.fonts import Fonts
from planner.exports.pdf.marks import ground_of
from planner.exports.reading import SIGNS
from planner.exports.word.markup import PLAIN, TWIPS, Look, Writer, escaped, paragraph, run
from planner.exports.word.styles import CELL, DENSE

_GUTTER = 6.0  # at the right of a cell, as the style of the table has it
_MARK_GUTTER = 3.0
_SLACK = 1.07  # bold words and digits of Word are so much wider than those that columns are measured with
_WHOLE = 9
"""Rows of no more lines stay on one page."""

_TURNED_GAP = 10.0
_TURNED_LEADING = 1.35  # of a line that stands upright, as a part of its size
_TURNED_LONGEST = 170.0
_SIGN_FONT = "Segoe UI Symbol"  # Word takes the next best where it is not installed


class Tables:
    """Makes the tables of one document."""

    def __init__(self, writer: Writer) -> None:
        """Take what writes words."""
        self._writer = writer
        self._fonts = Fonts()  # for the widths of words, which columns share the page by

    def table(self, block: outline.Table, room: float) -> str:
        """Return a table that is `room` points wide."""
        if not block.columns:
            return ""
        size = DENSE if block.dense else CELL
        gutters = [_MARK_GUTTER if each.kind == "mark" else _GUTTER for each in block.columns]
        shared = shares.share(self._fonts, block, room, gutters, size * _SLACK)
        widths = [round(each * TWIPS) for each in shared]
        made = [self._head(block, widths)] if any(each.label for each in block.columns) else []
        keeps = [row.kind == "total" for row in block.rows[1:]] + [False]  # a sum stays with what it sums up
        made += [self._row(block, row, widths, keep) for row, keep in zip(block.rows, keeps, strict=False)]
        if not made:
            return ""
        return framed("".join(made), widths, block.label, header=any(each.label for each in block.columns))

    def _head(self, block: outline.Table, widths: Sequence[int]) -> str:
        turned = self._turned(block)
        style = "DenseHead" if block.dense else "TableHead"
        size = DENSE if block.dense else CELL
        cells = []
        for column, wide, turn in zip(block.columns, widths, turned, strict=True):
            properties = _margins(column) + ('<w:textDirection w:val="btLr"/>' if turn else "")
            properties += '<w:vAlign w:val="bottom"/>'
            align = "" if turn else _aligned(column.align)
            cells.append(_cell(paragraph(run(column.label), style, align), wide, properties))
        upright = [
            _upright(column.label, size, wide / TWIPS)
            for column, wide, turn in zip(block.columns, widths, turned, strict=True)
            if turn
        ]
        tall = f'<w:trHeight w:val="{round(max(upright) * TWIPS)}" w:hRule="atLeast"/>' if upright else ""
        return f"<w:tr><w:trPr><w:cantSplit/>{tall}<w:tblHeader/></w:trPr>{''.join(cells)}</w:tr>"

    def _turned(self, block: outline.Table) -> list[bool]:
        """Tell which words of the header stand upright: those over marks, when one of them is long."""
        marks = [column.kind == "mark" for column in block.columns]
        wide = [text_width(column.label, CELL, "bold") for column in block.columns]
        turn = any(mark and each > shares.TURNED for mark, each in zip(marks, wide, strict=True))
        return [mark and turn for mark in marks]

    def _row(self, block: outline.Table, row: outline.Row, widths: Sequence[int], keep: bool) -> str:
        style = "DenseText" if block.dense else "TableText"
        if row.kind == "group":
            words = row.cells[0] if row.cells else ""
            inner = self._words(words, PLAIN if isinstance(words, tuple) else Look(bold=True))
            shade = f'<w:shd w:val="clear" w:color="auto" w:fill="{self._writer.color("line_faint")}"/>'
            span = f'<w:gridSpan w:val="{len(widths)}"/>' if len(widths) > 1 else ""
            cell = _cell(paragraph(inner, style, "<w:keepNext/>"), sum(widths), span, shade)
            return f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{cell}</w:tr>"
        cells = [*row.cells, *[""] * (len(widths) - len(row.cells))]
        made, lines = [], 1
        for column, value, wide in zip(block.columns, cells, widths, strict=False):
            look = Look(bold=True) if row.kind == "total" else PLAIN
            properties = ("<w:keepNext/>" if keep else "") + _aligned(column.align)
            words = paragraph(self._words(value, look), style, properties)
            made.append(_cell(words, wide, _margins(column), self._shade(value)))
            lines = max(lines, _lines(value, wide / TWIPS - _GUTTER))
        whole = "<w:trPr><w:cantSplit/></w:trPr>" if lines <= _WHOLE else ""
        return f"<w:tr>{whole}{''.join(made)}</w:tr>"

    def _words(self, value: outline.Cell, look: Look) -> str:
        if isinstance(value, outline.Status):
            sign = Look(color=self._writer.tone(value.tone), font=_SIGN_FONT)
            return run(SIGNS[value.shape], sign) + run(f" {value.word}", look)
        if isinstance(value, outline.Shade):
            return run(value.words, look)
        return self._writer.words(value, look)

    def _shade(self, value: outline.Cell) -> str:
        if not isinstance(value, outline.Shade) or not value.tone:
            return ""
        return f'<w:shd w:val="clear" w:color="auto" w:fill="{self._writer.color(ground_of(value.tone))}"/>'

    def numbers(self, block: outline.Numbers, room: float) -> str:
        """Return a few large numbers: what they count is the header of each."""
        if not block.items:
            return ""
        widths = [round(room / len(block.items) * TWIPS)] * len(block.items)
        labels = "".join(
            _cell(paragraph(run(label), "NumberLabel"), wide, '<w:vAlign w:val="bottom"/>')
            for (_number, label), wide in zip(block.items, widths, strict=True)
        )
        values = "".join(
            _cell(paragraph(run(number), "NumberText"), wide)
            for (number, _label), wide in zip(block.items, widths, strict=True)
        )
        rows = (
            f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{labels}</w:tr>"
            f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{values}</w:tr>"
        )
        return framed(rows, widths, "", header=True)


def framed(rows: str, widths: Sequence[int], label: str, *, header: bool) -> str:
    """Return rows as a table with its columns, in the order of the standard (17.4.59)."""
    grid = "".join(f'<w:gridCol w:w="{each}"/>' for each in widths)
    caption = f'<w:tblCaption w:val="{escaped(label)}"/>' if label else ""
    return (
        '<w:tbl><w:tblPr><w:tblStyle w:val="PlanTable"/>'
        f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
        f'<w:tblLook w:val="{"0620" if header else "0600"}" w:firstRow="{int(header)}" w:lastRow="0"'
        f' w:firstColumn="0" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>{caption}</w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>"
    )


def _cell(content: str, wide: int, properties: str = "", shade: str = "") -> str:
    """Return a cell; the order is width, span, shade, margins, direction, alignment (17.4.66)."""
    span, rest = (properties, "") if properties.startswith("<w:gridSpan") else ("", properties)
    return f'<w:tc><w:tcPr><w:tcW w:w="{wide}" w:type="dxa"/>{span}{shade}{rest}</w:tcPr>{content}</w:tc>'


def _margins(column: outline.Column) -> str:
    """Return the margins of a cell in a column of marks, which stands close to the next."""
    if column.kind != "mark":
        return ""
    half = round(_MARK_GUTTER / 2 * TWIPS)
    return f'<w:tcMar><w:left w:w="{half}" w:type="dxa"/><w:right w:w="{half}" w:type="dxa"/></w:tcMar>'


def _upright(label: str, size: float, wide: float) -> float:
    """Return how high a row must be for words that stand upright, in as many lines as there is room for."""
    lines = max(1, int((wide - _MARK_GUTTER) / (size * _TURNED_LEADING)))
    long = text_width(label, size, "bold")
    return min(long if lines == 1 else long / lines * 1.25 + size * 2, _TURNED_LONGEST) + _TURNED_GAP


def _aligned(align: str) -> str:
    return "" if align == "left" else f'<w:jc w:val="{align}"/>'


def _lines(value: outline.Cell, room: float) -> int:
    """Return about how many lines a cell has."""
    lines = outline.plain(value).split("\n")
    return sum(1 + int(text_width(line, CELL) / max(room, 10.0)) for line in lines)
