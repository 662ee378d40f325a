"""Files that belong together: a copy for a table shares the history of the workshop it was taken from.

Every edit has an id of its own, so two files of one workshop begin with the same edits. What a copy was made
for, and what was brought in from where, stands as a note (JSON) with the edit that did it; undoing the edit
undoes the note. A file that was brought in before is then known up to its last edit of that time.
"""

import contextlib
import json
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple, Self

from planner.domain.plan import Plan
from planner.domain.records import KINDS
from planner.errors import FileRefused
from planner.i18n import _
from planner.store import trouble
from planner.store.backups import Snapshot
from planner.store.loading import load, load_some
from planner.store.log import Log
from planner.store.migrations import climb_copy

_EDITS = (
    'SELECT "sequence", "id", "time", "label", "device", "visit", "undoes", "note" FROM "edit" ORDER BY 1'
)
READ_NOTES = 'SELECT "note" FROM "edit" WHERE "note" IS NOT NULL ORDER BY "sequence" DESC'
"""Reads the notes, the newest first."""

_TOUCHED = (
    'SELECT "edit", "kind", "record", "before", "after" FROM "change" WHERE "edit" > ? ORDER BY "sequence"'
)
_BACK = (
    "go_back "  # how the visit of an edit begins that goes back in the history; the number of an edit follows
)


class Moment(NamedTuple):
    """One edit of a file: its id, when it was saved (UTC), what it was called, on which computer."""

    id: str
    time: datetime
    label: str
    device: str


@dataclass(frozen=True)
class Table:
    """What a copy was made for: the name of a table, and the code of the step it works on (or nothing)."""

    name: str
    step: str = ""


