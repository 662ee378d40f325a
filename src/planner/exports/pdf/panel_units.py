"""The blocks of a panel as units that can be fitted, in the manners of one size of type, in points."""

from collections.abc import Iterator
from dataclasses import dataclass

from planner.exports import outline
from planner.exports.pdf import marks
from planner.exports.pdf.figure import Drawing
from planner.exports.pdf.fitting import Beside, Image, Lines, Unit
from planner.exports.pdf.fonts import Fonts
from planner.exports.pdf.structure import Element, list_of
from planner.exports.pdf.style import Type
from planner.exports.pdf.text import Text

LEAST = 7.2
"""Nothing is set smaller."""

_INDENT = 11.0
_FACT_LINES = 6
_HEADING_LINES = {1: 2, 2: 5}


@dataclass(frozen=True)
class Types:
    """The manners of type for one size of running text."""

    size: float

    def type(self, face: str = "regular", grow: float = 1.0, color: str = "ink", lead: float = 1.28) -> Type:
        """Return a manner `grow` times as large as running text."""
        size = max(self.size * grow, LEAST)
        return Type(face=face, size=size, leading=size * lead, color=color)

    @property
    def quiet(self) -> Type:
        """Words of less weight."""
        return self.type(grow=0.92, color="ink_second")

    @property
    def gap(self) -> float:
        """Room between two things of a panel."""
        return self.size * 0.55


def units_of(document: Fonts, types: Types, panel: outline.Panel, depth: float) -> Iterator[Unit]:
    """Turn the blocks of a panel into what can be fitted; every list has a group of its own."""
    for group, block in enumerate(panel.blocks):
        yield from _block(document, types, block, group, depth)


def _block(document: Fonts, types: Types, block: outline.Block, group: int, depth: float) -> Iterator[Unit]:
    if isinstance(block, outline.Heading):
        yield _heading(document, types, block)
    elif isinstance(block, outline.Lead | outline.Paragraph | outline.Callout):
        yield Lines((Text(document, block.words, _manner(types, block), tag=Element("P")),), types.gap)
    elif isinstance(block, outline.Bullets):
        whole = list_of("Disc")
        for at, words in enumerate(block.items):
            tag = Element("LBody", Element("LI", whole))
            item = Text(document, words, types.type(), indent=_INDENT, marker="•", tag=tag)
            yield Lines((item,), types.gap * (0.6 if at else 1.0), group)
    elif isinstance(block, outline.Facts):
        whole = list_of()
        for label, words in block.rows:
            over = Element("LI", whole)
            named = Text(document, label, types.type(), tag=Element("Lbl", over))
            told = Text(document, words, types.type(), tag=Element("LBody", over))
            yield Lines((named, told), types.gap, group, limit=_FACT_LINES, firm=True)
    elif isinstance(block, outline.Numbers):
        yield Beside(tuple(_numbers(document, types, block)), types.gap)
    elif isinstance(block, outline.Picture):
        yield Image(Drawing(block.figure, block.alt, depth), types.gap)
    else:
        raise TypeError(block)


def _manner(types: Types, block: outline.Lead | outline.Paragraph | outline.Callout) -> Type:
    if isinstance(block, outline.Lead):
        return types.type("medium", 1.16, lead=1.3)
    if isinstance(block, outline.Callout):
        return types.type("medium")
    return types.quiet if block.manner in ("quiet", "small") else types.type()


def _numbers(document: Fonts, types: Types, block: outline.Numbers) -> Iterator[Lines]:
    whole = list_of()
    for number, label in block.items:
        tag = Element("LBody", Element("LI", whole))
        large = Text(document, number, types.type("bold", 1.9), tag=tag, goes_on=True)
        yield Lines((large, Text(document, label, types.type(), tag=tag)))


def _heading(document: Fonts, types: Types, block: outline.Heading) -> Lines:
    color = marks.role_of(block.tone)
    kind = types.type("bold", {1: 2.0, 2: 1.16}.get(block.level, 1.0), lead=1.2)
    if block.slight:
        kind = types.type("semibold", color=color)
    texts = [Text(document, block.text, kind)]
    if block.over:
        texts.insert(0, Text(document, block.over, types.type("semibold", color=color), goes_on=True))
    return Lines(tuple(texts), types.gap, heading=block, limit=_HEADING_LINES.get(block.level, 3))
