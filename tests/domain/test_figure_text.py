"""Widths and line breaks of texts in drawings."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.domain.figures import text

LONG = "Donaudampfschifffahrtsgesellschaftskapitänsmützenfabrik"


def test_widths_are_those_of_the_face() -> None:
    from reportlab.pdfbase.ttfonts import TTFont

    from planner import assets

    with assets.on_disk("fonts/AtkinsonHyperlegibleNext-Regular.ttf") as path:
        font = TTFont("Regular", str(path))
    said = "Every student is healthy enough to learn – 54 %"
    assert text.width(said, 13) == pytest.approx(font.stringWidth(said, 13), rel=0.002)


@given(st.text(max_size=120), st.floats(20, 300))
@settings(max_examples=80, deadline=None)
def test_no_line_is_wider_than_its_room_and_no_letter_is_lost(said: str, room: float) -> None:
    lines = text.wrap(said, 13, room)
    assert all(text.width(line, 13) <= room or len(line) == 1 for line in lines)
    assert "".join("".join(lines).split()) == "".join(said.split())


def test_long_words_break() -> None:
    lines = text.wrap(LONG * 3, 13, 130)
    assert len(lines) > 5
    assert "".join(lines) == LONG * 3


def test_words_break_after_hyphens() -> None:
    assert text.wrap("full-care center", 13, text.width("center.", 13)) == ("full-", "care", "center")


def test_too_many_lines_end_in_an_ellipsis() -> None:
    lines = text.wrap("care " * 60, 13, 120, "regular", 3)
    assert len(lines) == 3
    assert lines[-1].endswith("…")
    assert text.width(lines[-1], 13) <= 120


def test_letters_the_face_lacks_have_a_width() -> None:
    assert text.width("学校", 10) == pytest.approx(20.0)
    assert text.width("e\u0301", 10) == pytest.approx(text.width("e", 10))


def test_fit_keeps_what_fits() -> None:
    assert text.fit("Care  within\nreach", 13, 500) == "Care within reach"
    cut = text.fit("Care within reach of students", 13, 90)
    assert cut.endswith("…")
    assert text.width(cut, 13) <= 90
