"""A whole session: no network, no file others may read, no names in logs, no temporary files."""

import os
import re
import shutil
import stat
import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = Path(__file__).with_name("private_session.py")


def run(root: Path, *before: str) -> str:
    """Run the session under another program; return what was logged and what went to the terminal."""
    for name in ("tmp", "run"):
        (root / name).mkdir(mode=0o700)
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "TMPDIR": str(root / "tmp")}
    environment["XDG_RUNTIME_DIR"] = str(root / "run")
    done = subprocess.run(
        [*before, sys.executable, str(SCRIPT), str(root)],
        capture_output=True,
        text=True,
        env=environment,
        preexec_fn=lambda: os.umask(0),  # so nobody but the application keeps others out
        timeout=300,
    )
    assert "DONE" in done.stdout, done.stderr[-3_000:]
    logs = [each for each in (root / "data/logs").rglob("*") if each.is_file()]
    logged = "".join(each.read_text(encoding="utf-8") for each in logs)
    assert logged.count("ValueError (") == logged.count("RuntimeError (") == 1
    assert logged.count("after:") == 4
    assert "private_session.py" in logged
    return logged + done.stderr


def look(root: Path, said: str) -> None:
    """What a session left behind is its owner's, and says no names."""
    assert re.findall("ZZSECRET", said) == []
    assert list((root / "tmp").iterdir()) == []
    for each in (root / "data").rglob("*"):
        assert stat.S_IMODE(each.lstat().st_mode) & 0o077 == 0, each
    assert stat.S_IMODE((root / "out/plan.workshop.age").stat().st_mode) == 0o600


def test_a_session_is_private_and_needs_no_network(tmp_path: Path):
    """Python tells of its own sockets; where there is no network at all, nobody else's can be missed.

    The torture rig looks at every call to the system, and tries other umasks.
    """
    able = (
        shutil.which("unshare")
        and not subprocess.run(["unshare", "-rn", "true"], capture_output=True).returncode
    )
    said = run(tmp_path, *(["unshare", "-rn"] if able else []))
    look(tmp_path, said)
    assert "SOCKET" not in said
    if not able:
        pytest.skip("no network namespace can be made here: only the sockets of Python were looked at")
