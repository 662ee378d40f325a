"""What can be done to the schedule: each function is one edit, one step of undo."""

from dataclasses import replace
from datetime import date, timedelta

from planner.domain.figures.schedule_rows import Row
from planner.domain.plan import Plan
from planner.domain.record import Record
from planner.domain.records import Action, Milestone
from planner.gui.workspace import Workspace
from planner.i18n import _

_LENGTH = 30  # days an action gets when it is first put on the calendar


def record_of(plan: Plan, row: Row | None) -> Action | Milestone | None:
    """Return the action or milestone of a row, None for a group."""
    if row is None or row.kind == "group":
        return None
    return plan.get(Action, row.id) or plan.get(Milestone, row.id)


def shifted(row: Row, days: int, what: str, today: date) -> Row:
    """Return a row with dates moved: `what` is "move", "start" or "end"; an end never lies before its start.

    A row without dates is put on the calendar, starting today.
    """
    start, end = row.start, row.end
    if start is None and end is None:
        start = today
        end = today if row.kind == "milestone" else today + timedelta(days=_LENGTH - 1)
        return with_dates(row, start, end)
    by = timedelta(days=days)
    if row.kind == "milestone" or what == "move":
        return with_dates(row, start and start + by, end and end + by)
    if what == "start":
        start = (start or end or today) + by
        return with_dates(row, min(start, end) if end else start, end)
    end = (end or start or today) + by
    return with_dates(row, start, max(end, start) if start else end)


def with_dates(row: Row, start: date | None, end: date | None) -> Row:
    """Return a row with other dates."""
    return replace(row, start=start, end=end)


def set_dates(workspace: Workspace, row: Row, visit: int | None = None) -> None:
    """Write the dates of a row into its action or milestone. Changes of one `visit` are one step of undo."""
    record = record_of(workspace.document.plan, row)
    merge = None if visit is None or record is None else (record.about.kind, record.id, "dates", visit)
    if isinstance(record, Milestone):
        with workspace.edit(_("Move milestone"), merge=merge) as edit:
            edit.set(record, date=row.start)
    elif record is not None:
        with workspace.edit(_("Change dates"), merge=merge) as edit:
            edit.set(record, start_date=row.start, end_date=row.end)


def add_action(workspace: Workspace, name: str, after: Action | None) -> str:
    """Add an action below another one, for the same strategy; return its id."""
    made = ""
    with workspace.edit(_("Add action")) as edit:
        strategy = after.strategy_id if after is not None else None
        made = edit.add(Action, after=after, name=name, strategy_id=strategy).id
    return made if workspace.document.plan.get(Action, made) else ""


def add_milestone(workspace: Workspace, name: str, action: Action | None) -> str:
    """Add a milestone, of an action where one is given; return its id."""
    made = ""
    with workspace.edit(_("Add milestone")) as edit:
        made = edit.add(Milestone, name=name, action_id=action.id if action else None).id
    return made if workspace.document.plan.get(Milestone, made) else ""


def rename(workspace: Workspace, record: Record, name: str) -> None:
    """Change the name of an action or milestone."""
    label = _("Edit action") if isinstance(record, Action) else _("Edit milestone")
    with workspace.edit(label) as edit:
        edit.set(record, name=name)


def delete(workspace: Workspace, record: Record) -> None:
    """Delete an action with its roles and dependencies, or a milestone."""
    label = _("Delete action") if isinstance(record, Action) else _("Delete milestone")
    with workspace.edit(label) as edit:
        edit.delete(record)
