"""How days, months, money and lists are written in sentences, in the language in use."""

from collections.abc import Iterable
from datetime import date

from planner.i18n import N_, _

_MONTHS = (
    *(N_("January"), N_("February"), N_("March"), N_("April"), N_("May"), N_("June")),
    *(N_("July"), N_("August"), N_("September"), N_("October"), N_("November"), N_("December")),
)


def month_name(month: int) -> str:
    """Return the name of a month, 1 to 12."""
    return _(_MONTHS[month - 1])


def day_text(day: date) -> str:
    """Write a date: June 30, 2029."""
    return _("{month} {day}, {year}").format(month=month_name(day.month), day=day.day, year=day.year)


def month_text(year: int, month: int) -> str:
    """Write a month: June 2029."""
    return _("{month} {year}").format(month=month_name(month), year=year)


def number_text(value: float, digits: int = 0) -> str:
    """Write a number with thousands separators and at most `digits` decimals: 1,234.5."""
    return f"{value:,.{digits}f}".rstrip("0").rstrip(".") if digits else f"{value:,.0f}"


def listed(items: Iterable[str]) -> str:
    """Join words into a list: a, b, c."""
    return ", ".join(items)


def shortened(text: str, length: int = 60) -> str:
    """Return a text on one line, cut at a word with an ellipsis where it is longer than `length`
    characters.
    """
    line = " ".join(text.split())
    if len(line) <= length:
        return line
    cut = line[: length - 1]
    return (cut.rpartition(" ")[0] or cut).rstrip(",;:") + "…"
