"""Every document that can be made of a plan: one list for the window and the command line.

The libraries a document needs are loaded when it is made.
"""

import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import Any

from planner.domain.plan import Plan
from planner.errors import Cancelled
from planner.exports.outline import Outline
from planner.exports.request import Names, Report, Request, Written
from planner.exports.roles import called_by_roles
from planner.i18n import N_, _, ngettext, speaking
from planner.services.file_names import safe_stem

Writer = Callable[[Plan, Path, Request, Report | None], Written]

_CHARACTERS_TOLD = 5


@dataclass(frozen=True)
class DocumentKind:
    """One kind of document.

    `recorded` is its name in the plan's list of exports. `names` is how people are called unless somebody
    says otherwise. `outline` is where its outline is made ("module:function", given the plan and the
    request); a kind without one has a `writer`. One that is made `for_session` can be set in large print.
    """

    code: str
    title: str
    about: str
    ending: str
    recorded: str
    names: Names = "full"
    outline: str = ""
    writer: str = ""
    for_session: bool = False

    @property
    def paged(self) -> bool:
        """Whether it is a PDF, so that its first page can be looked at before it is made."""
        return self.ending == "pdf"


KINDS: dict[str, DocumentKind] = {
    each.code: each
    for each in (
        DocumentKind(
            "full",
            N_("Full plan"),
            N_("Everything, from the summary to the appendices."),
            "pdf",
            "pdf_full",
            outline="planner.exports.plan_outline:full_plan_of",
        ),
        DocumentKind(
            "page",
            N_("Plan on a page"),
            N_("One page to hang on a wall: direction, goals, strategies, money and what comes next."),
            "pdf",
            "pdf_one_page",
            names="roles",
            outline="planner.exports.plan_on_a_page:plan_on_a_page",
        ),
        DocumentKind(
            "board",
            N_("Board brief"),
            N_("Two to four pages for those who decide: the motion, the money, the risks, the vote."),
            "pdf",
            "pdf_board_brief",
            outline="planner.exports.board_brief:board_brief",
        ),
        DocumentKind(
            "packet",
            N_("Participant packet"),
            N_("What to read and fill in before a session, or what came of it."),
            "pdf",
            "pdf_participant_packet",
            names="roles",
            outline="planner.exports.packet:packet",
            for_session=True,
        ),
        DocumentKind(
            "progress",
            N_("Progress review"),
            N_("What was expected and what is, what slipped, what was learned, and what is to be decided."),
            "pdf",
            "pdf_progress_review",
            outline="planner.exports.progress_review:progress_review",
        ),
        DocumentKind(
            "workbook",
            N_("Workbook"),
            N_("28 sheets to sort, filter and calculate with."),
            "xlsx",
            "xlsx_workbook",
            writer="planner.exports.workbook:write_workbook_of",
        ),
        DocumentKind(
            "review-form",
            N_("Review form"),
            N_("A short PDF with fields to fill in; it comes back into the plan."),
            "pdf",
            "pdf_review_form",
            names="roles",
            outline="planner.exports.review_form:review_form_of",
        ),
        DocumentKind(
            "review-workbook",
            N_("Review workbook"),
            N_("Sheets with yellow columns for comments and better words; they come back into the plan."),
            "xlsx",
            "xlsx_review",
            names="roles",
            writer="planner.exports.review_workbook:write_review_workbook",
        ),
        DocumentKind(
            "word",
            N_("Word copy"),
            N_("The full plan to edit and comment on in Word."),
            "docx",
            "docx_plan",
            writer="planner.exports.word:write_word_of",
        ),
        DocumentKind(
            "html",
            N_("Web page"),
            N_("The full plan as one file for any browser, also on a phone."),
            "html",
            "html_plan",
            writer="planner.exports.html:write_html_of",
        ),
        DocumentKind(
            "csv",
            N_("Tables"),
            N_("A table of text for each kind of entry, for other programs."),
            "csv.zip",
            "csv_tables",
            writer="planner.exports.csv_tables:write_tables_of",
        ),
        DocumentKind(
            "json",
            N_("Plan file"),
            N_("Everything in the plan, for another copy of the program."),
            "plan.json",
            "json_plan",
            writer="planner.documents:write_plan_file",
        ),
    )
}


