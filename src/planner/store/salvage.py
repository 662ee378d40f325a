"""Save what can be read of a damaged workshop to a new file. The damaged one is only read.

Everything stands in a workshop twice: in the rows, and in the journal that made them. What a broken page took
from one is looked for in the other.
"""

import contextlib
import shutil
import sqlite3
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from planner.atomic import sync_folder
from planner.domain.fields import Kind
from planner.domain.record import Record
from planner.domain.records import KINDS, Charter, District
from planner.errors import PlannerError
from planner.i18n import _, ngettext
from planner.store import lock, trouble
from planner.store.codec import columns, list_fields, list_table, list_tables, to_records
from planner.store.connection import connect, disconnect, reserve, transaction
from planner.store.found_rows import Found, Key, search, tables
from planner.store.journal import Change
from planner.store.pages import Pages
from planner.store.schema import APPLICATION_ID, VERSION, statements
from planner.store.verify import play, verify
from planner.store.workshop_file import WorkshopFile

_UUID = 36  # letters of an id that a program gave
_NONSENSE = 1_000  # a version that no file has; its header is damaged


@dataclass(frozen=True)
class Salvage:
    """What was saved, and where it is now.

    `records` are all in the new file, `from_history` those of them that only the journal still had,
    `lost` the entries known to have been there, by kind. `cleared` links led to what is lost. `history` says
    whether the history came along, `doubts` name entries whose row and history do not agree; `unknown`
    says that rows and history both have gaps, so that nobody can tell what else there was.
    """

    path: Path
    records: int
    from_history: int
    lost: Mapping[str, int]
    cleared: int
    history: bool
    doubts: tuple[str, ...]
    unknown: bool

    def lines(self) -> tuple[str, ...]:
        """Return the report, in sentences."""
        said = [
            ngettext("{count} entry was saved.", "{count} entries were saved.", self.records).format(
                count=self.records
            )
        ]
        if self.from_history:
            said.append(
                ngettext(
                    "{count} of them could only be read from the history.",
                    "{count} of them could only be read from the history.",
                    self.from_history,
                ).format(count=self.from_history)
            )
        for kind, count in self.lost.items():
            nouns = _(KINDS[kind].about.nouns)
            said.append(_("Lost: {count} × {nouns}.").format(count=count, nouns=nouns))
        if self.cleared:
            said.append(
                ngettext(
                    "{count} link led to something lost and is empty now.",
                    "{count} links led to something lost and are empty now.",
                    self.cleared,
                ).format(count=self.cleared)
            )
        said.extend(
            _("{code} reads differently in the history: look it over.").format(code=code)
            for code in self.doubts
        )
        if self.unknown:
            said.append(_("More may be missing: parts of the entries and of the history cannot be read."))
        said.append(
            _("The history came along.")
            if self.history
            else _("The history could not be saved as a whole; a new one begins.")
        )
        return tuple(said)


def salvage(path: Path, out: Path) -> Salvage:
    """Save what can be read of a workshop, damaged or not, to a new file.

    Raises:
        AlreadyOpen: Somebody has the workshop open.
        FileRefused: Nothing can be read, a newer version made it, or there is a file of the new name already.
        PlannerError: The new file cannot be written; there is none then.
    """
    lock.refuse_open(path)
    reserve(out)
    part = out.with_name(f".{out.name}.part")
    try:
        pages = Pages(_bytes_of(path, out.parent))
        _refuse_newer(pages, path)
        found = search(pages)
        if not any(found.records()):
            raise trouble.damaged(path, _("Nothing in it can be read."))
        part.unlink(missing_ok=True)
        made = _with_history(found, part, path.name) or _without_history(found, part, path.name)
        part.replace(out)
        sync_folder(out.parent)
    except BaseException as error:
        for each in (part, part.with_name(f"{part.name}-journal"), out):
            each.unlink(missing_ok=True)
        if isinstance(error, sqlite3.Error):
            raise trouble.not_made(out, error) from error
        if isinstance(error, OSError):
            raise trouble.unreadable(path, error) from error
        raise
    return replace(made, path=out)


def _refuse_newer(pages: Pages, path: Path) -> None:
    """Refuse a file of a newer version: its header says so, and its tables are not those known here."""
    if VERSION < pages.version < _NONSENSE:
        wanted = {each for each in statements() if each.startswith("CREATE TABLE")}
        if not wanted <= tables(pages):
            raise trouble.newer(path, pages.version, VERSION)


