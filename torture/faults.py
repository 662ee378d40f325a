"""R3: every system call on the workshop fails while a group edits."""

import shutil
import sqlite3
from collections.abc import Sequence
from pathlib import Path

from planner.domain import records as r
from planner.errors import PlannerError
from planner.services.document import Document
from planner.store import closed_file
from planner.store.lock import note_path
from torture.bombard import Shot, bombard
from torture.children import Say
from torture.oracle import Look, content, look_over, picture, unclear
from torture.rig import Rig
from torture.script import Script, make

_COMMANDS = 7
_SEED = 881  # a seed whose first commands are of seven kinds, and each changes something
_PROBE = "after the fault"


class Editing:
    """Open a workshop, play some commands, and when one fails, see whether the next edit works."""

    name = "editing"

    def __init__(self, folder: Path, *, records: int = 300) -> None:
        """Make the workshop and find out what it holds after each command."""
        self._start = folder / "start.workshop"
        self.path = folder / "plan.workshop"
        make(self._start, records)
        self.paths: Sequence[Path] = around(self.path)
        self._states = [self._after(number, probed=False) for number in range(_COMMANDS + 1)]
        if len({state for state, _seen in self._states}) <= _COMMANDS:
            raise RuntimeError("a command changes nothing: take another seed")
        self._probed = [self._after(number, probed=True) for number in range(_COMMANDS + 1)]

    def _after(self, commands: int, *, probed: bool) -> tuple[str, str]:
        self.reset()
        script = Script(_SEED, 0)
        document = Document.open(self.path, **script.words())
        for number in range(commands):
            script.play(document, number)
        if probed:
            _probe(document, script)
        seen = picture(document.plan)
        document.close()
        return content(self.path), seen

    def reset(self) -> None:
        """Put the workshop back, alone."""
        for each in self.paths[1:3]:
            each.unlink(missing_ok=True)
        shutil.copy(self._start, self.path)

    def work(self, say: Say) -> None:
        """Play; after an error try once more, as a person would."""
        script = Script(_SEED, 0)
        document = _opened(self.path, script, say)
        if document is None:
            return
        for number in range(_COMMANDS):
            try:
                script.play(document, number)
            except PlannerError as error:
                say("failed", number, unclear(error), "")
                break
            say("saved", number, "", "")
        else:
            document.close()
            say("closed", 0, "", "")
            return
        for _ in range(3):
            try:
                _probe(document, script)
            except PlannerError as error:
                say("failed", -1, unclear(error), "")
            else:
                say("probed", 0, "", picture(document.plan))
                break
        document.close()

    def judge(self, rig: Rig, shot: Shot | None, said: list[list[object]]) -> None:
        """Compare the file with what was told, and the pictures with the file."""
        told = f"{self.name}, {shot}"
        for word, _number, missing, _seen in said:
            if word in ("failed", "refused") and missing:
                rig.tally.bad("unclear", f"{told}: {missing}")
        held = look(rig, self.path, told)
        if held is None:
            return
        saved = sum(1 for line in said if line[0] == "saved")
        words = {str(line[0]) for line in said}
        plain = dict(self._states[number] for number in (saved, saved + 1) if number <= _COMMANDS)
        probed = dict(self._probed[number] for number in (saved, saved + 1) if number <= _COMMANDS)
        allowed = {
            **(plain if "probed" not in words else {}),
            **(probed if words & {"probed", "failed"} else {}),
        }
        if held not in allowed:
            earlier = [state for state, _seen in (*self._states[:saved], *self._probed[:saved])]
            lost = held in earlier or ("probed" in words and held in plain)
            rig.tally.bad("lost" if lost else "half", f"{told}: the file is not what was told ({words})")
        elif said and "probed" in words and said[-1][3] != allowed[held]:
            rig.tally.bad("other", f"{told}: what is shown afterwards is not what the file holds")
        once = shot is not None and not shot.deadly and not shot.for_ever
        if (shot is None or once) and not words & {"closed", "probed"}:
            rig.tally.bad("other", f"{told}: nothing works any more after one fault ({sorted(words)})")


def _opened(path: Path, script: Script, say: Say) -> Document | None:
    """Open, at the second try where the first one is refused."""
    for _ in range(2):
        try:
            return Document.open(path, **script.words())
        except PlannerError as error:
            say("refused", 0, unclear(error, path), "")
    return None


def _probe(document: Document, script: Script) -> None:
    script.at(1000)
    with document.edit("Probe") as edit:
        edit.add(r.ParkingLotItem, text=_PROBE)


def around(path: Path) -> list[Path]:
    """Return a workshop, its journal, its note, and its folder."""
    return [path, path.with_name(path.name + "-journal"), note_path(path), path.parent]


def look(rig: Rig, path: Path, told: str, eyes: Look = look_over) -> str | None:
    """Open a file that a fault left behind, count what is wrong with it, and return what it holds."""
    try:
        closed_file.settle(path)
        problems, held = eyes(path)
    except (PlannerError, sqlite3.Error, OSError) as error:
        rig.tally.bad("corrupt", f"{told}: {error}")
        return None
    if problems:
        rig.tally.bad("corrupt", f"{told}: {problems[0]}")
        return None
    return held


def faults(rig: Rig) -> None:
    """Let every call fail while a group edits."""
    if rig.needs(strace=True):
        bombard(rig, Editing(rig.place("editing")), rig.count(120, 20_000), deadly=False)
