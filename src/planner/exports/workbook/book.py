"""Write sheets to an .xlsx file with XlsxWriter.

Text is always written as text, never as a formula; dates are real dates, money and percents real numbers.
"""

import re
from collections.abc import Callable, Sequence
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import xlsxwriter
from xlsxwriter.exceptions import FileCreateError
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from planner.errors import Cancelled
from planner.exports.workbook.sheet import Column, Formula, Grid, Sheet
from planner.i18n import _

Report = Callable[[int, int, str], bool]
LONGEST_CELL = 32_767
_ROW_HEIGHT = 15.0
_MOST_LINES = 12
_LETTER, _TABLOID = 1, 3
_WIDE = 200  # characters across; more would be too small to read on letter paper
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]")
_WORDS = ("text", "long", "code")
_NUMBERS = {"whole": "#,##0", "decimal": "0.0##", "money": "#,##0", "percent": '0.0"%"', "date": "yyyy-mm-dd"}
_INK, _LINE, _HEAD, _BAR, _DONE = "#1C2733", "#DAD8D0", "#ECEEF0", "#A2500F", "#6B3A10"


def write_book(
    path: Path, sheets: Sequence[Sheet], *, title: str, author: str, report: Report | None = None
) -> None:
    """Write the sheets in order to `path`, which is replaced; raises Cancelled when `report` says stop."""
    book = xlsxwriter.Workbook(str(path), {"strings_to_formulas": False, "strings_to_urls": False})
    try:
        book.set_properties({"title": title, "author": author, "comments": _("Made with District Planner")})
        book.set_calc_mode("auto")
        writer = _Writer(book)
        for number, sheet in enumerate(sheets):
            if report is not None and not report(number, len(sheets), sheet.title):
                raise Cancelled
            writer.sheet(sheet)
    finally:
        try:
            book.close()
        except FileCreateError as error:  # it wraps what the system said: the disk is full, for example
            raise (error.args[0] if error.args and isinstance(error.args[0], OSError) else error) from error


def safe_text(text: str) -> str:
    """Return text that an Excel cell can hold: no control characters, at most 32,767 characters."""
    clean = _CONTROL.sub("", text)
    return clean if len(clean) <= LONGEST_CELL else clean[: LONGEST_CELL - 1] + "…"


