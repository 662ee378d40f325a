"""What we heard and what we did: comments of a review beside the answers. Source: method 5 (voice)."""

from collections.abc import Iterator
from datetime import date

from planner.domain.analysis.heard import Heard, heard, stances
from planner.domain.plan import Plan
from planner.domain.records import ReviewComment
from planner.exports.outline import Block, Column, Heading, Paragraph, Row, Shade, Span, table
from planner.exports.plan_outline import phrases as p
from planner.i18n import _, ngettext

_WHOLE = 12
"""So many comments a summary tells in full; the appendix has all."""


def summary(plan: Plan) -> Iterator[Block]:
    """Yield how many comments came back, what became of them, and those that changed something."""
    rows = plan.all(ReviewComment)
    if not rows:
        return
    yield Heading(2, _("What we heard and what we did"))
    yield Paragraph(" ".join(_sentences(plan)))
    changed = [each for each in heard(plan, open_too=False) if each.comment.status in ("accepted", "decided")]
    if changed:
        yield _table(changed[:_WHOLE])


def details(plan: Plan) -> Iterator[Block]:
    """Yield every comment that was made in words beside its answer; nothing where there is none."""
    told = heard(plan)
    if told:
        yield Heading(3, _("Comments on earlier versions, and what we did"), listed=False)
        yield _table(told)


def since(plan: Plan, day: date | None) -> Iterator[Block]:
    """Yield what was answered since a day, for people who come together again; nothing where nothing was."""
    told = [
        each
        for each in heard(plan, open_too=False)
        if day is None or each.comment.answered_on is None or each.comment.answered_on >= day
    ]
    if told:
        yield Heading(2, _("What we heard and what we did"))
        yield _table(told[:_WHOLE])


def _sentences(plan: Plan) -> Iterator[str]:
    rows = plan.all(ReviewComment)
    people = len({each.reviewer.casefold() or each.source or each.export_id for each in rows})
    yield ngettext(
        "{count} comment came back from a review, from {people}.",
        "{count} comments came back from a review, from {people}.",
        len(rows),
    ).format(
        count=p.whole(len(rows)),
        people=ngettext("{count} reviewer", "{count} reviewers", people).format(count=people),
    )
    told = [
        f"{_(ReviewComment.describe('stance').option_label(value)).lower()} {count}"
        for value, count in stances(plan).items()
    ]
    if told:
        yield _("They said: {stances}.").format(stances=", ".join(told))
    open_ones = sum(1 for each in rows if not each.settled)
    if open_ones:
        yield ngettext("{count} is not answered yet.", "{count} are not answered yet.", open_ones).format(
            count=open_ones
        )


def _table(rows: list[Heard] | tuple[Heard, ...]) -> Block:
    return table(
        (
            Column("", kind="code"),
            Column(_("What we heard"), 1.3),
            Column(_("What we did"), 1.0),
        ),
        (_row(each) for each in rows),
        dense=True,
    )


def _row(told: Heard) -> Row:
    where = f"\n{told.who} · {told.place}"
    did = Shade(told.did, "look" if told.comment.status == "open" else "good")
    return Row((told.code, (told.said, Span(where, "quiet")), did))
