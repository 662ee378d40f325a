"""B6: the theory path by path to be read aloud, as a logic model, and what stands before its signature."""

from PySide6.QtWidgets import QWidget

from planner.domain.analysis.narrative import draft
from planner.domain.analysis.pathways import Chain
from planner.domain.checks import blockers
from planner.domain.figures.gate import FINDING, QUALITY, VOTE, gate_drawn
from planner.domain.figures.logic_model import logic_model
from planner.domain.figures.places import Drawn
from planner.domain.figures.read_aloud import chains, path_drawn
from planner.domain.record import Record
from planner.domain.records import (
    Charter,
    Decision,
    FundingSource,
    Partner,
    Strategy,
    TocLink,
    TocNarrative,
    TocNode,
    TocQuality,
    VoteResult,
    VoteRound,
)
from planner.domain.steps import Step
from planner.gui.canvas.figure_view import Region
from planner.gui.pages.drawn_page import DRAWING
from planner.gui.pages.figure_page import FigurePage, Scene
from planner.gui.workspace import Workspace
from planner.i18n import _

ALOUD, LOGIC, GATE = "aloud", "logic", "gate"
_PARTS = {TocNarrative: "0", TocQuality: "1", Decision: "2"}


class NarrativePage(FigurePage):
    """P and N turn the paths that are read aloud; W writes a first draft of the narrative from them."""

    def __init__(self, step: Step, workspace: Workspace, parent: QWidget | None = None) -> None:
        """Build the page; `refresh` draws it."""
        views = ((ALOUD, _("Read aloud")), (LOGIC, _("Logic model")), (GATE, _("Before we sign")))
        first = (_("Draw the outcome map first"), lambda: workspace.show_step("B2"))
        self._chains: tuple[Chain, ...] = ()
        self._at = 0
        super().__init__(step, workspace, _("Pictures"), views, first, parent)
        self.view.takes = "npw"
        self.back = self.button("path_before_button", _("Path before"), "P", lambda: self.turn(-1))
        self.onward = self.button("next_path_button", _("Next path"), "N", lambda: self.turn(1), "primary")
        self._tools = (
            self.onward,
            self.back,
            self.switch,
            self.button("draft_button", _("Write a draft"), "W", self.write_draft),
        )

    def kinds(self) -> tuple[type[Record], ...]:
        """Return what is drawn or counted."""
        drawn = (TocNode, TocLink, Partner, FundingSource, Strategy, Charter, VoteRound, VoteResult)
        return (*super().kinds(), *drawn)

    def tools(self) -> list[QWidget]:
        """Return the controls above the drawing."""
        return list(self._tools)

    def part_shown(self, part: str) -> None:
        """Paths are turned where they are seen; a draft is written on the narrative too."""
        self._show_turning()

    def scene(self, shown: str, room: float) -> Scene:
        """Draw a path, the logic model or what is in the way."""
        plan = self.workspace.document.plan
        self._chains = chains(plan)
        self._show_turning()
        if shown == LOGIC:
            return self._shown_as(logic_model(plan, room))
        if shown == GATE:
            return self._shown_as(gate_drawn(plan, self.workspace.as_of, room))
        self._at = max(0, min(self._at, len(self._chains) - 1))
        if not self._chains:
            return self._shown_as(path_drawn(plan, (), _("No path leads anywhere yet."), room))
        said = _("Path {number} of {count}").format(number=self._at + 1, count=len(self._chains))
        return self._shown_as(path_drawn(plan, self._chains[self._at], said, room))

    def empty(self) -> bool:
        """Whether there is no theory to read yet."""
        return not self.workspace.document.plan.all(TocLink)

    def key_of(self, record: Record) -> tuple[str, str] | None:
        """What is written here is written on the sheets."""
        return None

    def record_of(self, key: str) -> Record | None:
        """Cards lead elsewhere; they have no fields here."""
        return None

    def said(self, record: Record) -> str:
        """Nothing is said about a record: none has its fields here."""
        return ""

    def opened(self, key: str) -> None:
        """Go to where what was chosen is worked on."""
        if key == QUALITY:
            self.show_part(_PARTS[TocQuality])
        elif key == VOTE:
            self.show_part(_PARTS[Decision])
        elif key.startswith(FINDING):
            found = blockers(self.workspace.document.plan, "B6", self.workspace.as_of)
            number = int(key.removeprefix(FINDING))
            if number < len(found):
                self.workspace.reveal(found[number])
        elif self.workspace.document.plan.find(key) is not None:
            self.workspace.go_to(key)

    def typed(self, key: str, letter: str) -> None:
        """N and P turn the paths, W writes a draft."""
        if letter == "w":
            self.write_draft()
        else:
            self.turn(1 if letter == "n" else -1)

    def turn(self, steps: int) -> None:
        """Show another path, from the last one on to the first."""
        if self._chains:
            self._at = (self._at + steps) % len(self._chains)
            self.show_view(ALOUD)

    def write_draft(self) -> None:
        """Put a draft made from the links into the narrative; what was there comes back with one undo."""
        plan = self.workspace.document.plan
        words = draft(plan)
        if not words:
            self.workspace.tell(_("There are no links on the outcome map to make a draft from."))
            return
        was = plan.one(TocNarrative).text.strip()
        with self.workspace.edit(_("Write a draft of the narrative")) as edit:
            edit.set(edit.plan.one(TocNarrative), text=words)
        self.show_part(_PARTS[TocNarrative])
        if was and was != words:
            undo = self.workspace.document.undo
            self.workspace.tell(_("The draft replaced what was written."), action=_("Undo"), then=undo)

    def _show_turning(self) -> None:
        several = self.part == DRAWING and self.shown == ALOUD and len(self._chains) > 1
        for button in (self.onward, self.back):
            button.setEnabled(several)

    def _shown_as(self, drawn: Drawn) -> Scene:
        return drawn.figure, [Region(each.key, each.box, each.name) for each in drawn.places], ()