class _Writer:
    """Writes one sheet after another, sharing the formats of the book."""

    def __init__(self, book: xlsxwriter.Workbook) -> None:
        self._book = book
        self._formats: dict[tuple[str, bool], Format] = {}
        self._title = book.add_format({"bold": True, "font_size": 16, "font_color": _INK})
        self._heading = book.add_format({"bold": True, "font_size": 12, "font_color": _INK})
        self._note = book.add_format({"font_color": "#51606E", "text_wrap": True, "valign": "top"})
        self._plain = book.add_format({"text_wrap": True, "valign": "top"})
        self._bold = book.add_format({"bold": True, "valign": "top"})
        heading = {"bold": True, "bg_color": _HEAD, "font_color": _INK, "bottom": 1, "text_wrap": True}
        heading["valign"] = "vcenter"
        self._head = {
            "words": book.add_format({**heading, "indent": 1}),
            "mark": book.add_format({**heading, "align": "center"}),
            "number": book.add_format({**heading, "align": "right"}),
        }
        bar = {"align": "center", "valign": "vcenter", "bottom": 1, "bottom_color": _LINE}
        self._bars = {
            "planned": book.add_format({**bar, "bg_color": "#E2B48C", "font_color": _INK}),
            "done": book.add_format({**bar, "bg_color": _DONE, "font_color": "#FFFFFF"}),
            "running": book.add_format({**bar, "bg_color": _BAR, "font_color": "#FFFFFF"}),
            "milestone": book.add_format({**bar, "font_color": "#7A3B78", "bold": True}),
        }
        self._tables = 0

    def sheet(self, sheet: Sheet) -> None:
        """Write one worksheet with its grids and print set-up."""
        page = self._book.add_worksheet(sheet.name)
        page.hide_gridlines(2)
        page.write_string(0, 0, safe_text(sheet.title), self._title)
        page.set_row(0, 24)
        row = 1
        if sheet.note:
            page.write_string(row, 0, safe_text(sheet.note))
        row += 1
        for label, text in sheet.lines:
            page.write_string(row, 0, safe_text(label), self._bold)
            page.write_string(row, 1, safe_text(text), self._plain)
            page.set_row(row, _height([(text, 90.0)]))
            row += 1
        if sheet.lines:
            page.set_column(0, 0, 24)
            page.set_column(1, 1, 90)
        self._widths(page, sheet.grids)
        for number, grid in enumerate(sheet.grids):
            if number or sheet.lines:
                page.write_string(row, 0, safe_text(grid.title), self._heading)
                row += 1
            if number == 0:
                page.freeze_panes(row + 1, sheet.frozen)
                page.repeat_rows(row)
            row = self._grid(page, grid, row) + 2
        self._print(page, sheet)

    def _widths(self, page: Worksheet, grids: Sequence[Grid]) -> None:
        most = max((len(grid.columns) for grid in grids), default=0)
        for number in range(most):
            widths = [grid.columns[number].characters for grid in grids if number < len(grid.columns)]
            page.set_column(number, number, max(widths))

    def _grid(self, page: Worksheet, grid: Grid, row: int) -> int:
        """Write a grid with its header at `row`; return the first row below it."""
        first = row
        self._tables += 1
        rows: Sequence[Sequence[Any]] = grid.rows or [[""] * len(grid.columns)]
        page.add_table(
            first,
            0,
            first + len(rows),
            len(grid.columns) - 1,
            {
                "name": f"Table{self._tables}",
                "style": None,
                "columns": [
                    {"header": safe_text(title), "header_format": self._heading_format(column)}
                    for title, column in zip(_different(grid.columns), grid.columns, strict=True)
                ],
            },
        )
        page.set_row(
            first, max(30.0, _height([(column.title, column.characters * 0.7) for column in grid.columns]))
        )
        for number, cells in enumerate(rows, first + 1):
            texts = []
            for place, (column, value) in enumerate(zip(grid.columns, cells, strict=True)):
                if value == "" and column.look == "mark":
                    continue  # a matrix of many people and actions is nearly empty
                self._cell(page, number, place, column, value)
                if isinstance(value, str):
                    texts.append((value, column.characters))
            page.set_row(number, _height(texts))
        last = first + len(rows)
        self._validation(page, grid, first + 1, last)
        if grid.scale is not None:
            left, right, kind = grid.scale
            page.conditional_format(first + 1, left, last, right, _SCALES[kind])
        if grid.total:
            last += 1
            for place, (column, value) in enumerate(zip(grid.columns, grid.total, strict=True)):
                self._cell(page, last, place, column, value, bold=True)
        if grid.note:
            last += 1
            page.write_string(last, 0, safe_text(grid.note))
        return last + 1

    def _cell(
        self, page: Worksheet, row: int, place: int, column: Column, value: Any, *, bold: bool = False
    ) -> None:
        style = self._format(column.look, bold)
        if value is None or value == "":
            page.write_blank(row, place, None, style)
        elif isinstance(value, Formula):
            page.write_formula(row, place, value.text, style, value.value)
        elif isinstance(value, bool):
            page.write_string(row, place, _("yes") if value else _("no"), style)
        elif isinstance(value, date):
            page.write_datetime(row, place, datetime.combine(value, time()), style)
        elif isinstance(value, int | float):
            page.write_number(row, place, value, style)
        elif value in _BAR_WORDS:
            page.write_string(row, place, _BAR_WORDS[value], self._bars[value])
        else:
            page.write_string(row, place, safe_text(str(value)), style)

    def _format(self, look: str, bold: bool) -> Format:
        key = (look, bold)
        if key not in self._formats:
            described: dict[str, Any] = {"valign": "top", "bottom": 1, "bottom_color": _LINE, "bold": bold}
            if look in _WORDS:
                described |= {"text_wrap": True, "num_format": "@", "align": "left", "indent": 1}
            if look == "date":
                described |= {"align": "left", "indent": 1}
            if look == "mark":
                described |= {"align": "center"}
            if look in _NUMBERS:
                described |= {"num_format": _NUMBERS[look]}
            if bold:
                described |= {"top": 1}
            self._formats[key] = self._book.add_format(described)
        return self._formats[key]

    def _heading_format(self, column: Column) -> Format:
        look = column.look
        return self._head["words" if look in (*_WORDS, "date") else "mark" if look == "mark" else "number"]

    def _validation(self, page: Worksheet, grid: Grid, first: int, last: int) -> None:
        for place, column in enumerate(grid.columns):
            # Excel refuses a written-out list of more than 255 characters.
            if column.choices and len(",".join(column.choices)) <= 255:
                page.data_validation(
                    first,
                    place,
                    last,
                    place,
                    {"validate": "list", "source": list(column.choices), "error_type": "warning"},
                )

    def _print(self, page: Worksheet, sheet: Sheet) -> None:
        if sheet.landscape:
            page.set_landscape()
        widest = max((sum(column.characters for column in grid.columns) for grid in sheet.grids), default=0)
        page.set_paper(_TABLOID if widest > _WIDE else _LETTER)
        page.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.7)
        page.fit_to_pages(1, 0)
        page.set_footer("&L&A&R&P / &N")


_BAR_WORDS = {"planned": "○", "done": "✓", "running": "●", "milestone": "◆"}
_SCALES: dict[str, dict[str, Any]] = {
    "load": {"type": "3_color_scale", "min_color": "#FFFFFF", "mid_color": "#FFF4D6", "max_color": "#E9A59F"},
}


def _different(columns: Sequence[Column]) -> list[str]:
    """Return headings that differ, as an Excel table needs (a repeated one gets a number)."""
    seen: dict[str, int] = {}
    titles = []
    for column in columns:
        key = column.title.casefold()
        seen[key] = seen.get(key, 0) + 1
        titles.append(column.title if seen[key] == 1 else f"{column.title} {seen[key]}")
    return titles


def _height(cells: Sequence[tuple[str, float]]) -> float:
    """Return a row height in points that shows wrapped text (LibreOffice does not grow rows by itself)."""
    lines = 1
    for text, width in cells:
        room = max(1.0, width * 0.95)
        if len(text) >= room or "\n" in text:
            lines = max(lines, sum(1 + int(len(line) / room) for line in text.split("\n")))
    return _ROW_HEIGHT * min(lines, _MOST_LINES)
