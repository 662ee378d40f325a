"""The ladder from older files to the present version: steps in order, all climbed in one transaction.

Whoever changes the schema adds a step here, with the texts of the schema it starts from, and raises
`schema.VERSION`. A step also rewrites the images in `change`, where it renames what they name.
"""

import contextlib
import os
import sqlite3
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from planner.errors import PlannerError
from planner.i18n import _
from planner.store import trouble
from planner.store.connection import examine_schema, refused, reserve, transaction
from planner.store.schema import VERSION, known


@dataclass(frozen=True)
class Step:
    """From one version to the next: the schema it knows, and what it does to it."""

    known: frozenset[str]
    climb: Callable[[sqlite3.Connection], None]


@dataclass(frozen=True)
class Ladder:
    """The present version, its schema, and the steps that lead there, by the version they start from."""

    version: int
    known: frozenset[str]
    steps: Mapping[int, Step] = field(default_factory=dict)


def ladder() -> Ladder:
    """Return the ladder of this application. Version 1 is the first, so there is no step yet."""
    return Ladder(VERSION, known())


def climb(raw: sqlite3.Connection, path: Path, ladder: Ladder, backups: Path | None = None) -> Path | None:
    """Bring an open file to the present version; return the copy made before, if it had to be changed.

    A file that is as it should be is only examined. An older one is copied first, then changed in one
    transaction: when that fails or is cut off, the file is what it was.

    Raises:
        FileRefused: The schema is not exactly the known one of its version.
        PlannerError: It could not be changed; it is as it was.
    """
    (version,) = raw.execute("PRAGMA user_version").fetchone()
    if version > ladder.version:
        raise trouble.newer(path, version, ladder.version)
    if version == ladder.version:
        examine_schema(raw, path, ladder.known)
        return None
    if version not in ladder.steps:
        raise trouble.not_a_workshop(
            path, _("Its version {version} was never in use.").format(version=version)
        )
    examine_schema(raw, path, ladder.steps[version].known)
    copy = _copy(raw, path, version, backups or path.parent)
    try:
        raw.execute("PRAGMA foreign_keys=OFF")  # steps rebuild tables; what points where is looked at below
        raw.execute("PRAGMA legacy_alter_table=ON")
        with transaction(raw):
            for start in range(version, ladder.version):
                ladder.steps[start].climb(raw)
            raw.execute(f"PRAGMA user_version={ladder.version}")
            if raw.execute("PRAGMA foreign_key_check").fetchone():
                raise sqlite3.IntegrityError("a link leads nowhere")
            examine_schema(raw, path, ladder.known)
    except (sqlite3.Error, PlannerError) as error:
        raise PlannerError(
            _("{name} comes from an older version and could not be brought up to date ({reason}).").format(
                name=path.name, reason=error
            ),
            safe=_("The file is as it was, and there is a copy: {copy}.").format(copy=copy),
            do=_("Look whether the disk is full, and send the copy to whoever supports you."),
        ) from error
    finally:
        with contextlib.suppress(sqlite3.Error):
            raw.execute("PRAGMA legacy_alter_table=OFF")
            raw.execute("PRAGMA foreign_keys=ON")
    return copy


def _copy(raw: sqlite3.Connection, path: Path, version: int, folder: Path) -> Path:
    """Copy an open file, and look whether the copy is whole before anything depends on it."""
    number, copy = 1, folder / f"{path.stem} (version {version}){path.suffix}"
    while copy.exists():
        number += 1
        copy = folder / f"{path.stem} (version {version}, {number}){path.suffix}"
    reserve(copy)
    try:
        target = sqlite3.connect(f"{copy.absolute().as_uri()}?mode=rw", uri=True)
        with contextlib.closing(target):
            raw.backup(target)
            ((said,),) = target.execute("PRAGMA integrity_check(1)").fetchall()
        if said != "ok":
            raise trouble.damaged(path, _("A copy of it is not whole."))
        with copy.open("rb+") as file:
            os.fsync(file.fileno())
    except sqlite3.Error as error:
        copy.unlink(missing_ok=True)
        raise refused(path, error) from error
    except BaseException:
        copy.unlink(missing_ok=True)
        raise
    return copy
