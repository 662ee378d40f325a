"""`GanttView`: the schedule under the hand: keys, menu, and what can be done to actions and milestones."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent
from PySide6.QtWidgets import QMenu, QWidget

from planner.domain.figures.gantt import HEADER
from planner.domain.figures.gantt_layout import ROW
from planner.domain.records import Action, Milestone
from planner.gui.canvas import gantt_edits
from planner.gui.canvas.gantt_canvas import GanttCanvas
from planner.gui.canvas.gantt_mouse import GanttMouse
from planner.gui.canvas.inline_editor import InlineEditor
from planner.gui.workspace import Workspace
from planner.i18n import _

_WEEK = 7


class GanttView(GanttCanvas):
    """The schedule with all that can be done to it. Buttons, keys, menu and mouse call the same methods."""

    details_wanted = Signal()
    """The fields of what is chosen are wanted."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        """Show nothing before `show_plan`."""
        super().__init__(workspace, parent)
        self.mouse = GanttMouse(self)
        self.mouse.opened.connect(self.details_wanted)
        self.editor = InlineEditor(self.viewport(), "action_edit", _("Action"))
        self.editor.entered.connect(self._entered)
        self.editor.left.connect(self._left)
        self.editor.given_up.connect(self._stop)
        self.editor.wanted_again.connect(self._write_again)
        self._writing = ""  # action, milestone, rename or nothing

    # Writing

    def new_action(self) -> None:
        """Open an empty line for an action below the chosen one."""
        self._write("action", _("New action"), _("What will be done?"))

    def new_milestone(self) -> None:
        """Open an empty line for a milestone of the chosen action."""
        self._write("milestone", _("New milestone"), _("What will be there to see?"))

    def rename(self) -> None:
        """Open the name of the chosen row."""
        row, number = self.row(), self.row_number(self.current)
        if row is not None and number is not None:
            self.look_at(row.id)
            self._writing = "rename"
            self._open(self.name_place(number).toRect(), row.name, _("Name"))

    def commit(self) -> None:
        """Write what is still being typed."""
        if self.editor.isVisible():
            self._left(self.editor.words)

    def _write(self, what: str, spoken: str, hint: str) -> None:
        self._writing = what
        number = self.row_number(self.current)
        self.look_at(self.current)
        place = self.name_place((number + 1) if number is not None else len(self.chart.rows)).toRect()
        room = self.viewport().rect()
        lowest = room.bottom() - place.height() - 2
        place.moveTop(max(round(HEADER * self.workspace.theme.scale), min(place.top(), lowest)))
        self._open(place, "", spoken, hint)

    def _open(self, place: QRect, text: str, spoken: str, hint: str = "") -> None:
        self.editor.start(place, text, spoken, (self.current, self._writing), hint)

    def _write_again(self, row_id: str, what: str) -> None:
        """Open the editor as it was, where the row it belonged to is still there."""
        if row_id and self.row_number(row_id) is None:
            return
        self.choose(row_id)
        {"rename": self.rename, "milestone": self.new_milestone}.get(what, self.new_action)()

    def _entered(self, words: str) -> None:
        what, name = self._writing, " ".join(words.split())
        if what == "rename":
            self._keep(words)
            self._stop()
            return
        if self._keep(name):
            if what == "action":
                self.new_action()
            else:
                self.new_milestone()

    def _left(self, words: str) -> None:
        what = self._writing
        if what:
            self.editor.stop()
            if words:
                self._keep(words)
            self._writing = ""

    def _keep(self, words: str) -> bool:
        """Write the text into the plan; return whether it is there."""
        name = " ".join(words.split())
        record = gantt_edits.record_of(self.plan, self.row())
        if self._writing == "rename":
            if record is not None:
                gantt_edits.rename(self.workspace, record, name)
            return True
        action = record if isinstance(record, Action) else None
        if isinstance(record, Milestone):
            action = self.plan.get(Action, record.action_id)
        if self._writing == "action":
            made = gantt_edits.add_action(self.workspace, name, action)
            if made:
                self.choose(made, look=True)
        else:
            made = gantt_edits.add_milestone(self.workspace, name, action)
        return bool(made)

    def _stop(self) -> None:
        self._writing = ""
        self.editor.stop()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    # Changing

    def shift(self, days: int, what: str) -> None:
        """Move the chosen bar, or its start or end, by days; keys pressed in a row are one step of undo."""
        row = self.row()
        if row is not None:
            changed = gantt_edits.shifted(row, days, what, self.chart.today)
            gantt_edits.set_dates(self.workspace, changed, self.visit)

    def delete_chosen(self) -> None:
        """Delete the chosen action or milestone."""
        number, record = self.row_number(self.current), gantt_edits.record_of(self.plan, self.row())
        if record is None or number is None:
            return
        gantt_edits.delete(self.workspace, record)
        rows = [row for row in self.chart.rows[number:] if row.kind != "group"]
        self.choose(rows[0].id if rows else "")

    def walk(self, step: int) -> None:
        """Choose the row so many rows further; groups are passed over."""
        numbers = [number for number, row in enumerate(self.chart.rows) if row.kind != "group"]
        if not numbers:
            return
        current = self.row_number(self.current)
        at = numbers.index(current) + step if current is not None else (0 if step > 0 else len(numbers) - 1)
        self.choose(self.chart.rows[numbers[max(0, min(len(numbers) - 1, at))]].id, look=True)

    def menu(self) -> QMenu:
        """Return the menu for what is chosen: everything a drag or a key does, in words."""
        menu = QMenu(self)
        menu.setObjectName("gantt_menu")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(_("New action") + "\tN", self.new_action)
        menu.addAction(_("New milestone") + "\tM", self.new_milestone)
        row = self.row()
        if row is None:
            return menu
        menu.addAction(_("Change the name") + "\tF2", self.rename)
        menu.addAction(_("Details") + "\tEnter", self.details_wanted.emit)
        menu.addSeparator()
        for words, days, what, key in (
            (_("One day earlier"), -1, "move", "Alt+←"),
            (_("One day later"), 1, "move", "Alt+→"),
            (_("One week earlier"), -_WEEK, "move", "Ctrl+Alt+←"),
            (_("One week later"), _WEEK, "move", "Ctrl+Alt+→"),
            (_("End a week earlier"), -_WEEK, "end", "Ctrl+Shift+←"),
            (_("End a week later"), _WEEK, "end", "Ctrl+Shift+→"),
            (_("Start a week earlier"), -_WEEK, "start", "Ctrl+["),
            (_("Start a week later"), _WEEK, "start", "Ctrl+]"),
        ):
            if what == "move" or row.kind == "action":
                menu.addAction(f"{words}\t{key}", partial(self.shift, days, what))
        menu.addSeparator()
        menu.addAction(_("Delete") + "\tDel", self.delete_chosen)
        return menu

    # Qt

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows choose and move, letters make."""
        key, held = Qt.Key(event.key()), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self._sideways(-1 if key == Qt.Key.Key_Left else 1, held)
        elif key in (Qt.Key.Key_BracketLeft, Qt.Key.Key_BracketRight):
            week = bool(held & Qt.KeyboardModifier.ControlModifier)
            self.shift((-1 if key == Qt.Key.Key_BracketLeft else 1) * (_WEEK if week else 1), "start")
        elif held != Qt.KeyboardModifier.NoModifier or not self._plain_key(key):
            super().keyPressEvent(event)

    def _plain_key(self, key: Qt.Key) -> bool:
        page = max(1, int(self.viewport().height() / self.workspace.theme.scale / ROW) - 2)
        meanings: dict[Qt.Key, Callable[[], object]] = {
            Qt.Key.Key_Up: lambda: self.walk(-1),
            Qt.Key.Key_Down: lambda: self.walk(1),
            Qt.Key.Key_PageUp: lambda: self.walk(-page),
            Qt.Key.Key_PageDown: lambda: self.walk(page),
            Qt.Key.Key_Home: lambda: self.walk(-len(self.chart.rows)),
            Qt.Key.Key_End: lambda: self.walk(len(self.chart.rows)),
            Qt.Key.Key_Return: self.details_wanted.emit,
            Qt.Key.Key_Enter: self.details_wanted.emit,
            Qt.Key.Key_Escape: lambda: self.choose(""),
            Qt.Key.Key_N: self.new_action,
            Qt.Key.Key_M: self.new_milestone,
            Qt.Key.Key_F2: self.rename,
            Qt.Key.Key_Delete: self.delete_chosen,
        }
        if key in meanings:
            meanings[key]()
        return key in meanings

    def _sideways(self, way: int, held: Qt.KeyboardModifier) -> None:
        """Scroll, or with Alt move the bar, with Shift its end; with Ctrl besides, by weeks."""
        control = Qt.KeyboardModifier.ControlModifier
        days = way * (_WEEK if held & control else 1)
        if held & Qt.KeyboardModifier.AltModifier:
            self.shift(days, "move")
        elif held & Qt.KeyboardModifier.ShiftModifier:
            self.shift(days, "end")
        else:
            bar = self.horizontalScrollBar()
            bar.setValue(bar.value() + way * bar.singleStep())

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer what can be done to the row under the pointer, or to the chosen one."""
        spot = event.globalPos()
        if event.reason() == QContextMenuEvent.Reason.Mouse:
            number = self.number_at(event.pos().y())
            row = None if number is None else self.chart.rows[number]
            self.choose(row.id if row is not None and row.kind != "group" else "")
        else:
            number = self.row_number(self.current)
            place = self.name_place(number).center().toPoint() if number is not None else QPoint(20, 60)
            spot = self.viewport().mapToGlobal(place)
        self.menu().popup(spot)
