"""Hand a workshop to somebody: as one plain file, or locked with a passphrase.

A locked file is in the age format (age-encryption.org, scrypt recipient), so that it can be opened without
this application too: `age --decrypt`. What is locked or unlocked passes through memory only; no readable copy
is written anywhere else than where the person asked for it.
"""

import secrets
from collections.abc import Callable
from pathlib import Path

from planner.atomic import writing
from planner.errors import Cancelled, FileRefused, PlannerError
from planner.i18n import _
from planner.services.document import Document
from planner.services.file_names import free_path, safe_stem
from planner.services.library import SUFFIX
from planner.store import closed_file, lock
from planner.store import image as images
from planner.store.backups import Snapshot

LOCKED = ".age"
"""What a locked file is called after the name of its workshop."""

SHORTEST = 12
"""Characters a passphrase has at least. Source: reliability, S13."""

_LARGEST = 500_000_000  # bytes of a locked file; a workshop has a few millions
_MARK = b"age-encryption.org/v1\n"
_ARMOR = b"-----BEGIN AGE ENCRYPTED FILE-----"
_TRIES = 4
_TOO_DEAR = "Excessive work"  # how age begins its refusal
_DEAR = 15  # binary logarithm of the scrypt work below which a lock is made again
_CONSONANTS, _VOWELS = "bdfghjklmnprstvz", "aiou"  # without what sounds or looks alike
_WORDS = 4

Report = Callable[[int, int, str], bool]


class WrongPassphrase(FileRefused):
    """The passphrase does not open the file, or the file was changed on its way."""


def suggest_passphrase() -> str:
    """Return a new passphrase of four made-up words that can be read out on a phone, 70 bits of chance."""
    return "-".join(
        "".join(secrets.choice(_CONSONANTS) + secrets.choice(_VOWELS) for _each in range(2))
        + secrets.choice(_CONSONANTS)
        for _word in range(_WORDS)
    )


def weakness(passphrase: str) -> str:
    """Return why a passphrase is too easy to guess, in a sentence; nothing when it will do."""
    if len(passphrase) < SHORTEST:
        return _("Take {count} letters or more, for example four words.").format(count=SHORTEST)
    if len(set(passphrase)) < 5:
        return _("Take more different letters.")
    return ""


def content(source: Document | Path) -> bytes:
    """Return what a workshop holds, journal and all: an open one on its own thread, or a closed file.

    Raises:
        AlreadyOpen: It is a file that somebody has open.
        FileRefused: It cannot be read.
    """
    return images.of_closed(source) if isinstance(source, Path) else source.image()


def send(held: bytes | Snapshot, target: Path, *, passphrase: str = "", report: Report | None = None) -> None:
    """Write a workshop as one file, for its owner only: plain, or locked where there is a passphrase.

    It takes some seconds to lock one, so do it in the background. A file of that name is replaced. A
    snapshot of an open workshop is looked over first, and let go.

    Raises:
        FileRefused: The snapshot is not whole.
        AlreadyOpen: `target` is a workshop that somebody has open.
        ExportFailed: It cannot be written there; what was there is as it was.
        Cancelled: `report` said so; nothing was written.
    """
    if isinstance(held, Snapshot):
        held = images.of_snapshot(held)
    _make_way(target)
    if passphrase:
        _go_on(report, 0, _("Locking…"))
        held = _lock(held, passphrase)
    _go_on(report, 1, _("Writing…"))
    with writing(target, private=True) as part:
        images.write(held, part)


def locked(path: Path) -> bool:
    """Whether a file is locked with a passphrase."""
    try:
        with path.open("rb") as file:
            head = file.read(len(_ARMOR))
    except OSError:
        return False
    return head.startswith((_MARK, _ARMOR))


