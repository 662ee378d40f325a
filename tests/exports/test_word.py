"""The Word copy has real headings, lists and tables, says all the outline says, and follows the standard."""

import re
import shutil
import subprocess
import zipfile
from datetime import date
from itertools import pairwise
from pathlib import Path

import docx
import pytest
from docx.document import Document
from docx.oxml.ns import qn
from lxml import etree
from tests.exports import every_block
from tests.exports.outline_words import NUMBER, words_of
from tests.exports.random_outlines import Writer

from planner import assets, documents
from planner.domain.plan import Plan
from planner.errors import Cancelled
from planner.exports import outline as o
from planner.exports.plan_outline import full_plan
from planner.exports.request import Request
from planner.exports.word import write_word
from planner.exports.word.package import hidden

AS_OF = date(2026, 11, 15)
PROGRAM = shutil.which("soffice") or shutil.which("libreoffice")

# Word refuses elements in another order than the standard has them (ECMA-376 part 1, 17 and annex A).
ORDER = {
    "pPr": "pStyle keepNext keepLines pageBreakBefore widowControl numPr pBdr shd tabs spacing ind jc"
    " outlineLvl rPr sectPr",
    "rPr": "rStyle rFonts b bCs i iCs color sz szCs u rtl lang",
    "tblPr": "tblStyle tblW tblInd tblBorders tblLayout tblCellMar tblLook tblCaption",
    "tbl": "tblPr tblGrid tr",
    "tr": "trPr tc",
    "tc": "tcPr p",
    "tcPr": "tcW gridSpan tcBorders shd tcMar textDirection vAlign",
    "tblCellMar": "top left bottom right",
    "tcMar": "left right",
    "tblBorders": "bottom insideH",
    "sectPr": "headerReference footerReference type pgSz pgMar",
    "p": "pPr r hyperlink bookmarkStart bookmarkEnd",
    "style": "name basedOn next uiPriority semiHidden qFormat pPr rPr tblPr tblStylePr",
    "abstractNum": "multiLevelType lvl",
    "lvl": "start numFmt lvlText lvlJc pPr",
    "numbering": "abstractNum num",
    "settings": "zoom embedTrueTypeFonts defaultTabStop updateFields compat themeFontLang clrSchemeMapping"
    " decimalSymbol listSeparator",
    "font": "altName charset family pitch embedRegular embedBold embedItalic",
    "styles": "docDefaults style",
}
LOOSE = ("p", "sectPr")  # runs and links, references of both kinds: in any order after the first element


def parts(path: Path) -> dict[str, etree._Element]:
    """Every part of the text, parsed."""
    with zipfile.ZipFile(path) as book:
        assert book.testzip() is None
        names = [name for name in book.namelist() if name.startswith("word/") and name.endswith(".xml")]
        return {name: etree.fromstring(book.read(name)) for name in names if "theme" not in name}


def check(path: Path) -> Document:
    """What holds for every document: order, references, bookmarks, tables, pictures, no empty paragraphs."""
    for name, part in parts(path).items():
        for element in part.iter(etree.Element):
            check_order(name, element)
    document = docx.Document(str(path))
    body = document.element.body
    marks = [each.get(qn("w:name")) for each in body.iter(qn("w:bookmarkStart"))]
    assert len(marks) == len(set(marks))
    assert all(re.fullmatch(r"[A-Za-z_]\w{0,39}", mark) for mark in marks)
    assert {each.get(qn("w:anchor")) for each in body.iter(qn("w:hyperlink"))} <= set(marks)
    known = {style.style_id for style in document.styles}
    used = {
        each.get(qn("w:val"))
        for tag in ("pStyle", "rStyle", "tblStyle")
        for each in body.iter(qn(f"w:{tag}"))
    }
    assert used <= known
    numbers = {each.get(qn("w:numId")) for each in document.part.numbering_part.element.iter(qn("w:num"))}
    assert {each.get(qn("w:val")) for each in body.iter(qn("w:numId"))} <= numbers
    for picture in body.iter(qn("wp:docPr")):
        assert picture.get("descr") or "decorative" in etree.tostring(picture).decode()
    pictures = [each.get("id") for each in body.iter(qn("wp:docPr"))]
    assert len(pictures) == len(set(pictures))
    for table in document.tables:
        check_table(table._tbl)
    for paragraph in body.iter(qn("w:p")):
        filled = any(
            True for tag in ("w:t", "w:drawing", "w:tab", "w:br") for _each in paragraph.iter(qn(tag))
        )
        style = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
        inside = paragraph.getparent().tag == qn("w:tc")
        assert filled or inside or (style is not None and style.get(qn("w:val")) == "AfterTable")
    assert body[-1].tag == qn("w:sectPr")
    starts = [each.get(qn("w:fldCharType")) for each in body.iter(qn("w:fldChar"))]
    assert starts.count("begin") == starts.count("separate") == starts.count("end")
    return document


