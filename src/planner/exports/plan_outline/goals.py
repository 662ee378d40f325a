"""Chapter 6: a page for each goal. Source: method 5.1."""

from collections.abc import Iterator, Sequence
from datetime import date

from planner.domain import records as r
from planner.domain.analysis.budget import goal_of, years
from planner.domain.analysis.fiscal_years import FiscalYear, fiscal_years
from planner.domain.analysis.smartie import LETTERS, smartie
from planner.domain.analysis.trajectories import expected, indicator_status, objective_status, too_small
from planner.domain.figures.figure import Figure
from planner.domain.figures.schedule_rows import Row as Bar
from planner.domain.figures.schedule_rows import schedule_rows
from planner.domain.figures.trajectory import trajectory
from planner.domain.plan import Plan
from planner.exports.outline import (
    Block,
    Callout,
    Cell,
    Column,
    Heading,
    Lead,
    Paragraph,
    Picture,
    Row,
    Section,
    Span,
    table,
)
from planner.exports.plan_outline import phrases as p
from planner.exports.plan_outline.pictures import beside, captioned, timeline_figure
from planner.exports.plan_outline.theory import MAP
from planner.i18n import _, ngettext

_MOST_YEARS = 5  # columns of years; of longer horizons the first ones and the last
_MANY = 6  # actions from which their table is set small
_MANY_SOURCES = 3
# What else a goal's two pages hold, and how much of it beside more than three objectives.
_MOST_SOURCES = (6, 4)
_MOST_BY_GROUP = (8, 4)
_MOST_BARS = (12, 7)  # bars of the small timeline; all of them are in the schedule
_BETWEEN = 20.0  # points between two pictures side by side
_HALF, _THIRD = 310.0, 242.0  # points in which trajectories are laid out, two or three beside each other
_CAPTION = 11.0
_THREE = 3  # objectives from which their table is set small, and their trajectories stand three in a row


def sections(plan: Plan, as_of: date) -> Iterator[Section]:
    """Yield the chapter's first lines with the first goal, then a section for each other goal."""
    chapter = _("Goals and objectives")
    goals = plan.all(r.Goal)
    held = _Held(plan, as_of)
    for number, goal in enumerate(goals, 1):
        name = _("Goal {number}: {name}").format(number=number, name=goal.name or goal.code)
        yield Section(tuple(_goal(plan, goal, number, held)), name=f"{chapter} · {name}")


class _Held:
    """What every goal's page looks up."""

    def __init__(self, plan: Plan, as_of: date) -> None:
        self.as_of = as_of
        self.years = shown_years(plan)
        self.actions: dict[str, list[r.Action]] = {}
        for action in plan.all(r.Action):
            self.actions.setdefault(goal_of(plan, action), []).append(action)
        self.bars: dict[str, list[Bar]] = {}
        goal = ""
        for row in schedule_rows(plan, as_of):
            if row.kind == "group":
                goal = row.id
            else:
                self.bars.setdefault(goal, []).append(row)


def shown_years(plan: Plan) -> tuple[FiscalYear, ...]:
    """Return the fiscal years that have a column: all, or the first ones and the last."""
    found = fiscal_years(plan)
    return found if len(found) <= _MOST_YEARS else (*found[: _MOST_YEARS - 1], found[-1])


def _goal(plan: Plan, goal: r.Goal, number: int, held: _Held) -> Iterator[Block]:
    over = _("Goal {number}").format(number=number)
    yield Heading(
        2, goal.name or goal.code, anchor=f"goal-{goal.code}", over=over, tone="strategy", opens=True
    )
    outcomes = plan.some(r.TocNode, goal.toc_node_ids)
    if outcomes:
        yield Lead(" ".join(_sentence(each.statement) for each in outcomes))
    yield from _belief(plan, goal)
    owner = _("Owner: {name}").format(name=p.named(plan, goal.owner_id))
    if goal.priority_id:
        owner += " · " + _("Priority: {name}").format(name=p.named(plan, goal.priority_id))
    yield Paragraph(owner, "quiet")
    objectives = plan.where(r.Objective, goal_id=goal.id)
    yield Heading(3, _("Objectives"))
    if objectives:
        yield from _objectives(plan, objectives, held, explained=number == 1)
    else:
        yield p.undecided(_("No objective has been written for this goal yet."))
    yield from _trajectories(plan, objectives, held.as_of)
    crowded = len(objectives) > _THREE
    yield Heading(3, _("Strategies"))
    yield from _strategies(plan, objectives)
    yield Heading(3, _("Actions"))
    actions = held.actions.get(goal.id, [])
    if not actions:
        yield p.undecided(_("No action has been planned for this goal yet."))
    else:
        yield _actions(plan, actions, held.as_of)
        bars = [bar for bar in held.bars.get(goal.id, []) if bar.start or bar.end]
        if bars:
            yield Heading(3, _("Timeline"))
            figure = timeline_figure(_chosen(bars, _MOST_BARS[crowded]), held.as_of, _("Timeline"))
            yield Picture(figure, _told(bars))
    yield Heading(3, _("Funding"))
    yield _funding(plan, actions, _MOST_SOURCES[crowded])
    yield from by_group(plan, objectives, held.as_of, _MOST_BY_GROUP[crowded])


