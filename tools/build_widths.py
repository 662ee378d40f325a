"""Write `resources/fonts/widths.json`: how far each letter of our faces advances, in thousandths of its size.

    python tools/build_widths.py            write the file
    python tools/build_widths.py --check    only tell whether it is stale

Drawings are laid out without Qt and without ReportLab; both then paint the same letters at the same places.
Of scripts whose letters join or stack it holds how wide a letter is on average, in a text that is set.
"""

import argparse
import json
from pathlib import Path

from reportlab.pdfbase.ttfonts import TTFont

from planner.domain.figures.breaking import takes_no_room
from planner.exports.pdf import fonts, scripts

FONTS = Path(__file__).resolve().parent.parent / "resources" / "fonts"
FACES = {"regular": "Regular", "medium": "Medium", "semibold": "SemiBold", "bold": "Bold"}
OTHERS = {"Regular": "Regular", "Medium": "Regular", "SemiBold": "Bold", "Bold": "Bold"}
LETTERS = (*range(0x180, 0x250), *range(0x370, 0x530), *range(0x1E00, 0x1F00))
"""Those of European languages and Vietnamese that the first faces lack, measured one by one."""
ROOM = 1.04  # texts differ from the samples
SAMPLES = {
    "armenian": "Յուրաքանչյուր երեխայի համար",
    "hebrew": "תוכנית לכל ילד בבית הספר",
    "arabic": "خطة لكل طفل في المدرسة والأسرة منصوبہ",
    "syriac": "ܬܘܪܓܡܐ ܕܟܠ ܛܠܝܐ",
    "thaana": "ދިވެހި ޕްލޭން",
    "devanagari": "प्रत्येक बच्चे के लिए योजना",
    "bengali": "প্রতিটি শিশুর জন্য পরিকল্পনা",
    "gurmukhi": "ਹਰ ਬੱਚੇ ਲਈ ਯੋਜਨਾ",
    "gujarati": "દરેક બાળક માટે યોજના",
    "tamil": "ஒவ்வொரு குழந்தைக்கும் திட்டம்",
    "telugu": "ప్రతి బిడ్డకు ప్రణాళిక",
    "kannada": "ಪ್ರತಿ ಮಗುವಿಗೆ ಯೋಜನೆ",
    "malayalam": "ഓരോ കുട്ടിക്കും പദ്ധതി",
    "sinhala": "සෑම දරුවෙකුටම සැලැස්මක්",
    "thai": "แผนสำหรับเด็กทุกคน",
    "lao": "ແຜນການສໍາລັບເດັກທຸກຄົນ",
    "myanmar": "ကလေးတိုင်းအတွက် အစီအစဉ်",
    "georgian": "გეგმა ყოველი ბავშვისთვის",
    "ethiopic": "ለእያንዳንዱ ልጅ ዕቅድ ትምህርት ቤት",
    "cherokee": "ᏣᎳᎩ ᎦᏬᏂᎯᏍᏗ",
    "khmer": "ផែនការសម្រាប់កុមារគ្រប់រូប",
    "pahawh_hmong": "𖬖𖬲𖬬𖬣𖬵",
    "nyiakeng_hmong": "𞄐𞄦𞄲𞄤",
    "adlam": "𞤀𞤣𞤤𞤢𞤥 𞤆𞤵𞤤𞤢𞤪",
    "emoji": "😀🏫",
}
"""A few words about a plan for every child, in each script."""


def main() -> int:
    """Write or compare; exit code 1 when the file is stale."""
    parser = argparse.ArgumentParser(description="Measure the shipped fonts.")
    parser.add_argument("--check", action="store_true", help="write nothing; fail when the file is stale")
    check = parser.parse_args().check
    path = FONTS / "widths.json"
    faces = {weight: measured(face) for weight, face in FACES.items()}
    wanted = json.dumps({"faces": faces, "scripts": averages()}, indent=1) + "\n"
    stale = not path.exists() or path.read_text(encoding="utf-8") != wanted
    if stale:
        print(f"{'stale' if check else 'written'}: {path.name}")
    if stale and not check:
        path.write_text(wanted, encoding="utf-8", newline="\n")
    return 1 if check and stale else 0


def measured(face: str) -> dict[str, str]:
    """Return the letters of a face by advance width, widths in rising order."""
    font = TTFont(face, str(FONTS / f"AtkinsonHyperlegibleNext-{face}.ttf"))
    widths: dict[int, list[str]] = {}
    other = TTFont(f"{face}-other", str(FONTS / "scripts" / f"NotoSans-{OTHERS[face]}.ttf"))
    known = {code: other.face.charWidths[code] for code in LETTERS if code in other.face.charToGlyph}
    for code, width in sorted((known | font.face.charWidths).items()):
        if code >= 32 and not 0xE000 <= code <= 0xF8FF:
            widths.setdefault(round(width), []).append(chr(code))
    return {str(width): "".join(letters) for width, letters in sorted(widths.items())}


def averages() -> list[tuple[int, int, int]]:
    """Return the first and last code of each block of a script that has a sample, and its average width."""
    return [
        (first, last, average(face, SAMPLES[face])) for first, last, face in scripts.BLOCKS if face in SAMPLES
    ]


def average(face: str, sample: str) -> int:
    """Return how wide a letter is on average, without spaces and what stands on others."""
    words = sample.split()
    runs = [run for word in words for run in fonts.Fonts().runs(word, face)]
    letters = sum(not takes_no_room(letter) for word in words for letter in word)
    return round(sum(fonts.advance(*run) for run in runs) * 1000 / letters * ROOM)


if __name__ == "__main__":
    raise SystemExit(main())