def check_order(part: str, element: etree._Element) -> None:
    name = etree.QName(element).localname
    if name not in ORDER or element.tag != qn(f"w:{name}"):
        return
    wanted = ORDER[name].split()
    found = [etree.QName(child).localname for child in element]
    assert set(found) <= set(wanted), (part, name, found)
    if name == "p":
        found = [each for each in found if each == "pPr"] + (["r"] if found and found[0] != "pPr" else [])
    if name == "sectPr":
        found = [each for each in found if not each.endswith("Reference")]
    if name in ("tbl", "tr", "tc", "p", "styles", "numbering"):
        found = list(dict.fromkeys(found))
    places = [wanted.index(each) for each in found]
    assert places == sorted(places), (part, name, found)
    if name not in ("style", "abstractNum", "styles", "numbering", "tbl", "tr", "tc", "p"):
        assert len(found) == len(set(found)), (part, name, found)


def check_table(table: etree._Element) -> None:
    """Every row has as many columns as the grid, every cell a paragraph and a width."""
    grid = [int(each.get(qn("w:w"))) for each in table.iter(qn("w:gridCol"))]
    assert all(each > 0 for each in grid)
    for row in table.iter(qn("w:tr")):
        spans = 0
        for cell in row.iter(qn("w:tc")):
            span = cell.find(f"{qn('w:tcPr')}/{qn('w:gridSpan')}")
            spans += int(span.get(qn("w:val"))) if span is not None else 1
            assert cell[-1].tag == qn("w:p")
        assert spans == len(grid)
    beside = table.getnext()
    assert beside.tag == qn("w:p")


@pytest.fixture(scope="module")
def outline(sample: Plan) -> o.Outline:
    return full_plan(sample, AS_OF)


