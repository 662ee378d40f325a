"""Texts that a spreadsheet might take for something else, and a workbook of what plans seldom have."""

from datetime import date
from pathlib import Path

from planner.exports.workbook.book import write_book
from planner.exports.workbook.sheet import Choices, Column, Formula, Grid, Part, Properties, Sheet
from planner.exports.workbook.texts import EARLIEST

PAYLOADS = (
    # formulas, as Excel, LibreOffice, Lotus and DDE would begin them
    "=1+1",
    "+1",
    "+1+1",
    "-1",
    "-1+2",
    "@SUM(A1)",
    "=SUM(A1:A9)",
    "=cmd|' /C calc'!A0",
    "=cmd|' /C notepad'!'A1'",
    '=DDE("cmd";"/C calc";"x")',
    "+cmd|' /C calc'!A0",
    "-cmd|' /C calc'!A0",
    "@cmd|' /C calc'!A0",
    '=HYPERLINK("http://example.org","look")',
    '=WEBSERVICE("http://example.org")',
    '=IMPORTXML("http://example.org","//a")',
    "={1,2}",
    "{=A1}",
    "{=SUM(A1:A2)}",
    "=",
    "==",
    "= 1",
    "=A1",
    "\t=1+1",
    " =1+1",
    "\n=1+1",
    '"=1+1"',
    "=@A1",
    '="a"&"b"',
    "%0A-1",
    "＝1+1",
    # what looks like another kind of value
    "TRUE",
    "false",
    "007",
    "001",
    "0",
    "1e5",
    "1E+10",
    "12345678901234567890",
    "1,234.50",
    "$5",
    "50%",
    "2026-01-01",
    "1/2",
    "3-4",
    "12:30",
    "March 1",
    "#N/A",
    "#REF!",
    "#DIV/0!",
    "NaN",
    "Infinity",
    "NULL",
    "None",
    # what XlsxWriter would make a link of
    "http://example.org",
    "https://example.org/a?b=c&d=e#f",
    "mailto:someone@example.org",
    "ftp://example.org",
    "internal:Sheet2!A1",
    "internal:'Read me'!A1",
    "external:c:\\temp\\a.xlsx",
    "file:///etc/passwd",
    # what XML or the format might take for its own
    "<b>bold</b>",
    "<r><t>run</t></r>",
    "<r></r>",
    "a & b < c > d",
    "&amp;&#65;",
    "]]>",
    "<!-- no -->",
    "<?xml version='1.0'?>",
    "_x0041_",
    "_x000D_",
    "_xZZZZ_",
    # quotes, spaces, lines, scripts
    "'quoted",
    "''twice",
    "'=1+1",
    '"',
    '""',
    "  spaces around  ",
    "tab\tinside",
    "two\nlines",
    "\nfirst line empty",
    "emoji 🏫 ñ",
    "שלום مرحبا 日本語",
    "a\u200bzero\u00a0wide",
    "{row}",
    "%s %d {0} {name}",
    "\\n \\t \\",
)
"""Come back as they were typed."""

UNFIT = (
    "nul\x00and\x1fbell\x07",
    "half \ud83d of a pair",
    "not a character \ufffe\uffff",
    "line\r\nends\rof all\nkinds",
    "x" * 32_768,
    "🏫" * 20_000,
    "=" + "1+" * 20_000,
)
"""Hold what no cell can; come back as `safe_text` makes them."""

DAYS = (EARLIEST, date(1904, 1, 1), date(1904, 2, 29), date(2000, 2, 29), date(2026, 3, 8), date(2026, 11, 1))


def odd_book(path: Path) -> None:
    """Write texts that look like something else, days, a formula whose stored value is wrong, and a form."""
    texts = Grid(
        "Texts",
        (Column("Text"), Column("Day", "date")),
        [[text, DAYS[n] if n < len(DAYS) else None] for n, text in enumerate((*PAYLOADS, *UNFIT))],
    )
    sums = Grid("Sums", (Column("Sum", "whole"),), [[Formula("=1+1", 5)], [Formula("=ROW()-{row}", 7)]])
    form = Grid(
        "Form",
        (
            Column("Key", hidden=True),
            Column("Row"),
            Column("Comment", "long", unlocked=True, most=500, hint="Say what you think."),
            Column("View", unlocked=True, choices=Choices("view", ("agree", "concern"))),
        ),
        [["k1", "First", "", ""], ["k2", "Second", "fine", "agree"]],
        keys=("key:id", "key:row", "key:comment", "key:view"),
    )
    sheets = (
        Sheet("Texts", "Texts", (texts,)),
        Sheet("Sums", "Sums", (sums,)),
        Sheet("Form", "Form", (form,), protected=True),
        Sheet("_meta", "Meta", (Grid("Meta", (Column("Key"),), [["x"]]),), hidden=True),
    )
    properties = Properties(title="Odd", author="Somebody", made=date(2026, 11, 15))
    write_book(path, [Part(sheet.title, lambda sheet=sheet: sheet) for sheet in sheets], properties)
