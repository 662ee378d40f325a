"""`History`: every edit of an open workshop, the plan as it was after each, and the way back to it."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from operator import itemgetter
from typing import Any

from planner.domain.differences import Difference, differences, made_official
from planner.domain.plan import Plan
from planner.domain.record import Record
from planner.domain.steps import STEPS, step
from planner.domain.wording import shortened
from planner.errors import PlannerError
from planner.i18n import _
from planner.services.changes import Changes
from planner.services.document import Document
from planner.store.log import SPECIAL, Mark

__all__ = ["SNAPSHOTS", "Difference", "Entry", "History", "differences", "made_official"]

SNAPSHOTS = "snapshots"
"""Shows only moments that have a name, given by hand or by a sign-off."""

_SNAPSHOT, _BACK = SPECIAL
_LONGEST_LABEL = 60


@dataclass(frozen=True)
class Entry:
    """One edit, as people see it: what was done in one go, such as one visit to a field.

    `sequence` is its number in the journal, `step` the code of the step it was made in, or "". `kind` is
    "edit", "undo", "redo", "go_back" or "snapshot"; `signed_off` is the code of the gate that was signed off
    with it, or "". `device` is the name of the computer.
    """

    sequence: int
    time: datetime
    label: str
    step: str
    kind: str
    signed_off: str
    device: str

    @property
    def named(self) -> bool:
        """Whether it is a snapshot: a moment that was given a name, or a sign-off."""
        return self.kind == "snapshot" or bool(self.signed_off)

    @property
    def words(self) -> str:
        """What was done, in words; people's own labels are in it as they are."""
        if self.signed_off:
            return _("Sign-off of {code} {step}").format(
                code=self.signed_off, step=_(step(self.signed_off).name)
            )
        if self.kind == "undo":
            return _("Undo: {edit}").format(edit=self.label)
        return _("Redo: {edit}").format(edit=self.label) if self.kind == "redo" else self.label


