"""A figure on one landscape page, or larger on several that are put together to a poster."""

from collections.abc import Iterator
from pathlib import Path

from planner.atomic import writing
from planner.domain.figures.figure import Figure
from planner.errors import Cancelled
from planner.exports.pdf.canvas import Canvas
from planner.exports.pdf.figure import draw_figure, figure_element
from planner.exports.pdf.structure import Element
from planner.exports.pdf.style import Page, page
from planner.exports.request import Report
from planner.i18n import _

MARGIN = 30.0
"""Points around what is drawn on each page; most printers leave half an inch or less."""
OVERLAP = 24.0
"""Points that two neighbors have in common, to lay one over the other."""

_LARGEST_PAGE, _LARGEST_POSTER = 1.4, 6.0
_MARK = 12.0


def write_poster(
    figure: Figure,
    path: Path,
    *,
    paper: str = "letter",
    across: int = 1,
    language: str = "en",
    author: str = "",
    report: Report | None = None,
) -> int:
    """Write a figure as vectors on `across` × `across` landscape pages; return the number of pages.

    With more than one, neighbors share a strip that is marked, and each page says where it belongs. What the
    figure shows is told in words with its first page.

    Raises:
        Cancelled: `report` said to stop; the file that was there is unchanged.
        ExportFailed: The file could not be written; the one that was there is unchanged.
    """
    sheet = page(paper, landscape=True)
    total = across * across
    with writing(path) as part:
        canvas = Canvas(
            str(part), language=language, title=figure.title, author=author, subject=figure.description
        )
        for row in range(across):
            for column in range(across):
                done = row * across + column
                what = _("Page {page} of {pages}").format(page=done + 1, pages=total)
                if report is not None and not report(done, total, what):
                    raise Cancelled
                canvas.setPageSize((sheet.width, sheet.height))
                _draw_tile(canvas, figure, sheet, across, row, column)
                canvas.showPage()
        canvas.save()
    return total


def _draw_tile(canvas: Canvas, figure: Figure, sheet: Page, across: int, row: int, column: int) -> None:
    """Draw the part of the figure that belongs on one page, and the marks around it."""
    alt = figure.description or figure.title
    place = _("Row {row} of {count}, column {column} of {count}").format(
        row=row + 1, column=column + 1, count=across
    )
    if across > 1:
        alt = f"{figure.title}. {place}" if row or column else f"{alt} {place}"
    edges = (MARGIN, MARGIN, sheet.width - MARGIN, sheet.height - MARGIN)
    with canvas.inside(Element("Sect")):
        with canvas.whole(figure_element(alt, edges)):
            _draw_piece(canvas, figure, sheet, across, row, column)
        if across > 1:
            _draw_marks(canvas, sheet, across, row, column, place)


def _draw_piece(canvas: Canvas, figure: Figure, sheet: Page, across: int, row: int, column: int) -> None:
    wide, high = sheet.width - 2 * MARGIN, sheet.height - 2 * MARGIN
    whole_wide = across * wide - (across - 1) * OVERLAP
    whole_high = across * high - (across - 1) * OVERLAP
    largest = _LARGEST_PAGE if across == 1 else _LARGEST_POSTER
    scale = min(whole_wide / figure.width, whole_high / figure.height, largest)
    left = (whole_wide - figure.width * scale) / 2
    top = (whole_high - figure.height * scale) / 2 if across > 1 else 0.0
    canvas.saveState()
    clip = canvas.beginPath()
    clip.rect(MARGIN, MARGIN, wide, high)
    canvas.clipPath(clip, stroke=0, fill=0)
    canvas.translate(
        MARGIN + left - column * (wide - OVERLAP),
        sheet.height - MARGIN - top + row * (high - OVERLAP),
    )
    canvas.scale(scale, scale)
    draw_figure(canvas, figure)
    canvas.restoreState()


def _draw_marks(canvas: Canvas, sheet: Page, across: int, row: int, column: int, words: str) -> None:
    """Draw where a neighbor's edge comes to lie, and which page of the poster this is."""
    left, right = MARGIN, sheet.width - MARGIN
    foot, top = MARGIN, sheet.height - MARGIN
    canvas.saveState()
    canvas.pen("ink_second", 0.6)
    for x, y, along in _corners(left, right, foot, top):
        canvas.line(x, y, x + along[0], y)
        canvas.line(x, y, x, y + along[1])
    canvas.setDash([3, 3])
    if column < across - 1:
        _draw_edge(canvas, (right - OVERLAP, foot - _MARK), (right - OVERLAP, top + _MARK))
    if row < across - 1:
        _draw_edge(canvas, (left - _MARK, foot + OVERLAP), (right + _MARK, foot + OVERLAP))
    canvas.restoreState()
    if column < across - 1 or row < across - 1:
        words += ". " + _("Lay the next page up to the dashed line.")
    with canvas.inside(Element("P")):
        canvas.line_of_text(canvas.fonts.runs(words, "regular"), left + _MARK, foot - 14.0, 8.0, "ink_second")


def _draw_edge(canvas: Canvas, start: tuple[float, float], end: tuple[float, float]) -> None:
    """Draw the ends of a dashed line in the margins, so that nothing is drawn over the figure."""
    (x1, y1), (x2, y2) = start, end
    dx, dy = (0.0, 2 * _MARK) if x1 == x2 else (2 * _MARK, 0.0)
    canvas.line(x1, y1, x1 + dx, y1 + dy)
    canvas.line(x2 - dx, y2 - dy, x2, y2)


def _corners(
    left: float, right: float, foot: float, top: float
) -> Iterator[tuple[float, float, tuple[float, float]]]:
    """Yield the corners of what is drawn, each with the way out of it."""
    for x, dx in ((left, -_MARK), (right, _MARK)):
        for y, dy in ((foot, -_MARK), (top, _MARK)):
            yield x, y, (dx, dy)
