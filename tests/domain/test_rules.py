"""The rules every plan keeps, and what follows by itself."""

import hashlib
from datetime import date

import pytest

from planner.domain import records as r
from planner.domain.lasting import tampered
from planner.domain.plan import Plan
from planner.domain.rules import violations
from planner.domain.settling import follow_ups, settle

TODAY = date(2026, 11, 22)


def broken(*records, today=TODAY):
    """Return (record id, field) of every broken rule."""
    return [(found.record.id, found.field) for found in violations(Plan(records), records, today)]


def said(*records, today=TODAY):
    return " ".join(found.message for found in violations(Plan(records), records, today))


def test_drafts_break_no_rule():
    assert broken(*(kind(id=name) for name, kind in r.KINDS.items())) == []


def test_the_sample_breaks_no_rule(sample):
    assert list(violations(sample, sample.records(), TODAY)) == []


def test_a_value_out_of_range_is_told_with_the_words_of_its_field():
    assert said(r.Risk(id="r", probability=9)) == "Probability must be between 1 and 5, not 9."


def test_fields_that_stayed_as_they_were_need_no_look():
    old = r.Risk(id="r", probability=9, statement="Old")
    new = old.replace(statement="New")
    assert list(violations(Plan([new]), [new], TODAY, before=Plan([old]))) == []
    assert len(list(violations(Plan([new]), [new], TODAY, before=Plan()))) == 1


@pytest.mark.parametrize("target", ["", "person", "nobody"])
def test_a_link_names_a_record_of_the_right_kind(target):
    people = (r.Person(id="person", code="P-01"), r.Goal(id="goal"))
    found = broken(*people, r.Objective(id="o", goal_id=target or None, lead_id=target or None))
    assert (
        found
        == {"": [], "person": [("o", "goal_id")], "nobody": [("o", "goal_id"), ("o", "lead_id")]}[target]
    )


def test_wrong_kind_is_told_with_what_to_choose():
    person = r.Person(id="person", code="P-01")
    assert said(person, r.Objective(id="o", goal_id="person")) == (
        "Goal names P-01, which is the wrong kind of record. Choose a goal."
    )
    assert "Choose a person or partner." in said(
        r.Goal(id="g", code="GO-1"), r.BackboneFunction(id="b", lead_id="g")
    )


@pytest.mark.parametrize(
    ("key", "fine"), [("NU", True), ("L1", True), ("R1", True), ("FY2026-27", True), ("XX", False)]
)
def test_an_open_reference_may_name_a_library_key(key, fine):
    assert (broken(r.CheckWaiver(id="w", entity_id=key)) == []) is fine
    assert (broken(r.RoadmapLink(id="l", entity_ids=(key,))) == []) is fine


def test_a_reference_to_named_kinds_takes_no_library_key():
    assert broken(r.ChangeLogEntry(id="c", decided_by="NU")) == [("c", "decided_by")]


def test_lists_of_links_are_looked_at_one_by_one():
    node = r.TocNode(id="n")
    assert broken(node, r.Goal(id="g", toc_node_ids=("n", "m"))) == [("g", "toc_node_ids")]
    assert broken(node, r.Goal(id="g", toc_node_ids=("n", "n"))) == [("g", "toc_node_ids")]


def test_a_plan_has_one_charter():
    first, second = r.Charter(id="1", position=1.0), r.Charter(id="2", position=2.0)
    assert broken(first, second) == [("2", "")]


# 1


def test_a_plan_starts_before_it_ends():
    day, other = date(2026, 7, 1), date(2029, 6, 30)
    assert broken(r.Charter(id="c", horizon_start=day, horizon_end=other)) == []
    assert broken(r.Charter(id="c", horizon_start=other)) == []
    assert broken(r.Charter(id="c", horizon_start=day, horizon_end=day)) == [("c", "horizon_end")]
    assert "June 30, 2029" in said(r.Charter(id="c", horizon_start=other, horizon_end=day))


# 5, 6


def theory(*links, **kinds):
    nodes = [
        r.TocNode(id=name, code=name.upper(), kind=kind, above_ceiling=kind == "impact")
        for name, kind in kinds.items()
    ]
    made = [r.TocLink(id=f"{a}{b}", code=f"L-{a}{b}", from_id=a, to_id=b) for a, b in links]
    return (*nodes, *made)


MIDDLE = "intermediate_outcome"


def test_a_link_joins_two_different_nodes():
    assert broken(*theory(("a", "b"), a=MIDDLE, b=MIDDLE)) == []
    assert broken(*theory(("a", "a"), a=MIDDLE)) == [("aa", "to_id")]


