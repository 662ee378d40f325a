"""From a keystroke's edit to the page painted again, in a real window, on plans of growing size."""

import itertools
import statistics
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from PySide6.QtWidgets import QApplication

from bench.timing import Row, seconds
from planner.domain.record import Record
from planner.domain.records import Assumption
from planner.gui import application
from planner.paths import Paths
from planner.services.document import Document

STEP = "B3"
_COUNT = itertools.count()


def rows(plans: Mapping[str, Sequence[Record]], times: int) -> list[Row]:
    """Measure one edit of an assumption while its page is shown; 50 ms are allowed, whatever the size."""
    return [
        Row(f"{name}: edit saved and page painted again (ms)", _edited(records, times) * 1000, None, 50, "ms")
        for name, records in plans.items()
    ]


def _edited(records: Sequence[Record], times: int) -> float:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "plan.workshop"
        Document.create(path, records, label="Made").close()
        window = application.build(Paths(Path(folder)))
        window.resize(1440, 900)
        window.show()
        window.open_workshop(path, STEP)
        QApplication.processEvents()
        assert window.workshop is not None
        workspace = window.workshop.workspace

        def edit() -> None:
            first = workspace.plan.all(Assumption)[0]
            with workspace.edit("Edit assumption", step=STEP) as changing:
                changing.set(first, statement=f"Families can reach a center by bus, line {next(_COUNT)}.")
            QApplication.processEvents()

        edit()
        taken = statistics.median(seconds(edit) for _ in range(times))
        window.close()
        QApplication.processEvents()
    return taken
