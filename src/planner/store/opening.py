"""Open the connection of a workshop for this process alone, bringing an older file up to date."""

import sqlite3
from pathlib import Path

from planner.store import lock
from planner.store.connection import connect, examine
from planner.store.migrations import Ladder, climb


def open_connection(path: Path, known: Ladder, backups: Path | None) -> sqlite3.Connection:
    """Examine, lock and connect; leave no note yet.

    A file this process has open itself is not even looked at: closing a second handle would drop its lock.
    """
    lock.refuse_elsewhere(path)
    owner = lock.owner(path)
    if owner is None or not owner.this_run or not path.is_file():
        examine(path, known.version)
    with lock.named(path):
        raw = connect(path)
    try:
        climb(raw, path, known, backups)
    except BaseException:
        raw.close()
        raise
    return raw
