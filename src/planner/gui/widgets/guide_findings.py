"""Findings as cards: what to look at, and what would settle it. A click goes to the field."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from planner.gui.theme import dress
from planner.gui.widgets.card_button import CardButton
from planner.gui.widgets.guide_questions import empty_layout
from planner.gui.widgets.labels import PlainLabel
from planner.i18n import _, ngettext

if TYPE_CHECKING:  # named only: the checks are loaded when they first run
    from planner.domain.checks import Finding

_SHOWN = 6


class FindingList(QWidget):
    """The findings of one step, the gravest first; a long list is folded."""

    chosen = Signal(object)
    """The Finding somebody wants to see."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Show nothing yet."""
        super().__init__(parent)
        self.setObjectName("findings_list")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(6)
        self._findings: tuple[Finding, ...] = ()
        self._all = False
        self.cards: list[CardButton] = []
        self._show()

    def show_findings(self, findings: "Sequence[Finding]") -> None:
        """Show findings; nothing moves where they are the same as before."""
        if tuple(findings) != self._findings:
            self._findings = tuple(findings)
            self._all = False
            self._show()

    def _show(self) -> None:
        empty_layout(self._column)
        self.cards = []
        if not self._findings:
            nothing = PlainLabel(_("Nothing to look at in this step."), "second", wrap=True)
            nothing.setObjectName("no_findings_label")
            self._column.addWidget(nothing)
        shown = self._findings if self._all else self._findings[:_SHOWN]
        for number, finding in enumerate(shown, 1):
            card = self._card(finding, number)
            self.cards.append(card)
            self._column.addWidget(card)
        if more := len(self._findings) - len(shown):
            words = ngettext("Show {count} more", "Show {count} more", more).format(count=more)
            button = QPushButton(words)
            button.setObjectName("more_findings_button")
            button.setAccessibleName(words)
            dress(button, "link")
            button.clicked.connect(self._unfold)
            self._column.addWidget(button)

    def _card(self, finding: "Finding", number: int) -> CardButton:
        card = CardButton(
            finding.message, finding.fix, looks=("finding", "look_heading", "look"), margins=(10, 8)
        )
        card.setObjectName(f"finding_{number}_button")
        card.clicked.connect(lambda: self.chosen.emit(finding))
        return card

    def _unfold(self) -> None:
        self._all = True
        self._show()
