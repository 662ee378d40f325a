"""Open the one connection to a workshop file: look at its header first, then connect by the recipe.

The recipe (reliability, 2.3) was tried against simulated power loss: with TRUNCATE and EXTRA no acknowledged
edit is lost. Nothing here needs SQLAlchemy, so that a list of workshops can be read before it is loaded.
"""

import contextlib
import os
import sqlite3
import stat
from collections.abc import Iterator
from pathlib import Path

from planner.errors import AlreadyOpen, FileRefused
from planner.i18n import _
from planner.store import trouble
from planner.store.schema import APPLICATION_ID

_MAGIC = b"SQLite format 3\x00"
_HEADER = 100
_BUSY = 0.25  # seconds to wait for a file that is just being closed; it is not shared, so longer is in vain
_LONGEST = 100_000_000  # bytes of one value or row
_RECIPE = {
    "trusted_schema": "OFF",
    "cell_size_check": "ON",
    "mmap_size": "0",
    "temp_store": "MEMORY",
    "cache_spill": "OFF",  # nothing reaches the file before the commit: a change by others shows until then
    "foreign_keys": "ON",
    "secure_delete": "ON",
    "journal_mode": "TRUNCATE",
    "synchronous": "EXTRA",
    "fullfsync": "ON",
    "checkpoint_fullfsync": "ON",
}
_READ_BACK = {
    "trusted_schema": 0,
    "foreign_keys": 1,
    "secure_delete": 1,
    "locking_mode": "exclusive",
    "journal_mode": "truncate",
    "synchronous": 3,
    "fullfsync": 1,
}


def reserve(path: Path) -> None:
    """Make an empty file for its owner only, whatever the umask; FileRefused when there is one already."""
    try:
        handle = os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600)
    except FileExistsError:
        raise trouble.exists(path) from None
    except OSError as error:
        raise trouble.unreadable(path, error) from error
    with contextlib.suppress(AttributeError, OSError):  # Windows has no such modes
        os.fchmod(handle, 0o600)
    os.close(handle)


def examine(path: Path, newest: int) -> int:
    """Read the header of a file without letting SQLite at it, and return the version of its schema.

    A foreign file with a journal beside it would be changed by merely connecting to it.

    Raises:
        FileRefused: It is missing, a folder, empty, not ours, too new, or cut short.
    """
    try:
        about = path.stat()
        if stat.S_ISDIR(about.st_mode):
            raise trouble.not_a_workshop(path, _("It is a folder."))
        if not stat.S_ISREG(about.st_mode):
            raise trouble.not_a_workshop(path, _("It is not a file."))
        with path.open("rb") as file:
            header = file.read(_HEADER)
    except FileNotFoundError:
        raise trouble.missing(path) from None
    except OSError as error:
        raise trouble.unreadable(path, error) from error
    if not header:
        raise trouble.damaged(path, _("It is empty: there is nothing in it to open."))
    if not header.startswith(_MAGIC):
        raise trouble.not_a_workshop(path, _("It was not written by this application."))
    if len(header) < _HEADER:
        raise trouble.damaged(path, _("The end of it is missing."))
    return _version(path, header, about.st_size, newest)


def _version(path: Path, header: bytes, size: int, newest: int) -> int:
    if int.from_bytes(header[68:72], "big") != APPLICATION_ID:
        raise trouble.not_a_workshop(path, _("It belongs to another program."))
    version = int.from_bytes(header[60:64], "big")
    if version > newest:
        raise trouble.newer(path, version, newest)
    if header[18:20] != b"\x01\x01":  # another journal mode: connecting would change the file
        raise trouble.damaged(path, _("Its header was changed by another program."))
    page = int.from_bytes(header[16:18], "big")
    page = 65536 if page == 1 else page
    pages = int.from_bytes(header[28:32], "big")
    if size < page * pages and not _interrupted(path):
        raise trouble.damaged(path, _("The end of it is missing."))
    return version


def _interrupted(path: Path) -> bool:
    """Whether a journal waits beside the file, from which SQLite takes back an unfinished edit."""
    journal = path.with_name(path.name + "-journal")
    return journal.is_file() and journal.stat().st_size > 0


def connect(path: Path) -> sqlite3.Connection:
    """Connect by the recipe and lock the file for this process until the connection is closed.

    Raises:
        AlreadyOpen: Somebody else has it.
        FileRefused: SQLite cannot read it.
    """
    try:
        raw = _connect(path, "rw")
    except sqlite3.Error as error:
        raise refused(path, error) from error
    try:
        _harden(raw)
        for name, value in _RECIPE.items():
            raw.execute(f"PRAGMA {name}={value}")
        raw.execute("BEGIN EXCLUSIVE")  # takes the lock now; of two who want it at once, one gets it
        raw.execute("PRAGMA locking_mode=EXCLUSIVE")  # keeps it; set before, both could hold half of it
        raw.execute("COMMIT")
        for name, wanted in _READ_BACK.items():
            (held,) = raw.execute(f"PRAGMA {name}").fetchone()
            if held != wanted:
                raise RuntimeError(f"SQLite does not take {name}={wanted}: {held}")
    except (sqlite3.Error, UnicodeDecodeError) as error:  # SQLite quotes damaged names in what it says
        raw.close()
        raise refused(path, error) from error
    except BaseException:
        raw.close()
        raise
    return raw


