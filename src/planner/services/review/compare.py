"""What a returned file says about the plan: comments, proposed wordings, edits, new rows. Pure.

What stood in the plan when the document was made, what stands there now and what came back are compared:
only what a reviewer changed is a proposal, and a row that is missing deletes nothing. Source: design of the
documents, 3.
"""

import hashlib
import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from planner.domain.plan import Plan
from planner.domain.record import Record
from planner.domain.records import ExportRecord, ReviewComment, StakeholderGroup
from planner.domain.review_sheets import (
    COMMENT,
    FORMAT_VERSION,
    PROPOSED,
    QUESTION,
    REVIEWER,
    REVIEWER_ROLE,
    STANCE,
    WHOLE_PLAN,
    Shown,
    Words,
    cell_text,
    normal,
    sheet_of,
)
from planner.domain.wording import same_words, shortened
from planner.i18n import _, ngettext
from planner.services.returned.content import Content, Refused
from planner.services.review.form_fields import form_rows, page_notes
from planner.services.review.marked_rows import Found, MarkedRow, find, stance_of
from planner.services.review.report import FileReport, Incoming

_MOST_TOLD = 5


def compare(
    plan: Plan, content: Content, path: Path, *, today: date, shown: Plan | None = None
) -> FileReport:
    """Return what a file says about a plan.

    Args:
        plan: The plan as it is now.
        content: What stands in the file.
        path: The file, for its name.
        today: The day it was received.
        shown: The plan as documents show it, where names are exchanged for roles in them.

    Raises:
        Refused: Nothing in it came from a review document, or it comes from a newer version.
    """
    found = form_rows(content) if content.format == "pdf" else find(content)
    _refuse_newer(found)
    if not found.rows and not content.notes and not found.meta.head:
        raise Refused("no_review")
    return _Comparison(plan, shown or plan, found, content, path, today).report()


def _refuse_newer(found: Found) -> None:
    said = found.meta.head.get("format", "")
    number = said.rpartition("/")[2]
    if number.isdecimal() and int(number) > FORMAT_VERSION:
        raise Refused("newer", found=number, known=FORMAT_VERSION)


class _Said(NamedTuple):
    """What a cell said then and says now as the document shows it, what to keep of it, and a doubt."""

    then: str
    now: str
    base: str
    doubt: str


