"""What was brought back, as JSON values for `merge --report`."""

from typing import TYPE_CHECKING, Any

from planner.domain.change_log import shown
from planner.domain.fields import Field
from planner.domain.plan import Plan
from planner.domain.record import COMMON, Record
from planner.services.joining.conflicts import HERE, Conflict, Side

if TYPE_CHECKING:  # named only: it calls this module
    from planner.services.breakout import Merge


def report(merge: "Merge", plan: Plan, codes: dict[str, str]) -> dict[str, Any]:
    """Return what a merge did or would do to a plan; `codes` are those that rows got, by id."""
    joined = merge.joined
    added = [row for row in joined.put if plan.get(type(row), row.id) is None]
    changed = [row for row in joined.put if plan.get(type(row), row.id) is not None]
    return {
        "files": [
            {
                "file": str(file.path),
                "table": file.name,
                "edits": file.edits,
                "added": file.added,
                "changed": file.changed,
                "deleted": file.deleted,
            }
            for file in merge.files
        ],
        "added": [
            {**_named(row), "code": codes.get(row.id, row.code), "code_in_file": row.code} for row in added
        ],
        "changed": [entry for row in changed for entry in _changes(plan, joined.plan, row)],
        "deleted": [_named(row) for row in joined.drop],
        "conflicts": [_conflict(merge, joined.plan, each) for each in merge.conflicts],
        "perhaps_the_same": [
            {
                "kept": _named(twin.first),
                "joined" if merge.is_one(twin) else "apart": _named(twin.second),
                "alike": round(twin.score),
            }
            for twin in merge.twins
        ],
    }


def _named(row: Record) -> dict[str, str]:
    return {"kind": row.about.kind, "code": row.code, "title": row.title}


def _changes(before: Plan, after: Plan, row: Record) -> list[dict[str, str]]:
    was = before.get(type(row), row.id)
    return [
        {
            **_named(row),
            "field": field.name,
            "from": shown(before, field, getattr(was, field.name)),
            "to": shown(after, field, getattr(row, field.name)),
        }
        for field in row.fields()
        if field.name not in COMMON and getattr(was, field.name) != getattr(row, field.name)
    ]


def _conflict(merge: "Merge", plan: Plan, conflict: Conflict) -> dict[str, Any]:
    chosen = merge.chosen(conflict)
    told = {
        **_named(conflict.record),
        "fields": [field.name for field in conflict.fields],
        "sides": [_side(plan, conflict.fields, side) for side in conflict.sides],
        "taken": next((_party(side) for side in conflict.sides if side.party == chosen), None),
    }
    return {**told, "rule": conflict.message} if conflict.message else told


def _side(plan: Plan, fields: tuple[Field, ...], side: Side) -> dict[str, Any]:
    told: dict[str, Any] = {"from": _party(side), "written": side.when.isoformat() if side.when else None}
    if side.device:
        told["computer"] = side.device
    if fields:
        told["values"] = {field.name: shown(plan, field, side.values.get(field.name)) for field in fields}
    elif side.record is None:
        told["there"] = False
    else:
        told["there"] = True
        told["values"] = {
            field.name: said
            for field in side.record.fields()
            if (said := shown(plan, field, getattr(side.record, field.name)))
        }
    return told


def _party(side: Side) -> str:
    return "here" if side.party == HERE else side.name
