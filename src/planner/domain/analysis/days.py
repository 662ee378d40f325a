"""Arithmetic with calendar days and months that never leaves the calendar."""

import calendar
from collections.abc import Iterator
from datetime import date

Month = tuple[int, int]
"""A calendar month: (year, month 1 to 12)."""


def shifted(day: date, days: int) -> date:
    """Return the date `days` calendar days later (earlier when negative), or the first or last date there
    is.
    """
    number = min(max(day.toordinal() + days, date.min.toordinal()), date.max.toordinal())
    return date.fromordinal(number)


def months_later(day: date, months: int) -> date:
    """Return the same day of the month `months` months later; the 31st becomes the last day of a shorter
    month.
    """
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    if year > date.max.year:
        return date.max
    if year < date.min.year:
        return date.min
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def days_by_month(start: date, end: date) -> Iterator[tuple[Month, int]]:
    """Yield each calendar month of start..end (both included) with the number of its days that fall in it."""
    year, month = start.year, start.month
    while (year, month) <= (end.year, end.month):
        first = start.day if (year, month) == (start.year, start.month) else 1
        last = end.day if (year, month) == (end.year, end.month) else calendar.monthrange(year, month)[1]
        if last >= first:
            yield (year, month), last - first + 1
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
