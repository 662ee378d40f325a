"""What a session has time for: its agenda, its breaks, and when each part begins."""

from dataclasses import dataclass
from itertools import accumulate

from planner.domain.plan import Plan
from planner.domain.records import AgendaItem, Session

LONGEST_SITTING = 90
"""Minutes after which people need a break. Source: method 2, standing session parts."""


@dataclass(frozen=True)
class AgendaSum:
    """The minutes of a session: `asked` by its agenda, `breaks`, `planned` in all (None: not said yet)."""

    asked: int
    breaks: int
    planned: int | None

    @property
    def room(self) -> int | None:
        """Minutes for the agenda: those planned without the breaks."""
        return None if self.planned is None else self.planned - self.breaks

    @property
    def over(self) -> int:
        """Minutes the agenda takes more than there are; negative: minutes left; 0 where no length is said.

        Source: method 4, check 102.
        """
        return 0 if self.room is None else self.asked - self.room


_TICK = 5  # minutes: a clock is read in fives


def items(plan: Plan, session: Session) -> tuple[AgendaItem, ...]:
    """Return the agenda of a session, in order."""
    return plan.where(AgendaItem, session_id=session.id)


def agenda_sum(plan: Plan, session: Session) -> AgendaSum:
    """Return the minutes of a session."""
    asked = sum(item.minutes or 0 for item in items(plan, session))
    return AgendaSum(asked, session.break_minutes or 0, session.planned_minutes)


@dataclass(frozen=True)
class Part:
    """A part of a session: an agenda item, or a break (None), from a minute of the session on."""

    item: AgendaItem | None
    start: int
    minutes: int

    @property
    def end(self) -> int:
        """The minute at which it ends."""
        return self.start + self.minutes


def timetable(plan: Plan, session: Session) -> tuple[Part, ...]:
    """Return the parts of a session with the minute each begins at.

    The agenda says how long all breaks are together, not when: they are divided and put between items so
    that no sitting is longer than 90 minutes, unless one item is. Source: method 2, standing session parts.
    """
    rows = items(plan, session)
    pauses = _pauses(rows, session.break_minutes or 0)
    found: list[Part] = []
    now = 0
    for number, item in enumerate(rows):
        found.append(Part(item, now, item.minutes or 0))
        now += item.minutes or 0
        if number in pauses:
            found.append(Part(None, now, pauses[number]))
            now += pauses[number]
    return tuple(found)


def _pauses(rows: tuple[AgendaItem, ...], minutes: int) -> dict[int, int]:
    """Return the breaks, in minutes, by the number of the item they follow."""
    if not rows or minutes <= 0:
        return {}
    after: list[int] = []
    sitting = 0
    for number, item in enumerate(rows):
        if sitting and sitting + (item.minutes or 0) > LONGEST_SITTING:
            after.append(number - 1)
            sitting = 0
        sitting += item.minutes or 0
    after = after or [_middle(rows)]
    share, rest = divmod(minutes // _TICK, len(after))
    found = {at: _TICK * (share + (number < rest)) for number, at in enumerate(after)}
    found[after[0]] += minutes % _TICK
    return {at: each for at, each in found.items() if each}


def _middle(rows: tuple[AgendaItem, ...]) -> int:
    """Return the number of the item that ends nearest to half of the agenda."""
    ends = list(accumulate(item.minutes or 0 for item in rows))
    return min(range(max(1, len(rows) - 1)), key=lambda at: (abs(ends[at] - ends[-1] / 2), at))


def clock(session: Session, minute: int) -> str:
    """Return the time of day at a minute of a session, or that minute where no start is said: 10:45, +105."""
    hours, colon, minutes = session.start_time.partition(":")
    if not colon or not (hours.isdigit() and minutes.isdigit()):
        return f"+{minute}"
    at = int(hours) * 60 + int(minutes) + minute
    return f"{at // 60 % 24:02d}:{at % 60:02d}"
