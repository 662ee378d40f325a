"""What an export does on its thread: one document after the other. No Qt, but for pictures as PNG."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import TypeAlias

from planner.documents import DocumentKind, write
from planner.domain.plan import Plan
from planner.errors import Cancelled, PlannerError
from planner.exports.request import Request, Written
from planner.i18n import N_, _

Report: TypeAlias = Callable[[int, int, str], bool]

DRAWING = Lock()
"""Held while a document is drawn: a preview that is being given up and an export take turns."""

PICTURE = "map"
PICTURE_KIND = "picture_map"
"""The outcome map among the choices, and its name in the plan's list of exports."""
FORMATS = {
    ("pdf", 1): N_("PDF, one page"),
    ("pdf", 2): N_("PDF poster, 2 × 2 pages"),
    ("pdf", 3): N_("PDF poster, 3 × 3 pages"),
    ("svg", 1): N_("SVG, for other documents"),
    ("png", 1): N_("PNG, for slides and the web"),
}
"""Pictures of the map: their ending, and how many pages they are wide."""

_PARTS = 1000  # of the bar, for each document


@dataclass(frozen=True)
class Job:
    """One document to make: its kind, or a picture (ending and pages across), with its file and request."""

    title: str
    path: Path
    request: Request
    kind: DocumentKind | None = None
    picture: tuple[str, int] = ("pdf", 1)

    @property
    def recorded(self) -> str:
        """Its name in the plan's list of exports."""
        return self.kind.recorded if self.kind is not None else PICTURE_KIND


@dataclass(frozen=True)
class Done:
    """What came of it: what is written, what could not be, and whether somebody stopped it."""

    written: tuple[tuple[Job, Written], ...]
    failed: tuple[tuple[Job, PlannerError], ...]
    stopped: bool


def write_all(plan: Plan, jobs: Sequence[Job], report: Report) -> Done:
    """Make documents one after the other; one that cannot be written does not keep the others back."""
    written: list[tuple[Job, Written]] = []
    failed: list[tuple[Job, PlannerError]] = []
    for number, job in enumerate(jobs):
        said = _("{title} ({number} of {count})").format(title=job.title, number=number + 1, count=len(jobs))

        def tell(done: int, total: int, _what: str, at: int = number, said: str = said) -> bool:
            part = _PARTS * min(done, total) // total if total else 0
            return report(at * _PARTS + part, len(jobs) * _PARTS, said)

        try:
            with DRAWING:
                written.append((job, _write(plan, job, tell)))
        except Cancelled:
            return Done(tuple(written), tuple(failed), stopped=True)
        except PlannerError as error:
            failed.append((job, error))
    return Done(tuple(written), tuple(failed), stopped=False)


def _write(plan: Plan, job: Job, report: Report) -> Written:
    if job.kind is not None:
        return write(plan, job.kind, job.path, job.request, report)
    if not report(0, 1, ""):
        raise Cancelled
    write_picture(plan, job.path, job.request, job.picture, report)
    return Written()


def write_picture(
    plan: Plan, path: Path, request: Request, picture: tuple[str, int], report: Report | None = None
) -> None:
    """Draw the outcome map into a file; raises as `documents.write` does."""
    from planner.domain.figures.map_sheet import map_sheet

    ending, across = picture
    sheet = map_sheet(plan, request.as_of)
    if ending == "svg":
        from planner.exports.svg import write_svg

        write_svg(sheet, path)
    elif ending == "png":
        from planner.gui.canvas.picture_file import write_png

        write_png(sheet, path)
    else:
        from planner.exports.pdf.poster import write_poster

        write_poster(sheet, path, paper=request.paper, across=across, report=report)
