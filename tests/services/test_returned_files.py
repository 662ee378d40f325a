"""Files that are nothing to read, or would do harm: each is refused in words, by a process of its own."""

import io
import os
import subprocess
import sys
import zipfile
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from pypdf import PdfWriter

from planner.services.returned import child, limits
from planner.services.returned.content import CellNote, Content, PageNote, Refused, Table, from_json, to_json
from planner.services.returned.refusals import sentence
from planner.services.returned.sniff import read
from planner.services.review import dry_run

TYPES = (
    b'<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    b'<Override PartName="/xl/workbook.xml" ContentType="application/vnd.%s.main+xml"/></Types>'
)
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
LAUGHS = b'<!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><l>&b;</l>'


def packed(parts, *, stored=()):
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part, zipfile.ZIP_STORED if name in stored else None)
    return made.getvalue()


def workbook(sheet=b"<worksheet><sheetData/></worksheet>", **parts):
    kind = b"openxmlformats-officedocument.spreadsheetml.sheet"
    return packed(
        {"[Content_Types].xml": TYPES % kind, "xl/workbook.xml": b"<workbook/>", **parts}
        | {"xl/worksheets/sheet1.xml": sheet}
    )


def spreadsheet(content, manifest=b"<manifest/>"):
    return packed(
        {
            "mimetype": b"application/vnd.oasis.opendocument.spreadsheet",
            "content.xml": content,
            "META-INF/manifest.xml": manifest,
        },
        stored=("mimetype",),
    )


def rows_of_ods(times, cell="<table:table-cell><text:p>x</text:p></table:table-cell>"):
    spaces = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for name in ("office", "table", "text")
    )
    row = f'<table:table-row table:number-rows-repeated="{times}">{cell}</table:table-row>'
    return f'<office:document {spaces}><table:table table:name="A">{row}</table:table></office:document>'


def locked_pdf():
    writer, made = PdfWriter(), io.BytesIO()
    writer.add_blank_page(72, 72)
    writer.encrypt("secret", algorithm="RC4-128")
    writer.write(made)
    return made.getvalue()


