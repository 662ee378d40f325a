"""A workshop of a network folder, worked on here and put back: replaced whole, or both are kept."""

import pytest

from planner.domain import records as r
from planner.errors import AlreadyOpen, PlannerError
from planner.paths import Paths
from planner.services import working_copy
from planner.services.breakout import bring_back
from planner.services.document import Document
from planner.store.verify import verify


@pytest.fixture
def paths(tmp_path):
    return Paths(tmp_path / "data")


@pytest.fixture
def original(tmp_path):
    folder = tmp_path / "server"
    folder.mkdir()
    path = folder / "Plan.workshop"
    Document.create(path, [r.Charter(title_text="Plan")], label="New").close()
    return path


@pytest.fixture
def copy(paths, original):
    """Return a working copy in which somebody has worked."""
    target = paths.library / "Plan.workshop"
    document = Document.open(original)
    image = document.image()
    document.save_elsewhere(target, go_on=True)
    try:
        assert working_copy.remember(paths, target, original, image)
        write(document, "Here")
    finally:
        document.close()
    return target


def write(document, statement):
    with document.edit("Add") as edit:
        edit.add(r.Risk, statement=statement)


def said(path):
    document = Document.open(path)
    try:
        return [each.statement for each in document.plan.all(r.Risk)]
    finally:
        document.close()


def work(path, statement):
    document = Document.open(path)
    try:
        write(document, statement)
    finally:
        document.close()


def test_it_is_put_back_and_goes_to_the_bin(paths, original, copy):
    original.chmod(0o640)
    held = working_copy.known(paths, copy)
    assert list(working_copy.waiting_copies(paths)) == [held]
    working_copy.put_back(paths, held)
    assert said(original) == ["Here"]
    assert verify(original).problems == ()
    assert original.stat().st_mode & 0o777 == 0o640
    assert [each.name for each in original.parent.iterdir()] == ["Plan.workshop"]
    assert not copy.exists()
    assert [each.name for each in paths.bin.iterdir()] == ["Plan.workshop"]
    assert working_copy.known(paths, copy) is None
    assert list(working_copy.waiting_copies(paths)) == []


def test_both_are_kept_where_the_original_was_changed(paths, original, copy):
    work(original, "There")
    before = original.read_bytes()
    with pytest.raises(working_copy.OriginalChanged, match="Both are kept"):
        working_copy.put_back(paths, working_copy.known(paths, copy))
    assert original.read_bytes() == before
    assert said(copy) == ["Here"]
    document = Document.open(original)
    merge = bring_back(document, [copy])
    merge.apply(document)
    merge.close()
    document.close()
    assert sorted(said(original)) == ["Here", "There"]


def test_an_original_that_is_changed_while_it_is_written_is_kept(paths, original, copy, monkeypatch):
    from planner.store import image as images

    write_image = images.write

    def write_slowly(image, part):
        write_image(image, part)
        work(original, "There")

    monkeypatch.setattr(images, "write", write_slowly)
    with pytest.raises(working_copy.OriginalChanged):
        working_copy.put_back(paths, working_copy.known(paths, copy))
    assert said(original) == ["There"]
    assert said(copy) == ["Here"]
    assert [each.name for each in original.parent.iterdir()] == ["Plan.workshop"]


def test_a_folder_that_is_away_is_told_and_tried_again(paths, original, copy):
    away = original.parent.rename(original.parent.with_name("away"))
    with pytest.raises(PlannerError, match="cannot be reached"):
        working_copy.put_back(paths, working_copy.known(paths, copy))
    assert said(copy) == ["Here"]
    away.rename(original.parent)
    working_copy.put_back(paths, working_copy.known(paths, copy))
    assert said(original) == ["Here"]


def test_an_original_that_is_gone_does_not_come_back_by_itself(paths, original, copy):
    original.unlink()
    with pytest.raises(working_copy.OriginalChanged, match="no longer in its folder"):
        working_copy.put_back(paths, working_copy.known(paths, copy))
    assert not original.exists()
    assert said(copy) == ["Here"]


def test_an_original_that_is_open_elsewhere_stays(paths, original, copy):
    document = Document.open(original)
    try:
        with pytest.raises(AlreadyOpen):
            working_copy.put_back(paths, working_copy.known(paths, copy))
        write(document, "There")
    finally:
        document.close()
    assert said(original) == ["There"]
    assert said(copy) == ["Here"]


def test_a_copy_of_something_else_is_no_working_copy(paths, original, tmp_path):
    document = Document.open(original)
    image = document.image()
    document.close()
    work(original, "There")
    assert not working_copy.remember(paths, tmp_path / "copy.workshop", original, image)
    assert working_copy.known(paths, tmp_path / "copy.workshop") is None


def test_a_note_that_cannot_be_read_is_none(paths, original, copy):
    (note,) = (paths.root / "working-copies").iterdir()
    assert note.stat().st_mode & 0o077 == 0
    note.write_text("{")
    assert working_copy.known(paths, copy) is None
    assert list(working_copy.waiting_copies(paths)) == []
