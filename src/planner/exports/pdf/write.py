"""Write an outline, or the full plan, as a PDF."""

from datetime import date
from functools import partial
from pathlib import Path

from planner.atomic import writing
from planner.domain.plan import Plan
from planner.errors import Cancelled
from planner.exports.outline import Heading, Outline, Section
from planner.exports.pdf.canvas import Canvas
from planner.exports.pdf.compose import Composer
from planner.exports.pdf.cover import draw_cover
from planner.exports.pdf.pages import Pages
from planner.exports.pdf.structure import Element
from planner.exports.pdf.style import page
from planner.exports.plan_outline import full_plan
from planner.exports.request import Report, Written
from planner.i18n import _


def write_pdf(
    plan: Plan, path: Path, *, as_of: date, paper: str = "letter", report: Report | None = None
) -> Written:
    """Write the full plan to `path`, as it stands on `as_of`; `paper` is letter or a4.

    Raises:
        Cancelled: `report` said to stop; the file that was there is unchanged.
        ExportFailed: The file could not be written; the one that was there is unchanged.
    """
    if report is not None and not report(0, 1, _("Reading the plan")):
        raise Cancelled
    return write_outline(full_plan(plan, as_of), path, paper=paper, report=report)


def write_outline(
    document: Outline, path: Path, *, paper: str = "letter", report: Report | None = None
) -> Written:
    """Write any outline to `path`; raises as `write_pdf` does."""
    with writing(path) as part:
        canvas = Canvas(
            str(part),
            language=document.language,
            title=document.title,
            author=document.author,
            subject=document.subject,
        )
        canvas.fonts.scale = document.scale
        _draw(canvas, document, paper, report)
        canvas.save()
        return Written(canvas.page_number - 1, tuple(sorted(canvas.fonts.missing)))


def _begins_chapter(section: Section) -> bool:
    first = next((block for block in section.blocks if isinstance(block, Heading)), None)
    return first is not None and first.level == 1


def _draw(canvas: Canvas, document: Outline, paper: str, report: Report | None) -> None:
    composer = Composer(canvas, document)
    upright = page(paper)
    contents = list(composer.contents()) if document.front else []
    made = [
        (section, shape, parts, at)
        for section in document.sections
        for shape in [page(paper, landscape=section.landscape)]
        for at, parts in enumerate(composer.section(section, shape))
    ]
    total = sum(part.weight for _section, _shape, parts, _at in made for part in parts) + len(contents)
    pages = Pages(canvas, document, total, report)
    if document.front:
        with canvas.inside(Element("Sect")):
            pages.draw_alone(upright, partial(draw_cover, document=document))
        with canvas.inside(Element("Sect")):
            pages.fill(upright, contents, _("Contents"))
    elif not made:
        pages.fill(upright, [])  # a document has one page at least
    chapter = Element("Sect")
    for section, shape, parts, at in made:
        if at == 0 and _begins_chapter(section):
            chapter = Element("Sect")
        with canvas.inside(chapter):
            if section.apart:
                pages.finish()
            pages.fill(shape, parts, section.name, runs_on=section.runs_on and at == 0)
    pages.finish()
    canvas.addPageLabel(0, style="ARABIC", start=1)
