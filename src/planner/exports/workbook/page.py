"""Write one worksheet: title, lines, grids with what belongs to them, and how it is printed."""

import math
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from xlsxwriter.worksheet import Worksheet

from planner.exports.workbook import heights
from planner.exports.workbook.charts import Charts
from planner.exports.workbook.looks import PHASES, WORDS, Looks
from planner.exports.workbook.sheet import (
    FIRST_ROW,
    Choices,
    Column,
    Formula,
    Grid,
    Link,
    Properties,
    Sheet,
    column_letter,
)
from planner.exports.workbook.texts import day_number, header_text, headings, safe_text
from planner.i18n import _

_PAPERS = {"letter": (1, 3), "a4": (9, 8)}  # as it is; twice the size for wide sheets
_WIDE = 170  # characters across; more would be too small to read on the smaller paper
_ACROSS = 400  # the same for the larger paper; more is printed on several pages side by side
_TITLE_POINTS, _HEADING_POINTS = 27.0, 18.0
_MOST_LINKS = 5_000  # a sheet may have 65,530
_LONGEST_HINT = 250
_PLAIN = 8_000  # shorter texts fit a cell whatever they are made of


class Page:
    """One worksheet being written."""

    def __init__(
        self,
        page: Worksheet,
        sheet: Sheet,
        looks: Looks,
        charts: Charts,
        *,
        table_names: Callable[[], str],
        list_names: Callable[[Choices], str],
    ) -> None:
        self._page, self._sheet, self._looks, self._charts = page, sheet, looks, charts
        self._table_name, self._list_name = table_names, list_names
        most = max((len(grid.columns) for grid in sheet.grids), default=2)
        self._columns = [_widest(sheet.grids, place) for place in range(most)]
        self._left = next(
            (place for place, each in enumerate(self._columns) if not each or not each.hidden), 0
        )
        self._links = 0
        self._last = 0

    def write(self, properties: Properties) -> None:
        """Write everything."""
        page, sheet = self._page, self._sheet
        page.hide_gridlines(2)
        if sheet.phase in PHASES:
            page.set_tab_color(PHASES[sheet.phase][0])
        row = self._top()
        self._widths()
        single = len(sheet.grids) == 1 and not sheet.lines
        breaks = []
        for number, grid in enumerate(sheet.grids):
            if number and grid.chart is not None:
                breaks.append(row)  # the picture and its numbers on one page
            if not single:
                page.set_row(row, _HEADING_POINTS)
                page.write_string(row, self._left, safe_text(grid.title), self._looks.subtitle())
                row += 1
            head = row + bool(grid.keys)
            if single:
                page.freeze_panes(head + 1, sheet.frozen)
            row = self._grid(grid, row) + 1
            if number == 0 and single:
                page.repeat_rows(0, head)
        if not single:
            page.freeze_panes(1, sheet.frozen if sheet.grids and not sheet.lines else 0)
            page.repeat_rows(0)
        page.set_h_pagebreaks(breaks)
        if sheet.protected:
            page.protect("", {"autofilter": True, "format_columns": True, "format_rows": True, "sort": True})
        if sheet.hidden:
            page.hide()
        self._print(properties)

    def _top(self) -> int:
        """Write the title, the way back, the sentence and the lines; return the first row below."""
        page, sheet, left = self._page, self._sheet, self._left
        page.set_row(0, _TITLE_POINTS)
        page.write_string(0, left, safe_text(sheet.title), self._looks.title())
        if sheet.back is not None:
            self._link(1, left, sheet.back, None)
            left += 1
        if sheet.note:
            page.write_string(1, left, safe_text(sheet.note), self._looks.note())
        page.set_row(1, _HEADING_POINTS)
        row = FIRST_ROW - 2
        width = self._columns[1].characters if len(self._columns) > 1 and self._columns[1] else 90.0
        for label, text in sheet.lines:
            page.write_string(row, 0, safe_text(label), self._looks.label())
            page.write_string(row, 1, safe_text(text), self._looks.paragraph())
            page.set_row(row, heights.points(heights.lines(text, heights.room(width))))
            row += 1
        return row + 1 if sheet.lines else row

    def _widths(self) -> None:
        """Set widths, and the look of the first grid's columns, so that its cells need not name it."""
        first = self._sheet.grids[0].columns if self._sheet.grids else ()
        for place, widest in enumerate(self._columns):
            if widest is None:
                self._page.set_column(place, place, 24 if place == 0 else 90)
                continue
            look = (
                self._looks.column(first[place]) if place < len(first) and not first[place].unlocked else None
            )
            options = {"hidden": True} if widest.hidden else {}
            self._page.set_column(place, place, widest.characters, look, options)

    def _grid(self, grid: Grid, row: int) -> int:
        """Write a grid from `row` on; return the first row below it."""
        page = self._page
        if grid.keys:
            page.set_row(row, None, None, {"hidden": True})
            for place, key in enumerate(grid.keys):
                page.write_string(row, place, key)
            row += 1
        last = row + max(1, len(grid.rows))
        self._headings(grid, row, last)
        self._cells(grid, row + 1)
        self._rules(grid, row + 1, last)
        if grid.total:
            last += 1
            for place, (column, value) in enumerate(zip(grid.columns, grid.total, strict=True)):
                self._value(last, place, value, self._looks.total(column.look))
        note = grid.note if grid.rows else _("Nothing here yet.")
        if note:
            last += 1
            page.write_string(last, self._left, safe_text(note), self._looks.note())
        if grid.chart is not None and grid.rows:
            last = self._charts.insert(page, grid, grid.chart, row, last + 2)
        self._last = max(self._last, last)
        return last + 2

    def _headings(self, grid: Grid, row: int, last: int) -> None:
        columns, phase = grid.columns, self._sheet.phase
        titles = headings([column.title for column in columns])
        lines = max(
            heights.lines(title, heights.room(self._width(place) - 2)) for place, title in enumerate(titles)
        )
        self._page.set_row(row, max(32.0, heights.points(lines)))
        if grid.filtered is None:
            described = [
                {"header": title, "header_format": self._looks.heading(column, phase)}
                for title, column in zip(titles, columns, strict=True)
            ]
            options = {"name": self._table_name(), "style": None, "columns": described}
            options["description"] = safe_text(grid.title)
            self._page.add_table(row, 0, last, len(columns) - 1, options)
            return
        for place, (title, column) in enumerate(zip(titles, columns, strict=True)):
            self._page.write_string(row, place, title, self._looks.heading(column, phase))
        if grid.filtered:
            self._page.autofilter(row, 0, last, grid.filtered - 1)

    def _cells(self, grid: Grid, row: int) -> None:
        """Write the cells that hold something; rows of more than one line get their height."""
        write_string, write_number = self._page.write_string, self._page.write_number
        columns, first = grid.columns, self._sheet.grids[0].columns
        named = [
            None if place < len(first) and _same(column, first[place]) else self._looks.column(column)
            for place, column in enumerate(grid.columns)
        ]
        rooms = [
            heights.room(self._width(place)) if column.look in WORDS and not column.hidden else math.inf
            for place, column in enumerate(grid.columns)
        ]
        open_places = [place for place, column in enumerate(grid.columns) if column.unlocked]
        for number, cells in enumerate(grid.rows, row):
            most = 1
            for place, value in enumerate(cells):
                if value is None or value == "":
                    continue
                kind = type(value)
                if kind is str:
                    if value.isprintable() and value[0] != "<" and len(value) <= _PLAIN:
                        write_string(number, place, value, named[place])
                        if len(value) > rooms[place]:
                            most = max(most, heights.lines(value, rooms[place]))
                    else:
                        self._text(number, place, value, named[place])
                        most = max(most, heights.lines(value, rooms[place]))
                elif kind is int:
                    write_number(number, place, value, named[place])
                elif kind is Link:
                    self._link(number, place, value, columns[place])
                else:
                    self._value(number, place, value, named[place])
            if most > 1:
                self._page.set_row(number, heights.points(most))
            for place in open_places:
                if cells[place] in (None, ""):
                    self._page.write_blank(number, place, None, named[place])

    def _value(self, row: int, place: int, value: Any, look: Any) -> None:
        """Write a value of any kind."""
        page = self._page
        if value is None or value == "":
            page.write_blank(row, place, None, look)
        elif isinstance(value, Formula):
            page.write_formula(row, place, value.text.replace("{row}", str(row + 1)), look, value.value)
        elif isinstance(value, bool):
            page.write_string(row, place, _("yes") if value else _("no"), look)
        elif isinstance(value, date):
            number = day_number(value)
            if number is None:
                page.write_string(row, place, value.isoformat(), look)
            else:
                page.write_number(row, place, number, look)
        elif isinstance(value, int | float) and math.isfinite(value):
            page.write_number(row, place, value, look)
        else:
            self._text(row, place, str(value), look)

    def _text(self, row: int, place: int, text: str, look: Any) -> None:
        clean = safe_text(text)
        if clean.startswith("<r>") and clean.endswith("</r>"):
            # XlsxWriter takes this for runs of its own; written in two runs it stays what somebody typed.
            runs = (clean[:1], self._looks.run(), clean[1:])
            self._page.write_rich_string(row, place, *runs, look or self._looks.column(self._column(place)))
        else:
            self._page.write_string(row, place, clean, look)

    def _link(self, row: int, place: int, link: Link, column: Column | None) -> None:
        look = self._looks.link(column)
        self._links += 1
        if self._links > _MOST_LINKS:
            self._page.write_string(row, place, safe_text(link.words), look)
            return
        target = f"internal:'{link.tab.replace(chr(39), chr(39) * 2)}'!A{link.row}"
        self._page.write_url(row, place, target, look, safe_text(link.words))

    def _rules(self, grid: Grid, first: int, last: int) -> None:
        """What holds for whole columns: words offered, the longest text, colors of words, lines of rows."""
        page, columns = self._page, grid.columns
        for place, column in enumerate(columns):
            self._validation(column, first, last, place)
        for start, end, tones in _stretches(columns):
            for word, tone in tones:
                rule = {"type": "cell", "criteria": "==", "value": '"' + word.replace('"', '""') + '"'}
                page.conditional_format(first, start, last, end, {**rule, "format": self._looks.tone(tone)})
        if grid.scale is not None:
            start, end = grid.scale
            over = {"type": "cell", "criteria": ">", "value": 1, "format": self._looks.over()}
            page.conditional_format(first, start, last, end, over)
            page.conditional_format(first, start, last, end, _FULLNESS)
        lined = {"type": "formula", "criteria": "=TRUE", "format": self._looks.line()}
        page.conditional_format(first, 0, last, len(columns) - 1, lined)

    def _validation(self, column: Column, first: int, last: int, place: int) -> None:
        options: dict[str, Any] = {}
        if column.choices is not None:
            options = {"validate": "list", "source": "=" + self._list_name(column.choices)}
            options["error_type"] = "warning"
            options["error_title"] = _("Not in the list")[:32]
            options["error_message"] = _("This word is not one of those the plan uses here.")[:_LONGEST_HINT]
        elif column.most:
            options = {"validate": "length", "criteria": "<=", "value": column.most}
            options["error_message"] = _("At most {count} characters fit here.").format(count=column.most)
        elif column.hint:
            options = {"validate": "any"}
        if not options:
            return
        if column.hint:
            options["input_message"] = column.hint[:_LONGEST_HINT]
        self._page.data_validation(first, place, last, place, options)

    def _print(self, properties: Properties) -> None:
        """Set paper, margins, header and footer, what is printed and what is repeated."""
        page, sheet = self._page, self._sheet
        if sheet.landscape:
            page.set_landscape()
        across = sum(
            self._width(place) for place, each in enumerate(self._columns) if not (each and each.hidden)
        )
        plain, double = _PAPERS.get(properties.paper, _PAPERS["letter"])
        page.set_paper(double if across > _WIDE else plain)
        page.set_margins(left=0.5, right=0.5, top=0.75, bottom=0.7)
        pages = math.ceil(across / _ACROSS)
        page.fit_to_pages(pages, 0)
        if pages > 1:
            page.print_across()
        if pages > 1 and sheet.frozen:
            page.repeat_columns(0, sheet.frozen - 1)
        last = max(self._last, FIRST_ROW - 1, len(sheet.lines) + 2)
        page.print_area(0, 0, last, len(self._columns) - 1)
        page.ignore_errors({"number_stored_as_text": f"A1:{column_letter(len(self._columns) - 1)}{last + 1}"})
        about = "" if sheet.title == properties.title else header_text(sheet.title)
        page.set_header(f"&L{header_text(properties.title)}&R{about}")
        number = _("Page {number} of {count}").replace("&", "&&").format(number="&P", count="&N")
        day = _("As of {day}").replace("&", "&&").format(day=properties.made.isoformat())
        page.set_footer(f"&L{header_text(properties.author)}&C{day}&R{number}")

    def _width(self, place: int) -> float:
        widest = self._columns[place]
        return widest.characters if widest else (24.0 if place == 0 else 90.0)

    def _column(self, place: int) -> Column:
        return self._columns[place] or Column("")


