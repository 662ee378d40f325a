"""Which backups are kept."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

ALL_FOR = timedelta(hours=48)
"""How long every backup is kept."""
_DAILY, _WEEKLY, _MONTHLY = 12, 10, 9
_PAUSE, _DOUBT = timedelta(days=31), timedelta(days=7)


def thin(dates: Iterable[datetime], now: datetime) -> frozenset[datetime]:
    """Return the dates of the backups to keep.

    All of the last 48 hours, and all that a wrong clock has dated later; of those before, the last one of
    each of 12 days, then of 10 weeks, then of 9 months. Only days, weeks and months that have a backup
    count, so that a clock that jumps years ahead thins no more than usual.
    """
    ordered = sorted(set(dates), reverse=True)
    kept = {each for each in ordered if now - each < ALL_FOR}
    older = [each for each in ordered if each not in kept]
    for most, period in ((_DAILY, _day), (_WEEKLY, _week), (_MONTHLY, _month)):
        last: dict[tuple[int, ...], datetime] = {}
        for each in older:
            last.setdefault(period(each), each)
        chosen = sorted(last.values(), reverse=True)[:most]
        kept.update(chosen)
        if len(chosen) < most:
            break  # all that is older is in a period that has its backup
        older = [each for each in older if each < chosen[-1] and period(each) != period(chosen[-1])]
    return frozenset(kept)


def steady(dates: Iterable[datetime], now: datetime) -> datetime:
    """Return the time by which the age of backups is told: now, as far as the clock can be believed.

    After more than a month without a backup the clock may be wrong rather than the backups old. For a week
    their age is then told as it was before, so that a clock that is set right in between costs none.
    """
    later = now
    for each in sorted((each for each in dates if each <= now), reverse=True):
        if later - each > _PAUSE:
            return each if now - later < _DOUBT else now
        later = each
    return now


def _day(date: datetime) -> tuple[int, ...]:
    local = date.astimezone(UTC)
    return (local.year, local.month, local.day)


def _week(date: datetime) -> tuple[int, ...]:
    return tuple(date.astimezone(UTC).isocalendar()[:2])


def _month(date: datetime) -> tuple[int, ...]:
    return _day(date)[:2]
