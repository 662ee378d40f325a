"""The styles of the Word document: what a person who edits it finds in the list of styles.

Names of Word's own styles (heading 1, List Bullet) are kept, so that its contents, navigation pane and
accessibility checker know them. Sizes are those of the PDF, a little larger because people work in these
copies. A document in large print has them times its `scale`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from planner.exports.word.markup import NAMESPACES, TWIPS, colors, escaped

FACE = "Atkinson Hyperlegible Next"
"""Embedded in the document; where a program cannot use it, the font table names the next best."""
OTHER_SCRIPTS = "Arial"

BODY = 10.5
CELL = 9.0
DENSE = 8.5
LABEL_ROOM = 150
"""Where values of facts begin, in points."""


@dataclass(frozen=True)
class Style:
    """One paragraph style; lengths in points.

    `level` is that of a heading, `number` a list of the numbering, `tabs` and `border` name what is set up
    below.
    """

    id: str
    name: str
    based: str = "Normal"
    next: str = ""
    size: float = 0.0
    bold: bool = False
    italic: bool = False
    color: str = ""
    before: float = 0.0
    after: float = 0.0
    line: float = 0.0
    left: float = 0.0
    hanging: float = 0.0
    keep_next: bool = False
    keep_lines: bool = False
    level: int = 0
    align: str = ""
    number: int = 0
    tabs: str = ""
    border: str = ""
    quick: bool = True


_PARAGRAPHS = (
    Style(
        "Title", "Title", next="Subtitle", size=30, bold=True, before=170, after=10, line=36, keep_next=True
    ),
    Style("Subtitle", "Subtitle", size=16, after=44, line=22),
    Style("CoverLine", "Cover line", size=13, color="ink_second", after=0, keep_next=True),
    Style("Heading1", "heading 1", next="Normal", size=20, bold=True, before=30, after=8, line=25, level=1),
    Style("Heading2", "heading 2", next="Normal", size=14, bold=True, before=18, after=5, line=18, level=2),
    Style("Heading3", "heading 3", next="Normal", size=11.5, bold=True, before=12, after=3, line=15, level=3),
    Style("Heading4", "heading 4", next="Normal", size=10.5, bold=True, before=10, after=2, line=14, level=4),
    Style("Heading1Aside", "heading 1, not in contents", based="Heading1", next="Normal"),
    Style("Heading2Aside", "heading 2, not in contents", based="Heading2", next="Normal"),
    Style("TOCHeading", "TOC Heading", next="Normal", size=20, bold=True, after=10, line=25, keep_next=True),
    Style("TOC1", "toc 1", next="Normal", size=10.5, bold=True, before=7, after=1, quick=False),
    Style("TOC2", "toc 2", next="Normal", size=10, left=14, after=0, line=14, quick=False),
    Style("Over", "Above a heading", next="Heading1", size=10, bold=True, before=18, after=0, keep_next=True),
    Style("Lead", "Lead", next="Normal", size=11.5, after=10, line=16),
    Style("QuietText", "Quiet text", color="ink_second", after=8),
    Style("SmallText", "Small text", size=9, color="ink_second", after=8, line=12.5),
    Style("Quote", "Quote", size=12, after=10, line=18, left=14),
    Style("Callout", "Callout", before=4, after=12, left=14, border="left", keep_lines=True),
    Style("ListBullet", "List Bullet", left=16, hanging=16, after=3, number=1),
    Style("ListNumber", "List Number", left=20, hanging=20, after=3, number=2),
    Style("Fact", "Fact", left=LABEL_ROOM, hanging=LABEL_ROOM, after=5, tabs="fact"),
    Style("SmallFact", "Small fact", size=9, left=110, hanging=110, after=1, line=12, tabs="small fact"),
    Style("Figure", "Figure", before=6, after=10, line=0.0),
    Style("Caption", "caption", next="Normal", size=10.5, bold=True, before=10, after=4, keep_next=True),
    Style("TableText", "Table text", size=CELL, after=0, line=12),
    Style("TableHead", "Table head", based="TableText", bold=True, keep_next=True),
    Style("DenseText", "Table text, dense", based="TableText", size=DENSE, line=11),
    Style("DenseHead", "Table head, dense", based="TableHead", size=DENSE, line=11),
    Style("NumberText", "Number", size=19, bold=True, after=6, line=24),
    Style("NumberLabel", "Number label", size=9, color="ink_second", after=0, line=12, keep_next=True),
    Style("TableNote", "Note below a table", size=9, color="ink_second", before=4, after=8, line=12.5),
    Style("AfterTable", "After a table", size=2, after=0, line=6, quick=False),
    Style("Header", "header", size=11, bold=True, color="stop", align="right", after=0, quick=False),
    Style("Footer", "footer", size=8, color="ink_second", after=0, quick=False),
)

_CHARACTERS = (
    ("Strong", "Strong", "<w:b/><w:bCs/>", ""),
    ("Emphasis", "Emphasis", "<w:i/><w:iCs/>", ""),
    ("Quiet", "Quiet", "", "ink_second"),
    ("FactLabel", "Fact label", "", "ink_second"),
    ("Hyperlink", "Hyperlink", "", "strategy"),
)


def styles_xml(theme: Mapping[str, str], language: str, scale: float = 1.0) -> str:
    """Return the whole part; `language` is a tag such as en-US."""
    made = [_defaults(theme, language, scale)]
    made += [_paragraph(_scaled(style, scale), theme) for style in _PARAGRAPHS]
    made += [_character(*each, theme=theme) for each in _CHARACTERS]
    made.append(_table_style(theme))
    return f"<w:styles {NAMESPACES}>{''.join(made)}</w:styles>"


def _scaled(style: Style, scale: float) -> Style:
    """Return a style in large print: running text so many times as large, and nothing smaller."""
    if scale == 1:
        return style
    least = BODY * scale if style.size else 0.0
    size = max(style.size, least)
    return replace(style, size=size, line=max(style.line, size * 1.35) if style.line else 0.0)


def _defaults(theme: Mapping[str, str], language: str, scale: float) -> str:
    tag = escaped(language)
    return (
        "<w:docDefaults><w:rPrDefault><w:rPr>"
        f'<w:rFonts w:ascii="{FACE}" w:hAnsi="{FACE}" w:eastAsia="{FACE}" w:cs="{OTHER_SCRIPTS}"/>'
        f'<w:color w:val="{colors(theme, "ink")}"/>{_size(BODY * scale)}'
        f'<w:lang w:val="{tag}" w:eastAsia="{tag}" w:bidi="ar-SA"/>'
        "</w:rPr></w:rPrDefault><w:pPrDefault><w:pPr>"
        '<w:spacing w:after="0" w:line="240" w:lineRule="auto"/>'
        "</w:pPr></w:pPrDefault></w:docDefaults>"
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/>'
        "<w:pPr><w:widowControl/>"
        f'<w:spacing w:after="160" w:line="{295 * scale:.0f}" w:lineRule="atLeast"/></w:pPr>'
        "</w:style>"
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
        '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>'
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
        '<w:uiPriority w:val="99"/><w:semiHidden/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar>'
        '<w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/>'
        '<w:bottom w:w="0" w:type="dxa"/><w:right w:w="108" w:type="dxa"/>'
        "</w:tblCellMar></w:tblPr></w:style>"
        '<w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/>'
        '<w:uiPriority w:val="99"/><w:semiHidden/></w:style>'
    )


def _paragraph(style: Style, theme: Mapping[str, str]) -> str:
    own = "" if style.name in _BUILT_IN else ' w:customStyle="1"'
    following = f'<w:next w:val="{style.next}"/>' if style.next else ""
    quick = "<w:qFormat/>" if style.quick else ""
    return (
        f'<w:style w:type="paragraph"{own} w:styleId="{style.id}"><w:name w:val="{style.name}"/>'
        f'<w:basedOn w:val="{style.based}"/>{following}{quick}'
        f"<w:pPr>{_paragraph_properties(style, theme)}</w:pPr>{_letters(style, theme)}</w:style>"
    )


_BUILT_IN = frozenset(
    (
        *(
            "Title",
            "Subtitle",
            "heading 1",
            "heading 2",
            "heading 3",
            "heading 4",
            "TOC Heading",
            "toc 1",
            "toc 2",
        ),
        *("Quote", "List Bullet", "List Number", "caption", "header", "footer"),
    )
)


def _paragraph_properties(style: Style, theme: Mapping[str, str]) -> str:
    """Return the properties in the order of the standard (17.3.1.26)."""
    keeps = style.keep_next or style.level > 0
    made = "<w:keepNext/>" if keeps else ""
    made += "<w:keepLines/>" if style.keep_lines or style.level else ""
    made += f'<w:numPr><w:numId w:val="{style.number}"/></w:numPr>' if style.number else ""
    if style.border:
        color = colors(theme, "ink_second")
        made += f'<w:pBdr><w:left w:val="single" w:sz="24" w:space="10" w:color="{color}"/></w:pBdr>'
    stops = {
        "fact": f'<w:tab w:val="left" w:pos="{LABEL_ROOM * TWIPS}"/>',
        "small fact": f'<w:tab w:val="left" w:pos="{110 * TWIPS}"/>',
    }
    made += f"<w:tabs>{stops[style.tabs]}</w:tabs>" if style.tabs else ""
    if style.based == "Normal" or style.size:
        line = f' w:line="{style.line * TWIPS:.0f}" w:lineRule="atLeast"' if style.line else ""
        if style.id == "Figure":
            line = ' w:line="240" w:lineRule="auto"'
        made += (
            f'<w:spacing w:before="{style.before * TWIPS:.0f}" w:after="{style.after * TWIPS:.0f}"{line}/>'
        )
    if style.left or style.hanging:
        hanging = f' w:hanging="{style.hanging * TWIPS:.0f}"' if style.hanging else ""
        made += f'<w:ind w:left="{style.left * TWIPS:.0f}"{hanging}/>'
    made += f'<w:jc w:val="{style.align}"/>' if style.align else ""
    made += f'<w:outlineLvl w:val="{style.level - 1}"/>' if style.level else ""
    return made


def _letters(style: Style, theme: Mapping[str, str]) -> str:
    made = "<w:b/><w:bCs/>" if style.bold else ""
    made += "<w:i/><w:iCs/>" if style.italic else ""
    made += f'<w:color w:val="{colors(theme, style.color)}"/>' if style.color else ""
    made += _size(style.size) if style.size else ""
    return f"<w:rPr>{made}</w:rPr>" if made else ""


def _size(points: float) -> str:
    half = f"{points * 2:.0f}"  # in half points
    return f'<w:sz w:val="{half}"/><w:szCs w:val="{half}"/>'


def _character(style_id: str, name: str, letters: str, color: str, *, theme: Mapping[str, str]) -> str:
    own = "" if name in ("Strong", "Emphasis", "Hyperlink") else ' w:customStyle="1"'
    tint = f'<w:color w:val="{colors(theme, color)}"/>' if color else ""
    line = '<w:u w:val="single"/>' if style_id == "Hyperlink" else ""
    return (
        f'<w:style w:type="character"{own} w:styleId="{style_id}"><w:name w:val="{name}"/>'
        f'<w:basedOn w:val="DefaultParagraphFont"/><w:qFormat/><w:rPr>{letters}{tint}{line}</w:rPr></w:style>'
    )


def _table_style(theme: Mapping[str, str]) -> str:
    thin = f'w:val="single" w:sz="4" w:space="0" w:color="{colors(theme, "line")}"'
    dark = f'w:val="single" w:sz="8" w:space="0" w:color="{colors(theme, "ink")}"'
    return (
        '<w:style w:type="table" w:customStyle="1" w:styleId="PlanTable"><w:name w:val="Plan table"/>'
        '<w:basedOn w:val="TableNormal"/><w:uiPriority w:val="59"/><w:qFormat/>'
        f"<w:tblPr><w:tblBorders><w:bottom {thin}/><w:insideH {thin}/></w:tblBorders><w:tblCellMar>"
        '<w:top w:w="50" w:type="dxa"/><w:left w:w="0" w:type="dxa"/>'
        '<w:bottom w:w="50" w:type="dxa"/><w:right w:w="120" w:type="dxa"/></w:tblCellMar></w:tblPr>'
        '<w:tblStylePr w:type="firstRow"><w:rPr><w:b/><w:bCs/></w:rPr>'
        f"<w:tcPr><w:tcBorders><w:bottom {dark}/></w:tcBorders></w:tcPr></w:tblStylePr></w:style>"
    )


def numbering_xml(lists: int) -> str:
    """Return the numbering: bullets (1), numbers (2), and one list for each of `lists` that begins at 1.

    Those have the numbers from 3 upwards. Every list of its own, so that each counts from 1 again.
    """
    bullet = (
        '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="•"/>'
        '<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="320" w:hanging="320"/></w:pPr></w:lvl>'
    )
    number = (
        '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/>'
        '<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="400" w:hanging="400"/></w:pPr></w:lvl>'
    )
    abstract = "".join(
        f'<w:abstractNum w:abstractNumId="{at}"><w:multiLevelType w:val="singleLevel"/>{level}'
        "</w:abstractNum>"
        for at, level in ((1, bullet), (2, number))
    )
    own = "".join(
        f'<w:num w:numId="{at}"><w:abstractNumId w:val="2"/>'
        '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
        for at in range(3, 3 + lists)
    )
    return (
        f'<w:numbering {NAMESPACES}>{abstract}<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
        f'<w:num w:numId="2"><w:abstractNumId w:val="2"/></w:num>{own}</w:numbering>'
    )
