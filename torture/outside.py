"""R14: the stick with the workshop is pulled. R15: another program changes or replaces the file.

Neither may cost an edit that was told to be saved, and no edit may be told to be saved that is nowhere.
"""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

from planner.domain import records as r
from planner.domain.plan import Plan
from planner.errors import PlannerError
from planner.services.document import Document
from planner.store.verify import verify
from torture.children import Say
from torture.oracle import picture, sha, unclear
from torture.rig import Rig, mount, own_mounts, unmount
from torture.script import make
from torture.trial import trial

_EDITS = 3


def pulled_sticks(rig: Rig) -> None:
    """Pull the drive between two edits or within one, for good or to put it back."""
    if not rig.needs(mounts=True):
        return
    folder = rig.place("stick")
    make(folder / "start.workshop")
    for number in range(rig.count(12, 50)):
        within, back = bool(number & 1), bool(number & 2)
        told = f"pulled {'within' if within else 'between'} edits{', put back' if back else ''} ({number})"
        trial(rig, told, lambda say, within=within, back=back: _pull(folder, within, back, say))  # type: ignore[misc]


def _pull(folder: Path, within: bool, back: bool, say: Say) -> None:
    own_mounts()
    stick, point, elsewhere = (folder / name for name in ("stick", "point", "elsewhere"))
    for each in (stick, point, elsewhere):
        shutil.rmtree(each, ignore_errors=True)
        each.mkdir()
    mount("-t", "tmpfs", "tmpfs", stick)
    shutil.copy(folder / "start.workshop", stick / "plan.workshop")
    mount("--bind", stick, point)
    path = point / "plan.workshop"
    document = Document.open(path)
    saved = [_edit(document, f"Edit {number}") for number in range(_EDITS)]
    if not within:
        unmount("-l", point)
    error: PlannerError | None = None
    try:
        with document.edit("While pulled") as edit:
            edit.add(r.Risk, statement="While pulled")
            if within:
                unmount("-l", point)
    except PlannerError as told:
        error = told
    if error is None:
        say("bad", "lost", "an edit was told to be saved on a stick that is gone")
    elif missing := unclear(error, path):
        say("bad", "unclear", missing)
    _holds(document.plan, saved, "what is shown", say)
    _save_elsewhere(document, elsewhere / "rescued.workshop", saved, say)
    if back:
        mount("--bind", stick, point)
        try:
            saved.append(_edit(document, "Put back"))
        except PlannerError as told:
            say("bad", "other", f"put back, it cannot be edited: {told}")
    document.close()
    _on_the_stick(stick / "plan.workshop", saved, say)
    say("ended")


def _on_the_stick(path: Path, saved: list[str], say: Say) -> None:
    document = Document.open(path)
    _holds(document.plan, saved, "the stick", say)
    document.close()
    if problems := verify(path).problems:
        say("bad", "corrupt", f"on the stick: {problems[0]}")


def _save_elsewhere(document: Document, path: Path, saved: list[str], say: Say) -> None:
    try:
        document.save_elsewhere(path)
    except PlannerError as error:
        say("bad", "lost", f"what is shown cannot be saved elsewhere: {error}")
        return
    kept = Document.open(path)
    _holds(kept.plan, saved, "what was saved elsewhere", say)
    kept.close()


