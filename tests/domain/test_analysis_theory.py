"""The theory as a graph, its narrative, and the search through the plan."""

from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.domain import records as r
from planner.domain.analysis import graph
from planner.domain.analysis.narrative import draft as narrative
from planner.domain.plan import Plan
from planner.domain.search import find_text

# Levels of the sample's theory as its file gives them. Source: sample_plan.json, toc_nodes.
TOP = {"TN-01": 0, "TN-02": 1, "TN-03": 2, "TN-06": 2, "TN-07": 3, "TN-22": 6, "TN-33": 7, "TN-24": 4}


def theory(*links: tuple[str, str], impacts: tuple[str, ...] = ("top",)) -> Plan:
    names = dict.fromkeys(each for link in links for each in link)
    kinds = {name: "impact" if name in impacts else "early_outcome" for name in names}
    nodes = [r.TocNode(id=name, code=name, statement=name, kind=kinds[name]) for name in names]
    return Plan([*nodes, *(r.TocLink(id=f"{a}{b}", from_id=a, to_id=b) for a, b in links)])


def test_levels_of_the_sample_are_the_longest_paths(sample: Plan) -> None:
    levels = {node.code: graph.levels(sample)[node.id] for node in sample.all(r.TocNode)}
    assert {code: levels[code] for code in TOP} == TOP
    for source, to in graph.edges(sample):
        assert graph.levels(sample)[source] > graph.levels(sample)[to]


def test_a_node_takes_its_longest_path_and_a_loose_end_stands_below_the_top() -> None:
    plan = theory(("a", "top"), ("b", "a"), ("b", "top"), ("c", "loose"), ("d", "c"))
    assert graph.levels(plan) == {"a": 1, "top": 0, "b": 2, "c": 2, "loose": 1, "d": 3}
    assert graph.levels(Plan()) == {}


def test_the_nodes_of_a_loop_share_a_level() -> None:
    assert graph.levels(theory(("a", "b"), ("b", "a"), ("b", "top"), ("c", "a"))) == {
        "a": 1,
        "b": 1,
        "top": 0,
        "c": 2,
    }


def test_each_loop_is_found_once_and_is_short() -> None:
    pairs = [("a", "b"), ("b", "c"), ("c", "d"), ("d", "a"), ("c", "a"), ("e", "e"), ("e", "a"), ("f", "e")]
    assert graph.cycles(pairs) == (("a", "b", "c"), ("e",))
    assert graph.cycles([]) == ()


@given(st.lists(st.tuples(st.sampled_from("abcdef"), st.sampled_from("abcdef")), max_size=20))
def test_a_loop_is_made_of_links_and_none_means_none(pairs: list[tuple[str, str]]) -> None:
    for loop in graph.cycles(pairs):
        assert all(step in pairs for step in pairwise((*loop, loop[0])))
    if not graph.cycles(pairs):
        levels = graph.levels(theory(*pairs, impacts=()))
        assert all(levels[source] > levels[to] for source, to in pairs)


def test_a_long_chain_does_not_exhaust_the_stack() -> None:
    names = [f"n{number}" for number in range(5000)]
    plan = theory(*pairwise(names), impacts=(names[-1],))
    assert graph.levels(plan)[names[0]] == 4999
    assert graph.cycles([*pairwise(names), (names[-1], names[0])])[0] == tuple(names)


def test_paths_lead_from_a_node_to_the_top() -> None:
    plan = theory(("a", "b"), ("a", "c"), ("b", "top"), ("c", "top"), ("top", "a"))
    assert graph.paths(plan, "a") == (("a", "b", "top"), ("a", "c", "top"))
    assert graph.paths(plan, "a", limit=1) == (("a", "b", "top"),)
    assert graph.above(plan, "b") == {"top", "a", "c"}
    assert graph.below(theory(("a", "b"), ("b", "top")), "top") == {"a", "b"}


