"""The rules that belong to one kind of record, by their numbers in method 3.3. `rules` calls them."""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from planner.domain.analysis.fiscal_years import fiscal_years
from planner.domain.analysis.graph import cycles, edges
from planner.domain.plan import Plan
from planner.domain.record import Record
from planner.domain.records import (
    Action,
    ActionDependency,
    Attendance,
    BudgetLine,
    Charter,
    FundingAllocation,
    FundingSource,
    Indicator,
    Measurement,
    PlanVersion,
    RaciEntry,
    Risk,
    Scenario,
    ScenarioConstraint,
    TocLink,
    TocNode,
    VoteResult,
    VoteRound,
)
from planner.domain.wording import day_text
from planner.i18n import _


@dataclass(frozen=True)
class Violation:
    """A rule that a record breaks; `message` is in plain words and says what to do."""

    record: Record
    field: str
    message: str


def charter(plan: Plan, record: Charter, today: date) -> Iterator[Violation]:  # noqa: ARG001  all rules alike
    """1. The plan starts before it ends (that it lasts 12 to 120 months is a finding)."""
    start, end = record.horizon_start, record.horizon_end
    if start and end and start >= end:
        said = _("The plan would end on {end}, before it starts on {start}. Change one of the two dates.")
        yield Violation(record, "horizon_end", said.format(end=day_text(end), start=day_text(start)))


def toc_node(plan: Plan, record: TocNode, today: date) -> Iterator[Violation]:  # noqa: ARG001
    """6. An impact is above the ceiling; what we do and its first results are below. 5, for its links."""
    if record.kind == "impact" and not record.above_ceiling:
        said = _("An impact stands above the ceiling. Change its kind to bring it below.")
        yield Violation(record, "above_ceiling", said)
    elif record.kind in ("intervention", "early_outcome") and record.above_ceiling:
        said = _(
            "We answer for interventions and early outcomes, so they stay below the ceiling. Change the kind."
        )
        yield Violation(record, "above_ceiling", said)
    for name in ("from_id", "to_id"):
        for link in plan.where(TocLink, **{name: record.id}):
            for found in _ends(plan, link):
                yield Violation(record, "kind", found.message)


def toc_link(plan: Plan, record: TocLink, today: date) -> Iterator[Violation]:  # noqa: ARG001
    """5. A link joins two different nodes once, and never leads down through the ceiling."""
    if record.from_id and record.from_id == record.to_id:
        yield Violation(record, "to_id", _("A link leads to another outcome. Choose a different end."))
        return
    if record.from_id and record.to_id:
        twins = [each for each in plan.where(TocLink, from_id=record.from_id) if each.to_id == record.to_id]
        if len(twins) > 1:
            other = next((each.code for each in twins if each.id != record.id), "")
            said = _("{start} leads to {end} already, by link {code}. Change that link instead.")
            yield Violation(
                record,
                "to_id",
                said.format(start=plan.code(record.from_id), end=plan.code(record.to_id), code=other),
            )
    yield from _ends(plan, record)


def _ends(plan: Plan, link: TocLink) -> Iterator[Violation]:
    start, end = plan.get(TocNode, link.from_id), plan.get(TocNode, link.to_id)
    if start is None or end is None:
        return
    if start.kind == end.kind == "intervention":
        said = _(
            "{start} and {end} are both interventions. Link an intervention to the outcome it brings about."
        )
        yield Violation(link, "to_id", said.format(start=start.code, end=end.code))
    if start.above_ceiling and not end.above_ceiling:
        said = _("{start} is above the ceiling and {end} below it. Turn the link, or move one of them.")
        yield Violation(link, "to_id", said.format(start=start.code, end=end.code))


def loops_of_links(plan: Plan, links: Sequence[TocLink]) -> Iterator[Violation]:
    """5. The theory has no loop."""
    for loop in cycles(edges(plan)):
        pairs = set(zip(loop, (*loop[1:], loop[0]), strict=True))
        if len(loop) > 1:
            blamed = next((link for link in links if (link.from_id, link.to_id) in pairs), links[0])
            said = _("These would form a loop: {chain}. Leave out one link; feedback belongs in the notes.")
            yield Violation(blamed, "to_id", said.format(chain=_chain(plan, loop)))


def loops_of_dependencies(plan: Plan, dependencies: Sequence[ActionDependency]) -> Iterator[Violation]:
    """17. No action waits for itself, not even through others."""
    waits = [
        (each.predecessor_id, each.successor_id)
        for each in plan.all(ActionDependency)
        if each.predecessor_id and each.successor_id
    ]
    for loop in cycles(waits):
        pairs = set(zip(loop, (*loop[1:], loop[0]), strict=True))
        if len(loop) > 1:
            blamed = next(
                (each for each in dependencies if (each.predecessor_id, each.successor_id) in pairs),
                dependencies[0],
            )
            said = _("These actions would wait for each other: {chain}. Leave out one dependency.")
            yield Violation(blamed, "successor_id", said.format(chain=_chain(plan, loop)))


