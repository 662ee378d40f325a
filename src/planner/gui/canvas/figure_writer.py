"""`FigureWriter`: writing on a figure: type, Enter, type, Enter, without leaving the drawing."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QRect, Qt, Signal

from planner.domain.figures.figure import Box
from planner.gui.canvas.figure_canvas import FigureCanvas
from planner.gui.canvas.inline_editor import InlineEditor

_WIDE, _HIGH = 140, 40  # least size of the editor, pixels at 100 %


class FigureWriter(QObject):
    """An editor that lies on a place of a figure and stays on it while the figure scrolls."""

    stopped = Signal()
    """Nothing is being written any more."""

    def __init__(self, view: FigureCanvas, name: str, spoken: str) -> None:
        """Lie on a view, hidden until `start`; `name` is the object name of the editor."""
        super().__init__(view)
        self._view = view
        self.editor = InlineEditor(view.viewport(), name, spoken)
        self.editor.entered.connect(self._entered)
        self.editor.left.connect(self._left)
        self.editor.given_up.connect(self.stop)
        self._box: Box | None = None
        self._keep: Callable[[str], bool] | None = None
        self._again: Callable[[], None] | None = None
        view.shifted.connect(self._follow)

    @property
    def active(self) -> bool:
        """Whether something is being written."""
        return self._box is not None

    def start(
        self,
        box: Box,
        keep: Callable[[str], bool],
        spoken: str,
        hint: str = "",
        *,
        key: str = "",
        text: str = "",
        again: Callable[[], None] | None = None,
    ) -> None:
        """Write at a place of the drawing. `keep` takes the words and says whether they were kept.

        `key` is the letter that begins this on what is chosen, so that it can begin again after a crash.

        After Enter `again` begins the next entry; without it, or when the keyboard goes elsewhere, that is
        all.
        """
        self._keep, self._again, self._box = keep, again, box
        self._view.look_at(box)
        self.editor.start(self._place(box), text, spoken, (self._view.current, key), hint)

    def stop(self) -> None:
        """Close without keeping what is in the editor."""
        if self._box is not None:
            self._forget()
            self.editor.stop()
            self._view.setFocus(Qt.FocusReason.OtherFocusReason)
            self.stopped.emit()

    def commit(self) -> None:
        """Keep what is written so far and close."""
        if self._box is not None:
            self._left(self.editor.words)

    def _entered(self, words: str) -> None:
        keep, again = self._keep, self._again
        if keep is None or not keep(words):
            return
        if again is not None:
            again()
        else:
            self.stop()

    def _left(self, words: str) -> None:
        """Keep what was typed when the keyboard went elsewhere, and leave it there."""
        keep = self._keep
        if keep is None:
            return
        self._forget()
        self.editor.stop()
        if words:
            keep(words)
        self.stopped.emit()

    def _forget(self) -> None:
        self._box = self._keep = self._again = None

    def _follow(self) -> None:
        if self._box is not None:
            self.editor.setGeometry(self._place(self._box))

    def _place(self, box: Box) -> QRect:
        px = self._view.theme.px
        place, room = self._view.pixels(box), self._view.viewport().rect()
        place.setSize(place.size().expandedTo(QRect(0, 0, px(_WIDE), px(_HIGH)).size()))
        place.moveLeft(max(room.left() + 4, min(place.left(), room.right() - place.width() - 4)))
        return place
