"""Lay parts on pages, one after the other, and draw what stands on every page."""

from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import replace
from itertools import islice

from planner.errors import Cancelled
from planner.exports.outline import Outline
from planner.exports.pdf import fonts, style
from planner.exports.pdf.canvas import NUMBER, TOTAL, Canvas
from planner.exports.pdf.part import Part
from planner.exports.request import Report
from planner.i18n import _

_NUMBER_ROOM = 90.0  # for the number of the page, at the right
_SHORT = 0.34  # of a page: a chapter that takes no more leaves room for the next
_LEFT = 1 / 3  # of a page: with less of it left, a section that may run on starts on a new one
_BETWEEN = 36.0  # room between two sections on a page
_ENOUGH = 20  # parts to look ahead for what a heading stays with


class Pages:
    """Fills pages. Every page tells `report`; when it says stop, `Cancelled` is raised."""

    def __init__(self, canvas: Canvas, outline: Outline, total: int, report: Report | None) -> None:
        """Start before the first page; `total` is the weight of all parts."""
        self._canvas = canvas
        self._outline = outline
        self._total = max(total, 1)
        self._done = 0
        self._report = report
        self._open: tuple[style.Page, float] | None = None
        self._short = False

    def draw_alone(self, page: style.Page, draw: Callable[[Canvas, style.Page], None]) -> None:
        """Draw a whole page by hand, such as the cover."""
        self.finish()
        self._start(page, "")
        draw(self._canvas, page)
        self._end()

    def fill(self, page: style.Page, parts: Iterable[Part], name: str = "", *, runs_on: bool = False) -> None:
        """Lay parts on as many new pages as they need; `name` stands above all but the first.

        After a chapter of a few lines, as in an early draft, the next one goes on below it; and one that
        `runs_on` does so wherever enough of the page is left.
        """
        waiting = deque(parts)
        y = self._go_on(page, runs_on=runs_on)
        gap, top, pages, begun = _BETWEEN, y == page.start, 1, False
        while waiting:
            part = waiting.popleft()
            space = 0.0 if top else max(gap, part.before)
            room = y - space - page.foot
            taken, rest = self._take(part, waiting, page, room, top=top)
            if taken is not None:
                y -= space
                taken.draw(self._canvas, page.side, y, page.room)
                y -= taken.height(page.room)
                gap, top, begun = taken.after, False, True
                self._done += taken.weight
            if rest is not None:
                waiting.appendleft(rest)
                self._end()
                self._start(page, name if begun else "")
                y, gap, top, pages = page.start, 0.0, True, pages + int(begun)
        self._open = (page, y)
        self._short = pages == 1 and page.start - y < page.depth * _SHORT

    def finish(self) -> None:
        """End the last page."""
        if self._open is not None:
            self._end()

    def _go_on(self, page: style.Page, *, runs_on: bool) -> float:
        """Return where to go on: below what stands on a page of the same shape, or on a new page."""
        if self._open is not None and self._open[0] == page:
            y = self._open[1]
            if self._short or (runs_on and y - page.foot >= page.depth * _LEFT):
                self._open = None
                return y
        self.finish()
        self._start(page, "")
        return page.start

    def _take(
        self, part: Part, following: deque[Part], page: style.Page, room: float, *, top: bool
    ) -> tuple[Part | None, Part | None]:
        """Decide what of a part goes on this page; at its top something always does."""
        if part.keeps and not top and _needed(part, following, page.room) > room:
            return None, part
        if not part.keeps and not top and part.least(page.room) > room:
            return None, part
        taken, rest = part.take(page.room, max(room, 0.0))
        return part.force(page.room, max(room, 0.0)) if taken is None and top else (taken, rest)

    def _start(self, page: style.Page, name: str) -> None:
        canvas = self._canvas
        canvas.setPageSize((page.width, page.height))
        if self._outline.mark:
            with canvas.artifact("Watermark"):
                _draw_mark(canvas, page, self._outline.mark)
        if name:
            kind = style.furniture(canvas.fonts.scale)
            label = canvas.fonts.runs(fitted(canvas.fonts, name, kind, page.room), "regular")
            with canvas.artifact("Header"):
                canvas.line_of_text(label, page.side, page.height - page.top * 0.55, kind.size, kind.color)
        with canvas.artifact("Footer"):
            self._draw_foot(page)

    def _draw_foot(self, page: style.Page) -> None:
        canvas, kind = self._canvas, style.furniture(self._canvas.fonts.scale)
        level = page.foot * 0.53
        words = _("Page {page} of {pages}").format(page=canvas.page_number, pages=NUMBER)
        canvas.page_of(TOTAL, page.side + page.room, level, replace(kind, align="right"), words)
        rest = f" · {self._outline.footer}" if self._outline.footer else ""
        room = page.room - _NUMBER_ROOM * kind.size / style.FURNITURE.size - wide(canvas.fonts, rest, kind)
        left = fitted(canvas.fonts, self._outline.title, kind, room) + rest
        canvas.line_of_text(canvas.fonts.runs(left, kind.face), page.side, level, kind.size, kind.color)

    def _end(self) -> None:
        self._open = None
        number = self._canvas.page_number
        self._canvas.showPage()
        done = min(self._done, self._total)
        what = _("Page {page}").format(page=number)
        if self._report is not None and not self._report(done, self._total, what):
            raise Cancelled


def fitted(document: fonts.Fonts, words: str, kind: style.Type, room: float) -> str:
    """Return words on one line, cut with an ellipsis where they are wider than `room` points."""
    words = " ".join(words.split())
    if wide(document, words, kind) <= room:
        return words
    while words and wide(document, f"{words}…", kind) > room:
        words = words[: -max(1, len(words) // 40)]
    return f"{words.rstrip()}…"


def wide(document: fonts.Fonts, words: str, kind: style.Type) -> float:
    """Return the width of words on one line, in points."""
    return sum(fonts.advance(font, part) for font, part in document.runs(words, kind.face)) * kind.size


def _needed(part: Part, following: deque[Part], width: float) -> float:
    """Return the height of a heading with the least of what it stays with."""
    need = part.height(width)
    gap = part.after
    for each in islice(following, _ENOUGH):
        need += max(gap, each.before)
        if not each.keeps:
            return need + each.least(width)
        need += each.height(width)
        gap = each.after
    return need


def _draw_mark(canvas: Canvas, page: style.Page, words: str) -> None:
    """Draw large pale words across the page, below everything else."""
    runs = canvas.fonts.runs(words, "bold")
    wide = sum(fonts.advance(font, letters) for font, letters in runs)
    size = min(170.0, page.room * 0.9 / max(wide, 0.1))
    canvas.saveState()
    canvas.translate(page.width / 2, page.height / 2)
    canvas.rotate(52 if page.height > page.width else 34)
    canvas.line_of_text(runs, -wide * size / 2, -size / 3, size, "line_faint/55")
    canvas.restoreState()