_FULLNESS = {
    "type": "3_color_scale",
    "min_type": "num",
    "mid_type": "num",
    "max_type": "num",
    "min_value": 0,
    "mid_value": 0.9,
    "max_value": 1.3,
    "min_color": "#FFFFFF",
    "mid_color": "#FFF4D6",
    "max_color": "#E9A59F",
}
"""Shades from empty to overfull; nine tenths is where the plan begins to warn (method 3)."""


def _widest(grids: Sequence[Grid], place: int) -> Column | None:
    """Return the widest of the columns that stand one below the other at a place."""
    here = [grid.columns[place] for grid in grids if place < len(grid.columns)]
    return max(here, key=lambda column: column.characters, default=None)


def _same(one: Column, other: Column) -> bool:
    return one.look == other.look and not one.unlocked and not other.unlocked


def _stretches(columns: Sequence[Column]) -> list[tuple[int, int, Any]]:
    """Return first and last place of neighbors whose words are set off in the same way."""
    found: list[tuple[int, int, Any]] = []
    for place, column in enumerate(columns):
        if column.tones and found and found[-1][1] == place - 1 and found[-1][2] == column.tones:
            found[-1] = (found[-1][0], place, column.tones)
        elif column.tones:
            found.append((place, place, column.tones))
    return found