def connect_to_read(path: Path) -> sqlite3.Connection:
    """Connect for one look at a file; nothing is written, nothing stays locked.

    Raises:
        FileRefused: It holds what no workshop holds.
        sqlite3.Error: It cannot be opened.
    """
    raw = sqlite3.connect(
        f"{path.absolute().as_uri()}?mode=ro", uri=True, timeout=_BUSY, isolation_level=None
    )
    try:
        _harden(raw)
        for name in ("trusted_schema", "cell_size_check", "mmap_size"):
            raw.execute(f"PRAGMA {name}={_RECIPE[name]}")
        _refuse_programs(raw, path)
        raw.execute(f"PRAGMA busy_timeout={round(_BUSY * 1000)}")
    except BaseException:
        raw.close()
        raise
    return raw


def _refuse_programs(raw: sqlite3.Connection, path: Path) -> None:
    """Refuse views, triggers and virtual tables before anything is read: a view may never come to an end."""
    with contextlib.suppress(sqlite3.Error, UnicodeDecodeError):  # whoever reads is told the same
        raw.execute("PRAGMA busy_timeout=0")
        if raw.execute("SELECT 1 FROM sqlite_schema WHERE rootpage = 0 OR rootpage IS NULL").fetchone():
            raise trouble.not_a_workshop(path, _("Its tables are not those of a workshop."))


def _connect(path: Path, mode: str) -> sqlite3.Connection:
    uri = f"{path.absolute().as_uri()}?mode={mode}"
    return sqlite3.connect(uri, uri=True, timeout=_BUSY, isolation_level=None, cached_statements=512)


def _harden(raw: sqlite3.Connection) -> None:
    raw.setlimit(sqlite3.SQLITE_LIMIT_ATTACHED, 0)
    raw.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _LONGEST)
    if hasattr(raw, "setconfig"):  # Python 3.12
        raw.setconfig(sqlite3.SQLITE_DBCONFIG_DEFENSIVE, True)  # type: ignore[attr-defined]


@contextlib.contextmanager
def allowed_to_attach(raw: sqlite3.Connection) -> Iterator[sqlite3.Connection]:
    """Let one more file be attached while a statement of ours needs it."""
    raw.setlimit(sqlite3.SQLITE_LIMIT_ATTACHED, 1)
    try:
        yield raw
    finally:
        raw.setlimit(sqlite3.SQLITE_LIMIT_ATTACHED, 0)


def refused(path: Path, error: Exception) -> FileRefused | AlreadyOpen:
    """Tell why a file could not be opened."""
    name = getattr(error, "sqlite_errorname", "") or ""
    if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return AlreadyOpen(
            _("{name} is already open.").format(name=path.name),
            safe=_("Nothing was changed."),
            do=_("Go on in the window that has it open, or close it there first."),
        )
    if name.startswith(("SQLITE_CANTOPEN", "SQLITE_READONLY", "SQLITE_PERM", "SQLITE_AUTH", "SQLITE_IOERR")):
        return trouble.unreadable(path, OSError(0, str(error)))
    if name.startswith("SQLITE_NOTADB"):
        return trouble.not_a_workshop(path, _("It was not written by this application."))
    return trouble.damaged(path, _("It cannot be read in full."))


def examine_schema(raw: sqlite3.Connection, path: Path, known: frozenset[str]) -> None:
    """Refuse a file whose schema or pages are not exactly as they should be, before anything is read."""
    try:
        found = {sql for (sql,) in raw.execute("SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL")}
        (mark,) = raw.execute("PRAGMA application_id").fetchone()
        if mark != APPLICATION_ID or found != known:
            raise trouble.not_a_workshop(path, _("Its tables are not those of a workshop."))
        ((said,),) = raw.execute("PRAGMA quick_check(1)").fetchall()
    except (sqlite3.Error, UnicodeDecodeError) as error:
        raise refused(path, error) from error
    if said != "ok":
        raise trouble.damaged(path, _("Parts of it cannot be read."))


def disconnect(raw: sqlite3.Connection, *, sound: bool = True) -> None:
    """Close, and leave one plain file behind without a journal beside it.

    After an error the connection is not `sound`: where an edit could not be taken back (the disk is full),
    the journal is what the next opening takes it back from, and changing the journal mode would delete it.
    """
    if sound and not raw.in_transaction:
        with contextlib.suppress(sqlite3.Error):
            raw.execute("PRAGMA locking_mode=NORMAL")
            raw.execute("PRAGMA journal_mode=DELETE").fetchall()
    raw.close()


@contextlib.contextmanager
def transaction(raw: sqlite3.Connection) -> Iterator[None]:
    """Do all that follows or nothing of it."""
    raw.execute("BEGIN IMMEDIATE")
    try:
        yield
        raw.execute("COMMIT")
    except BaseException:
        with contextlib.suppress(sqlite3.Error):
            raw.execute("ROLLBACK")
        raise
