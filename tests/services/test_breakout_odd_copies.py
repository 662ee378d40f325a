"""Copies that are not one clean copy each: older ones, copies of copies, the workshop itself, same names."""

import shutil

import pytest
from tests.services.room import risk

from planner.domain import records as r
from planner.errors import AlreadyOpen
from planner.services.breakout import HERE, copy_for_table


def again(room, path, name):
    """Copy a copy for another table."""
    target = room.folder / f"{name}.workshop"
    copy_for_table(path, name, target, clock=room.clock)
    return target


# Codes


def test_a_code_given_at_two_tables_is_given_anew_and_links_hold(make_room):
    room = make_room([r.Goal(id="g", name="Care for all")])
    one, two = room.table("One"), room.table("Two")
    for path, name in ((one, "north"), (two, "south")):

        def work(edit, name=name):
            goal = edit.add(r.Goal, name=f"Goal of the {name}")
            objective = edit.add(r.Objective, statement=f"Objective of the {name}", goal_id=goal.id)
            first = edit.add(r.TocNode, statement=f"Outcome of the {name}")
            second = edit.add(r.TocNode, statement=f"What follows in the {name}")
            edit.add(r.TocLink, from_id=first.id, to_id=second.id)
            edit.set(goal, toc_node_ids=(first.id, second.id))
            edit.add(r.Risk, statement=f"Risk of the {name}", objective_id=objective.id)

        room.at(path, work)
    merge = room.merge(one, two)
    assert merge.conflicts == ()
    for twin in merge.twins:
        merge.make_one(twin, False)
    merge.apply(room.document)
    codes = [record.code for record in room.plan.records()]
    assert len(codes) == len(set(codes))
    for name in ("north", "south"):
        goal = next(each for each in room.plan.all(r.Goal) if name in each.name)
        objective = next(each for each in room.plan.all(r.Objective) if name in each.statement)
        assert objective.goal_id == goal.id
        assert objective.code == f"OB-{goal.code.partition('-')[2]}.1"
        nodes = [each for each in room.plan.all(r.TocNode) if name in each.statement]
        assert goal.toc_node_ids == tuple(each.id for each in nodes)
        (link,) = [each for each in room.plan.all(r.TocLink) if each.from_id == nodes[0].id]
        assert link.to_id == nodes[1].id
        found = next(each for each in room.plan.all(r.Risk) if name in each.statement)
        assert found.objective_id == objective.id


# Order and renaming


def test_a_row_that_was_moved_moves_and_what_both_moved_stays_in_an_order(make_room):
    room = make_room([r.Idea(id=f"i{n}", text=f"Idea number {n}") for n in range(5)])
    one, two = room.table("One"), room.table("Two")
    plan = room.plan
    ideas = plan.all(r.Idea)
    room.at(one, lambda edit: edit.move(ideas[4], before=ideas[0]))
    room.at(two, lambda edit: edit.set(ideas[4], text="Another idea altogether"))
    merge = room.merge(one, two)
    assert merge.conflicts == ()
    merge.apply(room.document)
    assert [each.id for each in room.plan.all(r.Idea)] == ["i4", "i0", "i1", "i2", "i3"]
    assert room.plan.get(r.Idea, "i4").text == "Another idea altogether"
    three, four = room.table("Three"), room.table("Four")
    ideas = room.plan.all(r.Idea)
    room.at(three, lambda edit: edit.move(ideas[0], after=ideas[2]))
    room.at(four, lambda edit: edit.move(ideas[0]))
    room.bring(three, four)
    assert {each.id for each in room.plan.all(r.Idea)} == {f"i{n}" for n in range(5)}
    assert len({each.position for each in room.plan.all(r.Idea)}) == 5
    assert room.merge(three, four).empty


def test_an_option_renamed_at_one_table_keeps_the_votes_of_another(make_room):
    room = make_room(
        [
            r.StakeholderGroup(id="g", name="Parents"),
            r.Priority(id="p1", name="Buses"),
            r.Priority(id="p2", name="Food"),
        ]
    )
    with room.document.edit("Vote") as edit:
        edit.add(r.VoteRound, id="v", method="dot_vote", question="Which?", options=("p1", "p2"))
    one, two = room.table("One"), room.table("Two")
    plan = room.plan
    room.at(one, lambda edit: edit.set(plan.get(r.Priority, "p1"), name="Safe buses"))
    room.at(
        two,
        lambda edit: edit.add(r.VoteResult, vote_round_id="v", group_id="g", option_id="p1", count=7),
    )
    merge = room.merge(one, two)
    assert merge.conflicts == ()
    merge.apply(room.document)
    (result,) = room.plan.all(r.VoteResult)
    assert (result.option_id, result.count) == ("p1", 7)
    assert room.plan.get(r.Priority, "p1").name == "Safe buses"


