"""S1 no network, S10 permissions, S11 no residue, S12 no names in logs: what a session leaves behind."""

import os
import re
import shutil
import stat
from pathlib import Path

from planner.services import forget_person
from planner.services.backups import Shelf
from planner.services.document import Document
from planner.services.library import Library
from torture.children import Child, Say
from torture.rig import Rig, no_network
from torture.session import NAME, SENTINELS, Session
from torture.strace import attached

_SOCKET = re.compile(r"\bsocket\((\w+)")
_ALLOWED = {"AF_UNIX", "AF_NETLINK"}  # the display, D-Bus, and the list of network devices


def _session(rig: Rig, place: Path) -> Session:
    """Return a session that looks at every sixth step: S1 looks at all of them."""
    return Session(place, 1 if rig.full else 6)


def _run(rig: Rig, place: Path, told: str, *, alone: bool = False, mask: int | None = None) -> bool:
    """Run a session in a child, and tell whether it came to its end."""

    def work(say: Say) -> None:
        if alone:
            no_network()
        if mask is not None:
            os.umask(mask)
        _session(rig, place).run(say)

    child = Child(work, errors=rig.folder / "session.txt")
    said = child.lines()
    child.wait()
    return _ended(rig, told, said, child.end())


def _ended(rig: Rig, told: str, said: list[list[object]], code: int) -> bool:
    rig.tally.tried += 1
    if said and said[-1][0] == "ended":
        return True
    where = said[-1] if said else ["nothing"]
    rig.tally.bad("other", f"{told}: the session did not come to its end ({code}): {where[:3]}")
    return False


def no_sockets(rig: Rig) -> None:
    """Run a session in an empty network, and one under strace: no socket reaches beyond this computer."""
    if rig.scale >= 1 and rig.needs(network=True):  # a shorter run does the one that tells more
        _run(rig, rig.place("alone"), "in an empty network", alone=True)
    if not rig.needs(strace=True):
        return
    place, log = rig.place("traced"), rig.folder / "network.log"
    child = Child(lambda say: Session(place).run(say), held=True, errors=rig.folder / "session.txt")
    with attached(child, log, ["-s", "300", "-e", "trace=network"]):
        child.go()
        said = child.lines()
        child.wait()
    _ended(rig, "under strace", said, child.end())
    text = log.read_text(encoding="utf-8", errors="replace")
    families = _SOCKET.findall(text)
    for family in sorted(set(families) - _ALLOWED):
        rig.tally.bad("other", f"{families.count(family)} sockets of {family}")
    rig.tally.remark(f"sockets by family: { {each: families.count(each) for each in sorted(set(families))} }")


def permissions(rig: Rig) -> None:
    """Run sessions under several umasks: what the application keeps is for its owner only."""
    masks = (0o000, 0o022, 0o077)  # the most open one first
    for mask in masks[: rig.count(len(masks), len(masks))]:
        place = rig.place(f"umask-{mask:03o}")
        if not _run(rig, place, f"umask {mask:03o}", mask=mask):
            continue
        handed = {"plan.pdf", "plan.xlsx", "plan.json"}  # documents to hand on: as the person's umask says
        for folder in (place / "data", place / "out"):
            for path in folder.rglob("*"):
                mode = stat.S_IMODE(path.lstat().st_mode)
                rig.tally.tried += 1
                if mode & 0o077 and path.name not in handed:
                    rig.tally.bad("other", f"umask {mask:03o}: {path.relative_to(place)} has {mode:03o}")
    rig.tally.remark("documents that were exported keep the person's umask, on purpose")


def logs(rig: Rig) -> None:
    """Meet bugs that quote names and opinions: no log holds them."""
    place = rig.place("logs")
    _run(rig, place, "session")
    files = [each for each in (place / "data" / "logs").rglob("*") if each.is_file()]
    if not files:
        rig.tally.bad("other", "nothing was logged, so nothing was tried")
    for path in files:
        _search(rig, path, SENTINELS, "a log")
    rig.tally.remark(f"{len(files)} logs read")


def _search(rig: Rig, path: Path, words: tuple[str, ...], what: str) -> None:
    data = path.read_bytes()
    for word in words:
        rig.tally.tried += 1
        parts = (word, *word.split()) if word == NAME else (word,)
        for part in parts:
            if any(form in data for form in (part.encode(), part.encode("utf-16-le"))):
                rig.tally.bad("other", f"{what}, {path.name}, holds “{part}”")


def residue(rig: Rig) -> None:
    """Nothing is left in temporary folders, nor after kills; a removed person is in no byte of any file."""
    place = rig.place("residue")
    _run(rig, place, "session")
    _is_empty(rig, place, "after a session")
    _kills(rig, place)
    _remove(rig, place)


def _is_empty(rig: Rig, place: Path, when: str) -> None:
    rig.tally.tried += 1
    left = sorted(str(each.relative_to(place)) for each in (place / "tmp").rglob("*"))
    hidden = [
        str(each.relative_to(place))
        for each in (place / "data").rglob(".*")
        if each.name.endswith((".part", ".restoring", ".making")) or each.name.startswith(".salvage")
    ]
    if left or hidden:
        rig.tally.bad("other", f"{when} there is left: {(left + hidden)[:5]}")


def _kills(rig: Rig, place: Path) -> None:
    """Kill sessions anywhere; the next one leaves nothing of them behind."""
    count = rig.count(3, 30)
    for _ in range(count):
        shutil.rmtree(place / "out")  # what a person keeps elsewhere
        child = Child(lambda say: _session(rig, place).run(say), errors=rig.folder / "session.txt")
        child.wait(rig.chance.random() * 3)
        child.kill()
        child.end()
        rig.tally.tried += 1
    again = Child(lambda say: _begin_anew(place, say), errors=rig.folder / "session.txt")
    said = again.lines()
    again.wait()
    _ended(rig, "after kills", said, again.end())
    _is_empty(rig, place, f"{count} kills and a new start later")


def _begin_anew(place: Path, say: Say) -> None:
    """Start as the next day: the home page lists the library, and every workshop is opened."""
    session = Session(place)
    for entry in Library(session.paths).entries():
        if entry.problem:
            raise RuntimeError(f"{entry.path.name}: {entry.problem}")
        Document.open(entry.path).close()
    session.window()
    if left := [each.name for each in session.paths.library.iterdir() if each.name.startswith(".")]:
        raise RuntimeError(f"left behind: {left}")
    say("ended")


def _remove(rig: Rig, place: Path) -> None:
    """Remove a person as the dialog does, then look for the name in every byte that is kept."""

    def work(say: Say) -> None:
        session = Session(place)
        shelf = Shelf(session.paths)
        for path in list(session.paths.library.glob("*.workshop")):
            document = Document.open(path)
            who = [each for each in forget_person.people(document) if each.name == NAME]
            for person in who:
                eraser = forget_person.eraser(person, SENTINELS[1:])
                found = forget_person.look_around(shelf, path, eraser, (), _go_on)
                forget_person.erase_in_backups(shelf, [*found.backups, *found.unread], eraser, _go_on)
                forget_person.erase(document, eraser)
            document.close()
            say("removed", path.name, len(who))
        say("ended")

    child = Child(work, errors=rig.folder / "session.txt")
    said = child.lines()
    child.wait()
    _ended(rig, "removing a person", said, child.end())
    for path in (each for each in (place / "data").rglob("*") if each.is_file()):
        _search(rig, path, SENTINELS, "after the removal a file")


def _go_on(_done: int, _total: int, _what: str) -> bool:
    return True
