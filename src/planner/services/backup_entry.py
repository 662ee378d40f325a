"""`Backup`: what is known about one backup without reading the copy itself, from the manifest beside it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from planner.i18n import N_, _

if TYPE_CHECKING:  # named only: the store is loaded when a backup is made or looked at
    from planner.store.backups import Manifest

REASONS: Mapping[str, str] = {
    "open": N_("when it was opened"),
    "edits": N_("while it was worked on"),
    "close": N_("when it was closed"),
    "migration": N_("before it was brought up to date"),
    "merge": N_("before files were brought back"),
    "restore": N_("before a backup was restored"),
    "delete": N_("before much was deleted"),
    "erase": N_("before a person was removed"),
    "history": N_("before going back in the history"),
    "asked": N_("because you asked for it"),
}
"""Why a backup was made, by the name that is kept; the words follow “made”."""


@dataclass(frozen=True)
class Backup:
    """One backup: the file, when and why (see `REASONS`) it was made, of which workshop, what it holds.

    `workshop` is where the workshop was then, `changed` when it had been edited last and `label` what had
    been done then; `edits` are all there had been. `counts` are records by kind, `steps` the status of each
    step the group had spoken about. Times are UTC. `problem` says in a sentence why it cannot be trusted.
    """

    file: Path
    workshop: Path
    made: datetime
    reason: str = ""
    title: str = ""
    district: str = ""
    edits: int = 0
    changed: datetime | None = None
    label: str = ""
    counts: Mapping[str, int] | None = None
    steps: Mapping[str, str] | None = None
    size: int = 0
    identity: str = ""
    last_edit: str = ""
    problem: str = ""

    @property
    def records(self) -> int:
        """How many records it holds."""
        return sum((self.counts or {}).values())

    @property
    def steps_done(self) -> int:
        """How many steps were done or skipped."""
        return sum(status in ("done", "skipped") for status in (self.steps or {}).values())


def entries_in(folder: Path) -> tuple[Backup, ...]:
    """Return the backups in the folder of one workshop."""
    from planner.store.backups import MANIFEST

    try:
        files = [each for each in folder.iterdir() if not each.name.startswith(".")]
    except OSError:
        return ()
    return tuple(entry_of(each) for each in files if each.suffix != MANIFEST and each.is_file())


def entry_of(file: Path) -> Backup:
    """Read what the manifest says about a copy, or tell that it says nothing."""
    from planner.store.backups import read_manifest
    from planner.store.schema import VERSION

    manifest = read_manifest(file)
    try:
        size = file.stat().st_size
        written = datetime.fromtimestamp(file.stat().st_mtime, UTC)
    except OSError:
        return Backup(file, Path(), datetime.fromtimestamp(0, UTC), problem=_gone())
    if manifest is None:
        return Backup(file, Path(), written, size=size, problem=no_manifest())
    problem = "" if size == manifest.size else not_as_written()
    if manifest.holding.version > VERSION:
        problem = _("It was made by a newer District Planner, which can restore it.")
    return _of_manifest(file, manifest, problem)


def _of_manifest(file: Path, manifest: "Manifest", problem: str) -> Backup:
    held = manifest.holding
    return Backup(
        file,
        Path(manifest.workshop),
        datetime.fromisoformat(manifest.made),
        reason=manifest.reason,
        title=held.title,
        district=held.district,
        edits=held.edits,
        changed=datetime.fromisoformat(held.changed) if held.changed else None,
        label=held.label,
        counts=held.counts,
        steps=held.steps,
        size=manifest.size,
        identity=held.identity,
        last_edit=held.last_edit,
        problem=problem,
    )


def moved(backup: Backup) -> bool:
    """Whether the file a backup was made of is no longer where it was, as far as its manifest tells."""
    return backup.workshop == Path() or not backup.workshop.exists()


def _gone() -> str:
    return _("The file of the backup is gone.")


def no_manifest() -> str:
    """Return the sentence about a copy that nothing can be compared with."""
    return _("What it should hold is not written down beside it, so nobody can tell whether it is whole.")


def not_as_written() -> str:
    """Return the sentence about a copy that is not what its manifest says."""
    return _("It is not byte by byte what was written.")
