"""Put a copy in the place of a workshop, and keep the file that was there. One step separates old and new."""

import contextlib
import os
import shutil
import sqlite3
from datetime import datetime
from pathlib import Path

from planner.atomic import sync, sync_folder
from planner.errors import FileRefused, PlannerError
from planner.i18n import _
from planner.store import backups, closed_file, lock, trouble
from planner.store.connection import connect_to_read, reserve


def identity_of(path: Path) -> str:
    """Return what marks the workshop in a file for good; an empty text where the file does not tell.

    A file this run has open is not even looked at: closing a second handle would drop its lock.
    """
    owner = lock.owner(path)
    if (owner is not None and owner.this_run) or not path.is_file():
        return ""
    try:
        with contextlib.closing(connect_to_read(path)) as raw:
            raw.execute("PRAGMA busy_timeout=0")
            return backups.state(raw)[0]
    except (sqlite3.Error, UnicodeDecodeError, PlannerError):
        return ""


def is_whole(path: Path) -> bool:
    """Whether every page of a closed workshop can be read."""
    try:
        backups.look(path)
    except PlannerError:
        return False
    return True


def put_in_place(copy: Path, sha256: str, target: Path, now: datetime) -> Path | None:
    """Make `target` what a copy is; return where the file went that was there, or None.

    The new file grows beside the target and takes its place in one step; the old one has got its second name
    before that. An interrupted edit of a damaged file goes with it: SQLite would play its journal into the
    new file otherwise.

    Raises:
        AlreadyOpen: Somebody has the target open.
        PlannerError: It could not be written; the target is what it was.
    """
    lock.refuse_open(target)
    part = target.with_name(f".{target.name}.restoring")
    kept = None
    try:
        part.unlink(missing_ok=True)
        reserve(part)
        shutil.copyfile(copy, part)
        sync(part)
        if backups.fingerprint(part) != sha256:
            raise trouble.damaged(copy, _("It is not what was written."))
        if target.exists():
            closed_file.settle(target)
            kept = _keep(target, now)
        lock.release(target)
        part.replace(target)
        sync_folder(target.parent)
    except OSError as error:
        raise PlannerError(
            _("{name} could not be restored: {reason}.").format(
                name=target.name, reason=error.strerror or str(error)
            ),
            safe=_("The backup and the file that was there are as they were."),
            do=_("Look whether there is room on the disk, or restore the backup to another folder."),
        ) from error
    finally:
        with contextlib.suppress(OSError):
            part.unlink(missing_ok=True)
    return kept


def _keep(target: Path, now: datetime) -> Path:
    """Give the file that is there a second name, which nothing has yet."""
    said = "before-restore" if is_whole(target) else "damaged"
    stem = f"{target.name}.{said}-{now.astimezone():%Y%m%d-%H%M%S}"
    number, kept = 1, target.with_name(stem)
    while kept.exists():
        number += 1
        kept = target.with_name(f"{stem}-{number}")
    try:
        os.link(target, kept)
    except OSError:  # a USB stick, or a network folder
        reserve(kept)
        try:
            shutil.copyfile(target, kept)
            sync(kept)
        except OSError:
            kept.unlink(missing_ok=True)
            target.replace(kept)  # what cannot be read can still be moved
    journal = target.with_name(f"{target.name}-journal")
    if journal.exists():
        journal.replace(kept.with_name(f"{kept.name}-journal"))
    sync_folder(target.parent)
    return kept


def refuse_other(target: Path, identity: str) -> None:
    """Refuse to put a workshop where another one is.

    Raises:
        FileRefused: Another workshop is there.
    """
    found = identity_of(target)
    if found and identity and found != identity:
        raise FileRefused(
            _("{name} is another workshop than the one in the backup.").format(name=target.name),
            safe=trouble.untouched(),
            do=_("Choose another name for the restored workshop."),
        )
