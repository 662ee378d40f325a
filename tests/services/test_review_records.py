"""Comments as records: found, erased, exchanged and joined like everything else in a plan."""

import json
from datetime import UTC, date, datetime
from itertools import count

from planner import documents
from planner.domain import records as r
from planner.domain.analysis.heard import comment_by, heard, stances
from planner.domain.plan import Plan
from planner.domain.search import find_text
from planner.exports.plan_outline import heard as heard_in
from planner.exports.request import Request
from planner.exports.roles import called_by_roles
from planner.services.document import Document
from planner.services.exchange.reader import Reader
from planner.services.forget_person import Somebody, erase, eraser
from planner.services.plan_exchange import plan_text

GOAL = r.Goal(id="goal", code="GO-1", name="Every student is well")
COMMENT = r.ReviewComment(
    id="comment", code="RC-01", about_id="goal", comment="Ask Maria Lopez first", reviewer="Maria Lopez",
    source="Maria Lopez.xlsx", proposed="Every student is well, says Maria Lopez", fingerprint="f" * 64,
)  # fmt: skip


def test_they_are_found_by_their_words():
    (hit,) = find_text(Plan([GOAL, COMMENT]), "lopez FIRST")
    assert (hit.record, hit.field, hit.step) == (COMMENT, "comment", "D5")


def test_they_stand_in_a_plan_file_only_where_there_are_any():
    assert "review_comments" not in json.loads(plan_text(Plan([GOAL])))
    told = json.loads(plan_text(Plan([r.Charter(id="c", title_text="T"), GOAL, COMMENT])))
    assert told["review_comments"][0]["about_id"] == "GO-1"
    reader = Reader(told, new_id=map("new {}".format, count()).__next__, now=datetime.now(UTC))
    again = Plan(reader.records(date(2026, 11, 22)))
    (comment,) = again.all(r.ReviewComment)
    assert again.code(comment.about_id) == "GO-1"
    assert comment.fingerprint == COMMENT.fingerprint


def test_erasing_a_person_reaches_them(tmp_path):
    person = r.Person(id="maria", code="P-01", name="Maria Lopez")
    document = Document.create(tmp_path / "p.workshop", [person, GOAL, COMMENT], label="New")
    erase(document, eraser(Somebody("maria", "P-01", "Maria Lopez", there=True)))
    document.close()
    assert b"Lopez" not in (tmp_path / "p.workshop").read_bytes()
    (comment,) = document.plan.all(r.ReviewComment)
    assert (comment.reviewer, comment.comment) == ("[…]", "Ask […] first")


def test_documents_with_roles_name_no_reviewer():
    (comment,) = called_by_roles(Plan([GOAL, COMMENT])).all(r.ReviewComment)
    assert (comment.reviewer, comment.source) == ("Reviewer 1", "")


def test_what_was_heard_follows_the_plan_and_says_what_was_done():
    decision = r.Decision(id="d", code="DC-01", text="We begin in August.")
    group = r.StakeholderGroup(id="g", code="SG-01", name="Families")
    comments = [
        COMMENT.replace(id="1", group_id="g", status="decided", decision_id="d"),
        COMMENT.replace(id="2", code="RC-02", about_id=None, place="Page 3", proposed="", position=1.0),
        COMMENT.replace(id="3", code="RC-03", comment="", proposed="", stance="agree", position=2.0),
    ]
    plan = Plan([GOAL, decision, group, *comments])
    whole, goal = heard(plan)
    assert (whole.place, whole.who, whole.did) == (
        *("Page 3", "A reviewer"),
        "We have not answered it yet.",
    )
    assert (goal.code, goal.who) == ("GO-1", "Families")
    assert goal.did == "We decided about it. Decision DC-01: We begin in August."
    assert [each.code for each in heard(plan, open_too=False)] == ["GO-1"]
    assert stances(plan) == {"agree": 1}


def test_comments_are_wanted_before_the_next_session():
    day = date(2026, 11, 15)
    assert comment_by(Plan(), day) == date(2026, 11, 29)
    sessions = [
        r.Session(id="1", code="SE-1", date=date(2026, 12, 10)),
        r.Session(id="2", code="SE-2", date=date(2026, 12, 3)),
        r.Session(id="3", code="SE-3", date=date(2026, 11, 20), status="held"),
    ]
    assert comment_by(Plan(sessions), day) == date(2026, 12, 2)


def test_one_file_brought_in_at_two_tables_is_there_once(make_room):
    room = make_room([GOAL.replace(id="")])
    one, two = room.table("One"), room.table("Two")
    goal = room.plan.all(r.Goal)[0]
    said = {"about_id": goal.id, "comment": "Too vague", "reviewer": "Ana", "fingerprint": "f" * 64}
    room.at(one, lambda edit: edit.add(r.ReviewComment, **said))
    room.at(two, lambda edit: edit.add(r.ReviewComment, **said))
    room.at(two, lambda edit: edit.add(r.ReviewComment, **{**said, "reviewer": "Ben"}))
    merge = room.merge(one, two)
    merge.apply(room.document)
    assert [each.reviewer for each in room.plan.all(r.ReviewComment)] == ["Ana", "Ben"]


def test_documents_tell_what_was_heard_only_where_something_was(sample):
    action = sample.by_code("AC-002")
    plan = sample.changed(
        [
            COMMENT.replace(about_id=action.id, status="accepted", reply="We wrote it so.", proposed="Words"),
            COMMENT.replace(id="2", code="RC-02", about_id=None, place="Page 3", proposed="", position=1.0),
        ]
    )
    assert not [*heard_in.summary(sample), *heard_in.details(sample), *heard_in.since(sample, None)]
    heading, words, table = heard_in.summary(plan)
    assert heading.text == "What we heard and what we did"
    assert words.words == ("2 comments came back from a review, from 1 reviewer. 1 is not answered yet.")
    assert len(table.rows) == 1
    assert len(list(heard_in.details(plan))[1].rows) == 2
    assert len(list(heard_in.since(plan, None))[1].rows) == 1
    for code in ("full", "packet"):
        outline = documents.outline_of(plan, documents.KINDS[code], Request(as_of=date(2026, 11, 15)))
        headings = [each.text for each in outline.headings()]
        assert "What we heard and what we did" in headings, code
