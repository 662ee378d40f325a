"""The board brief: what is to be decided, on two to four pages. Source: method 5.3.

Lists and texts are kept short so that it stays a brief however large the plan is; the full plan has them all.
"""

from collections.abc import Iterator
from datetime import date

from planner.domain import records as r
from planner.domain.analysis.coming import coming_milestones, coming_reviews
from planner.domain.analysis.voice import chairs
from planner.domain.checks import Finding, findings
from planner.domain.plan import Plan
from planner.domain.wording import shortened
from planner.exports.board_brief import decision, money
from planner.exports.board_brief.lengths import REASON, STATEMENT
from planner.exports.outline import (
    Block,
    Bullets,
    Column,
    Heading,
    Lead,
    Outline,
    Paragraph,
    Section,
    Span,
    Words,
    table,
)
from planner.exports.plan_outline import phrases as p
from planner.exports.plan_outline.risks import score
from planner.exports.plan_outline.summary import headline_table
from planner.exports.request import Request
from planner.i18n import _, language, ngettext

_MOST_GOALS = 9
_MOST_RISKS = 5
_MOST_REVIEWS = 4
_MOST_MILESTONES = 4
_MOST_FINDINGS = 5


def board_brief(plan: Plan, request: Request) -> Outline:
    """Return the brief for the body that adopts the plan, in nine parts."""
    charter, as_of = plan.charter, request.as_of
    title = charter.title_text or _("A plan without a title yet")
    subject = _("Board brief")
    return Outline(
        title=title,
        subtitle=subject,
        language=language(),
        sections=(Section(tuple(_blocks(plan, as_of, title)), name=subject),),
        over=plan.district.name,
        notice=charter.notice,
        footer=p.footer_words(plan, as_of),
        mark=p.draft_mark(plan),
        author=plan.district.name,
        subject=subject,
        front=False,
    )


