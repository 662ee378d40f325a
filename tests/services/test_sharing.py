"""One file to hand on: plain, or locked with a passphrase."""

import random
import shutil
import subprocess

import pytest
from torture.quick_lock import lock_quickly

from planner.domain import records as r
from planner.errors import AlreadyOpen, Cancelled, ExportFailed, FileRefused
from planner.services import sharing
from planner.services.document import Document
from planner.store.verify import verify

PASSPHRASE = "four plain words here"
SECRET = "ZZSECRETZZ"


@pytest.fixture
def document(tmp_path):
    made = Document.create(tmp_path / "plan.workshop", [r.Charter(title_text="Well")], label="New")
    with made.edit("Add") as edit:
        edit.add(r.Person, name=f"{SECRET} Ruiz")
    yield made
    made.close()


@pytest.fixture(scope="module")
def locked(tmp_path_factory):
    folder = tmp_path_factory.mktemp("locked")
    document = Document.create(folder / "Plan.workshop", [r.Charter(title_text="Well")], label="New")
    with document.edit("Add") as edit:
        edit.add(r.Person, name=f"{SECRET} Ruiz")
    target = folder / "Plan.workshop.age"
    sharing.send(sharing.content(document), target, passphrase=PASSPHRASE)
    document.close()
    return target


@pytest.fixture(scope="module")
def quickly_locked(locked, tmp_path_factory):
    """The same file, made on a computer so slow that opening it costs nothing on this one."""
    target = tmp_path_factory.mktemp("quick") / "Plan.workshop.age"
    lock_quickly(sharing.unlock(locked, PASSPHRASE), PASSPHRASE, target)
    return target


def names(folder):
    return sorted(each.name for each in folder.iterdir() if not each.name.endswith(".lock"))


def test_an_open_workshop_is_sent_as_it_is_now(document, tmp_path):
    out = tmp_path / "stick"
    out.mkdir()
    sharing.send(sharing.content(document), out / "for Ana.workshop")
    with document.edit("Later") as edit:
        edit.add(r.Risk)
    assert names(out) == ["for Ana.workshop"]
    assert (out / "for Ana.workshop").stat().st_mode & 0o077 == 0
    sent = Document.open(out / "for Ana.workshop")
    assert sent.plan.all(r.Person) == document.plan.all(r.Person)
    assert sent.plan.all(r.Risk) == ()
    with sent.edit("Theirs") as edit:
        edit.add(r.Risk)
    sent.close()
    assert verify(out / "for Ana.workshop").sound
    document.undo()


def test_a_closed_workshop_is_sent_and_stays_as_it_was(document, tmp_path):
    document.close()
    before = document.path.read_bytes()
    sharing.send(sharing.content(document.path), tmp_path / "copy.workshop")
    assert document.path.read_bytes() == before
    assert (tmp_path / "copy.workshop").read_bytes() == before


def test_a_workshop_open_elsewhere_is_not_written_over(document, tmp_path):
    held = sharing.content(document)
    before = names(tmp_path)
    with pytest.raises(AlreadyOpen):
        sharing.send(held, document.path)
    assert names(tmp_path) == before
    with pytest.raises(AlreadyOpen):
        sharing.content(document.path)


def test_a_file_is_replaced_whole_or_not_at_all(document, tmp_path):
    held = sharing.content(document)
    target = tmp_path / "sent.workshop"
    target.write_text("what was there")
    with pytest.raises(Cancelled):
        sharing.send(held, target, report=lambda done, total, what: False)
    assert target.read_text() == "what was there"
    sharing.send(held, target)
    assert target.read_bytes() == held
    with pytest.raises(ExportFailed, match="does not exist"):
        sharing.send(held, tmp_path / "nowhere" / "a.workshop")


