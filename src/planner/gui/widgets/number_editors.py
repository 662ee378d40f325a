"""Editors of numbers: whole, decimal, money, with their unit; and of several numbers by key."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QLineEdit, QSizePolicy, QWidget

from planner.domain.fields import Field, Kind, Option
from planner.domain.record import Record
from planner.gui.number_keys import number_keys
from planner.gui.reading import Unreadable, read_decimal, read_whole
from planner.gui.theme import dress
from planner.gui.widgets.field_editor import FieldEditor
from planner.gui.widgets.segmented import Segment, Segmented
from planner.gui.wording import number_words, option_label, unit_word
from planner.gui.workspace import Workspace
from planner.i18n import _

_BUTTONS = 6
"""A range with at most this many whole numbers is a row of buttons."""


class NumberEditor(FieldEditor):
    """A number with its unit. Typed text that is no number stays, with a sentence under it."""

    def __init__(self, field: Field, kind: type[Record], workspace: Workspace, **words: Any) -> None:
        """Show the unit beside the line, the dollar sign before it."""
        super().__init__(field, kind, workspace, **words)
        self.line = QLineEdit()
        holder: QWidget = self.line
        unit = unit_word(field)
        if not self.compact:
            widest = 18 if (field.maximum or 1e9) > 1e6 else 12
            self.line.setMaximumWidth(self.line.fontMetrics().horizontalAdvance("0") * widest)
            marks = [_mark("$")] if field.unit == "USD" else []
            holder = self._row(*marks, self.line, *([_mark(unit)] if unit else []), gap=6)
            layout = holder.layout()
            if isinstance(layout, QHBoxLayout):
                layout.setStretchFactor(self.line, 4)
                layout.addStretch(1)
        self._place(holder, self.line, "number")
        if unit:
            self.line.setAccessibleDescription(", ".join(part for part in (unit, _(field.hint)) if part))
        self.line.textEdited.connect(self._note_typing)
        self.line.returnPressed.connect(self.commit)
        self.committed.connect(self._tidy)

    def value(self) -> Any:
        """Return the number or None; raise Unreadable for what is none."""
        reader = read_decimal if self.field.kind is Kind.DECIMAL else read_whole
        return reader(self.line.text())

    def show_value(self, value: Any) -> None:
        """Show a number with separators."""
        self.typed = False
        self._tidy(value)
        self.set_problem("")

    def _tidy(self, value: Any) -> None:
        if not (self.line.hasFocus() and self.typed):
            said = "" if value is None else number_words(value)
            if self.line.text() != said:
                self.line.setText(said)


class NumbersEditor(FieldEditor):
    """Numbers by key, one small field for each; short ranges are buttons."""

    def __init__(self, field: Field, kind: type[Record], workspace: Workspace, **words: Any) -> None:
        """Build a row for each key the plan has now; `show_value` builds anew when they changed."""
        super().__init__(field, kind, workspace, **words)
        self._held: dict[str, Any] = {}
        self._keys: tuple[Option, ...] = ()
        self._lines: dict[str, QLineEdit] = {}
        self._scales: dict[str, Segmented] = {}
        self._names: dict[str, QLabel] = {}
        self._holder = QWidget()
        self._grid = QGridLayout(self._holder)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(workspace.theme.px(12))
        self._grid.setVerticalSpacing(workspace.theme.px(6))
        self._empty = QLabel()
        self._empty.setWordWrap(True)
        dress(self._empty, "second")
        self._place(self._holder, self._holder, "numbers")
        self._build()

    @property
    def control(self) -> QWidget:
        """The first of the small fields."""
        first: list[QWidget] = [*self._lines.values(), *self._scales.values(), self._control]
        return first[0]

    def focus(self) -> None:
        """Put the keyboard into the first small field."""
        self.control.setFocus(Qt.FocusReason.OtherFocusReason)

    def value(self) -> dict[str, Any]:
        """Return the numbers by key; raise Unreadable naming the row that is none."""
        made = {
            key: each
            for key, each in self._held.items()
            if key not in self._lines and key not in self._scales
        }
        for option in self._keys:
            number = self._number(option)
            if number is not None:
                made[option.value] = number
        return made

    def show_value(self, value: Any) -> None:
        """Show numbers by key."""
        self.typed = False
        self._held = dict(value or {})
        if number_keys(self.kind, self.field, self.workspace.document.plan) != self._keys:
            self._build()
        for key, line in self._lines.items():
            said = number_words(self._held[key]) if key in self._held else ""
            if line.text() != said:
                line.setText(said)
        for key, scale in self._scales.items():
            scale.set_value(str(self._held.get(key, "")))
        self.set_problem("")

    def _number(self, option: Option) -> int | float | None:
        if option.value in self._scales:
            chosen = self._scales[option.value].value
            return int(chosen) if chosen else None
        whole = float(self.field.maximum or 0).is_integer() and float(self.field.minimum or 0).is_integer()
        reader = read_whole if whole else read_decimal
        try:
            return reader(self._lines[option.value].text())
        except Unreadable as unreadable:
            name = option_label(self.field, option.value)
            raise Unreadable(_("{name}: {problem}").format(name=name, problem=unreadable)) from None

    def _build(self) -> None:
        while self._grid.count():
            item = self._grid.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None and widget is not self._empty:
                widget.hide()
                widget.deleteLater()
        self._lines, self._scales, self._names = {}, {}, {}
        self._keys = number_keys(self.kind, self.field, self.workspace.document.plan)
        low, high = int(self.field.minimum or 0), int(self.field.maximum or 0)
        rated = high - low < _BUTTONS
        for number, option in enumerate(self._keys):
            name = _(option.label)
            label = QLabel(name)
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
            self._grid.addWidget(label, number, 0)
            control = self._scale(option, low, high, name) if rated else self._line(option, name)
            label.setBuddy(control)
            self._grid.addWidget(control, number, 1, Qt.AlignmentFlag.AlignRight)
        self._grid.setColumnStretch(0, 1)
        self._empty.setVisible(not self._keys)
        if not self._keys:
            self._empty.setText(_("Name the criteria first; then each gets a score here."))
            self._grid.addWidget(self._empty, 0, 0)

    def _line(self, option: Option, name: str) -> QWidget:
        line = QLineEdit()
        line.setObjectName(f"{self.field.name}_{option.value}_number")
        line.setAccessibleName(_("{field}, {name}").format(field=_(self.field.label), name=name))
        wide = self.field.unit == "USD"
        line.setFixedWidth(line.fontMetrics().horizontalAdvance("0") * (16 if wide else 8))
        line.setAlignment(Qt.AlignmentFlag.AlignRight)
        line.textEdited.connect(self._note_typing)
        line.editingFinished.connect(self._finished)
        self._lines[option.value] = line
        return self._row(_mark("$"), line, gap=6) if wide else line

    def _scale(self, option: Option, low: int, high: int, name: str) -> QWidget:
        scale = Segmented([Segment(str(n), str(n)) for n in range(low, high + 1)], clearable=True)
        scale.name(f"{self.field.name}_{option.value}", name)
        scale.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        scale.picked.connect(lambda _picked: self.commit())
        self._scales[option.value] = scale
        return scale

    def _finished(self) -> None:
        if self.typed:
            self.commit()


def _mark(text: str) -> QLabel:
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    dress(label, "second")
    return label