def test_a_pair_of_nodes_is_linked_once():
    twice = r.TocLink(id="x", code="L-x", from_id="a", to_id="b")
    assert broken(*theory(("a", "b"), a=MIDDLE, b=MIDDLE), twice) == [("ab", "to_id"), ("x", "to_id")]


def test_links_make_no_loop():
    chain = theory(("a", "b"), ("b", "c"), a=MIDDLE, b=MIDDLE, c=MIDDLE)
    assert broken(*chain) == []
    closing = r.TocLink(id="ca", code="L-z", from_id="c", to_id="a")
    plan = Plan((*chain, closing))
    (found,) = violations(plan, [closing], TODAY)
    assert (found.record, found.field) == (closing, "to_id")
    assert found.message.startswith("These would form a loop: A → B → C → A.")


def test_an_intervention_leads_to_an_outcome():
    assert broken(*theory(("a", "b"), a="intervention", b="early_outcome")) == []
    nodes = theory(("a", "b"), a="intervention", b="intervention")
    assert ("ab", "to_id") in broken(*nodes)
    assert list(violations(Plan(nodes), nodes[:1], TODAY))  # also when only the kind was changed


def test_nothing_above_the_ceiling_leads_below_it():
    assert broken(*theory(("a", "b"), a=MIDDLE, b="impact")) == []
    assert ("ab", "to_id") in broken(*theory(("a", "b"), a="impact", b=MIDDLE))


@pytest.mark.parametrize(
    ("kind", "above", "fine"),
    [
        *(("impact", True, True), ("impact", False, False)),
        *(("early_outcome", False, True), ("early_outcome", True, False)),
        *(("intervention", False, True), ("intervention", True, False)),
        *((MIDDLE, False, True), (MIDDLE, True, True)),
    ],
)
def test_the_kind_decides_the_side_of_the_ceiling(kind, above, fine):
    node = r.TocNode(id="n", kind=kind, above_ceiling=above)
    assert (broken(node) == []) is fine
    assert broken(settle(None, node, Plan(), TODAY)) == []


def test_the_ceiling_is_settled_only_when_the_kind_changes():
    impact = r.TocNode(id="n", kind="impact", above_ceiling=True)
    below = impact.replace(above_ceiling=False)
    assert settle(impact, below, Plan(), TODAY) is below


# 8, 9, 10


def test_a_baseline_is_known_or_due():
    due = r.Indicator(id="i", baseline_due=date(2027, 1, 1))
    known = r.Indicator(id="i", baseline_value=0.0, baseline_date=date(2026, 1, 1))
    assert broken(due) == broken(known) == []
    both = due.replace(baseline_value=4.0)
    assert broken(both) == [("i", "baseline_due")]
    assert settle(due, both, Plan(), TODAY).baseline_due is None
    assert settle(known, known.replace(baseline_due=date(2027, 1, 1)), Plan(), TODAY).baseline_due is not None


def test_the_smallest_group_shown_is_five():
    assert broken(r.Indicator(id="i", min_cell=4)) == [("i", "min_cell")]


def measured(**values):
    return r.Measurement(**{"id": "m", "code": "ME-01", "indicator_id": "i", **values})


INDICATOR = r.Indicator(id="i", code="IN-01", min_cell=10)


def test_nothing_is_measured_in_the_future():
    assert broken(INDICATOR, measured(as_of=TODAY)) == []
    assert broken(INDICATOR, measured(as_of=date(2026, 11, 23))) == [("m", "as_of")]
    later = r.Charter(id="c", as_of_date=date(2027, 1, 1))
    assert broken(later, INDICATOR, measured(as_of=date(2026, 12, 31))) == []
    earlier = r.Charter(id="c", as_of_date=date(2026, 1, 1))
    assert broken(earlier, INDICATOR, measured(as_of=TODAY)) == []


def test_a_group_is_measured_once_a_day():
    first, second = measured(as_of=TODAY), measured(id="n", as_of=TODAY)
    assert broken(INDICATOR, first, second) == [("m", "as_of"), ("n", "as_of")]
    assert broken(INDICATOR, first, second.replace(student_group="grade 9")) == []
    assert broken(INDICATOR, first, second.replace(as_of=date(2026, 1, 1))) == []


def test_values_of_small_groups_are_not_kept():
    def broken_by(record):
        return [found.field for found in violations(Plan([INDICATOR, record]), [record], TODAY)]

    assert broken_by(measured(n=10, value=3.0)) == []
    assert broken_by(measured(n=9, value=3.0, suppressed=True)) == ["value"]
    assert broken_by(measured(n=9)) == ["suppressed"]
    settled = settle(None, measured(n=9), Plan([INDICATOR]), TODAY)
    assert broken(INDICATOR, settled) == []
    stricter = INDICATOR.replace(min_cell=20)
    assert ("i", "min_cell") in broken(stricter, measured(n=10, value=3.0))