def test_votes_for_an_option_that_was_deleted_are_asked_about(make_room):
    room = make_room([r.StakeholderGroup(id="g", name="Parents"), r.Priority(id="p1", name="Buses")])
    with room.document.edit("Vote") as edit:
        edit.add(r.VoteRound, id="v", method="dot_vote", question="Which?", options=("p1",))
    one = room.table("One")
    with room.document.edit("Here") as edit:
        edit.delete(room.plan.get(r.Priority, "p1"))
    room.at(
        one,
        lambda edit: edit.add(r.VoteResult, vote_round_id="v", group_id="g", option_id="p1", count=7),
    )
    merge = room.merge(one)
    (conflict,) = merge.conflicts
    assert conflict.record.id == "p1"
    merge.choose(conflict, 0)
    merge.apply(room.document)
    assert room.plan.get(r.VoteRound, "v").options == ("p1",)
    assert room.plan.all(r.VoteResult)[0].option_id == "p1"


def test_a_new_link_to_a_row_deleted_elsewhere_is_asked_about(make_room):
    room = make_room([r.Objective(id="o", statement="One"), r.Strategy(id="s", name="Reach out")])
    one, two = room.table("One"), room.table("Two")
    plan = room.plan
    room.at(one, lambda edit: edit.delete(plan.get(r.Objective, "o")))
    room.at(two, lambda edit: edit.set(plan.get(r.Strategy, "s"), objective_ids=("o",)))
    merge = room.merge(one, two)
    (conflict,) = merge.conflicts
    assert conflict.deletion
    assert conflict.record.id == "o"
    merge.choose(conflict, 0)
    merge.apply(room.document)
    assert room.plan.get(r.Strategy, "s").objective_ids == ()
    room.document.undo()
    merge = room.merge(one, two)
    merge.choose(merge.conflicts[0], HERE)
    merge.apply(room.document)
    assert room.plan.get(r.Strategy, "s").objective_ids == ("o",)


# Copies of copies


def test_an_older_state_of_a_copy_beside_the_newer_one_says_nothing_new(room):
    one = room.table("One")
    room.at(one, lambda edit: edit.set(risk(edit.plan), impact=3))
    older = room.folder / "One (older).workshop"
    shutil.copyfile(one, older)
    room.at(one, lambda edit: edit.set(risk(edit.plan), impact=5))
    room.at(one, lambda edit: edit.add(r.Partner, name="Health Trust"))
    merge = room.merge(older, one)
    assert merge.conflicts == ()
    merge.apply(room.document)
    assert risk(room.plan).impact == 5
    assert len(room.plan.all(r.Partner)) == 1
    assert room.merge(older).empty
    assert room.merge(one, older).empty


def test_an_older_state_brought_back_after_the_newer_one_changes_nothing(room):
    one = room.table("One")
    room.at(one, lambda edit: edit.set(risk(edit.plan), impact=3))
    older = room.folder / "One (older).workshop"
    shutil.copyfile(one, older)
    room.at(one, lambda edit: edit.set(risk(edit.plan), impact=5))
    room.bring(one)
    assert room.merge(older).empty
    assert risk(room.plan).impact == 5


def test_a_copy_of_a_copy_comes_back_after_it_and_before_it(room):
    one = room.table("One")
    room.at(one, lambda edit: edit.add(r.Partner, id="p", name="Health Trust"))
    deeper = again(room, one, "One B")
    room.at(one, lambda edit: edit.set(risk(edit.plan), impact=3))
    room.at(deeper, lambda edit: edit.set(risk(edit.plan, 1), impact=1))
    room.at(deeper, lambda edit: edit.set(edit.plan.get(r.Partner, "p"), sector="health_provider"))
    room.bring(one)
    room.bring(deeper)
    assert [each.impact for each in room.plan.all(r.Risk)] == [3, 1]
    assert [each.sector for each in room.plan.all(r.Partner)] == ["health_provider"]
    room.document.undo()
    room.document.undo()
    room.bring(deeper)
    room.bring(one)
    assert [each.impact for each in room.plan.all(r.Risk)] == [3, 1]
    assert [each.sector for each in room.plan.all(r.Partner)] == ["health_provider"]


