"""Editors of enumerations: one value, several values, a level of a scale, yes or no."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QPen, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFrame,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from planner.domain.fields import Field
from planner.domain.record import Record
from planner.gui.theme import dress
from planner.gui.widgets.field_editor import FieldEditor
from planner.gui.widgets.flow_layout import FlowLayout
from planner.gui.widgets.segmented import Segment, Segmented
from planner.gui.wording import option_label, options_of
from planner.gui.workspace import Workspace
from planner.i18n import _

_SEGMENTS = 5
_LETTERS = 60
"""Up to five options with together this many letters are buttons; more are a list."""
_CHIPS = 7


class Combo(QComboBox):
    """A list to choose from that the wheel of a scrolling page does not change."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Be no wider than the layout allows."""
        super().__init__(parent)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(12)
        self.setMaxVisibleItems(16)
        dress(self, "combo")

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the sign that there is a list."""
        super().paintEvent(event)
        draw_chevron(self)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the page."""
        event.ignore()


class Opener(QPushButton):
    """A field that opens a list: the chosen words, shortened to fit, and the sign that there is a list."""

    def __init__(self) -> None:
        """Look like a field."""
        super().__init__()
        self.said = ""
        self.setAutoDefault(False)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        dress(self, "field")

    def say(self, text: str) -> None:
        """Show these words."""
        self.said = text
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Shorten anew."""
        super().resizeEvent(event)
        self._fit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the sign that there is a list."""
        super().paintEvent(event)
        draw_chevron(self)

    def _fit(self) -> None:
        room = max(40, self.width() - self.fontMetrics().height() * 3)
        shown = self.fontMetrics().elidedText(self.said, Qt.TextElideMode.ElideRight, room)
        self.setText(shown.replace("&", "&&"))


def draw_chevron(widget: QWidget) -> None:
    """Draw a small arrow down at the right end of a field."""
    size = widget.fontMetrics().height() / 4
    x, y = widget.width() - size * 4, widget.height() / 2 - size / 2
    painter = QPainter(widget)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(widget.palette().color(QPalette.ColorRole.PlaceholderText), max(1.5, size / 3)))
    painter.drawPolyline([QPointF(x - size, y), QPointF(x, y + size), QPointF(x + size, y)])
    painter.end()


class ChoiceEditor(FieldEditor):
    """One value of an enumeration: buttons where they are few and short, else a list (type to choose)."""

    def __init__(self, field: Field, kind: type[Record], workspace: Workspace, **words: Any) -> None:
        """Choose buttons or list by the words on them."""
        super().__init__(field, kind, workspace, **words)
        labels = [(option.value, option_label(field, option.value)) for option in options_of(field)]
        letters = sum(len(label) for _value, label in labels)
        self.segments: Segmented | None = None
        self.combo: Combo | None = None
        if not self.compact and len(labels) <= _SEGMENTS and letters <= _LETTERS:
            self.segments = Segmented(
                [Segment(value, label) for value, label in labels], clearable=not field.required
            )
            self._place(self.segments, suffix="choice")
            self.segments.name(f"{field.name}_choice", _(field.label), _(field.hint))
            self.segments.picked.connect(lambda _value: self.commit())
        else:
            self.combo = Combo()
            self.combo.addItem("", "")
            for value, label in labels:
                self.combo.addItem(label, value)
            self._place(self.combo, suffix="choice")
            self.combo.activated.connect(lambda _row: self.commit())
            self.combo.currentIndexChanged.connect(lambda _row: self._chosen_by_letter())

    def value(self) -> str:
        """Return the value, "" for none."""
        if self.segments is not None:
            return self.segments.value
        assert self.combo is not None
        return str(self.combo.currentData() or "")

    def show_value(self, value: Any) -> None:
        """Show a value."""
        if self.segments is not None:
            self.segments.set_value(value or "")
        elif self.combo is not None:
            self.combo.setCurrentIndex(max(0, self.combo.findData(value or "")))
        self.typed = False
        self.set_problem("")

    def _chosen_by_letter(self) -> None:
        """Keep what a typed letter chose: Qt tells of that choice only here."""
        if self.combo is not None and self.combo.hasFocus():
            self._note_typing()


class ScaleEditor(FieldEditor):
    """A level of a short scale: buttons, with words where levels have some. Digits choose, again clears."""

    def __init__(self, field: Field, kind: type[Record], workspace: Workspace, **words: Any) -> None:
        """Make a button for each level."""
        super().__init__(field, kind, workspace, **words)
        levels = range(int(field.minimum or 0), int(field.maximum or 0) + 1)
        segments = []
        for level in levels:
            word = option_label(field, str(level)) if field.options else ""
            said = f"{level} {word}" if word else str(level)
            segments.append(Segment(str(level), str(level) if self.compact else said, said))
        self.segments = Segmented(segments, clearable=True)
        self.segments.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self._place(self.segments, suffix="scale")
        self.segments.name(f"{field.name}_scale", _(field.label), _(field.hint))
        self.segments.picked.connect(lambda _value: self.commit())

    def value(self) -> int | None:
        """Return the level, or None."""
        return int(self.segments.value) if self.segments.value else None

    def show_value(self, value: Any) -> None:
        """Show a level."""
        self.typed = False
        self.segments.set_value("" if value is None else str(value))
        self.set_problem("")


