"""The first and the last sheet of the review workbook: how to comment, and what became of comments."""

from collections.abc import Sequence

from planner.domain.analysis.heard import comment_by, heard
from planner.domain.plan import Plan
from planner.domain.records import Person
from planner.domain.review_sheets import KEY_MARK, REVIEWER, REVIEWER_ROLE, ReviewSheet
from planner.domain.wording import day_text
from planner.exports.request import Request
from planner.exports.review_workbook.asked import READ_ME
from planner.exports.workbook.sheet import Column, Grid, Link, Sheet, tab_name
from planner.i18n import N_, _

HEARD = N_("What we heard and did")
_EARLIER = N_("Comments on earlier versions, and what became of them.")


def read_me(plan: Plan, request: Request, used: Sequence[ReviewSheet]) -> Sheet:
    """Return the sheet that tells how to comment, by when and how to return it, and asks who comments."""
    who = Grid(
        _("About you"),
        (
            Column(_("Key"), "code", 20, hidden=True),
            Column(_("Please tell us"), "text", 30),
            Column(_("Your answer"), "long", 90, unlocked=True, most=80),
        ),
        [
            [f"{KEY_MARK}{REVIEWER}", _("Your name (you may leave it out)"), ""],
            [f"{KEY_MARK}{REVIEWER_ROLE}", _("Group or role you speak for"), ""],
        ],
        filtered=0,
    )
    how = Grid(
        _("How to comment"),
        (
            Column("", "code", 20, hidden=True),
            Column(_("Question"), "text", 30),
            Column(_("Answer"), "long", 90),
        ),
        [["", *line] for line in _lines(plan, request)],
        filtered=0,
    )
    index = Grid(
        _("The sheets"),
        (
            Column("", "code", 20, hidden=True),
            Column(_("Sheet"), "text", 30),
            Column(_("What it asks"), "long", 90),
        ),
        [
            [
                "",
                Link(_("The plan as a whole"), tab_name(N_("The plan as a whole"))),
                _("Begin here if you have ten minutes."),
            ],
            *(["", Link(_(each.name), tab_name(each.name)), _(each.about)] for each in used),
            *([["", Link(_(HEARD), tab_name(HEARD)), _(_EARLIER)]] if heard(plan) else []),
        ],
        filtered=0,
    )
    return Sheet(
        tab_name(READ_ME),
        _("Please comment on this plan"),
        (how, who, index),
        frozen=0,
        landscape=False,
        protected=True,
    )


def _lines(plan: Plan, request: Request) -> list[tuple[str, str]]:
    charter = plan.charter
    facilitator = plan.get(Person, charter.facilitator_id)
    to = facilitator.name if facilitator is not None and facilitator.name else _("whoever sent it to you")
    lines = [
        (
            _("What this is"),
            _("{plan}, version {version}, as of {day}. It is a draft until the board adopts it.").format(
                plan=plan.name or _("The plan"), version=charter.version or "–", day=day_text(request.as_of)
            )
            if charter.status != "adopted"
            else _("{plan}, version {version}, as of {day}.").format(
                plan=plan.name or _("The plan"), version=charter.version or "–", day=day_text(request.as_of)
            ),
        ),
        (
            _("How to comment"),
            _(
                "Write in the yellow columns only: choose a word, write a comment, or propose other words."
                " Leave empty what you have nothing to say about. You can filter rows and change the width"
                " of columns. One comment helps; you need not read everything."
            ),
        ),
        (
            _("By when"),
            _("Please send it back by {day}.").format(day=day_text(comment_by(plan, request.as_of))),
        ),
        (
            _("How to return it"),
            _(
                "Save it as a workbook (.xlsx or .ods) under a name of your own, and return it to: {who}."
            ).format(who=to),
        ),
        (
            _("What happens then"),
            _(
                "Every comment is read. The next version tells what we heard and what we did about it,"
                " by group and not by name."
            ),
        ),
    ]
    if request.audience:
        lines.insert(1, (_("For"), request.audience))
    if charter.notice:
        lines.append((_("Notice"), charter.notice))
    return lines


def heard_sheet(plan: Plan) -> Sheet | None:
    """Return the sheet that tells what became of earlier comments; None where there were none."""
    rows = [[each.code, each.place, each.who, each.said, each.did] for each in heard(plan)]
    if not rows:
        return None
    columns = (
        Column(_("Where"), "code"),
        Column(_("What it is about"), "long", 36),
        Column(_("Who spoke"), "text", 22),
        Column(_("What we heard"), "long", 52),
        Column(_("What we did"), "long", 44),
    )
    keys = tuple(f"{KEY_MARK}heard.{number}" for number in range(len(columns)))
    return Sheet(
        tab_name(HEARD),
        _("What we heard and what we did"),
        (Grid(_(HEARD), columns, rows, keys=keys),),
        note=_(_EARLIER),
        frozen=1,
        phase="A",
        back=Link(_("← Read me"), tab_name(READ_ME)),
    )
