"""What we heard and what we did: the comments of a review, with who spoke and what became of them.

Source: method 5 (voice shown with what it changed); design of the documents, 3.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from planner.domain.plan import Plan
from planner.domain.records import ReviewComment, Session, StakeholderGroup
from planner.domain.wording import shortened
from planner.i18n import N_, _

_DAYS_TO_COMMENT = 14
_LONGEST_PLACE = 160

_DONE = {
    "accepted": N_("We took up these words."),
    "parked": N_("We keep it for later."),
    "decided": N_("We decided about it."),
    "declined": N_("We did not follow it."),
    "answered": N_("We answered it."),
    "open": N_("We have not answered it yet."),
}


@dataclass(frozen=True)
class Heard:
    """One comment as readers are told of it.

    `who` is the group or role that spoke, `place` what it was about, `did` what was done in a sentence.
    """

    comment: ReviewComment
    code: str
    place: str
    who: str
    said: str
    did: str


def heard(plan: Plan, *, open_too: bool = True) -> tuple[Heard, ...]:
    """Return the comments that said something in words, by what they are about, in the order of the plan.

    A stance without a word is counted, not told. Comments that nobody has dealt with yet come along with
    `open_too`.
    """
    order = {record.id: number for number, record in enumerate(plan.records())}
    rows = [
        each
        for each in plan.all(ReviewComment)
        if (each.comment or each.proposed) and (open_too or each.settled)
    ]
    rows.sort(key=lambda each: (each.about_id is not None, order.get(each.about_id or "", 0), each.position))
    return tuple(_heard(plan, each) for each in rows)


def _heard(plan: Plan, comment: ReviewComment) -> Heard:
    record = plan.find(comment.about_id)
    code = record.code if record is not None and record.about.coded else ""
    place = record.title if record is not None else comment.place or _("The plan as a whole")
    said = [comment.comment]
    if comment.proposed:
        said.append(_("Proposed: “{words}”").format(words=comment.proposed))
    return Heard(
        comment,
        code,
        shortened(place, _LONGEST_PLACE),
        speaker(plan, comment),
        "\n".join(each for each in said if each),
        what_we_did(plan, comment),
    )


def speaker(plan: Plan, comment: ReviewComment) -> str:
    """Return who spoke: the group, else the role, never the name of a person."""
    group = plan.get(StakeholderGroup, comment.group_id)
    return (group.name if group is not None else "") or comment.reviewer_role or _("A reviewer")


def what_we_did(plan: Plan, comment: ReviewComment) -> str:
    """Return what was done about a comment: the reply, else what its status says; a decision in its words."""
    did = comment.reply or _(_DONE.get(comment.status, ""))
    decided = plan.find(comment.decision_id)
    if decided is not None:
        did = f"{did} {_('Decision {code}: {words}').format(code=decided.code, words=decided.title)}"
    return did


def stances(plan: Plan) -> dict[str, int]:
    """Return how many comments took each stance, in the order of the vocabulary."""
    options = ReviewComment.describe("stance").options
    counted = {option.value: len(plan.where(ReviewComment, stance=option.value)) for option in options}
    return {value: count for value, count in counted.items() if count}


def comment_by(plan: Plan, as_of: date) -> date:
    """Return the day comments are wanted by: the day before the next session, else two weeks from now."""
    coming = sorted(
        each.date
        for each in plan.all(Session)
        if each.date is not None and each.date > as_of + timedelta(days=1) and each.status == "planned"
    )
    return coming[0] - timedelta(days=1) if coming else as_of + timedelta(days=_DAYS_TO_COMMENT)
