"""S8: hostile plan files and locked files. S9: hostile SQLite files. R23: salvage from damaged ones."""

import contextlib
import json
import resource
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from typing import Any

from bench.generator import generate

from planner.domain import records as r
from planner.domain.plan import Plan
from planner.domain.record import Record
from planner.errors import FileRefused, PlannerError
from planner.services import sharing
from planner.services.document import Document
from planner.services.plan_exchange import read_plan, write_plan
from planner.store import closed_file, salvage, verify
from torture.children import Child, Say
from torture.oracle import names_in, sha, unclear
from torture.quick_lock import lock_quickly
from torture.rig import Rig
from torture.script import DAY, Script, make

_SECONDS, _MEMORY = 5.0, 500_000_000
_PASSPHRASE = "four-plain-words-here"
Change = Callable[[sqlite3.Connection], None]


def _sql(*statements: str) -> Change:
    def change(raw: sqlite3.Connection) -> None:
        for statement in statements:
            raw.execute(statement)

    return change


def _master(sql: str, kind: str = "table", name: str = "x", root: int = 2) -> Change:
    """Write into the schema itself what SQLite would not make."""

    def change(raw: sqlite3.Connection) -> None:
        raw.execute("PRAGMA writable_schema=ON")
        raw.execute("INSERT INTO sqlite_schema VALUES (?, ?, ?, ?, ?)", (kind, name, name, root, sql))

    return change


def _blob_claim(raw: sqlite3.Connection) -> None:
    raw.execute("UPDATE risk SET statement = zeroblob(1) || ''")
    raw.execute("PRAGMA writable_schema=ON")
    raw.execute("UPDATE sqlite_schema SET rootpage = 99999999 WHERE name = 'risk'")


_BOMB = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) AS title_text FROM n"
HOSTILE: dict[str, Change] = {
    "a trigger": _sql("CREATE TRIGGER t AFTER INSERT ON edit BEGIN DELETE FROM risk; END"),
    "a trigger instead of a view": _sql(
        "CREATE VIEW v AS SELECT * FROM risk",
        "CREATE TRIGGER t INSTEAD OF DELETE ON v BEGIN DELETE FROM goal; END",
    ),
    "a view": _sql("CREATE VIEW v AS SELECT * FROM person"),
    "a view in place of a table": _sql("DROP TABLE charter", f"CREATE VIEW charter AS {_BOMB}"),
    "a view without end": _sql(f"CREATE VIEW v AS {_BOMB}"),
    "a full-text table": _sql("CREATE VIRTUAL TABLE f USING fts5(body)"),
    "a full-text table in place of one": _sql(
        "DROP TABLE idea", "CREATE VIRTUAL TABLE idea USING fts5(text)"
    ),
    "an r-tree": _sql("CREATE VIRTUAL TABLE t USING rtree(id, a, b)"),
    "a virtual table that is unknown": _master("CREATE VIRTUAL TABLE x USING load_me(1)", root=0),
    "a generated column": _sql("ALTER TABLE risk ADD COLUMN g TEXT AS (hex(statement))"),
    "a default that computes": _sql("ALTER TABLE risk ADD COLUMN g TEXT DEFAULT 'x'"),
    "a check": _sql("CREATE TABLE c (a CHECK (a > 1))"),
    "an index on an expression": _sql("CREATE INDEX i ON risk (hex(statement))"),
    "a partial index": _sql("CREATE INDEX i ON risk (statement) WHERE probability > 1"),
    "a thousand tables": _sql(*(f"CREATE TABLE t{number} (a)" for number in range(1000))),
    "a table of 900 columns": _sql(f"CREATE TABLE t ({', '.join(f'c{number}' for number in range(900))})"),
    "a schema that is no SQL": _master("CREATE TABLE x (((((", root=2),
    "a schema with a letter that is none": _master(
        "CREATE TABLE x (\udcff)".encode("utf-8", "surrogateescape").decode("latin-1")
    ),
    "two tables on one page": _master("CREATE TABLE x (a)", root=2),
    "a root page far away": _blob_claim,
    "a table less": _sql("DROP TABLE used_code"),
    "an index less": _sql("DROP INDEX objective__by__goal_id"),
    "another name for a table": _sql("ALTER TABLE risk RENAME TO risks"),
    "a column less": _sql("ALTER TABLE risk DROP COLUMN statement"),
    "statistics": _sql("ANALYZE"),
    "an autoincrement": _sql("CREATE TABLE a (i INTEGER PRIMARY KEY AUTOINCREMENT)"),
}
VALUES: dict[str, Change] = {
    "a date that is none": _sql("UPDATE charter SET horizon_start = 'soon'"),
    "a number of infinity": _sql("UPDATE risk SET position = 9e999"),
    "JSON that is none": _sql("UPDATE charter SET ground_rules = '[['"),
    "JSON that is deep": _sql(f"UPDATE charter SET lcap = '{'[' * 5000}{']' * 5000}'"),
    "a text of 50 MB": _sql("UPDATE charter SET purpose = hex(zeroblob(25000000))"),
    "an option that is none": _sql("UPDATE step_state SET status = 'hacked'"),
    "a link to nowhere": _sql("PRAGMA foreign_keys=OFF", "UPDATE objective SET goal_id = 'nowhere'"),
    "bytes that are no text": _sql("UPDATE charter SET purpose = CAST(x'ff00fe' AS TEXT)"),
    "two charters": _sql(
        "INSERT INTO charter SELECT 'x', 'PL-77', 9"
        + "".join(f', "{each}"' for each in ("created_at", "updated_at", "fictional"))
        + "".join(f', "{field.name}"' for field in r.Charter.fields())
        + " FROM charter"
    ),
    "markup as a title": _sql("UPDATE charter SET title_text = '<img src=\"/etc/hostname\"><b>'"),
    "an identity that is code": _sql("UPDATE edit SET label = '{0.__class__}', step = '../../x'"),
}


