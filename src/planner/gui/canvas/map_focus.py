"""`MapFocus`: one pathway in the light, everything else dimmed, and the chain that is read aloud."""

from PySide6.QtCore import QObject, Signal

from planner.domain.analysis.pathways import Chain, Pathway, links_of, pathway, so_that, through
from planner.domain.records import TocLink, TocNode
from planner.gui.canvas.map_canvas import MapCanvas
from planner.i18n import _


class MapFocus(QObject):
    """Follows what is chosen while it is on; chains through it are walked one after the other."""

    changed = Signal()
    """It is on or off now, or another chain is read."""
    hint = Signal(str)
    """What to do first; empty when it is done."""

    def __init__(self, canvas: MapCanvas) -> None:
        """Light up pathways of a map."""
        super().__init__(canvas)
        self._canvas = canvas
        self._around = ""
        self._chains: tuple[Chain, ...] = ()
        self._at = 0
        self.reasons = False
        """Whether the reasons of the links are read as well."""
        canvas.chosen.connect(self._follow)

    @property
    def active(self) -> bool:
        """Whether one pathway is in the light."""
        return bool(self._around)

    @property
    def count(self) -> int:
        """How many chains run through what is chosen."""
        return len(self._chains)

    @property
    def number(self) -> int:
        """Which of them is read, from 1."""
        return self._at + 1 if self._chains else 0

    @property
    def chain(self) -> Chain:
        """The ids of the cards that are read, from start to end."""
        return self._chains[self._at] if self._chains else ()

    @property
    def reading(self) -> str:
        """The chain in words."""
        return so_that(self._canvas.map.plan, self.chain, reasons=self.reasons)

    def toggle(self) -> None:
        """Light up the pathway of what is chosen, or everything again."""
        if self.active:
            self.leave()
        elif self._canvas.current:
            self.hint.emit("")
            self._show(self._canvas.current)
        else:
            self.hint.emit(_("First choose a card or a link: its pathway stays, the rest is dimmed."))

    def leave(self) -> None:
        """Show everything again."""
        if self.active:
            self._around, self._chains, self._at = "", (), 0
            self._canvas.map.show_pathway(None)
            self.changed.emit()

    def step(self, by: int) -> None:
        """Read the next chain, or the one before."""
        if self._chains:
            self._at = (self._at + by) % len(self._chains)
            self._light()

    def read_reasons(self, on: bool) -> None:
        """Read the reasons of links as well, or not."""
        self.reasons = on
        self.changed.emit()

    def refresh(self) -> None:
        """Look again after an edit; the chain that was read stays where it still exists."""
        if not self.active:
            return
        plan = self._canvas.map.plan
        if plan.get(TocNode, self._around) is None and plan.get(TocLink, self._around) is None:
            self.leave()
            return
        read = self.chain
        self._show(self._around)
        if read in self._chains:
            self._at = self._chains.index(read)
            self._light()

    def _follow(self, record_id: str) -> None:
        if self.active and record_id and record_id != self._around:
            self._show(record_id)

    def _show(self, record_id: str) -> None:
        self._around = record_id
        self._chains = through(self._canvas.map.plan, record_id)
        self._at = 0
        self._light()

    def _light(self) -> None:
        plan = self._canvas.map.plan
        around: Pathway = pathway(plan, self._around)
        read = frozenset(link.id for link in links_of(plan, self.chain) if link is not None)
        self._canvas.map.show_pathway(around, read)
        self.changed.emit()
