"""What participants read before a session. Source: method 5.4."""

from collections.abc import Iterator, Sequence
from datetime import date

from planner import assets
from planner.domain import records as r
from planner.domain.analysis.agenda import agenda_sum, clock, items, timetable
from planner.domain.plan import Plan
from planner.domain.steps import Step, step
from planner.domain.wording import shortened
from planner.exports.outline import (
    Block,
    Bullets,
    Column,
    Facts,
    Heading,
    Lead,
    Paragraph,
    Row,
    Section,
    Span,
    Words,
    table,
)
from planner.exports.packet.prereading import prereading
from planner.exports.plan_outline import heard
from planner.exports.plan_outline import phrases as p
from planner.i18n import _, ngettext

_MOST_INPUTS = 8
"""What people said, on one page; the full plan has all of it."""

_TOLD = 280  # characters of what somebody said, and of what it changed
_EXPLAINED = ("gradients_80_no_veto", "gradients_67")  # the others are told by their names


def sections(
    plan: Plan, session: r.Session | None, as_of: date, sheets: Sequence[str], *, large: bool
) -> Iterator[Section]:
    """Yield the purpose with the agenda, the rules, what became of earlier input, and a page for each step.

    `sheets` are the names of the sheets that come with the packet. In `large` print pictures, whose words
    would stay small, are told instead.
    """
    name = session.name if session else _("The first session")
    title = Heading(1, name, over=_("Participant packet · before the session"), tone="prepare")
    yield Section((title, *_opening(plan, session, sheets)), name=name)
    yield Section(tuple(_together(plan, session, as_of)), name=name, runs_on=True)
    if session is not None:
        yield from prereading(plan, steps_of(plan, session), large=large)


def steps_of(plan: Plan, session: r.Session) -> tuple[tuple[Step, int], ...]:
    """Return the steps of a session in the order of its agenda, with the minutes each has."""
    minutes: dict[str, int] = {}
    for item in items(plan, session):
        if item.step:
            minutes[item.step] = minutes.get(item.step, 0) + (item.minutes or 0)
    return tuple((step(code), taken) for code, taken in minutes.items())


def _opening(plan: Plan, session: r.Session | None, sheets: Sequence[str]) -> Iterator[Block]:
    if plan.name:
        yield Lead(plan.name)
    rows = [*_when_and_where(plan, session)]
    if sheets:
        rows.append((_("To fill in"), "; ".join(sheets)))
    if rows:
        yield Facts(tuple(rows))
    yield Heading(2, _("Why we meet"), tone="prepare")
    yield (
        Paragraph(plan.charter.purpose)
        if plan.charter.purpose
        else p.undecided(_("The purpose of the plan has not been written down yet."))
    )
    if session is not None:
        asked = [(each.code, _(each.question)) for each, _minutes in steps_of(plan, session)]
        if asked:
            yield Paragraph(_("When we part we want to be able to answer:"))
            yield Bullets(tuple((Span(f"{code}  ", "quiet"), question) for code, question in asked))
    yield Heading(2, _("What we will do"), tone="prepare")
    yield _agenda(plan, session)
    if plan.charter.notice:
        yield Paragraph(plan.charter.notice, "small")


def _when_and_where(plan: Plan, session: r.Session | None) -> Iterator[tuple[str, Words]]:
    if session is None:
        return
    if session.status == "cancelled":
        yield _("State"), Span(_("This session was cancelled."), "strong")
    when = p.day_text(session.date) if session.date else _("The day has not been set yet.")
    if session.start_time:
        when = _("{day}, {start} to {end}").format(
            day=when, start=session.start_time, end=clock(session, _length(plan, session))
        )
    yield _("When"), Span(when, "strong")
    yield _("Where"), session.location or _("The place has not been set yet.")
    facilitator = plan.title(plan.charter.facilitator_id)
    if facilitator:
        yield _("Led by"), facilitator


def _length(plan: Plan, session: r.Session) -> int:
    """Return how long a session is, in minutes: as planned, or else as its agenda and breaks take."""
    found = agenda_sum(plan, session)
    return found.planned if found.planned is not None else found.asked + found.breaks


