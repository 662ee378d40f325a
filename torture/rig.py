"""What every row is given: a folder, a tally, its sizes, chance that repeats, what this machine can do."""

import ctypes
import os
import random
import shutil
import subprocess
import tempfile
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from torture.tally import Tally

_NEWNS, _NEWUSER, _NEWNET = 0x20000, 0x10000000, 0x40000000


@dataclass
class Rig:
    """The workbench of one row. `scale` is 1 for the plain run, less while developing."""

    tally: Tally
    folder: Path
    full: bool
    seed: int
    scale: float = 1.0
    rented: list[Path] = field(default_factory=list)

    def count(self, plain: int, full: int) -> int:
        """Return how often to try: the figure of the plain run, or that of a release."""
        return max(1, round((full if self.full else plain) * self.scale))

    @cached_property
    def chance(self) -> random.Random:
        """Chance that repeats with the seed, of its own for each row."""
        return random.Random(f"{self.seed} {self.tally.name}")

    @cached_property
    def memory(self) -> Path:
        """A folder in memory where there is one, for what need not reach a disk."""
        shared = Path("/dev/shm")
        if not (shared.is_dir() and os.access(shared, os.W_OK)):
            return self.place("memory")
        made = Path(tempfile.mkdtemp(prefix="district-planner-torture-", dir=shared))
        self.rented.append(made)
        return made

    def close(self) -> None:
        """Give back what was rented outside the folder."""
        while self.rented:
            shutil.rmtree(self.rented.pop(), ignore_errors=True)

    def place(self, name: str) -> Path:
        """Return a new empty folder."""
        made = self.folder / name
        shutil.rmtree(made, ignore_errors=True)
        made.mkdir(parents=True)
        return made

    def needs(self, *, strace: bool = False, mounts: bool = False, network: bool = False) -> bool:
        """Tell whether this machine has what the row needs; where not, the row says why."""
        why = []
        if strace and not has_strace():
            why.append("strace is absent or may not trace here (apt-get install strace)")
        if mounts and not may_unshare(_NEWNS):
            why.append("file systems may not be mounted here: needs root or user namespaces")
        if network and not may_unshare(_NEWNET):
            why.append("a network namespace may not be made here: needs root or user namespaces")
        for each in why:
            self.tally.cannot_run(each)
        return not why


def has_strace() -> bool:
    """Tell whether strace is there and may trace."""
    if shutil.which("strace") is None:
        return False
    return subprocess.run(["strace", "-o", os.devnull, "true"], capture_output=True).returncode == 0


def may_unshare(what: int) -> bool:
    """Try a namespace of its own in a fork."""
    pid = os.fork()
    if not pid:
        try:
            unshare(what)
        except OSError:
            os._exit(1)
        os._exit(0)
    return os.waitpid(pid, 0)[1] == 0


def unshare(what: int) -> None:
    """Give this process namespaces of its own, as root or through a user namespace.

    Raises:
        OSError: It is not allowed.
    """
    user, group = os.getuid(), os.getgid()
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.unshare(what if user == 0 else what | _NEWUSER):
        raise OSError(ctypes.get_errno(), "unshare")
    if user:
        Path("/proc/self/setgroups").write_text("deny", encoding="ascii")
        Path("/proc/self/uid_map").write_text(f"0 {user} 1", encoding="ascii")
        Path("/proc/self/gid_map").write_text(f"0 {group} 1", encoding="ascii")


def own_mounts() -> None:
    """Give this process mounts of its own, which end with it."""
    unshare(_NEWNS)
    subprocess.run(["mount", "--make-rprivate", "/"], check=True, capture_output=True)


def no_network() -> None:
    """Give this process an empty network."""
    unshare(_NEWNET)


def mount(*words: str | Path) -> None:
    """Run mount; for processes with mounts of their own."""
    subprocess.run(["mount", *map(str, words)], check=True, capture_output=True)


def unmount(*words: str | Path) -> None:
    """Run umount; for processes with mounts of their own."""
    subprocess.run(["umount", *map(str, words)], check=True, capture_output=True)
