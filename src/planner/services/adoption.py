"""After adoption every change of the plan is written into the change log, in the edit that makes it."""

from collections.abc import Iterator
from datetime import date

from planner.domain.change_log import Logged, named, next_label, open_version, since_adoption
from planner.domain.plan import Plan
from planner.domain.records import ChangeLogEntry, PlanVersion
from planner.services.edits import Edit


def write_down(edit: Edit, before: Plan, today: date) -> None:
    """Add to the open draft version what an edit changed; make the next minor version when none is open.

    Changes of one field in the same version make one entry, from the first value to the last. What is taken
    back before anybody gave a reason leaves no entry. Reason, evidence and decider are for people to write.
    """
    for logged in since_adoption(before, edit.plan, edit.touched):
        version = open_version(edit.plan)
        if version is None:
            version = edit.add(PlanVersion, label=next_label(edit.plan), date=today, status="draft")
        entries = [entry for entry in edit.plan.all(ChangeLogEntry) if entry.version == version.label]
        if logged.kind == "add":
            _note(edit, logged, version.label, today)
        elif logged.kind == "change":
            _changed(edit, logged, entries, version.label, today)
        else:
            _retired(edit, logged, entries, version.label, today)


def _note(edit: Edit, logged: Logged, label: str, today: date) -> None:
    about = () if logged.kind == "retire" else (logged.record.id,)  # nothing points at what is gone
    edit.add(
        ChangeLogEntry,
        kind=logged.kind,
        entity_ids=about,
        field=logged.field,
        old=logged.old,
        new=logged.new,
        version=label,
        date=today,
    )


def _changed(edit: Edit, logged: Logged, entries: list[ChangeLogEntry], label: str, today: date) -> None:
    mine = [entry for entry in entries if entry.entity_ids == (logged.record.id,)]
    whole = next((entry for entry in mine if entry.kind == "add"), None)
    if whole is not None:  # new in this version: how it came to be what it is need not be told
        edit.set(whole, new=named(logged.record))
        return
    entry = next((each for each in mine if each.kind == "change" and each.field == logged.field), None)
    if entry is None:
        _note(edit, logged, label, today)
    elif entry.old == logged.new and not _explained(entry):
        edit.delete(entry)
    else:
        edit.set(entry, new=logged.new, date=today)


def _retired(edit: Edit, logged: Logged, entries: list[ChangeLogEntry], label: str, today: date) -> None:
    code = logged.record.code
    whole = next(_added_in(entries, code), None)
    if whole is not None and not _explained(whole):
        edit.delete(whole)
    else:
        _note(edit, logged, label, today)


def _added_in(entries: list[ChangeLogEntry], code: str) -> Iterator[ChangeLogEntry]:
    """Yield entries of the adding of a record that is gone now, so that they name it in words only."""
    for entry in entries:
        if entry.kind == "add" and not entry.entity_ids and entry.new.split(" ")[0] == code:
            yield entry


def _explained(entry: ChangeLogEntry) -> bool:
    """Whether somebody has written why."""
    return bool(entry.reason or entry.evidence or entry.decided_by)
