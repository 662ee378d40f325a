"""Which row of a damaged file belongs to which table: by the way there, else by its shape."""

import json
import re
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, field
from functools import cache
from typing import Any, NamedTuple

from planner.domain.records import KINDS
from planner.store.codec import list_tables
from planner.store.journal import Change
from planner.store.pages import INDEX_INNER, INDEX_LEAF, INNER, LEAF, Page, Pages, Row
from planner.store.schema import statements, texts

Key = tuple[str, ...]
"""Table and id of a record, or table, owner and target of a link."""

_TYPES: Mapping[str, tuple[type[Any], ...]] = {"TEXT": (str,), "INTEGER": (int,), "REAL": (float, int)}
_JOURNAL = ("edit", "change")


class _Shape(NamedTuple):
    """The columns of a table: names, types, and whether a value may be missing; where the rowid stands."""

    columns: tuple[str, ...]
    types: tuple[tuple[type[Any], ...], ...]
    blank: tuple[bool, ...]
    rowid: int | None
    ordered: bool
    """Whether the table has rowids at all."""

    def read(self, row: Row) -> dict[str, Any] | None:
        """Return the row by column, or None when it is not one of this table.

        A row of an earlier version may lack columns at the end; they are blank then.
        """
        missing = len(self.columns) - len(row.values)
        if (row.rowid is not None) != self.ordered or missing < 0:
            return None
        values: list[Any] = [*row.values, *(None,) * missing]
        if self.rowid is not None:
            if values[self.rowid] is not None:
                return None
            values[self.rowid] = row.rowid
        for place, value in enumerate(values):
            if value is None:
                if not self.blank[place]:
                    return None
            elif not isinstance(value, self.types[place]):
                return None
            elif self.types[place][0] is float:
                values[place] = float(value)
        return dict(zip(self.columns, values, strict=True))


@cache
def _tables_of(version: int) -> frozenset[str]:
    """Return the names of the tables of a version; all present ones where there was no such version."""
    try:
        return frozenset(re.findall(r'CREATE TABLE "(\w+)"', "\n".join(texts(version))))
    except FileNotFoundError:
        return frozenset(_shapes())


@cache
def _shapes() -> dict[str, _Shape]:
    """Return the shape of every table."""
    shapes = {}
    with closing(sqlite3.connect(":memory:")) as raw:
        for statement in statements():
            raw.execute(statement)
        for name, sql in raw.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'table'").fetchall():
            about = raw.execute(f'PRAGMA table_info("{name}")').fetchall()
            keys = [n for n, row in enumerate(about) if row[5] and row[2] == "INTEGER"]
            rowid = keys[0] if name in _JOURNAL else None
            shapes[name] = _Shape(
                tuple(row[1] for row in about),
                tuple(_TYPES[row[2]] for row in about),
                tuple(not row[3] and n != rowid for n, row in enumerate(about)),
                rowid,
                "WITHOUT ROWID" not in sql,
            )
    return shapes


@dataclass
class Found:
    """What could be read.

    `damaged` tables have lost rows, or may have. `doubtful` rows stand on a page that others could not be
    read from, `stray` ones on a page that no table knows. `known` are records that the journal tells of.
    """

    rows: dict[Key, dict[str, Any]] = field(default_factory=dict)
    journal: dict[str, list[dict[str, Any]]] = field(default_factory=lambda: {name: [] for name in _JOURNAL})
    codes: set[str] = field(default_factory=set)
    damaged: set[str] = field(default_factory=set)
    doubtful: set[Key] = field(default_factory=set)
    stray: set[Key] = field(default_factory=set)

    def records(self) -> Iterator[Key]:
        """Yield the keys of records and of what the journal tells of."""
        yield from (key for key in self.rows if key[0] in KINDS)
        yield from self.known

    @property
    def known(self) -> set[Key]:
        """The records that the journal tells of."""
        return {(each["kind"], each["record"]) for each in self.journal["change"] if each["kind"] in KINDS}

    @property
    def journal_whole(self) -> bool:
        """Whether no edit and no change is missing; of a damaged one the last may be, nevertheless."""
        edits, changes = ([each["sequence"] for each in self.journal[name]] for name in _JOURNAL)
        return bool(edits) and all(each == list(range(1, len(each) + 1)) for each in (edits, changes))

    def changes(self) -> Iterator[Change]:
        """Yield what the journal says was done to rows, oldest first; what cannot be read is left out."""
        links = list_tables()
        for each in self.journal["change"]:
            try:
                before, after = (
                    None if each[name] is None else json.loads(each[name]) for name in ("before", "after")
                )
            except ValueError:
                continue
            image = after or before
            known = each["kind"] in KINDS or each["kind"] in links
            if known and isinstance(image, dict) and (each["kind"] in KINDS or "target_id" in image):
                yield Change(each["kind"], each["record"], before, after)


