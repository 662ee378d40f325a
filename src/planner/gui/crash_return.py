"""After a crash: the same workshop, step and place again, and the text that was being typed."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QThreadPool, QTimer
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QApplication,
    QLineEdit,
    QPlainTextEdit,
    QScrollBar,
    QTextEdit,
    QWidget,
)
from shiboken6 import isValid

from planner.gui import sittings
from planner.gui.binding import Binding
from planner.gui.canvas.inline_editor import InlineEditor
from planner.gui.sittings import Draft, Left
from planner.gui.undo_filter import uncommitted
from planner.gui.widgets.field_editor import FieldEditor
from planner.gui.widgets.record_grid import RecordGrid
from planner.gui.workshop_view import WorkshopView
from planner.i18n import _, ngettext

LOOKS_EVERY = 1_500
"""Milliseconds between two looks at what is typed: two seconds may be lost, and a busy machine is late."""
_CALM = 18
"""Looks after which returning there is known to do no harm."""

_Text = QLineEdit | QPlainTextEdit


class SittingKeeper(QObject):
    """Writes down how an open workshop is, as long as it is open."""

    def __init__(self, view: WorkshopView, left: Left | None = None) -> None:
        """Begin; after a crash with how the workshop was `left`, which is shown once the window is there.

        What was left is only written over once it is shown; until then it counts the returns.
        """
        super().__init__(view)
        self._view = view
        self._paths = view.workspace.paths
        self._returns = 0 if left is None else left.returns + 1
        self._looks = 0
        self._closed = False
        self._homeless: tuple[Draft, ...] = ()
        self._written: Left | None = left
        self._writer = QThreadPool(self)
        self._writer.setMaxThreadCount(1)
        self._timer = QTimer(self, interval=LOOKS_EVERY)
        self._timer.timeout.connect(self.look)
        if left is not None:
            sittings.write(self._paths, replace(left, returns=self._returns))
        QTimer.singleShot(0, self, lambda: self._begin(left))

    def _begin(self, left: Left | None) -> None:
        if self._closed:
            return
        if left is not None:
            self._homeless = bring_back(self._view, left, self._copy)
        self.look()
        self._timer.start()

    def look(self) -> None:
        """Have how the workshop is now written, where that differs from what is written.

        The disk may take its time for that; the window does not wait for it.
        """
        self._looks += 1
        if self._looks > _CALM:
            self._returns = 0
        left = how_it_is(self._view, self._returns)
        left = replace(left, drafts=left.drafts + self._homeless)
        if left != self._written:
            self._writer.clear()  # what waited for a slow disk is out of date
            self._writer.start(lambda: self._write(left))

    def close(self) -> None:
        """End: the workshop was closed as it should be."""
        self._timer.stop()
        self._closed = True
        self._writer.clear()
        self._writer.waitForDone()
        for each in {self._written and self._written.workshop, str(self._view.workspace.document.path)}:
            if each:
                sittings.forget(self._paths, Path(each))

    def _write(self, left: Left) -> None:
        """Write, on a thread of its own; one that fails is tried again with the next look."""
        before = self._written
        if sittings.write(self._paths, left):
            self._written = left
            if before is not None and before.workshop != left.workshop:  # the work goes on in a copy
                sittings.forget(self._paths, Path(before.workshop))

    def _copy(self) -> None:
        """Copy the texts that have no place."""
        QApplication.clipboard().setText("\n".join(each.text for each in self._homeless))
        self._homeless = ()


def how_it_is(view: WorkshopView, returns: int = 0) -> Left:
    """Return how an open workshop is now."""
    pane = view.current
    workspace = view.workspace
    return Left(
        workshop=str(workspace.document.path.absolute()),
        step=workspace.step,
        place=pane.page.place() if pane is not None else ("", ""),
        scroll=dict(_scrolled(pane)) if pane is not None else {},
        drafts=tuple(_drafts(view)),
        returns=returns,
    )


def bring_back(view: WorkshopView, left: Left, copy: Callable[[], object]) -> tuple[Draft, ...]:
    """Show a workshop as it was left, with the text that was typed, and say so in one line.

    Texts that cannot be typed again where they were are returned, and offered to be copied with `copy`.
    """
    pane = view.current
    there = pane is not None and view.workspace.step == left.step
    if pane is not None and there:
        pane.page.return_to(left.place)
        for name, places in left.scroll.items():
            area = next(iter(pane.findChildren(QAbstractScrollArea, name)), None)
            if area is not None:
                bars = (area.horizontalScrollBar(), area.verticalScrollBar())
                for bar, wanted in zip(bars, places, strict=True):
                    _scroll(bar, wanted)
    said = [
        _("The program ended unexpectedly. Everything that was saved is here, and you are where you were.")
    ]
    if not there:
        said = [_("The program ended unexpectedly. Everything that was saved is here.")]
    drafts = sorted(left.drafts, key=lambda each: each.focused)
    homeless = tuple(each for each in drafts if not ((there or each.part != "page") and _type(view, each)))
    if homeless:
        said.append(
            ngettext(
                "{count} text that was being typed is still to be put in.",
                "{count} texts that were being typed are still to be put in.",
                len(homeless),
            ).format(count=len(homeless))
        )
        action = ngettext("Copy the text", "Copy the texts", len(homeless))
        view.workspace.tell(" ".join(said), action=action, then=copy, lasting=True)
        return homeless
    if drafts:
        said.append(_("What you were typing is here too."))
    view.notices.tell(" ".join(said))
    return ()


def _scrolled(pane: QWidget) -> Iterator[tuple[str, tuple[int, int]]]:
    for area in pane.findChildren(QAbstractScrollArea):
        bars = area.horizontalScrollBar(), area.verticalScrollBar()
        at = (bars[0].value(), bars[1].value())
        if (
            any(at)
            and area.objectName()
            and area.isVisible()
            and not isinstance(area, QPlainTextEdit | QTextEdit)
        ):
            yield area.objectName(), at


def _scroll(bar: QScrollBar, wanted: int) -> None:
    """Scroll to a place, also one that is only there once everything has found its room."""
    bar.setValue(wanted)
    if bar.value() == wanted:
        return

    def again() -> None:
        if isValid(bar):
            bar.setValue(wanted)

    bar.rangeChanged.connect(again)
    QTimer.singleShot(LOOKS_EVERY, bar, lambda: bar.rangeChanged.disconnect(again))


def _drafts(view: WorkshopView) -> Iterator[Draft]:
    """Yield every text that was typed and is not in the plan yet."""
    focused = QApplication.focusWidget()
    for part, within in _parts(view).items():
        numbers: dict[str, int] = {}
        hidden_too = part == "guide"  # it may have been folded since
        for control in _texts(within):
            name = control.objectName()
            number = numbers.get(name, 0)
            numbers[name] = number + 1
            seen = control.isVisible() or hidden_too
            if not seen or control.isReadOnly() or _secret(control) or not _typed(control):
                continue
            text = control.text() if isinstance(control, QLineEdit) else control.toPlainText()
            record, field = _meant_for(control)
            yield Draft(
                text,
                part,
                name,
                number,
                record=record,
                field=field,
                cursor=_cursor(control),
                focused=control is focused,
            )


def _parts(view: WorkshopView) -> dict[str, QWidget]:
    """Return where text may be typed, by name; a dialog has to be answered before anything else."""
    parts = {
        "page": view.current,
        "comments": view.comments.page,
        "guide": view.guide,
        "dialog": QApplication.activeModalWidget(),
    }
    return {name: part for name, part in parts.items() if part is not None}


def _texts(within: QWidget) -> Iterator[_Text]:
    yield from within.findChildren(QLineEdit)
    yield from within.findChildren(QPlainTextEdit)


def _typed(control: _Text) -> bool:
    if isinstance(control, QLineEdit):
        return uncommitted(control, control.isModified() and bool(control.text().strip()))
    changed = control.document().isModified() and bool(control.toPlainText().strip())
    return uncommitted(control, changed)


def _secret(control: _Text) -> bool:
    """Whether what is typed is not to be seen, and not to be kept anywhere."""
    return isinstance(control, QLineEdit) and control.echoMode() is not QLineEdit.EchoMode.Normal


def _cursor(control: _Text) -> int:
    return control.cursorPosition() if isinstance(control, QLineEdit) else control.textCursor().position()


def _around(control: QWidget, kind: type[QWidget]) -> QWidget | None:
    """Return the nearest widget of a kind that a control is in."""
    at: QWidget | None = control
    while at is not None and not isinstance(at, kind):
        at = at.parentWidget()
    return at


def _meant_for(control: QWidget) -> tuple[str, str]:
    """Return the record and the field that a control edits; empty texts where it edits none that is there."""
    if isinstance(control, InlineEditor):
        return control.about
    editor = _around(control, FieldEditor)
    if not isinstance(editor, FieldEditor):
        return "", ""
    binding = editor.findChild(Binding)
    if binding is not None:
        return binding.record_id, editor.field.name
    grid = _around(control, RecordGrid)
    record = grid.current_record() if isinstance(grid, RecordGrid) else None
    return record.id if record is not None else "", editor.field.name


def _type(view: WorkshopView, draft: Draft) -> bool:
    """Type a text again where it was being typed; return whether that can be seen there."""
    within = _parts(view).get(draft.part)
    pane = view.current
    if within is None or pane is None or draft.part == "dialog":
        return False
    named = [each for each in _texts(within) if each.objectName() == draft.name]
    found: Any = named[draft.number] if draft.number < len(named) else None
    if isinstance(found, InlineEditor):
        found.wanted_again.emit(draft.record, draft.field)
    elif draft.record:
        pane.page.reveal(draft.record, draft.field)
        focused = QApplication.focusWidget()
        near = [focused, *_texts(focused)] if focused is not None else []
        there = [each for each in (*near, *_texts(pane)) if _fits(each, draft)]
        found = there[0] if there else None
    if draft.part == "guide" and not view.guide.isVisible():
        view.toggle_guide()
    if not isinstance(found, QLineEdit | QPlainTextEdit) or not found.isVisible():
        return False
    _retype(found, draft)
    return True


def _fits(control: QWidget, draft: Draft) -> bool:
    return control.objectName() == draft.name and _meant_for(control)[0] == draft.record


def _retype(control: _Text, draft: Draft) -> None:
    """Enter a text as if it came from the keyboard, so that it counts as typed."""
    control.setFocus()
    control.selectAll()
    event = QInputMethodEvent()
    event.setCommitString(draft.text)
    QApplication.sendEvent(control, event)
    if isinstance(control, QLineEdit):
        control.setCursorPosition(draft.cursor if draft.cursor >= 0 else len(draft.text))
    elif draft.cursor >= 0:
        cursor = control.textCursor()
        cursor.setPosition(min(draft.cursor, len(draft.text)))
        control.setTextCursor(cursor)
