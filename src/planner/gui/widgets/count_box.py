"""`CountBox`: a small field for how many, one of many in rows; it leads on to its neighbors by keys."""

from PySide6.QtCore import QRegularExpression, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence, QRegularExpressionValidator
from PySide6.QtWidgets import QApplication, QLineEdit

_WAYS = {
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
    Qt.Key.Key_Return: (1, 0),
    Qt.Key.Key_Enter: (1, 0),
}


class CountBox(QLineEdit):
    """Takes digits only, so that what stands in it is always a number or nothing."""

    counted = Signal(int)
    """Somebody typed: how many there are now; 0 for none."""
    left = Signal()
    """The keyboard went elsewhere."""
    walked = Signal(int, int)
    """A key leads on: boxes to the right and rows down (-1, 0, 1)."""
    table_pasted = Signal(str)
    """Several cells were pasted."""

    def __init__(self, name: str, spoken: str, width: int) -> None:
        """Make an empty box of a width in pixels."""
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(spoken)
        self.setFixedWidth(width)
        self.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.setValidator(QRegularExpressionValidator(QRegularExpression(r"\d{0,5}"), self))
        self.textEdited.connect(lambda _text: self.counted.emit(self.count))

    @property
    def count(self) -> int:
        """How many; 0 for none."""
        return int(self.text() or 0)

    def show_count(self, count: int) -> None:
        """Show how many without telling anybody; what means the same is left as it was typed."""
        if count != self.count or (not count and not self.hasFocus()):
            self.setText(str(count) if count else "")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go on to the next box with Enter, to neighbors with the arrow keys; hand on pasted cells."""
        if event.matches(QKeySequence.StandardKey.Paste):
            self._paste(QApplication.clipboard().text().strip("\r\n "))
            return
        key = Qt.Key(event.key())
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        way = _WAYS.get(key)
        if key == Qt.Key.Key_Left and not shift and not self.cursorPosition() and not self.hasSelectedText():
            way = (-1, 0)
        elif key == Qt.Key.Key_Right and not shift and self.cursorPosition() == len(self.text()):
            way = (1, 0)
        if way is None:
            super().keyPressEvent(event)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and shift:
            self.walked.emit(-1, 0)
        elif event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            super().keyPressEvent(event)  # Ctrl+Enter leads to the next step
        else:
            self.walked.emit(*way)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell that the visit is over."""
        super().focusOutEvent(event)
        self.left.emit()

    def _paste(self, text: str) -> None:
        if any(each in text for each in "\t\n"):
            self.table_pasted.emit(text)
        else:
            self.insert(text)
            self.counted.emit(self.count)
