"""Copies for tables and what they bring back: nothing lost, nothing twice, nothing behind anybody's back."""

import json

import pytest
from tests.services.room import TODAY, file_bytes, risk, said

from planner.domain import records as r
from planner.errors import AlreadyOpen, FileRefused, PlannerError
from planner.services.breakout import bring_back
from planner.services.document import Document
from planner.services.library import make_workshop
from planner.store.verify import verify


def test_a_copy_knows_its_table_and_holds_the_whole_plan(room):
    path = room.table("Table 3", step="B2")
    document = Document.open(path)
    try:
        assert said(document.plan) == said(room.plan)
        assert document.table.name == "Table 3"
        assert document.table.step == "B2"
        assert document.undo_label == ""
    finally:
        document.close()
    assert room.document.table is None
    assert verify(path).problems == ()
    assert path.stat().st_mode & 0o777 == 0o600
    assert not list(path.parent.glob(".Table*"))
    with pytest.raises(FileRefused, match="already a file"):
        room.table("Table 3")


def test_what_tables_added_and_changed_comes_together(room):
    one, two = room.table("One"), room.table("Two")
    with room.document.edit("Here") as edit:
        edit.set(risk(room.plan), category="funding")
    room.at(one, lambda edit: (edit.set(risk(edit.plan), impact=4), edit.add(r.Risk, statement="Of one")))
    room.at(
        two, lambda edit: (edit.set(risk(edit.plan), probability=5), edit.add(r.Risk, statement="Of two"))
    )
    merge = room.merge(one, two)
    assert [(file.name, file.edits, file.added, file.changed, file.deleted) for file in merge.files] == [
        ("One", 2, 1, 1, 0),
        ("Two", 2, 1, 1, 0),
    ]
    assert merge.conflicts == ()
    merge.apply(room.document)
    first = risk(room.plan)
    assert (first.category, first.impact, first.probability) == ("funding", 4, 5)
    assert [(each.statement, each.code) for each in room.plan.all(r.Risk)[2:]] == [
        ("Of one", "RK-03"),
        ("Of two", "RK-04"),
    ]
    assert [(each["code_in_file"], each["code"]) for each in merge.report()["added"]] == [
        ("RK-03", "RK-03"),
        ("RK-03", "RK-04"),
    ]


def test_a_merge_is_one_edit_that_undo_takes_back(room):
    one = room.table("One")
    room.at(one, lambda edit: (edit.set(risk(edit.plan), impact=4), edit.delete(edit.plan.all(r.Goal)[0])))
    before = room.plan
    changes = room.bring(one)
    assert changes.touches(r.Risk, r.Goal)
    assert room.document.undo_label == "Bring back One"
    after = room.plan
    room.document.undo()
    assert room.plan == before
    room.document.redo()
    assert room.plan == after
    assert room.document.undo() is not None
    assert room.document.undo_label == ""


def test_the_same_file_again_changes_nothing(room):
    one = room.table("One")
    room.at(one, lambda edit: (edit.set(risk(edit.plan), impact=4), edit.add(r.Risk, statement="Of one")))
    assert room.bring(one) is not None
    edits, content = room.document.state(), file_bytes(room)
    again = room.merge(one)
    assert again.empty
    assert again.files[0].edits == 0
    assert again.apply(room.document) is None
    assert (room.document.state(), file_bytes(room)) == (edits, content)


def test_undone_it_can_be_brought_back_again(room):
    one = room.table("One")
    room.at(one, lambda edit: edit.set(risk(edit.plan), impact=4))
    room.bring(one)
    room.document.undo()
    assert not room.merge(one).empty
    room.document.redo()
    assert room.merge(one).empty
    room.document.undo()
    room.bring(one)
    assert risk(room.plan).impact == 4


def test_gone_back_in_the_history_it_can_be_brought_back_again(room):
    from planner.services.history import History

    one = room.table("One")
    room.at(one, lambda edit: edit.set(risk(edit.plan), impact=4))
    _identity, before, _last = room.document.state()
    room.bring(one)
    history = History(room.document)
    history.go_back_to(before)
    assert risk(room.plan).impact is None
    room.bring(one)
    assert risk(room.plan).impact == 4


