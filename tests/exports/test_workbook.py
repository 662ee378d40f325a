"""The workbook holds what the plan says: real dates and numbers, text as typed, formulas with values."""

from datetime import date
from pathlib import Path

import openpyxl
import pytest

from planner.domain.plan import Plan
from planner.domain.records import Action, BudgetLine, Goal, Risk, TocNode
from planner.errors import Cancelled
from planner.exports.workbook import sheets, write_workbook
from planner.exports.workbook.book import safe_text

AS_OF = date(2026, 11, 15)
PAYLOADS = (
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    '=HYPERLINK("http://x","y")',
    "=cmd|' /C calc'!A0",
    "#N/A",
    "TRUE",
    "007",
    "2026-01-01",
    "1e5",
    "http://example.org",
    "_x0041_",
    "<b>bold</b>",
    "{=A1}",
    "'quoted",
    "\ttab",
    "two\nlines",
    "emoji 🏫 ñ",
    "Ünïcödé",
)


@pytest.fixture(scope="module")
def written(sample: Plan, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("book") / "plan.xlsx"
    write_workbook(sample, path, as_of=AS_OF)
    return path


def test_there_are_28_sheets_in_order_and_every_grid_fits(sample: Plan) -> None:
    made = sheets(sample, AS_OF)
    assert len(made) == 28
    assert [made[0].name, made[9].name, made[27].name] == ["Read me", "Actions", "Change log"]
    for sheet in made:
        assert len(sheet.name) <= 31
        for grid in sheet.grids:
            assert all(len(row) == len(grid.columns) for row in grid.rows), sheet.name


def test_cells_are_real_dates_and_numbers(written: Path, sample: Plan) -> None:
    book = openpyxl.load_workbook(written)
    page = book["Actions"]
    header = [cell.value for cell in page[3]]
    row = dict(zip(header, page[4], strict=True))
    action = sample.all(Action)[0]
    assert row["Code"].value == action.code
    assert row["Starts"].value.date() == date(2026, 7, 6)
    assert row["Starts"].is_date
    assert row["Done %"].value == 100
    assert page.freeze_panes == "F4"
    assert [table.ref for table in page.tables.values()] == [f"A3:W{3 + len(sample.all(Action))}"]
    lines = book["Budget lines"]
    total = sum(cell.value for (cell,) in lines[f"I4:I{3 + len(sample.all(BudgetLine))}"])
    assert total == 55_375_000


def test_formulas_carry_the_values_they_would_compute(written: Path, sample: Plan) -> None:
    values = openpyxl.load_workbook(written, data_only=True)
    formulas = openpyxl.load_workbook(written)
    summary = values["Summary"]
    rows = summary.iter_rows(min_row=4, max_row=3 + len(sample.all(Goal)))
    budgets = {row[0].value: row[8].value for row in rows}
    assert sum(budgets.values()) == 55_375_000
    assert str(formulas["Summary"]["I4"].value).startswith("=SUMIFS('Budget lines'!")
    pivot = values["Budget pivot"]
    row = next(row for row in pivot.iter_rows(min_row=4) if row[0].value == "FS-01")
    assert row[3].value - row[4].value == row[5].value


def test_text_comes_out_as_typed_and_is_never_a_formula(tmp_path: Path) -> None:
    risks = [
        Risk(id=str(n), code=f"RK-{n:02d}", position=n, statement=text) for n, text in enumerate(PAYLOADS)
    ]
    plan = Plan(risks)
    path = tmp_path / "p.xlsx"
    write_workbook(plan, path, as_of=AS_OF)
    page = openpyxl.load_workbook(path)["Risks"]
    cells = [page.cell(4 + n, 2) for n in range(len(PAYLOADS))]
    assert [cell.value for cell in cells] == list(PAYLOADS)
    assert {cell.data_type for cell in cells} == {"s"}


def test_texts_too_long_or_unprintable_are_made_to_fit() -> None:
    assert len(safe_text("x" * 40_000)) == 32_767
    assert safe_text("a\x00b\x1fc") == "abc"


def test_an_empty_plan_has_all_sheets(tmp_path: Path) -> None:
    path = tmp_path / "empty.xlsx"
    write_workbook(Plan(), path, as_of=AS_OF)
    assert len(openpyxl.load_workbook(path).sheetnames) == 28


def test_a_cancelled_export_leaves_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "plan.xlsx"
    path.write_bytes(b"old")
    with pytest.raises(Cancelled):
        write_workbook(Plan([TocNode(id="n")]), path, as_of=AS_OF, report=lambda done, total, what: done < 3)
    assert path.read_bytes() == b"old"
    assert [each.name for each in tmp_path.iterdir()] == ["plan.xlsx"]


def test_the_notice_of_a_sample_names_no_key_of_a_file(sample: Plan) -> None:
    (notice,) = [text for label, text in sheets(sample, AS_OF)[0].lines if label == "Notice"]
    assert "fictional" in notice
    assert "facts_from_source" not in notice
