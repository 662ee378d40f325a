"""Commands of the command line that make copies for tables and bring them back."""

import argparse
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from planner.errors import FileRefused
from planner.i18n import _, ngettext
from planner.paths import locate

if TYPE_CHECKING:  # named only: the plan is loaded when a command needs it
    from planner.services.breakout import Conflict, Merge

Add = Callable[[str, str, Callable[[argparse.Namespace], int]], argparse.ArgumentParser]
"""Adds a command: its name, a sentence about it, and what runs it."""

UNDECIDED = 3
"""Exit code: files differ, nobody said which side is taken, and nothing was written."""


def add_to(add: Add) -> None:
    """Add the commands."""
    made = add("copy", _("Make a copy of a workshop for a table."), _copy)
    made.add_argument("file", metavar="FILE", type=Path, help=_("a workshop file; it stays as it is"))
    made.add_argument(
        "--for-table", metavar="NAME", dest="table", required=True, help=_("what the table is called")
    )
    made.add_argument("--out", metavar="F", type=Path, required=True, help=_("the new workshop file"))
    made.add_argument("--step", metavar="STEP", default="", help=_("the step it works on, for example B2"))

    made = add("merge", _("Bring copies back into their workshop, as one edit."), _merge)
    made.add_argument("file", metavar="FILE", type=Path, help=_("the workshop file"))
    made.add_argument(
        "others", metavar="OTHER", type=Path, nargs="+", help=_("copies; they stay as they are")
    )
    made.add_argument(
        "--report", metavar="R.json", type=Path, help=_("write what was brought in to this file")
    )
    made.add_argument(
        "--take",
        choices=("ours", "theirs", "ask"),
        help=_("where both sides changed the same thing: keep it, take the last word of a copy, or ask"),
    )
    made.epilog = _(
        "The exit code is 3 when sides differ and nobody chose; nothing is written then."
        " Rows that may be the same are only joined where they say the same."
        " The passphrase of a locked copy is asked for, or read from a line of the input."
    )


def _copy(wanted: argparse.Namespace) -> int:
    from planner.domain.steps import STEPS
    from planner.services.breakout import copy_for_table
    from planner.services.library import SUFFIX

    name, step = wanted.table.strip(), wanted.step.upper()
    if not name:
        raise FileRefused(_("A copy for a table needs a name."), do=_("Give one with --for-table."))
    if step and step not in [each.code for each in STEPS]:
        raise FileRefused(
            _("There is no step {step}.").format(step=step), do=_("Name one such as B2, or leave it out.")
        )
    out = wanted.out if wanted.out.suffix else wanted.out.with_suffix(SUFFIX)
    copy_for_table(wanted.file, name, out, step=step)
    print(_("Made {file}").format(file=out))
    return 0


def _merge(wanted: argparse.Namespace) -> int:
    from planner.services.backups import Shelf
    from planner.services.breakout import bring_back
    from planner.services.document import Document

    unlocked = _unlocked(wanted.others)
    document = Document.open(wanted.file)
    try:
        merge = bring_back(document, wanted.others, unlocked)
    except BaseException:
        document.close()
        raise
    try:
        if wanted.take == "ask":
            _ask(merge)
        elif wanted.take:
            merge.take(wanted.take)
        told = merge.report()
        if merge.open:
            _tell_conflicts(merge, told)
            _write_report(wanted.report, told, written=False)
            return UNDECIDED
        if not merge.empty:
            Shelf(locate()).make(document, "merge")
            merge.apply(document)
            told = merge.report()
        _write_report(wanted.report, told, written=not merge.empty)
    finally:
        merge.close()
        document.close()
    _tell(told, empty=merge.empty)
    return 0


