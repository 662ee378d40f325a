"""Write a file so that it is there whole or not at all.

The new file grows beside the old one under another name and takes its place in one step, after everything has
reached the disk. Whatever goes wrong before that leaves the old file as it was.
"""

import errno
import os
import secrets
import shutil
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from planner.errors import ExportFailed
from planner.i18n import _

LEAST_FREE = 4 * 1024 * 1024
"""Bytes that must be free before anything is written; the largest plans make files of a few megabytes."""

_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
_READ_ONLY = (errno.EROFS, errno.EACCES, errno.EPERM)
_BLOCK = 1 << 20
_SHARING_VIOLATIONS = (5, 32, 33)  # Windows: access denied, sharing violation, lock violation


@contextmanager
def writing(path: Path, *, least_free: int = LEAST_FREE, private: bool = False) -> Iterator[Path]:
    """Give an empty file in the folder of `path` to write into; it becomes `path` when the block ends well.

    Until then only its owner can read it; afterwards it has the permissions of the file it replaces, or those
    the person's umask gives to new files; a `private` one stays its owner's. When the block raises, the new
    file is removed and the error goes on.

    Raises:
        ExportFailed: The folder is missing or read-only, the disk is full, or `path` is a folder, is read-
        only or is held open by another program. The file that was there is unchanged.
    """
    path = _target(path, least_free)
    part = path.with_name(f".{secrets.token_hex(6)}.part")
    mode = _create(part, path)
    done = False
    try:
        try:
            yield part
            _settle(part, 0o600 if private else mode)
        except OSError as error:
            ours = str(error.filename) == str(part)
            if ours or error.errno in _FULL or error.errno == errno.EIO:
                raise _not_written(path, error) from error
            raise
        try:
            os.replace(part, path)  # noqa: PTH105  one step, also on Windows
        except OSError as error:
            raise _not_replaced(path, error) from error
        done = True
        sync_folder(path.parent)
    finally:
        if not done:
            with suppress(OSError):
                part.unlink(missing_ok=True)


def _target(path: Path, least_free: int) -> Path:
    """Check what can be known before any work is done; follow a symbolic link to the file it means."""
    path = Path(os.path.realpath(path))
    folder = path.parent
    if not folder.is_dir():
        raise ExportFailed(
            _("The folder {folder} does not exist.").format(folder=folder), do=_("Choose another folder.")
        )
    if path.is_dir():
        raise ExportFailed(
            _("{name} is a folder.").format(name=path.name), do=_("Choose another name for the document.")
        )
    if path.exists() and not path.stat().st_mode & stat.S_IWRITE:
        raise ExportFailed(
            _("{name} may not be changed: it is marked as read-only.").format(name=path.name),
            safe=_("The file that was there is unchanged."),
            do=_("Choose another name."),
        )
    with suppress(OSError):  # some network folders do not tell
        if shutil.disk_usage(folder).free < least_free:
            raise _disk_full(path)
    return path


def _create(part: Path, path: Path) -> int:
    """Create the empty file for its owner only; return the permissions it gets when it is complete."""
    try:
        handle = os.open(part, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o666)
    except OSError as error:
        raise _not_written(path, error) from error
    try:
        mode = stat.S_IMODE(os.fstat(handle).st_mode)
        if path.exists():
            mode = stat.S_IMODE(path.stat().st_mode)
        part.chmod(0o600)
    finally:
        os.close(handle)
    return mode


def _settle(part: Path, mode: int) -> None:
    """Bring the bytes to the disk, then open the file to those who may read it."""
    sync(part)
    part.chmod(mode)


def blank(path: Path) -> None:
    """Write zeros over a file that is about to be deleted; one that is gone is no harm."""
    with suppress(FileNotFoundError), path.open("rb+") as file:
        left = path.stat().st_size
        while left > 0:
            left -= file.write(bytes(min(left, _BLOCK)))
        file.flush()
        os.fsync(file.fileno())


def sync(path: Path) -> None:
    """Bring the bytes of a file to the disk."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def sync_folder(folder: Path) -> None:
    """Bring new names in a folder to the disk; Windows does this by itself and knows no such call."""
    if os.name == "nt":
        return
    with suppress(OSError):  # the files are complete; some network folders refuse
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _not_written(path: Path, error: OSError) -> ExportFailed:
    if error.errno in _FULL:
        return _disk_full(path)
    if error.errno in _READ_ONLY:
        return ExportFailed(
            _("The folder {folder} cannot be written to.").format(folder=path.parent),
            safe=_("Nothing was changed."),
            do=_("Choose another folder."),
        )
    return ExportFailed(
        _("{name} could not be written: {reason}.").format(name=path.name, reason=error.strerror or error),
        safe=_("The file that was there is unchanged."),
        do=_("Choose another folder."),
    )


def _not_replaced(path: Path, error: OSError) -> ExportFailed:
    """Tell why the complete document could not take the place of the old one."""
    held = isinstance(error, PermissionError) or error.errno in (errno.EBUSY, errno.ETXTBSY)
    if held or getattr(error, "winerror", None) in _SHARING_VIOLATIONS:
        return ExportFailed(
            _("{name} is open in another program.").format(name=path.name),
            safe=_("The file that was there is unchanged."),
            do=_("Close it or choose another name."),
        )
    return _not_written(path, error)


def _disk_full(path: Path) -> ExportFailed:
    return ExportFailed(
        _("There is not enough room on the disk for {name}.").format(name=path.name),
        safe=_("The file that was there is unchanged."),
        do=_("Make room or choose another folder."),
    )
