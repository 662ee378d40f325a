"""`Plan`: a read-only picture of all records of a workshop."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, TypeVar

from planner.domain.fields import Kind
from planner.domain.record import KINDS, Record
from planner.domain.records import Charter, District

R = TypeVar("R", bound=Record)


class Plan:
    """All records, by kind and in order. Each edit makes a new picture; the old one stays true.

    Pictures share what did not change, so that making one costs only the kinds an edit touched.
    """

    def __init__(self, records: Iterable[Record] = ()) -> None:
        """Take records in any order; they are kept by position, then code."""
        kinds: dict[str, dict[str, Record]] = {}
        for record in records:
            kinds.setdefault(record.about.kind, {})[record.id] = record
        self._kinds: Mapping[str, dict[str, Record]] = {kind: _ordered(rows) for kind, rows in kinds.items()}
        self._forget()

    def _forget(self) -> None:
        self._lists: dict[str, tuple[Record, ...]] = {}
        self._groups: dict[tuple[str, str], dict[Any, tuple[Record, ...]]] = {}
        self._codes: dict[str, Record] | None = None
        self._back: dict[str, tuple[tuple[Record, str], ...]] | None = None

    def all(self, kind: type[R]) -> tuple[R, ...]:
        """Return all records of a kind, in order."""
        name = kind.about.kind
        if name not in self._lists:
            self._lists[name] = tuple(self._kinds.get(name, {}).values())
        return self._lists[name]  # type: ignore[return-value]

    def one(self, kind: type[R]) -> R:
        """Return the only record of a single kind, or an empty one (with an empty id) where none is stored
        yet.
        """
        rows = self.all(kind)
        return rows[0] if rows else kind()

    def where(self, kind: type[R], /, **equal: Any) -> tuple[R, ...]:
        """Return the records whose field equals a value; for a list field, those whose list holds it.

        One field at a time: `plan.where(Action, strategy_id=strategy.id)`. Indexed, so cheap in a loop.
        """
        ((name, value),) = equal.items()
        key = (kind.about.kind, name)
        if key not in self._groups:
            groups: dict[Any, list[Record]] = {}
            for record in self.all(kind):
                held = getattr(record, name)
                for each in held if isinstance(held, tuple) else (held,):
                    groups.setdefault(each, []).append(record)
            self._groups[key] = {each: tuple(rows) for each, rows in groups.items()}
        return self._groups[key].get(value, ())  # type: ignore[return-value]

    def get(self, kind: type[R], record_id: str | None) -> R | None:
        """Return the record of a kind with this id, or None."""
        if record_id is None:
            return None
        return self._kinds.get(kind.about.kind, {}).get(record_id)  # type: ignore[return-value]

    def some(self, kind: type[R], ids: Iterable[str]) -> tuple[R, ...]:
        """Return the records with these ids, in that order, leaving out ids that are not there."""
        rows = self._kinds.get(kind.about.kind, {})
        return tuple(rows[each] for each in ids if each in rows)  # type: ignore[misc]

    def find(self, record_id: str | None) -> Record | None:
        """Return the record with this id, of whatever kind, or None."""
        if record_id:
            for rows in self._kinds.values():
                if record_id in rows:
                    return rows[record_id]
        return None

    def by_code(self, code: str) -> Record | None:
        """Return the record with this code, or None."""
        if self._codes is None:
            self._codes = {record.code: record for record in self.records()}
        return self._codes.get(code)

    def code(self, record_id: str | None) -> str:
        """Return the code of a record; a library key (HE, L1) stands for itself."""
        record = self.find(record_id)
        return record.code if record else record_id or ""

    def title(self, record_id: str | None) -> str:
        """Return the words that name a record; a library key stands for itself."""
        record = self.find(record_id)
        return record.title if record else record_id or ""

    def records(self) -> Iterable[Record]:
        """Yield every record, kind by kind in the order of the method."""
        for kind in KINDS:
            yield from self._kinds.get(kind, {}).values()

    def __len__(self) -> int:
        """Return the number of records."""
        return sum(len(rows) for rows in self._kinds.values())

    def __eq__(self, other: object) -> bool:
        """Whether both pictures hold the same records."""
        if not isinstance(other, Plan):
            return NotImplemented
        mine = {kind: rows for kind, rows in self._kinds.items() if rows}
        return mine == {kind: rows for kind, rows in other._kinds.items() if rows}

    __hash__ = None  # type: ignore[assignment]

    def pointing_at(self, record_id: str) -> tuple[tuple[Record, str], ...]:
        """Return (record, field name) for everything that links or refers to a record."""
        if self._back is None:
            back: dict[str, list[tuple[Record, str]]] = {}
            for kind in KINDS.values():
                fields = [each for each in kind.fields() if each.kind in POINTERS]
                for record in self.all(kind) if fields else ():
                    for field in fields:
                        held = getattr(record, field.name)
                        for each in held if isinstance(held, tuple) else (held,):
                            if each:
                                back.setdefault(each, []).append((record, field.name))
            self._back = {each: tuple(found) for each, found in back.items()}
        return self._back.get(record_id, ())

    def changed(self, put: Iterable[Record] = (), drop: Iterable[tuple[type[Record], str]] = ()) -> "Plan":
        """Return the next picture, with records put (new or replaced by id) and records dropped."""
        kinds = dict(self._kinds)
        unsorted: set[str] = set()
        for kind, record_id in drop:
            name = kind.about.kind
            if record_id in kinds.get(name, {}):
                if kinds[name] is self._kinds.get(name):
                    kinds[name] = dict(kinds[name])
                del kinds[name][record_id]
        for record in put:
            name = record.about.kind
            if kinds.get(name) is self._kinds.get(name):
                kinds[name] = dict(kinds.get(name, {}))
            rows = kinds[name]
            before = rows.get(record.id)
            if before is None:
                last = next(reversed(rows.values()), None)
                moved = last is not None and _place(last) > _place(record)
            else:
                moved = _place(before) != _place(record)
            if moved:
                unsorted.add(name)
            rows[record.id] = record
        for name in unsorted:
            kinds[name] = _ordered(kinds[name])
        made = Plan.__new__(Plan)
        made._kinds = kinds
        made._forget()
        # Checks may be reading this picture in another thread and adding to its lists: copy these in one go.
        lists, groups = tuple(self._lists.items()), tuple(self._groups.items())
        made._lists = {name: rows for name, rows in lists if kinds.get(name) is self._kinds.get(name)}
        made._groups = {key: rows for key, rows in groups if kinds.get(key[0]) is self._kinds.get(key[0])}
        return made

    @property
    def charter(self) -> Charter:
        """The charter, or an empty one."""
        return self.one(Charter)

    @property
    def district(self) -> District:
        """The district, or an empty one."""
        return self.one(District)

    @property
    def name(self) -> str:
        """What the workshop is called."""
        return self.charter.title_text

    def as_of(self, today: date) -> date:
        """Return the date the plan is read at: the charter's, where one is set, else `today`."""
        return self.charter.as_of_date or today


POINTERS = (Kind.LINK, Kind.LINKS, Kind.REFERENCE, Kind.REFERENCES)


def _place(row: Record) -> tuple[float, str]:
    return (row.position, row.code)


def _ordered(rows: Mapping[str, Record]) -> dict[str, Record]:
    return {row.id: row for row in sorted(rows.values(), key=_place)}
