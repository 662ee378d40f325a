"""A file is there whole or not at all."""

import os
import resource
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from planner.atomic import writing
from planner.errors import ExportFailed

UNCHANGED = "The file that was there is unchanged."


def names(folder: Path) -> list[str]:
    return sorted(each.name for each in folder.iterdir())


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_the_new_file_takes_the_place_of_the_old(tmp_path: Path) -> None:
    path = tmp_path / "plan.pdf"
    path.write_bytes(b"old")
    with writing(path) as part:
        part.write_bytes(b"new")
        assert path.read_bytes() == b"old"
        assert part.parent == path.parent
        assert mode(part) == 0o600
    assert path.read_bytes() == b"new"
    assert names(tmp_path) == ["plan.pdf"]


@pytest.mark.parametrize(("umask", "expected"), [(0o022, 0o644), (0o077, 0o600), (0o002, 0o664)])
def test_new_files_have_the_permissions_of_the_umask(tmp_path: Path, umask: int, expected: int) -> None:
    before = os.umask(umask)
    try:
        with writing(tmp_path / "plan.pdf") as part:
            part.write_bytes(b"new")
    finally:
        os.umask(before)
    assert mode(tmp_path / "plan.pdf") == expected


def test_a_replaced_file_keeps_its_permissions(tmp_path: Path) -> None:
    path = tmp_path / "plan.pdf"
    path.write_bytes(b"old")
    path.chmod(0o640)
    with writing(path) as part:
        part.write_bytes(b"new")
    assert mode(path) == 0o640


def half_then_fail(part: Path) -> None:
    part.write_bytes(b"half")
    raise ZeroDivisionError


def test_an_error_removes_what_was_written(tmp_path: Path) -> None:
    path = tmp_path / "plan.pdf"
    path.write_bytes(b"old")
    with pytest.raises(ZeroDivisionError), writing(path) as part:
        half_then_fail(part)
    assert path.read_bytes() == b"old"
    assert names(tmp_path) == ["plan.pdf"]


def test_a_link_leads_to_the_file_that_is_replaced(tmp_path: Path) -> None:
    real, link = tmp_path / "real.pdf", tmp_path / "link.pdf"
    real.write_bytes(b"old")
    link.symlink_to(real)
    with writing(link) as part:
        part.write_bytes(b"new")
    assert link.is_symlink()
    assert real.read_bytes() == b"new"


def test_a_very_long_name_still_has_room(tmp_path: Path) -> None:
    path = tmp_path / ("p" * 251 + ".pdf")
    with writing(path) as part:
        part.write_bytes(b"new")
    assert path.read_bytes() == b"new"


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(ExportFailed, match="does not exist") as failed, writing(tmp_path / "no" / "plan.pdf"):
        pass
    assert str(tmp_path / "no") in str(failed.value)


def test_a_folder_is_not_overwritten(tmp_path: Path) -> None:
    (tmp_path / "plan.pdf").mkdir()
    with pytest.raises(ExportFailed, match=r"plan\.pdf is a folder"), writing(tmp_path / "plan.pdf"):
        pass


def test_a_read_only_file_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "plan.pdf"
    path.write_bytes(b"old")
    path.chmod(0o444)
    with pytest.raises(ExportFailed, match="marked as read-only"), writing(path):
        pass
    assert path.read_bytes() == b"old"


def test_too_little_room_is_told_before_any_work(tmp_path: Path) -> None:
    with (
        pytest.raises(ExportFailed, match="not enough room on the disk"),
        writing(tmp_path / "plan.pdf", least_free=1 << 60),
    ):
        pytest.fail("nothing may be written")
    assert names(tmp_path) == []


def test_a_disk_that_fills_up_leaves_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "plan.pdf"
    path.write_bytes(b"old")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1 << 20, hard))
    try:
        with pytest.raises(ExportFailed) as failed, writing(path) as part:
            part.write_bytes(b"x" * (2 << 20))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert "not enough room on the disk" in failed.value.what
    assert failed.value.safe == UNCHANGED
    assert path.read_bytes() == b"old"
    assert names(tmp_path) == ["plan.pdf"]


def test_a_file_held_by_another_program_is_a_clear_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "plan.pdf"
    path.write_bytes(b"old")

    def held(*_paths: object) -> None:
        raise PermissionError(13, "used by another process")

    monkeypatch.setattr("os.replace", held)
    with pytest.raises(ExportFailed) as failed, writing(path) as part:
        part.write_bytes(b"new")
    assert str(failed.value) == (
        f"plan.pdf is open in another program. {UNCHANGED} Close it or choose another name."
    )
    assert path.read_bytes() == b"old"
    assert names(tmp_path) == ["plan.pdf"]


def test_a_process_that_dies_leaves_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "plan.pdf"
    path.write_bytes(b"old")
    script = (
        "import os, sys; from pathlib import Path; from planner.atomic import writing\n"
        "with writing(Path(sys.argv[1])) as part:\n"
        "    part.write_bytes(b'half'); os._exit(9)\n"
    )
    assert subprocess.run([sys.executable, "-c", script, str(path)]).returncode == 9
    assert path.read_bytes() == b"old"


def test_an_error_that_is_ours_is_not_disguised(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError), writing(tmp_path / "plan.pdf"):
        (tmp_path / "missing.ttf").read_bytes()
    assert names(tmp_path) == []
