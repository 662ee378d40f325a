"""The command that writes documents: those of the one list, and the outcome map as a picture."""

import argparse
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from planner import cli_map
from planner.errors import FileRefused
from planner.i18n import _, ngettext, speaking

if TYPE_CHECKING:  # named only: the plan is loaded when the command runs
    from planner.documents import DocumentKind
    from planner.domain.plan import Plan
    from planner.exports.request import Request

Add = Callable[[str, str, Callable[[argparse.Namespace], int]], argparse.ArgumentParser]
"""Adds a command: its name, a sentence about it, and what runs it."""

_MISUSED = 2
_BY_NAME = {"pdf": "full", "xlsx": "workbook", "json": "json"}
"""Options that name the file of a document, and which document."""


class _Codes:
    """The codes of all documents; the list, and the plan with it, is loaded when somebody asks."""

    def __contains__(self, code: object) -> bool:
        return code in list(self)

    def __iter__(self) -> Iterator[str]:
        from planner.documents import KINDS

        return iter(KINDS)


@dataclass(frozen=True)
class _Target:
    """A document and its file; one that is `named` by its file is told as briefly as it was asked for."""

    kind: "DocumentKind"
    path: Path
    named: bool


def add_to(add: Add, add_as_of: Callable[[argparse.ArgumentParser], None]) -> None:
    """Add the command; `add_as_of` adds the option for the day."""
    made = add("export", _("Write documents of a plan: PDF, Excel, Word, web page, plan file."), _export)
    made.add_argument("file", metavar="FILE", type=Path, help=_("a workshop or a plan file"))
    made.add_argument(
        "--document",
        metavar="KIND",
        dest="documents",
        action="append",
        choices=_Codes(),
        default=[],
        help=_("a document to write into the folder, once for each: %(choices)s"),
    )
    made.add_argument("--out", metavar="DIR", type=Path, help=_("the folder of the documents"))
    made.add_argument("--pdf", metavar="P", type=Path, help=_("the PDF of the full plan to write"))
    made.add_argument("--xlsx", metavar="X", type=Path, help=_("the Excel workbook to write"))
    made.add_argument("--json", metavar="J", type=Path, help=_("the plan file to write"))
    made.add_argument("--paper", choices=("letter", "a4"), default="letter", help=_("paper of the PDF"))
    made.add_argument(
        "--names",
        choices=("roles", "full"),
        help=_("people by role or by name; each document has its own way unless told"),
    )
    made.add_argument("--language", metavar="CODE", default="", help=_("language of the documents: en, es"))
    made.add_argument("--large-print", action="store_true", help=_("set the packet in large print"))
    made.add_argument(
        "--session",
        metavar="CODE",
        default="",
        help=_("the session of the packet, for example WS-2; the next"),
    )
    made.add_argument(
        "--moment",
        choices=("before", "after"),
        default="",
        help=_("the packet before the session or after it; what the session needs now unless told"),
    )
    made.add_argument("--audience", metavar="WHO", default="", help=_("who the documents are for"))
    cli_map.add_to(made)
    add_as_of(made)


def _export(wanted: argparse.Namespace) -> int:
    problem = _problem(wanted)
    if problem:
        print(f"district-planner: {problem}", file=sys.stderr)
        return _MISUSED
    from planner.services import plan_file

    today = date.today()  # noqa: DTZ011  the day on the wall where the workshop is
    plan = plan_file.read(wanted.file, today=today)
    as_of = wanted.as_of or plan.as_of(today)
    with speaking(wanted.language):
        pass  # a language that nobody knows is told before anything is written
    session = _session(plan, wanted.session)
    targets = _targets(wanted, plan)
    _refuse_taken(wanted, targets)
    for target in targets:
        _write(plan, target, _request(wanted, target.kind, as_of, session))
    if wanted.map is not None:
        cli_map.write(plan, wanted.map, as_of, wanted.paper, wanted.poster)
        print(_("Wrote {file}").format(file=wanted.map))
    return 0


def _problem(wanted: argparse.Namespace) -> str:
    """Return what is wrong with the words before any file is read, or ""."""
    files = [each for each in (wanted.pdf, wanted.xlsx, wanted.json, wanted.map) if each is not None]
    if not files and not wanted.documents:
        return _("export needs at least one of --document, --pdf, --xlsx, --json and --map")
    if wanted.documents and wanted.out is None:
        return _("export needs the folder of the documents: --out DIR")
    if wanted.out is not None and not wanted.documents:
        return _("--out is for what --document names")
    places = [each.absolute().resolve() for each in (wanted.file, *files)]
    if len(set(places)) < len(places):
        return _("export needs a file of its own for each document")
    return ""


def _targets(wanted: argparse.Namespace, plan: "Plan") -> list[_Target]:
    from planner.documents import KINDS, file_name

    named = [
        _Target(KINDS[code], getattr(wanted, option), named=True)
        for option, code in _BY_NAME.items()
        if getattr(wanted, option) is not None
    ]
    listed = [
        _Target(KINDS[code], wanted.out / file_name(plan, KINDS[code], wanted.language), named=False)
        for code in dict.fromkeys(wanted.documents)
    ]
    return named + listed


def _refuse_taken(wanted: argparse.Namespace, targets: list[_Target]) -> None:
    """Refuse to write two documents to one file, or over the plan that is read."""
    places = [wanted.file, *([wanted.map] if wanted.map else []), *(each.path for each in targets)]
    seen: set[Path] = set()
    for each in places:
        place = each.absolute().resolve()
        if place in seen:
            raise FileRefused(
                _("Two things would be the same file: {file}.").format(file=each),
                safe=_("Nothing was written."),
                do=_("Choose another folder with --out."),
            )
        seen.add(place)


def _request(wanted: argparse.Namespace, kind: "DocumentKind", as_of: date, session: str | None) -> "Request":
    from planner.exports.request import Request

    return Request(
        as_of=as_of,
        paper=wanted.paper,
        names=wanted.names or kind.names,
        language=wanted.language,
        audience=wanted.audience,
        large=wanted.large_print,
        session_id=session,
        moment=wanted.moment,
    )


def _write(plan: "Plan", target: _Target, request: "Request") -> None:
    from planner.documents import missing_words, write

    written = write(plan, target.kind, target.path, request)
    said = _("Wrote {file}").format(file=target.path)
    if written.pages and not target.named:
        pages = ngettext("{count} page", "{count} pages", written.pages).format(count=written.pages)
        said = f"{said} ({pages})"
    print(said)
    missing = missing_words(written.missing_characters)
    if missing:
        print(f"district-planner: {target.path.name}: {missing}", file=sys.stderr)


def _session(plan: "Plan", code: str) -> str | None:
    """Return the id of the session with a code such as WS-2 or WS2; None where none was asked for."""
    from planner.domain.records import Session

    if not code:
        return None
    sessions = plan.all(Session)
    for each in sessions:
        if _bare(each.code) == _bare(code):
            return each.id
    known = ", ".join(each.code for each in sessions)
    raise FileRefused(
        _("There is no session {code} in this plan.").format(code=code),
        safe=_("Nothing was written."),
        do=_("It has these: {codes}.").format(codes=known) if known else "",
    )


def _bare(code: str) -> str:
    return code.replace("-", "").casefold()
