"""A person is removed from the plan, its history and its backups, and nothing is left in the files."""

import hashlib
import json
import os
import unicodedata

import pytest

from planner.domain import records as r
from planner.errors import Cancelled, InvalidEdit, PlannerError
from planner.paths import Paths
from planner.services import forget_person as fp
from planner.services.backups import Shelf
from planner.services.document import Document
from planner.services.library import Library
from planner.store.verify import verify

NAME = "Zoë ZZSECRETZZ-Ruiz"
WORK = "ZZWORKZZ Clinic"


def go_on(done, total, what):
    return True


@pytest.fixture
def paths(tmp_path):
    return Paths(tmp_path / "data")


@pytest.fixture
def document(paths):
    made = Document.create(
        paths.library / "plan.workshop", [r.Charter(title_text="Well"), r.Person(name="Ben Ode")], label="New"
    )
    with made.edit("New person") as edit:
        edit.add(r.Person, name="Zoe", organization=WORK)
    person = made.plan.all(r.Person)[-1]
    with made.edit("Edit person") as edit:
        edit.set(person, name=NAME, role="Nurse ZZROLEZZ", capacity_hours_per_month=12)
    with made.edit(f"Hand over to {NAME}") as edit:
        edit.set(made.plan.charter, facilitator_id=person.id)
        risk = edit.add(
            r.Risk, statement=f"If {NAME.upper()} leaves, nobody knows\nthe partners", owner_id=person.id
        )
        edit.add(r.Review, learned=(f'We "heard" {NAME}', "Nothing else"), headline="Fine")
        edit.add(r.StakeholderGroup, name="Nurses", representative_ids=(person.id,))
        gone = edit.add(r.Risk, statement="Deleted later, by zoë  zzsecretzz-ruiz")
    with made.edit("Edit risk") as edit:
        edit.set(risk, mitigation=f"Ask {unicodedata.normalize('NFD', NAME)} and Zoey")
    with made.edit("Delete") as edit:
        edit.delete(gone)
    yield made
    made.close()


def zoe(document):
    return next(each for each in fp.people(document) if each.name == NAME)


def residue(*files):
    """What is left in files of anything that tells who it was."""
    forms = [NAME, NAME.upper(), NAME.lower(), unicodedata.normalize("NFD", NAME), "ZZSECRETZZ", "zzsecretzz"]
    forms += [WORK, "ZZROLEZZ", "ZZWORKZZ"]
    found = {}
    for file in files:
        content = file.read_bytes()
        hits = [form for form in forms if form.encode() in content]
        if hits:
            found[file.name] = hits
    return found


def test_where_a_person_stands(document):
    found = fp.traces(document.snapshot(), document.plan, fp.eraser(zoe(document)))
    assert "Charter · Facilitator" in found.links
    assert any(line.endswith("· Owner") for line in found.links)
    assert any(line.endswith("· Represented by") for line in found.links)
    assert {line.split(" · ")[0] for line in found.texts} == {"RK-01", "RV-01"}
    assert found.edits == 5
    assert found.any


def test_nothing_is_left_in_the_file(document):
    fp.erase(document, fp.eraser(zoe(document), ["Zoe"]))
    plan = document.plan
    assert [each.name for each in plan.all(r.Person)] == ["Ben Ode"]
    assert plan.charter.facilitator_id is None
    assert plan.all(r.StakeholderGroup)[0].representative_ids == ()
    (risk,) = plan.all(r.Risk)
    assert risk.statement == "If […] leaves, nobody knows\nthe partners"
    assert risk.mitigation == "Ask […] and Zoey"
    assert plan.all(r.Review)[0].learned == ('We "heard" […]', "Nothing else")
    assert residue(document.path) == {}
    assert document.undo_label == ""
    assert document.undo() is None
    assert document.plan == plan
    document.close()
    assert residue(*document.path.parent.iterdir()) == {}
    assert verify(document.path).problems == ()
    again = Document.open(document.path)
    assert again.plan == plan
    assert NAME not in [each.name for each in fp.people(again)]
    with again.edit("Next") as edit:
        assert edit.add(r.Person, name="New").code not in {"P-01", "P-02"}
    again.undo()
    again.close()
    assert verify(document.path).sound


