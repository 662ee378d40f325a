"""The sheets to fill in by hand: ratings, dots, ballots, a headline from the future. Source: method 2, 5.4.

Each fits one page. Nobody's name is asked for, only the group: cards and votes carry the group (method 2,
privacy).
"""

from collections.abc import Iterator, Sequence
from itertools import groupby

from planner import assets
from planner.domain import records as r
from planner.domain import vocabulary as v
from planner.domain.analysis.agenda import items
from planner.domain.analysis.votes import dots_per_person
from planner.domain.fields import Option
from planner.domain.plan import Plan
from planner.domain.prompts import prompts
from planner.domain.record import Record
from planner.domain.steps import STEPS, step
from planner.exports.outline import (
    Block,
    Heading,
    Paragraph,
    Section,
    Span,
    TickRow,
    TickTable,
    WritingLines,
)
from planner.exports.plan_outline import phrases as p
from planner.i18n import N_, _, ngettext

_BLANK = 8  # lines to write on where the plan has nothing to choose from
_MOST_DOTS = 2  # of one person on one option. Source: method 8.8, dot vote
_COMPONENTS = 5  # on a page of the scan
_FIVE = (N_("Importance"), N_("Cost"), N_("Time"), N_("Commitment"), N_("Feasibility"), N_("Total"))

_LESSONS, _SCAN, _DOTS, _FIVE_STEPS, _HEADLINE = "A3", "A4", "dot_vote", "shi_five", "before_after_story"


def sections(plan: Plan, session: r.Session | None) -> Iterator[Section]:
    """Yield the sheets that the steps of a session work with; all of them where it has no steps yet."""
    codes = {item.step for item in items(plan, session) if item.step} if session is not None else set()
    used = codes or {each.code for each in STEPS}
    keys = {key for code in used for key in step(code).technique_keys}
    open_rounds = _open_rounds(plan, session)
    if _LESSONS in used:
        yield from _lessons()
    if _SCAN in used:
        yield from _scan()
    if _FIVE_STEPS in keys:
        yield from _five_questions(plan, codes)
    dots = [each for each in open_rounds if each.method == "dot_vote"]
    if dots or _DOTS in keys:
        yield from _dots(plan, codes, dots)
    if any(step(code).gate for code in used) or any(each.method in _SHOWN for each in open_rounds):
        yield from _ballot(plan, open_rounds)
    if _HEADLINE in keys:
        yield from _headline(plan)


_SHOWN = ("gradients", "fist_to_five")


def _open_rounds(plan: Plan, session: r.Session | None) -> list[r.VoteRound]:
    if session is None:
        return []
    return [each for each in plan.where(r.VoteRound, session_id=session.id) if each.status == "open"]


def _sheet(title: str, told: str, *blocks: Block) -> Section:
    """Return a sheet: what to do, where it goes then, the field for the group, and what is filled in."""
    way = _(
        "No name, please. When you are done, give the sheet to the facilitator: groups count, not people."
    )
    return Section(
        (
            Heading(2, title, over=_("Sheet to fill in"), tone="strategy", opens=True),
            Paragraph((told, " ", Span(way, "strong"))),
            WritingLines(_("I speak for this group:"), beside=True),
            *blocks,
        ),
        name=title,
        apart=True,
    )


def _statements(kind: type[Record], sections: Sequence[str] = ()) -> tuple[TickRow, ...]:
    """Return the statements of the method below the name of what they are about."""
    rows: list[TickRow] = []
    for name, each in groupby(prompts(kind), lambda prompt: prompt.section):
        if not sections or name in sections:
            rows += [TickRow(_(name), "group"), *(TickRow(_(prompt.text)) for prompt in each)]
    return tuple(rows)


def _answers(options: Sequence[Option]) -> tuple[str, ...]:
    return tuple(label[:1].upper() + label[1:] for label in (_(option.label) for option in options))


def _lessons() -> Iterator[Section]:
    told = _("Eight quiet minutes: how far is our district with each of these? Tick one box in each row.")
    table = TickTable(
        _("In our district"), _answers(v.LESSON_LEVELS), _statements(r.LessonRating), dense=True
    )
    yield _sheet(_("Six lessons"), told, table)


def _scan() -> Iterator[Section]:
    names = [name for name, _each in groupby(prompts(r.WsccRating), lambda prompt: prompt.section)]
    parts = [names[at : at + _COMPONENTS] for at in range(0, len(names), _COMPONENTS)]
    told = _("What is really in place, in the schools you know? Tick one box in each row.")
    answers = (*_answers(v.SCAN_LEVELS), _("Does not apply"))
    for number, part in enumerate(parts, 1):
        title = _("Whole-child scan: practice, {part} of {parts}").format(part=number, parts=len(parts))
        yield _sheet(title, told, TickTable(_("Here"), answers, _statements(r.WsccRating, part), dense=True))
    told = _("What does our written policy say? Tick one box in each row; leave it empty if you do not know.")
    table = TickTable(_("Policy"), _answers(v.POLICY_LEVELS), _statements(r.PolicyRating), dense=True)
    yield _sheet(_("Whole-child scan: written policy"), told, table)


