"""The tables of the plan lose nothing, say what they hold, and calculate nothing."""

import csv
import io
import json
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from planner import documents
from planner.domain.fields import Field, Kind
from planner.domain.plan import POINTERS, Plan
from planner.domain.record import COMMON, KINDS, Record
from planner.domain.records import Decision, Objective, Risk
from planner.errors import Cancelled
from planner.exports.csv_tables import CODE, SEPARATOR, file_name, write_tables_of
from planner.exports.request import Request

AS_OF = date(2026, 11, 15)
WANTED = Request(as_of=AS_OF)
TEXTS = (
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "\n=1",
    "'quoted",
    "''twice",
    '=HYPERLINK("http://x","y")',
    "=cmd|' /C calc'!A0",
    "＝1+1",
    'quotes " and, commas; and semicolons',
    "two\nlines\r\nand a third\rone",
    "007",
    "TRUE",
    "1e5",
    "[1, 2]",
    "{}",
    "null",
    " spaces ",
    "Ünïcödé 🏫 中文 שלום",
    "\ufeffmark",
    "\u2028line",
    "x" * 40_000,
)


def tables(path: Path) -> dict[str, list[dict[str, str]]]:
    """Every table of a file, by its name."""
    found = {}
    with zipfile.ZipFile(path) as book:
        assert book.testzip() is None
        for name in book.namelist():
            data = book.read(name)
            assert data.startswith(b"\xef\xbb\xbf")
            found[name] = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    return found


def bare(cell: str) -> str:
    """A text without the apostrophe that keeps spreadsheets from calculating."""
    return cell.removeprefix("'")


def value(field: Field, cell: str) -> Any:
    """What a cell says, as records hold it."""
    kind = field.kind
    if kind in (Kind.LINKS, Kind.REFERENCES, Kind.CHOICES):
        if cell.startswith("["):
            return tuple(json.loads(cell))
        return tuple(bare(cell).split(SEPARATOR)) if cell else ()
    if kind is Kind.FLAG:
        return {"TRUE": True, "FALSE": False}[cell]
    if kind in (Kind.WHOLE, Kind.SCALE, Kind.MONEY, Kind.DECIMAL):
        return None if cell == "" else float(cell) if "." in cell or "e" in cell else int(cell)
    if kind is Kind.DAY:
        return date.fromisoformat(cell) if cell else None
    if kind is Kind.TEXTS:
        return tuple(json.loads(cell)) if cell else ()
    if kind in (Kind.NUMBERS, Kind.REASONS):
        return json.loads(cell) if cell else {}
    if kind is Kind.POINTS:
        return tuple((date.fromisoformat(day), number) for day, number in json.loads(cell)) if cell else ()
    if kind is Kind.DATA:
        return json.loads(cell) if cell else None
    return (bare(cell) or None) if kind in POINTERS else bare(cell)


def read_back(path: Path) -> list[Record]:
    found = tables(path)
    records = []
    for kind in KINDS.values():
        for row in found.get(file_name(kind), []):
            held: dict[str, Any] = {name: bare(row[name]) for name in COMMON}
            held["position"] = float(row["position"])
            held["fictional"] = row["fictional"] == "TRUE"
            held |= {field.name: value(field, row[field.name]) for field in kind.fields()}
            records.append(kind(**held))
    return records


def test_the_sample_comes_back_whole(sample: Plan, tmp_path: Path) -> None:
    path = tmp_path / "plan.csv.zip"
    write_tables_of(sample, path, WANTED)
    assert Plan(read_back(path)) == sample


def filled(field: Field, number: int) -> Any:
    """A value that is hard to write, for any field."""
    text = TEXTS[number % len(TEXTS)]
    ids = (f"{number}-a", f"{number}-b")
    return {
        Kind.TEXT: text,
        Kind.NOTE: text,
        Kind.TIME: "09:30",
        Kind.WHOLE: -number,
        Kind.SCALE: 3,
        Kind.MONEY: 10**10,
        Kind.DECIMAL: -0.1 - number,
        Kind.DAY: date(1999, 12, 31),
        Kind.CHOICE: field.options[0].value if field.options else "",
        Kind.CHOICES: tuple(option.value for option in field.options),
        Kind.FLAG: bool(number % 2),
        Kind.LINK: ids[0],
        Kind.LINKS: ids,
        Kind.REFERENCE: f"=key{number}",
        Kind.REFERENCES: (("HE", "a;b", " c ") if number % 2 else ("[x", "y")),
        Kind.TEXTS: (text, "", *TEXTS[:3]),
        Kind.NUMBERS: {"=a": -1, "b": 2.5},
        Kind.REASONS: {"a": text},
        Kind.POINTS: ((date(2026, 1, 1), -1.5), (date(2027, 1, 1), 2)),
        Kind.DATA: ("", [], {"=": None}, "text", 0)[number % 5],
    }[field.kind]


