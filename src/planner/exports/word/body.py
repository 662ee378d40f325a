"""The blocks of an outline as paragraphs, lists, tables and pictures of Word."""

from collections.abc import Iterator
from itertools import zip_longest

from planner.exports import outline
from planner.exports.outline import Outline, Tone, Words
from planner.exports.pdf.style import Page
from planner.exports.reading import Place, Progress, legible, told
from planner.exports.word.markup import PLAIN, TWIPS, Look, Writer, field, paragraph, run
from planner.exports.word.pictures import Pictures
from planner.exports.word.tables import Tables
from planner.i18n import _

_PARAGRAPHS = {"": "", "quiet": "QuietText", "small": "SmallText", "quote": "Quote"}
_AROUND_PICTURE = 24.0  # room above and below a picture, in points
_ROOM = {"Over": 32.0, "Heading1": 48.0, "Heading3": 32.0, "Heading4": 28.0}
_OTHER_ROOM = 38.0  # a heading of level 2, or a paragraph that leads to a picture
_MOST_ABOVE = 190.0
_LARGE_HEADING = 20.0
_LONG_TITLE = 90  # characters; longer ones are set smaller, as in the PDF
_SMALLER_TITLE = 22.0
_SLIGHT_HEADING = 10.0


class Shape(Page):
    """A page in one orientation, as Word describes it."""

    @property
    def landscape(self) -> bool:
        """Whether the page lies on its side."""
        return self.width > self.height

    def section(self, references: str, *, last: bool) -> str:
        """Return the properties of a section of such pages (17.6.17)."""
        turned = ' w:orient="landscape"' if self.landscape else ""
        size = f'w:w="{self.width * TWIPS:.0f}" w:h="{self.height * TWIPS:.0f}"'
        side, edge = f"{self.side * TWIPS:.0f}", "480"
        kind = "" if last else '<w:type w:val="nextPage"/>'
        return (
            f"<w:sectPr>{references}{kind}<w:pgSz {size}{turned}/>"
            f'<w:pgMar w:top="{self.top * TWIPS:.0f}" w:right="{side}" w:bottom="{self.foot * TWIPS:.0f}"'
            f' w:left="{side}" w:header="{edge}" w:footer="{edge}" w:gutter="0"/></w:sectPr>'
        )


