"""The structure of a tagged PDF: which element every word, picture and link of a page belongs to.

Elements are made beside the parts of the page and take their place in the tree when something is drawn for
them, so that the order of drawing is the order of reading. One that was left at the foot of a page is opened
again on the next. Kinds and attributes are those of ISO 32000-1, 14.8.4 and 14.8.5.
"""

from dataclasses import dataclass, field

Content = tuple[int, int]
"""Marked content: the number of its page, and its own number there (MCID)."""
Annotation = tuple[int, str]
"""A link or field: the number of its page, and its name in the document."""


@dataclass(slots=True, eq=False)
class Element:
    """An element of the structure.

    `over` is the element it belongs in; without one it is the element that is open when it is first drawn.
    `attributes` is one dictionary as it is written, without its brackets; `alt` says in words what is seen.
    """

    kind: str
    over: "Element | None" = None
    attributes: str = ""
    alt: str = ""
    placed: bool = False
    kids: "list[Element | Content | Annotation]" = field(default_factory=list)


def header_cell(scope: str, over: Element, *, span: int = 1) -> Element:
    """Return a header cell of a table; `scope` is Row or Column, `span` how many columns it takes."""
    wide = f"/ColSpan {span}" if span > 1 else ""
    return Element("TH", over, f"/O/Table/Scope/{scope}{wide}")


def list_of(numbering: str = "None") -> Element:
    """Return a list; `numbering` is Decimal, Disc or None (ISO 32000-1, table 347)."""
    return Element("L", attributes=f"/O/List/ListNumbering/{numbering}")


class Table:
    """The elements of a table on all its pages."""

    def __init__(self) -> None:
        """Make them; they take their place with the first row."""
        self.whole = Element("Table")
        self.head = Element("THead", self.whole)
        self.body = Element("TBody", self.whole)


class Tree:
    """All elements of a document, and what each page and annotation says about its elements."""

    def __init__(self) -> None:
        """Start with the document itself open."""
        self.root = Element("Document", placed=True)
        self.parents: list[Element | list[Element]] = []
        self._open = [self.root]
        self._page: list[Element] = []

    @property
    def current(self) -> Element:
        """The element that is open."""
        return self._open[-1]

    @property
    def outside(self) -> bool:
        """Whether only the document or a chapter is open: words drawn now would belong to nothing."""
        return self._open[-1].kind in ("Document", "Sect")

    def open(self, element: Element) -> None:
        """Draw for this element until it is closed."""
        self.place(element)
        self._open.append(element)

    def close(self) -> None:
        """Go back to the element that was open before."""
        self._open.pop()

    def place(self, element: Element) -> None:
        """Give an element its place in the tree, after all that was drawn before."""
        if element.placed:
            return
        element.placed = True
        if element.over is not None:
            self.place(element.over)
        (element.over or self.current).kids.append(element)

    def mark(self, element: Element, page: int) -> int:
        """Add marked content on the page that is being drawn; return its number there."""
        number = len(self._page)
        self._page.append(element)
        element.kids.append((page, number))
        return number

    def annotate(self, element: Element, page: int, name: str) -> int:
        """Add a link or field; return the key by which it finds its element (StructParent)."""
        element.kids.append((page, name))
        self.parents.append(element)
        return len(self.parents) - 1

    def end_page(self) -> int:
        """Begin to count marked content anew; return the key of the page (StructParents)."""
        self.parents.append(self._page)
        self._page = []
        return len(self.parents) - 1
