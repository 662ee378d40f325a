"""A text to read, word by word against another: what is new is underlined, what is gone is struck out."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QTextEdit

from planner.gui.comment_words import Change, spoken_changes
from planner.gui.theme import Theme, dress


class WordingView(QTextEdit):
    """As tall as its text. What people wrote is put in as text, never as markup."""

    def __init__(self, theme: Theme, name: str, spoken: str) -> None:
        """Be empty; `name` is for programs, `spoken` for people."""
        super().__init__()
        self._theme = theme
        self.setObjectName(name)
        self.setAccessibleName(spoken)
        self.setReadOnly(True)
        self.setTabChangesFocus(True)
        self.setUndoRedoEnabled(False)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(theme.px(4))
        dress(self, "reading")

    def show_text(self, text: str) -> None:
        """Show a text as it is."""
        self.setPlainText(text)
        self.setAccessibleDescription("")
        self._fit()

    def show_changes(self, found: tuple[Change, ...]) -> None:
        """Show a text as it would be."""
        self.clear()
        cursor = QTextCursor(self.document())
        for what, text in found:
            cursor.insertText(text, self._format(what))
        self.moveCursor(QTextCursor.MoveOperation.Start)
        self.setAccessibleDescription(spoken_changes(found))
        self._fit()

    def sizeHint(self) -> QSize:
        """Be as wide as the layout likes."""
        return QSize(120, self.minimumHeight())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Wrap anew, then fit."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        around = 2 * self.frameWidth() + self._theme.px(4)
        self.document().setTextWidth(self.viewport().width())
        self.setFixedHeight(round(self.document().size().height()) + around)

    def _format(self, what: str) -> QTextCharFormat:
        made = QTextCharFormat()
        made.setForeground(self._theme.color({"added": "good", "deleted": "stop"}.get(what, "ink")))
        made.setFontUnderline(what == "added")
        made.setFontStrikeOut(what == "deleted")
        return made
