import stat
import sys
import threading
from pathlib import Path

from PySide6.QtWidgets import QPlainTextEdit
from pytestqt.qtbot import QtBot

from planner.errors import Cancelled, PlannerError
from planner.gui.crash import CrashDialog, CrashHandler, write_log
from planner.gui.tasks import Report, Task


def test_a_task_works_on_another_thread_and_hands_its_result_over(qtbot: QtBot):
    told: list[tuple[int, int, str]] = []

    def work(report: Report) -> bool:
        report(1, 2, "Half")
        return threading.current_thread() is threading.main_thread()

    task = Task(work)
    task.progressed.connect(lambda *progress: told.append(progress))
    with qtbot.waitSignal(task.succeeded) as waited:
        task.start()
    assert waited.args == [False]
    assert told == [(1, 2, "Half")]


def test_a_stopped_task_is_told_at_its_next_report(qtbot: QtBot):
    begun = threading.Event()

    def work(report: Report) -> None:
        begun.set()
        while report(0, 0, "Working"):
            pass
        raise Cancelled

    task = Task(work)
    with qtbot.waitSignal(task.failed) as waited:
        task.start()
        begun.wait(5)
        task.cancel()
    assert isinstance(waited.args[0], Cancelled)


def test_a_bug_in_a_task_reaches_the_crash_handling(qtbot: QtBot, monkeypatch):
    seen: list[BaseException] = []
    monkeypatch.setattr(sys, "excepthook", lambda _kind, error, _trace: seen.append(error))

    def work(report: Report) -> None:
        raise KeyError("nothing")

    task = Task(work)
    with qtbot.waitSignal(task.ended):
        task.start()
    qtbot.waitUntil(lambda: bool(seen))
    assert isinstance(seen[0], KeyError)


def _hand_over(error: BaseException) -> None:
    try:
        raise error
    except type(error) as raised:
        sys.excepthook(type(raised), raised, raised.__traceback__)


def test_a_bug_is_logged_without_what_people_typed(qtbot: QtBot, tmp_path: Path, capsys):
    handler = CrashHandler(tmp_path)
    handler.install()
    try:
        with qtbot.waitSignal(handler.broke) as waited:
            _hand_over(ValueError("ZZSECRETZZ"))
    finally:
        handler.remove()
    capsys.readouterr()
    log = tmp_path / "errors.log"
    assert "ValueError" in log.read_text()
    assert "ZZSECRETZZ" not in log.read_text() + waited.args[0]
    assert stat.S_IMODE(log.stat().st_mode) == 0o600
    dialog = CrashDialog(waited.args[0])
    qtbot.addWidget(dialog)
    dialog.show()
    assert dialog.findChild(QPlainTextEdit, "report_edit").toPlainText() == waited.args[0]


def test_what_the_world_does_is_no_bug(qtbot: QtBot, tmp_path: Path):
    handler = CrashHandler(tmp_path)
    handler.install()
    try:
        with qtbot.waitSignal(handler.refused) as waited:
            _hand_over(PlannerError("The disk is full."))
    finally:
        handler.remove()
    assert waited.args[0].what == "The disk is full."
    assert not (tmp_path / "errors.log").exists()


def test_logs_are_put_aside_and_five_are_kept(tmp_path: Path):
    log = tmp_path / "errors.log"
    for _turn in range(8):
        write_log(log, "x" * 1_000_001)
    assert len(list(tmp_path.iterdir())) == 6
