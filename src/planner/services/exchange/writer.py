"""From a plan to the JSON values of an exchange file."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from planner.domain import records as r
from planner.domain.fields import Field, Kind
from planner.domain.plan import POINTERS, Plan
from planner.domain.record import KINDS, Record, default_of
from planner.services.exchange import votes
from planner.services.exchange.derived import Derived
from planner.services.exchange.layout import (
    COLLECTIONS,
    CONSTRAINT_FIELDS,
    FORMAT,
    FORMAT_VERSION,
    INNER_KEY,
    OPTIONAL,
)

VOTE_KEYS = {"gradients": "gradients", "fist_to_five": "fist"}
"""The key of the counts in a decision's vote, by method; `counts` for every other."""

_MOST_WHOLE = 10**15  # larger numbers are read only with a point or an exponent


class Writer:
    """Writes one plan. Links become codes; records without a code are named by their place in the file."""

    def __init__(self, plan: Plan) -> None:
        """Read from `plan`."""
        self._plan = plan
        self._derived = Derived(plan)
        self._pointed_at = frozenset(_pointed_at(plan))
        self._names: dict[str, str] = {}
        for kind in COLLECTIONS:
            self._name_all(kind)

    def document(self, as_of: date | None) -> dict[str, Any]:
        """Return the whole file, read as of `as_of` where one is given, else as the charter says."""
        charter = self._plan.charter
        day = as_of or charter.as_of_date
        made: dict[str, Any] = {
            "format": FORMAT,
            "format_version": FORMAT_VERSION,
            "as_of_date": day.isoformat() if day else None,
        }
        if charter.fiction_notice or charter.facts_from_source:
            made["notice"] = {
                "fiction": charter.fiction_notice,
                "facts_from_source": list(charter.facts_from_source),
            }
        for kind in COLLECTIONS:
            rows = [self._shape(record) for record in self._plan.all(kind) if not self._is_nested(record)]
            if kind.about.single:
                made[kind.about.collection] = rows[0] if rows else None
            elif rows or kind not in OPTIONAL:
                made[kind.about.collection] = rows
        return made

    def _name_all(self, kind: type[Record]) -> None:
        """Decide what each record of a kind is called in the file."""
        about = kind.about
        alone = (record for record in self._plan.all(kind) if not self._is_nested(record))
        for index, record in enumerate(alone):
            place = about.collection if about.single else f"{about.collection}[{index}]"
            self._names[record.id] = record.code if about.coded else place
        if kind is r.Scenario or kind is r.VoteRound:
            key = "constraints" if kind is r.Scenario else "results"
            for index, owner in enumerate(self._plan.all(kind)):
                for inner, part in enumerate(self._parts(owner)):
                    self._names[part.id] = f"{about.collection}[{index}].{key}[{inner}]"

    def _parts(self, owner: Record) -> tuple[Record, ...]:
        if isinstance(owner, r.Scenario):
            return self._plan.where(r.ScenarioConstraint, scenario_id=owner.id)
        return self._plan.where(r.VoteResult, vote_round_id=owner.id)

    def _is_nested(self, record: Record) -> bool:
        if isinstance(record, r.ScenarioConstraint):
            return self._plan.get(r.Scenario, record.scenario_id) is not None
        if isinstance(record, r.VoteResult):
            return self._plan.get(r.VoteRound, record.vote_round_id) is not None
        return False

    def _shape(self, record: Record) -> dict[str, Any]:
        """Return one record as it stands in the file."""
        made: dict[str, Any] = {"id": record.code} if record.about.coded else {}
        shapes: dict[type[Record], Callable[[Any], dict[str, Any]]] = {
            r.ScenarioConstraint: self._constraint,
            r.Scenario: self._scenario,
            r.VoteRound: self._vote_round,
            r.Decision: self._decision,
            r.MonitoringPlan: self._monitoring,
            r.AgendaItem: self._agenda_item,
        }
        shape = shapes.get(type(record))
        made |= shape(record) if shape else self._fields(record)
        made |= self._derived.of(record)
        if record.fictional:
            made["fictional"] = True
        return made

    def _fields(self, record: Record) -> dict[str, Any]:
        """Return the fields that stand under their own key."""
        made: dict[str, Any] = {}
        for field in type(record).fields():
            value = getattr(record, field.name)
            if (type(record), field.name) in INNER_KEY:
                continue
            if field.blank == "omit" and value == default_of(type(record), field.name):
                continue
            made[field.exchange_key] = self._value(field, value)
        return made

    def _value(self, field: Field, value: Any) -> Any:
        if field.blank == "null" and value == "":
            return None
        if field.kind is Kind.DAY:
            return value.isoformat() if value else None
        if field.kind in (Kind.LINK, Kind.REFERENCE):
            return self._name(value)
        if field.kind in (Kind.LINKS, Kind.REFERENCES):
            return [self._name(each) for each in value]
        if field.kind is Kind.POINTS:
            return [{"date": day.isoformat(), "value": _number(number)} for day, number in value]
        return _number(value) if isinstance(value, float) else plain(value)

    def _name(self, record_id: str | None) -> str | None:
        """Return what a record is called in the file; a key of the library stands for itself."""
        return self._names.get(record_id, record_id) if record_id else None

    def _agenda_item(self, item: r.AgendaItem) -> dict[str, Any]:
        siblings = self._plan.where(r.AgendaItem, session_id=item.session_id)
        place = next(index for index, each in enumerate(siblings, 1) if each.id == item.id)
        return {**self._fields(item), "position": place}

    def _constraint(self, rule: r.ScenarioConstraint) -> dict[str, Any]:
        """Keep the parameters of the rule's type, and others only where something stands in them."""
        made: dict[str, Any] = {"id": rule.key} if rule.key else {}
        wanted = ("type", "label", *CONSTRAINT_FIELDS.get(rule.type, ()))
        for name, value in self._fields(rule).items():
            if name in wanted or value not in (None, "", []):
                made[name] = value
        return made

    def _scenario(self, scenario: r.Scenario) -> dict[str, Any]:
        return {
            **self._fields(scenario),
            "constraints": [self._shape(rule) for rule in self._parts(scenario)],
        }

    def _vote_round(self, vote: r.VoteRound) -> dict[str, Any]:
        results = self._plan.where(r.VoteResult, vote_round_id=vote.id)
        rows = votes.rows(vote, results, self._pointed_at)
        made = self._fields(vote)
        if rows is None:
            made["results"] = [self._shape(each) for each in results]
        else:
            made["results_by_group"] = {self._name(group): row for group, row in rows.items()}
        return made

    def _decision(self, decision: r.Decision) -> dict[str, Any]:
        made = self._fields(decision)
        method, counts = decision.vote_method, decision.vote_counts
        made["vote"] = None
        if method or counts:
            made["vote"] = {
                "method": method,
                VOTE_KEYS.get(method, "counts"): [int(each) if _is_count(each) else each for each in counts],
            }
        return made

    def _monitoring(self, monitoring: r.MonitoringPlan) -> dict[str, Any]:
        names = ("on_track_ratio", "at_risk_ratio", "too_early_fraction")
        return {**self._fields(monitoring), "rules": {name: getattr(monitoring, name) for name in names}}


def plain(value: Any) -> Any:
    """Return a value as JSON knows it: lists for tuples, a copy of every object."""
    if isinstance(value, Mapping):
        return {key: plain(each) for key, each in value.items()}
    if isinstance(value, tuple | list):
        return [plain(each) for each in value]
    return value


def _number(value: float) -> float:
    """Return a real number as a whole one where it is: the database makes 54.0 of 54."""
    return int(value) if value == int(value) and abs(value) < _MOST_WHOLE else value


def _is_count(text: str) -> bool:
    return text.isascii() and text.isdigit() and str(int(text)) == text


def _pointed_at(plan: Plan) -> set[str]:
    found: set[str] = set()
    for kind in KINDS.values():
        for field in kind.fields():
            if field.kind in POINTERS:
                for record in plan.all(kind):
                    held = getattr(record, field.name)
                    found.update(each for each in (held if isinstance(held, tuple) else (held,)) if each)
    return found
