"""The review workbook: the plan in sheets that people comment on, row by row, and send back.

What makes it readable when it returns stands in cells: see `domain.review_sheets`. Source: design of the
documents, 3.
"""

from collections.abc import Callable
from pathlib import Path

from planner.atomic import writing
from planner.domain.plan import Plan
from planner.domain.review_sheets import META_SHEET, ReviewSheet, sheets
from planner.exports.request import Report, Request, Written
from planner.exports.review_workbook import asked, guide
from planner.exports.workbook.sheet import Part, Properties, Sheet
from planner.i18n import _


def parts(plan: Plan, request: Request) -> list[Part]:
    """Return the sheets in their order; what has no rows has no sheet."""
    used = [each for each in sheets() if any(True for _record in each.rows(plan))]
    made = [
        Part(_("Read me"), lambda: guide.read_me(plan, request, used)),
        Part(_("The plan as a whole"), lambda: asked.whole_plan(plan, request)),
        *(Part(_(each.name), _maker(plan, request, each)) for each in used),
    ]
    answered = guide.heard_sheet(plan)
    if answered is not None:
        made.append(Part(answered.title, lambda: answered))
    return [*made, Part(META_SHEET, lambda: asked.meta(plan, request, used))]


def _maker(plan: Plan, request: Request, sheet: ReviewSheet) -> Callable[[], Sheet]:
    return lambda: asked.rows_of(plan, request, sheet)


def write_review_workbook(plan: Plan, path: Path, request: Request, report: Report | None = None) -> Written:
    """Write the review workbook to `path`; the file that was there stays until the new one is complete.

    Raises:
        ExportFailed: The file cannot be written.
        Cancelled: `report` said to stop.
    """
    from planner.exports.workbook.book import write_book

    properties = Properties(
        title=_("Review of {plan}").format(plan=plan.name or _("the plan")),
        author=plan.district.name,
        made=request.as_of,
        subject=_("Comments are wanted. The yellow columns are yours."),
        paper=request.paper,
    )
    with writing(path) as draft:
        write_book(draft, parts(plan, request), properties, report=report)
    return Written()
