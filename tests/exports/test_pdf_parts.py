"""Texts and tables set in lines and rows: nothing is lost, and nothing is wider than its place."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.exports import outline
from planner.exports.pdf import fonts, style
from planner.exports.pdf.columns import share
from planner.exports.pdf.grid import Grid
from planner.exports.pdf.text import Text

FONTS = fonts.Fonts()
WORDS = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), max_size=60)


def lines(text: Text, width: float) -> list[str]:
    return ["".join(piece.text for piece in line.pieces) for line in text.lines(width)]


def test_a_text_breaks_between_words() -> None:
    text = Text(FONTS, "Care is within reach when need decides where rooms are built", style.BODY)
    found = lines(text, 90)
    assert len(found) > 2
    assert " ".join(found) == "Care is within reach when need decides where rooms are built"
    assert all(line.width <= 90 for line in text.lines(90))
    assert [line.soft for line in text.lines(90)] == [True] * (len(found) - 1) + [False]


def test_codes_years_and_amounts_are_never_broken_after_their_hyphen() -> None:
    text = Text(FONTS, "OB-2.1 AC-001 2026–27 FY2026-27 school-based and/or", style.BODY)
    assert not [line for line in lines(text, 52) if line.endswith("OB-") or re.search(r"\d[-–]$", line)]
    assert "school-" in lines(text, 52)


def test_line_feeds_and_several_spaces_stay() -> None:
    text = Text(FONTS, "one\n\ntwo  three", style.BODY)
    assert lines(text, 300) == ["one", "", "two  three"]


@settings(max_examples=120, deadline=None)
@given(WORDS, st.sampled_from([12.0, 40.0, 120.0, 500.0]))
def test_no_letter_is_lost_and_no_line_is_too_wide(words: str, width: float) -> None:
    text = Text(FONTS, words, style.BODY)
    set_letters = "".join(lines(text, width)).replace(" ", "")
    kept = "".join(letters for line in words.splitlines() for _font, letters in FONTS.runs(line, "regular"))
    assert set_letters == kept.replace(" ", "")
    one_letter = max(
        (fonts.advance(font, letter) for font, some in FONTS.runs(words, "regular") for letter in some),
        default=0,
    )
    for line in text.lines(width):
        assert line.width <= max(width, one_letter * style.BODY.size) + 0.01


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text("abc ", max_size=40), max_size=30), st.integers(20, 200))
def test_dividing_a_text_keeps_every_line(parts: list[str], room: int) -> None:
    text = Text(FONTS, "\n".join(parts), style.BODY)
    head, tail = text.take(90, room)
    found = [line for piece in (head, tail) if isinstance(piece, Text) for line in lines(piece, 90)]
    assert found == lines(text, 90)
    if head is not None and tail is not None:
        assert head.height(90) <= room
        assert isinstance(head, Text)
        assert isinstance(tail, Text)
        assert len(head.lines(90)) >= 2
        assert len(tail.lines(90)) >= 2


def test_figures_in_columns_of_numbers_are_equally_wide() -> None:
    font = fonts.name("regular_tabular")
    assert len({fonts.advance(font, digit) for digit in "0123456789"}) == 1
    assert len({fonts.advance(fonts.name("regular"), digit) for digit in "0123456789"}) > 1


def test_a_document_notes_the_characters_it_cannot_show() -> None:
    document = fonts.Fonts()
    runs = document.runs("Amt 𐀀 → x", "semibold")
    assert document.missing == {"𐀀"}
    assert [letters for _font, letters in runs] == ["Amt ", "�", " ", "→", " x"]
    assert document.runs("a\u200b\u00adb\x07", "regular")[0][1] == "ab"


COLUMNS = (
    outline.Column("Code", kind="code"),
    outline.Column("Words", 2.0),
    outline.Column("Sum", kind="money"),
)


@pytest.mark.parametrize("width", [200.0, 504.0, 696.0])
def test_columns_fill_the_width(width: float) -> None:
    rows = [["AC-001", "Some words", "$49,100,000"], ["AC-002", "More of them", "$1"]]
    made = share(FONTS, outline.table(COLUMNS, rows), width, [10.0] * 3, 9.0)
    assert sum(made) == pytest.approx(width)
    assert made[2] - 10 >= fonts.advance(fonts.name("regular_tabular"), "$49,100,000") * 9 - 0.01


def test_many_columns_still_fit() -> None:
    columns = [
        outline.Column("Name"),
        *(outline.Column(f"A very long heading {n}", kind="mark") for n in range(40)),
    ]
    rows = [["Somebody", *["A"] * 40]]
    made = share(FONTS, outline.table(columns, rows), 504, [3.0] * 41, 8.0)
    assert sum(made) == pytest.approx(504)
    assert made[0] > 100


@settings(max_examples=40, deadline=None)
@given(st.lists(st.integers(1, 30), min_size=1, max_size=25), st.integers(120, 400))
def test_rows_taken_page_by_page_are_all_there(heights: list[int], room: int) -> None:
    rows = [
        [f"C{n}", "\n".join(f"{n}.{line}" for line in range(count)), "$1"] for n, count in enumerate(heights)
    ]
    grid: object = Grid(FONTS, outline.table(COLUMNS, rows))
    seen: list[str] = []
    for _page in range(400):
        assert isinstance(grid, Grid)
        taken, grid = grid.take(400, room)
        assert isinstance(taken, Grid)
        assert taken.height(400) <= room + 0.01
        for row in taken._rows:
            seen += lines(row.cells[1].text, 300)
        if grid is None:
            break
    assert seen == [f"{n}.{line}" for n, count in enumerate(heights) for line in range(count)]


def test_a_total_is_not_left_alone_on_a_page() -> None:
    rows = [outline.Row((f"C{n}", "words", "$1")) for n in range(10)]
    grid = Grid(FONTS, outline.table(COLUMNS, [*rows, outline.Row(("", "Total", "$10"), "total")]))
    whole = grid.height(400)
    taken, rest = grid.take(400, whole - 5)
    assert isinstance(taken, Grid)
    assert isinstance(rest, Grid)
    assert len(taken._rows) == 9


def test_the_name_of_a_group_does_not_end_a_page() -> None:
    rows = [outline.Row(("C", "words", "$1")) for _n in range(5)]
    table = outline.table(COLUMNS, [*rows, outline.Row(("Group",), "group"), *rows])
    grid = Grid(FONTS, table)
    one = (grid.height(400) - Grid(FONTS, outline.table(COLUMNS, rows)).height(400)) / 6
    taken, _rest = grid.take(400, Grid(FONTS, outline.table(COLUMNS, rows)).height(400) + one * 1.3)
    assert isinstance(taken, Grid)
    assert len(taken._rows) == 5
