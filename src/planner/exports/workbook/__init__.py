"""The plan as an Excel workbook, a sheet for each subject. Source: method 5.6."""

from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path

from planner.atomic import writing
from planner.domain.plan import Plan
from planner.exports.request import Report, Request, Written
from planner.exports.workbook import (
    about,
    direction,
    implementation,
    learning,
    money,
    schedule,
    situation,
    theory,
    voices,
)
from planner.exports.workbook.contents import ENTRIES, dressed
from planner.exports.workbook.sheet import Part, Properties, Sheet, tab_name
from planner.exports.workbook.source import Source
from planner.i18n import _

_MAKERS: tuple[Callable[[Source], Sheet], ...] = (
    about.read_me,
    about.summary,
    direction.goals,
    direction.indicators,
    direction.measurements,
    theory.nodes,
    theory.links,
    theory.assumptions,
    direction.strategies,
    implementation.actions,
    schedule.gantt,
    schedule.raci,
    schedule.capacity,
    money.lines,
    money.pivot,
    money.sources,
    money.scenarios,
    implementation.risks,
    implementation.readiness_sheet,
    situation.wscc_matrix,
    situation.lessons,
    situation.partners,
    situation.collective_impact,
    voices.voice,
    voices.votes,
    direction.roadmap,
    learning.checks,
    learning.changes,
)


def sheets(plan: Plan, as_of: date) -> list[Sheet]:
    """Return the 28 sheets in their order."""
    return [part.make() for part in parts(plan, as_of)]


def parts(plan: Plan, as_of: date) -> list[Part]:
    """Return the 28 sheets in their order, each made when its turn comes."""
    source = Source(plan, as_of)
    return [
        Part(tab_name(entry.name), partial(_made, maker, source))
        for entry, maker in zip(ENTRIES, _MAKERS, strict=True)
    ]


def _made(maker: Callable[[Source], Sheet], source: Source) -> Sheet:
    return dressed(maker(source))


def write_workbook(
    plan: Plan, path: Path, *, as_of: date, paper: str = "letter", report: Report | None = None
) -> None:
    """Write the workbook to `path`; the file that was there stays until the new one is complete.

    Raises:
        ExportFailed: the file cannot be written.
        Cancelled: `report(done, total, what)` returned False.
    """
    from planner.exports.workbook.book import write_book

    charter = plan.charter
    properties = Properties(
        title=charter.title_text or plan.name,
        author=plan.district.name,
        made=as_of,
        subject=_("Strategic plan as a workbook, version {version}").format(version=charter.version or "–"),
        status=Source(plan, as_of).words(charter, "status"),
        paper=paper,
    )
    with writing(path) as draft:
        write_book(draft, parts(plan, as_of), properties, report=report)


def write_workbook_of(plan: Plan, path: Path, request: Request, report: Report | None = None) -> Written:
    """Write the workbook as it is asked for; raises as `write_workbook` does."""
    write_workbook(plan, path, as_of=request.as_of, paper=request.paper, report=report)
    return Written()
