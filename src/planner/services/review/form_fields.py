"""Reading a review form: what stands in the fields of a PDF, by their names, and the notes on its pages.

A field is called `rv1-<record id>-<column>`; `rv1-plan` and `rv1-export` say which document it is, and
`rv1-reviewer` and `rv1-reviewer_role` who filled it in.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from planner.domain.review_sheets import REVIEWER, REVIEWER_ROLE, ROW_KEY_NAMES, named_field
from planner.i18n import _
from planner.services.returned.content import Content
from planner.services.review.marked_rows import Found, MarkedRow, Meta


@dataclass(frozen=True)
class Note:
    """A note on a page: what it says, and where it stands in words."""

    text: str
    place: str


def form_rows(content: Content) -> Found:
    """Return what the fields of a form say, as rows of the records they are about."""
    found = Found(Meta())
    cells: dict[str, dict[str, str]] = {}
    for name, text in content.fields.items():
        named = named_field(name)
        if named is None:
            continue
        version, record, column = named
        found.meta.head["format"] = str(version)
        if record:
            cells.setdefault(record, {})[column] = text
        elif column in ROW_KEY_NAMES:
            found.meta.head[column] = text.strip()
        elif column in (REVIEWER, REVIEWER_ROLE):
            found.said[column] = text.strip()
    found.rows = [
        MarkedRow(_("Form"), number, record, "", said, None)
        for number, (record, said) in enumerate(cells.items(), 1)
    ]
    return found


def page_notes(content: Content) -> Iterator[Note]:
    """Yield the sticky notes and marks on the pages of a PDF."""
    for note in content.notes:
        if note.marked:
            place = _("Page {number}: “{words}”").format(number=note.page, words=note.marked)
        else:
            place = _("Page {number}").format(number=note.page)
        text = f"{note.author}: {note.text}" if note.author and note.text else note.text
        yield Note(text or _("Marked without a word"), place[:300])
