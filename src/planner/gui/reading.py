"""What a person typed, as the value of a field: numbers, dates and times in the forms people use.

No Qt in here. What cannot be read raises `Unreadable` with a sentence that says what would be understood.
"""

import math
import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any

from planner.domain.fields import Field, Kind
from planner.domain.plan import Plan
from planner.domain.wording import MONTHS
from planner.gui.link_search import candidates
from planner.gui.wording import option_label, options_of, unit_words
from planner.i18n import _


class Unreadable(ValueError):
    """Typed text that no value can be made of; the message says, in plain words, what would do."""


_NUMBER = re.compile(
    r"^(?:[$€£]|usd)?\s*([+-]?[\d.,'’\s\u00a0\u202f]*\d[.,]?)\s*([^\W\d_][^\d]*|%)?$", re.IGNORECASE
)
_CLEAN = re.compile(r"[\s,'’\u00a0\u202f]")
_PLAIN = re.compile(r"^[+-]?(\d+\.?\d*|\.\d+)$")
_TIMES = {"k": 1e3, "thousand": 1e3, "m": 1e6, "million": 1e6, "bn": 1e9, "billion": 1e9}
_BEHIND = {"%", "percent", "usd", "dollars", "$", "pct"}
_ISO = re.compile(r"^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$")
_US = re.compile(r"^(\d{1,2})[-/.](\d{1,2})[-/.](\d{2}|\d{4})$")
_WORDS = re.compile(
    r"^(?:(\d{1,2})(?:st|nd|rd|th|\.)?\s+)?([^\W\d_]+)\.?\s*(?:(\d{1,2})(?:st|nd|rd|th)?\s*,?\s+)?(\d{4})$"
)
_CLOCK = re.compile(r"^(\d{1,2})(?:[:.h]?(\d{2}))?\s*(a|p|am|pm|a\.m\.|p\.m\.)?$", re.IGNORECASE)
_SPLIT = re.compile(r"[;,\n]")
_YES = ("yes", "y", "true", "x", "1", "✓")
_NO = ("no", "n", "false", "0", "-")


def read(field: Field, typed: str, plan: Plan) -> Any:
    """Return the value that `typed` means for a field; raise Unreadable where it means none."""
    text = typed.strip()
    if field.kind in (Kind.LINK, Kind.REFERENCE):
        return read_link(field, text, plan)
    if field.kind in (Kind.LINKS, Kind.REFERENCES):
        return tuple(each for part in _parts(text) if (each := read_link(field, part, plan)))
    if field.kind is Kind.CHOICES:
        return tuple(read_choice(field, each) for each in _parts(text))
    if field.kind is Kind.CHOICE:
        return read_choice(field, text)
    reader = _READERS.get(field.kind)
    if reader is None:
        raise Unreadable(_("This cannot be typed as one line."))
    return reader(text)


def read_decimal(text: str) -> float | None:
    """Read a number such as 1,200 or $1,200.50 or 54 % or 1.5 million or 12 people; blank is None."""
    if not text.strip():
        return None
    wrong = Unreadable(
        _("“{text}” is not a number. Type digits, for example 1,200.").format(text=text.strip())
    )
    found = _NUMBER.match(text.strip().replace("−", "-"))
    bare = _CLEAN.sub("", found[1]).rstrip(",") if found else ""
    if found is None or not _PLAIN.match(bare):
        raise wrong
    behind = (found[2] or "").casefold().strip(" .")
    times = _TIMES.get(behind.split(" ")[0], 1.0) if behind else 1.0
    left = behind.partition(" ")[2] if times != 1.0 else behind
    if left and left not in _BEHIND and left not in unit_words():
        raise wrong
    number = float(bare) * times
    if not math.isfinite(number):
        raise Unreadable(_("“{text}” is too large a number.").format(text=text.strip()))
    return number


def read_whole(text: str) -> int | None:
    """Read a whole number; blank is None."""
    number = read_decimal(text)
    if number is None:
        return None
    if number != int(number):
        raise Unreadable(_("“{text}” is not a whole number.").format(text=text.strip()))
    return int(number)