class Body:
    """Collects the paragraphs and tables of a document, one after the other."""

    def __init__(
        self,
        writer: Writer,
        pictures: Pictures,
        shapes: tuple[Shape, Shape],
        references: tuple[str, str],
    ) -> None:
        """Take what writes words and pictures, the pages upright and turned, and the edges of these."""
        self._writer = writer
        self._pictures = pictures
        self._tables = Tables(writer)
        self._shapes = shapes
        self._references = references
        self._made: list[str] = []
        self._places: Iterator[Place] = iter(())
        self._shape = shapes[0]
        self._break = False
        self._after_table = False
        self._keep = False  # whether a paragraph stays with the picture it leads to
        self._above = 0.0  # about how high the headings are that stay with what follows
        self.lists = 0

    def markup(self) -> str:
        """Return everything, with the properties of the last section."""
        self._end_table()
        return "".join(self._made) + self._section(last=True)

    def cover(self, document: Outline) -> None:
        """Write the first page: title, subtitle and what is told below them."""
        self._add(self._pictures.bars(self._shape.room), "Figure")
        look = Look(size=_SMALLER_TITLE) if len(document.title) > _LONG_TITLE else PLAIN
        if document.over:
            self._add(run(document.over), "CoverLine", '<w:spacing w:before="3000" w:after="0"/>')
            self._add(run(document.title, look), "Title", '<w:spacing w:before="120"/>')
        else:
            self._add(run(document.title, look), "Title")
        if document.subtitle:
            self._add(run(document.subtitle), "Subtitle")
        self._facts(outline.Facts(document.cover))
        if document.notice:
            self._add(run(document.notice), "SmallText", '<w:spacing w:before="1200"/>')
        self._break = True

    def contents(self, places: tuple[Place, ...]) -> None:
        """Write the contents: a field that Word fills with numbers of pages, holding links until then."""
        listed = [each for each in places if each.listed]
        if not listed:
            return
        self._add(run(_("Contents")), "TOCHeading")
        marks = self._writer.marks
        for number, place in enumerate(listed):
            before = after = ""
            if number == 0:
                before = (
                    '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
                    '<w:r><w:instrText xml:space="preserve"> TOC \\o "1-2" \\h \\z </w:instrText></w:r>'
                    '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
                )
            if number == len(listed) - 1:
                after = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
            words = run(_one_line(place.heading.text) or _NO_WORDS)
            style = f"TOC{place.heading.level}"
            self._add(before + marks.link(place.anchor, words) + after, style)
        self._break = True

    def sections(self, document: Outline, places: tuple[Place, ...], progress: Progress) -> None:
        """Write the text; a section of the other orientation begins with pages of its own."""
        self._places = iter(places)
        for section in document.sections:
            shape = self._shapes[int(section.landscape)]
            if shape != self._shape:
                self._turn(shape)
            elif self._made and not section.runs_on:
                self._break = True
            for block, following in zip_longest(section.blocks, section.blocks[1:]):
                progress.tell(section.name or document.title)
                self._keep = isinstance(block, outline.Paragraph) and isinstance(following, outline.Picture)
                self._block(block)

    def _turn(self, shape: Shape) -> None:
        """End the pages of one orientation."""
        if self._made:
            end = self._section(last=False)
            if self._after_table or not self._hang(end):
                self._made.append(paragraph("", "AfterTable", end))
                self._after_table = False
            self._break = False
        self._shape = shape

    def _section(self, *, last: bool) -> str:
        return self._shape.section(self._references[int(self._shape.landscape)], last=last)

    def _hang(self, section: str) -> bool:
        """Put the properties of a section into the last paragraph; say whether there was one."""
        last = self._made[-1]
        if not last.startswith("<w:p>"):
            return False
        if last.startswith("<w:p><w:pPr>"):
            head, rest = last.split("</w:pPr>", 1)
            self._made[-1] = f"{head}{section}</w:pPr>{rest}"
        else:
            self._made[-1] = f"<w:p><w:pPr>{section}</w:pPr>{last.removeprefix('<w:p>')}"
        return True

    def _block(self, block: outline.Block) -> None:  # noqa: C901  one line for each kind of block
        match block:
            case outline.Heading():
                self._heading(block, next(self._places))
            case outline.Paragraph():
                self._add(self._words(block.words), _PARAGRAPHS[block.manner])
            case outline.Lead():
                self._add(self._words(block.words), "Lead")
            case outline.Bullets():
                self._bullets(block)
            case outline.Facts():
                self._facts(block)
            case outline.Numbers():
                self._table(self._tables.numbers(block, self._shape.room))
            case outline.Table():
                self._titled_table(block)
            case outline.TickTable():
                self._titled_table(block.table())
            case outline.WritingLines():
                self._add(self._words(block.lines()))
            case outline.Field():
                self._add(self._words(told(block)))
            case outline.Picture():
                self._picture(block)
            case outline.Callout():
                self._callout(block.words, block.tone)
            case outline.PageBreak():
                self._break = True
            case outline.Spread():
                for panel in block.panels():
                    for each in panel.blocks:
                        self._block(each)
            case _:
                raise TypeError(f"Word does not know how to write {type(block).__name__}")

    def _words(self, words: Words, look: Look = PLAIN) -> str:
        return self._writer.words(words, look)

    def _heading(self, heading: outline.Heading, place: Place) -> None:
        words = _one_line(heading.text) or _NO_WORDS
        color = self._writer.tone(heading.tone)
        look = PLAIN
        if heading.slight:
            words = " · ".join(part for part in (heading.over, words) if part)
            look = Look(size=_SLIGHT_HEADING, color=color)
        elif heading.over:
            self._add(run(heading.over, Look(color=color)), "Over")
        if heading.opens and not heading.slight:
            look = Look(size=_LARGE_HEADING)
        style = f"Heading{heading.level}"
        if heading.level <= 2 and not place.listed:
            style += "Aside"
        close = '<w:spacing w:before="0"/>' if heading.over and not heading.slight else ""
        level = f'<w:outlineLvl w:val="{place.depth - 1}"/>' if place.depth != heading.level else ""
        self._add(self._writer.marks.around(place.anchor, run(words, look)), style, close + level)

    def _bullets(self, block: outline.Bullets) -> None:
        style, number = "ListBullet", ""
        if block.numbered:
            style = "ListNumber"
            number = f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{3 + self.lists}"/></w:numPr>'
            self.lists += 1
        last = len(block.items) - 1
        for at, item in enumerate(block.items):
            room = '<w:spacing w:after="200"/>' if at == last else ""
            self._add(self._words(item), style, number + room)

    def _facts(self, block: outline.Facts) -> None:
        style = "Fact" if block.columns == 1 else "SmallFact"
        for label, words in block.rows:
            content = run(label, Look(style="FactLabel")) + "<w:r><w:tab/></w:r>" + self._words(words)
            self._add(content, style)

    def _picture(self, block: outline.Picture) -> None:
        """Put a picture that leaves room on its page for the headings above it."""
        depth = max(self._shape.depth - self._above - _AROUND_PICTURE, self._shape.depth * 0.4)
        made = self._pictures.picture(block.figure, block.alt, self._shape.room, depth, fill=block.fill)
        self._add(made, "Figure")

    def _callout(self, words: Words, tone: Tone) -> None:
        color = self._writer.tone(tone)
        bar = f'<w:pBdr><w:left w:val="single" w:sz="24" w:space="10" w:color="{color}"/></w:pBdr>'
        self._add(self._words(words), "Callout", bar)

    def _titled_table(self, block: outline.Table) -> None:
        if block.label:
            self._add(run(block.label), "Caption")
        self._table(self._tables.table(block, self._shape.room))
        if block.note:
            self._add(run(block.note), "TableNote")

    def _table(self, made: str) -> None:
        """Put a table; two of them without words between would become one in Word."""
        if not made:
            return
        self._end_table()
        if self._break and self._made:
            self._made.append(paragraph("", "AfterTable", "<w:pageBreakBefore/>"))
            self._break = False
        self._made.append(made)
        self._after_table = True
        self._above = 0.0

    def _end_table(self) -> None:
        """Put a low paragraph below a table, which Word wants before a table and at the end."""
        if self._after_table:
            self._made.append(paragraph("", "AfterTable"))
            self._after_table = False

    def _add(self, content: str, style: str = "", properties: str = "") -> None:
        """Put a paragraph, on a new page where one is due; one without anything in it is left out."""
        if not any(sign in content for sign in _FILLED):
            return
        begins = "<w:keepNext/>" if self._keep else ""
        if self._break and self._made:
            begins += "<w:pageBreakBefore/>"
        self._break = False
        if self._after_table and style not in _ROOM_ABOVE:
            self._end_table()
        self._after_table = False
        leads = style.startswith(("Heading", "Over")) or style in _LEADING
        above = self._above + _ROOM.get(style, _OTHER_ROOM)
        self._above = min(above, _MOST_ABOVE) if leads else 0.0
        self._made.append(paragraph(content, style, begins + properties))


