"""From starting the process to a painted window that can be used, against a bare window with a label."""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bench.timing import Row, in_turn

BYTECODE = tempfile.TemporaryDirectory()
"""Compiled code is kept here, as an installation keeps it; the warm-up run fills it."""

PROBE = """
import sys
from PySide6.QtCore import QEvent, QObject, QTimer
class Watch(QObject):
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint:
            watched.removeEventFilter(self)
            QTimer.singleShot(0, self.said)
        return False
    def said(self):
        print("painted", flush=True)
        sys.stdin.readline()
        import os
        os._exit(0)
"""
BARE = (
    PROBE
    + """
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow
app = QApplication([])
window = QMainWindow()
label = QLabel("District Planner")
window.setCentralWidget(label)
window.resize(1440, 900)
watch = Watch()
label.installEventFilter(watch)
window.show()
app.exec()
"""
)
HOME = (
    PROBE
    + """
from pathlib import Path
from planner.paths import Paths
from planner.gui import application
window = application.build(Paths(Path(sys.argv[1])))
watch = Watch()
window.home.installEventFilter(watch)
window.show()
from PySide6.QtWidgets import QApplication
QApplication.exec()
"""
)
STEP = (
    PROBE
    + """
from pathlib import Path
from planner.paths import Paths
from planner.gui import application
window = application.build(Paths(Path(sys.argv[1])))
window.open_workshop(Path(sys.argv[2]))
window.show()
watch = Watch()
page = window.workshop.current
page.installEventFilter(watch)
page.update()
from PySide6.QtWidgets import QApplication
QApplication.exec()
"""
)


def painted(code: str, *arguments: str) -> float:
    """Run a program until it says that it has painted; return the seconds since it was started."""
    environment = {**os.environ, "QT_QPA_PLATFORM": os.environ.get("QT_QPA_PLATFORM", "offscreen")}
    environment |= {"PYTHONPYCACHEPREFIX": BYTECODE.name}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    start = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-c", code, *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env=environment,
    )
    assert process.stdout is not None
    said = process.stdout.readline()
    taken = time.perf_counter() - start
    process.communicate("\n", timeout=30)
    if said.strip() != "painted":
        raise RuntimeError("the window was not painted")
    return taken


def rows(times: int) -> list[Row]:
    """Measure the home page, and the sample workshop open on a step."""
    from planner.paths import Paths
    from planner.services.library import Library

    with tempfile.TemporaryDirectory() as folder:
        sample = str(Library(Paths(Path(folder))).sample())
        home, bare = in_turn(lambda: painted(HOME, folder), lambda: painted(BARE), times)
        opened, again = in_turn(lambda: painted(STEP, folder, sample), lambda: painted(BARE), times)
    return [
        Row("start to painted home, against a bare window", home, bare, 1.6),
        Row("start to the sample open on a step, against a bare window", opened, again, 3.0),
    ]
