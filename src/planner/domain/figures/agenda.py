"""The agenda of a session against the time there is, and all sessions side by side (A1)."""

from planner.domain.analysis.agenda import AgendaSum, Part, agenda_sum, clock, timetable
from planner.domain.figures.figure import Box, Figure, Item, Rect, Text, line
from planner.domain.figures.places import Drawn, Place, mark, told
from planner.domain.figures.text import fit, wrap
from planner.domain.plan import Plan
from planner.domain.records import Session
from planner.domain.steps import STEPS, Step
from planner.domain.wording import day_text
from planner.i18n import _, ngettext

WIDE = 560.0
"""The width of the drawings in points, unless told."""

_SMALL = 11.0
_TIME = 54.0
_MINUTES = 62.0
_BAR = 22.0


def session_agenda(plan: Plan, session: Session, wide: float = WIDE) -> Drawn:
    """Draw one session: a bar as long as its parts, then a row for each part with the time it begins at.

    The places are the agenda items, by id.
    """
    parts, total = timetable(plan, session), agenda_sum(plan, session)
    items: list[Item] = []
    places: list[Place] = []
    _sum_line(items, total, 14)
    _bar(items, parts, total, Box(0, 24, wide, _BAR), _most(parts, total))
    y = 24 + _BAR + 14
    for part in parts:
        y = _row(items, places, session, part, y, wide)
    if parts:
        items.append(Text(8, y + 15, clock(session, parts[-1].end), _SMALL, "regular", "ink_second"))
        items.append(Text(_TIME + 14, y + 15, _("End"), _SMALL, "regular", "ink_second"))
        y += 24
    title = _("Agenda of {session}").format(session=session.name or _("an unnamed session"))
    figure = Figure(wide, y + 4, tuple(items), title, description(plan, session))
    return Drawn(figure, tuple(places))


def sessions_overview(plan: Plan, wide: float = WIDE) -> Figure:
    """Draw every session as a bar of its parts, all to one scale, with its minutes beside it."""
    rows = [(each, timetable(plan, each), agenda_sum(plan, each)) for each in plan.all(Session)]
    most = max((_most(parts, total) for _session, parts, total in rows), default=1)
    items: list[Item] = []
    y = 4.0
    for session, parts, total in rows:
        name = fit(session.name or _("Unnamed session"), 12, wide - 130, "semibold")
        items.append(Text(0, y + 12, name, 12, "semibold"))
        if session.date is not None:
            day = day_text(session.date, short=True)
            items.append(Text(wide, y + 12, day, _SMALL, "regular", "ink_second", "end"))
        _bar(items, parts, total, Box(0, y + 18, wide, 14), most)
        _sum_line(items, total, y + 47)
        y += 62
    said = " ".join(description(plan, session) for session, _parts, _total in rows)
    return Figure(wide, max(y, 1.0), tuple(items), _("Sessions and their time"), said)


def sum_words(total: AgendaSum) -> str:
    """Return the sum of an agenda against its session in words: 160 of 160 minutes, 10 over, 20 left."""
    if total.room is None:
        return _("{asked} minutes of agenda; the length of the session is not said yet").format(
            asked=total.asked
        )
    if total.over > 0:
        told_as = ngettext(
            "{asked} of {room} minutes: {over} minute too long",
            "{asked} of {room} minutes: {over} minutes too long",
            total.over,
        )
    elif total.over < 0:
        told_as = ngettext(
            "{asked} of {room} minutes: {left} minute left",
            "{asked} of {room} minutes: {left} minutes left",
            -total.over,
        )
    else:
        told_as = _("{asked} of {room} minutes: it fits")
    words = told_as.format(asked=total.asked, room=total.room, over=total.over, left=-total.over)
    if not total.breaks:
        return words
    return _("{sum}, and {breaks} minutes of breaks").format(sum=words, breaks=total.breaks)


def description(plan: Plan, session: Session) -> str:
    """Return a session in words: its sum, and each part with its beginning and minutes."""
    parts = [
        _("{time} {what}, {minutes} minutes").format(
            time=clock(session, part.start), what=_what(part), minutes=part.minutes
        )
        for part in timetable(plan, session)
    ]
    return f"{told((session.name, sum_words(agenda_sum(plan, session)), *parts))}."


