"""A small editor that lies on a drawing, for the words on a card or a bar."""

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QPlainTextEdit, QWidget


class InlineEditor(QPlainTextEdit):
    """Enter finishes, Esc gives up, leaving it finishes too. Pasted lines are several entries."""

    entered = Signal(str)
    """Enter was pressed on this text."""
    left = Signal(str)
    """The keyboard went elsewhere; the text as it was."""
    given_up = Signal()
    """Esc was pressed, or Enter without any text."""
    wanted_again = Signal(str, str)
    """It is to be opened as it was before a crash: with what stood in `about` then."""

    def __init__(self, parent: QWidget, name: str, spoken: str) -> None:
        """Lie on a drawing; hidden until `start`."""
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(spoken)
        self.setTabChangesFocus(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(2)
        self.about = ("", "")
        """The id of the record it belongs to, and what is written of it, as whoever opens it calls that."""
        self.hide()

    def start(self, place: QRect, text: str, spoken: str, about: tuple[str, str], hint: str = "") -> None:
        """Open at a place with a text, all of it chosen."""
        self.about = about
        self.setGeometry(place)
        self.setPlainText(text)
        self.setPlaceholderText(hint)
        self.setAccessibleName(spoken)
        self.selectAll()
        self.show()
        self.raise_()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def words(self) -> str:
        """The text without needless spaces; line breaks stay."""
        return "\n".join(" ".join(line.split()) for line in self.toPlainText().splitlines() if line.strip())

    def stop(self) -> None:
        """Close without telling anybody."""
        blocked = self.blockSignals(True)
        drawing = self.parentWidget()
        if drawing is not None and self.hasFocus():  # or Qt hands the keyboard to whatever comes next
            drawing.setFocus(Qt.FocusReason.OtherFocusReason)
        self.hide()
        self.clear()
        self.blockSignals(blocked)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Finish or give up."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers() & (
            Qt.KeyboardModifier.ControlModifier
        ):
            if self.words:
                self.entered.emit(self.words)
            else:
                self.given_up.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.given_up.emit()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Finish when the keyboard goes elsewhere in the window."""
        super().focusOutEvent(event)
        passing = (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason)
        if self.isVisible() and event.reason() not in passing:
            self.left.emit(self.words)
