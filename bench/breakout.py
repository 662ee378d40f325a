"""Bringing back eight copies of a plan of 5,000 records: seconds, and what twice the edits cost."""

import random
import tempfile
from itertools import cycle
from pathlib import Path

from bench.generator import generate
from bench.timing import Row, in_turn, seconds
from planner.domain.records import Action, BudgetLine, Idea, RaciEntry
from planner.services import breakout
from planner.services.document import Document

TABLES, _RECORDS, _EDITS = 8, 5_000, 1_000


def rows(times: int, edits: int = _EDITS) -> list[Row]:
    """Measure reading, comparing and writing all copies, and what twice the edits cost."""
    with tempfile.TemporaryDirectory() as whole, tempfile.TemporaryDirectory() as half:
        all_of_them, half_of_them = _Room(Path(whole), edits), _Room(Path(half), edits // 2)
        try:
            taken, less = in_turn(all_of_them.bring_back, half_of_them.bring_back, times)
        finally:
            all_of_them.close()
            half_of_them.close()
    return [
        Row(f"{TABLES} copies with {edits:,} edits each brought back", taken, None, 5.0),
        Row("the same, against half of the edits", taken, less, 2.4),
    ]


class _Room:
    """A workshop, and copies in which tables have worked."""

    def __init__(self, folder: Path, edits: int) -> None:
        self._document = Document.create(folder / "main.workshop", generate(_RECORDS), label="Made")
        self._paths = [_worked_on(self._document, folder, number, edits) for number in range(TABLES)]

    def bring_back(self) -> float:
        """Bring all copies back, and undo it; return the seconds the first took."""
        taken = seconds(self._merge)
        self._document.undo()
        return taken

    def _merge(self) -> None:
        merge = breakout.bring_back(self._document, self._paths)
        merge.take("theirs")
        merge.apply(self._document)
        merge.close()

    def close(self) -> None:
        """Close the workshop."""
        self._document.close()


def _worked_on(document: Document, folder: Path, number: int, edits: int) -> Path:
    """Make a copy and change fields that no other table changes; every fourth edit adds an idea."""
    path = folder / f"table {number}.workshop"
    breakout.copy_for_table(document, f"Table {number}", path)
    cells = [
        (Action, each.id, name) for each in document.plan.all(Action) for name in ("output", "description")
    ]
    cells += [(RaciEntry, each.id, "hours") for each in document.plan.all(RaciEntry)]
    cells += [(BudgetLine, each.id, "amount_usd") for each in document.plan.all(BudgetLine)]
    chance = random.Random(0)
    chance.shuffle(cells)
    mine = cycle(cells[number::TABLES])
    chance = random.Random(number + 1)
    copy = Document.open(path)
    try:
        for place in range(edits):
            with copy.edit("Edit") as edit:
                if place % 4 == 0:
                    edit.add(Idea, text=f"Idea {chance.getrandbits(64):x} of table {number}")
                    continue
                kind, record_id, name = next(mine)
                amount = name in ("hours", "amount_usd")
                value = chance.randrange(1_000) if amount else f"Words {chance.random()}"
                edit.set(copy.plan.get(kind, record_id), **{name: value})
    finally:
        copy.close()
    return path