def outside_changes(rig: Rig) -> None:
    """Change or replace the file under the application: nothing of the other is overwritten, nothing lost."""
    folder = rig.place("outside")
    make(folder / "start.workshop")
    ways: tuple[Callable[[Path], None], ...] = (_replace, _older, _write_in_place, _grow, _cut, _move_away)
    for number in range(rig.count(12, 60)):
        way, within = ways[number % len(ways)], bool(number // len(ways) % 2)
        told = f"{way.__name__.strip('_')} {'within' if within else 'between'} edits ({number})"
        trial(rig, told, lambda say, way=way, within=within: _change(folder, way, within, say))  # type: ignore[misc]


def _replace(path: Path) -> None:
    """As synchronizing programs do: another file of the same name takes its place."""
    other = path.with_name("other.workshop")
    document = Document.create(other, [r.Charter(title_text="From elsewhere")], label="Elsewhere")
    document.close()
    other.replace(path)


def _older(path: Path) -> None:
    """An earlier copy of the same workshop is put back."""
    shutil.copy(path.parent.parent / "start.workshop", path.with_name("older"))
    path.with_name("older").replace(path)


def _write_in_place(path: Path) -> None:
    with path.open("r+b") as file:
        file.seek(path.stat().st_size - 4096)
        file.write(b"\0" * 64)


def _grow(path: Path) -> None:
    with path.open("ab") as file:
        file.write(b"more")


def _cut(path: Path) -> None:
    os.truncate(path, 4096)


def _move_away(path: Path) -> None:
    path.rename(path.with_name("elsewhere"))


def _change(folder: Path, way: Callable[[Path], None], within: bool, say: Say) -> None:
    home, elsewhere = folder / "home", folder / "rescued"
    for each in (home, elsewhere):
        shutil.rmtree(each, ignore_errors=True)
        each.mkdir()
    path = home / "plan.workshop"
    shutil.copy(folder / "start.workshop", path)
    document = Document.open(path)
    saved = [_edit(document, f"Edit {number}") for number in range(_EDITS)]
    before = document.plan
    if not within:
        _by_another(way, path)
    theirs = sha(path) if path.exists() else ""
    error: PlannerError | None = None
    try:
        with document.edit("Under way") as edit:
            edit.add(r.Risk, statement="Under way")
            if within:
                _by_another(way, path)
                theirs = sha_elsewhere(path)
    except PlannerError as told:
        error = told
    if error is None:
        say("bad", "lost", "an edit was told to be saved over what another program wrote")
    elif missing := unclear(error, path):
        say("bad", "unclear", missing)
    if theirs and path.exists() and sha_elsewhere(path) != theirs:
        say("bad", "lost", "what the other program wrote was overwritten")
    _is_somewhere(document, before, saved, home, elsewhere / "rescued.workshop", say)
    document.close()
    if theirs and path.exists() and sha(path) != theirs:
        say("bad", "lost", "what the other program wrote was overwritten when closing")
    say("ended")


def _by_another(way: Callable[[Path], None], path: Path) -> None:
    """Change the file in another process: closing a handle here would drop the lock of the document."""
    pid = os.fork()
    if not pid:
        try:
            way(path)
        finally:
            os._exit(0)
    os.waitpid(pid, 0)


def sha_elsewhere(path: Path) -> str:
    """Return the digest of a file this process has open, without opening it here."""
    reader, writer = os.pipe()
    pid = os.fork()
    if not pid:
        try:
            os.write(writer, (sha(path) if path.exists() else "").encode())
        finally:
            os._exit(0)
    os.close(writer)
    with os.fdopen(reader, encoding="ascii") as said:
        found = said.read()
    os.waitpid(pid, 0)
    return found


def _is_somewhere(
    document: Document, before: Plan, saved: list[str], home: Path, target: Path, say: Say
) -> None:
    """What was saved before is shown, beside the file, or can be saved elsewhere."""
    wanted = picture(before)
    if picture(document.plan) == wanted:
        _save_elsewhere(document, target, saved, say)
        return
    for each in home.iterdir():
        try:
            kept = Document.open(each)
        except PlannerError:
            continue
        found = picture(kept.plan)
        kept.close()
        if found == wanted:
            return
    say("bad", "lost", f"what was saved before is nowhere: {sorted(each.name for each in home.iterdir())}")


def _edit(document: Document, text: str) -> str:
    with document.edit(text) as edit:
        return edit.add(r.Risk, statement=text).id


def _holds(plan: Plan, saved: list[str], where: str, say: Say) -> None:
    if gone := [each for each in saved if plan.get(r.Risk, each) is None]:
        say("bad", "lost", f"{where} lacks {len(gone)} of {len(saved)} saved edits")
