"""Finding the rows of a review workbook in whatever table came back: by the row of keys, else by headings.

Source: design of the documents, 3: identity lives in cells, never in position or properties.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from planner.domain.review_sheets import (
    CODE_KEY,
    COMMENT,
    FORMAT,
    HEADINGS,
    KEY_MARK,
    META_SHEET,
    META_WAS,
    PROPOSED,
    REVIEWER,
    REVIEWER_ROLE,
    ROW_KEY,
    ROW_KEY_NAMES,
    WHOLE_PLAN,
    ReviewSheet,
    Words,
    normal,
    sheets,
    text_print,
)
from planner.domain.vocabulary import STANCES
from planner.i18n import _, languages, speaking
from planner.services.returned.content import Content, Table

_ID = re.compile(r"^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$")
_SOUGHT = 60  # rows at the top in which keys or headings are looked for
_MOST_META = 200_000


@dataclass(frozen=True)
class MarkedRow:
    """One row that came back: where it stood, whose it is, and its cells by key of the column.

    `key` is the id of a record ("" where the cell is empty), `code` what stands in the visible column.
    `asked` is the sheet of ours it belongs to, where that can be told. `notes` are notes on its cells.
    """

    sheet: str
    number: int
    key: str
    code: str
    cells: Mapping[str, str]
    asked: ReviewSheet | None
    notes: tuple[tuple[str, str], ...] = ()


@dataclass
class Meta:
    """What the file says about the document it is. `records` were asked about, `texts` are what the plan said
    then, by the record and the key of the column.
    """

    head: dict[str, str] = field(default_factory=dict)
    records: list[str] = field(default_factory=list)
    texts: dict[tuple[str, str], str] = field(default_factory=dict)


@dataclass
class Found:
    """What of ours was found in a file: its meta data, its rows, who filled it in, cells with formulas."""

    meta: Meta
    rows: list[MarkedRow] = field(default_factory=list)
    said: dict[str, str] = field(default_factory=dict)
    formulas: list[str] = field(default_factory=list)


def find(content: Content) -> Found:
    """Return the rows of the sheets of a file that are ours, wherever they stand."""
    found = Found(_meta(content))
    for table in content.tables:
        if _is_meta(table):
            continue
        if _personal(table, found.said):
            continue
        columns, top = _keyed(table, found.meta)
        if columns and ROW_KEY not in columns.values() and CODE_KEY not in columns.values():
            continue  # a sheet of ours that asks nothing
        if not columns:
            columns, top = _headed(table)
        if not columns:
            continue
        found.rows.extend(_rows(table, columns, top))
        found.formulas.extend(
            f"{table.name}!{_letters(column)}{row}" for row, column in table.formulas if row > top
        )
    return found


def stance_of(text: str) -> str:
    """Return the value of a stance that was chosen or typed, in any language; "" where nothing known was."""
    wanted = normal(text).casefold()
    for code in ("", *languages()) if wanted else ():
        with speaking(code):
            for option in STANCES:
                if wanted in (option.value, _(option.label).casefold()):
                    return option.value
    return ""


def _is_meta(table: Table) -> bool:
    return any(FORMAT in cells.values() for number, cells in table.rows.items() if number <= 3)


def _meta(content: Content) -> Meta:
    """Read the sheet that says what the document is: lines of a word, and what belongs to it."""
    meta = Meta()
    for table in content.tables:
        if not _is_meta(table) and table.name != META_SHEET:
            continue
        for cells in list(table.rows.values())[:_MOST_META]:
            first = min(cells)
            word, name, print_then = (cells.get(first + place, "") for place in range(3))
            if word == META_WAS:
                said = {
                    cells[place]: cells.get(place + 1, "")
                    for place in range(first + 3, max(cells) + 1, 2)
                    if place in cells
                }
                meta.records.append(name)
                if text_print("\n".join(said.values())) == print_then:  # else somebody was at it
                    meta.texts |= {(name, key): text for key, text in said.items()}
            elif name and len(cells) == 2:
                meta.head[word] = name
    return meta


def _keyed(table: Table, meta: Meta) -> tuple[dict[int, str], int]:
    """Return the key of each column and the row of the keys, where there is one."""
    for number in sorted(table.rows):
        keys = {
            column: text.strip()[len(KEY_MARK) :]
            for column, text in table.rows[number].items()
            if text.strip().startswith(KEY_MARK)
        }
        for column, key in keys.items():
            word, *more = key.split(":")
            if word == ROW_KEY:  # it names the document as well, for files that have lost the sheet about it
                keys[column] = ROW_KEY
                for name, held in zip(ROW_KEY_NAMES, more, strict=False):
                    meta.head.setdefault(name, held)
        if keys:
            return keys, number
    return {}, 0


def _headed(table: Table) -> tuple[dict[int, str], int]:
    """Return the same by the words of the headings, where the row of keys is gone."""
    words = {normal(_(label)).casefold(): key for key, label in HEADINGS.items()}
    words |= {normal(label).casefold(): key for key, label in HEADINGS.items()}
    for number in sorted(table.rows)[:_SOUGHT]:
        cells = table.rows[number]
        columns = {
            column: words[normal(text).casefold()]
            for column, text in cells.items()
            if normal(text).casefold() in words
        }
        if CODE_KEY in columns.values() and {COMMENT, PROPOSED} & set(columns.values()):
            labels = [normal(text).casefold() for text in cells.values()]
            asked = _asked_by_labels(labels)
            if asked is not None:
                for column, text in cells.items():
                    for each in asked.columns:
                        if (
                            isinstance(each, Words)
                            and normal(_(each.label)).casefold() == normal(text).casefold()
                        ):
                            columns[column] = each.key
            return columns, number
    return {}, 0


def _asked_by_labels(labels: list[str]) -> ReviewSheet | None:
    return next((each for each in sheets() if normal(_(each.main.label)).casefold() in labels), None)


def _personal(table: Table, said: dict[str, str]) -> bool:
    """Take what reviewers say of themselves: what stands right of the label beside the key."""
    found = False
    for cells in table.rows.values():
        for column, text in cells.items():
            key = text.strip().removeprefix(KEY_MARK)
            if text.strip().startswith(KEY_MARK) and key in (REVIEWER, REVIEWER_ROLE):
                found = True
                answers = (cells[each].strip() for each in sorted(cells) if each > column + 1)
                if answer := next(answers, ""):
                    said.setdefault(key, answer)
    return found


def _rows(table: Table, columns: Mapping[int, str], top: int) -> Iterator[MarkedRow]:
    """Yield the rows of a sheet. With keys, one that names its record may stand anywhere, even above them."""
    keys = set(columns.values())
    asked = next((each for each in sheets() if each.main.key in keys), None)
    notes: dict[int, list[tuple[str, str]]] = {}
    for note in table.notes:
        notes.setdefault(note.row, []).append((note.author, note.text))
    headings = top + 1 if ROW_KEY in keys else top
    for number in sorted(table.rows.keys() | notes.keys()):
        held = table.rows.get(number, {})
        cells = {key: held.get(column, "") for column, key in columns.items()}
        key = cells.pop(ROW_KEY, "").strip()
        named = key == WHOLE_PLAN or _ID.match(key) is not None
        if number == top or (number <= headings and not named):
            continue
        code = cells.pop(CODE_KEY, "").strip()
        yield MarkedRow(
            table.name, number, key if named else "", code, cells, asked, tuple(notes.get(number, ()))
        )


def _letters(column: int) -> str:
    letters = ""
    while column:
        column, place = divmod(column - 1, 26)
        letters = chr(65 + place) + letters
    return letters
