"""Differences to read: plain text with marks, that can be selected and copied and never changed."""

from collections.abc import Iterable

from PySide6.QtGui import QFont, QTextBlockFormat, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QTextEdit, QWidget

from planner.gui.difference_words import Told
from planner.gui.theme import Theme, dress
from planner.i18n import _

_COLORS = {"added": "good", "deleted": "stop", "field": "ink_second", "more": "ink_second"}


class DifferenceView(QTextEdit):
    """Shows lines; what people wrote is put in as text, never as markup."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Show nothing yet."""
        super().__init__(parent)
        self._theme = theme
        self.setObjectName("differences_text")
        self.setAccessibleName(_("What differs"))
        dress(self, "reading")
        self.setReadOnly(True)
        self.setUndoRedoEnabled(False)
        self.setTabChangesFocus(True)

    def show_lines(self, lines: Iterable[Told]) -> None:
        """Show these lines from the top."""
        self.clear()
        cursor = QTextCursor(self.document())
        cursor.beginEditBlock()
        for number, line in enumerate(lines):
            block = QTextBlockFormat()
            block.setTopMargin(self._above(line, first=number == 0))
            block.setLeftMargin(self._theme.px(18) if line.kind == "field" else 0)
            if number:
                cursor.insertBlock(block)
            else:
                cursor.setBlockFormat(block)
            if line.mark:
                cursor.insertText(f"{line.mark}: ", self._format(line.kind, marked=True))
            cursor.insertText(line.text, self._format(line.kind, marked=False))
        cursor.endEditBlock()
        self.moveCursor(QTextCursor.MoveOperation.Start)

    def _above(self, line: Told, *, first: bool) -> int:
        if first:
            return 0
        return self._theme.px({"heading": 14, "field": 1}.get(line.kind, 7))

    def _format(self, kind: str, *, marked: bool) -> QTextCharFormat:
        made = QTextCharFormat()
        bold = kind in ("heading", "summary") or (marked and kind != "field")
        made.setFont(
            self._theme.font(
                16 if kind == "heading" else 14, QFont.Weight.DemiBold if bold else QFont.Weight.Normal
            )
        )
        role = _COLORS.get(kind, "ink")
        made.setForeground(self._theme.color(role if marked or kind in ("field", "more") else "ink"))
        return made
