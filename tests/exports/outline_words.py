"""What a person who listens to a document should hear, told from its outline: the order of reading."""

from collections.abc import Iterator

from planner.exports import outline
from planner.exports.outline import Cell, Words, plain

NUMBER = "\ue000"
"""Stands for the number of a page."""


def words_of(document: outline.Outline) -> Iterator[str]:
    """Yield every text of the chapters in the order of reading; pictures say nothing here."""
    for block in document.blocks():
        yield from _block(block)


def _said(words: Words | Cell) -> str:
    if isinstance(words, tuple):
        return "".join(map(_said, words))
    if isinstance(words, outline.Span) and words.page:
        return f"{words.text}{NUMBER}"
    return plain(words)


def _block(block: outline.Block) -> Iterator[str]:
    if isinstance(block, outline.Paragraph | outline.Lead | outline.Callout):
        yield _said(block.words)
    elif isinstance(block, outline.Bullets):
        for number, item in enumerate(block.items, 1):
            yield f"{number}." if block.numbered else "•"
            yield _said(item)
    elif isinstance(block, outline.Table):
        yield from _table(block)
    elif isinstance(block, outline.Spread):
        for panel in block.panels():
            for each in panel.blocks:
                yield from _block(each)
    else:
        yield from _short(block)


def _short(block: outline.Block) -> Iterator[str]:
    if isinstance(block, outline.Heading):
        yield " · ".join(filter(None, (block.over, block.text))) if block.slight else block.over + block.text
    elif isinstance(block, outline.Facts):
        for label, words in block.rows:
            yield from (label, _said(words))
    elif isinstance(block, outline.Numbers):
        for number_words in block.items:
            yield from number_words
    elif isinstance(block, outline.Field):
        yield block.label
    elif isinstance(block, outline.WritingLines):
        yield _said(block.words)
    elif isinstance(block, outline.TickTable):
        yield from (block.label, *block.answers)
        yield from (_said(row.words) for row in block.rows)


def _table(block: outline.Table) -> Iterator[str]:
    yield block.label
    yield from (column.label for column in block.columns)
    for row in block.rows:
        yield from map(_said, row.cells[:1] if row.kind == "group" else row.cells)
    yield block.note
