"""Remove a person: list where the person's data stands, and erase it there.

What one person is called is erased from the plan, from its history and from its backups, and the files are
written anew, so that nothing is left in them. The history then says that there was somebody, and not who.
Documents that were made before, copies that were handed on, and free blocks of the disk are out of reach.
"""

import shutil
from collections.abc import Callable, Collection, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from planner.domain.mentions import SHORTEST, long_enough
from planner.domain.plan import Plan
from planner.domain.records import ExportRecord, Person
from planner.errors import Cancelled, FileRefused, InvalidEdit, PlannerError
from planner.i18n import _
from planner.services.backups import Backup, Shelf
from planner.services.document import Document
from planner.services.library import SUFFIX
from planner.store.backups import Snapshot
from planner.store.erasing import Eraser, known_people

__all__ = [
    "Eraser",
    "Shelved",
    "Somebody",
    "Traces",
    "erase",
    "erase_in_backups",
    "eraser",
    "look_around",
    "people",
    "traces",
]

Report = Callable[[int, int, str], bool]

_ROOM = 1_000_000  # bytes that stay free


@dataclass(frozen=True)
class Somebody:
    """A person who is or was in the plan; `there` says whether the person still is."""

    id: str
    code: str
    name: str
    there: bool


@dataclass(frozen=True)
class Traces:
    """Where a person stands in the open workshop.

    `links` are lines such as “Charter · Facilitator”, `texts` such as “RK-03 · Risk”; `edits` is how many
    entries of the history say who it is, `documents` the files that were made from the plan.
    """

    links: tuple[str, ...]
    texts: tuple[str, ...]
    edits: int
    documents: tuple[str, ...]

    @property
    def any(self) -> bool:
        """Whether there is anything to erase in the workshop."""
        return bool(self.links or self.texts or self.edits)


@dataclass(frozen=True)
class Shelved:
    """Where a person stands outside the open workshop: in its backups, and in other files of the library.

    `unread` are backups that cannot be looked into, because they are damaged or from another version; nobody
    knows who is in them. `kept` are files that a restored backup has replaced.
    """

    backups: tuple[Backup, ...]
    others: tuple[Path, ...]
    unread: tuple[Backup, ...]
    kept: tuple[Path, ...] = ()


def people(document: Document) -> list[Somebody]:
    """Return everybody in the plan, in order, then those who are only in its history."""
    there = [
        Somebody(each.id, each.code, each.name, there=True)
        for each in document.plan.all(Person)
        if each.name.strip()
    ]
    ids = {each.id for each in there}
    gone = [
        Somebody(each, code, name, there=False)
        for each, (code, name) in document.look(known_people).items()
        if each not in ids and document.plan.get(Person, each) is None
    ]
    return there + sorted(gone, key=lambda each: each.name.casefold())


def eraser(person: Somebody, more: Collection[str] = ()) -> Eraser:
    """Return what finds and erases a person; `more` are other spellings: a short name, an e-mail address.

    Raises:
        InvalidEdit: A word is too short to be erased everywhere.
    """
    words = [word.strip() for word in more if word.strip()]
    for word in words:
        if not long_enough(word):
            raise InvalidEdit(
                _("“{word}” is too short to be erased everywhere.").format(word=word),
                safe=_("Nothing was changed."),
                do=_("Take words of {count} letters or more.").format(count=SHORTEST),
            )
    name = person.name.strip()
    own = [name] if long_enough(name) else []
    return Eraser(person.id, {*own, *words})


def traces(snapshot: Snapshot, plan: Plan, who: Eraser) -> Traces:
    """Return where a person stands in the open workshop: its plan and its history. Any thread may do it.

    `snapshot` is the workshop as it is now, and is let go.

    Raises:
        FileRefused: It cannot be read.
    """
    places, edits = who.in_snapshot(snapshot)
    return Traces(
        links=tuple(_lines(plan, ((each.id, name) for each, name in plan.pointing_at(who.person_id)))),
        texts=tuple(_lines(plan, ((each, name) for kind, each, name in places if name))),
        edits=edits,
        documents=tuple(dict.fromkeys(each.path for each in plan.all(ExportRecord) if each.path)),
    )


