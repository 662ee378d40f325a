"""The oracle: what a file really holds, read without the application, and whether that may be.

It never asks whether a file opens, but whether it holds exactly the state after the last acknowledged edit,
or after the one that was under way.
"""

import contextlib
import hashlib
import sqlite3
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from planner.domain.plan import Plan
from planner.errors import PlannerError
from planner.store import closed_file
from planner.store.verify import verify
from torture.tally import Tally

State = Callable[[int], str | None]
"""Tells what a file should hold after so many edits; None where there is no such edit."""

Look = Callable[[Path], tuple[tuple[str, ...], str]]
"""Returns what is wrong with a closed workshop, and the digest of its content."""

_OWN = {"edit": {"id", "sitting", "device"}}
"""Columns that differ from run to run."""


def content(path: Path) -> str:
    """Return a digest of every row of every table, journal and codes too, as any SQLite reads them."""
    digest = hashlib.sha256()
    with contextlib.closing(sqlite3.connect(path)) as raw:
        tables = [name for (name,) in raw.execute("SELECT name FROM sqlite_schema WHERE type='table'")]
        for table in sorted(tables):
            found = raw.execute(f'SELECT * FROM "{table}"')
            names = [name for name, *_rest in found.description]
            rows: Iterable[tuple[Any, ...]] = found
            if own := [place for place, name in enumerate(names) if name in _OWN.get(table, ())]:
                rows = (tuple(cell for place, cell in enumerate(row) if place not in own) for row in found)
            digest.update(f"{table} {names}".encode())
            digest.update("\n".join(sorted(map(repr, rows))).encode())
    return digest.hexdigest()


def picture(plan: Plan) -> str:
    """Return a digest of everything a plan says."""
    rows = sorted(f"{type(record).__name__} {sorted(record.__dict__.items())!r}" for record in plan.records())
    return hashlib.sha256("\n".join(rows).encode()).hexdigest()


def names_in(folder: Path) -> set[str]:
    """Return the names in a folder."""
    return {each.name for each in folder.iterdir()}


def sha(path: Path) -> str:
    """Return a digest of the bytes of a file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def look_over(path: Path) -> tuple[tuple[str, ...], str]:
    """Return what is wrong with a closed workshop, and the digest of its content."""
    return verify(path).problems, content(path)


class Remembered:
    """Looks a file over, once for the same bytes: many ways of losing power end in one state."""

    def __init__(self) -> None:
        """Begin without memories."""
        self._known: dict[str, tuple[tuple[str, ...], str]] = {}

    def __call__(self, path: Path) -> tuple[tuple[str, ...], str]:
        """Do as `look_over`."""
        bytes_of_it = sha(path)
        if bytes_of_it not in self._known:
            self._known[bytes_of_it] = look_over(path)
        return self._known[bytes_of_it]


def judge(
    tally: Tally,
    path: Path,
    state: State,
    acknowledged: int,
    when: str,
    look: Look = look_over,
) -> int | None:
    """Look a file over that was left behind and count what is wrong; return which state it holds.

    Args:
        tally: Where it is counted.
        path: The workshop.
        state: Tells what it holds after so many edits.
        acknowledged: The number of edits that were told to be saved. One more may have been under way.
        when: What was done, for the words.
        look: How it is looked over.
    """
    try:
        closed_file.settle(path)  # as whoever opens it next: takes back an edit that was cut off
        problems, held = look(path)
    except (PlannerError, sqlite3.Error, OSError) as error:
        tally.bad("corrupt", f"{when}: {error}")
        return None
    if problems:
        tally.bad("corrupt", f"{when}: {problems[0]}")
        return None
    for number in (acknowledged, acknowledged + 1):
        if state(number) == held:
            return number
    for number in range(acknowledged):
        if state(number) == held:
            tally.bad("lost", f"{when}: of {acknowledged} acknowledged edits {number} are in the file")
            return None
    tally.bad("half", f"{when}: neither the state before the edit under way nor the one after it")
    return None


def unclear(error: PlannerError, path: Path | None = None) -> str:
    """Return what a person would miss in an error, or nothing: what happened, that it is safe, what to do."""
    if not error.what or not error.what.rstrip().endswith((".", ".)", "!", "?")):
        return f"does not say what happened in a sentence: {error.what!r}"
    if not error.safe:
        return f"does not say that the work is safe: {error.what!r}"
    if not error.do:
        return f"does not say what to do: {error.what!r}"
    if path is not None and path.name not in str(error):
        return f"does not name the file: {error.what!r}"
    return ""
