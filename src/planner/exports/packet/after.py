"""What participants get after a session. Source: method 5.4."""

from collections.abc import Iterator
from datetime import date, timedelta

from planner.domain import records as r
from planner.domain.analysis.action_progress import AHEAD_DAYS
from planner.domain.analysis.agenda import clock, items
from planner.domain.analysis.coming import coming_milestones, coming_reviews, coming_sessions
from planner.domain.analysis.votes import SCORED, tally
from planner.domain.plan import Plan
from planner.domain.wording import same_words
from planner.exports.outline import (
    Block,
    Callout,
    Cell,
    Column,
    Facts,
    Heading,
    Lead,
    Paragraph,
    Row,
    Section,
    Span,
    Words,
    WritingLines,
    table,
)
from planner.exports.packet.before import agenda_words, steps_of
from planner.exports.packet.prereading import so_far
from planner.exports.plan_outline import heard
from planner.exports.plan_outline import phrases as p
from planner.exports.plan_outline.appendices import vote_words
from planner.exports.plan_outline.learning import moved, review_facts
from planner.i18n import _, ngettext


def sections(plan: Plan, session: r.Session, as_of: date) -> Iterator[Section]:
    """Yield what was decided, what was worked on, what is parked, what comes next, and how to correct it."""
    name = session.name
    title = Heading(1, name, over=_("Participant packet · after the session"), tone="rechart")
    yield Section((title, *_opening(plan, session)), name=name)
    yield Section(tuple(_work(plan, session)), name=name, runs_on=True)
    yield Section((*_parked(plan, session), *_next(plan, session, as_of)), name=name, runs_on=True)
    yield Section(tuple(_correct(plan, session, as_of)), name=_("How to correct us"), apart=True)


def _opening(plan: Plan, session: r.Session) -> Iterator[Block]:
    if plan.name:
        yield Lead(plan.name)
    yield Facts(tuple(_facts(plan, session)))
    yield Heading(2, _("What we decided"), tone="rechart")
    decisions = plan.where(r.Decision, session_id=session.id)
    if decisions:
        yield _decisions(plan, decisions)
    else:
        yield p.undecided(_("No decision was written down in this session."))
    for vote in plan.where(r.VoteRound, session_id=session.id):
        yield from _vote(plan, vote)
    yield from _changes(plan, {each.id for each in decisions})
    yield from heard.since(plan, session.date)
    yield from _reviewed(plan, session)
    if plan.charter.notice:
        yield Paragraph(plan.charter.notice, "small")


def _facts(plan: Plan, session: r.Session) -> Iterator[tuple[str, Words]]:
    if session.status == "cancelled":
        yield _("State"), Span(_("This session was cancelled."), "strong")
    if session.date:
        yield _("When"), Span(p.day_text(session.date), "strong")
    if session.location:
        yield _("Where"), session.location
    facilitator = plan.title(plan.charter.facilitator_id)
    if facilitator:
        yield _("Led by"), facilitator
    there = [each for each in plan.where(r.Attendance, session_id=session.id) if each.count]
    people = sum(each.count or 0 for each in there)
    if people:
        groups = ngettext("one group", "{number} groups", len(there)).format(number=len(there))
        words = ngettext("{people} person from {groups}", "{people} people from {groups}", people)
        yield _("Who took part"), words.format(people=p.whole(people), groups=groups)
    else:
        yield _("Who took part"), Span(_("Nobody has been counted yet."), "quiet")


def _decisions(plan: Plan, decisions: tuple[r.Decision, ...]) -> Block:
    return table(
        (
            Column(_("What we decided, and why"), 2.0),
            Column(_("Vote"), 0.8),
            Column(_("Who sees to it"), 1.0),
        ),
        (
            (
                (
                    Span(f"{each.code}  ", "quiet"),
                    Span(each.text, "strong"),
                    f"\n{each.rationale}" if each.rationale else "",
                ),
                vote_words(plan, each) or _("No vote was counted"),
                _follow_up(plan, each.owner_id, each.follow_up_due),
            )
            for each in decisions
        ),
    )


def _follow_up(plan: Plan, owner: str | None, due: date | None) -> str:
    name = plan.title(owner) or _("Nobody yet")
    return _("{name}, by {date}").format(name=name, date=p.day(due)) if due else name


