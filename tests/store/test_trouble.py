"""What goes wrong around a file, and what is said: what happened, where the work is, what to do."""

import os
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

import pytest

from planner.domain import records as r
from planner.errors import AlreadyOpen, FileChanged, FileLost, FileRefused, NotSaved, PlannerError, ReadOnly
from planner.services import places
from planner.services.document import Document
from planner.services.rescue import work_on_copy
from planner.services.sharing import content, send
from planner.store import trouble
from planner.store.verify import verify


@pytest.fixture
def document(tmp_path):
    folder = tmp_path / "stick"
    folder.mkdir()
    made = Document.create(folder / "plan.workshop", [r.Charter(title_text="Well")], label="New")
    yield made
    made.close()


def add(document, **values):
    with document.edit("Add") as edit:
        return edit.add(r.Risk, **values)


def whole(error):
    """Three sentences, of which none quotes the machine."""
    assert error.what.endswith((".", ")"))
    assert error.safe.endswith(".")
    assert error.do.endswith(".")
    assert "SQLITE" not in str(error)
    assert "Errno" not in str(error)
    return error


def replaced(path):
    """Another program puts an older copy in the place of the file, as synchronizing programs do."""
    other = path.with_name("other")
    Document.create(other, [r.Charter(title_text="From elsewhere")], label="New").close()
    other.replace(path)


def overwritten(path):
    """Another program copies over the file."""
    other = path.with_name("other")
    Document.create(other, [r.Charter(title_text="From elsewhere")], label="New").close()
    path.write_bytes(other.read_bytes())
    other.unlink()


@pytest.mark.parametrize("how", [replaced, overwritten])
def test_a_file_changed_by_another_program_is_not_overwritten(document, how):
    risk = add(document, statement="Ours")
    how(document.path)
    theirs = document.path.read_bytes()
    told = []
    document.subscribe(told.append)
    with pytest.raises(FileChanged) as caught:
        add(document, statement="Not saved")
    whole(caught.value)
    assert "Another program changed plan.workshop" in caught.value.what
    assert document.plan.name == "From elsewhere"
    assert "charter" in told[0].ids
    assert document.undo_label == ""
    assert document.path.read_bytes() == theirs
    # what the window held is kept beside it, and said to be
    (kept,) = document.path.parent.glob("*as it was here*.workshop")
    assert kept.name in caught.value.safe
    assert kept.stat().st_mode & 0o077 == 0
    assert verify(kept).sound
    again = Document.open(kept)
    assert again.plan.all(r.Risk) == (risk,)
    assert again.plan.name == "Well"
    again.close()
    # and work goes on in what is there now
    assert add(document, statement="Next").code == "RK-01"
    document.close()
    assert verify(document.path).sound


def test_a_file_replaced_in_the_middle_of_an_edit_is_not_overwritten(document):
    add(document, statement="Ours")
    theirs = None

    def late():
        nonlocal theirs
        with document.edit("Add") as edit:
            edit.add(r.Risk, statement="Half")
            replaced(document.path)
            theirs = document.path.read_bytes()

    with pytest.raises(FileChanged):
        late()
    assert document.path.read_bytes() == theirs
    assert document.plan.name == "From elsewhere"
    assert add(document).code == "RK-01"


@pytest.mark.parametrize("undo", [True, False])
def test_undo_looks_too(document, undo):
    add(document, statement="Ours")
    if not undo:
        document.undo()
    replaced(document.path)
    with pytest.raises(FileChanged):
        _ = document.undo() if undo else document.redo()


def test_our_own_edits_are_no_change_by_another_program(document):
    for number in range(5):
        add(document, statement=f"Risk {number}")
        document.undo()
        document.redo()
    document.name_moment("Here")
    add(document, mitigation="x" * 400, statement="Large")
    assert len(document.plan.all(r.Risk)) == 6


def test_a_stick_that_is_pulled_is_told_and_the_plan_can_be_saved_elsewhere(document, tmp_path):
    risk = add(document, statement="On a stick")
    away = document.path.parent.rename(tmp_path / "pulled")
    with pytest.raises(FileLost) as caught:
        add(document, statement="Too late")
    whole(caught.value)
    assert "no file plan.workshop any more" in caught.value.what
    assert document.plan.all(r.Risk) == (risk,)
    with pytest.raises(PlannerError, match="no file"):
        add(document, statement="Still too late")
    target = tmp_path / "rescued.workshop"
    document.save_elsewhere(target)
    assert target.stat().st_mode & 0o077 == 0
    rescued = Document.open(target)
    assert rescued.plan == document.plan
    rescued.close()
    assert verify(target).edits == 2  # with its history
    with pytest.raises(FileRefused, match="already a file"):
        document.save_elsewhere(target)
    # and the stick comes back
    away.rename(tmp_path / "stick")
    assert add(document, statement="Plugged in again").code == "RK-02"


