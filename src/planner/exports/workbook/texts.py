"""What an Excel cell, heading, header or number can hold, made of what people typed."""

import re
from collections.abc import Sequence
from datetime import date
from typing import Final

LONGEST_CELL: Final = 32_767
"""The most that a cell holds, in UTF-16 units, as Excel counts."""
EARLIEST: Final = date(1900, 3, 1)
"""The first day that all programs agree on: Excel counts a 29 February 1900 that never was."""

_LONGEST_HEADING = 255
_LONGEST_HEADER = 80  # of 255 for three of them; longer ones would meet on the page
_MOST_AMPERSANDS = 4
_EPOCH = date(1899, 12, 30).toordinal()
_UNFIT = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_ENDS = re.compile(r"\r\n?")
_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_SPACE = re.compile(r"\s+")


def safe_text(text: str) -> str:
    """Return text that a cell can hold: no control characters, at most 32,767 of Excel's, cut with a mark."""
    if text.isprintable() and len(text) <= LONGEST_CELL // 2:
        return text
    clean = _UNFIT.sub("", _ENDS.sub("\n", text))
    if len(clean.encode("utf-16-le")) // 2 <= LONGEST_CELL:
        return clean
    kept = clean.encode("utf-16-le")[: 2 * (LONGEST_CELL - 1)]
    return kept.decode("utf-16-le", errors="ignore") + "…"


def headings(titles: Sequence[str]) -> list[str]:
    """Return headings as a table of Excel needs them: in one line, not empty, no two the same.

    A heading stands in the sheet and in the description of the table, and both must agree to the letter;
    `_x0041_` is read as a letter in one of them only, and so is set apart.
    """
    taken: set[str] = set()
    made = []
    for title in titles:
        plain = _ESCAPE.sub("_ ", _SPACE.sub(" ", safe_text(title)).strip())[: _LONGEST_HEADING - 8] or "–"
        wanted, number = plain, 1
        while wanted.lower() in taken:
            number += 1
            wanted = f"{plain} {number}"
        taken.add(wanted.lower())
        made.append(wanted)
    return made


def header_text(text: str) -> str:
    """Return text for the margin of a printed page, where & begins a code."""
    line = _SPACE.sub(" ", safe_text(text))
    if len(line) > _LONGEST_HEADER:
        line = line[: _LONGEST_HEADER - 1] + "…"
    return line.replace("&", "&&") if line.count("&") <= _MOST_AMPERSANDS else line.replace("&", "+")


def day_number(day: date) -> int | None:
    """Return the number by which a workbook knows a day, or None where it knows none (before March 1900)."""
    return day.toordinal() - _EPOCH if day >= EARLIEST else None
