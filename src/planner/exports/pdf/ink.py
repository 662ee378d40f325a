"""`Ink`: a text object of a page, written as its operators, with marks that say what each word belongs to."""

from collections.abc import Sequence
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

from reportlab.lib.rl_accel import escapePDF, fp_str
from reportlab.pdfbase import pdfmetrics

from planner.exports.pdf import fonts
from planner.exports.pdf.shaping import Shaped
from planner.exports.pdf.structure import Element
from planner.exports.pdf.style import color
from planner.exports.pdf.unicode_map import is_text

if TYPE_CHECKING:
    from planner.exports.pdf.canvas import Canvas


_STROKE = 0.022  # width of the line that makes letters bold, as a part of their size


class Letters:
    """Turns letters into the codes of the font subsets of one document."""

    def __init__(self, document: Any) -> None:
        """Take ReportLab's document."""
        self._document = document
        self._plain: dict[str, str] = {}

    def coded(self, font: str, letters: str) -> Sequence[tuple[str, str]]:
        """Return (name of the subset, its codes as an escaped string) for each stretch of one subset."""
        if font not in self._plain:
            self._plain[font] = self._first(font)
        if self._plain[font] and letters.isascii() and letters.isprintable():
            if "\\" in letters or "(" in letters or ")" in letters:
                letters = letters.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
            return ((self._plain[font], letters),)
        known: Any = pdfmetrics.getFont(font)
        return tuple(
            (known.getSubsetInternalName(subset, self._document), escapePDF(codes))
            for subset, codes in known.splitString(letters, self._document)
        )

    def _first(self, font: str) -> str:
        """Return the subset in which ASCII has its own codes; nothing when the face has not all of it."""
        known: Any = pdfmetrics.getFont(font)
        if any(code not in known.face.charToGlyph for code in range(32, 127)):
            return ""
        known.splitString(" ", self._document)
        name: str = known.getSubsetInternalName(0, self._document)
        return name


class Ink:
    """Collects the operators of one text object; `Canvas.put` writes it to the page."""

    def __init__(self, canvas: "Canvas") -> None:
        """Words belong to the element that is open on the canvas, until `belong` says otherwise."""
        self.code = ["BT"]
        self._canvas = canvas
        self._element = canvas.tree.current
        self._marked: Element | None = None
        self._open = False
        self._font: tuple[str, float] = ("", 0.0)
        self._role = ""
        self._stroked = ("", 0.0)

    def belong(self, element: Element | None) -> None:
        """Let the words that follow belong to an element, or again to the one that is open on the canvas."""
        if element is not None:
            self._canvas.tree.place(element)
        self._element = element or self._canvas.tree.current

    def move(self, x: float, y: float) -> None:
        """Begin a line with its baseline at y."""
        self.code.append(f"1 0 0 1 {x:.2f} {y:.2f} Tm")

    def show(self, font: str, letters: str, size: float, role: str, ending: str = "") -> None:
        """Write letters of one font after those before, in the color of a role.

        `ending` is the space that readers want at the end of a line.
        """
        self._mark(letters)
        self._fill(role)
        self._stroke(font, size, role)
        if isinstance(letters, Shaped):
            self._show_glyphs(font, letters, size, ending)
            return
        for subset, codes in self._canvas.letters.coded(font, letters + ending):
            self._face(subset, size)
            self.code.append(f"({codes}) Tj")

    def _show_glyphs(self, font: str, letters: Shaped, size: float, ending: str) -> None:
        """Write glyphs from left to right.

        Where they do not tell what was typed, it is told beside them (ISO 32000-1, 14.9.4). What is written
        from right to left is said to be reversed (14.8.2.3.3), with a show string for all that belongs
        together, as most readers expect it.
        """
        if letters.told:
            self.code.append(f"/Span <</ActualText {text_string(letters + ending)}>> BDC")
        elif letters.right_to_left:
            self.code.append("/ReversedChars BMC")
        rise, held = 0.0, list[str]()
        for glyph in letters.glyphs:
            for subset, codes in self._canvas.letters.coded(font, glyph.letter):
                if (subset, size) != self._font or glyph.rise != rise:
                    self._show_held(held)
                self._face(subset, size)
                if glyph.rise != rise:
                    rise = glyph.rise
                    self.code.append(f"{_number(rise * size / 1000)} Ts")
                if glyph.before:
                    held.append(_number(-glyph.before))
                held.append(f"({codes})")
        self._show_held(held)
        if rise:
            self.code.append("0 Ts")
        if letters.told or letters.right_to_left:
            self.code.append("EMC")

    def _show_held(self, held: list[str]) -> None:
        if held:
            self.code.append(f"[{''.join(held)}] TJ".replace(")(", ""))
            held.clear()

    def end(self) -> str:
        """Return all operators."""
        if self._stroked[0]:
            self.code.append("0 Tr")
        if self._open:
            self.code.append("EMC")
        self.code.append("ET")
        return " ".join(self.code)

    def _mark(self, letters: str) -> None:
        """Begin marked content where the words belong to another element than those before."""
        if self._element is self._marked:
            return
        if self._open:
            self.code.append("EMC")
        begin = self._canvas.mark_words(self._element, letters)
        if begin:
            self.code.append(begin)
        self._open, self._marked = bool(begin), self._element

    def _fill(self, role: str) -> None:
        if role != self._role:
            self._role = role
            self.code.append(f"{rgb(role)} rg")

    def _stroke(self, font: str, size: float, role: str) -> None:
        """Draw a line around the letters of a face that has no bold one of its own."""
        wanted = (role, size) if fonts.is_stroked(font) else ("", 0.0)
        if wanted != self._stroked:
            self._stroked = wanted
            pen = f"{rgb(role)} RG {_number(size * _STROKE)} w [] 0 d 2 Tr"
            self.code.append(pen if wanted[0] else "0 Tr")

    def _face(self, subset: str, size: float) -> None:
        if self._font != (subset, size):
            self._font = (subset, size)
            self.code.append(f"{subset} {_number(size)} Tf")


@cache
def rgb(role: str) -> str:
    """Return the color of a role as the operands of its operators."""
    return str(fp_str(color(role).rgb()))


@lru_cache(maxsize=1_000)
def _number(value: float) -> str:
    return str(fp_str(value))


def text_string(words: str) -> str:
    """Return words as a text string of PDF, without control characters and halves of characters."""
    words = cleaned(words)
    if words.isascii() and words.isprintable():
        return "(" + words.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)") + ")"
    return f"<FEFF{words.encode('utf-16-be', 'ignore').hex().upper()}>"


def cleaned(words: str) -> str:
    """Return words without control characters, halves of characters and what is none (U+FFFE)."""
    if words.isprintable():
        return words
    return "".join(letter for letter in words if letter == "\n" or is_text(letter))
