"""What is asked for when a document is made, and what came of it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Literal
from uuid import uuid4

Report = Callable[[int, int, str], bool]
"""Told how much is done of how much, and what is being done; says whether to go on."""

Moment = Literal["before", "after", ""]
"""Whether a packet prepares a session or tells what came of it; "" leaves it to the state of the session."""

Names = Literal["roles", "full"]
"""How people are called: by what they do, or by their names."""


@dataclass(frozen=True, kw_only=True)
class Request:
    """How a document is wanted: as of which day, on which paper (letter or a4), for whom.

    `names` says how people are called, `language` is a code such as en ("" for the one in use), `audience` is
    told in the plan's list of exports. `large` sets texts in at least 18 points, for documents that have it.
    `session_id` is the session a packet is for; without one it is the next, or else the last. `moment` says
    which packet of the session is meant. `export_id` stands in documents that come back with comments, and is
    the id of the `ExportRecord` that tells of the document.
    """

    as_of: date
    paper: str = "letter"
    names: Names = "full"
    language: str = ""
    audience: str = ""
    large: bool = False
    session_id: str | None = None
    moment: Moment = ""
    export_id: str = field(default_factory=lambda: str(uuid4()), compare=False)


@dataclass(frozen=True)
class Written:
    """What was written: pages (0 where there are none), and the characters no font of ours could draw."""

    pages: int = 0
    missing_characters: tuple[str, ...] = ()
