"""Commands of the command line about backups, and about what is left of a damaged workshop."""

import argparse
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from planner.i18n import _, ngettext
from planner.paths import locate

Add = Callable[[str, str, Callable[[argparse.Namespace], int]], argparse.ArgumentParser]
"""Adds a command: its name, a sentence about it, and what runs it."""


def add_to(add: Add) -> None:
    """Add the commands."""
    made = add("backup", _("Make a backup of a workshop now."), _backup)
    made.add_argument("file", metavar="FILE", type=Path, help=_("a workshop file"))

    made = add("backups", _("List the backups of a workshop and what each holds."), _backups)
    made.add_argument("file", metavar="FILE", type=Path, help=_("a workshop file, which may be gone"))

    made = add("restore", _("Restore a backup; the file that is there is kept beside it."), _restore)
    made.add_argument("backup", metavar="BACKUP", type=Path, help=_("the file of a backup"))
    made.add_argument(
        "--to", metavar="FILE", type=Path, help=_("where to restore it; where the workshop was, unless told")
    )

    made = add("salvage", _("Save what can be read of a damaged workshop to a new file."), _salvage)
    made.add_argument("file", metavar="FILE", type=Path, help=_("a damaged workshop file; it is only read"))
    made.add_argument("--out", metavar="F", type=Path, required=True, help=_("the new workshop file"))


def _backup(wanted: argparse.Namespace) -> int:
    from planner.services.backups import Shelf

    made = Shelf(locate()).make(wanted.file, "asked")
    print(_("Made {file}").format(file=made.file))
    return 0


def _backups(wanted: argparse.Namespace) -> int:
    from planner.domain.steps import STEPS
    from planner.services.backups import REASONS, Shelf

    shelf = Shelf(locate())
    found = shelf.list(wanted.file)
    if not found:
        print(_("There is no backup of {file}.").format(file=wanted.file))
        return 0
    for each in found:
        print(each.file)
        problems = shelf.verify(each)
        if problems:
            print(f"    {' '.join(problems)}")
            continue
        made = _("Made {time}, {reason}.").format(
            time=_clock(each.made), reason=_(REASONS[each.reason]) if each.reason in REASONS else each.reason
        )
        edits = ngettext("{count} edit", "{count} edits", each.edits).format(count=each.edits)
        records = ngettext("{count} entry", "{count} entries", each.records).format(count=each.records)
        steps = _("{count} of {all} steps done").format(count=each.steps_done, all=len(STEPS))
        print(f"    {each.title}. {made}")
        print(f"    {edits}, {records}, {steps}.")
        if each.changed is not None:
            said = _("Last edit {time}: {label}.")
            print(f"    {said.format(time=_clock(each.changed), label=each.label)}")
    return 0


def _restore(wanted: argparse.Namespace) -> int:
    from planner.services.backups import Shelf

    done = Shelf(locate()).restore(wanted.backup.absolute(), wanted.to)
    print(_("Restored {file}").format(file=done.path))
    if done.kept is not None:
        print(_("The file that was there is {file} now.").format(file=done.kept))
    return 0


def _salvage(wanted: argparse.Namespace) -> int:
    from planner.services import plan_file

    for line in plan_file.salvage(wanted.file, wanted.out):
        print(line)
    print(_("Made {file}").format(file=wanted.out))
    return 0


def verify(file: Path) -> tuple[str, ...]:
    """Return what is wrong with a workshop or a backup, in sentences."""
    from planner.services import plan_file
    from planner.services.backups import Shelf, is_backup

    if is_backup(file):
        return Shelf(locate()).verify(file.absolute(), thorough=True)
    return plan_file.verify(file)


def _clock(time: datetime) -> str:
    return time.astimezone().strftime("%Y-%m-%d %H:%M:%S")
