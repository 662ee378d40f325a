"""The sheets that ask: the plan's words row by row with the yellow columns, and what they said for later."""

from collections.abc import Sequence
from typing import Any

from planner.domain.plan import Plan
from planner.domain.records import ReviewComment
from planner.domain.review_sheets import (
    CODE_KEY,
    COMMENT,
    FORMAT,
    FORMAT_VERSION,
    HEADINGS,
    KEY_MARK,
    META_SHEET,
    META_WAS,
    PROPOSED,
    QUESTION,
    ROW_KEY,
    STANCE,
    WHOLE_PLAN,
    ReviewSheet,
    Shown,
    Words,
    cell_text,
    text_print,
)
from planner.domain.vocabulary import STANCES
from planner.exports.request import Request
from planner.exports.workbook.sheet import Choices, Column, Grid, Link, Sheet, tab_name
from planner.exports.workbook.texts import safe_text
from planner.i18n import N_, _

READ_ME = N_("Read me")
_PHASE = "D"
_QUESTIONS = (
    N_("What is strongest in this plan?"),
    N_("What is missing?"),
    N_("What worries you, for yourself or for those you speak for?"),
    N_("What would make you glad to be part of it?"),
    N_("Anything else?"),
)


def review_columns() -> tuple[Column, ...]:
    """Return the yellow columns: agree or concern, comment, proposed wording."""
    longest = ReviewComment.describe("comment").max_length
    words = tuple(_(option.label) for option in STANCES)
    return (
        Column(
            _(HEADINGS[STANCE]),
            width=17,
            choices=Choices("stance", words),
            unlocked=True,
            hint=_("Choose a word, or leave it empty."),
        ),
        Column(
            _(HEADINGS[COMMENT]),
            "long",
            44,
            unlocked=True,
            most=longest,
            hint=_("What do you see, think or miss? Alt+Enter begins a new line."),
        ),
        Column(
            _(HEADINGS[PROPOSED]),
            "long",
            44,
            unlocked=True,
            most=longest,
            hint=_("If other words would be better, write them here as they should stand."),
        ),
    )


def rows_of(plan: Plan, request: Request, sheet: ReviewSheet) -> Sheet:
    """Return one sheet of the plan's words; the column of ids and the row of keys are hidden."""
    shown = columns_of(plan, sheet)
    columns = (
        Column(_("Key"), "code", 38, hidden=True),
        Column(_(HEADINGS[CODE_KEY]), "code"),
        *(Column(_(each.label), "long", each.width) for each in shown),
        *review_columns(),
    )
    rows = [
        [
            record.id,
            record.code if record.about.coded else "",
            *(cell_text(plan, each, record) for each in shown),
            *("", "", ""),
        ]
        for record in sheet.rows(plan)
    ]
    keys = (CODE_KEY, *(each.key for each in shown), STANCE, COMMENT, PROPOSED)
    return _asking(plan, request, sheet.name, sheet.about, columns, rows, keys)


def columns_of(plan: Plan, sheet: ReviewSheet) -> tuple[Words | Shown, ...]:
    """Return the columns of a sheet in which something stands, and the one that is asked about."""
    return tuple(
        each
        for each in sheet.columns
        if each is sheet.main or any(cell_text(plan, each, record) for record in sheet.rows(plan))
    )


def whole_plan(plan: Plan, request: Request) -> Sheet:
    """Return the sheet that asks about the plan as a whole."""
    _stance, comment, _proposed = review_columns()
    columns = (Column(_("Key"), "code", 38, hidden=True), Column(_("Question"), "long", 50), comment)
    rows = [[WHOLE_PLAN, _(question), ""] for question in _QUESTIONS]
    return _asking(
        plan,
        request,
        N_("The plan as a whole"),
        N_("Begin here if you have ten minutes."),
        columns,
        rows,
        (QUESTION, COMMENT),
    )


def _asking(
    plan: Plan,
    request: Request,
    name: str,
    about: str,
    columns: Sequence[Column],
    rows: list[list[Any]],
    keys: Sequence[str],
) -> Sheet:
    where = f"{ROW_KEY}:{FORMAT_VERSION}:{plan.charter.id}:{request.export_id}"
    return Sheet(
        tab_name(name),
        _(name),
        (Grid(_(name), tuple(columns), rows, keys=tuple(f"{KEY_MARK}{key}" for key in (where, *keys))),),
        note=_(about),
        frozen=2,
        phase=_PHASE,
        protected=True,
        back=Link(_("← Read me"), tab_name(READ_ME)),
    )


def meta(plan: Plan, request: Request, used: Sequence[ReviewSheet]) -> Sheet:
    """Return the hidden sheet: which document this is, and what each cell said when it was made."""
    rows: list[list[str]] = [
        ["format", f"{FORMAT}/{FORMAT_VERSION}"],
        ["export", request.export_id],
        ["plan", plan.charter.id],
        ["version", plan.charter.version],
        ["as_of", request.as_of.isoformat()],
        ["names", request.names],
        ["audience", request.audience],
    ]
    for sheet in used:
        for record in sheet.rows(plan):
            texts = [safe_text(cell_text(plan, each, record)) for each in sheet.columns]
            pairs = [
                each for pair in zip(sheet.columns, texts, strict=True) for each in (pair[0].key, pair[1])
            ]
            rows.append([META_WAS, record.id, text_print("\n".join(texts)), *pairs])
    most = max(map(len, rows))
    columns = tuple(Column(f"{number}", width=24) for number in range(1, most + 1))
    padded = [[*row, *[""] * (most - len(row))] for row in rows]
    return Sheet(META_SHEET, FORMAT, (Grid(FORMAT, columns, padded, filtered=0),), hidden=True)