def _chain(plan: Plan, loop: Iterable[str]) -> str:
    codes = [plan.code(each) for each in loop]
    return " → ".join((*codes, codes[0]))


def indicator(plan: Plan, record: Indicator, today: date) -> Iterator[Violation]:  # noqa: ARG001
    """8. The baseline is known or due, not both. 10, for its measurements."""
    if record.baseline_value is not None and record.baseline_due is not None:
        said = _("The baseline is either known or still due. Clear the value or the date it is due by.")
        yield Violation(record, "baseline_due", said)
    for each in plan.where(Measurement, indicator_id=record.id):
        for found in _small_group(each, record):
            yield Violation(record, "min_cell", f"{each.code}: {found.message}")


def measurement(plan: Plan, record: Measurement, today: date) -> Iterator[Violation]:
    """9. Measured by today, once for each indicator, date and group. 10. Small groups are not shown."""
    limit = max(today, plan.as_of(today))
    if record.as_of and record.as_of > limit:
        said = _("{date} is still to come. Enter a date up to {limit}.")
        yield Violation(record, "as_of", said.format(date=day_text(record.as_of), limit=day_text(limit)))
    if not record.indicator_id:
        return
    if record.as_of and any(
        each.id != record.id and (each.as_of, each.student_group) == (record.as_of, record.student_group)
        for each in plan.where(Measurement, indicator_id=record.indicator_id)
    ):
        said = _("{indicator} has a value for “{group}” on {date} already. Change that one instead.")
        words = {"indicator": plan.code(record.indicator_id), "group": record.student_group}
        yield Violation(record, "as_of", said.format(**words, date=day_text(record.as_of)))
    measured = plan.get(Indicator, record.indicator_id)
    if measured is not None:
        yield from _small_group(record, measured)


def _small_group(record: Measurement, measured: Indicator) -> Iterator[Violation]:
    least = measured.min_cell
    if record.n is None or least is None or record.n >= least:
        return
    if record.value is not None:
        said = _("Only {n} people were counted, and fewer than {least} are never shown. Clear the value.")
        yield Violation(record, "value", said.format(n=record.n, least=least))
    elif not record.suppressed:
        said = _(
            "Only {n} people were counted, and fewer than {least} are never shown. Mark it as too small."
        )
        yield Violation(record, "suppressed", said.format(n=record.n, least=least))


def raci_entry(plan: Plan, record: RaciEntry, today: date) -> Iterator[Violation]:  # noqa: ARG001
    """16. A role is held by one person, group or partner; who is accountable is a person."""
    if sum(map(bool, (record.person_id, record.group_id, record.partner_id))) > 1:
        said = _("A role belongs to one person, one group or one partner. Clear the others.")
        yield Violation(record, "person_id", said)
    if record.role == "A" and (record.group_id or record.partner_id):
        said = _("Only a person can be accountable. Choose a person, or give the role R, C or I.")
        yield Violation(record, "role", said)


def dependency(plan: Plan, record: ActionDependency, today: date) -> Iterator[Violation]:  # noqa: ARG001
    """17. A pair of actions depends on each other once."""
    if not record.predecessor_id or not record.successor_id:
        return
    if record.predecessor_id == record.successor_id:
        yield Violation(record, "successor_id", _("An action cannot wait for itself. Choose another action."))
        return
    twins = plan.where(ActionDependency, predecessor_id=record.predecessor_id)
    other = next(
        (each for each in twins if each.successor_id == record.successor_id and each.id != record.id), None
    )
    if other is not None:
        said = _("{second} waits for {first} already. Change {code} instead.")
        words = {"first": plan.code(record.predecessor_id), "second": plan.code(record.successor_id)}
        yield Violation(record, "successor_id", said.format(**words, code=other.code))


def action(plan: Plan, record: Action, today: date) -> Iterator[Violation]:  # noqa: ARG001
    """18. What is done is done in full and has an end; what has not started has no part done."""
    if record.status == "done":
        if record.percent_complete != 100:
            said = _("A finished action is 100 percent done. Change the percentage or the status.")
            yield Violation(record, "percent_complete", said)
        if record.actual_end is None:
            said = _("A finished action has a day it ended. Enter the day or change the status.")
            yield Violation(record, "actual_end", said)
    elif record.status == "not_started":
        if record.percent_complete:
            said = _("An action that has not started is 0 percent done. Change the percentage or the status.")
            yield Violation(record, "percent_complete", said)
        if record.actual_start is not None:
            said = _(
                "An action that has not started has no day it started. Clear the day or change the status."
            )
            yield Violation(record, "actual_start", said)