def hostile_files(rig: Rig) -> None:
    """Open SQLite files that somebody made to do harm, again with each header and value that may be set."""
    folder = rig.place("hostile")
    start, path = folder / "start.workshop", folder / "here" / "plan.workshop"
    make(start)
    path.parent.mkdir()
    for times in range(rig.count(1, 20)):
        for told, change in {**HOSTILE, **VALUES}.items():
            path.write_bytes(start.read_bytes())
            try:
                with sqlite3.connect(path, isolation_level=None) as raw:
                    change(raw)
                    if times:  # and some value besides
                        with contextlib.suppress(sqlite3.Error):
                            rig.chance.choice(list(VALUES.values()))(raw)
            except (sqlite3.Error, UnicodeError) as error:
                rig.tally.cannot_run(f"{told}: this SQLite does not make it ({error})")
                continue
            finally:
                raw.close()
            must_refuse = told in HOSTILE and told != "statistics"
            _look(rig, path, told, must_refuse=must_refuse)
    rig.tally.remark(f"{len(HOSTILE)} schemas, {len(VALUES)} kinds of values")


def _look(rig: Rig, path: Path, told: str, *, must_refuse: bool) -> None:
    """Glance, open, edit a field, verify: in a child whose time, memory and files are watched."""
    before, names = sha(path), names_in(path.parent)
    child = Child(lambda say: _try(path, say))
    said = child.line(_SECONDS * 6)
    child.wait(1)
    hung = child.status is None
    code = child.end()
    rig.tally.tried += 1
    if hung or said is None:
        rig.tally.bad("other", f"{told}: {'hangs' if hung else f'dies with {code}'}")
        return
    if said[0] == "broken":
        rig.tally.bad("unclear", f"{told}: {said[1]} ({said[2]})")
        return
    word, missing, seconds, memory = said
    if must_refuse and word != "refused":
        rig.tally.bad("other", f"{told}: is opened")
    if missing:
        rig.tally.bad("unclear", f"{told}: {missing}")
    if float(str(seconds)) > _SECONDS or int(str(memory)) > _MEMORY:
        rig.tally.bad("other", f"{told}: takes {seconds:.1f} s, {int(str(memory)):,} bytes")
    if word == "refused" and sha(path) != before:
        rig.tally.bad("corrupt", f"{told}: was refused, and changed")
    if left := names_in(path.parent) - names:
        rig.tally.bad("other", f"{told}: left behind: {sorted(left)}")
        for name in left:
            (path.parent / name).unlink()


