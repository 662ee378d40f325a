"""Export times: linear in records, the workbook against raw XlsxWriter, the PDF against plain platypus."""

import tempfile
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import xlsxwriter

from bench import memory, platypus
from bench.timing import Row, in_turn, seconds
from planner.domain.plan import Plan
from planner.exports.pdf import write_pdf
from planner.exports.workbook import parts, sheets, write_workbook
from planner.exports.workbook.sheet import Formula, Link

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
                before, count = first.setdefault(what, (taken, len(plan)))
                if len(plan) > count:
                    floor = before * len(plan) / count
                    made.append(Row(f"{name}: {what}, against linear growth", taken, floor, 1.5))
                else:  # what every document takes, however small, says nothing of growth
                    made.append(Row(f"{name}: {what}", taken, None, None))
            if len(plan) < 10_000:
                made += _workbook_rows(name, plan, Path(folder))
                made += platypus.rows(name, plan, AS_OF, 5 if len(plan) < 1_000 else 0)
            else:
                made.append(
                    Row(
                        f"{name}: memory of a process that writes it",
                        memory.most(_WRITE, str(len(plan))),
                        None,
                        300,
                        "MB",
                    )
                )
    made.append(platypus.memory(5_000))
    return made


def _workbook_rows(name: str, plan: Plan, folder: Path) -> list[Row]:
    """Measure the workbook in turn with raw XlsxWriter, and how the time splits.

    Both make the cells from a plan that has looked nothing up yet; that part is the same for both.
    """
    records = list(plan.records())

    def ours() -> float:
        fresh = Plan(records)
        return seconds(lambda: write_workbook(fresh, folder / "p.xlsx", as_of=AS_OF))

    def raw() -> float:
        fresh = Plan(records)
        return seconds(lambda: _raw(fresh, folder / "raw.xlsx"))

    def making() -> float:
        fresh = Plan(records)
        return seconds(lambda: sheets(fresh, AS_OF))

    mine, floor = in_turn(ours, raw, 5)
    cells, _again = in_turn(making, making, 3)
    return [
        Row(f"{name}: workbook, against raw XlsxWriter", mine, floor, 1.5),
        Row(f"{name}: of it making the cells, in both", cells, None, None),
        Row(f"{name}: of it writing, against raw writing", mine - cells, floor - cells, None),
    ]


_WRITE = """
import sys, tempfile
from datetime import date
from pathlib import Path
from bench.generator import generate
from planner.domain.plan import Plan
from planner.exports.workbook import write_workbook
plan = Plan(generate(int(sys.argv[1])))
with tempfile.TemporaryDirectory() as folder:
    write_workbook(plan, Path(folder) / "p.xlsx", as_of=date(2026, 11, 15))
"""


def _raw(plan: Plan, path: Path) -> None:
    """Write the same cells with plain calls and nothing around them: no formats but one for days, no tables.

    Making the cells is counted too: both need them.
    """
    book = xlsxwriter.Workbook(str(path), {"strings_to_formulas": False})
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    for part in parts(plan, AS_OF):
        sheet = part.make()
        page = book.add_worksheet(sheet.name)
        row = 0
        for cells in ([sheet.title], [sheet.note], *sheet.lines):
            for place, value in enumerate(cells):
                page.write_string(row, place, value)
            row += 1
        for grid in sheet.grids:
            for cells in ([column.title for column in grid.columns], *grid.rows):
                for place, value in enumerate(cells):
                    if value is None or value == "":
                        continue
                    if isinstance(value, Formula):
                        text = value.text.replace("{row}", str(row + 1))
                        page.write_formula(row, place, text, None, value.value)
                    elif isinstance(value, Link):
                        page.write_string(row, place, value.words)
                    elif isinstance(value, date):
                        page.write_datetime(row, place, value, day)
                    elif isinstance(value, int | float):
                        page.write_number(row, place, value)
                    else:
                        page.write_string(row, place, str(value))
                row += 1
    book.close()
