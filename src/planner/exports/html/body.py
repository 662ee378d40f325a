"""The blocks of an outline as elements of HTML."""

from collections.abc import Iterable, Iterator, Sequence

from planner.exports import outline
from planner.exports.html.markup import Links, element, escaped, shown
from planner.exports.html.style import roles
from planner.exports.html.tables import table
from planner.exports.outline import Outline
from planner.exports.reading import Place, Progress, told
from planner.exports.svg import shapes
from planner.i18n import _

_PARAGRAPHS = {"": "", "quiet": "quiet", "small": "small", "quote": ""}
_WIDE, _BROAD = 560.0, 1100.0  # a figure that is wider scrolls on a phone, and on any screen
_DEEPEST = 6


class Body:
    """Writes the text of a document; `lift` is added to the depth of its headings."""

    def __init__(self, links: Links, found: Sequence[Place], lift: int) -> None:
        """Take the links and all headings."""
        self._links = links
        self._places: Iterator[Place] = iter(found)
        self._lift = lift
        self._subject = ""

    def sections(self, document: Outline, progress: Progress) -> Iterator[str]:
        """Yield section by section."""
        for section in document.sections:
            classes = [name for name, on in (("new", not section.runs_on), ("wide", section.landscape)) if on]
            made = []
            for block in section.blocks:
                progress.tell(section.name or document.title)
                made.append(self._block(block))
            yield element("section", "\n".join(made), " ".join(classes)) + "\n"

    def facts(self, rows: Iterable[tuple[str, outline.Words]], classes: str = "") -> str:
        """Return labels with their values."""
        inner = "".join(
            f"<dt>{shown(label)}</dt><dd>{self._links.words(words)}</dd>" for label, words in rows
        )
        return element("dl", inner, classes) if inner else ""

    def _block(self, block: outline.Block) -> str:  # noqa: C901  one line for each kind of block
        words = self._links.words
        match block:
            case outline.Heading():
                return self._heading(block, next(self._places))
            case outline.Paragraph(manner="quote"):
                return element("blockquote", words(block.words))
            case outline.Paragraph():
                return element("p", words(block.words), _PARAGRAPHS[block.manner])
            case outline.Lead():
                return element("p", words(block.words), "lead")
            case outline.Bullets():
                items = "".join(element("li", words(item)) for item in block.items)
                return element("ol" if block.numbered else "ul", items) if items else ""
            case outline.Facts():
                return self.facts(block.rows, "two" if block.columns == 2 else "")
            case outline.Numbers():
                return self._numbers(block)
            case outline.Table():
                return table(self._links, block, self._subject)
            case outline.TickTable():
                return table(self._links, block.table(), self._subject)
            case outline.WritingLines():
                return element("p", words(block.lines()))
            case outline.Field():
                return element("p", words(told(block)))
            case outline.Picture():
                return _picture(block)
            case outline.Callout():
                return element("p", words(block.words), f"callout {block.tone}".rstrip())
            case outline.PageBreak():
                return '<div class="break"></div>'
            case outline.Spread():
                panels = ("\n".join(map(self._block, panel.blocks)) for panel in block.panels())
                return "\n".join(element("div", panel, "panel") for panel in panels)
            case _:
                raise TypeError(f"HTML does not know how to write {type(block).__name__}")

    def _heading(self, heading: outline.Heading, place: Place) -> str:
        self._subject = heading.text
        level = min(place.depth + self._lift, _DEEPEST)
        classes: list[str] = [heading.tone]
        words = shown(" ".join(heading.text.split()))
        if heading.slight:
            classes.append("slight")
        elif heading.opens:
            classes.append("opens")
        if heading.over:
            # The comma is heard, and makes both lines one name in lists of headings.
            words = f'<span class="above">{shown(heading.over)}<span class="heard">, </span></span>{words}'
        name = f'id="{self._links.id(place.anchor)}"'
        return element(f"h{level}", words, " ".join(filter(None, classes)), name)

    def _numbers(self, block: outline.Numbers) -> str:
        inner = "".join(
            f"<div><dt>{shown(label)}</dt><dd>{shown(number)}</dd></div>" for number, label in block.items
        )
        return element("dl", inner, "numbers") if inner else ""


def _picture(block: outline.Picture) -> str:
    figure = block.figure
    size = f'width="{figure.width:.0f}" height="{figure.height:.0f}"'
    breadth = "broad" if figure.width > _BROAD else "wide" if figure.width > _WIDE else ""
    wide = f' class="{breadth}"' if breadth else ""
    drawn = (
        f'<svg{wide} {size} viewBox="0 0 {figure.width:g} {figure.height:g}" aria-hidden="true"'
        f' focusable="false">{shapes(figure, roles())}</svg>'
    )
    reached = ' tabindex="0"' if breadth else ""  # so that it can be scrolled by keyboard
    named = escaped(block.alt).strip() or escaped(figure.title).strip() or escaped(_("Picture"))
    return f'<figure role="img"{reached} aria-label="{named}">{drawn}</figure>'


def contents(links: Links, found: Sequence[Place]) -> str:
    """Return the table of contents: headings of level 2 in a list below that of their chapter."""
    listed = [each for each in found if each.listed]
    if not listed:
        return ""
    made: list[str] = []
    for place in listed:
        words = shown(" ".join(place.heading.text.split()))
        link = f'<a href="#{links.id(place.anchor)}">{words}</a>'
        if place.heading.level == 1 or not made:
            made.append(link + _BELOW)
        else:
            made[-1] = made[-1].replace(_BELOW, f"<li>{link}</li>{_BELOW}")
    items = "".join(element("li", _closed(each)) for each in made)
    heading = element("h2", escaped(_("Contents")), "", 'id="contents"')
    return element("nav", f"{heading}<ol>{items}</ol>", "", 'aria-labelledby="contents"')


_BELOW = "\0"  # where the next entry below a chapter goes; no text can hold it


def _closed(entry: str) -> str:
    link, _mark, rest = entry.partition("</a>")
    inner = rest.replace(_BELOW, "")
    return f"{link}</a><ol>{inner}</ol>" if inner else f"{link}</a>"
