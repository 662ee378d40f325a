"""Read an strace log as the writes, syncs and renamings it made below one folder, and what was told."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

CALLS = (
    "openat,creat,close,dup,dup2,dup3,fcntl,lseek,write,pwrite64,writev,fsync,fdatasync,"
    "ftruncate,truncate,fallocate,rename,renameat,renameat2,unlink,unlinkat,link,linkat,mkdir,sendfile,"
    "copy_file_range"
)
_LINE = re.compile(r"^(\d+)\s+(\w+)\((.*)\)\s+= (-?\d+|\?)")
_TEXT = re.compile(r'"((?:\\x[0-9a-f]{2})*)"(\.\.\.)?')


@dataclass(frozen=True)
class Op:
    """One thing that reaches for the disk.

    `kind` is create, link, write, cut, sync, rename, remove, sync_folder or told; `file` the number of the
    inode; names are paths below the folder, `name` of a sync_folder is the folder (`.` the whole one).
    """

    kind: str
    file: int = 0
    name: str = ""
    place: int = 0
    data: bytes = b""
    to: str = ""


class _Reader:
    """Follows file descriptors and names."""

    def __init__(self, folder: Path, there: dict[str, int], pipe: int) -> None:
        self._folder = str(folder)
        self._files = dict(there)
        self._folders = {".", *(str(Path(name).parent) for name in there)}
        self._next = max(there.values(), default=0) + 1
        self._open: dict[int, int] = {}  # descriptor → inode
        self._held: dict[int, str] = {}  # descriptor → folder
        self._at: dict[int, int] = {}
        self._pipe = pipe

    def read(self, call: str, words: str, result: int) -> Iterator[Op]:
        texts = [bytes.fromhex(found.replace("\\x", "")) for found, _cut in _TEXT.findall(words)]
        names = [self._name(text) for text in texts[:2]] if call.startswith(_NAMED) else []
        first = words.partition(",")[0]
        handle = int(first) if first.lstrip("-").isdigit() else -1
        if call in ("openat", "creat"):
            yield from self._opened(names[0], words, result)
        elif call in ("rename", "renameat", "renameat2") and all(names):
            self._files[names[1]] = self._files.pop(names[0])
            yield Op("rename", name=names[0], to=names[1])
        elif call in ("link", "linkat") and all(names):
            self._files[names[1]] = self._files[names[0]]
            yield Op("link", name=names[0], to=names[1])
        elif call == "mkdir":
            self._folders.add(names[0])
        elif call in ("unlink", "unlinkat") and names[0]:
            self._files.pop(names[0], None)
            yield Op("remove", name=names[0])
        elif call == "writev" and handle == self._pipe:
            yield Op("told", data=texts[0])
        elif handle in self._held:
            if call in ("fsync", "fdatasync"):
                yield Op("sync_folder", name=self._held[handle])
            elif call == "close":
                del self._held[handle]
        elif handle in self._open:
            yield from self._on_file(call, handle, words, texts, result)

    def _name(self, text: bytes) -> str:
        path = text.decode("utf-8", "replace")
        if path == self._folder:
            return "."
        return path.removeprefix(f"{self._folder}/") if path.startswith(f"{self._folder}/") else ""

    def _opened(self, name: str, words: str, handle: int) -> Iterator[Op]:
        self._open.pop(handle, None)
        self._held.pop(handle, None)
        if not name:
            return
        if name in self._folders:
            self._held[handle] = name
            return
        if name not in self._files:
            self._files[name] = self._next
            self._next += 1
            yield Op("create", self._files[name], name)
        self._open[handle] = self._files[name]
        self._at[handle] = 0
        if "O_TRUNC" in words:
            yield Op("cut", self._files[name])

    def _on_file(self, call: str, handle: int, words: str, texts: list[bytes], result: int) -> Iterator[Op]:
        file = self._open[handle]
        if call in ("fsync", "fdatasync"):
            yield Op("sync", file)
        elif call == "pwrite64":
            yield Op("write", file, place=int(words.rpartition(",")[2]), data=texts[0][:result])
        elif call == "write":
            yield Op("write", file, place=self._at[handle], data=texts[0][:result])
            self._at[handle] += result
        elif call == "lseek":
            self._at[handle] = result
        elif call == "ftruncate":
            yield Op("cut", file, place=int(words.rpartition(",")[2]))
        elif call == "close":
            del self._open[handle]
        elif call in ("dup", "dup2", "dup3") or (call == "fcntl" and "F_DUPFD" in words):
            self._open[result] = self._open[handle]
            self._at[result] = self._at.get(handle, 0)
        elif call != "fcntl":
            raise ValueError(f"{call} is not understood: what it writes cannot be replayed")


_NAMED = ("openat", "creat", "rename", "unlink", "link", "mkdir")


def read(log: Path, folder: Path, there: dict[str, int], pipe: int) -> list[Op]:
    """Return what a traced process did in a folder, in order.

    Args:
        log: Written by strace with `-xx -s` large and `CALLS`.
        folder: The folder meant, with those below it; what happens elsewhere is left out. Folders made
            below it are taken to be there from then on.
        there: The files in it at the start, by their paths below it, numbered.
        pipe: The descriptor that acknowledgments went to.
    """
    reader = _Reader(folder, there, pipe)
    found: list[Op] = []
    for line in log.read_text(encoding="ascii").splitlines():
        match = _LINE.match(line)
        if match is None or match[4] in ("?", "-1") or int(match[4]) < 0:
            if "unfinished" in line:
                raise ValueError("calls of several threads are mixed: they cannot be put in order")
            continue
        found.extend(reader.read(match[2], match[3], int(match[4])))
    return found
