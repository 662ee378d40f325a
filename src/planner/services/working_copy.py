"""A working copy: a workshop of a network or cloud folder is worked on in the library, and then put back.

A small file beside the settings says, for each working copy, where it came from and what the file held then.
The original is replaced in one step, and only while it is as it was; otherwise both files stay.
"""

import hashlib
import json
import os
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path

from planner.atomic import writing
from planner.errors import PlannerError
from planner.i18n import _
from planner.paths import Paths
from planner.services.library import Library
from planner.store import closed_file, lock
from planner.store import image as images
from planner.store.backups import fingerprint

_FOLDER = "working-copies"


@dataclass(frozen=True)
class WorkingCopy:
    """A copy in the library, its original, and the SHA-256 of what both held when it was made."""

    copy: str
    original: str
    sha256: str


def remember(paths: Paths, copy: Path, original: Path, image: bytes) -> bool:
    """Keep in mind that a file is the working copy of another one, which holds `image` and nobody has open.

    False, and nothing is kept in mind, where the original holds something else or this cannot be written.
    """
    made = WorkingCopy(str(copy.absolute()), str(original.absolute()), hashlib.sha256(image).hexdigest())
    target = _file_of(paths, copy)
    try:
        lock.refuse_open(original)
        if fingerprint(original) != made.sha256:
            return False
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with writing(target, private=True) as part:
            part.write_text(json.dumps(asdict(made), ensure_ascii=False), encoding="utf-8")
    except (OSError, PlannerError):
        return False
    return True


def known(paths: Paths, copy: Path) -> WorkingCopy | None:
    """Return what is known about a working copy; None where the file is none."""
    return _read(_file_of(paths, copy))


def waiting_copies(paths: Paths) -> Iterator[WorkingCopy]:
    """Yield the working copies that were not put back yet."""
    with suppress(OSError):
        for each in sorted((paths.root / _FOLDER).glob("*.json")):
            held = _read(each)
            if held is not None and Path(held.copy).is_file():
                yield held


def put_back(paths: Paths, held: WorkingCopy) -> None:
    """Replace the original by its working copy, which nobody has open, and move the copy to the bin.

    Where the original was changed or deleted meanwhile, both stay, and the copy is a workshop of its own.

    Raises:
        PlannerError: It was not put back; the copy is where it was.
    """
    copy, original = Path(held.copy), Path(held.original)
    image = images.of_closed(copy)
    if not original.parent.is_dir():
        raise PlannerError(
            _("{name} could not be put back: the folder {folder} cannot be reached.").format(
                name=original.name, folder=original.parent
            ),
            safe=_("All your work is in {copy}, among your workshops.").format(copy=copy.name),
            do=_("Open and close it once the folder is there again."),
        )
    lock.refuse_open(original)  # before it is read: closing a second handle would drop the lock of the first
    _refuse_changed(held)
    if hashlib.sha256(image).hexdigest() != held.sha256:
        closed_file.settle(original)
        with writing(original) as part:
            images.write(image, part)
            _refuse_changed(held)  # once more: writing takes its time on a network
    _file_of(paths, copy).unlink(missing_ok=True)
    Library(paths).move_to_bin(copy)


def let_go(paths: Paths, held: WorkingCopy) -> None:
    """Take a working copy for a workshop of its own from now on."""
    with suppress(OSError):
        _file_of(paths, Path(held.copy)).unlink(missing_ok=True)


class OriginalChanged(PlannerError):
    """The original of a working copy is not what it was; both files were kept."""


def _refuse_changed(held: WorkingCopy) -> None:
    original = Path(held.original)
    try:
        if fingerprint(original) == held.sha256:
            return
        what = _("{name} was changed by somebody else meanwhile, so your copy was not put in its place.")
    except FileNotFoundError:
        what = _("{name} is no longer in its folder, so your copy was not put back.")
    except OSError as error:
        raise PlannerError(
            _("{name} could not be put back: {reason}.").format(
                name=original.name, reason=error.strerror or type(error).__name__
            ),
            safe=_("All your work is in {copy}, among your workshops.").format(copy=Path(held.copy).name),
            do=_("Open and close it to try again."),
        ) from error
    raise OriginalChanged(
        what.format(name=original.name),
        safe=_("Both are kept: yours is {copy}, among your workshops.").format(copy=Path(held.copy).name),
        do=_("Open one of them and bring the other one back into it: what both hold is joined then."),
    )


def _file_of(paths: Paths, copy: Path) -> Path:
    name = hashlib.sha256(os.fsencode(copy.absolute())).hexdigest()[:24]
    return paths.root / _FOLDER / f"{name}.json"


def _read(file: Path) -> WorkingCopy | None:
    try:
        said = json.loads(file.read_text(encoding="utf-8"))
        return WorkingCopy(str(said["copy"]), str(said["original"]), str(said["sha256"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None
