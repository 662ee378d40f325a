"""What a worksheet holds, before any Excel: grids of columns and rows."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from planner.i18n import _

Look = Literal["text", "long", "code", "whole", "decimal", "money", "percent", "date", "mark"]
WIDTHS: dict[Look, float] = {
    "text": 24,
    "long": 46,
    "code": 10,
    "whole": 11,
    "decimal": 11,
    "money": 14,
    "percent": 11,
    "date": 12,
    "mark": 6,
}
Tone = Literal["good", "look", "stop", "quiet", "done", "running", "planned", "milestone"]
Tones = tuple[tuple[str, Tone], ...]

FIRST_ROW = 4
"""The row number, as Excel counts, of the first row of a sheet's first grid: below title, note, headings."""

_NOT_IN_TABS = re.compile(r"[\[\]:*?/\\]")
_LONGEST_TAB = 31


@dataclass(frozen=True)
class Choices:
    """The words a cell may hold, offered as a list. `name` is their defined name, equal words share it."""

    name: str
    words: tuple[str, ...]


@dataclass(frozen=True)
class Column:
    """One column: its heading, how its cells look, and what they may hold.

    Args:
        title: The heading.
        look: How its cells look; `percent` holds fractions (0.25 is shown as 25%).
        width: In characters of the default font; 0 takes the look's.
        choices: Words offered as a list; other words are questioned, not refused.
        tones: Words that are set off by color; the word itself says what the color means.
        hidden: Kept out of sight, for keys.
        unlocked: May be typed in when the sheet is protected, and is tinted to say so.
        most: Longest text that may be typed in, in characters; 0 for no limit.
        hint: Shown beside a cell that is chosen.
    """

    title: str
    look: Look = "text"
    width: float = 0.0
    choices: Choices | None = None
    tones: Tones = ()
    hidden: bool = False
    unlocked: bool = False
    most: int = 0
    hint: str = ""

    @property
    def characters(self) -> float:
        """Width in characters of the default font."""
        return self.width or WIDTHS[self.look]


@dataclass(frozen=True)
class Formula:
    """A formula with the value it has now, stored for viewers that do not calculate.

    `{row}` in it stands for the number of the row it is written in, as Excel counts.
    """

    text: str
    value: float | str


@dataclass(frozen=True)
class Link:
    """Words that lead to a cell of another sheet, given by its tab and its row as Excel counts."""

    words: str
    tab: str
    row: int = 1


@dataclass(frozen=True)
class Chart:
    """A picture of a grid: bars (lying) or columns (standing), one group a row, one series a column.

    `about` says in words what it shows. `series` are (place of the column, color). With `labels` each bar
    says its number.
    """

    title: str
    about: str
    category: int
    series: tuple[tuple[int, str], ...]
    kind: Literal["bar", "column"] = "bar"
    stacked: bool = True
    number_format: str = "#,##0"
    labels: bool = False


@dataclass(frozen=True)
class Grid:
    """A table with a heading: one row of columns, then the rows.

    Args:
        title: Said above it where a sheet has several.
        columns: Its columns.
        rows: As many values each as there are columns; None and "" are empty.
        note: A sentence below it.
        total: A row in bold below it.
        scale: First and last column shaded by how full they are (fractions, 1 is full).
        filtered: How many columns from the left can be filtered; None makes it a table of Excel, all of them.
        keys: A word for each column in a hidden row above the headings, for programs that read it back.
        chart: A picture below it.
    """

    title: str
    columns: tuple[Column, ...]
    rows: Sequence[Sequence[Any]]
    note: str = ""
    total: Sequence[Any] = ()
    scale: tuple[int, int] | None = None
    filtered: int | None = None
    keys: tuple[str, ...] = ()
    chart: Chart | None = None


@dataclass(frozen=True)
class Sheet:
    """One worksheet: a name on the tab, a title, a sentence, lines of label and text, and grids below.

    `frozen` counts the columns that stay in view. `phase` is the letter of the phase whose color it bears. A
    `hidden` sheet has no tab; a `protected` one lets people type into unlocked columns only (no password).
    `back` leads to the index.
    """

    name: str
    title: str
    grids: tuple[Grid, ...]
    note: str = ""
    frozen: int = 1
    landscape: bool = True
    lines: tuple[tuple[str, str], ...] = ()
    phase: str = ""
    hidden: bool = False
    protected: bool = False
    back: Link | None = None


@dataclass(frozen=True)
class Part:
    """A sheet that is made when its turn comes, so that not all of them are in memory at once."""

    title: str
    make: Callable[[], Sheet]


@dataclass(frozen=True, kw_only=True)
class Properties:
    """What is said about a workbook as a whole; `made` is the day it tells of."""

    title: str
    author: str
    made: date
    subject: str = ""
    status: str = ""
    keywords: str = ""
    paper: str = "letter"


def tab_name(name: str) -> str:
    """Return the words on a tab in the language in use, as Excel takes them (no brackets, 31 characters)."""
    return _NOT_IN_TABS.sub("", _(name)).strip("' ")[:_LONGEST_TAB].rstrip("' ")


def reference(name: str) -> str:
    """Return the tab of a sheet as formulas name it."""
    return "'" + tab_name(name).replace("'", "''") + "'"


def column_letter(place: int) -> str:
    """Return the letters of a column by its place, counted from 0."""
    letters = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
