"""Somebody who comments in a review workbook with another program, and does what people do to sheets."""

from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.comments import Comment

KEYS, HEADINGS = 3, 4
"""The rows of keys and of headings in a sheet that asks."""


class Reviewer:
    """A returned workbook in the making."""

    def __init__(self, path: Path) -> None:
        """Open what was sent."""
        self.book = openpyxl.load_workbook(path)

    def signs(self, name: str, role: str = "") -> None:
        """Fill in who comments."""
        sheet = self.book["Read me"]
        for row in sheet.iter_rows():
            for cell in row:
                if cell.value in ("key:reviewer", "key:reviewer_role"):
                    sheet.cell(cell.row, 3).value = name if cell.value == "key:reviewer" else role or None

    def row(self, sheet: str, code: str) -> int:
        """Return the number of the row with a visible code."""
        return next(
            cell.row
            for row in self.book[sheet].iter_rows()
            for cell in row
            if cell.value == code and cell.row > HEADINGS
        )

    def column(self, sheet: str, key: str) -> int:
        """Return the number of the column with a key, or whose key begins so."""
        for row in self.book[sheet].iter_rows():
            for cell in row:
                if isinstance(cell.value, str) and cell.value.startswith(f"key:{key}"):
                    return int(cell.column)
        raise KeyError(key)

    def write(self, sheet: str, code: str, key: str, text: Any) -> None:
        """Write into the cell of a row and a column."""
        cell = self.book[sheet].cell(self.row(sheet, code), self.column(sheet, key))
        cell.value = text
        if isinstance(text, str) and text.startswith("="):
            cell.data_type = "s"

    def note(self, sheet: str, code: str, text: str, author: str = "Ana") -> None:
        """Stick a note to a cell."""
        self.book[sheet].cell(self.row(sheet, code), 3).comment = Comment(text, author)

    def sort(self, sheet: str, key: str) -> None:
        """Sort the rows below the headings by a column."""
        page, column = self.book[sheet], self.column(sheet, key)
        rows = [[cell.value for cell in row] for row in page.iter_rows(min_row=HEADINGS + 1)]
        rows.sort(key=lambda cells: str(cells[column - 1] or "~"), reverse=True)
        for number, cells in enumerate(rows, HEADINGS + 1):
            for place, value in enumerate(cells, 1):
                page.cell(number, place).value = value
                if isinstance(value, str):
                    page.cell(number, place).data_type = "s"

    def copy_row(self, sheet: str, code: str) -> int:
        """Put a second copy of a row at the end, and return its number."""
        page, number = self.book[sheet], self.row(sheet, code)
        last = page.max_row + 1
        for cell in page[number]:
            page.cell(last, cell.column).value = cell.value
        return last

    def save(self, path: Path) -> Path:
        """Save it under a name of one's own."""
        for sheet in self.book.worksheets:
            sheet.protection.sheet = False
        self.book.save(path)
        return path
