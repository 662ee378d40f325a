"""The HTML document is one file, says everything the outline says, and runs nothing."""

import base64
import hashlib
import re
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from lxml import etree, html
from tests.exports import every_block
from tests.exports.outline_words import NUMBER, words_of
from tests.exports.random_outlines import Writer

from planner import documents
from planner.domain.plan import Plan
from planner.errors import Cancelled
from planner.exports import outline as o
from planner.exports.html import write_html
from planner.exports.plan_outline import full_plan
from planner.exports.request import Request

AS_OF = date(2026, 11, 15)
ALLOWED = re.compile(r"url\(data:font/ttf;base64,[A-Za-z0-9+/=]+\)")


def parsed(path: Path) -> etree._Element:
    """The document as a tree; lxml reports a duplicate id or a tag that does not fit."""
    parser = html.HTMLParser(encoding="utf-8")
    tree = html.document_fromstring(path.read_bytes(), parser=parser)
    known = {
        "nav",
        "main",
        "header",
        "footer",
        "section",
        "figure",
        "bdi",
        "svg",
        "path",
        "rect",
        "text",
        "polygon",
    }
    wrong = [
        each.message
        for each in parser.error_log
        if not (each.type_name == "HTML_UNKNOWN_TAG" and each.message.split()[1] in known)
    ]
    assert not wrong, wrong[:5]
    return tree


def check(path: Path) -> etree._Element:
    """What holds for every document: nothing runs or is loaded, links lead somewhere, no level is skipped."""
    tree = parsed(path)
    ids = tree.xpath("//@id")
    assert len(ids) == len(set(ids))
    links = tree.xpath("//@href")
    assert {link.removeprefix("#") for link in links} <= set(ids)
    assert all(link.startswith("#") for link in links)
    assert not tree.xpath("//script|//iframe|//object|//link|//img|//form|//base|//@src|//@style")
    assert not [name for each in tree.iter(etree.Element) for name in each.attrib if name.startswith("on")]
    style = tree.xpath("string(//style)")
    assert "http:" not in style
    assert "@import" not in style
    assert "url(" not in ALLOWED.sub("", style)
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = tree.xpath("string(//meta[@http-equiv='Content-Security-Policy']/@content)")
    assert f"'sha256-{digest}'" in policy
    assert policy.startswith("default-src 'none'")
    levels = [int(each.tag[1]) for each in tree.iter("h1", "h2", "h3", "h4", "h5", "h6")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels)), levels
    assert tree.get("lang")
    assert tree.xpath("string(//title)").strip()
    for table in tree.iter("table"):
        assert not table.xpath("thead//th[not(@scope)]")
        assert table.xpath("string(caption)").strip()
    for figure in tree.iter("figure"):
        assert figure.get("role") == "img"
        assert figure.get("aria-label")
    return tree


@pytest.fixture(scope="module")
def document(sample: Plan) -> o.Outline:
    return full_plan(sample, AS_OF)


