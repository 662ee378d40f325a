"""LibreOffice opens the workbook, calculates it anew, saves it, and nothing has changed.

One test, because one start of LibreOffice takes seconds.
"""

import shutil
import subprocess
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from tests.exports.odd_workbook import DAYS, PAYLOADS, UNFIT, odd_book

from planner.domain.plan import Plan
from planner.exports.workbook import write_workbook
from planner.exports.workbook.texts import safe_text

AS_OF = date(2026, 11, 15)
PROGRAM = shutil.which("soffice") or shutil.which("libreoffice")
_ALWAYS_CALCULATE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
"""


def saved_by_libreoffice(files: list[Path], folder: Path) -> list[Path]:
    """Open and save files, in one start, with a profile of its own that calculates every formula anew."""
    assert PROGRAM is not None
    profile, out = folder / "profile", folder / "out"
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(_ALWAYS_CALCULATE, encoding="utf-8")
    command = [PROGRAM, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--convert-to", "xlsx"]
    subprocess.run([*command, "--outdir", out, *files], check=True, capture_output=True, timeout=120)
    return [out / file.name for file in files]


def cells(path: Path, *, values: bool = True) -> dict[tuple[str, str], Any]:
    """Return what each cell that holds something says, by sheet and cell; days as days."""
    book = openpyxl.load_workbook(path, data_only=values)
    found = {}
    for page in book.worksheets:
        for row in page.iter_rows():
            for cell in row:
                if cell.value is not None:
                    whole = isinstance(cell.value, datetime)
                    found[page.title, cell.coordinate] = cell.value.date() if whole else cell.value
    book.close()
    return found


@pytest.mark.skipif(
    PROGRAM is None, reason="LibreOffice is not installed: what it makes of workbooks was not seen"
)
def test_libreoffice_opens_calculates_and_saves_the_same(sample: Plan, tmp_path: Path) -> None:
    plan_file, odd_file = tmp_path / "plan.xlsx", tmp_path / "odd.xlsx"
    write_workbook(sample, plan_file, as_of=AS_OF)
    odd_book(odd_file)
    saved_plan, saved_odd = saved_by_libreoffice([plan_file, odd_file], tmp_path)

    before, after = cells(plan_file), cells(saved_plan)
    assert len(before) > 8_000
    assert before.keys() == after.keys()
    other = {
        place: (before[place], after[place]) for place in before if not _same(before[place], after[place])
    }
    assert other == {}
    formulas = {
        place for place, value in cells(plan_file, values=False).items() if str(value).startswith("=")
    }
    assert len(formulas) > 150

    texts = openpyxl.load_workbook(saved_odd)["Texts"]
    column = [texts.cell(4 + n, 1) for n in range(len(PAYLOADS) + len(UNFIT))]
    assert [cell.value for cell in column] == [*PAYLOADS, *(safe_text(text) for text in UNFIT)]
    assert {cell.data_type for cell in column} == {"s"}
    assert [texts.cell(4 + n, 2).value.date() for n in range(len(DAYS))] == list(DAYS)
    sums = openpyxl.load_workbook(saved_odd, data_only=True)["Sums"]
    assert [sums["A4"].value, sums["A5"].value] == [2, 0]  # it did calculate: what we stored was wrong

    book = openpyxl.load_workbook(saved_odd)
    form = book["Form"]
    assert form.protection.sheet
    assert form.column_dimensions["A"].hidden
    assert form.row_dimensions[3].hidden
    assert [cell.value for cell in form[3]] == ["key:id", "key:row", "key:comment", "key:view"]
    assert [form[place].protection.locked for place in ("B5", "C5", "D5", "C6")] == [
        True,
        False,
        False,
        False,
    ]
    assert book["_meta"].sheet_state == "hidden"


def _same(one: Any, other: Any) -> bool:
    if isinstance(one, float) or isinstance(other, float):
        return abs(one - other) <= 1e-9 * max(1.0, abs(one))
    if isinstance(one, date) and isinstance(other, date):
        return abs(one - other) < timedelta(days=1)
    return bool(one == other)
