"""Documents nobody would write are written without an error, and are tagged as well as any other.

`PLANNER_FUZZ=250 python3 -m pytest tests/exports/test_pdf_fuzz.py` tries more of them.
"""

import os
from pathlib import Path

import pytest
from tests.exports.random_outlines import Writer
from tests.exports.tagged import Tagged, unheard, verdict

from planner.exports.pdf import write_outline

COUNT = int(os.environ.get("PLANNER_FUZZ", "10"))
STEP = 5


@pytest.mark.parametrize("first", range(0, COUNT, STEP))
def test_any_outline_is_an_accessible_document(first: int, tmp_path: Path) -> None:
    for seed in range(first, min(first + STEP, COUNT)):
        path = tmp_path / f"{seed}.pdf"
        outline = Writer(seed).outline()
        written = write_outline(outline, path, paper=("letter", "a4")[seed % 2])
        assert written.pages > 0
        read = Tagged(path)
        assert (seed, read.problems) == (seed, [])
        assert (seed, unheard(read, outline, written.missing_characters)) == (seed, "")
        assert (seed, verdict(path)) == (seed, "")