def _trajectories(plan: Plan, objectives: Sequence[r.Objective], as_of: date) -> Iterator[Block]:
    """Yield the trajectories of the first drawable indicator of each objective, side by side.

    Three or more stand three in a row, and are drawn smaller for it.
    """
    across = 2 if len(objectives) < _THREE else _THREE
    wide = _HALF if across == 2 else _THIRD
    drawn: list[Figure] = []
    for objective in objectives:
        for indicator in plan.some(r.Indicator, objective.indicator_ids):
            figure = trajectory(plan, indicator, as_of, wide)
            if figure is not None:
                drawn.append(captioned(figure, f"{objective.code} {indicator.name}", _CAPTION))
                break
    if drawn:
        yield Heading(3, _("The way there"))
    for at in range(0, len(drawn), across):
        figure = beside(drawn[at : at + across], wide, _BETWEEN, _("The way there"), across)
        yield Picture(figure, figure.description)


def _sentence(text: str) -> str:
    return text if text.rstrip().endswith((".", "!", "?")) else f"{text.rstrip()}."


def _belief(plan: Plan, goal: r.Goal) -> Iterator[Block]:
    """Yield why this goal matters: the reasons of the links that lead on from its outcomes."""
    reasons = []
    for node in goal.toc_node_ids:
        links = plan.where(r.TocLink, from_id=node) or plan.where(r.TocLink, to_id=node)
        reasons += [link.rationale for link in links if link.rationale]
    if reasons:
        words = " ".join(_sentence(each) for each in list(dict.fromkeys(reasons))[:2])
        page = Span(_("Outcome map, page "), "quiet", anchor=MAP, page=True)
        yield Callout((Span(_("Why we believe this works."), "strong"), f" {words} ", page), "theory")


def _letters_note() -> str:
    return _("The letters SMARTIE stand for {letters}; a dot stands for a test not passed yet.").format(
        letters=p.listed(_(word).lower() for word in LETTERS.values())
    )


def _objectives(
    plan: Plan, objectives: tuple[r.Objective, ...], held: _Held, *, explained: bool
) -> Iterator[Block]:
    rows: list[Row] = []
    for each in objectives:
        first = (Span(f"{each.code}  ", "quiet"), Span(each.statement, "strong"))
        rows.append(Row(((*first, Span(f"\n{_about(plan, each)}", "quiet")),), "group"))
        indicators = plan.some(r.Indicator, each.indicator_ids)
        if not indicators:
            cells: list[Cell] = [_("No indicator yet"), *[p.MISSING] * (len(held.years) + 1)]
            rows.append(Row((*cells, p.track(objective_status(plan, each, held.as_of)))))
        for indicator in indicators:
            row: list[Cell] = [indicator.name, p.value(indicator.baseline_value, indicator.unit)]
            row += [_at_end(indicator, year) for year in held.years]
            rows.append(Row((*row, p.track(indicator_status(plan, indicator, held.as_of)))))
    yield table(
        (
            Column(_("Objective, and how it is measured")),
            Column(_("Baseline"), kind="number"),
            *(Column(p.school_year(year.label), kind="number") for year in held.years),
            Column(_("Now"), kind="status"),
        ),
        rows,
        note=_letters_note() if explained else "",
        dense=len(objectives) >= _THREE,
    )


def _about(plan: Plan, objective: r.Objective) -> str:
    """Return who answers for an objective, by when, for whom first, and which tests it passes."""
    told = [plan.title(objective.lead_id)]
    if objective.due_date:
        told.append(_("by {date}").format(date=p.month(objective.due_date)))
    if objective.equity_focus:
        told.append(_("first for: {whom}").format(whom=objective.equity_focus))
    elif objective.population:
        told.append(_("for: {whom}").format(whom=objective.population))
    if objective.tenets:
        told.append(p.choices(objective, "tenets").lower())
    return " · ".join(filter(None, (*told, letters(plan, objective))))


def letters(plan: Plan, objective: r.Objective) -> str:
    """Return SMARTIE with a dot for each letter the objective does not pass."""
    return "".join(letter if passed else "·" for letter, passed in smartie(plan, objective).items())


def _at_end(indicator: r.Indicator, year: FiscalYear) -> str:
    """Return the value expected on the last day of a year."""
    number = expected(indicator, year.end)
    if number is None:
        last = indicator.target_date is not None and year.start <= indicator.target_date <= year.end
        return p.value(indicator.target_value, indicator.unit) if last else p.MISSING
    return p.value(round(number) if abs(number) >= 10 else round(number, 1), indicator.unit)


