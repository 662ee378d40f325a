"""R6: damaged files are opened: refused in words or read, never changed, never a crash or a hang."""

import contextlib
import os
import random
import resource
from collections.abc import Callable
from pathlib import Path

from planner.errors import AlreadyOpen, FileRefused, PlannerError
from planner.services.document import Document
from planner.store import closed_file
from planner.store.verify import verify
from torture.children import Child, Say
from torture.oracle import picture, sha, unclear
from torture.rig import Rig
from torture.script import Script, make

_LONGEST = 5.0  # seconds until opening a file counts as a hang
_MEMORY = 500_000_000  # bytes more than before
_PAGE = 4096
Damage = Callable[[bytearray, random.Random], None]


def _flip(data: bytearray, chance: random.Random) -> None:
    for _ in range(chance.choice((1, 1, 2, 8, 64))):
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)


def _flip_in_a_used_page(data: bytearray, chance: random.Random) -> None:
    used = [place for place in range(0, len(data), _PAGE) if any(data[place + 100 : place + _PAGE])]
    place = chance.choice(used)
    for _ in range(chance.choice((1, 1, 4))):
        data[min(len(data) - 1, place + chance.randrange(_PAGE))] ^= 1 << chance.randrange(8)


def _header(data: bytearray, chance: random.Random) -> None:
    data[chance.randrange(100)] = chance.randrange(256)


def _cut(data: bytearray, chance: random.Random) -> None:
    del data[chance.randrange(len(data)) :]


