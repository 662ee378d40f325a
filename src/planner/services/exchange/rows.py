"""The records of a file, found before any of them is read: what each is called and where it stands."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from planner.domain import records as r
from planner.domain.record import Record
from planner.i18n import _
from planner.services.exchange import votes
from planner.services.exchange.layout import BY_COLLECTION
from planner.services.exchange.report import Report
from planner.services.exchange.values import shown


@dataclass(kw_only=True)
class Row:
    """One record of the file.

    `place` is what people read, `path` what other records may call it, `number` its turn in the file.
    `unsaid` names keys whose problems are told elsewhere, because the row was made from a shorter shape.
    """

    kind: type[Record]
    source: dict[str, Any]
    place: str
    path: str
    number: int = 0
    id: str = ""
    code: str = ""
    owner: "Row | None" = None
    unsaid: frozenset[str] = field(default_factory=frozenset)


def rows(document: dict[str, Any], report: Report) -> Iterator[Row]:
    """Yield every record of the file, in its order, and say where something else stands instead."""
    number = 0
    for collection, value in document.items():
        kind = BY_COLLECTION.get(collection)
        if kind is None:
            continue
        for row in _of_collection(kind, value, report):
            row.number = report.at = number
            number += 1
            yield row
            for inner in _nested(row, report):
                inner.number = report.at = number
                number += 1
                yield inner
    report.at = number


def _of_collection(kind: type[Record], value: Any, report: Report) -> Iterator[Row]:
    name = kind.about.collection
    if kind.about.single:
        if isinstance(value, dict):
            yield Row(kind=kind, source=value, place=name, path=name)
        elif value is not None:
            report.say(name, _("must be an object, not {value}").format(value=shown(value)))
        return
    if not isinstance(value, list):
        report.say(name, _("must be a list, not {value}").format(value=shown(value)))
        return
    yield from _of_list(kind, value, name, name, report)


def _of_list(kind: type[Record], value: list[Any], place: str, path: str, report: Report) -> Iterator[Row]:
    for index, each in enumerate(value):
        if not isinstance(each, dict):
            report.say(f"{place}[{index}]", _("must be an object, not {value}").format(value=shown(each)))
            continue
        name = each.get("id")
        called = f"{place}[{index}] {name}" if isinstance(name, str) and name else f"{place}[{index}]"
        yield Row(kind=kind, source=each, place=called, path=f"{path}[{index}]")


def _nested(owner: Row, report: Report) -> Iterator[Row]:
    """Yield the rules of a scenario and the results of a vote."""
    if owner.kind is r.Scenario:
        yield from _inner(owner, "constraints", r.ScenarioConstraint, report)
    elif owner.kind is r.VoteRound:
        yield from _inner(owner, "results", r.VoteResult, report)
        yield from _results_by_group(owner, report)


def _inner(owner: Row, key: str, kind: type[Record], report: Report) -> Iterator[Row]:
    value = owner.source.get(key)
    place = f"{owner.place} · {key}"
    if isinstance(value, list):
        for row in _of_list(kind, value, place, f"{owner.path}.{key}", report):
            row.owner = owner
            yield row
    elif value is not None:
        report.say(place, _("must be a list, not {value}").format(value=shown(value)))


def _results_by_group(owner: Row, report: Report) -> Iterator[Row]:
    """Yield a result for each number of a vote's rows."""
    table = owner.source.get("results_by_group")
    place = f"{owner.place} · results_by_group"
    if table is None:
        return
    if not isinstance(table, dict):
        report.say(place, _("must be an object, not {value}").format(value=shown(table)))
        return
    options = owner.source.get("options")
    named = [each for each in options if isinstance(each, str)] if isinstance(options, list) else []
    columns = votes.cells(str(owner.source.get("method")), named)
    for group, counts in table.items():
        if not isinstance(counts, list) or len(counts) != len(columns):
            report.say(
                f"{place} · {group}",
                _("must be a list of {count} numbers, not {value}").format(
                    count=len(columns), value=shown(counts)
                ),
            )
            continue
        for index, (count, (option, level)) in enumerate(zip(counts, columns, strict=True)):
            if count is not None:
                yield Row(
                    kind=r.VoteResult,
                    source={"group_id": group, "option_id": option, "level": level, "count": count},
                    place=f"{place} · {group}[{index}]",
                    path="",
                    owner=owner,
                    unsaid=frozenset({"option_id"} | ({"group_id"} if index else set())),
                )
