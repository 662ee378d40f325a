"""Editors of text: one line, several lines, a time of day."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QCompleter, QLineEdit, QPlainTextEdit, QWidget

from planner.domain.fields import Field
from planner.domain.record import Record
from planner.gui.number_keys import fiscal_year_labels
from planner.gui.reading import read_time
from planner.gui.theme import STRONG
from planner.gui.widgets.field_editor import FieldEditor
from planner.gui.workspace import Workspace

_PARAGRAPH = 300
"""Notes up to this length are one paragraph: Enter ends them, Shift+Enter breaks a line."""
_TALLEST = 12
"""Lines a note grows to before it scrolls."""


class Line(QLineEdit):
    """A line that can hand pasted lines on instead of joining them."""

    lines_pasted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Take no lines until `takes_lines` says so."""
        super().__init__(parent)
        self.takes_lines = False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Hand on several pasted lines."""
        if self.takes_lines and event.matches(QKeySequence.StandardKey.Paste):
            pasted = QApplication.clipboard().text()
            if "\n" in pasted.strip():
                self.lines_pasted.emit(pasted)
                event.accept()
                return
        super().keyPressEvent(event)


class TextEditor(FieldEditor):
    """One line of text."""

    def __init__(self, field: Field, kind: type[Record], workspace: Workspace, **words: Any) -> None:
        """Offer the fiscal years of the plan where the field names one."""
        super().__init__(field, kind, workspace, **words)
        self.line = Line()
        self._place(self.line)
        self.line.textEdited.connect(self._note_typing)
        self.line.returnPressed.connect(self.commit)
        if field.name == "fiscal_year":
            self._suggest(fiscal_year_labels(workspace.document.plan))

    def value(self) -> Any:
        """Return the text, without spaces at its ends and in lumps."""
        return " ".join(self.line.text().split())

    def show_value(self, value: Any) -> None:
        """Show a text from its beginning."""
        self.typed = False
        if self.line.text() != (value or ""):
            self.line.setText(value or "")
            self.line.setCursorPosition(0)
        self.set_problem("")

    def _suggest(self, known: Sequence[str]) -> None:
        completer = QCompleter(list(known), self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self.line.setCompleter(completer)


class TimeEditor(TextEditor):
    """A time of day, typed as people say it."""

    def __init__(self, field: Field, kind: type[Record], workspace: Workspace, **words: Any) -> None:
        """Make a short line."""
        super().__init__(field, kind, workspace, **words)
        self.line.setObjectName(f"{field.name}_time")
        self.committed.connect(self.show_value)

    def value(self) -> str:
        """Return "HH:MM" or ""; raise Unreadable for what is no time."""
        return read_time(self.line.text())


class NoteArea(QPlainTextEdit):
    """A plain text area as tall as its text."""

    entered = Signal()

    def __init__(self, *, least: int = 2, paragraph: bool = False) -> None:
        """Grow from `least` lines; a `paragraph` is ended by Enter."""
        super().__init__()
        self._least = least
        self._paragraph = paragraph
        self.setTabChangesFocus(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().documentLayout().documentSizeChanged.connect(self.fit)
        self.fit()

    def fit(self) -> None:
        """Take the height the text needs."""
        line = self.fontMetrics().lineSpacing()
        rows = max(self._least, round(self.document().size().height()))
        around = self.height() - self.viewport().height()
        frame = around if self.isVisible() and 0 < around < 2 * line else line
        margins = frame + round(2 * self.document().documentMargin())
        self.setVerticalScrollBarPolicy(
            Qt.ScrollBarPolicy.ScrollBarAsNeeded if rows > _TALLEST else Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        )
        self.setFixedHeight(min(rows, _TALLEST) * line + margins)

    def sizeHint(self) -> QSize:
        """Be as wide as the layout likes."""
        return QSize(120, self.minimumHeight())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Wrap anew, then fit."""
        super().resizeEvent(event)
        self.fit()

    def changeEvent(self, event: QEvent) -> None:
        """Fit anew when the letters change their size."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self.fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """End a paragraph with Enter."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if (
            enter
            and self._paragraph
            and event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        ):
            self.entered.emit()
            return
        if enter and event.modifiers() == Qt.KeyboardModifier.ControlModifier:
            event.ignore()
            return
        super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Let the page scroll unless the text itself is too tall."""
        if self.verticalScrollBar().maximum() > 0:
            super().wheelEvent(event)
        else:
            event.ignore()


class NoteEditor(FieldEditor):
    """Text of several lines that grows with what is written. Never rich text."""

    def __init__(self, field: Field, kind: type[Record], workspace: Workspace, **words: Any) -> None:
        """Write the words that name a record larger than the others."""
        super().__init__(field, kind, workspace, **words)
        titled = field.name == kind.about.title
        self.area = NoteArea(
            least=1 if titled or self.compact else 2, paragraph=0 < field.max_length <= _PARAGRAPH
        )
        if titled and not self.compact:
            self.area.setProperty("large", True)
            self.area.setFont(workspace.theme.font(STRONG))
        self._place(self.area)
        self.area.textChanged.connect(self._changed)
        self.area.entered.connect(self.commit)
        self._showing = False

    def value(self) -> str:
        """Return the text without spaces at its ends."""
        return self.area.toPlainText().strip()

    def show_value(self, value: Any) -> None:
        """Show a text."""
        self.typed = False
        if self.area.toPlainText() != (value or ""):
            self._showing = True
            self.area.setPlainText(value or "")
            self._showing = False
        self.set_problem("")

    def _changed(self) -> None:
        if not self._showing:
            self._note_typing()