def test_work_goes_on_and_can_be_undone_again(document):
    fp.erase(document, fp.eraser(zoe(document)))
    told = []
    document.subscribe(told.append)
    with document.edit("Next") as edit:
        edit.add(r.Risk, statement="After")
    document.undo()
    document.redo()
    assert [each.label for each in told] == ["Next"] * 3
    assert len(document.plan.all(r.Risk)) == 2


def test_a_person_who_was_deleted_before_is_erased_from_the_history(document):
    with document.edit("Delete") as edit:
        edit.delete(document.plan.get(r.Person, zoe(document).id))
    person = zoe(document)
    assert not person.there
    assert fp.people(document)[-1] == person
    fp.erase(document, fp.eraser(person, ["Zoe"]))
    document.close()
    assert residue(document.path) == {}
    assert verify(document.path).sound


def test_somebody_else_of_the_same_name_stays(document):
    with document.edit("Add") as edit:
        other = edit.add(r.Person, name=NAME, organization="Elsewhere")
    fp.erase(document, fp.eraser(zoe(document)))
    assert document.plan.get(r.Person, other.id) == other
    document.close()
    assert verify(document.path).sound


def test_a_frozen_copy_of_the_plan_loses_the_person_and_keeps_a_true_fingerprint(document):
    frozen = json.dumps(
        {"people": [{"name": NAME, "role": "Nurse ZZROLEZZ", "organization": WORK, "hours": 3}]}
    )
    with document.edit("Freeze") as edit:
        version = edit.add(
            r.PlanVersion,
            label="1.0",
            snapshot=frozen,
            snapshot_sha256=hashlib.sha256(frozen.encode()).hexdigest(),
        )
    fp.erase(document, fp.eraser(zoe(document)))
    kept = document.plan.get(r.PlanVersion, version.id)
    assert json.loads(kept.snapshot) == {
        "people": [{"name": "[…]", "role": "", "organization": "", "hours": 3}]
    }
    assert kept.snapshot_sha256 == hashlib.sha256(kept.snapshot.encode()).hexdigest()
    document.close()
    assert residue(document.path) == {}
    assert verify(document.path).problems == ()


def test_a_closed_vote_about_the_person_loses_the_name_too(document):
    with document.edit("Vote") as edit:
        edit.add(r.VoteRound, question=f"Shall {NAME} chair?", method="fist_to_five", status="closed")
    fp.erase(document, fp.eraser(zoe(document)))
    assert document.plan.all(r.VoteRound)[0].question == "Shall […] chair?"


def test_words_that_are_too_short_are_refused(document):
    with pytest.raises(InvalidEdit, match="too short"):
        fp.eraser(zoe(document), ["Zo"])
    with document.edit("Add") as edit:
        edit.add(r.Person, name="Bo")
        edit.add(r.Risk, statement="Bo has all the keys, Boris has none")
    bo = next(each for each in fp.people(document) if each.name == "Bo")
    fp.erase(document, fp.eraser(bo))
    assert document.plan.all(r.Risk)[-1].statement.startswith("Bo has")
    assert "Bo" not in [each.name for each in document.plan.all(r.Person)]


def test_an_erasure_that_is_cut_off_changes_nothing(document):
    before = document.plan
    person = zoe(document)

    class CutOff(Exception):
        pass

    who = fp.eraser(person)

    def broken(edit):
        who(edit)
        raise CutOff

    with pytest.raises(CutOff), document.edit("Remove a person", then=broken) as edit:
        edit.delete(document.plan.get(r.Person, person.id))
    assert document.plan == before
    assert zoe(document) == person
    document.close()
    assert verify(document.path).sound


def test_nothing_is_begun_where_the_file_cannot_be_written_anew(document, monkeypatch):
    before = document.plan
    usage = type("Usage", (), {"free": 100_000})
    monkeypatch.setattr("shutil.disk_usage", lambda _folder: usage)
    with pytest.raises(PlannerError, match="not enough room") as caught:
        fp.erase(document, fp.eraser(zoe(document)))
    assert caught.value.safe == "Nothing was changed."
    assert document.plan == before


