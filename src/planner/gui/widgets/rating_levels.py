"""Levels of the statements of the method: their buttons, the level one has, the edit that gives it one."""

from collections.abc import Mapping
from typing import Any

from planner.domain.plan import Plan
from planner.domain.prompts import answer
from planner.domain.record import Record
from planner.gui.widgets.segmented import Segment
from planner.gui.wording import option_label
from planner.gui.workspace import Workspace
from planner.i18n import _

NA = "na"
"""The level of a statement that does not apply here; also the name of the field that says so."""


def can_skip(kind: type[Record]) -> bool:
    """Whether statements of a kind may not apply."""
    return any(each.name == NA for each in kind.fields())


def level_segments(kind: type[Record]) -> list[Segment]:
    """Return the levels as buttons: a digit each, and the words for screen readers."""
    rating = kind.describe("rating")
    made = []
    for level in range(int(rating.minimum or 0), int(rating.maximum or 0) + 1):
        word = option_label(rating, str(level))
        made.append(Segment(str(level), str(level), f"{level} {word}" if word != str(level) else str(level)))
    if can_skip(kind):
        made.append(Segment(NA, _("n/a"), _("Does not apply here")))
    return made


def level_of(plan: Plan, kind: type[Record], keys: Mapping[str, Any]) -> str:
    """Return the level a statement has, "" where it has none."""
    record = answer(plan, kind, keys)
    if record is None:
        return ""
    if getattr(record, NA, False):
        return NA
    rating = getattr(record, "rating", None)
    return "" if rating is None else str(rating)


def rate(
    workspace: Workspace,
    kind: type[Record],
    keys: Mapping[str, Any],
    level: str,
    *,
    visit: int,
    origin: object,
) -> None:
    """Give a statement a level; "" clears it, and unmakes the record unless it holds evidence. One undo."""
    values: dict[str, Any] = {"rating": int(level) if level.isdigit() else None}
    if can_skip(kind):
        values[NA] = level == NA
    record = answer(workspace.document.plan, kind, keys)
    merge = (kind.about.kind, *keys.values(), "rating", visit)
    with workspace.edit(_("Rate a statement"), merge=merge, origin=origin) as edit:
        if record is None:
            if level:
                edit.add(kind, **{**keys, **values})
        elif not level and not getattr(record, "evidence", ""):
            edit.delete(record)
        else:
            edit.set(record, **values)
