"""strace, attached to a held child: records what it writes, or makes its system calls fail."""

import contextlib
import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path

from torture.children import Child


@contextlib.contextmanager
def attached(child: Child, log: Path, words: Sequence[str]) -> Iterator[None]:
    """Trace a held child from here to its end; the child begins inside the block, by `go`.

    Raises:
        RuntimeError: strace does not attach.
    """
    command = ["strace", "-f", "-p", str(child.pid), "-o", str(log), *words]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as tracer:
        told = tracer.stderr
        if told is None or "attached" not in (line := told.readline()):
            tracer.kill()
            raise RuntimeError(f"strace does not attach: {line}")
        try:
            yield
        finally:
            child.end()  # the tracer ends with it
            tracer.wait(20)


def injecting(calls: Sequence[str], outcome: str, when: str, paths: Sequence[Path]) -> list[str]:
    """Return the words that let the n-th of some calls on some paths end otherwise.

    Args:
        calls: System calls.
        outcome: For example `error=EIO` or `signal=SIGKILL`.
        when: `3` for the third call only, `3+` for it and all after it.
        paths: The files and folders meant.
    """
    listed = ",".join(calls)
    meant = [word for path in paths for word in ("-P", str(path))]
    return ["-e", f"trace={listed}", "-e", f"inject={listed}:{outcome}:when={when}", *meant]


def counting(calls: Sequence[str], paths: Sequence[Path]) -> list[str]:
    """Return the words that only log some calls on some paths."""
    meant = [word for path in paths for word in ("-P", str(path))]
    return ["-e", f"trace={','.join(calls)}", *meant]


def calls_in(log: Path) -> dict[str, int]:
    """Return how often each call is in a log."""
    found: dict[str, int] = {}
    for line in log.read_text(encoding="utf-8", errors="replace").splitlines():
        name = line.partition(" ")[2].lstrip().partition("(")[0]
        if name.isidentifier():
            found[name] = found.get(name, 0) + 1
    return found