@pytest.fixture(scope="module")
def written(document: o.Outline, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("html") / "plan.html"
    write_html(document, path)
    return path


def one_line(text: str) -> str:
    return " ".join(text.split())


def said(tree: etree._Element) -> str:
    """Every text a person can read, in order; signs beside states are not read."""
    for hidden in tree.xpath("//svg|//style|//*[@class='heard']|//*[contains(@class, 'sign')]"):
        hidden.text = None
        for child in list(hidden):
            hidden.remove(child)
    return one_line(" ".join(tree.itertext()))


def test_the_sample_is_sound(written: Path, document: o.Outline) -> None:
    tree = check(written)
    assert tree.get("lang") == "en"
    assert tree.xpath("string(//h1)") == document.title
    assert tree.xpath("string(//meta[@name='author']/@content)") == document.author
    headings = [each.text for each in document.headings()]
    assert [one_line(each.text_content()) for each in tree.xpath("//main//*[self::h2]")][:2] == [
        "Chapter 1, Summary",
        "Chapter 2, How this plan was made",
    ]
    assert len(tree.xpath("//main//*[self::h2 or self::h3 or self::h4 or self::h5]")) == len(headings)
    listed = [each.text for each in document.headings() if each.listed and each.level <= 2]
    assert [each.text_content() for each in tree.xpath("//nav//a")] == listed
    pictures = [each for each in document.blocks() if isinstance(each, o.Picture)]
    assert [each.get("aria-label") for each in tree.iter("figure")] == [each.alt for each in pictures]
    assert written.stat().st_size < 1_500_000


def test_everything_is_said_in_the_order_of_the_outline(written: Path, document: o.Outline) -> None:
    read = squeezed(said(parsed(written)))
    place = read.index("Chapter1")
    for words in words_of(every_block.without(document, o.Numbers)):  # their labels stand before them here
        wanted = squeezed(words.replace(f", page {NUMBER}", ""))
        if re.fullmatch(r"•?|\d+\.", wanted):  # signs of lists, which browsers draw
            continue
        assert wanted in read[place:], words
        place = read.index(wanted, place)


def squeezed(text: str) -> str:
    return re.sub(r"[\s·]+", "", text)


def test_every_kind_of_block_is_written(tmp_path: Path) -> None:
    assert {type(each).__name__ for each in every_block.blocks()} == set(every_block.kinds())
    path = tmp_path / "all.html"
    write_html(every_block.outline(), path)
    tree = check(path)
    read = said(tree)
    for words in (
        "See the goal and strong",
        "What it is about.",
        "one two",
        "Owner A person",
        "14",
        "In thousands.",
    ):
        assert words in read
    for words in (
        "How much do you agree?",
        "☐",
        "What did we miss?",
        "☐ yes ☒ no",
        "A panel on a page.",
        "in a panel",
        "Draft",
    ):
        assert words in read
    assert tree.xpath("//ol/li[.='two']")
    assert tree.xpath("//th[@scope='rowgroup']")
    assert tree.xpath("//tr[@class='total']")
    assert tree.xpath("//td[contains(@class, 'shade look')]")
    assert len(tree.xpath("//section[contains(@class, 'wide')]")) == 1
    assert tree.xpath("string(//a[.='the goal']/@href)") == "#goal-1"


def test_a_block_nobody_knows_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "odd.html"
    odd = every_block.outline(sections=(o.Section((object(),)),))  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="object"):
        write_html(odd, path)
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("front", [True, False])
def test_texts_come_out_as_typed(tmp_path: Path, front: bool) -> None:
    path = tmp_path / "texts.html"
    texts = every_block.TEXTS
    everywhere = " ".join(texts)
    write_html(
        o.Outline(
            title=everywhere,
            subtitle=everywhere,
            language='en" onload="x',
            sections=(
                o.Section(
                    (
                        o.Heading(1, everywhere, anchor=everywhere, over=everywhere),
                        *(o.Paragraph(each) for each in texts),
                        o.table((o.Column(everywhere),), [[each] for each in texts], label=everywhere),
                        o.Picture(every_block.FIGURE, everywhere),
                        o.Paragraph(o.Span("there", anchor=everywhere)),
                    ),
                    name=everywhere,
                ),
            ),
            over=everywhere,
            cover=((everywhere, everywhere),),
            footer=everywhere,
            mark=everywhere,
            author=everywhere,
            subject=everywhere,
            front=front,
        ),
        path,
    )
    tree = check(path)
    assert [each.text_content() for each in tree.xpath("//main//section/p")][: len(texts)] == list(texts)
    assert [each.text_content() for each in tree.xpath("//main//tbody//td")] == list(texts)
    assert tree.xpath("string(//figure/@aria-label)") == everywhere
    assert tree.xpath("string(//meta[@name='author']/@content)") == one_line(everywhere)


def test_what_cannot_be_written_is_left_out(tmp_path: Path) -> None:
    path = tmp_path / "odd.html"
    blocks = tuple(o.Paragraph(text) for text, _said in every_block.CHANGED)
    write_html(every_block.outline(sections=(o.Section((o.Heading(1, "One"), *blocks)),)), path)
    made = [
        "\n".join(each.itertext()) if each.xpath("br") else each.text_content()
        for each in check(path).xpath("//section/p")
    ]
    assert made == [said for _text, said in every_block.CHANGED]


@pytest.mark.parametrize("seed", range(8))
def test_any_outline_is_sound(tmp_path: Path, seed: int) -> None:
    path = tmp_path / "any.html"
    write_html(Writer(seed).outline(), path)
    check(path)


def test_a_short_document_begins_with_its_own_heading(tmp_path: Path) -> None:
    path = tmp_path / "short.html"
    section = o.Section((o.Heading(1, "Brief"), o.Heading(2, "Motion"), o.Paragraph("Yes.")))
    write_html(every_block.outline(sections=(section,), front=False, mark=""), path)
    tree = check(path)
    assert tree.xpath("string(//h1)") == "Brief"
    assert not tree.xpath("//nav|//header")


def test_documents_make_it_for_any_plan(tmp_path: Path) -> None:
    path = tmp_path / "empty.html"
    documents.write(Plan(), documents.KINDS["html"], path, Request(as_of=AS_OF, paper="a4"))
    assert "size: A4" in check(path).xpath("string(//style)")


def test_a_cancelled_export_leaves_the_old_file(document: o.Outline, tmp_path: Path) -> None:
    path = tmp_path / "plan.html"
    path.write_bytes(b"old")
    with pytest.raises(Cancelled):
        write_html(document, path, report=lambda done, total, what: done < total // 2)
    assert path.read_bytes() == b"old"
    assert [each.name for each in tmp_path.iterdir()] == ["plan.html"]