def _strategies(plan: Plan, objectives: tuple[r.Objective, ...]) -> Iterator[Block]:
    found: dict[str, r.Strategy] = {}
    for objective in objectives:
        found.update((each.id, each) for each in plan.where(r.Strategy, objective_ids=objective.id))
    if not found:
        yield p.undecided(_("No strategy has been chosen for this goal yet."))
        return
    rows = []
    for each in found.values():
        evidence = p.choice(each, "evidence_tier")
        if each.evidence_citation:
            evidence = f"{evidence}\n{each.evidence_citation}"
        name: Cell = (Span(each.code, "quiet"), f" {each.name}")
        rows.append(
            (
                name,
                evidence,
                p.choice(each, "implementation_stage"),
                p.named(plan, each.lead_id),
                p.names(plan, each.partner_ids),
            )
        )
    yield table(
        (
            Column(_("Strategy"), 1.3),
            Column(_("Evidence"), 0.85),
            Column(_("Stage"), 0.8),
            Column(_("Lead"), 1.2),
            Column(_("Partners"), 1.35),
        ),
        rows,
        dense=True,
    )


def _actions(plan: Plan, actions: list[r.Action], as_of: date) -> Block:
    return table(
        (
            Column(_("Action"), 2.2),
            Column(_("Lead"), 1.35),
            Column(_("Start"), kind="day"),
            Column(_("End"), kind="day"),
            Column(_("Status"), kind="status"),
        ),
        (
            (
                (Span(each.code, "quiet"), f" {each.name}"),
                p.accountable(plan, each),
                p.month(each.start_date),
                p.month(each.end_date),
                p.action_status(each, as_of),
            )
            for each in actions
        ),
        dense=len(actions) > _MANY,
    )


def _told(bars: list[Bar]) -> str:
    """Tell a timeline in words."""
    return "; ".join(
        _("{name}: {start} to {end}").format(name=bar.name, start=p.month(bar.start), end=p.month(bar.end))
        for bar in bars
    )


def _chosen(bars: list[Bar], most: int) -> list[Bar]:
    """Return the bars of the small timeline: milestones give way when there are too many."""
    if len(bars) <= most:
        return bars
    return [bar for bar in bars if bar.kind != "milestone"][:most]


def _funding(plan: Plan, actions: list[r.Action], most: int) -> Block:
    sums: dict[str, dict[str, int]] = {}
    for action in actions:
        for line in plan.where(r.BudgetLine, action_id=action.id):
            row = sums.setdefault(line.source_id or "", {})
            row[line.fiscal_year] = row.get(line.fiscal_year, 0) + (line.amount_usd or 0)
    if not sums:
        return p.undecided(_("No money has been planned for this goal yet."))
    labels = [each for each in years(plan) if any(each in row for row in sums.values())]
    named = [(plan.title(source) or _("No source yet"), row) for source, row in sums.items()]
    if len(named) > most:
        named.sort(key=lambda each: -sum(each[1].values()))
        others = [row for _name, row in named[most - 1 :]]
        rest = {year: sum(row.get(year, 0) for row in others) for year in labels}
        words = ngettext("{number} other source", "{number} other sources", len(others))
        named = [*named[: most - 1], (words.format(number=len(others)), rest)]
    rows = [
        Row((name, *(p.money(row.get(each, 0)) for each in labels), p.money(sum(row.values()))))
        for name, row in named
    ]
    if len(rows) > 1:
        totals = [sum(row.get(each, 0) for row in sums.values()) for each in labels]
        rows.append(Row((_("Total"), *map(p.money, totals), p.money(sum(totals))), "total"))
    return table(
        (
            Column(_("Source"), 1.6),
            *(Column(p.school_year(each), kind="money") for each in labels),
            Column(_("Total"), kind="money"),
        ),
        rows,
        dense=len(rows) > _MANY_SOURCES,
    )


def by_group(
    plan: Plan, objectives: tuple[r.Objective, ...], as_of: date, most: int = 1_000
) -> Iterator[Block]:
    """Yield the measurements that were taken for groups by a day; those of few people are not shown."""
    rows = []
    ids = dict.fromkeys(each for objective in objectives for each in objective.indicator_ids)
    for indicator in plan.some(r.Indicator, ids):
        for each in plan.where(r.Measurement, indicator_id=indicator.id):
            later = each.as_of is not None and each.as_of > as_of
            if later or each.student_group.strip().lower() in ("", "all", "all students"):
                continue
            rows.append((indicator.name, each.student_group, p.day(each.as_of), measured(each, indicator)))
    if rows:
        yield Heading(3, _("Measures by group"))
        columns = (Column(_("Indicator"), 1.4), Column(_("Group")), Column(_("As of"), kind="day"))
        left = len(rows) - most
        more = ngettext(
            "{number} more is in the workbook.", "{number} more are in the workbook.", max(left, 1)
        )
        yield table(
            (*columns, Column(_("Value"), kind="number")),
            rows[:most],
            dense=True,
            note=more.format(number=left) if left > 0 else "",
        )


def measured(measurement: r.Measurement, indicator: r.Indicator) -> str:
    """Return a measured value in words; values of groups that are too small are not shown."""
    if too_small(indicator, measurement):
        return _("too small to show")
    return p.value(measurement.value, indicator.unit)
