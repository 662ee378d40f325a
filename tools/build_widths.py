"""Write `resources/fonts/widths.json`: how far each letter of our faces advances, in thousandths of its size.

    python tools/build_widths.py            write the file
    python tools/build_widths.py --check    only tell whether it is stale

Drawings are laid out without Qt and without ReportLab; both then paint the same letters at the same places.
"""

import argparse
import json
from pathlib import Path

from reportlab.pdfbase.ttfonts import TTFont

FONTS = Path(__file__).resolve().parent.parent / "resources" / "fonts"
FACES = {"regular": "Regular", "medium": "Medium", "semibold": "SemiBold", "bold": "Bold"}


def main() -> int:
    """Write or compare; exit code 1 when the file is stale."""
    parser = argparse.ArgumentParser(description="Measure the shipped fonts.")
    parser.add_argument("--check", action="store_true", help="write nothing; fail when the file is stale")
    check = parser.parse_args().check
    path = FONTS / "widths.json"
    wanted = json.dumps({weight: measured(face) for weight, face in FACES.items()}, indent=1) + "\n"
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
    for code, width in sorted(font.face.charWidths.items()):
        if code >= 32 and not 0xE000 <= code <= 0xF8FF:
            widths.setdefault(round(width), []).append(chr(code))
    return {str(width): "".join(letters) for width, letters in sorted(widths.items())}


if __name__ == "__main__":
    raise SystemExit(main())
