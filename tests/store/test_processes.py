"""Two processes and one file; and a process that is killed."""

import os
import random
import re
import signal
import subprocess
import sys
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from planner.domain import records as r
from planner.errors import AlreadyOpen
from planner.services.document import Document
from planner.store import lock
from planner.store.verify import verify
from planner.store.workshop_file import WorkshopFile

WORKER = Path(__file__).with_name("worker.py")


@pytest.fixture
def path(tmp_path):
    made = tmp_path / "plan.workshop"
    Document.create(made, [r.Charter(title_text="Well")], label="New").close()
    return made


@contextmanager
def worker(what, path):
    child = subprocess.Popen(
        [sys.executable, str(WORKER), what, str(path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert child.stdout.readline() == "READY\n"
        yield child
    finally:
        child.kill()
        child.stdin.close()
        child.stdout.close()
        child.wait()


def test_no_acknowledged_edit_is_lost_when_the_process_is_killed(path):
    chance = random.Random(20261122)
    there: set[str] = set()
    for _ in range(10):
        with worker("edit", path) as child:
            wanted, last = chance.randint(1, 12), ""
            for _ in range(wanted):
                last = child.stdout.readline()
                note(last, there)
            busy = chance.random() * 0.01  # somewhere within the next edit
            with suppress(subprocess.TimeoutExpired):
                child.wait(busy)
            os.kill(child.pid, signal.SIGKILL)
            for line in child.stdout.read().splitlines(keepends=True):
                note(line, there)
        document = Document.open(path)
        goals = {goal.id for goal in document.plan.all(r.Goal)}
        # one edit may have reached the file without its word reaching us
        assert len(there ^ goals) <= 1
        assert {objective.goal_id for objective in document.plan.all(r.Objective)} == goals
        there = goals
        document.close()
        assert verify(path).problems == ()
    assert [file.name for file in path.parent.iterdir()] == [path.name]


def note(line, there):
    if not line.endswith("\n"):
        return
    word, goal = line.split()
    if word == "ACK":
        there.add(goal)
    else:
        there.discard(goal)


def test_a_file_is_open_once(path):
    before = path.read_bytes()
    with worker("hold", path) as child:
        with pytest.raises(AlreadyOpen) as caught:
            Document.open(path)
        assert re.search(rf"process {child.pid} of .+, since \d\d\d\d-", caught.value.what)
        assert "plan.workshop is already open" in caught.value.what
        assert caught.value.do
        with pytest.raises(AlreadyOpen):
            verify(path)
        child.stdin.write("\n")
        child.stdin.flush()
        assert child.wait() == 0
        Document.open(path).close()
    assert path.read_bytes() == before


def test_a_lock_left_by_a_killed_process_is_taken_over(path):
    with worker("hold", path) as child:
        os.kill(child.pid, signal.SIGKILL)
        child.wait()
        assert lock.note_path(path).exists()
        document = Document.open(path)
        assert lock.owner(path).process == os.getpid()
        document.close()
    assert not lock.note_path(path).exists()


def test_a_file_open_in_this_window_is_said_to_be(path):
    document = Document.open(path)
    with pytest.raises(AlreadyOpen, match="already open in this window"):
        Document.open(path)
    with pytest.raises(AlreadyOpen, match="already open in this window"):
        verify(path)
    with document.edit("Still ours") as edit:
        edit.add(r.Risk)
    with worker_refused(path):
        document.close()


@contextmanager
def worker_refused(path):
    """The lock is still held although this process tried to open the file twice."""
    done = subprocess.run([sys.executable, str(WORKER), "hold", str(path)], capture_output=True, text=True)
    assert "AlreadyOpen" in done.stderr
    yield


def test_a_note_from_another_computer_is_not_taken_over(path):
    note_path = lock.note_path(path)
    note_path.write_text(
        '{"host": "front-office", "person": "ana", "process": 7, "since": "2026-11-22 09:00", "run": "x"}',
        encoding="utf-8",
    )
    with pytest.raises(
        AlreadyOpen, match=r"open on the computer front-office \(ana, since 2026-11-22 09:00\)"
    ) as caught:
        WorkshopFile.open(path)
    assert str(note_path) in caught.value.do
    note_path.unlink()
    WorkshopFile.open(path).close()


def test_a_note_that_cannot_be_read_is_no_hindrance(path):
    lock.note_path(path).write_bytes(b"\xff\x00 not json")
    WorkshopFile.open(path).close()


def test_a_note_of_this_run_that_was_left_behind_is_no_hindrance(path):
    file = WorkshopFile.open(path)
    note = lock.note_path(path).read_bytes()
    file.close()
    lock.note_path(path).write_bytes(note)
    WorkshopFile.open(path).close()
    assert verify(path).sound
