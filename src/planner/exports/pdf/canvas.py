"""The canvas of the PDF: ReportLab's, with a structure tree, and page numbers filled in when all are known.

Whatever is drawn either belongs to an element of the structure or is an artifact that readers pass over
(ISO 14289-1, 7.1). Words that would belong to nothing are noted in `untagged`, and tests want none.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import wraps
from typing import Any, Literal

from reportlab import rl_config
from reportlab.lib.colors import Color
from reportlab.pdfbase import pdfdoc
from reportlab.pdfgen import canvas as reportlab

from planner.exports.pdf import fonts, tagged_file
from planner.exports.pdf.ink import Ink, Letters, cleaned, rgb
from planner.exports.pdf.shaping import Shaped
from planner.exports.pdf.structure import Element, Tree
from planner.exports.pdf.style import Type, color
from planner.i18n import _

rl_config.useA85 = 0  # compressed pages as bytes, not as text: a fifth smaller and much faster

TOTAL = ""
"""Where a page number is asked for, the number of the last page."""
NUMBER = "\x1a"
"""The place of the number in words around it."""

Furniture = Literal["Header", "Footer", "Watermark", ""]
"""What an artifact is to the page, beside what belongs to the document."""


@dataclass(frozen=True)
class _Number:
    """A page number as it is set in one manner, in the place of NUMBER in some words."""

    anchor: str
    words: str
    style: Type


class _Link(pdfdoc.LinkAnnotation):
    """A link that knows its element."""

    permitted = (*pdfdoc.LinkAnnotation.permitted, "StructParent")


def _painting(name: str) -> Callable[..., Any]:
    """Return a method of ReportLab's that draws shapes; outside the structure they become artifacts."""
    draw = getattr(reportlab.Canvas, name)

    @wraps(draw)
    def paint(self: "Canvas", *values: Any, **named: Any) -> Any:
        self.loosen()
        return draw(self, *values, **named)

    return paint