def _unlocked(paths: list[Path]) -> dict[Path, bytes]:
    """Return what is in the locked ones of some files, asking for the passphrase of each."""
    from planner.cli_passphrase import ask_passphrase
    from planner.services import sharing

    asked = _("Passphrase of {file}: ")
    return {
        path: sharing.unlock(path, ask_passphrase(asked.format(file=path.name)))
        for path in paths
        if sharing.locked(path)
    }


def _tell(told: dict[str, list[dict[str, object]]], *, empty: bool) -> None:
    for file in told["files"]:
        edits = ngettext("{count} new edit", "{count} new edits", _number(file["edits"]))
        print(f"{file['table']}: {edits.format(count=file['edits'])}")
    if empty:
        print(_("There is nothing new in it. Nothing was changed."))
        return
    added, changed, deleted = (len(told[name]) for name in ("added", "changed", "deleted"))
    print(
        _("Brought in: {added}, {changed}, {deleted}.").format(
            added=ngettext("{count} new entry", "{count} new entries", added).format(count=added),
            changed=ngettext("{count} change", "{count} changes", changed).format(count=changed),
            deleted=ngettext("{count} deletion", "{count} deletions", deleted).format(count=deleted),
        )
    )
    for pair in told["perhaps_the_same"]:
        if "apart" in pair:
            first, second = _dict(pair["kept"]), _dict(pair["apart"])
            said = _("Perhaps the same: “{first}” and “{second}”. Both are in the plan.")
            print(said.format(first=first["title"], second=second["title"]))


def _tell_conflicts(merge: "Merge", told: dict[str, list[dict[str, object]]]) -> None:
    undecided = {conflict.key for conflict in merge.open}
    for conflict, each in zip(merge.conflicts, told["conflicts"], strict=True):
        if conflict.key in undecided:
            print(_described(each), file=sys.stderr)
    print(
        ngettext(
            "{count} difference is undecided. Nothing was written. Say --take ours, theirs or ask.",
            "{count} differences are undecided. Nothing was written. Say --take ours, theirs or ask.",
            len(undecided),
        ).format(count=len(undecided)),
        file=sys.stderr,
    )


def _described(told: dict[str, object]) -> str:
    """Return a conflict in lines: the record, then each side."""
    lines = [f"{told['code']} {told['title']}"]
    if "rule" in told:
        lines.append(f"    {told['rule']}")
    sides = told["sides"]
    assert isinstance(sides, list)
    for number, side in enumerate(sides, 1):
        name = _("here") if side["from"] == "here" else side["from"]
        if side.get("there") is False:
            said = _("not there")
        else:
            said = "; ".join(f"{field}: {value}" for field, value in side["values"].items())
        written = f" ({side['written'][:16].replace('T', ' ')} UTC)" if side["written"] else ""
        lines.append(f"    {number}. {name}{written}: {said}")
    return "\n".join(lines)


def _ask(merge: "Merge") -> None:
    """Ask about each difference; where nobody can be asked, or the answer is none, it stays undecided."""
    while merge.open and sys.stdin.isatty():
        conflict = merge.open[0]
        number = [each.key for each in merge.conflicts].index(conflict.key)
        print(_described(merge.report()["conflicts"][number]))
        answer = input(_("Which one? ")).strip()
        if not answer.isdecimal() or not 1 <= int(answer) <= len(conflict.sides):
            return
        merge.choose(conflict, _party(conflict, int(answer)))


def _party(conflict: "Conflict", number: int) -> int:
    return conflict.sides[number - 1].party


def _write_report(path: Path | None, told: dict[str, list[dict[str, object]]], *, written: bool) -> None:
    if path is None:
        return
    from planner.atomic import writing

    with writing(path, private=True) as part:  # it names people as the plan does
        part.write_text(
            json.dumps({"written": written, **told}, ensure_ascii=False, indent=1) + "\n", encoding="utf-8"
        )


def _number(value: object) -> int:
    return value if isinstance(value, int) else 0


def _dict(value: object) -> dict[str, object]:
    return value if isinstance(value, dict) else {}
