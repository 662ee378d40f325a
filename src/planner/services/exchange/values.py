"""From the JSON value of a field to the value a record holds."""

import re
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

from planner.domain.fields import Field, Kind
from planner.domain.record import is_blank, problems
from planner.i18n import _
from planner.services.exchange.source import Unreadable

Say = Callable[[str], None]
Resolve = Callable[[Field, str, Say], str | None]
"""Turns the name of a record in the file into its id; says what is wrong and returns None when it cannot."""

_DAY = re.compile(r"^\d{4}-\d{2}-\d{2}$")
_TEXTS = (Kind.TEXT, Kind.NOTE, Kind.TIME, Kind.CHOICE)
_LISTS = (Kind.CHOICES, Kind.LINKS, Kind.REFERENCES, Kind.TEXTS, Kind.POINTS)
_OBJECTS = (Kind.NUMBERS, Kind.REASONS)
_UNSHOWN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]")
_LONGEST_KEY = 60


def value_of(field: Field, raw: Any, resolve: Resolve, say: Say) -> Any:
    """Return the value for a field, or its blank value after saying what is wrong with `raw`."""
    blank = _blank(field)
    if raw is None and field.kind is not Kind.FLAG:
        return blank
    value = _converted(field, raw, resolve, say)
    if value is None and raw is not None:  # a date of "", or a name that leads nowhere, which is told
        return blank
    wrong = list(_unfit(field, value))
    for message in wrong:
        say(message)
    return blank if wrong else value


def shown(raw: Any) -> str:
    """Return a value of the file as it is shown in a sentence."""
    text = repr(raw)
    return text if len(text) <= 60 else f"{text[:57]}..."


def _blank(field: Field) -> Any:
    if field.kind in _TEXTS:
        return ""
    if field.kind in _LISTS:
        return ()
    if field.kind in _OBJECTS:
        return {}
    return False if field.kind is Kind.FLAG else None


def _converted(field: Field, raw: Any, resolve: Resolve, say: Say) -> Any:
    """Give `raw` the type of the field where that is possible; what is impossible is left for `_unfit`."""
    if field.kind is Kind.DAY:
        return _day(raw)
    if field.kind in (Kind.LINK, Kind.REFERENCE):
        return _one(field, raw, resolve, say)
    if field.kind in _LISTS:
        return _several(field, raw, resolve, say) if isinstance(raw, list) else raw
    if field.kind in _OBJECTS:
        return dict(raw) if isinstance(raw, dict) else raw
    return raw


def _day(raw: Any) -> Any:
    if not isinstance(raw, str) or not _DAY.match(raw):
        return raw if raw != "" else None
    try:
        return date.fromisoformat(raw)
    except ValueError:
        return raw


def _one(field: Field, raw: Any, resolve: Resolve, say: Say) -> str | None:
    if not isinstance(raw, str):
        say(_("must name a record, not {value}").format(value=shown(raw)))
        return None
    return resolve(field, raw, say) if raw else None


def _several(field: Field, raw: list[Any], resolve: Resolve, say: Say) -> tuple[Any, ...] | None:
    if field.kind in (Kind.LINKS, Kind.REFERENCES):
        found = [_one(field, each, resolve, say) for each in raw]
        return tuple(found) if all(found) else None
    if field.kind is Kind.POINTS:
        points = [_point(each, say) for each in raw]
        return tuple(points) if all(points) else None
    return tuple(raw)


def _point(raw: Any, say: Say) -> tuple[Any, Any] | None:
    if not isinstance(raw, dict) or set(raw) != {"date", "value"}:
        say(
            _('must hold points such as {{"date": "2027-06-30", "value": 25}}, not {value}').format(
                value=shown(raw)
            )
        )
        return None
    return (_day(raw["date"]), raw["value"])


def _unfit(field: Field, value: Any) -> Iterator[str]:
    """Yield what makes a value impossible, including what only a file can get wrong."""
    if isinstance(value, Unreadable):
        yield _("must be a number of at most 15 digits, not {value}").format(value=value)
    elif field.kind is Kind.DATA:
        if not isinstance(value, dict):
            yield _("must be an object, not {value}").format(value=shown(value))
        else:
            yield from _unfit_data(value)
    elif is_blank(value) and not isinstance(value, _type(field)):
        yield _("must be {expected}, not {value}").format(expected=_expected(field), value=shown(value))
    elif field.kind in (Kind.CHOICE, Kind.TIME) and isinstance(value, str) and value and not value.strip():
        yield _("must not be spaces alone")
    else:
        yield from problems(field, value)
        yield from _unfit_text(value)


def _type(field: Field) -> type:
    if field.kind in _TEXTS:
        return str
    if field.kind in _OBJECTS:
        return dict
    if field.kind is Kind.FLAG:
        return bool
    return tuple if field.kind in _LISTS else type(None)


def _expected(field: Field) -> str:
    """Say what a field holds, for values that a record would take for blank."""
    if field.kind in _TEXTS:
        return _("text")
    if field.kind in _OBJECTS:
        return _("an object")
    if field.kind in _LISTS:
        return _("a list")
    if field.kind is Kind.FLAG:
        return _("yes or no (true or false)")
    return _("a date") if field.kind is Kind.DAY else _("a number")


def _unfit_text(value: Any) -> Iterator[str]:
    """Yield the faults that a blank text or the keys of an object can hide."""
    if isinstance(value, str) and not value.strip() and _UNSHOWN.search(value):
        yield _("holds a control character that cannot be shown")
    if isinstance(value, dict):
        for key in value:
            if len(key) > _LONGEST_KEY or _UNSHOWN.search(key):
                yield _("has an entry under an impossible name, {name}").format(name=shown(key))


def _unfit_data(value: Any) -> Iterator[str]:
    if isinstance(value, Unreadable):
        yield _("holds {value}, which is not a number").format(value=value)
    elif isinstance(value, str):
        if _UNSHOWN.search(value):
            yield _("holds a control character that cannot be shown")
    elif isinstance(value, dict):
        for key, each in value.items():
            yield from _unfit_data(key)
            yield from _unfit_data(each)
    elif isinstance(value, list):
        for each in value:
            yield from _unfit_data(each)
