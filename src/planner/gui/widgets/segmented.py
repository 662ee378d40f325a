"""Rows of buttons of which one is chosen: tabs, short choices, ratings."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from planner.gui.theme import dress
from planner.gui.widgets.flow_layout import FlowLayout


@dataclass(frozen=True)
class Segment:
    """One button: its value, the words on it, and what a screen reader says where that is more."""

    value: str
    label: str
    spoken: str = ""


class SegmentButton(QPushButton):
    """Leaves the arrow keys to its row: Qt would walk on to whatever Tab leads to."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Press with Space; the arrows are for the row, or for what the row stands in."""
        if event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down):
            event.ignore()
        else:
            super().keyPressEvent(event)


class Segmented(QWidget):
    """Buttons of which at most one is down. Arrow keys walk, digits choose, a second click clears."""

    picked = Signal(str)
    """The value of the button that is down now, "" for none."""

    def __init__(
        self, segments: Sequence[Segment], *, clearable: bool = False, look: str = "segment", gap: int = 4
    ) -> None:
        """Make the buttons; `look` is "segment" for values and "tab" for parts of a page."""
        super().__init__()
        self._look = look
        self._clearable = clearable
        self._value = ""
        self.by_key = False
        """Whether a digit made the last choice."""
        self._buttons: dict[str, QPushButton] = {}
        self._flow = FlowLayout(self, gap=gap)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        for segment in segments:
            self._add(segment)
        self._rove()

    @property
    def value(self) -> str:
        """The value of the button that is down, "" for none."""
        return self._value

    @property
    def buttons(self) -> tuple[QPushButton, ...]:
        """The buttons, in order."""
        return tuple(self._buttons.values())

    def button(self, value: str) -> QPushButton:
        """Return the button of a value."""
        return self._buttons[value]

    def set_value(self, value: str) -> None:
        """Put one button down without telling anybody."""
        self._value = value if value in self._buttons else ""
        for each, button in self._buttons.items():
            button.setChecked(each == self._value)
        self._rove()

    def set_label(self, value: str, label: str) -> None:
        """Change the words on a button."""
        button = self._buttons[value]
        if button.text() != _safe(label):
            button.setText(_safe(label))
            button.setAccessibleName(label)
            self.updateGeometry()

    def name(self, name: str, spoken: str, described: str = "") -> None:
        """Give the row and its buttons their object names and what screen readers say."""
        self.setAccessibleName(spoken)
        self.setAccessibleDescription(described)
        for value, button in self._buttons.items():
            button.setObjectName(f"{name}_{value}")

    def choose(self, value: str) -> None:
        """Do what a click on a button does."""
        if value == self._value and not self._clearable:
            self.set_value(value)
            return
        self.set_value("" if value == self._value else value)
        self.picked.emit(self._value)

    def turn(self, step: int) -> None:
        """Choose the button so many further, from the last on to the first."""
        values = list(self._buttons)
        if values:
            at = values.index(self._value) if self._value else -step
            self.choose(values[(at + step) % len(values)])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk with the arrow keys, choose with a digit, clear with Delete."""
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()), 0)
        if step and event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier):
            self._walk(step)
        elif event.text() and event.text().isdigit() and event.text() in self._buttons:
            self.by_key = True
            if event.text() != self._value:
                self.choose(event.text())
            else:
                self.picked.emit(self._value)
            stop = self._buttons[event.text()]
            if any(each.hasFocus() for each in self.buttons) and not stop.hasFocus():
                stop.setFocus(Qt.FocusReason.OtherFocusReason)  # so that the next Tab leaves the row
            self.by_key = False
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and self._clearable and self._value:
            self.choose(self._value)
        else:
            super().keyPressEvent(event)

    def _add(self, segment: Segment) -> None:
        button = SegmentButton(_safe(segment.label))
        button.setCheckable(True)
        button.setAutoDefault(False)
        button.setAccessibleName(segment.spoken or segment.label)
        button.setObjectName(f"segment_{segment.value}")
        dress(button, self._look)
        button.clicked.connect(lambda _checked=False, value=segment.value: self.choose(value))
        self._buttons[segment.value] = button
        self._flow.addWidget(button)

    def _rove(self) -> None:
        """Let Tab stop once in the row."""
        stop = self._value or next(iter(self._buttons), "")
        for value, button in self._buttons.items():
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus if value == stop else Qt.FocusPolicy.ClickFocus)
        if stop:
            self.setFocusProxy(self._buttons[stop])

    def _walk(self, step: int) -> None:
        buttons = self.buttons
        at = next((number for number, button in enumerate(buttons) if button.hasFocus()), 0)
        to = max(0, min(len(buttons) - 1, at + step))
        for number, button in enumerate(buttons):
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus if number == to else Qt.FocusPolicy.ClickFocus)
        self.setFocusProxy(buttons[to])
        buttons[to].setFocus(Qt.FocusReason.TabFocusReason)


def _safe(label: str) -> str:
    """Buttons read & as a shortcut; user text means it."""
    return label.replace("&", "&&")