def _blocks(plan: Plan, as_of: date, title: str) -> Iterator[Block]:
    over = " · ".join(filter(None, (_("Board brief"), plan.district.name)))
    yield Heading(1, shortened(title, STATEMENT), over=over, tone="strategy")
    yield Lead(shortened(p.adoption_words(plan), STATEMENT) + ".")
    if plan.charter.notice:
        yield Paragraph(plan.charter.notice, "small")
    yield _part(1, _("Decision requested"))
    yield from decision.requested(plan)
    yield _part(2, _("Why now, and who was heard"))
    yield from _why(plan)
    yield _part(3, _("Goals and what they are measured by"))
    yield headline_table(plan, as_of, _MOST_GOALS, REASON * 2 // 3)
    yield _part(4, _("What it costs"))
    yield from money.costs(plan)
    yield _part(5, _("Who benefits first, and what the rules cost"))
    yield from money.equity(plan)
    yield _part(6, _("What could stop it, and our reply"))
    yield from _risks(plan)
    yield _part(7, _("How the group voted"))
    yield from decision.vote(plan)
    yield _part(8, _("What the board will see, and when"))
    yield from _coming(plan, as_of)
    yield _part(9, _("Open warnings, and what was accepted"))
    yield from _findings(findings(plan, as_of))


def _part(number: int, title: str) -> Heading:
    return Heading(2, f"{number}  {title}")


def _why(plan: Plan) -> Iterator[Block]:
    """Yield the purpose, and how many people of which groups had a say."""
    if plan.charter.purpose:
        yield Paragraph(shortened(plan.charter.purpose, STATEMENT * 3))
    voices = plan.all(r.VoiceInput)
    if not voices:
        yield p.undecided(_("Nobody has been heard yet."))
        return
    heard = sum(each.people_count or 0 for each in voices)
    groups = len({each.group_id for each in voices})
    said = ngettext(
        "{people} people of one group were heard",
        "{people} people of {number} groups were heard",
        groups,
    ).format(people=p.whole(heard), number=groups)
    sessions = sum(each.status == "held" for each in plan.all(r.Session))
    if sessions:
        met = ngettext("the group met {number} time", "the group met {number} times", sessions)
        said = _("{heard}; {met}").format(heard=said, met=met.format(number=sessions))
    yield Paragraph(f"{said}.")
    changed = [each for each in voices if each.how_it_shaped_plan]
    if changed:
        most = sorted(changed, key=lambda each: -(each.people_count or 0))[:3]
        yield Bullets(
            tuple(
                (
                    Span(shortened(plan.title(each.group_id), REASON // 2), "strong"),
                    _(" changed: {what}").format(what=shortened(each.how_it_shaped_plan, REASON)),
                )
                for each in most
            )
        )
    missing = [each for each in chairs(plan) if each.state != "heard"]
    if missing:
        field = {
            option.value: _(option.label) for option in r.StakeholderGroup.describe("categories").options
        }
        names = p.listed(field.get(each.voice, each.voice) for each in missing)
        yield Paragraph(_("Not heard yet: {voices}.").format(voices=names), "quiet")


def _risks(plan: Plan) -> Iterator[Block]:
    """Yield the gravest open risks with the reply to each."""
    known = sorted(
        (each for each in plan.all(r.Risk) if each.status != "closed"), key=lambda each: -(each.score or 0)
    )
    if not known:
        yield p.undecided(_("No risk has been written down yet."))
        return
    yield table(
        (
            Column(_("Risk"), 1.2),
            Column(_("Score"), kind="status"),
            Column(_("Reply"), 1.3),
            Column(_("Owner"), 0.7),
        ),
        (
            (
                shortened(each.statement, REASON),
                score(each.score),
                shortened(each.mitigation, REASON) or _("No response yet"),
                shortened(p.named(plan, each.owner_id), REASON // 3),
            )
            for each in known[:_MOST_RISKS]
        ),
        dense=True,
    )


def _coming(plan: Plan, as_of: date) -> Iterator[Block]:
    """Yield the next reviews and milestones, by date, and how often the board hears of the plan."""
    rows: list[tuple[date, str, str]] = []
    for review in coming_reviews(plan, as_of)[:_MOST_REVIEWS]:
        what = _("Review: {kind}").format(kind=p.choice(review, "kind").lower())
        rows.append((review.date or date.max, what, _("Progress of every goal, and what was learned")))
    for stone in coming_milestones(plan, as_of)[:_MOST_MILESTONES]:
        shows = shortened(plan.title(stone.action_id), REASON // 2)
        rows.append((stone.date or date.max, shortened(stone.name, REASON // 2), shows))
    if not rows:
        yield p.undecided(_("No milestone and no review has been scheduled yet."))
    else:
        yield table(
            (Column(_("Date"), kind="day"), Column(_("What"), 1.0), Column(_("What the board sees"), 1.4)),
            ((p.day(day), what, shows) for day, what, shows in sorted(rows)),
            dense=True,
        )
    watch = plan.one(r.MonitoringPlan)
    if watch.lead_id:
        said = _("{name} reports {cadence}. What is found off track is answered within {days} days.")
        yield Paragraph(
            said.format(
                name=shortened(plan.title(watch.lead_id), REASON // 2),
                cadence=p.choice(watch, "cadence").lower(),
                days=watch.fix_window_days or 30,
            )
        )


def _findings(found: tuple[Finding, ...]) -> Iterator[Block]:
    """Yield what the checks of the method still find, and what the group accepted with a reason."""
    open_ones = [each for each in found if not each.waived and each.severity in ("B", "W")]
    accepted = [each for each in found if each.waived]
    if not open_ones:
        yield Paragraph(_("No check of the method has an open warning."))
    else:
        count = ngettext("{number} warning is open:", "{number} warnings are open:", len(open_ones))
        yield Paragraph(count.format(number=len(open_ones)))
        yield _some(tuple(shortened(each.message, REASON * 2) for each in open_ones))
    if accepted:
        count = ngettext("{number} was accepted, because:", "{number} were accepted, because:", len(accepted))
        yield Paragraph(count.format(number=len(accepted)))
        yield _some(
            tuple(
                (
                    shortened(each.message, REASON),
                    Span(f" {shortened(each.reason, REASON)}", "quiet"),
                )
                for each in accepted
            )
        )


def _some(items: tuple[Words, ...]) -> Bullets:
    """Return the first items as a list that says how many more there are."""
    left = len(items) - _MOST_FINDINGS
    if left <= 0:
        return Bullets(items)
    more = ngettext("and {number} more in the full plan", "and {number} more in the full plan", left)
    return Bullets((*items[:_MOST_FINDINGS], Span(more.format(number=left), "quiet")))
