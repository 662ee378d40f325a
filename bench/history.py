"""Opening the history at 20,000 edits, against reading the same rows of the journal with sqlite3."""

import tempfile
from pathlib import Path

from bench.generator import generate
from bench.timing import Row, in_turn, seconds
from planner.domain.differences import differences
from planner.domain.records import Action
from planner.services.document import Document
from planner.services.history import History

_EDITS = 20_000
_PAGE = 100


def rows(times: int, edits: int = _EDITS) -> list[Row]:
    """Measure the first page of the history, and the plan as it was half way and at the start."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "plan.workshop"
        document = Document.create(path, generate(5_000), label="Made")
        try:
            _edit(document, edits)
            log = document.log()
            read = 'SELECT "sequence", "step", "visit", "undoes" FROM "edit"'
            opened, floor = in_turn(
                lambda: seconds(lambda: History(document).page(0, _PAGE)),
                lambda: seconds(lambda: log._fetch(read)),
                times,
            )
            back = [_back(document, at, times) for at in (edits // 2, 1)]
        finally:
            document.close()
    said = f"{edits:,} edits: "
    return [
        Row(f"{said}history opened, against its rows", opened, floor, 3.0),
        Row(f"{said}plan and differences half way back", *back[0], 12.0),
        Row(f"{said}plan and differences at the start", *back[1], 12.0),
    ]


def _edit(document: Document, edits: int) -> None:
    actions = document.plan.all(Action)
    for number in range(edits):
        action = actions[number % len(actions)]
        with document.edit("Edit action", step="D2", merge=(Action, action.id, number // 2)) as edit:
            edit.set(action, name=f"Open center number {number} with the families")


def _back(document: Document, sequence: int, times: int) -> tuple[float, float]:
    """Time the plan as it was and what differs from it, and the mere reading of the changes since."""
    log = document.log()
    read = 'SELECT "kind", "record", "before", "after" FROM "change" WHERE "edit" > ?'
    return in_turn(
        lambda: seconds(lambda: differences(History(document).plan_at(sequence), document.plan)),
        lambda: seconds(lambda: log._fetch(read, (sequence,))),
        times,
    )
