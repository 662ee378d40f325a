"""Editors of links: one record, or several, found by code or title, or made by name in the same edit."""

from typing import Any

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QToolButton

from planner.domain.fields import Field
from planner.domain.record import Record
from planner.gui.icons import icon
from planner.gui.link_search import candidates, creatable, matches, targets
from planner.gui.reading import Unreadable
from planner.gui.theme import dress
from planner.gui.widgets.field_editor import FieldEditor, NewRecord
from planner.gui.widgets.flow_layout import FlowLayout
from planner.gui.widgets.line_buttons import LineButtons
from planner.gui.widgets.search_line import Offer, SearchLine
from planner.gui.wording import name_of, noun, phrase
from planner.gui.workspace import Workspace
from planner.i18n import _


def offers(field: Field, workspace: Workspace, typed: str, without: tuple[Any, ...] = ()) -> list[Offer]:
    """Return what a link may name that fits the typed text, then what could be made under that name."""
    plan = workspace.document.plan
    found = matches(typed, (each for each in candidates(field, plan) if each.id not in without))
    listed = [Offer(f"{each.code}  {each.title}".strip(), each.id) for each in found]
    name = " ".join(typed.split())
    if name and all(each.title.casefold() != name.casefold() for each in found):
        for kind in creatable(field):
            label = _("+ New {noun} “{name}”").format(noun=noun(kind), name=name)
            listed.append(Offer(label, NewRecord(kind, name)))
    return listed


class LinkEditor(FieldEditor):
    """One record: a line that finds it, a button that clears it, a button that goes there."""

    rests = False

    def __init__(self, field: Field, kind: type[Record], workspace: Workspace, **words: Any) -> None:
        """Put the buttons beside the line."""
        super().__init__(field, kind, workspace, **words)
        self._held: Any = None
        self.line = SearchLine(lambda typed: offers(field, workspace, typed))
        self.line.setPlaceholderText(_("Search, or type a new name") if creatable(field) else _("Search"))
        self.line.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._ends = LineButtons(self.line, workspace.theme)
        named = _(field.label)
        clear, go = _("Clear {field}").format(field=named), _("Go to what {field} names").format(field=named)
        self._clear = self._ends.add("close", f"{field.name}_clear", clear, self._cleared)
        self._go = self._ends.add("chevron_right", f"{field.name}_go", go, self._visit)
        self.line.setMinimumWidth(self.line.fontMetrics().horizontalAdvance("x") * 12)
        self._place(self.line, self.line, "link")
        self.line.textEdited.connect(self._note_typing)
        self.line.chosen.connect(self._chosen)
        self.line.returnPressed.connect(self.commit)

    def value(self) -> Any:
        """Return the id, None, or a NewRecord; raise Unreadable for typed text that names nothing."""
        typed = " ".join(self.line.text().split())
        if not typed:
            return None
        if not self.typed:
            return self._held
        plan = self.workspace.document.plan
        for each in candidates(self.field, plan):
            if typed.casefold() in (each.title.casefold(), each.code.casefold()):
                return each.id
        raise Unreadable(
            _("No {noun} is called “{name}”. Choose one from the list{more}.").format(
                noun=_(" or ").join(noun(each) for each in targets(self.field)[:3]),
                name=typed,
                more=_(", or its last line to add it") if creatable(self.field) else "",
            )
        )

    def show_value(self, value: Any) -> None:
        """Show the title of a record."""
        self.typed = False
        self._held = value
        said = value.title if isinstance(value, NewRecord) else name_of(value, self.workspace.document.plan)
        if self.line.text() != said:
            self.line.setText(said)
            self.line.setCursorPosition(0)
        self._ends.show(self._clear, bool(value) and not self.compact)
        known = isinstance(value, str) and self.workspace.document.plan.find(value) is not None
        self._ends.show(self._go, known and not self.compact)
        self.set_problem("")

    def _chosen(self, meant: Any) -> None:
        self.show_value(meant)
        self.commit()

    def _cleared(self) -> None:
        self.show_value(None)
        self.commit()
        self.focus()

    def _visit(self) -> None:
        if isinstance(self._held, str):
            self.workspace.go_to(self._held)

    def _leave(self) -> None:
        self.line.close_list()
        super()._leave()