def test_every_field_of_every_kind_comes_back(tmp_path: Path) -> None:
    records = [
        kind(
            id=f"{name}-{number}",
            code=f"={number}",
            position=number + 0.5,
            created_at="2026-01-01T00:00:00Z",
            fictional=number == 1,
            **{field.name: filled(field, at * 7 + number) for at, field in enumerate(kind.fields())},
        )
        for name, kind in KINDS.items()
        for number in range(1 if kind.about.single else 2)
    ]
    path = tmp_path / "any.csv.zip"
    write_tables_of(Plan(records), path, WANTED)
    assert Plan(read_back(path)) == Plan(records)
    assert len(tables(path)) == len(KINDS) + 2


def test_texts_come_back_as_typed_and_none_begins_a_formula(tmp_path: Path) -> None:
    risks = [Risk(id=str(at), code=f"RK-{at}", position=at, statement=text) for at, text in enumerate(TEXTS)]
    path = tmp_path / "risks.csv.zip"
    write_tables_of(Plan(risks), path, WANTED)
    rows = tables(path)["risks.csv"]
    assert [bare(row["statement"]) for row in rows] == list(TEXTS)
    assert not any(row["statement"].startswith(("=", "+", "-", "@", "\t", "\r", "\n", "＝")) for row in rows)


def test_links_stand_as_ids_and_as_codes(sample: Plan, tmp_path: Path) -> None:
    path = tmp_path / "plan.csv.zip"
    write_tables_of(sample, path, WANTED)
    rows = {row["id"]: row for row in tables(path)["risks.csv"]}
    risk = next(each for each in sample.all(Risk) if each.objective_id)
    assert rows[risk.id]["objective_id"] == risk.objective_id
    assert rows[risk.id]["objective_id" + CODE] == sample.code(risk.objective_id)


def test_columns_are_explained_with_units_and_limits(sample: Plan, tmp_path: Path) -> None:
    path = tmp_path / "plan.csv.zip"
    write_tables_of(sample, path, WANTED)
    found = tables(path)
    told = {(row["File"], row["Column"]): row for row in found["columns.csv"]}
    for name, rows in found.items():
        if name not in ("README.csv", "columns.csv"):
            assert all((name, column) in told for column in rows[0]), name
    impact = told["risks.csv", "impact"]
    assert (impact["Label"], impact["From"], impact["To"]) == ("Impact", "1", "5")
    assert told["budget_lines.csv", "amount_usd"]["Unit"] == "USD"
    assert told["risks.csv", "objective_id"]["Points at"] == file_name(Objective)
    assert "reduce = " in told["risks.csv", "response"]["Values and what they mean"]
    counted = {row["File"]: row["Records"] for row in found["README.csv"]}
    assert counted["risks.csv"] == str(len(sample.all(Risk)))
    assert counted["decisions.csv"] == str(len(sample.all(Decision)))


def test_the_same_plan_makes_the_same_file(sample: Plan, tmp_path: Path) -> None:
    paths = tmp_path / "one.csv.zip", tmp_path / "two.csv.zip"
    for path in paths:
        write_tables_of(sample, path, WANTED)
    assert paths[0].read_bytes() == paths[1].read_bytes()


def test_an_empty_plan_has_its_readme(tmp_path: Path) -> None:
    path = tmp_path / "empty.csv.zip"
    documents.write(Plan(), documents.KINDS["csv"], path, WANTED)
    assert set(tables(path)) == {"README.csv", "columns.csv"}


def test_a_cancelled_export_leaves_the_old_file(sample: Plan, tmp_path: Path) -> None:
    path = tmp_path / "plan.csv.zip"
    path.write_bytes(b"old")
    with pytest.raises(Cancelled):
        write_tables_of(sample, path, WANTED, lambda done, total, what: done < 9)
    assert path.read_bytes() == b"old"
    assert [each.name for each in tmp_path.iterdir()] == ["plan.csv.zip"]