class FlagEditor(FieldEditor):
    """Yes or no; the field's label is the words beside the box."""

    def __init__(self, field: Field, kind: type[Record], workspace: Workspace, **words: Any) -> None:
        """Make the box."""
        super().__init__(field, kind, workspace, **words)
        self.box = QCheckBox("" if self.compact else _(field.label))
        self._place(self.box, suffix="check")
        self.box.clicked.connect(lambda _on: self.commit())

    def value(self) -> bool:
        """Return whether the box is ticked."""
        return self.box.isChecked()

    def show_value(self, value: Any) -> None:
        """Tick or untick."""
        self.typed = False
        self.box.setChecked(bool(value))
        self.set_problem("")


class ChoicesEditor(FieldEditor):
    """Several values: a button for each where they are few, else a field that opens a list to tick."""

    def __init__(self, field: Field, kind: type[Record], workspace: Workspace, **words: Any) -> None:
        """Choose buttons or list by how many there are."""
        super().__init__(field, kind, workspace, **words)
        self._options = [(option.value, option_label(field, option.value)) for option in options_of(field)]
        self._held: tuple[str, ...] = ()
        self._chips: dict[str, QPushButton] = {}
        self.opener: Opener | None = None
        self._popup: QFrame | None = None
        if len(self._options) <= _CHIPS and not self.compact:
            self._build_chips()
        else:
            self.opener = Opener()
            self.opener.clicked.connect(self._open)
            self._place(self.opener, suffix="choices")
        self.show_value(())

    def value(self) -> tuple[str, ...]:
        """Return the chosen values in the order of the method."""
        return self._held

    def show_value(self, value: Any) -> None:
        """Show chosen values."""
        self.typed = False
        self._held = tuple(value or ())
        for each, chip in self._chips.items():
            chip.setChecked(each in self._held)
        if self.opener is not None:
            said = ", ".join(label for each, label in self._options if each in self._held)
            self.opener.say(said or _("Choose…"))
            self.opener.setAccessibleName(
                _("{field}: {chosen}").format(field=_(self.field.label), chosen=said or _("none"))
            )
        self.set_problem("")

    def toggle(self, value: str) -> None:
        """Choose a value, or no longer."""
        chosen = set(self._held) ^ {value}
        self.show_value(_in_order(chosen, [each for each, _label in self._options]))
        self.commit()

    def _build_chips(self) -> None:
        holder = QWidget()
        flow = FlowLayout(holder, gap=self.workspace.theme.px(4))
        for value, label in self._options:
            chip = QPushButton(label.replace("&", "&&"))
            chip.setCheckable(True)
            chip.setAutoDefault(False)
            chip.setAccessibleName(label)
            chip.setObjectName(f"{self.field.name}_choices_{value}")
            dress(chip, "segment")
            chip.clicked.connect(lambda _on=False, value=value: self.toggle(value))
            flow.addWidget(chip)
            self._chips[value] = chip
        self._place(holder, suffix="choices")
        holder.setFocusProxy(next(iter(self._chips.values())))

    def _open(self) -> None:
        assert self.opener is not None
        if self._popup is None:
            self._popup = QFrame(self, Qt.WindowType.Popup)
            self._popup.setObjectName(f"{self.field.name}_choices_popup")
            dress(self._popup, "popup")
            self._list = CheckList(self._options)
            self._list.setObjectName(f"{self.field.name}_choices_list")
            self._list.setAccessibleName(_(self.field.label))
            self._list.itemChanged.connect(self._ticked)
            box = QVBoxLayout(self._popup)
            box.setContentsMargins(4, 4, 4, 4)
            box.addWidget(self._list)
        rows = self._list
        rows.tick(self._held)
        self._popup.setFixedWidth(max(self.opener.width(), self.workspace.theme.px(280)))
        rows.setFixedHeight(rows.sizeHintForRow(0) * min(14, rows.count()) + 2 * rows.frameWidth() + 4)
        self._popup.move(self.opener.mapToGlobal(QPoint(0, self.opener.height())))
        self._popup.show()
        rows.setFocus()

    def _ticked(self) -> None:
        self.show_value(self._list.ticked())
        self.commit()


class CheckList(QListWidget):
    """A list of values to tick: Space or a click anywhere on the row."""

    def __init__(self, options: Sequence[tuple[str, str]]) -> None:
        """Show the options with their words."""
        super().__init__()
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        dress(self, "menu")
        for value, label in options:
            item = QListWidgetItem(label)
            item.setData(Qt.ItemDataRole.UserRole, value)
            item.setFlags(
                Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsUserCheckable
            )
            item.setCheckState(Qt.CheckState.Unchecked)
            self.addItem(item)
        self.setCurrentRow(0)
        self.viewport().installEventFilter(self)

    def tick(self, values: Sequence[str]) -> None:
        """Tick these values without telling anybody."""
        self.blockSignals(True)
        for row in range(self.count()):
            item = self.item(row)
            on = item.data(Qt.ItemDataRole.UserRole) in values
            item.setCheckState(Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)
        self.blockSignals(False)

    def ticked(self) -> tuple[str, ...]:
        """Return the ticked values."""
        items = [self.item(row) for row in range(self.count())]
        return tuple(
            item.data(Qt.ItemDataRole.UserRole)
            for item in items
            if item.checkState() is Qt.CheckState.Checked
        )

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Tick with a click anywhere on a row."""
        if watched is self.viewport() and event.type() is QEvent.Type.MouseButtonRelease:
            item = self.itemAt(event.position().toPoint())  # type: ignore[attr-defined]
            if item is not None:
                on = item.checkState() is Qt.CheckState.Checked
                item.setCheckState(Qt.CheckState.Unchecked if on else Qt.CheckState.Checked)
                return True
        return super().eventFilter(watched, event)


def _in_order(chosen: set[str], order: Sequence[str]) -> tuple[str, ...]:
    return tuple(each for each in order if each in chosen)
