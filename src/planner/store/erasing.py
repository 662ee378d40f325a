"""Take somebody out of a workshop file, out of its rows and out of its journal.

Every text is turned by one function, in rows and in the journal's images alike, so that the journal still
tells how the rows came to be. The person's own row stays in the history as a row without a name.

Whoever erases writes the file anew afterwards (VACUUM), so that nothing is left in pages no longer used.
"""

import contextlib
import hashlib
import json
import re
import sqlite3
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from planner.domain.mentions import TEXTUAL, forms, pattern
from planner.domain.record import Record
from planner.domain.records import KINDS
from planner.store.backups import Snapshot
from planner.store.codec import list_tables, stored_fields
from planner.store.connection import connect_to_read, examine, refused
from planner.store.schema import VERSION

if TYPE_CHECKING:  # named only: SQLAlchemy is loaded when something is written
    from planner.store.transaction import Transaction

REMOVED = "[…]"
"""What stands where a name was; no longer than any word that may be erased, so that it fits everywhere."""

_BLANKED = {"name": REMOVED, "organization": "", "role": "", "capacity_hours_per_month": None}
_OWN = ("organization", "role")
_EDIT_TEXTS = ("label", "device", "note")

Place = tuple[str, str, str]
"""Kind, id and field of a text."""


class Eraser:
    """Finds and erases one person: a row of kind `person`, and texts that mention the person."""

    def __init__(self, person_id: str, words: Collection[str]) -> None:
        """Take the person's id and everything the person is called; each of three letters or more."""
        self.person_id = person_id
        written = {form for word in words for form in forms(word)}
        self._words = {word.casefold() for word in written}
        self._hints = {_hint(word) for word in written}
        self._pattern = pattern(written)
        self._prints: dict[str, str] = {}

    def text(self, text: str) -> str:
        """Return a text without the person. A text that is JSON stays JSON."""
        if not self._may_hold(text):
            return text
        if text[:1] in "{[" and (held := _json(text)) is not None:
            turned = self._value(held)
            return text if turned == held else _dump(turned)
        return self._pattern.sub(REMOVED, text)

    def finds(self, text: str) -> bool:
        """Whether a text mentions the person."""
        return self.text(text) != text

    def row(self, kind: str, row_id: str, values: dict[str, Any]) -> dict[str, Any]:
        """Return the values of a row, or of a part of it, without the person."""
        if kind == "person":  # somebody else of the same name stays
            own = row_id == self.person_id
            return {name: _BLANKED.get(name, value) for name, value in values.items()} if own else values
        turned = {
            name: self.text(value) if isinstance(value, str) else value for name, value in values.items()
        }
        if "snapshot" in values and turned["snapshot"] != values["snapshot"]:
            self._prints[_fingerprint(values["snapshot"])] = _fingerprint(turned["snapshot"])
        if isinstance(printed := values.get("snapshot_sha256"), str):
            turned["snapshot_sha256"] = self._prints.get(printed, printed)
        return turned

    def image(self, kind: str, row_id: str, image: str | None) -> str | None:
        """Return an image of the journal without the person."""
        own = kind == "person" and row_id == self.person_id
        if image is None or kind in list_tables() or not (own or self._prints or self._may_hold(image)):
            return image
        held = json.loads(image)
        turned = self.row(kind, row_id, held)
        return image if turned == held else _dump(turned)

    def _may_hold(self, text: str) -> bool:
        folded = text.casefold()
        return any(hint in folded for hint in self._hints)

    def _value(self, value: Any) -> Any:
        if isinstance(value, str):
            return self.text(value)
        if isinstance(value, list):
            return [self._value(each) for each in value]
        if not isinstance(value, dict):
            return value
        own = isinstance(name := value.get("name"), str) and name.casefold() in self._words
        return {
            self.text(key): "" if own and key in _OWN else self._value(each) for key, each in value.items()
        }

    # The file

    def __call__(self, edit: "Transaction") -> None:
        """Erase the person inside an edit, as its last act: first from the rows, then from the journal."""
        if not edit.begun:
            edit.begin()
        for kind, row_id, values in list(self._rows(edit.read)):
            turned_row = self.row(kind.about.kind, row_id, values)
            edit.overwrite(
                kind, row_id, {name: each for name, each in turned_row.items() if each != values[name]}
            )
        entries = edit.read('SELECT "sequence", "kind", "record", "before", "after" FROM "change"')
        turned = []
        for sequence, table, row_id, before, after in entries:
            images = (self.image(table, row_id, before), self.image(table, row_id, after))
            if images != (before, after):
                turned.append((*images, sequence))
        edit.rewrite_journal('UPDATE "change" SET "before" = ?, "after" = ? WHERE "sequence" = ?', turned)
        named = ", ".join(f'"{name}"' for name in _EDIT_TEXTS)
        again = []
        for sequence, *texts in edit.read(f'SELECT "sequence", {named} FROM "edit"'):
            new = [self.text(text) if text else text for text in texts]
            if new != texts:
                again.append((*new, sequence))
        settings = ", ".join(f'"{name}" = ?' for name in _EDIT_TEXTS)
        edit.rewrite_journal(f'UPDATE "edit" SET {settings} WHERE "sequence" = ?', again)

    def _rows(self, read: Any) -> Iterator[tuple[type[Record], str, dict[str, Any]]]:
        """Yield the rows that mention the person, with the values of their texts."""
        for kind in KINDS.values():
            names = [field.name for field in stored_fields(kind) if field.kind in TEXTUAL]
            if not names:
                continue
            columns = ", ".join(f'"{name}"' for name in names)
            for row_id, *values in read(f'SELECT "id", {columns} FROM "{kind.about.kind}"'):
                held = dict(zip(names, values, strict=True))
                if self.row(kind.about.kind, row_id, held) != held:
                    yield kind, row_id, held

    # Looking

    def places(self, raw: sqlite3.Connection) -> tuple[list[Place], int]:
        """Return where the person is in the rows of a file, and how many entries of the journal say so."""
        found = []
        for kind, row_id, values in self._rows(raw.execute):
            turned = self.row(kind.about.kind, row_id, values)
            if kind.about.kind == "person" and row_id == self.person_id:
                found.append((kind.about.kind, row_id, ""))
                continue
            found.extend((kind.about.kind, row_id, name) for name in values if turned[name] != values[name])
        touched: set[int] = set()
        entries = raw.execute('SELECT "edit", "kind", "record", "before", "after" FROM "change"')
        for edit, table, row_id, before, after in entries:
            if edit not in touched and (
                self.image(table, row_id, before) != before or self.image(table, row_id, after) != after
            ):
                touched.add(edit)
        named = ", ".join(f'"{name}"' for name in _EDIT_TEXTS)
        for sequence, *texts in raw.execute(f'SELECT "sequence", {named} FROM "edit"'):
            if any(text and self.finds(text) for text in texts):
                touched.add(sequence)
        return found, len(touched)

    def in_snapshot(self, snapshot: Snapshot) -> tuple[list[Place], int]:
        """Return the same of a copy in memory, and let it go; any thread may do it.

        Raises:
            FileRefused: It cannot be read.
        """
        try:
            return self.places(snapshot.memory)
        except (sqlite3.Error, ValueError) as error:
            raise refused(snapshot.path, error) from error
        finally:
            snapshot.close()

    def in_file(self, path: Path, *, namesakes: bool = False) -> bool:
        """Whether a file that nobody has open knows the person, or somebody who is called the same.

        Raises:
            FileRefused: It cannot be looked at.
            AlreadyOpen: Somebody has it open.
        """
        examine(path, VERSION)
        try:
            with contextlib.closing(connect_to_read(path)) as raw:
                rows, entries = self.places(raw)
                return bool(rows or entries) or (
                    namesakes and any(self.finds(name) for _code, name in known_people(raw).values())
                )
        except (sqlite3.Error, ValueError) as error:
            raise refused(path, error) from error


def known_people(raw: sqlite3.Connection) -> dict[str, tuple[str, str]]:
    """Return code and name of everybody who ever was in a file, by id; a name that was erased is left out."""
    found: dict[str, tuple[str, str]] = {}
    entries = raw.execute(
        'SELECT "record", "before", "after" FROM "change" WHERE "kind" = \'person\' ORDER BY "sequence"'
    )
    for person_id, before, after in entries:
        held: dict[str, Any] = {}
        for image in (before, after):
            held.update(json.loads(image) if image else {})
        code, name = found.get(person_id, ("", ""))
        found[person_id] = (held.get("code") or code, held.get("name") or name)
    return {each: (code, name) for each, (code, name) in found.items() if name and name != REMOVED}


def _hint(word: str) -> str:
    """Return the longest part of a word that is written alike in every text, also in JSON within JSON."""
    return max(re.findall(r"[a-z0-9]+", word.casefold()), key=len, default="")


def _json(text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError:
        return None


def _dump(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _fingerprint(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
