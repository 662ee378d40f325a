"""R5: faults and kills while an edit is recovered, a backup made or restored; R10: while a file is upgraded.

Whatever befalls them, the workshop is the old one or the new one, and a backup that is listed is whole.
"""

import shutil
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

from planner.errors import PlannerError
from planner.paths import Paths
from planner.services import backup_entry
from planner.services.backups import Shelf
from planner.services.document import Document
from planner.store import backups, restoring, schema, verify
from planner.store.migrations import Ladder, Step
from planner.store.workshop_file import WorkshopFile
from torture import power
from torture.bombard import Shot, bombard
from torture.children import Child, Say
from torture.faults import around, look
from torture.oracle import Remembered, content, sha, unclear
from torture.rig import Rig
from torture.script import Script, make

_USED = (backup_entry, restoring, verify)  # loaded before a child counts its system calls
_NEXT = schema.VERSION + 1
_MOOD = 'CREATE TABLE "mood" ("id" TEXT NOT NULL PRIMARY KEY, "word" TEXT NOT NULL) STRICT'


@dataclass(frozen=True)
class End:
    """How a trial ended: in words for a report, whether it was told to be done, whether it was killed."""

    told: str
    done: bool
    killed: bool


class Work:
    """Something done to one workshop in a folder of its own, that is put back each time."""

    name = ""

    def __init__(self, folder: Path) -> None:
        """Prepare the folder as it is before the work."""
        self.folder = folder
        self._before = folder.with_name(folder.name + "-before")
        self.path = folder / "plan.workshop"
        self.paths: Sequence[Path] = ()
        self.eyes = Remembered()
        make(self.path)
        self.prepare()
        shutil.rmtree(self._before, ignore_errors=True)
        shutil.copytree(folder, self._before)

    def prepare(self) -> None:
        """Do what comes before the work."""

    def reset(self) -> None:
        """Put the folder back."""
        shutil.rmtree(self.folder)
        shutil.copytree(self._before, self.folder)

    def work(self, say: Say) -> None:
        """Do it; a refusal is told in words."""
        try:
            self.do()
        except PlannerError as error:
            say("failed", unclear(error))
        else:
            say("done")

    def do(self) -> None:
        """Do it."""
        raise NotImplementedError

    def judge(self, rig: Rig, shot: Shot | None, said: list[list[object]]) -> None:
        """Count what is wrong."""
        told = f"{self.name}, {shot}"
        for line in said:
            if line[0] == "failed" and line[1]:
                rig.tally.bad("unclear", f"{told}: {line[1]}")
        done = any(line[0] == "done" for line in said)
        if shot is None and not done:
            rig.tally.bad("other", f"{self.name} fails untouched: {said}")
        self.look(rig, End(told, done, shot is not None and shot.deadly))

    def look(self, rig: Rig, end: End) -> None:
        """Look at what is left."""
        raise NotImplementedError


class Recovering(Work):
    """Open a workshop beside which an edit waits that was cut off."""

    name = "recovering"

    def prepare(self) -> None:
        """Cut an edit off after the journal and before the commit; `_held` is what the file must hold."""
        self.paths = around(self.path)
        self._held = content(self.path)

        def edit(_say: Say) -> None:
            script = Script(2, 0)
            document = Document.open(self.path, **script.words())
            for command in range(3):
                script.play(document, command)
            document.close()

        before, ops = power.record(self.folder, edit)
        end = next(number for number, op in enumerate(ops) if op.kind == "cut" and op.place == 0)
        disk = power.Disk(before, {name: number for number, name in enumerate(before, 1)})
        for op in ops[:end]:
            disk.do(op)
        files = disk.after_a_power_loss("all", Random(0))
        power.lay_out(self.folder, files)
        if not any(name.endswith("-journal") and data for name, data in files.items()):
            raise RuntimeError("no edit was cut off")

    def do(self) -> None:
        """Open and read."""
        document = Document.open(self.path)
        document.close()

    def look(self, rig: Rig, end: End) -> None:
        """It holds what it held before the edit that was cut off."""
        held = look(rig, self.path, end.told, self.eyes)
        if held is not None and held != self._held:
            rig.tally.bad("half", f"{end.told}: it is not what it was before the edit that was cut off")