def _vote(plan: Plan, vote: r.VoteRound) -> Iterator[Block]:
    """Yield a vote counted both ways: every person equal, every group equal."""
    found = tally(plan, vote)
    options = [each for each in found.ranked() if plan.find(each) is not None]
    if not options or not any(found.raw.values()):
        return
    scored = vote.method in SCORED
    rows: list[tuple[Cell, ...]] = []
    for each in options:
        raw, equal = found.raw[each], found.group_equal[each]
        shown = (
            (p.decimal(raw), p.decimal(equal)) if scored else (p.whole(round(raw)), p.percent(100 * equal))
        )
        rows.append(((Span(f"{plan.code(each)}  ", "quiet"), plan.title(each)), *shown))
    yield table(
        (
            Column(_("What we chose from"), 2.0),
            Column(_("Every person equal"), kind="number"),
            Column(_("Every group equal"), kind="number"),
        ),
        rows,
        label=vote.question,
    )


def _changes(plan: Plan, decisions: set[str]) -> Iterator[Block]:
    changes = [each for each in plan.all(r.ChangeLogEntry) if each.decided_by in decisions]
    if not changes:
        return
    yield Heading(2, _("What changed in the plan"), tone="rechart")
    yield table(
        (Column(_("What"), 0.8), Column(_("Before → after"), 1.0), Column(_("Why"), 1.6)),
        (
            (
                f"{p.choice(each, 'kind')}: {p.codes(plan, each.entity_ids)}",
                p.said(moved(each)),
                each.reason,
            )
            for each in changes
        ),
    )


def _reviewed(plan: Plan, session: r.Session) -> Iterator[Block]:
    """Yield what a review found, where the session was one."""
    for review in plan.where(r.Review, session_id=session.id):
        found = review_facts(review)
        if review.headline or found.rows:
            yield Heading(2, _("What the review found"), tone="rechart")
        if review.headline:
            yield Callout(review.headline, "rechart")
        if found.rows:
            yield found


def _ideas(plan: Plan, session: r.Session) -> Iterator[Block]:
    """Yield what came up, by cluster; an idea bears its group, never a person."""
    ideas = plan.where(r.Idea, session_id=session.id)
    if not ideas:
        return
    yield Heading(3, _("What came up"), listed=False)
    rows: list[Row] = []
    named = [(cluster.name, plan.where(r.Idea, cluster_id=cluster.id)) for cluster in plan.all(r.Cluster)]
    loose = tuple(each for each in ideas if plan.get(r.Cluster, each.cluster_id) is None)
    for name, found in (*named, (_("Other ideas"), loose)):
        here = [each for each in found if each.session_id == session.id]
        if here:
            rows.append(Row((name,), "group"))
        rows += [
            Row((each.text, plan.title(each.group_id) or p.MISSING, _became(plan, each))) for each in here
        ]
    yield table((Column(_("Idea"), 1.4), Column(_("From"), 1.0), Column(_("What it became"), 1.0)), rows)


def _became(plan: Plan, idea: r.Idea) -> str:
    record = plan.find(idea.promoted_to)
    return f"{record.code}  {record.title}" if record is not None else _("kept")


def _work(plan: Plan, session: r.Session) -> Iterator[Block]:
    yield Heading(2, _("What we worked on"), tone="rechart")
    rows = items(plan, session)
    if not rows:
        yield p.undecided(_("This session had no agenda."))
        return
    planned = sum(each.minutes or 0 for each in rows)
    took = [each.actual_minutes for each in rows]
    told = [Row((agenda_words(each), p.whole(each.minutes), p.whole(each.actual_minutes))) for each in rows]
    known = p.whole(sum(each or 0 for each in took)) if any(each is not None for each in took) else p.MISSING
    told.append(Row((_("Together"), p.whole(planned), known), "total"))
    yield table(
        (Column(_("What")), Column(_("Minutes planned"), kind="number"), Column(_("Took"), kind="number")),
        told,
    )
    yield from _ideas(plan, session)
    for step, _minutes in steps_of(plan, session):
        yield Heading(3, _("What stands now: {step}").format(step=_(step.title)), listed=False)
        yield from so_far(plan, step)