def unlock(path: Path, passphrase: str) -> bytes:
    """Return the workshop in a locked file. It takes some seconds, so do it in the background.

    Raises:
        WrongPassphrase: The passphrase does not fit, or the file is not as it was written.
        FileRefused: It cannot be read, takes this computer too long, or what is in it is no workshop.
    """
    try:
        if path.stat().st_size > _LARGEST:
            raise FileRefused(
                _("{name} is too large to be a workshop.").format(name=path.name),
                safe=_("The file was not changed."),
            )
        sealed = path.read_bytes()
    except OSError as error:
        raise FileRefused(
            _("{name} cannot be read: {reason}.").format(
                name=path.name, reason=error.strerror or type(error).__name__
            ),
            do=_("Look whether the file is there and whether you may read it."),
        ) from error
    held = _unlock(sealed, passphrase, path)
    images.look_over(held, path)
    return held


def put(held: bytes, target: Path) -> None:
    """Write the workshop from a locked file as a new workshop file.

    Raises:
        FileRefused: There is a file of that name already.
        ExportFailed: It cannot be written there.
    """
    if target.exists():
        raise FileRefused(
            _("There is already a file {name} here.").format(name=target.name),
            safe=_("It was not changed."),
            do=_("Choose another name."),
        )
    target.with_name(f"{target.name}-journal").unlink(missing_ok=True)
    with writing(target, private=True) as part:
        images.write(held, part)


def put_into(folder: Path, held: bytes, path: Path) -> Path:
    """Write the workshop from a locked file into a folder under a free name, and return where it is.

    Raises:
        ExportFailed: It cannot be written there.
    """
    target = free_path(folder, safe_stem(plain_name(path), _("Workshop")), SUFFIX)
    put(held, target)
    return target


def plain_name(path: Path) -> str:
    """Return the stem a workshop has without its lock: “Plan” for Plan.workshop.age."""
    name = path.name
    for ending in (LOCKED, SUFFIX):
        if name.lower().endswith(ending):
            name = name[: -len(ending)]
    return name


def _lock(held: bytes, passphrase: str) -> bytes:
    """Lock bytes. age makes a guess as dear as it finds the computer fast: one that stalled just then locks
    again.
    """
    import pyrage

    made = b""
    try:
        for _try in range(_TRIES):
            made = bytes(pyrage.passphrase.encrypt(held, passphrase))
            if _cost(made) >= _DEAR:
                break
    except pyrage.EncryptError as error:
        raise PlannerError(_("It could not be locked."), safe=_("Nothing was written.")) from error
    return made


def _unlock(sealed: bytes, passphrase: str, path: Path) -> bytes:
    """Unlock bytes. age refuses the work as too much where the computer stalled just then: it asks again."""
    import pyrage

    for _try in range(_TRIES):
        try:
            return bytes(pyrage.passphrase.decrypt(sealed, passphrase))
        except pyrage.DecryptError as error:
            if _TOO_DEAR not in str(error):
                raise WrongPassphrase(
                    _("{name} does not open with this passphrase.").format(name=path.name),
                    safe=_("The file was not changed."),
                    do=_(
                        "Type it again, exactly as it was given to you. If it is right, the file was"
                        " damaged on its way: ask for it again."
                    ),
                ) from error
    raise FileRefused(
        _("{name} was locked so firmly that this computer cannot open it now.").format(name=path.name),
        safe=_("The file was not changed."),
        do=_("Try again when the computer is less busy, or open it on a faster one."),
    )


def _cost(locked: bytes) -> int:
    """Return the binary logarithm of the scrypt work of a locked file, from its header."""
    recipient = locked.split(b"\n", 2)[1].split()
    return int(recipient[3]) if recipient[:2] == [b"->", b"scrypt"] else 0


def _make_way(target: Path) -> None:
    """Refuse to write over an open workshop; an unfinished edit of a closed one must not get into it."""
    lock.refuse_open(target)
    if target.exists():
        closed_file.settle(target)
    else:
        target.with_name(f"{target.name}-journal").unlink(missing_ok=True)


def _go_on(report: Report | None, done: int, what: str) -> None:
    if report is not None and not report(done, 2, what):
        raise Cancelled
