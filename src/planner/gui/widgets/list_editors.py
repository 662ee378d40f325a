"""Editors of short lists: texts, reasons by key, dated values."""

from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from planner.domain.fields import Field
from planner.domain.record import Record
from planner.domain.wording import day_text
from planner.gui.reading import Unreadable, lines, read_day, read_decimal
from planner.gui.theme import dress
from planner.gui.widgets.field_editor import FieldEditor
from planner.gui.widgets.text_editors import Line
from planner.gui.wording import number_words, option_label
from planner.gui.workspace import Workspace
from planner.i18n import _


class TextsEditor(FieldEditor):
    """A list of short texts: type, Enter, type, Enter. Alt+Up/Down move, Backspace removes empty lines."""

    def __init__(self, field: Field, kind: type[Record], workspace: Workspace, **words: Any) -> None:
        """Begin with one empty line."""
        super().__init__(field, kind, workspace, **words)
        self._holder = QWidget()
        self._stack = QVBoxLayout(self._holder)
        self._stack.setContentsMargins(0, 0, 0, 0)
        self._stack.setSpacing(workspace.theme.px(4))
        self._lines: list[Line] = []
        self._place(self._holder, suffix="list")
        self._insert(0)

    @property
    def lines(self) -> tuple[Line, ...]:
        """The lines, the last of them empty."""
        return tuple(self._lines)

    @property
    def control(self) -> QWidget:
        """The line to type in next."""
        return self._lines[-1]

    def focus(self) -> None:
        """Put the keyboard into the empty last line."""
        self._lines[-1].setFocus(Qt.FocusReason.OtherFocusReason)

    def value(self) -> tuple[str, ...]:
        """Return the lines that hold something."""
        texts = (" ".join(line.text().split()) for line in self._lines)
        return tuple(text for text in texts if text)

    def show_value(self, value: Any) -> None:
        """Show the texts, and an empty line below them."""
        self.typed = False
        texts = [*(value or ()), ""]
        while len(self._lines) > len(texts):
            self._drop(len(self._lines) - 1)
        while len(self._lines) < len(texts):
            self._insert(len(self._lines))
        for line, text in zip(self._lines, texts, strict=True):
            if line.text() != text:
                line.setText(text)
                line.setCursorPosition(0)
        self._label()
        self.set_problem("")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Give each line its keys."""
        if isinstance(watched, Line) and watched in self._lines:
            if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
                return self._key(watched, event)
            if event.type() is QEvent.Type.FocusOut and isinstance(event, QFocusEvent) and self.typed:
                self.commit()
        return super().eventFilter(watched, event)

    def _key(self, line: Line, event: QKeyEvent) -> bool:
        at, key = self._lines.index(line), event.key()
        if (
            key in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            and event.modifiers() != Qt.KeyboardModifier.ControlModifier
        ):
            if line.text().strip():
                if self.typed:
                    self.commit()
                if at + 1 == len(self._lines) or self._lines[at + 1].text():
                    self._insert(at + 1)
                self._lines[at + 1].setFocus(Qt.FocusReason.OtherFocusReason)
            return True
        if event.modifiers() == Qt.KeyboardModifier.AltModifier and key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._move(at, -1 if key == Qt.Key.Key_Up else 1)
            return True
        if key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            to = at + (1 if key == Qt.Key.Key_Down else -1)
            if 0 <= to < len(self._lines):
                self._lines[to].setFocus(Qt.FocusReason.OtherFocusReason)
            return True
        if key == Qt.Key.Key_Backspace and not line.text() and len(self._lines) > 1:
            self._lines[max(0, at - 1)].setFocus(Qt.FocusReason.OtherFocusReason)
            if at + 1 < len(self._lines):
                self._drop(at)
            self.commit()
            return True
        return False

    def _insert(self, at: int) -> None:
        line = Line()
        line.takes_lines = True
        line.installEventFilter(self)
        line.textEdited.connect(lambda _text: self._typed_in(line))
        line.lines_pasted.connect(lambda pasted: self._paste(line, pasted))
        self._stack.insertWidget(at, line)
        line.show()  # at once, so that it can take the focus at once
        self._lines.insert(at, line)
        self._label()

    def _typed_in(self, line: Line) -> None:
        if line is self._lines[-1] and line.text():
            self._insert(len(self._lines))
        self._note_typing()

    def _drop(self, at: int) -> None:
        line = self._lines.pop(at)
        line.hide()
        line.deleteLater()
        self._label()

    def _label(self) -> None:
        for number, line in enumerate(self._lines, 1):
            line.setObjectName(f"{self.field.name}_{number}_edit")
            line.setAccessibleName(
                _("{field}, line {number}").format(field=_(self.field.label), number=number)
            )
            line.setPlaceholderText(_("Add…") if number == len(self._lines) else "")
        self._holder.setFocusProxy(self._lines[-1])

    def _move(self, at: int, step: int) -> None:
        to = at + step
        texts = [line.text() for line in self._lines if line.text()]
        if at < len(texts) and 0 <= to < len(texts):
            texts.insert(to, texts.pop(at))
            self.show_value(texts)
            self._lines[to].setFocus(Qt.FocusReason.OtherFocusReason)
            self.commit()

    def _paste(self, line: Line, pasted: str) -> None:
        at = self._lines.index(line)
        texts = [each.text() for each in self._lines]
        found = [" ".join(cell for cell in cells if cell) for cells in lines(pasted)]
        texts[at : at + 1] = [line.text(), *found] if line.text() else found
        self.show_value([text for text in texts if text])
        self.typed = True
        self.commit()
        self.focus()


class ReasonsEditor(FieldEditor):
    """A text for each key; keys without one are left out."""

    def __init__(self, field: Field, kind: type[Record], workspace: Workspace, **words: Any) -> None:
        """Make a line for each key."""
        super().__init__(field, kind, workspace, **words)
        self._lines: dict[str, QLineEdit] = {}
        holder = QWidget()
        grid = QGridLayout(holder)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(workspace.theme.px(12))
        grid.setVerticalSpacing(workspace.theme.px(6))
        for number, option in enumerate(field.options):
            label = QLabel(option_label(field, option.value))
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
            line = QLineEdit()
            line.setObjectName(f"{field.name}_{option.value}_edit")
            line.setAccessibleName(_("{field}, {name}").format(field=_(field.label), name=label.text()))
            line.setPlaceholderText(_("Why"))
            line.textEdited.connect(self._note_typing)
            line.editingFinished.connect(lambda: self.commit() if self.typed else None)
            label.setBuddy(line)
            grid.addWidget(label, number, 0)
            grid.addWidget(line, number, 1)
            self._lines[option.value] = line
        grid.setColumnStretch(0, 2)
        grid.setColumnStretch(1, 3)
        self._place(holder, suffix="reasons")
        holder.setFocusProxy(next(iter(self._lines.values())))

    def value(self) -> dict[str, str]:
        """Return the texts by key."""
        return {key: text for key, line in self._lines.items() if (text := " ".join(line.text().split()))}

    def show_value(self, value: Any) -> None:
        """Show texts by key."""
        self.typed = False
        for key, line in self._lines.items():
            text = (value or {}).get(key, "")
            if line.text() != text:
                line.setText(text)
                line.setCursorPosition(0)
        self.set_problem("")


class PointsEditor(FieldEditor):
    """Dates with a value each, kept in order of date; the last row is empty."""

    def __init__(self, field: Field, kind: type[Record], workspace: Workspace, **words: Any) -> None:
        """Begin with one empty row."""
        super().__init__(field, kind, workspace, **words)
        self._rows: list[tuple[QWidget, QLineEdit, QLineEdit]] = []
        self._holder = QWidget()
        self._stack = QVBoxLayout(self._holder)
        self._stack.setContentsMargins(0, 0, 0, 0)
        self._stack.setSpacing(workspace.theme.px(4))
        self._place(self._holder, suffix="points")
        self._add()

    def value(self) -> tuple[Any, ...]:
        """Return (date, number) pairs in order; raise Unreadable for a row that is half or wrong."""
        found = []
        for _row, day_line, number_line in self._rows:
            day, number = read_day(day_line.text().strip()), read_decimal(number_line.text())
            if day is None and number is None:
                continue
            if day is None or number is None:
                raise Unreadable(_("Each row needs a date and a value."))
            found.append((day, number))
        return tuple(sorted(found))

    def show_value(self, value: Any) -> None:
        """Show the pairs, and an empty row below them."""
        self.typed = False
        pairs = list(value or ())
        while len(self._rows) > len(pairs) + 1:
            row = self._rows.pop()[0]
            row.hide()
            row.deleteLater()
        while len(self._rows) < len(pairs) + 1:
            self._add()
        for (_row, day_line, number_line), pair in zip(self._rows, [*pairs, None], strict=True):
            day_line.setText(day_text(pair[0], short=True) if pair else "")
            number_line.setText(number_words(pair[1]) if pair else "")
        self.set_problem("")

    def _add(self) -> None:
        number = len(self._rows) + 1
        day_line, number_line = QLineEdit(), QLineEdit()
        for line, suffix, spoken, hint in (
            (day_line, "day", _("{field}, date {number}"), _("month/day/year")),
            (number_line, "number", _("{field}, value {number}"), _("Value")),
        ):
            line.setObjectName(f"{self.field.name}_{number}_{suffix}")
            line.setAccessibleName(spoken.format(field=_(self.field.label), number=number))
            line.setPlaceholderText(hint)
            line.textEdited.connect(self._typed)
            line.editingFinished.connect(self._finished)
        mark = QLabel("→")
        dress(mark, "second")
        row = self._row(day_line, mark, number_line, gap=6)
        self._stack.addWidget(row)
        row.show()  # at once, so that Tab finds it at once
        self._rows.append((row, day_line, number_line))
        self._holder.setFocusProxy(self._rows[0][1])

    def _typed(self) -> None:
        _row, day_line, number_line = self._rows[-1]
        if day_line.text() or number_line.text():
            self._add()
        self._note_typing()

    def _finished(self) -> None:
        # A row that is only half filled is still being typed while the keyboard is in this editor.
        half = any(
            bool(day.text().strip()) != bool(number.text().strip()) for _row, day, number in self._rows
        )
        if self.typed and not (half and self.has_focus()):
            self.commit()
