"""`Record`: one row of a worksheet, frozen, describing its own fields."""

import dataclasses
import math
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar, Self, TypeVar, dataclass_transform

from planner.domain.fields import Field, Kind
from planner.i18n import _


@dataclass(frozen=True, kw_only=True)
class About:
    """What a kind of record is called, by machines and by people.

    `kind` is the stem on every floor (table, page, icon), `collection` its key in the exchange file, `prefix`
    and `digits` make its codes (RK-01). `coded` says whether people see the code. `title` is the field that
    names a record. `single` marks kinds of which a plan has exactly one.
    """

    kind: str
    collection: str
    noun: str
    nouns: str
    prefix: str
    digits: int = 2
    coded: bool = True
    title: str = ""
    single: bool = False


T = TypeVar("T")

KINDS: dict[str, type["Record"]] = {}


@dataclass_transform(kw_only_default=True, frozen_default=True)
def described(cls: type[T]) -> type[T]:
    """Make a class a kind of record: keyword-only, frozen, with the fields its body describes.

    What `dataclass(frozen=True, kw_only=True)` gives, with one shared constructor instead of six functions
    compiled for each kind: that took 0.1 s of every start.
    """
    return dataclass(init=False, repr=False, eq=False, kw_only=True)(cls)


@described
class Record:
    """One row. `id` is a UUID as text, `code` the short name people see; `position` orders records of a kind.

    `created_at` and `updated_at` are UTC ISO times, set by the edit that writes the record. `fictional` marks
    records of a training sample.
    """

    about: ClassVar[About]

    id: str = ""
    code: str = ""
    position: float = 0.0
    created_at: str = ""
    updated_at: str = ""
    fictional: bool = False

    def __init__(self, **values: Any) -> None:
        """Take values by name; every other field has its default."""
        held = {name: made() if made else value for name, value, made in _defaults_of(type(self))}
        if not values.keys() <= held.keys():
            unknown = ", ".join(sorted(values.keys() - held.keys()))
            raise TypeError(f"{type(self).__name__} has no field {unknown}")
        self.__dict__.update(held | values)

    def __setattr__(self, name: str, value: Any) -> None:
        raise dataclasses.FrozenInstanceError(f"cannot assign to field {name!r}")

    def __delattr__(self, name: str) -> None:
        raise dataclasses.FrozenInstanceError(f"cannot delete field {name!r}")

    def __eq__(self, other: object) -> bool:
        if type(other) is not type(self):
            return NotImplemented
        return self.__dict__ == other.__dict__

    def __hash__(self) -> int:
        return hash((self.about.kind, self.id))

    def __repr__(self) -> str:
        shown = ", ".join(f"{name}={value!r}" for name, value in self.__dict__.items())
        return f"{type(self).__name__}({shown})"

    def __init_subclass__(cls, **words: Any) -> None:
        """Register the kind, so that every floor finds it."""
        super().__init_subclass__(**words)
        KINDS[cls.about.kind] = cls

    @classmethod
    def fields(cls) -> tuple[Field, ...]:
        """Return the described fields in order (the common attributes are not among them)."""
        return tuple(_described(cls).values())

    @classmethod
    def describe(cls, name: str) -> Field:
        """Return the description of one field; KeyError when there is none of that name."""
        return _described(cls)[name]

    @classmethod
    def restore(cls, values: dict[str, Any]) -> Self:
        """Make a record from complete, trusted values without running the constructor (ten times faster)."""
        record = object.__new__(cls)
        record.__dict__.update(values)
        return record

    @property
    def noun(self) -> str:
        """What this record is called."""
        return self.about.noun

    @property
    def nouns(self) -> str:
        """What several like this record are called."""
        return self.about.nouns

    @property
    def title(self) -> str:
        """The words that name this record: its title field, or its code."""
        name = self.about.title
        return str(getattr(self, name)) if name and getattr(self, name) else self.code

    def replace(self, **values: Any) -> Self:
        """Return a copy with some values changed; TypeError when there is no such field."""
        made = self.restore({**self.__dict__, **values})
        if len(made.__dict__) != len(self.__dict__):
            raise TypeError(f"{self.about.kind} has no {', '.join(values.keys() - self.__dict__.keys())}")
        return made


COMMON = ("id", "code", "position", "created_at", "updated_at", "fictional")


_DESCRIBED: dict[type[Record], dict[str, Field]] = {}


def _described(cls: type[Record]) -> dict[str, Field]:
    """Read the descriptions off a class once; they are not complete before its `@dataclass` line has run."""
    if cls not in _DESCRIBED:
        _DESCRIBED[cls] = {
            each.name: dataclasses.replace(each.metadata["field"], name=each.name)
            for each in dataclasses.fields(cls)
            if "field" in each.metadata
        }
    return _DESCRIBED[cls]


_Default = tuple[str, Any, Callable[[], Any] | None]
_DEFAULTS_OF: dict[type[Record], tuple[_Default, ...]] = {}


def _defaults_of(cls: type[Record]) -> tuple[_Default, ...]:
    """Return, for each field, its default value, or what makes one where it must be a new one each time."""
    if cls not in _DEFAULTS_OF:
        _DEFAULTS_OF[cls] = tuple(
            (each.name, each.default, None)
            if each.default_factory is dataclasses.MISSING
            else (each.name, None, each.default_factory)
            for each in dataclasses.fields(cls)
        )
    return _DEFAULTS_OF[cls]


def default_of(cls: type[Record], name: str) -> Any:
    """Return the value a field has in a new record; KeyError when there is no such field."""
    for each, value, made in _defaults_of(cls):
        if each == name:
            return made() if made else value
    raise KeyError(name)


