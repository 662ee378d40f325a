"""Edits of the agenda of a session: parts made, moved, made longer or shorter."""

from collections.abc import Mapping, Sequence
from typing import Any

from planner.domain.analysis.agenda import items
from planner.domain.records import AgendaItem, Session
from planner.domain.steps import Step
from planner.gui.wording import noun
from planner.gui.workspace import Workspace
from planner.i18n import _

_FIRST = 15  # minutes of a part whose length nobody has said
STEP = 5
"""Minutes that one key press gives or takes."""


def add(workspace: Workspace, session: Session, texts: Sequence[str], after: AgendaItem | None) -> str:
    """Add a part for each text; a number at the end of its words is its minutes.

    Returns the id of the last one, empty where refused.
    """
    found = [split_minutes(text) for text in texts]
    rows = [{"label": words, "minutes": minutes or _FIRST} for words, minutes in found if words]
    return _added(workspace, session, rows, after)


def add_step(workspace: Workspace, session: Session, step: Step, after: AgendaItem | None) -> str:
    """Add a step of the method with its typical minutes; return its id, empty where refused."""
    row = {"label": _(step.name), "step": step.code, "minutes": step.minutes.typical}
    return _added(workspace, session, [row], after)


def split_minutes(text: str) -> tuple[str, int | None]:
    """Return the words and the minutes of a typed part: Welcome 10, or Welcome 10 min."""
    words = text.split()
    if len(words) > 1 and words[-1].casefold() in ("min", "minutes", _("minutes").casefold()):
        words = words[:-1]
    field = AgendaItem.describe("minutes")
    low, high = int(field.minimum or 0), int(field.maximum or 0)
    if len(words) > 1 and words[-1].isdecimal() and low <= int(words[-1]) <= high:
        return " ".join(words[:-1]), int(words[-1])
    return " ".join(text.split()), None


def lengthen(workspace: Workspace, item: AgendaItem, minutes: int) -> None:
    """Give or take minutes, within what a part may have."""
    field = AgendaItem.describe("minutes")
    low, high = int(field.minimum or 0), int(field.maximum or 0)
    wanted = min(high, max(low, (item.minutes or 0) + minutes))
    with workspace.edit(_("Change the minutes of a part"), merge=("agenda_minutes", item.id)) as edit:
        edit.set(item, minutes=wanted)


def place(workspace: Workspace, item: AgendaItem, at: int) -> None:
    """Put a part at a place of its session, counted from 0."""
    session = workspace.document.plan.get(Session, item.session_id)
    if session is None:
        return
    others = [each for each in items(workspace.document.plan, session) if each.id != item.id]
    at = min(len(others), max(0, at))
    if not others:
        return
    with workspace.edit(_("Move {noun}").format(noun=noun(item))) as edit:
        if at == len(others):
            edit.move(item, after=others[-1])
        else:
            edit.move(item, before=others[at])


def _added(
    workspace: Workspace, session: Session, rows: Sequence[Mapping[str, Any]], after: AgendaItem | None
) -> str:
    there = items(workspace.document.plan, session)
    below = after or (there[-1] if there else None)
    made = ""
    with workspace.edit(_("New {noun}").format(noun=noun(AgendaItem))) as edit:
        for row in rows:
            below = edit.add(AgendaItem, after=below, **{**row, "session_id": session.id})
            made = below.id
    return made if workspace.document.plan.get(AgendaItem, made) is not None else ""
