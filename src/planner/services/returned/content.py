"""What stands in a returned file, as plain cells and texts, on its way from the process that reads it.

The process that reads works on what strangers sent, so what it says is not trusted either: it is looked at
piece by piece when it arrives.
"""

import json
from dataclasses import asdict, dataclass, field
from typing import Any, Literal

Format = Literal["xlsx", "ods", "csv", "pdf"]
_FORMATS: tuple[Format, ...] = ("xlsx", "ods", "csv", "pdf")


class Refused(Exception):
    """A file is not read: why, as a word that `refusals` turns into a sentence, and what it needs to say."""

    def __init__(self, why: str, **words: str | int) -> None:
        """Keep the word and what the sentence names."""
        super().__init__(why)
        self.why = why
        self.words = words


@dataclass(frozen=True)
class CellNote:
    """A note that somebody stuck to a cell; row and column count from 1."""

    row: int
    column: int
    author: str
    text: str


@dataclass
class Table:
    """One sheet: the cells that hold something, by row and column from 1. `formulas` are the cells that hold
    a formula, of which the text is taken.
    """

    name: str
    rows: dict[int, dict[int, str]] = field(default_factory=dict)
    formulas: list[tuple[int, int]] = field(default_factory=list)
    notes: list[CellNote] = field(default_factory=list)


@dataclass(frozen=True)
class PageNote:
    """A sticky note or a marked text on a page of a PDF; pages count from 1. `marked` are the words under
    the mark, where they can be told.
    """

    page: int
    author: str
    text: str
    marked: str


@dataclass
class Content:
    """Everything that was read: sheets of a workbook, or fields and notes of a PDF. `export` is what a PDF
    says about the document it is.
    """

    format: Format
    tables: list[Table] = field(default_factory=list)
    fields: dict[str, str] = field(default_factory=dict)
    notes: list[PageNote] = field(default_factory=list)
    export: dict[str, str] = field(default_factory=dict)


def to_json(content: Content | Refused) -> bytes:
    """Return what was read, or why it was not, as one line for the pipe."""
    if isinstance(content, Refused):
        told: dict[str, Any] = {"refused": content.why, "words": content.words}
    else:
        told = asdict(content)
    return json.dumps(told, ensure_ascii=True, separators=(",", ":")).encode("ascii")


def from_json(line: bytes) -> Content:
    """Return what the reading process said.

    Raises:
        Refused: It refused the file, or said something that makes no sense.
    """
    try:
        told = json.loads(line)
        if "refused" in told:
            refusal = Refused(str(told["refused"]), **{str(k): _word(v) for k, v in told["words"].items()})
        else:
            return _content(told)
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        raise Refused("unreadable") from None
    raise refusal


def _content(told: dict[str, Any]) -> Content:
    if told["format"] not in _FORMATS:
        raise ValueError(told["format"])
    return Content(
        told["format"],
        [_table(each) for each in told["tables"]],
        {str(name): str(value) for name, value in told["fields"].items()},
        [
            PageNote(int(each["page"]), str(each["author"]), str(each["text"]), str(each["marked"]))
            for each in told["notes"]
        ],
        {str(name): str(value) for name, value in told["export"].items()},
    )


def _table(told: dict[str, Any]) -> Table:
    return Table(
        str(told["name"]),
        {
            int(row): {int(column): str(text) for column, text in cells.items()}
            for row, cells in told["rows"].items()
        },
        [(int(row), int(column)) for row, column in told["formulas"]],
        [
            CellNote(int(each["row"]), int(each["column"]), str(each["author"]), str(each["text"]))
            for each in told["notes"]
        ],
    )


def _word(value: Any) -> str | int:
    return value if isinstance(value, int) else str(value)