class Backing(Work):
    """Make a backup."""

    name = "backing up"

    def prepare(self) -> None:
        """Know what the workshop holds."""
        self._paths = Paths(self.folder / "data")
        self._held = content(self.path)

    def do(self) -> None:
        """Make one, as the application does by itself."""
        Shelf(self._paths).make(self.path, "close")

    def look(self, rig: Rig, end: End) -> None:
        """The workshop is untouched; a backup that was told is listed and whole."""
        if look(rig, self.path, end.told, self.eyes) not in (None, self._held):
            rig.tally.bad("lost", f"{end.told}: the workshop is another one")
        shelf = Shelf(self._paths)
        try:
            listed = shelf.list(self.path)
            good = [each for each in listed if not shelf.verify(each)]
        except PlannerError as error:
            rig.tally.bad("other", f"{end.told}: backups cannot be listed: {error}")
            return
        if end.done and not good:
            rig.tally.bad("lost", f"{end.told}: a backup was end.told to be made, and there is none")
        for each in good:
            if self.eyes(each.file)[1] != self._held:
                rig.tally.bad("half", f"{end.told}: a backup says it is whole and holds something else")
        if len(good) < len(listed) and not end.killed:
            rig.tally.bad("half", f"{end.told}: a backup that is not whole is listed")
        try:
            made = shelf.make(self.path, "asked")
        except PlannerError as error:
            rig.tally.bad("other", f"{end.told}: no backup can be made any more: {error}")
            return
        left = [each.name for each in made.file.parent.glob(".*") if each.name != backups.BUSY]
        if left and not end.killed:
            rig.tally.bad("other", f"{end.told}: left behind: {left}")


class Restoring(Backing):
    """Restore a backup over a workshop that has gone on since."""

    name = "restoring"

    def prepare(self) -> None:
        """Back up, edit on, and know both."""
        super().prepare()
        self._backup = Shelf(self._paths).make(self.path, "close").file
        script = Script(3, 0)
        document = Document.open(self.path, **script.words())
        for command in range(4):
            script.play(document, command)
        document.close()
        self._later = content(self.path)

    def do(self) -> None:
        """Restore, as a person would from the list."""
        Shelf(self._paths).restore(self._backup)

    def look(self, rig: Rig, end: End) -> None:
        """The workshop is the later or the restored one; the later one is always somewhere."""
        held = look(rig, self.path, end.told, self.eyes)
        if held is None:
            return
        if held not in (self._held, self._later) or (end.done and held != self._held):
            rig.tally.bad("half", f"{end.told}: the workshop is neither what it was nor what was restored")
        if held == self._held and not self._is_kept():
            rig.tally.bad("lost", f"{end.told}: what was there before restoring is nowhere")
        if Shelf(self._paths).verify(self._backup):
            rig.tally.bad("lost", f"{end.told}: the backup itself is spoiled")

    def _is_kept(self) -> bool:
        beside = [each for each in self.folder.iterdir() if each.is_file() and each != self.path]
        return any(_holds(each, self._later) for each in beside)


def _holds(path: Path, wanted: str) -> bool:
    try:
        return content(path) == wanted
    except sqlite3.Error:
        return False


class Upgrading(Work):
    """Open a workshop of an older version: a made-up next version, because only one has been released."""

    name = "upgrading"

    def prepare(self) -> None:
        """Know what it holds before, and what it holds after."""
        self._held = content(self.path)
        whole = self.path.read_bytes()
        WorkshopFile.open(self.path, ladder=_ladder(), backups=self.folder / "shelf").close()
        self._after = content(self.path)
        shutil.rmtree(self.folder / "shelf")
        self.path.write_bytes(whole)

    def do(self) -> None:
        """Open it, which brings it up to date."""
        WorkshopFile.open(self.path, ladder=_ladder(), backups=self.folder / "shelf").close()

    def look(self, rig: Rig, end: End) -> None:
        """It is of the old or of the new version, whole; of the new one only with a copy made before."""
        with sqlite3.connect(self.path) as raw:
            (version,) = raw.execute("PRAGMA user_version").fetchone()
            ((whole,),) = raw.execute("PRAGMA integrity_check").fetchall()
            astray = raw.execute("PRAGMA foreign_key_check").fetchone()
        raw.close()
        held = content(self.path)
        if whole != "ok" or astray:
            rig.tally.bad("corrupt", f"{end.told}: {whole}, {astray}")
        elif (version, held) not in ((schema.VERSION, self._held), (_NEXT, self._after)):
            rig.tally.bad("half", f"{end.told}: it is neither of the old nor of the new version ({version})")
        if end.done and version != _NEXT:
            rig.tally.bad("lost", f"{end.told}: it was end.told to be up to date")
        copies = list((self.folder / "shelf").glob("*/*.workshop"))
        if version == _NEXT and not any(_holds(each, self._held) for each in copies):
            rig.tally.bad("lost", f"{end.told}: it was changed, and there is no copy of what it was")
        WorkshopFile.open(self.path, ladder=_ladder(), backups=self.folder / "shelf").close()
        if content(self.path) != self._after:
            rig.tally.bad("half", f"{end.told}: opened again it does not become what it should")