@pytest.fixture(scope="module")
def written(outline: o.Outline, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("word") / "plan.docx"
    write_word(outline, path)
    return path


def said(element: etree._Element) -> str:
    """The text of a part of the document in order."""
    signs = {qn("w:br"): "\n", qn("w:tab"): "\t"}
    return "".join(
        each.text or "" if each.tag == qn("w:t") else signs.get(each.tag, "")
        for each in element.iter(qn("w:t"), *signs)
        if each.getparent().tag == qn("w:r")
    )


def one_line(text: str) -> str:
    return " ".join(text.split())


def squeezed(text: str) -> str:
    return re.sub(r"[\s·]+", "", text)


def test_the_sample_is_sound(written: Path, outline: o.Outline) -> None:
    document = check(written)
    names = {f"Heading {level}" for level in range(1, 5)}
    made = [
        (each.style.name.partition(",")[0].lower(), each.text)
        for each in document.paragraphs
        if each.style.name.partition(",")[0].title() in names
    ]
    wanted = [
        (
            f"heading {each.level}",
            one_line(" · ".join(filter(None, (each.over, each.text))) if each.slight else each.text),
        )
        for each in outline.headings()
    ]
    assert made == wanted
    titled = {each.style.name: each.text for each in document.paragraphs}
    assert titled["Title"] == outline.title
    assert titled["Subtitle"] == outline.subtitle
    known = document.core_properties
    assert (known.title, known.author, known.subject) == (outline.title, outline.author, outline.subject)
    assert known.language == "en-US"
    language = document.styles.element.find(f".//{qn('w:docDefaults')}//{qn('w:lang')}")
    assert language.get(qn("w:val")) == "en-US"
    pictures = [each for each in outline.blocks() if isinstance(each, o.Picture)]
    told = [each.get("descr") for each in document.element.body.iter(qn("wp:docPr"))]
    assert [each for each in told if each] == [each.alt for each in pictures]
    foot = said(document.sections[0].footer._element)
    assert outline.footer in foot
    assert "Page 1 of 1" in foot


def test_pages_lie_on_their_side_where_the_outline_says_so(written: Path, outline: o.Outline) -> None:
    document = docx.Document(str(written))
    shapes = [section.page_width > section.page_height for section in document.sections]
    wanted = [section.landscape for section in outline.sections]
    assert shapes == [each for at, each in enumerate(wanted) if at == 0 or each != wanted[at - 1]]
    for section in document.sections:
        assert not section.footer.is_linked_to_previous


def test_the_contents_is_a_field_that_is_filled_already(written: Path, outline: o.Outline) -> None:
    document = docx.Document(str(written))
    entries = [each.text for each in document.paragraphs if each.style.name.startswith("toc ")]
    assert entries == [each.text for each in outline.headings() if each.listed and each.level <= 2]
    codes = [each.text.strip() for each in document.element.body.iter(qn("w:instrText"))]
    assert codes[0] == 'TOC \\o "1-2" \\h \\z'
    assert any(each.startswith("PAGEREF _Ref") for each in codes)
    assert document.settings.element.find(qn("w:updateFields")) is not None
    unlisted = {each.text for each in outline.headings() if not each.listed and each.level <= 2}
    styles = {each.text: each.style.name for each in document.paragraphs if each.text in unlisted}
    assert all("not in contents" in styles[text] for text in unlisted)


def test_headings_skip_no_level(written: Path) -> None:
    document = docx.Document(str(written))
    levels = []
    for each in document.paragraphs:
        if each.style.name.lower().startswith("heading "):
            own = each._p.find(f"{qn('w:pPr')}/{qn('w:outlineLvl')}")
            levels.append(int(each.style.name[8]) - 1 if own is None else int(own.get(qn("w:val"))))
    assert levels[0] == 0
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_tables_repeat_their_header(written: Path, outline: o.Outline) -> None:
    document = docx.Document(str(written))
    tables = [each for each in outline.blocks() if isinstance(each, o.Table | o.Numbers)]
    assert len(document.tables) == len(tables)
    for made, block in zip(document.tables, tables, strict=True):
        if isinstance(block, o.Table):
            labels = [column.label for column in block.columns]
            if not any(labels):
                assert len(made.rows) == len(block.rows)
                continue
            assert [cell.text for cell in made.rows[0].cells] == labels
            assert len(made.rows) == len(block.rows) + 1
        first = made.rows[0]._tr
        assert first.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None
        assert sum(1 for _each in made._tbl.iter(qn("w:tblHeader"))) == 1


def test_everything_is_said_in_the_order_of_the_outline(written: Path, outline: o.Outline) -> None:
    read = squeezed(said(docx.Document(str(written)).element.body))
    place = read.index("Chapter1Summary")
    for words in words_of(every_block.without(outline, o.Numbers)):  # their labels stand before them here
        wanted = squeezed(words.replace(NUMBER, "–"))
        if re.fullmatch(r"•?|\d+\.", wanted):  # signs of lists, which Word draws
            continue
        assert wanted in read[place:], words
        place = read.index(wanted, place)


def test_our_face_comes_along(written: Path) -> None:
    with zipfile.ZipFile(written) as book:
        fonts = etree.fromstring(book.read("word/fontTable.xml"))
        key = fonts.find(f".//{qn('w:embedRegular')}").get(qn("w:fontKey")).strip("{}")
        data = book.read("word/fonts/font1.odttf")
    assert hidden(data, key) == assets.data("fonts/AtkinsonHyperlegibleNext-Regular.ttf")
    assert fonts.find(f".//{qn('w:altName')}").get(qn("w:val")) == "Calibri"


def test_every_kind_of_block_is_written(tmp_path: Path) -> None:
    assert {type(each).__name__ for each in every_block.blocks()} == set(every_block.kinds())
    path = tmp_path / "all.docx"
    write_word(every_block.outline(), path)
    document = check(path)
    read = said(document.element.body)
    for words in ("See the goal and strong", "What it is about.", "Owner\tA person", "14", "In thousands."):
        assert words in read
    for words in (
        "How much do you agree?",
        "☐",
        "What did we miss?",
        "☐ yes   ☒ no",
        "A panel on a page.",
        "in a panel",
        "▲ late",
    ):
        assert words in read
    assert said(document.sections[0].header._element) == "Draft"
    assert [section.page_width > section.page_height for section in document.sections] == [False, True, False]
    shades = {each.get(qn("w:fill")) for each in document.element.body.iter(qn("w:shd"))}
    assert "FFF4D6" in shades
    breaks = [each for each in document.paragraphs if each.paragraph_format.page_break_before]
    assert [each.text for each in breaks] == ["Contents", "Chapter 1", "Vision"]


def test_numbered_lists_begin_anew(tmp_path: Path) -> None:
    path = tmp_path / "lists.docx"
    lists = tuple(o.Bullets(("a", "b"), numbered=True) for _each in range(3))
    write_word(every_block.outline(sections=(o.Section((o.Heading(1, "One"), *lists)),)), path)
    document = check(path)
    items = [each for each in document.paragraphs if each.style.name == "List Number"]
    numbers = [each._p.find(f".//{qn('w:numId')}").get(qn("w:val")) for each in items]
    assert len(items) == 6
    assert numbers == ["3", "3", "4", "4", "5", "5"]
    starts = document.part.numbering_part.element.iter(qn("w:startOverride"))
    assert [each.get(qn("w:val")) for each in starts] == ["1", "1", "1"]


def test_a_block_nobody_knows_is_an_error(tmp_path: Path) -> None:
    odd = every_block.outline(sections=(o.Section((object(),)),))  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="object"):
        write_word(odd, tmp_path / "odd.docx")
    assert not list(tmp_path.iterdir())