class Canvas(reportlab.Canvas):
    """Draws pages. Numbers of pages that are not written yet are drawn as references to small drawings
    (form XObjects), which are added when the document is saved: so that one pass is enough.
    """

    def __init__(self, path: str, *, language: str, title: str, author: str, subject: str) -> None:
        """Open a document; nothing is written to `path` before `save`."""
        self.tree = Tree()
        self.marked = False  # whether all that is drawn lies in one mark, in an artifact or in a form
        self._loose = False  # whether an artifact of loose shapes is open
        words: dict[str, Any] = {"initialFontName": fonts.name("regular"), "lang": language}
        super().__init__(path, pdfVersion=(1, 7), pageCompression=1, **words)
        document: Any = self._doc  # type: ignore[attr-defined]
        self.setTitle(cleaned(title) or "District Planner")
        self.setAuthor(cleaned(author))
        self.setSubject(cleaned(subject))
        self.setCreator("District Planner")
        self.setViewerPreference("DisplayDocTitle", "true")
        self.fonts = fonts.Fonts()
        self.letters = Letters(document)
        self.places: dict[str, int] = {}
        self.anchors: frozenset[str] = frozenset()
        self.untagged: list[tuple[int, str]] = []
        self.form_fonts: Any = None
        self._fields: list[Any] = []
        self._numbers: dict[_Number, str] = {}
        self._document = document
        self._language = language

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
        self.write(f"{rgb(role)} rg")

    def pen(self, role: str, width: float = 0.6) -> None:
        """Draw lines in the color of a role, `width` points wide."""
        self.write(f"{rgb(role)} RG {width:g} w")

    @contextmanager
    def inside(self, element: Element | None) -> Iterator[None]:
        """What is drawn meanwhile belongs to an element; without one nothing changes."""
        if element is None:
            yield
            return
        self.tree.open(element)
        try:
            yield
        finally:
            self.tree.close()

    @contextmanager
    def artifact(self, kind: Furniture = "") -> Iterator[None]:
        """What is drawn meanwhile is passed over by readers; `kind` says what it is to the page."""
        if self.marked:
            yield
            return
        subtype = f"/Subtype/{kind}" if kind else ""
        with self._marking(f"/Artifact <</Type/Pagination{subtype}>> BDC"):
            yield

    @contextmanager
    def whole(self, element: Element) -> Iterator[None]:
        """All that is drawn meanwhile is one piece of an element, as the shapes and words of a figure are."""
        if self.marked:
            yield
            return
        self.tree.place(element)
        with self._marking(self._begin(element)):
            yield

    @contextmanager
    def _marking(self, begin: str) -> Iterator[None]:
        self._settle()
        self.write(begin)
        self.marked = True
        try:
            yield
        finally:
            self.marked = False
            self.write("EMC")

    def mark_words(self, element: Element, words: str) -> str:
        """Return the operator that begins words of an element, or nothing where all around is marked."""
        if self.marked:
            return ""
        if element is self.tree.current and self.tree.outside:
            self.untagged.append((self.page_number, words))
            return "/Artifact BMC"
        return self._begin(element)

    def _begin(self, element: Element) -> str:
        return f"/{element.kind} <</MCID {self.tree.mark(element, self.page_number)}>> BDC"

    def loosen(self) -> None:
        """Make the shapes that follow artifacts, unless they belong to something."""
        if not self.marked and not self._loose:
            self._loose = True
            self.write("/Artifact BMC")

    def _settle(self) -> None:
        """End an artifact of loose shapes."""
        if self._loose:
            self._loose = False
            self.write("EMC")

    def write(self, operators: str) -> None:
        """Write operators of PDF as they are."""
        self._code.append(operators)  # type: ignore[attr-defined]

    def line(self, x1: float, y1: float, x2: float, y2: float) -> None:
        """Draw a line; tables have thousands of them."""
        self.loosen()
        self.write(f"{x1:.2f} {y1:.2f} m {x2:.2f} {y2:.2f} l S")

    lines = _painting("lines")
    rect = _painting("rect")
    roundRect = _painting("roundRect")  # noqa: N815  ReportLab's name
    circle = _painting("circle")
    wedge = _painting("wedge")
    drawPath = _painting("drawPath")  # noqa: N815

    def saveState(self) -> None:  # noqa: N802  ReportLab's name
        """Keep marks and states apart."""
        self._settle()
        super().saveState()

    def restoreState(self) -> None:  # noqa: N802
        """Keep marks and states apart."""
        self._settle()
        super().restoreState()

    def showPage(self) -> None:  # noqa: N802
        """End the page."""
        self._settle()
        super().showPage()

    def _setAnnotations(self, page: Any) -> None:  # noqa: N802
        """Tell a page where its elements are, and that Tab goes through it in their order."""
        super()._setAnnotations(page)  # type: ignore[misc]
        if isinstance(page, pdfdoc.PDFPage):
            page.__NoDefault__ = [*page.__NoDefault__, "StructParents", "Tabs"]
            page.StructParents = self.tree.end_page()  # type: ignore[attr-defined]
            page.Tabs = pdfdoc.PDFName("S")  # type: ignore[attr-defined]

    def line_of_text(self, runs: tuple[fonts.Run, ...], x: float, y: float, size: float, role: str) -> None:
        """Draw one line of text with its baseline at y."""
        ink = Ink(self)
        ink.move(x, y)
        for font, letters in runs:
            ink.show(font, letters, size, role)
            x += fonts.advance(font, letters) * size
            if isinstance(letters, Shaped):
                ink.move(x, y)
        self.put(ink)

    def put(self, ink: Ink) -> None:
        """Write a text object to the page."""
        self._settle()
        self.write(ink.end())

    def page_of(self, anchor: str, x: float, y: float, style: Type, words: str = NUMBER) -> None:
        """Draw the number of the page an anchor is on (`TOTAL`: of the last page) within some words.

        They start at x, or end there when the style stands at the right. The anchor may be set later.
        """
        number = _Number(anchor, words, style)
        self._numbers.setdefault(number, f"number-{len(self._numbers)}")
        begin = self.mark_words(self.tree.current, words)
        self._settle()
        self.write(f"{begin} q 1 0 0 1 {x:.2f} {y:.2f} cm" if begin else f"q 1 0 0 1 {x:.2f} {y:.2f} cm")
        self.doForm(self._numbers[number])
        self.write("Q EMC" if begin else "Q")

    def remember(self, anchor: str, y: float) -> None:
        """Note that an anchor is on this page, at height y, so that links and numbers find it."""
        if anchor not in self.places:
            self.places[anchor] = self.page_number
            self.bookmarkHorizontal(anchor, 0, y)

    def bookmark(self, words: str, anchor: str, depth: int) -> None:
        """Add an entry to the bookmarks, under those of a smaller depth."""
        self.addOutlineEntry(cleaned(words), anchor, level=depth, closed=depth > 0)

    def lead_to(
        self, element: Element, anchor: str, words: str, box: tuple[float, float, float, float]
    ) -> None:
        """Make a rectangle (left, lower, right, upper) of a link element lead to an anchor.

        Within artifacts, as in the repeated header of a table, nothing leads anywhere.
        """
        if self.marked:
            return
        internal: Any = self
        name = f"link-{len(self.tree.parents)}"
        link: Any = _Link(
            Rect=[round(each, 2) for each in internal._absRect(box, 1)],
            Contents=cleaned(words).strip() or _("Link"),
            Destination=internal._bookmarkReference(anchor),
            Border="[0 0 0]",
            F=4,
            StructParent=self.tree.annotate(element, self.page_number, name),
        )
        internal._addAnnotation(link, name)

    def widget(self, element: Element, about: dict[str, Any], box: tuple[float, float, float, float]) -> None:
        """Put a field into a rectangle (left, lower, right, upper), for an element of kind Form."""
        internal: Any = self
        name = f"field-{len(self.tree.parents)}"
        made = pdfdoc.PDFDictionary(about)
        made["Rect"] = pdfdoc.PDFArray([round(each, 2) for each in internal._absRect(box, 1)])
        made["P"] = self._document.thisPageRef()
        made["StructParent"] = self.tree.annotate(element, self.page_number, name)
        internal._addAnnotation(made, name)
        self._fields.append(self._document.refAnnotation(name))

    @contextmanager
    def form(self, name: str, box: tuple[float, float, float, float]) -> Iterator[Any]:
        """What is drawn meanwhile becomes a drawing of its own (form XObject); its reference is given."""
        self._settle()
        marked, self.marked = self.marked, True  # it is part of what it is drawn in
        values: Any = box
        self.beginForm(name, *values)
        yield pdfdoc.PDFObjectReference(pdfdoc.xObjectName(name))
        self.endForm()
        self.marked = marked

    def save(self) -> None:
        """Fill in the page numbers and write the file."""
        last = self.page_number - 1
        for number, form in self._numbers.items():
            shown = str(last if number.anchor == TOTAL else self.places.get(number.anchor, ""))
            style = number.style
            runs = self.fonts.runs(number.words.replace(NUMBER, shown), style.face)
            width = sum(fonts.advance(font, letters) for font, letters in runs) * style.size
            left = -width if style.align == "right" else 0.0
            box = (left - 1, -style.size, left + width + 1, style.size * 1.5)
            with self.form(form, box):
                self.line_of_text(runs, left, 0, style.size, style.color)
        if self._fields:
            about = {"Fields": pdfdoc.PDFArray(self._fields), "DR": self.form_fonts}
            self.setCatalogEntry("AcroForm", pdfdoc.PDFDictionary(about))
        tagged_file.write(self._document, self, self.tree, self._language)
