"""Comments of reviewers in words: in which order, under which heading, beside what. No Qt in here."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from planner.domain.fields import Kind
from planner.domain.plan import Plan
from planner.domain.record import KINDS, Record
from planner.domain.records import ReviewComment, StakeholderGroup
from planner.domain.steps import STEPS, step_of
from planner.domain.wording import day_text, shortened
from planner.gui.wording import noun, option_label, phrase, title_of
from planner.i18n import _

Grouping = Literal["thing", "reviewer"]
Shown = Literal["open", "settled", "all"]
Change = tuple[Literal["same", "added", "deleted"], str]
"""Some words of a text: as they were, new in it, or no longer in it."""

REVIEWS = ("xlsx_review", "pdf_review_form")
"""Documents that come back with comments, as the plan's list of exports calls them."""

_TOKENS = re.compile(r"\s+|\w+|[^\w\s]")
_LONGEST = 160  # letters of a comment in the list


@dataclass(frozen=True)
class CommentLine:
    """One line of the list: a heading, or a comment in its words with a second line."""

    comment: ReviewComment | None
    words: str
    second: str = ""


def lines(plan: Plan, grouping: Grouping, shown: Shown) -> list[CommentLine]:
    """Return the list: comments on one thing beside each other, or all those of one reviewer."""
    wanted = [
        each for each in plan.all(ReviewComment) if shown == "all" or each.settled == (shown == "settled")
    ]
    places = _places(plan) if grouping == "thing" else {}
    groups: dict[object, list[ReviewComment]] = {}
    for each in wanted:
        key = (
            (places.get(each.about_id or "", -1), each.about_id or each.place)
            if grouping == "thing"
            else reviewer_words(each).casefold()
        )
        groups.setdefault(key, []).append(each)
    made: list[CommentLine] = []
    for _key, members in sorted(groups.items(), key=lambda item: _order(item[0])):
        heading = about_words(plan, members[0]) if grouping == "thing" else reviewer_words(members[0])
        made.append(CommentLine(None, heading))
        made.extend(_line(plan, each, grouping) for each in members)
    return made


def about_words(plan: Plan, comment: ReviewComment) -> str:
    """Return what a comment speaks of."""
    record = plan.find(comment.about_id)
    if record is not None:
        return record_words(plan, record)
    if comment.nature == "new_row":
        kind = KINDS.get(comment.field_name.partition(".")[0])
        if kind is not None:
            return _("New {noun}").format(noun=noun(kind))
    return comment.place or _("The plan as a whole")


def record_words(plan: Plan, record: Record) -> str:
    """Return code and title of a record, or what sort of thing it is with its title."""
    title = title_of(record, plan)
    if record.about.coded and record.code:
        return f"{record.code}  {title}"
    return title if record.about.single else f"{phrase(noun(record))}: {title}"


def reviewer_words(comment: ReviewComment) -> str:
    """Return who said it, as far as that is known."""
    return comment.reviewer or comment.reviewer_role or _("Somebody who gave no name")


def from_words(plan: Plan, comment: ReviewComment) -> str:
    """Return who said it, for whom, when, and in which file."""
    group = plan.get(StakeholderGroup, comment.group_id or "")
    parts = [
        reviewer_words(comment),
        comment.reviewer_role if comment.reviewer else "",
        group.name if group is not None else "",
        day_text(comment.received, short=True) if comment.received else "",
        comment.source,
    ]
    return " · ".join(part for part in parts if part)


def stance_words(comment: ReviewComment) -> str:
    """Return whether they agree, and what became of it so far."""
    parts = [
        option_label(ReviewComment.describe("stance"), comment.stance),
        option_label(ReviewComment.describe("nature"), comment.nature) if comment.nature != "comment" else "",
        phrase(option_label(ReviewComment.describe("status"), comment.status)) if comment.settled else "",
    ]
    return " · ".join(part for part in parts if part)


def now_words(plan: Plan, comment: ReviewComment) -> str:
    """Return what the thing a comment speaks of says now: its title and its texts; "" where it is gone."""
    record = plan.find(comment.about_id)
    if record is None:
        return ""
    said = [title_of(record, plan)]
    for field in record.fields():
        value = getattr(record, field.name)
        if field.kind in (Kind.TEXT, Kind.NOTE) and not field.hidden and value and value not in said:
            said.append(f"{_(field.label)}: {value}")
    return "\n".join(said)


def changes(before: str, after: str) -> tuple[Change, ...]:
    """Return a text as it would be, word by word, with what it lost and what is new."""
    old, new = _TOKENS.findall(before), _TOKENS.findall(after)
    made: list[Change] = []
    for tag, start, end, start_new, end_new in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            made.append(("same", "".join(old[start:end])))
            continue
        if end > start:
            made.append(("deleted", "".join(old[start:end])))
        if end_new > start_new:
            made.append(("added", "".join(new[start_new:end_new])))
    return tuple(made)


def spoken_changes(found: tuple[Change, ...]) -> str:
    """Return the changes for those who hear them."""
    marks = {"added": _("Added: {words}"), "deleted": _("Taken out: {words}")}
    told = [marks[what].format(words=text.strip()) for what, text in found if what != "same" and text.strip()]
    return ". ".join(told)


def _line(plan: Plan, comment: ReviewComment, grouping: Grouping) -> CommentLine:
    stance = stance_words(comment)
    words = shortened(" ".join(comment.words.split()), _LONGEST) or stance
    if grouping == "thing":
        parts = [reviewer_words(comment), stance]
    else:
        parts = [stance, shortened(about_words(plan, comment), _LONGEST)]
    return CommentLine(comment, words, " · ".join(part for part in parts if part))


def _places(plan: Plan) -> dict[str, int]:
    """Return the place of everything that somebody spoke of, in the order of the steps."""
    spoken_of = {each.about_id: plan.find(each.about_id) for each in plan.all(ReviewComment)}
    codes = [step.code for step in STEPS]
    found = sorted(
        (record for record in spoken_of.values() if record is not None),
        key=lambda each: (codes.index(step_of(type(each), each)), each.about.kind, each.position, each.code),
    )
    return {record.id: number for number, record in enumerate(found)}


def _order(key: object) -> tuple[int, str]:
    return key if isinstance(key, tuple) else (0, str(key))


def counts(plan: Plan) -> Iterator[tuple[Shown, int]]:
    """Yield how many comments each filter shows."""
    every = plan.all(ReviewComment)
    settled = sum(each.settled for each in every)
    yield "open", len(every) - settled
    yield "settled", settled
    yield "all", len(every)
