"""Reading a sheet that was saved as text (CSV), with whatever separates its columns."""

import csv
import io

from planner.services.returned import limits
from planner.services.returned.cells import Meter
from planner.services.returned.content import Content, Refused, Table

_SEPARATORS = ",;\t|"
_MARKS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}


def read_csv(data: bytes) -> Content:
    """Return what the sheet holds.

    Raises:
        Refused: It is no text, or holds too much.
    """
    text = decoded(data)
    if len(text) > limits.MOST_TEXT:
        raise Refused("too_much_text", most=limits.MOST_TEXT)
    csv.field_size_limit(limits.MOST_TEXT)
    table, meter = Table(""), Meter()
    try:
        for number, row in enumerate(
            csv.reader(io.StringIO(text, newline=""), delimiter=_separator(text)), 1
        ):
            for column, cell in enumerate(row[: limits.MOST_COLUMNS], 1):
                meter.put(table, number, column, _unquoted(cell))
    except csv.Error:
        raise Refused("damaged") from None
    return Content("csv", [table])


def decoded(data: bytes) -> str:
    """Return a text in the encoding it says or seems to have; raises Refused where it is no text."""
    encoding = next((name for mark, name in _MARKS.items() if data.startswith(mark)), "")
    try:
        if encoding:
            return data.decode(encoding)
        if b"\0" in data:
            raise Refused("no_table")
        try:
            return data.decode("utf-8")
        except UnicodeDecodeError:
            return data.decode("cp1252")
    except UnicodeDecodeError:
        raise Refused("no_table") from None


def _separator(text: str) -> str:
    """Return what separates columns: what stands most often in the first lines that have any."""
    counts = dict.fromkeys(_SEPARATORS, 0)
    for line in text[:20_000].splitlines()[:20]:
        for each in _SEPARATORS:
            counts[each] += line.count(each)
    return max(_SEPARATORS, key=lambda each: counts[each])


def _unquoted(cell: str) -> str:
    """Return a cell without the apostrophe that keeps a text from being a formula."""
    return cell[1:] if cell[:1] == "'" and cell[1:2] in tuple("=+-@") else cell
