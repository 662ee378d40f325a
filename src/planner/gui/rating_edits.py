"""Edits of two ratings at once: a record is put on a grid, moved on it, or taken off."""

from collections.abc import Mapping

from planner.domain.record import Record
from planner.gui.wording import title_of
from planner.gui.workspace import Workspace
from planner.i18n import _

LOW, MIDDLE, HIGH = 1, 3, 5


def place(workspace: Workspace, record: Record, ratings: Mapping[str, int | None]) -> None:
    """Set two ratings of a record in one edit; None takes it off the grid."""
    if all(getattr(record, name) == rating for name, rating in ratings.items()):
        return
    title = title_of(record, workspace.document.plan)
    short = title if len(title) <= 60 else title[:59] + "…"
    if None in ratings.values():
        label = _("Take “{title}” off the grid").format(title=short)
    else:
        label = _("Place “{title}”").format(title=short)
    with workspace.edit(label) as edit:
        edit.set(record, **ratings)


def shift(workspace: Workspace, record: Record, steps: Mapping[str, int]) -> None:
    """Move a record by steps of its ratings; one that is not rated yet starts in the middle."""
    before = {name: getattr(record, name) for name in steps}
    if None in before.values():
        place(workspace, record, {name: held or MIDDLE for name, held in before.items()})
        return
    place(
        workspace,
        record,
        {name: max(LOW, min(HIGH, before[name] + step)) for name, step in steps.items()},
    )


class DigitPair:
    """Two digits typed one after the other while the same thing is chosen."""

    def __init__(self) -> None:
        """Wait for the first digit."""
        self._key = ""
        self._first = 0

    def typed(self, key: str, digit: int) -> tuple[int, int] | None:
        """Take a digit; return both once the second has come, None after the first."""
        if self._key != key:
            self._key, self._first = key, digit
            return None
        self.clear()
        return self._first, digit

    def clear(self) -> None:
        """Forget a first digit."""
        self._key = ""
