"""Chapter 1: the plan on one page. Source: method 5.1."""

from collections.abc import Iterator
from datetime import date

from planner.domain import records as r
from planner.domain.analysis.budget import by_source_year, total, years
from planner.domain.analysis.trajectories import objective_status
from planner.domain.checks import Finding
from planner.domain.plan import Plan
from planner.exports.outline import (
    Block,
    Bullets,
    Callout,
    Cell,
    Column,
    Heading,
    Numbers,
    Paragraph,
    Span,
    Words,
    table,
)
from planner.exports.plan_outline import phrases as p
from planner.exports.plan_outline.risks import HIGH
from planner.i18n import _, ngettext

_MOST_GOALS = 7
_MOST_NEXT = 3
_MOST_RISKS = 3
_WORST = ("off_track", "at_risk", "on_track", "too_early", "no_data")


def blocks(plan: Plan, as_of: date, found: tuple[Finding, ...]) -> Iterator[Block]:
    """Yield the vision, the goals with a headline measure each, the money, and what comes next."""
    visions = [each.text for each in plan.where(r.Statement, kind="vision") if each.text]
    if visions:
        yield Callout((Span(_("Our vision."), "strong"), f" {visions[0]}"), "strategy")
    elif plan.charter.purpose:
        yield Paragraph(plan.charter.purpose)
    outcomes = [each.statement for each in plan.all(r.TocNode) if each.kind == "long_term_outcome"]
    if outcomes:
        yield Callout((Span(_("What we answer for."), "strong"), f" {outcomes[0]}"), "theory")
    yield Numbers(tuple(_numbers(plan)))
    yield Heading(3, _("What we want to reach"), listed=False)
    goals = plan.all(r.Goal)
    if goals:
        yield table(
            (
                Column(_("Goal"), 1.3),
                Column(_("Headline measure"), 1.3),
                Column(_("From"), kind="number"),
                Column(_("To"), kind="number"),
                Column(_("By"), kind="day"),
                Column(_("Now"), kind="status"),
            ),
            [_goal(plan, goal, number, as_of) for number, goal in enumerate(goals[:_MOST_GOALS], 1)],
        )
    else:
        yield p.undecided(_("The goals have not been decided yet."))
    yield from _money(plan)
    yield from _risks(plan)
    yield Heading(3, _("What comes next"), listed=False)
    yield from _next(plan, as_of, found)


def _numbers(plan: Plan) -> Iterator[tuple[str, str]]:
    heard = sum(each.people_count or 0 for each in plan.all(r.VoiceInput))
    yield p.whole(len(plan.all(r.Goal))), ngettext("goal", "goals", len(plan.all(r.Goal)))
    objectives = len(plan.all(r.Objective))
    yield p.whole(objectives), ngettext("objective", "objectives", objectives)
    actions = len(plan.all(r.Action))
    yield p.whole(actions), ngettext("action", "actions", actions)
    yield p.whole(heard), ngettext("person heard", "people heard", heard)
    cost = total(plan)
    yield (f"${p.number_text(cost / 1_000_000, 1)}M" if cost >= 1_000_000 else p.money(cost)), _("planned")


def _goal(plan: Plan, goal: r.Goal, number: int, as_of: date) -> tuple[Cell, ...]:
    name: Words = Span(f"{number}  {goal.name or goal.code}", anchor=f"goal-{goal.code}")
    objectives = plan.where(r.Objective, goal_id=goal.id)
    states = {objective_status(plan, each, as_of) for each in objectives}
    state = p.track(next((each for each in _WORST if each in states), "no_data"))
    indicators = plan.some(r.Indicator, (each for one in objectives for each in one.indicator_ids))
    if not indicators:
        return name, _("No measure yet"), p.MISSING, p.MISSING, p.MISSING, state
    first = indicators[0]
    start, end = p.value(first.baseline_value, first.unit), p.value(first.target_value, first.unit)
    return name, first.name, start, end, p.month(first.target_date), state


def _money(plan: Plan) -> Iterator[Block]:
    labels = years(plan)
    if not plan.all(r.BudgetLine):
        return
    yield Heading(3, _("What it costs"), listed=False)
    balances = by_source_year(plan).values()
    planned = [sum(row[year].planned for row in balances if year in row) for year in labels]
    offered = [sum(row[year].allocated for row in balances if year in row) for year in labels]
    yield table(
        (
            Column("", 1.4),
            *(Column(p.school_year(year), kind="money") for year in labels),
            Column(_("Total"), kind="money"),
        ),
        [
            (_("Planned spending"), *map(p.money, planned), p.money(sum(planned))),
            (_("Money the sources offer"), *map(p.money, offered), p.money(sum(offered))),
        ],
    )


def _risks(plan: Plan) -> Iterator[Block]:
    """Yield the gravest risks that are open."""
    known = [each for each in plan.all(r.Risk) if each.status != "closed" and (each.score or 0) >= HIGH]
    if not known:
        return
    yield Heading(3, _("What could stop us"), listed=False)
    gravest = sorted(known, key=lambda each: -(each.score or 0))[:_MOST_RISKS]
    yield Bullets(tuple(each.statement for each in gravest))


def _next(plan: Plan, as_of: date, found: tuple[Finding, ...]) -> Iterator[Block]:
    items: list[Words] = []
    stones = [
        each
        for each in plan.all(r.Milestone)
        if each.date and each.date >= as_of and each.status == "planned"
    ]
    for stone in sorted(stones, key=lambda each: each.date or date.max)[:_MOST_NEXT]:
        items.append((Span(p.day(stone.date), "strong"), f"  {stone.name}"))
    review = next_review(plan, as_of)
    if review is not None:
        items.append(
            (Span(p.day(review.date), "strong"), f"  {_('Review')}: {p.choice(review, 'kind').lower()}")
        )
    yield (
        Bullets(tuple(items))
        if items
        else p.undecided(_("No milestone and no review has been scheduled yet."))
    )
    still = sum(not each.waived for each in found)
    if still:
        yield Paragraph(
            (
                Span(
                    ngettext("{number} point needs a look", "{number} points need a look", still).format(
                        number=still
                    ),
                    anchor="checks",
                ),
                _(" before the next review; they are in the appendix."),
            ),
            "small",
        )


def next_review(plan: Plan, as_of: date) -> r.Review | None:
    """Return the first review that is still to come, or None."""
    coming = [
        each for each in plan.all(r.Review) if each.date and each.date >= as_of and each.status != "cancelled"
    ]
    return min(coming, key=lambda each: each.date or date.max, default=None)