_NO_WORDS = "–"
_LEADING = ("", "Lead", "QuietText", "SmallText")
_FILLED = ("<w:t ", "<w:drawing", "<w:tab/>", "<w:br/>")
_ROOM_ABOVE = frozenset(
    (
        "Heading1",
        "Heading2",
        "Heading3",
        "Heading4",
        "Heading1Aside",
        "Heading2Aside",
        "Over",
        "Caption",
        "TableNote",
    )
)


def _one_line(text: str) -> str:
    """Return the words of a heading on one line."""
    return " ".join(legible(text).split())


def foot_line(document: Outline, room: float) -> str:
    """Return the paragraph at the foot of pages: title, version and day; at the right edge, the page."""
    rest = f" · {document.footer}" if document.footer else ""
    words, _marker, after = _("Page {page} of {pages}").partition("{page}")
    between, _marker, last = after.partition("{pages}")
    number = f"{run(words)}{field('PAGE', '1')}{run(between)}{field('NUMPAGES', '1')}{run(last)}"
    stop = f'<w:tabs><w:tab w:val="right" w:pos="{room * TWIPS:.0f}"/></w:tabs>'
    return paragraph(f"{run(_one_line(document.title) + rest)}<w:r><w:tab/></w:r>{number}", "Footer", stop)
