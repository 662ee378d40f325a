"""A window that is typed into until it is killed; run by the tests.

Arguments: the data folder, the workshop. Prints what is in the field after each letter.
"""

import sys
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from planner.domain.records import Risk
from planner.gui.application import build
from planner.paths import Paths

_EVERY = 60  # ms between two letters: typing never rests, so that nothing is written by itself


def run(data: Path, workshop: Path) -> None:
    """Open the second risk and type into its statement."""
    window = build(Paths(data))
    window.resize(1440, 900)
    window.show()
    window.open_workshop(workshop, "D4")
    assert window.workshop is not None
    pane = window.workshop.current
    assert pane is not None
    risk = window.workshop.workspace.plan.all(Risk)[1]
    pane.page.reveal(risk.id, "statement")
    editor = pane.page.view.body.form.editor("statement")
    editor.focus()
    editor.control.selectAll()
    letters = iter("If the bus never comes, then nobody gets to the clinic in time. " * 50)

    def type_one() -> None:
        QTest.keyClicks(editor.control, next(letters))
        print(editor.control.toPlainText(), flush=True)

    timer = QTimer(window, interval=_EVERY)
    timer.timeout.connect(type_one)
    timer.start()
    QApplication.exec()


if __name__ == "__main__":
    run(Path(sys.argv[1]), Path(sys.argv[2]))
