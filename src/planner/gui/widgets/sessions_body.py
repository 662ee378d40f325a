"""`SessionsBody`: the sessions as a list; the chosen one with its agenda drawn against the time there is."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QHBoxLayout,
    QMenu,
    QPushButton,
    QSplitter,
    QWidget,
)

from planner.domain.analysis.agenda import items
from planner.domain.figures.agenda import session_agenda
from planner.domain.record import Record
from planner.domain.records import AgendaItem, Session
from planner.domain.steps import PHASES, Sheet, Step, step
from planner.gui import agenda_edits, record_edits
from planner.gui.canvas.figure_view import FigureView, Region
from planner.gui.theme import dress
from planner.gui.widgets.field_row import Card
from planner.gui.widgets.labels import ElidedLabel, PlainLabel
from planner.gui.widgets.list_body import ListBody
from planner.gui.widgets.record_form import RecordForm
from planner.gui.widgets.text_editors import Line
from planner.gui.workspace import Workspace
from planner.i18n import _
from planner.services.document import Changes

_FIELDS = ("label", "minutes", "step", "actual_minutes")
_LEAST = 300.0  # points below which the drawing is not built narrower


class SessionsBody(ListBody):
    """The form shows the chosen session, or the chosen part of its agenda."""

    def __init__(self, workspace: Workspace, sheet: Sheet, step: Step, parent: QWidget | None = None) -> None:
        """Build list, form and agenda."""
        self.view = FigureView(workspace.theme, "agenda_figure")
        self.entry = Line()
        self._item = ""
        super().__init__(workspace, sheet, step, parent)
        self.part = RecordForm(workspace, Sheet(kind=AgendaItem, fields=_FIELDS))
        self.forms.addWidget(self.part)
        self.view.takes = "n+-="
        self.view.chosen.connect(self._choose)
        self.view.activated.connect(lambda _key: self.part.focus_field("label"))
        self.view.typed.connect(self._typed)
        self.view.nudged.connect(lambda key, _right, down: self._move(key, down))
        self.view.dropped.connect(self._drop)
        self.view.removal_wanted.connect(self._remove)
        self.view.room_changed.connect(lambda _room: self._draw())

    @property
    def session(self) -> Session | None:
        """The chosen session."""
        record = self.current()
        return record if isinstance(record, Session) else None

    def refresh(self, changes: Changes | None) -> None:
        """Show what the plan says now."""
        super().refresh(changes)
        self._draw()

    def show_form(self, record: Record | None) -> RecordForm:
        """Show the session, or the part of its agenda that is chosen."""
        item = self.workspace.document.plan.get(AgendaItem, self._item)
        if item is None or record is None or item.session_id != record.id:
            self._item = ""
            self._draw()
            return super().show_form(record)
        self.part.show_record(item)
        return self.part

    def reveal(self, record_id: str, field: str = "") -> bool:
        """Go to a session, or to a part of one."""
        item = self.workspace.document.plan.get(AgendaItem, record_id)
        if item is None:
            self._choose("")
            return super().reveal(record_id, field)
        if item.session_id is None or not self.select(item.session_id):
            return False
        self.view.choose(item.id, tell=True)
        self.part.focus_field(field or "label")
        return True

    def commit(self) -> None:
        """Write what is still being typed."""
        super().commit()
        if self.entry.text().strip() and self.entry.hasFocus():
            self._entered()

    def add_step(self, code: str) -> None:
        """Put a step of the method on the agenda, with its typical minutes."""
        if self.session is not None:
            self._made_part(agenda_edits.add_step(self.workspace, self.session, step(code), self._chosen()))

    def _lay_out(self) -> None:
        super()._lay_out()
        px = self.workspace.theme.px
        right = QSplitter(Qt.Orientation.Vertical)
        right.setObjectName("session_splitter")
        dress(right, "clear")
        right.setChildrenCollapsible(False)
        right.setHandleWidth(px(12))
        at = self._split.indexOf(self.forms)
        right.addWidget(self.forms)
        right.addWidget(self._agenda())
        right.setStretchFactor(0, 2)
        right.setStretchFactor(1, 3)
        right.setSizes([px(200), px(330)])
        self._split.insertWidget(at, right)
        self._split.setStretchFactor(at, 2)
        self._split.setSizes([px(250), px(560)])

    def _agenda(self) -> QWidget:
        px = self.workspace.theme.px
        card = Card(self.workspace)
        card.setObjectName("agenda_card")
        card.column.setContentsMargins(px(16), px(10), px(12), px(12))
        card.column.setSpacing(px(8))
        head = QHBoxLayout()
        title = ElidedLabel(_("Agenda"), "strong")
        self._steps = QPushButton(_("Add a step ▾"))
        self._steps.setObjectName("agenda_step_button")
        self._steps.setAccessibleName(_("Add a step of the method, with its usual minutes"))
        self._steps.setAutoDefault(False)
        self._steps.clicked.connect(lambda _on=False: self._choose_step())
        head.addWidget(title, 1)
        head.addWidget(self._steps)
        card.column.addLayout(head)
        self._hint = PlainLabel(
            _("Put in what the session is for: a step, or your own words."), "second", wrap=True
        )
        card.column.addWidget(self._hint)
        card.column.addWidget(self.view, 1)
        said = _("Add a part: words, minutes, Enter. For example: Welcome 10")
        self.entry.setObjectName("agenda_item_quick_edit")
        self.entry.setPlaceholderText(said)
        self.entry.setAccessibleName(said)
        self.entry.takes_lines = True
        self.entry.returnPressed.connect(self._entered)
        self.entry.lines_pasted.connect(self._pasted)
        card.column.addWidget(self.entry)
        card.setMinimumHeight(px(190))
        return card

    def _choose_step(self) -> None:
        menu = QMenu(self)
        menu.setObjectName("agenda_step_menu")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for phase in PHASES:
            menu.addSection(_(phase.name))
            for each in phase.steps:
                words = _("{code} {name}, {minutes} min").format(
                    code=each.code, name=_(each.name), minutes=each.minutes.typical
                )
                menu.addAction(words.replace("&", "&&")).setData(each.code)
        menu.triggered.connect(lambda chosen: self.add_step(chosen.data()))
        menu.popup(self._steps.mapToGlobal(self._steps.rect().bottomLeft()))

    def _draw(self) -> None:
        session = self.session
        self._steps.setEnabled(session is not None)
        self.entry.setEnabled(session is not None)
        if session is None:
            return
        drawn = session_agenda(self.workspace.document.plan, session, max(_LEAST, self.view.room - 4))
        regions = [
            Region(each.key, each.box, each.name, movable=True, removable=True) for each in drawn.places
        ]
        self.view.show_figure(drawn.figure, regions, regions)
        self._hint.setVisible(not drawn.places)

    def _chosen(self) -> AgendaItem | None:
        return self.workspace.document.plan.get(AgendaItem, self.view.current)

    def _choose(self, key: str) -> None:
        self._item = key
        self._show_current(None)

    def _typed(self, key: str, letter: str) -> None:
        item = self.workspace.document.plan.get(AgendaItem, key)
        if letter == "n":
            self.entry.setFocus()
        elif item is not None:
            agenda_edits.lengthen(
                self.workspace, item, -agenda_edits.STEP if letter == "-" else agenda_edits.STEP
            )

    def _move(self, key: str, down: int) -> None:
        item, session = self.workspace.document.plan.get(AgendaItem, key), self.session
        if item is None or session is None or not down:
            return
        at = [each.id for each in items(self.workspace.document.plan, session)].index(key)
        agenda_edits.place(self.workspace, item, at + down)
        self.view.choose(key)

    def _drop(self, key: str, _x: float, y: float) -> None:
        item = self.workspace.document.plan.get(AgendaItem, key)
        if item is not None:
            others = [each for each in self.view.regions if each.key != key]
            agenda_edits.place(self.workspace, item, sum(each.box.middle[1] < y for each in others))
            self.view.choose(key)

    def _remove(self, key: str) -> None:
        item = self.workspace.document.plan.get(AgendaItem, key)
        if item is not None:
            record_edits.delete(self.workspace, [item])

    def _entered(self) -> None:
        text, session = self.entry.text().strip(), self.session
        if text and session is not None:
            made = agenda_edits.add(self.workspace, session, [text], self._chosen())
            if made:
                self.entry.clear()
                self._made_part(made)

    def _pasted(self, pasted: str) -> None:
        if self.session is not None:
            self._made_part(
                agenda_edits.add(self.workspace, self.session, pasted.splitlines(), self._chosen())
            )

    def _made_part(self, made: str) -> None:
        if made:
            self._draw()
            self.view.choose(made)
