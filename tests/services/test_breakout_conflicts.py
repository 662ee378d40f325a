"""What copies changed differently, deleted, or entered twice: asked about, and nothing is lost."""

from datetime import timedelta

import pytest
from tests.services.room import file_bytes, risk

from planner.domain import records as r
from planner.errors import PlannerError
from planner.services.breakout import HERE

# Conflicts


def test_changed_differently_is_asked_with_who_and_when(room):
    one = room.table("One")
    with room.document.edit("Here") as edit:
        edit.set(risk(room.plan), impact=3)
    here = room.time
    room.at(one, lambda edit: edit.set(risk(edit.plan), impact=5))
    merge = room.merge(one)
    (conflict,) = merge.conflicts
    assert [field.name for field in conflict.fields if field.name == "impact"] == ["impact"]
    assert [(side.name, side.values["impact"]) for side in conflict.sides] == [("Here", 3), ("One", 5)]
    assert abs(conflict.sides[0].when - here) < timedelta(minutes=3)
    assert conflict.sides[1].when > conflict.sides[0].when
    assert all(side.device for side in conflict.sides)
    assert merge.open == (conflict,)
    before = file_bytes(room)
    with pytest.raises(PlannerError, match="1 difference"):
        merge.apply(room.document)
    assert file_bytes(room) == before
    merge.choose(conflict, 0)
    merge.apply(room.document)
    assert risk(room.plan).impact == 5


@pytest.mark.parametrize(("take", "impact"), [("ours", 3), ("theirs", 5)])
def test_a_choice_is_remembered(room, take, impact):
    one = room.table("One")
    with room.document.edit("Here") as edit:
        edit.set(risk(room.plan), impact=3)
    room.at(one, lambda edit: edit.set(risk(edit.plan), impact=5))
    room.bring(one, take=take)
    assert risk(room.plan).impact == impact
    assert room.merge(one).empty
    room.document.undo()
    assert risk(room.plan).impact == 3
    assert len(room.merge(one).conflicts) == 1


def test_two_tables_differ(room):
    one, two = room.table("One"), room.table("Two")
    room.at(one, lambda edit: edit.set(risk(edit.plan), statement="Buses are late all year"))
    room.at(two, lambda edit: edit.set(risk(edit.plan), statement="Buses never come"))
    merge = room.merge(two, one)
    (conflict,) = merge.conflicts
    assert [side.name for side in conflict.sides] == ["Here", "One", "Two"]
    assert conflict.sides[0].when is None
    merge.choose(conflict, 0)
    merge.apply(room.document)
    assert risk(room.plan).statement == "Buses are late all year"


def test_both_made_the_same_change(room):
    one, two = room.table("One"), room.table("Two")
    for path in (one, two):
        room.at(path, lambda edit: edit.set(risk(edit.plan), impact=5))
    merge = room.merge(one, two)
    assert merge.conflicts == ()
    merge.apply(room.document)
    assert risk(room.plan).impact == 5


def test_lists_are_joined_entry_by_entry(make_room):
    room = make_room(
        [r.Strategy(id="s", name="Reach out", icem=("coordinate",)), r.Partner(id="p1", name="A")]
    )
    with room.document.edit("More") as edit:
        edit.add(r.Partner, id="p2", name="B")
        edit.add(r.Partner, id="p3", name="C")
        edit.set(room.plan.get(r.Strategy, "s"), partner_ids=("p1",))
    one, two = room.table("One"), room.table("Two")
    strategy = room.plan.get(r.Strategy, "s")
    room.at(one, lambda edit: edit.set(strategy, partner_ids=("p1", "p2")))
    room.at(two, lambda edit: edit.set(strategy, partner_ids=("p3",)))
    merge = room.merge(one, two)
    assert merge.conflicts == ()
    merge.apply(room.document)
    assert room.plan.get(r.Strategy, "s").partner_ids == ("p2", "p3")


def test_texts_written_anew_on_both_sides_are_asked(make_room):
    room = make_room([r.ComponentNote(component="HE", strengths=("Good food", "Time"))])
    one, two = room.table("One"), room.table("Two")
    note = room.plan.all(r.ComponentNote)[0]
    room.at(one, lambda edit: edit.set(note, strengths=("Very good food", "Time")))
    room.at(two, lambda edit: edit.set(note, strengths=("Poor food", "Time", "Space")))
    merge = room.merge(one, two)
    (conflict,) = merge.conflicts
    assert conflict.fields[0].name == "strengths"
    one_more = room.table("Three")
    room.at(one_more, lambda edit: edit.set(note, strengths=("Good food", "Time", "Light")))
    merge = room.merge(one, one_more)
    assert merge.conflicts == ()
    merge.apply(room.document)
    assert room.plan.all(r.ComponentNote)[0].strengths == ("Time", "Very good food", "Light")


