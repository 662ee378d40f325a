"""`python3 dev.py torture [--full]`: the torture table: tried, lost, half, corrupt, unclear message.

Each row is a process of its own. The plain run takes at most four minutes; `--full` reaches the figures of a
release. A row that cannot run on this machine says why, and is not counted as passed. Exit code: 0 when all
rows ran and nothing is wrong, 1 when something is, 3 when a row did not run, or in part. See docs/torture.md.
"""

import argparse
import gc
import json
import os
import sys
import tempfile
import time
import traceback
from pathlib import Path

from torture.children import Child, Say
from torture.rig import Rig
from torture.rows import ROWS, Row
from torture.tally import KINDS, Tally, table


def main() -> int:
    """Run the rows, print the table and, where asked, write it as JSON."""
    parser = argparse.ArgumentParser(
        prog="torture", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--full", action="store_true", help="as often as a release needs (about an hour)")
    parser.add_argument("--only", metavar="ROWS", default="", help="some rows, for example R1,S9")
    parser.add_argument("--scale", type=float, default=1.0, help="try so many times as often (development)")
    parser.add_argument("--seed", type=int, default=20261122, help="where chance starts")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help="rows at once")
    parser.add_argument("--json", type=Path, help="also write the rows to this file")
    parser.add_argument("--asked", action="store_true", help="run the rows that standard input names")
    asked = parser.parse_args()
    wanted = [name for name in asked.only.upper().split(",") if name]
    if unknown := set(wanted) - ROWS.keys():
        parser.error(f"there is no row {', '.join(sorted(unknown))}; there are {', '.join(ROWS)}")
    chosen = [row for name, row in ROWS.items() if not wanted or name in wanted]
    _preload(chosen)
    start = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="district-planner-torture-") as folder:
        if asked.asked:
            for line in sys.stdin:
                (row,) = _run([ROWS[line.strip()]], Path(folder), asked)
                print(json.dumps(row.plain()), flush=True)
            return 0
        rows = _run(chosen, Path(folder), asked)
    print(table(rows))
    bad = sum(sum(row.found.values()) for row in rows)
    absent = [row.name for row in rows if row.cannot or not row.tried]
    took = f"{time.monotonic() - start:.0f} s, {sum(row.work for row in rows):.0f} s of processor time"
    print(f"{sum(row.tried for row in rows):,} tries, {bad} faults, {took}", end="")
    print(f"; did not run, or not whole: {', '.join(absent)}" if absent else "")
    if asked.json:
        asked.json.write_text(json.dumps([row.plain() for row in rows], indent=1), encoding="utf-8")
    return 1 if bad else 3 if absent else 0


def _run(chosen: list[Row], folder: Path, asked: argparse.Namespace) -> list[Tally]:
    """Run each row in a process of its own, some at once, and return what they found, in order."""
    waiting, running, done = list(chosen), dict[str, Child](), dict[str, Tally]()
    waiting.sort(key=lambda row: -row.weight)
    while waiting or running:
        while waiting and len(running) < max(1, asked.jobs):
            row = waiting.pop(0)
            running[row.name] = _start(row, folder / row.name, asked)
        for name, child in list(running.items()):
            said = child.line(0.05)
            if said is not None:
                done[name] = _heard(said)
            elif child.wait(0) is None:
                continue
            child.wait()
            child.end()
            del running[name]
            done.setdefault(name, _vanished(ROWS[name]))
            if sys.stderr.isatty():
                print(f"{name} {done[name].verdict} ({done[name].seconds:.0f} s)", file=sys.stderr)
    return [done[row.name] for row in chosen]


def _start(row: Row, folder: Path, asked: argparse.Namespace) -> Child:
    def work(say: Say) -> None:
        folder.mkdir()
        rig = Rig(Tally(row.name, row.title), folder, asked.full, asked.seed, asked.scale)
        start = time.monotonic()
        try:
            row.load()(rig)
        except BaseException as error:
            rig.tally.bad("other", f"the row broke: {type(error).__name__}: {error}")
            print(traceback.format_exc(), file=sys.stderr)
        finally:
            rig.close()
        rig.tally.seconds = time.monotonic() - start
        rig.tally.work = sum(os.times()[:4])
        say(rig.tally.plain())

    return Child(work, errors=sys.stderr.fileno())


def _heard(said: list[object]) -> Tally:
    """Return the tally that a row said as plain values."""
    (plain,) = said
    if not isinstance(plain, dict):
        raise TypeError(f"a row said {said}")
    row = Tally(plain["name"], plain["title"], plain["tried"])
    row.found.update({kind: plain[kind] for kind in KINDS})
    row.examples, row.remarks, row.cannot = plain["examples"], plain["remarks"], plain["cannot"]
    row.seconds, row.work = plain["seconds"], plain["work"]
    return row


def _vanished(row: Row) -> Tally:
    tally = Tally(row.name, row.title)
    tally.bad("other", "the row ended without a word")
    return tally


def _preload(chosen: list[Row]) -> None:
    """Load what the rows and their children need, so that a fork has it at once."""
    import planner.exports.pdf
    import planner.exports.workbook  # noqa: F401
    from planner.services.document import preload

    preload()
    for row in chosen:
        row.load()
    gc.freeze()


if __name__ == "__main__":
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    sys.exit(main())
