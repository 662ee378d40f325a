"""What is drawn in A1, A5 and B1 is in the plan as well, with its words."""

from datetime import date

from planner.domain.plan import Plan
from planner.domain.records import Idea, Session
from planner.exports.outline import Outline, Picture, Table, plain
from planner.exports.plan_outline import full_plan

AS_OF = date(2026, 11, 15)


def pictures(outline: Outline) -> dict[str, str]:
    """The words of the pictures by title; those of pictures with the same title follow one another."""
    found: dict[str, str] = {}
    for block in outline.blocks():
        if isinstance(block, Picture):
            found[block.figure.title] = f"{found.get(block.figure.title, '')} {block.alt}".strip()
    return found


def test_every_picture_of_the_pages_is_in_the_plan(sample: Plan) -> None:
    found = pictures(full_plan(sample, AS_OF))
    assert "8 of 18, Improve" in found["Partners and six criteria"]
    assert "6 gaps" in found["Services by region"]
    assert "2.7 of 3" in found["Collective impact"]
    assert "140 of 160 minutes: 20 minutes left" in found["Sessions and their time"]
    agendas = found["Agendas of the sessions"]
    assert agendas.startswith("WS-1, Charter, stakeholders and readiness. ")
    assert "09:00 Charter, 30 minutes" in agendas
    assert all(f"{each.code}, {each.name}. " in agendas for each in sample.all(Session))
    assert "We answer for: “Students across" in found["Long-term outcome and ceiling"]


def test_answers_name_the_work_they_became(sample: Plan) -> None:
    action = sample.by_code("AC-001")
    assert action is not None
    idea = Idea(id="i", code="ID-99", step="A5", prompt="PQ01", text="Oral care", promoted_to=action.id)
    outline = full_plan(sample.changed([idea]), AS_OF)
    label = "Twelve questions about our partnerships"
    (table,) = [block for block in outline.blocks() if isinstance(block, Table) and block.label == label]
    assert plain(table.rows[0].cells[3]) == "New effort, AC-001"


def test_an_empty_plan_has_no_empty_pictures_of_partners_and_sessions() -> None:
    found = pictures(full_plan(Plan(), AS_OF))
    for title in ("Partners and six criteria", "Services by region", "Collective impact"):
        assert title not in found
