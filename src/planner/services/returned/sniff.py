"""What kind of file something is, by what stands in it: a name says little."""

from collections.abc import Callable

from planner.services.returned.archive import Archive
from planner.services.returned.content import Content, Refused

_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_MACROS = "VBA".encode("utf-16-le")
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\0", b"MM\0*", b"RIFF", b"\0\0\0\x18ftyp")
_WORKSHOP = b"SQLite format 3\0"
_MARKUP = (b"<!doctype", b"<html", b"<?xml", b"{\\rtf")


def read(data: bytes) -> Content:
    """Return what a returned file holds, whatever it is called.

    Raises:
        Refused: It is nothing that can be read here, or must not be.
    """
    if not data:
        raise Refused("empty")
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _packed(data)
    if data.startswith(_OLD_OFFICE):
        if _ENCRYPTED in data:
            raise Refused("locked")
        raise Refused("macros" if _MACROS in data else "old_office")
    if b"%PDF-" in data[:1024]:
        from planner.services.returned.pdf import read_pdf

        return read_pdf(data)
    if data.startswith(_PICTURES):
        raise Refused("picture")
    if data.startswith(_WORKSHOP):
        raise Refused("workshop")
    if data.startswith(b"age-encryption.org/"):
        raise Refused("locked")
    if data[:200].lstrip(b"\xef\xbb\xbf \r\n\t").lower().startswith(_MARKUP):
        raise Refused("no_table")
    from planner.services.returned.delimited import read_csv

    return read_csv(data)


def _packed(data: bytes) -> Content:
    archive = Archive(data)
    reader = _reader(archive)
    return reader(archive)


def _reader(archive: Archive) -> Callable[[Archive], Content]:
    from planner.services.returned.ods import read_ods
    from planner.services.returned.xlsx import read_xlsx

    if "xl/workbook.xml" in archive.parts:
        return read_xlsx
    if any(name.startswith("xl/") for name in archive.names):  # a binary workbook
        raise Refused("old_office")
    if any(name.startswith("word/") for name in archive.names):
        raise Refused("word")
    if any(name.startswith("ppt/") for name in archive.names):
        raise Refused("slides")
    if archive.mimetype.startswith("application/vnd.oasis.opendocument.spreadsheet"):
        return read_ods
    if archive.mimetype.startswith("application/vnd.oasis.opendocument"):
        raise Refused("word" if archive.mimetype.endswith(".text") else "slides")
    raise Refused("packed")
