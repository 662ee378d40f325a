"""Reading a PDF that came back: what was written into its fields, and the notes and marks on its pages."""

import io
from typing import TYPE_CHECKING, Any

from planner.services.returned.cells import Meter, clean
from planner.services.returned.content import Content, PageNote, Refused

if TYPE_CHECKING:  # named only: loaded when a PDF is read
    from pypdf import PageObject, PdfReader

_NOTES = ("/Text", "/FreeText", "/Highlight", "/Underline", "/Squiggly", "/StrikeOut", "/Caret")
_MARKS = ("/Highlight", "/Underline", "/Squiggly", "/StrikeOut")
_LONGEST_MARK = 300
_MOST_PAGES = 1_000
_MOST_NOTES = 5_000


def read_pdf(data: bytes) -> Content:
    """Return the fields and notes of a PDF.

    Raises:
        Refused: It is locked, damaged or too large.
    """
    from pypdf import PdfReader

    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise Refused("locked")
        return _read(reader)
    except (Refused, MemoryError):
        raise
    except Exception:  # whatever the library stumbles over in a spoiled file
        raise Refused("damaged") from None


def _read(reader: "PdfReader") -> Content:
    meter, content = Meter(), Content("pdf")
    for name, field in (reader.get_fields() or {}).items():
        text = _words(field.get("/V"))
        meter.take(text)
        if text.strip():
            content.fields[clean(str(name))] = text
    if len(reader.pages) > _MOST_PAGES:
        raise Refused("too_large_unpacked")
    for number, page in enumerate(reader.pages, 1):
        for note in _notes(page, number):
            meter.take(note.text + note.marked)
            content.notes.append(note)
            if len(content.notes) > _MOST_NOTES:
                raise Refused("too_many_rows", most=_MOST_NOTES)
    return content


def _words(value: Any) -> str:
    """Return the value of a field: text, or the choices made; a box that is not ticked says nothing."""
    if value is None:
        return ""
    if isinstance(value, list):
        return ", ".join(_words(each) for each in value)
    text = clean(str(value)).strip()
    return "" if text == "/Off" else text.removeprefix("/")


def _notes(page: "PageObject", number: int) -> list[PageNote]:
    found = []
    for reference in page.annotations or ():
        note = reference.get_object()
        kind = str(note.get("/Subtype", ""))
        if kind not in _NOTES:
            continue
        text = clean(str(note.get("/Contents", ""))).strip()
        marked = _marked(page, note) if kind in _MARKS else ""
        if text or marked:
            found.append(PageNote(number, clean(str(note.get("/T", ""))).strip(), text, marked))
    return found


def _marked(page: "PageObject", note: Any) -> str:
    """Return the words whose line begins within a mark, as far as the page tells where they stand."""
    corners = [float(each) for each in note.get("/QuadPoints") or note.get("/Rect") or ()]
    boxes = [corners[start : start + 8] for start in range(0, len(corners), 8)]
    within: list[str] = []

    def look(text: str, outer: list[float], inner: list[float], _font: Any, size: float) -> None:
        across = inner[4] * outer[0] + inner[5] * outer[2] + outer[4]
        up = inner[4] * outer[1] + inner[5] * outer[3] + outer[5]
        for box in boxes:
            low, high = min(box[1::2]) - size / 4, max(box[1::2])
            if low <= up <= high and across <= max(box[::2]) and text.strip():
                within.append(text)
                return

    page.extract_text(visitor_text=look)
    return clean(" ".join(" ".join(within).split()))[:_LONGEST_MARK]
