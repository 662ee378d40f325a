"""The rig finds what it is there to find: each of these takes something away that keeps edits safe."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
linux = pytest.mark.skipif(sys.platform != "linux", reason="the rig forks and traces: it needs Linux")


def rig(tmp_path, spoil, row, part=""):
    """Run a row or a part of one on an application that was spoiled, and return what the tally says."""
    script = (
        "import sys\nfrom pathlib import Path\nimport planner.store.transaction\n"
        "from torture.rig import Rig\nfrom torture.rows import ROWS\nfrom torture.tally import Tally\n"
        f"{spoil}\n"
        f"rig = Rig(Tally({row!r}, ''), Path(sys.argv[1]), False, 7, 0.1)\n"
        f"{part or f'ROWS[{row!r}].load()(rig)'}\nrig.close()\n"
        "print(rig.tally.tried, sum(rig.tally.found.values()), *rig.tally.cannot)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, str(tmp_path)],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert done.returncode == 0, done.stderr
    tried, bad, *cannot = done.stdout.split(maxsplit=2)
    if cannot:
        pytest.skip(cannot[0])
    return int(tried), int(bad)


@linux
def test_power_losses_are_noticed_when_nothing_waits_for_the_disk(tmp_path):
    spoil = (
        "from planner.store import connection\nconnection._RECIPE['synchronous'] = 'OFF'\n"
        "del connection._READ_BACK['synchronous']"
    )
    tried, bad = rig(tmp_path, spoil, "R2")
    assert tried > 20
    assert bad > tried / 10


@linux
def test_edits_that_were_told_before_they_were_saved_are_noticed(tmp_path):
    spoil = (
        "from planner.store.transaction import Transaction\nwas = Transaction.commit\n"
        "def commit(self):\n    was(self) if self.sequence % 3 else self.roll_back()\n"
        "Transaction.commit = commit"
    )
    _tried, bad = rig(tmp_path, spoil, "R12")
    assert bad


@linux
def test_a_backup_that_is_told_before_it_is_on_the_disk_is_noticed(tmp_path):
    spoil = "from planner.store import backups\nbackups.sync = lambda path: None"
    part = (
        "from torture import compound, losses\nrig.needs(strace=True) and "
        "losses._while_at(rig, compound.Backing(rig.place('backing')), 20)"
    )
    _tried, bad = rig(tmp_path, spoil, "R2", part)
    assert bad


@linux
def test_a_row_that_cannot_run_says_why_and_is_not_passed(tmp_path):
    done = subprocess.run(
        [sys.executable, "-m", "torture", "--only", "R2,R7", "--scale", "0.01"],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PATH": str(tmp_path)},
        capture_output=True,
        text=True,
        timeout=100,
    )
    assert done.returncode == 3, done.stderr
    lines = done.stdout.splitlines()
    assert lines[1].split()[-2:] == ["not", "run"]
    assert lines[2].split()[-1] == "ok"
    assert any("strace is absent" in line for line in lines)
    assert lines[-1].endswith("did not run, or not whole: R2")
