"""The ladder from older files to the present version: steps in order, all climbed in one transaction.

Whoever changes the schema of a version that people have files of raises `schema.VERSION`. The texts of each
version stand in `resources/schema`; those of the present one are written there by `tools/build_schema.py`,
and `python3 dev.py check` looks whether they are fresh. The step between two versions follows from their
texts; one that needs more (another start than blank, a new name) also rewrites the images in `change`.
"""

import contextlib
import os
import re
import sqlite3
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from planner.errors import PlannerError
from planner.i18n import _
from planner.store import trouble
from planner.store.backups import Snapshot, folder_of, keep
from planner.store.clock import utc_now
from planner.store.connection import examine_schema, refused, reserve, transaction
from planner.store.schema import VERSION, known, texts

_NAME = re.compile(r'CREATE (?:TABLE|INDEX) "(\w+)"')
_BLANK = {"TEXT": "''", "INTEGER": "0", "REAL": "0.0"}


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


@cache
def ladder() -> Ladder:
    """Return the ladder of this application."""
    return Ladder(VERSION, known(), {start: _step(start) for start in range(1, VERSION)})


def _step(start: int) -> Step:
    return Step(frozenset(texts(start)), lambda raw: rebuild(raw, texts(start + 1)))


def rebuild(raw: sqlite3.Connection, wanted: Sequence[str]) -> None:
    """Give a file other tables: rows keep what both have, a new column starts blank (NULL, "", 0).

    `wanted` are the statements of the whole schema. Foreign keys must be off and `legacy_alter_table` on, so
    that what points to a table goes on pointing to its name.
    """
    had = dict(raw.execute("SELECT name, sql FROM sqlite_schema WHERE sql IS NOT NULL").fetchall())
    named = {_NAME.match(text)[1]: text for text in wanted}  # type: ignore[index]
    for name, text in had.items():
        if text.startswith("CREATE INDEX") and named.get(name) != text:
            raw.execute(f'DROP INDEX "{name}"')
    for name, text in named.items():
        if not text.startswith("CREATE TABLE") or had.get(name) == text:
            continue
        if name not in had:
            raw.execute(text)
            continue
        raw.execute(f'ALTER TABLE "{name}" RENAME TO "{name} before"')
        raw.execute(text)
        _copy_rows(raw, f"{name} before", name)
        raw.execute(f'DROP TABLE "{name} before"')
    for name in had.keys() - named.keys():
        raw.execute(f'DROP TABLE IF EXISTS "{name}"')
    there = {text for (text,) in raw.execute("SELECT sql FROM sqlite_schema WHERE type = 'index'")}
    for text in wanted:
        if text.startswith("CREATE INDEX") and text not in there:
            raw.execute(text)


def _copy_rows(raw: sqlite3.Connection, source: str, target: str) -> None:
    had = {name for _number, name, *_rest in raw.execute(f'PRAGMA table_info("{source}")')}
    columns = {
        name: f'"{name}"' if name in had else _BLANK[kind] if required else "NULL"
        for _number, name, kind, required, *_rest in raw.execute(f'PRAGMA table_info("{target}")')
    }
    names = ", ".join(f'"{name}"' for name in columns)
    raw.execute(f'INSERT INTO "{target}" ({names}) SELECT {", ".join(columns.values())} FROM "{source}"')


def climb(raw: sqlite3.Connection, path: Path, ladder: Ladder, backups: Path | None = None) -> Path | None:
    """Bring an open file to the present version; return the copy made before, if it had to be changed.

    A file that is as it should be is only examined. An older one is copied first (as a backup on the shelf
    `backups`, else beside it), then changed in one transaction: when that fails or is cut off, the file is
    what it was.

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
    copy = _copy(raw, path, version) if backups is None else _back_up(raw, path, backups)
    try:
        _up(raw, path, ladder, version)
    except (sqlite3.Error, PlannerError) as error:
        raise PlannerError(
            _("{name} comes from an older version and could not be brought up to date ({reason}).").format(
                name=path.name, reason=error
            ),
            safe=_("The file is as it was, and there is a copy: {copy}.").format(copy=copy),
            do=_("Look whether the disk is full, and send the copy to whoever supports you."),
        ) from error
    return copy


def climb_copy(raw: sqlite3.Connection, path: Path) -> None:
    """Bring a copy of a closed file, held in memory, to the present version; the file stays as it is.

    Raises: FileRefused: The schema is not exactly the known one of its version, or of a newer one.
    """
    (version,) = raw.execute("PRAGMA user_version").fetchone()
    steps = ladder()
    if version in steps.steps:
        examine_schema(raw, path, steps.steps[version].known)
        _up(raw, path, steps, version)
    else:
        examine_schema(raw, path, steps.known)


def _up(raw: sqlite3.Connection, path: Path, ladder: Ladder, version: int) -> None:
    """Climb from a version to the present one, in one transaction."""
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
    finally:
        with contextlib.suppress(sqlite3.Error):
            raw.execute("PRAGMA legacy_alter_table=OFF")
            raw.execute("PRAGMA foreign_keys=ON")


def _back_up(raw: sqlite3.Connection, path: Path, shelf: Path) -> Path:
    """Put a copy of an open file on the shelf of backups."""
    with contextlib.closing(Snapshot.of_open(path, raw)) as snapshot:
        identity, _edits, _last = snapshot.state()
        return keep(snapshot, folder_of(shelf, identity), reason="migration", now=utc_now())


def _copy(raw: sqlite3.Connection, path: Path, version: int) -> Path:
    """Copy an open file beside it, and look whether the copy is whole before anything depends on it."""
    number, copy = 1, path.with_name(f"{path.stem} (version {version}){path.suffix}")
    while copy.exists():
        number += 1
        copy = path.with_name(f"{path.stem} (version {version}, {number}){path.suffix}")
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
