"""What the codes of an embedded font mean, for those who search, copy or listen to a PDF.

ReportLab's own maps give code 0 a meaning, hold more than 100 entries in a block and break beyond the first
65,536 characters; readers of other makes then lose letters (ISO 32000-1, 9.10.3; ISO 14289-1, 7.21.7).
"""

import unicodedata
from collections.abc import Mapping, Sequence
from typing import Any

from reportlab.pdfbase.ttfonts import SUBSETN, TTFont

_MOST = 100  # entries in a block
_HEAD = """/CIDInit /ProcSet findresource begin 12 dict begin begincmap
/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def
/CMapName /Adobe-Identity-UCS def /CMapType 2 def
1 begincodespacerange <00> <FF> endcodespacerange
"""
_FOOT = "endcmap CMapName currentdict /CMap defineresource pop end end"


def unicode_map(subset: Sequence[int], meanings: Mapping[int, str]) -> str:
    """Return the ToUnicode map of a subset: the character of each code, or the letters a stand-in is for."""
    entries = [
        f"<{code:02X}> <{meanings.get(point, chr(point)).encode('utf-16-be', 'ignore').hex().upper()}>"
        for code, point in enumerate(subset)
        if point in meanings or is_text(chr(point))
    ]
    blocks = [entries[at : at + _MOST] for at in range(0, len(entries), _MOST)]
    made = (f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar\n" for block in blocks)
    return _HEAD + "".join(made) + _FOOT


def is_text(letter: str) -> bool:
    """Whether a character says something: no control, half of one, byte order mark or U+FFFE."""
    code = ord(letter)
    return unicodedata.category(letter) not in ("Cc", "Cs") and code & 0xFFFE != 0xFFFE and code != 0xFEFF


class MappedFont(TTFont):
    """A face whose codes are mapped well.

    `meanings` says which letters a stand-in is for: a character of a private area that was given to a glyph
    no character leads to, such as a ligature.
    """

    def __init__(self, name: str, file: Any) -> None:
        """Take the name ReportLab shall know it by, and the font file."""
        super().__init__(name, file)
        self.meanings: dict[int, str] = {}
        face: Any = self.face
        known = face.charToGlyph.items()  # some files lead from U+FFFF and the like to the sign for nothing
        face.charToGlyph = {code: glyph for code, glyph in known if glyph and is_text(chr(code))}

    def addObjects(self, doc: Any) -> None:  # noqa: N802  ReportLab's name
        """Add the subsets that are in use, each with its own map."""
        subsets = self.state[doc].subsets if doc in self.state else []
        super().addObjects(doc)
        for number, subset in enumerate(subsets):
            known = b"".join((SUBSETN(number), b"+", self.face.name, self.face.subfontNameX))
            stream = doc.idToObject["toUnicodeCMap:" + known.decode("pdfdoc")]
            stream.content = unicode_map(subset, self.meanings)
