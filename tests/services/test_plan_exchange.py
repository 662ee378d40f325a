import json
from copy import deepcopy
from datetime import UTC, date, datetime
from itertools import count
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner import assets
from planner.domain.plan import Plan
from planner.domain.record import KINDS
from planner.domain.records import (
    Action,
    Charter,
    CheckWaiver,
    Decision,
    District,
    Idea,
    Person,
    RaciEntry,
    Scenario,
    ScenarioConstraint,
    StakeholderGroup,
    TocNarrative,
    VoteResult,
    VoteRound,
)
from planner.errors import ExportFailed, ImportRefused
from planner.services.exchange.layout import COLLECTIONS, CONSTRAINT_FIELDS
from planner.services.plan_exchange import plan_text, read_plan, save_plan, write_plan

TEXT = assets.text("samples/sample_plan.json")
SAMPLE = json.loads(TEXT)
TODAY = date(2026, 11, 22)


def test_every_kind_has_its_place():
    assert set(COLLECTIONS) == set(KINDS.values())


def test_the_sample_comes_back_exactly():
    plan = Plan(read_plan(TEXT, today=TODAY))
    assert write_plan(plan) == SAMPLE
    assert json.loads(plan_text(plan)) == SAMPLE
    assert list(write_plan(plan)) == list(SAMPLE)


def test_reading_what_was_written_gives_an_equal_plan(contents):
    first = Plan(read_plan(TEXT, today=TODAY))
    second = Plan(read_plan(plan_text(first), today=TODAY))
    assert contents(first) == contents(second)
    assert {record.id for record in first.records()}.isdisjoint(record.id for record in second.records())


def test_ids_and_times_are_given_from_outside():
    numbers = count(1)
    now = datetime(2027, 1, 2, 3, 4, 5, tzinfo=UTC)
    records = read_plan(TEXT, now=now, today=TODAY, new_id=lambda: f"id-{next(numbers)}")
    assert len({record.id for record in records}) == len(records) == 1137
    assert {record.created_at for record in records} == {"2027-01-02T03:04:05.000+00:00"}
    assert {record.updated_at for record in records} == {"2027-01-02T03:04:05.000+00:00"}


def test_codes_are_the_ids_of_the_file_and_given_in_order_where_there_are_none():
    plan = Plan(read_plan(TEXT, today=TODAY))
    assert isinstance(plan.by_code("AC-004"), Action)
    assert [each.code for each in plan.all(RaciEntry)][:3] == ["RA-01", "RA-02", "RA-03"]
    assert len({record.code for record in plan.records()}) == len(plan)
    assert [each.position for each in plan.all(Action)] == [float(n) for n in range(1, 41)]


def test_a_given_code_is_not_given_again():
    plan = Plan(read_plan(TEXT, today=TODAY))
    document = deepcopy(SAMPLE)
    for collection in ("partners", "partnership_gaps", "partners"):
        document[collection] = json.loads(json.dumps(document[collection]).replace('"RG-N"', '"RA-02"'))
    document = json.loads(json.dumps(document).replace('"RG-N"', '"RA-02"'))
    again = Plan(read_plan(json.dumps(document), today=TODAY))
    assert [each.code for each in again.all(RaciEntry)][:3] == ["RA-01", "RA-03", "RA-04"]
    assert len(again) == len(plan)


def test_an_empty_plan_comes_back():
    assert read_plan(plan_text(Plan())) == ()


def test_references_to_records_without_a_code_come_back(contents):
    vote = VoteRound(id="v", code="VR-01", method="dot_vote", options=("NU",))
    group = StakeholderGroup(id="g", code="SG-01", name="Group")
    scenario = Scenario(id="s", code="SN-1", name="First")
    rule = ScenarioConstraint(id="c", code="SC-01", scenario_id="s", label="A rule", type="must_include")
    result = VoteResult(id="r", code="VT-01", vote_round_id="v", group_id="g", option_id="NU", count=2)
    narrative = TocNarrative(id="n", code="NA-01", text="Words")
    waivers = [
        CheckWaiver(id=f"w{n}", code=f"WA-0{n}", position=n, check_id="CHK-1", entity_id=target)
        for n, target in enumerate(("c", "r", "n", "w1", "g", "NU"), 1)
    ]
    plan = Plan([vote, group, scenario, rule, result, narrative, *waivers])
    written = write_plan(plan)
    assert [each["entity_id"] for each in written["check_waivers"]] == [
        "scenarios[0].constraints[0]",
        "vote_rounds[0].results[0]",
        "toc_narrative",
        "check_waivers[0]",
        "SG-01",
        "NU",
    ]
    assert contents(Plan(read_plan(json.dumps(written)))) == contents(plan)


def test_rules_have_the_keys_of_their_type_and_others_only_where_filled():
    scenario = Scenario(id="s", code="SN-1", name="First")
    rules = [
        ScenarioConstraint(
            id=name, code=f"SC-{n}", position=n, scenario_id="s", key=f"R{n}", label="Rule", type=name
        )
        for n, name in enumerate(CONSTRAINT_FIELDS)
    ]
    (written,) = write_plan(Plan([scenario, *rules]))["scenarios"]
    for rule in written["constraints"]:
        wanted = {"id", "type", "label", *CONSTRAINT_FIELDS[rule["type"]]} - {"component", "fiscal_year"}
        assert set(rule) == wanted
    kept = write_plan(Plan([scenario, rules[0].replace(value=3)]))["scenarios"][0]["constraints"][0]
    assert kept["value"] == 3


