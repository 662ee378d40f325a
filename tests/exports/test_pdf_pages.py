"""Where pages end: what stays together, and what begins below the section before it."""

from pathlib import Path

import pypdfium2
import pytest

from planner.domain.figures.figure import Figure, Rect
from planner.exports.outline import (
    Block,
    Column,
    Facts,
    Heading,
    Outline,
    Paragraph,
    Picture,
    Section,
    table,
)
from planner.exports.pdf.write import write_outline

LINE = Paragraph("A line of some words.")


def pages_of(path: Path, *sections: Section) -> list[str]:
    """The text of every page after the cover, the contents and a page of another shape."""
    before = Section((Heading(1, "Before"), LINE), landscape=True)
    write_outline(Outline("Title", "", "en", (before, *sections)), path / "pages.pdf")
    document = pypdfium2.PdfDocument(path / "pages.pdf")
    try:
        return [page.get_textpage().get_text_range() for page in document][3:]
    finally:
        document.close()


def section(name: str, lines: int, *, runs_on: bool = False, more: tuple[Block, ...] = ()) -> Section:
    blocks = (Heading(1, name), *[LINE] * lines, *more)
    return Section(blocks, name=name, runs_on=runs_on)


def picture(height: float) -> Picture:
    return Picture(
        Figure(400, height, (Rect(0, 0, 400, height, "line"),), "Drawing", "A drawing"), "A drawing"
    )


def test_a_section_runs_on_where_a_third_of_the_page_is_left(tmp_path: Path) -> None:
    (page,) = pages_of(tmp_path, section("First", 15), section("Second", 2, runs_on=True))
    assert "First" in page
    assert "Second" in page


@pytest.mark.parametrize(("lines", "runs_on"), [(15, False), (24, True)])
def test_a_section_opens_a_page_unless_it_may_run_on_and_has_room(
    tmp_path: Path, lines: int, *, runs_on: bool
) -> None:
    pages = pages_of(tmp_path, section("First", lines), section("Second", 2, runs_on=runs_on))
    assert ["Second" in page for page in pages] == [False, True]


def test_a_section_of_another_shape_opens_a_page(tmp_path: Path) -> None:
    wide = Section((Heading(1, "Second"), LINE), landscape=True, runs_on=True)
    assert len(pages_of(tmp_path, section("First", 3), wide)) == 2


def test_a_paragraph_stays_with_the_picture_it_leads_to(tmp_path: Path) -> None:
    second = Section(
        (Heading(1, "Second"), Paragraph("See below."), picture(300)), name="Second", runs_on=True
    )
    first, last = pages_of(tmp_path, section("First", 14), second)
    assert "Second" not in first
    assert "See below." in last
    assert last.count("Second") == 1  # it begins here: no name of a continued section stands above


def test_a_note_stays_with_the_last_row(tmp_path: Path) -> None:
    for lines in range(20, 30):
        rows = [(f"Row {number}", "words") for number in range(6)]
        made = table((Column("One"), Column("Two")), rows, note="What it means.")
        noted = next(
            page for page in pages_of(tmp_path, section("First", lines, more=(made,))) if "What it" in page
        )
        assert "Row 5" in noted


def test_a_note_survives_below_a_row_as_high_as_a_page(tmp_path: Path) -> None:
    for lines in range(50, 62):
        tall = "\n".join(f"Line {number}" for number in range(lines))
        made = table((Column("One"), Column("Two")), [(tall, "words")], note="What it means.")
        pages = pages_of(tmp_path, section("First", 1, more=(made,)))
        assert "What it means." in pages[-1]
        assert sum(page.count(f"Line {lines - 1}") for page in pages) == 1


def test_facts_in_two_columns_go_on_in_the_line_of_their_label(tmp_path: Path) -> None:
    rows = (("Shows", "care"), ("Of whom", "students"), ("Also look by", "region, " * 14 + "home"))
    (page,) = pages_of(tmp_path, section("First", 1, more=(Facts(rows, columns=2),)))
    lines = page.split("\r\n")
    assert any("Shows care" in " ".join(line.split()) for line in lines)
    alone = next(line for line in lines if line.startswith("Also look by"))
    assert len(alone) > 90  # the last one alone has the whole width
