"""After adoption every change is written down, once."""

from datetime import date

import pytest

from planner.domain import records as r
from planner.services.document import Document

TODAY = date(2026, 11, 22)


@pytest.fixture
def document(tmp_path):
    made = Document.create(
        tmp_path / "plan.workshop",
        [
            r.Charter(title_text="Well every day", status="adopted", version="1.1"),
            r.PlanVersion(label="1.0", status="superseded"),
            r.PlanVersion(label="1.1", status="current"),
            r.Person(id="p", name="Ana Ruiz", code="P-01"),
            r.Goal(id="g", name="Care close to students", code="GO-1"),
            r.Objective(id="o", goal_id="g", statement="By 2029 more visits", code="OB-1.1"),
            r.Action(id="a", name="Open a center", code="AC-001"),
        ],
        label="Import",
        today=lambda: TODAY,
    )
    yield made
    made.close()


def log(document):
    return [
        (each.kind, each.entity_ids, each.field, each.old, each.new, each.version)
        for each in document.plan.all(r.ChangeLogEntry)
    ]


def change(document, kind, record_id, **values):
    with document.edit("Edit") as edit:
        edit.set(document.plan.get(kind, record_id), **values)


def test_a_change_makes_an_entry_in_a_new_draft_version(document):
    change(document, r.Goal, "g", owner_id="p")
    (entry,) = document.plan.all(r.ChangeLogEntry)
    assert log(document) == [("change", ("g",), "owner_id", "", "P-01", "1.2")]
    assert (entry.date, entry.reason) == (TODAY, "")
    version = document.plan.all(r.PlanVersion)[-1]
    assert (version.label, version.status, version.date) == ("1.2", "draft", TODAY)
    document.undo()
    assert log(document) == []
    assert len(document.plan.all(r.PlanVersion)) == 2


def test_changes_of_one_field_make_one_entry(document):
    change(document, r.Action, "a", end_date=date(2026, 12, 18))
    change(document, r.Action, "a", end_date=date(2027, 1, 29))
    assert log(document) == [("change", ("a",), "end_date", "", "2027-01-29", "1.2")]
    change(document, r.Action, "a", end_date=None)
    assert log(document) == []


def test_an_explained_entry_stays_when_the_change_is_taken_back(document):
    change(document, r.Action, "a", end_date=date(2026, 12, 18))
    with document.edit("Why") as edit:
        edit.set(document.plan.all(r.ChangeLogEntry)[0], reason="The board meets in January only.")
    change(document, r.Action, "a", end_date=None)
    assert log(document) == [("change", ("a",), "end_date", "", "", "1.2")]


def test_a_new_version_starts_new_entries(document):
    change(document, r.Action, "a", name="Open two centers")
    with document.edit("Adopt") as edit:
        edit.set(document.plan.all(r.PlanVersion)[-1], status="current")
    change(document, r.Action, "a", name="Open three centers")
    assert [entry[3:] for entry in log(document)] == [
        ("Open a center", "Open two centers", "1.2"),
        ("Open two centers", "Open three centers", "1.3"),
    ]


def test_progress_is_not_a_change_of_the_plan(document):
    change(document, r.Action, "a", status="in_progress", percent_complete=40, actual_start=TODAY)
    change(document, r.Action, "a", status="done")
    change(document, r.Person, "p", name="Ana R.")
    assert log(document) == []
    assert len(document.plan.all(r.PlanVersion)) == 2


def test_what_is_added_and_deleted_again_leaves_nothing(document):
    with document.edit("Add") as edit:
        strategy = edit.add(r.Strategy, name="New strategy")
    assert log(document) == [("add", (strategy.id,), "", "", "ST-01 New strategy", "1.2")]
    change(document, r.Strategy, strategy.id, name="Better strategy", lead_id="p")
    assert log(document) == [("add", (strategy.id,), "", "", "ST-01 Better strategy", "1.2")]
    with document.edit("Delete") as edit:
        edit.delete(strategy)
    assert log(document) == []


def test_what_is_deleted_is_named_in_words(document):
    with document.edit("Delete") as edit:
        edit.delete(document.plan.get(r.Goal, "g"))
    assert log(document) == [
        ("retire", (), "", "GO-1 Care close to students", "", "1.2"),
        ("retire", (), "", "OB-1.1 By 2029 more visits", "", "1.2"),
    ]
    document.undo()
    assert log(document) == []


def test_a_draft_is_not_logged(document):
    with document.edit("Back to draft") as edit:
        edit.set(document.plan.charter, status="draft")
    change(document, r.Goal, "g", name="Another goal")
    with document.edit("Adopt and change") as edit:
        edit.set(document.plan.charter, status="adopted")
        edit.set(document.plan.get(r.Goal, "g"), name="A third goal")
    assert log(document) == []
    change(document, r.Goal, "g", name="A fourth goal")
    assert len(log(document)) == 1
