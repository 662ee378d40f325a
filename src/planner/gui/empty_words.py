"""What an empty sheet teaches: one sentence on what belongs there, one example from the sample."""

import json
from collections.abc import Mapping
from functools import cache
from typing import Any

from planner import assets
from planner.domain.record import Record
from planner.domain.steps import Sheet, Step
from planner.gui.record_edits import title_field
from planner.i18n import N_, _

_SENTENCES: Mapping[str, str] = {
    "person": N_("List the people who lead, decide or do parts of the plan, and the hours they can give."),
    "session": N_("Plan the meetings: when, where and how long."),
    "agenda_item": N_("Give each part of a session its minutes."),
    "region": N_("Name the parts of the district, to see later who is reached."),
    "voice_input": N_("Write down what a group said, how many were heard, and how it shaped the plan."),
    "attendance": N_("Count how many people of each group came to a session."),
    "starting_point": N_("Adopt a small first move, with an owner and a date."),
    "data_point": N_("Add the numbers the group should look at together."),
    "partnership_gap": N_("Name a need nobody serves, or several partners doing the same."),
    "toc_link": N_("Say which outcome brings about which, and why."),
    "idea": N_("Collect ideas as they are called out, one line each."),
    "cluster": N_("Give ideas that belong together a name."),
    "decision": N_("Record what was decided, by which vote."),
    "criterion": N_("Name what priorities are judged by; the weights add up to 100."),
    "vote_round": N_("Open a vote: one question, one method."),
    "vote_result": N_("Enter how each group voted."),
    "goal": N_("Turn each priority into one goal that a board member can defend."),
    "benefit_criterion": N_("Name what investments are judged by; the weights add up to 100."),
    "scenario": N_("Put options together that could be funded as one choice."),
    "scenario_constraint": N_("Write the rules every choice must keep, such as a yearly limit."),
    "raci_entry": N_("Say who is accountable, who does the work, and who is asked or told."),
    "dependency": N_("Say which action must wait for which."),
    "milestone": N_("Add the dates people will remember."),
    "funding_source": N_("List the money you may use, with its rules."),
    "funding_allocation": N_("Say what each source offers in each fiscal year."),
    "budget_line": N_("Give each action that costs money a line for each year and source."),
    "readiness_rating": N_("Ask how ready people are for each strategy."),
    "review": N_("Set the dates on which the group looks at progress."),
    "pdsa_cycle": N_("Plan one small test: what you try, and what you predict."),
    "plan_version": N_("Keep a version of the plan with its date."),
    "practice_card": N_("Note what worked, and when, for other districts."),
    "measurement": N_("Enter the newest value of each measure."),
}


def sentence(step: Step, sheet: Sheet) -> str:
    """Return the sentence for an empty sheet: the step's own on its first, else one for the kind."""
    first = step.sheets[0].kind is sheet.kind
    said = _SENTENCES.get(sheet.kind.about.kind, "")
    return _(step.empty) if first or not said else _(said)


def example(step: Step, sheet: Sheet) -> str:
    """Return an example of what the sheet holds: the step's where it fits, else the sample's first."""
    texts = _sample_texts(sheet.kind)
    if step.example and any(step.example.rstrip(".…") in each for each in texts):
        return _(step.example)
    return texts[0] if texts and len(texts[0]) <= 160 else ""


@cache
def _sample() -> dict[str, Any]:
    read: dict[str, Any] = json.loads(assets.text("samples/sample_plan.json"))
    return read


def _sample_texts(kind: type[Record]) -> list[str]:
    field = title_field(Sheet(kind=kind))
    rows = _sample().get(kind.about.collection)
    if field is None or not isinstance(rows, list):
        return []
    return [
        str(row[field.exchange_key]) for row in rows if isinstance(row, dict) and row.get(field.exchange_key)
    ]
