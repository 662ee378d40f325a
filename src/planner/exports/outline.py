"""A document before it is drawn: headings, paragraphs, tables and pictures, without fonts, pages or files.

Every text in an outline is plain text, exactly as people typed it; whoever draws the outline sees to it that
it stays text. The same blocks serve all documents and all ways to draw them.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from planner.domain.figures.figure import Figure

Tone = Literal["", "prepare", "theory", "strategy", "implementation", "rechart", "good", "look", "stop"]
"""Names of theme roles that give a block its color; always beside words that say the same."""

Shape = Literal["dot", "ring", "half", "square", "triangle", "diamond", "cross"]
"""The mark beside a status word, so that color is never the only sign."""


@dataclass(frozen=True)
class Span:
    """Some words with a manner: how they look, and the heading they lead to (the `anchor` of one).

    With `page`, the number of the page that heading is on is put after the words; only at the end of a text.
    """

    text: str
    manner: Literal["", "strong", "emphasis", "quiet"] = ""
    anchor: str = ""
    page: bool = False


Words = str | Span | tuple[str | Span, ...]
"""One text: plain, or in parts of different manner. A line feed starts a new line."""


@dataclass(frozen=True)
class Status:
    """A state, told by a word, a shape and a color."""

    word: str
    shape: Shape = "ring"
    tone: Tone = ""


@dataclass(frozen=True)
class Shade:
    """A cell with a tinted ground, for matrices; the words say what the tint means."""

    words: str
    tone: Tone = ""


Cell = Words | Status | Shade


@dataclass(frozen=True)
class Heading:
    """A heading of level 1 (chapter) to 4.

    `over` is a few words above it, `anchor` a name that links lead to. Levels 1 and 2 are in the table of
    contents unless `listed` is false. One that `opens` a page is set as large as a chapter's; a `slight` one
    is set as the few words above another.
    """

    level: int
    text: str
    anchor: str = ""
    over: str = ""
    tone: Tone = ""
    listed: bool = True
    opens: bool = False
    slight: bool = False


@dataclass(frozen=True)
class Paragraph:
    """Running text."""

    words: Words
    manner: Literal["", "quiet", "small", "quote"] = ""


@dataclass(frozen=True)
class Lead:
    """The sentence under a heading that says what it is about."""

    words: Words


@dataclass(frozen=True)
class Bullets:
    """A list; `numbered` counts its items from 1."""

    items: tuple[Words, ...]
    numbered: bool = False


@dataclass(frozen=True)
class Facts:
    """Labels with their values, one below the other, or in two columns to save room."""

    rows: tuple[tuple[str, Words], ...]
    columns: Literal[1, 2] = 1


@dataclass(frozen=True)
class Numbers:
    """A few numbers that sum up a matter, side by side: (number, what it counts)."""

    items: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Column:
    """A column of a table.

    Columns of kind "text" share the room that is left by `weight`; the others are as wide as what they hold.
    """

    label: str
    weight: float = 1.0
    kind: Literal["text", "code", "day", "number", "money", "status", "mark"] = "text"

    @property
    def align(self) -> Literal["left", "right", "center"]:
        """Numbers stand at the right edge, marks in the middle, everything else at the left."""
        if self.kind in ("number", "money"):
            return "right"
        return "center" if self.kind == "mark" else "left"


@dataclass(frozen=True)
class Row:
    """One row. A "group" has one cell that spans the table and names the rows below; a "total" sums up."""

    cells: tuple[Cell, ...]
    kind: Literal["", "group", "total"] = ""


@dataclass(frozen=True)
class Table:
    """A table whose header stands on every page it reaches; `note` is a quiet sentence below it.

    A `dense` one is set small: for reference, not for reading.
    """

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    label: str = ""
    note: str = ""
    dense: bool = False


@dataclass(frozen=True)
class Picture:
    """A drawing made from the plan; `alt` says in words what it shows. `fill` lets it take a whole page."""

    figure: Figure
    alt: str
    fill: bool = False


@dataclass(frozen=True)
class Callout:
    """Words set apart by a colored bar at their side."""

    words: Words
    tone: Tone = ""


@dataclass(frozen=True)
class TickRow:
    """Words with empty boxes after them; without words, a line to write on. A "group" has no boxes: it names
    the rows below it.
    """

    words: Words = ""
    kind: Literal["", "group"] = ""


@dataclass(frozen=True)
class TickTable:
    """Rows to answer by hand: each has an empty place for every answer.

    `mark` says what comes into it: a tick into a small box, a dot into a ring, a digit into a larger box.
    `label` stands above the words, `answers` above the places. A `dense` one is set close, so that many rows
    are on one page.
    """

    label: str
    answers: tuple[str, ...]
    rows: tuple[TickRow, ...]
    mark: Literal["tick", "dot", "digit"] = "tick"
    dense: bool = False

    def table(self) -> Table:
        """Return the same as an ordinary table, with signs for the places."""
        sign = "○" if self.mark == "dot" else "☐"
        rows = (
            Row((each.words,), "group")
            if each.kind
            else Row((each.words or WRITTEN, *[sign] * len(self.answers)))
            for each in self.rows
        )
        return table((Column(self.label), *(Column(each, kind="mark") for each in self.answers)), rows)


@dataclass(frozen=True)
class WritingLines:
    """Room to write by hand: `count` lines below the words, or, `beside` them, the first after them.

    Of `spare` ones there are as many as the page has room for, and none where it has none.
    """

    words: Words
    count: int = 1
    beside: bool = False
    spare: bool = False

    def lines(self) -> Words:
        """Return the same as text: the words, and signs for the lines."""
        told = self.words if isinstance(self.words, tuple) else (self.words,)
        return (*told, " " if self.beside else "\n", "\n".join([WRITTEN] * self.count))


@dataclass(frozen=True)
class Field:
    """A field to fill in on the screen, in documents that come back: text of `lines` lines, or a choice.

    `name` tells it from all others and holds no period; `label` stands above it; `value` is in it already.
    One that `keeps` stays on one page with what follows; a `fixed` one can be read only.
    """

    name: str
    label: str
    kind: Literal["text", "choice"] = "text"
    lines: int = 1
    options: tuple[str, ...] = ()
    value: str = ""
    keeps: bool = False
    fixed: bool = False


WRITTEN = "_" * 24
"""A line to write on, in texts."""


@dataclass(frozen=True)
class PageBreak:
    """What follows starts on a new page."""


@dataclass(frozen=True)
class Panel:
    """Ordinary blocks under one heading, as one field of a spread; no tables, and no spread in a spread."""

    blocks: tuple["Block", ...]
    tone: Tone = ""


@dataclass(frozen=True)
class Spread:
    """One page of panels, which is read in the order of its fields: `head` above all, `left` one below the
    other, `center` side by side, `band` side by side below them, `right` one below the other, `foot` small.

    Who draws it keeps to one page: long lists and texts are shortened. Who writes it as running text takes
    `panels` in order.
    """

    head: Panel
    left: tuple[Panel, ...] = ()
    center: tuple[Panel, ...] = ()
    band: tuple[Panel, ...] = ()
    right: tuple[Panel, ...] = ()
    foot: Panel | None = None

    def panels(self) -> Iterator[Panel]:
        """Yield every panel in reading order."""
        yield self.head
        yield from (*self.left, *self.center, *self.band, *self.right)
        if self.foot is not None:
            yield self.foot


Block = (
    Heading
    | Paragraph
    | Lead
    | Bullets
    | Facts
    | Numbers
    | Table
    | Picture
    | Callout
    | TickTable
    | WritingLines
    | Field
    | PageBreak
    | Spread
)


@dataclass(frozen=True)
class Section:
    """Blocks that start on a new page and share its orientation; `name` is shown above continued pages.

    One that `runs_on` starts below the section before it where enough of a page of the same shape is left.
    One that stands `apart` never does, not even after a section of a few lines.
    """

    blocks: tuple[Block, ...]
    name: str = ""
    landscape: bool = False
    runs_on: bool = False
    apart: bool = False


@dataclass(frozen=True)
class Outline:
    """A whole document.

    `cover` is told on the first page, below the title. `mark` lies under every page when it is not empty
    (“Draft”), `footer` follows the title at the foot of each. `author` and `subject` go into the file's
    properties, `language` is a code such as en. Short documents have no `front`: no cover and no table of
    contents; they begin with their own heading. Large print has a `scale` above 1: so many times the usual
    size has running text, and nothing is smaller.
    """

    title: str
    subtitle: str
    language: str
    sections: tuple[Section, ...]
    over: str = ""
    cover: tuple[tuple[str, Words], ...] = ()
    notice: str = ""
    footer: str = ""
    mark: str = ""
    author: str = ""
    subject: str = ""
    front: bool = True
    scale: float = 1.0

    def blocks(self) -> Iterator[Block]:
        """Yield every block in order."""
        for section in self.sections:
            yield from section.blocks

    def headings(self) -> Iterator[Heading]:
        """Yield every heading in order, those in panels too."""
        for block in self.blocks():
            held = (
                (each for panel in block.panels() for each in panel.blocks)
                if isinstance(block, Spread)
                else ()
            )
            yield from (each for each in (block, *held) if isinstance(each, Heading))


def plain(cell: Cell) -> str:
    """Return the text of some words or of a cell, without its manner."""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, Span):
        return cell.text
    if isinstance(cell, Status):
        return cell.word
    if isinstance(cell, Shade):
        return cell.words
    return "".join(map(plain, cell))


def table(
    columns: Iterable[Column],
    rows: Iterable[Row | Iterable[Cell]],
    *,
    label: str = "",
    note: str = "",
    dense: bool = False,
) -> Table:
    """Make a table; rows may be given as plain lists of cells."""
    made = tuple(row if isinstance(row, Row) else Row(tuple(row)) for row in rows)
    return Table(tuple(columns), made, label=label, note=note, dense=dense)
