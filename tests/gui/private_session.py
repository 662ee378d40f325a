"""A session of the real window, from first click to last; the tests run it in a process of its own."""

import sys
import tempfile
from pathlib import Path

from PySide6.QtTest import QTest

from planner.domain.records import Person, Risk
from planner.gui.application import build
from planner.gui.crash import CrashHandler
from planner.gui.dialogs.passphrase import PassphraseDialog
from planner.gui.dialogs.remove_person import RemovePersonDialog
from planner.paths import Paths

NAMES = [f"ZZSECRET{number}ZZ" for number in range(50)]
PASSPHRASE = "four plain words here"


def until(done) -> None:
    for _wait in range(6_000):
        if done():
            return
        QTest.qWait(20)
    raise TimeoutError


def session(root: Path) -> None:
    paths = Paths(root / "data")
    out = root / "out"
    out.mkdir(mode=0o700)
    tempfile.tempdir = str(root / "tmp")
    window = build(paths)
    crashes = CrashHandler(paths.logs)
    crashes.broke.connect(window.show_crash)
    crashes.install()
    window.show()
    QTest.qWait(300)
    window.desk.open_sample()
    view = window.workshop
    workspace = view.workspace
    with workspace.edit(f"Add {NAMES[0]}") as edit:
        people = [edit.add(Person, name=f"Ana {name}", role=f"{name}@example.org") for name in NAMES]
        edit.set(workspace.plan.all(Risk)[0], mitigation=f"Ask {NAMES[1]}")
    for code in ("A2", "B2", "C4", "D2", "E1"):
        view.show_step(code)
        QTest.qWait(30)
    window.show_help().close()
    for kind in ("json", "xlsx"):
        dialog = window.export(kind)
        dialog.ui.file_edit.setText(str(out / f"plan.{kind}"))
        dialog.export()
        until(lambda dialog=dialog: dialog.task is None)
        dialog.close()
    sending = window.send()
    sending.passphrase_edit.setText(PASSPHRASE)
    sending.file_edit.setText(str(out / "plan.workshop.age"))
    sending.send()
    until(lambda: sending.task is None)
    sending.close()
    removing = RemovePersonDialog(workspace, people[2].id, window)
    until(lambda: removing.task is None)
    removing.sure_check.setChecked(True)
    removing.erase()
    until(lambda: workspace.plan.get(Person, people[2].id) is None)
    for error in (ValueError(NAMES[3]), KeyError(NAMES[4]), TypeError(NAMES[5]), RuntimeError(NAMES[6])):
        try:
            try:
                raise LookupError(NAMES[7])
            except LookupError as before:
                raise error from before
        except Exception:
            sys.excepthook(*sys.exc_info())
    with workspace.edit(NAMES[8]) as edit:
        edit.set(workspace.plan.all(Person)[0], name="x" * 900 + NAMES[9])
    window.open_workshop(out / "plan.workshop.age")
    asked = window.findChild(PassphraseDialog)
    asked.passphrase_edit.setText(PASSPHRASE)
    asked.unlock()
    until(lambda: window.workshop is not None)
    window.go_home()
    window.close()
    print("DONE", flush=True)


def watch(event: str, arguments: tuple[object, ...]) -> None:
    if event.startswith(("socket.", "urllib.", "http.", "ssl.")) and event != "socket.gethostname":
        print("SOCKET", event, arguments, file=sys.stderr)


if __name__ == "__main__":
    sys.addaudithook(watch)
    session(Path(sys.argv[1]))