def test_a_table_that_works_on_brings_what_is_new(room):
    one = room.table("One")
    room.at(one, lambda edit: edit.set(risk(edit.plan), impact=4))
    room.bring(one)
    with room.document.edit("Here") as edit:
        edit.set(risk(room.plan), impact=3)
    room.at(one, lambda edit: edit.set(risk(edit.plan), probability=5))
    merge = room.merge(one)
    assert merge.conflicts == ()
    merge.apply(room.document)
    assert (risk(room.plan).impact, risk(room.plan).probability) == (3, 5)


def test_a_new_copy_can_be_taken_into_an_old_one(room):
    """Both ways: the table brings in the workshop, the workshop brings in the table."""
    one = room.table("One")
    room.at(one, lambda edit: edit.set(risk(edit.plan), impact=4))
    room.bring(one)
    with room.document.edit("Here") as edit:
        edit.set(risk(room.plan, 1), impact=5)
    news = room.table("News")
    document = Document.open(one, **room.words())
    merge = bring_back(document, [news])
    merge.apply(document)
    assert risk(document.plan, 1).impact == 5
    with document.edit("On") as edit:
        edit.set(risk(document.plan, 1), impact=1)
    document.close()
    merge = room.merge(one)
    assert merge.conflicts == ()
    merge.apply(room.document)
    assert risk(room.plan, 1).impact == 1


# Files that are not what they should be


def test_files_of_other_workshops_are_refused(room, tmp_path):
    other = tmp_path / "other.workshop"
    make_workshop(other, [r.Charter(title_text="Other")], label="New", today=TODAY)
    one = room.table("One")
    room.at(one, lambda edit: edit.set(risk(edit.plan), impact=4))
    before = file_bytes(room)
    with pytest.raises(FileRefused, match=r"other\.workshop belongs to another workshop"):
        room.merge(one, other)
    assert file_bytes(room) == before


def test_files_that_cannot_be_read_are_refused(room, tmp_path):
    one = room.table("One")
    document = Document.open(one)
    with pytest.raises(AlreadyOpen):
        room.merge(one)
    document.close()
    junk = tmp_path / "junk.workshop"
    junk.write_bytes(b"junk" * 500)
    with pytest.raises(FileRefused):
        room.merge(junk)
    with pytest.raises(AlreadyOpen):
        room.merge(room.document.path)


def test_a_file_that_is_brought_back_is_not_touched(room):
    one = room.table("One")
    room.at(one, lambda edit: edit.set(risk(edit.plan), impact=4))
    before = one.read_bytes()
    one.chmod(0o400)
    room.bring(one)
    assert one.read_bytes() == before
    assert risk(room.plan).impact == 4


def test_an_edit_meanwhile_is_not_run_over(room):
    one = room.table("One")
    room.at(one, lambda edit: edit.set(risk(edit.plan), impact=4))
    merge = room.merge(one)
    with room.document.edit("Here") as edit:
        edit.set(risk(room.plan), impact=1)
    with pytest.raises(PlannerError, match="edited since"):
        merge.apply(room.document)


def test_an_adopted_plan_logs_each_change_once(make_room):
    room = make_room([r.Goal(id="g", name="Every student is seen")])
    with room.document.edit("Adopt") as edit:
        edit.set(room.plan.charter, status="adopted", version="1.0")
    one, two = room.table("One"), room.table("Two")
    goal = room.plan.get(r.Goal, "g")
    room.at(one, lambda edit: edit.set(goal, name="Every child is seen"))
    room.at(two, lambda edit: edit.set(goal, lcap_goal_type="broad"))
    room.bring(one, two)
    assert [version.label for version in room.plan.all(r.PlanVersion)] == ["1.1"]
    logged = sorted(each.field for each in room.plan.all(r.ChangeLogEntry))
    assert logged == ["lcap_goal_type", "name"]


def test_the_report_is_json(room):
    one = room.table("One")
    with room.document.edit("Here") as edit:
        edit.set(risk(room.plan), impact=3)
    room.at(one, lambda edit: (edit.set(risk(edit.plan), impact=5), edit.add(r.Risk, statement="New")))
    merge = room.merge(one)
    told = json.loads(json.dumps(merge.report()))
    assert told["conflicts"][0]["taken"] is None
    assert [side["from"] for side in told["conflicts"][0]["sides"]] == ["here", "One"]
    assert told["files"][0]["table"] == "One"
    assert [each["title"] for each in told["added"]] == ["New"]
