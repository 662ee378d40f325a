"""What people said about a document that was sent to them, and what became of it."""

from typing import ClassVar

from planner.domain import fields as f
from planner.domain import vocabulary as v
from planner.domain.record import About, Record, described

LONGEST_COMMENT = 4000
"""Characters of a comment or a proposed wording; what is longer is cut where it is read."""


@described
class ReviewComment(Record):
    """One thing a reviewer said about the plan, in a document that came back.

    `about_id` is the record it speaks of, None for the plan as a whole or where nobody knows; `place` says
    where it stood in words, so that it can be read when that record is gone. `field_name` is the field of
    that record a proposal is for, `base` what stood there when the document was made. `export_id` is the id
    of the document it answers (an `ExportRecord`, where that was recorded). `fingerprint` tells the same
    remark brought in twice; the reviewer's name is no part of it.
    """

    about: ClassVar[About] = About(
        kind="review_comment",
        collection="review_comments",
        noun="comment",
        nouns="comments",
        prefix="RC",
        title="comment",
    )

    about_id: str | None = f.reference("About", section="What was said")
    place: str = f.text("Where it stood", max_length=300, blank="omit", section="What was said", more=True)
    nature: str = f.choice("Kind", v.COMMENT_NATURES, default="comment", section="What was said")
    stance: str = f.choice("Agree or concern", v.STANCES, blank="omit", section="What was said")
    comment: str = f.note("Comment", max_length=LONGEST_COMMENT, section="What was said")
    field_name: str = f.text(
        "For the field", max_length=60, blank="omit", section="What was said", hidden=True
    )
    proposed: str = f.note(
        "Proposed wording", max_length=LONGEST_COMMENT, blank="omit", section="What was said"
    )
    base: str = f.note(
        "What it said then", max_length=LONGEST_COMMENT, blank="omit", section="What was said", more=True
    )
    reviewer: str = f.text("Reviewer", max_length=80, section="From whom")
    reviewer_role: str = f.text("Speaks as", max_length=120, blank="omit", section="From whom")
    group_id: str | None = f.link("Group", "stakeholder_group", blank="omit", section="From whom")
    received: f.Day | None = f.day("Received", section="From whom")
    source: str = f.text("File", max_length=200, blank="omit", section="From whom", more=True)
    export_id: str = f.text("Answers the document", max_length=40, blank="omit", hidden=True)
    status: str = f.choice("Status", v.COMMENT_STATUSES, default="open", section="What we did")
    reply: str = f.note(
        "What we did", max_length=1000, hint="One sentence the reviewer will read", section="What we did"
    )
    answered_on: f.Day | None = f.day("Answered on", blank="omit", section="What we did", more=True)
    decision_id: str | None = f.link("Decision", "decision", blank="omit", section="What we did", more=True)
    parked_id: str | None = f.link(
        "In the parking lot", "parking_lot_item", blank="omit", section="What we did", more=True
    )
    fingerprint: str = f.text("Fingerprint", max_length=64, blank="omit", hidden=True)

    @property
    def words(self) -> str:
        """What was said: the comment, else the proposed wording."""
        return self.comment or self.proposed

    @property
    def settled(self) -> bool:
        """Whether somebody has dealt with it."""
        return self.status != "open"
