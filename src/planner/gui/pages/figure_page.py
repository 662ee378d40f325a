"""`FigurePage`: a step drawn as one figure or several, under the hand, with its sheets one click away."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QMenu, QPushButton, QVBoxLayout, QWidget

from planner.domain.figures.figure import Figure
from planner.domain.record import Record
from planner.domain.steps import Step
from planner.gui import record_edits
from planner.gui.canvas.figure_view import FigureView, Region
from planner.gui.canvas.figure_writer import FigureWriter
from planner.gui.pages.drawn_page import DRAWING, DrawnPage
from planner.gui.theme import dress
from planner.gui.widgets.empty_note import EmptyNote
from planner.gui.widgets.labels import PlainLabel
from planner.gui.widgets.segmented import Segment, Segmented
from planner.gui.workspace import Workspace
from planner.i18n import _
from planner.services.document import Changes

_WIDEST = 1080.0  # points; a drawing on a wide window grows beyond that instead of getting wider
_LARGEST = 1.5
_MARGIN = 20.0
_ANY_HEIGHT = 16_777_215  # Qt's: no limit

Scene = tuple[Figure, Sequence[Region], Sequence[Region]]
"""A figure, its regions, and the regions on which others may be dropped."""


class FigurePage(DrawnPage):
    """Shows one of several figures, called views, and turns what is done on it into calls of a subclass."""

    def __init__(
        self,
        step: Step,
        workspace: Workspace,
        name: str,
        views: Sequence[tuple[str, str]],
        first: tuple[str, Callable[[], object]],
        parent: QWidget | None = None,
    ) -> None:
        """Take what the drawing is called, its views (key and name), and the button of the empty page."""
        stem = step.code.lower()
        theme = workspace.theme
        self.view = FigureView(theme, f"{stem}_view", largest=_LARGEST, margin=_MARGIN)
        self.writer = FigureWriter(self.view, f"{stem}_write_edit", name)
        frame = QWidget()
        frame.setObjectName(f"{stem}_frame")
        super().__init__(step, workspace, frame, name, parent)
        self._names = dict(views)
        self._shown = views[0][0]
        self._begun = False
        self.switch = Segmented([Segment(key, name) for key, name in views])
        self.switch.name(f"{stem}_show", _("What to show"))
        self.switch.set_value(self._shown)
        self.switch.picked.connect(self.show_view)
        self.note = EmptyNote(workspace, _(step.empty), _(step.example), *first)
        self.hint = PlainLabel("", "finding", wrap=True)
        self.hint.setObjectName(f"{stem}_hint_label")
        self.hint.hide()
        column = QVBoxLayout(frame)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.view, 1)
        column.addWidget(self.note, 3)
        column.addWidget(self.hint)
        dress(frame, "clear")
        self.setFocusProxy(self.view)
        view = self.view
        view.chosen.connect(self._chosen)
        view.activated.connect(self.opened)
        view.dropped.connect(self.dropped)
        view.nudged.connect(self.nudged)
        view.typed.connect(self.typed)
        view.removal_wanted.connect(self.removed)
        view.menu_wanted.connect(self._open_menu)
        view.room_changed.connect(lambda _room: self.draw())
        self.writer.stopped.connect(self._wrote)
        self.writer.editor.wanted_again.connect(self._write_again)

    # For subclasses

    def scene(self, shown: str, room: float) -> Scene:
        """Return what a view shows now, `room` points wide."""
        raise NotImplementedError

    def empty(self) -> bool:
        """Whether there is nothing to draw yet."""
        raise NotImplementedError

    def bare_scene(self, room: float) -> Scene | None:
        """Return what stands above the note of the empty page, None for nothing."""
        return None

    def record_of(self, key: str) -> Record | None:
        """Return the record that a region stands for."""
        return self.workspace.document.plan.find(key)

    def key_of(self, record: Record) -> tuple[str, str] | None:
        """Return the view in which a record is drawn and its key there; None where it is not."""
        raise NotImplementedError

    def said(self, record: Record) -> str:
        """Return the line about a record above its fields."""
        raise NotImplementedError

    def tell(self, key: str) -> str:
        """Return what to say below the drawing while a region is chosen."""
        return ""

    def echo(self, key: str) -> str:
        """Return the key of another region that stands for the same as a chosen one, empty for none."""
        return ""

    def opened(self, key: str) -> None:
        """Enter or a double click: the fields of what is chosen."""
        if self.record_of(key) is not None:
            self.details.open()

    def dropped(self, key: str, x: float, y: float) -> None:
        """A region was dragged to a place of the drawing."""

    def nudged(self, key: str, right: int, down: int) -> None:
        """A region was moved by Alt and an arrow key."""

    def typed(self, key: str, letter: str) -> None:
        """A letter or digit was typed while a region (or none) was chosen."""

    def fill_menu(self, menu: QMenu, key: str) -> None:
        """Offer what can be done with a region."""

    # What is shown

    @property
    def shown(self) -> str:
        """The key of the view that is shown."""
        return self._shown

    def show_view(self, key: str) -> None:
        """Show one of the views."""
        self.writer.commit()
        self._shown = key
        self.switch.set_value(key)
        self.draw()
        self.view.verticalScrollBar().setValue(0)
        self._chosen(self.view.current)

    @property
    def bare(self) -> bool:
        """Whether there is nothing to draw, and nothing being written that will be drawn."""
        return self.empty() and not self._begun

    def begin(self, view: str) -> None:
        """Show a view, ready to be written on."""
        self.writer.commit()
        self._begun = True
        if self.part != DRAWING:
            self.show_part(DRAWING)
        if view != self._shown:
            self.show_view(view)
        else:
            self.draw()

    def draw(self) -> None:
        """Draw what the plan says now."""
        room = min(self.view.room, _WIDEST)
        bare = self.bare_scene(room) if self.bare else None
        figure, regions, targets = bare or self.scene(self._shown, room)
        self.view.set_ground("paper" if self.bare else "card")
        self.view.show_figure(figure, regions, targets)
        self.note.setVisible(self.bare)
        if not self.bare:
            tall = _ANY_HEIGHT
        else:
            tall = 0 if bare is None else self.view.heightForWidth(self.view.width())
        self.view.setMaximumHeight(tall)
        self.setFocusProxy(self.view if tall else self.note.button)
        self.view.setFocusPolicy(Qt.FocusPolicy.StrongFocus if tall else Qt.FocusPolicy.NoFocus)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The empty page writes with the keys of the drawing that will be there."""
        if self.bare and self.note.button.hasFocus():
            self.view.keyPressEvent(event)
        else:
            super().keyPressEvent(event)

    def refresh_drawing(self, _changes: Changes | None) -> None:
        """Draw again; what is chosen is brought into view where it has moved."""
        before = self.view.region(self.view.current)
        self.draw()
        after = self.view.region(self.view.current)
        if after is not None:
            self._chosen(after.key)
            if before is not None and before.box != after.box:
                self.look_at_chosen()

    def show_in_drawing(self, record: Record) -> bool:
        """Choose a record where it is drawn."""
        found = self.key_of(record)
        if found is None:
            return False
        if found[0] != self._shown:
            self.show_view(found[0])
        self.view.choose(found[1], tell=True)
        return bool(self.view.current)

    def choose(self, record: Record | None) -> None:
        """Choose a record where it is drawn, with its fields below."""
        if record is not None:
            self.show_in_drawing(record)

    def look_at_chosen(self) -> None:
        """Bring what is chosen into view."""
        region = self.view.region(self.view.current)
        if region is not None and not self.writer.active:
            self.view.look_at(region.box)

    def place(self) -> tuple[str, str]:
        """Return the part that is shown, and the view of the drawing with what is chosen there."""
        return self.part, f"{self._shown} {self.view.current}"

    def return_to(self, place: tuple[str, str]) -> None:
        """Show that view and that part, and choose the same again."""
        view, _space, key = place[1].partition(" ")
        if view in self._names:
            self.show_view(view)
            self.view.choose(key, tell=True)
        super().return_to(place)

    def commit(self) -> None:
        """Write what is still being typed."""
        self.writer.commit()
        super().commit()

    def say(self, text: str) -> None:
        """Show a sentence below the drawing, or nothing."""
        self.hint.setText(text)
        self.hint.setVisible(bool(text))

    def removed(self, key: str) -> None:
        """Delete what a region stands for; it can be undone."""
        record = self.record_of(key)
        if record is not None and record_edits.delete(self.workspace, [record]):
            self.details.show_record(None)

    def button(self, name: str, text: str, key: str, do: Callable[[], object], look: str = "") -> QPushButton:
        """Make a button for the row of tools; `key` is the letter that does the same."""
        button = QPushButton(f"{text}   {key}" if key else text)
        button.setObjectName(name)
        button.setAccessibleName(text.removeprefix("+ "))
        button.setAccessibleDescription(_("Key {key}").format(key=key) if key else "")
        button.setAutoDefault(False)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        if look:
            dress(button, look)
        button.clicked.connect(lambda _on=False: do())
        return button

    def _write_again(self, chosen: str, letter: str) -> None:
        """Begin to write as it was, where what was chosen is still there."""
        if letter and (not chosen or self.view.region(chosen) is not None):
            self.view.choose(chosen)
            self.typed(chosen, letter)

    def _wrote(self) -> None:
        self._begun = False
        self.draw()

    def _chosen(self, key: str) -> None:
        self.view.echo = self.echo(key) if key else ""
        record = self.record_of(key) if key else None
        self.details.show_record(record, self.said(record) if record is not None else "")
        self.say(self.tell(key) if key else "")

    def _open_menu(self, key: str, spot: QPoint) -> None:
        menu = QMenu(self)
        menu.setObjectName(f"{self.step.code.lower()}_menu")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.fill_menu(menu, key)
        if menu.actions():
            menu.popup(spot)
