"""R1 through the real window: keys are typed into a field, and the process is killed while they are saved."""

import os
import time
from functools import partial
from pathlib import Path

from planner.paths import Paths
from planner.services.document import Document
from planner.store.verify import verify
from torture.children import Child, Say
from torture.rig import Rig
from torture.script import make

_LONGEST = 1.2  # seconds from the first key to the kill


def window_kills(rig: Rig) -> None:
    """Type titles into the charter until killed; the file holds the last one shown as saved, or the next."""
    import planner.gui.application  # noqa: F401  loaded here, so that every fork has it

    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    place = rig.place("window")
    path = Paths(place / "data").library / "plan.workshop"
    make(path)
    told, held = 0, _title(path)
    for number in range(rig.count(8, 200)):
        work = partial(_type, place, path, number)
        child = Child(work, errors=rig.folder / "gui.txt")
        first = child.line(60)
        time.sleep(rig.chance.random() * _LONGEST)
        child.kill()
        said = [first or [], *child.lines()]
        child.end()
        rig.tally.tried += 1
        if first != ["ready"]:
            rig.tally.bad("other", f"kill {number}: the window does not come up: {said[:1]}")
            continue
        held, shown = _judge(rig, path, said, held, number)
        told += shown
    rig.tally.remark(f"through the window {told} edits were shown as saved")


def _judge(rig: Rig, path: Path, said: list[list[object]], before: str, number: int) -> tuple[str, int]:
    """Count what is wrong; return the title that the file holds, and how many were shown as saved."""
    saved = [str(line[1]) for line in said if line[:1] == ["saved"]]
    typed = [str(line[1]) for line in said if line[:1] == ["typed"]]
    if problems := verify(path).problems:
        rig.tally.bad("corrupt", f"window kill {number}: {problems[0]}")
        return before, len(saved)
    held = _title(path)
    allowed = {[before, *saved][-1], *typed[-1:]}
    if held not in allowed:
        kind = "lost" if held in (before, *saved) else "half"
        rig.tally.bad(kind, f"window kill {number}: {held!r}, not {allowed}")
    return held, len(saved)


def _title(path: Path) -> str:
    document = Document.open(path)
    document.close()
    return document.plan.charter.title_text


def _type(place: Path, path: Path, number: int, say: Say) -> None:
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication, QLineEdit

    from planner.gui.application import build

    window = build(Paths(place / "data"))
    window.open_workshop(path, "A1")
    window.show()
    QApplication.processEvents()
    view = window.workshop
    if view is None:
        raise RuntimeError("the workshop is not shown")
    workspace = view.workspace
    field = window.findChild(QLineEdit, "title_text_edit")
    if not isinstance(field, QLineEdit):
        raise RuntimeError("the title of the charter is not there to be typed")
    workspace.changed.connect(lambda _changes: say("saved", workspace.plan.charter.title_text))
    field.setFocus()
    say("ready")
    count = 0
    while True:
        count += 1
        text = f"Plan {number}, title {count}"
        say("typed", text)
        field.selectAll()
        QTest.keyClicks(field, text)
        QTest.keyClick(field, Qt.Key.Key_Return)
        QApplication.processEvents()
        if count % 4 == 0:
            view.show_step("A1" if workspace.step != "A1" else "A3")
            QApplication.processEvents()
            view.show_step("A1")
            field.setFocus()
