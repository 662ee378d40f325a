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
class PageBreak:
    """What follows starts on a new page."""


Block = Heading | Paragraph | Lead | Bullets | Facts | Numbers | Table | Picture | Callout | PageBreak


@dataclass(frozen=True)
class Section:
    """Blocks that start on a new page and share its orientation; `name` is shown above continued pages.

    One that `runs_on` starts below the section before it where enough of a page of the same shape is left.
    """

    blocks: tuple[Block, ...]
    name: str = ""
    landscape: bool = False
    runs_on: bool = False


@dataclass(frozen=True)
class Outline:
    """A whole document.

    `cover` is told on the first page, below the title. `mark` lies under every page when it is not empty
    (“Draft”), `footer` follows the title at the foot of each. `author` and `subject` go into the file's
    properties, `language` is a code such as en.
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

    def blocks(self) -> Iterator[Block]:
        """Yield every block in order."""
        for section in self.sections:
            yield from section.blocks

    def headings(self) -> Iterator[Heading]:
        """Yield every heading in order."""
        return (block for block in self.blocks() if isinstance(block, Heading))


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