def test_texts_come_out_as_typed(tmp_path: Path) -> None:
    path = tmp_path / "texts.docx"
    texts = every_block.TEXTS
    everywhere = " ".join(texts)
    blocks = (
        o.Heading(1, everywhere, anchor=everywhere, over=everywhere),
        *(o.Paragraph(each) for each in texts),
        o.table((o.Column(everywhere),), [[each] for each in texts], label=everywhere),
        o.Picture(every_block.FIGURE, everywhere),
        o.Paragraph(o.Span("there", anchor=everywhere, page=True)),
    )
    made = every_block.outline(
        title=everywhere,
        subtitle=everywhere,
        sections=(o.Section(blocks, name=everywhere),),
        over=everywhere,
        cover=((everywhere, everywhere),),
        footer=everywhere,
        mark=everywhere,
        author=everywhere,
        subject=everywhere,
    )
    write_word(made, path)
    document = check(path)
    assert [said(each._p) for each in document.paragraphs if each.style.name == "Normal"][:-1] == list(texts)
    assert [said(row.cells[0]._tc) for row in document.tables[0].rows[1:]] == list(texts)
    assert said(document.sections[0].header._element) == everywhere
    told = [each.get("descr") for each in document.element.body.iter(qn("wp:docPr"))]
    assert everywhere in told
    assert document.core_properties.title == " ".join(everywhere.split())[:254] + "…"


def test_what_cannot_be_written_is_left_out(tmp_path: Path) -> None:
    path = tmp_path / "odd.docx"
    blocks = tuple(o.Paragraph(f"{text}.") for text, _said in every_block.CHANGED)
    write_word(every_block.outline(sections=(o.Section((o.Heading(1, "One"), *blocks)),)), path)
    made = [said(each._p) for each in check(path).paragraphs if each.style.name == "Normal"]
    assert made == [f"{said_so}." for _text, said_so in every_block.CHANGED]


@pytest.mark.parametrize("seed", range(4))
def test_any_outline_is_sound(tmp_path: Path, seed: int) -> None:
    path = tmp_path / "any.docx"
    write_word(Writer(seed).outline(), path)
    check(path)


def test_documents_make_it_for_any_plan(tmp_path: Path) -> None:
    path = tmp_path / "empty.docx"
    documents.write(Plan(), documents.KINDS["word"], path, Request(as_of=AS_OF, paper="a4"))
    document = check(path)
    assert round(document.sections[0].page_width.mm) == 210
    assert said(document.sections[0].header._element) == "Draft"


def test_a_cancelled_export_leaves_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "plan.docx"
    path.write_bytes(b"old")
    with pytest.raises(Cancelled):
        write_word(every_block.outline(), path, report=lambda done, total, what: done < total // 2)
    assert path.read_bytes() == b"old"
    assert [each.name for each in tmp_path.iterdir()] == ["plan.docx"]


@pytest.mark.skipif(
    PROGRAM is None, reason="LibreOffice is not installed, so the Word copy was not opened with it"
)
def test_libreoffice_opens_it(tmp_path: Path) -> None:
    path = tmp_path / "all.docx"
    write_word(every_block.outline(), path)
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [str(PROGRAM), profile, "--headless", "--convert-to", "txt:Text (encoded):UTF8", path.name]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, timeout=240)
    read = (tmp_path / "all.txt").read_text(encoding="utf-8-sig")
    for words in ("First chapter", "1. one", "2. two", "Open six", "A panel on a page."):
        assert words in read
