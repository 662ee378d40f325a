"""`Part`: one thing on a page, such as a text, a table or a picture."""

from planner.exports.pdf.canvas import Canvas


class Part:
    """Knows how high it is at a width, how it divides between pages, and how it is drawn.

    `before` and `after` are the room it wants above and below, in points; the larger of two neighbors counts.
    `keeps` parts stay with the one that follows, as headings do. `weight` is how much work it is, for
    progress.
    """

    before = 0.0
    after = 0.0
    keeps = False
    weight = 1

    def height(self, width: float) -> float:
        """Return the height at a width, in points; the part remembers how it is laid out."""
        raise NotImplementedError

    def least(self, width: float) -> float:
        """Return the height of the smallest piece worth starting at the foot of a page."""
        return self.height(width)

    def take(self, width: float, room: float) -> "tuple[Part | None, Part | None]":
        """Return what fits in a height of `room`, and what is left; either may be nothing."""
        return (self, None) if self.height(width) <= room + 1e-6 else (None, self)

    def force(self, width: float, room: float) -> "tuple[Part, Part | None]":  # noqa: ARG002  tables need both
        """Return what goes on an empty page that is too small even for the smallest piece."""
        return self, None

    def draw(self, canvas: Canvas, x: float, y: float, width: float) -> None:
        """Draw with the upper left corner at (x, y), y measured upwards from the foot of the paper."""
        raise NotImplementedError