def outline_of(plan: Plan, kind: DocumentKind, request: Request) -> Outline:
    """Return the outline of a kind that has one.

    Raises:
        ValueError: the kind has none.
    """
    if not kind.outline:
        raise ValueError(kind.code)
    made: Outline = _named(kind.outline)(_called(plan, request), request)
    return made


def write(
    plan: Plan, kind: DocumentKind, path: Path, request: Request, report: Report | None = None
) -> Written:
    """Make a document; the file that was there stays until the new one is complete.

    It speaks `request.language`, where there is one, whatever the window speaks.

    Raises:
        Cancelled: `report` said to stop.
        ExportFailed: the file could not be written.
        UnknownLanguage: there are no translations for `request.language`.
    """
    with speaking(request.language):
        return _write(plan, kind, path, request, report)


def write_beginning(
    plan: Plan, kind: DocumentKind, path: Path, request: Request, report: Report | None = None
) -> bool:
    """Make a document that is a PDF, a long one up to its first section only, to look at its first page.

    Returns whether it is whole; raises as `write` does.
    """
    with speaking(request.language):
        made = outline_of(plan, kind, request) if kind.outline else None
        if made is None or not made.front:
            write(plan, kind, path, request, report)
            return True
        from planner.exports.pdf import write_outline

        beginning = replace(made, sections=made.sections[:1])
        write_outline(beginning, path, paper=request.paper, report=report)
        return len(made.sections) <= 1


def file_name(plan: Plan, kind: DocumentKind, language: str = "") -> str:
    """Return the name of the file of a document, safe on every system: title of the plan, then its own."""
    with speaking(language):
        title = safe_stem(_(kind.title), kind.code)
        return f"{safe_stem(plan.name, _('Plan'))} - {title}.{kind.ending}"


def missing_words(characters: Sequence[str]) -> str:
    """Return the sentence that says which characters no font of ours could draw; "" where there are none."""
    if not characters:
        return ""
    told = ", ".join(_character_words(each) for each in characters[:_CHARACTERS_TOLD])
    more = len(characters) - _CHARACTERS_TOLD
    if more > 0:
        told = ngettext("{told} and {count} more", "{told} and {count} more", more).format(
            told=told, count=more
        )
    return ngettext(
        "{count} character could not be drawn: {told}.",
        "{count} characters could not be drawn: {told}.",
        len(characters),
    ).format(count=len(characters), told=told)


def _character_words(character: str) -> str:
    """Return a character with its number and its name in the Unicode standard, which is English."""
    return ", ".join(
        f"{each} (U+{ord(each):04X} {unicodedata.name(each, '')}".rstrip() + ")" for each in character
    )


def _write(plan: Plan, kind: DocumentKind, path: Path, request: Request, report: Report | None) -> Written:
    if report is not None and not report(0, 1, _("Reading the plan")):
        raise Cancelled
    if kind.writer:
        writer: Writer = _named(kind.writer)
        return writer(_called(plan, request), path, request, report)
    from planner.exports.pdf import write_outline

    return write_outline(outline_of(plan, kind, request), path, paper=request.paper, report=report)


def _called(plan: Plan, request: Request) -> Plan:
    """Return the plan with people called as the request says."""
    return called_by_roles(plan) if request.names == "roles" else plan


def write_plan_file(plan: Plan, path: Path, request: Request, _report: Report | None = None) -> Written:
    """Write the exchange file; raises as `write` does.

    The day the plan is read at anyway is not written into it: the copy would be read at that day for ever.
    """
    from planner.services.plan_exchange import save_plan

    today = date.today()  # noqa: DTZ011  the day on the wall
    save_plan(plan, path, None if request.as_of == plan.as_of(today) else request.as_of)
    return Written()


def _named(place: str) -> Callable[..., Any]:
    module, name = place.split(":")
    found: Callable[..., Any] = getattr(import_module(module), name)
    return found
