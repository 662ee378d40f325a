"""`MapLegend`: what the lines and signs of the outcome map mean, in a strip below it."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from planner.domain.figures.figure import Figure
from planner.domain.figures.map_legend import legend_figure
from planner.gui.canvas.painter import FigurePainter
from planner.gui.theme import Theme
from planner.i18n import _

_SIDE = 12.0  # points left and right


class MapLegend(QWidget):
    """Drawn from the figure that documents show; as many rows as the width needs."""

    def __init__(self, theme: Theme) -> None:
        """Draw in the colors of a theme."""
        super().__init__()
        self.setObjectName("map_legend")
        self.setAccessibleName(_("What lines and signs mean"))
        self._theme = theme
        self._painter = FigurePainter(theme)
        self.setAccessibleDescription(self._figure(1000).description)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        theme.changed.connect(self.updateGeometry)

    def hasHeightForWidth(self) -> bool:
        """The height follows the width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of all rows, pixels."""
        return round(self._figure(width).height * self._theme.scale) + 1

    def sizeHint(self) -> QSize:
        """Want what the width asks for."""
        return QSize(400, self.heightForWidth(self.width() or 400))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the figure."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), self._painter.color("card"))
        painter.setPen(self._painter.pen("line_faint"))
        painter.drawLine(0, 0, self.width(), 0)
        painter.scale(self._theme.scale, self._theme.scale)
        painter.translate(_SIDE, 0.0)
        self._painter.paint(painter, self._figure(self.width()).items)
        painter.end()

    def _figure(self, width: int) -> Figure:
        return legend_figure(max(80.0, width / self._theme.scale - 2 * _SIDE))