def is_blank(value: Any) -> bool:
    """Whether nothing has been entered: None, an empty text or an empty list. Zero and False are values."""
    return value is None or (isinstance(value, str) and not value.strip()) or value in ((), {})


_TIME = re.compile(r"^([01]\d|2[0-3]):[0-5]\d$")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]")


def problems(field: Field, value: Any) -> Iterator[str]:
    """Yield, in plain words, what makes a value impossible for a field (type, range, length, enumeration).

    A blank value is never impossible: that it is missing is a finding, not an error. Links are checked
    against the plan by the rules, not here. Source: method, data model 3.1.
    """
    if is_blank(value):
        return
    yield from _CHECKS[field.kind](field, value)


def _text(field: Field, value: Any) -> Iterator[str]:
    if not isinstance(value, str):
        yield _("must be text, not {value}").format(value=_shown(value))
    elif field.max_length and len(value) > field.max_length:
        yield _("has {count:,} characters; at most {most:,} fit").format(
            count=len(value), most=field.max_length
        )
    elif _CONTROL.search(value):
        yield _("holds a control character that cannot be shown")
    elif field.kind is Kind.TIME and not _TIME.match(value):
        yield _("must be a time of day such as 09:30, not {value}").format(value=_shown(value))


def _number(field: Field, value: Any) -> Iterator[str]:
    whole = field.kind in (Kind.WHOLE, Kind.MONEY, Kind.SCALE)
    if (
        isinstance(value, bool)
        or not isinstance(value, int | float)
        or (whole and not isinstance(value, int))
    ):
        yield (
            _("must be a whole number, not {value}") if whole else _("must be a number, not {value}")
        ).format(value=_shown(value))
    elif isinstance(value, float) and not math.isfinite(value):
        yield _("must be a finite number")
    elif (field.minimum is not None and value < field.minimum) or (
        field.maximum is not None and value > field.maximum
    ):
        yield _("must be {limits}, not {value:,}").format(limits=_range(field), value=value)


def _range(field: Field) -> str:
    if field.minimum is None:
        return _("at most {most:,}").format(most=field.maximum)
    if field.maximum is None:
        return _("at least {least:,}").format(least=field.minimum)
    return _("between {least:,} and {most:,}").format(least=field.minimum, most=field.maximum)


def _day(_field: Field, value: Any) -> Iterator[str]:
    if not isinstance(value, date):
        yield _("must be a date such as 2027-06-30, not {value}").format(value=_shown(value))


def _flag(_field: Field, value: Any) -> Iterator[str]:
    if not isinstance(value, bool):
        yield _("must be yes or no, not {value}").format(value=_shown(value))


def _choice(field: Field, value: Any) -> Iterator[str]:
    if not isinstance(value, str) or all(option.value != value for option in field.options):
        yield _("must be one of {values}, not {value}").format(
            values=", ".join(option.value for option in field.options), value=_shown(value)
        )


def _sequence(field: Field, value: Any) -> Iterator[str]:
    if not isinstance(value, tuple):
        yield _("must be a list, not {value}").format(value=_shown(value))
        return
    if field.at_most and len(value) > field.at_most:
        yield _("has {count} entries; at most {most} fit").format(count=len(value), most=field.at_most)
    item = {Kind.CHOICES: _choice, Kind.TEXTS: _text, Kind.POINTS: _point}.get(field.kind)
    for each in value:
        if item is not None:
            yield from item(field, each)
        elif not isinstance(each, str):
            yield _("must name records, not {value}").format(value=_shown(each))
    if (
        field.kind is not Kind.TEXTS
        and field.kind is not Kind.POINTS
        and len(set(map(str, value))) < len(value)
    ):
        yield _("names the same thing twice")


def _point(_field: Field, value: Any) -> Iterator[str]:
    if not (isinstance(value, tuple) and len(value) == 2 and isinstance(value[0], date)):
        yield _("must hold a date and a number, not {value}").format(value=_shown(value))
    elif (
        isinstance(value[1], bool)
        or not isinstance(value[1], int | float)
        or (isinstance(value[1], float) and not math.isfinite(value[1]))
    ):
        yield _("must hold a number for each date, not {value}").format(value=_shown(value[1]))


def _mapping(field: Field, value: Any) -> Iterator[str]:
    if not isinstance(value, dict):
        yield _("must hold values by name, not {value}").format(value=_shown(value))
        return
    known = {option.value for option in field.options}
    for key, each in value.items():
        if known and key not in known:
            yield _("has an unknown entry {value}").format(value=_shown(key))
        elif each is not None:
            yield from (
                f"{key}: {said}" for said in (_number if field.kind is Kind.NUMBERS else _text)(field, each)
            )


def _identifier(_field: Field, value: Any) -> Iterator[str]:
    if not isinstance(value, str):
        yield _("must name a record, not {value}").format(value=_shown(value))


def _anything(_field: Field, _value: Any) -> Iterator[str]:
    return iter(())


def _shown(value: Any) -> str:
    shown = repr(value)
    return shown if len(shown) <= 60 else shown[:57] + "..."


_CHECKS = {
    Kind.TEXT: _text,
    Kind.NOTE: _text,
    Kind.TIME: _text,
    Kind.WHOLE: _number,
    Kind.DECIMAL: _number,
    Kind.MONEY: _number,
    Kind.SCALE: _number,
    Kind.DAY: _day,
    Kind.CHOICE: _choice,
    Kind.CHOICES: _sequence,
    Kind.FLAG: _flag,
    Kind.LINK: _identifier,
    Kind.LINKS: _sequence,
    Kind.REFERENCE: _identifier,
    Kind.REFERENCES: _sequence,
    Kind.TEXTS: _sequence,
    Kind.NUMBERS: _mapping,
    Kind.REASONS: _mapping,
    Kind.POINTS: _sequence,
    Kind.DATA: _anything,
}
