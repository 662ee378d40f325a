"""`FigureCanvas`: shows a `Figure` at the size of the theme, with regions of which one is chosen."""

from collections.abc import Sequence
from math import ceil

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QSizePolicy, QWidget

from planner.domain.figures.figure import Box, Figure, Item, Path, Text
from planner.gui.canvas import painted_list
from planner.gui.canvas.painter import FigurePainter
from planner.gui.canvas.regions import Region, region_at
from planner.gui.theme import Theme

_LEAST = 0.8  # a drawing is not made smaller than this share of its size to fit the width; it scrolls then
_AIR = 8  # pixels kept free around what is brought into view


class FigureCanvas(QAbstractScrollArea):
    """Paints a figure, smaller where it fits the width then, and scrolls beyond that.

    Build figures for `room` points of width, and again on `room_changed`, where a drawing can use the width
    there is. `largest` lets small drawings grow, `margin` keeps points free around them. `whole` asks the
    layout for the height of the whole drawing, for pages that scroll themselves.
    """

    chosen = Signal(str)
    """The key of the region that was chosen by hand; empty for none."""
    room_changed = Signal(float)
    """There is this much width now, in points of a drawing at full size."""
    shifted = Signal()
    """What is seen has moved in the window."""

    def __init__(
        self,
        theme: Theme,
        name: str,
        *,
        largest: float = 1.0,
        margin: float = 0.0,
        whole: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        """Show nothing before `show_figure`; `name` is the object name."""
        super().__init__(parent)
        painted_list.install(FigureCanvas, _FigureEntries)
        self.setObjectName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setMouseTracking(True)
        self.theme = theme
        self.painter = FigurePainter(theme)
        self.figure = Figure(1.0, 1.0, ())
        self.regions: tuple[Region, ...] = ()
        self.targets: tuple[Region, ...] = ()
        self.echo = ""
        """The key of another region that stands for the chosen thing too; it gets a thin ring."""
        self._spans: tuple[tuple[float, float], ...] = ()
        self._ground = "card"
        self._largest = largest
        self._margin = margin
        self._whole = whole
        self._current = ""
        self._zoom = theme.scale
        self._room = 0.0
        if whole:
            policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            policy.setHeightForWidth(True)
            self.setSizePolicy(policy)
        for bar in (self.horizontalScrollBar(), self.verticalScrollBar()):
            bar.valueChanged.connect(self.shifted)
        theme.changed.connect(self._lay_out)

    # What is shown

    def show_figure(
        self, figure: Figure, regions: Sequence[Region] = (), targets: Sequence[Region] = ()
    ) -> None:
        """Show a figure with its regions; what is chosen stays chosen while it is there.

        `targets` are outlined while a region is dragged over them.
        """
        self.figure, self.regions, self.targets = figure, tuple(regions), tuple(targets)
        self._spans = tuple(map(_span, figure.items))
        self.setAccessibleName(figure.title)
        self.setAccessibleDescription(figure.description)
        if self._current and self.region(self._current) is None:
            self._current = ""
        self._lay_out()

    def set_ground(self, role: str) -> None:
        """Paint on another color of the theme than that of cards."""
        self._ground = role
        self.viewport().update()

    @property
    def room(self) -> float:
        """The width there is for a drawing at full size, in points, with a scroll bar beside it."""
        bar = 0 if self._whole else self.verticalScrollBar().sizeHint().width()
        return max(1.0, (self.width() - bar) / self.theme.scale - 2 * self._margin)

    def region(self, key: str) -> Region | None:
        """Return a region by its key."""
        return next((each for each in self.regions if each.key == key), None)

    # Choosing

    @property
    def current(self) -> str:
        """The key of the chosen region, empty for none."""
        return self._current

    def choose(self, key: str, *, tell: bool = False, look: bool = True) -> None:
        """Choose a region and, with `look`, bring it into view; with `tell`, `chosen` is emitted."""
        region = self.region(key)
        self._current = region.key if region is not None else ""
        if region is not None and look:
            self.look_at(region.box)
        self.viewport().update()
        painted_list.tell_chosen(self)
        if tell:
            self.chosen.emit(self._current)

    def look_at(self, box: Box) -> None:
        """Scroll until a place of the drawing is seen."""
        seen = self.viewport().rect().adjusted(_AIR, _AIR, -_AIR, -_AIR)
        place = self.pixels(box)
        for bar, low, high, first, last in (
            (self.horizontalScrollBar(), seen.left(), seen.right(), place.left(), place.right()),
            (self.verticalScrollBar(), seen.top(), seen.bottom(), place.top(), place.bottom()),
        ):
            if first < low or last - first > high - low:
                bar.setValue(bar.value() + first - low)
            elif last > high:
                bar.setValue(bar.value() + last - high)

    # Places

    def pixels(self, box: Box) -> QRect:
        """Return a place of the drawing in pixels of the viewport."""
        origin, zoom = self._origin(), self._zoom
        x, y = origin.x() + box.x * zoom, origin.y() + box.y * zoom
        return QRectF(x, y, box.w * zoom, box.h * zoom).toAlignedRect()

    def points(self, spot: QPointF) -> QPointF:
        """Return a place of the viewport in points of the drawing."""
        return (spot - self._origin()) / self._zoom

    def at(self, spot: QPointF) -> Region | None:
        """Return the region at a place of the viewport."""
        place = self.points(spot)
        return region_at(self.regions, place.x(), place.y())

    # Size

    def sizeHint(self) -> QSize:
        """Want room for the drawing at full size."""
        return self._size_at(self.theme.scale * min(1.0, self._largest))

    def minimumSizeHint(self) -> QSize:
        """Be content with little; the rest scrolls."""
        height = self.heightForWidth(self.width()) if self._whole else self.theme.px(96)
        return QSize(self.theme.px(160), height)

    def heightForWidth(self, width: int) -> int:
        """Return the height of the drawing at a width, in pixels."""
        zoom = self._zoom_for(width)
        size = self._size_at(zoom)
        return size.height() + (self.horizontalScrollBar().sizeHint().height() if size.width() > width else 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the width again."""
        super().resizeEvent(event)
        self._lay_out()

    def _size_at(self, zoom: float) -> QSize:
        figure, around = self.figure, 2 * self._margin
        return QSize(ceil((figure.width + around) * zoom), ceil((figure.height + around) * zoom))

    def _zoom_for(self, width: int) -> float:
        fitting = width / max(1.0, self.figure.width + 2 * self._margin) / self.theme.scale
        return min(self._largest, max(min(_LEAST, self._largest), fitting)) * self.theme.scale

    def _lay_out(self) -> None:
        """Settle the size and the scroll bars; they are set by hand so that none makes the other flicker."""
        across, down = self.horizontalScrollBar(), self.verticalScrollBar()
        room = self.size()
        zoom = self._zoom_for(room.width())
        tall = not self._whole and self._size_at(zoom).height() > room.height()
        if tall:
            room.setWidth(room.width() - down.sizeHint().width())
            zoom = self._zoom_for(room.width())
        size = self._size_at(zoom)
        wide = size.width() > room.width() + 1
        if wide:
            room.setHeight(room.height() - across.sizeHint().height())
            tall = not self._whole and size.height() > room.height()
        on, off = Qt.ScrollBarPolicy.ScrollBarAlwaysOn, Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        self._zoom = zoom
        for bar, shown, whole, seen in (
            (across, wide, size.width(), room.width()),
            (down, tall, size.height(), room.height()),
        ):
            bar.setRange(0, max(0, whole - seen) if shown else 0)
            bar.setPageStep(max(1, seen))
            bar.setSingleStep(self.theme.px(24))
        self.setHorizontalScrollBarPolicy(on if wide else off)
        self.setVerticalScrollBarPolicy(on if tall else off)
        if self._whole:
            self.updateGeometry()
        self.viewport().update()
        self.shifted.emit()
        if abs(self.room - self._room) > 0.5:
            self._room = self.room
            self.room_changed.emit(self._room)

    def _origin(self) -> QPointF:
        """Return where the drawing begins in the viewport: in the middle where there is room to spare."""
        edge = self._margin * self._zoom
        spare = self.viewport().width() - self.figure.width * self._zoom - 2 * edge
        left = spare / 2 if spare > 0 else -self.horizontalScrollBar().value()
        return QPointF(left + edge, edge - self.verticalScrollBar().value())

    # Painting

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the drawing, and the ring around what is chosen."""
        painter = QPainter(self.viewport())
        painter.fillRect(self.viewport().rect(), self.painter.color(self._ground))
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
        painter.translate(self._origin())
        painter.scale(self._zoom, self._zoom)
        top, bottom = (self.points(QPointF(0, y)).y() for y in (0, self.viewport().height()))
        spans = zip(self.figure.items, self._spans, strict=True)
        seen = (item for item, (first, last) in spans if first <= bottom and last >= top)
        self.painter.paint(painter, seen)
        region = self.region(self._current)
        if region is not None:
            self.ring(painter, region, 2.5 if self.hasFocus() else 1.5)
        echo = self.region(self.echo)
        if echo is not None:
            self.ring(painter, echo, 1.5)
        self.paint_over(painter)
        painter.end()

    def paint_over(self, painter: QPainter) -> None:
        """Paint what lies on the drawing, in its points."""

    def ring(self, painter: QPainter, region: Region, width: float, *, dashed: bool = False) -> None:
        """Paint a ring around a region; `width` in points."""
        pen = QPen(self.painter.color("focus"), width)
        if dashed:
            pen.setStyle(Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        box, radius = region.box, region.radius + 1
        painter.drawRoundedRect(QRectF(box.x - 1, box.y - 1, box.w + 2, box.h + 2), radius, radius)


def _span(item: Item) -> tuple[float, float]:
    """Return how far up and down an item reaches, in points, with some air for lines and letters."""
    if isinstance(item, Path):
        heights = [y for _x, y in item.points]
        return min(heights) - 12, max(heights) + 12
    if isinstance(item, Text):
        return item.y - 1.5 * item.size, item.y + item.size
    return item.y - item.width, item.y + item.h + item.width


class _FigureEntries:
    """The regions of a figure as a screen reader's list."""

    def __init__(self, view: QAbstractScrollArea) -> None:
        assert isinstance(view, FigureCanvas)
        self._view = view

    def ids(self) -> Sequence[str]:
        return tuple(each.key for each in self._view.regions)

    def name(self, key: str) -> str:
        region = self._view.region(key)
        return region.name if region is not None else ""

    def place(self, key: str) -> QRect:
        region = self._view.region(key)
        return self._view.pixels(region.box) if region is not None else QRect()

    def at(self, spot: QPoint) -> str:
        region = self._view.at(QPointF(spot))
        return region.key if region is not None else ""

    def current(self) -> str:
        return self._view.current

    def colors(self) -> tuple[QColor, QColor]:
        return self._view.painter.color("ink"), self._view.painter.color("card")
