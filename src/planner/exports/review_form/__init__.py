"""The review form: a short PDF to fill in on the screen and send back. Source: design of the documents, 4.

It asks about the plan as a whole, the vision, the goals and the strategies: who wants to comment row by row
takes the review workbook. The names of its fields say what an answer is about, see `domain.review_sheets`.
"""

from collections.abc import Iterator

from planner.domain import records as r
from planner.domain.analysis.heard import comment_by
from planner.domain.plan import Plan
from planner.domain.record import Record
from planner.domain.review_sheets import (
    COMMENT,
    PROPOSED,
    REVIEWER,
    REVIEWER_ROLE,
    STANCE,
    WHOLE_PLAN,
    field_name,
    head_field_name,
)
from planner.domain.vocabulary import STANCES
from planner.domain.wording import day_text
from planner.exports.outline import (
    Block,
    Bullets,
    Field,
    Heading,
    Lead,
    Outline,
    Paragraph,
    Section,
    Span,
    Tone,
)
from planner.exports.plan_outline import heard
from planner.exports.plan_outline import phrases as p
from planner.exports.request import Request
from planner.i18n import _, language

_LINES = 2
_TONE: Tone = "strategy"


def review_form_of(plan: Plan, request: Request) -> Outline:
    """Return the form as it is asked for; a plan with nothing to ask about asks about the whole."""
    title = _("Review of {plan}").format(plan=plan.name or _("the plan"))
    blocks = (*_opening(plan, request, title), *_whole(), *_subjects(plan), *_last(plan, request))
    return Outline(
        title=title,
        subtitle=_("Review form"),
        language=language(),
        sections=(Section(blocks, name=title),),
        over=plan.district.name,
        notice=plan.charter.notice,
        footer=p.footer_words(plan, request.as_of),
        author=plan.district.name,
        subject=_("Review form"),
        front=False,
    )


def _opening(plan: Plan, request: Request, title: str) -> Iterator[Block]:
    over = _("Review form")
    if request.audience:
        over = _("Review form for {audience}").format(audience=request.audience)
    yield Heading(1, title, over=over, tone=_TONE)
    yield Lead(
        _("Tell us what you think: please fill in what you like and send it back by {day}.").format(
            day=day_text(comment_by(plan, request.as_of))
        )
    )
    facilitator = plan.get(r.Person, plan.charter.facilitator_id)
    to = facilitator.name if facilitator is not None and facilitator.name else _("whoever sent it to you")
    yield Paragraph(
        _(
            "Open this file in a PDF reader, type into the fields, save it under a name of your own, and"
            " return it to: {who}. Every comment is read; the next version tells what we heard and what we"
            " did, by group and not by name."
        ).format(who=to)
    )
    if plan.charter.notice:
        yield Paragraph(plan.charter.notice, "small")
    yield Heading(2, _("About you"), tone=_TONE)
    yield Field(head_field_name(REVIEWER), _("Your name (you may leave it out)"))
    yield Field(head_field_name(REVIEWER_ROLE), _("Group or role you speak for"))


def _whole() -> Iterator[Block]:
    yield Heading(2, _("The plan as a whole"), tone=_TONE)
    yield Field(field_name(WHOLE_PLAN, STANCE), _("Do you agree with it?"), "choice", options=_stances())
    yield Field(
        field_name(WHOLE_PLAN, COMMENT), _("What is strong, what is missing, what worries you?"), lines=5
    )


def _subjects(plan: Plan) -> Iterator[Block]:
    statements = [each for each in plan.all(r.Statement) if each.kind in ("vision", "mission")]
    if statements:
        yield Heading(2, _("Vision and mission"), tone=_TONE)
    for statement in statements:
        yield from _asked(statement, statement.text)
    goals = plan.all(r.Goal)
    if goals:
        yield Heading(2, _("Goals"), tone=_TONE)
    for goal in goals:
        objectives = plan.where(r.Objective, goal_id=goal.id)
        yield from _asked(goal, goal.name, tuple(each.statement for each in objectives if each.statement))
    strategies = plan.all(r.Strategy)
    if strategies:
        yield Heading(2, _("Strategies"), tone=_TONE)
    for strategy in strategies:
        yield from _asked(strategy, strategy.name, wording=False)


def _asked(
    record: Record, words: str, more: tuple[str, ...] = (), *, wording: bool = True
) -> Iterator[Block]:
    """Yield the words of the plan, and the fields to answer in; their labels say again what they are for."""
    code = record.code
    yield Heading(3, words or code, over=code, listed=False)
    if more:
        yield Bullets(more)
    agree, comment, better = (
        each.format(code=code)
        for each in (_("{code}: do you agree?"), _("{code}: your comment"), _("{code}: better words"))
    )
    yield Field(field_name(record.id, STANCE), agree, "choice", options=_stances(), keeps=True)
    yield Field(field_name(record.id, COMMENT), comment, lines=_LINES, keeps=wording)
    if wording:
        yield Field(field_name(record.id, PROPOSED), better, lines=_LINES)


def _last(plan: Plan, request: Request) -> Iterator[Block]:
    yield from heard.since(plan, None)
    yield Heading(2, _("For our records"), tone=_TONE)
    yield Paragraph(Span(_("These two say which plan you comment on."), "quiet"))
    yield Field(head_field_name("export"), _("Document"), value=request.export_id, fixed=True)
    yield Field(head_field_name("plan"), _("Plan"), value=plan.charter.id, fixed=True)


def _stances() -> tuple[str, ...]:
    return ("", *(_(option.label) for option in STANCES))
