"""What the world can do to us: errors that a person reads.

A `PlannerError` says three things in plain sentences: what happened, that the work is safe (or where it is),
and what to do. Anything else that is raised is a bug. A gap in a plan is neither: it is a finding.
"""

from collections.abc import Sequence
from dataclasses import dataclass


class PlannerError(Exception):
    """Something outside the program went wrong, told in up to three sentences."""

    def __init__(self, what: str, *, safe: str = "", do: str = "") -> None:
        """Keep the sentences apart, so that a page can show them as it likes.

        Args:
            what: What happened.
            safe: Where the work is, and that it is safe.
            do: What the person can do now.
        """
        super().__init__(what)
        self.what = what
        self.safe = safe
        self.do = do

    def __str__(self) -> str:
        """Join the sentences into one line."""
        return " ".join(part for part in (self.what, self.safe, self.do) if part)


class InvalidEdit(PlannerError):
    """An edit would break a rule that every plan keeps; nothing was changed."""


class FileRefused(PlannerError):
    """A file is not a workshop, is damaged, or comes from a newer version; it was not touched."""


class Damaged(FileRefused):
    """A file is a workshop, or was one, that cannot be read in full; it was not touched."""


class ReadOnly(FileRefused):
    """A workshop may be read here but not changed; it was not touched. A copy elsewhere may be."""


class AlreadyOpen(PlannerError):
    """The workshop is open in another window or on another computer."""


class NotSaved(PlannerError):
    """An edit did not reach the file; the file holds what it held before."""


class DiskFull(NotSaved):
    """An edit did not fit on the disk; the file holds what it held before."""


class FileLost(NotSaved):
    """The file of the open workshop is gone, with its drive or its folder.

    `image` is the content of the file as it was last saved, where that could still be read.
    """

    image: bytes | None = None


class FileChanged(FileLost):
    """Another program changed or replaced the file of the open workshop; nothing of it was overwritten."""


class ExportFailed(PlannerError):
    """A document could not be written; the file that was there before is untouched."""


class Cancelled(PlannerError):
    """The person stopped it; nothing was changed."""

    def __init__(self, what: str = "", *, safe: str = "", do: str = "") -> None:
        """Need no words: whoever stopped something knows it."""
        super().__init__(what, safe=safe, do=do)


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong with a file to import, and its place in the file."""

    place: str
    message: str

    def __str__(self) -> str:
        """Name the place, then the problem."""
        return f"{self.place}: {self.message}" if self.place else self.message


class ImportRefused(PlannerError):
    """A file to import has problems; nothing was created."""

    def __init__(self, what: str, problems: Sequence[Problem], *, safe: str = "", do: str = "") -> None:
        """Keep every problem, in the order of the file."""
        super().__init__(what, safe=safe, do=do)
        self.problems = tuple(problems)

    def __str__(self) -> str:
        """Join the sentences, then list every problem on its own line."""
        return "\n".join([super().__str__(), *map(str, self.problems)])
