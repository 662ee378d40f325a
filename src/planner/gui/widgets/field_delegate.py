"""The cells of a grid: the editor of a field in place, ticks, and the keys that go from cell to cell."""

from typing import Any

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QWidget
from shiboken6 import isValid

from planner.domain.fields import Field, Kind
from planner.domain.record import Record
from planner.errors import InvalidEdit, PlannerError
from planner.gui.binding import resolved
from planner.gui.models.record_table import RecordTable
from planner.gui.widgets.editors import editor_for
from planner.gui.widgets.field_editor import FieldEditor
from planner.gui.widgets.text_editors import Line
from planner.gui.wording import noun, phrase
from planner.gui.workspace import Workspace
from planner.i18n import _

Index = QModelIndex | QPersistentModelIndex
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class FieldDelegate(QStyledItemDelegate):
    """Puts the editor of a field into its cell and writes what it holds."""

    went_on = Signal(bool, bool)
    """An edit has ended: whether to go down, whether to go back; else on to the next cell."""
    escaped = Signal()
    """An edit was given up."""
    moved = Signal(int)
    """The row is to move so many rows down."""
    pasted = Signal(str)
    """Several lines were pasted into a cell."""
    refused = Signal(str)
    """A sentence about what could not be kept; "" when all is well."""

    def __init__(self, view: QWidget, table: RecordTable, workspace: Workspace) -> None:
        """Serve one view of a table."""
        super().__init__(view)
        self._table = table
        self._workspace = workspace
        self.editor: FieldEditor | None = None
        """The editor that was opened last."""
        self._record_id = ""

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        """Open the editor of the field."""
        field = self._table.columns[index.column()]
        record = self._table.record(index)
        editor = editor_for(field, self._table.kind, self._workspace, compact=True, parent=parent)
        editor.setAutoFillBackground(True)
        editor.setBackgroundRole(parent.palette().ColorRole.Base)
        self.editor, self._record_id = editor, record.id if record is not None else ""
        line = getattr(editor, "line", None)
        if isinstance(line, Line):
            line.takes_lines = True
            line.lines_pasted.connect(self.pasted)
        editor.committed.connect(lambda value: self._write(editor, field, value))
        editor.control.installEventFilter(self)
        QTimer.singleShot(0, editor, lambda: self._begin(editor))
        return editor

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw a cell; yes or no is a box with a tick, drawn in the colors of the theme."""
        super().paint(painter, option, index)
        field = self._table.columns[index.column()]
        record = self._table.record(index)
        if field.kind is Kind.FLAG and record is not None:
            draw_box(painter, option.rect, self._workspace, ticked=bool(getattr(record, field.name)))

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        """Leave the box to `paint`."""
        super().initStyleOption(option, index)
        option.features &= ~QStyleOptionViewItem.ViewItemFeature.HasCheckIndicator

    def editorEvent(
        self, event: QEvent, model: QAbstractItemModel, option: QStyleOptionViewItem, index: Index
    ) -> bool:
        """Tick with one click anywhere in the cell, or with Space."""
        field = self._table.columns[index.column()]
        if field.kind is not Kind.FLAG:
            return super().editorEvent(event, model, option, index)
        click = event.type() is QEvent.Type.MouseButtonRelease
        space = event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and event.text() == " "
        record = self._table.record(index)
        if (click or space) and record is not None:
            self.write(record, field, not getattr(record, field.name), None)
            return True
        return click

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Show the value, unless something is being typed over it."""
        record = self._table.record(index)
        if isinstance(editor, FieldEditor) and record is not None and not editor.typed:
            editor.show_value(getattr(record, editor.field.name))

    def setModelData(self, editor: QWidget, model: Any, index: Index) -> None:
        """Write what was typed."""
        if isinstance(editor, FieldEditor) and editor.typed and not editor.commit():
            self.refused.emit(editor.problem)

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        """Fill the cell."""
        editor.setGeometry(option.rect)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Give Enter, Tab and Escape their meaning in a grid."""
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            editor = self.editor
            if editor is not None and isValid(editor) and (watched is editor or watched is editor.control):
                if self._key(editor, event):
                    return True
                if watched is editor.control:
                    return False
        if not isinstance(watched, FieldEditor):
            return False
        return super().eventFilter(watched, event)

    def _key(self, editor: FieldEditor, event: QKeyEvent) -> bool:
        key = event.key()
        offering = bool(getattr(getattr(editor, "line", None), "open", False))
        if key in _ENTER and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            if offering and editor.typed:
                return False
            return self._finish(editor, down=True)
        if key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            return self._finish(editor, back=key == Qt.Key.Key_Backtab)
        if key == Qt.Key.Key_Escape and not offering:
            editor.typed = False
            self.refused.emit("")
            self.closeEditor.emit(editor)
            self.escaped.emit()
            return True
        if event.modifiers() == Qt.KeyboardModifier.AltModifier and key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.moved.emit(-1 if key == Qt.Key.Key_Up else 1)
            return True
        return False

    def _finish(self, editor: FieldEditor, *, down: bool = False, back: bool = False) -> bool:
        if editor.typed and not editor.commit():
            self.refused.emit(editor.problem)
            return True
        self.refused.emit("")
        self.closeEditor.emit(editor)
        self.went_on.emit(down, back)
        return True

    def _begin(self, editor: FieldEditor) -> None:
        line = getattr(editor, "line", None)
        if line is not None and editor is self.editor and not editor.typed:
            line.selectAll()

    def _write(self, editor: FieldEditor, field: Field, value: Any) -> None:
        record = self._workspace.document.plan.get(self._table.kind, self._record_id)
        if record is not None and value != getattr(record, field.name):
            self.write(record, field, value, editor)

    def write(self, record: Record, field: Field, value: Any, editor: FieldEditor | None) -> None:
        """Put a value into a field of a record, as one edit; a refusal is told below the tools."""
        kind = self._table.kind
        key = (kind.about.kind, record.id, field.name, id(editor)) if editor is not None else None
        label = _("Edit {noun}").format(noun=noun(kind))
        document, step = self._workspace.document, self._workspace.step
        try:
            with document.edit(label, step=step, merge=key, origin=editor) as edit:
                edit.set(record, **{field.name: resolved(edit, field, value)})
        except InvalidEdit as refused:
            if editor is not None:
                editor.typed = True
                editor.set_problem(phrase(refused.what))
            self.refused.emit(phrase(refused.what))
        except PlannerError as error:
            self._workspace.failed.emit(error)


def draw_box(painter: QPainter, cell: QRect, workspace: Workspace, *, ticked: bool) -> None:
    """Draw a box with or without a tick at the left of a cell."""
    theme = workspace.theme
    size = theme.px(18)
    box = QRectF(cell.left() + theme.px(11), cell.center().y() - size / 2, size, size)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(theme.color("theory" if ticked else "border"), max(1.2, theme.px(1.4))))
    painter.setBrush(theme.color("theory" if ticked else "card"))
    painter.drawRoundedRect(box, theme.px(4), theme.px(4))
    if ticked:
        painter.setPen(QPen(theme.color("card"), theme.px(2)))
        third = size / 4
        painter.drawPolyline(
            [
                QPointF(box.left() + third, box.center().y()),
                QPointF(box.center().x() - third / 4, box.bottom() - third),
                QPointF(box.right() - third * 0.8, box.top() + third),
            ]
        )
    painter.restore()
