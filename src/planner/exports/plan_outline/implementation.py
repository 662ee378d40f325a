"""Chapter 9: implementation. Source: method 5.1."""

from collections.abc import Iterator, Sequence
from datetime import date

from planner.domain import records as r
from planner.domain.analysis.capacity import Load, load, overloads
from planner.domain.analysis.days import months_later
from planner.domain.analysis.fiscal_years import fiscal_year_of, start_month
from planner.domain.figures.gantt import gantt_figure
from planner.domain.figures.gantt_layout import gantt_layout
from planner.domain.figures.schedule_rows import Row as Bar
from planner.domain.figures.schedule_rows import schedule_rows
from planner.domain.plan import Plan
from planner.domain.wording import month_text
from planner.exports.outline import (
    Block,
    Cell,
    Column,
    Heading,
    Paragraph,
    Picture,
    Row,
    Section,
    Shade,
    Span,
    Table,
    table,
)
from planner.exports.plan_outline import phrases as p
from planner.i18n import _

_BARS_FIRST = 27  # rows on the first page, below the heading
_BARS_A_PAGE = 33
_BAR_WIDTH = 790.0  # wider than the page, so that names have room; it is drawn smaller
_BAR_HIGH = 15.6
_FEWEST = 4  # rows that are worth starting at the foot of a page
_MOST_PARTS = 24  # columns of the RACI matrix


def schedule(plan: Plan, as_of: date, first: tuple[Block, ...]) -> Section:
    """Return landscape pages with the schedule by goal; `first` stands above it."""
    name = _("Implementation · Schedule by goal")
    pages = list(_pages(schedule_rows(plan, as_of)))
    if not pages:
        return Section((*first, p.undecided(_("No action has been planned yet."))), name=name)
    shown = gantt_layout(plan, as_of)
    start, end = shown.first, months_later(shown.last, 3)  # words after the last bars need room
    figures = [
        gantt_figure(plan, as_of, start, end, rows, width=_BAR_WIDTH, row_height=_BAR_HIGH) for rows in pages
    ]
    pictures = (Picture(figure, figure.description, fill=True) for figure in figures)
    return Section((*first, *pictures), name=name, landscape=True)


def _pages(rows: Sequence[Bar]) -> Iterator[list[Bar]]:
    """Divide the rows among pages; a goal that does not fit goes on under its own name."""
    page: list[Bar] = []
    group: Bar | None = None
    most = _BARS_FIRST
    for row in rows:
        if row.kind == "group":
            group = row
            full = len(page) > most - _FEWEST
        else:
            full = len(page) >= most
        if full:
            yield page
            page, most = [group] if group and group is not row else [], _BARS_A_PAGE
        page.append(row)
    if page:
        yield page


def milestone_table(plan: Plan, stones: Sequence[r.Milestone], as_of: date) -> Table:
    """Return milestones with their days, what shows that they are reached, and whether they are."""
    return table(
        (
            Column("", kind="code"),
            Column(_("Milestone"), 1.1),
            Column(_("Date"), kind="day"),
            Column(_("Shows that this is done"), 1.6),
            Column("", kind="status"),
        ),
        (
            (
                each.code,
                each.name,
                p.day(each.date),
                p.named(plan, each.action_id),
                p.milestone_status(each, as_of),
            )
            for each in stones
        ),
        dense=True,
    )


def blocks(plan: Plan, as_of: date) -> Iterator[Block]:
    """Yield the actions by strategy, the milestones and the hours people are asked for."""
    yield Heading(2, _("Actions by strategy"))
    if plan.all(r.Action):
        yield _actions(plan)
    else:
        yield p.undecided(_("No action has been planned yet."))
    yield Heading(2, _("Milestones"))
    stones = sorted(plan.all(r.Milestone), key=lambda each: (each.date or date.max, each.code))
    if stones:
        yield milestone_table(plan, stones, as_of)
    else:
        yield p.undecided(_("No milestone has been set yet."))
    yield Heading(2, _("The hours people are asked for"))
    yield from _capacity(plan)


def _actions(plan: Plan) -> Block:
    waits: dict[str, list[str]] = {}
    for each in plan.all(r.ActionDependency):
        waits.setdefault(each.successor_id or "", []).append(plan.code(each.predecessor_id))
    rows: list[Row] = []
    for name, actions in _by_strategy(plan):
        rows.append(Row((name,), "group"))
        for action in actions:
            words: list[str | Span] = [action.name]
            if action.output:
                words.append(Span(f"\n{action.output}", "quiet"))
            dates = f"{p.month(action.start_date)} –\n{p.month(action.end_date)}"
            who = p.accountable(plan, action)
            rows.append(Row((action.code, tuple(words), who, dates, p.listed(waits.get(action.id, [])))))
    return table(
        (
            Column("", kind="code"),
            Column(_("Action, and what exists when it is done"), 2.2),
            Column(_("Accountable"), 1.1),
            Column(_("When"), kind="day"),
            Column(_("Waits for"), 0.6),
        ),
        rows,
        dense=True,
    )


