"""Differences between two pictures of a plan, in words. No Qt in here."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from planner.domain.differences import Difference
from planner.domain.fields import Field, Kind
from planner.domain.plan import Plan
from planner.domain.record import Record, is_blank
from planner.gui.wording import noun, phrase, title_of, words
from planner.i18n import N_, _

_WHAT = {"added": N_("Added"), "deleted": N_("Deleted"), "changed": N_("Changed"), "order": N_("Order")}
_MOST = 200  # differences told one by one
_FULL = 40  # differences among which new and deleted records are told with all they hold


@dataclass(frozen=True)
class Told:
    """One line: `kind` is "summary", "heading", "added", "deleted", "changed", "order", "field" or "more".

    `mark` is the word in front, such as Added or the name of a field.
    """

    kind: str
    text: str
    mark: str = ""

    def __str__(self) -> str:
        """Return the whole line."""
        return f"{self.mark}: {self.text}" if self.mark else self.text


def told(found: Sequence[Difference], before: Plan, after: Plan) -> Iterator[Told]:
    """Yield the lines that tell differences, kind of record by kind of record, after a line with counts."""
    if not found:
        return
    yield Told("summary", _counts(found))
    for kind, some in groupby(found[:_MOST], key=lambda each: each.kind):
        yield Told("heading", phrase(_(kind.about.noun if kind.about.single else kind.about.nouns)))
        for each in some:
            yield from _one(each, before, after, full=len(found) <= _FULL)
    left = found[_MOST:]
    if left:
        kinds = Counter(each.kind for each in left)
        listed = ", ".join(f"{number:,} {_(kind.about.nouns)}" for kind, number in kinds.items())
        yield Told("more", _("And {number} more: {kinds}.").format(number=f"{len(left):,}", kinds=listed))


def _counts(found: Sequence[Difference]) -> str:
    number = Counter(each.what for each in found)
    parts = (
        _("{count} changed").format(count=f"{number['changed']:,}") if number["changed"] else "",
        _("{count} added").format(count=f"{number['added']:,}") if number["added"] else "",
        _("{count} deleted").format(count=f"{number['deleted']:,}") if number["deleted"] else "",
    )
    return ", ".join(part for part in parts if part) or _("The same entries in another order")


def _one(each: Difference, before: Plan, after: Plan, *, full: bool) -> Iterator[Told]:
    mark = _(_WHAT[each.what])
    if each.what == "order":
        yield Told(
            "order", _("{nouns} stand in another order").format(nouns=phrase(_(each.kind.about.nouns))), mark
        )
        return
    plan, record = (before, each.before) if each.after is None else (after, each.after)
    if record is None:
        return
    yield Told(each.what, _named(record, plan), mark)
    if each.before is not None and each.after is not None:
        for one in each.fields:
            was, now = _value(one.field, one.before, before), _value(one.field, one.after, after)
            yield Told("field", _("{before} → {after}").format(before=was, after=now), _(one.field.label))
        if not each.fields:
            yield Told("field", _("its place, or what is computed from it"))
    elif full:
        for field in record.fields():
            held = getattr(record, field.name)
            if (
                not field.hidden
                and field.name != record.about.title
                and not is_blank(held)
                and held is not False
            ):
                yield Told("field", _value(field, held, plan), _(field.label))


def _named(record: Record, plan: Plan) -> str:
    title = title_of(record, plan)
    if record.about.single:
        return title
    name = f"{phrase(noun(record))} {record.code}" if record.about.coded else phrase(noun(record))
    return _("{noun} “{title}”").format(noun=name, title=title)


def _value(field: Field, value: Any, plan: Plan) -> str:
    if field.kind is Kind.FLAG:
        return _("yes") if value else _("no")
    said = words(field, value, plan)
    return _("“{text}”").format(text=said) if said and field.kind in _QUOTED else said or _("nothing")


_QUOTED = (Kind.TEXT, Kind.NOTE)
