"""What was done, the plan as it was, and the way back."""

import itertools
import tempfile
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from planner.domain import records as r
from planner.domain.differences import differences, made_official
from planner.domain.plan import Plan
from planner.domain.rules import violations
from planner.errors import PlannerError
from planner.paths import Paths
from planner.services.document import Document, Edit
from planner.services.history import SNAPSHOTS, History
from planner.services.library import Library
from planner.store.verify import verify

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


def words() -> dict:
    ids, minutes = itertools.count(1), itertools.count()
    return {
        "today": lambda: date(2026, 11, 22),
        "clock": lambda: NOON + timedelta(minutes=next(minutes)),
        "ids": lambda: f"id{next(ids)}",
    }


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "plan.workshop"


@pytest.fixture
def document(path: Path) -> Iterator[Document]:
    made = Document.create(path, label="New workshop", **words())
    yield made
    made.close()
    assert verify(path).problems == ()


@pytest.fixture
def history(document: Document) -> History:
    return History(document)


def add_goal(document: Document, name: str, step: str = "C4") -> r.Goal:
    with document.edit(f"Add {name}", step=step) as edit:
        return edit.add(r.Goal, name=name)


def rename(document: Document, goal: r.Goal, name: str, visit: int = 0) -> None:
    with document.edit("Edit goal", step="C4", merge=("goal", goal.id, visit) if visit else None) as edit:
        edit.set(goal, name=name)


def labels(history: History, show: str = "") -> list[str]:
    return [entry.words for entry in history.page(0, 100, show)]


class TestEntries:
    def test_the_newest_is_first_with_label_time_and_step(self, document: Document, history: History):
        add_goal(document, "Care")
        add_goal(document, "Meals", "D2")
        first, second, third = history.page(0, 10)
        assert (first.words, first.step, first.kind) == ("Add Meals", "D2", "edit")
        assert (second.words, third.words) == ("Add Care", "New workshop")
        assert NOON < second.time < first.time
        assert first.device

    def test_pages_follow_one_another(self, document: Document, history: History):
        for number in range(25):
            add_goal(document, f"Goal {number}")
        whole = history.page(0, 100)
        assert len(whole) == history.count() == 26
        assert [*history.page(0, 10), *history.page(10, 10), *history.page(20, 10)] == list(whole)
        assert history.page(26, 10) == ()

    def test_steps_can_be_picked(self, document: Document, history: History):
        add_goal(document, "Care", "C4")
        add_goal(document, "Meals", "D2")
        assert history.steps() == ("C4", "D2")
        assert labels(history, "C4") == ["Add Care"]
        assert history.count("E1") == 0

    def test_one_visit_to_a_field_is_one_entry_as_it_is_one_undo(self, document: Document, history: History):
        goal = add_goal(document, "Care")
        for text in ("Care f", "Care for", "Care for all"):
            rename(document, goal, text, visit=1)
            assert labels(history) == ["Edit goal", "Add Care", "New workshop"]
        rename(document, goal, "Care for everyone", visit=2)
        newest, visit, *_rest = history.page(0, 10)
        assert history.plan_at(visit.sequence).all(r.Goal)[0].name == "Care for all"
        assert history.before(visit.sequence).all(r.Goal)[0].name == "Care"
        assert history.place(newest.sequence) == 0
        assert history.place(visit.sequence, "C4") == 1
        assert history.place(visit.sequence - 1) == -1

    def test_undo_and_redo_say_what_they_are(self, document: Document, history: History):
        add_goal(document, "Care")
        document.undo()
        document.redo()
        document.undo()
        assert labels(history) == [
            "Undo: Add Care",
            "Redo: Add Care",
            "Undo: Add Care",
            "Add Care",
            "New workshop",
        ]

    def test_edits_of_an_earlier_sitting_are_there(self, path: Path, document: Document):
        goal = add_goal(document, "Care")
        rename(document, goal, "Care for all", visit=1)
        document.close()
        again = Document.open(path, **words())
        rename(again, again.plan.all(r.Goal)[0], "Care for everyone", visit=1)
        assert labels(History(again)) == ["Edit goal", "Edit goal", "Add Care", "New workshop"]
        again.close()


