"""How days, months, money and lists are written in sentences, in the language in use."""

from collections.abc import Iterable
from datetime import date

from planner.i18n import N_, _

MONTHS = (
    *(N_("January"), N_("February"), N_("March"), N_("April"), N_("May"), N_("June")),
    *(N_("July"), N_("August"), N_("September"), N_("October"), N_("November"), N_("December")),
)
_SHORT_MONTHS = (
    *(N_("Jan"), N_("Feb"), N_("Mar"), N_("Apr"), N_("May"), N_("Jun")),
    *(N_("Jul"), N_("Aug"), N_("Sep"), N_("Oct"), N_("Nov"), N_("Dec")),
)


def month_name(month: int, *, short: bool = False) -> str:
    """Return the name of a month, 1 to 12."""
    return _((_SHORT_MONTHS if short else MONTHS)[month - 1])


def day_text(day: date, *, short: bool = False) -> str:
    """Write a date: June 30, 2029, or Jun 30, 2029."""
    month = month_name(day.month, short=short)
    return _("{month} {day}, {year}").format(month=month, day=day.day, year=day.year)


def month_text(year: int, month: int, *, short: bool = False) -> str:
    """Write a month: June 2029, or Jun 2029."""
    return _("{month} {year}").format(month=month_name(month, short=short), year=year)


def number_text(value: float, digits: int = 0) -> str:
    """Write a number with thousands separators and at most `digits` decimals: 1,234.5."""
    return f"{value:,.{digits}f}".rstrip("0").rstrip(".") if digits else f"{value:,.0f}"


def value_text(number: float, unit: str) -> str:
    """Write the value of an indicator in its unit: 54%, 61,000, $1,200, 12 days."""
    written = number_text(number, 2)
    if unit == "percent":
        return f"{written}%"
    if unit == "dollars":
        return f"${written}"
    if unit == "days":
        return _("{number} days").format(number=written)
    if unit == "yes_no":
        return _("yes") if number else _("no")
    return written


def listed(items: Iterable[str]) -> str:
    """Join words into a list: a, b, c."""
    return ", ".join(items)


def same_words(text: str) -> str:
    """Return a text as it is compared: without case and needless spaces."""
    return " ".join(text.split()).casefold()


def shortened(text: str, length: int = 60) -> str:
    """Return a text on one line, cut at a word with an ellipsis where it is longer than `length`
    characters.
    """
    line = " ".join(text.split())
    if len(line) <= length:
        return line
    cut = line[: length - 1]
    return (cut.rpartition(" ")[0] or cut).rstrip(",;:") + "…"


def clause(statement: str) -> str:
    """Return a statement as part of a sentence: no final stop, and a small first letter unless it begins
    with a name or an abbreviation.
    """
    words = " ".join(statement.split()).rstrip(".;:!…").strip()
    first, _space, rest = words.partition(" ")
    named = (len(first) > 1 and not first[1:].islower()) or rest[:1].isupper()
    return words if named else words[:1].lower() + words[1:]
