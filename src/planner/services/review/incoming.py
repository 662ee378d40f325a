"""Bringing returned files in: first to look at, then into the plan."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path

from planner.domain.plan import Plan
from planner.domain.records import ReviewComment
from planner.errors import Cancelled
from planner.i18n import _, ngettext
from planner.services.document import Document
from planner.services.returned.child import read_file
from planner.services.returned.content import Refused
from planner.services.returned.refusals import sentence
from planner.services.review.compare import compare
from planner.services.review.report import FileReport, Report, joined

Tell = Callable[[int, int, str], bool]
"""Told how much is done of how much, and what is being done; says whether to go on."""

STEP = "D5"
"""The step that edits of comments belong to."""


def dry_run(
    plan: Plan, paths: Sequence[Path], *, today: date, shown: Plan | None = None, tell: Tell | None = None
) -> Report:
    """Read returned files and compare them with the plan; nothing is changed, neither plan nor files.

    Args:
        plan: The plan as it is now.
        paths: The files; each once.
        today: The day they were received.
        shown: The plan as documents show it, where names are exchanged for roles in them.
        tell: Told about every file.

    Raises:
        Cancelled: `tell` said to stop.
    """

    def files() -> Iterator[FileReport]:
        for number, path in enumerate(unique):
            if tell is not None and not tell(number, len(unique), _("Reading {name}").format(name=path.name)):
                raise Cancelled
            yield _file(plan, path, today, shown)

    unique = tuple(dict.fromkeys(paths))
    return joined(files(), plan.all(ReviewComment))


def _file(plan: Plan, path: Path, today: date, shown: Plan | None) -> FileReport:
    try:
        return compare(plan, read_file(path), path, today=today, shown=shown)
    except Refused as refused:
        return FileReport(path, refused=sentence(refused.why, refused.words))


def take_in(document: Document, report: Report) -> tuple[ReviewComment, ...]:
    """Add what is new to the plan, as one undoable edit, and return it; nothing new is no edit.

    What became known since the report was made is left out; what a comment was about and is gone since makes
    it a comment without a place.

    Raises:
        InvalidEdit: A rule would be broken; nothing was changed.
        PlannerError: It could not be saved.
    """
    fresh = joined(iter(report.files), document.plan.all(ReviewComment)).new
    if not fresh:
        return ()
    label = ngettext("Take in {count} comment", "Take in {count} comments", len(fresh))
    names = [field.name for field in ReviewComment.fields()]
    made = []
    with document.edit(label.format(count=len(fresh)), step=STEP) as edit:
        for each in fresh:
            values = {name: getattr(each.comment, name) for name in names}
            if document.plan.find(each.comment.about_id) is None:
                values["about_id"] = None
            if document.plan.find(each.comment.group_id) is None:
                values["group_id"] = None
            made.append(edit.add(ReviewComment, **values))
    return tuple(made)