HOSTILE = {
    "bomb": (lambda: workbook(bytes(limits.MOST_UNPACKED + 1)), "too_large_unpacked"),
    "many parts": (
        lambda: packed({f"xl/{number}.xml": b"" for number in range(limits.MOST_PARTS + 1)}),
        "too_large_unpacked",
    ),
    "entities": (lambda: workbook(LAUGHS), "declarations"),
    "entities in two bytes": (lambda: workbook(LAUGHS.decode().encode("utf-16")), "declarations"),
    "entities in ods": (lambda: spreadsheet(LAUGHS), "declarations"),
    "macros": (lambda: workbook(**{"xl/vbaProject.bin": b"x"}), "macros"),
    "macro type": (
        lambda: packed(
            {
                "[Content_Types].xml": TYPES % b"ms-excel.sheet.macroEnabled",
                "xl/workbook.xml": b"<workbook/>",
            }
        ),
        "macros",
    ),
    "macros in ods": (
        lambda: packed({"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "Basic/x.xml": "<x/>"}),
        "macros",
    ),
    "password": (lambda: OLE + "EncryptedPackage".encode("utf-16-le"), "locked"),
    "password of ods": (lambda: spreadsheet(b"<x/>", b"<m:encryption-data/>"), "locked"),
    "password of pdf": (locked_pdf, "locked"),
    "old workbook": (lambda: OLE, "old_office"),
    "old workbook with macros": (lambda: OLE + "VBA".encode("utf-16-le"), "macros"),
    "binary workbook": (lambda: packed({"xl/workbook.bin": b"x"}), "old_office"),
    "text document": (lambda: packed({"word/document.xml": b"<x/>"}), "word"),
    "slides": (lambda: packed({"ppt/presentation.xml": b"<x/>"}), "slides"),
    "packed files": (lambda: packed({"Comments.xlsx": workbook()}), "packed"),
    "picture": (lambda: b"\x89PNG\r\n\x1a\n" + bytes(100), "picture"),
    "random": (lambda: os.urandom(5000) + b"\0", "no_table"),
    "web page": (lambda: b"<html><body>hello</body></html>", "no_table"),
    "cut off": (lambda: workbook()[:-40], "damaged"),
    "pdf of nothing": (lambda: b"%PDF-1.7\nnothing", "damaged"),
    "empty": (lambda: b"", "empty"),
    "rows": (lambda: workbook(b"<row></row>" * (limits.MOST_ROWS + 1)), "too_many_rows"),
    "cells": (lambda: workbook(b"<c><v>1</v></c>" * (limits.MOST_CELLS + 1)), "too_many_cells"),
    "rows of ods": (lambda: spreadsheet(rows_of_ods(10**9).encode()), "too_many_rows"),
    "rows of csv": (lambda: b"a,b\n" * (limits.MOST_ROWS + 1), "too_many_rows"),
    "cells of csv": (lambda: (b"a," * 150 + b"\n") * 1500, "too_many_cells"),
    "text": (lambda: ((b"a" * 30_000 + b",") * 100 + b"\n") * 7, "too_much_text"),
    "workshop": (lambda: b"SQLite format 3\0" + bytes(100), "workshop"),
    "locked workshop": (lambda: b"age-encryption.org/v1\n", "locked"),
}


@pytest.mark.parametrize(("make", "why"), HOSTILE.values(), ids=HOSTILE)
def test_what_is_nothing_to_read_is_refused(make, why):
    with pytest.raises(Refused) as told:
        read(make())
    assert told.value.why == why
    said = sentence(why, told.value.words)
    assert said.endswith(".")
    assert "{" not in said


@pytest.mark.parametrize("name", ["entities", "password", "text document"])
def test_the_process_says_so_too_and_the_file_is_as_it_was(name, sample, tmp_path):
    path = tmp_path / "Back.xlsx"
    path.write_bytes(HOSTILE[name][0]())
    before = path.read_bytes()
    (file,) = dry_run(sample, [path], today=date(2026, 11, 22)).files
    assert file.refused == sentence(HOSTILE[name][1], {})
    assert path.read_bytes() == before
    assert sorted(each.name for each in tmp_path.iterdir()) == ["Back.xlsx"]


def test_a_file_that_is_not_there_or_too_large_is_not_given_to_it(tmp_path):
    with pytest.raises(Refused) as told:
        child.read_file(tmp_path / "nowhere.xlsx")
    assert told.value.why == "missing"
    large = tmp_path / "large.csv"
    with large.open("wb") as file:
        file.truncate(limits.MOST_BYTES + 1)
    with pytest.raises(Refused) as told:
        child.read_file(large)
    assert told.value.words == {"most": 30}


def test_what_takes_too_long_is_given_up(tmp_path):
    path = tmp_path / "slow.csv"
    path.write_bytes(b"a,b\n")
    with pytest.raises(Refused) as told:
        child.read_file(path, seconds=0.001)
    assert told.value.why == "too_slow"


@pytest.mark.skipif(sys.platform == "win32", reason="limits of this kind are those of POSIX")
def test_the_process_has_little_memory_and_writes_no_file(tmp_path):
    script = (
        "from planner.services.returned.limits import limit_this_process, MEMORY\n"
        "limit_this_process()\n"
        "try:\n    bytearray(MEMORY)\n    print('memory')\nexcept MemoryError:\n    print('none')\n"
        "import signal; signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "try:\n    open('x', 'w').write('x' * 9999)\n    print('file')\nexcept OSError:\n    print('none')\n"
    )
    done = subprocess.run([sys.executable, "-c", script], cwd=tmp_path, capture_output=True, text=True)
    assert done.stdout.split() == ["none", "none"]


def test_a_newer_form_and_a_workbook_of_something_else_are_told(sample, tmp_path):
    book = openpyxl.Workbook()
    book.active.append(["key:row:7:x:y", "key:code", "key:comment"])
    book.active.append(["Key", "Code", "Your comment"])
    book.active.append(["", "AC-001", "Good"])
    book.save(tmp_path / "newer.xlsx")
    book = openpyxl.Workbook()
    book.active.append(["Milk", 2])
    book.save(tmp_path / "other.xlsx")
    newer, other = dry_run(
        sample, [tmp_path / "newer.xlsx", tmp_path / "other.xlsx"], today=date(2026, 11, 22)
    ).files
    assert "newer District Planner (form 7" in newer.refused
    assert "nothing in the file that came from a review document" in other.refused


def test_values_come_as_the_workbook_wrote_them():
    book = openpyxl.Workbook()
    page = book.active
    page.append(["_x0041_ is no A", 54.0, 0.5, True, date(2027, 6, 30), "a\rb"])
    page["A2"] = "=SUM(1)"
    made = io.BytesIO()
    book.save(made)
    (table,) = read(made.getvalue()).tables
    assert table.rows[1] == {1: "_x0041_ is no A", 2: "54", 3: "0.5", 4: "TRUE", 5: "2027-06-30", 6: "a\nb"}
    assert table.rows[2] == {1: "=SUM(1)"}
    assert table.formulas == [(2, 1)]


@pytest.mark.parametrize(
    ("text", "encoding", "cells"),
    [
        ("a;b\n'=1;é\n", "utf-8-sig", {1: {1: "a", 2: "b"}, 2: {1: "=1", 2: "é"}}),
        ("a\tb\n", "utf-16", {1: {1: "a", 2: "b"}}),
        ('"a, and",é\n', "cp1252", {1: {1: "a, and", 2: "é"}}),
    ],
)
def test_text_is_read_in_the_encoding_it_has(text, encoding, cells):
    assert read(text.encode(encoding)).tables[0].rows == cells


def test_what_the_process_says_is_not_trusted():
    content = Content(
        "pdf",
        [Table("A", {1: {2: "x"}}, [(1, 2)], [CellNote(1, 2, "Ana", "y")])],
        {"f": "v"},
        [PageNote(1, "Ana", "t", "m")],
        {"export": "e"},
    )
    assert from_json(to_json(content)) == content
    for line in (b"", b"nonsense", b"[]", b'{"format":"exe"}', b'{"refused":1,"words":[]}', b"[" * 100_000):
        with pytest.raises(Refused) as told:
            from_json(line)
        assert told.value.why == "unreadable"
    assert sentence("never heard of", {})


def test_the_process_starts_in_a_packaged_application_too(monkeypatch):
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert child.command() == (sys.executable, "--read-returned")


def test_names_of_files_are_taken_once(sample, tmp_path):
    path = Path(tmp_path / "x.csv")
    path.write_text("a,b\n")
    assert len(dry_run(sample, [path, path], today=date(2026, 11, 22)).files) == 1
