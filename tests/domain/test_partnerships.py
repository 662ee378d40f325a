"""Gaps and overlaps that the plan shows by itself, what the twelve questions lead to, and their pictures."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from planner.domain import records as r
from planner.domain import vocabulary as v
from planner.domain.analysis import partnerships
from planner.domain.analysis.collective_impact import backbone, condition_means, follow_ups
from planner.domain.figures.collective_impact import collective_impact
from planner.domain.figures.figure import Figure, Text
from planner.domain.figures.partner_inventory import inventory
from planner.domain.figures.service_matrix import MOST_COLUMNS, pages, service_matrix
from planner.domain.figures.text import width
from planner.domain.plan import Plan

AS_OF = date(2026, 11, 15)
LONG = "Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichen " * 3


def found(plan: Plan, kind: str) -> dict[str, partnerships.Suggestion]:
    return {
        f"{each.service}@{','.join(plan.title(x) for x in each.region_ids)}": each
        for each in partnerships.suggestions(plan)
        if each.kind == kind
    }


def noted(plan: Plan, code: str, values: dict[str, Any]) -> Plan:
    return plan.changed([r.PartnershipGap(id=code, code=code, position=99.0, **values)])


def test_two_partners_with_one_service_for_the_same_people_in_a_region_overlap(sample: Plan) -> None:
    overlaps = found(sample, "duplication")
    care = overlaps["primary care@Region South"]
    assert [sample.code(each) for each in care.partner_ids] == ["PA-02", "PA-03"]
    assert "Students, Families" in care.reason
    # The county works districtwide, so that it meets both clinics everywhere.
    assert [sample.code(each) for each in overlaps["mental health@Region South"].partner_ids] == [
        *("PA-02", "PA-03", "PA-06"),
    ]


def test_an_overlap_ends_when_partners_divide_people_regions_or_work(draft: Any) -> None:
    name = "primary care@Region South"
    for change in (
        draft.set("PA-03", region_ids=(draft.id("RG-E"),)),
        draft.set("PA-03", services=("mental health",)),
        draft.set("PA-03", populations=("staff",)),
        draft.set("PA-03", status="ended"),
    ):
        assert name not in found(change.plan, "duplication")
    unsaid = draft.set("PA-03", populations=()).plan
    assert name in found(unsaid, "duplication")
    assert name in found(draft.set("PA-03", services=(" Primary  CARE ",)).plan, "duplication")


def test_a_weakness_no_partner_works_on_is_a_gap_with_its_reason(draft: Any) -> None:
    gaps = found(draft.plan, "gap")
    nutrition = gaps["Nutrition environment and services@"]
    assert nutrition.component == "NU"
    assert "1 weakness in Nutrition" in nutrition.reason
    assert "Health services@" not in gaps
    somewhere = draft.set("PA-05", wscc=("HS", "NU")).plan
    places = [each for each in found(somewhere, "gap") if each.startswith("Nutrition")]
    assert places == ["Nutrition environment and services@Region North,Region East,Region West"]
    everywhere = draft.set("PA-06", wscc=("CP", "NU")).plan
    assert not [each for each in found(everywhere, "gap") if each.startswith("Nutrition")]


def test_a_weakness_that_was_written_down_counts_like_one_that_was_rated(draft: Any) -> None:
    rated = draft.every(r.WsccRating, rating=3)
    assert not partnerships.weak_components(rated.plan)
    noted = rated.add(r.ComponentNote, "CN-1", component="NU", weaknesses=("No salad bar", "Late lunch"))
    assert partnerships.weak_components(noted.plan) == {"NU": 2}


def test_what_was_taken_up_is_known_again(draft: Any) -> None:
    assert found(draft.plan, "duplication")["primary care@Region South"].notes
    name = "mental health@Region East,Region West"
    two = found(draft.plan, "duplication")[name]
    assert not two.noted
    values = partnerships.to_note(draft.plan, two)
    assert [draft.plan.title(each["region_id"]) for each in values] == ["Region East", "Region West"]
    one = noted(draft.plan, "PG-91", values[0])
    assert not found(one, "duplication")[name].noted
    (left,) = partnerships.to_note(one, two)
    both = noted(one, "PG-92", left)
    assert [each.code for each in found(both, "duplication")[name].notes] == ["PG-91", "PG-92"]
    (gap,) = partnerships.to_note(draft.plan, found(draft.plan, "gap")["Employee wellness@"])
    assert found(noted(draft.plan, "PG-93", gap), "gap")["Employee wellness@"].noted


@pytest.mark.parametrize(
    ("name", "whole"),
    [
        ("Districtwide", True),
        ("Whole district", True),
        ("All schools", True),
        ("District 5", False),
        ("", False),
    ],
)
def test_a_region_may_stand_for_the_whole_district(name: str, whole: bool) -> None:
    assert partnerships.is_whole(r.Region(name=name)) is whole


@pytest.mark.parametrize(
    ("ratings", "said"), [((3, 3, 2, 2, 2, 2), "keep"), ((3, 3, 2, 2, 2, 1), "improve"),
                          ((2, 2, 1, 1, 1, 0), "decide"), ((3, 3, 3, 3, 3), "unrated")]
)  # fmt: skip
def test_six_criteria_lead_to_a_verdict(ratings: tuple[int, ...], said: str) -> None:
    keys = [option.value for option in v.PARTNER_CRITERIA]
    assert partnerships.verdict(r.Partner(criteria=dict(zip(keys, ratings, strict=False)))) == said


def test_answers_lead_to_efforts_and_capacities_and_know_what_they_became(draft: Any) -> None:
    assert [each.question_id for each in follow_ups(draft.plan, "new_effort")] == [
        *("PQ01", "PQ03", "PQ06", "PQ07", "PQ09", "PQ11"),
    ]
    assert len(follow_ups(draft.plan, "new_capacity")) == 5
    carried = draft.add(r.Idea, "ID-99", step="A5", prompt="PQ01", text="x", promoted_to=draft.id("AC-001"))
    first = follow_ups(carried.plan, "new_effort")[0]
    assert [each.code for each in first.became] == ["AC-001"]


def test_means_of_the_conditions_and_the_six_functions(sample: Plan) -> None:
    assert condition_means(sample)["backbone_support"] == pytest.approx(8 / 3)
    assert condition_means(Plan())["common_agenda"] is None
    assert len(backbone(sample)) == 6
    assert set(backbone(Plan()).values()) == {None}


def inside(figure: Figure) -> None:
    for item in figure.items:
        if isinstance(item, Text):
            wide = item.max_width or width(item.text, item.size, item.weight)
            left = item.x - {"start": 0.0, "middle": 0.5, "end": 1.0}[item.anchor] * wide
            assert left >= -1, item
            assert left + wide <= figure.width + 1, item
            assert 0 <= item.y <= figure.height + 1, item


@pytest.mark.parametrize("wide", [420.0, 640.0, 840.0, 1200.0])
def test_pictures_keep_within_their_edges_also_when_empty_and_with_long_words(
    draft: Any, wide: float
) -> None:
    damaged = draft.every(r.Partner, name=LONG[:100], services=(LONG[:80],)).every(r.Region, name=LONG[:60])
    for plan in (draft.plan, Plan(), damaged.plan):
        for figure in (
            inventory(plan, AS_OF, wide).figure,
            service_matrix(plan, wide).drawn.figure,
            collective_impact(plan, wide).figure,
        ):
            inside(figure)
            assert figure.title


def test_pictures_say_in_words_what_they_show(sample: Plan) -> None:
    assert "Oral-health providers (sample): 8 of 18, Improve" in inventory(sample, AS_OF).figure.description
    assert "4 overlaps. 6 gaps." in service_matrix(sample).drawn.figure.description
    assert "Backbone support: 2.7 of 3" in collective_impact(sample).figure.description


def test_every_cell_can_be_chosen_and_says_what_it_is(sample: Plan) -> None:
    matrix = service_matrix(sample)
    names = {each.key: each.name for each in matrix.drawn.places}
    south = sample.by_code("RG-S")
    assert south is not None
    assert "taken up as PG-01" in names[f"service/primary care/{south.id}"]
    boxes = [each.box for each in matrix.drawn.places]
    assert not [(a, b) for n, a in enumerate(boxes) for b in boxes[n + 1 :] if a.overlaps(b)]
    assert len(inventory(sample, AS_OF).places) == 6 * 7


def test_many_regions_become_several_pictures_in_a_document(draft: Any) -> None:
    for number in range(12):
        draft = draft.add(r.Region, f"RG-{number}", name=f"Region {number}")
    assert len(list(pages(draft.plan, 660))) == -(-17 // MOST_COLUMNS)


def test_a_plan_without_regions_is_about_the_whole_district(draft: Any) -> None:
    plain: Callable[[Any], Any] = lambda d: d.clear(r.Region).every(r.Partner, region_ids=())  # noqa: E731
    plan = plain(draft).plan
    assert found(plan, "duplication")["primary care@"].region_ids == ()
    assert "the whole district" in found(plan, "duplication")["primary care@"].reason
