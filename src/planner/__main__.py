"""`district-planner`, also as `python -m planner`."""

import os
import sys
from typing import NoReturn

from planner import READ_RETURNED
from planner.cli import run


def main() -> NoReturn:
    """Run the command line and end the process with its exit code.

    By then every file is closed and on the disk. What the interpreter would still tidy up takes a fifth of a
    second, and nobody needs it.
    """
    code = _read_returned() if sys.argv[1:] == [READ_RETURNED] else run(sys.argv[1:])
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except OSError:  # whoever read our output has gone
        code = code or 1
    os._exit(code)


def _read_returned() -> int:
    from planner.services.returned.child import serve

    return serve()


if __name__ == "__main__":
    main()
