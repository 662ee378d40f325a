"""Time two things side by side, in turn, so that a machine whose speed drifts treats both alike."""

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Row:
    """One line of the table: ours against a floor (seconds), with the ratio wanted; None where only told."""

    name: str
    ours: float
    floor: float | None
    most: float | None
    unit: str = "s"

    @property
    def ratio(self) -> float | None:
        """How many times the floor ours took."""
        return self.ours / self.floor if self.floor else None

    @property
    def verdict(self) -> str:
        """Whether the ratio (or, without a floor, the figure itself) is within what is wanted."""
        measured = self.ratio if self.floor is not None else self.ours
        if self.most is None or measured is None:
            return "–"
        return "ok" if measured <= self.most else "OVER"


def seconds(work: Callable[[], object]) -> float:
    """Return how long one call takes, in seconds of wall time."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def in_turn(ours: Callable[[], float], floor: Callable[[], float], times: int) -> tuple[float, float]:
    """Run both in turn after one warm-up; return the medians of what they measured."""
    ours()
    floor()
    pairs = [(ours(), floor()) for _ in range(times)]
    return statistics.median(a for a, _ in pairs), statistics.median(b for _, b in pairs)


def table(rows: list[Row]) -> str:
    """Return the rows as text in columns."""
    lines = [f"{'what':<58}{'ours':>12}{'floor':>12}{'ratio':>8}{'wanted':>9}  "]
    for row in rows:
        floor = "" if row.floor is None else _shown(row.floor, row.unit)
        ratio = "" if row.ratio is None else f"{row.ratio:.2f}"
        wanted = "" if row.most is None else f"≤ {row.most:g}"
        lines.append(
            f"{row.name:<58}{_shown(row.ours, row.unit):>12}{floor:>12}{ratio:>8}{wanted:>9}  {row.verdict}"
        )
    return "\n".join(lines)


def _shown(value: float, unit: str) -> str:
    if unit != "s":
        return f"{value:.2f} {unit}".rstrip()
    return f"{value * 1000:.1f} ms" if value < 10 else f"{value:.1f} s"
