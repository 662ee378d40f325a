"""Reach what is shipped in `planner.resources`, in a checkout, a wheel and a bundle alike.

Paths are relative to `resources/` with forward slashes: `icons/undo.svg`.
"""

import json
from contextlib import AbstractContextManager
from functools import cache
from importlib.resources import as_file, files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

_ROOT = files("planner.resources")


def entry(path: str) -> Traversable:
    """Return the file or folder at `path`, which need not exist."""
    return _ROOT.joinpath(*path.split("/"))


def names(folder: str, suffix: str = "") -> list[str]:
    """Return the sorted names of the files in `folder` that end with `suffix`."""
    place = entry(folder)
    if not place.is_dir():
        return []
    return sorted(item.name for item in place.iterdir() if item.is_file() and item.name.endswith(suffix))


def text(path: str) -> str:
    """Return the text of a file."""
    return entry(path).read_text(encoding="utf-8")


def data(path: str) -> bytes:
    """Return the bytes of a file."""
    return entry(path).read_bytes()


def on_disk(path: str) -> AbstractContextManager[Path]:
    """Give a real path for libraries that want a file name, such as those that load fonts.

    Use it as `with on_disk("fonts/…") as path:`; the path may be gone afterwards.
    """
    return as_file(entry(path))


@cache
def method(name: str) -> dict[str, Any]:
    """Return the method texts in `method/<name>.json`; the same object each time, so do not change it."""
    content: dict[str, Any] = json.loads(text(f"method/{name}.json"))
    return content
