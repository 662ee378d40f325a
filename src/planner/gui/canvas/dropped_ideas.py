"""Ideas and lines of text on their way to the outcome map by drag and drop."""

import json
from collections.abc import Sequence

from PySide6.QtCore import QMimeData, QObject, QPointF

from planner.domain.records import TocNode
from planner.gui.canvas import map_edits
from planner.gui.canvas.map_canvas import MapCanvas

_KIND = "application/x-district-planner-ideas"


def carry(ids: Sequence[str], words: Sequence[str]) -> QMimeData:
    """Return what a drag carries: the ids for the map, the words for everybody else."""
    made = QMimeData()
    made.setData(_KIND, json.dumps(list(ids)).encode())
    made.setText("\n".join(words))
    return made


def carried(data: QMimeData) -> list[str]:
    """Return the ids of ideas that a drag carries; none where it comes from elsewhere."""
    try:
        held = json.loads(bytes(data.data(_KIND).data())) if data.hasFormat(_KIND) else []
    except ValueError:
        return []
    return [each for each in held if isinstance(each, str)] if isinstance(held, list) else []


class DropDesk(QObject):
    """Makes cards of what is dropped: before the card it falls on, else in the lane it falls in."""

    def __init__(self, canvas: MapCanvas) -> None:
        """Work on a map."""
        super().__init__(canvas)
        self._canvas = canvas

    def takes(self, data: QMimeData) -> bool:
        """Whether anything can be made of this."""
        return bool(carried(data) or (data.hasText() and data.text().strip()))

    def aim(self, at: QPointF | None) -> None:
        """Bring out the card a drop would go to."""
        over = self._canvas.map.card_at(at) if at is not None else None
        for card in self._canvas.map.cards.values():
            card.set_target(card is over)

    def drop(self, data: QMimeData, at: QPointF) -> list[str]:
        """Make cards of what falls on a place of the map; return their ids."""
        self.aim(None)
        over = self._canvas.map.card_at(at)
        near, kind = over.node_id if over is not None else "", ""
        if over is None and self._canvas.map.plan.all(TocNode):
            lanes = self._canvas.map.layout_now.lanes
            kind = next((each.kind for each in lanes if each.x <= at.x() < each.x + each.w), "")
        ideas = carried(data)
        workspace = self._canvas.workspace
        if ideas:
            made = map_edits.add_ideas(workspace, ideas, near, kind)
        else:
            made = map_edits.add_cards(workspace, data.text().splitlines(), near, kind)
        if made:
            self._canvas.choose(made[-1], look=True)
        return made
