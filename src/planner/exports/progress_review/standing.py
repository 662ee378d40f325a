"""Parts 1 and 2 of the progress review: the headline, and where goals and objectives stand."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date

from planner.domain import records as r
from planner.domain.analysis.action_progress import by_goal, progress_of
from planner.domain.analysis.coming import coming_reviews
from planner.domain.analysis.trajectories import goal_status, indicator_progress, objective_status
from planner.domain.figures.figure import Figure
from planner.domain.figures.sparkline import sparkline
from planner.domain.plan import Plan
from planner.exports.outline import (
    Block,
    Callout,
    Cell,
    Column,
    Facts,
    Heading,
    Lead,
    Numbers,
    Paragraph,
    Picture,
    Row,
    Span,
    Words,
    table,
)
from planner.exports.plan_outline import goals, learning
from planner.exports.plan_outline import phrases as p
from planner.exports.plan_outline.pictures import WIDE, beside, captioned
from planner.i18n import _, ngettext

STATES = ("on_track", "at_risk", "off_track", "too_early", "no_data")
_ACROSS = 4  # sparklines in a row
_GAP = 18.0
_CAPTION = 8.0


def live(plan: Plan, goal: r.Goal | None = None) -> tuple[r.Objective, ...]:
    """Return the objectives that were not retired, all or those of a goal."""
    rows = plan.all(r.Objective) if goal is None else plan.where(r.Objective, goal_id=goal.id)
    return tuple(each for each in rows if each.status != "retired")


def headline(plan: Plan, review: r.Review | None, as_of: date) -> Iterator[Block]:
    """Yield the sentence for the board, and the status by goal."""
    if plan.name:
        yield Lead(plan.name)
    if review is not None and review.headline.strip():
        yield Callout((Span(_("In one sentence."), "strong"), f" {review.headline}"), "rechart")
    else:
        yield p.undecided(_("Nobody has written yet what the board should hear in one sentence."))
    yield Facts(tuple(_facts(plan, review, as_of)))
    counts = Counter(objective_status(plan, each, as_of) for each in live(plan))
    if counts:
        yield Numbers(tuple((p.whole(counts[state]), p.track(state).word.lower()) for state in STATES))
        objectives = ngettext("{number} objective.", "{number} objectives.", counts.total())
        told = _("An objective stands as its worst measure does; what was not measured is not counted.")
        yield Paragraph(f"{objectives.format(number=counts.total())} {told}", "small")
    yield Heading(3, _("Status by goal"), listed=False)
    yield _goals(plan, as_of)
    if review is not None:
        found = learning.review_facts(review)
        if found.rows:
            yield Heading(3, _("What the review found"), listed=False)
            yield found
    if plan.charter.notice:
        yield Paragraph(plan.charter.notice, "small")


def _facts(plan: Plan, review: r.Review | None, as_of: date) -> Iterator[tuple[str, Words]]:
    if review is not None and review.date:
        told = _("{kind}, held on {date}").format(kind=p.choice(review, "kind"), date=p.day_text(review.date))
        yield _("Last review"), told
    else:
        yield _("Last review"), Span(_("No review has been held yet."), "quiet")
    yield _("Numbers as of"), p.day_text(as_of)
    coming = coming_reviews(plan, as_of)
    if coming and coming[0].date:
        yield _("Next review"), p.day_text(coming[0].date)
    yield _("Plan"), p.adoption_words(plan)


def _goals(plan: Plan, as_of: date) -> Block:
    rows: list[Row] = []
    sums: Counter[str] = Counter()
    actions = by_goal(plan)
    done = counted = 0
    for goal in plan.all(r.Goal):
        states = Counter(objective_status(plan, each, as_of) for each in live(plan, goal))
        mine = progress_of(actions.get(goal.id, ()), as_of)
        sums += states
        done, counted = done + len(mine.done), counted + len(mine.counted)
        name = (Span(f"{goal.code}  ", "quiet"), goal.name)
        share = _share(len(mine.done), len(mine.counted))
        rows.append(Row((name, *_counted(states), share, p.track(goal_status(plan, goal, as_of)))))
    if not rows:
        return p.undecided(_("The goals have not been decided yet."))
    rows.append(Row((_("Together"), *_counted(sums), _share(done, counted), ""), "total"))
    return table(
        (
            Column(_("Goal"), 1.6),
            *(Column(p.track(state).word, kind="number") for state in STATES),
            Column(_("Actions done"), kind="number"),
            Column(_("Now"), kind="status"),
        ),
        rows,
        dense=True,
    )


def _counted(states: Counter[str]) -> tuple[str, ...]:
    return tuple(p.whole(states[state]) for state in STATES)


def _share(done: int, counted: int) -> str:
    return _("{done} of {all}").format(done=p.whole(done), all=p.whole(counted))


def objectives(plan: Plan, as_of: date) -> Iterator[Block]:
    """Yield, by goal, what was expected of each measure and what it is, with sparklines and by group."""
    found = live(plan)
    if not found:
        yield p.undecided(_("No objective has been written yet."))
        return
    yield Paragraph(
        _(
            "Thin gray line: what is expected. Thick line: what was measured. The diamond is the last value; "
            "the numbers below are baseline and target."
        ),
        "small",
    )
    for goal in plan.all(r.Goal):
        rows = live(plan, goal)
        if rows:
            yield Heading(3, f"{goal.code}  {goal.name}", listed=False)
            yield _measures(plan, rows, as_of)
            yield from _sparklines(plan, rows, as_of)
    yield from goals.by_group(plan, found, as_of)


def _measures(plan: Plan, rows: Sequence[r.Objective], as_of: date) -> Block:
    made: list[Row] = []
    for each in rows:
        made.append(Row(((Span(f"{each.code}  ", "quiet"), Span(each.statement, "strong")),), "group"))
        indicators = plan.some(r.Indicator, each.indicator_ids)
        if not indicators:
            blanks = [p.MISSING] * 5
            made.append(Row((_("No indicator yet"), *blanks, p.track(objective_status(plan, each, as_of)))))
        made += [Row(_measure(plan, indicator, as_of)) for indicator in indicators]
    return table(
        (
            Column(_("Objective, and how it is measured")),
            Column(_("Baseline"), kind="number"),
            Column(_("Expected"), kind="number"),
            Column(_("Actual"), kind="number"),
            Column(_("Measured"), kind="day"),
            Column(_("Target"), kind="number"),
            Column(_("Now"), kind="status"),
        ),
        made,
        dense=True,
    )


def _measure(plan: Plan, indicator: r.Indicator, as_of: date) -> tuple[Cell, ...]:
    found = indicator_progress(plan, indicator, as_of)
    expected = None if found.expected is None else round(found.expected, 1)
    unit = indicator.unit
    return (
        (Span(f"{indicator.code}  ", "quiet"), indicator.name),
        p.value(indicator.baseline_value, unit),
        p.value(expected, unit),
        p.value(found.value, unit),
        p.day(found.measured_on),
        p.value(indicator.target_value, unit),
        p.track(found.status),
    )


def _sparklines(plan: Plan, rows: Sequence[r.Objective], as_of: date) -> Iterator[Block]:
    """Yield the sparklines of some objectives, four in a row; an indicator of several is drawn once."""
    wide = (WIDE - _GAP * (_ACROSS - 1)) / _ACROSS
    ids = dict.fromkeys(each for objective in rows for each in objective.indicator_ids)
    drawn: list[Figure] = []
    for indicator in plan.some(r.Indicator, ids):
        figure = sparkline(plan, indicator, as_of, wide)
        if figure is not None:
            drawn.append(captioned(figure, f"{indicator.code} {indicator.name}", _CAPTION))
    for at in range(0, len(drawn), _ACROSS):
        row = beside(drawn[at : at + _ACROSS], wide, _GAP, _("Expected and actual"), _ACROSS)
        yield Picture(row, row.description)