def _bytes_of(path: Path, folder: Path) -> bytes:
    """Return the bytes of a file; an unfinished edit is taken back first, in a private copy."""
    journal = path.with_name(f"{path.name}-journal")
    if path.exists() and not path.is_file():
        raise trouble.not_a_workshop(path, _("It is not a file."))
    try:
        if not journal.is_file() or not journal.stat().st_size:
            return path.read_bytes()
        with tempfile.TemporaryDirectory(dir=folder, prefix=".salvage-") as private:
            copy = Path(private) / "copy"
            shutil.copyfile(path, copy)
            shutil.copyfile(journal, copy.with_name("copy-journal"))
            with contextlib.suppress(PlannerError, sqlite3.Error):
                disconnect(connect(copy))
            return copy.read_bytes()
    except FileNotFoundError:
        raise trouble.missing(path) from None


def _with_history(found: Found, part: Path, name: str) -> Salvage | None:
    """Make the new file row by row with its journal, where that is complete and plays through; else None.

    Tables that are damaged, or have other rows than the journal says, become what it says. Where the text of
    a row in another table differs from it, one edit more makes it what the row says.
    """
    if not found.journal_whole:
        return None
    played: dict[Key, dict[str, Any]] = {}
    if not all(play(played, change) for change in found.changes()):
        return None
    other = played.keys() ^ found.rows.keys()
    if other and found.damaged & {"edit", "change"}:  # its end may be missing
        return None
    if not all(_complete(key, row) for key, row in played.items()):
        return None
    torn = found.damaged | {key[0] for key in other}
    sound = {key: row for key, row in found.rows.items() if key[0] not in torn}
    if not _written(found, played, part):
        return None
    differing = [key for key, row in found.rows.items() if key in played and row != played[key]]
    if any(key in sound for key in differing):
        with contextlib.suppress(PlannerError, sqlite3.Error):  # they are told as doubtful in any case
            _set_right(part, {**played, **sound}, name)
    records = sum(key[0] in KINDS for key in played)
    doubts = {str(played[key]["code"]) for key in differing if key[0] in KINDS}
    from_history = sum(key[0] in KINDS for key in other if key in played)
    return Salvage(part, records, from_history, {}, 0, True, tuple(sorted(doubts)), False)


def _complete(key: Key, row: Mapping[str, Any]) -> bool:
    """Whether a row has every column of its table."""
    return key[0] not in KINDS or row.keys() >= set(columns(KINDS[key[0]]))


def _written(found: Found, rows: Mapping[Key, Mapping[str, Any]], part: Path) -> bool:
    """Write rows, journal and codes as they are; return whether the file is sound, else there is none."""
    reserve(part)
    raw = connect(part)
    try:
        with transaction(raw):
            for statement in statements():
                raw.execute(statement)
            raw.execute(f"PRAGMA application_id={APPLICATION_ID}")
            raw.execute(f"PRAGMA user_version={VERSION}")
            for name in ("edit", "change"):
                _insert(raw, name, found.journal[name])
            for key, row in rows.items():
                _insert(raw, key[0], [row])
            codes = found.codes | {row["code"] for key, row in rows.items() if key[0] in KINDS}
            codes |= {
                str(each.after["code"]) for each in found.changes() if each.after and "code" in each.after
            }
            _insert(raw, "used_code", [{"code": code} for code in codes])
    except sqlite3.Error:
        raw.close()
        part.unlink(missing_ok=True)
        return False
    disconnect(raw)
    if verify(part).sound:
        return True
    part.unlink(missing_ok=True)
    return False


def _set_right(part: Path, rows: Mapping[Key, Mapping[str, Any]], name: str) -> None:
    """Make records what their rows say, as one edit more."""
    file = WorkshopFile.open(part)
    try:
        plan = file.load()
        with file.transaction(_("Saved from {name}").format(name=name)) as edit:
            for record in _linked(_to_records(rows)[0])[0]:
                before = plan.get(type(record), record.id)
                if before is not None and before != record:
                    edit.change(before, record)
    finally:
        file.close()


def _insert(raw: sqlite3.Connection, table: str, rows: Iterable[Mapping[str, Any]]) -> None:
    for row in rows:
        names = ", ".join(f'"{name}"' for name in row)
        marks = ", ".join("?" * len(row))
        raw.execute(f'INSERT INTO "{table}" ({names}) VALUES ({marks})', tuple(row.values()))


