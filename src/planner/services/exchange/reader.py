"""From the JSON values of an exchange file to records; every problem is collected, then told at once."""

import difflib
import re
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date, datetime
from typing import Any

from planner.domain import records as r
from planner.domain.fields import Field, Kind
from planner.domain.plan import Plan
from planner.domain.record import KINDS, Record, default_of
from planner.domain.rules import is_library_key, violations
from planner.i18n import _
from planner.services.exchange import layout
from planner.services.exchange.derived import Derived, contradicts
from planner.services.exchange.report import Report
from planner.services.exchange.rows import Row, rows
from planner.services.exchange.source import Unreadable, doubled_keys
from planner.services.exchange.unfold import unfold
from planner.services.exchange.values import shown, value_of
from planner.store.clock import stamp

_CODE = re.compile(r"^[A-Za-z0-9][A-Za-z0-9._-]{0,39}$")


class Reader:
    """Reads one file."""

    def __init__(self, document: dict[str, Any], *, new_id: Callable[[], str], now: datetime) -> None:
        """Read from `document`; every record gets an id from `new_id` and the time `now`."""
        self.report = Report()
        self._document = document
        self._time = stamp(now)
        self._rows = list(rows(document, self.report))
        self._end = self.report.at + 1
        for row in self._rows:
            row.id = new_id()
        self._called: dict[str, Row] = {}
        self._name_all()

    def records(self, today: date) -> tuple[Record, ...]:
        """Return the records; `report` knows whether they may be used. Measurements may be dated until
        `today`.
        """
        self._check_head()
        made = [self._record(row) for row in self._rows]
        self._number(made)
        plan = Plan(made)
        spoiled = [row for row in self._rows if self.report.has(row.number)]
        self._check_derived(plan, {row.kind for row in spoiled})
        self._check_rules(plan, {row.id for row in spoiled}, today)
        return tuple(made)

    def _name_all(self) -> None:
        """Note what each record is called, and say where a name is missing, impossible or taken."""
        for row in self._rows:
            self.report.at = row.number
            if not row.kind.about.coded:
                row.code = ""
                self._called.setdefault(row.path, row)
                continue
            given = row.source.get("id")
            if given is None or given == "":
                self.report.say(f"{row.place} · id", _("is missing"))
            elif not isinstance(given, str) or not _CODE.match(given):
                self.report.say(
                    f"{row.place} · id",
                    _("must be 1 to 40 letters, digits, dots, dashes or underscores, not {value}").format(
                        value=shown(given)
                    ),
                )
            elif is_library_key(given):
                self.report.say(f"{row.place} · id", _("is a key of the method library"))
            elif given in self._called:
                self.report.say(
                    f"{row.place} · id",
                    _("{code} is already the id of {place}").format(
                        code=given, place=self._called[given].path
                    ),
                )
            else:
                row.code = given
                self._called[given] = row
        self._name_rules()

    def _name_rules(self) -> None:
        """Say where two rules of one scenario have the same name."""
        first: dict[tuple[int, str], Row] = {}
        for row in self._rows:
            name = row.source.get("id")
            if (
                row.kind is not r.ScenarioConstraint
                or row.owner is None
                or not isinstance(name, str)
                or not name
            ):
                continue
            other = first.setdefault((row.owner.number, name), row)
            if other is not row:
                self.report.at = row.number
                self.report.say(
                    f"{row.place} · id",
                    _("{code} is already the id of {place}").format(code=name, place=other.path),
                )

    def _check_head(self) -> None:
        """Say which keys at the top mean nothing, which one is missing, and which stand twice."""
        self.report.at = -1
        known = (*layout.HEAD, *layout.BY_COLLECTION)
        for key in self._document:
            if key not in known:
                self.report.say(key, _unknown(key, known))
        if "plan" not in self._document:
            self.report.say("plan", _("is missing"))
        notice = self._document.get("notice")
        if notice is not None and not isinstance(notice, dict):
            self.report.say("notice", _("must be an object, not {value}").format(value=shown(notice)))
        elif notice:
            for key in notice:
                if key not in ("fiction", "facts_from_source"):
                    self.report.say(f"notice · {key}", _unknown(key, ("fiction", "facts_from_source")))
        for place, key in doubled_keys(self._document):
            self.report.say(place, _("the key {key} stands twice").format(key=shown(key)))

    def _record(self, row: Row) -> Record:
        """Make one record, with blanks where a value cannot be used."""
        self.report.at = row.number
        known = layout.KNOWN_KEYS[row.kind]
        for key in row.source:
            if key not in known and not row.unsaid:
                self.report.say(f"{row.place} · {key}", _unknown(key, tuple(known)))
        values: dict[str, Any] = {}
        moved = unfold(row, self._document, self.report)
        for field in row.kind.fields():
            place, raw = moved.get(field.name, (f"{row.place} · {field.exchange_key}", _ABSENT))
            if field.name not in moved and (row.kind, field.name) not in layout.INNER_KEY:
                raw = row.source.get(field.exchange_key, _ABSENT)
            if raw is _ABSENT:
                values[field.name] = default_of(row.kind, field.name)
            else:
                say = _nothing if field.name in row.unsaid else self._sayer(place)
                values[field.name] = value_of(field, raw, self._resolve, say)
        values |= self._owner_of(row)
        return row.kind(
            id=row.id,
            code=row.code,
            created_at=self._time,
            updated_at=self._time,
            fictional=self._fictional(row),
            **values,
        )

    def _sayer(self, place: str) -> Callable[[str], None]:
        return lambda message: self.report.say(place, message)

    def _fictional(self, row: Row) -> bool:
        given = row.source.get("fictional", False)
        if not isinstance(given, bool):
            self.report.say(f"{row.place} · fictional", _("must be yes or no (true or false)"))
        return given is True

    def _owner_of(self, row: Row) -> dict[str, str]:
        if row.owner is None:
            return {}
        return {"scenario_id" if row.kind is r.ScenarioConstraint else "vote_round_id": row.owner.id}

    def _resolve(self, field: Field, name: str, say: Callable[[str], None]) -> str | None:
        """Return the id of the record called `name`, or the key of the library it is."""
        row = self._called.get(name)
        if row is None:
            if field.kind in (Kind.REFERENCE, Kind.REFERENCES) and not field.target and is_library_key(name):
                return name
            say(_("names {code}, which is not in the file").format(code=shown(name)))
            return None
        if field.target and row.kind.about.kind not in field.target:
            say(
                _("names {code}, which is of the kind {found}, not {wanted}").format(
                    code=name,
                    found=_(row.kind.about.noun),
                    wanted=" / ".join(_(KINDS[kind].about.noun) for kind in field.target),
                )
            )
            return None
        return row.id

    def _number(self, made: list[Record]) -> None:
        """Give every record its position by order, and a code to those that people see no code of."""
        positions: Counter[type[Record]] = Counter()
        numbers: Counter[str] = Counter()
        for index in _agenda_order(self._rows):
            record = made[index]
            positions[type(record)] += 1
            values: dict[str, Any] = {"position": float(positions[type(record)])}
            if not record.code:
                values["code"] = self._free_code(record, numbers)
            made[index] = record.replace(**values)

    def _free_code(self, record: Record, numbers: Counter[str]) -> str:
        """Return the next code of a kind that the file does not use itself."""
        about = record.about
        while True:
            numbers[about.prefix] += 1
            code = f"{about.prefix}-{numbers[about.prefix]:0{about.digits}d}"
            if code not in self._called:
                return code

    def _check_derived(self, plan: Plan, spoiled: set[type[Record]]) -> None:
        """Say where the file contradicts itself; kinds of record with other problems are left alone."""
        derived = Derived(plan)
        for row in self._rows:
            keys = [key for key in layout.DERIVED.get(row.kind, ()) if key in row.source]
            if not keys or spoiled & {row.kind, *_SOURCES.get(row.kind, ())}:
                continue
            record = plan.get(row.kind, row.id)
            values = derived.of(record) if record else {}
            self.report.at = row.number
            for key in keys:
                if contradicts(row.source[key], values[key]):
                    self.report.say(
                        f"{row.place} · {key}",
                        _("says {said}, but the rest of the plan gives {given}").format(
                            said=shown(row.source[key]), given=shown(values[key])
                        ),
                    )

    def _check_rules(self, plan: Plan, spoiled: set[str], today: date) -> None:
        """Say where the plan as a whole breaks a rule; records (by id) with other problems are left alone."""
        by_id = {row.id: row for row in self._rows}
        latest = max(today, plan.charter.as_of_date or today)
        for violation in violations(plan, plan.records(), latest):
            row = by_id[violation.record.id]
            if row.id not in spoiled:
                self.report.at = row.number
                self.report.say(_place_of(row, violation.field), violation.message)


