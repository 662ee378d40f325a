"""Reading an Excel workbook: the cells of every sheet as texts, formulas as their words, notes on cells."""

import io
import os
import posixpath
import re
import warnings
from typing import TYPE_CHECKING, Any

from planner.services.returned import limits
from planner.services.returned.archive import Archive
from planner.services.returned.cells import Meter, clean, said
from planner.services.returned.content import CellNote, Content, Refused, Table

if TYPE_CHECKING:  # named only: loaded when a workbook is read
    from xml.etree.ElementTree import Element

_ROW = re.compile(rb"<(?:\w+:)?row[\s>]")
_CELL = re.compile(rb"<(?:\w+:)?c[\s/>]")
_VALUE = re.compile(rb"<(?:\w+:)?(?:v|is)[\s>]")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_CONTROL = re.compile(r"_x(00[01][0-9A-Fa-f])_")
_REFERENCE = re.compile(r"^([A-Z]{1,3})([1-9]\d{0,6})$")
_MOST_EMPTY = 1_000_000  # cells with a border or color and nothing in them
_THREADED = "[Threaded comment]"


def read_xlsx(archive: Archive) -> Content:
    """Return what a workbook holds.

    Raises:
        Refused: It holds macros or too much, or cannot be read.
    """
    if b"macroEnabled" in archive.parts.get("[content_types].xml", b""):
        raise Refused("macros")
    _count(archive)
    content = Content("xlsx")
    try:
        _read(archive, content)
    except (Refused, MemoryError):
        raise
    except Exception:  # whatever the library stumbles over in a spoiled file
        raise Refused("damaged") from None
    return content


def _count(archive: Archive) -> None:
    """Refuse what is too much before the slow reading begins."""
    sheets = [part for name, part in archive.parts.items() if name.startswith("xl/worksheets/")]
    if sum(len(_ROW.findall(part)) for part in sheets) > limits.MOST_ROWS:
        raise Refused("too_many_rows", most=limits.MOST_ROWS)
    values = sum(len(_VALUE.findall(part)) for part in sheets)
    if values > limits.MOST_CELLS or sum(len(_CELL.findall(part)) for part in sheets) > _MOST_EMPTY:
        raise Refused("too_many_cells", most=limits.MOST_CELLS)


def _read(archive: Archive, content: Content) -> None:
    os.environ["OPENPYXL_LXML"] = "False"  # lxml resolves what defusedxml refuses
    import openpyxl

    meter = Meter()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # extensions it does not know are none of ours
        book = openpyxl.load_workbook(io.BytesIO(archive.data), read_only=True, keep_links=False)
        notes = _notes(archive)
        for sheet in book.worksheets:
            table = Table(sheet.title)
            rows = sheet.iter_rows(
                min_row=1, max_row=limits.MOST_ROWS, min_col=1, max_col=limits.MOST_COLUMNS
            )
            for number, row in enumerate(rows, 1):
                for cell in row:
                    if cell.value is not None:
                        meter.put(table, number, cell.column, _text(cell))
                        if cell.data_type == "f":
                            table.formulas.append((number, cell.column))
            for note in notes.get(sheet.title, ()):
                meter.take(note.text)
                table.notes.append(note)
            content.tables.append(table)


def _text(cell: Any) -> str:
    """Return what a cell says; of a formula its own words."""
    value = cell.value
    if cell.data_type == "f":
        return str(getattr(value, "text", value))
    # The library turns _x005F_ back, which stands for a line under, and no others.
    return _unescaped(value, _CONTROL) if isinstance(value, str) else said(value)


def _unescaped(text: str, written: re.Pattern[str] = _ESCAPED) -> str:
    """Return a text whose letters may be written as `_x0041_`. Source: ECMA-376, ST_Xstring."""
    return written.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text


def _notes(archive: Archive) -> dict[str, list[CellNote]]:
    """Return the notes on cells, by the name of the sheet."""
    from defusedxml.ElementTree import fromstring

    targets = _related(archive, "xl/workbook.xml", "/worksheet")
    found: dict[str, list[CellNote]] = {}
    for sheet in fromstring(archive.part("xl/workbook.xml")).iter():
        if not sheet.tag.endswith("}sheet"):
            continue
        named = next((value for key, value in sheet.attrib.items() if key.endswith("}id")), "")
        path = targets.get(named, "")
        for target in _related(archive, path, "/comments").values() if path else ():
            if target in archive.parts:
                found.setdefault(sheet.get("name", ""), []).extend(_of_part(fromstring(archive.part(target))))
    return found


def _related(archive: Archive, path: str, kind: str) -> dict[str, str]:
    """Return the parts of a kind that a part names, by the id it names them with."""
    from defusedxml.ElementTree import fromstring

    folder, name = posixpath.split(path)
    part = archive.parts.get(f"{folder}/_rels/{name}.rels")
    if part is None:
        return {}
    return {
        each.get("Id", ""): _inside(folder, each.get("Target", ""))
        for each in fromstring(part)
        if each.get("TargetMode") != "External" and each.get("Type", "").endswith(kind)
    }


def _inside(folder: str, target: str) -> str:
    path = target.lstrip("/") if target.startswith("/") else posixpath.join(folder, target)
    return posixpath.normpath(path).lower()


def _of_part(root: "Element") -> list[CellNote]:
    authors = [each.text or "" for each in root.iter() if each.tag.endswith("}author")]
    found = []
    for each in root.iter():
        place = _REFERENCE.match(each.get("ref", "")) if each.tag.endswith("}comment") else None
        if place is None:
            continue
        text = clean(_unescaped("".join(run.text or "" for run in each.iter() if run.tag.endswith("}t"))))
        number = each.get("authorId", "")
        author = authors[int(number)] if number.isdecimal() and int(number) < len(authors) else ""
        if text.startswith(_THREADED):  # newer versions write what older ones shall show
            text, author = text.rpartition("Comment:\n    ")[2], ""
        if text.strip():
            found.append(CellNote(int(place[2]), _column(place[1]), author, text.strip()))
    return found


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number
