"""Write ReportLab's document with its structure tree, small: most objects in compressed streams.

ReportLab writes every object by itself and lists them in plain words; with some ten thousand elements of
structure that would be larger than the pages. Object streams and a cross-reference stream (ISO 32000-1, 7.5.7
and 7.5.8) make them smaller than the words they tell of.
"""

import hashlib
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO
from xml.sax.saxutils import escape

from reportlab.pdfbase import pdfdoc

from planner.exports.pdf.ink import text_string
from planner.exports.pdf.structure import Element, Tree

_TOGETHER = 200  # objects in one stream

_ABOUT = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" \
xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" xmlns:xmp="http://ns.adobe.com/xap/1.0/">
<pdfuaid:part>1</pdfuaid:part>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{subject}</rdf:li></rdf:Alt></dc:description>
<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
<xmp:CreatorTool>{creator}</xmp:CreatorTool>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="r"?>"""


class _Root(pdfdoc.PDFObject):
    """The place of the structure tree among ReportLab's objects; it is written last."""

    __RefOnly__ = 1


def write(document: Any, canvas: Any, tree: Tree, language: str) -> None:
    """Write a document whose pages are complete to the canvas's file."""
    root = _Root()
    canvas.setCatalogEntry("StructTreeRoot", root)
    canvas.setCatalogEntry("MarkInfo", pdfdoc.PDFDictionary({"Marked": "true"}))
    canvas.setCatalogEntry("Metadata", _about(document.info, language))
    for font in document.delayedFonts:
        font.addObjects(document)
    catalog, info = document.Reference(document.Catalog), document.Reference(document.info)
    document.Outlines.prepare(document, canvas)
    if document.Outlines.ready < 0:
        document.Catalog.Outlines = None
    numbers = document.idToObjectNumberAndVersion
    with Path(canvas._filename).open("wb") as file:
        objects = _Objects(file)
        number = 0
        while (number := number + 1) in document.numberToId:  # formatting one may add others
            made = document.idToObject[document.numberToId[number]]
            if made is not root:
                objects.add(number, pdfdoc.format(made, document, toplevel=1))
        places = {name: each[0] for name, each in numbers.items()}
        for each, body in _structure(tree, places, document.Reference(root).name, number):
            objects.add(each, body)
        objects.end(places[catalog.name], places[info.name])


def _about(info: Any, language: str) -> pdfdoc.PDFStream:
    """Return the metadata, in XML, as other programs look for them."""
    named = {
        "title": info.title,
        "author": info.author,
        "subject": info.subject,
        "creator": info.creator,
        "language": language,
    }
    # Some readers look for the end of a stream by its word, wherever it stands.
    told = {name: escape(value, {"endstream": "endstrea&#109;"}) for name, value in named.items()}
    words = _ABOUT.format(**told)
    kind: Any = pdfdoc.PDFDictionary({"Type": "/Metadata", "Subtype": "/XML"})
    content: Any = words.encode("utf-8") + b"\n"
    return pdfdoc.PDFStream(kind, content)


def _structure(tree: Tree, places: dict[str, int], root: str, first: int) -> Iterator[tuple[int, bytes]]:
    """Yield the number and body of every element, then of the root of the tree."""
    numbers: dict[Element, int] = {}
    parents: dict[Element, int] = {tree.root: places[root]}
    waiting = [tree.root]
    while waiting:
        element = waiting.pop()
        numbers[element] = first + len(numbers)
        kids = [kid for kid in element.kids if isinstance(kid, Element)]
        parents.update(dict.fromkeys(kids, numbers[element]))
        waiting += reversed(kids)
    for element, number in numbers.items():
        yield number, _element(element, parents[element], numbers, places)
    entries = []
    for key, parent in enumerate(tree.parents):
        if isinstance(parent, Element):
            entries.append(f"{key} {numbers[parent]} 0 R")
        else:
            entries.append(f"{key} [{' '.join(f'{numbers[each]} 0 R' for each in parent)}]")
    yield (
        places[root],
        (
            f"<</Type/StructTreeRoot/K {numbers[tree.root]} 0 R/RoleMap<</Title/P>>"
            f"/ParentTree<</Nums[{' '.join(entries)}]>>/ParentTreeNextKey {len(tree.parents)}>>"
        ).encode("ascii"),
    )


