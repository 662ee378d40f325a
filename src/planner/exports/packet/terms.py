"""The glossary of a packet: the terms of the method that its own pages use. Source: method 1, 5.4."""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

from planner import assets
from planner.domain.mentions import pattern
from planner.exports.outline import (
    Block,
    Bullets,
    Callout,
    Facts,
    Heading,
    Lead,
    Paragraph,
    Section,
    Table,
    plain,
)
from planner.i18n import _

_MOST = 24
"""Terms that fit on a page."""

_FEW = 8
_UNSAID = ("Check", "Check waiver", "Title I-A, II-A, IV-A, IDEA, Perkins")
"""Terms of the program and of finance officers; their words mean something else in a packet."""

_INSIDE = re.compile(r"\s*\([^)]*\)")


def glossary(sections: Iterable[Section]) -> Iterator[Section]:
    """Yield the page with the terms that some sections use, those used most where there are too many."""
    text = " ".join(_texts(sections))
    counted = {
        term: len(found) for term, _definition in _terms() if (found := _finder(_(term)).findall(text))
    }
    chosen = set(sorted(counted, key=lambda each: -counted[each])[:_MOST])
    rows = tuple((_(term), _(definition)) for term, definition in _terms() if term in chosen)
    if rows:
        title = _("Words we use")
        lead = Lead(_("What the words of the method mean that stand in this packet."))
        heading = Heading(2, title, tone="prepare", opens=True)
        yield Section((heading, lead, Facts(rows)), name=title, runs_on=len(rows) <= _FEW)


@cache
def _terms() -> tuple[tuple[str, str], ...]:
    entries: Any = assets.method("glossary")  # a list of terms
    return tuple((each["term"], each["definition"]) for each in entries if each["term"] not in _UNSAID)


@cache
def _finder(term: str) -> re.Pattern[str]:
    """Return what finds a term, or one of several between slashes or commas, also in the plural.

    What stands in parentheses explains the term and is not looked for.
    """
    words = [word.strip() for word in re.split(r"[/,]", _INSIDE.sub("", term)) if word.strip()]
    return pattern({form for word in words for form in (word, f"{word}s")})


def _texts(sections: Iterable[Section]) -> Iterator[str]:
    for section in sections:
        for block in section.blocks:
            yield from _words(block)


def _words(block: Block) -> Iterator[str]:
    if isinstance(block, Heading):
        yield block.text
    elif isinstance(block, Paragraph | Lead | Callout):
        yield plain(block.words)
    elif isinstance(block, Bullets):
        yield from map(plain, block.items)
    elif isinstance(block, Facts):
        for label, words in block.rows:
            yield from (label, plain(words))
    elif isinstance(block, Table):
        yield from (plain(cell) for row in block.rows for cell in row.cells)
