"""The small shapes beside status words, so that a state is told by more than its color."""

from planner.exports.outline import Shape, Tone
from planner.exports.pdf.canvas import Canvas


def role_of(tone: Tone) -> str:
    """Return the theme role of the strong color of a tone."""
    return {"": "ink_second", "look": "look_mark"}.get(tone, tone)


def ground_of(tone: Tone) -> str:
    """Return the theme role of the ground that goes with a tone."""
    if not tone:
        return "line_faint"
    return f"{tone}_background" if tone in ("good", "look", "stop") else f"{tone}_tint"


def draw(canvas: Canvas, shape: Shape, x: float, y: float, half: float, role: str) -> None:
    """Draw a shape around the point (x, y), `half` points to each side."""
    canvas.ink(role)
    canvas.pen(role, 1.0)
    if shape == "dot":
        canvas.circle(x, y, half, stroke=0, fill=1)
    elif shape == "ring":
        canvas.circle(x, y, half - 0.5, stroke=1, fill=0)
    elif shape == "half":
        canvas.circle(x, y, half - 0.5, stroke=1, fill=0)
        canvas.wedge(x - half, y - half, x + half, y + half, 90, 180, stroke=0, fill=1)
    elif shape == "square":
        canvas.rect(x - half * 0.9, y - half * 0.9, half * 1.8, half * 1.8, stroke=0, fill=1)
    elif shape == "cross":
        canvas.lines([(x - half, y - half, x + half, y + half), (x - half, y + half, x + half, y - half)])
    else:
        path = canvas.beginPath()
        points = (
            ((0, half), (half, -half * 0.8), (-half, -half * 0.8))
            if shape == "triangle"
            else ((0, half), (half, 0), (0, -half), (-half, 0))
        )
        path.moveTo(x + points[0][0], y + points[0][1])
        for right, up in points[1:]:
            path.lineTo(x + right, y + up)
        path.close()
        canvas.drawPath(path, stroke=0, fill=1)
