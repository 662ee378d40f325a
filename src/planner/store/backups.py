"""Copies of a workshop: taken from the file in a moment, written and examined later, described by a manifest.

SQLite's own check does not see a changed letter, so the manifest holds the SHA-256 of the copy, and ends with
one of itself. Nothing here needs SQLAlchemy.
"""

import contextlib
import hashlib
import json
import os
import secrets
import shutil
import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Self

from planner.atomic import sync, sync_folder
from planner.domain.records import KINDS
from planner.errors import Damaged, PlannerError
from planner.i18n import _
from planner.store import lock, trouble
from planner.store.clock import stamp
from planner.store.connection import connect, connect_to_read, disconnect, examine, refused, reserve
from planner.store.schema import VERSION

MANIFEST = ".json"
_PART = ".part"
BUSY = ".busy"  # the file that whoever writes to a folder has locked
_PATIENCE = 60.0  # seconds that one window waits for another one to have written
_ROOM = 20_000_000  # bytes that stay free, besides three times the size of the copy
_BLOCK = 1 << 20


class Snapshot:
    """A workshop as it was at one moment, in memory: nobody waits for a disk to take it.

    It is taken by the thread that has the file open (4 ms a megabyte), and may be written by another one.
    """

    def __init__(self, path: Path, memory: sqlite3.Connection) -> None:
        """Take over a copy in memory; use `of_open` or `of_closed`."""
        self.path = path
        self._memory = memory

    @property
    def memory(self) -> sqlite3.Connection:
        """The copy itself, to be read by one thread at a time."""
        return self._memory

    @classmethod
    def of_open(cls, path: Path, raw: sqlite3.Connection) -> Self:
        """Copy an open file between two edits.

        Raises:
            FileRefused: It can no longer be read.
        """
        memory = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
        try:
            raw.backup(memory)
        except sqlite3.Error as error:
            memory.close()
            raise refused(path, error) from error
        return cls(path, memory)

    @classmethod
    def of_closed(cls, path: Path) -> Self:
        """Copy a file that nobody has open. What an interrupted edit left behind is taken back first.

        Raises:
            FileRefused: It is not a workshop, is damaged, or comes from a newer version.
            AlreadyOpen: Somebody has it open.
        """
        lock.refuse_open(path)
        examine(path, VERSION)
        if not os.access(path, os.W_OK):
            with _reading(path), contextlib.closing(connect_to_read(path)) as raw:
                return cls.of_open(path, raw)
        with lock.named(path):
            raw = connect(path)
        try:
            return cls.of_open(path, raw)
        finally:
            disconnect(raw)

    def state(self) -> tuple[str, int, str]:
        """Return which workshop it is, how many edits it has seen, and the id of the last one.

        Two snapshots with the same state hold the same.
        """
        with _reading(self.path):
            return state(self._memory)

    def write(self, target: Path) -> None:
        """Bring it to the disk as a new file that only its owner reads.

        Raises:
            FileRefused: There is a file of that name, or none can be made here.
            PlannerError: The disk is full or gone; no file was left behind.
        """
        reserve(target)
        try:
            made = sqlite3.connect(f"{target.absolute().as_uri()}?mode=rw", uri=True, isolation_level=None)
            with contextlib.closing(made):
                made.execute("PRAGMA synchronous=OFF")  # it is brought to the disk below, in one go
                self._memory.backup(made)
            sync(target)
        except sqlite3.Error as error:
            _take_away(target)
            raise trouble.not_made(target, error) from error
        except OSError as error:
            _take_away(target)
            raise trouble.unreadable(target, error) from error

    def close(self) -> None:
        """Let the memory go."""
        self._memory.close()


@dataclass(frozen=True)
class Holding:
    """What a copy holds.

    `identity` marks the workshop for good, wherever its file is; `edits` and `last_edit` say how far it had
    come, `changed` when (UTC, None: never), `label` what was done last. `counts` are the records by kind that
    are there, `steps` the status of each step the group has spoken about.
    """

    identity: str
    edits: int
    last_edit: str
    changed: str
    label: str
    title: str
    district: str
    version: int
    counts: Mapping[str, int] = field(default_factory=dict)
    steps: Mapping[str, str] = field(default_factory=dict)


def look(path: Path) -> Holding:
    """Look into a copy, and at every page of it.

    Raises:
        FileRefused: It is damaged.
    """
    return _look(path, path)