def _without_history(found: Found, part: Path, name: str) -> Salvage:
    """Make a new file of what there is of the rows, and of the journal where rows are missing."""
    played, gone = _played(found.changes())
    rows: dict[Key, dict[str, Any]] = {}
    doubts: list[str] = []
    for key, row in found.rows.items():
        if key in found.stray and key in gone:
            continue  # deleted long ago, on a page that is in use no more
        said = played.get(key)
        differs = said is not None and said != row and key[0] in KINDS
        rows[key] = said if differs and said is not None and key in found.doubtful else row
        if differs:
            doubts.append(str(rows[key].get("code") or key[1]))
    from_history = 0
    for key, row in played.items():
        if key not in rows and key[0] in found.damaged:
            rows[key] = row
            from_history += key[0] in KINDS
    records, lost = _to_records(rows)
    for key in found.known - {(type(each).about.kind, each.id) for each in records} - gone:
        if key[0] in found.damaged and key[0] in KINDS and key not in lost:
            lost.append(key)
    records, cleared = _linked(_with_own_codes(records))
    if not any(isinstance(each, Charter) for each in records):
        records.append(Charter(id="charter", code="PL-01", title_text=Path(name).stem))
    if not any(isinstance(each, District) for each in records):
        records.append(District(id="district", code="DI-01"))
    WorkshopFile.create(part, records, label=_("Saved from {name}").format(name=name)).close()
    codes = found.codes | {str(row["code"]) for key, row in played.items() if key[0] in KINDS}
    raw = connect(part)
    with transaction(raw):
        raw.executemany('INSERT OR IGNORE INTO "used_code" VALUES (?)', [(code,) for code in codes])
    disconnect(raw)
    counts: dict[str, int] = {}
    for key in lost:
        counts[key[0]] = counts.get(key[0], 0) + 1
    journal = {"edit", "change"}
    unknown = bool(found.damaged & journal and found.damaged - journal - {"used_code"})
    return Salvage(part, len(records), from_history, counts, cleared, False, tuple(sorted(doubts)), unknown)


def _played(changes: Iterable[Change]) -> tuple[dict[Key, dict[str, Any]], set[Key]]:
    """Return the rows as far as a journal with gaps tells, and those it says are deleted."""
    rows: dict[Key, dict[str, Any]] = {}
    gone: set[Key] = set()
    for change in changes:
        image = change.after or change.before or {}
        linked = change.table in list_tables()
        key: Key = (change.table, change.record_id, image["target_id"] if linked else "")
        key = key if linked else key[:2]
        if change.after is None:
            rows.pop(key, None)
            gone.add(key)
        elif change.before is None:
            rows[key] = dict(change.after)
            gone.discard(key)
        elif key in rows:
            rows[key].update(change.after)
    whole = {key: row for key, row in rows.items() if _complete(key, row)}
    return whole, gone


def _to_records(rows: Mapping[Key, Mapping[str, Any]]) -> tuple[list[Record], list[Key]]:
    """Return the records of rows, and the keys of those that make none."""
    made: list[Record] = []
    lost: list[Key] = []
    lists: dict[str, dict[str, dict[str, int]]] = {}
    for key, row in rows.items():
        if len(key) == 3:
            lists.setdefault(key[0], {}).setdefault(key[1], {})[key[2]] = row["position"]
    for name, kind in KINDS.items():
        linked = {
            field.name: {
                owner: tuple(sorted(targets, key=targets.__getitem__))
                for owner, targets in lists.get(list_table(kind, field), {}).items()
            }
            for field in list_fields(kind)
        }
        for key in [each for each in rows if each[0] == name]:
            values = [rows[key].get(column) for column in columns(kind)]
            try:
                made.extend(to_records(kind, [values], linked))
            except (ValueError, TypeError, KeyError, AttributeError):
                lost.append(key)
    return made, lost


def _with_own_codes(records: Iterable[Record]) -> list[Record]:
    """Give a record another code where two have the same one."""
    taken: set[str] = set()
    made = []
    for record in records:
        code, number = record.code, 1
        while code in taken or not code:
            number += 1
            code = f"{record.code or record.about.prefix}-{number}"
        taken.add(code)
        made.append(record if code == record.code else record.replace(code=code))
    return made


def _linked(records: Iterable[Record]) -> tuple[list[Record], int]:
    """Clear links to what is not there; return the records, and how many links were cleared."""
    whole = list(records)
    there = {(type(each).about.kind, each.id) for each in whole}
    ids = {each for _kind, each in there}
    cleared, made = 0, []
    for record in whole:
        values: dict[str, Any] = {}
        for field in record.fields():
            held = getattr(record, field.name)
            if field.kind is Kind.LINK and held and (field.target[0], held) not in there:
                values[field.name] = None
                cleared += 1
            elif field.kind is Kind.LINKS:
                kept = tuple(each for each in held if (field.target[0], each) in there)
            elif field.kind is Kind.REFERENCES:
                kept = tuple(each for each in held if each in ids or len(each) != _UUID)
            else:
                continue
            if field.kind is not Kind.LINK and kept != held:
                values[field.name] = kept
                cleared += len(held) - len(kept)
        made.append(record.replace(**values) if values else record)
    return made, cleared
