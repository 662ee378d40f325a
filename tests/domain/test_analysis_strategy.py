"""Votes, voices, scans, priorities, coverage and progress: the sample's figures and cases made by hand."""

import json
from datetime import date
from typing import Any

import pytest

from planner import assets
from planner.domain import records as r
from planner.domain.analysis import coverage, priorities, readiness, scan, smartie, trajectories, voice, votes
from planner.domain.plan import Plan

FILE = json.loads(assets.text("samples/sample_plan.json"))


def test_the_dot_vote_of_the_sample_ranks_differently_both_ways(sample: Plan) -> None:
    tally = votes.tally(sample, sample.all(r.VoteRound)[0])
    first, second = (sample.by_code(code) for code in ("PR-02", "PR-01"))
    assert first is not None
    assert second is not None
    assert (tally.raw[first.id], tally.raw[second.id]) == (19, 18)
    assert tally.ranked()[:2] == (first.id, second.id)
    assert (round(100 * tally.group_equal[second.id], 1), round(100 * tally.group_equal[first.id], 1)) == (
        25.0,
        22.9,
    )
    assert tally.ranked(group_equal=True)[0] == second.id
    assert sum(tally.group_equal.values()) == pytest.approx(1)


def test_a_vote_without_results_and_one_with_scores() -> None:
    empty = r.VoteRound(id="v", method="dot_vote", options=("a", "b"))
    assert votes.tally(Plan([empty]), empty) == votes.Tally({"a": 0, "b": 0}, {"a": 0, "b": 0}, {})
    scored = empty.replace(method="shi_five")
    results = [("g1", 20.0, 3), ("g2", 10.0, 1)]
    rows = [
        r.VoteResult(id=group, vote_round_id="v", group_id=group, option_id="a", score=score, count=people)
        for group, score, people in results
    ]
    tally = votes.tally(Plan([scored, *rows]), scored)
    assert (tally.raw["a"], tally.group_equal["a"], tally.raw["b"]) == (17.5, 15.0, 0)


@pytest.mark.parametrize(
    ("rule", "method", "counts", "passed", "support"),
    [
        ("gradients_80_no_veto", "gradients", (11, 8, 3, 1, 0, 1, 0, 0), True, 91.7),
        ("gradients_80_no_veto", "gradients", (8, 0, 0, 0, 0, 2, 0, 0), True, 80.0),
        ("gradients_80_no_veto", "gradients", (7, 0, 0, 0, 0, 3, 0, 0), False, 70.0),
        ("gradients_80_no_veto", "gradients", (9, 0, 0, 0, 0, 0, 0, 1), False, 90.0),
        ("gradients_67", "gradients", (9, 0, 0, 0, 0, 0, 0, 1), True, 90.0),
        ("gradients_67", "gradients", (8, 0, 0, 0, 0, 0, 0, 2), False, 80.0),
        ("fist_to_five", "fist_to_five", (0, 0, 0, 3, 9, 8), True, 100.0),
        ("fist_to_five", "fist_to_five", (0, 0, 1, 3, 9, 8), False, 95.2),
        ("two_thirds", "gradients", (2, 0, 0, 6, 0, 1, 0, 0), True, 66.7),
        ("majority", "dot_vote", (5, 5), False, 50.0),
        ("majority", "dot_vote", (6, 5), True, 54.5),
        ("sponsor_decides", "gradients", (0, 0, 0, 0, 0, 0, 9, 0), True, 0.0),
        ("", "gradients", (9, 0, 0, 0, 0, 0, 0, 0), False, 100.0),
    ],
)
def test_decision_rules(
    rule: str, method: str, counts: tuple[int, ...], passed: bool, support: float
) -> None:
    verdict = votes.passes(rule, method, counts)
    assert (verdict.passed, round(verdict.support_pct or 0, 1)) == (passed, support)


@pytest.mark.parametrize("counts", [(), (0, 0, 0), (-1,)])
def test_nobody_voted(counts: tuple[int, ...]) -> None:
    assert votes.passes("majority", "gradients", counts) == votes.Verdict(False, None)
    assert votes.passes("sponsor_decides", "gradients", counts) == votes.Verdict(True, None)


