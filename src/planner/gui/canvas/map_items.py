"""What moves or stands out on the outcome map: cards under the hand, links that are brought out."""

from collections.abc import Iterable

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPainterPath
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from planner.domain.figures.cards import CARD_WIDTH
from planner.domain.figures.figure import Box, Item, Path, Point, Rect, moved
from planner.domain.figures.links import sign_items
from planner.gui.canvas.map_ground import Face, Lines
from planner.gui.canvas.painter import FigurePainter

HANDLE = 9.0
"""Points from a card's side within which a drag makes a link."""


class CardItem(QGraphicsItem):
    """A card to click, drag and choose. At rest it is part of the ground, and nothing is painted here."""

    def __init__(self, node_id: str, painter: FigurePainter) -> None:
        super().__init__()
        self.node_id = node_id
        self._painter = painter
        self._face: Face | None = None
        self._items: tuple[Item, ...] = ()
        self._height = 40.0
        self._hovered = self._target = self._lifted = False
        self.setFlag(QGraphicsItem.GraphicsItemFlag.ItemIsSelectable)
        self.setFlag(QGraphicsItem.GraphicsItemFlag.ItemHasNoContents)
        self.setAcceptHoverEvents(True)
        self.setZValue(4)

    @property
    def box(self) -> Box:
        """The place it stands at now."""
        return Box(self.x(), self.y(), CARD_WIDTH, self._height)

    def set_face(self, face: Face) -> None:
        """Stand at the place of a card; costs nothing where nothing differs."""
        if face is self._face:
            return
        self._face = face
        if (self.x(), self.y()) != (face.box.x, face.box.y):
            self.setPos(face.box.x, face.box.y)
        if face.box.h != self._height:
            self.prepareGeometryChange()
            self._height = face.box.h
        self._items = ()

    def set_target(self, on: bool) -> None:
        """Bring the card out as the one a link would go to."""
        if on != self._target:
            self._target = on
            self._show()

    def set_lifted(self, on: bool) -> None:
        """Take the card off the ground, as when it is dragged: it paints itself then."""
        if on != self._lifted:
            self._lifted = on
            if self._face is not None and on:
                box = self._face.box
                self._items = moved(self._face.items, -box.x, -box.y)
            self._show()

    def boundingRect(self) -> QRectF:
        """The card with its outline, handles and sign."""
        return QRectF(-HANDLE, -11.0, CARD_WIDTH + 2 * HANDLE, self._height + 15.0)

    def shape(self) -> QPainterPath:
        """What a click hits: the card and the handle on its right."""
        path = QPainterPath()
        path.addRect(QRectF(-2.0, 0.0, CARD_WIDTH + HANDLE, self._height))
        return path

    def paint(
        self, painter: QPainter, _option: QStyleOptionGraphicsItem, _widget: QWidget | None = None
    ) -> None:
        """Draw a heavy outline around a chosen card, and the handle of one under the pointer."""
        if self._lifted:
            self._painter.paint(painter, self._items)
        outline = Rect(0.0, 0.0, CARD_WIDTH, self._height, stroke="theory", radius=6.0, width=2.5)
        if self.isSelected():
            self._painter.paint(painter, [outline])
        if self._target:
            ring = Rect(-3.0, -3.0, CARD_WIDTH + 6, self._height + 6, "", "focus", 8.0, 2.5, (5.0, 3.0))
            self._painter.paint(painter, [ring])
        if self._hovered or self.isSelected():
            knob = Rect(CARD_WIDTH - 5.5, self._height / 2 - 5.5, 11.0, 11.0, "card", "theory", 5.5, 1.75)
            self._painter.paint(painter, [knob])

    def itemChange(self, change: QGraphicsItem.GraphicsItemChange, value: object) -> object:
        """Paint, or no longer, when it is chosen or not."""
        if change == QGraphicsItem.GraphicsItemChange.ItemSelectedHasChanged:
            self._show()
        return super().itemChange(change, value)

    def hoverEnterEvent(self, _event: object) -> None:
        """Show the handle."""
        self._hovered = True
        self._show()

    def hoverLeaveEvent(self, _event: object) -> None:
        """Hide the handle."""
        self._hovered = False
        self._show()

    def _show(self) -> None:
        """Paint only while there is something to paint."""
        plain = not (self._hovered or self._target or self._lifted or self.isSelected())
        self.setFlag(QGraphicsItem.GraphicsItemFlag.ItemHasNoContents, plain)
        self.update()


class BroughtOut(QGraphicsItem):
    """Links over the ground, in color, with the signs on them."""

    def __init__(self, painter: FigurePainter) -> None:
        super().__init__()
        self._painter = painter
        self._lines = Lines(painter, ())
        self._signs: list[Item] = []
        self.setZValue(2)
        self.setFlag(QGraphicsItem.GraphicsItemFlag.ItemUsesExtendedStyleOption)

    def set_paths(self, paths: Iterable[Path], signs: Iterable[tuple[str, Point]]) -> None:
        """Draw these lines and signs instead of those before."""
        self.prepareGeometryChange()
        self._lines = Lines(self._painter, paths)
        self._signs = [item for said, at in signs for item in sign_items(said, at)]
        self.update()

    def boundingRect(self) -> QRectF:
        """Where lines and signs are."""
        return self._lines.bounds.adjusted(-12, -12, 12, 12)

    def shape(self) -> QPainterPath:
        """Nothing: links are found by `MapScene.link_at`."""
        return QPainterPath()

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, _widget: QWidget | None = None
    ) -> None:
        """Draw lines, then signs."""
        self._lines.paint(painter, [option.exposedRect], painter.worldTransform().m11())
        self._painter.paint(painter, self._signs)