class History:
    """The history of an open workshop, the newest edit first. It follows new edits by itself.

    What is asked of thousands of edits is read in brief once; words are read page by page.
    """

    def __init__(self, document: Document) -> None:
        """Read nothing yet."""
        self._document = document
        self._log = document.log()
        self._marks: list[Mark] = []
        self._shown: dict[str, Sequence[int]] = {}
        self._taken_back: dict[int, bool] | None = None
        self._states: dict[str, dict[str, Any]] = {}
        self._signed: dict[int, str] = {}

    def count(self, show: str = "") -> int:
        """Return how many entries there are: all, `SNAPSHOTS`, or those of the step with a code.

        Raises:
            FileRefused: The journal cannot be read.
        """
        return len(self._listed(show))

    def page(self, first: int, count: int, show: str = "") -> tuple[Entry, ...]:
        """Return up to `count` entries from a place on, the newest first.

        Raises:
            FileRefused: The journal cannot be read.
        """
        listed = self._listed(show)
        end = max(0, len(listed) - first)
        return self._entries([self._marks[at] for at in reversed(listed[max(0, end - count) : end])])

    def entry(self, sequence: int) -> Entry | None:
        """Return the entry that ends with an edit; None where there is none.

        Raises:
            FileRefused: The journal cannot be read.
        """
        self._follow()
        at = self._before(sequence)
        found = [mark for mark in self._marks[at : at + 1] if mark[0] == sequence]
        return next(iter(self._entries(found)), None)

    def place(self, sequence: int, show: str = "") -> int:
        """Return the place of an edit among those shown, -1 where it is not among them."""
        listed = self._listed(show)
        at = bisect_left(listed, self._before(sequence))
        there = at < len(listed) and self._marks[listed[at]][0] == sequence
        return len(listed) - 1 - at if there else -1

    def steps(self) -> tuple[str, ...]:
        """Return the codes of the steps in which something was edited, in the order of the method."""
        self._follow()
        found = {mark[1] for mark in self._marks}
        return tuple(each.code for each in STEPS if each.code in found)

    def plan_at(self, sequence: int) -> Plan:
        """Return the plan as it was after an edit; before the first one it was empty.

        Raises:
            FileRefused: The journal cannot be read.
        """
        return self._log.plan_at(sequence, self._document.plan)

    def before(self, sequence: int) -> Plan:
        """Return the plan as it was before the entry that ends with an edit.

        Raises:
            FileRefused: The journal cannot be read.
        """
        self._follow()
        at = self._before(sequence)
        return self.plan_at(self._marks[at - 1][0] if at else 0)

    def lost_by_going_back(self, sequence: int) -> tuple[Record, ...]:
        """Return what is official now and was not then: closed votes, frozen versions, the adopted charter.

        Raises:
            FileRefused: The journal cannot be read.
        """
        return made_official(self._document.plan, self.plan_at(sequence))

    def go_back_to(self, sequence: int) -> Changes | None:
        """Make the plan what it was after an edit, as one new edit that can be undone.

        None when nothing differs. What was done since then stays in the history.

        Raises:
            FileRefused: The journal cannot be read.
            PlannerError: It could not be saved; the plan is what the file holds.
        """
        entry = self.entry(sequence)
        line = self._log.lines([sequence]).get(sequence)
        if line is None:
            raise PlannerError(
                _("This moment is not in the history."),
                safe=_("Nothing was changed."),
                do=_("Choose another."),
            )
        words = shortened(entry.words if entry else line.label, _LONGEST_LABEL)
        label = _("Go back to: {edit}").format(edit=words)
        return self._document.become(self.plan_at(sequence), label, merge=(_BACK, sequence))

    def snapshot(self, name: str, *, step: str = "") -> int:
        """Give this moment a name, to find it again; return its number in the history.

        Raises:
            PlannerError: It could not be saved.
        """
        return self._document.name_moment(name.strip(), step=step)

    # What is known in brief

    def _before(self, sequence: int) -> int:
        """Return how many entries ended before an edit."""
        return bisect_left(self._marks, sequence, key=itemgetter(0))

    def _listed(self, show: str) -> Sequence[int]:
        """Return the places of the marks that are shown, oldest first."""
        self._follow()
        if show not in self._shown:
            marks = enumerate(self._marks)
            if show == SNAPSHOTS:
                found = [at for at, mark in marks if mark[2] == _SNAPSHOT or mark[0] in self._signed]
            else:
                found = [at for at, mark in marks if mark[1] == show]
            self._shown[show] = found if show else range(len(self._marks))
        return self._shown[show]

    def _entries(self, marks: Sequence[Mark]) -> tuple[Entry, ...]:
        lines = self._log.lines([mark[0] for mark in marks])
        made = []
        for mark in marks:
            number, code, _special, _undoes = mark
            if number in lines:
                line, gate = lines[number], self._signed.get(number, "")
                made.append(Entry(number, line.time, line.label, code, self._kind(mark), gate, line.device))
        return tuple(made)

    def _kind(self, mark: Mark) -> str:
        number, _code, special, undoes = mark
        if undoes is None:
            return special or "edit"
        if self._taken_back is None:
            self._taken_back = {}
            for each, _step, _special, earlier in self._marks:
                if earlier is not None:  # what takes back an undo does it again
                    self._taken_back[each] = not self._taken_back.get(earlier, False)
        return "undo" if self._taken_back[number] else "redo"

    def _follow(self) -> None:
        """Take note of the edits since last time; the newest may since have been continued."""
        newest = self._marks[-1][0] if self._marks else 0
        if self._log.last == newest:
            return
        self._sign_offs(newest)
        if self._marks:
            self._marks.pop()
        self._marks.extend(self._log.marks(newest))
        self._shown.clear()
        self._taken_back = None

    def _sign_offs(self, since: int) -> None:
        """Note the gates that were signed off by edits, from what was written into the states of steps.

        What undo, redo and going back write there is no sign-off, nor is what a plan came with.
        """
        gates = {each.code for each in STEPS if each.gate}
        for edit, plain, change in self._log.step_states(since):
            was = self._states.get(change.record_id, {})
            now = {**was, **change.after} if change.after is not None else {}
            self._states[change.record_id] = now
            if plain and edit > 1 and _signed(now) and not _signed(was) and now.get("step") in gates:
                self._signed[edit] = str(now["step"])


def _signed(state: dict[str, Any]) -> bool:
    return bool(state.get("signed_off")) or state.get("status") == "done"
