"""The description of one field of a record: what it holds, in which unit, within which limits.

A record class lists its fields with the functions below. Table columns, editors, sheets, exchange files,
checks and the screen reader's names are all drawn from the same description, so a field is written in one
place.
"""

import dataclasses
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

Day = date
"""The type of a calendar date, under a name that no field has."""


class Kind(StrEnum):
    """The kinds of value a field can hold, with the Python type of each."""

    TEXT = "text"  # str, one line
    NOTE = "note"  # str, several lines
    WHOLE = "whole"  # int | None, with a unit
    DECIMAL = "decimal"  # float | None, with a unit
    MONEY = "money"  # int | None, whole US dollars
    DAY = "day"  # datetime.date | None
    TIME = "time"  # str "HH:MM" or ""
    CHOICE = "choice"  # str, the value of an Option, or ""
    CHOICES = "choices"  # tuple[str, ...] of Option values
    SCALE = "scale"  # int | None within minimum..maximum
    FLAG = "flag"  # bool
    LINK = "link"  # str | None, the id of one record of one kind
    LINKS = "links"  # tuple[str, ...] of ids of one kind
    REFERENCE = "reference"  # str | None, the id of a record of several kinds, or a library key
    REFERENCES = "references"  # tuple[str, ...] of such ids
    TEXTS = "texts"  # tuple[str, ...]
    NUMBERS = "numbers"  # dict[str, int | float], by key
    REASONS = "reasons"  # dict[str, str], by key
    POINTS = "points"  # tuple[tuple[date, float], ...]
    DATA = "data"  # JSON value kept as it is, or None


@dataclass(frozen=True)
class Option:
    """One value of an enumeration and the words people see for it (translated where shown)."""

    value: str
    label: str


@dataclass(frozen=True, kw_only=True)
class Field:
    """Description of one field.

    Numbers are limited by `minimum` and `maximum` (in `unit`), texts by `max_length` characters, lists by
    `at_most` items of at most `max_length` characters each. `min_length`, `at_least` and `required` describe
    a finished record: a draft may miss them and is told so by the checks, never by an error.

    `section` groups fields of a form; `more` hides a field until it is asked for or holds something; `hidden`
    ones are never edited by hand. `blank` says how the exchange file writes an empty value: as it is, as
    null, or not at all ("keep", "null", "omit").
    """

    name: str = ""
    key: str = ""
    label: str
    kind: Kind
    required: bool = False
    minimum: float | None = None
    maximum: float | None = None
    min_length: int = 0
    max_length: int = 0
    at_least: int = 0
    at_most: int = 0
    unit: str = ""
    options: tuple[Option, ...] = ()
    target: tuple[str, ...] = ()
    cascade: bool = False
    hint: str = ""
    section: str = ""
    more: bool = False
    blank: str = "keep"
    hidden: bool = False

    @property
    def exchange_key(self) -> str:
        """The name of this field in the exchange file."""
        return self.key or self.name

    def option_label(self, value: str) -> str:
        """Return the words for an enumeration value, or the value itself where it is unknown."""
        return next((option.label for option in self.options if option.value == value), value)


_DEFAULTS: dict[Kind, Any] = {
    Kind.TEXT: "",
    Kind.NOTE: "",
    Kind.TIME: "",
    Kind.CHOICE: "",
    Kind.FLAG: False,
    Kind.CHOICES: (),
    Kind.LINKS: (),
    Kind.REFERENCES: (),
    Kind.TEXTS: (),
    Kind.POINTS: (),
}
_MUTABLE = (Kind.NUMBERS, Kind.REASONS)
_UNSET: Any = object()


def _field(kind: Kind, label: str, default: Any = _UNSET, **words: Any) -> Any:
    described = Field(label=label, kind=kind, **words)
    if kind in _MUTABLE:
        return dataclasses.field(default_factory=dict, metadata={"field": described})
    value = _DEFAULTS.get(kind) if default is _UNSET else default
    return dataclasses.field(default=value, metadata={"field": described})


