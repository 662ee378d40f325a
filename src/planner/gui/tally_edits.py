"""Edits of the tally of a lesson: how many people of a group gave a statement which rating."""

from collections.abc import Mapping

from planner.domain.plan import Plan
from planner.domain.records import LessonRating
from planner.gui.workspace import Workspace
from planner.i18n import _, ngettext
from planner.services.document import Edit

Place = tuple[str, int, int]
"""A lesson, the number of one of its statements, and a rating of it."""

MOST = 100_000


def rows_of(plan: Plan, lesson: str, statement: int, group_id: str) -> tuple[LessonRating, ...]:
    """Return the ratings one group gave one statement."""
    rows = plan.where(LessonRating, lesson=lesson)
    return tuple(each for each in rows if each.statement_no == statement and each.group_id == group_id)


def count(workspace: Workspace, group_id: str, place: Place, people: int, visit: int, origin: object) -> None:
    """Say how many people of a group gave a statement a rating; all of one visit is one undo."""
    merge = ("lesson_rating", group_id, *place, visit)
    with workspace.edit(_("Count ratings"), merge=merge, origin=origin) as edit:
        _put(edit, group_id, place, people)


def count_all(workspace: Workspace, group_id: str, counts: Mapping[Place, int]) -> None:
    """Say how many for several ratings at once; one undo."""
    label = ngettext("Paste {number} count", "Paste {number} counts", len(counts))
    with workspace.edit(label.format(number=len(counts))) as edit:
        for place, people in counts.items():
            _put(edit, group_id, place, people)


def _put(edit: Edit, group_id: str, place: Place, people: int) -> None:
    lesson, statement, rating = place
    mine = [each for each in rows_of(edit.plan, lesson, statement, group_id) if each.rating == rating]
    if not people:
        if mine:
            edit.delete(*mine)
    elif mine:
        edit.set(mine[0], respondents=min(people, MOST))
        if mine[1:]:
            edit.delete(*mine[1:])
    else:
        edit.add(
            LessonRating,
            lesson=lesson,
            statement_no=statement,
            group_id=group_id,
            rating=rating,
            respondents=min(people, MOST),
        )
