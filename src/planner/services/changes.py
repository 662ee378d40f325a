"""`Changes`: what an edit touched, told to whoever shows the plan."""

import contextlib
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from planner.domain.plan import Plan
from planner.domain.record import Record
from planner.domain.records import KINDS


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


Listener = Callable[[Changes], None]


class Listeners:
    """Those who want to know what changed."""

    def __init__(self) -> None:
        """Begin with nobody."""
        self._all: list[Listener] = []
        self._untold: deque[Changes] = deque()
        self._telling = False

    def add(self, listener: Listener) -> Callable[[], None]:
        """Call `listener` with all that is told from now on, and return what ends that."""
        self._all.append(listener)

        def remove() -> None:
            with contextlib.suppress(ValueError):
                self._all.remove(listener)

        return remove

    def tell(self, changes: Changes) -> None:
        """Tell one edit after the other, also when one who is told edits in answer."""
        self._untold.append(changes)
        if self._telling:
            return
        self._telling = True
        try:
            while self._untold:
                told = self._untold.popleft()
                for listener in tuple(self._all):
                    listener(told)
        finally:
            self._telling = False


def differing(before: Plan, after: Plan) -> dict[str, frozenset[str]]:
    """Return the ids, by kind, of records that differ between two pictures."""
    found = {}
    for name, kind in KINDS.items():
        was, now = ({record.id: record for record in plan.all(kind)} for plan in (before, after))
        if ids := frozenset(each for each in was.keys() | now.keys() if was.get(each) != now.get(each)):
            found[name] = ids
    return found
