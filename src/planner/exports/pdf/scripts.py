"""Which shipped face writes which script, by the blocks of Unicode (Blocks.txt, version 15).

Everything here is known without loading a font. A letter may still be missing in the face of its script.
"""

from bisect import bisect_right

BLOCKS: tuple[tuple[int, int, str], ...] = (
    (0x00AA, 0x052F, "latin"),
    (0x0530, 0x058F, "armenian"),
    (0x0590, 0x05FF, "hebrew"),
    (0x0600, 0x06FF, "arabic"),
    (0x0700, 0x074F, "syriac"),
    (0x0750, 0x077F, "arabic"),
    (0x0780, 0x07BF, "thaana"),
    (0x0860, 0x086F, "syriac"),
    (0x0870, 0x08FF, "arabic"),
    (0x0900, 0x097F, "devanagari"),
    (0x0980, 0x09FF, "bengali"),
    (0x0A00, 0x0A7F, "gurmukhi"),
    (0x0A80, 0x0AFF, "gujarati"),
    (0x0B80, 0x0BFF, "tamil"),
    (0x0C00, 0x0C7F, "telugu"),
    (0x0C80, 0x0CFF, "kannada"),
    (0x0D00, 0x0D7F, "malayalam"),
    (0x0D80, 0x0DFF, "sinhala"),
    (0x0E00, 0x0E7F, "thai"),
    (0x0E80, 0x0EFF, "lao"),
    (0x1000, 0x109F, "myanmar"),
    (0x10A0, 0x10FF, "georgian"),
    (0x1100, 0x11FF, "cjk"),
    (0x1200, 0x139F, "ethiopic"),
    (0x13A0, 0x13FF, "cherokee"),
    (0x1780, 0x17FF, "khmer"),
    (0x19E0, 0x19FF, "khmer"),
    (0x1AB0, 0x1AFF, "latin"),
    (0x1C80, 0x1C8F, "latin"),
    (0x1C90, 0x1CBF, "georgian"),
    (0x1CD0, 0x1CFF, "devanagari"),
    (0x1D00, 0x1FFF, "latin"),
    (0x2C60, 0x2C7F, "latin"),
    (0x2D00, 0x2D2F, "georgian"),
    (0x2D80, 0x2DDF, "ethiopic"),
    (0x2DE0, 0x2DFF, "latin"),
    (0x2E80, 0x9FFF, "cjk"),
    (0xA640, 0xA69F, "latin"),
    (0xA720, 0xA7FF, "latin"),
    (0xA8E0, 0xA8FF, "devanagari"),
    (0xA960, 0xA97F, "cjk"),
    (0xA9E0, 0xA9FF, "myanmar"),
    (0xAA60, 0xAA7F, "myanmar"),
    (0xAB00, 0xAB2F, "ethiopic"),
    (0xAB30, 0xAB6F, "latin"),
    (0xAB70, 0xABBF, "cherokee"),
    (0xAC00, 0xD7FF, "cjk"),
    (0xF900, 0xFAFF, "cjk"),
    (0xFB00, 0xFB0F, "latin"),
    (0xFB10, 0xFB1C, "armenian"),
    (0xFB1D, 0xFB4F, "hebrew"),
    (0xFB50, 0xFDFF, "arabic"),
    (0xFE30, 0xFE4F, "cjk"),
    (0xFE70, 0xFEFE, "arabic"),
    (0xFF00, 0xFFEF, "cjk"),
    (0x16B00, 0x16B8F, "pahawh_hmong"),
    (0x1E100, 0x1E14F, "nyiakeng_hmong"),
    (0x1E900, 0x1E95F, "adlam"),
    (0x1F000, 0x1FAFF, "emoji"),
    (0x20000, 0x3FFFF, "cjk"),
)
"""The first and last code of each block, and the face of its script."""
_STARTS = tuple(first for first, _last, _face in BLOCKS)

FILES = {
    "latin": "NotoSans-Regular",
    "latin_bold": "NotoSans-Bold",
    "arabic": "NotoSansArabic-Regular",
    "arabic_bold": "NotoSansArabic-Bold",
    "hebrew": "NotoSansHebrew-Regular",
    "hebrew_bold": "NotoSansHebrew-Bold",
    "armenian": "NotoSansArmenian-Regular",
    "georgian": "NotoSansGeorgian-Regular",
    "devanagari": "NotoSansDevanagari-Regular",
    "bengali": "NotoSansBengali-Regular",
    "gurmukhi": "NotoSansGurmukhi-Regular",
    "gujarati": "NotoSansGujarati-Regular",
    "tamil": "NotoSansTamil-Regular",
    "telugu": "NotoSansTelugu-Regular",
    "kannada": "NotoSansKannada-Regular",
    "malayalam": "NotoSansMalayalam-Regular",
    "sinhala": "NotoSansSinhala-Regular",
    "thai": "NotoSansThai-Regular",
    "lao": "NotoSansLao-Regular",
    "khmer": "NotoSansKhmer-Regular",
    "myanmar": "NotoSansMyanmar-Regular",
    "ethiopic": "NotoSansEthiopic-Regular",
    "cherokee": "NotoSansCherokee-Regular",
    "syriac": "NotoSansSyriac-Regular",
    "thaana": "NotoSansThaana-Regular",
    "adlam": "NotoSansAdlam-Regular",
    "pahawh_hmong": "NotoSansPahawhHmong-Regular",
    "nyiakeng_hmong": "NotoSerifNyiakengPuachueHmong-Regular",
    "cjk": "DroidSansFallback",
    "emoji": "NotoEmoji-Regular",
}
"""The file of each face in `resources/fonts/scripts`, without its ending."""

SIMPLE = frozenset(("latin", "armenian", "georgian", "ethiopic", "cherokee", "cjk"))
"""Scripts whose letters stand one after another as they are; those of the others are shaped."""


def face_of(letter: str) -> str:
    """Return the face made for the script of a letter, "" where none is."""
    code = ord(letter)
    at = bisect_right(_STARTS, code) - 1
    if at < 0 or code > BLOCKS[at][1]:
        return ""
    return BLOCKS[at][2]
