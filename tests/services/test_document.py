"""The door to a plan: edits, undo, and what listeners are told."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from planner.domain import records as r
from planner.domain.plan import Plan
from planner.errors import FileRefused, InvalidEdit
from planner.services.changes import Changes
from planner.services.document import Document
from planner.store.verify import verify

TODAY = date(2026, 11, 22)


@pytest.fixture
def document(tmp_path):
    made = Document.create(
        tmp_path / "plan.workshop",
        [r.Charter(title_text="Well every day"), r.District(name="Alder Valley")],
        label="New workshop",
        today=lambda: TODAY,
    )
    yield made
    made.close()


def reopened(document: Document) -> Document:
    document.close()
    return Document.open(document.path, today=lambda: TODAY)


def add(document: Document, kind, **values):
    with document.edit("Add") as edit:
        return edit.add(kind, **values)


def test_new_records_get_id_code_place_and_times(document):
    first = add(document, r.Risk, statement="First")
    second = add(document, r.Risk, statement="Second")
    assert (first.code, second.code) == ("RK-01", "RK-02")
    assert first.position < second.position
    assert first.id != second.id
    assert first.created_at == first.updated_at
    assert datetime.fromisoformat(first.created_at).tzinfo == UTC
    assert document.plan.all(r.Risk) == (first, second)


def test_objectives_are_numbered_under_their_goal(document):
    with document.edit("Add") as edit:
        goals = [edit.add(r.Goal, name=f"Goal {n}") for n in range(2)]
        codes = [edit.add(r.Objective, goal_id=goals[n].id).code for n in (1, 1, 0)]
    assert codes == ["OB-2.1", "OB-2.2", "OB-1.1"]


def test_codes_are_never_given_again(document):
    first = add(document, r.Risk)
    with document.edit("Delete") as edit:
        edit.delete(first)
    assert add(document, r.Risk).code == "RK-02"
    again = reopened(document)
    with again.edit("Delete") as edit:
        edit.delete(*again.plan.all(r.Risk))
    assert add(again, r.Risk).code == "RK-03"
    assert reopened(again).plan.all(r.Risk)[0].code == "RK-03"


def test_codes_of_an_edit_that_fails_are_free(document):
    def fail():
        with document.edit("Add") as edit:
            edit.add(r.Risk)
            edit.add(r.Risk, probability=9)

    with pytest.raises(InvalidEdit, match="Probability must be between 1 and 5"):
        fail()
    assert add(document, r.Risk).code == "RK-01"


def test_setting_what_is_there_already_changes_nothing(document):
    risk = add(document, r.Risk, statement="As it is")
    told: list[Changes] = []
    document.subscribe(told.append)
    with document.edit("Edit risk") as edit:
        assert edit.set(risk, statement="As it is", probability=None) == risk
    with document.edit("Edit risk") as edit:
        edit.set(edit.set(risk, statement="Other"), statement="As it is")
    assert told == []
    assert document.undo_label == "Add"
    assert document.plan.all(r.Risk) == (risk,)


def test_values_are_brought_into_their_form(document):
    risk = add(document, r.Risk, statement=None, owner_id="", review_date=datetime(2027, 1, 2, 3, tzinfo=UTC))
    assert (risk.statement, risk.owner_id, risk.review_date) == ("", None, date(2027, 1, 2))
    goal = add(document, r.Indicator, milestones=[(date(2028, 1, 1), 2), [date(2027, 1, 1), 1.0]])
    assert goal.milestones == ((date(2027, 1, 1), 1.0), (date(2028, 1, 1), 2))
    with document.edit("Edit") as edit:
        edit.set(document.plan.charter, ground_rules=["One mike", "Be on time"])
    assert document.plan.charter.ground_rules == ("One mike", "Be on time")


def test_an_older_picture_of_a_record_does_not_bring_old_values_back(document):
    old = add(document, r.Risk, statement="Old")
    with document.edit("Edit") as edit:
        edit.set(old, statement="New")
    with document.edit("Edit") as edit:
        edit.set(old, probability=2)
    assert (document.plan.all(r.Risk)[0].statement, document.plan.all(r.Risk)[0].probability) == ("New", 2)


def test_a_single_record_is_made_when_it_is_first_set(document):
    with document.edit("Edit") as edit:
        made = edit.set(document.plan.one(r.TocNarrative), text="It starts with one center.")
    assert made.id
    assert document.plan.one(r.TocNarrative) == made
    with pytest.raises(InvalidEdit, match="only one"), document.edit("Add") as edit:
        edit.add(r.TocNarrative)


def test_what_is_gone_cannot_be_set(document):
    risk = add(document, r.Risk, statement="Soon gone")
    with document.edit("Delete") as edit:
        edit.delete(risk)
        edit.delete(risk)
    with pytest.raises(InvalidEdit, match="not in the plan any more"), document.edit("Edit") as edit:
        edit.set(risk, statement="Back?")


def test_ids_and_codes_cannot_be_set(document):
    risk = add(document, r.Risk)
    with pytest.raises(TypeError, match="code"), document.edit("Edit") as edit:
        edit.set(risk, code="RK-99")


@pytest.mark.parametrize("raised", [RuntimeError, InvalidEdit])
def test_an_exception_takes_the_whole_edit_back(document, raised):
    before = document.plan

    def fail():
        with document.edit("Half done") as edit:
            goal = edit.add(r.Goal, name="Half done")
            edit.delete(edit.plan.district)
            edit.add(r.Objective, goal_id=goal.id)
            raise raised("stop")

    with pytest.raises(raised):
        fail()
    assert document.plan is before
    assert document.undo_label == ""
    assert reopened(document).plan == before


def test_edits_do_not_nest(document):
    with document.edit("Outer") as edit:
        with pytest.raises(RuntimeError), document.edit("Inner"):
            pass
        with pytest.raises(RuntimeError):
            document.undo()
        edit.add(r.Risk)
    assert len(document.plan.all(r.Risk)) == 1


def test_the_plan_inside_an_edit_is_as_it_is_so_far(document):
    with document.edit("Several") as edit:
        goal = edit.add(r.Goal, name="A goal")
        objective = edit.add(r.Objective, goal_id=goal.id)
        assert edit.plan.where(r.Objective, goal_id=goal.id) == (objective,)
        edit.delete(goal)
        assert edit.plan.all(r.Objective) == ()
        assert document.plan.all(r.Goal) == ()
        assert not edit.plan.all(r.Goal)


def test_order_between_neighbors(document):
    with document.edit("Add") as edit:
        a, c = edit.add(r.Idea, text="a"), edit.add(r.Idea, text="c")
        b = edit.add(r.Idea, text="b", after=a)
        first = edit.add(r.Idea, text="0", before=a)
    assert [idea.text for idea in document.plan.all(r.Idea)] == ["0", "a", "b", "c"]
    with document.edit("Move") as edit:
        edit.move(first, after=c)
        edit.move(c, before=b)
    assert [idea.text for idea in document.plan.all(r.Idea)] == ["a", "c", "b", "0"]
    with document.edit("Move") as edit:
        edit.move(a)
    assert [idea.text for idea in document.plan.all(r.Idea)] == ["c", "b", "0", "a"]


def test_a_record_added_after_another_was_changed_comes_last(document):
    first, *_rest = [add(document, r.Risk, statement=f"Risk {n}") for n in range(4)]
    with document.edit("Both") as edit:
        edit.set(first, impact=3)
        last = edit.add(r.Risk, statement="Last")
    assert document.plan.all(r.Risk)[-1].id == last.id


def test_order_when_there_is_no_room_left_between_two(document):
    with document.edit("Add") as edit:
        first, last = edit.add(r.Idea, text="first"), edit.add(r.Idea, text="last")
        for number in range(80):
            edit.add(r.Idea, text=str(number), after=first)
    texts = [idea.text for idea in document.plan.all(r.Idea)]
    assert texts == ["first", *(str(number) for number in reversed(range(80))), "last"]
    assert len({idea.position for idea in document.plan.all(r.Idea)}) == 82
    assert reopened(document).plan.get(r.Idea, last.id).position > 1


def test_undo_and_redo(document):
    pictures = [document.plan]
    for number in range(3):
        add(document, r.Risk, statement=f"Risk {number}")
        pictures.append(document.plan)
    for picture in reversed(pictures[:-1]):
        assert document.undo_label == "Add"
        document.undo()
        assert document.plan == picture
    assert document.undo() is None
    assert document.undo_label == ""
    for picture in pictures[1:]:
        assert document.redo_label == "Add"
        document.redo()
        assert document.plan == picture
    assert document.redo() is None
    assert reopened(document).plan == pictures[-1]


def test_undo_takes_two_hundred_steps(document):
    before = document.plan
    risk = add(document, r.Risk)
    for number in range(210):
        with document.edit("Edit") as edit:
            edit.set(risk, statement=f"Text {number}")
    for _ in range(211):
        assert document.undo() is not None
    assert document.plan == before


def test_a_new_edit_forgets_what_could_be_redone(document):
    add(document, r.Risk)
    document.undo()
    add(document, r.Goal)
    assert document.redo_label == ""
    assert document.redo() is None


def test_undo_stops_where_the_sitting_began(document):
    assert document.undo_label == ""  # making the workshop cannot be undone
    assert document.undo() is None
    add(document, r.Risk)
    again = reopened(document)
    assert again.undo_label == ""
    assert again.undo() is None
    assert len(again.plan.all(r.Risk)) == 1
    again.close()


def test_edits_of_one_visit_are_undone_together(document):
    risk = add(document, r.Risk)
    before = document.plan
    for text in ("I", "If", "If,"):
        with document.edit("Edit risk", merge=(r.Risk, risk.id, "statement")) as edit:
            edit.set(risk, statement=text)
    with document.edit("Edit risk", merge=(r.Risk, risk.id, "trigger")) as edit:
        edit.set(risk, trigger="A sign")
    document.undo()
    assert document.plan.all(r.Risk)[0].statement == "If,"
    document.undo()
    assert document.plan == before
    document.redo()
    assert document.plan.all(r.Risk)[0].statement == "If,"
    with document.edit("Edit risk", merge=(r.Risk, risk.id, "statement")) as edit:
        edit.set(risk, statement="If, then")
    document.undo()
    assert document.plan.all(r.Risk)[0].statement == "If,"


def test_undo_of_a_deleted_goal_brings_everything_back(document):
    with document.edit("Add") as edit:
        node = edit.add(r.TocNode, statement="Students are well")
        priority = edit.add(r.Priority, name="Care close to students")
        goal = edit.add(r.Goal, name="A goal", priority_id=priority.id, toc_node_ids=(node.id,))
        objectives = [edit.add(r.Objective, goal_id=goal.id, toc_node_ids=(node.id,)) for _ in range(3)]
        one, two, three = (objective.id for objective in objectives)
        edit.add(r.Strategy, name="A strategy", objective_ids=(three, one, two))
        edit.add(r.Risk, objective_id=two)
        edit.add(r.RoadmapLink, commitment="R1", entity_ids=(goal.id, one, node.id, "NU"))
        edit.add(r.ChangeLogEntry, entity_ids=(two,))
        edit.add(r.Decision, entity_ids=(goal.id,))
    before = document.plan
    with document.edit("Delete goal") as edit:
        edit.delete(goal)
    plan = document.plan
    assert not plan.all(r.Objective)
    assert plan.all(r.Strategy)[0].objective_ids == ()
    assert plan.all(r.Risk)[0].objective_id is None
    assert plan.all(r.RoadmapLink)[0].entity_ids == (node.id, "NU")
    assert plan.all(r.Decision)[0].entity_ids == ()
    assert plan.all(r.Strategy)[0].updated_at >= before.all(r.Strategy)[0].updated_at
    deleted = plan
    changes = document.undo()
    assert document.plan == before
    assert changes is not None
    assert changes.touches(r.Goal)
    assert changes.touches(r.Strategy)
    assert not changes.touches(r.Person)
    assert document.redo() is not None
    assert document.plan == deleted
    document.undo()
    assert reopened(document).plan == before


def test_listeners_are_told_what_changed(document):
    told: list[Changes] = []
    stop = document.subscribe(told.append)
    me = object()
    with document.edit("Add two", origin=me) as edit:
        goal = edit.add(r.Goal)
        risk = edit.add(r.Risk)
    assert told == [
        Changes({"goal": frozenset({goal.id}), "risk": frozenset({risk.id})}, origin=me, label="Add two")
    ]
    with document.edit("Nothing"):
        pass
    stop()
    stop()
    add(document, r.Goal)
    assert len(told) == 1


def test_a_listener_that_edits_is_heard_after_the_first_change(document):
    heard: list[str] = []

    def answer(changes: Changes) -> None:
        if changes.label == "Add":
            with document.edit("Answer") as edit:
                edit.add(r.Idea, text="answer")

    document.subscribe(answer)
    document.subscribe(lambda changes: heard.append(changes.label))
    add(document, r.Risk)
    assert heard == ["Add", "Answer"]


def test_saved_at_is_the_time_of_the_last_edit(tmp_path):
    times = iter(datetime(2026, 11, 22, 9, minute, tzinfo=UTC) for minute in range(60))
    document = Document.create(tmp_path / "a.workshop", label="New", clock=lambda: next(times))
    start = document.saved_at
    add(document, r.Risk)
    assert start is not None
    assert document.saved_at is not None
    assert document.saved_at > start
    document.close()


def test_records_made_elsewhere_are_completed(tmp_path):
    goal = r.Goal(id="g", name="Given", code="GO-4")
    document = Document.create(
        tmp_path / "a.workshop",
        [r.Idea(text="b"), goal, r.Idea(text="a"), r.Objective(goal_id="g"), r.Goal(name="Next")],
        label="Import",
        today=lambda: TODAY,
    )
    plan = document.plan
    assert [idea.text for idea in plan.all(r.Idea)] == ["b", "a"]
    assert [each.code for each in plan.all(r.Goal)] == ["GO-4", "GO-5"]
    assert plan.all(r.Objective)[0].code == "OB-4.1"
    assert len({record.updated_at for record in plan.records()}) == 1
    assert all(record.id for record in plan.records())
    document.close()


def test_records_that_break_a_rule_make_no_file(tmp_path):
    path = tmp_path / "a.workshop"
    with pytest.raises(InvalidEdit, match="not in the plan"):
        Document.create(path, [r.Objective(goal_id="nobody")], label="Import")
    with pytest.raises(InvalidEdit, match="GO-1"):
        Document.create(path, [r.Goal(code="GO-1"), r.Goal(code="GO-1")], label="Import")
    assert not list(tmp_path.iterdir())


def test_a_file_that_is_there_is_never_overwritten(document):
    with pytest.raises(FileRefused, match="already a file"):
        Document.create(document.path, label="New")
    assert reopened(document).plan.name == "Well every day"


def test_the_whole_sample_goes_in_and_out(tmp_path, sample_records, sample):
    document = Document.create(tmp_path / "s.workshop", sample_records, label="Sample", today=lambda: TODAY)
    before = document.plan
    assert [(each.about.kind, each.code) for each in before.records()] == [
        (each.about.kind, each.code) for each in sample.records()
    ]
    for kind in (r.Goal, r.TocNode, r.Person, r.Action, r.StakeholderGroup):
        if kind is r.StakeholderGroup:  # it took part in a closed vote
            with pytest.raises(InvalidEdit, match="closed"), document.edit("Delete") as edit:
                edit.delete(before.all(kind)[0])
            continue
        with document.edit("Delete") as edit:
            edit.delete(before.all(kind)[0])
        after = document.plan
        assert document.undo() is not None
        assert document.plan == before
        document.redo()
        assert document.plan == after
        document.undo()
    again = reopened(document)
    assert again.plan == before
    again.close()
    assert verify(document.path).problems == ()


def test_document_is_imported_without_the_database_library(tmp_path: Path):
    import subprocess
    import sys

    code = "import sys, planner.services.document; print('sqlalchemy' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


def test_plans_handed_out_stay_as_they_were(document):
    risk = add(document, r.Risk, statement="Then")
    picture: Plan = document.plan
    with document.edit("Edit") as edit:
        edit.set(risk, statement="Now")
    assert picture.all(r.Risk)[0].statement == "Then"
    assert document.plan.all(r.Risk)[0].statement == "Now"
