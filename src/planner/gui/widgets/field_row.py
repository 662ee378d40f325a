"""One field of a form: label, hint, editor, and what the checks say about it."""

from collections.abc import Iterator, Sequence
from typing import Any

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QVBoxLayout, QWidget

from planner.domain.fields import Field, Kind
from planner.domain.record import Record, is_blank
from planner.gui.theme import dress
from planner.gui.widgets.editors import editor_for
from planner.gui.widgets.flow_layout import FlowLayout
from planner.gui.widgets.labels import PlainLabel
from planner.gui.widgets.segmented import Segmented
from planner.gui.workspace import Workspace
from planner.i18n import _

_WIDE = (
    *(Kind.NOTE, Kind.LINKS, Kind.REFERENCES),
    *(Kind.CHOICES, Kind.NUMBERS, Kind.REASONS, Kind.POINTS),
)
_TWO_COLUMNS = 440
"""Width in pixels at 100 % from which short fields stand side by side."""
_LIST = 300
"""Width in pixels at 100 % that a list of texts needs."""
_UNITS = 6
"""Columns of the grid: halves are three of them, thirds two."""


class Hint(PlainLabel):
    """A quiet line beside the label, or below it where there is no room."""

    def sizeHint(self) -> QSize:
        """Want one line."""
        metrics = self.fontMetrics()
        return QSize(
            metrics.horizontalAdvance(self.text()) + metrics.averageCharWidth(), metrics.lineSpacing()
        )


class FieldRow(QWidget):
    """Label and hint above, editor, finding below."""

    def __init__(self, field: Field, kind: type[Record], workspace: Workspace) -> None:
        """Build the editor that fits the field."""
        super().__init__()
        self.field = field
        self.editor = editor_for(field, kind, workspace)
        self.setObjectName(f"{field.name}_field")
        self._theme = workspace.theme
        self._findings: QLabel | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(self._theme.px(3))
        self._needed = PlainLabel(_("needed"), "small")
        self._needed.setObjectName(f"{field.name}_needed")
        self._hint = Hint(_(field.hint), "hint", wrap=True)
        self._hint.setObjectName(f"{field.name}_hint")
        if not field.hint:  # never "show" what has no parent yet: it would be a window for a moment
            self._hint.hide()
        self.head = QWidget()
        self._flow = FlowLayout(self.head, gap=self._theme.px(8))
        if field.kind is Kind.FLAG:  # its label is part of the box
            column.addWidget(self.editor)
            column.addWidget(self._hint)
            self._needed.hide()
            self.head.hide()
        else:
            label = PlainLabel(_(field.label), "label")
            label.setObjectName(f"{field.name}_label")
            label.setBuddy(self.editor.control)
            for part in (label, self._needed, self._hint):
                self._flow.addWidget(part)
            column.addWidget(self.head)
            column.addWidget(self.editor)
        column.addStretch(1)

    def wide(self, half: int) -> bool:
        """Whether the field wants the whole width; rows of buttons do where half of it is too little."""
        if self.field.kind in (Kind.CHOICE, Kind.SCALE):
            control = self.editor.control
            return isinstance(control, Segmented) and control.sizeHint().width() > half
        if self.field.kind is Kind.TEXTS:
            return half < self._theme.px(_LIST)
        titled = self.field.kind is Kind.TEXT and self.editor.kind.about.title == self.field.name
        return self.field.kind in _WIDE or titled

    def show_need(self, value: Any) -> None:
        """Mark a required field that is empty."""
        self._needed.setVisible(self.field.required and is_blank(value) and self.field.kind is not Kind.FLAG)

    def show_findings(self, messages: Sequence[str]) -> None:
        """Show what the checks say about the field; nothing for an empty list."""
        if self._findings is None and messages:
            self._findings = QLabel()
            self._findings.setObjectName(f"{self.field.name}_finding")
            self._findings.setTextFormat(Qt.TextFormat.PlainText)
            self._findings.setWordWrap(True)
            dress(self._findings, "finding")
            layout = self.layout()
            assert isinstance(layout, QVBoxLayout)
            layout.insertWidget(layout.count() - 1, self._findings)
        if self._findings is not None:
            self._findings.setText("\n".join(messages))
            self._findings.setVisible(bool(messages))

    def head_height(self, width: int) -> int:
        """The height of label and hint at a width."""
        return 0 if self.head.isHidden() else self._flow.heightForWidth(width)

    @property
    def small(self) -> bool:
        """Whether three such fields fit into a line: dates, numbers."""
        return self.field.kind in (Kind.DAY, Kind.TIME, Kind.WHOLE, Kind.DECIMAL, Kind.MONEY)

    @property
    def stretches(self) -> bool:
        """Whether a field that is alone in its line takes all of it."""
        return self.field.kind in (Kind.TEXT, Kind.TEXTS, Kind.LINK, Kind.REFERENCE)


