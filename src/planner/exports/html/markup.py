"""Text and links in HTML. What people typed comes in through `escaped` only."""

import re
from collections.abc import Iterable
from html import escape

from planner.exports.outline import Span, Words, plain
from planner.exports.reading import Place, from_right, legible

_TAGS = {"strong": "strong", "emphasis": "em"}


def escaped(text: str) -> str:
    """Return a text as it stands between tags or in an attribute in quotes."""
    return escape(legible(text), quote=True)


def shown(text: str) -> str:
    """Return a text with its line feeds; one from right to left keeps to itself among others."""
    made = escaped(text).replace("\n", "<br>")
    return f"<bdi>{made}</bdi>" if from_right(text) else made


def element(name: str, content: str, classes: str = "", attributes: str = "") -> str:
    """Return an element; `attributes` are written as they stand."""
    held = f' class="{classes}"' if classes else ""
    return f"<{name}{held}{attributes and ' ' + attributes}>{content}</{name}>"


class Links:
    """Gives every heading an id, and leads to it."""

    def __init__(self, found: Iterable[Place]) -> None:
        """Take all headings; ids are made of letters, digits and hyphens."""
        self._ids: dict[str, str] = {}
        self._titles: dict[str, str] = {}
        taken = {"main", "contents"}
        for place in found:
            stem = re.sub(r"[^A-Za-z0-9]+", "-", place.anchor).strip("-").lower() or "place"
            name, number = stem, 2
            while name in taken:
                name, number = f"{stem}-{number}", number + 1
            taken.add(name)
            self._ids[place.anchor] = name
            self._titles[place.anchor] = place.heading.text

    def id(self, anchor: str) -> str:
        """Return the id of a heading."""
        return self._ids[anchor]

    def words(self, words: Words) -> str:
        """Return some words with their manners and links."""
        return "".join(self._span(part) for part in (words if isinstance(words, tuple) else (words,)))

    def _span(self, part: str | Span) -> str:
        if isinstance(part, str):
            return shown(part)
        leads = part.anchor in self._ids
        # There are no pages here: instead of “Outcome map, page” the link is called as what it leads to.
        made = shown(self._titles[part.anchor] if leads and part.page else plain(part))
        if part.manner == "quiet":
            made = element("span", made, "quiet")
        elif part.manner:
            made = element(_TAGS[part.manner], made)
        return f'<a href="#{self._ids[part.anchor]}">{made}</a>' if leads else made
