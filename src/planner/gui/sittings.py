"""What a workshop was left like when the program ended in the middle of it: step, place, and unwritten text.

A small file for each open workshop says so, beside the settings. It is written while the workshop is open and
deleted when that is closed; one that is still there at the next start tells of a crash.
"""

import hashlib
import json
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from planner.paths import Paths

_FOLDER = "sittings"
_TRIES = 2
_LARGEST = 50_000_000  # bytes; somebody may have pasted a book


@dataclass(frozen=True)
class Draft:
    """Text that was typed and is not in the plan yet, and where.

    `record` and `field` are what it was typed for, where that is a field of a record; `name` is the object
    name of the control, `number` its place among those of the same name in `part` ("page", "guide", or
    "dialog"). What lies on a drawing has in `field` what it says about itself (see `InlineEditor.about`).
    """

    text: str
    part: str
    name: str
    number: int
    record: str = ""
    field: str = ""
    cursor: int = -1
    focused: bool = False


@dataclass(frozen=True)
class Left:
    """How a workshop was left: its step, where in it (see `StepPage.place`), scroll bars by object name.

    `returns` counts how often in a row the program ended soon after returning there.
    """

    workshop: str
    step: str = ""
    place: tuple[str, str] = ("", "")
    scroll: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    drafts: tuple[Draft, ...] = ()
    returns: int = 0


def file_of(paths: Paths, workshop: Path) -> Path:
    """Return the file that tells about a workshop."""
    name = hashlib.sha256(str(workshop.absolute()).encode()).hexdigest()[:24]
    return paths.root / _FOLDER / f"{name}.json"


def write(paths: Paths, left: Left) -> bool:
    """Write how a workshop is now, for its owner only, in one step, and return whether it is on the disk.

    That takes some milliseconds, on a slow disk more. A full disk is no new trouble.
    """
    target = file_of(paths, Path(left.workshop))
    part = target.with_name(f".{target.name}.part")
    try:
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        opened = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(opened, "w", encoding="utf-8") as file:
            json.dump(asdict(left), file)
            file.flush()
            os.fsync(file.fileno())
        part.replace(target)
    except OSError:
        return False
    return True


def safe_to_return(left: Left) -> bool:
    """Whether the program has not ended twice in a row soon after returning there."""
    return left.returns < _TRIES


def forget(paths: Paths, workshop: Path) -> None:
    """Delete what is told about a workshop: it was closed."""
    target = file_of(paths, workshop)
    for each in (target, target.with_name(f".{target.name}.part")):
        try:
            each.unlink(missing_ok=True)
        except OSError:
            return


def read(paths: Paths, workshop: Path) -> Left | None:
    """Return how a workshop was left when the program ended in the middle of it, or None."""
    return _read(file_of(paths, workshop))


def newest(paths: Paths) -> Left | None:
    """Return how the workshop was left that was open when the program ended, the last one of several."""
    try:
        files = sorted((paths.root / _FOLDER).glob("*.json"), key=lambda each: each.stat().st_mtime)
    except OSError:
        return None
    found = (_read(each) for each in reversed(files))
    return next((each for each in found if each is not None and Path(each.workshop).is_file()), None)


def _read(file: Path) -> Left | None:
    try:
        if file.stat().st_size > _LARGEST:
            return None
        said = json.loads(file.read_text(encoding="utf-8"))
        return Left(
            workshop=str(said["workshop"]),
            step=str(said["step"]),
            place=(str(said["place"][0]), str(said["place"][1])),
            scroll={str(name): (int(x), int(y)) for name, (x, y) in said["scroll"].items()},
            drafts=tuple(_draft(each) for each in said["drafts"]),
            returns=int(said["returns"]),
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError, IndexError):
        return None


def _draft(said: Mapping[str, Any]) -> Draft:
    return Draft(**{name: type_(said[name]) for name, type_ in Draft.__annotations__.items()})
