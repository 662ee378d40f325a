"""What may not happen before the home page is painted."""

import subprocess
import sys
from pathlib import Path

import pytest

_PROGRAM = """
import sys
from pathlib import Path
from planner.gui.application import build
from planner.paths import Paths
from PySide6 import QtCore
from PySide6.QtWidgets import QApplication
window = build(Paths(Path(sys.argv[1])))
window.home.painted.disconnect()
window.home.painted.connect(QApplication.quit)
window.show()
QApplication.exec()
heavy = ("sqlalchemy", "reportlab", "openpyxl", "xlsxwriter", "sqlite3", "PySide6.QtSvg", "PySide6.QtNetwork")
late = ("planner.domain", "planner.store", "planner.services", "planner.exports")
print([name for name in (*heavy, *late) if name in sys.modules], "Qt" in vars(QtCore))
"""


@pytest.mark.parametrize("known", [0, 2])
def test_nothing_heavy_is_loaded_before_the_first_paint(tmp_path: Path, known: int):
    from planner.gui.shelf_memory import remember
    from planner.paths import Paths
    from planner.services.library import Library

    paths = Paths(tmp_path)
    library = Library(paths)
    for number in range(known):
        library.import_plan(_plan(tmp_path, number))
    remember(paths, library.entries())
    done = subprocess.run(
        [sys.executable, "-c", _PROGRAM, str(tmp_path)],
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    assert done.stdout.strip() == "[] False", done.stderr


def _plan(folder: Path, number: int) -> Path:
    from planner import assets

    path = folder / f"{number}.plan.json"
    path.write_text(assets.text("samples/sample_plan.json"), encoding="utf-8")
    return path
