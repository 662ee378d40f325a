"""Counting what is read, and turning the values of cells into texts."""

import re
from datetime import date, datetime, time, timedelta
from typing import Any

from planner.services.returned import limits
from planner.services.returned.content import Refused, Table

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


class Meter:
    """Counts rows, cells and characters of a whole file."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self._rows = self._cells = self._characters = 0

    def row(self) -> None:
        """Count a row that holds something; raises Refused when there are too many."""
        self._rows += 1
        if self._rows > limits.MOST_ROWS:
            raise Refused("too_many_rows", most=limits.MOST_ROWS)

    def put(self, table: Table, row: int, column: int, text: str) -> None:
        """Put a text into a cell; raises Refused when there is too much."""
        text = clean(text)
        if not text.strip():
            return
        self._cells += 1
        self.take(text)
        if self._cells > limits.MOST_CELLS:
            raise Refused("too_many_cells", most=limits.MOST_CELLS)
        if row not in table.rows:
            self.row()
        table.rows.setdefault(row, {})[column] = text

    def take(self, text: str) -> None:
        """Count a text; raises Refused when there is too much."""
        self._characters += len(text)
        if self._characters > limits.MOST_TEXT:
            raise Refused("too_much_text", most=limits.MOST_TEXT)


def clean(text: str) -> str:
    """Return a text without control characters, with single line ends, cut at what a cell may hold."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return _CONTROL.sub("", text)[: limits.LONGEST_CELL]


def said(value: Any) -> str:
    """Return the value of a cell as the review workbook wrote it: days as 2027-06-30, whole numbers whole."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ", "minutes")
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, timedelta):
        return str(value)
    if isinstance(value, float) and value == int(value) and abs(value) < limits.MOST_TEXT:
        return str(int(value))
    return str(value)
