"""What the home page listed last time, so that it is painted at once while the files themselves are read."""

import json
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from planner.gui.widgets.workshop_list import Shelf
from planner.paths import Paths

_FILE = "home.json"


@dataclass(frozen=True)
class Remembered:
    """A workshop as it was last seen."""

    path: Path
    title: str
    district: str
    people: int
    changed: datetime
    progress: Mapping[str, float]
    problem: str = ""


def recall(paths: Paths) -> list[Remembered]:
    """Return what was listed last, without files that are gone; nothing where the memory makes no sense."""
    try:
        rows = json.loads((paths.root / _FILE).read_text(encoding="utf-8"))
        listed = [
            Remembered(
                path=Path(row["path"]),
                title=str(row["title"]),
                district=str(row["district"]),
                people=int(row["people"]),
                changed=datetime.fromisoformat(row["changed"]),
                progress={str(key): float(share) for key, share in row["progress"].items()},
                problem=str(row["problem"]),
            )
            for row in rows
        ]
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return []
    return [each for each in listed if each.path.is_file()]


def remember(paths: Paths, entries: Iterable[Shelf]) -> None:
    """Keep a list, for its owner only. Not being able to is no trouble: it is a memory, not the work."""
    rows = [
        {
            "path": str(each.path),
            "title": each.title,
            "district": each.district,
            "people": each.people,
            "changed": each.changed.isoformat(),
            "progress": dict(each.progress),
            "problem": each.problem,
        }
        for each in entries
    ]
    try:
        part = paths.root / f".{_FILE}.part"
        with os.fdopen(
            os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8"
        ) as file:
            json.dump(rows, file)
        part.replace(paths.root / _FILE)
    except OSError:
        return
