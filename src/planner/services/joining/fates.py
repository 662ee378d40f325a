"""Rows that one side deleted: whether they go, stay, or have to be asked about."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from planner.domain.record import Record
from planner.services.joining.conflicts import HERE, Conflict, Side
from planner.services.joining.sides import Rows, Source, roots


@dataclass
class _Root:
    """A deletion with all it took along: who made it, and who worked on any of that meanwhile."""

    record: Record
    deleters: set[int] = field(default_factory=set)
    keepers: set[int] = field(default_factory=set)
    touched: dict[int, Record] = field(default_factory=dict)


class Fates:
    """What becomes of deleted rows. `gone` are those that are not there in the end, `back` those restored."""

    def __init__(self, here: Rows, sources: Sequence[Source], choices: Mapping[str, int]) -> None:
        """Decide, taking `choices` (a party by conflict) where sides differ; else it stays as it is here."""
        self._here = here
        self._sources = sources
        self._roots: dict[str, _Root] = {}
        self.conflicts: list[Conflict] = []
        self.gone: set[str] = set()
        self.back: set[str] = set()
        of_deleted = self._find()
        kept = {each: self._decide(each, root, choices) for each, root in self._roots.items()}
        for record_id, its_roots in of_deleted.items():
            if any(not kept[each] for each in its_roots):
                self.gone.add(record_id)
            elif record_id not in here:
                self.back.add(record_id)

    def _find(self) -> dict[str, set[str]]:
        """Return every row that some side deleted, with the roots of its deletion."""
        found: dict[str, set[str]] = {}
        for source in self._sources:
            for each in source.gone:
                for root in roots(each, source.base, source.gone):
                    self._root(root, source.base[root]).deleters.add(source.party)
                    found.setdefault(each, set()).add(root)
            for each in source.gone_here:
                for root in roots(each, source.base, source.gone_here):
                    self._root(root, source.base[root]).deleters.add(HERE)
                    found.setdefault(each, set()).add(root)
        for each, its_roots in found.items():
            keepers = self._keepers(each)
            for root in its_roots:
                held = self._roots[root]
                for party, row in keepers.items():
                    if party not in held.deleters:
                        held.keepers.add(party)
                        held.touched.setdefault(party, row)
        return found

    def _root(self, record_id: str, record: Record) -> _Root:
        return self._roots.setdefault(record_id, _Root(record))

    def _keepers(self, record_id: str) -> dict[int, Record]:
        """Return who changed a row, or made something new point at it, with the row that shows it."""
        found: dict[int, Record] = {}
        for source in self._sources:
            if record_id in source.changed:
                found[source.party] = source.now[record_id]
            elif by := source.pointed.get(record_id):
                found[source.party] = source.now[min(by)]
            if record_id in source.changed_here:
                found[HERE] = self._here[record_id]
            elif by := source.pointed_here.get(record_id):
                found.setdefault(HERE, self._here[min(by)])
        return found

    def _decide(self, record_id: str, root: _Root, choices: Mapping[str, int]) -> bool:
        """Return whether a root stays; where sides differ, that is a conflict."""
        if not root.keepers:
            return False
        record = self._here.get(record_id, root.record)
        key = f"{record.about.kind}:{record_id}"
        sides = [self._side(HERE, record_id, root)]
        sides.extend(
            self._side(source.party, record_id, root)
            for source in self._sources
            if source.party in root.keepers | root.deleters
        )
        self.conflicts.append(Conflict(key, record, (), tuple(sides)))
        chosen = choices.get(key, HERE)
        side = next((each for each in sides if each.party == chosen), sides[0])
        return side.record is not None

    def _side(self, party: int, record_id: str, root: _Root) -> Side:
        rows = self._here if party == HERE else self._source(party).now
        row = rows.get(record_id)
        told = root.touched.get(party, root.record)
        side = (
            self._source(party).written(told, ())
            if party != HERE
            else self._sources[0].written_here(told, ())
        )
        return replace(side, record=row)

    def _source(self, party: int) -> Source:
        return next(source for source in self._sources if source.party == party)