def _climb(raw: sqlite3.Connection) -> None:
    """Rebuild a table, as a change of columns needs, and add another with rows."""
    (risk,) = raw.execute("SELECT sql FROM sqlite_schema WHERE name = 'risk'").fetchone()
    raw.execute(risk.replace('"risk"', '"risk_new"', 1))
    raw.execute('INSERT INTO "risk_new" SELECT * FROM "risk"')
    raw.execute('DROP TABLE "risk"')
    raw.execute('ALTER TABLE "risk_new" RENAME TO "risk"')
    raw.execute(_MOOD)
    raw.executemany('INSERT INTO "mood" VALUES (?, ?)', [(str(each), "calm" * 20) for each in range(400)])


def _ladder() -> Ladder:
    known = schema.known()
    return Ladder(_NEXT, known | {_MOOD}, {schema.VERSION: Step(known, _climb)})


def compound(rig: Rig) -> None:
    """Bombard recovery, backup and restore."""
    if rig.needs(strace=True):
        for kind in (Recovering, Backing, Restoring):
            bombard(rig, kind(rig.place(kind.__name__)), rig.count(30, 500))


def upgrade(rig: Rig) -> None:
    """Bombard the upgrade; then versions that are too new or were never in use."""
    if rig.needs(strace=True):
        bombard(rig, Upgrading(rig.place("upgrading")), rig.count(36, 1000))
    _other_versions(rig)
    rig.tally.remark(
        "the faults are at an upgrade to a made-up next version; tests upgrade files of each version"
    )


def _other_versions(rig: Rig) -> None:
    path = rig.place("versions") / "plan.workshop"
    make(path)
    for version in (0, _NEXT, _NEXT + 5, 2**31 - 1):
        with sqlite3.connect(path) as raw:
            raw.execute(f"PRAGMA user_version={version}")
        raw.close()
        before = sha(path)
        rig.tally.tried += 1
        child = Child(lambda say: say(*_refusal(path)))
        said = child.line() or ["nothing"]
        child.end()
        if said[0] != "refused" or said[1]:
            rig.tally.bad("unclear", f"version {version}: {said}")
        elif version > schema.VERSION and (str(version) not in str(said[2]) or "newer" not in str(said[2])):
            rig.tally.bad("unclear", f"version {version}: does not say which version it needs: {said[2]}")
        if sha(path) != before or len(list(path.parent.iterdir())) > 1:
            rig.tally.bad("corrupt", f"version {version}: something was changed")


def _refusal(path: Path) -> tuple[str, str, str]:
    try:
        Document.open(path).close()
    except PlannerError as error:
        return "refused", unclear(error, path), str(error)
    return "opened", "", ""


def changed_bytes(rig: Rig) -> None:
    """R7: change one byte of a backup or its manifest: every change is detected."""
    folder = rig.place("backups")
    path = folder / "plan.workshop"
    make(path)
    shelf = Shelf(Paths(folder / "data"))
    made = shelf.make(path, "asked")
    manifest = backups.manifest_path(made.file)
    missed = 0
    for number in range(rig.count(400, 2000)):
        target = manifest if number % 8 == 0 else made.file
        size = target.stat().st_size
        place = rig.chance.randrange(size)
        with target.open("r+b") as file:
            file.seek(place)
            was = file.read(1)
            file.seek(place)
            file.write(bytes([was[0] ^ rig.chance.randrange(1, 256)]))
        rig.tally.tried += 1
        if not shelf.verify(made.file):
            missed += 1
            rig.tally.bad("corrupt", f"byte {place:,} of {size:,} of {target.suffix} changed and not noticed")
        with target.open("r+b") as file:
            file.seek(place)
            file.write(was)
    if shelf.verify(made.file):
        rig.tally.bad("other", "put back, the backup is still said to be spoiled")
