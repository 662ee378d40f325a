"""`Binding`: ties the editor of a field to that field of a record, both ways."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QElapsedTimer, QObject, QTimer, Signal

from planner.domain.fields import Field, Kind
from planner.domain.plan import Plan
from planner.domain.prompts import answer
from planner.domain.record import Record, default_of, is_blank, problems
from planner.errors import InvalidEdit, PlannerError
from planner.gui.link_search import new_values
from planner.gui.reading import Unreadable
from planner.gui.widgets.field_editor import FieldEditor, NewRecord
from planner.gui.wording import noun, phrase
from planner.gui.workspace import Workspace
from planner.i18n import _
from planner.services.document import Changes, Edit

REST = 800
"""Milliseconds without a keystroke after which what was typed is written."""
LONGEST = 3_000
"""Milliseconds after which it is written though the typing goes on: what a crash may cost."""


def resolved(edit: Edit, field: Field, value: Any) -> Any:
    """Return the value with the records made that it names and that were not there yet."""
    if isinstance(value, tuple):
        return tuple(resolved(edit, field, each) for each in value)
    if isinstance(value, NewRecord):
        title = {value.kind.about.title: value.title, **new_values(field)}
        return edit.add(value.kind, **title).id
    return value


class Binding(QObject):
    """Writes what is typed into a record, and shows what the record says when something else changed it.

    Leaving the field, Enter, resting, or typing for long commits, as one undo step for each visit. The editor
    that wrote is left alone, so that the caret never jumps; one that is being typed in keeps its text. A
    refused edit shows its sentence under the field and keeps the text.
    """

    written = Signal()
    """An edit of this field went through."""

    def __init__(self, workspace: Workspace, editor: FieldEditor, record: Record | None = None) -> None:
        """Bind the editor's field; `bind` gives it another record later."""
        super().__init__(editor)
        self._workspace = workspace
        self._editor = editor
        self._field = editor.field
        self._kind = editor.kind
        self._id: str | None = None
        self._visit = 0
        self._kinds = {self._kind.about.kind, *self._field.target}
        self._typing = QElapsedTimer()
        self._resting = QTimer(self, singleShot=True)
        self._resting.timeout.connect(self._rest)
        editor.edited.connect(self._type)
        editor.committed.connect(self._save)
        editor.left.connect(self._leave)
        workspace.changed.connect(self._look)
        if record is not None:
            self.bind(record)

    @property
    def editor(self) -> FieldEditor:
        """The editor."""
        return self._editor

    @property
    def record_id(self) -> str:
        """The id of the record it edits; an empty text where there is none yet."""
        return self._id or ""

    @property
    def field(self) -> Field:
        """The field it edits."""
        return self._field

    def bind(self, record: Record | None) -> None:
        """Show another record from now on. One without an id is made with the first value that is entered."""
        self._resting.stop()
        self._visit += 1
        self._id = None if record is None else record.id
        self._editor.show_value(self._blank() if record is None else getattr(record, self._field.name))
        self._account()

    def commit(self) -> None:
        """Write what is typed and not yet written."""
        self._resting.stop()
        if self._editor.typed:
            self._editor.commit()

    def show(self) -> None:
        """Show what the plan says."""
        record = self._record(self._workspace.document.plan)
        self._editor.show_value(self._blank() if record is None else getattr(record, self._field.name))
        self._account()

    def _account(self) -> None:
        """Tell whether the field holds something that is not in the file."""
        self._workspace.note_unsaved(self, self._editor.typed)

    def _record(self, plan: Plan) -> Record | None:
        """The record as the plan has it now."""
        if self._id:
            return plan.get(self._kind, self._id)
        return plan.one(self._kind) if self._kind.about.single and self._id is not None else None

    def _blank(self) -> Any:
        return default_of(self._kind, self._field.name)

    def _write(self, edit: Edit, record: Record | None, value: Any) -> None:
        """Put the value into the record, making the record where it is not stored yet."""
        if record is not None and record.id:
            edit.set(record, **{self._field.name: value})
        else:
            edit.add(self._kind, **{self._field.name: value})

    def _refuses(self, record: Record | None) -> bool:
        """Whether there is nothing to write to."""
        return record is None

    def _save(self, value: Any) -> None:
        self._resting.stop()
        record = self._record(self._workspace.document.plan)
        current = self._blank() if record is None else getattr(record, self._field.name)
        if value == current or self._refuses(record):
            self._account()
            return
        key = (self._kind.about.kind, self._merge_id(record), self._field.name, self._visit)
        label = _("Edit {noun}").format(noun=noun(self._kind))
        try:
            with self._workspace.document.edit(
                label, step=self._workspace.step, merge=key, origin=self._editor
            ) as edit:
                self._write(edit, record, resolved(edit, self._field, value))
        except InvalidEdit as refused:
            self._editor.typed = True
            self._editor.set_problem(phrase(refused.what))
            self._account()
            return
        except PlannerError as error:
            self._editor.typed = True
            self._workspace.failed.emit(error)
            self._account()
            return
        if _names_new(value):
            self.show()
        self._account()
        self.written.emit()

    def _merge_id(self, record: Record | None) -> str:
        return self._id or (record.id if record is not None else "")

    def _type(self) -> None:
        """Wait for a rest, but not for ever."""
        self._account()
        if not self._resting.isActive():
            self._typing.start()
        self._resting.start(max(0, min(REST, LONGEST - self._typing.elapsed())))

    def _rest(self) -> None:
        """Write while typing pauses, but say nothing about unfinished text, unless it is too long."""
        if not self._editor.rests:
            return
        try:
            value = self._editor.value()
        except Unreadable:
            return
        if next(problems(self._field, value), None) is None:
            self._editor.set_problem("")
            self._editor.typed = False
            self._save(value)
        elif isinstance(value, str) and 0 < self._field.max_length < len(value):
            self._editor.commit()

    def _leave(self) -> None:
        self._resting.stop()
        self._visit += 1

    def _look(self, changes: Changes) -> None:
        """Follow a change that came from elsewhere."""
        if changes.origin is self._editor or not self._concerned(changes):
            return
        if self._editor.typed and self._editor.has_focus():
            return
        self.show()

    def _concerned(self, changes: Changes) -> bool:
        touched = changes.ids
        if self._field.kind in (Kind.REFERENCE, Kind.REFERENCES) and not self._field.target:
            return True
        if self._field.kind is Kind.NUMBERS and not self._field.options:
            return True
        if self._id and touched.keys() & self._kinds == {self._kind.about.kind}:
            return self._id in touched[self._kind.about.kind]
        return bool(touched.keys() & self._kinds)


