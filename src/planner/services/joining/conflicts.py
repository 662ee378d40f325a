"""What cannot be joined without being asked: where sides differ, and rows that may be the same."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from planner.domain.fields import Field
from planner.domain.record import Record

HERE = -1
"""The side of the open workshop; the other sides are numbered as the files are."""


@dataclass(frozen=True)
class Side:
    """One side of a conflict.

    `party` is `HERE` or the number of a file, `name` its name. `values` are the values of the fields in
    question; where whole rows are in question, `record` is the row, or None where it is not there. `when` it
    was written (UTC) and on which computer (`device`) are unknown where this side left it as it was.
    """

    party: int
    name: str
    values: Mapping[str, Any] = field(default_factory=dict)
    record: Record | None = None
    when: datetime | None = None
    device: str = ""


@dataclass(frozen=True)
class Conflict:
    """Something that sides changed differently; one of them is chosen.

    `fields` are in question; none of them where one side deleted the row, or where a rule (`message`) keeps
    the whole row from being joined. `only_here` says that nothing but what is here is possible.
    """

    key: str
    record: Record
    fields: tuple[Field, ...]
    sides: tuple[Side, ...]
    message: str = ""
    only_here: bool = False

    @property
    def deletion(self) -> bool:
        """Whether one side deleted what another one changed."""
        return not self.fields and not self.message

    def side(self, party: int) -> Side | None:
        """Return the side of a party, or None when it has none here."""
        return next((each for each in self.sides if each.party == party), None)


@dataclass(frozen=True)
class Twin:
    """Two new rows that may be the same. `first` stays, `second` would become a part of it.

    `score` says how alike their titles are, 0 to 100; `sure` that they say the same word for word.
    """

    first: Record
    first_party: int
    second: Record
    second_party: int
    score: float
    sure: bool

    @property
    def key(self) -> str:
        """What the choice about it is known by."""
        return f"{self.second.id}={self.first.id}"
