"""A workshop that nobody has open: look at it, copy it, make it ready to be moved.

Nothing here needs SQLAlchemy, and looking never waits: a file that is open or damaged is told at once.
"""

import contextlib
import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from planner.atomic import sync
from planner.errors import AlreadyOpen, FileRefused
from planner.i18n import _
from planner.store import lock, trouble
from planner.store.connection import connect, connect_to_read, disconnect, examine, refused, reserve
from planner.store.schema import VERSION

_NAMES = 'SELECT (SELECT "title_text" FROM "charter" LIMIT 1), (SELECT "name" FROM "district" LIMIT 1)'
_COUNTS = 'SELECT (SELECT count(*) FROM "person"), (SELECT max("time") FROM "edit")'


class _Interrupted(FileRefused):
    """An interrupted edit must be taken back before the file can be read."""


@dataclass(frozen=True)
class Glance:
    """What the home page says about a workshop.

    `people` is how many are in it, `changed` when it was edited last (None: never), `steps` the status of
    each step the group has spoken about, by code.
    """

    title: str
    district: str
    people: int
    changed: datetime | None
    steps: Mapping[str, str]


def glance(path: Path) -> Glance:
    """Look at a workshop without opening it; it may be of an older version.

    Raises:
        FileRefused: It is not a workshop, is damaged, or comes from a newer version.
        AlreadyOpen: Somebody has it open.
    """
    try:
        return _glance(path)
    except _Interrupted:
        settle(path)  # whoever had it open was cut off in the middle of an edit
        return _glance(path)


def _glance(path: Path) -> Glance:
    with _looking(path) as raw:
        ((title, district),) = raw.execute(_NAMES).fetchall()
        ((people, changed),) = raw.execute(_COUNTS).fetchall()
        steps = dict(raw.execute('SELECT "step", "status" FROM "step_state"'))
    return Glance(
        title or "", district or "", people, datetime.fromisoformat(changed) if changed else None, steps
    )


def settle(path: Path) -> None:
    """Make sure that nobody has a workshop open and that it is one plain file, so that it can be moved.

    What an interrupted edit left behind is put right. A file that is no workshop, or cannot be read, is left
    as it is.

    Raises:
        AlreadyOpen: Somebody has it open; who is told.
    """
    lock.refuse_open(path)
    try:
        examine(path, VERSION)
        with lock.named(path):
            raw = connect(path)
    except FileRefused:
        return
    disconnect(raw)
    lock.release(path)


def copy(path: Path, target: Path) -> None:
    """Copy a workshop that nobody has open, page by page; `target` must not exist.

    Raises:
        AlreadyOpen: Somebody has it open.
        FileRefused: It is not a workshop or is damaged, or `target` exists or cannot be made.
    """
    lock.refuse_open(path)
    examine(path, VERSION)
    with lock.named(path):
        raw = connect(path)
    try:
        reserve(target)
        try:
            made = sqlite3.connect(f"{target.absolute().as_uri()}?mode=rw", uri=True)
            with contextlib.closing(made):
                raw.backup(made)
            sync(target)
        except BaseException:
            target.unlink(missing_ok=True)
            raise
    except sqlite3.Error as error:
        raise refused(path, error) from error
    finally:
        disconnect(raw)


@contextlib.contextmanager
def _looking(path: Path) -> Iterator[sqlite3.Connection]:
    lock.refuse_open(path)
    examine(path, VERSION)
    try:
        raw = connect_to_read(path)
        with contextlib.closing(raw):
            raw.execute("PRAGMA busy_timeout=0")
            yield raw
    except AlreadyOpen:
        raise
    except sqlite3.Error as error:
        if _waits_for_recovery(error):
            raise _Interrupted(
                _("{name} was not closed properly.").format(name=path.name),
                safe=_("Everything that was shown as saved is in it."),
                do=_("Open it to put that right."),
            ) from error
        told = refused(path, error)
        raise (lock.already_open(path) if isinstance(told, AlreadyOpen) else told) from error
    except ValueError as error:
        raise trouble.damaged(path, _("Parts of it cannot be read.")) from error


def _waits_for_recovery(error: sqlite3.Error) -> bool:
    """Whether an interrupted edit must be taken back before anything can be read."""
    name = getattr(error, "sqlite_errorname", "") or ""
    return name.startswith(("SQLITE_READONLY_ROLLBACK", "SQLITE_READONLY_RECOVERY"))
