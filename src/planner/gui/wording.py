"""How values read: one-line words for lists, grids and editors, from a field's description. No Qt in here."""

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

from planner import assets
from planner.domain import vocabulary as v
from planner.domain.fields import Field, Kind, Option
from planner.domain.plan import Plan
from planner.domain.record import Record, is_blank
from planner.domain.steps import Sheet
from planner.domain.wording import day_text
from planner.i18n import N_, _

_UNITS = {
    "percent": N_("%"),
    "students": N_("students"),
    "schools": N_("schools"),
    "minutes": N_("minutes"),
    "people": N_("people"),
    "hours": N_("hours"),
    "hours a month": N_("hours a month"),
    "days": N_("days"),
    "dots": N_("dots"),
    "votes": N_("votes"),
    "points": N_("points"),
    "tenths of a thousand students a year": N_("hundred students a year"),
    "USD": "$",
}


def phrase(text: str) -> str:
    """Start a phrase with a capital letter."""
    return text[:1].upper() + text[1:]


def noun(record: Record | type[Record] | Sheet) -> str:
    """What one record of this kind or on this sheet is called, translated."""
    return _(record.about.noun if isinstance(record, type) else record.noun)


def unit_word(field: Field) -> str:
    """The word behind a number; money has its sign before it instead."""
    return "" if field.kind is Kind.MONEY or field.unit == "USD" else _(_UNITS.get(field.unit, field.unit))


def unit_words() -> frozenset[str]:
    """Return the words that may stand behind a typed number, in English and as they are shown."""
    shown = {_(word).casefold() for word in _UNITS.values()}
    return frozenset(shown | {word.casefold() for word in (*_UNITS, *_UNITS.values())})


@cache
def _special_labels() -> Mapping[str, Mapping[str, str]]:
    """Words from the method library, by field, for choices that are kept by key only, such as questions."""
    library = assets.method("library")
    steps = assets.method("steps")["steps"]
    return {
        "question_id": {each["id"]: each["text"] for each in library["partnership_questions"]},
        "starting_point_id": {
            each["id"]: each["text"] for row in library["lessons"] for each in row["starting_points"]
        },
        "step": {each["code"]: each["name"] for each in steps},
    }


def options_of(field: Field) -> tuple[Option, ...]:
    """The options of a field in order."""
    return field.options


def option_label(field: Field, value: str) -> str:
    """The words for one value of an enumeration, translated; the value itself where it is unknown."""
    if not value:
        return ""
    special = _special_labels().get(field.name, {})
    return _(special.get(value) or field.option_label(value))


def number_words(value: float) -> str:
    """A number with separators and without needless decimals: 1,200 or 0.5."""
    if isinstance(value, int) or value == int(value):
        return f"{int(value):,}"
    return f"{value:,.6f}".rstrip("0").rstrip(".")


def words(field: Field, value: Any, plan: Plan) -> str:
    """One line that says what a field holds; "" where it holds nothing."""
    if field.kind is Kind.FLAG:
        return _("yes") if value else ""
    if is_blank(value):
        return ""
    return _WORDS[field.kind](field, value, plan)


def _number(field: Field, value: Any, _plan: Plan) -> str:
    if field.unit == "USD":
        return f"${number_words(value)}"
    return f"{number_words(value)} %" if field.unit == "percent" else number_words(value)


def _scale(field: Field, value: Any, _plan: Plan) -> str:
    label = option_label(field, str(value)) if field.options else ""
    return f"{value} {label}" if label else str(value)


def _link(_field: Field, value: Any, plan: Plan) -> str:
    return name_of(value, plan)


def _names(_field: Field, value: Any, plan: Plan) -> str:
    return ", ".join(name_of(each, plan) for each in value)


def _mapping(field: Field, value: Any, _plan: Plan) -> str:
    return ", ".join(f"{option_label(field, key)} {each}" for key, each in value.items())


_WORDS: Mapping[Kind, Callable[[Field, Any, Plan], str]] = {
    Kind.TEXT: lambda _field, value, _plan: str(value),
    Kind.NOTE: lambda _field, value, _plan: " ".join(str(value).split()),
    Kind.TIME: lambda _field, value, _plan: str(value),
    Kind.WHOLE: _number,
    Kind.DECIMAL: _number,
    Kind.MONEY: _number,
    Kind.SCALE: _scale,
    Kind.DAY: lambda _field, value, _plan: day_text(value, short=True),
    Kind.CHOICE: lambda field, value, _plan: option_label(field, value),
    Kind.CHOICES: lambda field, value, _plan: ", ".join(option_label(field, each) for each in value),
    Kind.LINK: _link,
    Kind.REFERENCE: _link,
    Kind.LINKS: _names,
    Kind.REFERENCES: _names,
    Kind.TEXTS: lambda _field, value, _plan: "; ".join(value),
    Kind.NUMBERS: _mapping,
    Kind.REASONS: _mapping,
    Kind.POINTS: lambda _field, value, _plan: ", ".join(
        f"{day_text(day, short=True)}: {number_words(number)}" for day, number in value
    ),
    Kind.DATA: lambda _field, _value, _plan: "",
}


@cache
def _library_names() -> Mapping[str, str]:
    """What the keys of the method library stand for, where a reference may name one (NU, L3, R2)."""
    return {each.value: each.label for options in (v.WSCC, v.LESSONS, v.ROADMAP) for each in options}


def library_names() -> Mapping[str, str]:
    """Return what the keys of the method library stand for, by key, not yet translated."""
    return _library_names()


def name_of(record_id: str | None, plan: Plan) -> str:
    """What people call the record with this id, or the library's entry of this key."""
    record = plan.find(record_id)
    if record is None:
        return _(_library_names().get(record_id or "", record_id or ""))
    return title_of(record, plan)


def title_of(record: Record, plan: Plan) -> str:
    """One line that names a record: its title, or what its most telling fields hold, never an id."""
    about = record.about
    if about.title:
        said = words(record.describe(about.title), getattr(record, about.title), plan)
        if said:
            return said
    else:
        said = " · ".join(
            part
            for part in (words(each, getattr(record, each.name), plan) for each in _telling(type(record)))
            if part
        )
        if said:
            return said
    return _("Unnamed {noun}").format(noun=noun(record))


def _telling(kind: type[Record]) -> tuple[Field, ...]:
    """The first three required fields of a kind without a title."""
    fields = [each for each in kind.fields() if each.required and not each.hidden]
    return tuple(fields[:3])
