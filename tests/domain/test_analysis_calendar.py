"""Days, months and fiscal years, also across July, leap days and the ends of the calendar."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.domain.analysis.days import days_by_month, months_later, shifted
from planner.domain.analysis.fiscal_years import FiscalYear, fiscal_year, fiscal_year_of, fiscal_years
from planner.domain.plan import Plan
from planner.domain.records import Charter, District


def horizon(start: date | None, end: date | None, month: int | None = 7) -> Plan:
    return Plan(
        [
            Charter(id="c", horizon_start=start, horizon_end=end),
            District(id="d", fiscal_year_start_month=month),
        ]
    )


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2028, 1, 31), 1, date(2028, 2, 29)),
        (date(2027, 1, 31), 1, date(2027, 2, 28)),
        (date(2028, 2, 29), 12, date(2029, 2, 28)),
        (date(2026, 7, 1), 6, date(2027, 1, 1)),
        (date(2026, 12, 15), -12, date(2025, 12, 15)),
        (date(9999, 12, 1), 1, date.max),
        (date(1, 1, 1), -1, date.min),
    ],
)
def test_months_later_keeps_the_day_or_takes_the_last_of_the_month(
    day: date, months: int, later: date
) -> None:
    assert months_later(day, months) == later


def test_shifting_never_leaves_the_calendar() -> None:
    assert shifted(date(2028, 2, 28), 1) == date(2028, 2, 29)
    assert shifted(date.max, 1) == date.max
    assert shifted(date.min, -400) == date.min


@given(st.dates(), st.integers(0, 2000))
def test_the_days_of_the_months_add_up_to_the_days_between(start: date, length: int) -> None:
    end = shifted(start, length)
    months = list(days_by_month(start, end))
    assert sum(days for _month, days in months) == (end - start).days + 1
    assert [month for month, _days in months] == sorted({month for month, _days in months})


def test_days_before_the_start_fall_in_no_month() -> None:
    assert list(days_by_month(date(2027, 3, 2), date(2027, 3, 1))) == []
    assert list(days_by_month(date(2027, 3, 2), date(2026, 3, 1))) == []


@pytest.mark.parametrize(
    ("day", "month", "label"),
    [
        (date(2026, 6, 30), 7, "FY2025-26"),
        (date(2026, 7, 1), 7, "FY2026-27"),
        (date(2026, 12, 31), 1, "FY2026"),
        (date(2099, 10, 1), 10, "FY2099-00"),
    ],
)
def test_a_day_is_in_the_fiscal_year_that_has_begun(day: date, month: int, label: str) -> None:
    assert fiscal_year_of(day, month) == label
    year = fiscal_year(label, month)
    assert year is not None
    assert year.start <= day <= year.end


@pytest.mark.parametrize("label", ["", "2026-27", "FY26-27", "FY2026-2027", "FY0000-01", "FY9999-00"])
def test_what_is_no_label_is_no_year(label: str) -> None:
    assert fiscal_year(label) is None


def test_the_sample_has_three_fiscal_years(sample: Plan) -> None:
    assert fiscal_years(sample) == (
        FiscalYear("FY2026-27", date(2026, 7, 1), date(2027, 6, 30)),
        FiscalYear("FY2027-28", date(2027, 7, 1), date(2028, 6, 30)),
        FiscalYear("FY2028-29", date(2028, 7, 1), date(2029, 6, 30)),
    )


def test_fiscal_years_cover_a_horizon_that_crosses_july() -> None:
    years = fiscal_years(horizon(date(2026, 6, 30), date(2027, 7, 1)))
    assert [year.label for year in years] == ["FY2025-26", "FY2026-27", "FY2027-28"]
    assert fiscal_years(horizon(date(2026, 6, 30), date(2027, 7, 1), None)) == years
    assert [year.label for year in fiscal_years(horizon(date(2026, 1, 1), date(2027, 1, 1), 1))] == [
        "FY2026",
        "FY2027",
    ]


@given(st.dates(), st.integers(0, 4000), st.integers(1, 12))
def test_fiscal_years_leave_no_gap(start: date, length: int, month: int) -> None:
    end = shifted(start, length)
    years = fiscal_years(horizon(start, end, month))
    assert len(years) <= 12
    assert all(late.start == early.end + timedelta(days=1) for early, late in pairwise(years))
    if start.year > 1 and end.year < date.max.year:
        assert years[0].start <= start
        assert end <= years[-1].end


def test_no_horizon_no_years() -> None:
    assert fiscal_years(Plan()) == ()
    assert fiscal_years(horizon(date(2026, 7, 1), None)) == ()
    assert fiscal_years(horizon(date(2026, 7, 1), date(2026, 6, 30))) == ()
    assert len(fiscal_years(horizon(date(1900, 7, 1), date.max))) == 30
    assert len(fiscal_years(horizon(date.min, date.max))) == 29
