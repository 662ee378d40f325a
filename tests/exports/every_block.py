"""An outline with every kind of block in it, for the documents that walk through outlines."""

from collections.abc import Iterator
from dataclasses import replace
from typing import get_args

from planner.domain.figures.figure import Figure, Path, Rect, Text, diamond
from planner.exports import outline as o

FIGURE = Figure(
    300,
    120,
    (
        Rect(5, 5, 100, 50, fill="theory_tint", stroke="theory", radius=6, dash=(4, 3)),
        Path(((10, 100), (60, 60), (90, 60), (140, 100)), stroke="link", curved=True, arrow=True),
        diamond(200, 60, 20, fill="rechart/45", stroke="rechart"),
        Text(150, 30, "Centers → open: 14 of 20 中", weight="bold", anchor="middle", max_width=90),
    ),
    title="Centers",
)


def blocks() -> list[o.Block]:
    """At least one block of each kind."""
    heading = o.Heading(2, "A goal", anchor="goal 1", over="Goal 1", tone="strategy", opens=True)
    made: list[o.Block] = [
        heading,
        o.Paragraph(("See ", o.Span("the goal", anchor="goal 1"), " and ", o.Span("strong", "strong"))),
        o.Lead("What it is about."),
        o.Bullets(("one", "two"), numbered=True),
        o.Facts((("Owner", "A person"), ("Since", "2026")), columns=2),
        o.Numbers((("14", "centers"), ("2,641", "people"))),
        o.table(
            (o.Column("Action"), o.Column("Money", kind="money"), o.Column("State", kind="status")),
            (
                o.Row(("Goal 1",), "group"),
                ("Open six", "$1", o.Status("late", "triangle", "stop")),
                ("Staff", "$2", o.Shade("high", "look")),
                o.Row(("Total", "$3", ""), "total"),
            ),
            label="Actions",
            note="In thousands.",
        ),
        o.Picture(FIGURE, "Fourteen centers are open."),
        o.Callout("Why we believe this works.", "theory"),
        o.TickTable("How much do you agree?", ("No", "Yes"), (o.TickRow("We know why."), o.TickRow())),
        o.WritingLines("What did we miss?", 2),
        o.Field("comment", "Your comment", lines=2),
        o.Field("view", "Do you agree?", "choice", options=("yes", "no"), value="no"),
        o.PageBreak(),
        o.Spread(
            o.Panel((o.Heading(3, "Vision"), o.Paragraph("A panel on a page."))),
            left=(o.Panel((o.Bullets(("in a panel",)),), "theory"),),
        ),
    ]
    return made


def outline(**values: object) -> o.Outline:
    """An outline that holds every kind of block, on upright and on turned pages."""
    held = tuple(blocks())
    sections = (
        o.Section((o.Heading(1, "First chapter", over="Chapter 1", anchor="first"), *held), name="First"),
        o.Section((o.Heading(1, "Wide", slight=True), held[6], held[7]), name="Wide", landscape=True),
        o.Section((o.Heading(1, "Last"), o.Heading(3, "Small"), held[6], held[6]), name="Last", runs_on=True),
    )
    made = {
        "title": "A plan",
        "subtitle": "For three years",
        "language": "en",
        "sections": sections,
        "cover": (("Made by", "8 groups"),),
        "notice": "A sample.",
        "footer": "Draft 1 · as of today",
        "mark": "Draft",
        "author": "A district",
        "subject": "Plan",
        **values,
    }
    return o.Outline(**made)  # type: ignore[arg-type]


def without(document: o.Outline, kind: type[o.Block]) -> o.Outline:
    """An outline without the blocks of a kind."""
    sections = (
        replace(each, blocks=tuple(block for block in each.blocks if not isinstance(block, kind)))
        for each in document.sections
    )
    return replace(document, sections=tuple(sections))


def kinds() -> Iterator[str]:
    """The names of all kinds of blocks there are."""
    return (each.__name__ for each in get_args(o.Block))


TEXTS = (
    "<b>bold</b>",
    "</w:t></w:r></w:p>",
    "<script>alert(1)</script>",
    "</style><script>alert(1)</script>",
    '<img src="x" onerror="alert(1)">',
    '" onmouseover="alert(1)',
    "' autofocus onfocus='alert(1)",
    "javascript:alert(1)",
    "&amp; &lt; &#65; &nbsp; &",
    "]]> <!-- not a comment -->",
    "<![CDATA[x]]>",
    "<?xml version='1.0'?>",
    "_x000D_ _x0041_",
    "{name} %s %(x)s ${HOME}",
    r"back\slash \101 \n",
    "=1+1",
    "O'Neill “curly” ‹›",
    "R&D; 100 %",
    "two  spaces and\u00a0one that holds",
    "שלום עולם",
    "中文 한국어 Ελληνικά",
    "🏫 emoji",
    "http://example.org/?a=1&b=2",
)
"""Texts that come out as they were typed."""

CHANGED = (
    ("a\x00b\x1fc", "abc"),
    ("half \ud800 pair", "half \N{REPLACEMENT CHARACTER} pair"),
    ("\ufffe\uffff", ""),
    ("one\r\ntwo\rthree\u2028four", "one\ntwo\nthree\nfour"),
)
"""Texts that no document of ours can hold as they are, and what comes of them."""