def test_the_adoption_vote_of_the_sample_and_one_in_a_round(sample: Plan, draft: Any) -> None:
    decision = sample.by_code("DC-04")
    assert isinstance(decision, r.Decision)
    verdict = votes.verdict(sample, decision)
    assert verdict is not None
    assert (verdict.passed, round(verdict.support_pct or 0, 1)) == (True, 91.7)
    plan = draft.add(r.VoteRound, "VR-9", method="fist_to_five").set("DC-04", vote_counts=(), vote_method="")
    plan = plan.set("DC-04", vote_round_id=plan.id("VR-9"))
    assert votes.verdict(plan.plan, plan.plan.by_code("DC-04")) is None
    for level, count in ((0, 1), (5, 9), (99, 5)):
        plan = plan.add(r.VoteResult, f"VT-{level}", vote_round_id=plan.id("VR-9"), level=level, count=count)
    assert votes.counts_of(plan.plan, plan.plan.by_code("DC-04")) == ("fist_to_five", (1, 0, 0, 0, 0, 9))
    assert votes.counts_of(sample, decision.replace(vote_counts=("x", ""), vote_round_id="gone")) == ("", ())


@pytest.mark.parametrize(("options", "dots"), [(0, 2), (1, 2), (6, 2), (7, 3), (18, 6), (60, 7)])
def test_dots_per_person(options: int, dots: int) -> None:
    assert votes.dots_per_person(options) == dots


@pytest.mark.parametrize(
    ("shares", "index"),
    [((), 1), ((0, 0), 1), ((0.5, 0.5), 1), ((1, 0), 0.5), ((3, 1), 0.75), ((1, 0, 0, 0), 0.25)],
)
def test_balance_index(shares: tuple[float, ...], index: float) -> None:
    assert voice.balance_index(shares) == pytest.approx(index)


def test_silent_groups_that_were_there_count_in_the_balance(sample: Plan) -> None:
    session = sample.by_code("WS-3")
    assert isinstance(session, r.Session)
    ideas = voice.session_voices(sample, session).ideas
    assert (ideas.total, len(ideas.counts), ideas.loudest[1]) == (20, 8, 0.45)
    assert ideas.index == pytest.approx(0.65)
    assert voice.session_voices(sample, session).dominated == ideas
    assert voice.session_voices(Plan(), session).dominated is None


def test_policy_scan_and_lessons_of_the_sample(sample: Plan) -> None:
    assert scan.policy_scores(sample) == scan.PolicyScores(70, 10)
    assert scan.policy_scores(sample, "EW") == scan.PolicyScores(0, 0)
    assert scan.policy_scores(Plan()) == scan.PolicyScores(None, None)
    assert round(scan.scan_percent(sample, "NU") or 0) == 56
    low = {lesson for lesson, score in scan.lesson_scores(sample).items() if score.low}
    assert low == {"L4", "L5"}
    assert scan.lesson_scores(Plan())["L1"] == scan.LessonScore({}, None, None)


def test_statements_that_do_not_apply_are_left_out_of_the_percent() -> None:
    rows = [(1, 3, False), (2, None, True), (3, None, False)]
    plan = Plan(
        [r.WsccRating(id=str(n), component="HE", statement_no=n, rating=x, na=na) for n, x, na in rows]
    )
    assert scan.scan_percent(plan, "HE") == 100
    assert scan.rated_statements(plan, "HE") == 2
    assert scan.scan_percent(plan, "PE") is None


def test_each_group_weighs_the_same_in_a_lesson() -> None:
    given = [("g1", 3), ("g1", 3), ("g1", 3), ("g2", 0), ("g2", None)]
    rows = [r.LessonRating(id=str(n), lesson="L1", group_id=g, rating=x) for n, (g, x) in enumerate(given)]
    assert scan.lesson_scores(Plan(rows))["L1"] == scan.LessonScore({"g1": 3, "g2": 0}, 1.5, 3)


