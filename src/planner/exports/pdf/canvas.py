"""The canvas of the PDF: ReportLab's, with page numbers that are filled in when all pages are known."""

from dataclasses import dataclass
from typing import Any

from reportlab import rl_config
from reportlab.lib.colors import Color
from reportlab.pdfgen import canvas as reportlab

from planner.exports.pdf import fonts
from planner.exports.pdf.style import Type, color

rl_config.useA85 = 0  # compressed pages as bytes, not as text: a fifth smaller and much faster

TOTAL = ""
"""Where a page number is asked for, the number of the last page."""
NUMBER = "\x1a"
"""The place of the number in words around it."""


@dataclass(frozen=True)
class _Number:
    """A page number as it is set in one manner, in the place of NUMBER in some words."""

    anchor: str
    words: str
    style: Type


class Canvas(reportlab.Canvas):
    """Draws pages. Numbers of pages that are not written yet are drawn as references to small drawings
    (form XObjects), which are added when the document is saved: so that one pass is enough.
    """

    def __init__(self, path: str, *, language: str, title: str, author: str, subject: str) -> None:
        """Open a document; nothing is written to `path` before `save`."""
        words: dict[str, Any] = {"initialFontName": fonts.name("regular"), "lang": language}
        super().__init__(path, pdfVersion=(1, 7), pageCompression=1, **words)
        self.setTitle(title)
        self.setAuthor(author)
        self.setSubject(subject)
        self.setCreator("District Planner")
        self.setViewerPreference("DisplayDocTitle", "true")
        self.fonts = fonts.Fonts()
        self.places: dict[str, int] = {}
        self.anchors: frozenset[str] = frozenset()
        self._numbers: dict[_Number, str] = {}

    @property
    def page_number(self) -> int:
        """The number of the page that is being drawn, from 1."""
        number: int = self.getPageNumber()
        return number

    def color(self, role: str) -> Color:
        """Return the color of a role of the print theme."""
        return color(role)

    def ink(self, role: str) -> None:
        """Fill with the color of a role."""
        self.setFillColor(color(role))

    def pen(self, role: str, width: float = 0.6) -> None:
        """Draw lines in the color of a role, `width` points wide."""
        self.setStrokeColor(color(role))
        self.setLineWidth(width)

    def line_of_text(self, runs: tuple[fonts.Run, ...], x: float, y: float, size: float, role: str) -> None:
        """Draw one line of text with its baseline at y."""
        text = self.beginText(x, y)
        text.setFillColor(color(role))
        for font, letters in runs:
            text.setFont(font, size)
            text.textOut(letters)
        self.drawText(text)

    def page_of(self, anchor: str, x: float, y: float, style: Type, words: str = NUMBER) -> None:
        """Draw the number of the page an anchor is on (`TOTAL`: of the last page) within some words.

        They start at x, or end there when the style stands at the right. The anchor may be set later.
        """
        number = _Number(anchor, words, style)
        self._numbers.setdefault(number, f"number-{len(self._numbers)}")
        self.saveState()
        self.translate(x, y)
        self.doForm(self._numbers[number])
        self.restoreState()

    def remember(self, anchor: str, y: float) -> None:
        """Note that an anchor is on this page, at height y, so that links and numbers find it."""
        if anchor not in self.places:
            self.places[anchor] = self.page_number
            self.bookmarkHorizontal(anchor, 0, y)

    def lead_to(self, anchor: str, words: str, x: float, y: float, width: float, size: float) -> None:
        """Make words on the baseline y a link to an anchor."""
        self.linkRect(words, anchor, (x, y - size * 0.3, x + width, y + size * 0.9), thickness=0)

    def save(self) -> None:
        """Fill in the page numbers and write the file."""
        last = self.page_number - 1
        for number, form in self._numbers.items():
            shown = str(last if number.anchor == TOTAL else self.places.get(number.anchor, ""))
            style = number.style
            runs = self.fonts.runs(number.words.replace(NUMBER, shown), style.face)
            width = sum(fonts.advance(font, letters) for font, letters in runs) * style.size
            left = -width if style.align == "right" else 0.0
            box: Any = (left - 1, -style.size, left + width + 1, style.size * 1.5)
            self.beginForm(form, *box)
            self.line_of_text(runs, left, 0, style.size, style.color)
            self.endForm()
        super().save()
