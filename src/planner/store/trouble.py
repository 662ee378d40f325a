"""What can go wrong with a file, in plain sentences: what happened, that the work is safe, what to do."""

import sqlite3
from pathlib import Path

from planner.errors import FileRefused, PlannerError
from planner.i18n import _


class NotSaved(PlannerError):
    """An edit did not reach the file; the file holds what it held before."""


def untouched() -> str:
    """Return the sentence that a refused file is as it was."""
    return _("The file was not changed.")


def missing(path: Path) -> FileRefused:
    """There is no such file."""
    return FileRefused(
        _("There is no file {name} here.").format(name=path.name),
        do=_("Look whether it was moved or renamed, or whether its drive is plugged in."),
    )


def not_a_workshop(path: Path, why: str) -> FileRefused:
    """The file is something else; `why` is a sentence."""
    return FileRefused(
        _("{name} is not a workshop of District Planner.").format(name=path.name) + " " + why,
        safe=untouched(),
        do=_("Choose a file that ends in .workshop."),
    )


def damaged(path: Path, why: str) -> FileRefused:
    """The file is a workshop that cannot be trusted; `why` is a sentence."""
    return FileRefused(
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


def unreadable(path: Path, error: OSError) -> FileRefused:
    """The system does not let us have the file."""
    return FileRefused(
        _("{name} cannot be opened: {reason}.").format(name=path.name, reason=error.strerror or str(error)),
        safe=untouched(),
        do=_("Look whether you may read and change the file and its folder, or copy it to another folder."),
    )


def not_made(path: Path, error: sqlite3.Error) -> PlannerError:
    """A new file could not be written."""
    full = (getattr(error, "sqlite_errorname", "") or "").startswith("SQLITE_FULL")
    reason = _("the disk is full") if full else str(error)
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
        return NotSaved(
            _("The disk is full, so the last change could not be saved."),
            safe=safe,
            do=_("Make room on the disk, then make the change again."),
        )
    if name.startswith("SQLITE_READONLY"):
        return NotSaved(
            _("{name} may be read but not changed.").format(name=path.name),
            safe=safe,
            do=_("Copy it to a folder where you may write, and open the copy."),
        )
    if name.startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB")):
        return damaged(path, _("It can no longer be read in full."))
    return NotSaved(
        _("The last change could not be saved to {name} ({reason}).").format(name=path.name, reason=error),
        safe=safe,
        do=_("Look whether the drive is still there, then make the change again."),
    )