def _parked(plan: Plan, session: r.Session) -> Iterator[Block]:
    yield Heading(2, _("What is parked"), tone="rechart")
    here = plan.where(r.ParkingLotItem, session_id=session.id)
    earlier = [
        each for each in plan.all(r.ParkingLotItem) if each.status == "open" and each.session_id != session.id
    ]
    if not here and not earlier:
        yield p.undecided(_("Nothing is parked."))
        return
    rows: list[Row] = []
    for name, found in ((_("From this session"), here), (_("Open from other sessions"), earlier)):
        if found:
            rows.append(Row((name,), "group"))
        rows += [
            Row(
                (
                    each.text,
                    plan.title(each.raised_by_group_id) or p.MISSING,
                    each.resolution or _("Open: {who}").format(who=_follow_up(plan, each.owner_id, each.due)),
                )
            )
            for each in found
        ]
    yield table(
        (Column(_("Thought"), 1.5), Column(_("From"), 0.9), Column(_("What becomes of it"), 1.3)), rows
    )


def _next(plan: Plan, session: r.Session, as_of: date) -> Iterator[Block]:
    yield Heading(2, _("What happens next"), tone="rechart")
    rows = sorted(_dated(plan, session, as_of), key=lambda each: each[0])
    if not rows:
        yield p.undecided(_("No next step has a date yet."))
        return
    yield table(
        (Column(_("By"), kind="day"), Column(_("What"), 2.0), Column(_("Who"), 1.0)),
        ((p.day(when), what, who) for when, what, who in rows),
    )


def _dated(plan: Plan, session: r.Session, as_of: date) -> Iterator[tuple[date, Words, str]]:
    """Yield what has a day: what this session set, the next session, and what is due soon."""
    since = session.date or as_of
    for decision in plan.where(r.Decision, session_id=session.id):
        if decision.follow_up_due and decision.status == "open":
            what: Words = (Span(f"{decision.code}  ", "quiet"), decision.text)
            yield decision.follow_up_due, what, p.named(plan, decision.owner_id)
    following = next_session(plan, session)
    if following is not None and following.date:
        told = _("We meet again: {session}").format(session=following.name)
        place = p.listed(filter(None, (following.start_time and clock(following, 0), following.location)))
        yield following.date, (Span(told, "strong"), f"\n{place}" if place else ""), p.MISSING
    until = max(since, as_of) + timedelta(days=AHEAD_DAYS)
    for stone in coming_milestones(plan, as_of):
        if stone.date and stone.date <= until:
            action = plan.get(r.Action, stone.action_id)
            who = p.accountable(plan, action) if action else p.MISSING
            yield stone.date, _("Milestone: {name}").format(name=stone.name), who
    for review in coming_reviews(plan, as_of):
        if review.date and review.date <= until:
            told = _("Review: {kind}").format(kind=p.choice(review, "kind").lower())
            yield review.date, told, p.named(plan, plan.one(r.MonitoringPlan).lead_id)


def next_session(plan: Plan, session: r.Session) -> r.Session | None:
    """Return the next planned session after one, or None."""
    coming = coming_sessions(plan, session.date or date.min)
    return next((each for each in coming if each.id != session.id), None)


def _correct(plan: Plan, session: r.Session, as_of: date) -> Iterator[Block]:
    yield Heading(2, _("How to correct us"), over=_("Sheet to fill in"), tone="rechart", opens=True)
    facilitator = plan.title(plan.charter.facilitator_id)
    role = p.label(r.Charter, "facilitator_id")
    named = facilitator and same_words(facilitator) != same_words(role)
    to = _("the facilitator ({name})").format(name=facilitator) if named else _("the facilitator")
    yield Paragraph(
        _(
            "We may have heard you wrong, or left something out. Tell {who}, or write it here and give the "
            "sheet back; ask for another one if you need more room."
        ).format(who=to)
    )
    following = next_session(plan, session)
    if following is not None and following.date and following.date >= as_of:
        yield Paragraph(
            _("What reaches us before {date} is on the table when we meet again.").format(
                date=p.day_text(following.date)
            )
        )
    yield WritingLines(_("I speak for this group:"), beside=True)
    yield WritingLines(_("Where it stands in this packet (page, or code):"), beside=True)
    yield WritingLines(_("What is wrong or missing"), 5)
    yield WritingLines(_("What it should say"), 5)
    yield Callout(
        (
            Span(_("No name, please."), "strong"),
            " ",
            _("What you write is kept as words of your group, and you will hear what became of it."),
        ),
        "rechart",
    )
