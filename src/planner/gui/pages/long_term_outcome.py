"""B1: the change the group answers for and the hope beyond it, on both sides of a line."""

from collections.abc import Callable

from PySide6.QtWidgets import QGridLayout, QPushButton, QVBoxLayout, QWidget

from planner.domain.figures.ceiling import ABOVE, answered_for, ceiling, hopes, summary
from planner.domain.record import Record
from planner.domain.records import Indicator, TocLink, TocNode
from planner.domain.steps import Step
from planner.gui import record_edits
from planner.gui.canvas.figure_view import FigureView, Region
from planner.gui.pages.drawn_page import DRAWING, DrawnPage
from planner.gui.theme import dress
from planner.gui.widgets.empty_note import EmptyNote
from planner.gui.widgets.field_row import Card
from planner.gui.widgets.text_editors import Line
from planner.gui.workspace import Workspace
from planner.i18n import _
from planner.services.document import Changes

_LEAST = 300.0  # points below which the drawing is not built narrower
_OUTCOME, _HOPE = "long_term_outcome", "impact"


class LongTermOutcomePage(DrawnPage):
    """Cards above and below the ceiling; dragging one across, or Alt+Up and Alt+Down, changes its side."""

    def __init__(self, step: Step, workspace: Workspace, parent: QWidget | None = None) -> None:
        """Build the drawing and the two lines to write in."""
        self._frame = QWidget()
        super().__init__(step, workspace, self._frame, _("Picture"), parent)
        self.view = FigureView(workspace.theme, "ceiling_figure")
        self.view.takes = "nh"
        self.hope = self._line(
            "hope_quick_edit", _("Add what you hope for beyond: type, Enter"), lambda: self._entered(_HOPE)
        )
        self.outcome = self._line(
            "outcome_quick_edit", _("Add a long-term outcome: type, Enter"), lambda: self._entered(_OUTCOME)
        )
        self._note = EmptyNote(
            workspace,
            _(step.empty),
            _(step.example),
            _("Write the long-term outcome"),
            lambda: self.begin(_OUTCOME),
        )
        px = workspace.theme.px
        self._card = Card(workspace)
        self._card.column.setContentsMargins(px(16), px(12), px(16), px(12))
        self._card.column.addWidget(self.hope)
        self._card.column.addWidget(self.view, 1)
        self._card.column.addWidget(self.outcome)
        holder = QGridLayout()
        holder.addWidget(self._card, 0, 0)
        holder.addWidget(self._note, 0, 0)
        around = QVBoxLayout(self._frame)
        around.setContentsMargins(px(24), px(4), px(24), px(12))
        around.addLayout(holder)
        self._writing = False
        self._tools = (
            self._button(
                "outcome_button", _("+ Long-term outcome   N"), _("New long-term outcome"), _OUTCOME
            ),
            self._button("hope_button", _("+ Hope beyond   H"), _("New hope beyond the ceiling"), _HOPE),
        )
        dress(self._tools[0], "primary")
        self.setFocusProxy(self.view)
        self.view.chosen.connect(self._choose)
        self.view.activated.connect(lambda _key: self.details.open("statement"))
        self.view.typed.connect(lambda _key, letter: self.begin(_HOPE if letter == "h" else _OUTCOME))
        self.view.dropped.connect(self._drop)
        self.view.nudged.connect(self._nudge)
        self.view.removal_wanted.connect(self._remove)
        self.view.room_changed.connect(lambda _room: self.refresh_drawing(None))

    def kinds(self) -> tuple[type[Record], ...]:
        """Return what is drawn or counted on cards."""
        return (*super().kinds(), TocLink, Indicator)

    def tools(self) -> list[QWidget]:
        """Return the two buttons that begin a card."""
        return list(self._tools)

    def part_shown(self, part: str) -> None:
        """The tools belong to the picture."""
        for tool in self._tools:
            tool.setEnabled(part == DRAWING)

    def begin(self, kind: str) -> None:
        """Put the keyboard where an outcome, or a hope, is written."""
        self._writing = True
        self.refresh_drawing(None)
        (self.hope if kind == _HOPE else self.outcome).setFocus()

    def refresh_drawing(self, _changes: Changes | None) -> None:
        """Draw what the plan says now."""
        plan = self.workspace.document.plan
        made = ceiling(plan, max(_LEAST, self.view.room - 4))
        regions = [
            Region(each.key, each.box, each.name, movable=True, removable=True, radius=9)
            for each in made.drawn.places
        ]
        zones = [Region(each.key, each.box, each.name) for each in made.zones]
        self.view.show_figure(made.drawn.figure, regions, zones)
        empty = not regions and not self._writing
        self._note.setVisible(empty)
        self._card.setVisible(not empty)
        self.hope.setVisible(bool(answered_for(plan)) or bool(hopes(plan)) or self._writing)
        self._choose(self.view.current)

    def show_in_drawing(self, record: Record) -> bool:
        """Choose a card and bring it into view."""
        if self.view.region(record.id) is None:
            return False
        self.view.choose(record.id, tell=True)
        return True

    def look_at_chosen(self) -> None:
        """Bring the chosen card into view."""
        region = self.view.region(self.view.current)
        if region is not None:
            self.view.look_at(region.box)

    def commit(self) -> None:
        """Write what is still being typed."""
        for line, kind in ((self.hope, _HOPE), (self.outcome, _OUTCOME)):
            if line.text().strip() and line.hasFocus():
                self._entered(kind)
        super().commit()

    def _choose(self, key: str) -> None:
        plan = self.workspace.document.plan
        node = plan.get(TocNode, key)
        self.details.show_record(node, summary(plan, node) if node is not None else "")

    def _entered(self, kind: str) -> None:
        line = self.hope if kind == _HOPE else self.outcome
        statement = " ".join(line.text().split())
        if not statement:
            return
        values = {"kind": kind, "statement": statement, "above_ceiling": kind == _HOPE}
        made = record_edits.add(self.workspace, self.step.sheets[0], values=values)
        if made is not None:
            line.clear()
            self.refresh_drawing(None)
            self.view.choose(made)

    def _drop(self, key: str, _x: float, y: float) -> None:
        zone = next((each for each in self.view.targets if each.box.y <= y < each.box.bottom), None)
        if zone is not None:
            self._put(key, above=zone.key == ABOVE)

    def _nudge(self, key: str, right: int, down: int) -> None:
        if down:
            self._put(key, above=down < 0)
            return
        node = self.workspace.document.plan.get(TocNode, key)
        mine = hopes(self.workspace.document.plan)
        row = mine if node in mine else answered_for(self.workspace.document.plan)
        if node is None or not right:
            return
        at = row.index(node) + right
        if 0 <= at < len(row):
            before, after = (row[at], None) if right < 0 else (None, row[at])
            record_edits.move(self.workspace, node, before=before, after=after)

    def _put(self, key: str, *, above: bool) -> None:
        """Put a card on a side of the ceiling; one that is there already stays as it is."""
        node = self.workspace.document.plan.get(TocNode, key)
        if node is None or (node in hopes(self.workspace.document.plan)) == above:
            return
        label = _("Put it above the ceiling") if above else _("Put it below the ceiling")
        with self.workspace.edit(label) as edit:
            edit.set(node, kind=_HOPE if above else _OUTCOME, above_ceiling=above)

    def _remove(self, key: str) -> None:
        node = self.workspace.document.plan.get(TocNode, key)
        if node is not None:
            record_edits.delete(self.workspace, [node])

    def _line(self, name: str, said: str, enter: Callable[[], None]) -> Line:
        line = Line()
        line.setObjectName(name)
        line.setPlaceholderText(said)
        line.setAccessibleName(said)
        line.setMaxLength(TocNode.describe("statement").max_length)
        line.returnPressed.connect(enter)
        return line

    def _button(self, name: str, text: str, spoken: str, kind: str) -> QPushButton:
        button = QPushButton(text)
        button.setObjectName(name)
        button.setAccessibleName(spoken)
        button.setAutoDefault(False)
        button.clicked.connect(lambda _on=False: self.begin(kind))
        return button
