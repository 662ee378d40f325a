"""Ask for a passphrase at a terminal."""

import sys

from planner.errors import PlannerError
from planner.i18n import _


def ask_passphrase(question: str = "", *, twice: bool = False) -> str:
    """Ask for a passphrase without showing it, or read a line where nobody can be asked."""
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\r\n")
    import getpass

    said = getpass.getpass(question or _("Passphrase: "))
    if twice and getpass.getpass(_("The same again: ")) != said:
        raise PlannerError(_("The two passphrases differ."), do=_("Try again."))
    return said
