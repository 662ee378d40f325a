"""The PDF against plain ReportLab: the words and tables of the same outline by platypus, without tags.

What platypus draws has the same fonts and the same text, wrapped in paragraphs and tables as its manual has
it; headings are in the bookmarks. There are no pictures, no structure and no page numbers to look up.
"""

import tempfile
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import PageBreak, Paragraph, SimpleDocTemplate, Spacer, Table

from bench.memory import most
from bench.timing import Row, in_turn, seconds
from planner.domain.plan import Plan
from planner.exports import outline
from planner.exports.pdf import fonts, write_outline
from planner.exports.plan_outline import full_plan

MOST = 1.35
MEMORY = 300.0


def rows(name: str, plan: Plan, as_of: date, times: int) -> list[Row]:
    """Measure our PDF in turn with that of platypus; with no `times`, each once, without a warm-up."""
    wordy = _without_pictures(full_plan(plan, as_of))
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder)

        def ours() -> float:
            return seconds(lambda: write_outline(wordy, target / "ours.pdf"))

        def plain() -> float:
            return seconds(lambda: _write_plain(wordy, target / "plain.pdf"))

        mine, floor = in_turn(ours, plain, times) if times else (ours(), plain())
    return [Row(f"{name}: PDF, against plain platypus", mine, floor, MOST)]


def memory(records: int) -> Row:
    """Measure the most memory a process takes that makes the PDF of a plan, in megabytes."""
    code = (
        "import sys, tempfile; from pathlib import Path; from datetime import date;"
        "from bench.generator import generate; from planner.domain.plan import Plan;"
        "from planner.exports.pdf import write_pdf;"
        "plan = Plan(generate(int(sys.argv[1]))); folder = tempfile.mkdtemp();"
        "write_pdf(plan, Path(folder) / 'p.pdf', as_of=date(2026, 11, 15))"
    )
    return Row(f"{records:,} records: PDF, most memory", most(code, str(records)), None, MEMORY, "MB")


def _without_pictures(document: outline.Outline) -> outline.Outline:
    """Return the outline with words and tables only, which both sides draw."""
    sections = (
        replace(each, blocks=tuple(block for block in each.blocks if not isinstance(block, outline.Picture)))
        for each in document.sections
    )
    return replace(document, sections=tuple(sections))


def _style(face: str, size: float, leading: float) -> Any:
    return ParagraphStyle("x", fontName=fonts.name(face), fontSize=size, leading=leading, splitLongWords=1)


def _paragraph(words: outline.Cell, kind: Any, bullet: str | None = None) -> Any:
    return Paragraph(escape(outline.plain(words)).replace("\n", "<br/>"), kind, bulletText=bullet)


class _Plain:
    """Turns blocks into what platypus sets."""

    def __init__(self) -> None:
        self._body = _style("regular", 9.8, 13.8)
        self._cell = _style("regular", 8.8, 11.8)
        self._head = _style("semibold", 8.8, 11.8)
        self._heads = [_style("bold", size, size * 1.3) for size in (20, 13.5, 11, 10)]

    def story(self, document: outline.Outline) -> list[Any]:
        made: list[Any] = [_paragraph(document.title, self._heads[0]), PageBreak()]
        for section in document.sections:
            for block in section.blocks:
                made += self._made(block)
            made.append(PageBreak())
        return made

    def _made(self, block: outline.Block) -> list[Any]:
        if isinstance(block, outline.Heading):
            return [_paragraph(f"{block.over} {block.text}".strip(), self._heads[block.level - 1])]
        if isinstance(block, outline.Paragraph | outline.Lead | outline.Callout):
            return [_paragraph(block.words, self._body), Spacer(1, 8)]
        if isinstance(block, outline.Bullets):
            return [_paragraph(item, self._body, "•") for item in block.items]
        if isinstance(block, outline.Facts):
            pairs = [[_paragraph(each, self._body) for each in row] for row in block.rows]
            return [Table(pairs, colWidths=[110, 394], splitInRow=1)] if pairs else []
        if isinstance(block, outline.Numbers):
            return [Table([[_paragraph(f"{a} {b}", self._body) for a, b in block.items]], splitInRow=1)]
        if isinstance(block, outline.Table):
            return self._grid(block)
        return [PageBreak()] if isinstance(block, outline.PageBreak) else []

    def _grid(self, block: outline.Table) -> list[Any]:
        count = len(block.columns)
        lines: list[list[Any]] = [[_paragraph(column.label, self._head) for column in block.columns]]
        looks: list[tuple[Any, ...]] = [("LINEBELOW", (0, 0), (-1, -1), 0.5, "#cccccc")]
        for row in block.rows:
            if row.kind == "group":
                looks.append(("SPAN", (0, len(lines)), (-1, len(lines))))
                lines.append([_paragraph(row.cells[0], self._head), *[""] * (count - 1)])
            else:
                lines.append([_paragraph(each, self._cell) for each in row.cells])
        label = [_paragraph(block.label, self._heads[3])] if block.label else []
        note = [_paragraph(block.note, self._body)] if block.note else []
        widths = [504 / count] * count
        return [*label, Table(lines, colWidths=widths, repeatRows=1, splitInRow=1, style=looks), *note]


def _write_plain(document: outline.Outline, path: Path) -> None:
    """Write the words of an outline with platypus."""
    story = _Plain().story(document)
    SimpleDocTemplate(str(path), pagesize=(612, 792), title=document.title).build(story)
