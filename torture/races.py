"""R12: two processes want one workshop at the same moment; one gets it, the other is told at once."""

import json
import re
import time
from pathlib import Path

from planner.domain import records as r
from planner.errors import AlreadyOpen, PlannerError
from planner.services.document import Document
from planner.store.lock import note_path
from planner.store.verify import verify
from torture.children import Child, Say
from torture.oracle import unclear
from torture.rig import Rig
from torture.script import make

_WHO = re.compile(r"process \d+ of .+, since \d\d\d\d-\d\d-\d\d")
_SOON = 1.0  # seconds until the second one knows


def races(rig: Rig) -> None:
    """Let two open at once, again and again; then locks left by killed processes and other computers."""
    folder = rig.place("races")
    path = folder / "plan.workshop"
    make(path)
    for number in range(rig.count(30, 100)):
        _race(rig, path, number)
    for number in range(rig.count(6, 50)):
        _take_over(rig, path, number)
    _elsewhere(rig, path)


def _race(rig: Rig, path: Path, number: int) -> None:
    """Both are held at the gate, then let go; some races have a winner who is long there."""
    late = number % 4 == 0
    runners = [_runner(path, f"{number}-{each}") for each in (0, 1)]
    told: list[list[object]] = []
    for runner in runners:
        runner.go()
        if late:
            told.append(runner.line() or ["nothing"])
    if not late:
        told = [runner.line() or ["nothing"] for runner in runners]
    rig.tally.tried += 1
    if sorted(str(line[0]) for line in told) != ["got", "refused"]:
        rig.tally.bad("other", f"race {number}: not one winner: {told}")
    _told(rig, [line for line in told if line[0] == "refused"], number, late=late)
    for runner, line in zip(runners, told, strict=True):
        if line[0] == "got":
            runner.go()
            runner.lines()
        runner.wait()
        runner.end()
    _written(rig, path, number, {f"{number}-{each}" for each, line in enumerate(told) if line[0] == "got"})


def _runner(path: Path, name: str) -> Child:
    return Child(lambda say: _want(path, name, say), held=True)


def _told(rig: Rig, refused: list[list[object]], number: int, *, late: bool) -> None:
    """Whoever was refused knows at once, who has it and what to do."""
    for _word, missing, seconds, named, said in refused:
        if missing:
            rig.tally.bad("unclear", f"race {number}: {missing}")
        if late and not named:
            rig.tally.bad("unclear", f"race {number}: does not say who has it open: {said}")
        if float(str(seconds)) > _SOON:
            rig.tally.bad("other", f"race {number}: it took {seconds:.1f} s to say so")


def _written(rig: Rig, path: Path, number: int, winners: set[str]) -> None:
    """The edit of the winner is there, and none of the loser."""
    if problems := verify(path).problems:
        rig.tally.bad("corrupt", f"race {number}: {problems[0]}")
    document = Document.open(path)
    made = {risk.statement for risk in document.plan.all(r.Risk)}
    document.close()
    if winners - made:
        rig.tally.bad("lost", f"race {number}: the edit of the winner is not there")
    if ({f"{number}-{each}" for each in (0, 1)} - winners) & made:
        rig.tally.bad("half", f"race {number}: the loser has written")


def _want(path: Path, name: str, say: Say) -> None:
    start = time.monotonic()
    try:
        document = Document.open(path)
    except PlannerError as error:
        seconds = time.monotonic() - start
        missing = unclear(error, path) or ("" if isinstance(error, AlreadyOpen) else f"says {error.what!r}")
        say("refused", missing, seconds, bool(_WHO.search(error.what)), error.what)
        return
    say("got")
    say.wait()
    with document.edit("Won") as edit:
        edit.add(r.Risk, statement=name)
    document.close()


def _take_over(rig: Rig, path: Path, number: int) -> None:
    """A process that has it open is killed; the next one gets it without a question."""
    child = Child(lambda say: _want(path, "never", say))
    child.line()
    child.kill()
    child.end()
    rig.tally.tried += 1
    if not note_path(path).exists():
        rig.tally.bad("other", f"take-over {number}: there was no note")
    try:
        document = Document.open(path)
    except PlannerError as error:
        rig.tally.bad("other", f"take-over {number}: {error}")
        return
    document.close()
    if note_path(path).exists():
        rig.tally.bad("other", f"take-over {number}: the note of the dead stays behind")


def _elsewhere(rig: Rig, path: Path) -> None:
    """A note from another computer is never taken over without a word."""
    note = note_path(path)
    said = {"host": "front-office", "person": "ana", "process": 7, "since": "2026-11-22 09:00", "run": "x"}
    note.write_text(json.dumps(said), encoding="utf-8")
    rig.tally.tried += 1
    try:
        Document.open(path).close()
    except AlreadyOpen as error:
        if "front-office" not in error.what or unclear(error, path):
            rig.tally.bad("unclear", f"another computer: {error}")
    else:
        rig.tally.bad("other", "a note from another computer is taken over without a word")
    if not note.exists():
        rig.tally.bad("other", "the note of another computer was taken away")
    note.unlink(missing_ok=True)
