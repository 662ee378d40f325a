"""`MapLinker`: making links on the outcome map with the keyboard or by clicks."""

from PySide6.QtCore import QObject, Qt, Signal

from planner.domain.records import TocNode
from planner.gui.canvas import map_edits
from planner.gui.canvas.map_canvas import MapCanvas
from planner.gui.canvas.map_walk import spoken, walked
from planner.i18n import _


class MapLinker(QObject):
    """From the chosen card to another: start, aim, finish."""

    hint = Signal(str)
    """What the keys do now; empty when it is over."""

    def __init__(self, canvas: MapCanvas) -> None:
        """Link cards of a map."""
        super().__init__(canvas)
        self._canvas = canvas
        self._link_from = self._link_to = ""

    def start(self) -> None:
        """Let the keyboard or a click choose what the chosen card helps bring about."""
        node = self._canvas.map.plan.get(TocNode, self._canvas.current)
        if node is None:
            self.hint.emit(_("First choose the card the link comes from."))
            return
        self._link_from = node.id
        self.aim(walked(self._canvas.map.plan, self._canvas.map.layout_now, node.id, "right"))
        self.hint.emit(_("What does it help bring about? Arrow keys or a click, then Enter. Esc leaves it."))
        self._canvas.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def active(self) -> bool:
        """Whether a target for a link is being chosen."""
        return bool(self._link_from)

    def finish(self, target: str) -> None:
        """Finish link mode with a target."""
        source = self._link_from
        self.leave()
        self.join(source, target)

    def join(self, first: str, then: str) -> None:
        """Link two cards and choose the link, so that its reason can be written."""
        if first and then and first != then:
            made = map_edits.link(self._canvas.workspace, first, then)
            if made:
                self._canvas.choose(made)

    def aim(self, target: str) -> None:
        """Bring out a card as the target."""
        for card_id, card in self._canvas.map.cards.items():
            card.set_target(card_id == target and target != self._link_from)
        self._link_to = target if target in self._canvas.map.cards else ""
        if self._link_to:
            self._canvas.look_at(self._link_to)
            self._canvas.setAccessibleDescription(spoken(self._canvas.map.plan, self._link_to))

    def leave(self) -> None:
        """Make no link."""
        if self._link_from:
            self._link_from = ""
            self.aim("")
        self.hint.emit("")

    def walk(self, way: str) -> None:
        """Aim at the next card in a way: left, right, up or down."""
        start = self._link_to or self._link_from
        self.aim(walked(self._canvas.map.plan, self._canvas.map.layout_now, start, way))

    @property
    def target(self) -> str:
        """The card aimed at."""
        return self._link_to
