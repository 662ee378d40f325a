"""Edits of A3: how many of a group gave a statement which rating, and what becomes of a starting point."""

from collections.abc import Mapping

from planner.domain.plan import Plan
from planner.domain.records import Action, LessonRating, RaciEntry, StartingPointAdoption
from planner.domain.wording import shortened
from planner.gui.wording import option_label
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


def make_action(workspace: Workspace, adoption: StartingPointAdoption) -> str:
    """Make an action of an adopted starting point, for its owner and until its day; return the action's id.

    The adoption keeps what became of it. Empty where the edit was refused.
    """
    words = option_label(StartingPointAdoption.describe("starting_point_id"), adoption.starting_point_id)
    name = shortened(words, Action.describe("name").max_length)
    made = ""
    with workspace.edit(_("Make an action of a starting point")) as edit:
        made = edit.add(Action, name=name, end_date=adoption.due).id
        if adoption.owner_id:
            edit.add(RaciEntry, action_id=made, person_id=adoption.owner_id, role="A")
        edit.set(adoption, action_ids=(*adoption.action_ids, made))
    return made if workspace.document.plan.get(Action, made) is not None else ""
