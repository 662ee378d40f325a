"""Write an outline, or the full plan, as a Word document (.docx, ECMA-376 transitional)."""

import tomllib
from pathlib import Path

from planner import assets
from planner.atomic import writing
from planner.domain.plan import Plan
from planner.exports.outline import Outline
from planner.exports.pdf.style import page
from planner.exports.plan_outline import full_plan_of
from planner.exports.reading import Progress, places
from planner.exports.request import Report, Request, Written
from planner.exports.word.body import Body, Shape, foot_line
from planner.exports.word.markup import Marks, Writer
from planner.exports.word.package import Package
from planner.exports.word.pictures import Pictures
from planner.i18n import _


def write_word_of(plan: Plan, path: Path, request: Request, report: Report | None = None) -> Written:
    """Write the full plan as it is asked for; raises as `write_word` does."""
    return write_word(full_plan_of(plan, request), path, paper=request.paper, report=report)


def write_word(
    document: Outline, path: Path, *, paper: str = "letter", report: Report | None = None
) -> Written:
    """Write any outline to `path`; `paper` is letter or a4. Word itself makes the pages.

    Raises:
        Cancelled: `report` said to stop; the file that was there is unchanged.
        ExportFailed: the file could not be written; the one that was there is unchanged.
    """
    with writing(path) as part:
        found = places(document)
        progress = Progress(report, sum(1 for _block in document.blocks()) + 1)
        theme: dict[str, str] = tomllib.loads(assets.text("themes/print.toml"))["colors"]
        shapes = _shape(paper, landscape=False), _shape(paper, landscape=True)
        package = Package(document, theme)
        marks = Marks({each.anchor: number for number, each in enumerate(found, 1)})
        references = package.edges((foot_line(document, shapes[0].room), foot_line(document, shapes[1].room)))
        body = Body(Writer(theme, marks), Pictures(package.document.part), shapes, references)
        if document.front:
            body.cover(document)
            body.contents(found)
        body.sections(document, found, progress)
        package.fill(body.markup(), body.lists)
        progress.tell(_("Writing the file"))
        package.save(part)
        return Written()


def _shape(paper: str, *, landscape: bool) -> Shape:
    """Return a page as the PDF has it."""
    made = page(paper, landscape=landscape)
    return Shape(made.width, made.height, made.side, made.top, made.foot)
