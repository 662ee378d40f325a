"""Where new rows stand: those of each file together, at the end, in the order of the files."""

from collections.abc import Iterable, Sequence

from planner.domain.record import Record
from planner.services.joining.sides import Rows, Source


class Places:
    """Gives positions to new rows. A row that was put between others stays between them."""

    def __init__(self, here: Rows, sources: Sequence[Source]) -> None:
        """Measure how far each kind of record reaches, here and in each file."""
        self._here = here
        self._ends: dict[int, dict[str, float]] = {}
        self._shifts: dict[int, dict[str, float]] = {}
        reached = _ends(here.values())
        known: dict[int, dict[str, float]] = {}  # most files parted at the same moment
        for source in sources:
            if id(source.base) not in known:
                known[id(source.base)] = _ends(source.base.values())
            self._ends[source.party] = ends = known[id(source.base)]
            self._shifts[source.party] = dict(reached)
            for kind, last in _ends(
                source.now[each] for each in source.touched if each in source.now
            ).items():
                added = max(0.0, float(int(last - ends.get(kind, 0.0)) + 1))
                reached[kind] = float(int(reached.get(kind, 0.0))) + added

    def placed(self, row: Record, source: Source) -> Record:
        """Return a new row of a file at its place here."""
        kind = row.about.kind
        end = self._ends[source.party].get(kind, 0.0)
        if row.id in self._here or row.position <= end:
            return row
        start = float(int(self._shifts[source.party].get(kind, 0.0)))
        return row.replace(position=max(start, 0.0) + row.position - end)

    def moved(self, mine: Record, sources: Sequence[Source]) -> float:
        """Return where a row stands that sources may have moved: here, where both sides moved it."""
        for source in reversed(sources):
            was, now = source.base.get(mine.id), source.now[mine.id]
            if was is not None and mine.id in self._here and mine.position == was.position != now.position:
                return now.position
        return mine.position


def _ends(rows: Iterable[Record]) -> dict[str, float]:
    found: dict[str, float] = {}
    for row in rows:
        kind = row.about.kind
        if row.position > found.get(kind, 0.0):
            found[kind] = row.position
    return found