class LinksEditor(FieldEditor):
    """Several records: a chip for each, and a line that finds more. Backspace takes the last one off."""

    rests = False

    def __init__(self, field: Field, kind: type[Record], workspace: Workspace, **words: Any) -> None:
        """Put the line behind the chips."""
        super().__init__(field, kind, workspace, **words)
        self._held: tuple[Any, ...] = ()
        self._chips: list[Chip] = []
        self._holder = QFrame()
        dress(self._holder, "chips")
        self._flow = FlowLayout(self._holder, gap=workspace.theme.px(4), stretch_last=True)
        self.line = SearchLine(lambda typed: offers(field, workspace, typed, self._held))
        self.line.setPlaceholderText(_("Add…"))
        self.line.setMinimumWidth(workspace.theme.px(120))
        self._flow.addWidget(self.line)
        self._place(self._holder, self.line, "links")
        self.line.textEdited.connect(self._note_typing)
        self.line.chosen.connect(self._chosen)
        self.line.returnPressed.connect(self._entered)

    def value(self) -> tuple[Any, ...]:
        """Return the ids in order; raise Unreadable while the line holds a name nothing has."""
        name = " ".join(self.line.text().split())
        if not name:
            return self._held
        for each in candidates(self.field, self.workspace.document.plan):
            if name.casefold() in (each.title.casefold(), each.code.casefold()):
                return (*self._held, each.id) if each.id not in self._held else self._held
        raise Unreadable(
            _("Nothing here is called “{name}”. Choose from the list below the line.").format(name=name)
        )

    def show_value(self, value: Any) -> None:
        """Show a chip for each record."""
        self.typed = False
        held = tuple(value or ())
        plan = self.workspace.document.plan
        names = [each.title if isinstance(each, NewRecord) else name_of(each, plan) for each in held]
        if [chip.text for chip in self._chips] != names or held != self._held:
            for chip in self._chips:
                self._flow.removeWidget(chip)
                chip.hide()
                chip.deleteLater()
            self._chips = []
            for number, name in enumerate(names):
                chip = Chip(name, self.workspace, f"{self.field.name}_{number + 1}_chip")
                chip.removed.clicked.connect(lambda _on=False, each=held[number]: self._remove(each))
                self._flow.insert(number, chip)
                self._chips.append(chip)
            self._held = held
            self._holder.updateGeometry()
        self.line.clear()
        self.set_problem("")

    def _chosen(self, meant: Any) -> None:
        self.show_value((*self._held, meant))
        self.commit()

    def _entered(self) -> None:
        if self.commit():
            self.show_value(self._held if not self.line.text() else self.value_or_held())

    def value_or_held(self) -> tuple[Any, ...]:
        """Return the value, or what was there before the unreadable text was typed."""
        try:
            return self.value()
        except Unreadable:
            return self._held

    def _remove(self, each: Any) -> None:
        self.show_value(tuple(kept for kept in self._held if kept != each))
        self.commit()
        self.focus()

    def _leave(self) -> None:
        self.line.close_list()
        if self.typed and self.commit():
            self.show_value(self.value_or_held())
        self.left.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the last chip off with Backspace in the empty line."""
        pressed = event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent)
        if pressed and watched is self.line and not self.line.text() and self._held:
            assert isinstance(event, QKeyEvent)
            if event.key() == Qt.Key.Key_Backspace:
                self._remove(self._held[-1])
                return True
        return super().eventFilter(watched, event)


class Chip(QFrame):
    """A named thing that can be taken off: click ×, or Delete while it has the focus."""

    def __init__(self, text: str, workspace: Workspace, name: str) -> None:
        """Shorten the words to fit, and say all of them to screen readers."""
        super().__init__()
        self.text = text
        self.setObjectName(name)
        dress(self, "chip")
        label = QLabel()
        label.setTextFormat(Qt.TextFormat.PlainText)
        metrics = label.fontMetrics()
        label.setText(metrics.elidedText(text, Qt.TextElideMode.ElideRight, workspace.theme.px(300)))
        label.setAccessibleName(text)
        self.removed = _tool("close", f"{name}_remove", _("Take off {name}").format(name=text))
        self.removed.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.removed.setIconSize(QSize(workspace.theme.px(16), workspace.theme.px(16)))
        row = QHBoxLayout(self)
        row.setContentsMargins(workspace.theme.px(8), 0, workspace.theme.px(2), 0)
        row.setSpacing(2)
        row.addWidget(label)
        row.addWidget(self.removed)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take off with Delete or Backspace."""
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.removed.click()
        else:
            super().keyPressEvent(event)


def _tool(symbol: str, name: str, spoken: str) -> QToolButton:
    button = QToolButton()
    button.setIcon(icon(symbol))
    button.setObjectName(name)
    button.setAccessibleName(phrase(spoken))
    button.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
    dress(button, "quiet")
    return button
