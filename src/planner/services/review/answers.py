"""What is done about a comment: take the proposed words, answer, park, decide, decline. One edit each."""

from dataclasses import dataclass
from typing import Any

from planner.domain.fields import Kind
from planner.domain.plan import Plan
from planner.domain.record import KINDS, Record
from planner.domain.records import Decision, ParkingLotItem, ReviewComment
from planner.domain.review_sheets import normal
from planner.domain.wording import shortened
from planner.errors import InvalidEdit
from planner.i18n import _
from planner.services.document import Document, Edit
from planner.services.review.incoming import STEP


@dataclass(frozen=True)
class Proposal:
    """A proposed wording beside what the plan said then and says now.

    `record` is None for a new row. `impossible` says why it cannot be written by itself, "" where it can.
    """

    record: Record | None
    label: str
    then: str
    now: str
    proposed: str
    impossible: str

    @property
    def changed_since(self) -> bool:
        """Whether the plan's words are others than when the document was made."""
        return bool(self.then) and normal(self.then) != normal(self.now)


def proposal(plan: Plan, comment: ReviewComment) -> Proposal | None:
    """Return what a comment proposes to write; None where it proposes nothing."""
    if not comment.proposed:
        return None
    target = _target(plan, comment)
    if target is None:
        why = _("It is not told which words of the plan it is for. Change the plan by hand, then answer.")
        return Proposal(plan.find(comment.about_id), "", comment.base, "", comment.proposed, why)
    kind, name, record = target
    field = kind.describe(name)
    why = ""
    if field.max_length and len(comment.proposed) > field.max_length:
        why = _("It has {count:,} characters; at most {most:,} fit.").format(
            count=len(comment.proposed), most=field.max_length
        )
    now = str(getattr(record, name)) if record is not None else ""
    return Proposal(record, _(field.label), comment.base, now, comment.proposed, why)


def _target(plan: Plan, comment: ReviewComment) -> tuple[type[Record], str, Record | None] | None:
    """Return the kind, the field and the record that a proposal is for; no record for a new row."""
    if comment.nature == "new_row":
        stem, _dot, name = comment.field_name.partition(".")
        kind = KINDS.get(stem)
        record = None
    else:
        record, name = plan.find(comment.about_id), comment.field_name
        kind = type(record) if record is not None else None
    if kind is None:
        return None
    fields = {field.name: field.kind for field in kind.fields()}
    return (kind, name, record) if fields.get(name) in (Kind.TEXT, Kind.NOTE) else None


def accept(document: Document, comment: ReviewComment, wording: str = "") -> ReviewComment:
    """Write the proposed words (or `wording`) into the plan; a new row becomes a record.

    Once the plan is adopted, the change log says so in the same edit.

    Raises:
        InvalidEdit: It proposes nothing that can be written by itself, or a rule would be broken.
    """
    offered = proposal(document.plan, comment)
    target = _target(document.plan, comment)
    if offered is None or target is None or (offered.impossible and not wording):
        raise InvalidEdit(
            offered.impossible if offered else _("This comment proposes no words."),
            safe=_("Nothing was changed."),
        )
    kind, name, record = target
    words = wording or comment.proposed
    if kind.describe(name).kind is Kind.TEXT:
        words = " ".join(words.split())
    with document.edit(_("Accept proposed wording"), step=STEP) as edit:
        now = _now(edit, comment)
        if record is None:
            values: dict[str, Any] = {name: words}
            added = edit.add(kind, **values)
            return edit.set(now, status="accepted", answered_on=document.today(), about_id=added.id)
        edit.set(record, **{name: words})
        return edit.set(now, status="accepted", answered_on=document.today())


def reply(document: Document, comment: ReviewComment, text: str) -> ReviewComment:
    """Say what was done about a comment; an accepted, parked or decided one stays so."""
    now = document.plan.get(ReviewComment, comment.id) or comment
    status = now.status if now.status in ("accepted", "parked", "decided") else "answered"
    return _answered(document, comment, _("Answer a comment"), reply=text, status=status)


def decline(document: Document, comment: ReviewComment, text: str) -> ReviewComment:
    """Say why a comment is not followed."""
    return _answered(document, comment, _("Decline a comment"), reply=text, status="declined")


def reopen(document: Document, comment: ReviewComment) -> ReviewComment:
    """Take a comment up again; what was answered stays to be read."""
    return _answered(document, comment, _("Reopen a comment"), status="open", answered_on=None)


def park(document: Document, comment: ReviewComment, text: str = "") -> ReviewComment:
    """Put a comment into the parking lot, in its own words or in `text`."""
    longest = ParkingLotItem.describe("text").max_length
    with document.edit(_("Park a comment"), step=STEP) as edit:
        item = edit.add(
            ParkingLotItem,
            text=shortened(text or comment.words or comment.place, longest),
            raised_on=document.today(),
            raised_by_group_id=comment.group_id,
        )
        now = _now(edit, comment)
        return edit.set(now, status="parked", parked_id=item.id, answered_on=document.today())


def decide(document: Document, comment: ReviewComment, text: str, rationale: str = "") -> ReviewComment:
    """Record a decision about what a comment speaks of."""
    with document.edit(_("Decide about a comment"), step=STEP) as edit:
        made = edit.add(
            Decision,
            text=text,
            rationale=rationale,
            date=document.today(),
            entity_ids=(comment.about_id,) if comment.about_id else (),
        )
        now = _now(edit, comment)
        return edit.set(now, status="decided", decision_id=made.id, answered_on=document.today())


def _answered(document: Document, comment: ReviewComment, label: str, **values: Any) -> ReviewComment:
    with document.edit(label, step=STEP) as edit:
        return edit.set(_now(edit, comment), **{"answered_on": document.today(), **values})


def _now(edit: Edit, comment: ReviewComment) -> ReviewComment:
    """Return a comment as it is inside the edit; one that is gone is refused when it is set."""
    return edit.plan.get(ReviewComment, comment.id) or comment
