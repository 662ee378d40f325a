"""`CarriedDrawer`: what the questions about partnerships lead to, at hand above the work it becomes."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QScrollArea, QVBoxLayout, QWidget

from planner.domain.record import Record
from planner.domain.records import Action, DistrictPartnershipAnswer, Idea, Strategy, TocNode
from planner.gui.theme import dress
from planner.gui.widgets.follow_up_card import FollowUpCard
from planner.gui.workspace import Workspace
from planner.i18n import _

KINDS: tuple[type[Record], ...] = (DistrictPartnershipAnswer, Idea, TocNode, Strategy, Action)
"""What it shows: a page with a drawer looks again when one of these changes."""

_TALLEST = 260  # pixels at 100 % that it takes from the work below it
_STEPS: dict[str, tuple[str, type[Record]]] = {
    "B4": ("new_effort", TocNode),
    "C5": ("new_effort", Strategy),
    "D3": ("new_capacity", Action),
}


class CarriedDrawer(QScrollArea):
    """New efforts become interventions in B4 and strategies in C5, new capacities actions with a cost in D3.

    `button` opens it, and is there where any answer leads here.
    """

    def __init__(self, workspace: Workspace, step_code: str) -> None:
        """Build it closed, for one of the three steps."""
        super().__init__()
        px = workspace.theme.px
        kind, makes = _STEPS[step_code]
        self.card = FollowUpCard(workspace, kind, (makes,))
        self.setObjectName("carried_area")
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFixedHeight(px(_TALLEST))
        inside = QWidget()
        dress(inside, "clear")
        around = QVBoxLayout(inside)
        margin = px(24) if step_code == "B4" else 0  # a drawn page has no margin of its own
        around.setContentsMargins(margin, 0, margin, px(12))
        around.addWidget(self.card)
        self.setWidget(inside)
        self.hide()
        self.button = QPushButton()
        self.button.setObjectName("carried_button")
        self.button.setCheckable(True)
        self.button.setAutoDefault(False)
        self.button.toggled.connect(self.setVisible)

    def refresh(self) -> None:
        """Show what the plan says now; without such answers there is nothing to open."""
        self.card.refresh()
        count = self.card.count
        self.button.setText(_("From the partnership questions: {count}").format(count=count))
        self.button.setVisible(count > 0)
        if not count:
            self.button.setChecked(False)
