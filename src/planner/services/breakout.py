"""Breakout files: a copy of the workshop for a table, and what tables did brought back as one edit.

    merge = bring_back(document, [first, second])
    for conflict in merge.open: merge.choose(conflict, party)
    merge.apply(document)

Bringing the same file back again changes nothing; whatever it did since is brought in.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from planner.domain.plan import Plan
from planner.domain.record import Record
from planner.errors import Cancelled, PlannerError
from planner.i18n import _
from planner.services.changes import Changes
from planner.services.document import Document
from planner.services.joining import twins
from planner.services.joining.conflicts import HERE, Conflict, Side, Twin
from planner.services.joining.join import Joined, join_in_turn
from planner.services.joining.sides import Rows, Source, rows_of
from planner.store.clock import Clock, stamp, utc_now

if TYPE_CHECKING:  # named only: the store is loaded when a file is copied or brought back
    from planner.store.merge import Branch

__all__ = ["HERE", "Conflict", "File", "Merge", "Side", "Twin", "bring_back", "copy_for_table", "read"]

Report = Callable[[int, int, str], bool]
"""Called with done, total and what is being done; False once the person has stopped it."""


def copy_for_table(
    source: Document | Path, name: str, out: Path, *, step: str = "", clock: Clock = utc_now
) -> None:
    """Make a copy of a workshop for a table, which can be worked on elsewhere and brought back.

    Args:
        source: The workshop, open or closed.
        name: What the table is called.
        out: The new file.
        step: The code of the step the table works on; the copy opens there. Nothing for the whole plan.
        clock: When the copy is made.

    Raises:
        FileRefused: There is a file of that name, or the workshop cannot be read.
        AlreadyOpen: It is a file that somebody has open.
        PlannerError: The copy cannot be written; there is no file then.
    """
    import platform

    from planner.store.backups import Snapshot
    from planner.store.merge import Table
    from planner.store.merge import copy_for_table as copy

    snapshot = source.snapshot() if isinstance(source, Document) else Snapshot.of_closed(source)
    sitting = uuid4().hex
    copy(
        snapshot,
        out,
        Table(name, step),
        edit={
            "id": f"{sitting}-1",
            "time": stamp(clock()),
            "label": _("Copy for {table}").format(table=name),
            "step": step,
            "visit": "",
            "sitting": sitting,
            "device": platform.node(),
        },
    )


@dataclass(frozen=True)
class File:
    """A file that is brought back: its name for people, how many edits are new, what they did to rows."""

    path: Path
    name: str
    edits: int
    added: int
    changed: int
    deleted: int


class Merge:
    """What is to be brought in, and what is still to be decided. Nothing is written before `apply`."""

    def __init__(self, ours: "Branch", plan: Plan, others: Sequence["Branch"], today: date) -> None:
        """Compare the files; use `bring_back` or `read`.

        Raises:
            FileRefused: One of them belongs to another workshop.
        """
        from planner.store.merge import in_turn, told_apart

        self._ours, self._plan, self._today = ours, plan, today
        self._all = tuple(others)
        self._others = [each for each in others if not any(it.holds(each) for it in others if it is not each)]
        self._names = told_apart(self._others)
        at: dict[int, Plan] = {}
        for branch in self._others:
            shared = ours.shared(branch)
            if shared not in at:
                at[shared] = ours.plan_at(shared)
            branch.grow(at[shared], shared)
        self._parted = in_turn(ours, self._others)
        self._bases = [
            # up to what all of them share they are alike: what was read once need not be replayed
            at[each.number] if each.number in at and each.turn == 0 else each.where.plan_at(each.number)
            for each in self._parted
        ]
        self._choices: dict[str, int] = {}
        self._apart: set[str] = set()
        self._together: set[str] = set()
        self._codes: dict[str, str] = {}
        self._same: dict[str, str] = {}
        self._stale = self._offered = False
        self._everything: Plan | None = None
        self.twins: tuple[Twin, ...] = ()
        self.files: tuple[File, ...] = ()
        self._join()

    # What is there to decide

    @property
    def joined(self) -> Joined:
        """What would be written as things are decided now."""
        if self._stale:
            self._join()
        return self._joined

    @property
    def conflicts(self) -> tuple[Conflict, ...]:
        """What the sides changed differently, decided or not. Deciding the last one can raise others."""
        if self._stale and all(each.key in self._choices for each in self._joined.conflicts):
            self._join()
        return self._joined.conflicts

    @property
    def open(self) -> tuple[Conflict, ...]:
        """The conflicts nobody has decided yet."""
        return tuple(each for each in self.conflicts if each.key not in self._choices)

    @property
    def empty(self) -> bool:
        """Whether there is nothing to bring in and nothing to decide."""
        return not (self.joined.put or self.joined.drop or self.conflicts or self.twins)

    @property
    def everything(self) -> Plan:
        """The rows of all sides together, to name what values link to."""
        if self._everything is None:
            rows = {record.id: record for plan in self._plans() for record in plan.records()}
            self._everything = Plan(rows.values())
        return self._everything

    def _plans(self) -> tuple[Plan, ...]:
        """All plans there are, the open workshop's last."""
        return (*self._bases, *(branch.plan for branch in self._others), self._plan)

    def chosen(self, conflict: Conflict) -> int | None:
        """Return the party that was chosen for a conflict, or None."""
        return self._choices.get(conflict.key)

    def choose(self, conflict: Conflict, party: int) -> None:
        """Decide a conflict. Whether a row stays can raise others, or settle some."""
        self._choices[conflict.key] = party
        self._stale = True
        if not conflict.fields:
            self._join()

    def take(self, which: str) -> None:
        """Decide all that is open: "ours" is what is here, "theirs" what was written last in another file."""
        while undecided := self.open:
            for conflict in undecided:
                self._choices[conflict.key] = _taken(conflict, which)
            self._join()

    def is_one(self, twin: Twin) -> bool:
        """Whether two rows will be one: where they say the same, unless told otherwise."""
        return twin.key in self._together or (twin.sure and twin.key not in self._apart)

    def make_one(self, twin: Twin, one: bool) -> None:
        """Decide whether two rows become one."""
        for each in (self._together, self._apart):
            each.discard(twin.key)
        (self._together if one else self._apart).add(twin.key)
        self._join()

    # Joining

    def _join(self) -> None:
        self._stale = False
        here = rows_of(self._plan)
        bases = {id(plan): rows_of(plan) for plan in self._bases}  # most files parted at the same moment
        sources = [self._source(number, bases[id(plan)]) for number, plan in enumerate(self._bases)]
        same: dict[str, str] = {}
        for branch in (self._ours, *self._others):
            same.update(branch.same)
        twins.rename(sources, same)
        self._same = same
        self._same |= twins.by_nature(here, sources)
        if not self._offered:
            self._offered = True
            self.twins = tuple(twins.offers(here, sources))
        accepted = {twin.second.id: twin.first.id for twin in self.twins if self.is_one(twin)}
        if accepted:
            twins.rename(sources, accepted)
            twins.take_titles([each for each in self.twins if each.sure and self.is_one(each)], sources)
            self._same |= accepted
            self._same |= twins.by_nature(here, sources)
        turns: list[list[Source]] = [[] for _parted in self._parted]
        for parted, source in zip(self._parted, sources, strict=True):
            turns[parted.turn].append(source)
        self._joined = join_in_turn(self._plan, turns, self._choices, self._today)
        if not self.files:
            self.files = self._told(sources)

    def _told(self, sources: Sequence[Source]) -> tuple[File, ...]:
        """Return what is said about each file; one that another one holds in full brings nothing."""
        told = [
            File(
                parted.branch.path,
                name,
                len(parted.branch.moments) - parted.known,
                len(source.now.keys() - source.base.keys()),
                len(source.changed),
                len(source.gone),
            )
            for parted, name, source in zip(self._parted, self._names, sources, strict=True)
        ]
        held = [each for each in self._all if each not in self._others]
        return (*told, *(File(each.path, each.path.stem, 0, 0, 0, 0) for each in held))

    def _source(self, number: int, base: Rows) -> Source:
        branch = self._others[number]
        after = self._ours.shared(branch)

        def written(record: Record, fields: tuple[str, ...]) -> Side:
            return self._side(branch, number, self._names[number], record, fields, after)

        def written_here(record: Record, fields: tuple[str, ...]) -> Side:
            return self._side(self._ours, HERE, _("Here"), record, fields, after)

        return Source(number, base, rows_of(branch.plan), written, written_here)

    def _side(
        self, branch: "Branch", party: int, name: str, record: Record, fields: tuple[str, ...], after: int
    ) -> Side:
        ids = [record.id, *(old for old, new in self._same.items() if new == record.id)]
        found = [branch.written(record.about.kind, each, fields, after) for each in ids]
        moments = [each for each in found if each is not None]
        if not moments:
            return Side(party, name)
        newest = max(moments, key=lambda each: each.time)
        return Side(party, name, when=newest.time.astimezone(UTC), device=newest.device)

    # Writing

    def fits(self, document: Document) -> bool:
        """Whether nothing was edited since the files were compared."""
        return document.plan is self._plan

    def apply(self, document: Document) -> Changes | None:
        """Write it as one edit that undo takes back; None when there is nothing to write.

        Raises:
            PlannerError: Something is undecided, the plan was edited meanwhile, or it could not be saved;
                nothing was changed.
        """
        from planner.store.merge import brought_note

        if self.open:
            raise PlannerError(
                _("There are {count} differences to decide first.").format(count=len(self.open)),
                safe=_("Nothing was brought in."),
            )
        if not self.fits(document):
            raise PlannerError(
                _("The plan was edited since the files were compared."),
                safe=_("Nothing was brought in."),
                do=_("Bring the files back again."),
            )
        if self.empty:
            return None
        told: list[Changes] = []
        forget = document.subscribe(told.append)
        note = brought_note(self._ours, self._others, self._same)
        try:
            with document.edit(_("Bring back {files}").format(files=_listed(self._names)), note=note) as edit:
                for record in self.joined.put:
                    written = edit.put(record)
                    self._codes[record.id] = written.code
                edit.delete(*self.joined.drop)
        finally:
            forget()
        return told[0] if told else None

    def report(self) -> dict[str, Any]:
        """Return what was or would be brought in, as JSON values."""
        from planner.services.joining.report import report

        return report(self, self._plan, self._codes)

    def close(self) -> None:
        """Let the copies in memory go."""
        for branch in (self._ours, *self._all):
            branch.close()


