"""A new workshop grows in a hidden folder and appears in one step, so that none is ever there half made."""

import contextlib
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

from planner.atomic import sync_folder
from planner.errors import AlreadyOpen, FileRefused
from planner.store import lock, trouble
from planner.store.connection import connect

_MAKING = ".making"
_RUN = uuid4().hex[:8]  # marks what this run is making


@contextmanager
def making(path: Path) -> Iterator[Path]:
    """Give a place to make a workshop in; when the block ends well and it is closed, it becomes `path`.

    The place is a hidden folder beside it, and the name is the same, so that whatever goes wrong names it.

    Raises:
        FileRefused: There is a file of that name already, or none can be made here.
    """
    if path.exists():
        raise trouble.exists(path)
    folder = path.with_name(f".{_RUN}-{uuid4().hex[:8]}{_MAKING}")
    try:
        folder.mkdir(mode=0o700)
    except OSError as error:
        raise trouble.unreadable(path, error) from error
    part = folder / path.name
    try:
        yield part
        try:
            os.link(part, path)  # unlike renaming, this overwrites nothing
        except FileExistsError:
            raise trouble.exists(path) from None
        except OSError:  # a USB stick, or a network folder
            part.rename(path)
        sync_folder(path.parent)
    except OSError as error:
        raise trouble.unreadable(path, error) from error
    finally:
        _take_away(folder)


def sweep(folder: Path) -> None:
    """Take away what was being made when a process was killed."""
    with contextlib.suppress(OSError):
        for place in folder.glob(f".*{_MAKING}"):
            if not place.name.startswith(f".{_RUN}-") and not any(map(_is_held, place.glob("[!.]*.*"))):
                _take_away(place)


def _is_held(part: Path) -> bool:
    """Whether another process is making it right now."""
    if part.name.endswith("-journal"):
        return False
    owner = lock.owner(part)
    if owner is not None and not owner.here:
        return True
    try:
        connect(part).close()
    except AlreadyOpen:
        return True
    except FileRefused:
        return False
    return False


def _take_away(folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)