def read_day(text: str) -> date | None:
    """Read a date: 2027-06-30, 6/30/2027 (month first), 30 June 2027, June 30, 2027; blank is None."""
    if not text.strip():
        return None
    wrong = Unreadable(
        _("“{text}” is not a date. Type it like 6/30/2027 or 30 June 2027.").format(text=text.strip())
    )
    year, month, day = 0, 0, 0
    if found := _ISO.match(text):
        year, month, day = (int(part) for part in found.groups())
    elif found := _US.match(text):
        month, day, year = (int(part) for part in found.groups())
        year += 2000 if year < 100 else 0
    elif found := _WORDS.match(text):
        first, name, second, given = found.groups()
        month, year, day = _month(name), int(given), int(first or second or 0)
    try:
        return date(year, month, day)
    except ValueError:
        raise wrong from None


def read_time(text: str) -> str:
    """Read a time of day as "HH:MM": 9, 9:30, 0930, 2pm; blank is ""."""
    if not text.strip():
        return ""
    found = _CLOCK.match(text.strip())
    if found:
        hour, minute, half = int(found[1]), int(found[2] or 0), (found[3] or "").lower()[:1]
        if half and hour <= 12:
            hour = hour % 12 + (12 if half == "p" else 0)
        if hour < 24 and minute < 60:
            return f"{hour:02d}:{minute:02d}"
    raise Unreadable(_("“{text}” is not a time. Type it like 9:30 or 2 pm.").format(text=text.strip()))


def read_choice(field: Field, text: str) -> str:
    """Find the option whose value, words or beginning were typed; blank is ""."""
    if not text:
        return ""
    wanted = text.casefold()
    options = options_of(field)
    for option in options:
        if wanted in (option.value.casefold(), option_label(field, option.value).casefold()):
            return option.value
    starts = [each.value for each in options if option_label(field, each.value).casefold().startswith(wanted)]
    if len(starts) == 1:
        return starts[0]
    raise Unreadable(
        _("“{text}” is not one of the choices: {choices}.").format(
            text=text, choices=", ".join(option_label(field, each.value) for each in options[:8])
        )
    )


def read_link(field: Field, text: str, plan: Plan) -> str | None:
    """Find the record whose code or title was typed; blank is None."""
    if not text:
        return None
    by_code = plan.by_code(text.upper())
    if by_code is not None and (not field.target or by_code.about.kind in field.target):
        return by_code.id
    wanted = text.casefold()
    for found in candidates(field, plan):
        if found.title.casefold() == wanted:
            return found.id
    raise Unreadable(_("Nothing here is called “{text}”.").format(text=text))


def lines(pasted: str) -> list[list[str]]:
    """Split pasted text into records (lines) and fields (tabs); bullets and empty lines are dropped."""
    found = []
    for line in pasted.replace("\r\n", "\n").replace("\r", "\n").split("\n"):
        cells = [cell.strip() for cell in line.split("\t")]
        cells[0] = re.sub(r"^(?:[-•*–]|\d{1,3}[.)])\s+", "", cells[0])
        if any(cells):
            found.append(cells)
    return found


def _read_flag(text: str) -> bool:
    wanted = text.casefold()
    if wanted in _YES or wanted == _("yes").casefold():
        return True
    if not wanted or wanted in _NO or wanted == _("no").casefold():
        return False
    raise Unreadable(_("Type yes or no."))


def _month(name: str) -> int:
    wanted = name.casefold()
    for number, english in enumerate(MONTHS, 1):
        for known in (english, _(english)):
            if len(wanted) >= 3 and known.casefold().startswith(wanted):
                return number
    return 0


def _parts(text: str) -> Iterable[str]:
    return [part.strip() for part in _SPLIT.split(text) if part.strip()]


_READERS: Mapping[Kind, Callable[[str], Any]] = {
    Kind.TEXT: lambda text: " ".join(text.split()),
    Kind.NOTE: lambda text: text,
    Kind.WHOLE: read_whole,
    Kind.MONEY: read_whole,
    Kind.SCALE: read_whole,
    Kind.DECIMAL: read_decimal,
    Kind.DAY: read_day,
    Kind.TIME: read_time,
    Kind.FLAG: _read_flag,
    Kind.TEXTS: lambda text: tuple(_parts(text)),
}
