"""The statements and questions of the method that records answer one by one (A3, A4, A5, C6)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from planner import assets
from planner.domain import records as r
from planner.domain import vocabulary as v
from planner.domain.plan import Plan
from planner.domain.record import Record


@dataclass(frozen=True, kw_only=True)
class Prompt:
    """One statement or question; `keys` are the field values of the record that answers it."""

    section: str
    text: str
    keys: Mapping[str, Any]


def prompts(kind: type[Record]) -> tuple[Prompt, ...]:
    """Return the prompts a kind of record answers, in order; none for kinds without."""
    library = assets.method("library")
    if kind is r.LessonRating:
        return _numbered(library["lessons"], "title", "statements", "lesson", "statement_no")
    if kind is r.WsccRating:
        return _numbered(library["wscc_components"], "name", "statements", "component", "statement_no")
    if kind is r.PolicyRating:
        return _numbered(library["wscc_components"], "name", "policy_prompts", "component", "prompt_no")
    if kind is r.CiRating:
        return _numbered(library["ci_conditions"], "name", "statements", "condition", "statement_no")
    if kind is r.DistrictPartnershipAnswer:
        questions = library["partnership_questions"]
        return tuple(
            Prompt(section=q["domain"], text=q["text"], keys={"question_id": q["id"]}) for q in questions
        )
    options, name = {
        r.LessonNote: (v.LESSONS, "lesson"),
        r.ComponentNote: (v.WSCC, "component"),
        r.BackboneFunction: (v.BACKBONE_FUNCTIONS, "function"),
        r.RoadmapLink: (v.ROADMAP, "commitment"),
    }.get(kind, ((), ""))
    return tuple(Prompt(section="", text=option.label, keys={name: option.value}) for option in options)


def _numbered(rows: Any, title: str, texts: str, key: str, number: str) -> tuple[Prompt, ...]:
    return tuple(
        Prompt(section=row[title], text=text, keys={key: row.get("key") or row["id"], number: n})
        for row in rows
        for n, text in enumerate(row[texts], 1)
    )


def answer(plan: Plan, kind: type[Record], keys: Mapping[str, Any]) -> Record | None:
    """Return the record that answers a prompt (more keys, such as a group, narrow it), or None."""
    first, value = next(iter(keys.items()))
    for record in plan.where(kind, **{first: value}):
        if all(getattr(record, name) == each for name, each in keys.items()):
            return record
    return None