def _try(path: Path, say: Say) -> None:
    start = resource.getrusage(resource.RUSAGE_SELF)

    def cost() -> tuple[float, int]:
        now = resource.getrusage(resource.RUSAGE_SELF)
        return now.ru_utime - start.ru_utime, (now.ru_maxrss - start.ru_maxrss) * 1024

    try:
        closed_file.glance(path)
    except PlannerError as error:
        if missing := unclear(error, path):
            say("refused", missing, *cost())
            return
    try:
        document = Document.open(path)
    except PlannerError as error:
        say("refused", unclear(error, path), *cost())
        return
    try:
        with document.edit("Edit") as edit:
            edit.add(r.Risk, statement="Written into a hostile file")
    except PlannerError as error:
        if missing := unclear(error):
            say("opened", missing, *cost())
            return
    document.close()
    verify.verify(path)
    say("opened", "", *cost())


def hostile_plans(rig: Rig) -> None:
    """Read plan files with every kind of poison; then locked files that were changed, cut or grown."""
    text = json.dumps(write_plan(Plan(generate(300)), DAY))
    read_plan(text, today=DAY)
    for number in range(rig.count(60, 5000)):
        told, poisoned = _poison(text, rig.chance)
        child = Child(lambda say, poisoned=poisoned: _read(poisoned, say))  # type: ignore[misc]
        said = child.line(30)
        child.wait(1)
        code = child.end()
        rig.tally.tried += 1
        if said is None:
            rig.tally.bad("other", f"plan {number}, {told}: no answer ({code})")
        elif said[0] == "broken":
            rig.tally.bad("unclear", f"plan {number}, {told}: {said[1]} ({said[2]})")
        elif said[1]:
            rig.tally.bad("unclear", f"plan {number}, {told}: {said[1]}")
        elif float(str(said[2])) > _SECONDS:
            rig.tally.bad("other", f"plan {number}, {told}: takes {said[2]:.1f} s")
    _locked_files(rig)
    rig.tally.remark("there are no zip packages: a plan is handed on as a plan file, or as one locked file")


_STRANGE: tuple[Any, ...] = (
    *(None, True, -1, 1e308, 10**30, "", "\u202e", "x" * 100_000, "../../etc/passwd", "\\\\host\\share"),
    *([], {}, [[[]]], {"": {}}, "'; DROP TABLE risk;--", "=cmd|'/c calc'!A0", "CON", "\ud800", "\x00"),
)


def _poison(text: str, chance: Random) -> tuple[str, str]:
    """Return what was done, and the text: cut, bytes changed, or a value replaced somewhere deep."""
    how = chance.choice(("value", "value", "value", "key", "cut", "letters", "deep", "twice"))
    if how == "cut":
        return how, text[: chance.randrange(len(text))]
    if how == "letters":
        data = list(text)
        for _ in range(chance.randint(1, 20)):
            data[chance.randrange(len(data))] = chance.choice('{}[]",:0e\x00é')
        return how, "".join(data)
    if how == "deep":
        depth = chance.choice((100, 100_000))
        return how, text[:-1] + ', "x": ' + "[" * depth + "]" * depth + "}"
    if how == "twice":
        return how, text[:-1] + ", " + text[1:]
    made = json.loads(text)
    held: Any = made
    while True:
        place = chance.choice(list(held) if isinstance(held, dict) else range(len(held)))
        inner = held[place]
        if not isinstance(inner, dict | list) or not inner or chance.random() < 0.1:
            break
        held = inner
    strange = chance.choice(_STRANGE)
    if how == "key" and isinstance(held, dict):
        held[str(strange)] = held.pop(place)
    else:
        held[place] = strange
    return f"{how} {place} is {str(strange)[:30]!r}", json.dumps(made)


def _read(text: str, say: Say) -> None:
    start = resource.getrusage(resource.RUSAGE_SELF).ru_utime
    missing = ""
    try:
        read_plan(text, today=DAY)
    except PlannerError as error:
        missing = (
            "" if error.what and error.safe else f"does not say what happened or what is safe: {error.what}"
        )
    say("read", missing, resource.getrusage(resource.RUSAGE_SELF).ru_utime - start)


