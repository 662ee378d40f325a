"""R4: the disk fills up while a group edits; what was saved is kept, and work goes on when there is room."""

import shutil
from pathlib import Path

from planner.domain import records as r
from planner.domain.plan import Plan
from planner.errors import PlannerError
from planner.services.document import Document
from planner.services.plan_exchange import save_plan
from planner.store.verify import verify
from torture.children import Say
from torture.oracle import unclear
from torture.rig import Rig, mount, own_mounts
from torture.script import make
from torture.trial import trial

_MOST = 3000  # edits; the disk is full long before


def full_disks(rig: Rig) -> None:
    """Fill disks of several sizes, in a mount of its own that ends with the process."""
    if not rig.needs(mounts=True):
        return
    folder = rig.place("full")
    start = folder / "start.workshop"
    make(start)
    size = start.stat().st_size
    for number in range(rig.count(6, 60)):
        room = 8_192 + rig.chance.randrange(600_000)
        trial(
            rig,
            f"disk {number}, {room:,} bytes of room",
            lambda say, room=room: _fill(folder, start, size + room, say),  # type: ignore[misc]
        )


def _fill(folder: Path, start: Path, size: int, say: Say) -> None:
    own_mounts()
    disk, elsewhere = folder / "disk", folder / "elsewhere"
    disk.mkdir(exist_ok=True)
    elsewhere.mkdir(exist_ok=True)
    mount("-t", "tmpfs", "-o", f"size={(size // 4096 + 1) * 4096}", "tmpfs", disk)
    path = disk / "plan.workshop"
    shutil.copy(start, path)
    document = Document.open(path)
    saved, error = _until_full(document)
    if error is None:
        say("bad", "other", "the disk never filled up")
    elif missing := unclear(error):
        say("bad", "unclear", missing)
    elif "full" not in error.what and "room" not in error.what:
        say("bad", "unclear", f"does not say that the disk is full: {error.what!r}")
    _hold(document.plan, saved, "after the disk was full", say)
    _delete(document, say)
    _export_elsewhere(document, elsewhere / "plan.json", say)
    _export_here(document, disk / "plan.json", say)
    document.close()
    _whole(path, say)
    mount("-o", "remount,size=64M", "tmpfs", disk)  # there is room again
    document = Document.open(path)
    _hold(document.plan, saved[1:], "when opened again", say)
    with document.edit("Room again") as edit:
        edit.add(r.Risk, statement="There is room again.")
    document.close()
    _whole(path, say)
    say("ended")


def _until_full(document: Document) -> tuple[list[str], PlannerError | None]:
    """Add risks until one cannot be saved; return the ids of those that were, and what was said."""
    saved: list[str] = []
    for number in range(_MOST):
        try:
            with document.edit("Add") as edit:
                made = edit.add(r.Risk, statement=f"Risk {number} " + "x" * 200)
        except PlannerError as error:
            return saved, error
        saved.append(made.id)
    return saved, None


def _delete(document: Document, say: Say) -> None:
    """A full disk must not keep anybody from making room in the plan itself."""
    risks = document.plan.all(r.Risk)
    try:
        with document.edit("Delete") as edit:
            edit.delete(risks[0])
    except PlannerError as error:
        if missing := unclear(error):
            say("bad", "unclear", missing)
    else:
        if document.plan.get(r.Risk, risks[0].id) is not None:
            say("bad", "other", "what was deleted is still there")


def _export_elsewhere(document: Document, target: Path, say: Say) -> None:
    try:
        save_plan(document.plan, target)
    except PlannerError as error:
        say("bad", "other", f"an export elsewhere fails: {error}")


def _export_here(document: Document, target: Path, say: Say) -> None:
    try:
        save_plan(document.plan, target)
    except PlannerError as error:
        if missing := unclear(error):
            say("bad", "unclear", missing)
    if left := [each.name for each in target.parent.iterdir() if each.suffix == ".part"]:
        say("bad", "other", f"an export that failed left {left}")


def _hold(plan: Plan, ids: list[str], when: str, say: Say) -> None:
    if gone := [each for each in ids if plan.get(r.Risk, each) is None]:
        say("bad", "lost", f"{len(gone)} saved edits are gone {when}")


def _whole(path: Path, say: Say) -> None:
    try:
        problems = verify(path).problems
    except PlannerError as error:
        problems = (str(error),)
    if problems:
        say("bad", "corrupt", problems[0])
