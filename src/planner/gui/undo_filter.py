"""Gives Ctrl+Z to the field first, while it has something of its own to undo; then to the plan.

A text field swallows Ctrl+Z also when it has nothing to undo. The filter sits on the field that has the focus
only: one on the whole application would see every event.
"""

from typing import Any

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)
from shiboken6 import isValid


class UndoFilter(QObject):
    """Follows the focus."""

    def __init__(self, application: QApplication, parent: QObject) -> None:
        """Watch until `parent` is destroyed."""
        super().__init__(parent)
        self._watched: QWidget | None = None
        application.focusChanged.connect(self._follow)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the key go on to the plan when the field has nothing of its own."""
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            undo, redo = _keys(event)
            if (undo or redo) and not has_own(watched, redo=redo):
                event.ignore()
                return True
        return False

    def _follow(self, _before: QWidget | None, now: QWidget | None) -> None:
        if self._watched is not None and isValid(self._watched):
            self._watched.removeEventFilter(self)
        self._watched = now if isinstance(now, _TEXTS) else None
        if self._watched is not None:
            self._watched.installEventFilter(self)


_TEXTS = (QLineEdit, QPlainTextEdit, QTextEdit, QAbstractSpinBox, QComboBox)


def has_own(widget: QObject, *, redo: bool = False) -> bool:
    """Whether a field holds typing that is not in the plan yet and that it can itself take back (or redo)."""
    field = widget
    if isinstance(widget, QAbstractSpinBox | QComboBox):
        field = widget.lineEdit() or widget
    if isinstance(field, QLineEdit):
        able = field.isRedoAvailable() if redo else field.isUndoAvailable()
        return able and uncommitted(field, field.isModified())
    if isinstance(field, QPlainTextEdit | QTextEdit):
        document = field.document()
        able = document.isRedoAvailable() if redo else document.isUndoAvailable()
        return able and uncommitted(field, document.isModified())
    return False


def uncommitted(widget: QWidget, modified: bool) -> bool:
    """Ask the field editor around the control, which knows whether what was typed is in the plan."""
    around: Any = widget
    while around is not None:
        typed = getattr(around, "typed", None)
        if isinstance(typed, bool):
            return typed
        around = around.parentWidget()
    return modified


def _keys(event: QKeyEvent) -> tuple[bool, bool]:
    undo = event.matches(QKeySequence.StandardKey.Undo)
    pressed = QKeySequence(event.keyCombination())
    redo = event.matches(QKeySequence.StandardKey.Redo) or pressed in _REDO
    return undo, redo


_REDO = tuple(QKeySequence(keys) for keys in ("Ctrl+Y", "Ctrl+Shift+Z"))
