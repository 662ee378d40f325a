"""Chapter 2: how the plan was made, by whom, and what their voices changed. Source: method 5.1."""

from collections.abc import Iterator

from planner.domain import records as r
from planner.domain.analysis.voice import plan_voices
from planner.domain.figures.agenda import sessions_overview
from planner.domain.figures.stakeholder_grid import stakeholder_map
from planner.domain.figures.voice_balance import balance_drawn
from planner.domain.plan import Plan
from planner.exports.outline import (
    Block,
    Bullets,
    Column,
    Facts,
    Heading,
    Paragraph,
    Picture,
    Table,
    table,
)
from planner.exports.plan_outline import heard as comments
from planner.exports.plan_outline import phrases as p
from planner.i18n import _, ngettext

_WIDE = 720.0  # points in which pictures are laid out; a page shows them smaller


def blocks(plan: Plan) -> Iterator[Block]:
    """Yield the charter, the sessions, who took part, and what the groups' voices changed."""
    charter = plan.charter
    if charter.purpose:
        yield Paragraph(charter.purpose)
    yield Facts(tuple(_facts(plan)))
    if charter.in_scope or charter.out_of_scope:
        yield Heading(2, _("What the plan settles"), listed=False)
        if charter.in_scope:
            yield Heading(3, p.label(r.Charter, "in_scope"), listed=False)
            yield Bullets(charter.in_scope)
        if charter.out_of_scope:
            yield Heading(3, p.label(r.Charter, "out_of_scope"), listed=False)
            yield Bullets(charter.out_of_scope)
    yield Heading(2, _("How we worked"))
    if charter.ground_rules:
        yield Bullets(charter.ground_rules)
    if plan.all(r.Session):
        yield _sessions(plan)
        overview = sessions_overview(plan, _WIDE)
        yield Picture(overview, overview.description)
    else:
        yield p.undecided(_("No session has been planned yet."))
    yield Heading(2, _("Who took part"))
    if plan.all(r.StakeholderGroup):
        yield _groups(plan)
        figure = stakeholder_map(plan, _WIDE).drawn.figure
        yield Picture(figure, figure.description)
    else:
        yield p.undecided(_("No group has been named yet."))
    yield Heading(2, _("Voices, and what they changed"))
    yield from _voices(plan)
    given = plan_voices(plan)
    if given.ideas.total or given.votes.total:
        yield Heading(3, _("Balance of voices"), listed=False)
        balance = balance_drawn(plan, _WIDE).figure
        yield Picture(balance, balance.description)
    yield from comments.summary(plan)


def _voices(plan: Plan) -> Iterator[Block]:
    """Yield who was heard in which way, and what it changed."""
    voices = plan.all(r.VoiceInput)
    if not voices:
        yield p.undecided(_("No voice has been recorded yet."))
        return
    heard = sum(each.people_count or 0 for each in voices)
    yield Paragraph(
        ngettext(
            "{people} people were heard in one conversation or survey.",
            "{people} people were heard in {number} conversations and surveys; the appendix has their words.",
            len(voices),
        ).format(people=p.whole(heard), number=len(voices))
    )
    yield table(
        (
            Column(_("Group"), 1.5),
            Column(_("How"), 0.6),
            Column(_("People"), kind="number"),
            Column(_("What it changed"), 1.5),
        ),
        (
            (
                p.named(plan, each.group_id),
                p.choice(each, "method"),
                p.whole(each.people_count),
                each.how_it_shaped_plan or _("Not answered yet"),
            )
            for each in voices
        ),
        dense=True,
    )


def _facts(plan: Plan) -> Iterator[tuple[str, str]]:
    charter = plan.charter
    if charter.horizon_start and charter.horizon_end:
        span = _("{start} to {end}").format(
            start=p.day_text(charter.horizon_start), end=p.day_text(charter.horizon_end)
        )
        yield _("Horizon"), span
    district = plan.district
    size = [
        _("{number} students").format(number=p.whole(district.enrollment)) if district.enrollment else "",
        _("{number} schools").format(number=p.whole(district.school_count)) if district.school_count else "",
    ]
    if district.name:
        yield _("District"), p.listed(filter(None, (district.name, district.state, *size)))
    yield p.label(r.Charter, "decision_rule"), p.choice(charter, "decision_rule")
    yield p.label(r.Charter, "adopting_body"), p.said(charter.adopting_body)
    yield p.label(r.Charter, "sponsor_id"), p.named(plan, charter.sponsor_id)
    yield p.label(r.Charter, "facilitator_id"), p.named(plan, charter.facilitator_id)


def _sessions(plan: Plan) -> Table:
    rows = []
    for each in plan.all(r.Session):
        people = sum(row.count or 0 for row in plan.where(r.Attendance, session_id=each.id))
        minutes = p.whole(each.planned_minutes)
        rows.append(
            (
                p.day(each.date),
                each.name,
                minutes,
                p.whole(people) if people else p.MISSING,
                p.choice(each, "status"),
            )
        )
    columns = (
        Column(_("Date"), kind="day"),
        Column(_("Session")),
        Column(_("Minutes"), kind="number"),
        Column(_("People"), kind="number"),
        Column(_("State"), kind="day"),
    )
    return table(columns, rows, label=_("Sessions"), dense=True)


def _groups(plan: Plan) -> Table:
    rows = []
    for each in plan.all(r.StakeholderGroup):
        seats = sum(row.count or 0 for row in plan.where(r.Attendance, group_id=each.id))
        heard = sum(row.people_count or 0 for row in plan.where(r.VoiceInput, group_id=each.id))
        rows.append(
            (
                each.name,
                p.choice(each, "participation_level"),
                p.whole(each.affected),
                p.whole(each.influence),
                p.whole(seats),
                p.whole(heard),
                p.said(p.listed(each.supports)),
            )
        )
    columns = (
        Column(_("Group"), 1.3),
        Column(_("Level of say"), kind="day"),
        Column(_("Affected"), kind="number"),
        Column(_("Influence"), kind="number"),
        Column(_("Seats"), kind="number"),
        Column(_("Heard"), kind="number"),
        Column(_("What made it possible to come")),
    )
    note = _(
        "Affected and influence: 1 little to 5 very much. Seats: places taken in all sessions together. "
        "Heard: people in conversations and surveys."
    )
    return table(columns, rows, note=note, dense=True)
