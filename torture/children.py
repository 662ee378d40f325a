"""Child processes that are killed, faulted and watched: forks of this one, so that nothing is imported twice.

A child says lines through a pipe, each in one system call; what it said before it was killed is known.
"""

import ctypes
import json
import os
import select
import signal
import sys
import time
import traceback
from collections.abc import Callable
from pathlib import Path
from uuid import uuid4

from planner.store import lock, making


class Say:
    """The line of a child to its parent."""

    def __init__(self, writer: int, gate: int) -> None:
        """Take the ends of two pipes."""
        self._writer, self._gate = writer, gate

    def __call__(self, *words: object) -> None:
        """Say words, as one line of JSON; by a call of its own, which no fault is meant for."""
        os.writev(self._writer, [json.dumps(words).encode() + b"\n"])

    def wait(self) -> None:
        """Wait until the parent says `go`."""
        os.read(self._gate, 1)


BROKEN = 70
"""Exit code of a child that ended with an error nobody caught: a traceback on the screen of a person."""

_PR_SET_PTRACER, _ANYBODY = 0x59616D61, -1


class Child:
    """A fork that does `work`, at once or, when held, after `go`."""

    def __init__(
        self, work: Callable[[Say], None], *, held: bool = False, errors: Path | int | None = None
    ) -> None:
        """Fork; `errors` is where its error stream goes: a file, an open one, or nowhere unless told."""
        self._reader, writer = os.pipe()
        gate, self._gate = os.pipe()
        sys.stdout.flush()
        sys.stderr.flush()
        self.pid = os.fork()
        if not self.pid:
            os.close(self._reader)
            os.close(self._gate)
            _be_a_child(work, Say(writer, gate), held, errors)
        os.close(writer)
        os.close(gate)
        self.writer = writer
        self._open = [self._reader, self._gate]
        self._rest = b""
        self.status: int | None = None
        if held:
            self._read_until(b"\n", 30)

    def go(self) -> None:
        """Let a held child begin."""
        os.write(self._gate, b"g")

    def line(self, seconds: float = 30) -> list[object] | None:
        """Return the next thing it says, or None when it has ended or says nothing for so long."""
        found = self._read_until(b"\n", seconds)
        return None if found is None else json.loads(found)

    def lines(self) -> list[list[object]]:
        """Return all it still has to say, until it ends."""
        found = []
        while (said := self.line(120)) is not None:
            found.append(said)
        return found

    def _read_until(self, mark: bytes, seconds: float) -> bytes | None:
        end = time.monotonic() + seconds
        while mark not in self._rest:
            ready, _, _ = select.select([self._reader], [], [], max(0.0, end - time.monotonic()))
            if not ready:
                return None
            more = os.read(self._reader, 1 << 20)
            if not more:
                return None
            self._rest += more
        found, _, self._rest = self._rest.partition(mark)
        return found

    def kill(self) -> None:
        """End it as a power button or a crash would: without a word."""
        if self.status is None:  # else its number may be another's by now
            os.kill(self.pid, signal.SIGKILL)

    def wait(self, seconds: float = 60) -> int | None:
        """Return its exit code (negative: the signal it died of), or None when it goes on; see `end`."""
        end, pause = time.monotonic() + seconds, 0.0005
        while self.status is None:
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                self.status = os.waitstatus_to_exitcode(status)
                break
            if time.monotonic() > end:
                return None
            time.sleep(pause)
            pause = min(pause * 2, 0.02)
        return self.status

    def end(self) -> int:
        """Make sure that it has ended and nothing of it is left; return its exit code. Twice is no harm."""
        if self.status is None and self.wait(0) is None:
            self.kill()
            self.wait()
        while self._open:
            os.close(self._open.pop())
        return self.status if self.status is not None else -signal.SIGKILL


def _be_a_child(work: Callable[[Say], None], say: Say, held: bool, errors: Path | int | None) -> None:
    """Do the work and leave at once, whatever happens; never returns."""
    code = BROKEN
    try:
        if not isinstance(errors, int):
            errors = os.open(errors or os.devnull, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        os.dup2(errors, 2)
        lock._RUN, making._RUN = uuid4().hex, uuid4().hex[:8]  # as if it had been started
        if held:
            ctypes.CDLL(None).prctl(_PR_SET_PTRACER, ctypes.c_ulong(_ANYBODY))
            say("held")
            say.wait()
        try:
            work(say)
            code = 0
        except BaseException as error:
            say("broken", f"{type(error).__name__}: {error}", _where(error), traceback.format_exc())
    finally:
        os._exit(code)


def _where(error: BaseException) -> str:
    """Return the innermost places in our own code, for a line of the report."""
    frames = [each for each in traceback.extract_tb(error.__traceback__) if "/planner/" in each.filename]
    return " < ".join(f"{Path(each.filename).name}:{each.lineno}" for each in reversed(frames[-4:]))


def run(work: Callable[[Say], None], seconds: float = 120) -> tuple[int, list[list[object]]]:
    """Run a child to its end; return its exit code and all it said."""
    child = Child(work)
    said = child.lines()
    child.wait(seconds)
    return child.end(), said
