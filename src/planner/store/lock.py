"""Who has a workshop open: a note beside the file, for people; the lock itself is SQLite's.

The note says host, person, process and since when. It is left behind when the process is killed; whoever then
gets SQLite's lock on the same computer takes it over without a question. A note from another computer is
never taken over silently, because locks do not always reach across a network.
"""

import contextlib
import getpass
import json
import os
import platform
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from uuid import uuid4

from planner.errors import AlreadyOpen
from planner.i18n import _

_RUN = uuid4().hex
"""Marks this run of the application: process numbers come back, this does not."""


@dataclass(frozen=True)
class Owner:
    """Who has a file open; `since` is local time."""

    host: str
    person: str
    process: int
    since: str
    run: str

    @property
    def here(self) -> bool:
        """Whether it is (or was) open on this computer."""
        return self.host == platform.node()

    @property
    def this_run(self) -> bool:
        """Whether it is (or was) open in this very process."""
        return self.run == _RUN


def note_path(path: Path) -> Path:
    """Return where the note of a workshop is."""
    return path.with_name(f".{path.name}.lock")


def owner(path: Path) -> Owner | None:
    """Return who has the file open according to the note, or None when there is none that can be read."""
    try:
        said = json.loads(note_path(path).read_text(encoding="utf-8"))
        return Owner(**{name: type_(said[name]) for name, type_ in Owner.__annotations__.items()})
    except (OSError, ValueError, KeyError, TypeError):
        return None


def claim(path: Path) -> None:
    """Leave our note. A folder that takes no note does not keep anybody from working."""
    note = note_path(path)
    since = datetime.now().astimezone().strftime("%Y-%m-%d %H:%M")
    said = Owner(platform.node(), _person(), os.getpid(), since, _RUN)
    with contextlib.suppress(OSError):
        note.unlink(missing_ok=True)
        handle = os.open(note, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            json.dump(asdict(said), file)


def release(path: Path) -> None:
    """Take our note away."""
    with contextlib.suppress(OSError):
        note_path(path).unlink(missing_ok=True)


def _person() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return ""


def refuse_elsewhere(path: Path) -> None:
    """Refuse a file that a note from another computer says is open there.

    Raises:
        AlreadyOpen: With who and where, and what to do when that computer is gone.
    """
    found = owner(path)
    if found is not None and not found.here:
        raise AlreadyOpen(
            _("{name} is open on the computer {host} ({person}, since {since}).").format(
                name=path.name, host=found.host, person=found.person or "?", since=found.since
            ),
            safe=_("Nothing was changed."),
            do=_("Close it there first. If that computer is gone, delete {note} and try again.").format(
                note=note_path(path)
            ),
        )


def refuse_open(path: Path) -> None:
    """Refuse a file that is open elsewhere or in this very run, without touching it.

    Closing a second handle to a file this process has open would drop the lock of the first.

    Raises:
        AlreadyOpen: With who and where.
    """
    refuse_elsewhere(path)
    found = owner(path)
    if found is not None and found.this_run:
        raise already_open(path)


@contextlib.contextmanager
def named(path: Path) -> Iterator[None]:
    """Say who has the file, where SQLite only knows that somebody has it."""
    try:
        yield
    except AlreadyOpen as error:
        raise already_open(path) from error


def already_open(path: Path) -> AlreadyOpen:
    """Tell who has a file open that SQLite found locked."""
    found = owner(path)
    if found is None:
        what = _("{name} is already open in another program.").format(name=path.name)
    elif found.this_run:
        what = _("{name} is already open in this window.").format(name=path.name)
    else:
        what = _(
            "{name} is already open in another window on this computer"
            " (process {process} of {person}, since {since})."
        ).format(name=path.name, process=found.process, person=found.person or "?", since=found.since)
    return AlreadyOpen(
        what,
        safe=_("Nothing was changed."),
        do=_("Go on in the window that has it open, or close it there first."),
    )