def test_a_copy_of_a_copy_comes_back_together_with_it(room):
    one = room.table("One")
    room.at(one, lambda edit: edit.set(risk(edit.plan), impact=3))
    room.at(one, lambda edit: edit.add(r.Partner, id="p", name="Health Trust"))
    room.at(one, lambda edit: edit.add(r.Partner, id="q", name="Water Works"))
    deeper = again(room, one, "One B")
    room.at(deeper, lambda edit: edit.set(risk(edit.plan), impact=5))
    room.at(deeper, lambda edit: edit.delete(edit.plan.get(r.Partner, "p")))
    room.at(deeper, lambda edit: edit.set(edit.plan.get(r.Partner, "q"), name="Water and Gas"))
    room.at(one, lambda edit: edit.set(risk(edit.plan, 1), impact=1))
    for order in ((one, deeper), (deeper, one)):
        merge = room.merge(*order)
        assert merge.conflicts == ()
        merge.apply(room.document)
        assert [each.impact for each in room.plan.all(r.Risk)] == [5, 1]
        assert [each.name for each in room.plan.all(r.Partner)] == ["Water and Gas"]
        assert room.merge(*order).empty
        room.document.undo()


def test_the_workshop_itself_and_a_plain_copy_of_it_bring_nothing(room):
    with room.document.edit("Here") as edit:
        edit.set(risk(room.plan), impact=3)
    plain = room.folder / "plain.workshop"
    with plain.open("wb") as file:
        file.write(room.document.image())
    assert room.merge(plain).empty
    with room.document.edit("Here") as edit:
        edit.set(risk(room.plan), impact=4)
    assert room.merge(plain).empty
    room.at(plain, lambda edit: edit.set(risk(edit.plan, 1), impact=1))
    room.bring(plain)
    assert [each.impact for each in room.plan.all(r.Risk)] == [4, 1]


# Names


def test_copies_with_the_same_name_can_be_told_apart(room):
    one = room.table("Table 3")
    other = room.folder / "stick"
    other.mkdir()
    two = other / "Table 3.workshop"
    copy_for_table(room.document, "Table 3", two, clock=room.clock)
    for path, impact in ((one, 3), (two, 5)):
        room.at(path, lambda edit, impact=impact: edit.set(risk(edit.plan), impact=impact))
    merge = room.merge(one, two)
    (conflict,) = merge.conflicts
    names = [side.name for side in conflict.sides]
    assert len(set(names)) == 3
    assert all(name == "Here" or name.startswith("Table 3") for name in names)


def test_the_file_that_is_open_is_refused_in_words(room):
    with pytest.raises(AlreadyOpen, match="already open in this window"):
        room.merge(room.document.path)


def test_a_copy_made_before_the_workshop_was_edited_knows_its_way_back(room):
    older = room.table("Older")
    with room.document.edit("Here") as edit:
        edit.set(risk(room.plan), impact=3)
        edit.add(r.Partner, id="p", name="Health Trust")
    newer = room.table("Newer")
    room.at(newer, lambda edit: edit.set(edit.plan.get(r.Partner, "p"), sector="health_provider"))
    room.at(older, lambda edit: edit.set(risk(edit.plan, 1), impact=1))
    merge = room.merge(older, newer)
    assert merge.conflicts == ()
    merge.apply(room.document)
    assert [each.impact for each in room.plan.all(r.Risk)] == [3, 1]
    assert [each.sector for each in room.plan.all(r.Partner)] == ["health_provider"]


def test_rows_without_a_title_are_not_taken_for_the_same(room):
    one, two = room.table("One"), room.table("Two")
    for path in (one, two):
        room.at(path, lambda edit: edit.add(r.Risk, mitigation="Something else each time"))
        room.at(path, lambda edit: edit.add(r.ChangeLogEntry, reason="The board asked for it"))
    merge = room.merge(one, two)
    assert merge.twins == ()
    merge.apply(room.document)
    assert len(room.plan.all(r.Risk)) == 4
    assert len(room.plan.all(r.ChangeLogEntry)) == 2