def test_fields_that_a_rule_ties_together_are_chosen_together(make_room):
    room = make_room([r.Action(id="a", name="Open the center")])
    one, two = room.table("One"), room.table("Two")
    action = room.plan.get(r.Action, "a")
    room.at(one, lambda edit: edit.set(action, status="done"))
    room.at(two, lambda edit: edit.set(action, percent_complete=40))
    merge = room.merge(one, two)
    (conflict,) = merge.conflicts
    assert {field.name for field in conflict.fields} == {"status", "percent_complete", "actual_end"}
    merge.choose(conflict, 1)
    assert merge.open == ()
    merge.apply(room.document)
    action = room.plan.get(r.Action, "a")
    assert (action.status, action.percent_complete, action.actual_end) == ("in_progress", 40, None)


# Deleting


def test_deleted_on_one_side_only_is_deleted(room):
    one = room.table("One")
    room.at(one, lambda edit: edit.delete(risk(edit.plan)))
    room.bring(one)
    assert [each.statement for each in room.plan.all(r.Risk)] == ["Nurses leave"]


@pytest.mark.parametrize("keep", [True, False])
def test_deleted_there_changed_here(room, keep):
    one = room.table("One")
    with room.document.edit("Here") as edit:
        edit.set(risk(room.plan), impact=3)
    room.at(one, lambda edit: edit.delete(risk(edit.plan)))
    merge = room.merge(one)
    (conflict,) = merge.conflicts
    assert conflict.deletion
    assert [side.record is None for side in conflict.sides] == [False, True]
    merge.choose(conflict, HERE if keep else 0)
    merge.apply(room.document)
    assert len(room.plan.all(r.Risk)) == (2 if keep else 1)
    assert room.merge(one).empty


@pytest.mark.parametrize("restore", [True, False])
def test_deleted_here_changed_there(room, restore):
    one = room.table("One")
    with room.document.edit("Here") as edit:
        edit.delete(risk(room.plan))
    room.at(one, lambda edit: edit.set(risk(edit.plan), impact=3))
    merge = room.merge(one)
    (conflict,) = merge.conflicts
    assert [side.record is None for side in conflict.sides] == [True, False]
    merge.choose(conflict, 0 if restore else HERE)
    merge.apply(room.document)
    assert [each.impact for each in room.plan.all(r.Risk)] == ([3, 2] if restore else [2])


def test_a_deletion_that_takes_new_work_along_is_asked(room):
    one = room.table("One")
    action = room.plan.get(r.Action, "a1")
    with room.document.edit("Here") as edit:
        edit.add(r.RaciEntry, id="new", action_id="a1", role="A", person_id="ana")
    room.at(one, lambda edit: edit.delete(action))
    merge = room.merge(one)
    (conflict,) = merge.conflicts
    assert conflict.record.id == "a1"
    merge.choose(conflict, HERE)
    merge.apply(room.document)
    assert {each.id for each in room.plan.all(r.RaciEntry)} == {"role", "new"}
    room.document.undo()
    merge = room.merge(one)
    merge.choose(merge.conflicts[0], 0)
    merge.apply(room.document)
    assert room.plan.all(r.RaciEntry) == ()


@pytest.mark.parametrize("restore", [True, False])
def test_new_work_on_what_was_deleted_here_is_asked(room, restore):
    one = room.table("One")
    with room.document.edit("Link") as edit:
        milestone = edit.add(r.Milestone, name="Trained", action_id="a1")
    two = room.table("Two")
    with room.document.edit("Here") as edit:
        edit.delete(room.plan.get(r.Action, "a1"))
    room.at(two, lambda edit: edit.add(r.RaciEntry, id="new", action_id="a1", role="A", person_id="ana"))
    merge = room.merge(two)
    (conflict,) = merge.conflicts
    assert conflict.record.id == "a1"
    merge.choose(conflict, 0 if restore else HERE)
    merge.apply(room.document)
    assert {each.id for each in room.plan.all(r.RaciEntry)} == ({"role", "new"} if restore else set())
    assert room.plan.get(r.Milestone, milestone.id).action_id == ("a1" if restore else None)
    assert one.exists()


def test_links_to_what_another_table_deleted_give_way(make_room):
    room = make_room([r.Objective(id="o1", statement="One"), r.Objective(id="o2", statement="Two")])
    with room.document.edit("More") as edit:
        edit.add(r.Strategy, id="s", name="Reach", objective_ids=("o1",))
        edit.add(r.Risk, id="k", statement="Something", objective_id="o1")
    one, two = room.table("One"), room.table("Two")
    plan = room.plan
    room.at(one, lambda edit: edit.delete(plan.get(r.Objective, "o1")))
    room.at(two, lambda edit: edit.set(plan.get(r.Risk, "k"), objective_id="o2"))
    merge = room.merge(one, two)
    assert merge.conflicts == ()
    merge.apply(room.document)
    assert room.plan.get(r.Risk, "k").objective_id == "o2"
    assert room.plan.get(r.Strategy, "s").objective_ids == ()


# The same row twice, and rules