class _Comparison:
    def __init__(
        self, plan: Plan, shown: Plan, found: Found, content: Content, path: Path, today: date
    ) -> None:
        self._plan, self._shown, self._found = plan, shown, found
        self._content, self._path = content, path
        head = found.meta.head
        self._export = head.get("export", "")[: ReviewComment.describe("export_id").max_length]
        self._other = self._of_another_plan()
        role = found.said.get(REVIEWER_ROLE, "")[: ReviewComment.describe("reviewer_role").max_length]
        name = found.said.get(REVIEWER, "") or path.stem
        self._who: dict[str, Any] = {
            "reviewer": shortened(name, ReviewComment.describe("reviewer").max_length),
            "reviewer_role": role,
            "group_id": self._group(role),
            "received": today,
            "source": shortened(path.name, ReviewComment.describe("source").max_length),
            "export_id": self._export,
        }

    def report(self) -> FileReport:
        """Return what was said, row by row, and what is worth knowing."""
        remarks = [each for row in self._found.rows for each in self._of_row(row)]
        for note in page_notes(self._content):
            about = None if self._other else self._named_in(note.place)
            remarks.append(self._incoming(about, note.place, comment=note.text))
        return FileReport(
            self._path,
            reviewer=str(self._who["reviewer"]),
            reviewer_role=str(self._who["reviewer_role"]),
            group_id=self._group(str(self._who["reviewer_role"])),
            export_id=self._export,
            made_for=self._plan.get(ExportRecord, self._export),
            other_plan=self._other,
            remarks=tuple(remarks),
            notices=tuple(self._notices()),
        )

    def _of_another_plan(self) -> bool:
        mine, theirs = self._plan.charter.id, self._found.meta.head.get("plan", "")
        if theirs and mine:
            return theirs != mine
        keys = {row.key for row in self._found.rows if row.key and row.key != WHOLE_PLAN}
        return bool(keys) and not any(self._plan.find(key) for key in keys)

    def _group(self, role: str) -> str | None:
        wanted = same_words(role)
        groups = self._plan.all(StakeholderGroup) if wanted else ()
        return next((each.id for each in groups if same_words(each.name) == wanted), None)

    # One row

    def _record(self, row: MarkedRow) -> Record | None:
        if self._other:
            return None
        if row.key:
            return self._plan.find(row.key)
        return self._plan.by_code(row.code) if row.code else None

    def _of_row(self, row: MarkedRow) -> Iterator[Incoming]:
        record = self._record(row)
        main = row.cells.get(row.asked.main.key, "").strip() if row.asked else ""
        if record is None and not row.key and main and not self._other:
            yield from self._new_row(row, main)
            return
        place = shortened(
            f"{row.code} {main}".strip() or row.cells.get(QUESTION, "") or row.sheet,
            ReviewComment.describe("place").max_length,
        )
        doubt = ""
        if row.key and row.key != WHOLE_PLAN and record is None and not self._other:
            doubt = _("What it speaks of is not in the plan any more.")
        yield from self._said(row, record, place, doubt)
        for _author, text in row.notes:
            yield self._incoming(record, place, doubt, comment=text)
        if record is not None:
            yield from self._edits(row, record, place)

    def _said(self, row: MarkedRow, record: Record | None, place: str, doubt: str) -> Iterator[Incoming]:
        """Yield what stands in the review columns of a row."""
        chosen = row.cells.get(STANCE, "").strip()
        stance = stance_of(chosen)
        comment = row.cells.get(COMMENT, "").strip()
        if chosen and not stance:  # something else was typed over the list
            comment = f"{chosen}\n{comment}".strip()
        proposed = row.cells.get(PROPOSED, "").strip()
        field, base, changed = "", "", ""
        if proposed and record is not None and (asked := sheet_of(type(record))) is not None:
            field = asked.main.fields[type(record)]
            words = self._then_and_now(record, asked.main)
            base, changed = words.base, words.doubt
            if normal(proposed) in (normal(words.now), normal(words.then), normal(base)):
                proposed, field, base, changed = "", "", "", ""
        if stance or comment or proposed:
            yield self._incoming(
                record,
                place,
                doubt or changed,
                nature="wording" if proposed else "comment",
                stance=stance,
                comment=comment,
                field_name=field,
                proposed=proposed,
                base=base,
            )

    def _new_row(self, row: MarkedRow, main: str) -> Iterator[Incoming]:
        """Yield what a row without a key proposes to add."""
        assert row.asked is not None
        kind = row.asked.adds
        others = [
            f"{_(column.label)}: {text}"
            for column in row.asked.columns
            if column is not row.asked.main and (text := row.cells.get(column.key, "").strip())
        ]
        said = [row.cells.get(COMMENT, "").strip(), row.cells.get(PROPOSED, "").strip(), *others]
        yield self._incoming(
            None,
            _("{sheet}, row {number}").format(sheet=row.sheet or self._path.name, number=row.number),
            nature="new_row",
            stance=stance_of(row.cells.get(STANCE, "")),
            comment="\n".join(each for each in said if each),
            field_name=f"{kind.about.kind}.{row.asked.main.fields[kind]}" if kind else "",
            proposed=main,
        )

    def _edits(self, row: MarkedRow, record: Record, place: str) -> Iterator[Incoming]:
        """Yield what was changed outside the review columns."""
        asked = sheet_of(type(record))
        for column in asked.columns if asked else ():
            if column.key not in row.cells:
                continue
            came = row.cells[column.key].strip()
            words = self._then_and_now(record, column)
            told = (record.id, column.key) in self._found.meta.texts
            if normal(came) in (normal(words.then), normal(words.now), normal(words.base)):
                continue
            field = column.fields.get(type(record), "") if isinstance(column, Words) else ""
            if not told and not field:
                continue  # how it is shown depends on the language: nobody knows what it said then
            label = _(column.label)
            doubt = words.doubt
            if not told:
                doubt = _("The file does not tell what it said then; it may be older than the plan.")
            yield self._incoming(
                record,
                place,
                doubt,
                nature="edit",
                comment="" if came and field else _("{field}: {text}").format(field=label, text=came or "–"),
                field_name=field if came else "",
                proposed=came if field else "",
                base=words.base,
            )

    def _then_and_now(self, record: Record, column: Words | Shown) -> "_Said":
        """Return what a column said when the document was made, and says now."""
        now = cell_text(self._shown, column, self._shown.find(record.id) or record)
        then = self._found.meta.texts.get((record.id, column.key), now)
        if normal(then) == normal(now):  # with names again, where the document had roles
            return _Said(then, now, cell_text(self._plan, column, record), "")
        return _Said(then, now, then, _("The plan's words have changed since this document was made."))

    def _named_in(self, text: str) -> Record | None:
        """Return the one record whose code stands in a text."""
        words = {each.strip(".,;:()[]“”\"'") for each in text.split()}
        found = {each.id: each for word in words if word and (each := self._plan.by_code(word)) is not None}
        coded = [each for each in found.values() if each.about.coded]
        return coded[0] if len(coded) == 1 else None

    def _incoming(self, record: Record | None, place: str, doubt: str = "", **said: str) -> Incoming:
        longest = ReviewComment.describe("comment").max_length
        values: dict[str, Any] = {
            name: text if len(text) <= longest else f"{text[: longest - 1]}…" for name, text in said.items()
        }
        if any(len(said.get(name, "")) > longest for name in ("comment", "proposed")):
            doubt = doubt or _("It was longer than {most:,} characters and was cut.").format(most=longest)
        comment = ReviewComment(about_id=record.id if record else None, place=place, **values, **self._who)
        return Incoming(comment.replace(fingerprint=_fingerprint(comment)), doubt)

    # The whole file

    def _notices(self) -> Iterator[str]:
        if self._other:
            yield _("This answers a document of another plan. What it says can be taken in without a place.")
        if self._found.formulas:
            places = self._found.formulas
            yield ngettext(
                "{count} cell holds a formula, which was taken as text: {places}.",
                "{count} cells hold formulas, which were taken as text: {places}.",
                len(places),
            ).format(count=len(places), places=", ".join(places[:_MOST_TOLD]))
        there = {row.key for row in self._found.rows}
        missing = [each for each in self._found.meta.records if each not in there]
        if missing and not self._other:
            yield ngettext(
                "{count} row is missing in the file ({codes}). Nothing is deleted for it.",
                "{count} rows are missing in the file ({codes}). Nothing is deleted for them.",
                len(missing),
            ).format(
                count=len(missing),
                codes=", ".join(self._plan.code(each)[:20] for each in missing[:_MOST_TOLD]),
            )


def _fingerprint(comment: ReviewComment) -> str:
    """Return what tells this remark from others of the same reviewer."""
    said = (
        comment.export_id,
        comment.about_id or comment.place,
        comment.nature,
        comment.field_name,
        comment.stance,
        normal(comment.comment),
        normal(comment.proposed),
    )
    return hashlib.sha256(json.dumps(said).encode()).hexdigest()
