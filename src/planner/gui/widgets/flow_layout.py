"""A layout that sets widgets side by side and goes on in the next line where the width ends."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget


class FlowLayout(QLayout):
    """Widgets in lines, each as large as it wants; `stretch_last` gives the last one the rest of its line."""

    def __init__(self, parent: QWidget | None = None, *, gap: int = 4, stretch_last: bool = False) -> None:
        """Keep `gap` pixels between neighbors and between lines."""
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._stretch_last = stretch_last
        self._heights: dict[int, int] = {}
        self.setContentsMargins(0, 0, 0, 0)
        self.setSpacing(gap)

    def addItem(self, item: QLayoutItem) -> None:
        """Append."""
        self._items.append(item)

    def insert(self, index: int, widget: QWidget) -> None:
        """Put a widget before the one at `index`."""
        self.addWidget(widget)
        self._items.insert(index, self._items.pop())
        self.invalidate()

    def count(self) -> int:
        """Return how many items there are."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem:
        """Return an item, or None beyond the end."""
        return self._items[index] if 0 <= index < len(self._items) else None  # type: ignore[return-value]

    def takeAt(self, index: int) -> QLayoutItem:
        """Take an item out."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None  # type: ignore[return-value]

    def expandingDirections(self) -> Qt.Orientation:
        """Ask for no more than is needed."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        """The height follows the width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height all lines need at a width."""
        if width not in self._heights:
            self._heights[width] = self._arrange(QRect(0, 0, width, 0), move=False)
        return self._heights[width]

    def invalidate(self) -> None:
        """Measure anew: an item came, went or changed its size."""
        self._heights = {}
        super().invalidate()

    def setGeometry(self, rect: QRect) -> None:
        """Place everything."""
        super().setGeometry(rect)
        self._arrange(rect, move=True)

    def sizeHint(self) -> QSize:
        """Want one line."""
        width = height = 0
        for item in self._shown():
            hint = item.sizeHint()
            width += hint.width() + (self.spacing() if width else 0)
            height = max(height, hint.height())
        return QSize(width, height)

    def minimumSize(self) -> QSize:
        """Need the widest item."""
        size = QSize()
        for item in self._shown():
            size = size.expandedTo(item.minimumSize())
        return size

    def _shown(self) -> list[QLayoutItem]:
        return [item for item in self._items if not item.isEmpty()]

    def _arrange(self, rect: QRect, *, move: bool) -> int:
        x, y, tallest = rect.x(), rect.y(), 0
        line: list[tuple[QLayoutItem, int, int]] = []
        shown = self._shown()
        for item in shown:
            hint = item.sizeHint().expandedTo(item.minimumSize())
            width = min(hint.width(), max(rect.width(), 1))
            if line and x + width > rect.right() + 1:
                self._place(line, y, tallest, move=move)
                x, y, tallest, line = rect.x(), y + tallest + self.spacing(), 0, []
            if self._stretch_last and item is shown[-1]:
                width = max(width, rect.right() + 1 - x)
            line.append((item, x, width))
            tallest = max(tallest, _height(item, width))
            x += width + self.spacing()
        self._place(line, y, tallest, move=move)
        return y + tallest - rect.y()

    def _place(self, line: list[tuple[QLayoutItem, int, int]], y: int, tallest: int, *, move: bool) -> None:
        for item, x, width in line if move else ():
            height = _height(item, width)
            item.setGeometry(QRect(QPoint(x, y + (tallest - height) // 2), QSize(width, height)))


def _height(item: QLayoutItem, width: int) -> int:
    """The height an item takes at a width; rows of buttons need more lines where they are narrow."""
    return item.heightForWidth(width) if item.hasHeightForWidth() else item.sizeHint().height()