def _locked_files(rig: Rig) -> None:
    """Changed bytes, cuts, additions and wrong passphrases: refused, and nothing is written."""
    folder = rig.place("locked")
    path, out = folder / "plan.workshop.age", folder / "out"
    out.mkdir()
    start = folder / "plan.workshop"
    make(start)
    lock_quickly(b"no workshop", _PASSPHRASE, path)
    other = path.read_bytes()
    lock_quickly(start.read_bytes(), _PASSPHRASE, path)
    whole = path.read_bytes()
    if sharing.unlock(path, _PASSPHRASE) != start.read_bytes():
        rig.tally.bad("lost", "locked, untouched: what is unlocked is not what was locked")
    for told, data, passphrase in _spoiled(rig, whole, other):
        path.write_bytes(data)
        rig.tally.tried += 1
        try:
            sharing.put_into(out, sharing.unlock(path, passphrase), path)
        except FileRefused as error:
            if not error.what or not error.safe:
                rig.tally.bad("unclear", f"locked, {told}: {error}")
        except PlannerError as error:
            rig.tally.bad("unclear", f"locked, {told}: {error}")
        else:
            rig.tally.bad("corrupt", f"locked, {told}: was opened")
        if left := names_in(out):
            rig.tally.bad("other", f"locked, {told}: left behind: {left}")
            for name in left:
                (out / name).unlink()


def _spoiled(rig: Rig, whole: bytes, other: bytes) -> Iterator[tuple[str, bytes, str]]:
    """Yield what was done, the locked file, and the passphrase that is tried on it."""
    yield "another passphrase", whole, "four-other-words-here"
    yield "something added", whole + b"more", _PASSPHRASE
    yield "something else inside", other, _PASSPHRASE
    yield "nothing", b"", _PASSPHRASE
    head = whole.index(b"\n---")
    for number in range(rig.count(60, 2000)):
        place = rig.chance.randrange(len(whole) if number % 4 else head)
        changed = bytearray(whole)
        changed[place] ^= rig.chance.randrange(1, 256)
        yield f"byte {place} changed", bytes(changed), _PASSPHRASE
    for _ in range(rig.count(20, 500)):
        place = rig.chance.randrange(len(whole))
        yield f"cut at {place}", whole[:place], _PASSPHRASE


def salvaged(rig: Rig) -> None:
    """R23: spoil one page anywhere; at least 95 of 100 rows are in the new file, the old one is untouched."""
    folder = rig.place("salvage")
    path, out = folder / "plan.workshop", folder / "saved.workshop"
    make(path, 600)
    script = Script(8, 0)
    document = Document.open(path, **script.words())
    for command in range(30):
        script.play(document, command)
    known = {record.id: record for record in document.plan.records()}
    document.close()
    whole = path.read_bytes()
    worst = 1.0
    for number in range(rig.count(24, 300)):
        data = bytearray(whole)
        page = rig.chance.randrange(len(data) // _PAGE)
        place, way = page * _PAGE, _WAYS[number % len(_WAYS)]
        data[place : place + _PAGE] = _spoil(way, data[place : place + _PAGE], rig.chance)
        path.write_bytes(data)
        told = f"page {page}, {way}"
        rig.tally.tried += 1
        try:
            done = salvage.salvage(path, out)
        except PlannerError as error:
            rig.tally.bad("lost", f"{told}: nothing is saved: {error.what}")
            continue
        worst = min(worst, _compare(rig, out, known, told))
        if not done.lines():
            rig.tally.bad("unclear", f"{told}: there is no report")
        if path.read_bytes() != bytes(data):
            rig.tally.bad("corrupt", f"{told}: the damaged file was changed")
        out.unlink()
        if left := names_in(folder) - {path.name}:
            rig.tally.bad("other", f"{told}: left behind: {sorted(left)}")
    rig.tally.remark(f"the worst of them kept {worst:.1%} of the rows")


_WAYS = ("noise", "zeros", "bits", "torn")
_PAGE = 4096


def _spoil(way: str, page: bytearray, chance: Random) -> bytes:
    """Return what becomes of a page."""
    if way == "noise":
        return chance.randbytes(_PAGE)
    if way == "zeros":
        return bytes(_PAGE)
    if way == "torn":
        return bytes(page[:512]) + bytes(_PAGE - 512)
    for _ in range(20):
        page[chance.randrange(_PAGE)] ^= 1 << chance.randrange(8)
    return bytes(page)


def _compare(rig: Rig, out: Path, known: dict[str, Record], told: str) -> float:
    """Return which share of the records came out as they were; count less than 95 of 100."""
    if problems := verify.verify(out).problems:
        rig.tally.bad("corrupt", f"{told}: the new file: {problems[0]}")
    document = Document.open(out)
    document.close()
    share = sum(known.get(each.id) == each for each in document.plan.records()) / len(known)
    if share < 0.95:
        rig.tally.bad("lost", f"{told}: only {share:.1%} of the rows are saved")
    return share
