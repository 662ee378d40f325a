"""The progress review report: ten parts, from the headline to what others can learn. Source: method 5.5."""

from collections.abc import Iterator
from datetime import date

from planner.domain import records as r
from planner.domain.plan import Plan
from planner.exports.outline import Block, Heading, Outline, Section, Tone
from planner.exports.plan_outline import phrases as p
from planner.exports.progress_review import learned, money, standing, work
from planner.exports.request import Request
from planner.i18n import _, language


def progress_review(plan: Plan, request: Request) -> Outline:
    """Return the report of how the plan stands on a day."""
    as_of = request.as_of
    title = _("Progress review")
    return Outline(
        title=_("{review}: {plan}").format(review=title, plan=plan.name) if plan.name else title,
        subtitle=p.day_text(as_of),
        language=language(),
        sections=tuple(_sections(plan, as_of)),
        over=plan.district.name,
        notice=plan.charter.notice,
        footer=p.footer_words(plan, as_of),
        mark=p.draft_mark(plan),
        author=plan.district.name,
        subject=plan.name,
        front=False,
    )


def last_review(plan: Plan, as_of: date) -> r.Review | None:
    """Return the last review that was held by a day, or None."""
    held = [
        each
        for each in plan.all(r.Review)
        if each.status == "held" and each.date is not None and each.date <= as_of
    ]
    return max(held, key=lambda each: each.date or date.min, default=None)


def _sections(plan: Plan, as_of: date) -> Iterator[Section]:
    review = last_review(plan, as_of)
    over = p.listed(filter(None, (plan.district.name, p.day_text(as_of))))
    title = Heading(1, _("Progress review"), over=over, tone="rechart")
    yield Section((title, *standing.headline(plan, review, as_of)), name=_("Progress review"))
    parts: tuple[tuple[str, Tone, Iterator[Block]], ...] = (
        (_("Objectives: expected and actual"), "strategy", standing.objectives(plan, as_of)),
        (_("Actions"), "implementation", work.actions(plan, as_of)),
        (_("Milestones, and what drives them"), "implementation", work.milestones(plan, as_of)),
        (_("Money"), "implementation", money.blocks(plan, as_of)),
        (_("Assumptions and risks that moved"), "theory", learned.moved(plan, as_of)),
        (_("What small tests taught us"), "rechart", learned.tests(plan)),
        (_("What changed, and why"), "rechart", learned.changes(plan, as_of)),
        (_("Decisions we ask for"), "rechart", learned.decisions(plan, as_of)),
        (_("What others can learn from us"), "rechart", learned.cards(plan)),
    )
    for number, (name, tone, blocks) in enumerate(parts, 2):
        over = _("Part {number} of {parts}").format(number=number, parts=len(parts) + 1)
        yield Section((Heading(2, name, over=over, tone=tone), *blocks), name=name, runs_on=True)
