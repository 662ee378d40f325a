"""The participant packet of a session, before it or after it, with its sheets to fill in. Source: method 5.4.

The core has four to eight pages: what a session with many steps has to read beforehand is shortened so that
it takes five pages at most. Sheets come on top, and large print takes what it needs.
"""

from collections.abc import Iterator
from datetime import date

from planner.domain import records as r
from planner.domain.analysis.coming import coming_sessions
from planner.domain.plan import Plan
from planner.exports.outline import Outline, Section
from planner.exports.packet import after, before, sheets
from planner.exports.packet.terms import glossary
from planner.exports.plan_outline import phrases as p
from planner.exports.request import Moment, Request
from planner.i18n import _, language

LARGE = 18 / 9.8
"""Large print: running text of 18 points instead of 9.8."""


def packet(plan: Plan, request: Request) -> Outline:
    """Return the packet of the session that is asked for; without one it holds the sheets alone."""
    session = session_for(plan, request.as_of, request.session_id)
    moment = moment_of(session, request)
    name = session.name if session else _("The first session")
    subtitle = _("Before the session") if moment == "before" else _("After the session")
    return Outline(
        title=_("{session}: participant packet").format(session=name),
        subtitle=subtitle,
        language=language(),
        sections=tuple(_sections(plan, session, moment, request)),
        over=plan.district.name,
        notice=plan.charter.notice,
        footer=p.footer_words(plan, request.as_of),
        mark=p.draft_mark(plan),
        author=plan.district.name,
        subject=plan.name,
        front=False,
        scale=LARGE if request.large else 1.0,
    )


def session_for(plan: Plan, as_of: date, session_id: str | None = None) -> r.Session | None:
    """Return the session with an id; without one the next as of a day, or else the last that was not
    cancelled, or None.
    """
    named = plan.get(r.Session, session_id)
    if named is not None:
        return named
    sessions = [each for each in plan.all(r.Session) if each.status != "cancelled"]
    undated = [each for each in sessions if each.status == "planned" and each.date is None]
    last = sorted(sessions, key=lambda each: each.date or date.min, reverse=True)
    return next(iter((*coming_sessions(plan, as_of), *undated, *last)), None)


def moment_of(session: r.Session | None, request: Request) -> Moment:
    """Return which packet is meant: the one asked for, else after a session that was held or whose day has
    passed.
    """
    if request.moment:
        return request.moment
    if session is None:
        return "before"
    over = session.status == "held" or (session.date is not None and session.date < request.as_of)
    return "after" if over else "before"


def _sections(plan: Plan, session: r.Session | None, moment: Moment, request: Request) -> Iterator[Section]:
    if moment == "after" and session is not None:
        yield from after.sections(plan, session, request.as_of)
        return
    handouts = tuple(sheets.sections(plan, session))
    names = [each.name for each in handouts]
    core = tuple(before.sections(plan, session, request.as_of, names, large=request.large))
    yield from core
    yield from glossary(core)
    yield from handouts