def budget_line(plan: Plan, record: BudgetLine, today: date) -> Iterator[Violation]:  # noqa: ARG001
    """19. Money is planned in the years of the plan."""
    years = [year.label for year in fiscal_years(plan)]
    if record.fiscal_year and years and record.fiscal_year not in years:
        said = _(
            "{year} is not a year of this plan. Choose one from {first} to {last}, or change the horizon."
        )
        yield Violation(
            record, "fiscal_year", said.format(year=record.fiscal_year, first=years[0], last=years[-1])
        )


def funding_source(plan: Plan, record: FundingSource, today: date) -> Iterator[Violation]:
    """23, for its allocations."""
    if record.type == "esser":
        for each in plan.where(FundingAllocation, source_id=record.id):
            for found in funding_allocation(plan, each, today):
                yield Violation(record, "type", found.message)


def funding_allocation(
    plan: Plan,
    record: FundingAllocation,
    today: date,  # noqa: ARG001
) -> Iterator[Violation]:
    """23. Federal relief money has ended: it is given nothing in a year of the plan."""
    source = plan.get(FundingSource, record.source_id)
    if source is None or source.type != "esser" or not record.amount_usd:
        return
    if record.fiscal_year in {year.label for year in fiscal_years(plan)}:
        said = _("ESSER money has ended, so it cannot pay in {year}. Choose another source.")
        yield Violation(record, "source_id", said.format(year=record.fiscal_year))


def scenario(plan: Plan, record: Scenario, today: date) -> Iterator[Violation]:  # noqa: ARG001
    """24. At most one scenario is the chosen one."""
    if record.selected and len(plan.where(Scenario, selected=True)) > 1:
        yield Violation(
            record, "selected", _("Only one scenario can be chosen. Take the mark off the others.")
        )


def scenario_constraint(
    plan: Plan,
    record: ScenarioConstraint,
    today: date,  # noqa: ARG001
) -> Iterator[Violation]:
    """A rule is known by its short name within its scenario: results and plan files name it so."""
    if not record.key or not record.scenario_id:
        return
    twins = plan.where(ScenarioConstraint, scenario_id=record.scenario_id)
    if any(each.id != record.id and each.key == record.key for each in twins):
        said = _("Another rule of this scenario is called {name} already. Choose another short name.")
        yield Violation(record, "key", said.format(name=record.key))


def risk(plan: Plan, record: Risk, today: date) -> Iterator[Violation]:  # noqa: ARG001
    """26. A response does not make a risk worse, unless it is accepted."""
    before, after = record.score, record.residual_score
    if before is not None and after is not None and after > before and record.response != "accept":
        said = _(
            "The risk would be higher after the response ({after}) than before ({before}). Rate it again."
        )
        yield Violation(record, "residual_probability", said.format(after=after, before=before))


def vote_result(plan: Plan, record: VoteResult, today: date) -> Iterator[Violation]:  # noqa: ARG001
    """27. A group has as many dots as its people were given."""
    round_ = plan.get(VoteRound, record.vote_round_id)
    if round_ is None or round_.method != "dot_vote" or not round_.dots_per_person or not round_.session_id:
        return
    people = [
        each.count or 0
        for each in plan.where(Attendance, session_id=round_.session_id)
        if each.group_id == record.group_id
    ]
    if not people:
        return
    dots = sum(
        each.count or 0
        for each in plan.where(VoteResult, vote_round_id=round_.id)
        if each.group_id == record.group_id
    )
    most = sum(people) * round_.dots_per_person
    if dots > most:
        said = _("{group} placed {dots} dots, but its {people} people had {most}. Count again.")
        words = {"group": plan.title(record.group_id), "people": sum(people)}
        yield Violation(record, "count", said.format(**words, dots=dots, most=most))


def plan_version(plan: Plan, record: PlanVersion, today: date) -> Iterator[Violation]:  # noqa: ARG001
    """29. The fingerprint of a frozen copy fits the copy."""
    if record.snapshot and record.snapshot_sha256:
        made = hashlib.sha256(record.snapshot.encode("utf-8", "surrogatepass")).hexdigest()
        if made != record.snapshot_sha256.lower():
            said = _("The frozen copy of version {label} was changed after it was made. Freeze it again.")
            yield Violation(record, "snapshot_sha256", said.format(label=record.label))