def test_the_narrative_says_if_then_because() -> None:
    plan = theory(("rooms are open", "care is used"), ("care is used", "top"))
    plan = plan.changed([plan.all(r.TocLink)[0].replace(rationale="Care needs rooms.")])
    assert narrative(plan) == (
        "If rooms are open, then care is used, because care needs rooms.\n\nIf care is used, then top."
    )
    assert narrative(Plan()) == ""
    assert narrative(theory()) == ""


def test_interventions_are_told_as_what_we_do() -> None:
    plan = theory(("Navigators", "Families ask"), ("Forms", "Families ask"), ("Families ask", "top"))
    done = [plan.get(r.TocNode, name) for name in ("Navigators", "Forms")]
    plan = plan.changed([node.replace(kind="intervention") for node in done if node])
    assert narrative(plan).startswith(
        "Through navigators, and forms, families ask.\n\nIf families ask, then top."
    )


def test_the_narrative_of_any_theory_fits_its_field(sample: Plan, draft: Any) -> None:
    limit = r.TocNarrative.describe("text").max_length
    text = narrative(sample)
    assert 2000 < len(text) <= limit
    assert text.startswith("We begin with what we do: capital program with need-based siting, ")
    assert "because students who are well attend more" in text
    assert text.endswith("What we hope for lies beyond: students achieve and thrive in school and in life.")
    long = draft.every(r.TocNode, statement="A long statement of what is so, " * 6).every(
        r.TocLink, rationale="x " * 200
    )
    assert 0 < len(narrative(long.plan)) <= limit


@pytest.mark.parametrize("text", ["CLINIC network", "clínic  nétwork", " clinic\nnetwork "])
def test_text_is_found_whatever_its_case_accents_and_spaces(sample: Plan, text: str) -> None:
    hits = find_text(sample, text)
    assert ("P-09", "organization", "A1", "Clinic network A") in {
        (hit.record.code, hit.field, hit.step, hit.excerpt) for hit in hits
    }
    assert [hit.step for hit in hits] == sorted(hit.step for hit in hits)


def test_accents_in_the_plan_are_found_without_them(draft: Any) -> None:
    plan = draft.set("AC-001", name="Reunión con las FAMILIAS de Peñón", description="Straße, İstanbul").plan
    assert [hit.excerpt for hit in find_text(plan, "reunion con")] == ["Reunión con las FAMILIAS de Peñón"]
    assert [hit.field for hit in find_text(plan, "penon")] == ["name"]
    assert [hit.field for hit in find_text(plan, "STRASSE")] == ["description"]


def test_codes_lists_reasons_and_long_texts_are_found(draft: Any) -> None:
    plan = draft.plan
    first, *others = find_text(plan.changed([plan.charter.replace(in_scope=("AC-032", "B"))]), "ac-032")
    assert (first.record.code, first.field, first.step) == ("AC-032", "", "D2")
    assert [each.field for each in others] == ["in_scope"]
    assert [hit.field for hit in find_text(plan, "silent writing first")] == ["ground_rules"]
    assert [hit.field for hit in find_text(plan, "separate physical education plan")] == ["wscc_left_out"]
    assert [hit.step for hit in find_text(plan, "paid for by lasting")] == ["B2"]


def test_nothing_is_found_for_a_blank_and_no_more_than_asked(sample: Plan) -> None:
    assert find_text(sample, "  ") == find_text(sample, "no such words") == find_text(Plan(), "a") == []
    assert len(find_text(sample, "e", limit=7)) == 7


def test_the_excerpt_shows_the_words_around() -> None:
    words = "lorem " * 30 + "the needle is here " + "ipsum " * 30
    (hit,) = find_text(Plan([r.Action(id="a", code="AC-001", description=words)]), "needle")
    assert hit.excerpt.startswith("…")
    assert hit.excerpt.endswith("…")
    assert "the needle is here" in hit.excerpt
    assert len(hit.excerpt) < 110
