"""The plan on a page, to be hung on a wall. Source: method 5.2."""

from collections.abc import Iterator
from datetime import date

from planner.domain import records as r
from planner.domain.analysis import narrative
from planner.domain.analysis.budget import by_year, total
from planner.domain.analysis.coming import coming_milestones, coming_reviews, coming_sessions
from planner.domain.figures.labeled_bars import Bar, labeled_bars
from planner.domain.plan import Plan
from planner.domain.wording import clause, shortened
from planner.exports.outline import (
    Block,
    Bullets,
    Facts,
    Heading,
    Lead,
    Numbers,
    Outline,
    Panel,
    Paragraph,
    Picture,
    Section,
    Span,
    Spread,
    Tone,
    Words,
)
from planner.exports.plan_outline import phrases as p
from planner.exports.request import Request
from planner.i18n import _, language, ngettext

_MOST_GOALS = 12  # with a panel of their own
_MOST_MILESTONES = 3
_MOST_YEARS = 6
_MONEY = 164.0  # points in which the bars are laid out
_BODY_LENGTH = 60  # characters of the adopting body at the foot


def plan_on_a_page(plan: Plan, request: Request) -> Outline:
    """Return the plan as one page of panels; what is not decided yet says so."""
    charter, as_of = plan.charter, request.as_of
    title = charter.title_text or _("A plan without a title yet")
    subject = _("Plan on a page")
    spread = Spread(
        head=Panel(tuple(_head(plan, title))),
        left=tuple(_direction(plan)),
        center=tuple(_goals(plan)),
        band=(_strategies(plan),),
        right=tuple(_side(plan, as_of)),
        foot=Panel((Paragraph(charter.notice, "small"),)) if charter.notice else None,
    )
    return Outline(
        title=title,
        subtitle=subject,
        language=language(),
        sections=(Section((spread,), name=subject, landscape=True),),
        over=plan.district.name,
        notice=charter.notice,
        footer=_footer(plan, as_of),
        mark=p.draft_mark(plan),
        author=plan.district.name,
        subject=subject,
        front=False,
    )


def _footer(plan: Plan, as_of: date) -> str:
    """Return version, adopting body and date. Source: method 5.2."""
    charter = plan.charter
    body = shortened(charter.adopting_body, _BODY_LENGTH)
    adopted = _("not adopted yet")
    if charter.status == "adopted" and charter.adopted_on:
        day = p.day_text(charter.adopted_on)
        adopted = _("adopted on {date}").format(date=day)
        if body:
            adopted = _("adopted by the {body} on {date}").format(body=body, date=day)
    elif body:
        adopted = _("to be adopted by the {body}").format(body=body)
    return " · ".join((p.version_words(plan), adopted, _("as of {date}").format(date=p.day_text(as_of))))


def _head(plan: Plan, title: str) -> Iterator[Block]:
    start, end = plan.charter.horizon_start, plan.charter.horizon_end
    over = [plan.district.name, f"{start.year}–{end.year}" if start and end else ""]
    yield Heading(1, title, over=" · ".join(filter(None, over)), tone="prepare")


def _named(title: str, tone: Tone, *blocks: Block) -> Panel:
    return Panel((Heading(2, title, tone=tone, slight=True), *blocks), tone)


def _direction(plan: Plan) -> Iterator[Panel]:
    """Yield vision, mission and values."""
    visions = [each.text for each in plan.where(r.Statement, kind="vision") if each.text]
    vision = map(Lead, visions) if visions else [p.undecided(_("The vision has not been written yet."))]
    yield _named(_("Vision"), "strategy", *vision)
    missions = [each.text for each in plan.where(r.Statement, kind="mission") if each.text]
    mission = (
        map(Paragraph, missions) if missions else [p.undecided(_("The mission has not been written yet."))]
    )
    yield _named(_("Mission"), "strategy", *mission)
    values = tuple(each.text for each in plan.where(r.Statement, kind="value") if each.text)
    told = Bullets(values) if values else p.undecided(_("The values have not been written yet."))
    yield _named(_("Values"), "strategy", told)


def _goals(plan: Plan) -> Iterator[Panel]:
    """Yield a panel for each goal, and one that names those for which there is no room."""
    goals = plan.all(r.Goal)
    if not goals:
        yield _named(_("Goals"), "strategy", p.undecided(_("The goals have not been decided yet.")))
    shown = goals if len(goals) <= _MOST_GOALS else goals[: _MOST_GOALS - 1]
    for number, goal in enumerate(shown, 1):
        over = _("Goal {number}").format(number=number)
        heading = Heading(2, goal.name or goal.code, over=over, tone="strategy")
        objectives = plan.where(r.Objective, goal_id=goal.id)
        if objectives:
            told: Block = Facts(tuple(_objective(plan, each) for each in objectives))
        else:
            told = p.undecided(_("No objective has been written for this goal yet."))
        yield Panel((heading, told), "strategy")
    others = goals[len(shown) :]
    if others:
        title = ngettext("{number} more goal", "{number} more goals", len(others)).format(number=len(others))
        yield _named(title, "strategy", Bullets(tuple(each.name or each.code for each in others)))


