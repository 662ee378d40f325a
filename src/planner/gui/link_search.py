"""Finding the record to link to while somebody types: by code or by words of its title. No Qt in here."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from planner.domain import records as r
from planner.domain.fields import Field, Kind
from planner.domain.plan import Plan
from planner.domain.record import KINDS, Record
from planner.gui.wording import library_names, title_of
from planner.i18n import _

MOST = 40
"""How many matches a list offers; more words narrow it."""

_ONLY: Mapping[str, tuple[str, tuple[str, ...]]] = {"toc_intervention_ids": ("kind", ("intervention",))}
"""Fields that name only some records of a kind: those whose field holds one of some values."""
_NOT_REFERRED = (r.StepState, r.ExportRecord, r.CheckWaiver, r.Attendance, r.VoteResult, r.ReviewComment)


@dataclass(frozen=True)
class Candidate:
    """A record (or key of the method library) that a field may name."""

    id: str
    code: str
    title: str


def targets(field: Field) -> tuple[type[Record], ...]:
    """Return the kinds a field may name; a reference that names none may name any."""
    if field.target:
        return tuple(KINDS[kind] for kind in field.target)
    return tuple(kind for kind in KINDS.values() if not kind.about.single and kind not in _NOT_REFERRED)


def candidates(field: Field, plan: Plan) -> Iterator[Candidate]:
    """Yield everything a field may name, in the order of the plan, then the method library."""
    only, values = _ONLY.get(field.name, ("", ()))
    for kind in targets(field):
        for record in plan.all(kind):
            if not only or getattr(record, only) in values:
                yield candidate(record, plan)
    if not field.target and field.kind in (Kind.REFERENCE, Kind.REFERENCES):
        for key, label in library_names().items():
            yield Candidate(key, key, _(label))


def candidate(record: Record, plan: Plan) -> Candidate:
    """Return what the list shows for a record; codes are left out where people do not see them."""
    return Candidate(record.id, record.code if record.about.coded else "", title_of(record, plan))


def matches(typed: str, among: Iterable[Candidate], most: int = MOST) -> list[Candidate]:
    """Return the candidates whose code or title holds every typed word, those that begin with it first."""
    wanted = typed.casefold().split()
    starting: list[Candidate] = []
    holding: list[Candidate] = []
    for each in among:
        text = f"{each.code} {each.title}".casefold()
        if all(word in text for word in wanted):
            whole = typed.casefold().strip()
            first = text.startswith(whole) or each.title.casefold().startswith(whole)
            (starting if first else holding).append(each)
            if len(starting) >= most:
                break
    return [*starting, *holding][:most]


def creatable(field: Field) -> tuple[type[Record], ...]:
    """Return the kinds that a name alone can bring into being from this field."""
    if not field.target:
        return ()
    return tuple(
        kind
        for kind in targets(field)
        if kind.about.title
        and not kind.about.single
        and kind.describe(kind.about.title).kind in (Kind.TEXT, Kind.NOTE)
    )


def new_values(field: Field) -> dict[str, Any]:
    """Return what a record made from this field must hold to be one the field may name."""
    only, values = _ONLY.get(field.name, ("", ()))
    return {only: values[0]} if only else {}