class AnswerBinding(Binding):
    """Binds a field of the record that answers a prompt: the first value makes it, clearing unmakes it."""

    def __init__(self, workspace: Workspace, editor: FieldEditor, keys: Mapping[str, Any]) -> None:
        """Find the record by the values that make it the answer, such as lesson and statement number."""
        super().__init__(workspace, editor)
        self._keys = dict(keys)
        self.more: Mapping[str, Any] = {}
        """Values a new answer gets besides, such as how many people rated."""
        self.show()

    def ask(self, keys: Mapping[str, Any]) -> None:
        """Bind another answer, for example that of another group."""
        self.commit()
        self._visit += 1
        self._keys = dict(keys)
        self.show()

    def _record(self, plan: Plan) -> Record | None:
        return answer(plan, self._kind, self._keys)

    def _merge_id(self, record: Record | None) -> str:
        return " ".join(f"{name}={each}" for name, each in self._keys.items())

    def _refuses(self, record: Record | None) -> bool:
        return False

    def _write(self, edit: Edit, record: Record | None, value: Any) -> None:
        name = self._field.name
        if record is None:
            edit.add(self._kind, **{**self._keys, **self.more, name: value})
            return
        left = [
            field.name
            for field in self._kind.fields()
            if field.name not in self._keys and field.name not in self.more and field.name != name
        ]
        empty = all(getattr(record, each) == default_of(self._kind, each) for each in left)
        if empty and (is_blank(value) or value is False or value == self._blank()):
            edit.delete(record)
        else:
            edit.set(record, **{name: value})


def _names_new(value: Any) -> bool:
    return isinstance(value, NewRecord) or (
        isinstance(value, tuple) and any(isinstance(each, NewRecord) for each in value)
    )
