"""How much of a returned file is read, and how much a process may take that reads one."""

import sys

MOST_BYTES = 30_000_000
"""Bytes of a file; a review workbook of a large plan has less than a million."""

MOST_UNPACKED = 120_000_000
"""Bytes of all parts of a file together, unpacked."""

MOST_PARTS = 2_000
"""Parts in a packed file."""

MOST_ROWS, MOST_COLUMNS, MOST_CELLS = 20_000, 200, 200_000
"""Rows and cells of a whole file, columns of a sheet. Source: design of the documents, 3."""

MOST_TEXT = 20_000_000
"""Characters of all cells together: one long text may be named by many cells."""

LONGEST_CELL = 32_767
"""Characters of one cell; what is longer is cut."""

SECONDS = 20
"""How long a file is read before it is given up."""

MEMORY = 1_000_000_000
"""Bytes of memory the reading process may take."""

MOST_SAID = 150_000_000
"""Bytes the reading process may say."""


def limit_this_process() -> None:
    """Keep this process from taking much memory or time, and from writing any file.

    Where a system has no such limit the others hold, and whoever waits ends the process after `SECONDS`.
    """
    if sys.platform == "win32":
        from planner.services.returned.windows_job import limit_memory

        limit_memory(MEMORY)
        return
    import contextlib
    import resource

    for what, most in (
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_CPU, SECONDS),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        with contextlib.suppress(OSError, ValueError):  # a stricter limit is set already, or none is known
            resource.setrlimit(what, (most, most))
