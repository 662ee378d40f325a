"""The parts of a packed file (xlsx, ods), looked at before anything reads them."""

import io
import re
import zipfile
import zlib

from planner.services.returned import limits
from planner.services.returned.content import Refused

_DECLARATIONS = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_XML = (".xml", ".rels", ".vml")


class Archive:
    """A packed file whose every part was unpacked once, within limits, and holds nothing that can harm."""

    def __init__(self, data: bytes) -> None:
        """Unpack `data`.

        Raises:
            Refused: It is damaged, locked, too large, or holds macros or declarations of its own.
        """
        try:
            self.data = data
            with zipfile.ZipFile(io.BytesIO(data)) as packed:
                self.names = [each.lower() for each in packed.namelist()]
                self.parts = _unpacked(packed)
                self.mimetype = _mimetype(packed)
        except (
            zipfile.BadZipFile,
            zlib.error,
            EOFError,
            NotImplementedError,
            RuntimeError,
            ValueError,
            OSError,
        ):
            raise Refused("damaged") from None

    def part(self, name: str) -> bytes:
        """Return a part by its name, in whatever case; KeyError where there is none."""
        return self.parts[name.lower()]


def _mimetype(packed: zipfile.ZipFile) -> str:
    """Return what an OpenDocument file says it is."""
    if "mimetype" not in packed.namelist():
        return ""
    with packed.open("mimetype") as opened:
        return opened.read(200).decode("ascii", "replace").strip()


def _unpacked(packed: zipfile.ZipFile) -> dict[str, bytes]:
    entries = packed.infolist()
    if len(entries) > limits.MOST_PARTS or sum(each.file_size for each in entries) > limits.MOST_UNPACKED:
        raise Refused("too_large_unpacked")
    names = [each.filename.lower() for each in entries]
    if any(name.endswith(("vbaproject.bin", ".vbaproject")) or name.startswith("basic/") for name in names):
        raise Refused("macros")
    if any(each.flag_bits & 1 for each in entries):
        raise Refused("locked")
    parts: dict[str, bytes] = {}
    room = limits.MOST_UNPACKED
    for entry in entries:
        if not entry.filename.lower().endswith(_XML):
            continue
        with packed.open(entry) as opened:
            part = opened.read(room + 1)
        room -= len(part)
        if room < 0:  # it was larger than it said
            raise Refused("too_large_unpacked")
        if _DECLARATIONS.search(part.replace(b"\0", b"")):  # also where letters have two bytes
            raise Refused("declarations")
        parts[entry.filename.lower()] = part
    return parts
