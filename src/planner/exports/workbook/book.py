"""Write sheets to an .xlsx file with XlsxWriter.

Text is always written as text, never as a formula or a link; dates are real dates, money and shares numbers.
"""

import re
from collections.abc import Sequence
from datetime import datetime, time
from pathlib import Path
from typing import Any

import xlsxwriter
from xlsxwriter.exceptions import FileCreateError
from xlsxwriter.utility import xl_rowcol_to_cell_fast
from xlsxwriter.worksheet import Worksheet

from planner.errors import Cancelled
from planner.exports.request import Report
from planner.exports.workbook.charts import Charts
from planner.exports.workbook.looks import Looks
from planner.exports.workbook.page import Page
from planner.exports.workbook.sheet import Choices, Part, Properties, column_letter, reference, tab_name
from planner.exports.workbook.texts import safe_text
from planner.i18n import N_, _, language

LISTS = N_("Lists")
"""The hidden sheet whose columns hold the words that cells offer."""
_PLAIN = re.compile(r"\W+")
_MOST_PROPERTY = 255


def write_book(
    path: Path, parts: Sequence[Part], properties: Properties, *, report: Report | None = None
) -> None:
    """Write the sheets in order to `path`, which is replaced; the same plan makes the same file.

    Raises:
        Cancelled: `report` said to stop.
        OSError: the file could not be written.
    """
    options = {"strings_to_formulas": False, "strings_to_urls": False}
    # Without this the library keeps the texts of a plan in temporary files while it works.
    options["in_memory"] = True
    book = xlsxwriter.Workbook(str(path), options)
    _describe(book, properties)
    writer = _Writer(book, properties)
    steps = len(parts) + 1
    for number, part in enumerate(parts):
        if report is not None and not report(number, steps, part.title):
            raise Cancelled
        writer.sheet(part)
    writer.lists()
    if report is not None and not report(len(parts), steps, _("Saving the workbook")):
        raise Cancelled
    try:
        book.close()
    except FileCreateError as error:  # it wraps what the system said: the disk is full, for example
        raise (error.args[0] if error.args and isinstance(error.args[0], OSError) else error) from error


def _describe(book: xlsxwriter.Workbook, properties: Properties) -> None:
    told = {
        "title": properties.title,
        "author": properties.author,
        "company": properties.author,
        "subject": properties.subject,
        "status": properties.status,
        "keywords": properties.keywords,
        "comments": _("Made with District Planner"),
    }
    book.set_properties(
        {
            **{name: safe_text(text)[:_MOST_PROPERTY] for name, text in told.items()},
            "created": datetime.combine(properties.made, time(12)),
        }
    )
    book.set_custom_property("Language", language(), "text")
    book.set_calc_mode("auto")


class _Sheet(Worksheet):  # type: ignore[misc]  # the library says nothing of types
    """A worksheet that writes plain cells quickly and keeps no list of the cells in tables.

    Ours never overlap, and the list would take more room than all the cells.
    """

    def __init__(self) -> None:
        super().__init__()
        self.table_cells: dict[tuple[int, int], str] = _Forgetful()

    def _prepare_formula(self, formula: str, _later: bool = False) -> str:
        """Return a formula without its sign; ours use functions of Excel 2007 only, which need no prefix."""
        return formula.removeprefix("=")

    def _write_cell(self, row: int, col: int, cell: Any) -> None:
        """Write a cell as the library does (a test compares the files), texts and numbers in one go."""
        look = cell.format or (self.col_info[col].column_format if col in self.col_info else None)
        style = f' s="{look._get_xf_index()}"' if look else ""
        match cell.__class__.__name__:
            case "String":
                self.fh.write(
                    f'<c r="{xl_rowcol_to_cell_fast(row, col)}"{style} t="s"><v>{cell.string}</v></c>'
                )
            case "Number":
                self.fh.write(
                    f'<c r="{xl_rowcol_to_cell_fast(row, col)}"{style}><v>{cell.number:.16G}</v></c>'
                )
            case _:
                super()._write_cell(row, col, cell)


class _Forgetful(dict[tuple[int, int], str]):
    def __setitem__(self, cell: tuple[int, int], area: str) -> None:
        """Keep nothing."""


class _Writer:
    """Writes one sheet after another, sharing formats, lists and the numbers of tables."""

    def __init__(self, book: xlsxwriter.Workbook, properties: Properties) -> None:
        self._book, self._properties = book, properties
        self._looks, self._charts = Looks(book), Charts(book)
        self._tables = 0
        self._lists: dict[tuple[str, ...], str] = {}

    def sheet(self, part: Part) -> None:
        """Make a sheet and write it."""
        sheet = part.make()
        worksheet = self._book.add_worksheet(sheet.name, worksheet_class=_Sheet)
        page = Page(
            worksheet,
            sheet,
            self._looks,
            self._charts,
            table_names=self._table_name,
            list_names=self._list_name,
        )
        page.write(self._properties)

    def lists(self) -> None:
        """Write the hidden sheet of the words that cells offer."""
        if not self._lists:
            return
        page = self._book.add_worksheet(tab_name(LISTS))
        for place, (words, name) in enumerate(self._lists.items()):
            page.write_string(0, place, name)
            for row, word in enumerate(words, 1):
                page.write_string(row, place, safe_text(word))
            column = column_letter(place)
            self._book.define_name(name, f"={reference(LISTS)}!${column}$2:${column}${len(words) + 1}")
        page.hide()

    def _table_name(self) -> str:
        self._tables += 1
        return f"Table{self._tables}"

    def _list_name(self, choices: Choices) -> str:
        if choices.words not in self._lists:
            name = "list_" + _PLAIN.sub("_", choices.name)
            taken: Any = self._lists.values()
            self._lists[choices.words] = f"{name}_{len(self._lists)}" if name in taken else name
        return self._lists[choices.words]
