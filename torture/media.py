"""R13: workshops on media and in folders where nothing may be written."""

import os
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

from planner.domain import records as r
from planner.errors import PlannerError
from planner.services.document import Document
from planner.services.plan_exchange import save_plan
from planner.store.verify import verify
from torture.children import Say
from torture.oracle import names_in, sha, unclear
from torture.rig import Rig, mount, own_mounts
from torture.script import make
from torture.trial import trial

_NOBODY = 65534


def read_only(rig: Rig) -> None:
    """Open workshops where nothing may be written: nothing is changed, and what is said is clear."""
    folder = rig.place("read-only")
    start = folder / "start.workshop"
    make(start)
    mounts = rig.needs(mounts=True)
    if mounts:
        for number in range(rig.count(4, 20)):
            trial(rig, f"read-only medium {number}", lambda say: _medium(folder, start, say))
    if os.getuid() == 0 and not mounts:
        return  # nothing is protected from root, and nobody else may work here
    for number in range(rig.count(4, 20)):
        for protect in (_file, _folder, _both):
            told = f"protected {protect.__name__.strip('_')} {number}"
            trial(rig, told, lambda say, protect=protect: _protected(folder, start, protect, say))  # type: ignore[misc]


def _medium(folder: Path, start: Path, say: Say) -> None:
    own_mounts()
    disk = folder / "disk"
    disk.mkdir(exist_ok=True)
    mount("-t", "tmpfs", "tmpfs", disk)
    path = disk / "plan.workshop"
    shutil.copy(start, path)
    mount("-o", "remount,ro", "tmpfs", disk)
    _look(path, folder, say)


def _file(path: Path) -> None:
    path.chmod(0o444)


def _folder(path: Path) -> None:
    path.parent.chmod(0o555)


def _both(path: Path) -> None:
    path.chmod(0o444)
    path.parent.chmod(0o555)


def _protected(folder: Path, start: Path, protect: Callable[[Path], None], say: Say) -> None:
    """Protect the file or its folder from whoever works: nobody in place of root, whom nothing stops."""
    root = os.getuid() == 0
    reach = Path("/mnt") if root else Path(tempfile.mkdtemp(dir=folder))
    if root:
        own_mounts()
        mount("-t", "tmpfs", "-o", "mode=0777", "tmpfs", reach)  # a folder that anybody may reach
    home, elsewhere = reach / "home", reach / "elsewhere"
    home.mkdir()
    elsewhere.mkdir()
    path = home / "plan.workshop"
    shutil.copy(start, path)
    if root:
        for each in (home, elsewhere, path):
            os.chown(each, _NOBODY, _NOBODY)
        os.setgroups([])
        os.setgid(_NOBODY)
        os.setuid(_NOBODY)
    protect(path)
    _look(path, elsewhere, say)
    home.chmod(0o700)


def _look(path: Path, elsewhere: Path, say: Say) -> None:
    """Open, try to edit, export elsewhere; the bytes stay as they are unless the edit was saved."""
    before, names = sha(path), names_in(path.parent)
    try:
        document = Document.open(path)
    except PlannerError as error:
        if missing := unclear(error, path):
            say("bad", "unclear", missing)
        say("bad", "other", f"may be read, but is not opened: {error.what}")
        say("ended")
        return
    saved = False
    if not document.plan.all(r.Charter):
        say("bad", "lost", "it is shown without its charter")
    for _ in range(2):
        try:
            with document.edit("Edit") as edit:
                edit.add(r.Risk, statement="Written where nothing may be written.")
            saved = True
        except PlannerError as error:
            if missing := unclear(error):
                say("bad", "unclear", missing)
    try:
        save_plan(document.plan, elsewhere / "exported.json")
    except PlannerError as error:
        say("bad", "other", f"cannot be exported elsewhere: {error}")
    document.close()
    if not saved and sha(path) != before:
        say("bad", "corrupt", "it was changed although it may not be")
    if saved and (problems := verify(path).problems):
        say("bad", "corrupt", problems[0])
    if saved and sha(path) == before:
        say("bad", "lost", "an edit was told to be saved and is not in the file")
    if left := names_in(path.parent) - names:
        say("bad", "other", f"left behind: {sorted(left)}")
    say("ended")
