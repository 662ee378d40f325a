"""`ListBody`: the records of a sheet as a list on the left, the chosen one as a form on the right."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QApplication, QListView, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from planner.domain.fields import Kind
from planner.domain.record import Record
from planner.domain.steps import Sheet, Step
from planner.gui import record_edits
from planner.gui.models.record_list import ID_ROLE, RecordList
from planner.gui.theme import dress
from planner.gui.widgets.field_row import Card
from planner.gui.widgets.line_delegate import LineDelegate
from planner.gui.widgets.record_form import RecordForm
from planner.gui.widgets.sheet_body import SheetBody
from planner.gui.widgets.sheet_tools import SheetTools
from planner.gui.widgets.text_editors import Line
from planner.gui.wording import noun, phrase, title_of
from planner.gui.workspace import Workspace
from planner.i18n import _
from planner.services.document import Changes

_SIDE_BY_SIDE = 600
"""Width in pixels at 100 % below which the form goes under the list."""
_MANY = 300
"""Lists longer than this have lines of one height, also for headings, so that they open at once."""


class RecordLines(QListView):
    """The list: Delete removes, Alt+Up and Alt+Down move, paste adds, Enter goes to the form."""

    keyed = Signal(str)
    """One of "delete", "up", "down", "paste", "copy", "open", "new"."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Translate the keys that mean something here."""
        alt = event.modifiers() == Qt.KeyboardModifier.AltModifier
        key = event.key()
        if event.matches(QKeySequence.StandardKey.Paste):
            self.keyed.emit("paste")
        elif event.matches(QKeySequence.StandardKey.Copy):
            self.keyed.emit("copy")
        elif key == Qt.Key.Key_Delete:
            self.keyed.emit("delete")
        elif alt and key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.keyed.emit("up" if key == Qt.Key.Key_Up else "down")
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.keyed.emit("open")
        elif key == Qt.Key.Key_Insert:
            self.keyed.emit("new")
        else:
            super().keyPressEvent(event)