def _element(element: Element, parent: int, numbers: dict[Element, int], places: dict[str, int]) -> bytes:
    """Return an element as it is written (ISO 32000-1, table 323)."""
    page = 0
    kids = []
    for kid in element.kids:
        if isinstance(kid, Element):
            kids.append(f"{numbers[kid]} 0 R")
            continue
        on, what = kid
        page = page or on
        here = "" if on == page else f"/Pg {places[f'Page{on}']} 0 R"
        if isinstance(what, str):
            kids.append(f"<</Type/OBJR{here}/Obj {places[f'Annot.{what}']} 0 R>>")
        else:
            kids.append(f"<</Type/MCR{here}/MCID {what}>>" if here else str(what))
    said = [f"<</S/{element.kind}/P {parent} 0 R"]
    if page:
        said.append(f"/Pg {places[f'Page{page}']} 0 R")
    if kids:
        said.append(f"/K {kids[0]}" if len(kids) == 1 else f"/K[{' '.join(kids)}]")
    if element.attributes:
        said.append(f"/A<<{element.attributes}>>")
    if element.alt:
        said.append(f"/Alt{text_string(element.alt)}")
    return ("".join(said) + ">>").encode("ascii")


class _Objects:
    """The objects of a file: streams by themselves, all others packed together."""

    def __init__(self, file: BinaryIO) -> None:
        """Begin the file."""
        self._file = file
        self._length = 0
        self._digest = hashlib.sha256()
        self._places: dict[int, tuple[int, int, int]] = {0: (0, 0, 0xFFFF)}  # kind, place, place within
        self._packed: list[tuple[int, bytes]] = []
        self._streams: list[list[tuple[int, bytes]]] = []
        self._put(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")

    def _put(self, data: bytes) -> None:
        self._file.write(data)
        self._digest.update(data)
        self._length += len(data)

    def add(self, number: int, body: bytes) -> None:
        """Add an object."""
        if body.rstrip().endswith(b"endstream"):
            self._put_object(number, body)
            return
        self._packed.append((number, body))
        if len(self._packed) == _TOGETHER:
            self._streams.append(self._packed)
            self._packed = []

    def _put_object(self, number: int, body: bytes) -> None:
        self._places[number] = (1, self._length, 0)
        self._put(b"%d 0 obj\n%b\nendobj\n" % (number, body.rstrip(b"\n")))

    def end(self, catalog: int, info: int) -> None:
        """Write what was packed, and where every object is."""
        groups = [group for group in (*self._streams, self._packed) if group]
        number = max([*self._places, *(each for group in groups for each, _body in group)])
        for group in groups:
            number += 1
            self._put_group(number, group)
        number += 1
        start = self._length
        self._places[number] = (1, start, 0)
        rows = [self._places.get(each, (0, 0, 0xFFFF)) for each in range(number + 1)]
        data = zlib.compress(_differences(rows), 9)
        mark = self._digest.hexdigest()[:32].encode("ascii")
        about = (
            b"<</Type/XRef/Size %d/W[1 4 2]/Root %d 0 R/Info %d 0 R/ID[<%b><%b>]/Filter/FlateDecode"
            b"/DecodeParms<</Predictor 12/Columns 7>>/Length %d>>"
        ) % (number + 1, catalog, info, mark, mark, len(data))
        self._put(b"%d 0 obj\n%b\nstream\n%b\nendstream\nendobj\n" % (number, about, data))
        self._put(b"startxref\n%d\n%%%%EOF\n" % start)

    def _put_group(self, number: int, group: list[tuple[int, bytes]]) -> None:
        """Write one stream of objects: their numbers and places, then the objects."""
        heads, length = [], 0
        for place, (each, body) in enumerate(group):
            self._places[each] = (2, number, place)
            heads.append(b"%d %d" % (each, length))
            length += len(body) + 1
        head = b" ".join(heads) + b"\n"
        data = zlib.compress(head + b"\n".join(body for _each, body in group), 9)
        about = b"<</Type/ObjStm/N %d/First %d/Filter/FlateDecode/Length %d>>" % (
            len(group),
            len(head),
            len(data),
        )
        self._put_object(number, about + b"\nstream\n" + data + b"\nendstream")


def _differences(rows: list[tuple[int, int, int]]) -> bytes:
    """Return rows of seven bytes, each as its difference from the row above (filter 2 of PNG)."""
    made = bytearray()
    above = bytes(7)
    for kind, place, within in rows:
        row = bytes([kind]) + place.to_bytes(4, "big") + within.to_bytes(2, "big")
        made.append(2)
        made += bytes((new - old) & 0xFF for new, old in zip(row, above, strict=True))
        above = row
    return bytes(made)
