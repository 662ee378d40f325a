"""A `Figure` as a PNG file, painted as on the screen in the colors for paper."""

from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QImage, QPainter

from planner.atomic import writing
from planner.domain.figures.figure import Figure
from planner.errors import ExportFailed
from planner.gui.canvas.painter import FigurePainter
from planner.gui.theme import Theme, load_fonts
from planner.i18n import _

_SHARP = 2.5  # pixels to a point: 180 to an inch at the figure's own size
_MOST = 90_000_000  # pixels: a larger picture is made less sharp, so that it can be held in memory
_PER_METER = round(_SHARP * 72 / 0.0254)


def write_png(figure: Figure, path: Path) -> None:
    """Write the drawing on white ground; fonts are needed, a window is not.

    Raises:
        ExportFailed: The file could not be written; the one that was there is unchanged.
    """
    load_fonts()
    scale = min(_SHARP, (_MOST / (figure.width * figure.height)) ** 0.5)
    image = QImage(
        max(1, round(figure.width * scale)), max(1, round(figure.height * scale)), QImage.Format.Format_RGB32
    )
    if image.isNull():
        raise ExportFailed(
            _("The picture is too large for this computer's memory."), do=_("Export it as PDF or SVG.")
        )
    theme = Theme.load("print")
    image.fill(theme.color("card"))
    image.setDotsPerMeterX(_PER_METER)
    image.setDotsPerMeterY(_PER_METER)
    image.setText("Title", figure.title)
    painter = QPainter(image)
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
    painter.scale(scale, scale)
    FigurePainter(theme).paint(painter, figure.items)
    painter.end()
    held = QBuffer()
    held.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(held, "PNG")  # type: ignore[call-overload]
    with writing(path) as part:
        part.write_bytes(bytes(held.data().data()))
