"""Everything in the plan as tables of text: one CSV file for each kind of record, together in a zip file.

For other programs and for people who calculate: UTF-8 with a byte order mark (so that Excel reads it), commas
and quotes as RFC 4180 has them. Headings are the names of the fields in every language; `columns.csv` tells
what they mean, `README.csv` which files there are. Nothing is lost: each cell can be read back.
"""

import csv
import io
import json
import zipfile
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from planner.atomic import writing
from planner.domain.fields import Field, Kind
from planner.domain.plan import POINTERS, Plan
from planner.domain.record import COMMON, KINDS, Record
from planner.domain.wording import day_text
from planner.exports.reading import Progress
from planner.exports.request import Report, Request, Written
from planner.i18n import N_, _

CODE = "_code"
"""Ends the name of a column with the codes of records, beside the one with their ids."""

SEPARATOR = "; "
"""Stands between several ids, codes or choices in a cell."""

_DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠", "'")
_LISTS = (Kind.CHOICES, Kind.LINKS, Kind.REFERENCES)
_AS_JSON = (Kind.TEXTS, Kind.NUMBERS, Kind.REASONS, Kind.POINTS, Kind.DATA)
_COMMON = {
    "id": N_("Never changes; other tables name a record by it"),
    "code": N_("The short name that people see"),
    "position": N_("Orders the records of a table"),
    "created_at": N_("When it was written first (UTC)"),
    "updated_at": N_("When it was changed last (UTC)"),
    "fictional": N_("TRUE in a training sample"),
}
_HOW = (
    N_("Every file is a table; the first row names its columns, and columns.csv tells what they mean."),
    N_("Files are UTF-8 with commas. Days are written 2026-11-30, yes and no TRUE and FALSE."),
    N_("Several values in a cell stand between semicolons; longer lists are written as JSON."),
    N_("An apostrophe before a text keeps spreadsheets from calculating; it is not part of the text."),
)


def write_tables_of(plan: Plan, path: Path, request: Request, report: Report | None = None) -> Written:
    """Write all tables into one zip file.

    Raises:
        Cancelled: `report` said to stop; the file that was there is unchanged.
        ExportFailed: the file could not be written; the one that was there is unchanged.
    """
    held = [kind for kind in KINDS.values() if plan.all(kind)]
    progress = Progress(report, len(held) + 2)
    with writing(path) as part, zipfile.ZipFile(part, "w", zipfile.ZIP_DEFLATED) as book:
        progress.tell("README.csv")
        _put(book, "README.csv", _readme(plan, request.as_of), request.as_of)
        progress.tell("columns.csv")
        _put(book, "columns.csv", _explained(held), request.as_of)
        for kind in held:
            progress.tell(_(kind.about.nouns))
            _put(book, file_name(kind), _rows(plan, kind), request.as_of)
    return Written()


def file_name(kind: type[Record]) -> str:
    """Return the name of the file that holds the records of a kind."""
    return f"{kind.about.collection}.csv"


def _put(book: zipfile.ZipFile, name: str, rows: Iterator[Sequence[str]], as_of: date) -> None:
    """Write one table, dated as the plan is read, so that the same plan makes the same file."""
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\r\n").writerows(rows)
    entry = zipfile.ZipInfo(name, (max(as_of.year, 1980), as_of.month, as_of.day, 0, 0, 0))
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.external_attr = 0o644 << 16
    book.writestr(entry, text.getvalue().encode("utf-8-sig", "replace"))


def _readme(plan: Plan, as_of: date) -> Iterator[Sequence[str]]:
    """Yield what the tables are, then one row for each kind of record."""
    yield _("File"), _("What it holds"), _("Records")
    yield "", safe(plan.name), ""
    if plan.charter.notice:
        yield "", safe(plan.charter.notice), ""
    yield "", _("As of {date}").format(date=day_text(as_of)), ""
    for sentence in _HOW:
        yield "", _(sentence), ""
    yield "columns.csv", _("What every column means"), ""
    for kind in KINDS.values():
        count = len(plan.all(kind))
        yield file_name(kind) if count else "", _(kind.about.nouns), str(count)


def _explained(kinds: Sequence[type[Record]]) -> Iterator[Sequence[str]]:
    """Yield a row for each column of each table."""
    yield (
        *(_("File"), _("Column"), _("Label"), _("Kind of value"), _("Unit"), _("From"), _("To")),
        *(_("Values and what they mean"), _("Points at"), _("Hint")),
    )
    for kind in kinds:
        name = file_name(kind)
        for column, meaning in _COMMON.items():
            yield name, column, _(meaning), _common_kind(column), "", "", "", "", "", ""
        for field in kind.fields():
            yield name, field.name, *_told(field)
            if field.kind in POINTERS:
                label = _("{label}: codes").format(label=_(field.label))
                yield name, field.name + CODE, safe(label), Kind.TEXT.value, "", "", "", "", "", ""


def _common_kind(column: str) -> str:
    return {"position": Kind.DECIMAL, "fictional": Kind.FLAG}.get(column, Kind.TEXT).value


def _told(field: Field) -> tuple[str, ...]:
    options = SEPARATOR.join(f"{each.value} = {_(each.label)}" for each in field.options)
    targets = SEPARATOR.join(file_name(KINDS[each]) for each in field.target)
    limits = ("" if each is None else f"{each:g}" for each in (field.minimum, field.maximum))
    return (
        safe(_(field.label)),
        field.kind.value,
        field.unit,
        *limits,
        safe(options),
        targets,
        safe(_(field.hint)),
    )


def _rows(plan: Plan, kind: type[Record]) -> Iterator[Sequence[str]]:
    """Yield the headings of a table, then its records in order."""
    fields = kind.fields()
    heads = list(COMMON)
    for field in fields:
        heads += [field.name, field.name + CODE] if field.kind in POINTERS else [field.name]
    yield heads
    for record in plan.all(kind):
        row = [safe(record.id), safe(record.code), cell(Kind.DECIMAL, record.position)]
        row += [safe(record.created_at), safe(record.updated_at), cell(Kind.FLAG, record.fictional)]
        for field in fields:
            held = getattr(record, field.name)
            row.append(cell(field.kind, held))
            if field.kind in POINTERS:
                ids = held if isinstance(held, tuple) else (held,) if held else ()
                row.append(safe(SEPARATOR.join(plan.code(each) for each in ids)))
        yield row


def cell(kind: Kind, value: Any) -> str:
    """Return a value as a cell: empty where there is none, JSON where it is more than a list of names."""
    if value is None or value in ((), {}) or value == "":
        return "" if kind is not Kind.DATA or value is None else json.dumps(value)
    if kind is Kind.FLAG:
        return "TRUE" if value else "FALSE"
    if kind in (Kind.WHOLE, Kind.DECIMAL, Kind.MONEY, Kind.SCALE):
        return repr(value)
    if kind is Kind.DAY:
        day: date = value
        return day.isoformat()
    if kind in _LISTS:
        plain = all(each and ";" not in each and each == each.strip() for each in value)
        return safe(SEPARATOR.join(value)) if plain and not value[0].startswith("[") else _json(list(value))
    if kind in _AS_JSON:
        return _json(value)
    return safe(str(value))


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, default=date.isoformat)


def safe(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula: with an apostrophe before what could begin one.

    A text that begins with an apostrophe gets one more, so that taking one away gives every text back.
    """
    return f"'{text}" if text.startswith(_DANGEROUS) else text
