"""Read the rows of a SQLite file from its bytes, page by page, where SQLite itself gives up.

The format is described at https://www.sqlite.org/fileformat2.html (sections 1.3, 1.6 and 2.1). Nothing here
trusts a number that stands in the file: what does not fit is left out and told.
"""

import struct
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

LEAF, INNER, INDEX_LEAF, INDEX_INNER = 0x0D, 0x05, 0x0A, 0x02
"""Kinds of pages: of a table, its rows and the way to them; of a table without rowids, or of an index."""

_FILE_HEADER = 100
_MAGIC = b"SQLite format 3\x00"
_USUAL = 4096
_LONGEST = 100_000_000
_INTEGERS = {1: 1, 2: 2, 3: 3, 4: 4, 5: 6, 6: 8}


@dataclass(frozen=True)
class Row:
    """One row as it stands in the file: its rowid (None: the table has none) and its values."""

    rowid: int | None
    values: tuple[Any, ...]


@dataclass
class Page:
    """What could be read of a page; `bad` counts the rows (or the page itself) that could not be."""

    number: int
    kind: int
    rows: list[Row] = field(default_factory=list)
    children: list[int] = field(default_factory=list)
    bad: int = 0


class Broken(Exception):
    """Some bytes do not fit the format."""


class Pages:
    """The pages of a file, from 1."""

    def __init__(self, data: bytes) -> None:
        """Take the bytes of a whole file; where its header is damaged, the usual page size is taken."""
        self._data = data
        self.header = data.startswith(_MAGIC) and len(data) >= _FILE_HEADER
        size, reserved = _USUAL, 0
        if self.header:
            size = int.from_bytes(data[16:18], "big")
            size = 65536 if size == 1 else size
            reserved = data[20]
            if size < 512 or size & (size - 1) or reserved > 64:
                size, reserved = _USUAL, 0
        self.size = size
        self._usable = size - reserved
        self.count = -(-len(data) // size)
        self.version = int.from_bytes(data[60:64], "big") if self.header else 0

    def bytes_of(self, number: int) -> bytes:
        """Return the bytes of a page, filled up with zeros where the file was cut short."""
        if not 1 <= number <= self.count:
            raise Broken
        return self._data[(number - 1) * self.size : number * self.size].ljust(self.size, b"\0")

    def free(self) -> frozenset[int]:
        """Return the pages that the file says are in use no more."""
        found: set[int] = set()
        trunk = int.from_bytes(self._data[32:36], "big") if self.header else 0
        while trunk and trunk not in found and trunk <= self.count:
            found.add(trunk)
            page = self.bytes_of(trunk)
            following, leaves = struct.unpack(">II", page[:8])
            most = min(leaves, self._usable // 4 - 2)
            found.update(struct.unpack(f">{most}I", page[8 : 8 + 4 * most]))
            trunk = following
        return frozenset(found)

    def read(self, number: int) -> Page:
        """Read what can be read of a page. A page of no known kind is `bad`."""
        try:
            data = self.bytes_of(number)
        except Broken:
            return Page(number, 0, bad=1)
        at = _FILE_HEADER if number == 1 else 0
        kind = data[at]
        page = Page(number, kind)
        if kind not in (LEAF, INNER, INDEX_LEAF, INDEX_INNER):
            page.bad = 1
            return page
        inner = kind in (INNER, INDEX_INNER)
        cells = int.from_bytes(data[at + 3 : at + 5], "big")
        start = at + (12 if inner else 8)
        if start + 2 * cells > self._usable:
            page.bad += 1
            cells = (self._usable - start) // 2
        if inner:
            page.children.append(int.from_bytes(data[at + 8 : at + 12], "big"))
        for cell in range(cells):
            offset = int.from_bytes(data[start + 2 * cell : start + 2 * cell + 2], "big")
            if not start + 2 * cells <= offset < self._usable:
                page.bad += 1
                continue
            try:
                self._cell(page, data, offset)
            except (Broken, IndexError, struct.error, UnicodeDecodeError):
                page.bad += 1
        return page

    def _cell(self, page: Page, data: bytes, at: int) -> None:
        if page.kind in (INNER, INDEX_INNER):
            page.children.append(int.from_bytes(data[at : at + 4], "big"))
            at += 4
            if page.kind == INNER:
                return
        length, at = _varint(data, at)
        rowid = None
        if page.kind == LEAF:
            rowid, at = _varint(data, at)
        if not 0 < length <= min(_LONGEST, len(self._data)):
            raise Broken
        page.rows.append(Row(rowid, _values(self._payload(data, at, length, page.kind))))

    def _payload(self, data: bytes, at: int, length: int, kind: int) -> bytes:
        usable = self._usable
        most = usable - 35 if kind == LEAF else (usable - 12) * 64 // 255 - 23
        if length <= most:
            if at + length > usable:
                raise Broken
            return data[at : at + length]
        least = (usable - 12) * 32 // 255 - 23
        here = least + (length - least) % (usable - 4)
        here = here if here <= most else least
        if at + here + 4 > usable:
            raise Broken
        parts = [data[at : at + here]]
        left = length - here
        following = int.from_bytes(data[at + here : at + here + 4], "big")
        seen: set[int] = set()
        while left > 0:
            if following in seen:
                raise Broken
            seen.add(following)
            more = self.bytes_of(following)
            parts.append(more[4 : 4 + min(left, usable - 4)])
            left -= usable - 4
            following = int.from_bytes(more[:4], "big")
        return b"".join(parts)

    def tree(self, root: int) -> Iterator[Page]:
        """Yield the pages of a table from its root; a page that comes again is not read again."""
        waiting, seen = [root], set[int]()
        while waiting:
            number = waiting.pop()
            if number in seen:
                yield Page(number, 0, bad=1)
                continue
            seen.add(number)
            page = self.read(number)
            yield page
            waiting.extend(page.children)


def _varint(data: bytes, at: int) -> tuple[int, int]:
    """Read a number of 1 to 9 bytes; return it and where it ends."""
    value = 0
    for place in range(8):
        byte = data[at + place]
        value = value << 7 | byte & 0x7F
        if byte < 0x80:
            return value, at + place + 1
    value = value << 8 | data[at + 8]
    return (value - (1 << 64) if value >= 1 << 63 else value), at + 9


def _values(payload: bytes) -> tuple[Any, ...]:
    """Read a record: the kinds of its values first, then the values."""
    end, at = _varint(payload, 0)
    if not at <= end <= len(payload):
        raise Broken
    kinds = []
    while at < end:
        kind, at = _varint(payload, at)
        kinds.append(kind)
    values, at = [], end
    for kind in kinds:
        value, at = _value(payload, at, kind)
        values.append(value)
    if at != len(payload):
        raise Broken
    return tuple(values)


def _value(payload: bytes, at: int, kind: int) -> tuple[Any, int]:
    if kind == 0:
        return None, at
    if kind in (8, 9):
        return kind - 8, at
    length = _INTEGERS.get(kind) or (8 if kind == 7 else (kind - 12) // 2 if kind >= 12 else -1)
    if length < 0 or at + length > len(payload):
        raise Broken
    raw = payload[at : at + length]
    if kind in _INTEGERS:
        return int.from_bytes(raw, "big", signed=True), at + length
    if kind == 7:
        return struct.unpack(">d", raw)[0], at + length
    return (raw.decode() if kind % 2 else raw), at + length


def texts(values: Sequence[Any]) -> bool:
    """Whether all values are texts."""
    return all(isinstance(each, str) for each in values)
