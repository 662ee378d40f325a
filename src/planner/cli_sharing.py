"""Commands of the command line that lock a workshop with a passphrase, and open a locked one.

The passphrase is asked for, or is the first line of the input: other people see the words of a command line.
"""

import argparse
from collections.abc import Callable
from pathlib import Path

from planner.cli_passphrase import ask_passphrase
from planner.errors import FileRefused, PlannerError
from planner.i18n import _

Add = Callable[[str, str, Callable[[argparse.Namespace], int]], argparse.ArgumentParser]
"""Adds a command: its name, a sentence about it, and what runs it."""


def add_to(add: Add) -> None:
    """Add the commands."""
    made = add("lock", _("Write a workshop as a file locked with a passphrase."), _lock)
    made.add_argument("file", metavar="FILE", type=Path, help=_("a workshop file; it stays as it is"))
    made.add_argument("--out", metavar="F", type=Path, help=_("the locked file; FILE.age unless told"))
    made.epilog = _("The passphrase is asked for, or read from the first line of the input.")

    made = add("unlock", _("Write the workshop in a locked file as a workshop file."), _unlock)
    made.add_argument("file", metavar="FILE", type=Path, help=_("a locked file; it stays as it is"))
    made.add_argument(
        "--out", metavar="F", type=Path, help=_("the workshop file; FILE without .age unless told")
    )
    made.epilog = _("The passphrase is asked for, or read from the first line of the input.")


def _lock(wanted: argparse.Namespace) -> int:
    from planner.services import sharing

    target = wanted.out or wanted.file.with_name(wanted.file.name + sharing.LOCKED)
    _refuse_taken(target)
    held = sharing.content(wanted.file)
    passphrase = ask_passphrase(twice=True)
    if weak := sharing.weakness(passphrase):
        raise PlannerError(_("This passphrase is too easy to guess."), do=weak)
    sharing.send(held, target, passphrase=passphrase)
    print(_("Wrote {file}").format(file=target))
    return 0


def _unlock(wanted: argparse.Namespace) -> int:
    from planner.services import sharing
    from planner.services.library import SUFFIX

    target = wanted.out or wanted.file.with_name(sharing.plain_name(wanted.file) + SUFFIX)
    _refuse_taken(target)
    if wanted.file.is_file() and not sharing.locked(wanted.file):
        raise FileRefused(_("{name} is not locked.").format(name=wanted.file.name), do=_("Open it as it is."))
    sharing.put(sharing.unlock(wanted.file, ask_passphrase()), target)
    print(_("Wrote {file}").format(file=target))
    return 0


def _refuse_taken(target: Path) -> None:
    if target.exists():
        raise FileRefused(
            _("There is already a file {name} here.").format(name=target),
            safe=_("It was not changed."),
            do=_("Choose another name with --out."),
        )