class TestSnapshots:
    def test_a_named_moment_is_found_again_and_is_no_step_of_undo(self, document: Document, history: History):
        add_goal(document, "Care")
        number = history.snapshot(" Before the vote ", step="C3")
        assert document.undo_label == "Add Care"
        add_goal(document, "Meals")
        assert labels(history, SNAPSHOTS) == ["Before the vote"]
        entry = history.entry(number)
        assert entry is not None
        assert (entry.kind, entry.named, entry.step) == ("snapshot", True, "C3")
        assert len(history.plan_at(number).all(r.Goal)) == 1
        assert document.saved_at is not None

    def test_listeners_hear_of_it(self, document: Document, history: History):
        heard = []
        document.subscribe(heard.append)
        history.snapshot("Here")
        assert [each.label for each in heard] == ["Here"]
        assert not heard[0].touches(r.Goal)

    def test_a_sign_off_is_one_by_itself(self, document: Document, history: History):
        with document.edit("Mark Sign-off as done", step="B6") as edit:
            gate = edit.add(r.StepState, step="B6", status="in_progress")
            edit.add(r.StepState, step="A2", status="done")
        assert history.count(SNAPSHOTS) == 0
        with document.edit("Mark Sign-off as done", step="B6") as edit:
            edit.set(gate, status="done", signed_off=True)
        (entry,) = history.page(0, 10, SNAPSHOTS)
        assert entry.signed_off == "B6"
        assert entry.words.startswith("Sign-off of B6 ")
        document.undo()
        document.redo()
        assert history.count(SNAPSHOTS) == 1

    def test_a_plan_that_came_signed_off_has_none(self, tmp_path: Path):
        state = r.StepState(step="B6", status="done", signed_off=True)
        document = Document.create(tmp_path / "came.workshop", [state], label="Import", **words())
        assert History(document).count(SNAPSHOTS) == 0
        document.close()


class TestGoingBack:
    def test_it_is_one_edit_that_can_be_undone_and_done_again(self, document: Document, history: History):
        goal = add_goal(document, "Care")
        then, moment = document.plan, history.page(0, 1)[0].sequence
        rename(document, goal, "Care for all")
        with document.edit("Delete goal") as edit:
            edit.delete(goal)
        add_goal(document, "Meals")
        now = document.plan
        changes = history.go_back_to(moment)
        assert changes is not None
        assert changes.touches(r.Goal)
        assert document.plan == then
        assert document.undo_label == "Go back to: Add Care"
        document.undo()
        assert document.plan == now
        document.redo()
        assert document.plan == then
        assert labels(history)[:3] == [
            "Redo: Go back to: Add Care",
            "Undo: Go back to: Add Care",
            "Go back to: Add Care",
        ]

    def test_nothing_happens_where_nothing_differs(self, document: Document, history: History):
        add_goal(document, "Care")
        assert history.go_back_to(document.log().last) is None
        assert history.count() == 2

    def test_work_goes_on_with_new_codes(self, document: Document, history: History):
        start = document.log().last
        first = add_goal(document, "Care")
        history.go_back_to(start)
        assert document.plan.all(r.Goal) == ()
        assert add_goal(document, "Meals").code != first.code

    def test_a_moment_that_is_not_there_is_refused(self, document: Document, history: History):
        before = document.plan
        with pytest.raises(PlannerError, match="not in the history"):
            history.go_back_to(99)
        assert document.plan is before

    def test_it_works_in_a_later_sitting(self, path: Path, document: Document):
        add_goal(document, "Care")
        then = document.plan
        add_goal(document, "Meals")
        now = document.plan
        document.close()
        again = Document.open(path, **words())
        assert again.undo_label == ""
        History(again).go_back_to(2)
        assert again.plan == then
        again.undo()
        assert again.plan == now
        again.close()

    def test_two_hundred_steps_can_be_undone_and_no_more_than_the_sitting_did(self, document: Document):
        goal = add_goal(document, "Care")
        for number in range(250):
            rename(document, goal, f"Care {number}")
        for _each in range(251):
            assert document.undo() is not None
        assert document.undo() is None
        assert len(document.plan) == 0

    def test_every_rule_holds_after_going_back_and_the_work_goes_on(self, tmp_path: Path):
        """No rule is asked on the way back, as undo asks none: each moment kept them when it was saved."""
        path = Library(Paths(tmp_path / "data")).sample()
        document = Document.open(path)
        history, moments = History(document), []

        def edit(do: Callable[[Edit], object]) -> None:
            with document.edit("Edit") as made:
                do(made)
            moments.append((document.log().last, document.plan))

        edit(lambda e: e.set(e.plan.all(r.Goal)[0], name="Another name"))  # adopted: told in the change log
        edit(lambda e: e.add(r.VoteRound, question="Which first?", status="open"))
        edit(lambda e: e.set(e.plan.all(r.VoteRound)[-1], status="closed"))
        edit(lambda e: e.set(e.plan.one(r.Charter), status="draft"))
        edit(lambda e: e.delete(*e.plan.all(r.Goal)[1:]))
        edit(lambda e: e.delete(*e.plan.all(r.Person)[:5]))
        today = document.today()
        for moment, plan in (*reversed(moments), *moments, moments[2], moments[0]):
            history.go_back_to(moment)
            assert document.plan == plan
            assert not list(violations(plan, plan.records(), today))
            with document.edit("Go on") as more:
                more.add(r.Risk, statement="If it rains")
        logged = [len(plan.all(r.ChangeLogEntry)) for _moment, plan in moments]
        assert logged[0] == logged[1]  # what was logged went back and came again with what it tells of
        document.close()
        assert verify(path).problems == ()

    def test_the_journal_of_an_earlier_run_leads_back_two_hundred_edits(self, path: Path, document: Document):
        goal = add_goal(document, "Care")
        for number in range(220):
            rename(document, goal, f"Care {number}")
        names = document.log().last
        document.close()
        again = Document.open(path, **words())
        assert again.undo() is None  # a plan just opened is what it was
        history = History(again)
        history.go_back_to(names - 210)
        assert again.plan.all(r.Goal)[0].name == "Care 9"
        again.undo()
        assert again.plan.all(r.Goal)[0].name == "Care 219"
        again.close()

    def test_what_is_official_is_told_before_it_is_given_up(self, document: Document, history: History):
        with document.edit("Vote") as edit:
            vote = edit.add(r.VoteRound, question="Which first?", status="open")
        moment = document.log().last
        with document.edit("Close") as edit:
            edit.set(vote, status="closed")
            edit.set(edit.plan.one(r.Charter), title_text="Plan", status="draft")
        assert [each.id for each in history.lost_by_going_back(moment)] == [vote.id]
        assert history.lost_by_going_back(document.log().last) == ()
        assert [each.id for each in made_official(document.plan, Plan())] == [vote.id]