def _cut_at_a_page(data: bytearray, chance: random.Random) -> None:
    del data[chance.randrange(len(data) // _PAGE) * _PAGE :]


def _zeros(data: bytearray, chance: random.Random) -> None:
    place, size = chance.randrange(len(data)), chance.choice((1, 512, _PAGE, 10 * _PAGE, len(data)))
    end = min(len(data), place + size)
    data[place:end] = bytes(end - place)


def _noise(data: bytearray, chance: random.Random) -> None:
    place, size = chance.randrange(len(data)), chance.choice((16, 512, _PAGE))
    end = min(len(data), place + size)
    data[place:end] = chance.randbytes(end - place)


def _swap(data: bytearray, chance: random.Random) -> None:
    one, other = (chance.randrange(len(data) // _PAGE) * _PAGE for _ in range(2))
    data[one : one + _PAGE], data[other : other + _PAGE] = (
        data[other : other + _PAGE],
        data[one : one + _PAGE],
    )


def _longer(data: bytearray, chance: random.Random) -> None:
    data.extend(chance.randbytes(chance.choice((1, 100, _PAGE))))


DAMAGES: tuple[Damage, ...] = (
    *(_flip, _flip_in_a_used_page, _flip_in_a_used_page, _header, _cut, _cut_at_a_page),
    *(_zeros, _noise, _swap, _longer),
)


def corrupt_files(rig: Rig) -> None:
    """Open damaged files, files that are none, and files beside journals that are not theirs."""
    folder = rig.place("corrupt")
    path = folder / "plan.workshop"
    make(path)
    _live(path)
    whole = path.read_bytes()
    document = Document.open(path)
    shown = picture(document.plan)
    document.close()
    found = {"refused": 0, "read": 0, "changed": 0}
    for number in range(rig.count(300, 5000)):
        damage = rig.chance.choice(DAMAGES)
        data = bytearray(whole)
        damage(data, rig.chance)
        path.write_bytes(data)
        _try(rig, path, f"{damage.__name__.strip('_')} {number}", shown, found)
    for told, prepare in _ODD.items():
        for each in folder.iterdir():
            each.rmdir() if each.is_dir() and not each.is_symlink() else each.unlink()
        path.write_bytes(whole)
        prepare(path, whole)
        _try(rig, path, told, shown, found)
    rig.tally.remark(
        f"{found['refused']} refused, {found['read']} read as they were, {found['changed']} opened with other"
        f" content, every one of which `verify` must tell"
    )


def _live(path: Path) -> None:
    """Give the file a history, so that a change of its rows can be told from its journal."""
    script = Script(6, 0)
    document = Document.open(path, **script.words())
    for command in range(20):
        script.play(document, command)
    document.close()


def _try(rig: Rig, path: Path, told: str, shown: str, found: dict[str, int]) -> None:
    before = {each.name: _state(each) for each in path.parent.iterdir()}
    child = Child(lambda say: _open(path, say))
    said = child.line(_LONGEST + 25)
    child.wait(5)
    hung = child.status is None
    code = child.end()
    rig.tally.tried += 1
    if hung or said is None:
        rig.tally.bad("other", f"{told}: {'hangs' if hung else f'dies with {code}'}")
        return
    if said[0] == "broken":
        rig.tally.bad("unclear", f"{told}: {said[1]} ({said[2]})")
        return
    elif said[0] == "refused":
        found["refused"] += 1
        if said[1]:
            rig.tally.bad("unclear", f"{told}: {said[1]}")
    elif said[1] == shown:
        found["read"] += 1
    else:
        found["changed"] += 1
        if not said[2]:
            rig.tally.bad("corrupt", f"{told}: opened with other content, and `verify` finds nothing")
    seconds, memory = float(str(said[-2])), int(str(said[-1]))
    if seconds > _LONGEST or memory > _MEMORY:
        rig.tally.bad("other", f"{told}: took {seconds:.1f} s and {memory:,} bytes")
    _unchanged(rig, path, before, told, recovering=path.name + "-journal" in before)


def _state(path: Path) -> str:
    return sha(path) if path.is_file() and not path.is_symlink() else "no file"


def _unchanged(rig: Rig, path: Path, before: dict[str, str], told: str, *, recovering: bool) -> None:
    """What was refused or read is as it was; a journal of its own may have been played back."""
    after = {each.name: _state(each) for each in path.parent.iterdir()}
    if after.get(path.name) != before.get(path.name) and not recovering:
        rig.tally.bad("corrupt", f"{told}: the file was changed")
    if new := [name for name in after if name not in before]:
        rig.tally.bad("other", f"{told}: left behind: {new}")
        for name in new:
            (path.parent / name).unlink()


def _open(path: Path, say: Say) -> None:
    usage = resource.getrusage(resource.RUSAGE_SELF)
    start, peak = usage.ru_utime + usage.ru_stime, usage.ru_maxrss

    def cost() -> tuple[float, int]:
        now = resource.getrusage(resource.RUSAGE_SELF)
        return now.ru_utime + now.ru_stime - start, (now.ru_maxrss - peak) * 1024

    with contextlib.suppress(FileRefused, AlreadyOpen):  # the list of workshops says so in its own line
        closed_file.glance(path)
    try:
        document = Document.open(path)
    except PlannerError as error:
        say("refused", unclear(error, path), *cost())
        return
    seen = picture(document.plan)
    document.close()
    try:
        problems = list(verify(path).problems)
    except PlannerError as error:
        problems = [str(error)]
    say("read", seen, problems, *cost())


def _folder(path: Path, _whole: bytes) -> None:
    path.unlink()
    path.mkdir()


def _pipe(path: Path, _whole: bytes) -> None:
    path.unlink()
    os.mkfifo(path)


def _loop(path: Path, _whole: bytes) -> None:
    path.unlink()
    path.symlink_to(path)


def _nothing(path: Path, _whole: bytes) -> None:
    path.write_bytes(b"")


def _no_file(path: Path, _whole: bytes) -> None:
    path.unlink()


def _empty_journal(path: Path, _whole: bytes) -> None:
    path.with_name(path.name + "-journal").write_bytes(b"")


def _foreign_journal(path: Path, whole: bytes) -> None:
    path.with_name(path.name + "-journal").write_bytes(whole[: 40 * _PAGE])


def _noisy_journal(path: Path, _whole: bytes) -> None:
    magic = b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7"
    path.with_name(path.name + "-journal").write_bytes(magic + random.Random(1).randbytes(9000))


_ODD: dict[str, Callable[[Path, bytes], None]] = {
    "a folder": _folder,
    "a pipe": _pipe,
    "a link to itself": _loop,
    "an empty file": _nothing,
    "no file": _no_file,
    "an empty journal beside it": _empty_journal,
    "a file beside it that is no journal": _foreign_journal,
    "a journal of noise beside it": _noisy_journal,
}
