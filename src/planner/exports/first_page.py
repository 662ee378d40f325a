"""The first page of a PDF as a picture, for looking at a document before it is made. PDFium lives here."""

from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # named only: it is loaded when a page is drawn
    from pypdfium2 import PdfPage

_POINTS = 72.0
_LARGEST = 4000  # pixels; nobody has a larger screen, and a page may be a poster
_one_at_a_time = Lock()  # PDFium keeps state of its own for the whole process


@dataclass(frozen=True)
class PagePicture:
    """A picture: `pixels` holds rows of `stride` bytes, four to a pixel: blue, green, red, and one unused.

    `pages` is how many pages the PDF has, `text` what stands on this one, for those who hear it.
    """

    width: int
    height: int
    stride: int
    pixels: bytes
    pages: int
    text: str


def first_page(path: Path, width: int, height: int) -> PagePicture:
    """Draw the first page of the PDF at `path`, as large as fits into a width and height in pixels."""
    from pypdfium2 import PdfDocument

    with _one_at_a_time:
        document = PdfDocument(path)
        try:
            document.init_forms()  # so that fields to fill in are drawn; does nothing where there are none
            page = document[0]
            across, down = page.get_size()
            scale = min(width / across, height / down, _LARGEST / max(across, down))
            bitmap = page.render(scale=max(scale, 1 / _POINTS), rev_byteorder=False, prefer_bgrx=True)
            made = PagePicture(
                bitmap.width,
                bitmap.height,
                bitmap.stride,
                bytes(bitmap.buffer),
                len(document),
                _text(page),
            )
            bitmap.close()
            page.close()
            return made
        finally:
            document.close()


def _text(page: "PdfPage") -> str:
    found = page.get_textpage()
    try:
        return " ".join(str(found.get_text_bounded()).split())
    finally:
        found.close()