def bring_back(
    document: Document, paths: Sequence[Path], unlocked: Mapping[Path, bytes] | None = None
) -> Merge:
    """Compare the files with an open workshop, see `read`. Close the merge when it is done with.

    Raises:
        FileRefused: A file is no workshop, is damaged, or belongs to another workshop.
        AlreadyOpen: Somebody has one of them open.
    """
    return read(branch_of(document), document.plan, paths, today=document.today(), unlocked=unlocked)


def branch_of(document: Document) -> "Branch":
    """Return an open workshop as it is now, for `read`; a few milliseconds on its own thread.

    Raises:
        FileRefused: It can no longer be read.
    """
    from planner.store.merge import Branch

    return Branch(document.snapshot(), document.plan)


def read(
    ours: "Branch",
    plan: Plan,
    paths: Sequence[Path],
    *,
    today: date,
    report: Report | None = None,
    unlocked: Mapping[Path, bytes] | None = None,
) -> Merge:
    """Read the files and compare them with a workshop; any thread may do it.

    `unlocked` holds what is in those files that are locked (see `services.sharing`).

    Raises:
        FileRefused: A file is no workshop, is damaged, or belongs to another workshop.
        AlreadyOpen: Somebody has one of them open.
        Cancelled: The person stopped it.
    """
    from planner.store.merge import Branch

    others: dict[str, Branch] = {}
    try:
        for number, path in enumerate(paths):
            if report is not None and not report(
                number, len(paths) + 1, _("Reading {file}…").format(file=path.name)
            ):
                raise Cancelled
            held = (unlocked or {}).get(path)
            branch = Branch.of_closed(path) if held is None else Branch.of_image(held, path)
            if branch.newest in others:  # the same file twice
                branch.close()
            else:
                others[branch.newest] = branch
        if report is not None and not report(len(paths), len(paths) + 1, _("Comparing…")):
            raise Cancelled
        ordered = sorted(others.values(), key=lambda branch: (branch.name, branch.newest))
        return Merge(ours, plan, ordered, today)
    except BaseException:
        for branch in (ours, *others.values()):
            branch.close()
        raise


def _taken(conflict: Conflict, which: str) -> int:
    """Return the party of a conflict that is here, or that wrote last elsewhere."""
    elsewhere = [side for side in conflict.sides if side.party != HERE]
    if conflict.only_here or which == "ours" or not elsewhere:
        return HERE if conflict.side(HERE) else conflict.sides[0].party
    return max(elsewhere, key=lambda side: (side.when or datetime.min.replace(tzinfo=UTC), -side.party)).party


def _listed(names: Sequence[str]) -> str:
    shown = ", ".join(names[:4])
    return (
        shown if len(names) <= 4 else _("{names} and {count} more").format(names=shown, count=len(names) - 4)
    )
