"""Scripted work on a plan: every kind of command, the same for the same number, whoever plays it.

A process that is killed and its twin that is not play the same commands, so that what the one should have
left behind is known exactly: ids, times and chance come from the number of the command.
"""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

from bench.generator import generate

from planner.domain import records as r
from planner.domain.record import Record
from planner.errors import InvalidEdit
from planner.services.document import Document

DAY = date(2027, 11, 15)
_NOON = datetime(2027, 11, 15, 12, tzinfo=UTC)
_TEXTS: tuple[tuple[type[Record], str], ...] = (
    (r.Risk, "statement"),
    (r.Idea, "text"),
    (r.Goal, "name"),
    (r.Action, "name"),
    (r.Objective, "statement"),
    (r.Person, "organization"),
    (r.StakeholderGroup, "name"),
)
_DELETED = (r.Risk, r.Idea, r.Goal, r.Action, r.Strategy, r.Objective, r.Indicator, r.ParkingLotItem)
_WORDS = (
    *("care", "meals", "counseling", "“movement”", "naïve", "belonging", "שלום", "safety", "😀"),
    *("sleep", "screening", "&", "<b>", "'", ";", "--"),
)


class Script:
    """Plays numbered commands on one document; one life lasts from opening it to its end."""

    def __init__(self, seed: int, life: int) -> None:
        """Take the numbers that everything follows from."""
        self._seed, self._life = seed, life
        self._command = self._made = 0

    def live(self, life: int) -> None:
        """Begin another life."""
        self._life = life

    def words(self) -> dict[str, Any]:
        """Return what a document is opened with, so that it repeats."""
        return {"today": lambda: DAY, "clock": self._clock, "ids": self._id}

    def _clock(self) -> datetime:
        return _NOON + timedelta(seconds=self._life * 1000 + self._command)

    def _id(self) -> str:
        self._made += 1
        return f"{self._seed}-{self._life}-{self._command}-{self._made}"

    def at(self, command: int) -> None:
        """Say which command follows, so that its ids and times repeat."""
        self._command, self._made = command, 0

    def play(self, document: Document, command: int) -> None:
        """Play a command; one that a rule refuses changes nothing, and does so every time."""
        self.at(command)
        chance = Random(f"{self._seed} {self._life} {command}")
        what = chance.choice(_COMMANDS)
        try:
            what(document, chance)
        except InvalidEdit:
            return


def _text(chance: Random) -> str:
    return " ".join(chance.choice(_WORDS) for _ in range(chance.randint(1, 20)))


def _pick(document: Document, kind: type[Record], chance: Random) -> Record | None:
    rows = document.plan.all(kind)
    return chance.choice(rows) if rows else None


def _add(document: Document, chance: Random) -> None:
    with document.edit("Add goal") as edit:
        goal = edit.add(r.Goal, name=_text(chance)[:100])
        edit.add(r.Objective, goal_id=goal.id, statement=_text(chance)[:200])
        edit.add(r.Risk, statement=_text(chance)[:200], probability=3, impact=4)


def _write(document: Document, chance: Random) -> None:
    kind, name = chance.choice(_TEXTS)
    record = _pick(document, kind, chance)
    if record is not None:
        with document.edit("Edit", merge=(kind, record.id, name)) as edit:
            edit.set(record, **{name: _text(chance)[:100]})


def _type(document: Document, chance: Random) -> None:
    """Three stops within one visit to a field."""
    record = _pick(document, r.Risk, chance)
    if record is not None:
        with document.edit("Edit risk", merge=(r.Risk, record.id, "mitigation")) as edit:
            edit.set(record, mitigation=_text(chance))


def _order(document: Document, chance: Random) -> None:
    kind = chance.choice((r.Risk, r.Idea, r.Goal, r.Action))
    moved, other = _pick(document, kind, chance), _pick(document, kind, chance)
    if moved is not None and other is not None and moved.id != other.id:
        with document.edit("Move") as edit:
            edit.move(moved, before=other)


def _vote(document: Document, chance: Random) -> None:
    group = _pick(document, r.StakeholderGroup, chance)
    if group is None:
        return
    with document.edit("Vote") as edit:
        held = edit.add(r.VoteRound, question="Which one?", method="fist_to_five")
        for count in range(4):
            edit.add(r.VoteResult, vote_round_id=held.id, group_id=group.id, level=count, count=count)


def _delete(document: Document, chance: Random) -> None:
    record = _pick(document, chance.choice(_DELETED), chance)
    if record is not None:
        with document.edit("Delete") as edit:
            edit.delete(record)


def _step(document: Document, chance: Random) -> None:
    record = _pick(document, r.StepState, chance)
    if record is not None:
        with document.edit("Step") as edit:
            edit.set(record, status=chance.choice(("not_started", "in_progress", "done")))


def _take_over(document: Document, chance: Random) -> None:
    """Many rows at once, as an import or a sorting of ideas makes them."""
    session = _pick(document, r.Session, chance)
    with document.edit("Import ideas") as edit:
        for _ in range(60):
            edit.add(r.Idea, session_id=session.id if session else None, step="A2", text=_text(chance)[:200])


def _undo(document: Document, _chance: Random) -> None:
    document.undo()


def _redo(document: Document, _chance: Random) -> None:
    document.redo()


_COMMANDS = (
    *(_add, _write, _write, _write, _type, _type, _order, _vote, _delete, _step, _take_over),
    *(_undo, _undo, _redo),
)


def make(path: Path, records: int = 300) -> None:
    """Make a workshop to work on, without a trace of when it was made."""
    script = Script(0, 0)
    Document.create(path, generate(records) if records else (), label="New", **script.words()).close()
