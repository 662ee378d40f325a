"""Chapter 1: the plan on one page. Source: method 5.1."""

from collections.abc import Iterator
from datetime import date

from planner.domain import records as r
from planner.domain.analysis.budget import by_year, total
from planner.domain.analysis.coming import coming_milestones, coming_reviews
from planner.domain.analysis.trajectories import goal_status, headline
from planner.domain.checks import Finding
from planner.domain.plan import Plan
from planner.domain.wording import shortened
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
_MANY_GOALS = 5  # from which their table is set small
_MOST_NEXT = 3
_LONGEST, _RISK, _NAME = 280, 140, 90  # characters, so that it stays one page
_MOST_RISKS = 3


def blocks(plan: Plan, as_of: date, found: tuple[Finding, ...]) -> Iterator[Block]:
    """Yield the vision, the goals with a headline measure each, the money, and what comes next."""
    visions = [each.text for each in plan.where(r.Statement, kind="vision") if each.text]
    if visions:
        yield Callout((Span(_("Our vision."), "strong"), f" {shortened(visions[0], _LONGEST)}"), "strategy")
    elif plan.charter.purpose:
        yield Paragraph(shortened(plan.charter.purpose, _LONGEST))
    outcomes = [each.statement for each in plan.all(r.TocNode) if each.kind == "long_term_outcome"]
    if outcomes:
        yield Callout(
            (Span(_("What we answer for."), "strong"), f" {shortened(outcomes[0], _LONGEST)}"), "theory"
        )
    yield Numbers(tuple(_numbers(plan)))
    yield Heading(3, _("What we want to reach"), listed=False)
    yield headline_table(plan, as_of, _MOST_GOALS, _NAME)
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


def headline_table(plan: Plan, as_of: date, most: int, length: int = 1_000) -> Block:
    """Return the first goals with the measure that stands for each, or a sentence where there are none.

    Names longer than `length` characters are shortened.
    """
    goals = plan.all(r.Goal)
    if not goals:
        return p.undecided(_("The goals have not been decided yet."))
    left = len(goals) - most
    more = ngettext(
        "{number} more goal is in the plan.", "{number} more goals are in the plan.", max(left, 1)
    )
    return table(
        (
            Column(_("Goal"), 1.3),
            Column(_("Headline measure"), 1.3),
            Column(_("From"), kind="number"),
            Column(_("To"), kind="number"),
            Column(_("By"), kind="day"),
            Column(_("Now"), kind="status"),
        ),
        [_goal(plan, goal, number, as_of, length) for number, goal in enumerate(goals[:most], 1)],
        dense=len(goals) > _MANY_GOALS,
        note=more.format(number=left) if left > 0 else "",
    )


def _goal(plan: Plan, goal: r.Goal, number: int, as_of: date, length: int) -> tuple[Cell, ...]:
    words = shortened(goal.name or goal.code, length)
    name: Words = Span(f"{number}  {words}", anchor=f"goal-{goal.code}")
    state = p.track(goal_status(plan, goal, as_of))
    first = headline(plan, goal)
    if first is None:
        return name, _("No measure yet"), p.MISSING, p.MISSING, p.MISSING, state
    start, end = p.value(first.baseline_value, first.unit), p.value(first.target_value, first.unit)
    return name, shortened(first.name, length), start, end, p.month(first.target_date), state


def _money(plan: Plan) -> Iterator[Block]:
    if not plan.all(r.BudgetLine):
        return
    yield Heading(3, _("What it costs"), listed=False)
    sums = by_year(plan)
    planned = [each.planned for each in sums.values()]
    offered = [each.allocated for each in sums.values()]
    yield table(
        (
            Column("", 1.4),
            *(Column(p.school_year(year), kind="money") for year in sums),
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
    yield Bullets(tuple(shortened(each.statement, _RISK) for each in gravest))


def _next(plan: Plan, as_of: date, found: tuple[Finding, ...]) -> Iterator[Block]:
    items: list[Words] = []
    for stone in coming_milestones(plan, as_of)[:_MOST_NEXT]:
        items.append((Span(p.day(stone.date), "strong"), f"  {stone.name}"))
    for review in coming_reviews(plan, as_of)[:1]:
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
