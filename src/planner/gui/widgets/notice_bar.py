"""The bar that tells what happened, that the work is safe, and what can be done; it never stops anybody."""

from collections import deque
from collections.abc import Callable

from PySide6 import QtGui
from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QToolButton, QWidget

from planner.errors import ImportRefused, PlannerError
from planner.gui.icons import icon
from planner.gui.theme import Theme, dress
from planner.gui.widgets.labels import PlainLabel
from planner.i18n import _

_SHORT, _LONG = 6_000, 15_000  # ms that a mere notice, and one with a button, stays
_PROBLEMS_SHOWN = 5
_EDGE = 12  # pixels at 100 % around a bar that floats
_BY_TAB = 1  # Qt.FocusPolicy.TabFocus; why not by name: see labels.py
_SELECTABLE = 1  # Qt.TextInteractionFlag.TextSelectableByMouse


class NoticeBar(QFrame):
    """One sentence or three, perhaps a button, and one to close it. Errors stay until they are closed."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Stay hidden until there is something to tell."""
        super().__init__(parent)
        self._theme = theme
        self._then: Callable[[], object] | None = None
        self._lasting = False
        self._beside: QWidget | None = None
        self.setObjectName("notice_bar")
        dress(self, "notice")
        self.label = PlainLabel(look="notice_text", wrap=True)
        self.label.setObjectName("notice_label")
        self.label.setAccessibleName(_("Notice"))
        self.label.setProperty("textInteractionFlags", _SELECTABLE)
        self.action_button = QPushButton()
        self.action_button.setObjectName("notice_action_button")
        self.action_button.setAccessibleName(_("Do it"))
        dress(self.action_button, "on_notice")
        self.action_button.clicked.connect(self._act)
        self.close_button = QToolButton()
        self.close_button.setObjectName("notice_close_button")
        self.close_button.setAccessibleName(_("Close the notice"))
        self.close_button.setToolTip(_("Close the notice (Esc)"))
        dress(self.close_button, "on_notice_quiet")
        self.close_button.clicked.connect(self.hide)
        for button in (self.action_button, self.close_button):  # a click leaves the keyboard where it was
            button.setProperty("focusPolicy", _BY_TAB)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 8, 8, 8)
        row.setSpacing(12)
        row.addWidget(self.label, 1)
        row.addWidget(self.action_button)
        row.addWidget(self.close_button)
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self.hide)
        self._told: deque[str] = deque(maxlen=20)
        self.hide()

    @property
    def told(self) -> tuple[str, ...]:
        """The last sentences, oldest first."""
        return tuple(self._told)

    def float_beside(self, left: QWidget) -> None:
        """Lie over the lower edge of the parent, right of `left`: nothing moves when a notice comes."""
        self._beside = left
        left.installEventFilter(self)
        host = self.parentWidget()
        if host is not None:
            host.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay at the edge when the room changes."""
        if event.type() is QEvent.Type.Resize and not self.isHidden():
            self._settle()
        return super().eventFilter(watched, event)

    def _settle(self) -> None:
        host = self.parentWidget()
        if self._beside is None or host is None:
            return
        edge = self._theme.px(_EDGE)
        left = self._beside.mapTo(host, self._beside.rect().topRight()).x() + edge
        room = host.width() - left - edge
        high = max(self.heightForWidth(room), self.minimumSizeHint().height())
        self.setGeometry(left, max(0, host.height() - high - edge // 3), room, high)
        self.raise_()

    def tell(
        self,
        text: str,
        *,
        action: str = "",
        then: Callable[[], object] | None = None,
        lasting: bool = False,
    ) -> None:
        """Show a sentence, with a button when `then` does something; unless `lasting` it goes by itself."""
        self._show(text, grave=False, action=action if then else "", then=then)
        self._lasting = lasting
        if lasting:
            self._timer.stop()
        else:
            self._timer.start(_LONG if then else _SHORT)

    def outdate(self) -> None:
        """Take back what the button offers: it was for the plan as it was then, such as an undo."""
        if self._then is not None and not self._lasting:
            self._then = None
            self.hide()

    def show_error(
        self, error: PlannerError, *, action: str = "", then: Callable[[], object] | None = None
    ) -> None:
        """Show what happened, where the work is, what to do, and perhaps a button, until it is closed."""
        parts = [error.what, error.safe, error.do]
        if isinstance(error, ImportRefused):
            parts.extend(f"\n{problem}" for problem in error.problems[:_PROBLEMS_SHOWN])
            if (more := len(error.problems) - _PROBLEMS_SHOWN) > 0:
                parts.append("\n" + _("… and {count} more.").format(count=more))
        self._timer.stop()
        said = " ".join(part for part in parts if part)
        self._show(said, grave=True, action=action if then else "", then=then)

    def _show(
        self, text: str, *, grave: bool, action: str = "", then: Callable[[], object] | None = None
    ) -> None:
        self._then, self._lasting = then, False
        dress(self, "notice_grave" if grave else "notice")
        dress(self.label, "notice_text_grave" if grave else "notice_text")
        self.close_button.setIcon(icon("close", self._theme.color("ink" if grave else "card")))
        self.label.setText(text)
        self.label.setAccessibleName(text)
        self.action_button.setText(action)
        self.action_button.setAccessibleName(action or _("Do it"))
        self.action_button.setVisible(bool(action))
        self._told.append(text)
        self._settle()
        self.show()
        event = QtGui.QAccessibleAnnouncementEvent(self, text)
        if grave:
            event.setPoliteness(QtGui.QAccessible.AnnouncementPoliteness.Assertive)
        QtGui.QAccessible.updateAccessibility(event)

    def _act(self) -> None:
        then, self._then = self._then, None
        self.hide()
        if then is not None:
            then()
