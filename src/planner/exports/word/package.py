"""The file of a Word document: its parts, settings, fonts and properties (Open Packaging Conventions)."""

import uuid
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import docx
from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml.parser import parse_xml

from planner import assets
from planner.exports.outline import Outline
from planner.exports.reading import legible
from planner.exports.word.markup import NAMESPACES, paragraph, run
from planner.exports.word.styles import FACE, numbering_xml, styles_xml

_UNUSED = ("customXml", "stylesWithEffects", "webSettings")
_PROPERTY = 255  # characters a property may have
_EMBEDDED = (("embedRegular", "Regular"), ("embedBold", "Bold"), ("embedItalic", "Italic"))
_HIDDEN_BYTES = 32
_FONT_TYPE = "application/vnd.openxmlformats-officedocument.obfuscatedFont"
_FONT_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/font"
_TABLE_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.fontTable+xml"
_REGIONS = {"en": "en-US", "es": "es-US", "fr": "fr-FR", "vi": "vi-VN", "ko": "ko-KR"}


def language_tag(code: str) -> str:
    """Return the tag of a language with a region, which Word wants to choose its dictionary: en-US."""
    tag = code.replace("_", "-")
    return _REGIONS.get(tag, tag) if tag != "qps" else "en-US"


class Package:
    """A document with our styles and nothing in it yet."""

    def __init__(self, outline: Outline, theme: dict[str, str]) -> None:
        """Begin with the template of python-docx, without what it brings along that is not used."""
        self.document: Document = docx.Document()
        self._outline = outline
        self._language = language_tag(outline.language)
        part = self.document.part
        for key, relation in list(part.rels.items()):
            if any(name in relation.reltype or name in str(relation._target) for name in _UNUSED):
                del part.rels[key]
        package = part.package
        for key, relation in list(package.rels.items()):
            if "thumbnail" in relation.reltype:
                del package.rels[key]
        _refill(part._styles_part, styles_xml(theme, self._language, outline.scale))
        _refill(part._settings_part, _settings_xml(self._language))
        self._embed_fonts()
        self._describe()

    def edges(self, feet: tuple[str, str]) -> tuple[str, str]:
        """Make the header (the mark of a draft) and the footers of upright and of turned pages.

        Return the references to them that a section of each kind of page needs.
        """
        part: Any = self.document.part  # its types leave these two functions out
        header = ""
        if self._outline.mark:
            made, name = part.add_header_part()
            _refill(made, _holding("hdr", paragraph(run(self._outline.mark), "Header")))
            header = f'<w:headerReference w:type="default" r:id="{name}"/>'
        references = []
        for foot in feet:
            footer, name = part.add_footer_part()
            _refill(footer, _holding("ftr", foot))
            references.append(f'{header}<w:footerReference w:type="default" r:id="{name}"/>')
        return references[0], references[1]

    def fill(self, body: str, lists: int) -> None:
        """Put the whole text in, and the numbering for as many numbered lists."""
        _refill(self.document.part, _holding("document", f"<w:body>{body}</w:body>"))
        _refill(self.document.part.numbering_part, numbering_xml(lists))

    def save(self, path: Path) -> None:
        """Write the file."""
        self.document.save(str(path))

    def _describe(self) -> None:
        known, outline = self.document.core_properties, self._outline
        known.title = _short(outline.title)
        known.author = _short(outline.author)
        known.subject = _short(outline.subject)
        known.language = self._language
        known.comments = known.keywords = known.category = known.last_modified_by = ""
        known.created = known.modified = datetime.now(UTC).replace(tzinfo=None, microsecond=0)
        known.revision = 1

    def _embed_fonts(self) -> None:
        """Bring our face along, and name what to take where a program cannot use it (17.8.3)."""
        part = self.document.part
        for key, relation in list(part.rels.items()):
            if relation.reltype == RELATIONSHIP_TYPE.FONT_TABLE:
                del part.rels[key]
        package = part.package
        table = Part(PackURI("/word/fontTable.xml"), _TABLE_TYPE, b"", package)
        embedded = ""
        for number, (name, face) in enumerate(_EMBEDDED, 1):
            data = assets.data(f"fonts/AtkinsonHyperlegibleNext-{face}.ttf")
            key = str(uuid.uuid5(uuid.NAMESPACE_URL, f"{FACE} {face}")).upper()
            font = Part(PackURI(f"/word/fonts/font{number}.odttf"), _FONT_TYPE, hidden(data, key), package)
            relation_id = table.relate_to(font, _FONT_RELATION)
            embedded += f'<w:{name} r:id="{relation_id}" w:fontKey="{{{key}}}"/>'
        table._blob = (
            f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:fonts {NAMESPACES}>'
            f'<w:font w:name="{FACE}"><w:altName w:val="Calibri"/><w:charset w:val="00"/>'
            f'<w:family w:val="swiss"/><w:pitch w:val="variable"/>{embedded}</w:font></w:fonts>'
        ).encode()
        part.relate_to(table, RELATIONSHIP_TYPE.FONT_TABLE)


def hidden(data: bytes, key: str) -> bytes:
    """Return a font as documents hold it: its first 32 bytes mixed with its key, last byte first (17.8.1)."""
    mask = bytes.fromhex(key.replace("-", ""))[::-1]
    head = bytes(byte ^ mask[at % len(mask)] for at, byte in enumerate(data[:_HIDDEN_BYTES]))
    return head + data[_HIDDEN_BYTES:]


def _settings_xml(language: str) -> str:
    """Return the settings in the order of the standard (17.15.1.78).

    Fields are computed when the document is opened, and it is edited as a document of today's Word.
    """
    uri = "http://schemas.microsoft.com/office/word"
    compat = "".join(
        f'<w:compatSetting w:name="{name}" w:uri="{uri}" w:val="{value}"/>'
        for name, value in (
            ("compatibilityMode", "15"),
            ("overrideTableStyleFontSizeAndJustification", "1"),
            ("enableOpenTypeFeatures", "1"),
            ("doNotFlipMirrorIndents", "1"),
            ("differentiateMultirowTableHeaders", "1"),
        )
    )
    return (
        f'<w:settings {NAMESPACES}><w:zoom w:percent="100"/><w:embedTrueTypeFonts/>'
        '<w:defaultTabStop w:val="720"/><w:updateFields w:val="true"/>'
        f'<w:compat>{compat}</w:compat><w:themeFontLang w:val="{language}"/>'
        '<w:clrSchemeMapping w:bg1="light1" w:t1="dark1" w:bg2="light2" w:t2="dark2" w:accent1="accent1"'
        ' w:accent2="accent2" w:accent3="accent3" w:accent4="accent4" w:accent5="accent5"'
        ' w:accent6="accent6" w:hyperlink="hyperlink" w:followedHyperlink="followedHyperlink"/>'
        '<w:decimalSymbol w:val="."/><w:listSeparator w:val=","/></w:settings>'
    )


def _holding(name: str, inner: str) -> str:
    return f"<w:{name} {NAMESPACES}>{inner}</w:{name}>"


def _refill(part: Any, markup: str) -> None:
    """Put markup in the place of what a part holds, as a whole: moving elements one by one is slow."""
    part._element = parse_xml(markup)


def _short(text: str) -> str:
    text = " ".join(legible(text).split())
    return text if len(text) <= _PROPERTY else text[: _PROPERTY - 1] + "…"
