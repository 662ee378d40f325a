"""Random edits, undo, redo and reopening, against a model that knows nothing of files."""

import itertools
import shutil
import tempfile
from datetime import UTC, date, datetime
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    initialize,
    invariant,
    multiple,
    precondition,
    rule,
)

from planner.domain import records as r
from planner.domain.fields import Kind
from planner.domain.plan import Plan
from planner.services.document import Document
from planner.store.verify import verify

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
LINKED = {
    r.Goal: {"priority_id": r.Priority, "owner_id": r.Person},
    r.Objective: {"goal_id": r.Goal, "lead_id": r.Person},
    r.Risk: {"objective_id": r.Objective, "owner_id": r.Person},
    r.RaciEntry: {"action_id": r.Action, "person_id": r.Person},
    r.Action: {"strategy_id": r.Strategy},
}
LISTED = {
    r.Strategy: {"objective_ids": r.Objective},
    r.Objective: {"toc_node_ids": r.TocNode},
    r.Goal: {"toc_node_ids": r.TocNode},
}
REFERRED = {r.RoadmapLink: "entity_ids", r.Decision: "entity_ids"}
KINDS = (
    *(r.Priority, r.Person, r.Goal, r.Objective, r.Strategy, r.Action, r.RaciEntry, r.Risk),
    *(r.TocNode, r.RoadmapLink, r.Decision),
)


class Model:
    """All records by id; deleting follows the descriptions, as the file should."""

    def __init__(self, records):
        self.records = dict(records)

    def copy(self):
        return Model(self.records)

    def plan(self):
        return Plan(self.records.values())

    def delete(self, record_id):
        gone, waiting = set(), [record_id]
        while waiting:
            each = waiting.pop()
            if each in gone:
                continue
            gone.add(each)
            for record in self.records.values():
                for field in record.fields():
                    if field.kind is Kind.LINK and field.cascade and getattr(record, field.name) == each:
                        waiting.append(record.id)
        for each in gone:
            del self.records[each]
        for record in self.records.values():
            cleared = {}
            for field in record.fields():
                held = getattr(record, field.name)
                if field.kind in (Kind.LINK, Kind.REFERENCE) and held in gone:
                    cleared[field.name] = None
                elif field.kind in (Kind.LINKS, Kind.REFERENCES) and gone.intersection(held):
                    cleared[field.name] = tuple(one for one in held if one not in gone)
            self.records[record.id] = record.replace(**cleared)


