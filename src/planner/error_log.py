"""What is kept of a bug: where in the program it happened, and never what people typed."""

import os
import platform
import sys
import traceback
from datetime import datetime
from pathlib import Path
from types import TracebackType

_LARGEST = 1_000_000  # bytes a log may have before it is put aside
_KEPT = 5
_OWN_WORDS = (AttributeError, ImportError, NameError, RecursionError)
"""Errors whose texts name things of the program only. All others may quote a value."""


def report(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> str:
    """Return where it happened and what else led there, without the words people typed."""
    import planner

    now = datetime.now().astimezone().isoformat(timespec="seconds")
    said = (
        f"{now} District Planner {planner.__version__}, "
        f"Python {platform.python_version()}, {platform.system()}\n"
        f"Traceback (most recent call last):\n{''.join(traceback.format_tb(trace))}"
        f"{kind.__name__} ({_scrubbed(error)})"
    )
    before = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    seen = {id(error)}
    while before is not None and id(before) not in seen:
        seen.add(id(before))
        frames = "".join(traceback.format_tb(before.__traceback__))
        said += f"\nafter:\n{frames}{type(before).__name__} ({_scrubbed(before)})"
        before = before.__cause__ or before.__context__
    return said


def _scrubbed(error: BaseException) -> str:
    text = str(error)
    return text if type(error) in _OWN_WORDS else f"{len(text)} characters"


def write_log(path: Path, text: str) -> None:
    """Append to a log that only its owner can read; five old ones of 1 MB are kept.

    A full disk is no new error.
    """
    try:
        if path.exists() and path.stat().st_size > _LARGEST:
            for number in range(_KEPT - 1, 0, -1):
                older = path.with_suffix(f".{number}.log")
                if older.exists():
                    older.replace(path.with_suffix(f".{number + 1}.log"))
            path.replace(path.with_suffix(".1.log"))
        opened = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        with os.fdopen(opened, "a", encoding="utf-8") as log:
            log.write(text + "\n")
    except OSError as trouble:
        print(trouble.strerror or type(trouble).__name__, file=sys.stderr)  # noqa: T201
