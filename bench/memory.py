"""The most memory that a process of its own takes."""

import subprocess
import sys
from pathlib import Path

_HERE = Path(__file__).parents[1]
# Linux counts what the process that started this one held into ru_maxrss; VmHWM is this program's alone.
_ASK = """
import pathlib, resource
status = pathlib.Path("/proc/self/status")
if status.exists():
    print(int(status.read_text().partition("VmHWM:")[2].split()[0]) / 1024)
else:
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1 << 20))  # macOS counts bytes
"""


def most(code: str, *arguments: str) -> float:
    """Run code in a process of its own and return the most it held, in MB (Linux and macOS)."""
    command = [sys.executable, "-c", code + _ASK, *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=_HERE)
    return float(done.stdout.split()[-1])
