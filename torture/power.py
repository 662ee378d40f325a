"""The power fails. What reached the disk is chosen among all that a disk may do with unsynced writes.

A process works under strace, which records every write, sync and rename. From any point of that record a
state of the disk is made: what was synced is there; of the rest everything, nothing, a random part in any
order, or a part of it torn within 512 bytes. Then the file must hold the last acknowledged edit.
"""

import random
import shutil
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from torture.children import Child, Say
from torture.strace import attached
from torture.trace import CALLS, Op, read

_SECTOR = 512
_WAYS = ("all", "none", "random", "random", "random", "torn")


class Disk:
    """What a disk may hold after some operations: what is sure, and what is pending for each file."""

    def __init__(self, files: dict[str, bytes], numbers: dict[str, int]) -> None:
        """Start from what is there and synced."""
        self._sure = {numbers[name]: data for name, data in files.items()}
        self._names = dict(numbers)
        self._pending: dict[int, list[Op]] = {}
        self._renamings: list[Op] = []

    def do(self, op: Op) -> None:
        """Take note of an operation."""
        if op.kind in ("create", "link", "rename", "remove"):
            self._renamings.append(op)
            if op.kind == "create":
                self._sure.setdefault(op.file, b"")
        elif op.kind in ("write", "cut"):
            self._pending.setdefault(op.file, []).append(op)
        elif op.kind == "sync":
            self._sure[op.file] = _done(self._sure[op.file], self._pending.pop(op.file, []))
        elif op.kind == "sync_folder":
            here = [each for each in self._renamings if str(Path(each.to or each.name).parent) == op.name]
            self._names = _renamed(self._names, here)
            self._renamings = [each for each in self._renamings if each not in here]

    @property
    def unsure(self) -> bool:
        """Whether anything is not synced."""
        return bool(self._pending or self._renamings)

    def after_a_power_loss(self, way: str, chance: random.Random) -> dict[str, bytes]:
        """Return the files that the next start finds; names change in order, as file systems journal them."""
        cut = {"all": len(self._renamings), "none": 0}.get(way, chance.randint(0, len(self._renamings)))
        names = _renamed(self._names, self._renamings[:cut])
        found = {}
        for name, number in names.items():
            waiting = self._pending.get(number, [])
            found[name] = _done(self._sure.get(number, b""), _survivors(waiting, way, chance))
        return found


def _survivors(waiting: Sequence[Op], way: str, chance: random.Random) -> list[Op]:
    if way == "all":
        return list(waiting)
    if way == "none":
        return []
    kept = [op for op in waiting if chance.random() < 0.5]
    chance.shuffle(kept)
    if way == "torn":
        kept = [piece for op in kept for piece in _torn(op, chance)]
    return kept


def _torn(op: Op, chance: random.Random) -> Iterator[Op]:
    """Yield the sectors of a write that arrive."""
    if op.kind != "write":
        yield op
        return
    start = 0
    while start < len(op.data):
        end = start + _SECTOR - (op.place + start) % _SECTOR
        if chance.random() < 0.5:
            yield Op("write", op.file, place=op.place + start, data=op.data[start:end])
        start = end


def _done(content: bytes, ops: Sequence[Op]) -> bytes:
    """Return what a file holds after writes and cuts."""
    if not ops:
        return content
    held = bytearray(content)
    for op in ops:
        if op.kind == "cut":
            if op.place < len(held):
                del held[op.place :]
            else:
                held.extend(bytes(op.place - len(held)))
            continue
        if len(held) < op.place:
            held.extend(bytes(op.place - len(held)))
        held[op.place : op.place + len(op.data)] = op.data
    return bytes(held)


def _renamed(names: dict[str, int], ops: Sequence[Op]) -> dict[str, int]:
    held = dict(names)
    for op in ops:
        if op.kind == "create":
            held[op.name] = op.file
        elif op.kind == "remove":
            held.pop(op.name, None)
        elif op.name in held:
            held[op.to] = held[op.name] if op.kind == "link" else held.pop(op.name)
    return held


def record(folder: Path, work: Callable[[Say], None]) -> tuple[dict[str, bytes], list[Op]]:
    """Let a child work in a folder under strace; return what was there before, and what it did."""
    there = (each for each in sorted(folder.rglob("*")) if each.is_file())
    before = {str(each.relative_to(folder)): each.read_bytes() for each in there}
    numbers = {name: number for number, name in enumerate(before, 1)}
    log = folder.with_name(f"{folder.name}.writes")

    def shown(say: Say) -> None:
        shutil._USE_CP_SENDFILE = False  # type: ignore[attr-defined]  # the bytes of a copy pass before us
        work(say)

    child = Child(shown, held=True)
    with attached(child, log, ["-xx", "-s", "100000000", "-e", f"trace={CALLS}"]):
        child.go()
        said = child.lines()
        code = child.wait()
    if code:
        raise RuntimeError(f"the recorded work ended with {code}: {said[-1:]}")
    ops = read(log, folder, numbers, child.writer)
    log.unlink()
    return before, ops


def states(
    before: dict[str, bytes], ops: Sequence[Op], count: int, chance: random.Random
) -> Iterator[tuple[int, str, dict[str, bytes]]]:
    """Yield states after power losses: how much had been told, how it came about, and the files.

    One of three is at a moment at which something has just been told: nothing may be missing then.
    """
    points = [number for number, op in enumerate(ops) if op.kind != "told"]
    last = [each for each in points if each + 1 < len(ops) and ops[each + 1].kind == "told"]
    chosen = sorted(chance.choice(chance.choice((points, points, last))) for _ in range(count))
    disk = Disk(before, {name: number for number, name in enumerate(before, 1)})
    told = done = 0
    for point in chosen:
        while done <= point:
            told += ops[done].kind == "told"
            disk.do(ops[done])
            done += 1
        while done < len(ops) and ops[done].kind == "told":  # told at once: no write comes between
            told += 1
            done += 1
        way = chance.choice(_WAYS)
        yield (
            told,
            f"power lost after operation {point} ({ops[point].kind}), {way}",
            disk.after_a_power_loss(way, chance),
        )


def lay_out(folder: Path, files: dict[str, bytes]) -> None:
    """Make a folder hold exactly these files."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for name, data in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
