"""The left side of the workshop window: five phases and their steps, with state and things to look at."""

from collections.abc import Mapping

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAction, QContextMenuEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QPushButton, QScrollArea, QVBoxLayout, QWidget

from planner.domain.steps import PHASES, Step
from planner.gui.theme import Theme, dress
from planner.gui.widgets.navigator_buttons import PhaseButton, StepButton
from planner.i18n import N_, _, ngettext

STATUS_WORDS = {
    "not_started": N_("not started"),
    "in_progress": N_("in progress"),
    "done": N_("done"),
    "skipped": N_("skipped"),
}
MARKS = {
    "done": N_("Mark as done"),
    "in_progress": N_("Mark as in progress"),
    "skipped": N_("Skip, with a reason…"),
    "not_started": N_("Mark as not started"),
}


class Navigator(QFrame):
    """Every step is one click away. `compact` shows codes instead of names where there is little room."""

    step_chosen = Signal(str)
    """The code of a step."""
    mark_chosen = Signal(str, str)
    """The code of a step, and the status somebody wants for it."""
    comments_wanted = Signal()
    """Show what came back from reviewers."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Draw all phases; `show_states` fills them."""
        super().__init__(parent)
        self.setObjectName("navigator")
        self.setAccessibleName(_("Steps"))
        dress(self, "side_left")
        self._current = ""
        self._phases: dict[str, PhaseButton] = {}
        self._steps: dict[str, StepButton] = {}
        self._groups: dict[str, QWidget] = {}
        inside = QWidget()
        inside.setObjectName("navigator_inside")
        dress(inside, "clear")
        column = QVBoxLayout(inside)
        column.setContentsMargins(8, 16, 8, 12)
        column.setSpacing(4)
        for phase in PHASES:
            header = PhaseButton(phase, theme)
            header.arrow_pressed.connect(self._walk)
            header.clicked.connect(lambda _checked=False, key=phase.key: self._toggle(key))
            group = QWidget()
            group.setObjectName(f"{phase.key.lower()}_steps_group")
            rows = QVBoxLayout(group)
            rows.setContentsMargins(0, 0, 0, 4)
            rows.setSpacing(1)
            for step in phase.steps:
                rows.addWidget(self._step_button(step, theme))
            column.addWidget(header)
            column.addWidget(group)
            self._phases[phase.key], self._groups[phase.key] = header, group
            group.hide()
        column.addStretch(1)
        area = QScrollArea()
        area.setObjectName("navigator_area")
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inside)
        self._area = area
        self._compact = False
        self.comments_button = QPushButton()
        self.comments_button.setObjectName("comments_button")
        self.comments_button.setMinimumWidth(1)
        self.comments_button.setCheckable(True)
        dress(self.comments_button, "row")
        self.comments_button.clicked.connect(self.comments_wanted)
        self.comments_button.hide()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 8)
        box.addWidget(area, 1)
        below = QHBoxLayout()
        below.setContentsMargins(8, 0, 8, 0)
        below.addWidget(self.comments_button)
        box.addLayout(below)

    def show_states(self, statuses: Mapping[str, str], findings: Mapping[str, int]) -> None:
        """Show the status of every step by code, and how many things there are to look at."""
        for code, button in self._steps.items():
            button.show_state(statuses[code], findings.get(code, 0), _(STATUS_WORDS[statuses[code]]))
        for phase in PHASES:
            done = sum(statuses[step.code] in ("done", "skipped") for step in phase.steps)
            begun = sum(statuses[step.code] == "in_progress" for step in phase.steps)
            waiting = sum(findings.get(step.code, 0) for step in phase.steps)
            self._phases[phase.key].show_state(done, begun, len(phase.steps), waiting)

    def show_comments(self, concerned: bool, count: int, shown: bool) -> None:
        """Lead to the comments of a plan that was sent out or has some; `count` are open.

        `shown` says that the page is theirs and not that of a step.
        """
        said = ngettext("{count} open", "{count} open", count).format(count=count)
        spoken = f"{_('Comments received')}, {said}" if count else _("Comments received")
        if self._compact:
            words = said
        else:
            words = f"{_('Comments received')} · {said}" if count else _("Comments received")
        self.comments_button.setText(words)
        self.comments_button.setAccessibleName(spoken)
        self.comments_button.setToolTip(spoken)
        self.comments_button.setVisible(concerned or shown)
        self.comments_button.setChecked(shown)

    def set_current(self, code: str) -> None:
        """Mark the step that is shown and open its phase; the phase left before is folded."""
        left = self._current[:1]
        if left and left != code[0]:
            self._open(left, False)
        self._current = code
        for each, button in self._steps.items():
            button.set_current(each == code)
        self._open(code[0], True)
        self._area.ensureWidgetVisible(self._steps[code], 0, 40)

    def set_compact(self, compact: bool) -> None:
        """Show codes only, or names."""
        self._compact = compact
        for button in (*self._steps.values(), *self._phases.values()):
            button.set_compact(compact)

    def step_button(self, code: str) -> StepButton:
        """Return the button of a step."""
        return self._steps[code]

    def phase_button(self, key: str) -> PhaseButton:
        """Return the button of a phase, by its letter."""
        return self._phases[key]

    def _walk(self, key: int) -> None:
        """Go with the arrow keys over what is shown; open and fold phases with those to the sides."""
        shown: list[QWidget] = []
        for phase in PHASES:
            shown.append(self._phases[phase.key])
            if not self._groups[phase.key].isHidden():
                shown.extend(self._steps[step.code] for step in phase.steps)
        focused = self.focusWidget()
        if focused not in shown:
            return
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            at = shown.index(focused) + (1 if key == Qt.Key.Key_Down else -1)
            target = shown[max(0, min(len(shown) - 1, at))]
            target.setFocus(Qt.FocusReason.TabFocusReason)
            self._area.ensureWidgetVisible(target)
        elif isinstance(focused, PhaseButton):
            self._open(focused.phase.key, key == Qt.Key.Key_Right)

    def _step_button(self, step: Step, theme: Theme) -> StepButton:
        button = StepButton(step, theme)
        button.arrow_pressed.connect(self._walk)
        button.clicked.connect(lambda: self.step_chosen.emit(step.code))
        button.menu_wanted.connect(lambda place: self._show_menu(step.code, place))
        self._steps[step.code] = button
        return button

    def _toggle(self, key: str) -> None:
        self._open(key, self._groups[key].isHidden())

    def _open(self, key: str, opened: bool) -> None:
        self._groups[key].setVisible(opened)
        self._phases[key].set_open(opened)

    def _show_menu(self, code: str, place: QPoint) -> None:
        menu = marks_menu(self, self._steps[code].status)
        menu.triggered.connect(lambda action: self.mark_chosen.emit(code, action.data()))
        menu.popup(place)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Keep the menu of the window away: each step has its own."""
        event.accept()


def marks_menu(parent: QWidget, status: str) -> QMenu:
    """Return a menu of what can be said about a step; each action holds the status in its data."""
    menu = QMenu(parent)
    menu.setObjectName("step_marks_menu")
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    for value, label in MARKS.items():
        action = QAction(_(label), menu)
        action.setObjectName(f"mark_{value}_action")
        action.setData(value)
        action.setEnabled(value != status)
        menu.addAction(action)
    return menu