class UndoMachine(RuleBasedStateMachine):
    ids = Bundle("ids")

    @initialize()
    def make(self):
        self.folder = Path(tempfile.mkdtemp())
        self.path = self.folder / "plan.workshop"
        self.count = itertools.count(1)
        self.document = Document.create(self.path, label="New", **self.words())
        self.model = Model({})
        self.undone: list[Model] = []
        self.done: list[Model] = []

    def words(self):
        return {
            "today": lambda: date(2026, 11, 22),
            "clock": lambda: NOON,
            "ids": lambda: f"id{next(self.count)}",
        }

    def teardown(self):
        if hasattr(self, "document"):
            self.document.close()
            assert verify(self.path).problems == ()
            shutil.rmtree(self.folder)

    def remember(self, after):
        if after.records == self.model.records:
            return
        self.done.append(self.model)
        self.undone.clear()
        self.model = after

    def pick(self, kind, number):
        rows = self.document.plan.all(kind)
        return rows[number % len(rows)] if rows else None

    @rule(
        target=ids, kind=st.sampled_from(KINDS), numbers=st.lists(st.integers(0, 9), min_size=1, max_size=3)
    )
    def add(self, kind, numbers):
        after, made = self.model.copy(), []
        with self.document.edit("Add") as edit:
            for number in numbers:
                values = {}
                for name, target in LINKED.get(kind, {}).items():
                    found = self.pick(target, number)
                    values[name] = found.id if found and number % 3 else None
                record = edit.add(kind, **values)
                after.records[record.id] = record
                made.append(record.id)
        self.remember(after)
        return multiple(*made)

    @rule(each=ids, text=st.text(st.characters(codec="utf-8", exclude_categories=("C",)), max_size=20))
    def write(self, each, text):
        record = self.document.plan.find(each)
        names = (
            [field.name for field in record.fields() if field.kind in (Kind.TEXT, Kind.NOTE)]
            if record
            else []
        )
        if not names:
            return
        after = self.model.copy()
        with self.document.edit("Write") as edit:
            after.records[each] = edit.set(record, **{names[0]: text})
        self.remember(after)

    @rule(
        kind=st.sampled_from(list(LISTED)), number=st.integers(0, 9), order=st.randoms(use_true_random=False)
    )
    def link_many(self, kind, number, order):
        record = self.pick(kind, number)
        if record is None:
            return
        ((name, target),) = LISTED[kind].items()
        targets = [each.id for each in self.document.plan.all(target)]
        order.shuffle(targets)
        after = self.model.copy()
        with self.document.edit("Link") as edit:
            after.records[record.id] = edit.set(record, **{name: targets[:4]})
        self.remember(after)

    @rule(kind=st.sampled_from(list(REFERRED)), number=st.integers(0, 9), some=st.sets(ids, max_size=4))
    def refer(self, kind, number, some):
        record = self.pick(kind, number)
        if record is None:
            return
        known = sorted(each for each in some if each in self.model.records)
        after = self.model.copy()
        with self.document.edit("Refer") as edit:
            after.records[record.id] = edit.set(record, **{REFERRED[kind]: known})
        self.remember(after)

    @rule(number=st.integers(0, 9))
    def move_under_a_new_goal_and_delete_the_old(self, number):
        objective = self.pick(r.Objective, number)
        if objective is None:
            return
        after = self.model.copy()
        with self.document.edit("Regroup") as edit:
            goal = edit.add(r.Goal, name="New home")
            after.records[goal.id] = goal
            after.records[objective.id] = edit.set(objective, goal_id=goal.id)
            old = self.document.plan.get(r.Goal, objective.goal_id)
            if old is not None:
                edit.delete(old)
                after.delete(old.id)
        self.remember(after)

    @rule(some=st.sets(ids, min_size=1, max_size=3))
    def delete(self, some):
        after = self.model.copy()
        with self.document.edit("Delete") as edit:
            for each in sorted(some):
                record = edit.plan.find(each)
                assert (record is not None) == (each in after.records)
                if record is not None:
                    edit.delete(record)
                    after.delete(each)
        self.remember(after)

    @rule(kind=st.sampled_from(KINDS), a=st.integers(0, 9), b=st.integers(0, 9))
    def move(self, kind, a, b):
        moved, other = self.pick(kind, a), self.pick(kind, b)
        if moved is None or moved.id == other.id:
            return
        with self.document.edit("Move") as edit:
            edit.move(moved, before=other)
        rows = [each.id for each in self.document.plan.all(kind)]
        assert rows.index(moved.id) + 1 == rows.index(other.id)
        after = self.model.copy()
        after.records.update({each.id: each for each in self.document.plan.all(kind)})
        self.remember(after)

    @rule(kind=st.sampled_from(KINDS))
    def fail(self, kind):
        try:
            with self.document.edit("Fail") as edit:
                edit.add(kind)
                for record in list(edit.plan.records())[:2]:
                    edit.delete(record)
                raise LookupError
        except LookupError:
            pass

    @precondition(lambda self: self.done)
    @rule()
    def undo(self):
        assert self.document.undo() is not None
        self.undone.append(self.model)
        self.model = self.done.pop()

    @precondition(lambda self: self.undone)
    @rule()
    def redo(self):
        assert self.document.redo() is not None
        self.done.append(self.model)
        self.model = self.undone.pop()

    @rule()
    def reopen(self):
        self.document.close()
        self.document = Document.open(self.path, **self.words())
        self.done.clear()
        self.undone.clear()

    @invariant()
    def same_plan(self):
        if hasattr(self, "document"):
            assert self.document.plan == self.model.plan()
            assert bool(self.document.undo_label) == bool(self.done)
            assert bool(self.document.redo_label) == bool(self.undone)


UndoMachine.TestCase.settings = settings(
    max_examples=15,
    stateful_step_count=25,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
TestUndoMachine = UndoMachine.TestCase
