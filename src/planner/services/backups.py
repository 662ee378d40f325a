"""The shelf of backups: copies of every workshop, made by themselves, each with its manifest.

They are kept outside the library. To make one from a window: `shelf.keep(shelf.take(document, "merge"))`,
where `take` needs the thread of the document and a few milliseconds, and `keep` may run anywhere. Elsewhere:
`shelf.make(path, "asked")`. The reasons are in `backup_entry.REASONS`.
"""

from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from planner.errors import AlreadyOpen, FileRefused, PlannerError
from planner.i18n import _
from planner.paths import Paths
from planner.services.backup_entry import (
    REASONS,
    Backup,
    entries_in,
    entry_of,
    moved,
    no_manifest,
    not_as_written,
)
from planner.services.document import Document
from planner.services.thinning import ALL_FOR, steady, thin
from planner.store.clock import Clock, stamp, utc_now

if TYPE_CHECKING:  # named only: the store is loaded when a backup is made or looked at
    from planner.store.backups import Snapshot

__all__ = ["REASONS", "Backup", "Restored", "Shelf", "Taken", "is_backup", "thin"]


@dataclass(frozen=True)
class Restored:
    """A workshop that is what a backup holds, and where the file went that was there, if any."""

    path: Path
    kept: Path | None


@dataclass(frozen=True)
class Taken:
    """A copy in memory that is still to be kept, and why."""

    snapshot: "Snapshot"
    reason: str