def _look(path: Path, named: Path) -> Holding:
    with _reading(named), contextlib.closing(connect_to_read(path)) as raw:
        for (said,) in raw.execute("PRAGMA integrity_check(1)"):
            if said != "ok":
                raise trouble.damaged(named, _("Parts of it cannot be read."))
        if raw.execute("PRAGMA foreign_key_check").fetchone():
            raise trouble.damaged(named, _("Some of its links lead nowhere."))
        return _holding(raw)


@contextlib.contextmanager
def _reading(path: Path) -> Iterator[None]:
    try:
        yield
    except (sqlite3.Error, UnicodeDecodeError) as error:
        raise refused(path, error) from error


def state(raw: sqlite3.Connection) -> tuple[str, int, str]:
    """Return which workshop it is, how many edits it has seen, and the id of the last one."""
    first = raw.execute('SELECT "id" FROM "edit" ORDER BY "sequence" LIMIT 1').fetchone()
    last = raw.execute('SELECT "sequence", "id" FROM "edit" ORDER BY "sequence" DESC LIMIT 1').fetchone()
    return (first[0], last[0], last[1]) if first and last else ("", 0, "")


def _holding(raw: sqlite3.Connection) -> Holding:
    identity, edits, last_edit = state(raw)
    last = raw.execute('SELECT "time", "label" FROM "edit" ORDER BY "sequence" DESC LIMIT 1').fetchone()
    title = raw.execute('SELECT "title_text" FROM "charter" LIMIT 1').fetchone()
    district = raw.execute('SELECT "name" FROM "district" LIMIT 1').fetchone()
    (version,) = raw.execute("PRAGMA user_version").fetchone()
    there = {name for (name,) in raw.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")}
    counts = {
        kind: raw.execute(f'SELECT count(*) FROM "{kind}"').fetchone()[0] for kind in KINDS if kind in there
    }
    return Holding(
        identity,
        edits,
        last_edit,
        last[0] if last else "",
        last[1] if last else "",
        (title and title[0]) or "",
        (district and district[0]) or "",
        version,
        {kind: count for kind, count in counts.items() if count},
        dict(raw.execute('SELECT "step", "status" FROM "step_state"')),
    )


@dataclass(frozen=True)
class Manifest:
    """What stands beside a copy: where the workshop was, when and why it was copied, and what it holds."""

    workshop: str
    made: str
    reason: str
    size: int
    sha256: str
    holding: Holding


def fingerprint(path: Path) -> str:
    """Return the SHA-256 of a file."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            digest.update(block)
    return digest.hexdigest()


def manifest_path(copy: Path) -> Path:
    """Return where the manifest of a copy is."""
    return copy.with_name(copy.name + MANIFEST)


def read_manifest(copy: Path) -> Manifest | None:
    """Return the manifest of a copy, or None when it is missing or not byte by byte as it was written."""
    try:
        text = manifest_path(copy).read_text(encoding="utf-8")
        said = json.loads(text)
        manifest = Manifest(**{**said["manifest"], "holding": Holding(**said["manifest"]["holding"])})
        datetime.fromisoformat(manifest.made)
        return manifest if _rendered(manifest) == text else None
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _rendered(manifest: Manifest) -> str:
    said = asdict(manifest)
    whole = {"manifest": said, "seal": hashlib.sha256(_canonical(said).encode()).hexdigest()}
    return _canonical(whole) + "\n"


def _canonical(said: Mapping[str, Any]) -> str:
    return json.dumps(said, ensure_ascii=False, sort_keys=True, indent=1, allow_nan=False)


def whole(copy: Path, manifest: Manifest) -> bool:
    """Whether a copy is byte by byte what its manifest says."""
    try:
        return copy.stat().st_size == manifest.size and fingerprint(copy) == manifest.sha256
    except OSError:
        return False


def keep(snapshot: Snapshot, folder: Path, *, reason: str, now: datetime) -> Path:
    """Write a snapshot and its manifest into a folder, and return the copy once it was found whole.

    The manifest appears first and the copy last: a manifest without a copy was cut off and does not count.

    Raises:
        FileRefused: What was copied is damaged, so that the workshop itself is; nothing was kept.
        PlannerError: There is no room, or the folder cannot be written to.
    """
    part = part_in(folder)
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        _require_room(folder, snapshot.path)
        with alone_in(folder):
            _sweep(folder)
            try:
                snapshot.write(part)
                return put(part, folder, snapshot.path, reason=reason, made=stamp(now))
            finally:
                _take_away(part)
    except (PlannerError, OSError, sqlite3.Error) as error:
        cause = error.__cause__ if isinstance(error, PlannerError) else error
        if cause is None or isinstance(error, Damaged):
            raise  # it is told in words of its own
        why = getattr(cause, "strerror", None) or str(cause)
        raise trouble.no_backup(snapshot.path, folder, why) from error


@contextlib.contextmanager
def alone_in(folder: Path) -> Iterator[None]:
    """Be the only one who writes to the folder of a workshop, of all threads and all windows.

    The lock is SQLite's: every system has it, and it ends with the process.

    Raises:
        OSError: The folder cannot be written to.
        sqlite3.Error: Another window does not come to an end.
    """
    busy = folder / BUSY
    os.close(os.open(busy, os.O_CREAT | os.O_RDWR, 0o600))
    with contextlib.closing(sqlite3.connect(busy, timeout=_PATIENCE, isolation_level=None)) as raw:
        raw.execute("BEGIN EXCLUSIVE")
        yield


def put(part: Path, folder: Path, workshop: Path, *, reason: str, made: str) -> Path:
    """Give a written copy its manifest and its name in a folder, once it was found whole; return where it is.

    Raises:
        FileRefused: It is damaged.
        OSError: The folder cannot be written to.
    """
    holding = _look(part, workshop)
    manifest = Manifest(
        str(workshop.absolute()), made, reason, part.stat().st_size, fingerprint(part), holding
    )
    copy = _free(folder, workshop, datetime.fromisoformat(made))
    _write_manifest(copy, manifest)
    part.replace(copy)
    sync_folder(folder)
    return copy


def part_in(folder: Path) -> Path:
    """Return a name for what is still being written."""
    return folder / f".{secrets.token_hex(6)}{_PART}"


def _write_manifest(copy: Path, manifest: Manifest) -> None:
    """Write the manifest of a copy, in one step."""
    part = part_in(copy.parent)
    try:
        with os.fdopen(os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as file:
            file.write(_rendered(manifest).encode())
            file.flush()
            os.fsync(file.fileno())
        part.replace(manifest_path(copy))
    finally:
        part.unlink(missing_ok=True)


def _take_away(part: Path) -> None:
    """Take away what could not be written; what cannot be taken away either is swept away later."""
    with contextlib.suppress(OSError):
        part.unlink(missing_ok=True)


def folder_of(shelf: Path, identity: str) -> Path:
    """Return the folder of one workshop on the shelf."""
    return shelf / hashlib.sha256(identity.encode()).hexdigest()[:16]


def _sweep(folder: Path) -> None:
    """Take away what was left behind when it was cut off."""
    with contextlib.suppress(OSError):
        for part in folder.glob(f".*{_PART}*"):  # and the journal of one
            part.unlink(missing_ok=True)
        for manifest in folder.glob(f"*{MANIFEST}"):
            if not manifest.with_name(manifest.name.removesuffix(MANIFEST)).exists():
                manifest.unlink(missing_ok=True)


def _require_room(folder: Path, path: Path) -> None:
    """Refuse to begin where the disk is nearly full: the work itself needs the room.

    Raises:
        PlannerError: There is less than three times the file and 20 MB.
    """
    with contextlib.suppress(OSError):  # some network folders do not tell
        wanted = 3 * path.stat().st_size + _ROOM
        if shutil.disk_usage(folder).free < wanted:
            raise PlannerError(
                _("There is not enough room on the disk for a backup of {name}.").format(name=path.name),
                safe=_("Everything that was shown as saved is in the file."),
                do=_("Make {size} MB of room on the disk that has the folder {folder}.").format(
                    size=round(wanted / 1_000_000), folder=folder.parent
                ),
            )


def _free(folder: Path, path: Path, now: datetime) -> Path:
    stem = f"{path.stem} {now.astimezone(UTC):%Y%m%d-%H%M%S}"
    number, copy = 1, folder / f"{stem}{path.suffix}"
    while copy.exists():
        number += 1
        copy = folder / f"{stem}-{number}{path.suffix}"
    return copy
