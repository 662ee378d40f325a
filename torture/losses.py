"""R2: the power fails while a group edits, and during everything else that writes; see `torture.power`."""

import shutil
import sqlite3
from collections.abc import Sequence

from bench.generator import generate

from planner.domain.plan import Plan
from planner.errors import PlannerError
from planner.services.document import Document
from planner.services.plan_exchange import save_plan
from torture import power
from torture.children import Say
from torture.compound import Backing, End, Restoring, Upgrading, Work
from torture.oracle import Remembered, State, judge
from torture.rig import Rig
from torture.script import Script, make
from torture.trace import Op
from torture.twin import Twin

_COMMANDS = 14
Recorded = tuple[dict[str, bytes], Sequence[Op]]
"""What was there before, and what was done; see `power.record`."""


def power_losses(rig: Rig) -> None:
    """Lose power during whatever writes: edits, a new workshop, exports, backups, restoring, an upgrade."""
    if not rig.needs(strace=True):
        return
    _while_editing(rig, rig.count(450, 5_000))
    _while_making(rig, rig.count(100, 1_000))
    _while_exporting(rig, rig.count(360, 1_000))
    for kind in (Backing, Restoring, Upgrading):
        _while_at(rig, kind(rig.place(f"power-{kind.name}")), rig.count(30, 1_000))


def _while_editing(rig: Rig, count: int) -> None:
    folder = rig.place("power")
    path = folder / "plan.workshop"
    make(path)
    start = rig.folder / "power-start.workshop"
    shutil.copy(path, start)
    twins = rig.place("power-twin")
    twin = Twin(start, twins, rig.seed, 0, _COMMANDS)
    known = [twin.state(number) for number in range(_COMMANDS + 1)]
    twin.close()

    def work(say: Say) -> None:
        script = Script(rig.seed, 0)
        document = Document.open(path, **script.words())
        for command in range(_COMMANDS):
            script.play(document, command)
            say("saved", command)
        document.close()

    before, ops = power.record(folder, work)
    play(rig, (before, ops), count, path.name, lambda number: known[number] if number < len(known) else None)


def play(rig: Rig, recorded: Recorded, count: int, name: str, state: State) -> None:
    """Judge the workshop after each of so many power losses, from when it was told to be made."""
    folder, look = rig.memory / "after", Remembered()
    for told, how, files in power.states(*recorded, count, rig.chance):
        if told or state(0) is not None:
            power.lay_out(folder, files)
            rig.tally.tried += 1
            judge(rig.tally, folder / name, state, told, f"{name}, {how}", look)
    shutil.rmtree(folder, ignore_errors=True)
    syncs = sum(op.kind.startswith("sync") for op in recorded[1])
    rig.tally.remark(f"{name}: {len(recorded[1]):,} operations recorded, {syncs} of them syncs")


def _while_making(rig: Rig, count: int) -> None:
    """Make a workshop and edit it: nobody was told anything before it was made."""
    folder = rig.place("power-making")
    path = folder / "new.workshop"

    def work(say: Say) -> None:
        make(path)
        say("made")
        script = Script(rig.seed, 1)
        document = Document.open(path, **script.words())
        script.play(document, 0)
        say("saved")
        document.close()

    before, ops = power.record(folder, work)
    start = rig.folder / "power-made.workshop"
    make(start)
    twin = Twin(start, rig.place("power-twin"), rig.seed, 1, 1)
    known = [None, twin.state(0), twin.state(1)]
    twin.close()
    play(rig, (before, ops), count, path.name, lambda number: known[number] if number < 3 else None)


def _while_exporting(rig: Rig, count: int) -> None:
    """Write a document over an older one: the old one or the new one is there, whole."""
    folder = rig.place("power-export")
    path = folder / "plan.json"
    plan, later = (Plan(generate(300, seed)) for seed in (1, 2))
    save_plan(plan, path)
    old = path.read_bytes()

    def work(say: Say) -> None:
        save_plan(later, path)
        say("written")

    before, ops = power.record(folder, work)
    new = path.read_bytes()
    for told, how, files in power.states(before, ops, count, rig.chance):
        rig.tally.tried += 1
        held = files.get(path.name)
        if held != new and (told or held != old):
            rig.tally.bad("lost" if held is None else "half", f"an export, {how}: it is neither old nor new")


def _while_at(rig: Rig, work: Work, count: int) -> None:
    """Lose power during work that is bombarded elsewhere too, and that knows what may be left."""
    work.reset()
    before, ops = power.record(work.folder, work.work)
    for told, how, files in power.states(before, ops, count, rig.chance):
        power.lay_out(work.folder, files)
        rig.tally.tried += 1
        try:
            work.look(rig, End(f"{work.name}, {how}", done=told > 0, killed=True))
        except (PlannerError, sqlite3.Error, OSError) as error:
            rig.tally.bad("corrupt", f"{work.name}, {how}: {error}")
    rig.tally.remark(f"{work.name}: {len(ops):,} operations recorded")
