"""Text, runs and paragraphs in the markup of Word (WordprocessingML, ECMA-376 part 1, section 17).

Markup is made as text and read once for the whole document: ten times faster than element by element. What
people typed comes in through `escaped` only. The order of properties is that of the standard; Word refuses
others.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from xml.sax.saxutils import escape

from planner.exports.outline import Span, Tone, Words
from planner.exports.pdf.marks import role_of
from planner.exports.reading import from_right, legible

NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    ' xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    ' xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'
)
TWIPS = 20
"""Twentieths of a point, in which Word measures paragraphs, tables and pages."""

_MOST_IN_BOOKMARK = 40
_PAGE_UNKNOWN = "–"


def escaped(text: str) -> str:
    """Return a text as it stands between tags or in an attribute."""
    return escape(legible(text), {'"': "&quot;", "\n": "&#10;", "\t": "&#9;"})


def colors(theme: Mapping[str, str], role: str) -> str:
    """Return the color of a role as Word writes it: six hexadecimal digits."""
    return theme[role].removeprefix("#")


@dataclass(frozen=True)
class Look:
    """How the letters of a run differ from their style; `size` is in points, `color` six hex digits."""

    style: str = ""
    bold: bool = False
    italic: bool = False
    color: str = ""
    size: float = 0.0
    font: str = ""

    def properties(self, *, right: bool = False) -> str:
        """Return the properties of a run."""
        parts = (
            f'<w:rStyle w:val="{self.style}"/>' if self.style else "",
            f'<w:rFonts w:ascii="{self.font}" w:hAnsi="{self.font}" w:cs="{self.font}"/>'
            if self.font
            else "",
            "<w:b/><w:bCs/>" if self.bold else "",
            "<w:i/><w:iCs/>" if self.italic else "",
            f'<w:color w:val="{self.color}"/>' if self.color else "",
            f'<w:sz w:val="{self.size * 2:.0f}"/><w:szCs w:val="{self.size * 2:.0f}"/>' if self.size else "",
            "<w:rtl/>" if right else "",
        )
        made = "".join(parts)
        return f"<w:rPr>{made}</w:rPr>" if made else ""


PLAIN = Look()


def run(text: str, look: Look = PLAIN) -> str:
    """Return a text as one run; line feeds and tabs stay."""
    if not text:
        return ""
    text = legible(text)
    lines = []
    for line in text.split("\n"):
        lines.append("<w:tab/>".join(map(_letters, line.split("\t"))))
    return f"<w:r>{look.properties(right=from_right(text))}{'<w:br/>'.join(lines)}</w:r>"


def _letters(text: str) -> str:
    return f'<w:t xml:space="preserve">{escape(text)}</w:t>' if text else ""


def field(code: str, result: str, look: Look = PLAIN) -> str:
    """Return a field that Word computes, with what it shows until then."""
    rest = look.properties()
    return (
        f'<w:r>{rest}<w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r>{rest}<w:instrText xml:space="preserve"> {escape(code)} </w:instrText></w:r>'
        f'<w:r>{rest}<w:fldChar w:fldCharType="separate"/></w:r>'
        f"{run(result, look)}"
        f'<w:r>{rest}<w:fldChar w:fldCharType="end"/></w:r>'
    )


def paragraph(content: str, style: str = "", properties: str = "") -> str:
    """Return a paragraph; `properties` follow the style in the order of the standard."""
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    held = f"<w:pPr>{named}{properties}</w:pPr>" if named or properties else ""
    return f"<w:p>{held}{content}</w:p>"


class Marks:
    """The bookmarks of a document: one for each anchor, under a name that Word allows and hides."""

    def __init__(self, anchors: Mapping[str, int]) -> None:
        """Take anchors with their numbers."""
        self._numbers = anchors

    def name(self, anchor: str) -> str:
        """Return the bookmark of an anchor: letters, digits and underscores, at most 40; "" for no anchor."""
        number = self._numbers.get(anchor)
        return "" if number is None else f"_Ref{700_000_000 + number}"[:_MOST_IN_BOOKMARK]

    def around(self, anchor: str, content: str) -> str:
        """Return content with the bookmark of an anchor."""
        number = self._numbers[anchor]
        return (
            f'<w:bookmarkStart w:id="{number}" w:name="{self.name(anchor)}"/>{content}'
            f'<w:bookmarkEnd w:id="{number}"/>'
        )

    def link(self, anchor: str, content: str) -> str:
        """Return content that leads to an anchor, or the content alone where there is none."""
        name = self.name(anchor)
        return f'<w:hyperlink w:anchor="{name}" w:history="1">{content}</w:hyperlink>' if name else content


class Writer:
    """Writes words: the letters of a text in its manners, with links and numbers of pages."""

    def __init__(self, theme: Mapping[str, str], marks: Marks) -> None:
        """Take the colors and the bookmarks."""
        self._theme = theme
        self.marks = marks

    def color(self, role: str) -> str:
        """Return the color of a role of the theme."""
        return colors(self._theme, role)

    def tone(self, tone: Tone) -> str:
        """Return the strong color of a tone."""
        return self.color(role_of(tone))

    def words(self, words: Words, look: Look = PLAIN) -> str:
        """Return some words as runs."""
        parts = words if isinstance(words, tuple) else (words,)
        return "".join(self._span(part, look) for part in parts)

    def _span(self, part: str | Span, look: Look) -> str:
        if isinstance(part, str):
            return run(part, look)
        if part.manner == "strong":
            look = replace(look, style="Strong")
        elif part.manner == "emphasis":
            look = replace(look, style="Emphasis")
        elif part.manner == "quiet":
            look = replace(look, style="Quiet")
        name = self.marks.name(part.anchor)
        if not name:
            return run(part.text, look)
        look = look if look.style else replace(look, style="Hyperlink")
        made = run(part.text, look)
        if part.page:
            made += field(f"PAGEREF {name} \\h", _PAGE_UNKNOWN, look)
        return self.marks.link(part.anchor, made)
