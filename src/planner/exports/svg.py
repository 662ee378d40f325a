"""A `Figure` as SVG: sharp at any size, with its letters embedded where it goes to others."""

import base64
import tomllib
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from html import escape
from pathlib import Path as File

from planner import assets
from planner.atomic import writing
from planner.domain.figures.figure import (
    Figure,
    Item,
    Path,
    Point,
    Rect,
    Text,
    arrow_head,
    color_parts,
    shortened,
)

_FACE = "Atkinson Hyperlegible Next"
_WEIGHTS = {"regular": 400, "medium": 500, "semibold": 600, "bold": 700}
_FILES = {
    weight: f"AtkinsonHyperlegibleNext-{name}.ttf"
    for weight, name in (
        ("regular", "Regular"),
        ("medium", "Medium"),
        ("semibold", "SemiBold"),
        ("bold", "Bold"),
    )
}


@cache
def _print_colors() -> dict[str, str]:
    colors: dict[str, str] = tomllib.loads(assets.text("themes/print.toml"))["colors"]
    return colors


def write_svg(figure: Figure, path: File) -> None:
    """Write the drawing on white ground to `path`, with the faces it uses, so that it looks alike anywhere.

    Raises:
        ExportFailed: The file could not be written; the one that was there is unchanged.
    """
    ground = Rect(0.0, 0.0, figure.width, figure.height, fill="card")
    document = svg(replace(figure, items=(ground, *figure.items)), faces=_faces(figure))
    with writing(path) as part:
        part.write_text(document, encoding="utf-8", newline="\n")


def svg(figure: Figure, colors: Mapping[str, str] | None = None, *, faces: str = "") -> str:
    """Return the drawing as an SVG document, in the colors given by role or else those for paper.

    `faces` are rules of CSS for the fonts, as `write_svg` embeds them.
    """
    body = shapes(figure, colors or _print_colors())
    style = f"<style>{faces}</style>\n" if faces else ""
    size = f'width="{_n(figure.width)}" height="{_n(figure.height)}"'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} viewBox="0 0 {_n(figure.width)} {_n(figure.height)}"'
        f' role="img" font-family="{_FACE}, sans-serif">\n{style}'
        f"<title>{escape(figure.title)}</title>\n<desc>{escape(figure.description)}</desc>\n{body}\n</svg>\n"
    )


def shapes(figure: Figure, colors: Mapping[str, str]) -> str:
    """Return what is drawn, without the element that holds it; it has no ids."""
    return "\n".join(_item(item, colors) for item in figure.items)


def _faces(figure: Figure) -> str:
    """Return the faces that a drawing uses, embedded."""
    used = sorted({item.weight for item in figure.items if isinstance(item, Text)})
    rules = []
    for weight in used:
        data = base64.b64encode(assets.data(f"fonts/{_FILES[weight]}")).decode("ascii")
        rules.append(
            f"@font-face{{font-family:'{_FACE}';font-weight:{_WEIGHTS[weight]};"
            f"src:url(data:font/ttf;base64,{data}) format('truetype')}}"
        )
    return "".join(rules)


def mixed(role: str, colors: Mapping[str, str]) -> str:
    """Return the color of a role, `theory/45` mixed with the color of cards.

    Colors that are custom properties of CSS are mixed where they are shown.
    """
    name, share = color_parts(role)
    if share >= 1:
        return colors[name]
    if colors[name].startswith("var("):
        return f"color-mix(in srgb, {colors[name]} {share:.0%}, {colors['card']})"
    pairs = zip(_rgb(colors[name]), _rgb(colors["card"]), strict=True)
    return "#" + "".join(f"{round(a * share + b * (1 - share)):02X}" for a, b in pairs)


def _rgb(color: str) -> tuple[int, int, int]:
    return int(color[1:3], 16), int(color[3:5], 16), int(color[5:7], 16)


def _item(item: Item, colors: Mapping[str, str]) -> str:
    if isinstance(item, Rect):
        place = f'x="{_n(item.x)}" y="{_n(item.y)}" width="{_n(item.w)}" height="{_n(item.h)}"'
        return f'<rect {place} rx="{_n(item.radius)}"{_pen(item, colors)}/>'
    if isinstance(item, Text):
        return (
            f'<text x="{_n(item.x)}" y="{_n(item.y)}" font-size="{_n(item.size)}"'
            f' font-weight="{_WEIGHTS[item.weight]}" text-anchor="{item.anchor}"'
            f' fill="{mixed(item.color, colors)}">{escape(item.text)}</text>'
        )
    drawn = f'<path d="{_course(item)}"{_pen(item, colors)}/>'
    if item.arrow:
        head = " ".join(f"{_n(x)},{_n(y)}" for x, y in arrow_head(item))
        drawn += f'<polygon points="{head}" fill="{mixed(item.stroke, colors)}"/>'
    return drawn


def _pen(item: Rect | Path, colors: Mapping[str, str]) -> str:
    fill = f' fill="{mixed(item.fill, colors)}"' if item.fill else ' fill="none"'
    if not item.stroke:
        return fill
    dash = f' stroke-dasharray="{" ".join(map(_n, item.dash))}"' if item.dash else ""
    return f'{fill} stroke="{mixed(item.stroke, colors)}" stroke-width="{_n(item.width)}"{dash}'


def _course(path: Path) -> str:
    points = shortened(path)
    said = [f"M{_pair(points[0])}"]
    if path.curved:
        for at in range(1, len(points) - 2, 3):
            said.append("C" + " ".join(map(_pair, points[at : at + 3])))
    else:
        said += [f"L{_pair(point)}" for point in points[1:]]
    return "".join(said) + ("Z" if path.closed else "")


def _pair(point: Point) -> str:
    return f"{_n(point[0])} {_n(point[1])}"


def _n(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")
