"""From a file or a text to JSON values, with everything that JSON itself can get wrong told by line and
column.

What a number or an object cannot say (NaN, a number with forty digits, a key written twice) is kept as a
mark, so that the reader can name its place in the plan.
"""

import json
import math
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NoReturn

from planner.errors import ImportRefused, Problem
from planner.i18n import _

MOST_BYTES = 200_000_000
"""A plan of 50,000 records takes about 20 million bytes."""
MOST_DIGITS = 15
"""Whole numbers up to here are the same in JSON, in the database and in a workbook."""
DEEPEST = 40
"""Objects within objects; a plan needs seven."""


class Unreadable:
    """A number that is none: NaN, Infinity, or one too large to be kept exactly."""

    def __init__(self, token: str) -> None:
        """Keep the characters of the file, shortened."""
        self.token = token if len(token) <= 24 else f"{token[:20]}…"

    def __repr__(self) -> str:
        """Show it as it stands in the file."""
        return self.token


class Doubled(dict[str, Any]):
    """An object in which keys stand twice; `twice` names them, the last value of each is kept."""

    twice: tuple[str, ...] = ()


def load(source: Path | str) -> Any:
    """Return the JSON value in a file (a `Path`) or in a text (a `str`).

    Raises:
        ImportRefused: The file cannot be opened, is too large, is not UTF-8, or is not complete JSON.
    """
    name = source.name if isinstance(source, Path) else ""
    text = _text(source) if isinstance(source, Path) else source.removeprefix("\ufeff")
    try:
        value = json.loads(
            text,
            object_pairs_hook=_object,
            parse_int=_whole,
            parse_float=_real,
            parse_constant=Unreadable,
        )
    except json.JSONDecodeError as error:
        raise refusal([_incomplete(text, error)], name=name) from error
    except RecursionError:
        _refuse(_("Objects are nested too deeply to be a plan."), name)
    if _too_deep(value):
        _refuse(_("Objects are nested too deeply to be a plan."), name)
    return value


def refusal(problems: list[Problem], *, name: str = "") -> ImportRefused:
    """Make the error that tells every problem of a file."""
    what = (
        _("{name} is not a plan that can be read.").format(name=name)
        if name
        else _("The plan cannot be read.")
    )
    return ImportRefused(
        what,
        problems,
        safe=_("Nothing was created."),
        do=_("Mend the file where it is said below, or export the plan again."),
    )


def doubled_keys(value: Any, place: str = "") -> Iterator[tuple[str, str]]:
    """Yield (place below `place`, key) for each key that stands twice in an object, however deep."""
    if isinstance(value, Doubled):
        yield from ((place, key) for key in value.twice)
    if isinstance(value, dict):
        for key, each in value.items():
            if isinstance(each, dict | list):
                yield from doubled_keys(each, f"{place} · {key}" if place else key)
    elif isinstance(value, list):
        for index, each in enumerate(value):
            if isinstance(each, dict | list):
                yield from doubled_keys(each, f"{place}[{index}]")


def _text(path: Path) -> str:
    try:
        if path.stat().st_size > MOST_BYTES:
            _refuse(
                _("It has more than {count:,} bytes; no plan is that large.").format(count=MOST_BYTES),
                path.name,
            )
        return path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        _refuse(_("It cannot be opened: {reason}.").format(reason=error.strerror or error), path.name)
    except UnicodeDecodeError as error:
        _refuse(
            _("It is not a UTF-8 text: byte {place:,} belongs to no character.").format(place=error.start),
            path.name,
        )


def _refuse(message: str, name: str) -> NoReturn:
    raise refusal([Problem("", message)], name=name)


def _incomplete(text: str, error: json.JSONDecodeError) -> Problem:
    """Say where JSON stops being JSON, and whether it simply ends too early."""
    place = _("line {line}, column {column}").format(line=error.lineno, column=error.colno)
    if not text.strip():
        message = _("The file is empty.")
    elif error.pos >= len(text.rstrip()) or error.msg.startswith("Unterminated string"):
        message = _("The file ends too early; the rest of it is missing.")
    else:
        message = _("This is not JSON: {reason}.").format(reason=error.msg[:1].lower() + error.msg[1:])
    return Problem(place, message)


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) == len(pairs):
        return made
    times = Counter(key for key, _value in pairs)
    marked = Doubled(made)
    marked.twice = tuple(key for key, count in times.items() if count > 1)
    return marked


def _whole(token: str) -> int | Unreadable:
    return int(token) if len(token.lstrip("-")) <= MOST_DIGITS else Unreadable(token)


def _real(token: str) -> float | Unreadable:
    value = float(token)
    return value if math.isfinite(value) else Unreadable(token)


def _too_deep(value: Any) -> bool:
    """Whether objects and lists stand within each other more than `DEEPEST` times, without recursion."""
    level = [value]
    for _depth in range(DEEPEST + 1):
        level = [
            inner
            for each in level
            if isinstance(each, dict | list)
            for inner in (each.values() if isinstance(each, dict) else each)
            if isinstance(inner, dict | list)
        ]
        if not level:
            return False
    return True