class Shelf:
    """Makes, lists, verifies, thins and restores the backups of all workshops."""

    def __init__(self, paths: Paths, *, clock: Clock = utc_now) -> None:
        """Keep them in the backups folder of `paths`; `clock` says when they are made."""
        self._paths = paths
        self._clock = clock

    def take(self, source: Document | Path, reason: str) -> Taken:
        """Copy a workshop into memory as it is now: of an open one, on its own thread, between two edits.

        Raises:
            FileRefused: It cannot be read.
            AlreadyOpen: It is a file that somebody has open.
        """
        from planner.store.backups import Snapshot

        if isinstance(source, Document):
            return Taken(source.snapshot(), reason)
        return Taken(Snapshot.of_closed(source), reason)

    def keep(self, taken: Taken) -> Backup:
        """Bring a copy to the disk, verify it, and thin the older ones; any thread may do it.

        Nothing is written, and the newest backup returned, when that holds the same and is whole; unless it
        was asked for.

        Raises:
            FileRefused: The workshop itself is damaged. Nothing was kept, and no older backup was thinned.
            PlannerError: There is no room, or the folder cannot be written to.
        """
        from planner.store import backups

        snapshot = taken.snapshot
        try:
            identity, edits, last_edit = snapshot.state()
            folder, path = self._folder(identity), snapshot.path.absolute()
            newest = next(iter(self._of(folder, path)), None)
            same = newest is not None and (newest.edits, newest.last_edit) == (edits, last_edit)
            if newest is not None and same and taken.reason != "asked" and not self.verify(newest):
                return newest
            made = entry_of(backups.keep(snapshot, folder, reason=taken.reason, now=self._clock()))
            self._thin(folder, path)
            return made
        finally:
            snapshot.close()

    def make(self, source: Document | Path, reason: str) -> Backup:
        """Take and keep a backup at once; see `take` and `keep`."""
        return self.keep(self.take(source, reason))

    def list(self, path: Path, identity: str = "") -> tuple[Backup, ...]:
        """Return the backups of a workshop, the newest first, without reading the copies themselves.

        Those of a file that was moved or renamed since are found too, where the file can be asked which
        workshop it is; of one that is open here, `identity` says so (`Document.state`).
        """
        from planner.store.restoring import identity_of

        path, found = path.absolute(), self.everything()
        own = [each for each in found if each.workshop == path]
        identity = identity or identity_of(path) or next((each.identity for each in own if each.identity), "")
        folder = self._folder(identity)
        return tuple(
            each for each in found if each.file.parent == folder and (each.workshop == path or moved(each))
        )

    def changed(self, document: Document) -> bool:
        """Whether an open workshop holds anything that its newest backup does not."""
        identity, edits, last_edit = document.state()
        newest = next(iter(self._of(self._folder(identity), document.path)), None)
        return newest is None or (newest.edits, newest.last_edit) != (edits, last_edit)

    def newest_good(self, path: Path) -> Backup | None:
        """Return the newest backup of a workshop that is whole, or None."""
        return next((each for each in self.list(path) if not self.verify(each)), None)

    def verify(self, backup: Backup | Path, *, thorough: bool = False) -> tuple[str, ...]:
        """Return what is wrong with a backup, in sentences; nothing when it is byte by byte what was written.

        `thorough` plays its journal too.
        """
        from planner.store import backups

        found = entry_of(backup) if isinstance(backup, Path) else backup
        manifest = backups.read_manifest(found.file)
        if manifest is None or found.problem:
            return (found.problem or no_manifest(),)
        if not backups.whole(found.file, manifest):
            return (not_as_written(),)
        if thorough:
            from planner.store.verify import verify

            return verify(found.file).problems
        return ()

    def restore(self, backup: Backup | Path, to: Path | None = None) -> Restored:
        """Make a workshop what a backup holds, and keep the file that was there beside it.

        The file that was there is called name.damaged-<time> where it is, else name.before-restore-<time>,
        and then has a backup besides. Whatever interrupts this, the workshop is the old one or the new one.

        Args:
            backup: The backup.
            to: Where the workshop is to be; where it was, unless told.

        Raises:
            FileRefused: The backup is not what was written, or another workshop is there.
            AlreadyOpen: Somebody has the workshop open.
            PlannerError: It could not be written; everything is as it was.
        """
        from planner.store import backups, restoring

        found = entry_of(backup) if isinstance(backup, Path) else backup
        manifest = backups.read_manifest(found.file)
        problems = self.verify(found)
        if problems or manifest is None:
            raise FileRefused(
                _("The backup {name} cannot be trusted.").format(name=found.file.name)
                + " "
                + " ".join(problems),
                safe=_("Nothing was changed."),
                do=_("Restore another backup, or save what can be read from this one to a new file."),
            )
        target = (to or found.workshop).absolute()
        restoring.refuse_other(target, found.identity)
        if target.exists():
            self._keep_current(target)
        return Restored(target, restoring.put_in_place(found.file, manifest.sha256, target, self._clock()))

    def rewrite(self, backup: Backup, change: Callable[[Path], None]) -> Backup:
        """Let `change` change a private copy of a backup (erase somebody), then put it in its place.

        The changed one has a manifest, and a name, of its own; the one before is deleted last.

        Raises:
            PlannerError: It could not be; the backup is as it was.
        """
        import shutil

        from planner.store import backups
        from planner.store.connection import reserve

        folder = backup.file.parent
        part = backups.part_in(folder)
        try:
            with backups.alone_in(folder):
                reserve(part)
                shutil.copyfile(backup.file, part)
                change(part)
                made = stamp(backup.made)
                copy = backups.put(part, folder, backup.workshop, reason=backup.reason, made=made)
                self.drop(backup, overwrite=True)
        except OSError as error:
            raise _unusable(folder, error) from error
        finally:
            part.unlink(missing_ok=True)
        return entry_of(copy)

    def drop(self, backup: Backup, *, overwrite: bool = False) -> None:
        """Delete a backup and its manifest; `overwrite` what it held first, as far as the disk lets us.

        A disk that writes elsewhere each time (most of today's) may keep the old blocks for a while.

        Raises:
            PlannerError: It cannot be deleted.
        """
        from planner.atomic import blank
        from planner.store.backups import manifest_path

        try:
            if overwrite:
                blank(backup.file)
                blank(manifest_path(backup.file))
            backup.file.unlink(missing_ok=True)
            manifest_path(backup.file).unlink(missing_ok=True)
        except OSError as error:
            raise _unusable(backup.file.parent, error) from error

    def everything(self) -> tuple[Backup, ...]:
        """Return all backups of all workshops, the newest first.

        Raises:
            PlannerError: The folder cannot be made or read.
        """
        try:
            folders = [each for each in self._paths.backups.iterdir() if each.is_dir()]
        except OSError as error:
            raise _unusable(Path(error.filename or ""), error) from error
        found = [each for folder in folders for each in entries_in(folder)]
        return _newest_first(found)

    def _folder(self, identity: str) -> Path:
        from planner.store.backups import folder_of

        try:
            return folder_of(self._paths.backups, identity)
        except OSError as error:
            raise _unusable(Path(error.filename or ""), error) from error

    def _of(self, folder: Path, path: Path) -> tuple[Backup, ...]:
        """Return the sound backups of the workshop in one file, the newest first."""
        own = [each for each in entries_in(folder) if each.workshop == path.absolute() and not each.problem]
        return _newest_first(own)

    def _thin(self, folder: Path, path: Path) -> None:
        """Thin the backups of a file, and those of each name and place that it had before."""
        found = [each for each in entries_in(folder) if not each.problem]
        now = steady((each.made for each in found), self._clock())
        older: dict[Path, list[Backup]] = {}
        for each in found:
            if now - each.made >= ALL_FOR and (each.workshop == path or moved(each)):
                older.setdefault(each.workshop, []).append(each)
        for some in older.values():
            if len(thin((each.made for each in some), now)) == len(some):
                continue
            whole = [each for each in some if not self.verify(each)]  # a spoiled one stands for no day
            kept = thin((each.made for each in whole), now)
            for each in whole:
                if each.made not in kept:
                    with suppress(PlannerError):  # one too many does no harm
                        self.drop(each)

    def _keep_current(self, target: Path) -> None:
        """Back the present file up, where it is sound; it is kept beside the restored one in any case."""
        try:
            self.make(target, "restore")
        except AlreadyOpen:
            raise
        except PlannerError:
            return


def is_backup(file: Path) -> bool:
    """Whether a file has a manifest beside it, whatever that says."""
    from planner.store.backups import manifest_path

    return manifest_path(file).exists()


def _newest_first(found: Iterable[Backup]) -> tuple[Backup, ...]:
    return tuple(sorted(found, key=lambda each: (each.made, each.edits), reverse=True))


def _unusable(folder: Path, error: OSError) -> PlannerError:
    return PlannerError(
        _("The folder {folder} cannot be used: {reason}.").format(
            folder=folder, reason=error.strerror or str(error)
        ),
        do=_("Look whether its drive is there and whether you may write to it."),
    )
