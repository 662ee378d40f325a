"""Let every system call of some work fail, or be the last one: the n-th, for every n, once or from then on.

What SQLite's authors call anomaly tests: the point of failure moves on by one until the work ends untouched.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from torture.children import BROKEN, Child, Say
from torture.rig import Rig
from torture.strace import attached, calls_in, counting, injecting

FAULTS = {
    "pwrite64": ("ENOSPC", "EIO", "EDQUOT"),
    "write": ("ENOSPC", "EIO", "EDQUOT"),
    "pread64": ("EIO",),
    "fsync": ("EIO", "ENOSPC"),
    "fdatasync": ("EIO", "ENOSPC"),
    "ftruncate": ("EIO", "ENOSPC", "EROFS"),
    "openat": ("EACCES", "EIO", "EROFS", "ENOSPC", "EMFILE"),
    "rename": ("EACCES", "EIO", "ENOSPC", "EROFS"),
    "unlink": ("EACCES", "EIO", "EROFS"),
    "fcntl": ("ENOLCK", "EIO"),
    "mkdir": ("EACCES", "ENOSPC"),
}
_DEADLY = ("pwrite64", "write", "fsync", "fdatasync", "ftruncate", "rename", "unlink", "openat")


@dataclass(frozen=True)
class Shot:
    """What befalls the work: the n-th of a call fails, once or from then on, or kills."""

    call: str
    outcome: str
    number: int
    for_ever: bool = False

    @property
    def deadly(self) -> bool:
        """Whether the process dies."""
        return self.outcome.startswith("signal")

    @property
    def when(self) -> str:
        """The number, as strace wants it."""
        return f"{self.number}+" if self.for_ever else str(self.number)

    def __str__(self) -> str:
        """Name it for a report."""
        return f"{self.call} #{self.when} {self.outcome.partition('=')[2]}"


class Target(Protocol):
    """Work to bombard."""

    name: str
    paths: Sequence[Path]

    def reset(self) -> None:
        """Put everything back to where the work begins."""

    def work(self, say: Say) -> None:
        """Do the work, in a child."""

    def judge(self, rig: Rig, shot: Shot | None, said: list[list[object]]) -> None:
        """Look at what was said and left behind; without a shot, the work must have succeeded."""


def bombard(rig: Rig, target: Target, budget: int, *, deadly: bool = True, faulty: bool = True) -> None:
    """Try as many shots as the budget allows, spread evenly; all of them where it is large enough."""
    counts = _count(rig, target)
    shots = _shots(counts, deadly, faulty)
    chosen = _spread(rig, shots, budget)
    for shot in chosen:
        target.reset()
        said, code = _shoot(rig, target, shot)
        rig.tally.tried += 1
        told = f"{target.name}, {shot}"
        for line in said:
            if line[0] == "broken":
                rig.tally.bad("unclear", f"{told}: {line[1]} ({line[2]})")
        if code not in (0, BROKEN) and not (shot.deadly and code == -9):
            rig.tally.bad("other", f"{told}: ended with {code}")
        target.judge(rig, shot, said)
    rig.tally.remark(f"{target.name}: {len(chosen):,} of {len(shots):,} points of failure")


def _count(rig: Rig, target: Target) -> Counter[str]:
    """Do the work untouched once, and return how often it makes each call."""
    log = rig.folder / "calls.log"
    target.reset()
    child = Child(target.work, held=True)
    with attached(child, log, counting(tuple(FAULTS), target.paths)):
        child.go()
        said = child.lines()
        code = child.wait()
    rig.tally.tried += 1
    if code:
        rig.tally.bad("other", f"{target.name}, untouched: ended with {code}: {said[-1:]}")
    target.judge(rig, None, said)
    return Counter(calls_in(log))


def _shots(counts: Counter[str], deadly: bool, faulty: bool) -> list[Shot]:
    shots = []
    for call, errors in FAULTS.items():
        for number in range(1, counts[call] + 1):
            if deadly and call in _DEADLY:
                shots.append(Shot(call, "signal=SIGKILL", number))
            if faulty:
                shots.extend(
                    Shot(call, f"error={error}", number, for_ever)
                    for error in errors
                    for for_ever in (False, True)
                )
    return shots


def _spread(rig: Rig, shots: list[Shot], budget: int) -> list[Shot]:
    """Choose from every combination of call and outcome alike, at random places."""
    if len(shots) <= budget:
        return shots
    groups: dict[tuple[str, str, bool], list[Shot]] = {}
    for shot in shots:
        groups.setdefault((shot.call, shot.outcome, shot.for_ever), []).append(shot)
    for group in groups.values():
        rig.chance.shuffle(group)
    chosen: list[Shot] = []
    while len(chosen) < budget:
        for group in groups.values():
            if group and len(chosen) < budget:
                chosen.append(group.pop())
    return chosen


def _shoot(rig: Rig, target: Target, shot: Shot) -> tuple[list[list[object]], int]:
    child = Child(target.work, held=True)
    words = injecting([shot.call], shot.outcome, shot.when, target.paths)
    with attached(child, rig.folder / "shot.log", words):
        child.go()
        said = child.lines()
        child.wait()
    return said, child.end()
