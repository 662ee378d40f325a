"""The plan as an Excel workbook, a sheet for each subject. Source: method 5.6."""

from datetime import date
from pathlib import Path

from planner.atomic import writing
from planner.domain.plan import Plan
from planner.exports.request import Report, Request, Written
from planner.exports.workbook import about, direction, implementation, learning, money, situation, theory
from planner.exports.workbook.sheet import Sheet, Source


def sheets(plan: Plan, as_of: date) -> list[Sheet]:
    """Return the 28 sheets in their order."""
    source = Source(plan, as_of)
    goals = direction.goals(source)
    return [
        about.read_me(source),
        about.summary(source),
        goals,
        direction.indicators(source),
        direction.measurements(source),
        theory.nodes(source),
        theory.links(source),
        theory.assumptions(source),
        direction.strategies(source),
        implementation.actions(source),
        implementation.gantt(source),
        implementation.raci(source),
        implementation.capacity(source),
        money.lines(source),
        money.pivot(source),
        money.sources(source),
        money.scenarios(source),
        implementation.risks(source),
        implementation.readiness_sheet(source),
        situation.wscc_matrix(source),
        situation.lessons(source),
        situation.partners(source),
        situation.collective_impact(source),
        situation.voice(source),
        situation.votes(source),
        direction.roadmap(source),
        learning.checks(source),
        learning.changes(source),
    ]


def write_workbook(plan: Plan, path: Path, *, as_of: date, report: Report | None = None) -> None:
    """Write the workbook to `path`; the file that was there stays until the new one is complete.

    Raises:
        ExportFailed: the file cannot be written.
        Cancelled: `report(done, total, what)` returned False.
    """
    from planner.exports.workbook.book import write_book

    made = sheets(plan, as_of)
    with writing(path) as draft:
        write_book(draft, made, title=plan.name, author=plan.district.name, report=report)


def write_workbook_of(plan: Plan, path: Path, request: Request, report: Report | None = None) -> Written:
    """Write the workbook as it is asked for; raises as `write_workbook` does."""
    write_workbook(plan, path, as_of=request.as_of, report=report)
    return Written()