def test_what_a_restored_backup_replaced_is_told(document, paths):
    shelf = Shelf(paths)
    path, who = document.path, fp.eraser(zoe(document))
    backup = shelf.make(document, "asked")
    document.close()
    replaced = shelf.restore(backup, path).kept
    assert fp.look_around(shelf, path, who, [path.parent], go_on).kept == (replaced,)


def test_backups_lose_the_person_and_stay_whole(document, paths):
    shelf = Shelf(paths)
    shelf.make(document, "asked")
    fp_before = shelf.list(document.path)
    other = Library(paths).folder / "other.workshop"
    Document.create(other, [r.Person(name=NAME)], label="New").close()
    who = fp.eraser(zoe(document), ["Zoe"])
    around = fp.look_around(shelf, document.path, who, [paths.library], go_on)
    assert [each.file for each in around.backups] == [each.file for each in fp_before]
    assert around.others == (other,)
    assert around.unread == ()
    assert fp.erase_in_backups(shelf, around.backups, who, go_on) == 1
    fp.erase(document, who)
    (backup,) = shelf.list(document.path)
    assert shelf.verify(backup, thorough=True) == ()
    assert residue(*(each for each in paths.backups.rglob("*") if each.is_file())) == {}
    assert fp.look_around(shelf, document.path, who, [], go_on) == fp.Shelved((), (), ())
    assert residue(document.path) == {}
    document.close()
    assert verify(document.path).sound
    assert residue(other)  # another workshop is named, and left alone


def test_what_a_backup_held_is_overwritten_before_it_goes(document, paths):
    shelf = Shelf(paths)
    backup = shelf.make(document, "asked")
    link = paths.root / "the same bytes on the disk"
    os.link(backup.file, link)
    assert residue(link)
    assert fp.erase_in_backups(shelf, [backup], fp.eraser(zoe(document)), go_on) == 1
    assert not link.read_bytes().strip(b"\0")
    assert len(shelf.list(document.path)) == 1


def test_a_damaged_backup_goes_because_nobody_can_look_into_it(document, paths):
    shelf = Shelf(paths)
    backup = shelf.make(document, "asked")
    content = bytearray(backup.file.read_bytes())
    content[4096:] = bytes(len(content) - 4096)
    backup.file.write_bytes(content)
    who = fp.eraser(zoe(document))
    around = fp.look_around(shelf, document.path, who, [], go_on)
    assert [each.file for each in around.unread] == [backup.file]
    fp.erase_in_backups(shelf, [*around.backups, *around.unread], who, go_on)
    assert not backup.file.exists()


def test_looking_can_be_stopped(document, paths):
    shelf = Shelf(paths)
    shelf.make(document, "asked")
    with pytest.raises(Cancelled):
        fp.look_around(shelf, document.path, fp.eraser(zoe(document)), [], lambda *_: False)


def test_the_sample_without_any_one_of_its_people_is_whole(tmp_path, sample_records):
    path = tmp_path / "sample.workshop"
    document = Document.create(path, sample_records, label="Sample")
    for person in fp.people(document)[:3]:
        fp.erase(document, fp.eraser(person))
        assert fp.traces(document.snapshot(), document.plan, fp.eraser(person)).any is False
    document.close()
    assert verify(path).problems == ()


@pytest.mark.parametrize("name", ["Åsa Öberg", "李小龙", 'Ann "Nan" O\'Neil', "Иван Петров", "straße müller"])
def test_names_of_all_kinds(tmp_path, name):
    path = tmp_path / "plan.workshop"
    document = Document.create(path, [r.Charter(title_text="Well")], label="New")
    with document.edit("Add") as edit:
        edit.add(r.Person, name=name)
        edit.add(r.Review, learned=(f"Said {name}.", name), headline=name.upper(), next_steps=(name.title(),))
    fp.erase(document, fp.eraser(fp.people(document)[0]))
    document.close()
    content = path.read_bytes()
    for form in (name, name.casefold(), unicodedata.normalize("NFD", name), json.dumps(name)[1:-1]):
        assert form.encode() not in content
    assert verify(path).problems == ()
