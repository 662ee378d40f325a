"""A plan is a picture: it finds, follows and never changes."""

from planner.domain.codes import next_code, number_of
from planner.domain.plan import Plan
from planner.domain.records import Action, Charter, Goal, Objective, Risk, Strategy


def small() -> Plan:
    return Plan(
        [
            Goal(id="g2", code="GO-2", position=2, name="Second"),
            Goal(id="g1", code="GO-1", position=1, name="First"),
            Objective(id="o1", code="OB-1.1", goal_id="g1", statement="More care"),
            Strategy(id="s1", code="ST-01", objective_ids=("o1",)),
            Action(id="a1", code="AC-001", strategy_id="s1", name="Open a center"),
            Charter(id="c", code="PL-01", title_text="A plan"),
        ]
    )


def test_records_come_in_order_and_are_found_every_way() -> None:
    plan = small()
    assert [goal.code for goal in plan.all(Goal)] == ["GO-1", "GO-2"]
    assert plan.get(Goal, "g2") is plan.find("g2") is plan.by_code("GO-2")
    assert plan.where(Strategy, objective_ids="o1") == plan.all(Strategy)
    assert plan.where(Action, strategy_id="nobody") == ()
    assert plan.some(Goal, ("g2", "gone", "g1")) == (plan.get(Goal, "g2"), plan.get(Goal, "g1"))
    assert (plan.name, plan.title("a1")) == ("A plan", "Open a center")
    assert (plan.code("a1"), plan.code("HE")) == ("AC-001", "HE")
    assert plan.pointing_at("o1") == ((plan.get(Strategy, "s1"), "objective_ids"),)
    assert len(plan) == 6


def test_single_kinds_are_there_even_when_empty() -> None:
    empty = Plan()
    assert empty.charter == Charter()
    assert empty.one(Charter).id == ""
    assert empty.all(Risk) == ()


def test_a_change_makes_a_new_picture_and_keeps_the_old_one_true() -> None:
    plan = small()
    plan.where(Goal, name="First")
    strategies = plan.all(Strategy)
    first = plan.get(Goal, "g1")
    assert first is not None
    after = plan.changed(put=[first.replace(name="Renamed", position=3)], drop=[(Action, "a1")])
    assert plan.title("g1") == "First"
    assert plan.get(Action, "a1") is not None
    assert [goal.name for goal in after.all(Goal)] == ["Second", "Renamed"]
    assert after.where(Goal, name="First") == ()
    assert after.get(Action, "a1") is None
    assert after.all(Strategy) is strategies
    assert after != plan
    assert after.changed(put=[first, *plan.all(Action)]) == plan


def test_codes_count_on_and_are_never_given_twice() -> None:
    plan = small()
    assert next_code(Risk(), plan, set(), 0) == "RK-01"
    assert next_code(Risk(), plan, {"RK-08"}, 7) == "RK-09"
    assert next_code(Action(), plan, set(), 999) == "AC-1000"
    assert next_code(Objective(goal_id="g2"), plan, {"OB-2.1"}, 40) == "OB-2.2"
    assert next_code(Objective(), plan, set(), 0) == "OB-0.1"
    assert [number_of(code) for code in ("RK-07", "OB-2.1", "RG-N")] == [7, 1, 0]
