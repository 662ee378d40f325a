"""Reading an OpenDocument spreadsheet: the cells of every sheet as texts, and notes beside cells.

Source: OpenDocument 1.3, 9 (tables), 19.675 (repeated cells), 14.1 (annotations).
"""

import io
from typing import TYPE_CHECKING

from planner.services.returned import limits
from planner.services.returned.archive import Archive
from planner.services.returned.cells import Meter, clean
from planner.services.returned.content import CellNote, Content, Refused, Table

if TYPE_CHECKING:  # named only: loaded when a file is read
    from xml.etree.ElementTree import Element

_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_CREATOR = "{http://purl.org/dc/elements/1.1/}creator"
_MOST_SPACES = 1_000


def read_ods(archive: Archive) -> Content:
    """Return what a spreadsheet holds.

    Raises:
        Refused: It is locked, holds too much, or cannot be read.
    """
    if b"encryption-data" in archive.parts.get("meta-inf/manifest.xml", b""):
        raise Refused("locked")
    try:
        return _read(archive.part("content.xml"))
    except (Refused, MemoryError):
        raise
    except Exception:  # whatever the parser stumbles over in a spoiled file
        raise Refused("damaged") from None


def _read(part: bytes) -> Content:
    from defusedxml.ElementTree import iterparse

    content, meter = Content("ods"), Meter()
    row = 1
    for event, element in iterparse(io.BytesIO(part), events=("start", "end")):
        if element.tag == f"{_TABLE}table":
            if event == "start":
                content.tables.append(Table(element.get(f"{_TABLE}name", "")))
                row = 1
        elif element.tag == f"{_TABLE}table-row" and event == "end" and content.tables:
            row += _row(content.tables[-1], element, row, meter)
            element.clear()
    return content


def _row(table: Table, element: "Element", number: int, meter: Meter) -> int:
    """Put the cells of a row where they belong, as often as it stands there; return how often."""
    times = _times(element, "number-rows-repeated")
    column = 1
    for cell in element:
        if cell.tag not in (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"):
            continue
        wide = _times(cell, "number-columns-repeated")
        text, notes = _cell(cell)
        if text.strip() and column <= limits.MOST_COLUMNS:
            formula = cell.get(f"{_TABLE}formula") is not None
            for place in range(column, min(column + wide, limits.MOST_COLUMNS + 1)):
                for line in range(number, number + times):
                    meter.put(table, line, place, text)  # refuses before there are too many
                    if formula:
                        table.formulas.append((line, place))
        for author, said in notes:
            meter.take(said)
            table.notes.append(CellNote(number, column, author, said))
        column += wide
    return times


def _times(element: "Element", name: str) -> int:
    said = element.get(f"{_TABLE}{name}", "1")
    return max(1, int(said)) if said.isdecimal() else 1


def _cell(cell: "Element") -> tuple[str, list[tuple[str, str]]]:
    """Return what a cell says, and the notes on it with who wrote them."""
    day = cell.get(f"{_OFFICE}date-value", "")
    number = cell.get(f"{_OFFICE}value", "")
    notes = [
        (each.findtext(_CREATOR) or "", clean(_paragraphs(each)).strip())
        for each in cell
        if each.tag == f"{_OFFICE}annotation"
    ]
    formula = cell.get(f"{_TABLE}formula", "")
    if formula:  # what was typed, not what it gave
        text = formula[formula.find("=") :]
    elif day:
        text = day.removesuffix("T00:00:00")
    elif number:
        text = number.removesuffix(".0")
    else:
        text = _paragraphs(cell)
    return text, [each for each in notes if each[1]]


def _paragraphs(element: "Element") -> str:
    return "\n".join(_spoken(each) for each in element if each.tag == f"{_TEXT}p")


def _spoken(element: "Element") -> str:
    """Return the words of a paragraph, with what stands for spaces, tabs and line ends."""
    parts = [element.text or ""]
    for each in element:
        if each.tag == f"{_TEXT}s":
            count = each.get(f"{_TEXT}c", "1")
            parts.append(" " * min(int(count) if count.isdecimal() else 1, _MOST_SPACES))
        elif each.tag == f"{_TEXT}tab":
            parts.append("\t")
        elif each.tag == f"{_TEXT}line-break":
            parts.append("\n")
        elif each.tag != f"{_OFFICE}annotation":
            parts.append(_spoken(each))
        parts.append(each.tail or "")
    return "".join(parts)
