"""`FieldEditor`: what every editor of a field has in common."""

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from planner.domain.fields import Field
from planner.domain.record import Record, problems
from planner.gui.reading import Unreadable
from planner.gui.theme import dress
from planner.gui.wording import phrase
from planner.gui.workspace import Workspace
from planner.i18n import _


@dataclass(frozen=True)
class NewRecord:
    """A link to what does not exist yet: the edit that sets the link makes the record, by its name."""

    kind: type[Record]
    title: str


class FieldEditor(QWidget):
    """The control for one field, with the sentence under it that says what is wrong.

    `committed` carries the value when the person means it: on Enter, on leaving, on a click. `edited` says
    that something was typed and is not committed yet. What was typed is kept, even where it means nothing.
    `compact` editors live in the cells of a grid and leave the sentence to the grid.
    """

    committed = Signal(object)
    edited = Signal()
    rests = True
    """Whether what is typed may be written while typing pauses."""
    left = Signal()
    """The focus went elsewhere."""

    def __init__(
        self,
        field: Field,
        kind: type[Record],
        workspace: Workspace,
        *,
        compact: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        """Make the frame; subclasses put their control into it with `_place`."""
        super().__init__(parent)
        self.field = field
        self.kind = kind
        self.workspace = workspace
        self.compact = compact
        self.typed = False
        self.setObjectName(f"{field.name}_editor")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(workspace.theme.px(4))
        self._problem: QLabel | None = None
        self._control: QWidget = self

    def value(self) -> Any:
        """Return the value as it stands; raise Unreadable where the typed text means none."""
        raise NotImplementedError

    def show_value(self, value: Any) -> None:
        """Show a value of the plan; what was typed and not committed is replaced."""
        raise NotImplementedError

    def commit(self) -> bool:
        """Send the value, or show why there is none; return whether it was sent."""
        try:
            value = self.value()
        except Unreadable as unreadable:
            self.set_problem(str(unreadable))
            return False
        said = (
            None if isinstance(value, NewRecord) else next(problems(self.field, self._checkable(value)), None)
        )
        if said is not None:
            self.set_problem(_("{field} {problem}.").format(field=_(self.field.label), problem=said))
            return False
        self.set_problem("")
        self.typed = False
        self.committed.emit(value)
        return True

    def set_problem(self, text: str) -> None:
        """Show a sentence under the control, or none."""
        state = "problem" if text else ""
        if state != (self._control.property("state") or ""):
            self._control.setProperty("state", state)
            style = self._control.style()
            style.unpolish(self._control)
            style.polish(self._control)
        if self._problem is None and text and not self.compact:
            self._problem = QLabel()
            self._problem.setObjectName(f"{self.field.name}_problem")
            self._problem.setTextFormat(Qt.TextFormat.PlainText)
            self._problem.setWordWrap(True)
            dress(self._problem, "stop")
            self._column.addWidget(self._problem)
        if self._problem is not None:
            self._problem.setText(phrase(text))
            self._problem.setAccessibleName(text)
            self._problem.setVisible(bool(text))
        self.setProperty("problem", text)

    @property
    def problem(self) -> str:
        """The sentence that is shown, or ""."""
        return self.property("problem") or ""

    @property
    def control(self) -> QWidget:
        """The part that takes the keyboard."""
        return self._control

    def focus(self) -> None:
        """Put the keyboard here."""
        self._control.setFocus(Qt.FocusReason.OtherFocusReason)

    def has_focus(self) -> bool:
        """Whether the keyboard is in this editor or a popup of it."""
        at = QApplication.focusWidget()
        return at is not None and (at is self or self.isAncestorOf(at))

    def _checkable(self, value: Any) -> Any:
        """The value without records that are yet to be made."""
        if isinstance(value, tuple):
            return tuple(each for each in value if not isinstance(each, NewRecord))
        return value

    def _place(self, widget: QWidget, control: QWidget | None = None, suffix: str = "edit") -> None:
        """Put the control in, and name it for tests, screen readers and programs that drive the window."""
        self._column.insertWidget(0, widget)
        self._control = control or widget
        self._control.setObjectName(f"{self.field.name}_{suffix}")
        self._control.setAccessibleName(_(self.field.label))
        self._control.setAccessibleDescription(_(self.field.hint))
        self.setFocusProxy(self._control)
        self._control.installEventFilter(self)

    def _row(self, *widgets: QWidget, gap: int = 4) -> QWidget:
        """Set widgets side by side."""
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(self.workspace.theme.px(gap))
        for widget in widgets:
            row.addWidget(widget)
        return holder

    def _note_typing(self) -> None:
        self.typed = True
        self.edited.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Notice that the focus leaves the control."""
        if event.type() is QEvent.Type.FocusOut and isinstance(event, QFocusEvent):
            passing = (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.MenuBarFocusReason)
            if event.reason() not in passing:
                self._leave()
        return super().eventFilter(watched, event)

    def _leave(self) -> None:
        """Commit what was typed, then say that the visit is over."""
        if self.typed:
            self.commit()
        self.left.emit()