def test_votes_on_levels_and_scores_come_back(contents):
    groups = [StakeholderGroup(id=f"g{n}", code=f"SG-0{n}", position=n, name="G") for n in (1, 2)]
    level = VoteRound(id="v1", code="VR-01", method="gradients", question="Adopt?")
    score = VoteRound(id="v2", code="VR-02", position=2.0, method="shi_five", options=("NU", "HE"))
    results = [
        VoteResult(id="r1", code="VT-1", vote_round_id="v1", group_id="g1", level=1, count=4),
        VoteResult(id="r2", code="VT-2", vote_round_id="v1", group_id="g2", level=8, count=0),
        VoteResult(id="r3", code="VT-3", vote_round_id="v2", group_id="g1", option_id="NU", score=4.5),
    ]
    plan = Plan([*groups, level, score, *results])
    first, second = write_plan(plan)["vote_rounds"]
    assert first["results_by_group"] == {"SG-01": [4, *[None] * 7], "SG-02": [*[None] * 7, 0]}
    assert second["results"] == [
        {"group_id": "SG-01", "option_id": "NU", "level": None, "count": None, "score": 4.5}
    ]
    assert contents(Plan(read_plan(plan_text(plan)))) == contents(plan)


def test_a_vote_counted_in_words_comes_back(contents):
    decision = Decision(
        id="d", code="DC-01", text="Decided", vote_method="dot_vote", vote_counts=("3", "x", "07")
    )
    plan = Plan([decision])
    assert write_plan(plan)["decisions"][0]["vote"] == {"method": "dot_vote", "counts": [3, "x", "07"]}
    assert contents(Plan(read_plan(plan_text(plan)))) == contents(plan)


def test_the_date_a_plan_is_read_at():
    plan = Plan([Charter(id="c", code="PL-01", title_text="Plan", as_of_date=date(2027, 1, 1))])
    assert write_plan(plan)["as_of_date"] == "2027-01-01"
    assert write_plan(plan, date(2028, 1, 1))["as_of_date"] == "2028-01-01"


def test_what_a_short_file_leaves_out_is_blank():
    text = json.dumps(
        {
            "format": "district-planner-plan",
            "format_version": 1,
            "plan": {"id": "PL-01", "title": "Short"},
            "people": [{"id": "P-01", "name": "Ada", "role": None}],
        }
    )
    plan = Plan(read_plan(text))
    assert plan.charter.title_text == "Short"
    assert plan.all(Person)[0].active
    assert plan.all(District) == ()


def test_agenda_items_take_the_places_they_say():
    document = deepcopy(SAMPLE)
    document["agenda_items"][0]["position"], document["agenda_items"][1]["position"] = 2, 1
    written = write_plan(Plan(read_plan(json.dumps(document), today=TODAY)))["agenda_items"]
    assert [(each["id"], each["position"]) for each in written[:3]] == [
        ("AG-02", 1),
        ("AG-01", 2),
        ("AG-03", 3),
    ]


def test_save_writes_whole_or_not_at_all(tmp_path):
    path = tmp_path / "plan.json"
    save_plan(Plan(read_plan(TEXT, today=TODAY)), path)
    assert json.loads(path.read_text(encoding="utf-8")) == SAMPLE
    assert read_plan(path, today=TODAY)
    assert [each.name for each in tmp_path.iterdir()] == ["plan.json"]
    with pytest.raises(ExportFailed):
        save_plan(Plan(), tmp_path / "missing" / "plan.json")


def places(value: Any, way: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Return the way to every value of the sample."""
    found = [way] if way else []
    if isinstance(value, dict):
        for key, each in value.items():
            found += places(each, (*way, key))
    elif isinstance(value, list):
        for index, each in enumerate(value[:2]):
            found += places(each, (*way, index))
    return found


JUNK = st.sampled_from(
    [
        ...,
        None,
        True,
        0,
        -1,
        3.5,
        10**14,
        "",
        " ",
        "x",
        "AC-001",
        "NU",
        "2027-01-01",
        [],
        [[]],
        {},
        {"a": 1},
        "\x00",
    ]
)


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(places(SAMPLE)), JUNK), min_size=1, max_size=3))
def test_whatever_is_changed_is_read_or_refused(contents, changes):
    document = deepcopy(SAMPLE)
    for way, value in changes:
        inner = document
        try:
            for key in way[:-1]:
                inner = inner[key]
            if value is ...:
                del inner[way[-1]]
            else:
                inner[way[-1]] = value
        except (KeyError, IndexError, TypeError):
            continue
    text = json.dumps(document)
    try:
        plan = Plan(read_plan(text, today=TODAY))
    except ImportRefused as error:
        if not error.problems:
            raise
    else:
        again = Plan(read_plan(plan_text(plan), today=TODAY))
        assert contents(again) == contents(plan)


def test_ideas_that_became_something_come_back():
    idea = Idea(id="i", code="ID-01", text="An idea", promoted_to="a")
    action = Action(id="a", code="AC-001", name="Do it well")
    written = write_plan(Plan([idea, action]))
    assert written["ideas"][0]["promoted_to"] == "AC-001"
