"""One-color icons from `resources/icons`, tinted to fit the theme."""

from functools import cache

from PySide6.QtCore import QByteArray, QRectF
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QPainter, QPalette, QPixmap

from planner import assets

_SIZES = (20, 40, 80)  # pixels; Qt scales the next larger one down


def icon(name: str, color: QColor | None = None) -> QIcon:
    """Return the icon `resources/icons/<name>.svg` in a color, or in the palette's color of button text."""
    palette = QGuiApplication.palette()
    off = palette.color(QPalette.ColorGroup.Disabled, QPalette.ColorRole.ButtonText)
    return _tinted(name, (color or palette.color(QPalette.ColorRole.ButtonText)).name(), off.name())


@cache
def _tinted(name: str, color: str, off: str) -> QIcon:
    from PySide6.QtSvg import QSvgRenderer  # costs more than the rest of the home page

    source = assets.text(f"icons/{name}.svg")
    made = QIcon()
    for mode, tint in ((QIcon.Mode.Normal, color), (QIcon.Mode.Disabled, off)):
        renderer = QSvgRenderer(QByteArray(source.replace("currentColor", tint).encode()))
        for size in _SIZES:
            picture = QPixmap(size, size)
            picture.fill(QColor(0, 0, 0, 0))
            painter = QPainter(picture)
            renderer.render(painter, QRectF(0, 0, size, size))
            painter.end()
            made.addPixmap(picture, mode)
    return made