def test_the_plan_is_saved_without_its_history_where_the_file_cannot_be_read_any_more(document, tmp_path):
    add(document, statement="Only in the window")
    document.path.parent.rename(tmp_path / "pulled")
    with pytest.raises(FileLost):
        add(document)
    document._lost_image = None
    document.save_elsewhere(tmp_path / "rescued.workshop")
    rescued = Document.open(tmp_path / "rescued.workshop")
    assert rescued.plan == document.plan
    rescued.close()


@contextmanager
def mounted(folder, *options):
    """A file system of its own, for a test that may mount one."""
    folder.mkdir(exist_ok=True)
    if not sys.platform.startswith("linux") or os.geteuid() != 0:
        pytest.skip("only root may mount a file system")
    if subprocess.run(["mount", "-t", "tmpfs", *options, "tmpfs", folder], capture_output=True).returncode:
        pytest.skip("no file system can be mounted here")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", folder], capture_output=True)


def test_a_drive_that_is_really_gone(tmp_path):
    with mounted(tmp_path / "drive") as folder:
        document = Document.create(folder / "plan.workshop", [r.Charter(title_text="Well")], label="New")
        risk = add(document, statement="On the drive")
        subprocess.run(["umount", "-l", folder], check=True)
        with pytest.raises(FileLost):
            add(document)
        document.save_elsewhere(tmp_path / "rescued.workshop")
        document.close()
    rescued = Document.open(tmp_path / "rescued.workshop")
    assert rescued.plan.all(r.Risk) == (risk,)
    rescued.close()


def test_a_full_disk_says_how_much_room_there_is(tmp_path):
    with mounted(tmp_path / "small", "-o", "size=1200k") as folder:
        document = Document.create(folder / "plan.workshop", [r.Charter(title_text="Well")], label="New")

        def until_it_is_full():
            for _ in range(4000):
                add(document, mitigation="x" * 400, statement="y" * 300)

        with pytest.raises(NotSaved, match=r"disk is full.*kB are free") as caught:
            until_it_is_full()
        whole(caught.value)
        before = document.plan
        send(content(document), tmp_path / "elsewhere.workshop")
        # and once there is room, work goes on
        subprocess.run(["mount", "-o", "remount,size=4m", folder], check=True)
        add(document, statement="Room again")
        assert len(document.plan) == len(before) + 1
        document.close()
        elsewhere = Document.open(tmp_path / "elsewhere.workshop")
        assert elsewhere.plan == before
        elsewhere.close()
        assert verify(folder / "plan.workshop").sound


def test_a_disk_with_no_room_for_a_new_file(tmp_path):
    with mounted(tmp_path / "small", "-o", "size=100k") as folder:
        with pytest.raises(NotSaved, match="disk is full") as caught:
            Document.create(folder / "plan.workshop", label="New")
        whole(caught.value)
        assert list(folder.iterdir()) == []


def test_a_folder_that_cannot_be_written_to(tmp_path):
    with mounted(tmp_path / "disc") as folder:
        path = folder / "plan.workshop"
        Document.create(path, [r.Charter(title_text="Well")], label="New").close()
        subprocess.run(["mount", "-o", "remount,ro", folder], check=True)
        before = path.read_bytes()
        document = Document.open(path)
        assert document.plan.name == "Well"
        assert isinstance(document.read_only, ReadOnly)
        whole(document.read_only)
        for _again in range(2):
            with pytest.raises(PlannerError, match="may be read but not changed") as caught:
                add(document)
            whole(caught.value)
        assert document.plan.name == "Well"
        document.close()
        assert path.read_bytes() == before
        copy = work_on_copy(path, tmp_path)
        assert copy.stat().st_mode & 0o077 == 0
        document = Document.open(copy)
        assert document.read_only is None
        assert add(document).code == "RK-01"
        document.close()
        with pytest.raises(FileRefused, match="cannot be opened") as refused:
            Document.create(folder / "new.workshop", label="New")
        whole(refused.value)


