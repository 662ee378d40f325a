"""The formats of a workbook: each is made once, when it is first asked for. Colors: the light theme."""

from typing import Any, Final

import xlsxwriter
from xlsxwriter.format import Format

from planner.exports.workbook.sheet import Column, Look, Tone

INK: Final = "#1C2733"
SECOND: Final = "#51606E"
LINE: Final = "#DAD8D0"
FIELD: Final = "#FFF9DB"
PHASES: Final[dict[str, tuple[str, str]]] = {
    "A": ("#5B6470", "#ECEEF0"),
    "B": ("#0B6B62", "#E1F1EE"),
    "C": ("#3A4FA0", "#E7EAF7"),
    "D": ("#A2500F", "#FBEADB"),
    "E": ("#7A3B78", "#F4E6F3"),
}
"""Accent and tint of each phase; what belongs to none bears the ink and the tint of the first."""

WORDS: Final[frozenset[Look]] = frozenset(("text", "long", "code"))
_NUMBERS: Final[dict[Look, str]] = {
    "whole": "#,##0",
    "decimal": "[>=1000]#,##0;[<=-1000]-#,##0;0.0##",
    "money": "#,##0",
    "percent": "0%",
    "date": "yyyy-mm-dd",
}
_TONES: Final[dict[Tone, dict[str, Any]]] = {
    "good": {"font_color": "#14602B", "bg_color": "#E6F3E9"},
    "look": {"font_color": "#4D3800", "bg_color": "#FFF4D6"},
    "stop": {"font_color": "#8F1B12", "bg_color": "#FCE9E6", "bold": True},
    "quiet": {"font_color": SECOND, "italic": True},
    "done": {"font_color": "#FFFFFF", "bg_color": "#6B3A10"},
    "running": {"font_color": "#FFFFFF", "bg_color": "#A2500F"},
    "planned": {"font_color": INK, "bg_color": "#EBC6A6"},
    "milestone": {"font_color": "#7A3B78", "bold": True},
}


class Looks:
    """The formats of one workbook."""

    def __init__(self, book: xlsxwriter.Workbook) -> None:
        self._book = book
        self._made: dict[tuple[Any, ...], Format] = {}

    def title(self) -> Format:
        """The title of a sheet."""
        return self._one("title", {"bold": True, "font_size": 16, "font_color": INK, "valign": "vcenter"})

    def subtitle(self) -> Format:
        """The heading of a grid among several."""
        return self._one("subtitle", {"bold": True, "font_size": 12, "font_color": INK, "valign": "vcenter"})

    def note(self) -> Format:
        """A sentence above or below a grid; it runs over the cells beside it."""
        return self._one("note", {"font_color": SECOND, "valign": "vcenter"})

    def label(self) -> Format:
        """The label of a line of text."""
        return self._one("label", {"bold": True, "valign": "top", "font_color": INK})

    def paragraph(self) -> Format:
        """A line of text beside its label."""
        return self._one("paragraph", {"text_wrap": True, "valign": "top", "num_format": "@"})

    def run(self) -> Format:
        """A stretch of text within a cell that looks like the rest of it."""
        return self._one("run", {})

    def link(self, column: Column | None = None) -> Format:
        """Words that lead somewhere: in a column, or standing alone."""
        plain = {"font_color": "#3A4FA0", "underline": 1}
        if column is None:
            return self._one("link", {**plain, "valign": "vcenter"})
        return self._one(("link", column.look), {**_described(column.look), **plain})

    def heading(self, column: Column, phase: str) -> Format:
        """The heading of a column, in the colors of a phase."""
        side = "left" if column.look in WORDS or column.look == "date" else "right"
        if column.look == "mark":
            side = "center"
        accent, tint = PHASES.get(phase, (INK, PHASES["A"][1]))
        described: dict[str, Any] = {"bold": True, "text_wrap": True, "valign": "vcenter", "align": side}
        described |= {"bg_color": tint, "font_color": INK, "bottom": 1, "bottom_color": accent}
        if side != "center":
            described["indent"] = 1
        return self._one(("heading", side, phase), described)

    def column(self, column: Column) -> Format:
        """The cells of a column."""
        key = ("cell", column.look, column.unlocked)
        described = _described(column.look)
        if column.unlocked:
            described |= {"locked": False, "bg_color": FIELD, "border": 1, "border_color": LINE}
        return self._one(key, described)

    def total(self, look: Look) -> Format:
        """A cell of the row of totals."""
        return self._one(("total", look), {**_described(look), "bold": True, "top": 1, "top_color": INK})

    def tone(self, tone: Tone) -> Format:
        """How a word is set off."""
        return self._one(("tone", tone), _TONES[tone])

    def line(self) -> Format:
        """The line below each row; a rule draws it, so that empty cells need not be written."""
        return self._one("line", {"bottom": 1, "bottom_color": LINE})

    def over(self) -> Format:
        """A share of more than all there is."""
        return self._one("over", {"bold": True, "font_color": "#8F1B12"})

    def _one(self, key: Any, described: dict[str, Any]) -> Format:
        found = self._made.get(key)
        if found is None:
            found = self._made[key] = self._book.add_format(described)
        return found


def _described(look: Look) -> dict[str, Any]:
    described: dict[str, Any] = {"valign": "top"}
    if look in WORDS:
        described |= {"text_wrap": True, "num_format": "@", "align": "left", "indent": 1}
    if look == "date":
        described |= {"align": "left", "indent": 1}
    if look == "mark":
        described |= {"align": "center"}
    if look in _NUMBERS:
        described["num_format"] = _NUMBERS[look]
        if look != "date":
            described |= {"align": "right", "indent": 1}
    return described
