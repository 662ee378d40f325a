"""The problems found in a file, in the order of the file."""

from planner.errors import Problem

MOST = 1_000
"""Nobody mends more than this by hand; the rest is counted."""


class Report:
    """Collects problems. `at` is the number of the record being read; it keeps the order of the file."""

    def __init__(self) -> None:
        """Start without problems."""
        self.at = -1
        self._said: list[tuple[int, Problem]] = []
        self._marked: set[int] = set()

    def say(self, place: str, message: str) -> None:
        """Note one problem of the record at `at`."""
        self._said.append((self.at, Problem(place, message)))
        self._marked.add(self.at)

    def has(self, at: int) -> bool:
        """Whether the record with this number has a problem."""
        return at in self._marked

    def problems(self) -> list[Problem]:
        """Return all of them, by place."""
        return [problem for _at, problem in sorted(self._said, key=lambda said: said[0])]
