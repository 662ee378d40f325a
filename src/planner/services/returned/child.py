"""Reading a returned file in a process of its own, with little time and memory and nothing to write to.

The file is read here, as it is and never changed; its bytes go to the process through a pipe, and what
stands in it comes back as JSON. The process is this application with a hidden argument, so that it is there
in a packaged application, too.
"""

import contextlib
import os
import subprocess
import sys
import threading
from collections.abc import Sequence
from pathlib import Path

from planner import READ_RETURNED
from planner.services.returned import limits
from planner.services.returned.content import Content, Refused, from_json, to_json

if sys.platform == "win32":
    _FLAGS = subprocess.CREATE_NO_WINDOW
else:
    _FLAGS = 0
_KEPT = ("PATH", "PYTHONPATH", "PYTHONHOME", "PYTHONPYCACHEPREFIX", "SYSTEMROOT", "TEMP", "TMP", "LANG")
_MEGABYTE = 1_000_000


def read_file(path: Path, seconds: float = limits.SECONDS) -> Content:
    """Return what a returned file holds.

    Raises:
        Refused: It is not read; why.
    """
    try:
        with path.open("rb") as file:
            data = file.read(limits.MOST_BYTES + 1)
    except OSError as error:
        raise Refused("missing", reason=error.strerror or str(error)) from None
    if len(data) > limits.MOST_BYTES:
        raise Refused("too_large", most=limits.MOST_BYTES // _MEGABYTE)
    return from_json(_asked(data, seconds))


def command() -> Sequence[str]:
    """Return what starts the process: the packaged application itself, or Python with it."""
    started = (sys.executable,) if getattr(sys, "frozen", False) else (sys.executable, "-m", "planner")
    return (*started, READ_RETURNED)


def _asked(data: bytes, seconds: float) -> bytes:
    """Give bytes to the process, and return what it says.

    Raises:
        Refused: It took too long, said too much, or ended without a word.
    """
    process = subprocess.Popen(
        command(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={name: os.environ[name] for name in _KEPT if name in os.environ},
        creationflags=_FLAGS,
    )
    assert process.stdin is not None
    assert process.stdout is not None
    late = threading.Event()

    def give_up() -> None:
        late.set()
        process.kill()

    timer = threading.Timer(seconds, give_up)
    feeder = threading.Thread(target=_feed, args=(process, data), daemon=True)
    timer.start()
    feeder.start()
    try:
        said = process.stdout.read(limits.MOST_SAID + 1)
    finally:
        timer.cancel()
        process.kill()
        process.wait()
        feeder.join()
        process.stdout.close()
    if late.is_set():
        raise Refused("too_slow", most=round(seconds))
    if len(said) > limits.MOST_SAID:
        raise Refused("too_much_text", most=limits.MOST_TEXT)
    return said


def _feed(process: subprocess.Popen[bytes], data: bytes) -> None:
    with contextlib.suppress(OSError):  # it needs no more, or has ended
        assert process.stdin is not None
        with process.stdin as pipe:
            pipe.write(data)


def serve() -> int:
    """Be that process: read a file from the input, say what stands in it, and return the exit code."""
    limits.limit_this_process()
    from planner.services.returned.sniff import read

    try:
        answer: Content | Refused = read(sys.stdin.buffer.read(limits.MOST_BYTES + 1))
    except Refused as refused:
        answer = refused
    except MemoryError:
        answer = Refused("too_large_unpacked")
    sys.stdout.buffer.write(to_json(answer))
    sys.stdout.buffer.flush()
    return 0