# 16, 17, 18


def test_a_role_belongs_to_one():
    around = (r.Person(id="p"), r.StakeholderGroup(id="g"), r.Partner(id="o"))
    assert broken(*around, r.RaciEntry(id="x", role="A", person_id="p")) == []
    assert broken(*around, r.RaciEntry(id="x", role="R", partner_id="o")) == []
    assert broken(*around, r.RaciEntry(id="x", role="R", person_id="p", group_id="g")) == [("x", "person_id")]
    assert broken(*around, r.RaciEntry(id="x", role="A", group_id="g")) == [("x", "role")]


def waiting(*pairs):
    names = sorted({name for pair in pairs for name in pair})
    actions = [r.Action(id=name, code=name.upper()) for name in names]
    made = [
        r.ActionDependency(id=f"{n}{a}{b}", code=f"DE-{n}", predecessor_id=a, successor_id=b)
        for n, (a, b) in enumerate(pairs)
    ]
    return (*actions, *made)


def test_actions_do_not_wait_for_themselves():
    assert broken(*waiting(("a", "b"), ("b", "c"), ("a", "c"))) == []
    assert broken(*waiting(("a", "a"))) == [("0aa", "successor_id")]
    assert broken(*waiting(("a", "b"), ("b", "a"))) == [("0ab", "successor_id")]
    assert "A → B → C → A" in said(*waiting(("a", "b"), ("b", "c"), ("c", "a")))
    assert broken(*waiting(("a", "b"), ("a", "b"))) == [("0ab", "successor_id"), ("1ab", "successor_id")]


def test_what_is_done_is_done_in_full():
    done = r.Action(id="a", status="done", percent_complete=100, actual_end=TODAY)
    assert broken(done) == []
    assert broken(done.replace(percent_complete=90)) == [("a", "percent_complete")]
    assert broken(done.replace(actual_end=None)) == [("a", "actual_end")]
    waits = r.Action(id="a")
    assert broken(waits) == []
    assert broken(waits.replace(percent_complete=1, actual_start=TODAY)) == [
        ("a", "percent_complete"),
        ("a", "actual_start"),
    ]


def settled(before, **values):
    return settle(before, before.replace(**values), Plan(), TODAY)


def test_status_and_percentage_follow_each_other():
    waits = r.Action(id="a")
    done = settled(waits, status="done")
    assert (done.percent_complete, done.actual_end) == (100, TODAY)
    assert settled(waits, status="done", actual_end=date(2026, 5, 1)).actual_end == date(2026, 5, 1)
    assert settled(waits, percent_complete=20).status == "in_progress"
    assert settled(waits, actual_start=TODAY).status == "in_progress"
    again = settled(done, percent_complete=80)
    assert (again.status, again.actual_end) == ("in_progress", None)
    undone = settled(done, status="not_started")
    assert (undone.percent_complete, undone.actual_start, undone.actual_end) == (0, None, None)
    for action in (done, again, undone):
        assert broken(action) == []
    assert settled(waits, name="Another").status == "not_started"


# 19, 23


HORIZON = r.Charter(id="c", horizon_start=date(2026, 7, 1), horizon_end=date(2029, 6, 30))


def test_money_is_planned_in_the_years_of_the_plan():
    assert broken(HORIZON, r.BudgetLine(id="b", fiscal_year="FY2028-29", amount_usd=0)) == []
    assert broken(HORIZON, r.BudgetLine(id="b", fiscal_year="FY2029-30")) == [("b", "fiscal_year")]
    assert broken(r.BudgetLine(id="b", fiscal_year="FY2029-30")) == []
    assert broken(HORIZON, r.BudgetLine(id="b", amount_usd=-1)) == [("b", "amount_usd")]


def test_relief_money_has_ended():
    source = r.FundingSource(id="s", type="esser")
    assert broken(HORIZON, source) == []
    given = r.FundingAllocation(id="a", source_id="s", fiscal_year="FY2026-27", amount_usd=5)
    assert broken(HORIZON, source, given) == [("s", "type"), ("a", "source_id")]
    assert broken(HORIZON, source, given.replace(fiscal_year="FY2023-24")) == []
    assert broken(HORIZON, source.replace(type="county"), given) == []


# 24, 26, 27, 29


