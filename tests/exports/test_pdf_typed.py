"""Whatever people type stands in the PDF as they typed it, and nowhere as anything else."""

from pathlib import Path

from tests.exports.tagged import Tagged, unheard, verdict

from planner.exports.outline import Bullets, Column, Facts, Heading, Outline, Row, Section, table
from planner.exports.pdf import write_outline

TYPED = (
    "<b>bold</b>",
    "pre <Team A> post",
    "an unclosed <b>",
    "</para>",
    "<para>text</para>",
    "<br/>",
    "<!-- -->",
    '<img src="/etc/hostname"/>',
    '<a href="http://example.org">here</a>',
    "<font color=red>red</font>",
    '<onDraw name="x" label="y"/>',
    "[[[getattr(pow, 'x')]]]",
    "&amp; &lt; &#65; &nbsp;",
    "&#x41;",
    "R&D",
    "a&b;c",
    "]]> <!-- not a comment -->",
    "<![CDATA[x]]>",
    '<!DOCTYPE a [<!ENTITY b "c">]>',
    "<?xml version='1.0'?>",
    "<script>alert(1)</script>",
    "{name} %s %(x)s ${HOME}",
    "{0.__class__}",
    "%",
    "%%EOF",
    "% a comment",
    "%PDF-1.7",
    "(unbalanced",
    "closed)",
    "((( )",
    "(a)(b)",
    r"back\slash \101 \n \r \t \b \f",
    "\\",
    r"\(",
    r"\\)",
    "\\\n",
    "endstream endobj",
    "stream\nword\nendstream",
    "1 0 obj << /Type /Page >> endobj",
    "xref",
    "trailer",
    "startxref 0",
    "BT /F1 12 Tf (x) Tj ET",
    "Q q 1 0 0 1 0 0 cm",
    "EMC",
    "/P <</MCID 0>> BDC",
    "BT ET",
    "<48656C6C6F> Tj",
    "[(a) -120 (b)] TJ",
    "=1+1",
    "+A1",
    "@SUM(A1)",
    "-1",
    "'; DROP TABLE plan; --",
    "$(reboot) `id`",
    "../../etc/passwd",
    "C:\\con\\nul",
    'O\'Neill "quoted" “curly” «angle»',
    "a -- b ... c – d — e",
    "#name #20",
    "<feff>",
    "a\x00b\x01c\x1bd\x7fe\x85f",
    "one\ttwo\rthree\x0bfour\x0cfive",
    "left\u202ethgir\u202c \u2066isolated\u2069",
    "zero\u200bwidth\u2060joined\ufeff",
    "half \ud83d of a pair, other \udc00",
    "no character \ufffe\uffff",
    "long" * 900,
    "many words " * 500,
)
"""Texts that other programs have taken for more than text."""


def test_texts_come_out_as_typed(tmp_path: Path) -> None:
    assert len(TYPED) >= 60
    rows = [Row((f"{number}", text)) for number, text in enumerate(TYPED)]
    short = [text for text in TYPED if len(text) < 200]
    blocks = (
        Heading(1, "Chapter"),
        Bullets(TYPED),
        Facts(tuple((f"Text {number}", text) for number, text in enumerate(TYPED)), columns=2),
        *(Heading(2, text) for text in short),
        table([Column("Number", kind="code"), Column("Text")], rows),
    )
    title, sections = " ".join(short), (Section(blocks),)
    document = Outline(
        title, "", "en", sections, author=short[5], footer=short[8], mark=short[0], subject=title
    )
    path = tmp_path / "p.pdf"
    missing = write_outline(document, path).missing_characters
    assert verdict(path) == ""
    made = Tagged(path)
    assert made.problems == []
    assert unheard(made, document, missing) == ""
    heads = [node.text.strip() for node in made.root.all() if node.kind == "H2"]
    plain = [
        (head, text) for head, text in zip(heads, short, strict=True) if text.isascii() and text.isprintable()
    ]
    assert len(plain) > 45
    assert [head for head, _text in plain] == [text for _head, text in plain]