class TestDifferences:
    def test_records_are_changed_added_deleted_and_put_in_order(self, document: Document):
        care, meals, sleep = (add_goal(document, name) for name in ("Care", "Meals", "Sleep"))
        before = document.plan
        with document.edit("Many") as edit:
            edit.set(care, name="Care for all", lcap_goal_type="broad")
            edit.delete(meals)
            new = edit.add(r.Goal, name="Play")
            edit.move(sleep, before=care)
        found = differences(before, document.plan)
        assert [(each.what, (each.after or each.before or r.Goal()).id) for each in found] == [
            ("changed", care.id),
            ("added", new.id),
            ("deleted", meals.id),
            ("order", ""),
        ]
        changed = {each.field.name: (each.before, each.after) for each in found[0].fields}
        assert changed == {"name": ("Care", "Care for all"), "lcap_goal_type": ("", "broad")}
        back = differences(document.plan, before)
        assert sorted(each.what for each in back) == ["added", "changed", "deleted", "order"]

    def test_times_and_numbering_are_no_differences(self, document: Document):
        care = add_goal(document, "Care")
        before = document.plan
        again = before.changed([care.replace(updated_at="later", position=7.0)])
        assert again != before
        assert differences(before, again) == ()
        assert differences(before, before) == ()


OPERATIONS = st.lists(
    st.tuples(
        st.sampled_from(
            ("add", "write", "type", "link", "refer", "delete", "move", "undo", "redo", "name", "back")
        ),
        st.integers(0, 9),
        st.integers(0, 9),
    ),
    min_size=1,
    max_size=30,
)
ADDED = (r.Goal, r.Objective, r.Strategy, r.Action, r.Risk, r.Decision, r.Person)