class ListBody(SheetBody):
    """List and form. The line under the list takes a new record by name, or fifty pasted ones."""

    def __init__(
        self,
        workspace: Workspace,
        sheet: Sheet,
        step: Step,
        parent: QWidget | None = None,
        *,
        headed: bool = False,
    ) -> None:
        """Build both sides; `headed` lists the records that group these as headings that can be chosen."""
        super().__init__(workspace, sheet, step, parent)
        about = sheet.kind.about
        self.model = RecordList(sheet.kind, headed=headed, parent=self)
        self.lines = RecordLines()
        self.lines.setObjectName(f"{about.kind}_list")
        self.lines.setAccessibleName(phrase(_(about.nouns)))
        self.lines.setModel(self.model)
        self.lines.setResizeMode(QListView.ResizeMode.Adjust)
        self.lines.setMouseTracking(True)
        self.lines.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.lines.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.lines.setItemDelegate(self._delegate(step))
        self.lines.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        dress(self.lines, "records")
        self.tools = SheetTools(workspace, about.kind)
        self.form = RecordForm(workspace, sheet)
        self.forms = QStackedWidget()
        self.forms.addWidget(self.form)
        self.quick = Line()
        self._build_tools()
        self._lay_out()
        self.lines.selectionModel().currentChanged.connect(self._went)
        self.lines.keyed.connect(self._keyed)
        workspace.findings_changed.connect(self._mark)

    def refresh(self, changes: Changes | None) -> None:
        """Show what the plan says now, keeping the place."""
        plan = self.workspace.document.plan
        at, top = self.current_id(), self.lines.verticalScrollBar().value()
        row = self.lines.currentIndex().row()
        rows = self.sheet.rows(plan)
        self.lines.setUniformItemSizes(len(rows) > _MANY)
        if self.model.show_rows(rows, plan):
            self._return_to(at, row, top)
        elif not self.lines.currentIndex().isValid() and rows:
            self._return_to("", 0, 0)
        else:
            self.lines.viewport().update()
        self._show_current(changes)
        empty = not self.model.lines
        self._split.setVisible(not empty)
        self._empty_card.setVisible(empty)
        self.tools.show_makers(not empty)
        self.tools.chosen(bool(self.current_id()))
        self._mark()

    def reveal(self, record_id: str, field: str = "") -> bool:
        """Choose a record and put the keyboard into a field of it."""
        if not self.select(record_id):
            return False
        form = self.forms.currentWidget()
        if isinstance(form, RecordForm):
            form.focus_field(field)
        return True

    def commit(self) -> None:
        """Write what is still being typed."""
        for number in range(self.forms.count()):
            form = self.forms.widget(number)
            if isinstance(form, RecordForm):
                form.commit()
        if self.quick.text().strip() and self.quick.hasFocus():
            self._quick_entered()

    def add(self) -> None:
        """Make a record below the chosen one and go to its first field."""
        self.commit()
        self._made(
            record_edits.add(self.workspace, self.sheet, after=self._neighbor(), values=self.group_values())
        )

    def current_id(self) -> str:
        """The id of the chosen record, "" for none."""
        return str(self.lines.currentIndex().data(ID_ROLE) or "")

    def current(self) -> Record | None:
        """The chosen record."""
        return self.workspace.document.plan.find(self.current_id())

    def select(self, record_id: str) -> bool:
        """Choose a record; return whether it is in the list."""
        row = self.model.row_of(record_id)
        if row < 0:
            return False
        self.lines.setCurrentIndex(self.model.index(row))
        self.lines.scrollTo(self.model.index(row))
        return True

    def group_values(self) -> dict[str, Any]:
        """What a new record gets so that it stands in the group of the chosen one."""
        group, record = self.model.group, self.current()
        if group is None or record is None or self.sheet.only is not None:
            return {}
        if record.about.kind in group.target:
            return {group.name: record.id}
        return {group.name: getattr(record, group.name)} if isinstance(record, self.sheet.kind) else {}

    def paste(self, pasted: str) -> None:
        """Make a record of each pasted line."""
        columns = record_edits.paste_columns(self.sheet)
        made = record_edits.paste(
            self.workspace, self.sheet, pasted, columns, after=self._neighbor(), values=self.group_values()
        )
        if made:
            self.refresh(None)
            self.select(made[-1])

    def delete(self) -> None:
        """Delete the chosen record and stay near."""
        record = self.current()
        if record is not None:
            record_edits.delete(self.workspace, [record])
            self.refresh(None)

    def shift(self, step: int) -> None:
        """Move the chosen record past its neighbor of the same kind."""
        record = self.current()
        if record is None:
            return
        self.commit()
        near = [
            line.record
            for line in self.model.lines
            if line.record is not None and type(line.record) is type(record)
        ]
        at = next(number for number, each in enumerate(near) if each.id == record.id)
        if 0 <= at + step < len(near):
            other = near[at + step]
            record_edits.move(
                self.workspace, record, before=other if step < 0 else None, after=other if step > 0 else None
            )
            self.refresh(None)
            self.select(record.id)

    def show_form(self, record: Record | None) -> RecordForm:
        """Show the form for a record; subclasses with several kinds choose which."""
        self.form.show_record(record)
        return self.form

    def _delegate(self, step: Step) -> LineDelegate:
        """Paint titles that are sentences on two lines."""
        title = record_edits.title_field(self.sheet)
        rows = 2 if title is not None and title.kind is Kind.NOTE else 1
        theme = self.workspace.theme
        return LineDelegate(self.lines, theme, *theme.phase(step.code), title_lines=rows)

    def _build_tools(self) -> None:
        self.tools.new(_("+ New {noun}").format(noun=noun(self.sheet)), self.add)
        self.tools.usual(
            lambda: self.paste(QApplication.clipboard().text()),
            lambda: self.shift(-1),
            lambda: self.shift(1),
            self.delete,
        )

    def _lay_out(self) -> None:
        px = self.workspace.theme.px
        left = Card(self.workspace)
        left.column.setContentsMargins(1, px(6), 1, px(8))
        left.column.setSpacing(px(6))
        left.column.addWidget(self.lines, 1)
        if record_edits.title_field(self.sheet) is not None:
            self.quick.setObjectName(f"{self.sheet.kind.about.kind}_quick_edit")
            said = _("Add {noun}: type, Enter").format(noun=noun(self.sheet))
            self.quick.setPlaceholderText(said)
            self.quick.setAccessibleName(said)
            self.quick.setAccessibleDescription(_("Pasted lines become one entry each"))
            self.quick.takes_lines = True
            self.quick.returnPressed.connect(self._quick_entered)
            self.quick.lines_pasted.connect(self.paste)
            holder = QVBoxLayout()
            holder.setContentsMargins(px(8), 0, px(8), 0)
            holder.addWidget(self.quick)
            left.column.addLayout(holder)
        self._split = QSplitter(Qt.Orientation.Horizontal)
        dress(self._split, "clear")
        self._split.setChildrenCollapsible(False)
        self._split.setHandleWidth(px(12))
        left.setMinimumWidth(px(190))
        self.forms.setMinimumWidth(px(260))
        self._split.addWidget(left)
        self._split.addWidget(self.forms)
        self._split.setStretchFactor(0, 1)
        self._split.setStretchFactor(1, 2)
        self._split.setSizes([px(270), px(540)])
        self._empty_card = Card(self.workspace)
        self._empty_card.column.addWidget(self.empty_note())
        self.column.addWidget(self.tools)
        self.column.addWidget(self._split, 1)
        self.column.addWidget(self._empty_card, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the form under the list where there is no room beside it."""
        super().resizeEvent(event)
        wide = self.width() >= self.workspace.theme.px(_SIDE_BY_SIDE)
        wanted = Qt.Orientation.Horizontal if wide else Qt.Orientation.Vertical
        if self._split.orientation() is not wanted:
            self._split.setOrientation(wanted)
            self._split.setSizes([1, 2])

    def _made(self, record_id: str | None) -> None:
        if record_id is not None:
            self.refresh(None)
            self.reveal(record_id, record_edits.entry_field(self.sheet))

    def _neighbor(self) -> Record | None:
        """The record a new one goes below: the chosen one, where it is of the sheet's kind."""
        record = self.current()
        return record if isinstance(record, self.sheet.kind) else None

    def _quick_entered(self) -> None:
        text = " ".join(self.quick.text().split())
        field = record_edits.title_field(self.sheet)
        if not text or field is None:
            return
        values = {**self.group_values(), field.name: text}
        made = record_edits.add(self.workspace, self.sheet, after=self._neighbor(), values=values)
        if made is not None:
            self.quick.clear()
            self.refresh(None)
            self.select(made)

    def _keyed(self, what: str) -> None:
        if what == "delete":
            self.delete()
        elif what in ("up", "down"):
            self.shift(-1 if what == "up" else 1)
        elif what == "paste":
            self.paste(QApplication.clipboard().text())
        elif what == "new":
            self.add()
        elif what == "copy":
            record = self.current()
            QApplication.clipboard().setText(
                "" if record is None else title_of(record, self.workspace.document.plan)
            )
        elif isinstance(form := self.forms.currentWidget(), RecordForm):
            form.focus_field()

    def _return_to(self, record_id: str, row: int, top: int) -> None:
        """Find the place again after the lines were built anew."""
        if not self.select(record_id):
            chosen = [number for number, line in enumerate(self.model.lines) if line.record is not None]
            near = next((number for number in chosen if number >= row), chosen[-1] if chosen else -1)
            self.lines.setCurrentIndex(self.model.index(near) if near >= 0 else QModelIndex())
        self.lines.verticalScrollBar().setValue(top)
        self.lines.scrollTo(self.lines.currentIndex())

    def _went(self, current: QModelIndex, _previous: QModelIndex) -> None:
        record_id = str(current.data(ID_ROLE) or "")
        self.tools.chosen(bool(record_id))
        self._show_current(None)
        self.chosen.emit(record_id)

    def _show_current(self, changes: Changes | None) -> None:
        record = self.current()
        form = self.show_form(record)
        self.forms.setCurrentWidget(form)
        if record is not None:
            form.refresh(changes)

    def _mark(self) -> None:
        found: Sequence[Any] = self.workspace.known_findings
        self.model.mark(frozenset(each.entity_id for each in found if not each.waived))
