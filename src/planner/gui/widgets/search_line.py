"""A line that finds records while somebody types, with the matches in a list below it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QPoint, QStringListModel, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QListView, QVBoxLayout, QWidget

from planner.gui.theme import dress
from planner.i18n import _

_ROWS = 9


@dataclass(frozen=True)
class Offer:
    """One line of the list: its words, and what choosing it means."""

    label: str
    means: Any


class SearchLine(QLineEdit):
    """A line whose list offers what fits. Down opens it, Enter takes the marked one, Escape closes it."""

    chosen = Signal(object)
    """What the chosen offer means."""
    left = Signal()

    def __init__(self, offers: Callable[[str], Sequence[Offer]], parent: QWidget | None = None) -> None:
        """Ask `offers` for what fits the typed text whenever it changes."""
        super().__init__(parent)
        self._offers = offers
        self._offered: Sequence[Offer] = ()
        self._popup: QFrame | None = None
        self._rows: QListView | None = None
        self._lines = QStringListModel(self)
        self.textEdited.connect(lambda _text: self.offer())

    @property
    def offered(self) -> Sequence[Offer]:
        """What the open list shows; empty while it is closed."""
        return self._offered if self.open else ()

    @property
    def open(self) -> bool:
        """Whether the list is shown."""
        return self._popup is not None and self._popup.isVisible()

    def offer(self, typed: str | None = None) -> None:
        """Show what fits the typed text, or another text."""
        self._offered = self._offers(self.text() if typed is None else typed)
        if not self._offered:
            self.close_list()
            return
        popup, rows = self._list()
        self._lines.setStringList([each.label for each in self._offered])
        rows.setCurrentIndex(self._lines.index(0) if self.text().strip() else self._lines.index(-1))
        height = max(1, rows.sizeHintForRow(0)) * min(_ROWS, len(self._offered)) + 2 * rows.frameWidth() + 10
        popup.setFixedSize(max(self.width(), 260), height)
        below = self.mapToGlobal(QPoint(0, self.height() + 2))
        screen = self.screen().availableGeometry()
        if below.y() + height > screen.bottom():
            below = self.mapToGlobal(QPoint(0, -height - 2))
        below.setX(max(screen.left(), min(below.x(), screen.right() - popup.width())))
        popup.move(below)
        popup.show()
        popup.raise_()

    def close_list(self) -> None:
        """Hide the list."""
        if self._popup is not None:
            self._popup.hide()

    def take(self, row: int) -> None:
        """Choose a line of the list."""
        meant = self._offered[row].means
        self.close_list()
        self.chosen.emit(meant)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk and take with the keyboard."""
        key, rows = event.key(), self._rows
        if self.open and rows is not None:
            at = rows.currentIndex().row()
            if key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
                to = at + (1 if key == Qt.Key.Key_Down else -1)
                rows.setCurrentIndex(self._lines.index(max(0, min(len(self._offered) - 1, to))))
                return
            if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and at >= 0:
                self.take(at)
                return
            if key == Qt.Key.Key_Escape:
                self.close_list()
                return
        elif key == Qt.Key.Key_Down:
            self.offer("")
            return
        super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Open the list with the first click, so that one click is enough to choose."""
        super().mousePressEvent(event)
        if not self.isReadOnly() and event.button() is Qt.MouseButton.LeftButton:
            self.offer("")

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Close the list."""
        super().focusOutEvent(event)
        if event.reason() is not Qt.FocusReason.PopupFocusReason:
            self.close_list()
            self.left.emit()

    def _list(self) -> tuple[QFrame, QListView]:
        if self._popup is None or self._rows is None:
            # A tool tip window: it never takes the focus, so typing goes on while it is open.
            self._popup = QFrame(self, Qt.WindowType.ToolTip)
            self._popup.setObjectName(f"{self.objectName()}_matches")
            dress(self._popup, "popup")
            self._rows = QListView()
            self._rows.setObjectName(f"{self.objectName()}_list")
            self._rows.setAccessibleName(_("Matches"))
            self._rows.setModel(self._lines)
            self._rows.setUniformItemSizes(True)
            self._rows.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
            self._rows.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            self._rows.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            self._rows.setTextElideMode(Qt.TextElideMode.ElideRight)
            dress(self._rows, "menu")
            self._rows.clicked.connect(lambda index: self.take(index.row()))
            box = QVBoxLayout(self._popup)
            box.setContentsMargins(4, 4, 4, 4)
            box.addWidget(self._rows)
        return self._popup, self._rows