def _agenda(plan: Plan, session: r.Session | None) -> Block:
    parts = timetable(plan, session) if session is not None else ()
    if session is None:
        return p.undecided(_("No session has been planned yet."))
    if not parts:
        return p.undecided(_("This session has no agenda yet."))
    rows: list[Row] = []
    for part in parts:
        start = clock(session, part.start)
        if part.item is None:
            rows.append(Row((start, Span(_("Break"), "quiet"), p.whole(part.minutes))))
        else:
            rows.append(Row((start, agenda_words(part.item), p.whole(part.minutes))))
    rows.append(Row(("", _("Together"), p.whole(sum(part.minutes for part in parts))), "total"))
    return table(
        (Column(_("Starts"), kind="day"), Column(_("What")), Column(_("Minutes"), kind="number")), rows
    )


def agenda_words(item: r.AgendaItem) -> Words:
    """Return what a part of a session is called: the step's own words where the item only names the step."""
    if not item.step:
        return item.label
    known = step(item.step)
    title = _(known.title)
    if item.label.strip().lower() in ("", f"step {item.step}".lower(), known.title.lower(), title.lower()):
        return (Span(f"{item.step}  ", "quiet"), title)
    return (Span(f"{item.step}  ", "quiet"), item.label)


def _together(plan: Plan, session: r.Session | None, as_of: date) -> Iterator[Block]:
    yield Heading(2, _("How we treat each other"), tone="prepare")
    if plan.charter.ground_rules:
        yield Bullets(plan.charter.ground_rules)
    else:
        yield p.undecided(_("The group has not agreed its ground rules yet."))
    yield Heading(2, _("How we decide"), tone="prepare")
    yield from decision_rule(plan)
    yield Heading(2, _("What became of what you told us"), tone="prepare")
    until = (session.date if session else None) or as_of
    yield from _inputs(plan, until)
    earlier = [each.date for each in plan.all(r.Session) if each.date and each.date < until]
    yield from heard.since(plan, max(earlier, default=None))


def decision_rule(plan: Plan) -> Iterator[Block]:
    """Yield how the group decides. Source: method 2, decision rules and two ways to count a vote."""
    rule = plan.charter.decision_rule
    if not rule:
        yield p.undecided(_("The group has not agreed yet how it decides."))
        return
    rules = {each["value"]: each["passes_when"] for each in assets.method("templates")["decision_rules"]}
    words: list[str | Span] = [Span(p.choice(plan.charter, "decision_rule"), "strong"), "."]
    if rule in rules and rule in _EXPLAINED:
        words.append(" " + _("It passes with: {rule}.").format(rule=_(rules[rule])))
    yield Paragraph(tuple(words))
    yield Paragraph(
        _(
            "We show every vote in two ways, so that a large group cannot drown a small one: every person "
            "counts the same, and every group counts the same."
        )
    )
    if plan.charter.adopting_body:
        yield Paragraph(
            _("The {body} makes the plan official.").format(body=plan.charter.adopting_body), "quiet"
        )


def _inputs(plan: Plan, until: date) -> Iterator[Block]:
    """Yield what groups said and what it changed, the newest first."""
    known = [each for each in plan.all(r.VoiceInput) if (each.date or date.min) <= until]
    if not known:
        yield p.undecided(_("Nobody's voice has been written down yet. Yours may be the first."))
        return
    newest = sorted(known, key=lambda each: each.date or date.min, reverse=True)
    yield table(
        (Column(_("Who"), 1.1), Column(_("What they said"), 1.4), Column(_("What it changed"), 1.2)),
        (
            (
                (
                    p.named(plan, each.group_id),
                    Span(f"\n{p.choice(each, 'method')}, {p.day(each.date)}", "quiet"),
                ),
                shortened(each.key_messages, _TOLD),
                shortened(each.how_it_shaped_plan, _TOLD)
                or Span(_("Not answered yet: ask us about it."), "emphasis"),
            )
            for each in newest[:_MOST_INPUTS]
        ),
    )
    more = len(newest) - _MOST_INPUTS
    if more > 0:
        yield Paragraph(
            ngettext(
                "One earlier entry is in the appendix of the full plan.",
                "{number} earlier entries are in the appendix of the full plan.",
                more,
            ).format(number=more),
            "quiet",
        )
