"""The rules every plan keeps: what an edit or an import may never leave behind. Source: method 3.3.

A draft that is blank, too short or does not add up yet breaks no rule: the checks tell about it. The rules of
one kind of record stand in `invariants`; here is what holds for every record.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date

from planner.domain import invariants, vocabulary
from planner.domain.analysis.fiscal_years import fiscal_year
from planner.domain.fields import Field
from planner.domain.invariants import Violation
from planner.domain.plan import POINTERS, Plan
from planner.domain.record import COMMON, Record, problems
from planner.domain.records import KINDS, ActionDependency, TocLink
from planner.domain.settling import settle
from planner.i18n import _

__all__ = ["Violation", "is_library_key", "settle", "violations"]

_OF_KIND: Mapping[str, Callable[..., Iterator[Violation]]] = {
    "charter": invariants.charter,
    "toc_node": invariants.toc_node,
    "toc_link": invariants.toc_link,
    "indicator": invariants.indicator,
    "measurement": invariants.measurement,
    "raci_entry": invariants.raci_entry,
    "dependency": invariants.dependency,
    "action": invariants.action,
    "budget_line": invariants.budget_line,
    "funding_source": invariants.funding_source,
    "funding_allocation": invariants.funding_allocation,
    "scenario": invariants.scenario,
    "scenario_constraint": invariants.scenario_constraint,
    "risk": invariants.risk,
    "vote_result": invariants.vote_result,
    "plan_version": invariants.plan_version,
}
_LIBRARY = (
    *vocabulary.WSCC,
    *vocabulary.LESSONS,
    *vocabulary.STARTING_POINTS,
    *vocabulary.TENETS,
    *vocabulary.ICEM,
    *vocabulary.ROADMAP,
    *vocabulary.PARTNERSHIP_QUESTIONS,
    *vocabulary.CI_CONDITIONS,
    *vocabulary.BACKBONE_FUNCTIONS,
    *vocabulary.READINESS_ITEMS,
    *vocabulary.GROUP_CATEGORIES,
    *vocabulary.FUNDING_TYPES,
    *vocabulary.STEP_CODES,
)
_LIBRARY_KEYS = frozenset(option.value for option in _LIBRARY)


def is_library_key(target: str) -> bool:
    """Whether an open reference may name this beside records: a key of the method library, a fiscal year."""
    return target in _LIBRARY_KEYS or fiscal_year(target) is not None


def violations(
    plan: Plan, touched: Iterable[Record], today: date, *, before: Plan | None = None
) -> Iterator[Violation]:
    """Yield the rules that these records of a plan break, each once.

    Args:
        plan: The plan as the edit or the import leaves it.
        touched: The records of it that are new or changed.
        today: The date after which nothing can have been measured yet.
        before: The plan before the edit, in which the rules held: fields that are as they were need no look.
    """
    records = tuple(touched)
    told: set[tuple[str, str]] = set()
    for found in _all(plan, records, today, before):
        if (found.record.id, found.message) not in told:
            told.add((found.record.id, found.message))
            yield found


def _all(plan: Plan, records: tuple[Record, ...], today: date, before: Plan | None) -> Iterator[Violation]:
    for record in records:
        was = before.get(type(record), record.id) if before is not None else None
        yield from _of_fields(plan, record, was)
        if record.about.single and plan.all(type(record))[0].id != record.id:
            said = _("A plan has only one {noun}. Change the one that is there.")
            yield Violation(record, "", said.format(noun=_(record.about.noun)))
        rule = _OF_KIND.get(record.about.kind)
        if rule is not None:
            yield from rule(plan, record, today)
    links = [record for record in records if isinstance(record, TocLink)]
    if links:
        yield from invariants.loops_of_links(plan, links)
    dependencies = [record for record in records if isinstance(record, ActionDependency)]
    if dependencies:
        yield from invariants.loops_of_dependencies(plan, dependencies)


def _of_fields(plan: Plan, record: Record, was: Record | None) -> Iterator[Violation]:
    held = was.__dict__ if was is not None else {}
    for name, value in record.__dict__.items():
        if name in COMMON or (was is not None and value == held[name]):
            continue
        field = record.describe(name)
        wrong = False
        for said in problems(field, value):
            wrong = True
            yield Violation(
                record, field.name, _("{field} {problem}.").format(field=_(field.label), problem=said)
            )
        if value and not wrong and field.kind in POINTERS:
            for each in value if isinstance(value, tuple) else (value,):
                yield from _of_target(plan, record, field, each)


def _of_target(plan: Plan, record: Record, field: Field, target: str) -> Iterator[Violation]:
    """Yield what is wrong with the record or library key that a field names."""
    if any(plan.get(KINDS[kind], target) is not None for kind in field.target):
        return
    found = plan.find(target)
    open_to_all = not field.target
    if open_to_all and (found is not None or is_library_key(target)):
        return
    if found is None:
        said = _("{field} names a record that is not in the plan. Choose another one, or leave it empty.")
        yield Violation(record, field.name, said.format(field=_(field.label)))
        return
    nouns = _(" or ").join(_(KINDS[kind].about.noun) for kind in field.target)
    said = _("{field} names {code}, which is the wrong kind of record. Choose a {noun}.")
    yield Violation(record, field.name, said.format(field=_(field.label), code=found.code, noun=nouns))
