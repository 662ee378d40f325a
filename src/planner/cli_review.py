"""The command that brings returned review files in: what came, what is doubtful, what was refused."""

import argparse
import json
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from planner.i18n import _, ngettext
from planner.paths import locate

if TYPE_CHECKING:  # named only: the plan is loaded when the command runs
    from planner.domain.plan import Plan
    from planner.services.review import FileReport, Incoming, Report

Add = Callable[[str, str, Callable[[argparse.Namespace], int]], argparse.ArgumentParser]
"""Adds a command: its name, a sentence about it, and what runs it."""

_WELL, _FAILED = 0, 1
_SHOWN = 70


def add_to(add: Add) -> None:
    """Add the command."""
    made = add("import-review", _("Take comments from returned review files into a workshop."), _import)
    made.add_argument("file", metavar="FILE", type=Path, help=_("the workshop file"))
    made.add_argument(
        "returned",
        metavar="RETURNED",
        type=Path,
        nargs="+",
        help=_("review workbooks (xlsx, ods, csv) and forms (pdf); they stay as they are"),
    )
    made.add_argument("--dry-run", action="store_true", help=_("tell what came, and change nothing"))
    made.add_argument("--json", action="store_true", help=_("print JSON"))
    made.epilog = _("The exit code is 1 when a file was refused; the others are taken in nevertheless.")


def _import(wanted: argparse.Namespace) -> int:
    from planner.services import plan_file
    from planner.services.backups import Shelf
    from planner.services.document import Document
    from planner.services.review import take_in

    today = date.today()  # noqa: DTZ011  the day on the wall where the workshop is
    taken = 0
    if wanted.dry_run:
        plan = plan_file.read(wanted.file, today=today)
        report = _looked(plan, wanted.returned, today)
    else:
        document = Document.open(wanted.file)
        try:
            plan = document.plan
            report = _looked(plan, wanted.returned, today)
            if report.new:
                Shelf(locate()).make(document, "merge")
                taken = len(take_in(document, report))
        finally:
            document.close()
    if wanted.json:
        print(json.dumps(_told(plan, report, taken), ensure_ascii=False, indent=1))
    else:
        _print(plan, report, taken, dry_run=wanted.dry_run)
    for each in report.refused:
        print(f"{each.name}: {each.refused}", file=sys.stderr)
    return _FAILED if report.refused else _WELL


def _looked(plan: "Plan", paths: list[Path], today: date) -> "Report":
    from planner.exports.roles import called_by_roles
    from planner.services.review import dry_run

    return dry_run(plan, paths, today=today, shown=called_by_roles(plan))


def _print(plan: "Plan", report: "Report", taken: int, *, dry_run: bool) -> None:
    for file in report.files:
        if file.refused:
            continue
        who = ", ".join(each for each in (file.reviewer, file.reviewer_role) if each)
        print(_("{file} from {who}").format(file=file.name, who=who))
        for notice in file.notices:
            print(f"  {notice}")
        for remark in file.remarks:
            print(f"  {_line(plan, remark)}")
            if remark.doubt and not remark.known:
                print(_("           doubtful: {why}").format(why=remark.doubt))
    new, known = len(report.new), len(report.known)
    print(
        _("{new}, {known}, {doubles}.").format(
            new=ngettext("{count} new comment", "{count} new comments", new).format(count=new),
            known=_("{count} there already").format(count=known),
            doubles=ngettext("{count} double joined", "{count} doubles joined", report.doubles).format(
                count=report.doubles
            ),
        )
    )
    if dry_run:
        print(_("Nothing was changed."))
    elif taken:
        print(ngettext("Took in {count} comment.", "Took in {count} comments.", taken).format(count=taken))


def _line(plan: "Plan", remark: "Incoming") -> str:
    """Return a remark on one line: code, kind of remark, words."""
    from planner.domain.wording import shortened

    comment = remark.comment
    code = plan.code(comment.about_id) or "–"
    kind = _(comment.describe("nature").option_label(comment.nature))
    stance = _(comment.describe("stance").option_label(comment.stance))
    words = comment.comment or (f"→ {comment.proposed}" if comment.proposed else "")
    said = ": ".join(each for each in (stance, words) if each)
    mark = _("known") if remark.known else kind
    return f"{code:<8} {mark:<31} {shortened(said, _SHOWN)}"


def _told(plan: "Plan", report: "Report", taken: int) -> dict[str, Any]:
    return {
        "files": [_of_file(plan, each) for each in report.files],
        "new": len(report.new),
        "known": len(report.known),
        "doubles": report.doubles,
        "taken": taken,
    }


def _of_file(plan: "Plan", file: "FileReport") -> dict[str, Any]:
    told = {name: getattr(file, name) for name in ("name", "refused", "reviewer", "reviewer_role")}
    told |= {"export": file.export_id, "other_plan": file.other_plan, "notices": list(file.notices)}
    told["comments"] = [
        {
            "about": plan.code(each.comment.about_id),
            **{
                name: getattr(each.comment, name)
                for name in ("place", "nature", "stance", "comment", "field_name", "proposed", "base")
            },
            "doubt": each.doubt,
            "known": each.known,
            "doubles": each.doubles,
        }
        for each in file.remarks
    ]
    return told
