"""The participant packet on paper: its pages, its sheets, its large print."""

from datetime import date
from pathlib import Path
from typing import Any

import page
import pypdf
import pypdfium2
import pytest

from planner import documents
from planner.domain import records as r
from planner.domain.plan import Plan
from planner.exports.outline import TickTable, WritingLines, plain
from planner.exports.pdf.sheets_to_fill import BOX, LINES_APART, MM
from planner.exports.request import Request

KIND = documents.KINDS["packet"]
SHEETS = {"WS-1": 2, "WS-2": 3, "WS-3": 1, "WS-9": 0}
"""How many sheets come with the packet of a session."""


def asked(plan: Plan, code: str, **more: Any) -> Request:
    session = plan.by_code(code)
    assert session is not None
    return Request(as_of=date(2026, 11, 15), names="roles", session_id=session.id, **more)


def test_boxes_and_lines_have_room_for_a_hand() -> None:
    assert min(BOX.values()) >= 5 * MM
    assert LINES_APART >= 8 * MM


def test_writers_without_a_hand_take_tables_and_lines() -> None:
    block = TickTable("Here", ("Yes", "No"), (), mark="dot")
    assert [each.label for each in block.table().columns] == ["Here", "Yes", "No"]
    assert plain(WritingLines("Group:", beside=True).lines()).startswith("Group: ___")


def pdf(plan: Plan, path: Path, request: Request) -> tuple[int, list[str]]:
    """Write a packet; return its pages and the text of each."""
    written = documents.write(plan, KIND, path, request)
    found = page.validate_pdf(str(path), profile="ua1")
    assert found.is_compliant, str(found)
    texts = [each.extract_text() for each in pypdf.PdfReader(path).pages]
    return written.pages, texts


@pytest.mark.parametrize(
    ("code", "paper"), [("WS-1", "letter"), ("WS-2", "a4"), ("WS-2", "letter"), ("WS-3", "letter")]
)
def test_the_core_has_four_to_eight_pages_and_each_sheet_one(
    sample: Plan, tmp_path: Path, code: str, paper: str
) -> None:
    pages, texts = pdf(sample, tmp_path / "packet.pdf", asked(sample, code, moment="before", paper=paper))
    sheet_pages = [text for text in texts if "Sheet to fill in" in text]
    assert len(sheet_pages) == SHEETS[code]
    assert 4 <= pages - len(sheet_pages) <= 8
    assert texts[-SHEETS[code] :] == sheet_pages
    for person in sample.all(r.Person):
        assert all(person.name not in text for text in texts)


def test_after_a_session_it_is_short(sample: Plan, tmp_path: Path) -> None:
    pages, texts = pdf(sample, tmp_path / "packet.pdf", asked(sample, "WS-9"))
    assert 3 <= pages <= 8
    assert "How to correct us" in texts[-1]


def test_large_print_is_large_and_stays_on_the_page(sample: Plan, tmp_path: Path) -> None:
    path = tmp_path / "packet.pdf"
    request = asked(sample, "WS-5", moment="before", large=True)
    pages, _texts = pdf(sample, path, request)
    assert pages > 9
    document = pypdfium2.PdfDocument(path)
    for each in document:
        width, height = each.get_size()
        text = each.get_textpage()
        for at in range(text.count_rects()):
            left, bottom, right, top = text.get_rect(at)
            assert 0 <= left < right <= width - 30
            assert 0 <= bottom < top <= height
    sizes: set[float] = set()
    for number, leaf in enumerate(pypdf.PdfReader(path).pages):

        def note(said: str, _matrix: Any, place: Any, _font: Any, size: float, number: int = number) -> None:
            if said.strip() and 45 < place[5] < 750:
                sizes.add(round(size, 1))

        leaf.extract_text(visitor_text=note)
    assert min(sizes) >= 18.0