def _by_strategy(plan: Plan) -> Iterator[tuple[str, tuple[r.Action, ...]]]:
    for strategy in plan.all(r.Strategy):
        actions = plan.where(r.Action, strategy_id=strategy.id)
        if actions:
            yield f"{strategy.code}  {strategy.name}", actions
    loose = tuple(each for each in plan.all(r.Action) if plan.get(r.Strategy, each.strategy_id) is None)
    if loose:
        yield _("No strategy yet"), loose


def people_section(plan: Plan) -> Section:
    """Return the landscape pages with who does what."""
    heading = Heading(2, _("Who does what (RACI)"), tone="implementation", opens=True)
    name = _("Implementation · Who does what")
    return Section((heading, *_raci(plan)), name=name, landscape=bool(plan.all(r.RaciEntry)))


def _raci(plan: Plan) -> Iterator[Block]:
    entries = plan.all(r.RaciEntry)
    if not entries:
        yield p.undecided(_("Nobody has been given a part in an action yet."))
        return
    counts: dict[str, int] = {}
    letters: dict[tuple[str, str], str] = {}
    for each in entries:
        holder = each.person_id or each.group_id or each.partner_id
        if holder and each.action_id:
            counts[holder] = counts.get(holder, 0) + 1
            letters[each.action_id, holder] = letters.get((each.action_id, holder), "") + each.role
    order = {
        each.id: at
        for at, each in enumerate((*plan.all(r.Person), *plan.all(r.StakeholderGroup), *plan.all(r.Partner)))
    }
    chosen = sorted(counts, key=lambda each: -counts[each])[:_MOST_PARTS]
    holders = sorted(chosen, key=lambda each: order.get(each, len(order)))
    rows = [
        (action.code, action.name, *(_letter(letters.get((action.id, each), "")) for each in holders))
        for action in plan.all(r.Action)
    ]
    yield Paragraph(_("A accountable (exactly one), R responsible, C consulted, I informed."), "quiet")
    yield table(
        (
            Column("", kind="code"),
            Column(_("Action")),
            *(Column(plan.title(each), kind="mark") for each in holders),
        ),
        rows,
        dense=True,
    )


def _letter(letter: str) -> Cell:
    if "A" in letter:
        return Shade(letter, "implementation")
    return Shade(letter, "prepare") if "R" in letter else letter


def _capacity(plan: Plan) -> Iterator[Block]:
    loads = {person: months for person, months in load(plan).items() if months}
    if not loads:
        yield p.undecided(_("No hours have been planned yet."))
        return
    first = start_month(plan)
    quarters = sorted({_quarter(month, first) for months in loads.values() for month in months})[:16]
    rows: list[tuple[Cell, ...]] = []
    for person in plan.all(r.Person):
        months = loads.get(person.id)
        if not months:
            continue
        cells = (
            _busiest([row for month, row in months.items() if _quarter(month, first) == each])
            for each in quarters
        )
        rows.append((person.name, p.whole(person.capacity_hours_per_month), *cells))
    yield table(
        (
            Column(_("Person"), 1.0),
            Column(_("Hours a month"), kind="number"),
            *(Column(f"{p.school_year(year)} Q{number}", kind="mark") for year, number in quarters),
        ),
        rows,
        note=_(
            "Each number is the fullest month of a quarter in percent of the hours the person can give; "
            "above 100 is too much and tinted."
        ),
        dense=True,
    )
    for person_id, over in overloads(plan).items():
        year, month = over.month
        yield Paragraph(
            _("{name}: {percent} in {month}, {number} months above 100%.").format(
                name=plan.title(person_id),
                percent=p.percent(over.percent),
                month=month_text(year, month),
                number=over.months_over,
            ),
            "small",
        )


def _quarter(month: tuple[int, int], first_month: int) -> tuple[str, int]:
    """Return the fiscal year and quarter of a (year, month)."""
    year = fiscal_year_of(date(month[0], month[1], 1), first_month)
    return year, (month[1] - first_month) % 12 // 3 + 1


def _busiest(months: list[Load]) -> Cell:
    if not months:
        return ""
    fullest = max(months, key=lambda each: each.hours)
    if fullest.percent is None or fullest.percent == float("inf"):
        return f"{fullest.hours:.0f} h"
    words = f"{fullest.percent:.0f}"
    return Shade(words, "stop" if fullest.over else "look" if fullest.percent >= 80 else "")
