"""Fiscal years: the years in which money is planned and counted."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from planner.domain.plan import Plan

DEFAULT_START_MONTH = 7
"""July. Source: method, glossary (fiscal year)."""

_MOST = 30  # a mistyped horizon must not make thousands of years; a sound one has at most 11
_LABEL = re.compile(r"^FY(\d{4})(?:-\d{2})?$")


@dataclass(frozen=True)
class FiscalYear:
    """One fiscal year: its label (FY2026-27) and its first and last day."""

    label: str
    start: date
    end: date


def start_month(plan: Plan) -> int:
    """Return the month, 1 to 12, in which the district's fiscal year starts; July unless set otherwise."""
    return plan.district.fiscal_year_start_month or DEFAULT_START_MONTH


def fiscal_year_of(day: date, first_month: int = DEFAULT_START_MONTH) -> str:
    """Return the label of the fiscal year a day is in.

    A year that starts in July 2026 is FY2026-27; one that is the calendar year is FY2026.
    Source: method, glossary (fiscal year).
    """
    return _label(day.year if day.month >= first_month else day.year - 1, first_month)


def fiscal_year(label: str, first_month: int = DEFAULT_START_MONTH) -> FiscalYear | None:
    """Return the fiscal year with a label, or None where the label is not one (blank, mistyped)."""
    found = _LABEL.match(label)
    year = int(found[1]) if found else 0
    return _year(year, first_month) if 0 < year < date.max.year else None


def fiscal_years(plan: Plan) -> tuple[FiscalYear, ...]:
    """Return the fiscal years that cover the plan's horizon without gaps, in order; none without a horizon.

    Source: method 3.3, invariant 2.
    """
    start, end, first_month = plan.charter.horizon_start, plan.charter.horizon_end, start_month(plan)
    if start is None or end is None or end < start:
        return ()
    first = start.year if start.month >= first_month else start.year - 1
    last = end.year if end.month >= first_month else end.year - 1
    last = min(last, first + _MOST - 1, date.max.year - 1)
    return tuple(_year(year, first_month) for year in range(max(first, 1), last + 1))


def _year(year: int, first_month: int) -> FiscalYear:
    start, following = date(year, first_month, 1), date(year + 1, first_month, 1)
    return FiscalYear(_label(year, first_month), start, following - timedelta(days=1))


def _label(year: int, first_month: int) -> str:
    return f"FY{year:04d}" if first_month == 1 else f"FY{year:04d}-{(year + 1) % 100:02d}"
