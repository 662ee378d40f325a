"""Comments as lines of a list, with a heading above each group, as `LineDelegate` paints them."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, Qt

from planner.domain.records import ReviewComment
from planner.gui.comment_words import CommentLine
from planner.gui.models.record_list import CODE_ROLE, HEADING_ROLE, ID_ROLE, MARKED_ROLE, SECOND_ROLE, Index

_ROOT = QModelIndex()


class CommentList(QAbstractListModel):
    """Headings cannot be chosen; a concern that nobody has answered bears a mark."""

    def __init__(self) -> None:
        """Start empty; `show_lines` fills it."""
        super().__init__()
        self._lines: Sequence[CommentLine] = ()

    def show_lines(self, lines: Sequence[CommentLine]) -> None:
        """Show these lines."""
        self.beginResetModel()
        self._lines = lines
        self.endResetModel()

    def comment(self, row: int) -> ReviewComment | None:
        """Return the comment on a line; None for a heading, and where there is no such line."""
        return self._lines[row].comment if 0 <= row < len(self._lines) else None

    def row_of(self, comment_id: str) -> int:
        """Return the line of a comment, -1 where it is not shown."""
        for row, line in enumerate(self._lines):
            if line.comment is not None and line.comment.id == comment_id:
                return row
        return -1

    def nearest(self, row: int) -> int:
        """Return the first line from `row` on with a comment, else the last one before; -1 for none."""
        after = range(max(0, row), len(self._lines))
        before = range(min(row, len(self._lines)) - 1, -1, -1)
        return next((each for each in (*after, *before) if self._lines[each].comment is not None), -1)

    def rowCount(self, parent: Index = _ROOT) -> int:
        """Return how many lines there are."""
        return 0 if parent.isValid() else len(self._lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a line shows."""
        if not index.isValid() or index.row() >= len(self._lines):
            return None
        line = self._lines[index.row()]
        comment = line.comment
        if role == Qt.ItemDataRole.DisplayRole:
            return line.words
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{line.words}. {line.second}" if line.second else line.words
        if role == HEADING_ROLE:
            return "" if comment is not None else line.words
        if role == SECOND_ROLE:
            return line.second
        if role == CODE_ROLE:
            return ""
        if role == ID_ROLE:
            return comment.id if comment is not None else ""
        if role == MARKED_ROLE:
            return comment is not None and comment.stance == "concern" and not comment.settled
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let comments be chosen, headings not."""
        if index.isValid() and self._lines[index.row()].comment is None:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
