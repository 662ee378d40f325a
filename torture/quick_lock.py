"""Lock a file at little cost, for those who open it by the thousand.

What a passphrase costs whoever guesses it is chosen by age when it locks: it times a first small trial, so
that opening takes a second on this computer. A process that stands still meanwhile finds it very slow.
"""

import os
import signal
from pathlib import Path

import pyrage

from torture.children import Child, Say

_STILL = 1.1  # seconds; from one second on, age does not double the cost once
_CHEAP = 13  # scrypt's cost as a power of two, some hundredths of a second; else it is tried again
_TRIES = 6


def lock_quickly(held: bytes, passphrase: str, target: Path) -> None:
    """Write `held` as a locked file like any other, but one that opens in some milliseconds.

    On a busy computer it may come out dearer, which only takes longer.
    """
    if not hasattr(signal, "SIGSTOP"):  # Windows lets no process stand still
        target.write_bytes(pyrage.passphrase.encrypt(held, passphrase))
        return

    def work(say: Say) -> None:
        say("begins")
        target.write_bytes(pyrage.passphrase.encrypt(held, passphrase))

    best = b""
    for _ in range(_TRIES):
        child = Child(work)
        child.line()
        os.kill(child.pid, signal.SIGSTOP)
        child.wait(_STILL)
        os.kill(child.pid, signal.SIGCONT)
        child.lines()
        if child.end():
            raise RuntimeError(f"{target.name} was not locked")
        made = target.read_bytes()
        best = min(best or made, made, key=_cost)
        if _cost(best) <= _CHEAP:
            break
    target.write_bytes(best)


def _cost(sealed: bytes) -> int:
    """Return scrypt's cost as a power of two, from the second line of a locked file."""
    return int(sealed.split(b"\n", 2)[1].split()[-1])
