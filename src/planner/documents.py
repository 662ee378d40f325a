"""Every document that can be made of a plan: one list for the window and the command line.

The libraries a document needs are loaded when it is made.
"""

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

from planner.domain.plan import Plan
from planner.errors import Cancelled
from planner.exports.outline import Outline
from planner.exports.request import Names, Report, Request, Written
from planner.i18n import N_, _

Writer = Callable[[Plan, Path, Request, Report | None], Written]


@dataclass(frozen=True)
class DocumentKind:
    """One kind of document.

    `recorded` is its name in the plan's list of exports. `names` is how people are called unless somebody
    says otherwise. `outline` is where its outline is made ("module:function", given the plan and the
    request); a kind without one has a `writer`.
    """

    code: str
    title: str
    about: str
    ending: str
    recorded: str
    names: Names = "full"
    outline: str = ""
    writer: str = ""

    @property
    def paged(self) -> bool:
        """Whether it is a PDF, so that its first page can be looked at before it is made."""
        return self.ending == "pdf"


KINDS: dict[str, DocumentKind] = {
    each.code: each
    for each in (
        DocumentKind(
            "full",
            N_("Full plan"),
            N_("Everything, from the summary to the appendices."),
            "pdf",
            "pdf_full",
            outline="planner.exports.plan_outline:full_plan_of",
        ),
        DocumentKind(
            "workbook",
            N_("Workbook"),
            N_("28 sheets to sort, filter and calculate with."),
            "xlsx",
            "xlsx_workbook",
            writer="planner.exports.workbook:write_workbook_of",
        ),
        DocumentKind(
            "json",
            N_("Plan file"),
            N_("Everything in the plan, for another copy of the program."),
            "plan.json",
            "json_plan",
            writer="planner.documents:write_plan_file",
        ),
    )
}


def outline_of(plan: Plan, kind: DocumentKind, request: Request) -> Outline:
    """Return the outline of a kind that has one.

    Raises:
        ValueError: the kind has none.
    """
    if not kind.outline:
        raise ValueError(kind.code)
    made: Outline = _named(kind.outline)(plan, request)
    return made


def write(
    plan: Plan, kind: DocumentKind, path: Path, request: Request, report: Report | None = None
) -> Written:
    """Make a document; the file that was there stays until the new one is complete.

    Raises:
        Cancelled: `report` said to stop.
        ExportFailed: the file could not be written.
    """
    if report is not None and not report(0, 1, _("Reading the plan")):
        raise Cancelled
    if kind.writer:
        writer: Writer = _named(kind.writer)
        return writer(plan, path, request, report)
    from planner.exports.pdf import write_outline

    return write_outline(outline_of(plan, kind, request), path, paper=request.paper, report=report)


def write_plan_file(plan: Plan, path: Path, request: Request, _report: Report | None = None) -> Written:
    """Write the exchange file; raises as `write` does."""
    from planner.services.plan_exchange import save_plan

    save_plan(plan, path, request.as_of)
    return Written()


def _named(place: str) -> Callable[..., Any]:
    module, name = place.split(":")
    found: Callable[..., Any] = getattr(import_module(module), name)
    return found
