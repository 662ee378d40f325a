"""Every row of the torture table, at a fifth of its plain run; one that cannot run here is skipped."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from torture.rows import ROWS

ROOT = Path(__file__).parents[2]
SHARE = "0.2"  # of the tries of `python3 dev.py torture`: the suite is to be done in five minutes


@pytest.fixture(scope="session")
def rig() -> Iterator[Callable[[str], Any]]:
    """Runs rows by their names, in forks of one process that has everything loaded."""
    process = subprocess.Popen(
        [sys.executable, "-m", "torture", "--asked", "--scale", SHARE],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )

    def run(name: str) -> Any:
        process.stdin.write(f"{name}\n")
        process.stdin.flush()
        return json.loads(process.stdout.readline())

    yield run
    process.stdin.close()
    process.stdout.close()
    process.wait(60)


@pytest.mark.torture
@pytest.mark.parametrize("name", sorted(ROWS, key=lambda name: -ROWS[name].weight))
@pytest.mark.skipif(sys.platform != "linux", reason="the rig forks, mounts and traces: it needs Linux")
def test_nothing_is_lost(name, rig):
    row = rig(name)
    assert row["examples"] == []
    if row["cannot"]:
        pytest.skip("; ".join(row["cannot"]))
    assert row["verdict"] == "ok"
    assert row["tried"] > 0
