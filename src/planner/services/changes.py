"""`Changes`: what an edit touched, told to whoever shows the plan."""

from collections.abc import Mapping
from dataclasses import dataclass

from planner.domain.record import Record


@dataclass(frozen=True)
class Changes:
    """The ids an edit added, changed or deleted, by kind of record.

    `origin` is whoever made the edit, so that it can leave its own field alone; `label` is what the edit was
    called.
    """

    ids: Mapping[str, frozenset[str]]
    origin: object
    label: str

    def touches(self, *kinds: type[Record]) -> bool:
        """Whether a record of any of these kinds was touched."""
        return any(self.ids.get(kind.about.kind) for kind in kinds)
