"""Edits of the partnerships page: ratings by key, gaps taken up, answers that become work."""

from collections.abc import Mapping
from typing import Any

from planner.domain.analysis.collective_impact import FollowUp
from planner.domain.analysis.partnerships import Suggestion, to_note
from planner.domain.prompts import answer
from planner.domain.record import Record
from planner.domain.records import (
    Action,
    BackboneFunction,
    CiRating,
    Idea,
    Partner,
    PartnershipGap,
    Strategy,
    TocNode,
)
from planner.domain.wording import shortened
from planner.gui.wording import noun
from planner.gui.workspace import Workspace
from planner.i18n import _

CARRIED: Mapping[type[Record], Mapping[str, Any]] = {
    TocNode: {"kind": "intervention"},
    Strategy: {},
    Action: {"cost_expected": True},
}
"""What an answer may become, and what the new record holds besides its words."""


def rate_partner(workspace: Workspace, partner: Partner, criterion: str, rating: int) -> None:
    """Rate one of the six criteria, 0 to 3."""
    with workspace.edit(_("Rate a partner")) as edit:
        edit.set(partner, criteria={**partner.criteria, criterion: rating})


def rate_function(workspace: Workspace, function: str, maturity: int) -> None:
    """Say how mature a backbone function is, 0 to 3."""
    held = answer(workspace.document.plan, BackboneFunction, {"function": function})
    with workspace.edit(_("Rate a backbone function")) as edit:
        if held is None:
            edit.add(BackboneFunction, function=function, maturity=maturity)
        else:
            edit.set(held, maturity=maturity)


def first_statement(workspace: Workspace, condition: str) -> str:
    """Return the id of the first rating of a condition, or its key where nothing is rated yet."""
    rows = workspace.document.plan.where(CiRating, condition=condition)
    return min(rows, key=lambda each: each.statement_no or 0).id if rows else condition


def take_up(workspace: Workspace, suggestion: Suggestion) -> str:
    """Write a gap or an overlap down, so that the group can answer it; return the id of the first record."""
    values = to_note(workspace.document.plan, suggestion)
    made: list[Record] = []
    label = _("Take up an overlap") if suggestion.kind == "duplication" else _("Take up a gap")
    with workspace.edit(label) as edit:
        made += [edit.add(PartnershipGap, **each) for each in values]
    kept = [each.id for each in made if workspace.document.plan.get(PartnershipGap, each.id) is not None]
    return kept[0] if kept else ""


def carry(workspace: Workspace, follow_up: FollowUp, kind: type[Record]) -> str:
    """Make an intervention, strategy or action of an answer; return its id, empty where it was refused.

    An idea of A5 stands between them, so that both ends know of each other.
    """
    words = follow_up.answer.answer.strip() or _(follow_up.prompt.text)
    made: list[Record] = []
    more = CARRIED[kind]
    with workspace.edit(_("New {noun}").format(noun=noun(kind(**more)))) as edit:
        title = shortened(words, kind.describe(kind.about.title).max_length)
        made.append(edit.add(kind, **{**more, kind.about.title: title}))
        text = shortened(words, Idea.describe("text").max_length)
        edit.add(Idea, step="A5", prompt=follow_up.question_id, text=text, promoted_to=made[0].id)
    kept = [each.id for each in made if workspace.document.plan.get(kind, each.id) is not None]
    return kept[0] if kept else ""
