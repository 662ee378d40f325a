"""What can go wrong with a file, in plain sentences: what happened, that the work is safe, what to do."""

import os
import shutil
import sqlite3
from pathlib import Path

from planner.errors import (
    Damaged,
    DiskFull,
    FileChanged,
    FileLost,
    FileRefused,
    NotSaved,
    PlannerError,
    ReadOnly,
)
from planner.i18n import _

__all__ = [
    "NotSaved",
    "changed",
    "damaged",
    "failed",
    "lost",
    "missing",
    "newer",
    "not_a_workshop",
    "not_made",
    "read_only",
    "unreadable",
    "untouched",
]


def untouched() -> str:
    """Return the sentence that a refused file is as it was."""
    return _("The file was not changed.")


def missing(path: Path) -> FileRefused:
    """There is no such file."""
    return FileRefused(
        _("There is no file {name} here.").format(name=path.name),
        safe=_("Nothing was changed."),
        do=_("Look whether it was moved or renamed, or whether its drive is plugged in."),
    )


def exists(path: Path) -> FileRefused:
    """There is a file of that name, which is not overwritten."""
    return FileRefused(
        _("There is already a file {name} here.").format(name=path.name),
        safe=untouched(),
        do=_("Choose another name."),
    )


def not_a_workshop(path: Path, why: str) -> FileRefused:
    """The file is something else; `why` is a sentence."""
    return FileRefused(
        _("{name} is not a workshop of District Planner.").format(name=path.name) + " " + why,
        safe=untouched(),
        do=_("Choose a file that ends in .workshop."),
    )


def damaged(path: Path, why: str) -> Damaged:
    """The file is a workshop that cannot be trusted; `why` is a sentence."""
    return Damaged(
        _("{name} is damaged.").format(name=path.name) + " " + why,
        safe=untouched(),
        do=_("Open a backup or an earlier copy, and keep this file in case something must be saved from it."),
    )


def newer(path: Path, version: int, newest: int) -> FileRefused:
    """The file was written by a later version of the application."""
    said = _(
        "{name} was made with a newer District Planner: file version {version}, and this one reads {newest}."
    )
    return FileRefused(
        said.format(name=path.name, version=version, newest=newest),
        safe=untouched(),
        do=_("Install a District Planner that reads file version {version}, and open it there.").format(
            version=version
        ),
    )


def read_only(path: Path) -> ReadOnly | None:
    """The file may be read but not changed; None where that is not so, as far as the system tells."""
    if not os.access(path, os.R_OK):
        return None
    if os.access(path, os.W_OK):
        if os.access(path.parent, os.W_OK):
            return None
        what = _("{name} is in a folder where nothing may be written, so it cannot be changed there.")
    else:
        what = _("{name} may be read but not changed.")
    return ReadOnly(what.format(name=path.name), safe=untouched(), do=_("Open a copy of it instead."))


def lost(path: Path) -> FileLost:
    """The file of the open workshop is gone."""
    return FileLost(
        _("There is no file {name} any more: its drive or its folder is gone.").format(name=path.name),
        safe=_(
            "The last change is not saved. All before it is in the file on that drive, and in this window."
        ),
        do=_("Plug the drive in again and repeat the change, or save a copy elsewhere."),
    )


def changed(path: Path) -> FileChanged:
    """Another program wrote to the file of the open workshop."""
    return FileChanged(
        _("Another program changed {name} while it was open here.").format(name=path.name),
        safe=_("Nothing was overwritten. The last change is not saved."),
        do=_(
            "Look at what the file says now, then go on. Keep it out of folders that other programs change."
        ),
    )


def unreadable(path: Path, error: OSError) -> FileRefused:
    """The system does not let us have the file."""
    if (found := read_only(path)) is not None:
        return found
    return FileRefused(
        _("{name} cannot be opened: {reason}.").format(name=path.name, reason=error.strerror or str(error)),
        safe=untouched(),
        do=_("Look whether you may read and change the file and its folder, or copy it to another folder."),
    )


def no_backup(path: Path, folder: Path, why: str) -> PlannerError:
    """No backup of a workshop could be made; `why` is what the system says."""
    return PlannerError(
        _("No backup of {name} could be made: {reason}.").format(name=path.name, reason=why),
        safe=_("Everything that was shown as saved is in the file."),
        do=_("Look whether you may write to the folder {folder}, and whether its disk has room.").format(
            folder=folder.parent
        ),
    )


def not_made(path: Path, error: sqlite3.Error) -> PlannerError:
    """A new file could not be written."""
    full = (getattr(error, "sqlite_errorname", "") or "").startswith("SQLITE_FULL")
    reason = (_("the disk is full") + _free(path)) if full else str(error)
    return NotSaved(
        _("{name} could not be made: {reason}.").format(name=path.name, reason=reason),
        safe=_("No file was left behind."),
        do=_("Choose another folder, or make room on the disk."),
    )


def failed(path: Path, error: sqlite3.Error) -> PlannerError:
    """Tell what a database error means for the person whose edit or opening it stopped."""
    name = getattr(error, "sqlite_errorname", "") or ""
    safe = _("Everything that was shown as saved is in the file.")
    if name.startswith("SQLITE_FULL"):
        return DiskFull(
            _("The disk is full, so the last change could not be saved.") + _free(path),
            safe=safe,
            do=_("Make room on the disk, then try again."),
        )
    found = read_only(path)
    if found is not None or name.startswith("SQLITE_READONLY"):
        return NotSaved(
            found.what if found else _("{name} may be read but not changed.").format(name=path.name),
            safe=safe,
            do=_("Copy it to a folder where you may write, and open the copy."),
        )
    if name.startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB")):
        return damaged(path, _("It can no longer be read in full."))
    return NotSaved(
        _("The last change could not be saved to {name} ({reason}).").format(name=path.name, reason=error),
        safe=safe,
        do=_("Look whether the drive is still there, then try again."),
    )


def _free(path: Path) -> str:
    """Say how much room there is, where the system tells."""
    try:
        free = shutil.disk_usage(path.parent).free
    except OSError:
        return ""
    return " " + _("({size} kB are free.)").format(size=f"{free // 1024:,}")
