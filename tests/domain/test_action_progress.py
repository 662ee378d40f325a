"""How far the actions have come."""

from datetime import date

from planner.domain.analysis.action_progress import action_progress, by_goal, next_day
from planner.domain.plan import Plan
from planner.domain.records import Action, Goal, Objective, Strategy

AS_OF = date(2026, 11, 15)


def action(name: str, start: date | None, end: date | None, status: str = "not_started") -> Action:
    return Action(id=name, code=name, name=name, start_date=start, end_date=end, status=status)


def test_actions_are_told_by_where_they_stand() -> None:
    plan = Plan(
        [
            action("done", date(2026, 1, 1), date(2026, 3, 1), "done"),
            action("late", date(2026, 1, 1), date(2026, 10, 1), "in_progress"),
            action("later", date(2026, 1, 1), date(2026, 6, 1), "blocked"),
            action("starts", date(2026, 12, 1), date(2027, 6, 1)),
            action("ends", date(2026, 6, 1), date(2027, 2, 13), "in_progress"),
            action("far", date(2027, 2, 14), date(2027, 6, 1)),
            action("gone", date(2026, 1, 1), date(2026, 6, 1), "cancelled"),
            action("undated", None, None),
        ]
    )
    found = action_progress(plan, AS_OF)

    def names(rows: tuple[Action, ...]) -> list[str]:
        return [each.name for each in rows]

    assert sorted(names(found.counted)) == ["done", "ends", "far", "late", "later", "starts", "undated"]
    assert names(found.done) == ["done"]
    assert sorted(names(found.due)) == ["done", "late", "later"]
    assert names(found.late) == ["later", "late"]  # the longest first
    assert names(found.blocked) == ["later"]
    assert names(found.coming) == ["starts", "ends"]  # within 90 days, the nearest first


def test_the_next_day_is_the_start_or_the_end() -> None:
    assert next_day(action("a", date(2026, 12, 1), date(2026, 12, 20)), AS_OF) == date(2026, 12, 1)
    assert next_day(action("a", date(2026, 11, 15), date(2026, 12, 20)), AS_OF) == date(2026, 12, 20)
    assert next_day(action("a", None, date(2027, 2, 14)), AS_OF) is None


def test_actions_count_under_the_goal_of_their_strategy() -> None:
    plan = Plan(
        [
            Goal(id="g", code="GO-1"),
            Objective(id="o", code="OB-1.1", goal_id="g"),
            Strategy(id="s", code="ST-01", objective_ids=("o",)),
            action("a", None, None).replace(strategy_id="s"),
            action("b", None, None),
        ]
    )
    assert {goal: [each.name for each in rows] for goal, rows in by_goal(plan).items()} == {
        "g": ["a"],
        "": ["b"],
    }
