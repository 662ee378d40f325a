"""A process that edits until it is killed; run by the tests."""

import sys
from pathlib import Path

from planner.domain import records as r
from planner.services.document import Document


def edit_for_ever(path: Path) -> None:
    document = Document.open(path)
    print("READY", flush=True)
    number = 0
    while True:
        number += 1
        with document.edit("Add") as edit:
            goal = edit.add(r.Goal, name=f"Goal {number}")
            edit.add(r.Objective, goal_id=goal.id, statement=f"Objective {number}")
        print("ACK", goal.id, flush=True)
        if number % 5 == 0:
            with document.edit("Delete") as edit:
                edit.delete(goal)
            print("GONE", goal.id, flush=True)
        if number % 7 == 0:
            document.undo()
            document.redo()


def hold(path: Path) -> None:
    document = Document.open(path)
    print("READY", flush=True)
    sys.stdin.readline()
    document.close()


if __name__ == "__main__":
    {"edit": edit_for_ever, "hold": hold}[sys.argv[1]](Path(sys.argv[2]))
