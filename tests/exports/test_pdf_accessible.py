"""Every PDF is told to those who do not see it as well as to those who do (PDF/UA-1)."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import pypdf
import pytest
from pypdf.generic import DictionaryObject, NameObject, NumberObject, TextStringObject
from tests.exports.tagged import Node, Tagged, letters, unheard, verdict

from planner import documents
from planner.domain.figures.figure import Figure, Rect
from planner.domain.figures.map_sheet import map_sheet
from planner.domain.plan import Plan
from planner.exports.outline import (
    Bullets,
    Callout,
    Column,
    Facts,
    Field,
    Heading,
    Numbers,
    Outline,
    Paragraph,
    Picture,
    Row,
    Section,
    Span,
    Status,
    table,
)
from planner.exports.pdf import write_outline, write_pdf
from planner.exports.pdf.canvas import Canvas
from planner.exports.pdf.poster import write_poster
from planner.exports.pdf.structure import Element
from planner.exports.plan_outline import full_plan
from planner.exports.request import Request

AS_OF = date(2026, 11, 15)


def small(*blocks: object, **more: object) -> Outline:
    sections = (Section((Heading(1, "Chapter"), *blocks)),)  # type: ignore[arg-type]
    return replace(Outline("Title", "Subtitle", "en", sections, front=False), **more)  # type: ignore[arg-type]


def read(document: Outline, path: Path) -> Tagged:
    write_outline(document, path)
    made = Tagged(path)
    assert made.problems == []
    assert verdict(path) == ""
    return made


def shape(node: Node) -> object:
    """Return kinds within kinds."""
    return (node.kind, [shape(kid) for kid in node.kids]) if node.kids else node.kind


@dataclass(frozen=True)
class Full:
    """The full plan of the sample, written and read."""

    path: Path
    outline: Outline
    read: Tagged


@pytest.fixture(scope="module")
def full(sample: Plan, tmp_path_factory: pytest.TempPathFactory) -> Full:
    path = tmp_path_factory.mktemp("tagged") / "plan.pdf"
    outline = full_plan(sample, AS_OF)
    write_outline(outline, path)
    return Full(path, outline, Tagged(path))


def test_the_full_plan_is_told_in_its_order(full: Full) -> None:
    made = full.read
    assert verdict(full.path) == ""
    assert made.problems == []
    assert unheard(made, full.outline) == ""
    assert made.kinds >= {"H1", "H2", "H3", "L", "Table", "Caption", "Figure", "TOC", "Link", "Title", "P"}
    pictures = [block for block in full.outline.blocks() if isinstance(block, Picture)]
    assert [node.alt for node in made.root.all() if node.kind == "Figure"] == [each.alt for each in pictures]
    assert full.path.stat().st_size < 600_000


def test_on_other_paper_it_is_as_good(full: Full, tmp_path: Path) -> None:
    path = tmp_path / "a4.pdf"
    write_outline(full.outline, path, paper="a4")
    assert verdict(path) == ""


def test_cover_and_contents_come_first(full: Full) -> None:
    cover, contents, first = full.read.root.kids[:3]
    assert [kid.kind for kid in cover.kids] == ["P", "Title", "P", "L", "P"]
    assert cover.kids[3].kids[0].kids[0].text == "Made by"
    assert [kid.kind for kid in contents.kids] == ["H1", "TOC"]
    entries = contents.kids[1].kids
    assert shape(entries[0]) == ("TOCI", [("Reference", ["Link"])])
    assert entries[0].text == "Summary 3"
    assert first.kids[0].text == "Chapter 1 Summary"


@pytest.mark.parametrize(
    "code", [kind.code for kind in documents.KINDS.values() if kind.paged and kind.code != "full"]
)
def test_every_other_document_is_as_good(code: str, sample: Plan, tmp_path: Path) -> None:
    kind, path = documents.KINDS[code], tmp_path / "p.pdf"
    request = Request(as_of=AS_OF, names=kind.names)
    missing = documents.write(sample, kind, path, request).missing_characters
    assert verdict(path) == ""
    made = Tagged(path)
    assert made.problems == []
    assert unheard(made, documents.outline_of(sample, kind, request), missing) == ""


def test_an_empty_plan_and_a_poster(sample: Plan, tmp_path: Path) -> None:
    write_pdf(Plan(), tmp_path / "empty.pdf", as_of=AS_OF)
    assert verdict(tmp_path / "empty.pdf") == ""
    assert Tagged(tmp_path / "empty.pdf").problems == []
    for across in (1, 2):
        path = tmp_path / f"poster{across}.pdf"
        figure = map_sheet(sample, AS_OF)
        write_poster(figure, path, across=across)
        assert verdict(path) == ""
        made = Tagged(path)
        assert made.problems == []
        figures = [node for node in made.root.all() if node.kind == "Figure"]
        assert len(figures) == across**2
        assert figures[0].alt.startswith(figure.description)


def test_what_a_file_says_of_itself(tmp_path: Path) -> None:
    path = tmp_path / "p.pdf"
    write_outline(small(Paragraph("Words."), title="A & B <c>", language="es", author="Ana"), path)
    reader = pypdf.PdfReader(path)
    catalog = reader.trailer["/Root"]
    assert catalog["/Lang"] == "es"  # type: ignore[index]
    assert catalog["/MarkInfo"]["/Marked"].value is True  # type: ignore[index]
    assert catalog["/ViewerPreferences"]["/DisplayDocTitle"].value is True  # type: ignore[index]
    about = catalog["/Metadata"].get_data().decode("utf-8")  # type: ignore[index]
    assert "<pdfuaid:part>1</pdfuaid:part>" in about
    assert "A &amp; B &lt;c&gt;" in about
    assert reader.pdf_header == "%PDF-1.7"


def test_the_same_outline_at_the_same_time_is_the_same_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795000000")
    files = [tmp_path / "a.pdf", tmp_path / "b.pdf"]
    for path in files:
        write_outline(small(Paragraph("Words, Жук."), table([Column("One")], [["a"]]), front=True), path)
    assert files[0].read_bytes() == files[1].read_bytes()


def test_headings_leave_no_rank_out(tmp_path: Path) -> None:
    levels = (4, 2, 3, 1, 3, 4, 4, 2)
    made = read(small(*(Heading(level, f"Level {level}") for level in levels)), tmp_path / "p.pdf")
    found = [node.kind for node in made.root.all() if node.kind.startswith("H")]
    assert found == ["H1", "H2", "H2", "H3", "H1", "H2", "H3", "H3", "H2"]


def test_lists_facts_and_numbers(tmp_path: Path) -> None:
    made = read(
        small(
            Bullets(("one", "two"), numbered=True),
            Facts((("Label", "Value"),)),
            Numbers((("12", "goals"), ("3", "more"))),
            Callout("Apart."),
            Paragraph("Said.", "quote"),
        ),
        tmp_path / "p.pdf",
    )
    (chapter,) = made.root.kids
    item = ("LI", ["Lbl", "LBody"])
    assert [shape(kid) for kid in chapter.kids] == [
        "H1",
        ("L", [item, item]),
        ("L", [item]),
        ("L", [("LI", ["LBody"]), ("LI", ["LBody"])]),
        "P",
        ("BlockQuote", ["P"]),
    ]
    assert chapter.kids[1].attributes["/ListNumbering"] == "/Decimal"
    assert chapter.kids[3].kids[0].text == "12 goals"


def test_a_table_on_many_pages_is_one_table(tmp_path: Path) -> None:
    story = "\n".join(f"Line {number} of a long cell." for number in range(200))
    rows = [
        Row(("Group of rows",), "group"),
        *(Row((f"Row {number}", Status("On track", "dot", "good"), "1")) for number in range(90)),
        Row(("Long", story, "")),
        Row(("Total", "", "90"), "total"),
    ]
    columns = [Column("Name"), Column("State"), Column("", kind="number")]
    made = read(small(table(columns, rows, label="Caption of it", note="A note.")), tmp_path / "p.pdf")
    _heading, grid, note = made.root.kids[0].kids
    assert [kid.kind for kid in grid.kids] == ["Caption", "THead", "TBody"]
    assert shape(grid.kids[1]) == ("THead", [("TR", ["TH", "TH", "TD"])])
    body = grid.kids[2].kids
    assert len(body) == len(rows)
    assert (body[0].kids[0].kind, body[0].kids[0].attributes["/ColSpan"]) == ("TH", 3)
    assert [cell.kind for cell in body[1].kids] == ["TH", "TD", "TD"]
    assert letters(body[91].kids[1].text) == letters(story)
    assert note.text == "A note."


def test_links_and_page_numbers_are_in_the_tree(tmp_path: Path) -> None:
    there = Heading(2, "There", anchor="there")
    words = ("See ", Span("that place, page ", "strong", "there", page=True))
    long = Span("a very long link " * 12, anchor="there")
    made = read(small(Paragraph(words), Paragraph(long), there), tmp_path / "p.pdf")
    paragraph, other = made.root.kids[0].kids[1:3]
    assert paragraph.text == "See that place, page 1"
    assert shape(paragraph) == ("P", ["Link"])
    assert shape(other) == ("P", ["Link"])
    notes = [note.get_object() for note in pypdf.PdfReader(tmp_path / "p.pdf").pages[0]["/Annots"]]  # type: ignore[union-attr]
    assert [str(note["/Contents"])[:24] for note in notes] == [
        "that place, page",
        *["a very long link a very "] * len(notes[1:]),
    ]
    assert len(notes) > 2


FIELDS = (
    Field("comment", "What do you think of goal 1?", lines=4, value="Nguyễn (typed)\nbefore"),
    Field("stance", "Do you agree?", "choice", options=("", "Agree", "Agree with changes"), value="Agree"),
    Field("name", "Your name"),
)
ANSWERS = ("Très bien: “sí” (ok) \\ 100 %\nтак", "Agree with changes", "Zoë")


def test_fields_are_told_and_read_back(tmp_path: Path) -> None:
    path = tmp_path / "form.pdf"
    made = read(small(*FIELDS), path)
    assert [kid.kind for kid in made.root.kids[0].kids] == ["H1", *["P", "Form"] * 3]
    reader = pypdf.PdfReader(path)
    assert {name: str(held["/V"]) for name, held in (reader.get_fields() or {}).items()} == {
        field.name: field.value for field in FIELDS
    }
    font = reader.trailer["/Root"]["/AcroForm"]["/DR"]["/Font"]["/Planner"]  # type: ignore[index]
    assert "/FontFile2" in font["/FontDescriptor"]
    writer = pypdf.PdfWriter(clone_from=reader)
    for note, answer in zip(writer.pages[0]["/Annots"], ANSWERS, strict=True):  # type: ignore[arg-type]
        note.get_object()[NameObject("/V")] = TextStringObject(answer)
    writer.write(tmp_path / "filled.pdf")
    filled = pypdf.PdfReader(tmp_path / "filled.pdf").get_fields() or {}
    assert tuple(str(held["/V"]) for held in filled.values()) == ANSWERS


def test_a_field_needs_a_name_of_one_part(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"a\.b"):
        write_outline(small(Field("a.b", "Label")), tmp_path / "p.pdf")


def test_words_outside_of_the_tree_are_noted(tmp_path: Path) -> None:
    canvas = Canvas(str(tmp_path / "p.pdf"), language="en", title="T", author="", subject="")
    runs = canvas.fonts.runs("Nobody's words", "regular")
    with canvas.artifact("Footer"):
        canvas.line_of_text(runs, 50, 50, 9, "ink")
    with canvas.inside(Element("P")):
        canvas.line_of_text(runs, 50, 70, 9, "ink")
    assert canvas.untagged == []
    canvas.line_of_text(runs, 50, 90, 9, "ink")
    assert canvas.untagged == [(1, "Nobody's words")]
    canvas.showPage()
    canvas.save()
    assert "page 0: words that belong to nothing: Nobody's words" in Tagged(tmp_path / "p.pdf").problems


def spoil_scope(element: DictionaryObject) -> None:
    if element["/S"] == "/TH":
        del element["/A"]


def spoil_alt(element: DictionaryObject) -> None:
    element.pop("/Alt", None)


def spoil_order(element: DictionaryObject) -> None:
    if element["/S"] == "/H2":
        element[NameObject("/S")] = NameObject("/H4")


def spoil_tree(element: DictionaryObject) -> None:
    if element["/S"] == "/TBody":
        element["/K"].pop()  # type: ignore[union-attr]


def spoil_content(element: DictionaryObject) -> None:
    if element["/S"] == "/Caption":
        element[NameObject("/K")] = NumberObject(1)


@pytest.mark.parametrize(
    ("spoil", "problem"),
    [
        (spoil_scope, "a header cell of nothing"),
        (spoil_alt, "a figure without words"),
        (spoil_order, "H4 after H1"),
        (spoil_tree, "not told"),
        (spoil_content, "content 1 is told twice"),
    ],
)
def test_the_reader_of_these_tests_sees_faults(
    spoil: Callable[[DictionaryObject], None], problem: str, tmp_path: Path
) -> None:
    figure = Figure(50, 50, (Rect(0, 0, 50, 50, fill="card"),))
    rows = table([Column("Name"), Column("Number")], [["a", "1"], ["b", "2"]], label="Caption")
    write_outline(small(Heading(2, "Two"), rows, Picture(figure, "A square.")), tmp_path / "good.pdf")
    assert Tagged(tmp_path / "good.pdf").problems == []
    writer = pypdf.PdfWriter(clone_from=tmp_path / "good.pdf")
    waiting: list[Any] = [writer.root_object["/StructTreeRoot"]["/K"]]  # type: ignore[index]
    while waiting:
        held = waiting.pop().get_object()
        if isinstance(held, DictionaryObject) and "/S" in held:
            spoil(held)
            kids = held.get("/K", [])
            waiting += kids if isinstance(kids, list) else [kids]
    writer.write(tmp_path / "bad.pdf")
    assert any(problem in each for each in Tagged(tmp_path / "bad.pdf").problems)
