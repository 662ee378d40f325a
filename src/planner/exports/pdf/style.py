"""How the PDF looks: colors of the print theme, sizes of type, measures of the page. Lengths are points."""

import tomllib
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal

from reportlab.lib.colors import Color, HexColor

from planner import assets
from planner.domain.figures.figure import color_parts

PAPERS = {"letter": (612.0, 792.0), "a4": (595.28, 841.89)}
"""Width and height of the papers, upright."""


@dataclass(frozen=True)
class Page:
    """The measures of a page: its size, and the margins around what is written on it."""

    width: float
    height: float
    side: float = 54.0
    top: float = 54.0
    foot: float = 52.0

    @property
    def room(self) -> float:
        """The width between the side margins."""
        return self.width - 2 * self.side

    @property
    def depth(self) -> float:
        """The height between top and foot."""
        return self.height - self.top - self.foot

    @property
    def start(self) -> float:
        """The upper edge of what is written, measured from the lower edge of the paper."""
        return self.height - self.top


def page(paper: str, *, landscape: bool = False) -> Page:
    """Return the measures of a paper (letter or a4) in one orientation; KeyError for an unknown paper."""
    width, height = PAPERS[paper]
    return Page(height, width, side=42.0, top=48.0, foot=46.0) if landscape else Page(width, height)


@dataclass(frozen=True)
class Type:
    """How a text is set: `face` as in `fonts`, size and leading in points, color a role of the theme.

    `scale` is that of the large print it is made for already.
    """

    face: str = "regular"
    size: float = 10.0
    leading: float = 14.5
    color: str = "ink"
    align: Literal["left", "right", "center"] = "left"
    scale: float = 1.0

    def tabular(self) -> "Type":
        """The same with digits of equal width, for columns of numbers."""
        return replace(self, face=f"{self.face}_tabular") if self.face in ("regular", "semibold") else self


BODY = Type(size=9.8, leading=13.8)
LEAD = Type(size=11, leading=16)
QUIET = Type(size=9.8, leading=13.8, color="ink_second")
SMALL = Type(size=8.5, leading=12, color="ink_second")
QUOTE = Type(size=12, leading=18)
CELL = Type(size=8.8, leading=11.8)
HAND_CELL = Type(size=9.2, leading=11.6)
HEAD_CELL = Type(face="semibold", size=8.8, leading=11.8)
SHEET = Type(size=8.0, leading=10.4)
DENSE = 0.915
"""Size of type in dense tables, as a part of that in others."""
OVER = Type(face="semibold", size=10, leading=14, color="ink_second")
LABEL = Type(face="medium", size=9.8, leading=13.8, color="ink_second")
NUMBER = Type(face="bold", size=19, leading=24)
NUMBER_LABEL = Type(size=8.5, leading=11.5, color="ink_second")
FURNITURE = Type(size=8, leading=10, color="ink_second")
TITLE = Type(face="bold", size=30, leading=36)
SUBTITLE = Type(size=16, leading=22)
COVER_OVER = Type(size=13, leading=18, color="ink_second")
HEADINGS = (
    Type(face="bold", size=20, leading=25),
    Type(face="bold", size=13.5, leading=18),
    Type(face="bold", size=11, leading=15),
    Type(face="semibold", size=10, leading=14.5),
)
BEFORE = (0.0, 18.0, 12.0, 10.0)
"""Room above a heading of each level."""
AFTER = (8.0, 5.0, 2.0, 2.0)
"""Room below it."""
CONTENTS = (
    Type(face="semibold", size=9.8, leading=14),
    Type(size=9, leading=13.2, color="ink_second"),
)

_LARGE_FURNITURE = 11.0  # in large print: what stands at the edges is no running text, and must fit a line

STRONG = {"regular": "semibold", "medium": "bold", "semibold": "bold"}
"""The face in which emphasized words stand out of another."""

PHASES = ("prepare", "theory", "strategy", "implementation", "rechart")


def sized(kind: Type, scale: float) -> Type:
    """Return a style for large print: running text is `scale` times as large, headings grow by as many
    points, and nothing is smaller than running text.
    """
    if kind.scale == scale:
        return kind
    size = max(kind.size + BODY.size * (scale - 1), BODY.size * scale)
    return replace(kind, size=size, leading=kind.leading * size / kind.size, scale=scale)


def furniture(scale: float) -> Type:
    """Return the style of what stands at the edges of every page."""
    return FURNITURE if scale == 1 else replace(FURNITURE, size=_LARGE_FURNITURE, scale=scale)


@cache
def color(role: str) -> Color:
    """Return the color of a role of the print theme; `theory/45` is 45 % of it on the color of cards."""
    known = _theme()
    name, share = color_parts(role)
    solid = HexColor(known[name])
    if share == 1:
        return solid
    card = HexColor(known["card"])
    parts = ((a * share + b * (1 - share)) for a, b in zip(solid.rgb(), card.rgb(), strict=True))
    return Color(*parts)


@cache
def _theme() -> dict[str, str]:
    colors: dict[str, str] = tomllib.loads(assets.text("themes/print.toml"))["colors"]
    return colors