_ABSENT: Any = object()
_SOURCES: dict[type[Record], tuple[type[Record], ...]] = {
    r.Charter: (r.District,),
    r.TocNode: (r.TocLink,),
    r.Priority: (r.Criterion,),
}


def _place_of(row: Row, name: str) -> str:
    if not name:
        return row.place
    if row.kind is r.ScenarioConstraint and name == "key":
        return f"{row.place} · id"
    key = next((field.exchange_key for field in row.kind.fields() if field.name == name), name)
    return f"{row.place} · {layout.INNER_KEY.get((row.kind, name)) or key}"


def _unknown(key: str, known: tuple[str, ...]) -> str:
    like = difflib.get_close_matches(key, known, n=1, cutoff=0.75)
    if like:
        return _("is not known here; did you mean {key}?").format(key=like[0])
    return _("is not known here")


def _nothing(_message: str) -> None:
    """Take a problem that is told elsewhere."""


def _agenda_order(found: list[Row]) -> Iterator[int]:
    """Yield the numbers of the rows in order; items of one session take their places by their `position`."""
    sessions: dict[Any, list[int]] = {}
    for index, row in enumerate(found):
        if row.kind is r.AgendaItem:
            session = row.source.get("session_id")
            sessions.setdefault(session if isinstance(session, str) else None, []).append(index)
    place: dict[int, int] = {}
    for indexes in sessions.values():
        place.update(zip(indexes, sorted(indexes, key=lambda each: _position(found[each])), strict=True))
    for index in range(len(found)):
        yield place.get(index, index)


def _position(row: Row) -> float:
    given = row.source.get("position")
    usable = (
        isinstance(given, int | float) and not isinstance(given, bool) and not isinstance(given, Unreadable)
    )
    return float(given) if usable else float("inf")  # type: ignore[arg-type]