def _options(plan: Plan, codes: set[str], kinds: Sequence[tuple[str, type[Record]]]) -> tuple[TickRow, ...]:
    """Return what there is to choose from in the first step of the session that has something, else blank
    lines.
    """
    for code, kind in kinds:
        rows = plan.all(kind) if code in codes or not codes else ()
        if rows:
            return tuple(TickRow((Span(f"{each.code}  ", "quiet"), each.title)) for each in rows)
    return (TickRow(),) * _BLANK


def _five_questions(plan: Plan, codes: set[str]) -> Iterator[Section]:
    told = _(
        "Write a number from 1 to 5 into each box. 5 is always the favorable end: very important, low cost, "
        "little time, strong commitment, easy to do. Then add them up: 5 to 25."
    )
    rows = _options(plan, codes, (("C3", r.Priority), ("C5", r.Strategy)))
    table = TickTable(_("What we choose from"), tuple(map(_, _FIVE)), rows, mark="digit")
    yield _sheet(_("Five questions"), told, table)


def _dots(plan: Plan, codes: set[str], rounds: Sequence[r.VoteRound]) -> Iterator[Section]:
    for each in rounds:
        records = [found for option in each.options if (found := plan.find(option)) is not None]
        rows = tuple(TickRow((Span(f"{found.code}  ", "quiet"), found.title)) for found in records)
        yield _dot_sheet(each.question, rows, each.dots_per_person)
    if rounds:
        return
    if "A3" in codes and not codes & {"C3", "D1"}:
        points = (
            point for lesson in assets.method("library")["lessons"] for point in lesson["starting_points"]
        )
        rows = tuple(TickRow((Span(f"{each['id']}  ", "quiet"), _(each["text"]))) for each in points)
        yield _dot_sheet(_("Which small moves come first?"), rows, None)
    else:
        rows = _options(plan, codes, (("C3", r.Priority), ("D1", r.Scenario), ("C2", r.ScanItem)))
        yield _dot_sheet("", rows, None)


def _dot_sheet(question: str, rows: tuple[TickRow, ...], dots: int | None) -> Section:
    number = dots or dots_per_person(len(rows) or _BLANK)
    told = ngettext(
        "You have {dots} dot. Decide alone first, then put it into a ring.",
        "You have {dots} dots. Decide alone first, then put them into rings, at most {most} for one line.",
        number,
    ).format(dots=number, most=_MOST_DOTS)
    rings = ("",) * min(_MOST_DOTS, number)
    table = TickTable(question or _("What we choose from"), rings, rows or (TickRow(),) * _BLANK, mark="dot")
    return _sheet(_("Dot sheet"), told, table)


def _ballot(plan: Plan, rounds: Sequence[r.VoteRound]) -> Iterator[Section]:
    """Yield a ballot in the manner of the decision rule, or one for each open round that shows support."""
    rule = plan.charter.decision_rule
    usual = "fist_to_five" if rule == "fist_to_five" else "gradients"
    usual = "yes_no" if rule in ("two_thirds", "majority") else usual
    asked = [(each.question, each.method) for each in rounds if each.method in _SHOWN]
    for question, method in asked or [("", usual)]:
        yield _sheet(
            _("Ballot"),
            _("One tick. Nobody sees how you vote; the count is told by group."),
            *((Paragraph(Span(question, "strong")),) if question else ()),
            *(() if question else (WritingLines(_("We vote on:"), 2, beside=True),)),
            TickTable(_("My answer"), ("",), _levels(method)),
            WritingLines(_("What would make it easier for you to agree?"), 3),
        )


def _levels(method: str) -> tuple[TickRow, ...]:
    if method == "yes_no":
        return tuple(TickRow(_(each)) for each in (N_("Yes"), N_("No"), N_("I abstain")))
    if method == "fist_to_five":
        meanings = {0: _("no support"), 3: _("I can live with it"), 5: _("full support")}
        return tuple(
            TickRow((Span(str(each), "strong"), f"  {meanings.get(each, '')}")) for each in range(5, -1, -1)
        )
    levels = assets.method("templates")["gradients"]
    return tuple(TickRow((Span(str(each["level"]), "strong"), f"  {_(each['name'])}")) for each in levels)


def _headline(plan: Plan) -> Iterator[Section]:
    end = plan.charter.horizon_end
    day = p.day_text(end) if end else _("the last day of the plan")
    told = _(
        "Imagine {day}. The plan has worked, and the news tells of it. Write the headline and the first line."
    ).format(day=day)
    yield _sheet(
        _("Future headline"),
        told,
        WritingLines(_("The headline"), 3),
        WritingLines(_("The first line of the story"), 8),
    )
