"""The command line: open the window, or make, export, check and verify a workshop without one.

Only what a command needs is imported, when it runs: `--version` must not wait for Qt, nor the window for
ReportLab.
"""

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from planner import cli_backups, cli_breakout, cli_export, cli_review, cli_sharing
from planner.error_log import report, write_log
from planner.errors import PlannerError
from planner.i18n import _
from planner.paths import DATA_DIR_VARIABLE, locate

PROGRAM = "district-planner"
WELL, FAILED, MISUSED, STOPPED = 0, 1, 2, 130
"""Exit codes: all went well, something did not, the words were not understood, stopped by Ctrl+C."""


def run(arguments: Sequence[str]) -> int:
    """Run what the arguments ask for and return the exit code; errors are told on stderr, in sentences."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")  # a console may know fewer letters than a plan
    try:
        wanted = _read(list(arguments))
        chosen: Callable[[argparse.Namespace], int] = wanted.command
        return chosen(wanted)
    except SystemExit as finished:  # argparse has said what there is to say
        return finished.code if isinstance(finished.code, int) else MISUSED
    except PlannerError as error:
        return _fail(str(error))
    except KeyboardInterrupt:
        return STOPPED
    except BrokenPipeError:
        return FAILED
    except OSError as error:
        name = f"{error.filename}: " if error.filename else ""
        return _fail(f"{name}{error.strerror or error}.")
    except Exception as error:
        return _fail(_broken(error))


def _broken(error: Exception) -> str:
    """Keep the details of a mistake of ours in the log, and say where they are."""
    said = _("Something in the program is broken ({error}).").format(error=f"{type(error).__name__}: {error}")
    try:
        log = locate().logs / "command_line.log"
        write_log(log, report(type(error), error, error.__traceback__))
    except OSError:
        return said
    return f"{said} " + _("The details are in {file}.").format(file=log)


def _fail(sentence: str) -> int:
    print(f"{PROGRAM}: {sentence}", file=sys.stderr)
    return FAILED


def _read(arguments: list[str]) -> argparse.Namespace:
    commands = _commands()
    if arguments and arguments[0] in commands.choices:
        return commands.parser.parse_args(arguments)
    return _window_parser(commands.help).parse_args(arguments)


class _Commands:
    """The parser of the commands that need no window, and the lines the overview has about them."""

    def __init__(self) -> None:
        self.parser = argparse.ArgumentParser(prog=PROGRAM, allow_abbrev=False)
        self._made = self.parser.add_subparsers(required=True)
        self.help: list[str] = []

    @property
    def choices(self) -> Sequence[str]:
        """The names of the commands."""
        return list(self._made.choices)

    def add(
        self, name: str, about: str, command: Callable[[argparse.Namespace], int]
    ) -> argparse.ArgumentParser:
        """Add a command; `about` is a sentence."""
        made = self._made.add_parser(name, help=about, description=about, allow_abbrev=False)
        made.set_defaults(command=command)
        self.help.append(f"  {name:<13} {about}")
        return made


def _commands() -> _Commands:
    commands = _Commands()
    new = commands.add("new", _("Make a workshop file, empty or from a plan."), _new)
    new.add_argument("file", metavar="FILE", type=Path, help=_("the workshop file to make"))
    new.add_argument(
        "--from", dest="source", metavar="PLAN.json", type=Path, help=_("a plan file to start from")
    )

    cli_export.add_to(commands.add, _add_as_of)

    check = commands.add("check", _("List what is missing, contradictory or overdue in a plan."), _check)
    check.add_argument("file", metavar="FILE", type=Path, help=_("a workshop or a plan file"))
    check.add_argument("--json", action="store_true", help=_("print JSON"))
    check.epilog = _("The exit code is 1 when a blocker is open.")
    _add_as_of(check)

    verify = commands.add("verify", _("Examine a workshop file or a backup, byte by byte."), _verify)
    verify.add_argument("file", metavar="FILE", type=Path, help=_("a workshop file or a backup"))
    cli_backups.add_to(commands.add)
    cli_sharing.add_to(commands.add)
    cli_breakout.add_to(commands.add)
    cli_review.add_to(commands.add)
    return commands


def _add_as_of(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--as-of", metavar="DATE", type=_day, help=_("read the plan as of this day, for example 2027-06-30")
    )


def _window_parser(about_commands: Sequence[str]) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog=PROGRAM,
        allow_abbrev=False,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        description=_("Lead a school district's planning workshop from charter to signed plan."),
        epilog="\n".join(
            [_("commands without a window ({program} COMMAND --help tells more):"), *about_commands]
        ).format(program=PROGRAM),
    )
    parser.add_argument("file", metavar="FILE", type=Path, nargs="?", help=_("a workshop to open"))
    parser.add_argument(
        "--data-dir",
        metavar="DIR",
        type=Path,
        help=_("keep settings, library, backups and logs in this folder (or set {name})").format(
            name=DATA_DIR_VARIABLE
        ),
    )
    parser.add_argument("--with-sample", action="store_true", help=_("put the sample into an empty library"))
    parser.add_argument("--self-test", action="store_true", help=_("try every part on a temporary sample"))
    parser.add_argument("--version", action=_Version)
    parser.set_defaults(command=_window)
    return parser


class _Version(argparse.Action):
    """Print the version and finish; looked up only when asked for."""

    def __init__(self, option_strings: Sequence[str], dest: str) -> None:
        super().__init__(option_strings, dest, nargs=0, help=_("print the version and finish"))

    def __call__(self, parser: argparse.ArgumentParser, *_rest: object) -> None:
        import planner

        print(f"District Planner {planner.__version__}")
        parser.exit()


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(
            _("{text} is not a day such as 2027-06-30").format(text=repr(text))
        ) from None


def _window(wanted: argparse.Namespace) -> int:
    if wanted.self_test:
        from planner.self_test import self_test

        return self_test()
    if _without_display():
        raise PlannerError(
            _("There is no display to open a window on."),
            do=_("Try `{program} --help` for what can be done without one.").format(program=PROGRAM),
        )
    from planner.gui.application import run as run_window

    return run_window(locate(wanted.data_dir), wanted.file, wanted.with_sample)


def _without_display() -> bool:
    """Whether Qt would end the process for want of a display, which only happens on Linux and the like."""
    named = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return sys.platform not in ("win32", "darwin") and not any(os.environ.get(name) for name in named)


def _new(wanted: argparse.Namespace) -> int:
    from planner.services import plan_file

    file = wanted.file if wanted.file.suffix else wanted.file.with_suffix(plan_file.SUFFIX)
    plan_file.make(file, wanted.source, today=_today())
    print(_("Made {file}").format(file=file))
    return WELL


def _check(wanted: argparse.Namespace) -> int:
    from planner.domain.checks import findings
    from planner.services import plan_file

    plan = plan_file.read(wanted.file, today=_today())
    as_of = wanted.as_of or plan.as_of(_today())
    found = findings(plan, as_of)
    if wanted.json:
        import json

        keys = ("check", "severity", "step", "entity", "message", "waived")
        listed = [{key: getattr(each, key) for key in keys} for each in found]
        print(json.dumps({"as_of": as_of.isoformat(), "findings": listed}, ensure_ascii=False, indent=1))
    else:
        for each in found:
            waived = _(" (accepted: {reason})").format(reason=each.reason) if each.waived else ""
            print(f"{each.severity} {each.check} {each.step} {each.entity:<8} {each.message}{waived}")
        open_ones = [each.severity for each in found if not each.waived]
        print(
            _("As of {day}, open: blockers {blockers}, warnings {warnings}, advice {advice}.").format(
                day=as_of.isoformat(),
                blockers=open_ones.count("B"),
                warnings=open_ones.count("W"),
                advice=open_ones.count("A"),
            )
        )
    return FAILED if any(each.severity == "B" and not each.waived for each in found) else WELL


def _verify(wanted: argparse.Namespace) -> int:
    problems = cli_backups.verify(wanted.file)
    for each in problems:
        print(f"{PROGRAM}: {each}", file=sys.stderr)
    if problems:
        return FAILED
    print(_("{file} is whole: integrity, schema and journal.").format(file=wanted.file))
    return WELL


def _today() -> date:
    return date.today()  # noqa: DTZ011  the day on the wall where the workshop is
