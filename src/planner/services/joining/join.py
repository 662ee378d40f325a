"""`join`: one plan out of the open workshop and its copies, and what only people can decide."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from planner.domain.fields import Field, Kind
from planner.domain.lasting import tampered
from planner.domain.plan import Plan
from planner.domain.record import Record
from planner.domain.rules import violations
from planner.services.joining.conflicts import HERE, Conflict, Side
from planner.services.joining.fates import Fates
from planner.services.joining.fields import COUPLED, Clash, Say, join_field
from planner.services.joining.places import Places
from planner.services.joining.sides import Rows, Source, known_here, owners, rows_of, targets


@dataclass(frozen=True)
class Joined:
    """What is to be written: rows to put (new or changed) and to delete; and what was to be asked."""

    put: tuple[Record, ...]
    drop: tuple[Record, ...]
    conflicts: tuple[Conflict, ...]
    plan: Plan


def join(ours: Plan, sources: Sequence[Source], choices: Mapping[str, int], today: date) -> Joined:
    """Join what the sources did into `ours`.

    Args:
        ours: The plan of the open workshop.
        sources: The other files, in an order that does not depend on how they were named.
        choices: The party to go by for each conflict, by its key; what is here stays where there is none.
        today: The day that rules go by.
    """
    here = rows_of(ours)
    for source in sources:
        source.here = here
    if not sources:
        return Joined((), (), (), ours)
    return _Join(ours, here, sources, choices, today).joined()


def join_in_turn(
    ours: Plan, turns: Sequence[Sequence[Source]], choices: Mapping[str, int], today: date
) -> Joined:
    """Join several turns of sources: those of one were copied from those before, not from `ours`."""
    first = join(ours, turns[0] if turns else (), choices, today)
    plan, conflicts = first.plan, list(first.conflicts)
    touched = {record.id: record for record in (*first.put, *first.drop)}
    for number, sources in enumerate(turns):
        if not number or not sources:
            continue
        mark = f"{number}/"  # the same field may be asked about in several turns
        chosen = {key.removeprefix(mark): party for key, party in choices.items() if key.startswith(mark)}
        joined = join(plan, sources, chosen, today)
        plan = joined.plan
        conflicts.extend(replace(each, key=mark + each.key) for each in joined.conflicts)
        touched.update((record.id, record) for record in (*joined.put, *joined.drop))
    if plan is first.plan:
        return first
    put, drop = [], []
    for each, record in touched.items():
        was, now = ours.get(type(record), each), plan.get(type(record), each)
        if now is not None and now != was:
            put.append(now)
        elif now is None and was is not None:
            drop.append(was)
    return Joined(tuple(put), tuple(drop), tuple(conflicts), plan)


class _Join:
    def __init__(
        self, ours: Plan, here: Rows, sources: Sequence[Source], choices: Mapping[str, int], today: date
    ) -> None:
        self._ours, self._here, self._sources = ours, here, sources
        self._choices, self._today = choices, today
        self._known = known_here(list(sources), here)
        self._fates = Fates(here, sources, choices)
        self._by_row: dict[str, list[Source]] = {}
        for source in sources:
            for each in source.touched:
                if each in source.now:
                    self._by_row.setdefault(each, []).append(source)
        self._places = Places(here, sources)
        self._clashes: dict[str, Conflict] = {}

    def joined(self) -> Joined:
        """Join, and hold the result against the rules until none is broken."""
        rows, plan, drop = self._assemble({})
        broken = self._broken(rows, plan, drop)
        conflicts = [*self._fates.conflicts, *self._clashes.values()]
        if broken:
            overrides: dict[str, int] = dict.fromkeys(broken, HERE)
            rows, plan, drop = self._assemble(overrides)
            if more := self._broken(rows, plan, drop):
                overrides.update(dict.fromkeys(more, HERE))
                broken |= more
            for each in self._chosen_first(broken) if len(broken) <= _MOST_TRIED else ():
                overrides = self._tried(each, overrides)
            rows, plan, drop = self._assemble(overrides)
            if self._broken(rows, plan, drop):
                overrides = dict.fromkeys(broken, HERE)
                rows, plan, drop = self._assemble(overrides)
            held = [self._held(each, message, overrides) for each, message in broken.items()]
            conflicts = [*self._fates.conflicts, *self._clashes.values(), *(each for each in held if each)]
        return Joined(tuple(rows.values()), drop, tuple(conflicts), plan)

    # Rules

    def _broken(self, rows: Rows, plan: Plan, drop: Iterable[Record]) -> dict[str, str]:
        """Return what is said about each row of another file that breaks a rule in the joined plan."""
        ids: dict[str, set[str]] = {}
        for record in (*rows.values(), *drop):
            ids.setdefault(record.about.kind, set()).add(record.id)
        touched = {kind: frozenset(some) for kind, some in ids.items()}
        found: dict[str, str] = {}
        for each in (
            *violations(plan, rows.values(), self._today, before=self._ours),
            *tampered(self._ours, plan, touched),
        ):
            if each.record.id in self._by_row or each.record.id in rows:
                found.setdefault(each.record.id, each.message)
        return found

    def _chosen_first(self, broken: Iterable[str]) -> list[str]:
        return sorted(broken, key=lambda each: _held_key(self._any(each)) not in self._choices)

    def _tried(self, record_id: str, overrides: dict[str, int]) -> dict[str, int]:
        """Let a row in again that was held back, as far as no rule is broken then."""
        chosen = self._choices.get(_held_key(self._any(record_id)))
        if chosen == HERE:
            return overrides
        for party in (_JOINED,) if chosen is None else (chosen, _JOINED):
            attempt = {**overrides, record_id: party}
            if not self._broken(*self._assemble(attempt)):
                return attempt
        return overrides

    def _held(self, record_id: str, message: str, overrides: Mapping[str, int]) -> Conflict | None:
        """Return the conflict about a row that cannot be joined; None where it could after all."""
        if overrides.get(record_id, _JOINED) == _JOINED:
            return None
        record = self._any(record_id)
        sides = [self._side(HERE, record, ())]
        possible = False
        for source in self._by_row.get(record_id, ()):
            sides.append(self._side(source.party, record, ()))
            possible = possible or not self._broken(*self._assemble({**overrides, record_id: source.party}))
        return Conflict(_held_key(record), record, (), tuple(sides), message=message, only_here=not possible)

    def _any(self, record_id: str) -> Record:
        """Return a row, from wherever it is."""
        if record_id in self._here:
            return self._here[record_id]
        return self._by_row[record_id][0].now[record_id]

    # Rows

    def _assemble(self, overrides: Mapping[str, int]) -> tuple[Rows, Plan, tuple[Record, ...]]:
        """Return the rows to put, the plan then, and the rows to delete."""
        self._clashes = {}
        gone = self._fates.gone
        made: Rows = {}
        for each, sources in self._by_row.items():
            party = overrides.get(each, _JOINED)
            if each in gone or each in self._fates.back or party == HERE:
                continue
            if party != _JOINED:
                source = next(source for source in sources if source.party == party)
                made[each] = self._places.placed(source.now[each], source)
            elif each in self._here:
                made[each] = self._joined_row(self._here[each], sources)
            else:
                made[each] = self._joined_row(self._places.placed(sources[0].now[each], sources[0]), sources)
        for each in self._fates.back:
            holders = [source for source in self._sources if each in source.now]
            if holders and overrides.get(each) != HERE:
                made[each] = self._joined_row(holders[0].now[each], holders)
        there = (self._here.keys() - gone) | made.keys()
        if len(there) < len(self._known):
            there -= self._orphans({**self._here, **made}, there)
        self._relink(made, there)
        put = {
            each: row
            for each, row in ((each, self._clean(row, there)) for each, row in made.items() if each in there)
            if row != self._here.get(each)
        }
        drop = [self._here[each] for each in sorted(self._here.keys() - there)]
        for record in drop:
            for pointing, _name in self._ours.pointing_at(record.id):
                if pointing.id in there and pointing.id not in put:
                    put[pointing.id] = self._clean(pointing, there)
        plan = self._ours.changed(put.values(), ((type(record), record.id) for record in drop))
        return put, plan, tuple(drop)

    def _orphans(self, rows: Rows, there: set[str]) -> set[str]:
        """Return the rows whose owner is not there, with what belongs to them."""
        lost: set[str] = set()
        while True:
            more = {
                each
                for each in there - lost
                if any(one not in there or one in lost for one in owners(rows[each]) if one in self._known)
            }
            if not more:
                return lost
            lost |= more

    def _relink(self, made: Rows, there: set[str]) -> None:
        """Give back the links that were cleared here with a row that is restored."""
        for each in self._fates.back & there:
            for source in self._sources:
                for row in source.base.values() if each in source.base else ():
                    mine = made.get(row.id) or self._here.get(row.id)
                    if mine is None or row.id == each:
                        continue
                    for name, held, target in targets(row):
                        now = getattr(mine, name)
                        if target != each or now == each:
                            continue
                        if isinstance(held, tuple) and each not in now:
                            made[row.id] = mine = mine.replace(**{name: (*now, each)})
                        elif now is None:
                            made[row.id] = mine = mine.replace(**{name: each})

    def _clean(self, row: Record, there: set[str]) -> Record:
        """Take links out that lead to rows that are not there."""
        cleared: dict[str, Any] = {}
        for name, held, target in targets(row):
            if target in there or target not in self._known:
                continue
            kept = cleared.get(name, held)
            cleared[name] = tuple(x for x in kept if x != target) if isinstance(held, tuple) else None
        return row.replace(**cleared) if cleared else row

    # Fields

    def _joined_row(self, mine: Record, sources: Sequence[Source]) -> Record:
        """Return a row with what the sources changed in it; what they differ on becomes a conflict."""
        values: dict[str, Any] = {}
        clashed: list[Field] = []
        sides = [(source, source.was(mine).__dict__, source.now[mine.id].__dict__) for source in sources]
        differing = {
            name
            for _source, was, now in sides
            for name, there in now.items()
            if there is not was[name] and there != was[name]
        }
        for field in mine.fields():
            name = field.name
            if name not in differing:
                continue
            held = mine.__dict__[name]
            linked = field.kind in _LINKS
            says = [
                Say(was[name], held, now[name], *((source.gone, source.gone_here) if linked else ((), ())))
                for source, was, now in sides
            ]
            try:
                joined = join_field(field, held, says)
            except Clash:
                if not field.hidden:
                    clashed.append(field)
                continue
            if joined != held:
                values[name] = joined
        if clashed:
            self._choose(mine, sources, clashed, values)
        position = self._places.moved(mine, sources)
        if position != mine.position:
            values["position"] = position
        return mine.replace(**values) if values else mine

    def _choose(
        self, mine: Record, sources: Sequence[Source], clashed: Sequence[Field], values: dict[str, Any]
    ) -> None:
        """Make conflicts of fields, and put the values in that were chosen for them."""
        for names in _together(mine.about.kind, clashed):
            rows = {HERE: mine, **{source.party: source.now[mine.id] for source in sources}}
            if mine.id not in self._here:
                del rows[HERE]
            fields = tuple(
                mine.describe(name)
                for name in names
                if len({repr(row.__dict__[name]) for row in rows.values()}) > 1
            )
            shown = tuple(field.name for field in fields)
            sides = [
                self._side(party, row, shown)
                for party, row in rows.items()
                if party == HERE or self._spoke(party, mine, shown)
            ]
            key = f"{mine.about.kind}:{mine.id}:{names[0]}"
            self._clashes[key] = Conflict(key, mine, fields, tuple(sides))
            chosen = rows.get(self._choices.get(key, HERE), mine)
            for name in names:
                values[name] = chosen.__dict__[name]

    def _spoke(self, party: int, mine: Record, names: Sequence[str]) -> bool:
        """Whether a file changed one of some fields to something else than is here."""
        source = next(each for each in self._sources if each.party == party)
        now, was = source.now[mine.id].__dict__, source.was(mine).__dict__
        return any(now[name] != was[name] for name in names)

    def _side(self, party: int, record: Record, names: tuple[str, ...]) -> Side:
        source = next((each for each in self._sources if each.party == party), self._sources[0])
        told = source.written_here(record, names) if party == HERE else source.written(record, names)
        row = (self._here if party == HERE else source.now).get(record.id)
        if not names:
            return replace(told, record=row)
        shown = row or record
        return replace(told, values={name: shown.__dict__[name] for name in names})


_JOINED = -2  # neither side alone
_MOST_TRIED = 40  # rows let in again one by one; more are held back together
_LINKS = (Kind.LINK, Kind.REFERENCE, Kind.LINKS, Kind.REFERENCES)


def _held_key(record: Record) -> str:
    return f"{record.about.kind}:{record.id}:!"


def _together(kind: str, clashed: Sequence[Field]) -> list[tuple[str, ...]]:
    """Return the fields in question, those a rule ties together as one."""
    found: dict[tuple[str, ...], None] = {}
    for field in clashed:
        group = next((each for each in COUPLED.get(kind, ()) if field.name in each), (field.name,))
        found[group] = None
    return list(found)
