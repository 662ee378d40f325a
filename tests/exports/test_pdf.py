"""The PDF of the full plan, as other programs read it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pypdf
import pypdfium2
import pytest

from planner.domain import records as r
from planner.domain.plan import Plan
from planner.errors import Cancelled, ExportFailed
from planner.exports import request
from planner.exports.outline import Bullets, Column, Facts, Heading, Outline, Paragraph, Section, table
from planner.exports.pdf import write_outline, write_pdf
from planner.exports.plan_outline import full_plan

AS_OF = date(2026, 11, 15)

INJECTIONS = (
    "<b>bold</b>",
    "pre <Team A> post",
    "an unclosed <b>",
    "</para>",
    "<para>text</para>",
    '<img src="/etc/hostname"/>',
    '<a href="http://example.org">here</a>',
    "<font color=red>red</font>",
    '<onDraw name="x" label="y"/>',
    "[[[getattr(pow, 'x')]]]",
    "&amp; &lt; &#65; &nbsp;",
    "R&D",
    "]]> <!-- not a comment -->",
    "{name} %s %(x)s ${HOME}",
    "(unbalanced ) ( parentheses",
    r"back\slash \101 \n",
    "=1+1",
    'O\'Neill "quoted" “curly”',
    "a -- b ... c",
    "endstream endobj",
)


@dataclass(frozen=True)
class Written:
    path: Path
    report: request.Written
    pages: list[str]

    @property
    def reader(self) -> pypdf.PdfReader:
        return pypdf.PdfReader(self.path)

    @property
    def text(self) -> str:
        return one_line(" ".join(self.pages))


def one_line(text: str) -> str:
    return re.sub(r"\s+", " ", text)


def read(path: Path, report: request.Written) -> Written:
    document = pypdfium2.PdfDocument(path)
    try:
        pages = [page.get_textpage().get_text_range() for page in document]
    finally:
        document.close()
    return Written(path, report, pages)


@pytest.fixture(scope="module")
def letter(sample: Plan, tmp_path_factory: pytest.TempPathFactory) -> Written:
    path = tmp_path_factory.mktemp("pdf") / "plan.pdf"
    return read(path, write_pdf(sample, path, as_of=AS_OF))


def small(*blocks: Any, mark: str = "", footer: str = "Footer") -> Outline:
    heading = Heading(1, "Only chapter")
    return Outline("Title", "Subtitle", "en", (Section((heading, *blocks)),), mark=mark, footer=footer)


def test_it_has_between_25_and_60_pages(letter: Written) -> None:
    assert 25 <= letter.report.pages <= 60
    assert letter.report.pages == len(letter.pages)
    assert letter.report.missing_characters == ()


def test_it_says_what_the_plan_says(letter: Written) -> None:
    for words in (
        "Wellness Centers: three-year plan for access, whole care and lasting support",
        "Every student, in every region, is healthy enough to learn and has a trusted place to turn to.",
        "Two partners can approve data agreements only at their January board meetings.",
        "Design and permit the new center in Region South",
        "Vacancy above 15% for two months",
        "$55,375,000",
        "Training sample. Every number, date, name, region",
        "45 days late",
    ):
        assert words in letter.text, words


def test_every_page_has_its_number_and_the_footer(letter: Written) -> None:
    for number, page in enumerate(letter.pages, 1):
        assert f"Page {number} of {letter.report.pages}" in one_line(page)
        assert "Version 1.1 · as of November 15, 2026" in one_line(page)


def test_the_contents_name_the_pages_of_the_chapters(letter: Written) -> None:
    reader = letter.reader
    contents = one_line(letter.pages[1])
    for entry in reader.outline:
        if isinstance(entry, list) or not str(entry.title).startswith("Chapter"):
            continue
        number = reader.get_destination_page_number(entry) + 1
        title = str(entry.title).partition(" · ")[2]
        assert re.search(rf"{re.escape(title)} ?{number}\b", contents), title
        assert title in one_line(letter.pages[number - 1])


def test_bookmarks_are_nested_under_their_chapters(letter: Written) -> None:
    top = [str(each.title) for each in letter.reader.outline if not isinstance(each, list)]
    assert top[:3] == ["Contents", "Chapter 1 · Summary", "Chapter 2 · How this plan was made"]
    assert top[-1] == "Appendices"
    chapter = next(
        letter.reader.outline[at + 1]
        for at, each in enumerate(letter.reader.outline)
        if not isinstance(each, list) and str(each.title).startswith("Chapter 6")
    )
    goals = [str(each.title) for each in chapter if not isinstance(each, list)]
    assert goals[0] == "Goal 1 · Care within reach in every region"
    assert len(goals) == 5


def test_the_summary_fits_on_one_page(letter: Written) -> None:
    reader = letter.reader
    chapters = [each for each in reader.outline if not isinstance(each, list)]
    first, second = (reader.get_destination_page_number(each) for each in chapters[1:3])
    assert second == first + 1


def test_page_labels_are_the_printed_numbers(letter: Written) -> None:
    reader = letter.reader
    assert reader.page_labels[:3] == ["1", "2", "3"]
    assert "/PageLabels" in reader.trailer["/Root"]


def test_links_lead_within_the_document(letter: Written) -> None:
    links = [
        note.get_object()
        for page in letter.reader.pages
        for note in page.get("/Annots", [])
        if note.get_object()["/Subtype"] == "/Link"
    ]
    assert len(links) > 60
    assert all("/A" not in link for link in links)
    assert all(link.get("/Contents") for link in links)


def test_all_fonts_are_embedded(letter: Written) -> None:
    names = set()
    for font in fonts_of(letter.reader):
        descriptor = font["/FontDescriptor"]
        assert "/FontFile2" in descriptor, font["/BaseFont"]
        names.add(str(font["/BaseFont"]).partition("+")[2])
    assert any(name.startswith("AtkinsonHyperlegibleNext-Regular") for name in names)
    assert any("Tabular" in name for name in names)
    assert all(name.startswith(("AtkinsonHyperlegibleNext", "DejaVuSans")) for name in names)


def fonts_of(reader: pypdf.PdfReader) -> Iterator[Any]:
    seen: set[int] = set()
    for page in reader.pages:
        for reference in page["/Resources"]["/Font"].values():
            font = reference.get_object()
            if id(font) not in seen:
                seen.add(id(font))
                yield font


def test_it_knows_its_title_author_subject_and_language(letter: Written) -> None:
    reader = letter.reader
    about = reader.metadata
    assert about is not None
    assert about.title == "Wellness Centers: three-year plan for access, whole care and lasting support"
    assert about.author == "Sample: Wellness Centers"
    assert about.subject == "Theory of change, strategic plan and implementation plan, 2026–2029"
    assert reader.trailer["/Root"]["/Lang"] == "en"
    assert reader.trailer["/Root"]["/ViewerPreferences"]["/DisplayDocTitle"]


def test_no_heading_stands_alone_at_the_foot_of_a_page(letter: Written, sample: Plan) -> None:
    headings = {one_line(each.text) for each in full_plan(sample, AS_OF).headings()}
    document = pypdfium2.PdfDocument(letter.path)
    try:
        for page in list(document)[2:]:
            foot = page.get_textpage().get_text_bounded(bottom=50, top=95)
            assert headings.isdisjoint(map(one_line, foot.splitlines())), foot
    finally:
        document.close()


def test_extractors_of_another_make_read_words_apart(letter: Written) -> None:
    found = next(number for number, page in enumerate(letter.pages[2:], 2) if "Chapter 4" in page)
    text = one_line(letter.reader.pages[found].extract_text())
    assert "when physical, mental and oral care is within reach, staffed, trusted and followed up" in text


def test_the_file_is_small(letter: Written) -> None:
    assert letter.path.stat().st_size < 600_000


def test_no_page_is_nearly_empty(letter: Written) -> None:
    for number, page in enumerate(letter.pages[1:], 2):
        assert len(page) > 550, number


def test_every_goal_opens_a_page(letter: Written) -> None:
    for number in range(1, 6):
        (page,) = [
            each for each in letter.pages[2:] if re.search(rf"^Goal {number} ?\r?$", each, re.MULTILINE)
        ]
        before = one_line(page).partition(f"Goal {number} ")[0]
        assert len(before) < 200, before


def sizes(reader: pypdf.PdfReader) -> set[tuple[int, int]]:
    return {(round(page.mediabox.width), round(page.mediabox.height)) for page in reader.pages}


def test_papers_upright_and_landscape(letter: Written, sample: Plan, tmp_path: Path) -> None:
    assert sizes(letter.reader) == {(612, 792), (792, 612)}
    report = write_pdf(sample, tmp_path / "p.pdf", as_of=AS_OF, paper="a4")
    assert 25 <= report.pages <= 60
    assert sizes(pypdf.PdfReader(tmp_path / "p.pdf")) == {(595, 842), (842, 595)}


def test_an_unknown_paper_is_refused(sample: Plan, tmp_path: Path) -> None:
    with pytest.raises(KeyError):
        write_pdf(sample, tmp_path / "p.pdf", as_of=AS_OF, paper="folio")
    assert list(tmp_path.iterdir()) == []


def test_an_empty_plan_makes_a_short_document(tmp_path: Path) -> None:
    written = read(tmp_path / "p.pdf", write_pdf(Plan(), tmp_path / "p.pdf", as_of=AS_OF))
    assert written.report.pages < 30
    assert "The goals have not been decided yet." in written.text
    assert "Draft" in one_line(written.pages[4])


def test_only_drafts_carry_the_mark(letter: Written, tmp_path: Path) -> None:
    assert not any("Draft" in page for page in letter.pages[:9])
    draft = read(
        tmp_path / "d.pdf", write_outline(small(Paragraph("Words."), mark="Draft"), tmp_path / "d.pdf")
    )
    assert all("Draft" in page for page in draft.pages)


def test_markup_comes_out_as_typed(sample: Plan, tmp_path: Path) -> None:
    actions = sample.all(r.Action)
    changed = [action.replace(name=text) for action, text in zip(actions, INJECTIONS, strict=False)]
    goal = sample.all(r.Goal)[0].replace(name=INJECTIONS[1])
    charter = sample.charter.replace(title_text=INJECTIONS[0], purpose=" | ".join(INJECTIONS))
    written = read(
        tmp_path / "p.pdf",
        write_pdf(sample.changed([*changed, goal, charter]), tmp_path / "p.pdf", as_of=AS_OF),
    )
    for text in INJECTIONS:
        assert one_line(text) in written.text, text
    assert written.reader.metadata is not None
    assert written.reader.metadata.title == INJECTIONS[0]
    assert not any("/URI" in str(note) for page in written.reader.pages for note in page.get("/Annots", []))


def test_letters_of_other_scripts_are_drawn_and_missing_ones_reported(tmp_path: Path) -> None:
    words = "Nguyễn Thị Ánh, Zażółć, Жук, Ελένη, → ✓ ½ ≥, 中文 🏫 𒀀𒀁 𐀀 café e\u0301te\u0301"
    written = read(tmp_path / "p.pdf", write_outline(small(Paragraph(words)), tmp_path / "p.pdf"))
    for part in ("Nguyễn Thị Ánh", "Zażółć", "Жук", "Ελένη", "→ ✓ ½ ≥", "中文 🏫", "été"):
        assert part in written.text
    assert written.report.missing_characters == ("𐀀", "𒀀", "𒀁")
    assert "�� �" in written.text


def test_long_words_and_cells_of_many_pages_do_not_fail(tmp_path: Path) -> None:
    word = "Donaudampfschiff" * 40
    story = "\n".join(f"Line {number} of a very long cell." for number in range(600))
    grid = table(
        [Column("A"), Column("Code", kind="code"), Column("B", 2)],
        [[word, "X-1", story], ["last", "X-2", ""]],
    )
    facts = Facts((("Label", story), (word, "short")))
    blocks = (grid, facts, Paragraph(word), Bullets((word, story)))
    written = read(tmp_path / "p.pdf", write_outline(small(*blocks), tmp_path / "p.pdf"))
    assert written.report.pages > 30
    for number in (0, 333, 599):
        assert written.text.count(f"Line {number} of a very long cell.") == 3
    assert "last" in written.text
    assert written.text.replace(" ", "").count("Donaudampfschiff" * 5) >= 1


def test_a_table_repeats_its_header_on_every_page(tmp_path: Path) -> None:
    grid = table(
        [Column("Repeated header"), Column("Amount", kind="money")], [[f"Row {n}", "$1"] for n in range(200)]
    )
    written = read(tmp_path / "p.pdf", write_outline(small(grid), tmp_path / "p.pdf"))
    with_rows = [page for page in written.pages if "Row " in page]
    assert len(with_rows) > 4
    assert all("Repeated header" in page for page in with_rows)
    assert [int(n) for n in re.findall(r"Row (\d+)", written.text)] == list(range(200))


def test_progress_grows_and_names_the_page(sample: Plan, tmp_path: Path) -> None:
    told: list[tuple[int, int, str]] = []

    def report(done: int, total: int, what: str) -> bool:
        told.append((done, total, what))
        return True

    written = write_pdf(sample, tmp_path / "p.pdf", as_of=AS_OF, report=report)
    assert len(told) == written.pages + 1
    assert [done for done, _total, _what in told[1:]] == sorted(done for done, _total, _what in told[1:])
    assert told[-1][0] == told[-1][1]
    assert told[-1][2] == f"Page {written.pages}"


@pytest.mark.parametrize("stop_at", [0, 1, 20])
def test_cancelling_leaves_the_old_file_as_it_was(sample: Plan, tmp_path: Path, stop_at: int) -> None:
    path = tmp_path / "plan.pdf"
    path.write_bytes(b"old")
    calls = iter(range(1000))
    with pytest.raises(Cancelled):
        write_pdf(sample, path, as_of=AS_OF, report=lambda *_told: next(calls) < stop_at)
    assert path.read_bytes() == b"old"
    assert [each.name for each in tmp_path.iterdir()] == ["plan.pdf"]


def test_a_file_that_is_open_elsewhere_is_a_clear_sentence(
    sample: Plan, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "plan.pdf"
    path.write_bytes(b"old")

    def held(*_paths: object) -> None:
        raise PermissionError(13, "The process cannot access the file")

    monkeypatch.setattr("os.replace", held)
    with pytest.raises(ExportFailed) as failed:
        write_pdf(Plan(), path, as_of=AS_OF)
    assert str(failed.value) == (
        "plan.pdf is open in another program. The file that was there is unchanged. "
        "Close it or choose another name."
    )
    assert path.read_bytes() == b"old"
    assert [each.name for each in tmp_path.iterdir()] == ["plan.pdf"]