def test_one_scenario_is_chosen():
    a, b = r.Scenario(id="a", selected=True), r.Scenario(id="b")
    assert broken(a, b) == []
    chosen = b.replace(selected=True)
    assert broken(a, chosen) == [("a", "selected"), ("b", "selected")]
    assert list(follow_ups(chosen, Plan([a, b]))) == [a.replace(selected=False)]
    assert list(follow_ups(b, Plan([a, b]))) == []


def test_a_response_does_not_make_a_risk_worse():
    risk = r.Risk(id="r", probability=2, impact=3)
    assert broken(risk.replace(residual_probability=2, residual_impact=3)) == []
    worse = risk.replace(residual_probability=5, residual_impact=3)
    assert broken(worse) == [("r", "residual_probability")]
    assert broken(worse.replace(response="accept")) == []


def vote(count, *, people=4, dots=3, status="open"):
    return (
        r.Session(id="s"),
        r.StakeholderGroup(id="g", name="Students"),
        r.Attendance(id="at", session_id="s", group_id="g", count=people),
        r.VoteRound(
            id="v", code="VR-01", session_id="s", method="dot_vote", dots_per_person=dots, status=status
        ),
        r.VoteResult(id="x", vote_round_id="v", group_id="g", count=count),
        r.VoteResult(id="y", vote_round_id="v", group_id="g", count=5),
    )


def test_a_group_has_as_many_dots_as_its_people_were_given():
    assert broken(*vote(7)) == []
    assert broken(*vote(8)) == [("x", "count"), ("y", "count")]
    assert "13 dots, but its 4 people had 12" in said(*vote(8))
    assert broken(*vote(8, dots=None)) == []


def test_a_frozen_copy_fits_its_fingerprint():
    text = '{"plan": "é"}'
    frozen = r.PlanVersion(id="v", snapshot=text, snapshot_sha256=hashlib.sha256(text.encode()).hexdigest())
    assert broken(frozen) == []
    assert broken(frozen.replace(snapshot=text + " ")) == [("v", "snapshot_sha256")]


# 28, 29: what lasts


def touched(before, after):
    ids: dict[str, set[str]] = {}
    for name, kind in r.KINDS.items():
        was, now = ({each.id: each for each in plan.all(kind)} for plan in (before, after))
        ids[name] = {each for each in was.keys() | now.keys() if was.get(each) != now.get(each)}
    return [
        (found.record.id, found.field)
        for found in tampered(before, after, {name: frozenset(some) for name, some in ids.items()})
    ]


def test_results_of_a_closed_vote_stay():
    records = vote(3, status="closed")
    before = Plan(records)
    *_, round_, x, _y = records
    extra = r.VoteResult(id="z", vote_round_id="v", group_id="g", count=1)
    assert touched(before, before.changed([x.replace(count=2)])) == [("x", "count")]
    assert touched(before, before.changed([extra])) == [("z", "count")]
    assert touched(before, before.changed(drop=[(r.VoteResult, "x")])) == [("x", "count")]
    assert touched(before, before.changed([round_.replace(status="open")])) == [("v", "status")]
    assert touched(before, before.changed([round_.replace(question="Other?")])) == [("v", "question")]
    whole = [(r.VoteRound, "v"), (r.VoteResult, "x"), (r.VoteResult, "y")]
    assert touched(before, before.changed(drop=whole)) == []
    group = [(r.StakeholderGroup, "g"), (r.VoteResult, "x"), (r.VoteResult, "y")]
    assert touched(before, before.changed(drop=group)) == [("x", "group_id"), ("y", "group_id")]
    assert touched(Plan(vote(3)), Plan(vote(3, status="closed"))) == []


def test_an_option_that_is_deleted_leaves_a_closed_vote():
    priority = r.Priority(id="p")
    *rest, round_, x, y = vote(3, status="closed")
    before = Plan([*rest, priority, round_.replace(options=("p",)), x.replace(option_id="p"), y])
    after = before.changed([round_.replace(options=()), x.replace(option_id=None)], [(r.Priority, "p")])
    assert touched(before, after) == []
    kept = before.changed([round_.replace(options=()), x.replace(option_id=None)])
    assert touched(before, kept) == [("x", "count"), ("v", "options")]


def test_a_frozen_version_stays():
    version = r.PlanVersion(id="v", label="1.0", snapshot="{}", snapshot_sha256="ab")
    before = Plan([version])
    assert touched(before, before.changed([version.replace(note="Adopted", status="superseded")])) == []
    assert touched(before, before.changed([version.replace(snapshot="{ }")])) == [("v", "snapshot")]
    assert touched(before, before.changed(drop=[(r.PlanVersion, "v")])) == [("v", "snapshot")]
    assert touched(Plan([version.replace(snapshot="")]), before) == []
