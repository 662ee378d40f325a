"""Fields to fill in on the screen: a label, and a box that a reader of PDFs lets people write or choose in.

ReportLab's own fields draw with fonts that are not embedded, which PDF/UA forbids (ISO 14289-1, 7.21.4).
"""

from typing import Any

from reportlab.pdfbase import pdfdoc, pdfmetrics

from planner import assets
from planner.exports import outline
from planner.exports.pdf import fonts, style
from planner.exports.pdf.canvas import Canvas
from planner.exports.pdf.ink import cleaned
from planner.exports.pdf.part import Part
from planner.exports.pdf.structure import Element
from planner.exports.pdf.text import Text

_PAD = 4.0
_FLAGS = {"text": 0, "choice": 1 << 17}  # ISO 32000-1, tables 228 and 230: a choice is a drop-down list
_READ_ONLY = 1  # ISO 32000-1, table 221
_MULTILINE = 1 << 12
_FONT = "Planner"
_NAMED = range(32, 256)  # the codes of WinAnsiEncoding
_NONSYMBOLIC = 1 << 5
_LABEL_GAP = 2.0
_SHORT = 0.45  # of the width: a choice is no wider


class FieldBox(Part):
    """A field with its label above it; both stay on one page."""

    before = 4.0
    after = 9.0

    def __init__(self, document: fonts.Fonts, field: outline.Field) -> None:
        """Take the field.

        Raises:
            ValueError: Its name holds a period, which would make it a part of another field.
        """
        if "." in field.name or not field.name:
            raise ValueError(field.name)
        self._field = field
        self.keeps = field.keeps
        self._label = Text(document, field.label, style.LABEL, tag=Element("P"))
        kind = style.sized(style.BODY, document.scale)
        self._value = Text(document, cleaned(field.value), kind)

    def _tall(self) -> float:
        lines = max(self._field.lines, 1) if self._field.kind == "text" else 1
        return lines * self._value.style.leading + 2 * _PAD

    def height(self, width: float) -> float:
        """The label and the box."""
        return self._label.height(width) + _LABEL_GAP + self._tall()

    def draw(self, canvas: Canvas, x: float, y: float, width: float) -> None:
        """Draw the label, and put the field below it."""
        self._label.draw(canvas, x, y, width)
        top = y - self._label.height(width) - _LABEL_GAP
        wide = width * _SHORT if self._field.kind == "choice" else width
        element = Element("Form", alt=self._field.label)
        with canvas.inside(element):
            shown = self._draw_shown(canvas, wide)
            canvas.widget(element, self._widget(canvas, shown), (x, top - self._tall(), x + wide, top))

    def _draw_shown(self, canvas: Canvas, wide: float) -> Any:
        """Draw how the field looks now; readers draw it anew when it is filled in."""
        tall = self._tall()
        with canvas.form(f"shown-{len(canvas.tree.parents)}", (0.0, 0.0, wide, tall)) as shown:
            canvas.ink("card")
            canvas.pen("ink_second", 0.8)
            canvas.rect(0.4, 0.4, wide - 0.8, tall - 0.8, stroke=1, fill=1)
            canvas.write("/Tx BMC")
            most = int((tall - 2 * _PAD) / self._value.style.leading + 0.5)
            value, _rest = self._value.divide(wide - 2 * _PAD, most)
            value.draw(canvas, _PAD, tall - _PAD, wide - 2 * _PAD)
            canvas.write("EMC")
        return shown

    def _widget(self, canvas: Canvas, shown: Any) -> dict[str, Any]:
        """Return the dictionary of the field, which is its own widget (ISO 32000-1, 12.7.3)."""
        field, name, string = self._field, pdfdoc.PDFName, pdfdoc.PDFString
        if canvas.form_fonts is None:
            canvas.form_fonts = pdfdoc.PDFDictionary({"Font": pdfdoc.PDFDictionary({_FONT: _whole_font()})})
        color = " ".join(f"{part:.3f}" for part in canvas.color("ink").rgb())
        flags = _FLAGS[field.kind] | (_MULTILINE if field.kind == "text" and field.lines > 1 else 0)
        flags |= _READ_ONLY if field.fixed else 0
        value = field.value if field.kind == "text" or field.value in field.options else ""
        made: dict[str, Any] = {
            "Type": name("Annot"),
            "Subtype": name("Widget"),
            "FT": name("Ch" if field.kind == "choice" else "Tx"),
            "T": string(field.name),
            "TU": string(cleaned(field.label).strip() or field.name),
            "V": string(cleaned(value)),
            "DV": string(cleaned(value)),
            "F": 4,
            "Ff": flags,
            "DA": string(f"/{_FONT} {self._value.style.size:.1f} Tf {color} rg"),
            "MK": pdfdoc.PDFDictionary({"BC": pdfdoc.PDFArray([0.4]), "BG": pdfdoc.PDFArray([1])}),
            "AP": pdfdoc.PDFDictionary({"N": shown}),
        }
        if field.kind == "choice":
            made["Opt"] = pdfdoc.PDFArray([string(cleaned(option)) for option in field.options])
        return made


def _whole_font() -> Any:
    """Return a face with all its letters, for what readers draw when people type."""
    known: Any = pdfmetrics.getFont(fonts.name("regular"))
    face = known.face
    letters = [bytes([code]).decode("cp1252", "replace") for code in _NAMED]
    file: Any = pdfdoc.PDFStream(
        content=assets.data("fonts/AtkinsonHyperlegibleNext-Regular.ttf"), filters=[pdfdoc.PDFZCompress]
    )
    about = {
        "Type": pdfdoc.PDFName("FontDescriptor"),
        "FontName": pdfdoc.PDFName("AtkinsonHyperlegibleNext-Regular"),
        "Flags": _NONSYMBOLIC,
        "FontBBox": pdfdoc.PDFArray(face.bbox),
        "ItalicAngle": face.italicAngle,
        "Ascent": face.ascent,
        "Descent": face.descent,
        "CapHeight": face.capHeight,
        "StemV": face.stemV,
        "FontFile2": file,
    }
    font: Any = pdfdoc.PDFTrueTypeFont()
    font.__RefOnly__ = 1
    font.Name = _FONT
    font.BaseFont = "AtkinsonHyperlegibleNext-Regular"
    font.Encoding = "/WinAnsiEncoding"
    font.FirstChar, font.LastChar = _NAMED[0], _NAMED[-1]
    font.Widths = pdfdoc.PDFArray([face.getCharWidth(ord(letter)) for letter in letters])
    font.FontDescriptor = pdfdoc.PDFDictionary(about)
    return font
