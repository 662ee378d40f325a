"""Find any text in the plan, whatever its case and accents, and the step to go to."""

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from planner.domain.fields import Field, Kind
from planner.domain.plan import Plan
from planner.domain.record import KINDS, Record
from planner.domain.steps import STEPS, step_of

_BEFORE, _AFTER = 30, 60
_SEARCHED = (Kind.TEXT, Kind.NOTE, Kind.TEXTS, Kind.REASONS)


@dataclass(frozen=True)
class Hit:
    """One place where a text was found: the record, the name of its field ("" for its code), the code of
    its step, and the words around it.
    """

    record: Record
    field: str
    step: str
    excerpt: str


def find_text(plan: Plan, text: str, limit: int = 1000) -> list[Hit]:
    """Return where a text occurs in the plan: a record with that very code first, then by steps.

    Upper and lower case, accents and kinds of space make no difference. At most `limit` places are
    returned, each field of a record once. A blank text is found nowhere.
    """
    wanted = " ".join(folded(text).split())
    if not wanted:
        return []
    order = {step.code: number for number, step in enumerate(STEPS)}
    hits: list[Hit] = []
    fields = {kind: _text_fields(kind) for kind in KINDS.values()}
    for record in plan.records():
        places = list(_places(record, fields[type(record)], wanted))
        if places:
            step = step_of(type(record), record)
            hits.extend(Hit(record, name, step, excerpt) for name, excerpt in places)
        if len(hits) >= limit:
            break
    return sorted(hits[:limit], key=lambda hit: (bool(hit.field), order.get(hit.step, len(order))))


def folded(text: str) -> str:
    """Return a text in small letters without accents; one-to-one per character for most scripts, not for
    all.
    """
    return text.lower() if text.isascii() else "".join(map(_folded_letter, text))


@lru_cache(maxsize=4096)
def _folded_letter(letter: str) -> str:
    parts = unicodedata.normalize("NFKD", letter)
    return "".join(part for part in parts if not unicodedata.combining(part)).casefold()


def _places(record: Record, fields: Iterable[Field], wanted: str) -> Iterator[tuple[str, str]]:
    if record.about.coded and wanted == folded(record.code):
        yield "", record.title
    for field in fields:
        for text in _texts(getattr(record, field.name)):
            if _holds(text, wanted):
                yield field.name, _excerpt(text, wanted)
                break


def _text_fields(kind: type[Record]) -> tuple[Field, ...]:
    return tuple(field for field in kind.fields() if field.kind in _SEARCHED and not field.hidden)


def _texts(value: object) -> tuple[str, ...]:
    if isinstance(value, str):
        return (value,)
    if isinstance(value, dict):
        return tuple(each for each in value.values() if each)
    return value if isinstance(value, tuple) else ()


def _holds(text: str, wanted: str) -> bool:
    found = folded(text)
    return wanted in found or ("\n" in text and wanted in " ".join(found.split()))


def _excerpt(text: str, wanted: str) -> str:
    """Return the words around the first place, on one line, with an ellipsis where something is left out."""
    line = " ".join(text.split())
    origins = [number for number, letter in enumerate(line) for _part in folded(letter)]
    at = folded(line).find(wanted)
    if at < 0:
        return line[: _BEFORE + _AFTER]
    first, last = origins[at], origins[min(at + len(wanted), len(origins)) - 1]
    start, end = max(0, first - _BEFORE), min(len(line), last + 1 + _AFTER)
    if start > 0:
        start = line.find(" ", start, first) + 1 or start
    if end < len(line):
        end = max(line.rfind(" ", last + 1, end), last + 1)
    return ("…" if start else "") + line[start:end] + ("…" if end < len(line) else "")