def text(label: str, **words: Any) -> Any:
    """One line of text, `max_length` characters (120 unless told)."""
    return _field(Kind.TEXT, label, **{"max_length": 120, **words})


def note(label: str, **words: Any) -> Any:
    """Text of several lines, `max_length` characters (1,000 unless told)."""
    return _field(Kind.NOTE, label, **{"max_length": 1000, **words})


def whole(label: str, minimum: int, maximum: int, **words: Any) -> Any:
    """A whole number within minimum..maximum, in `unit`."""
    return _field(Kind.WHOLE, label, minimum=minimum, maximum=maximum, **words)


def decimal(label: str, minimum: float | None = None, maximum: float | None = None, **words: Any) -> Any:
    """A real number, in `unit`."""
    return _field(Kind.DECIMAL, label, minimum=minimum, maximum=maximum, **words)


def money(label: str, **words: Any) -> Any:
    """Whole US dollars, 0 to 10,000,000,000."""
    return _field(Kind.MONEY, label, **{"minimum": 0, "maximum": 10_000_000_000, "unit": "USD", **words})


def day(label: str, **words: Any) -> Any:
    """A calendar date."""
    return _field(Kind.DAY, label, **words)


def time_of_day(label: str, **words: Any) -> Any:
    """A time of day, HH:MM on the 24-hour clock."""
    return _field(Kind.TIME, label, **{"max_length": 5, **words})


def choice(label: str, options: Sequence[Option], **words: Any) -> Any:
    """One value of an enumeration."""
    return _field(Kind.CHOICE, label, options=tuple(options), **words)


def choices(label: str, options: Sequence[Option], **words: Any) -> Any:
    """Several values of an enumeration, each at most once."""
    return _field(Kind.CHOICES, label, options=tuple(options), **words)


def scale(label: str, minimum: int, maximum: int, **words: Any) -> Any:
    """A rating on a short scale; `options` may name its levels (values are the numbers as text)."""
    if "options" in words:
        words["options"] = tuple(words["options"])
    return _field(Kind.SCALE, label, minimum=minimum, maximum=maximum, **words)


def flag(label: str, **words: Any) -> Any:
    """Yes or no."""
    return _field(Kind.FLAG, label, **words)


def link(label: str, target: str, **words: Any) -> Any:
    """One record of kind `target`; deleting it clears the link, or this record too with `cascade`."""
    return _field(Kind.LINK, label, target=(target,), **words)


def links(label: str, target: str, **words: Any) -> Any:
    """Several records of kind `target`, in order, each at most once; deleting one takes it off the list."""
    return _field(Kind.LINKS, label, target=(target,), **words)


def reference(label: str, *target: str, **words: Any) -> Any:
    """One record of any of the kinds in `target` (none named: any kind, or a key of the method library)."""
    return _field(Kind.REFERENCE, label, target=target, **words)


def references(label: str, *target: str, **words: Any) -> Any:
    """Several such records."""
    return _field(Kind.REFERENCES, label, target=target, **words)


def texts(label: str, **words: Any) -> Any:
    """A list of short texts."""
    return _field(Kind.TEXTS, label, **{"max_length": 200, "at_most": 50, **words})


def numbers(label: str, minimum: float, maximum: float, **words: Any) -> Any:
    """Numbers by key, for example scores by criterion; `options` names the keys where they are fixed."""
    if "options" in words:
        words["options"] = tuple(words["options"])
    return _field(Kind.NUMBERS, label, minimum=minimum, maximum=maximum, **words)


def reasons(label: str, options: Sequence[Option], **words: Any) -> Any:
    """Texts by key, for example why a component is left out."""
    return _field(Kind.REASONS, label, options=tuple(options), **{"max_length": 300, **words})


def points(label: str, **words: Any) -> Any:
    """Dated values, in order of date."""
    return _field(Kind.POINTS, label, **{"at_most": 12, **words})


def data(label: str, **words: Any) -> Any:
    """A computed result kept as JSON; never edited by hand."""
    return _field(Kind.DATA, label, **{"hidden": True, **words})