def _objective(plan: Plan, objective: r.Objective) -> tuple[str, Words]:
    """Return an objective as its measure, and from what to what by when. Source: method 5.2."""
    code = objective.code.removeprefix(f"{r.Objective.about.prefix}-")
    indicators = plan.some(r.Indicator, objective.indicator_ids)
    if not indicators:
        due = objective.due_date
        return f"{code}  {objective.statement}", _("by {date}").format(
            date=p.month(due)
        ) if due else p.MISSING
    first = indicators[0]
    start, end = p.value(first.baseline_value, first.unit), p.value(first.target_value, first.unit)
    words = _("from {start} to {end}").format(start=start, end=end)
    told = Span(words, "strong")
    return f"{code}  {first.name}", (told, f" {_by(first.target_date)}") if first.target_date else told


def _by(day: date) -> str:
    return _("by {date}").format(date=p.month(day))


def _strategies(plan: Plan) -> Panel:
    strategies = plan.all(r.Strategy)
    heading = Heading(2, _("Strategies"), tone="strategy", slight=True)
    if not strategies:
        return Panel((heading, p.undecided(_("No strategy has been chosen yet."))), "strategy")
    return Panel((heading, Bullets(tuple(each.name or each.code for each in strategies))), "strategy")


def _side(plan: Plan, as_of: date) -> Iterator[Panel]:
    """Yield the theory, who is served, the money, what comes next and how to be heard."""
    theory = narrative.one_sentence(plan)
    words = Paragraph(theory) if theory else p.undecided(_("The theory has not been told in words yet."))
    yield _named(_("Why we believe it works"), "theory", words)
    yield _named(_("Whom it serves"), "prepare", *_served(plan))
    yield _named(_("What it costs"), "implementation", *_money(plan))
    stones = coming_milestones(plan, as_of)[:_MOST_MILESTONES]
    told = tuple((Span(p.day(each.date), "strong"), f"  {each.name}") for each in stones)
    coming = Bullets(told) if told else p.undecided(_("No milestone is planned yet."))
    yield _named(_("What comes next"), "implementation", coming)
    yield _named(_("How to be heard"), "rechart", *_heard(plan, as_of))


def _served(plan: Plan) -> Iterator[Block]:
    """Yield how many students and schools there are, who benefits and who does first."""
    district = plan.district
    counted = [
        (p.whole(district.enrollment), _("students")) if district.enrollment else None,
        (p.whole(district.school_count), _("schools")) if district.school_count else None,
    ]
    numbers = tuple(filter(None, counted))
    if numbers:
        yield Numbers(numbers)
    objectives = plan.all(r.Objective)
    field = r.Objective.describe("beneficiaries")
    benefit = {value for each in objectives for value in each.beneficiaries}
    served = [_(option.label).lower() for option in field.options if option.value in benefit - {"system"}]
    if served:
        yield Paragraph(_("For {whom}.").format(whom=p.listed(served)))
    first = [region.name for region in plan.all(r.Region) if region.high_need]
    if first:
        yield Paragraph(_("Where need is highest, first: {regions}.").format(regions=p.listed(first)))
    if not numbers and not served and not first:
        yield p.undecided(_("It has not been said yet whom the plan serves."))


def _money(plan: Plan) -> Iterator[Block]:
    """Yield what the plan costs, as a number and as a bar for each year."""
    if not plan.all(r.BudgetLine):
        yield p.undecided(_("No money has been planned yet."))
        return
    sums = [(p.school_year(year), each.planned) for year, each in by_year(plan).items()]
    if len(sums) > _MOST_YEARS:
        rest = sum(amount for _year, amount in sums[_MOST_YEARS - 1 :])
        sums = [*sums[: _MOST_YEARS - 1], (_("later"), rest)]
    yield Lead(_("{amount} in all").format(amount=p.short_money(total(plan))))
    bars = [Bar(year, amount, p.short_money(amount)) for year, amount in sums]
    figure = labeled_bars(bars, _MONEY, _("Planned money by year"))
    yield Picture(figure, figure.description)


def _heard(plan: Plan, as_of: date) -> Iterator[Block]:
    """Yield when the group meets or looks again, and who answers."""
    items: list[Words] = []
    for session in coming_sessions(plan, as_of)[:1]:
        items.append((Span(p.day(session.date), "strong"), f"  {session.name}"))
    for review in coming_reviews(plan, as_of)[:1]:
        kind = _("Review: {kind}").format(kind=p.choice(review, "kind").lower())
        items.append((Span(p.day(review.date), "strong"), f"  {kind}"))
    watch = plan.one(r.MonitoringPlan)
    lead = plan.title(watch.lead_id) or plan.title(plan.charter.facilitator_id)
    if lead:
        items.append(_("Tell us: {name}").format(name=lead))
    if watch.report_audience:
        items.append(
            _("We report to: {audience}").format(audience=p.listed(map(clause, watch.report_audience)))
        )
    heard = sum(each.people_count or 0 for each in plan.all(r.VoiceInput))
    if heard:
        words = ngettext("{people} person was heard so far", "{people} people were heard so far", heard)
        items.append(words.format(people=p.whole(heard)))
    yield (
        Bullets(tuple(items))
        if items
        else p.undecided(_("It has not been decided yet how people are heard."))
    )