def _most(parts: tuple[Part, ...], total: AgendaSum) -> int:
    return max(parts[-1].end if parts else 0, total.planned or 0, 1)


def _sum_line(items: list[Item], total: AgendaSum, y: float) -> None:
    over, unsaid = total.over > 0, total.room is None
    shape, color = ("triangle", "stop") if over else ("ring", "ink_second") if unsaid else ("dot", "good")
    items.append(mark(shape, 5, y - 4, color, 4))
    ink = "stop" if over else "ink"
    items.append(Text(15, y, sum_words(total), 12, "semibold" if over else "medium", ink))


def _bar(items: list[Item], parts: tuple[Part, ...], total: AgendaSum, box: Box, most: int) -> None:
    """Draw the parts one after the other, and where the session ends."""
    scale = box.w / most
    planned = (total.planned or 0) * scale
    if planned:
        items.append(Rect(box.x, box.y, planned, box.h, "line_faint", radius=3))
    for part in parts:
        x, wide = box.x + part.start * scale, max(1.0, part.minutes * scale - 1)
        if part.item is None:
            items.append(Rect(x, box.y, wide, box.h, "card", "border", 3, 0.9, (2.0, 2.0)))
        else:
            items.append(Rect(x, box.y, wide, box.h, _color(part), radius=3))
    if planned and parts and parts[-1].end > (total.planned or 0):
        items.append(line(box.x + planned, box.y - 4, box.x + planned, box.bottom + 4, "stop", 2.2))


def _row(
    items: list[Item], places: list[Place], session: Session, part: Part, y: float, wide: float
) -> float:
    room = wide - _TIME - 14 - _MINUTES - 8
    if part.item is None:
        items.append(Text(8, y + 14, clock(session, part.start), _SMALL, "regular", "ink_second"))
        items.append(Text(_TIME + 14, y + 14, _("Break"), _SMALL, "regular", "ink_second"))
        items.append(Text(wide - 8, y + 14, _minutes(part), _SMALL, "regular", "ink_second", "end"))
        items.append(line(0, y + 22, wide, y + 22, "line_faint"))
        return y + 22
    lines = wrap(_what(part), 12.5, room, "medium", 2)
    step = _step_name(part)
    tall = 12 + 16 * len(lines) + (14 if step else 0) + 4
    items.append(Text(8, y + 20, clock(session, part.start), 12, "semibold"))
    items.append(Rect(_TIME, y + 6, 5, tall - 12, _color(part), radius=2))
    for number, words in enumerate(lines):
        items.append(Text(_TIME + 14, y + 20 + number * 16, words, 12.5, "medium"))
    if step:
        words = fit(step, _SMALL, room)
        items.append(Text(_TIME + 14, y + 19 + len(lines) * 16, words, _SMALL, "regular", "ink_second"))
    items.append(Text(wide - 8, y + 20, _minutes(part), 12, "semibold", "ink", "end"))
    items.append(line(0, y + tall, wide, y + tall, "line_faint"))
    when = _("{time} {what}").format(time=clock(session, part.start), what=_what(part))
    name = told((when, step, _minutes(part)))
    places.append(Place(part.item.id, Box(1, y + 1, wide - 2, tall - 2), name))
    return y + tall


def _minutes(part: Part) -> str:
    if part.item is not None and part.item.minutes is None:
        return _("? min")
    return _("{minutes} min").format(minutes=part.minutes)


def _what(part: Part) -> str:
    """Return what a part is called; one that is named by the code of its step only, by the step's name."""
    if part.item is None:
        return _("Break")
    found = _step(part)
    label = part.item.label.strip()
    if found is not None and label in ("", found.code, f"Step {found.code}"):
        return _(found.name)
    return label or _("Unnamed part")


def _step_name(part: Part) -> str:
    """Return the step of the method a part is about."""
    found = _step(part)
    if found is None:
        return ""
    if _what(part) == _(found.name):
        return _("Step {code}").format(code=found.code)
    return _("Step {code}, {name}").format(code=found.code, name=_(found.name))


def _color(part: Part) -> str:
    found = _step(part)
    return "border" if found is None else found.phase.color


def _step(part: Part) -> Step | None:
    return next((each for each in STEPS if part.item is not None and each.code == part.item.step), None)