class FieldGrid(QWidget):
    """Field rows side by side as the width allows: two in a line, three small ones, one wide one."""

    def __init__(self, workspace: Workspace, rows: Sequence[FieldRow]) -> None:
        """Take the rows in order."""
        super().__init__()
        self._theme = workspace.theme
        self._rows = rows
        self._arranged: tuple[int, tuple[bool, ...], tuple[bool, ...]] = (0, (), ())
        self._lines: list[tuple[FieldRow, ...]] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(self._theme.px(16))
        self._grid.setVerticalSpacing(self._theme.px(16))
        for column in range(_UNITS):
            self._grid.setColumnStretch(column, 1)
        self.arrange()

    def arrange(self) -> None:
        """Lay out the rows that are to be seen."""
        most = 2 if self.width() >= self._theme.px(_TWO_COLUMNS) else 1
        half = (self.width() - self._grid.horizontalSpacing()) // 2
        wide = tuple(row.wide(half) for row in self._rows)
        wanted = (most, tuple(not row.isHidden() for row in self._rows), wide)
        if wanted != self._arranged:
            self._arranged = wanted
            self._lay_out(most, half)
        self._level()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Arrange for the new width."""
        super().resizeEvent(event)
        self.arrange()

    def _lay_out(self, most: int, half: int) -> None:
        for row in self._rows:
            self._grid.removeWidget(row)
            if row.isHidden():
                self._grid.addWidget(row, 0, 0)
        self._lines = list(_lines([row for row in self._rows if not row.isHidden()], most, half))
        for number, line in enumerate(self._lines, 1):
            alone = len(line) == 1 and (line[0].wide(half) or line[0].stretches or most == 1)
            span = _UNITS if alone else _UNITS // max(len(line), 2)
            for place, row in enumerate(line):
                self._grid.addWidget(row, number, place * span, 1, span)

    def _level(self) -> None:
        """Keep the editors of a line at one height, also where only some hints need a second line."""
        for line in self._lines:
            width = (self.width() - (len(line) - 1) * self._grid.horizontalSpacing()) // len(line)
            tallest = max(row.head_height(width) for row in line)
            for row in line:
                if row.head.minimumHeight() != tallest:
                    row.head.setMinimumHeight(tallest)


def _lines(rows: list[FieldRow], most: int, half: int) -> Iterator[tuple[FieldRow, ...]]:
    """Divide rows into lines of a form."""
    while rows:
        run = next((n for n, row in enumerate(rows) if not row.small), len(rows))
        if most > 1 and run >= 3 and run != 4:
            taken = 3
        elif most > 1 and len(rows) > 1 and not rows[0].wide(half) and not rows[1].wide(half):
            taken = 2
        else:
            taken = 1
        yield tuple(rows[:taken])
        rows = rows[taken:]


class Card(QFrame):
    """A white card with an optional heading."""

    def __init__(self, workspace: Workspace, title: str = "") -> None:
        """Make an empty card; `column` takes what is in it."""
        super().__init__()
        dress(self, "card")
        px = workspace.theme.px
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(px(20), px(16), px(20), px(20))
        self.column.setSpacing(px(12))
        if title:
            label = QLabel(title)
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
            dress(label, "heading")
            self.column.addWidget(label)
