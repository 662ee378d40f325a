"""R20: long random work; undoing all of it gives the first plan, redoing all of it the last one."""

from pathlib import Path

from planner.services.document import Document
from planner.store.verify import verify
from torture.children import Child, Say
from torture.oracle import picture
from torture.rig import Rig
from torture.script import Script, make

_LENGTH = 500
_LEAST = 200  # steps that undo must reach


def undo_machine(rig: Rig) -> None:
    """Play long sequences, undo and redo all of them, open again, and kill one in the middle of undoing."""
    folder = rig.place("undo")
    start = folder / "start.workshop"
    make(start)
    deepest = 0
    for number in range(rig.count(2, 300)):
        path = folder / "plan.workshop"
        path.write_bytes(start.read_bytes())
        script = Script(rig.seed + number, 0)
        document = Document.open(path, **script.words())
        first = picture(document.plan)
        for command in range(_LENGTH):
            script.play(document, command)
        last = picture(document.plan)
        rig.tally.tried += 1
        undone = _all(document, "undo")
        deepest = max(deepest, undone)
        if picture(document.plan) != first:
            rig.tally.bad(
                "lost", f"sequence {number}: undoing all {undone} steps does not give the first plan"
            )
        redone = _all(document, "redo")
        if redone != undone or picture(document.plan) != last:
            rig.tally.bad(
                "lost", f"sequence {number}: {redone} redone of {undone}, the last plan is not back"
            )
        document.close()
        _opened_again(rig, path, last, f"sequence {number}")
        path.unlink()
        path.write_bytes(start.read_bytes())
        _killed(rig, path, number)
    rig.tally.remark(f"the longest sequence had {deepest} steps of undo")
    if deepest < _LEAST:
        rig.tally.bad("other", f"undo reached only {deepest} steps")


def _all(document: Document, what: str) -> int:
    count = 0
    while getattr(document, what)() is not None:
        count += 1
    return count


def _opened_again(rig: Rig, path: Path, last: str, told: str) -> None:
    """Opened again, the plan is the same, nothing can be undone, and the journal fits the rows."""
    document = Document.open(path)
    if picture(document.plan) != last:
        rig.tally.bad("lost", f"{told}: opened again it is another plan")
    if document.undo() is not None or picture(document.plan) != last:
        rig.tally.bad("lost", f"{told}: undo reaches into an earlier sitting")
    document.close()
    if problems := verify(path).problems:
        rig.tally.bad("corrupt", f"{told}: {problems[0]}")


def _killed(rig: Rig, path: Path, number: int) -> None:
    """Undo all and redo all until killed; the file holds the plan after the last step told, or the next."""
    start = path.with_name("killed-start.workshop")
    start.write_bytes(path.read_bytes())
    child = Child(lambda say: _undo_and_redo(path, rig.seed + number, say))
    heard = [child.line() for _ in range(rig.chance.randint(5, 100))]
    child.kill()
    heard += child.lines()
    child.end()
    told = [str(line[0]) for line in heard if line]
    rig.tally.tried += 1
    if problems := verify(path).problems:
        rig.tally.bad("corrupt", f"killed while undoing {number}: {problems[0]}")
        return
    document = Document.open(path)
    held = picture(document.plan)
    document.close()
    path.write_bytes(start.read_bytes())
    twin = Child(lambda say: _undo_and_redo(path, rig.seed + number, say))
    pictures = [str(line[0]) for line in twin.lines()]
    twin.end()
    if held not in pictures[max(0, len(told) - 1) : len(told) + 1]:
        kind = "lost" if held in told else "half"
        rig.tally.bad(kind, f"killed while undoing {number}: the file is neither before nor after the step")


def _undo_and_redo(path: Path, seed: int, say: Say) -> None:
    script = Script(seed, 1)
    document = Document.open(path, **script.words())
    for command in range(60):
        script.play(document, command)
    say(picture(document.plan))
    for what in ("undo", "redo", "undo"):
        while getattr(document, what)() is not None:
            say(picture(document.plan))
    document.close()