def test_weighted_scores_equal_those_of_the_file(sample: Plan) -> None:
    found = {each.code: priorities.weighted_score(sample, each) for each in sample.all(r.Priority)}
    assert found == pytest.approx({raw["id"]: raw["weighted_score"] for raw in FILE["priorities"]})
    assert sorted(priorities.ranks(sample).values()) == [1, 2, 3, 4, 5, 6, 7]


def test_priorities_whose_rank_hangs_on_a_weight() -> None:
    weighing = [
        r.Criterion(id=key, key=key, weight=weight)
        for key, weight in (("need", 50), ("fit", 45), ("x", None))
    ]
    scores = {"a": {"need": 8, "fit": 5}, "b": {"need": 5, "fit": 8}, "c": {"need": 1}, "d": {"fit": None}}
    plan = Plan(
        [*weighing, *(r.Priority(id=each, code=each, scores=score) for each, score in scores.items())]
    )
    assert priorities.ranks(plan) == {"a": 1, "b": 2, "c": 3, "d": 4}
    assert priorities.unsettled(plan) == {"a", "b"}
    assert priorities.ranks(Plan()) == {}


def test_the_sample_meets_all_commitments_and_says_why(sample: Plan) -> None:
    found = coverage.commitments(sample)
    assert list(found) == ["R1", "R2", "R3", "R4", "R5", "R6"]
    assert all(each.met and each.why for each in found.values())
    assert not any(each.met for each in coverage.commitments(Plan()).values())


def test_commitments_say_what_is_missing(draft: Any) -> None:
    bare = draft.every(r.TocLink, rationale="short").every(r.Strategy, evidence_tier="", evidence_citation="")
    found = coverage.commitments(bare.every(r.Objective, beneficiaries=("students",), equity_focus="").plan)
    assert (
        found["R1"].why
        == "no objective benefits staff; goals without an equity focus: GO-1, GO-2, GO-3, GO-4, GO-5"
    )
    assert found["R3"].why.startswith(
        "only 0% of links carry a reason; strategies without evidence: ST-01, ST-02"
    )


def test_coverage_counts_tags(sample: Plan) -> None:
    rows = coverage.coverage(sample)
    assert (rows["NU"].tags, rows["NU"].left_out) == (0, "")
    assert rows["PE"].left_out.startswith("Covered by the district's")
    assert rows["EW"].icem == coverage.icem_by_component(sample)["EW"]
    assert sum(row.tags > 0 for row in rows.values()) == 8
    assert coverage.tenets(sample)["challenged"] == 1
    assert set(coverage.icem(Plan()).values()) == {0}


def test_readiness_of_the_sample_and_of_a_blank(sample: Plan) -> None:
    strategy = sample.by_code("ST-11")
    assert strategy is not None
    rating = readiness.latest(sample, strategy.id)
    assert rating is not None
    found = readiness.readiness(rating)
    assert pytest.approx((19 / 6, 16 / 6, 2.4)) == (found.M, found.G, found.I)
    assert found.index == pytest.approx(19 / 6 * 16 / 6 * 2.4 / 125)
    assert found.lowest == ("I", 2.4)
    assert found.low
    half = readiness.readiness(r.ReadinessRating(ratings={"culture": 2}))
    assert (half.M, half.G, half.index, half.low) == (None, 2, None, True)
    assert readiness.readiness(r.ReadinessRating()).lowest is None


def test_the_last_readiness_rating_counts() -> None:
    days = (None, date(2027, 1, 1), date(2026, 1, 1))
    plan = Plan([r.ReadinessRating(id=str(n), strategy_id="s", date=day) for n, day in enumerate(days)])
    latest = readiness.latest(plan, "s")
    assert latest is not None
    assert latest.id == "1"
    assert readiness.latest(plan, "t") is None


def test_every_objective_of_the_sample_is_smartie(sample: Plan) -> None:
    for objective in sample.all(r.Objective):
        assert smartie.smartie(sample, objective) == dict.fromkeys("SMARTIE", True)
    assert smartie.smartie(Plan(), r.Objective()) == dict.fromkeys("SMARTIE", False)


