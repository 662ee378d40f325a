"""What the outcome map shows at rest: lanes, links, cards and signs, drawn as the background of its scene.

The view keeps its background as pixels and shifts it when the map is moved, so that a step of panning paints
only the strip that comes into sight. Seen from afar a large map is drawn in few strokes, without letters.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPolygonF

from planner.domain.figures.cards import BAR
from planner.domain.figures.figure import Box, Item, Path, Point, arrow_head, shortened
from planner.domain.figures.links import sign_items, sign_width
from planner.domain.figures.outcome_map import MapLayout, lane_items
from planner.gui.canvas.painter import FigurePainter

DIM = 0.2
"""Opacity of what is not on the pathway in the light."""

_TILE = 320.0  # points: pieces of links that lie in one tile are drawn together, or left out together
_FAR_TILE = 900.0  # points: the same for cards seen from afar
_AFAR, _LETTERS = 0.5, 0.28  # scales below which a large map, and any map, is drawn without letters
_LARGE = 120  # cards
_PLAIN = 0.4  # scale below which a dash cannot be told from a line
_LINE_HIGH = 5.0  # of a bar that stands for a line of words, points

Pen = tuple[str, float, tuple[float, ...]]


@dataclass(frozen=True)
class Face:
    """A card as it is drawn; `bar` is the color of its edge, `lines` how many lines of words it has, `tip`
    what is said about it.
    """

    box: Box
    items: tuple[Item, ...]
    bar: str
    lines: int
    dim: bool
    tip: str = ""


@dataclass
class _Tile:
    """Pieces of links that lie near each other, one path for each pen, and arrow heads by color."""

    lines: dict[Pen, QPainterPath] = field(default_factory=dict)
    heads: dict[str, QPainterPath] = field(default_factory=dict)
    bounds: QRectF = field(default_factory=QRectF)


class Lines:
    """Links cut into pieces, those that are not seen left out when they are painted."""

    def __init__(self, painter: FigurePainter, paths: Iterable[Path]) -> None:
        """Take the links of a map."""
        self._painter = painter
        tiles: dict[tuple[int, int], _Tile] = {}
        for path in paths:
            self._cut(path, tiles)
        self._tiles = tuple(tiles.values())
        self.bounds = QRectF()
        for tile in self._tiles:
            tile.bounds.adjust(-8, -8, 8, 8)
            self.bounds = self.bounds.united(tile.bounds)

    def paint(self, painter: QPainter, seen: Sequence[QRectF], scale: float) -> None:
        """Paint lines, then heads."""
        tiles = [tile for tile in self._tiles if _meets(tile.bounds, seen)]
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for tile in tiles:
            for (role, width, dash), line in tile.lines.items():
                painter.setPen(self._painter.pen(role, width, dash if scale >= _PLAIN else ()))
                painter.drawPath(line)
        painter.setPen(Qt.PenStyle.NoPen)
        for tile in tiles:
            for role, head in tile.heads.items():
                painter.setBrush(self._painter.color(role))
                painter.drawPath(head)

    @staticmethod
    def _cut(path: Path, tiles: dict[tuple[int, int], _Tile]) -> None:
        """Put each curve of a link, and its head, into the tile it begins in."""
        pen = (path.stroke, path.width, path.dash)
        points = shortened(path)
        for start, *ends in _pieces(points):
            tile = tiles.setdefault((int(start[0] // _TILE), int(start[1] // _TILE)), _Tile())
            line = tile.lines.setdefault(pen, QPainterPath())
            if line.currentPosition() != QPointF(*start) or not line.elementCount():
                line.moveTo(*start)
            line.cubicTo(*(QPointF(*point) for point in ends))
            tile.bounds = tile.bounds.united(_around((start, *ends)))
        corners = arrow_head(path)
        tile = tiles.setdefault((int(corners[0][0] // _TILE), int(corners[0][1] // _TILE)), _Tile())
        head = tile.heads.setdefault(path.stroke, QPainterPath())
        head.setFillRule(Qt.FillRule.WindingFill)
        head.addPolygon(QPolygonF([QPointF(*point) for point in corners]))
        head.closeSubpath()
        tile.bounds = tile.bounds.united(_around(corners))


class MapGround:
    """Paints all of it; told again only what has changed."""

    def __init__(self, painter: FigurePainter) -> None:
        """Paint nothing yet."""
        self._painter = painter
        self._lines = Lines(painter, ())
        self._signs: list[tuple[QRectF, tuple[Item, ...], bool]] = []
        self._faces: list[tuple[QRectF, Face]] = []
        self._afar: list[tuple[QRectF, dict[str, QPainterPath]]] = []
        self._lines_dim = False

    def set_links(
        self, paths: Iterable[Path], marks: Iterable[tuple[str, Point, bool]], *, dim: bool = False
    ) -> None:
        """Take the lines, dimmed or not, and the signs on them, each with whether it is dimmed."""
        self._lines = Lines(self._painter, paths)
        self._lines_dim = dim
        self._signs = []
        for said, at, low in marks:
            half = sign_width(said) / 2 + 2
            self._signs.append((QRectF(at[0] - half, at[1] - 11, 2 * half, 22), sign_items(said, at), low))

    def set_cards(self, faces: Mapping[str, Face]) -> None:
        """Take the cards that stand still."""
        self._faces = [
            (QRectF(each.box.x - 2, each.box.y - 10, each.box.w + 4, each.box.h + 12), each)
            for each in faces.values()
        ]
        self._afar = _from_afar(faces.values())

    def paint(self, painter: QPainter, layout: MapLayout, exposed: QRectF) -> None:
        """Paint what lies in the exposed part; an empty map has no lines, so that its words can be read."""
        painter.fillRect(exposed, self._painter.color("card"))
        scale = painter.worldTransform().m11()
        region = painter.clipRegion()
        parts = list(region)  # type: ignore[call-overload]  # the stubs do not know that it can be walked
        seen = [QRectF(each) for each in parts] or [exposed]
        if layout.cards:
            self._paint_lanes(painter, layout, max(0.0, exposed.top()), exposed.bottom())
        painter.setOpacity(DIM if self._lines_dim else 1.0)
        self._lines.paint(painter, seen, scale)
        painter.setOpacity(1.0)
        if scale < _LETTERS or (scale < _AFAR and len(self._faces) > _LARGE):
            self._paint_afar(painter, seen)
            return
        for place, items, dim in self._signs:
            if _meets(place, seen):
                painter.setOpacity(DIM if dim else 1.0)
                self._painter.paint(painter, items)
        for place, face in self._faces:
            if _meets(place, seen):
                painter.setOpacity(DIM if face.dim else 1.0)
                self._painter.paint(painter, face.items)
        painter.setOpacity(1.0)

    def _paint_lanes(self, painter: QPainter, layout: MapLayout, top: float, foot: float) -> None:
        for item in lane_items(layout):
            if isinstance(item, Path):
                (x, _top), _end = item.points
                period = sum(item.dash)
                start = top - top % period if period else top  # so that strips meet in the same dash
                painter.setPen(self._painter.pen(item.stroke, item.width, item.dash))
                painter.drawLine(QPointF(x, start), QPointF(x, foot))

    def _paint_afar(self, painter: QPainter, seen: Sequence[QRectF]) -> None:
        for place, paths in self._afar:
            if not _meets(place, seen):
                continue
            for role, path in paths.items():
                painter.setPen(self._painter.pen("border" if role == "card" else ""))
                painter.setBrush(self._painter.color(role))
                painter.drawPath(path)


def _from_afar(faces: Iterable[Face]) -> list[tuple[QRectF, dict[str, QPainterPath]]]:
    """Return cards without letters: their ground, a bar for each line of words, their colored edge."""
    tiles: dict[tuple[int, int], dict[str, QPainterPath]] = {}
    for face in faces:
        box = face.box
        tile = tiles.setdefault((int(box.x // _FAR_TILE), int(box.y // _FAR_TILE)), {})
        tile.setdefault("card", QPainterPath()).addRect(QRectF(box.x, box.y, box.w, box.h))
        for line in range(face.lines):
            high = box.y + 13.0 + 17.0 * line
            bar = QRectF(box.x + 15.0, high, box.w * (0.8 if line else 0.7), _LINE_HIGH)
            tile.setdefault("line", QPainterPath()).addRect(bar)
        edge = tile.setdefault(f"{face.bar}/20" if face.dim else face.bar, QPainterPath())
        edge.addRect(QRectF(box.x, box.y, BAR, box.h))
    return [(paths["card"].controlPointRect().adjusted(-2, -2, 2, 2), paths) for paths in tiles.values()]


def _meets(place: QRectF, seen: Sequence[QRectF]) -> bool:
    for each in seen:  # noqa: SIM110  called for each card of each frame; a generator takes twice as long
        if place.intersects(each):
            return True
    return False


def _pieces(points: Sequence[Point]) -> Iterator[tuple[Point, Point, Point, Point]]:
    """Yield the curves of a course, long ones in parts, so that what lies far outside is never painted."""
    for at in range(1, len(points) - 2, 3):
        a, b, c, d = points[at - 1 : at + 3]
        parts = int(max(abs(d[0] - a[0]), abs(d[1] - a[1])) // _TILE) + 1
        for left in range(parts, 1, -1):  # cut off the first of what is left (de Casteljau)
            t = 1 / left
            ab, bc, cd = _between(a, b, t), _between(b, c, t), _between(c, d, t)
            abc, bcd = _between(ab, bc, t), _between(bc, cd, t)
            middle = _between(abc, bcd, t)
            yield a, ab, abc, middle
            a, b, c = middle, bcd, cd
        yield a, b, c, d


def _between(a: Point, b: Point, share: float) -> Point:
    return a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share


def _around(points: Iterable[Point]) -> QRectF:
    xs, ys = zip(*points, strict=True)
    return QRectF(min(xs), min(ys), max(1.0, max(xs) - min(xs)), max(1.0, max(ys) - min(ys)))