def test_the_same_row_entered_twice_is_one(room):
    one, two = room.table("One"), room.table("Two")
    room.at(one, lambda edit: edit.add(r.Partner, name="Health Trust"))
    room.at(two, lambda edit: edit.add(r.Partner, name="health trust.", sector="health_provider"))
    merge = room.merge(one, two)
    (twin,) = merge.twins
    assert (twin.score, merge.is_one(twin)) == (100.0, True)
    assert merge.conflicts == ()
    merge.apply(room.document)
    (partner,) = room.plan.all(r.Partner)
    assert partner.sector == "health_provider"
    room.at(two, lambda edit: edit.set(edit.plan.all(r.Partner)[0], district_lead_id="ana"))
    room.bring(two)
    (partner,) = room.plan.all(r.Partner)
    assert partner.district_lead_id == "ana"


def test_rows_that_say_the_same_become_one_unless_told_otherwise(room):
    one, two = room.table("One"), room.table("Two")
    for path in (one, two):
        room.at(path, lambda edit: edit.add(r.Partner, name="Health Trust"))
    merge = room.merge(one, two)
    assert merge.is_one(merge.twins[0])
    merge.make_one(merge.twins[0], False)
    merge.apply(room.document)
    assert len(room.plan.all(r.Partner)) == 2
    assert room.merge(one, two).empty
    room.document.undo()
    room.bring(one, two)
    assert len(room.plan.all(r.Partner)) == 1
    assert room.merge(one, two).empty


def test_similar_rows_are_offered(room):
    one, two = room.table("One"), room.table("Two")
    room.at(one, lambda edit: edit.add(r.Risk, statement="If the buses do not come, students miss care"))
    room.at(two, lambda edit: edit.add(r.Risk, statement="If busses do not come, then students miss care"))
    room.at(two, lambda edit: edit.add(r.Risk, statement="Something else altogether"))
    merge = room.merge(one, two)
    (twin,) = merge.twins
    assert 90 <= twin.score < 100
    assert not merge.is_one(twin)
    assert (twin.first.code, twin.second.code) == ("RK-03", "RK-03")


def test_answers_to_the_same_question_are_one(room):
    one, two = room.table("One"), room.table("Two")
    room.at(one, lambda edit: edit.add(r.WsccRating, component="HE", statement_no=1, rating=2))
    room.at(two, lambda edit: edit.add(r.WsccRating, component="HE", statement_no=1, evidence="We saw it"))
    room.at(two, lambda edit: edit.add(r.WsccRating, component="HE", statement_no=2, rating=1))
    merge = room.merge(one, two)
    assert merge.conflicts == ()
    merge.apply(room.document)
    ratings = {each.statement_no: each for each in room.plan.all(r.WsccRating)}
    assert len(room.plan.all(r.WsccRating)) == 2
    assert (ratings[1].rating, ratings[1].evidence) == (2, "We saw it")
    three = room.table("Three")
    room.at(three, lambda edit: edit.set(edit.plan.get(r.WsccRating, ratings[1].id), rating=3))
    room.bring(three)
    assert room.plan.get(r.WsccRating, ratings[1].id).rating == 3


def test_what_a_rule_forbids_is_held_back_and_told(make_room):
    room = make_room([r.TocNode(id="n1", statement="A"), r.TocNode(id="n2", statement="B")])
    one, two = room.table("One"), room.table("Two")
    room.at(one, lambda edit: edit.add(r.TocLink, id="l1", from_id="n1", to_id="n2"))
    room.at(two, lambda edit: edit.add(r.TocLink, id="l2", from_id="n2", to_id="n1"))
    merge = room.merge(one, two)
    (conflict,) = merge.conflicts
    assert "loop" in conflict.message
    assert conflict.only_here
    assert merge.open
    merge.take("theirs")
    merge.apply(room.document)
    assert len(room.plan.all(r.TocLink)) == 1
    assert room.merge(one, two).empty


def test_two_chosen_scenarios(make_room):
    room = make_room([r.Scenario(id=f"s{n}", name=f"S{n}", selected=n == 1) for n in (1, 2, 3)])
    one, two = room.table("One"), room.table("Two")
    plan = room.plan
    room.at(one, lambda edit: edit.set(plan.get(r.Scenario, "s2"), selected=True))
    room.at(two, lambda edit: edit.set(plan.get(r.Scenario, "s3"), selected=True))
    merge = room.merge(one, two)
    assert len(merge.conflicts) == 1
    merge.take("ours")
    merge.apply(room.document)
    assert [each.id for each in room.plan.where(r.Scenario, selected=True)] in (["s2"], ["s3"])


def test_two_tables_count_ratings_of_one_group_and_both_are_kept(room):
    with room.document.edit("Name a group") as edit:
        group = edit.add(r.StakeholderGroup, name="Students")
    one, two = room.table("One"), room.table("Two")
    about = {"lesson": "L1", "statement_no": 1, "group_id": group.id}
    room.at(one, lambda edit: edit.add(r.LessonRating, **about, rating=0, respondents=4))
    room.at(two, lambda edit: edit.add(r.LessonRating, **about, rating=3, respondents=6))
    room.bring(one, two)
    found = {each.rating: each.respondents for each in room.plan.where(r.LessonRating, group_id=group.id)}
    assert found == {0: 4, 3: 6}
