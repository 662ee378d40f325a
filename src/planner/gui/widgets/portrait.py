"""`Portrait`: what a record looks like at a glance, above the fields of its form."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from planner.domain.analysis.sentence_frame import sentence
from planner.domain.analysis.smartie import FIELDS, LETTERS, smartie
from planner.domain.figures.figure import Figure
from planner.domain.figures.trajectory import trajectory
from planner.domain.record import Record
from planner.domain.records import Indicator, Objective
from planner.gui.canvas.figure_canvas import FigureCanvas
from planner.gui.theme import dress
from planner.gui.widgets.flow_layout import FlowLayout
from planner.gui.widgets.labels import PlainLabel
from planner.gui.workspace import Workspace
from planner.i18n import _

_ROOM = 500.0  # points a picture has before its width is known


class Portrait(QWidget):
    """A sentence and a picture of one record."""

    field_wanted = Signal(str)
    """The name of a field that somebody wants to fill."""

    def __init__(self, workspace: Workspace, name: str, parent: QWidget | None = None) -> None:
        """Build it empty; `name` begins the names of its parts."""
        super().__init__(parent)
        self.workspace = workspace
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(workspace.theme.px(8))
        self.said = PlainLabel("", wrap=True)
        self.said.setObjectName(f"{name}_sentence_label")
        self.picture = FigureCanvas(workspace.theme, f"{name}_trajectory", whole=True)
        self.picture.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # its words stand in its description
        self._room = _ROOM
        self._record: Record | None = None
        self.picture.room_changed.connect(self._has_room)
        self.column.addWidget(self.said)
        self.column.addWidget(self.picture)

    def show_record(self, record: Record) -> None:
        """Show a record as it is now."""
        self._record = record
        text = self.words(record)
        self.said.setText(text)
        self.said.setVisible(bool(text))
        self._draw()

    def words(self, record: Record) -> str:
        """Return the sentence about a record."""
        return ""

    def figure(self, record: Record, room: float) -> Figure | None:
        """Return the picture of a record, `room` points wide; None where there is nothing to draw."""
        return None

    def _has_room(self, room: float) -> None:
        if room != self._room:
            self._room = room
            self._draw()

    def _draw(self) -> None:
        figure = self.figure(self._record, self._room) if self._record is not None else None
        self.picture.setVisible(figure is not None)
        if figure is not None:
            self.picture.show_figure(figure)


class IndicatorPortrait(Portrait):
    """The sentence frame and the trajectory."""

    def words(self, record: Record) -> str:
        """Return the sentence frame with what is known."""
        return sentence(record) if isinstance(record, Indicator) else ""

    def figure(self, record: Record, room: float) -> Figure | None:
        """Return the trajectory."""
        if not isinstance(record, Indicator):
            return None
        return trajectory(self.workspace.document.plan, record, self.workspace.as_of, room, tone="theory")


class ObjectivePortrait(Portrait):
    """The seven SMARTIE tests as chips that lead to their fields, and the trajectory of its indicator."""

    def __init__(self, workspace: Workspace, name: str, parent: QWidget | None = None) -> None:
        """Build a chip for each test."""
        super().__init__(workspace, name, parent)
        chips = QWidget()
        row = FlowLayout(chips, gap=workspace.theme.px(6))
        self.chips: dict[str, QPushButton] = {}
        for letter in LETTERS:
            chip = self.chips[letter] = QPushButton()
            chip.setObjectName(f"{name}_smartie_{letter.lower()}_button")
            chip.setAutoDefault(False)
            dress(chip, "test_open")
            chip.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            chip.clicked.connect(partial(self._ask_for, FIELDS[letter]))
            row.addWidget(chip)
        self.column.insertWidget(0, chips)

    def show_record(self, record: Record) -> None:
        """Show which tests an objective passes."""
        super().show_record(record)
        if not isinstance(record, Objective):
            return
        for letter, passed in smartie(self.workspace.document.plan, record).items():
            chip, word = self.chips[letter], _(LETTERS[letter])
            chip.setText(f"{'✓' if passed else '?'} {word}")
            chip.setAccessibleName(
                _("{test}: yes").format(test=word) if passed else _("{test}: not yet").format(test=word)
            )
            dress(chip, "test_passed" if passed else "test_open")

    def figure(self, record: Record, room: float) -> Figure | None:
        """Return the trajectory of the first indicator that has one."""
        if not isinstance(record, Objective):
            return None
        plan, as_of = self.workspace.document.plan, self.workspace.as_of
        drawn = (trajectory(plan, each, as_of, room) for each in plan.some(Indicator, record.indicator_ids))
        return next(filter(None, drawn), None)

    def _ask_for(self, field: str) -> None:
        self.field_wanted.emit(field)


_PORTRAITS: dict[type[Record], Callable[[Workspace, str], Portrait]] = {
    Indicator: IndicatorPortrait,
    Objective: ObjectivePortrait,
}


def portrait_of(workspace: Workspace, kind: type[Record]) -> Portrait | None:
    """Return a portrait for records of a kind, where they have one."""
    make = _PORTRAITS.get(kind)
    return make(workspace, kind.about.kind) if make is not None else None