def indicator(**values: Any) -> r.Indicator:
    usual: dict[str, Any] = {
        "baseline_value": 100,
        "baseline_date": date(2027, 1, 1),
        "target_value": 0,
        "target_date": date(2028, 1, 1),
        "direction": "decrease",
    }
    return r.Indicator(id="i", **{**usual, **values})


def test_expected_values_lie_on_straight_lines() -> None:
    stepped = indicator(milestones=((date(2027, 7, 2), 90), (date(2030, 1, 1), 5)))
    days = [
        date(2026, 1, 1),
        date(2027, 1, 1),
        date(2027, 4, 2),
        date(2027, 7, 2),
        date(2028, 1, 1),
        date(2029, 1, 1),
    ]
    assert [trajectories.expected(stepped, day) for day in days] == [100, 100, 95, 90, 0, 0]
    assert trajectories.expected(indicator(baseline_value=None), days[0]) is None
    assert trajectories.expected(indicator(target_date=date(2027, 1, 1)), days[0]) is None


@pytest.mark.parametrize(
    ("day", "value", "status"),
    [
        (date(2027, 1, 31), 100, "too_early"),
        (date(2027, 1, 31), 106, "at_risk"),
        (date(2027, 1, 31), 105, "too_early"),
        (date(2028, 1, 1), 10, "on_track"),
        (date(2028, 1, 1), 11, "at_risk"),
        (date(2028, 1, 1), 40, "at_risk"),
        (date(2028, 1, 1), 41, "off_track"),
        (date(2028, 1, 2), 0, "no_data"),
    ],
)
def test_indicator_status(day: date, value: float, status: str) -> None:
    measured = r.Measurement(id="m", indicator_id="i", as_of=day, value=value)
    plan = Plan([indicator(), measured])
    assert trajectories.indicator_status(plan, indicator(), date(2028, 1, 1)) == status


def test_limits_come_from_the_monitoring_plan_and_groups_do_not_count() -> None:
    day = date(2028, 1, 1)
    rows = [
        r.Measurement(id="m", indicator_id="i", as_of=day, value=25),
        r.Measurement(id="n", indicator_id="i", as_of=day, value=99, student_group="Newcomers"),
        r.Measurement(id="o", indicator_id="i", as_of=day, value=99, suppressed=True),
    ]
    easy = r.MonitoringPlan(id="x", on_track_ratio=0.75, at_risk_ratio=None, too_early_fraction=None)
    assert trajectories.indicator_status(Plan([*rows, easy]), indicator(), day) == "on_track"
    assert trajectories.indicator_status(Plan(rows), indicator(), day) == "at_risk"


@pytest.mark.parametrize(
    ("value", "status"), [(95, "on_track"), (94, "at_risk"), (90, "at_risk"), (89, "off_track")]
)
def test_an_indicator_to_maintain_stays_near_its_target(value: float, status: str) -> None:
    steady = indicator(direction="maintain", target_value=100, threshold_value=95)
    plan = Plan([r.Measurement(id="m", indicator_id="i", as_of=date(2027, 2, 1), value=value)])
    assert trajectories.indicator_status(plan, steady, date(2027, 3, 1)) == status


def test_the_statuses_of_the_sample(sample: Plan, as_of: date) -> None:
    found = {
        each.code: trajectories.objective_status(sample, each, as_of) for each in sample.all(r.Objective)
    }
    assert found["OB-4.1"] == "off_track"
    assert {found["OB-3.1"], found["OB-5.2"]} == {"on_track"}
    assert {found["OB-4.2"], found["OB-2.3"]} == {"no_data"}
    assert found["OB-1.1"] == "too_early"


def test_a_target_equal_to_the_baseline_is_no_division_by_zero() -> None:
    flat = indicator(target_value=100)
    plan = Plan([r.Measurement(id="m", indicator_id="i", as_of=date(2027, 6, 1), value=3)])
    assert trajectories.indicator_status(plan, flat, date(2028, 1, 1)) == "no_data"
