"""Reads the structure of a tagged PDF as another program would, and tells what is wrong with it."""

import re
import unicodedata
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pypdf
from page import validate_pdf
from pypdf.generic import ContentStream, IndirectObject
from tests.exports.outline_words import NUMBER, words_of

from planner.exports.outline import Outline

_SHOWS = (b"Tj", b"TJ", b"'", b'"')
_PAINTS = (b"S", b"s", b"f", b"F", b"f*", b"B", b"B*", b"b", b"b*", b"sh", b"EI")
_WITHIN = {
    "L": {"LI", "Caption"},
    "LI": {"Lbl", "LBody"},
    "Table": {"THead", "TBody", "Caption"},
    "THead": {"TR"},
    "TBody": {"TR"},
    "TR": {"TH", "TD"},
    "TOC": {"TOCI", "Caption"},
}


@dataclass
class Node:
    """An element: its kind, what it says, and the elements within."""

    kind: str
    alt: str = ""
    attributes: dict[str, Any] = field(default_factory=dict)
    text: str = ""  # of its own content and of all within, in order
    kids: list["Node"] = field(default_factory=list)

    def all(self) -> Iterator["Node"]:
        """Yield it and everything within, in order."""
        yield self
        for kid in self.kids:
            yield from kid.all()


class Tagged:
    """A tagged PDF that was read."""

    def __init__(self, path: Path) -> None:
        self.problems: list[str] = []
        self._reader = pypdf.PdfReader(path)
        self._catalog: Any = self._reader.trailer["/Root"]
        self._pages = {page.indirect_reference.idnum: at for at, page in enumerate(self._reader.pages)}  # type: ignore[union-attr]
        self._fonts: dict[int, dict[int, str]] = {}
        self._forms: dict[int, list[tuple[bytes, Any]]] = {}
        self._words: dict[tuple[int, int], str] = {}
        self._notes: dict[int, tuple[int, Any]] = {}
        for number, page in enumerate(self._reader.pages):
            self._read_page(number, page)
        self._parents = self._parent_tree()
        self._told: set[tuple[int, int]] = set()
        self._noted: set[int] = set()
        root = self._catalog["/StructTreeRoot"]
        self.root = self._node(root["/K"], root)
        self._check()

    def _say(self, condition: bool, problem: str) -> None:
        if not condition:
            self.problems.append(problem)

    def _read_page(self, number: int, page: Any) -> None:
        self._say(page.get("/Tabs") == "/S", f"page {number}: no order of tabs")
        content = page.get_contents()
        self._read(number, page["/Resources"], [] if content is None else content.operations, None)
        for note in page.get("/Annots", ()):
            held = note.get_object()
            self._notes[note.idnum] = (number, held)
            said = held.get("/Contents") if held["/Subtype"] == "/Link" else held.get("/TU")
            self._say(bool(said), f"page {number}: {held['/Subtype']} without words")

    def _read(self, page: int, resources: Any, operations: list[Any], outer: Any) -> None:
        """Go through a page or a form; `outer` is the mark that a form is drawn in."""
        marks: list[Any] = [outer] if outer else []
        font: dict[int, str] = {}
        for operands, operator in operations:
            if operator in (b"BDC", b"BMC"):
                marks.append(self._mark(page, operands, marks))
            elif operator == b"EMC":
                marks.pop()
            elif operator == b"Tf":
                font = self._font(resources["/Font"], operands[0])
            elif operator in _SHOWS:
                words = self._decoded(page, font, operands[-1])
                self._show(page, marks, words[::-1] if marks and marks[-1][2] else words)
            elif operator in _PAINTS:
                self._say(bool(marks), f"page {page}: shapes outside of all marks")
            elif operator == b"Do":
                self._say(bool(marks), f"page {page}: a form outside of all marks")
                form = resources["/XObject"].raw_get(operands[0])
                held = form.get_object()
                if form.idnum not in self._forms:
                    self._forms[form.idnum] = ContentStream(held, self._reader).operations
                self._read(page, held["/Resources"], self._forms[form.idnum], marks[-1] if marks else None)

    def _mark(self, page: int, operands: list[Any], marks: list[Any]) -> Any:
        kind, about = operands[0], operands[1] if len(operands) > 1 else {}
        if kind == "/Artifact":
            return ("artifact", about.get("/Type"), False)
        if "/MCID" in about:
            self._say(not marks, f"page {page}: a mark within a mark")
            key = (page, int(about["/MCID"]))
            self._say(key not in self._words, f"page {page}: content {key[1]} twice")
            self._words.setdefault(key, "")
            return ("content", key, False)
        if "/ActualText" in about:
            self._show(page, marks, str(about["/ActualText"]))
            return ("said", None, False)
        kept, value, _reversed = marks[-1] if marks else ("artifact", None, False)
        return (kept, value, kind == "/ReversedChars")

    def _show(self, page: int, marks: list[Any], words: str) -> None:
        if not marks:
            self.problems.append(f"page {page}: outside of all marks: {words}")
        elif marks[-1][0] == "content":
            self._words[marks[-1][1]] += words
        elif marks[-1][0] == "artifact":
            self._say(marks[-1][1] == "/Pagination", f"page {page}: words that belong to nothing: {words}")

    def _font(self, fonts: Any, name: str) -> dict[int, str]:
        reference = fonts.raw_get(name)
        number = reference.idnum if isinstance(reference, IndirectObject) else id(reference)
        if number not in self._fonts:
            font: Any = reference.get_object()
            self._say("/ToUnicode" in font, f"font {name} without meanings")
            held = font if "/FontDescriptor" in font else font["/DescendantFonts"][0].get_object()
            self._say("/FontFile2" in held["/FontDescriptor"], f"font {name} is not embedded")
            self._fonts[number] = self._meanings(name, font["/ToUnicode"].get_data().decode("ascii"))
        return self._fonts[number]

    def _meanings(self, name: str, text: str) -> dict[int, str]:
        for count, block in re.findall(r"(\d+) beginbfchar\n(.*?)endbfchar", text, re.DOTALL):
            self._say(int(count) == len(block.splitlines()) <= 100, f"font {name}: a block of {count}")
        found = {
            int(code, 16): bytes.fromhex(meaning).decode("utf-16-be")
            for code, meaning in re.findall(r"^<([0-9A-F]{2,4})> <([0-9A-F]*)>$", text, re.MULTILINE)
        }
        self._say(not {"\0", "\ufeff", "\ufffe"}.intersection(found.values()), f"font {name}: U+0000")
        return found

    def _decoded(self, page: int, font: dict[int, str], shown: Any) -> str:
        words = ""
        for part in shown if isinstance(shown, list) else [shown]:
            if isinstance(part, int | float):
                continue
            data = part if isinstance(part, bytes) else part.original_bytes
            for code in data:
                self._say(code in font, f"page {page}: code {code} means nothing")
                words += font.get(code, "")
        return words

    def _parent_tree(self) -> dict[int, Any]:
        numbers = self._catalog["/StructTreeRoot"]["/ParentTree"]["/Nums"]
        keys = [int(each) for each in numbers[::2]]
        self._say(keys == sorted(set(keys)), "the keys of the parent tree are not in order")
        return dict(zip(keys, numbers[1::2], strict=True))

    def _node(self, reference: Any, parent: Any) -> Node:
        held: Any = reference.get_object()
        kind = held["/S"][1:]
        self._say(held["/P"] == parent, f"{kind} does not know its parent")
        node = Node(kind, str(held.get("/Alt", "")), dict(held.get("/A", {})))
        kids = held.get("/K", [])
        for kid in kids if isinstance(kids, list) else [kids]:
            value: Any = kid.get_object() if isinstance(kid, IndirectObject) else kid
            if isinstance(value, int):
                node.text += self._content(kind, reference, self._page(held), int(value))
            elif value.get("/Type") == "/MCR":
                node.text += self._content(kind, reference, self._page(value, held), int(value["/MCID"]))
            elif value.get("/Type") == "/OBJR":
                self._annotation(kind, reference, value.raw_get("/Obj"))
            else:
                made = self._node(kid, held)
                node.kids.append(made)
                node.text += made.text
        return node

    def _page(self, *held: Any) -> int:
        found = next(each for each in held if "/Pg" in each)
        return self._pages[found.raw_get("/Pg").idnum]

    def _content(self, kind: str, reference: Any, page: int, number: int) -> str:
        key = (page, number)
        self._say(key not in self._told, f"page {page}: content {number} is told twice")
        self._told.add(key)
        self._say(key in self._words, f"page {page}: there is no content {number}")
        entry = self._parents[int(self._reader.pages[page]["/StructParents"])]
        self._say(entry[number].get_object() == reference.get_object(), f"page {page}: parent of {number}")
        return self._words.get(key, "")

    def _annotation(self, kind: str, reference: Any, note: Any) -> None:
        _page, held = self._notes[note.idnum]
        self._noted.add(note.idnum)
        self._say(
            kind == {"/Link": "Link", "/Widget": "Form"}[held["/Subtype"]], f"{held['/Subtype']} in {kind}"
        )
        found = self._parents[int(held["/StructParent"])].get_object()
        self._say(found == reference.get_object(), f"{held['/Subtype']} does not lead to its element")

    def _check(self) -> None:
        self._say(self._catalog["/MarkInfo"]["/Marked"].value is True, "not marked")
        self._say(self._told == set(self._words), f"not told: {sorted(set(self._words) - self._told)[:5]}")
        self._say(self._noted == set(self._notes), "links or fields outside of the tree")
        level = 0
        for node in self.root.all():
            allowed = _WITHIN.get(node.kind)
            wrong = {kid.kind for kid in node.kids} - allowed if allowed else set()
            self._say(not wrong, f"{wrong} in {node.kind}")
            if re.fullmatch(r"H\d", node.kind):
                self._say(int(node.kind[1]) <= level + 1, f"{node.kind} after H{level}: {node.text}")
                level = int(node.kind[1])
            elif node.kind == "Figure":
                self._say(bool(node.alt.strip()), "a figure without words")
                self._say("/BBox" in node.attributes, "a figure without a place")
            elif node.kind == "TH":
                self._say("/Scope" in node.attributes, f"a header cell of nothing: {node.text}")
            elif node.kind == "Table":
                self._check_table(node)

    def _check_table(self, table: Node) -> None:
        rows = [node for node in table.all() if node.kind == "TR"]
        wide = {sum(int(cell.attributes.get("/ColSpan", 1)) for cell in row.kids) for row in rows}
        self._say(len(wide) == 1, f"rows of {wide} columns")
        self._say(any(node.kind == "TH" for node in table.all()), "a table without header cells")
        self._say(sum(node.kind == "THead" for node in table.kids) <= 1, "two headers")

    @property
    def kinds(self) -> set[str]:
        """The kinds of elements there are."""
        return {node.kind for node in self.root.all()}


