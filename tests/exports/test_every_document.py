"""What every PDF owes its readers: version, day, draft mark, the notice of a sample, no small numbers."""

import re
from datetime import date
from pathlib import Path

import pypdf
import pypdfium2
import pytest

from planner import documents
from planner.domain import records as r
from planner.domain.plan import Plan
from planner.exports.request import Request

AS_OF = date(2026, 11, 15)
PAGED = [code for code, kind in documents.KINDS.items() if kind.paged]
NOTICE = "Training sample. Every number, date, name"
SMALL = "98.7654"


def pages(plan: Plan, code: str, folder: Path) -> list[str]:
    path = folder / f"{code}.pdf"
    kind = documents.KINDS[code]
    documents.write(plan, kind, path, Request(as_of=AS_OF, names=kind.names))
    document = pypdfium2.PdfDocument(path)
    try:
        return [re.sub(r"\s+", " ", each.get_textpage().get_text_range()) for each in document]
    finally:
        document.close()


@pytest.mark.parametrize("code", PAGED)
def test_every_page_tells_version_and_day_and_the_sample_says_it_is_made_up(
    code: str, sample: Plan, tmp_path: Path
) -> None:
    made = pages(sample, code, tmp_path)
    assert all("Version 1.1" in each and "as of November 15, 2026" in each for each in made)
    assert any(NOTICE in each for each in made)


@pytest.mark.parametrize("code", [code for code in PAGED if code != "review-form"])  # it is written on
def test_before_adoption_a_mark_lies_under_every_page(code: str, sample: Plan, tmp_path: Path) -> None:
    draft = sample.changed([sample.charter.replace(status="draft", version="0.9", adopted_on=None)])
    made = pages(draft, code, tmp_path)
    assert all("Draft 0.9" in each for each in made)
    read = pypdf.PdfReader(tmp_path / f"{code}.pdf")
    assert all("/Watermark" in str(each.get_contents().get_data()) for each in read.pages)


@pytest.mark.parametrize("code", PAGED)
def test_values_of_few_people_are_never_shown(code: str, sample: Plan, tmp_path: Path) -> None:
    indicators = sample.all(r.Indicator)
    small = [
        r.Measurement(
            id=f"small-{number}",
            indicator_id=indicator.id,
            as_of=date(2026, 10, 1),
            value=98.7654,
            student_group=group,
            n=n,
            suppressed=suppressed,
        )
        for number, (indicator, group, n, suppressed) in enumerate(
            (
                (indicators[0], "Grade 4, one school", 4, False),
                (indicators[1], "Newcomers", 9, False),
                (indicators[2], "Foster youth", None, True),
                (indicators[3], "all", 7, False),
            )
        )
    ]
    point = r.DataPoint(
        id="point",
        code="DP-99",
        measure="Referrals",
        student_group="Six students",
        value=98.7654,
        suppressed=True,
    )
    made = " ".join(pages(sample.changed([*small, point]), code, tmp_path))
    assert SMALL not in made
    assert "98.77" not in made
    assert "98.8" not in made
