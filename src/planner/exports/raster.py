"""A `Figure` as a PNG, for documents that hold no drawings.

Shapes are drawn twice as large and made smooth, letters on top of them at their own size, from the faces of
the PDF: they are smooth already. A letter Atkinson does not have is taken from the next face that has it.
"""

import io
import tomllib
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from itertools import pairwise

from PIL import Image, ImageDraw, ImageFont, features

from planner import assets
from planner.domain.figures import breaking
from planner.domain.figures.figure import (
    Figure,
    Item,
    Path,
    Point,
    Rect,
    Text,
    arrow_head,
    sampled,
    shortened,
)
from planner.domain.figures.right_to_left import has_right_to_left, leads_right
from planner.exports.pdf import direction, scripts
from planner.exports.svg import mixed

DPI = 220
"""Dots to an inch at the size a picture has on paper: letters of 6 points stay legible in print."""

_SMOOTH = 2
_COLORS = 192
_LETTERS = {"regular": "Regular", "medium": "Medium", "semibold": "SemiBold", "bold": "Bold"}
_HEAVY = ("semibold", "bold")


@cache
def _theme() -> dict[str, str]:
    colors: dict[str, str] = tomllib.loads(assets.text("themes/print.toml"))["colors"]
    return colors


def png(figure: Figure, width: float) -> bytes:
    """Return the drawing on white ground as a PNG, sharp at a width of so many points."""
    scale = width / figure.width * DPI / 72
    shapes = _Drawing(scale * _SMOOTH, Image.new("RGB", _size(figure, scale * _SMOOTH), _theme()["card"]))
    letters = [item for item in figure.items if isinstance(item, Text)]
    shapes.draw(item for item in figure.items if not isinstance(item, Text))
    whole = _Drawing(scale, shapes.image.reduce(_SMOOTH))
    whole.draw(letters)
    image = whole.image.quantize(_COLORS, Image.Quantize.FASTOCTREE)
    _keep(image, shapes.colors | whole.colors)
    out = io.BytesIO()
    image.save(out, "PNG", dpi=(DPI, DPI))
    return out.getvalue()


def _size(figure: Figure, scale: float) -> tuple[int, int]:
    return max(1, round(figure.width * scale)), max(1, round(figure.height * scale))


def _keep(image: Image.Image, colors: set[str]) -> None:
    """Put the colors that were drawn back into a palette, in the place of those that came near them."""
    held = list(image.getpalette() or ())
    entries = [held[at : at + 3] for at in range(0, len(held), 3)]
    for color in colors:
        wanted = [int(color[at : at + 2], 16) for at in (1, 3, 5)]
        nearest = min(
            range(len(entries)),
            key=lambda at: sum((a - b) ** 2 for a, b in zip(entries[at], wanted, strict=True)),
        )
        entries[nearest] = wanted
    image.putpalette([part for entry in entries for part in entry])


class _Drawing:
    """Paints items of a figure on one picture; `scale` is dots to a point."""

    def __init__(self, scale: float, image: Image.Image) -> None:
        self._scale = scale
        self.image = image
        self._draw = ImageDraw.Draw(image)
        self.colors = {_theme()["card"]}

    def draw(self, items: Iterable[Item]) -> None:
        for item in items:
            self._item(item)

    def _item(self, item: Item) -> None:
        if isinstance(item, Rect):
            self._rect(item)
        elif isinstance(item, Path):
            self._path(item)
        else:
            self._text(item)

    def _rect(self, item: Rect) -> None:
        if item.w <= 0 or item.h <= 0:
            return
        pen = self._pen(item.width) if item.stroke else 0
        half = pen / 2
        box = (
            item.x * self._scale - half,
            item.y * self._scale - half,
            (item.x + item.w) * self._scale + half - 1,
            (item.y + item.h) * self._scale + half - 1,
        )
        if box[2] < box[0] or box[3] < box[1]:
            return
        fill = self._color(item.fill) if item.fill else None
        radius = min(item.radius, item.w / 2, item.h / 2) * self._scale
        dashed = bool(item.dash and item.stroke)
        outline = self._color(item.stroke) if item.stroke and not dashed else None
        self._draw.rounded_rectangle(box, radius, fill=fill, outline=outline, width=pen if outline else 0)
        if dashed:
            x, y, right, bottom = item.x, item.y, item.x + item.w, item.y + item.h
            around = ((x, y), (right, y), (right, bottom), (x, bottom), (x, y))
            self._line(around, item.stroke, item.width, item.dash)

    def _path(self, item: Path) -> None:
        if len(item.points) < 2:
            return
        course = Path(shortened(item), curved=item.curved)
        points = sampled(course, steps=24)
        if item.fill:
            self._draw.polygon([self._at(point) for point in points], fill=self._color(item.fill))
        if item.stroke:
            around = (*points, points[0]) if item.closed else points
            self._line(around, item.stroke, item.width, item.dash)
            if item.arrow:
                head = [self._at(point) for point in arrow_head(item)]
                self._draw.polygon(head, fill=self._color(item.stroke))

    def _line(self, points: tuple[Point, ...], stroke: str, width: float, dash: tuple[float, ...]) -> None:
        color = self._color(stroke)
        for piece in _dashes(points, dash) if dash else (points,):
            course = [self._at(point) for point in piece]
            self._draw.line(course, fill=color, width=self._pen(width), joint="curve")

    def _text(self, item: Text) -> None:
        text = " ".join(item.text.split())
        if not text:
            return
        size = item.size * self._scale
        runs = [(face, letters) for face, letters in _runs(text, item.weight)]
        wide = sum(_font(face, size).getlength(letters) for face, letters in runs)
        room = item.max_width * self._scale
        if room and wide > room:
            size *= room / wide
            wide = room
        x = item.x * self._scale - {"start": 0.0, "middle": 0.5, "end": 1.0}[item.anchor] * wide
        color = self._color(item.color)
        for face, letters in runs:
            font = _font(face, size)
            self._draw.text((x, item.y * self._scale), letters, font=font, fill=color, anchor="ls")
            x += font.getlength(letters)

    def _color(self, role: str) -> str:
        color = mixed(role, _theme())
        self.colors.add(color)
        return color

    def _at(self, point: Point) -> tuple[float, float]:
        return point[0] * self._scale, point[1] * self._scale

    def _pen(self, width: float) -> int:
        return max(1, round(width * self._scale))