class Desk:
    """Does any operation on a document, and remembers the plan after every edit."""

    def __init__(self, path: Path) -> None:
        self.document = Document.create(path, label="New", **words())
        self.history = History(self.document)
        self.plans = {0: Plan(), self.document.log().last: self.document.plan}

    def do(self, what: str, a: int, b: int) -> None:
        getattr(self, what)(a, b)
        self.plans[self.document.log().last] = self.document.plan

    def pick(self, number: int, *kinds: type[r.Record]) -> r.Record | None:
        rows = [row for kind in kinds or ADDED for row in self.document.plan.all(kind)]
        return rows[number % len(rows)] if rows else None

    def add(self, a: int, b: int) -> None:
        kind = ADDED[a % len(ADDED)]
        goal, strategy = self.pick(b, r.Goal), self.pick(b, r.Strategy)
        values = {
            r.Objective: {"goal_id": goal and goal.id},
            r.Action: {"strategy_id": strategy and strategy.id},
        }
        with self.document.edit("Add") as edit:
            edit.add(kind, **values.get(kind, {}))

    def write(self, a: int, b: int, merge: tuple[object, ...] | None = None) -> None:
        record = self.pick(a, r.Goal, r.Person, r.Strategy)
        if record is not None:
            with self.document.edit("Write", merge=merge) as edit:
                edit.set(record, name="é" * (b + 1))

    def type(self, a: int, b: int) -> None:
        self.write(a, b, merge=("name", a))

    def link(self, a: int, b: int) -> None:
        strategy = self.pick(a, r.Strategy)
        if strategy is not None:
            rows = self.document.plan.all(r.Objective)
            with self.document.edit("Link") as edit:
                edit.set(strategy, objective_ids=[each.id for each in (*rows[b:], *rows[:b])][:3])

    def refer(self, a: int, b: int) -> None:
        decision = self.pick(a, r.Decision)
        if decision is not None:
            some = {each.id for each in (self.pick(b), self.pick(b + 1)) if each}
            with self.document.edit("Refer") as edit:
                edit.set(decision, entity_ids=sorted(some))

    def delete(self, a: int, b: int) -> None:
        gone = {each.id: each for each in (self.pick(a), self.pick(b)) if each}
        with self.document.edit("Delete") as edit:
            edit.delete(*gone.values())

    def move(self, a: int, b: int) -> None:
        moved, other = self.pick(a, r.Objective), self.pick(b, r.Objective)
        if moved is not None and other is not None and moved.id != other.id:
            with self.document.edit("Move") as edit:
                edit.move(moved, before=other)

    def undo(self, _a: int, _b: int) -> None:
        self.document.undo()

    def redo(self, _a: int, _b: int) -> None:
        self.document.redo()

    def name(self, _a: int, _b: int) -> None:
        self.history.snapshot("Here")

    def back(self, a: int, b: int) -> None:
        known = sorted(each for each in self.plans if each)
        self.history.go_back_to(known[(a * 10 + b) % len(known)])


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(operations=OPERATIONS, moments=st.lists(st.integers(0, 99), min_size=1, max_size=8))
def test_the_plan_is_as_it_was_after_every_edit_and_is_so_again(
    operations: list[tuple[str, int, int]], moments: list[int]
):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "plan.workshop"
        desk = Desk(path)
        for number, (what, a, b) in enumerate(operations):
            desk.do(what, a, b)
            if number % 4 == 3:
                some = sorted(desk.plans)[a * 7 % len(desk.plans)]
                assert desk.history.plan_at(some) == desk.plans[some]
        document, history = desk.document, desk.history
        assert history.page(0, 99) == History(document).page(0, 99)  # followed as it grew, or read at once
        known = sorted(desk.plans)
        for each in known:
            assert history.plan_at(each) == desk.plans[each]
        for moment in moments:
            sequence = known[moment % len(known)]
            before, label = document.plan, document.undo_label
            assert history.plan_at(sequence) == desk.plans[sequence]
            if sequence and history.go_back_to(sequence) is not None:
                assert document.plan == desk.plans[sequence]
                if moment % 2:
                    document.undo()
                    assert document.plan == before
                    assert document.undo_label == label
        plan = document.plan
        document.close()
        again = Document.open(path)
        assert again.plan == plan
        assert History(again).plan_at(known[-1]) == desk.plans[known[-1]]
        again.close()
        assert verify(path).problems == ()
