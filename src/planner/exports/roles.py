"""A plan in which people bear their roles instead of their names, for documents that participants get.

Source: method 5 (no names in participant documents unless allowed).
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from planner.domain.fields import Field, Kind
from planner.domain.mentions import TEXTUAL, forms, long_enough, pattern
from planner.domain.plan import Plan
from planner.domain.record import Record
from planner.domain.records import (
    Charter,
    Partner,
    Person,
    PlanVersion,
    Region,
    ReviewComment,
    Session,
    StakeholderGroup,
)
from planner.domain.wording import same_words, shortened
from planner.i18n import _


def called_by_roles(plan: Plan) -> Plan:
    """Return the plan with every person called by a role: in their own record, and wherever a text has the
    full name as whole words.

    Organizations of people are left out; who shares a role is numbered. Places and partners that are called
    after somebody keep their names. Frozen copies of earlier versions are left out: they hold names.
    """
    called = _roles(plan)
    texts = _Texts(plan, called)
    reviewers: dict[str, int] = {}
    put: list[Record] = []
    for record in plan.records():
        values = {
            field.name: texts.turned(field, getattr(record, field.name))
            for field in record.fields()
            if field.kind in TEXTUAL
        }
        if isinstance(record, Person):
            values |= {"name": called[record.id], "role": "", "organization": ""}
        elif isinstance(record, PlanVersion):
            values |= {"snapshot": "", "snapshot_sha256": ""}
        elif isinstance(record, ReviewComment):  # who reviews need not be one of the plan's people
            number = reviewers.setdefault(same_words(record.reviewer), len(reviewers) + 1)
            values |= {"reviewer": _("Reviewer {number}").format(number=number), "source": ""}
        if any(getattr(record, name) != value for name, value in values.items()):
            put.append(record.replace(**values))
    return plan.changed(put=put)


def _roles(plan: Plan) -> dict[str, str]:
    """Return what each person is called, by id: the role, what the person is to the charter, the group the
    person stands for, or a participant.

    A role in which somebody is named is no role to be called by.
    """
    people = plan.all(Person)
    named = pattern({form for each in people if long_enough(each.name) for form in forms(each.name)})
    longest = Person.describe("name").max_length - len(" 999")
    called: dict[str, str] = {}
    seen: Counter[str] = Counter()
    for person in people:
        offered = (" ".join(person.role.split()), _in_charter(plan, person), _spoken_for(plan, person))
        own = same_words(person.name)
        role = next(
            (each for each in offered if each and (same_words(each) == own or not named.search(each))),
            _("A participant"),
        )
        role = shortened(role, longest)
        seen[role.casefold()] += 1
        number = seen[role.casefold()]
        called[person.id] = role if number == 1 else f"{role} {number}"
    return called


def _in_charter(plan: Plan, person: Person) -> str:
    """Return facilitator or sponsor, where the charter says so."""
    for name in ("facilitator_id", "sponsor_id"):
        if person.id and getattr(plan.charter, name) == person.id:
            return _(Charter.describe(name).label)
    return ""


def _spoken_for(plan: Plan, person: Person) -> str:
    group = next(iter(plan.where(StakeholderGroup, representative_ids=person.id)), None)
    return _("Representative of {group}").format(group=group.name) if group and group.name.strip() else ""


class _Texts:
    """Puts roles in the place of names."""

    def __init__(self, plan: Plan, called: Mapping[str, str]) -> None:
        """Take what each person is called, by id; of people of one name the first one's role is taken."""
        self._called: dict[str, str] = {}
        names: set[str] = set()
        for person in plan.all(Person):
            for form in forms(person.name) if long_enough(person.name) else ():
                names.add(form)
                self._called.setdefault(same_words(form), called[person.id])
        kept = {form for name in _places_and_partners(plan) for form in forms(name)}
        self._pattern = pattern({*names, *(each for each in kept if self._holds(each))})

    def _holds(self, name: str) -> bool:
        """Whether the name of a place or partner has somebody's name in it, and more."""
        folded = same_words(name)
        return folded not in self._called and any(each in folded for each in self._called)

    def turned(self, field: Field, value: Any) -> Any:
        """Return what a field holds without names; a text that grows is cut to what the field takes."""
        longest = 0 if field.kind is Kind.DATA else field.max_length
        return self._turned(value, longest)

    def _turned(self, value: Any, longest: int) -> Any:
        if isinstance(value, str):
            text = self._pattern.sub(self._instead, value)
            grown = longest and len(text) > max(longest, len(value))
            return f"{text[: longest - 1]}…" if grown else text
        if isinstance(value, tuple | list):
            return type(value)(self._turned(each, longest) for each in value)
        if isinstance(value, Mapping):
            return {key: self._turned(each, longest) for key, each in value.items()}
        return value

    def _instead(self, found: re.Match[str]) -> str:
        return self._called.get(same_words(found[0]), found[0])


def _places_and_partners(plan: Plan) -> Iterator[str]:
    yield plan.district.name
    yield from (each.name for each in plan.all(Region))
    yield from (each.name for each in plan.all(Partner))
    yield from (each.location for each in plan.all(Session))