def search(pages: Pages) -> Found:
    """Read every row of a file that can be read."""
    found, shapes = Found(), _shapes()
    seen: set[int] = set()
    roots = _roots(pages, seen)
    had = _tables_of(pages.version)
    for name, shape in shapes.items():
        if name not in roots:
            if name in had:  # else the version that made the file knew no such table
                found.damaged.add(name)
            continue
        wanted = (LEAF, INNER) if shape.ordered else (INDEX_LEAF, INDEX_INNER)
        for page in pages.tree(roots[name]):
            fits = page.kind in wanted and _take(found, name, shape, page, stray=False)
            if fits:
                seen.add(page.number)
            if not fits or page.bad:
                found.damaged.add(name)
    if found.damaged:
        _search_strays(pages, found, seen | pages.free())
    for name in _JOURNAL:
        rows = {each["sequence"]: each for each in found.journal[name]}
        found.journal[name] = [rows[number] for number in sorted(rows)]
    return found


def _roots(pages: Pages, seen: set[int]) -> dict[str, int]:
    """Return where each table begins, as far as the file says."""
    shapes = _shapes()
    roots: dict[str, int] = {}
    for page, row in _listed(pages):
        seen.add(page.number)
        kind, name, _table, root, _sql = row.values if row is not None else (None,) * 5
        if kind == "table" and name in shapes and isinstance(root, int):
            roots[name] = root
    return roots


def tables(pages: Pages) -> set[str]:
    """Return the statements that made the tables of a file, as far as it says."""
    return {
        str(row.values[4]) for _page, row in _listed(pages) if row is not None and row.values[0] == "table"
    }


def _listed(pages: Pages) -> Iterator[tuple[Page, Row | None]]:
    """Yield the pages that list what is in a file, each with None and then with its rows."""
    for page in pages.tree(1):
        yield page, None
        for row in page.rows if page.kind == LEAF else ():
            if len(row.values) == 5:
                yield page, row


def _take(found: Found, name: str, shape: _Shape, page: Page, *, stray: bool) -> bool:
    """Take the rows of a page that fit a table; whether none was there that does not."""
    read = [shape.read(row) for row in page.rows]
    for row in read:
        if row is None:
            continue
        if name in _JOURNAL:
            found.journal[name].append(row)
        elif name == "used_code":
            found.codes.add(row["code"])
        else:
            key: Key = (name, row["id"]) if name in KINDS else (name, row["owner_id"], row["target_id"])
            if stray and key in found.rows:
                continue
            found.rows[key] = row
            if page.bad or None in read:
                found.doubtful.add(key)
            if stray:
                found.stray.add(key)
    return None not in read


def _search_strays(pages: Pages, found: Found, seen: set[int]) -> None:
    """Look at the pages that no table led to, for rows of the tables that lost some."""
    shapes = _shapes()
    strays = [
        page
        for number in range(1, pages.count + 1)
        if number not in seen and (page := pages.read(number)).rows and page.kind != INNER
    ]
    # The journal first: what it tells of an id decides between tables of the same shape.
    for page in strays:
        for name in _JOURNAL:
            if name in found.damaged and _most(shapes[name], page):
                _take(found, name, shapes[name], page, stray=True)
    kinds = {each["record"]: each["kind"] for each in found.journal["change"] if each["kind"] in KINDS}
    links = {
        (change.record_id, change.after["target_id"]): change.table
        for change in found.changes()
        if change.table in list_tables() and change.after
    }
    for page in strays:
        fitting = [
            name
            for name in found.damaged
            if name not in _JOURNAL and _most(shapes[name], page) and _told(name, page, kinds, links)
        ]
        if len(fitting) == 1:
            _take(found, fitting[0], shapes[fitting[0]], page, stray=True)


def _most(shape: _Shape, page: Page) -> bool:
    """Whether more rows of a page fit a table than do not."""
    fit = sum(shape.read(row) is not None for row in page.rows)
    return 2 * fit > len(page.rows)


def _told(name: str, page: Page, kinds: Mapping[str, str], links: Mapping[tuple[str, str], str]) -> bool:
    """Whether the journal does not say that the rows of a page are of another table; codes tell, too."""
    if name in KINDS:
        prefix = f"{KINDS[name].about.prefix}-"
        for row in page.rows:
            if len(row.values) > 1 and isinstance(row.values[0], str) and isinstance(row.values[1], str):
                said = kinds.get(row.values[0])
                return said == name if said else row.values[1].startswith(prefix)
        return False
    if name in list_tables():
        for row in page.rows:
            if len(row.values) == 3:
                said = links.get((str(row.values[0]), str(row.values[1])))
                if said:
                    return said == name
        return False
    return True
