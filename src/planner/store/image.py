"""A workshop as bytes: what the file holds, taken from an open one or a closed one, and looked over.

Bytes can be written elsewhere, or locked with a passphrase, without a second readable copy on any disk.
"""

import contextlib
import sqlite3
from pathlib import Path

from planner.domain.plan import Plan
from planner.errors import PlannerError
from planner.i18n import _
from planner.store import closed_file, lock, trouble
from planner.store.backups import Snapshot
from planner.store.connection import connect_to_read, examine, examine_schema, refused
from planner.store.loading import load
from planner.store.migrations import Ladder, ladder
from planner.store.schema import APPLICATION_ID, VERSION

_MAGIC = b"SQLite format 3\x00"


def of_open(raw: sqlite3.Connection) -> bytes | None:
    """Return what an open file holds between two edits, or None where that can no longer be read in full."""
    try:
        taken = raw.serialize()
        look_over(taken, Path())
    except (sqlite3.Error, PlannerError):
        return None
    return taken


def of_closed(path: Path) -> bytes:
    """Return what a file holds that nobody has open; what an interrupted edit left behind is put right first.

    Raises:
        FileRefused: It is not a workshop, is damaged, or comes from a newer version.
        AlreadyOpen: Somebody has it open.
    """
    lock.refuse_open(path)
    examine(path, VERSION)
    closed_file.settle(path)
    with lock.named(path):
        try:
            raw = connect_to_read(path)
            with contextlib.closing(raw):
                taken = raw.serialize()
        except sqlite3.Error as error:
            raise refused(path, error) from error
    look_over(taken, path)
    return taken


def of_snapshot(snapshot: Snapshot) -> bytes:
    """Return what a copy in memory holds, and let it go; any thread may do it.

    Raises:
        FileRefused: It is not a whole workshop.
    """
    try:
        taken = snapshot.memory.serialize()
    finally:
        snapshot.close()
    look_over(taken, snapshot.path)
    return taken


def look_over(taken: bytes, path: Path, known: Ladder | None = None) -> None:
    """Refuse bytes that are not a whole workshop of a version that can be read; `path` names them.

    Raises:
        FileRefused: Why not.
    """
    known = known or ladder()
    if not taken.startswith(_MAGIC) or int.from_bytes(taken[68:72], "big") != APPLICATION_ID:
        raise trouble.not_a_workshop(path, _("It was not written by this application."))
    version = int.from_bytes(taken[60:64], "big")
    if version > known.version:
        raise trouble.newer(path, version, known.version)
    with contextlib.closing(sqlite3.connect(":memory:", isolation_level=None)) as raw:
        try:
            raw.deserialize(taken)
        except sqlite3.Error as error:
            raise refused(path, error) from error
        examine_schema(raw, path, known.steps[version].known if version in known.steps else known.known)


def write(taken: bytes, part: Path) -> None:
    """Write bytes into a file that is there and empty.

    Raises:
        OSError: The disk is full or gone.
    """
    with part.open("r+b") as file:
        file.write(taken)


def plan_in(taken: bytes) -> Plan | None:
    """Return the plan that bytes hold, or None where they cannot be read."""
    with contextlib.closing(sqlite3.connect(":memory:", isolation_level=None)) as raw:
        try:
            raw.deserialize(taken)
            return load(lambda statement, values: raw.execute(statement, values).fetchall())
        except (sqlite3.Error, ValueError, TypeError, RecursionError):
            return None