AS_NOBODY = """
import os, sys
from pathlib import Path
from planner.errors import PlannerError
from planner.domain.records import Risk
from planner.services.document import Document, preload
import planner.store.workshop_file
preload()
os.setgroups([]); os.setgid(65534); os.setuid(65534)
try:
    document = Document.open(Path(sys.argv[1]))
    print(document.read_only)
    with document.edit("Add") as edit:
        edit.add(Risk)
except PlannerError as error:
    print(error)
"""


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root can become nobody")
@pytest.mark.parametrize(
    ("folder_mode", "file_mode", "said"),
    [
        (0o777, 0o444, "plan.workshop may be read but not changed."),
        (0o555, 0o666, "plan.workshop is in a folder where nothing may be written"),
        (0o777, 0o600, "plan.workshop cannot be opened: Permission denied."),
    ],
)
def test_what_an_ordinary_person_may_not_change_is_told(folder_mode, file_mode, said):
    import tempfile

    with tempfile.TemporaryDirectory() as name:  # not below tmp_path, which is for root only
        folder = Path(name)
        path = folder / "plan.workshop"
        Document.create(path, [r.Charter(title_text="Well")], label="New").close()
        before = path.read_bytes()
        path.chmod(file_mode)
        folder.chmod(folder_mode)
        done = subprocess.run(
            [sys.executable, "-c", AS_NOBODY, str(path)], capture_output=True, text=True, cwd="/"
        )
        for line in done.stdout.splitlines():
            assert line.startswith(said)
        assert done.stdout, done.stderr
        assert path.read_bytes() == before


MOUNTS = """\
22 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw
30 22 0:40 / /mnt/server rw shared:2 - nfs4 server:/plans rw
31 22 0:41 / /mnt/office\\040share rw shared:3 master:1 - cifs //office/share rw
32 22 0:42 / /mnt/server/local rw - tmpfs tmpfs rw
33 22 0:43 / /home/ana/remote rw - fuse.sshfs ana@far: rw
34 22 0:44 / /media/stick rw - fuseblk /dev/sdb1 rw
"""


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/home/ana/plan.workshop", "ext4"),
        ("/mnt/server/plan.workshop", "nfs4"),
        ("/mnt/serverless/plan.workshop", "ext4"),
        ("/mnt/office share/plan.workshop", "cifs"),
        ("/mnt/server/local/plan.workshop", "tmpfs"),
        ("/home/ana/remote/deep/plan.workshop", "fuse.sshfs"),
    ],
)
def test_the_file_system_of_a_file(path, kind):
    assert places.file_system(Path(path), MOUNTS) == kind


@pytest.mark.parametrize("kind", ["nfs", "nfs4", "cifs", "smb3", "fuse.sshfs", "fuse.rclone", "davfs", "9p"])
def test_file_systems_of_a_network(kind):
    assert places.on_network(kind)


@pytest.mark.parametrize("kind", ["ext4", "tmpfs", "fuseblk", "fuse.ntfs-3g", "vfat", "apfs", "", "overlay"])
def test_file_systems_of_this_computer(kind):
    assert not places.on_network(kind)


@pytest.mark.parametrize(
    ("folder", "service"),
    [
        ("OneDrive", "OneDrive"),
        ("OneDrive - Wellness Unified", "OneDrive"),
        ("Dropbox (Personal)", "Dropbox"),
        ("Google Drive/My Drive", "Google Drive"),
        ("Library/CloudStorage/GoogleDrive-ana@example.org/Plans", "GoogleDrive"),
        ("Library/Mobile Documents/com~apple~CloudDocs", "iCloud Drive"),
        ("Box Sync", "Box"),
        ("Nextcloud/plans", "Nextcloud"),
        ("Boxes", ""),
        ("Documents/onedrivers", ""),
        ("Plans", ""),
    ],
)
def test_folders_of_services(tmp_path, folder, service):
    found = places.place(tmp_path / folder / "Dropbox.workshop")
    assert (found.service if found else "") == service


def test_every_trouble_has_three_sentences(tmp_path):
    path = tmp_path / "plan.workshop"
    path.touch()
    for told in (
        trouble.lost(path),
        trouble.changed(path),
        trouble.newer(path, 7, 1),
        trouble.damaged(path, "It is empty."),
        trouble.not_a_workshop(path, "It is a folder."),
    ):
        whole(told)
    assert "version 7" in trouble.newer(path, 7, 1).do


def test_a_workshop_that_is_open_on_another_computer_is_told(tmp_path):
    path = tmp_path / "plan.workshop"
    Document.create(path, label="New").close()
    note = path.with_name(f".{path.name}.lock")
    note.write_text(
        '{"host": "front-office", "person": "ana", "process": 7, "since": "2026-11-22 09:00", "run": "x"}'
    )
    with pytest.raises(AlreadyOpen, match="front-office") as caught:
        Document.open(path)
    whole(caught.value)
