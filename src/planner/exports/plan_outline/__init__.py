"""The full plan as an outline: cover, twelve chapters and the appendices. Source: method 5.1."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from planner.domain import records as r
from planner.domain.analysis.coming import coming_reviews
from planner.domain.checks import findings
from planner.domain.plan import Plan
from planner.exports.outline import Block, Heading, Outline, Section, Tone, Words
from planner.exports.plan_outline import (
    appendices,
    coverage,
    direction,
    goals,
    implementation,
    investment,
    learning,
    money,
    process,
    risks,
    situation,
    summary,
    theory,
)
from planner.exports.plan_outline import phrases as p
from planner.exports.plan_outline.phrases import version_words
from planner.exports.request import Request
from planner.i18n import _, language, ngettext

__all__ = ["full_plan", "full_plan_of", "version_words"]


def full_plan(plan: Plan, as_of: date) -> Outline:
    """Return the whole plan as it stands on `as_of`; an empty chapter says what is not decided yet."""
    charter = plan.charter
    title = charter.title_text or _("A plan without a title yet")
    return Outline(
        title=title,
        subtitle=_subtitle(plan),
        language=language(),
        sections=tuple(_sections(plan, as_of)),
        over=plan.district.name,
        cover=tuple(_cover(plan, as_of)),
        notice=charter.notice,
        footer=p.footer_words(plan, as_of),
        mark=p.draft_mark(plan),
        author=plan.district.name,
        subject=_subtitle(plan),
    )


def full_plan_of(plan: Plan, request: Request) -> Outline:
    """Return the whole plan as it is asked for."""
    return full_plan(plan, request.as_of)


def _subtitle(plan: Plan) -> str:
    start, end = plan.charter.horizon_start, plan.charter.horizon_end
    if start and end:
        return _("Theory of change, strategic plan and implementation plan, {start}–{end}").format(
            start=start.year, end=end.year
        )
    return _("Theory of change, strategic plan and implementation plan")


def _cover(plan: Plan, as_of: date) -> Iterator[tuple[str, Words]]:
    charter = plan.charter
    groups = len(plan.all(r.StakeholderGroup))
    sessions = [each for each in plan.all(r.Session) if each.status == "held" and each.date]
    if groups:
        yield _("Made by"), ngettext("{number} group", "{number} groups", groups).format(number=groups)
    if sessions:
        days = sorted(each.date for each in sessions if each.date)
        words = ngettext("{number} session", "{number} sessions", len(days)).format(number=len(days))
        words += f", {p.day_text(days[0])}" + (f" – {p.day_text(days[-1])}" if len(days) > 1 else "")
        facilitator = plan.title(charter.facilitator_id)
        if facilitator:
            words = _("{sessions}, led by {name}").format(sessions=words, name=facilitator)
        yield _("Workshop"), words
    yield _("Status"), p.adoption_words(plan)
    yield _("As of"), p.day_text(as_of)
    for review in coming_reviews(plan, as_of)[:1]:
        if review.date:
            yield _("Next review"), p.day_text(review.date)


def _sections(plan: Plan, as_of: date) -> Iterator[Section]:
    found = findings(plan, as_of)
    yield _chapter(1, _("Summary"), "prepare", summary.blocks(plan, as_of, found), runs_on=False)
    yield _chapter(2, _("How this plan was made"), "prepare", process.blocks(plan), runs_on=False)
    yield _chapter(3, _("Where we are"), "prepare", situation.blocks(plan, as_of))
    yield _chapter(4, _("Theory of change"), "theory", theory.words(plan))
    yield from theory.logic_sections(plan)
    yield from theory.map_sections(plan)
    yield Section(tuple(theory.details(plan, as_of)), name=_("Theory of change"), runs_on=True)
    yield _chapter(5, _("Direction"), "strategy", direction.blocks(plan))
    yield from _goals(plan, as_of)
    yield _chapter(7, _("Coverage"), "strategy", coverage.blocks(plan), runs_on=False)
    yield _chapter(8, _("Investment scenario"), "implementation", investment.blocks(plan))
    first = (_heading(9, _("Implementation"), "implementation"), Heading(2, _("Schedule by goal")))
    yield implementation.schedule(plan, as_of, first)
    yield Section(tuple(implementation.blocks(plan, as_of)), name=_("Implementation"))
    yield implementation.people_section(plan)
    yield _chapter(10, _("Money"), "implementation", money.blocks(plan))
    yield _chapter(11, _("Readiness and risks"), "implementation", risks.blocks(plan))
    yield _chapter(12, _("How we will learn and re-chart"), "rechart", learning.blocks(plan, as_of))
    yield from _appendices(appendices.sections(plan, as_of, found))


def _heading(number: int, title: str, tone: Tone) -> Heading:
    return Heading(1, title, over=_("Chapter {number}").format(number=number), tone=tone)


def _chapter(
    number: int, title: str, tone: Tone, blocks: Iterator[Block], *, runs_on: bool = True
) -> Section:
    """Make a chapter; one that `runs_on` may begin below the end of the one before."""
    return Section((_heading(number, title, tone), *blocks), name=title, runs_on=runs_on)


def _goals(plan: Plan, as_of: date) -> Iterator[Section]:
    """Yield the chapter of the goals; its heading stands above the first goal."""
    heading = replace(_heading(6, _("Goals and objectives"), "strategy"), slight=True)
    made = list(goals.sections(plan, as_of))
    if not made:
        yield Section(
            (replace(heading, slight=False), p.undecided(_("The goals have not been decided yet."))),
            name=heading.text,
        )
    for number, section in enumerate(made):
        yield Section((heading, *section.blocks) if number == 0 else section.blocks, name=section.name)


def _appendices(made: Iterator[Section]) -> Iterator[Section]:
    heading = Heading(1, _("Appendices"), tone="prepare", slight=True)
    for number, section in enumerate(made):
        yield replace(section, blocks=(heading, *section.blocks)) if number == 0 else section
