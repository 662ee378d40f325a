"""R1: a process that edits is killed at any moment; what was told to be saved is in the file, whole."""

import time
from pathlib import Path

from planner.services.document import Document
from torture.children import Child, Say
from torture.oracle import judge
from torture.rig import Rig
from torture.script import Script, make
from torture.twin import Twin

_LONGEST = 0.08  # seconds from the first edit to the kill
_GROWN = 2_000_000  # bytes after which a fresh file is taken


def kills(rig: Rig) -> None:
    """Kill a process that plays commands, then open the file as the next start would, again and again."""
    folder = rig.place("kills")
    start, path = folder / "start.workshop", folder / "plan.workshop"
    make(start)
    path.write_bytes(start.read_bytes())
    hot = edits = 0
    twin: Twin | None = None
    for life in range(rig.count(150, 2000)):
        if twin is not None and path.stat().st_size > _GROWN:
            twin.close()
            twin = None
        if twin is None:
            path.write_bytes(start.read_bytes())
            twin = Twin(path, folder, rig.seed, life)
        else:
            twin.live_on(life)
        acknowledged = _live(rig, path, life)
        hot += _is_hot(path)
        edits += acknowledged
        rig.tally.tried += 1
        if judge(rig.tally, path, twin.state, acknowledged, f"kill {life}") is None:
            twin.close()
            twin = None
        left = {each.name for each in folder.iterdir()} - {"start.workshop", "plan.workshop"}
        if strange := [name for name in left if not name.startswith(("twin", ".twin"))]:
            rig.tally.bad("other", f"left behind after opening again: {strange}")
            for name in strange:
                (folder / name).unlink()
    if twin is not None:
        twin.close()
    rig.tally.remark(f"{edits:,} edits acknowledged; {hot} kills left an edit that had to be taken back")


def _live(rig: Rig, path: Path, life: int) -> int:
    """Let a process edit until it is killed; return how many commands it told to be saved."""

    def work(say: Say) -> None:
        script = Script(rig.seed, life)
        document = Document.open(path, **script.words())
        document.prepare()  # else the first edit does it, and most kills come before the first edit
        say("ready")
        command = 0
        while True:
            script.play(document, command)
            command += 1
            say("saved", command)

    child = Child(work)
    said = child.line()
    if said == ["ready"]:
        time.sleep(rig.chance.random() * _LONGEST)
    child.kill()
    told = [said or [], *child.lines()]
    child.end()
    for line in told:
        if line[:1] == ["broken"]:
            rig.tally.bad("unclear", f"life {life}: {line[1]} ({line[2]})")
    return sum(1 for line in told if line[:1] == ["saved"])


def _is_hot(path: Path) -> bool:
    journal = path.with_name(path.name + "-journal")
    return journal.is_file() and any(journal.read_bytes()[:8])
