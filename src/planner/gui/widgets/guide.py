"""The right side of the workshop: what to ask, what to look at, parked thoughts and decisions."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QToolButton, QVBoxLayout, QWidget

from planner.domain.steps import Step
from planner.gui.icons import icon
from planner.gui.theme import dress
from planner.gui.widgets.guide_findings import FindingList
from planner.gui.widgets.guide_logs import DECISIONS, PARKING, LogList
from planner.gui.widgets.guide_questions import Questions
from planner.gui.widgets.labels import PlainLabel
from planner.gui.workspace import Workspace
from planner.i18n import _


class Guide(QFrame):
    """Advice beside the work; it can be put away and never blocks typing."""

    close_wanted = Signal()

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        """Build the four parts."""
        super().__init__(parent)
        self.setObjectName("guide")
        self.setAccessibleName(_("Guide"))
        dress(self, "side_right")
        self._workspace = workspace
        self.questions = Questions()
        self.findings = FindingList()
        self.findings.chosen.connect(workspace.reveal)
        self.parking = LogList(workspace, PARKING)
        self.decisions = LogList(workspace, DECISIONS)
        self._close = QToolButton()
        self._close.setObjectName("guide_close_button")
        self._close.setAccessibleName(_("Hide the guide"))
        self._close.setToolTip(_("Hide the guide (F9)"))
        dress(self._close, "quiet")
        self._close.clicked.connect(self.close_wanted)
        inside = QWidget()
        inside.setObjectName("guide_inside")
        dress(inside, "clear")
        column = QVBoxLayout(inside)
        column.setContentsMargins(16, 12, 14, 16)
        column.setSpacing(6)
        top = QHBoxLayout()
        top.addWidget(_heading(_("Ask the group"), "ask_heading"), 1)
        top.addWidget(self._close)
        column.addLayout(top)
        column.addWidget(self.questions)
        column.addSpacing(12)
        column.addWidget(_heading(_("Look at these"), "findings_heading"))
        column.addWidget(self.findings)
        column.addSpacing(12)
        column.addWidget(_heading(_("Parking lot"), "parking_heading"))
        column.addWidget(self.parking)
        column.addSpacing(12)
        column.addWidget(_heading(_("Decisions"), "decisions_heading"))
        column.addWidget(self.decisions)
        column.addStretch(1)
        area = QScrollArea()
        area.setObjectName("guide_area")
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inside)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(area)
        self.look_again()

    def look_again(self) -> None:
        """Take colors and sizes from the theme as it is now."""
        size = self._workspace.theme.px(16)
        self._close.setIconSize(QSize(size, size))
        self._close.setIcon(icon("close", self._workspace.theme.color("ink_second")))

    def show_step(self, step: Step) -> None:
        """Show what to ask in a step, and what to look at in it."""
        self.questions.show_step(step)
        self.show_findings(step)

    def show_findings(self, step: Step) -> None:
        """Show the findings of a step as last known."""
        found = [
            each for each in self._workspace.known_findings if each.step == step.code and not each.waived
        ]
        self.findings.show_findings(found)

    def show_logs(self) -> None:
        """Show the parked thoughts and decisions of the plan as it is now."""
        self.parking.show_items()
        self.decisions.show_items()


def _heading(text: str, name: str) -> PlainLabel:
    label = PlainLabel(text, "heading")
    label.setObjectName(name)
    return label