def _dashes(points: tuple[Point, ...], dash: tuple[float, ...]) -> Iterator[tuple[Point, ...]]:
    """Divide a line into the pieces that a dash pattern paints; lengths as in the figure."""
    pattern = dash if len(dash) % 2 == 0 else dash * 2
    if sum(pattern) <= 0:
        yield points
        return
    at, left, painted = 0, pattern[0], True
    piece = [points[0]]
    for start, end in pairwise(points):
        away = ((end[0] - start[0]) ** 2 + (end[1] - start[1]) ** 2) ** 0.5
        gone = 0.0
        while away - gone > left:
            gone += left
            share = gone / away
            turn = (start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share)
            if painted:
                yield (*piece, turn)
            at = (at + 1) % len(pattern)
            left, painted, piece = pattern[at], not painted, [turn]
        left -= away - gone
        piece.append(end)
    if painted and len(piece) > 1:
        yield tuple(piece)


def _runs(text: str, weight: str) -> Iterator[tuple[str, str]]:
    """Divide a line among faces, from left to right."""
    if not has_right_to_left(text):
        yield from _faced(text, weight)
        return
    stretches = direction.stretches(text, int(leads_right(text)))
    found = [(run, level) for part, level in stretches for run in _faced(part, weight)]
    for place in direction.ordered([level for _run, level in found]):
        (face, letters), level = found[place]
        joined = _shapes() and has_right_to_left(letters)
        yield face, _turned(letters) if level % 2 and not joined else letters


def _turned(letters: str) -> str:
    from bidi.mirror import MIRRORED

    return "".join(MIRRORED.get(letter, letter) for letter in reversed(letters))


def _faced(text: str, weight: str) -> Iterator[tuple[str, str]]:
    """Divide a text among faces: each letter in the first that has it, signs on a letter with that letter."""
    own = f"AtkinsonHyperlegibleNext-{_LETTERS[weight]}.ttf"
    if text.isascii():
        yield own, text
        return
    chosen, letters = own, ""
    for letter in text:
        if unicodedata.category(letter) == "Cf" and letter not in breaking.JOINERS:
            continue
        stays = letter.isspace() or breaking.stands_on_another(letter)
        face = chosen if stays else _face(letter, own, weight in _HEAVY)
        if face != chosen and letters:
            yield chosen, letters
            letters = ""
        chosen = face
        letters += letter
    if letters:
        yield chosen, letters


def _face(letter: str, own: str, heavy: bool) -> str:
    """Return the file of the face for a letter: ours, that of its script, that with signs, or ours again."""
    script = scripts.face_of(letter)
    names = [scripts.FILES[f"{script}_bold"]] if heavy and f"{script}_bold" in scripts.FILES else []
    names += [scripts.FILES[script]] if script else []
    signs = "DejaVuSans-Bold.ttf" if heavy else "DejaVuSans.ttf"
    faces = (own, *(f"scripts/{name}.ttf" for name in names), signs, f"scripts/{scripts.FILES['emoji']}.ttf")
    return next((face for face in faces if ord(letter) in _covered(face)), own)


@cache
def _shapes() -> bool:
    """Whether this computer's Pillow joins letters and knows those from right to left (Raqm)."""
    return bool(features.check("raqm"))


@cache
def _covered(face: str) -> frozenset[int]:
    import uharfbuzz

    return frozenset(uharfbuzz.Face(assets.data(f"fonts/{face}")).unicodes)


@lru_cache(maxsize=400)
def _font(face: str, size: float) -> ImageFont.FreeTypeFont:
    engine = ImageFont.Layout.RAQM if _shapes() else ImageFont.Layout.BASIC
    return ImageFont.truetype(io.BytesIO(assets.data(f"fonts/{face}")), size, layout_engine=engine)
