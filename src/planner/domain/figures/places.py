"""A drawing whose parts can be chosen: each with its place and its name in words."""

from collections.abc import Iterable
from dataclasses import dataclass

from planner.domain.figures.figure import Box, Figure, Item, Path, Rect, diamond


@dataclass(frozen=True, slots=True)
class Place:
    """A part of a drawing that can be chosen: `key` tells it apart, `name` says what it is and holds."""

    key: str
    box: Box
    name: str


@dataclass(frozen=True, slots=True)
class Drawn:
    """A figure with its parts."""

    figure: Figure
    places: tuple[Place, ...] = ()

    def place(self, key: str) -> Place | None:
        """Return a part by its key."""
        return next((each for each in self.places if each.key == key), None)


def mark(shape: str, x: float, y: float, color: str, half: float = 4.2) -> Item:
    """Return a small sign around a point: dot, ring, square, dashed, diamond or triangle."""
    if shape == "diamond":
        return diamond(x, y, half + 0.8, color)
    if shape == "triangle":
        tip = ((x, y - half - 0.4), (x + half + 0.6, y + half), (x - half - 0.6, y + half))
        return Path(tip, closed=True, fill=color)
    side = 2 * half
    if shape == "square":
        return Rect(x - half, y - half, side, side, fill=color, radius=1)
    if shape == "dashed":
        return Rect(x - half, y - half, side, side, stroke=color, width=1.2, dash=(2.4, 1.8))
    if shape == "ring":
        return Rect(x - half, y - half, side, side, stroke=color, width=1.4, radius=half)
    return Rect(x - half, y - half, side, side, fill=color, radius=half)


def told(parts: Iterable[str]) -> str:
    """Join what is said about a part into one line, leaving out what is empty."""
    return ". ".join(part.rstrip(".") for part in parts if part)
