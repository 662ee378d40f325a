"""Draw a figure of the plan as vectors, with the colors and faces of the PDF."""

from planner.domain.figures.figure import Figure, Path, Rect, Text, arrow_head, shortened
from planner.exports.pdf import fonts
from planner.exports.pdf.canvas import Canvas
from planner.exports.pdf.ink import cleaned
from planner.exports.pdf.part import Part
from planner.exports.pdf.structure import Element
from planner.i18n import _

_LARGEST = 1.25  # a small figure is not blown up beyond this


class Drawing(Part):
    """A figure, made to fit the width; where it is too high, the height as well."""

    def __init__(self, figure: Figure, alt: str, depth: float, *, fill: bool = False) -> None:
        """Take the figure, the words that say what it shows, and the height a page has for it."""
        self.figure = figure
        self.alt = alt
        self._depth = depth
        self._fill = fill
        self._room = depth
        self.before = 6.0
        self.after = 12.0

    def _scale(self, width: float) -> float:
        largest = _LARGEST if self._fill else 1.0
        return min(width / self.figure.width, self._room / self.figure.height, largest)

    def height(self, width: float) -> float:
        """Height of the figure at the scale that fits."""
        return self.figure.height * self._scale(width)

    def least(self, width: float) -> float:
        """The whole figure; one that fills a page is content with most of it."""
        return min(self.height(width), self._depth * 0.6) if self._fill else self.height(width)

    def take(self, width: float, room: float) -> tuple[Part | None, Part | None]:
        """A figure is never divided; one that fills a page takes the room below the heading."""
        if self._fill and room >= self._depth * 0.5:
            self._room = room
        return super().take(width, room)

    def draw(self, canvas: Canvas, x: float, y: float, width: float) -> None:
        """Draw at the left edge, or in the middle when it is narrower than the page."""
        scale = self._scale(width)
        left = x + max(0.0, width - self.figure.width * scale) / 2
        foot = y - self.figure.height * scale
        element = figure_element(self.alt, (left, foot, left + self.figure.width * scale, y))
        with canvas.whole(element):
            canvas.saveState()
            canvas.translate(left, y)
            canvas.scale(scale, scale)
            draw_figure(canvas, self.figure)
            canvas.restoreState()


def figure_element(alt: str, box: tuple[float, float, float, float]) -> Element:
    """Return the element of a figure: the words for who does not see it, and its place on the page."""
    place = " ".join(f"{edge:.2f}" for edge in box)
    words = cleaned(alt).strip() or _("Picture")
    return Element("Figure", attributes=f"/O/Layout/Placement/Block/BBox[{place}]", alt=words)


def draw_figure(canvas: Canvas, figure: Figure) -> None:
    """Draw a figure with its left upper corner at the origin, at its own size."""
    for item in figure.items:
        if isinstance(item, Rect):
            _rect(canvas, item)
        elif isinstance(item, Path):
            _path(canvas, item)
        else:
            _text(canvas, item)


def _rect(canvas: Canvas, item: Rect) -> None:
    _prepare(canvas, item.fill, item.stroke, item.width, item.dash)
    paint = {"stroke": int(bool(item.stroke)), "fill": int(bool(item.fill))}
    if item.radius:
        canvas.roundRect(
            item.x, -item.y - item.h, item.w, item.h, min(item.radius, item.w / 2, item.h / 2), **paint
        )
    else:
        canvas.rect(item.x, -item.y - item.h, item.w, item.h, **paint)


def _path(canvas: Canvas, item: Path) -> None:
    points = [(x, -y) for x, y in shortened(item)]
    if len(points) < 2:
        return
    _prepare(canvas, item.fill, item.stroke, item.width, item.dash)
    path = canvas.beginPath()
    path.moveTo(*points[0])
    if item.curved:
        for at in range(1, len(points) - 2, 3):
            path.curveTo(*points[at], *points[at + 1], *points[at + 2])
    else:
        for point in points[1:]:
            path.lineTo(*point)
    if item.closed:
        path.close()
    canvas.drawPath(path, stroke=int(bool(item.stroke)), fill=int(bool(item.fill)))
    if item.arrow:
        _head(canvas, item)


def _head(canvas: Canvas, item: Path) -> None:
    canvas.ink(item.stroke)
    tip, *corners = arrow_head(item)
    path = canvas.beginPath()
    path.moveTo(tip[0], -tip[1])
    for x, y in corners:
        path.lineTo(x, -y)
    path.close()
    canvas.drawPath(path, stroke=0, fill=1)


def _text(canvas: Canvas, item: Text) -> None:
    runs = canvas.fonts.runs(" ".join(item.text.split()), item.weight)
    width = sum(fonts.advance(font, letters) for font, letters in runs) * item.size
    squeeze = min(1.0, item.max_width / width) if item.max_width and width else 1.0
    shift = {"start": 0.0, "middle": 0.5, "end": 1.0}[item.anchor] * width * squeeze
    if squeeze < 1:
        canvas.saveState()
        canvas.translate(item.x - shift, -item.y)
        canvas.scale(squeeze, 1)
        canvas.line_of_text(runs, 0, 0, item.size, item.color)
        canvas.restoreState()
    else:
        canvas.line_of_text(runs, item.x - shift, -item.y, item.size, item.color)


def _prepare(canvas: Canvas, fill: str, stroke: str, width: float, dash: tuple[float, ...]) -> None:
    if fill:
        canvas.ink(fill)
    if stroke:
        canvas.pen(stroke, width)
        canvas.setDash(list(dash))