def test_a_journal_left_by_another_file_does_not_get_into_the_new_one(document, tmp_path):
    target = tmp_path / "sent.workshop"
    (tmp_path / "sent.workshop-journal").write_bytes(b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7" + bytes(600))
    sharing.send(sharing.content(document), target)
    assert not (tmp_path / "sent.workshop-journal").exists()
    assert verify(target).sound


def test_a_locked_file_tells_nothing_and_is_dear_to_guess(locked):
    sealed = locked.read_bytes()
    assert sealed.startswith(b"age-encryption.org/v1\n-> scrypt ")
    assert int(sealed.splitlines()[1].split()[-1]) >= 14
    assert SECRET.encode() not in sealed
    assert b"SQLite" not in sealed
    assert locked.stat().st_mode & 0o077 == 0
    assert sharing.locked(locked)


def test_a_locked_file_opens_with_its_passphrase_only(quickly_locked, tmp_path):
    locked = quickly_locked
    sealed = locked.read_bytes()
    with pytest.raises(sharing.WrongPassphrase, match="does not open with this passphrase") as caught:
        sharing.unlock(locked, PASSPHRASE + " ")
    assert caught.value.safe
    assert caught.value.do
    path = sharing.put_into(tmp_path, sharing.unlock(locked, PASSPHRASE), locked)
    assert path == tmp_path / "Plan.workshop"
    assert path.stat().st_mode & 0o077 == 0
    document = Document.open(path)
    assert document.plan.all(r.Person)[0].name == f"{SECRET} Ruiz"
    document.close()
    assert verify(path).sound
    assert sharing.put_into(tmp_path, sharing.unlock(locked, PASSPHRASE), locked).name == "Plan 2.workshop"
    assert locked.read_bytes() == sealed


def test_a_changed_or_shortened_locked_file_is_refused_and_leaves_nothing(quickly_locked, tmp_path):
    whole = quickly_locked.read_bytes()
    chance = random.Random(11)
    spoiled = [whole[:place] for place in (0, 10, 60, len(whole) // 2, len(whole) - 1)]
    spoiled.append(whole + b"x")
    for place in (5, 40, 80, *(chance.randrange(len(whole)) for _ in range(20))):
        changed = bytearray(whole)
        changed[place] ^= 1 << chance.randrange(8)
        spoiled.append(bytes(changed))
    for number, content in enumerate(spoiled):
        path = tmp_path / f"{number}.workshop.age"
        path.write_bytes(content)
        with pytest.raises(FileRefused):
            sharing.unlock(path, PASSPHRASE)
    assert all(each.suffix == ".age" for each in tmp_path.iterdir())


def test_something_else_that_is_locked_is_refused(tmp_path):
    path = tmp_path / "letter.age"
    lock_quickly(b"Dear Ana", PASSPHRASE, path)
    with pytest.raises(FileRefused, match="not a workshop"):
        sharing.unlock(path, PASSPHRASE)
    with pytest.raises(FileRefused, match="cannot be read"):
        sharing.unlock(tmp_path / "gone.age", PASSPHRASE)


def test_the_official_tool_opens_a_locked_file(locked, tmp_path):
    if shutil.which("age") is None or shutil.which("script") is None:
        pytest.skip("age and script are not installed")
    out = tmp_path / "plain"
    done = subprocess.run(
        ["script", "-qec", f"age --decrypt -o '{out}' '{locked}'", "/dev/null"],
        input=f"{PASSPHRASE}\n",
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout
    assert out.read_bytes() == sharing.unlock(locked, PASSPHRASE)


def test_passphrases_are_suggested_and_weak_ones_told():
    made = {sharing.suggest_passphrase() for _ in range(200)}
    assert len(made) == 200
    assert not any(map(sharing.weakness, made))
    assert all(len(each.split("-")) == 4 for each in made)
    assert "letters or more" in sharing.weakness("short one")
    assert "different" in sharing.weakness("aaaaaaaaaaaaaaaa")
    assert sharing.weakness(PASSPHRASE) == ""


@pytest.mark.parametrize(
    ("name", "stem"),
    [
        ("Plan.workshop.age", "Plan"),
        ("Plan.AGE", "Plan"),
        ("Our.plan.workshop", "Our.plan"),
        ("x.zip", "x.zip"),
    ],
)
def test_the_name_of_an_unlocked_workshop(tmp_path, name, stem):
    assert sharing.plain_name(tmp_path / name) == stem


def test_a_lock_that_came_out_cheap_is_made_again(monkeypatch):
    import pyrage

    header = b"age-encryption.org/v1\n-> scrypt c2FsdHNhbHRzYWx0c2FsdA %d\n"
    made = iter([header % 10, header % 14, header % 18])
    monkeypatch.setattr(pyrage.passphrase, "encrypt", lambda _held, _words: next(made))
    assert sharing._lock(b"plan", PASSPHRASE) == header % 18


def test_a_computer_that_stalls_is_not_told_that_the_passphrase_is_wrong(tmp_path):
    import pyrage

    lines = pyrage.passphrase.encrypt(b"plan", PASSPHRASE).split(b"\n")
    lines[1] = lines[1].rsplit(b" ", 1)[0] + b" 30"
    path = tmp_path / "Plan.workshop.age"
    path.write_bytes(b"\n".join(lines))
    with pytest.raises(FileRefused, match="so firmly") as caught:
        sharing.unlock(path, PASSPHRASE)
    assert not isinstance(caught.value, sharing.WrongPassphrase)
    assert "less busy" in caught.value.do