def _lines(plan: Plan, places: Iterator[tuple[str, str]]) -> Iterator[str]:
    for record_id, name in places:
        record = plan.find(record_id)
        if record is None:
            continue
        about = type(record).about
        noun = _(about.noun)
        head = record.code if about.coded and not about.single else noun[:1].upper() + noun[1:]
        yield f"{head} · {_(record.describe(name).label)}"


def look_around(shelf: Shelf, path: Path, who: Eraser, folders: Collection[Path], report: Report) -> Shelved:
    """Look for a person in the backups of a workshop and in the other workshops of some folders.

    Nothing is changed. Any thread may do it.

    Raises:
        Cancelled: `report` said so.
    """
    found: list[Backup] = []
    unread: list[Backup] = []
    backups = shelf.list(path)
    files = sorted(each for folder in folders for each in folder.glob(f"*{SUFFIX}") if each != path)
    total = len(backups) + len(files)
    for number, backup in enumerate(backups):
        _go_on(report, number, total, _("Looking into backups…"))
        try:
            if who.in_file(backup.file):
                found.append(backup)
        except PlannerError:
            unread.append(backup)
    others = []
    for number, file in enumerate(files, len(backups)):
        _go_on(report, number, total, _("Looking into other workshops…"))
        try:
            if who.in_file(file, namesakes=True):
                others.append(file)
        except PlannerError:
            continue
    kept = tuple(sorted(each for folder in folders for each in folder.glob(f"*{SUFFIX}.*-*[0-9]")))
    return Shelved(tuple(found), tuple(others), tuple(unread), kept)


def erase_in_backups(shelf: Shelf, backups: Collection[Backup], who: Eraser, report: Report) -> int:
    """Erase a person in backups, each in one step, and return in how many. Any thread may do it.

    A backup that cannot be looked into is deleted: nothing else takes the person out of it.

    Raises:
        Cancelled: `report` said so; the backups done so far are done.
        PlannerError: One could be neither rewritten nor deleted.
    """
    for number, backup in enumerate(backups):
        _go_on(report, number, len(backups), _("Erasing in backups…"))
        try:
            shelf.rewrite(backup, lambda copy: _erase_in_copy(copy, who))
        except FileRefused:
            shelf.drop(backup, overwrite=True)
    return len(backups)


def _erase_in_copy(copy: Path, who: Eraser) -> None:
    document = Document.open(copy)
    try:
        erase(document, who)
    finally:
        document.close()


def erase(document: Document, who: Eraser) -> None:
    """Erase a person from the open workshop: plan, history, and what is left of them in the file.

    It cannot be undone, and nothing done before can be either: undo begins anew.

    Raises:
        PlannerError: It could not be written; the workshop is as it was.
    """
    person = document.plan.get(Person, who.person_id)
    _require_room(document.path)
    with document.edit(_("Remove a person"), step="A1", then=who) as edit:
        if person is not None:
            edit.delete(person)
    try:
        document.compact()
    except PlannerError as error:
        raise PlannerError(
            _("The person is removed, but {name} could not be written anew.").format(name=document.path.name),
            safe=_("The plan is whole. What was erased was overwritten; unused pages may hold traces."),
            do=_("Make room on the disk. Removing the next person writes it anew as well."),
        ) from error


def _require_room(path: Path) -> None:
    """Refuse to begin where the file cannot be written anew: it needs its own size twice.

    Raises:
        PlannerError: There is no room.
    """
    with suppress(OSError):  # some network folders do not tell
        wanted = 2 * path.stat().st_size + _ROOM
        if shutil.disk_usage(path.parent).free < wanted:
            raise PlannerError(
                _("There is not enough room on the disk to write {name} anew.").format(name=path.name),
                safe=_("Nothing was changed."),
                do=_("Make {size} MB of room, then try again.").format(size=round(wanted / 1_000_000) + 1),
            )


def _go_on(report: Report, done: int, total: int, what: str) -> None:
    if not report(done, total, what):
        raise Cancelled