class Branch:
    """A workshop file as it was at one moment, in memory, with all that joining it to another one needs.

    Any thread may read it, one at a time. `moments` are the edits, the first one has number 1.
    """

    def __init__(self, snapshot: Snapshot, plan: Plan | None = None) -> None:
        """Take over a copy in memory, and the plan in it where it is known; use `of_closed` for a file.

        Raises:
            FileRefused: It cannot be read.
        """
        self.path = snapshot.path
        self._snapshot = snapshot
        self._raw = snapshot.memory
        self._plan = plan
        self._fields: tuple[int, dict[tuple[str, str], dict[str, int]]] | None = None
        with self._reading():
            rows = self._fetch(_EDITS)
            if [row[0] for row in rows] != list(range(1, len(rows) + 1)):
                raise ValueError("the journal has gaps")
            self.moments = [Moment(row[1], datetime.fromisoformat(row[2]), row[3], row[4]) for row in rows]
            self.table = newest_table(row[7] for row in reversed(rows) if row[7])
            self.same: dict[str, str] = {}
            self._own = {moment.id: number for number, moment in enumerate(self.moments, 1)}
            self._brought: dict[str, list[tuple[int, int]]] = {}
            self._read_notes([(row[0], row[5], row[6], row[7]) for row in rows])

    @classmethod
    def of_closed(cls, path: Path) -> Self:
        """Read a file that nobody has open; it is not changed.

        Raises:
            FileRefused: It is not a workshop, is damaged, or is of a newer version.
            AlreadyOpen: Somebody has it open; who and where is told.
        """
        return cls._of(Snapshot.of_closed(path))

    @classmethod
    def of_image(cls, image: bytes, path: Path) -> Self:
        """Read the bytes of a file, which came out of the locked one at `path`.

        Raises:
            FileRefused: They are not a workshop, or one of a newer version.
        """
        memory = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
        try:
            memory.deserialize(image)
        except sqlite3.Error as error:
            memory.close()
            raise trouble.damaged(path, _("Parts of it cannot be read.")) from error
        return cls._of(Snapshot(path, memory))

    @classmethod
    def _of(cls, snapshot: Snapshot) -> Self:
        try:
            climb_copy(snapshot.memory, snapshot.path)
            return cls(snapshot)
        except BaseException:
            snapshot.close()
            raise

    @property
    def plan(self) -> Plan:
        """The plan as the file holds it.

        Raises:
            FileRefused: Some of it cannot be read.
        """
        if self._plan is None:
            with self._reading():
                self._plan = load(self._fetch)
        return self._plan

    def grow(self, plan: Plan, after: int) -> None:
        """Take the plan after an edit from another file that has it too, and read what was touched since.

        Raises:
            FileRefused: Some of it cannot be read.
        """
        ids: dict[str, set[str]] = {}
        for kind, record_id in self._touched(after):
            ids.setdefault(kind, set()).add(record_id)
        with self._reading():
            there = list(load_some(self._fetch, ids))
            left = {record.id for record in there}
            gone = [(KINDS[kind], each) for kind, some in ids.items() for each in some - left]
        self._plan = plan.changed(there, gone)

    def close(self) -> None:
        """Let the memory go."""
        self._snapshot.close()

    @property
    def name(self) -> str:
        """What people call the file: the table it was made for, else its name."""
        return self.table.name if self.table else self.path.stem

    @property
    def newest(self) -> str:
        """The id of the last edit."""
        return self.moments[-1].id if self.moments else ""

    def shared(self, other: "Branch") -> int:
        """Return how many first edits two files have in common; none when they are two workshops."""
        count = 0
        for mine, theirs in zip(self.moments, other.moments, strict=False):
            if mine.id != theirs.id:
                break
            count += 1
        return count

    def learned(self, edit: str) -> int:
        """Return with which edit of this file an edit came, its own or one brought in; 0 where it did not."""
        if edit in self._own or not self._brought:
            return self._own.get(edit, 0)
        sitting, count = _parted(edit)
        return min((number for last, number in self._brought.get(sitting, ()) if last >= count), default=0)

    def knows(self, other: "Branch", beyond: int = 0) -> int:
        """Return the number of the newest edit of another file that this one holds or has brought in.

        Only those after `beyond` are looked for, which is returned where there is none.
        """
        for number in range(len(other.moments), beyond, -1):
            if self.learned(other.moments[number - 1].id):
                return number
        return beyond

    def holds(self, other: "Branch") -> bool:
        """Whether all of another file is in this one."""
        return self.learned(other.newest) > 0

    def sittings(self) -> dict[str, int]:
        """Return the last edit of each sitting that is in this file or was brought in."""
        last: dict[str, int] = {}
        for moment in self.moments:
            sitting, count = _parted(moment.id)
            last[sitting] = max(count, last.get(sitting, 0))
        for sitting, held in self._brought.items():
            last[sitting] = max(last.get(sitting, 0), *(count for count, _number in held))
        return last

    def plan_at(self, number: int) -> Plan:
        """Return the plan after an edit.

        Raises:
            FileRefused: The journal cannot be read.
        """
        if number >= len(self.moments):
            return self.plan
        return Log(self.path, self._fetch, lambda: self.newest).plan_at(number, self.plan)

    def written(self, kind: str, record_id: str, fields: tuple[str, ...], after: int) -> Moment | None:
        """Return the newest edit after one that touched a record in one of some fields (none named: at all).

        Raises:
            FileRefused: The journal cannot be read.
        """
        held = self._touched(after).get((kind, record_id), {})
        numbers = [number for name, number in held.items() if not fields or name in fields or not name]
        newest = max(numbers, default=0)
        return self.moments[newest - 1] if newest > after else None

    def _touched(self, after: int) -> dict[tuple[str, str], dict[str, int]]:
        """Return the newest edit after one of each field, by kind and record; "" is the record as a whole."""
        if self._fields is not None and self._fields[0] <= after:
            return self._fields[1]
        found: dict[tuple[str, str], dict[str, int]] = {}
        with self._reading():
            for edit, table, record_id, before, image in self._fetch(_TOUCHED, (after,)):
                kind, _mark, part = table.partition("__")
                held = found.setdefault((kind, record_id), {})
                if part:
                    held[part] = edit
                elif before is None or image is None:
                    held[""] = edit
                else:
                    held.update(dict.fromkeys(json.loads(image), edit))
        self._fields = (after, found)
        return found

    @contextlib.contextmanager
    def _reading(self) -> Iterator[None]:
        """Take whatever cannot be read for damage: the file comes from somewhere else."""
        try:
            yield
        except (sqlite3.Error, ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
            raise trouble.damaged(self.path, _("Parts of it cannot be read.")) from error

    def _fetch(self, statement: str, values: tuple[Any, ...] = ()) -> list[Any]:
        return self._raw.execute(statement, values).fetchall()

    def _read_notes(self, edits: list[tuple[int, str, int | None, str | None]]) -> None:
        """Read the notes of edits that were not undone, nor left behind by going back in the history."""
        undone: set[int] = set()
        floor: int | None = None  # notes of edits after this one, up to where we are, were left behind
        held: list[tuple[int, dict[str, Any]]] = []
        for number, visit, undoes, note in reversed(edits):
            if number in undone:
                continue
            if undoes is not None:
                undone.add(undoes)
            if floor is not None and number > floor:
                continue
            floor = None
            if visit.startswith(_BACK) and visit[len(_BACK) :].isdigit():
                floor = int(visit[len(_BACK) :])
            if note:
                held.append((number, json.loads(note)))
        for number, said in reversed(held):
            for sitting, count in said.get("brought", {}).items():
                self._brought.setdefault(str(sitting), []).append((int(count), number))
            self.same.update({str(theirs): str(ours) for theirs, ours in said.get("same", {}).items()})


def newest_table(notes: Iterable[str]) -> Table | None:
    """Return the table that a file was made for, from the notes of its edits, the newest first."""
    for note in notes:
        with contextlib.suppress(ValueError, TypeError, RecursionError):
            said = json.loads(note)
            if "table" in said:
                return Table(str(said["table"]), str(said.get("step", "")))
    return None


def brought_note(ours: Branch, others: Iterable[Branch], same: Mapping[str, str]) -> str:
    """Return the note of an edit that brings in other files, with the rows of theirs that became one of ours.

    An edit is known by its sitting and its number in it, so the last one of each sitting stands for all.
    """
    known, brought = ours.sittings(), dict[str, int]()
    for other in others:
        for sitting, count in other.sittings().items():
            if count > max(known.get(sitting, 0), brought.get(sitting, 0)):
                brought[sitting] = count
    return json.dumps({"brought": brought, "same": dict(sorted(same.items()))})


def _parted(edit: str) -> tuple[str, int]:
    """Return the sitting of an edit and its number there."""
    sitting, _mark, count = edit.rpartition("-")
    return (sitting, int(count)) if sitting and count.isdecimal() else (edit, 1)


def common_ground(ours: Branch, theirs: Branch) -> tuple[Branch, int]:
    """Return the newest state that both files have come from: in which file, and after which edit.

    Where each has brought in the other, the later of the two meetings counts.

    Raises:
        FileRefused: They are files of two workshops.
    """
    if not ours.shared(theirs):
        raise FileRefused(
            _("{name} belongs to another workshop.").format(name=theirs.path.name),
            safe=_("Nothing was brought in."),
            do=_("Choose a copy that was made from this workshop with “Make a copy for a table”."),
        )
    in_theirs, in_ours = ours.knows(theirs), theirs.knows(ours)
    met_by_us = ours.learned(theirs.moments[in_theirs - 1].id)
    if met_by_us <= in_ours and theirs.moments[in_theirs - 1].id != ours.moments[in_ours - 1].id:
        return ours, in_ours
    return theirs, in_theirs


class Parted(NamedTuple):
    """A file that is brought back, and where it parted from the open workshop or from a file before it.

    That was after the edit `number` of the file `where`. `turn` says when it is joined: 0, or after those of
    the turn before where it is a copy of one of them. `known` of its edits are there already by then.
    """

    branch: Branch
    where: Branch
    number: int
    turn: int
    known: int


def in_turn(ours: Branch, others: Iterable[Branch]) -> list[Parted]:
    """Return where files parted from a workshop; one that was copied from another of them is joined after it.

    Raises:
        FileRefused: One of them belongs to another workshop.
    """
    found: list[Parted] = []
    for branch in others:
        where, number = common_ground(ours, branch)
        held = ours.knows(branch)
        parted = Parted(branch, where, number, 0, held)
        for before in found:
            known = before.branch.knows(branch, held)
            if known > parted.known:
                where, number = common_ground(before.branch, branch)
            if known > held:
                turn = max(parted.turn, before.turn + 1)
                parted = Parted(branch, where, number, turn, max(known, parted.known))
        found.append(parted)
    return found


def told_apart(branches: Sequence[Branch]) -> list[str]:
    """Return what each file is called: by its table, and where that is not enough by its file or folder."""
    names = [branch.name for branch in branches]
    for said in (
        [branch.path.stem for branch in branches],
        [branch.path.parent.name for branch in branches],
        [str(number) for number in range(1, len(branches) + 1)],
    ):
        counts = Counter(names)
        names = [
            name if counts[name] == 1 else f"{branch.name} ({more})"
            for name, branch, more in zip(names, branches, said, strict=True)
        ]
    return names


def copy_for_table(snapshot: Snapshot, target: Path, table: Table, *, edit: Mapping[str, Any]) -> None:
    """Write a copy that knows its table; `edit` describes its first edit, all but sequence and note.

    Raises:
        FileRefused: There is a file of that name, or none can be made here.
        PlannerError: The disk is full or gone; no file was left behind.
    """
    note = json.dumps({"table": table.name, "step": table.step}, ensure_ascii=False)
    row = {**edit, "undoes": None, "note": note}
    names = ", ".join(f'"{name}"' for name in row)
    values = ", ".join(f":{name}" for name in row)
    with contextlib.closing(snapshot):
        snapshot.memory.execute(f'INSERT INTO "edit" ({names}) VALUES ({values})', row)
        snapshot.write(target)