def letters(words: str, gone: Collection[str] = ()) -> str:
    """Return words without spaces, invisible characters and those in `gone`, which lines and fonts change."""
    words = unicodedata.normalize("NFC", words)
    return "".join(
        each
        for each in words
        if not each.isspace()
        and unicodedata.category(each) not in ("Cf", "Cc", "Cs", "Cn")
        and each not in gone
    )


def chapters(document: Tagged, *, front: bool = True) -> str:
    """Return what the chapters say, after the cover and the contents; without the words of pictures."""
    return "".join(map(_without_pictures, document.root.kids[2 if front else 0 :]))


def _without_pictures(node: Node) -> str:
    if node.kind == "Sect":
        return "".join(map(_without_pictures, node.kids))
    return "" if node.kind == "Figure" else node.text


def difference(heard: str, wanted: str, number: str) -> str:
    """Return where two texts part, nothing where they agree; `number` in the wanted one is any number."""
    at = 0
    for place, piece in enumerate(wanted.split(number)):
        tries = {
            at + count: _common(heard[at + count : at + count + len(piece)], piece)
            for count in range(5 if place else 1)
        }
        at, there = max(tries.items(), key=lambda each: each[1])
        if there < len(piece):
            here = at + there
            start, begin = max(here - 30, 0), max(there - 30, 0)
            return f"heard …{heard[start : here + 40]}… instead of …{piece[begin : there + 40]}…"
        at += len(piece)
    left = heard[at : at + 60]
    return left.lstrip("0123456789") if wanted.endswith(number) else left


def _common(one: str, other: str) -> int:
    """Return how many characters two texts begin with in common."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((count for count, (a, b) in pairs if a != b), min(len(one), len(other)))


def unheard(document: Tagged, outline: Outline, missing: Collection[str] = ()) -> str:
    """Return where what is heard parts from what is written in an outline; nothing where they agree."""
    gone = {*missing, "\N{REPLACEMENT CHARACTER}"}
    wanted = NUMBER.join(letters(part, gone) for part in "".join(words_of(outline)).split(NUMBER))
    return difference(letters(chapters(document, front=outline.front), gone), wanted, NUMBER)


def verdict(path: Path) -> str:
    """Return what the validator finds against PDF/UA-1, nothing where it finds nothing."""
    found = validate_pdf(str(path), profile="ua1")
    return "" if found.is_compliant else str(found)
