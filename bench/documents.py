"""Export times: linear in records, and the workbook against raw XlsxWriter writing the same cells."""

import tempfile
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import xlsxwriter

from bench.timing import Row, seconds
from planner.domain.plan import Plan
from planner.exports.pdf import write_pdf
from planner.exports.workbook import sheets, write_workbook
from planner.exports.workbook.sheet import Formula

AS_OF = date(2026, 11, 15)


def rows(plans: Mapping[str, Plan], pdf_up_to: int) -> list[Row]:
    """Measure both documents of each plan; a later plan's floor is the first one's time, by records."""
    made: list[Row] = []
    first: dict[str, tuple[float, int]] = {}
    with tempfile.TemporaryDirectory() as folder:
        for name, plan in plans.items():
            works = {"workbook": lambda plan=plan: write_workbook(plan, Path(folder) / "p.xlsx", as_of=AS_OF)}
            if len(plan) <= pdf_up_to:
                works["PDF"] = lambda plan=plan: write_pdf(plan, Path(folder) / "p.pdf", as_of=AS_OF)
            for what, work in works.items():
                taken = min(seconds(work) for _ in range(1 if len(plan) > 2_000 else 2))
                if what not in first:
                    first[what] = (taken, len(plan))
                    made.append(Row(f"{name}: {what}", taken, None, None))
                else:
                    before, count = first[what]
                    made.append(
                        Row(f"{name}: {what}, against linear growth", taken, before * len(plan) / count, 1.5)
                    )
            if len(plan) < 10_000:
                raw = seconds(lambda plan=plan: _raw(plan, Path(folder) / "raw.xlsx"))
                again = seconds(works["workbook"])
                made.append(Row(f"{name}: workbook, against raw XlsxWriter", again, raw, 1.5))
    return made


def _raw(plan: Plan, path: Path) -> None:
    """Write the same cells with nothing around them. Making the cells is counted too: both need them."""
    book = xlsxwriter.Workbook(str(path), {"strings_to_formulas": False})
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    for sheet in sheets(plan, AS_OF):
        page = book.add_worksheet(sheet.name)
        row = 0
        for grid in sheet.grids:
            for cells in ([column.title for column in grid.columns], *grid.rows):
                for place, value in enumerate(cells):
                    if isinstance(value, Formula):
                        page.write_formula(row, place, value.text, None, value.value)
                    elif isinstance(value, date):
                        page.write_datetime(row, place, value, day)
                    elif isinstance(value, int | float):
                        page.write_number(row, place, value)
                    elif value:
                        page.write_string(row, place, str(value))
                row += 1
    book.close()
