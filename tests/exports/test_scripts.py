"""Scripts beyond Latin: every letter is drawn, joined and in its order, and reads as it was typed."""

import re
import unicodedata
from pathlib import Path
from typing import Any

import page as validation
import pypdf
import pypdfium2
import pytest
from bidi import get_display
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import ImageStat

from planner import assets
from planner.domain.figures import breaking
from planner.domain.figures import text as measures
from planner.domain.figures.right_to_left import leads_right
from planner.exports.outline import (
    Bullets,
    Column,
    Heading,
    Outline,
    Paragraph,
    Row,
    Section,
    Span,
    Words,
    table,
)
from planner.exports.pdf import direction, fonts, scripts, write_outline
from planner.exports.pdf.canvas import Canvas
from planner.exports.pdf.face import embedded
from planner.exports.pdf.shaping import Shaped
from planner.exports.pdf.style import Type
from planner.exports.pdf.text import Text

TEXTS = {
    "amharic": "ለእያንዳንዱ ልጅ ዕቅድ፣ ትምህርት ቤት።",
    "arabic": "خطة لكل طفل في المدرسة، السلام عليكم",
    "armenian": "Յուրաքանչյուր երեխայի համար",
    "bengali": "প্রতিটি শিশুর জন্য পরিকল্পনা ক্ষ",
    "burmese": "ကလေးတိုင်းအတွက် အစီအစဉ်",
    "cherokee": "ᏣᎳᎩ ᎦᏬᏂᎯᏍᏗ",
    "chinese simplified": "每个孩子的计划：我们的学校（2026年），谢谢。",
    "chinese traditional": "每個孩子的計劃：我們的學校「學習」，謝謝。",
    "cyrillic": "План действий для каждого ребёнка — Україна, Їжак",
    "devanagari": "प्रत्येक बच्चे के लिए योजना, क्षेत्र र्क ज्ञान",
    "emoji": "Well done 😀 👍🏽 👨‍👩‍👧 🇺🇸 ❤️ 1️⃣ 🏫",
    "georgian": "გეგმა ყოველი ბავშვისთვის",
    "greek": "Σχέδιο δράσης για κάθε παιδί, ὁμιλία",
    "gujarati": "દરેક બાળક માટે યોજના",
    "hebrew": "תוכנית לכל ילד, שלום",
    "hmong nyiakeng": "𞄐𞄦𞄲𞄤",
    "hmong pahawh": "𖬖𖬲𖬬𖬣𖬵",
    "hmong rpa": "Txoj kev npaj rau txhua tus menyuam",
    "japanese": "すべての子どものための計画。カタカナ「引用」です。",
    "kannada": "ಪ್ರತಿ ಮಗುವಿಗೆ ಯೋಜನೆ",
    "khmer": "ផែនការសម្រាប់កុមារគ្រប់រូប ក្រុម",
    "korean": "모든 아이를 위한 계획, 한국어",
    "lao": "ແຜນການສໍາລັບເດັກທຸກຄົນ",
    "malayalam": "ഓരോ കുട്ടിക്കും പദ്ധതി",
    "marshallese": "Kajin M̧ajeļ, n̄an aolep ajri",
    "navajo": "Diné bizaad: áłchíní ą́ą́ ǫ́",
    "nepali": "हरेक बालबालिकाको लागि योजना",
    "pashto": "د هر ماشوم لپاره پلان",
    "punjabi": "ਹਰ ਬੱਚੇ ਲਈ ਯੋਜਨਾ",
    "sinhala": "සෑම දරුවෙකුටම සැලැස්මක්",
    "syriac": "ܬܘܪܓܡܐ ܕܟܠ ܛܠܝܐ",
    "tamil": "ஒவ்வொரு குழந்தைக்கும் திட்டம்",
    "telugu": "ప్రతి బిడ్డకు ప్రణాళిక",
    "thai": "แผนสำหรับเด็กทุกคน ปีการศึกษา 2569 น้ำ",
    "urdu": "ہر بچے کے لیے منصوبہ",
    "vietnamese": "Nguyễn Thị Ánh: kế hoạch cho mọi học sinh, từng bước một.",
    "yoruba": "Ètò fún gbogbo ọmọ, ọ̀pọ̀lọpọ̀ ẹ̀kọ́",
}
MIXED = {
    "arabic": "الهدف 2026: زيادة القراءة بنسبة 15% في Lincoln Elementary (الصف 3) خلال 2 سنوات.",
    "hebrew": "תוכנית לכל ילד (ABC) 2026, שלום",
    "english": "Families (الأسر والأطفال) speak العربية at home, 40% of 1,200.",
}
MIXED_NAMES = [f"mixed {line}" for line in MIXED]
PLAIN = Type()


def plain(words: str) -> str:
    """What people read: without spaces, in composed letters, ligatures of Arabic as their letters."""
    words = "".join(unicodedata.normalize("NFC", words).split())
    words = re.sub("[\ufb1d-\ufdff\ufe70-\ufefc]", lambda form: unicodedata.normalize("NFKC", form[0]), words)
    return words.replace("\N{WORD JOINER}", "")


def drawn(path: Path, *texts: Words) -> Path:
    """Draw each text on a page of its own."""
    canvas = Canvas(str(path), language="en", title="T", author="", subject="")
    for text in texts:
        Text(canvas.fonts, text, PLAIN, indent=20, marker="•").draw(canvas, 100, 700, 300)
        canvas.showPage()
    canvas.save()
    assert not canvas.fonts.missing
    return path


def glyph_numbers(font: str) -> dict[int, int]:
    """Return the glyph that each code of a font leads to."""
    face: Any = embedded(font).face
    found: dict[int, int] = face.charToGlyph
    return found


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[str, str]]:
    """What PDFium and pypdf read on the page of each text."""
    texts = (*TEXTS.values(), *MIXED.values())
    path = drawn(tmp_path_factory.mktemp("scripts") / "p.pdf", *texts)
    document = pypdfium2.PdfDocument(path)
    try:
        first = [each.get_textpage().get_text_range() for each in document]
    finally:
        document.close()
    with pypdf.PdfReader(path) as reader:
        second = [each.extract_text() for each in reader.pages]
    pairs = zip(map(plain, first), map(plain, second), strict=True)
    return dict(zip((*TEXTS, *MIXED_NAMES), pairs, strict=True))


@pytest.mark.parametrize("script", TEXTS)
def test_each_script_is_drawn_and_reads_as_typed(script: str, read: dict[str, tuple[str, str]]) -> None:
    by_pdfium, by_pypdf = read[script]
    assert plain(TEXTS[script]) in by_pdfium
    assert plain(TEXTS[script]) in by_pypdf


@pytest.mark.parametrize("line", MIXED)
def test_mixed_lines_are_written_in_reading_order(line: str, read: dict[str, tuple[str, str]]) -> None:
    by_pdfium, by_pypdf = read[f"mixed {line}"]
    assert plain(MIXED[line]) in by_pypdf
    for word in re.findall(r"\w+", MIXED[line]):
        assert plain(word) in by_pdfium


def test_everything_is_valid_for_assistive_technology(tmp_path: Path) -> None:
    path = tmp_path / "p.pdf"
    blocks = [
        block
        for text in (*TEXTS.values(), *MIXED.values(), "شكرًا، خطّة جديدة", "שלום לְכֻלָּם")
        for block in (Heading(2, text), Paragraph((text, " ", Span(text, "strong"))), Bullets((text * 3,)))
    ]
    rows = [Row((text, " ".join([text] * 3))) for text in (*TEXTS.values(), *MIXED.values())]
    names = table((Column("Name"), Column("Action", 2)), rows)
    document = Outline("Name", "", "en", (Section((Heading(1, "Names"), *blocks, names)),))
    assert write_outline(document, path).missing_characters == ()
    report = validation.validate_pdf(str(path), profile="ua1")
    assert report.is_compliant, report


@pytest.mark.parametrize("face", ["regular", "bold"])
def test_no_letter_is_drawn_as_a_box(face: str) -> None:
    document = fonts.Fonts()
    for text in TEXTS.values():
        for font, letters in document.runs(text, face):
            known = glyph_numbers(font)
            drawn = [each.letter for each in letters.glyphs] if isinstance(letters, Shaped) else letters
            assert all(known[ord(letter)] for letter in drawn), text


def test_glyphs_leave_ink_and_bold_ones_more(tmp_path: Path) -> None:
    words = ("学校计划", "학교 계획", "خطة لكل طفل", "योजना", "ትምህርት", "แผนการ")
    pages: tuple[Words, ...] = ("", *(each for word in words for each in (word, Span(word, "strong"))))
    path = drawn(tmp_path / "p.pdf", *pages)
    document = pypdfium2.PdfDocument(path)
    try:
        crops = [each.render(scale=1.5).to_pil().convert("L").crop((150, 190, 620, 290)) for each in document]
    finally:
        document.close()
    nothing, *ink = (470 * 100 * 255 - ImageStat.Stat(each).sum[0] for each in crops)
    for word, regular, bold in zip(words, ink[::2], ink[1::2], strict=True):
        assert regular - nothing > 3_000, word
        assert bold - nothing > (regular - nothing) * 1.05, word


def test_arabic_letters_are_joined_and_stand_from_right_to_left() -> None:
    ((font, letters),) = fonts.Fonts().runs("بيت", "regular")
    assert isinstance(letters, Shaped)
    assert letters == "بيت"
    known = glyph_numbers(font)
    drawn = [known[ord(each.letter)] for each in letters.glyphs]
    alone = [known[ord(letter)] for letter in "بيت"]
    assert not set(drawn) & set(alone)
    said = embedded(font).meanings
    assert [said[ord(each.letter)] for each in letters.glyphs] == list("تيب")


def test_the_lam_alef_is_one_sign_and_reads_as_one() -> None:
    ((font, letters),) = fonts.Fonts().runs("لا", "regular")
    assert isinstance(letters, Shaped)
    (glyph,) = letters.glyphs
    said = embedded(font).meanings.get(ord(glyph.letter), glyph.letter)
    assert unicodedata.normalize("NFKC", said) == "لا"


def test_numbers_and_latin_words_keep_their_direction_in_a_line_from_right_to_left() -> None:
    runs = fonts.Fonts().runs("الهدف 2026 في Lincoln School (15) الآن", "regular")
    words = [str(letters).strip() for _font, letters in runs if letters.strip()]
    assert [word for word in words if word.isascii() and word.strip("() ")] == ["Lincoln School (15)", "2026"]
    assert words[0] == "الآن"
    assert words[-1] == "الهدف"


@settings(max_examples=100, deadline=None)
@given(st.text("abאבג ابج12٣.,:%()[]-+/$", min_size=1, max_size=16))
def test_the_order_is_that_of_the_unicode_algorithm(text: str) -> None:
    base = int(leads_right(text))
    found = list(direction.levels(text, base))
    for at in range(len(text) - 1, -1, -1):  # L1: spaces at the end of a line
        if text[at] != " ":
            break
        found[at] = base
    mirrored = str.maketrans("()[]", ")(][")
    shown = "".join(
        text[at].translate(mirrored) if found[at] % 2 else text[at] for at in direction.ordered(found)
    )
    unturned = "".join(text[at] for at in direction.ordered(found))
    assert get_display(text, base_dir="LR"[base]) in (shown, unturned)


def test_isolates_keep_a_word_apart() -> None:
    levels = direction.levels("a \u2067ב c\u2069 d", 0)
    assert levels[3] % 2
    assert levels[0] == levels[-1] == 0


def test_lines_of_arabic_begin_at_the_right_and_break_in_reading_order() -> None:
    text = Text(fonts.Fonts(), " ".join([MIXED["arabic"]] * 3), PLAIN)
    assert text.right_to_left
    lines = text.lines(220)
    assert len(lines) > 3
    told = ["".join(piece.text for piece in line.pieces) for line in lines]
    assert " ".join(told) == " ".join([MIXED["arabic"]] * 3)
    for line in lines:
        assert line.width <= 220
        assert line.places[0] == max(line.places)


def test_each_line_begins_where_its_language_does() -> None:
    text = Text(fonts.Fonts(), "خطة لكل طفل\nA plan for every child\n2026: خطة", PLAIN)
    assert [line.right_to_left for line in text.lines(300)] == [True, False, True]


def test_arabic_stands_at_the_right_edge_with_its_bullet(tmp_path: Path) -> None:
    path = drawn(tmp_path / "p.pdf", "خطة")
    document = pypdfium2.PdfDocument(path)
    try:
        textpage = document[0].get_textpage()
        boxes = {
            textpage.get_text_range(at, 1): textpage.get_charbox(at) for at in range(textpage.count_chars())
        }
    finally:
        document.close()
    assert 370 < boxes["خ"][2] <= 381
    assert 381 < boxes["•"][0] < 400


def test_chinese_breaks_between_characters_but_not_before_a_stop() -> None:
    text = Text(fonts.Fonts(), TEXTS["chinese simplified"] * 4, PLAIN)
    lines = ["".join(piece.text for piece in line.pieces) for line in text.lines(103)]
    assert "".join(lines) == TEXTS["chinese simplified"] * 4
    assert all(5 <= len(line) <= 11 for line in lines[:-1])
    assert not any(line[0] in "。，：）」、" or line[-1] in "（「" for line in lines)


def test_lines_broken_between_characters_get_no_space() -> None:
    chinese = Text(fonts.Fonts(), TEXTS["japanese"] * 3, PLAIN).lines(90)
    english = Text(fonts.Fonts(), TEXTS["hmong rpa"] * 3, PLAIN).lines(90)
    assert not any(line.soft for line in chinese)
    assert all(line.soft for line in english[:-1])


@pytest.mark.parametrize(
    "script", ["thai", "lao", "khmer", "burmese", "korean", "arabic", "devanagari", "emoji"]
)
def test_no_line_runs_out_of_its_column(script: str) -> None:
    words = TEXTS[script].replace(" ", "") * 4
    for width in (30.0, 77.0):
        lines = Text(fonts.Fonts(), words, PLAIN).lines(width)
        assert all(line.width <= width + 0.01 for line in lines)
        told = ["".join(piece.text for piece in line.pieces) for line in lines]
        assert "".join(told) == words
        assert not any(breaking.stands_on_another(line[0]) for line in told)


def test_a_word_of_two_faces_is_set_in_one() -> None:
    assert [font for font, _letters in fonts.Fonts().runs("Nguyễn", "bold")] == ["Planner-latin_bold"]
    assert [font for font, _letters in fonts.Fonts().runs("Văn Nam", "regular")] == ["Planner-regular"]


def test_latin_letters_are_not_shaped() -> None:
    document = fonts.Fonts()
    for words in ("Plan for every child", "Niño, Größe, Zażółć: “½” → ✓", "a\tb\u00adc"):
        assert not any(isinstance(letters, Shaped) for _font, letters in document.runs(words, "regular"))


def test_what_no_face_has_is_reported() -> None:
    document = fonts.Fonts()
    runs = document.runs("a 𐀀 𒀀 b\ud800", "regular")
    assert document.missing == {"𐀀", "𒀀", "\N{REPLACEMENT CHARACTER}"}
    assert "".join(letters for _font, letters in runs) == "a � � b�"


def test_widths_for_figures_are_near_what_is_drawn() -> None:
    document = fonts.Fonts()
    for script, text in TEXTS.items():
        drawn = sum(fonts.advance(*run) for run in document.runs(text, "regular"))
        assert 0.85 < measures.width(text, 1) / drawn < 1.3, script


def test_labels_in_chinese_and_thai_break_within_their_room() -> None:
    for script in ("chinese traditional", "japanese", "thai", "khmer"):
        lines = measures.wrap(TEXTS[script], 10, 60)
        assert len(lines) > 1
        assert all(measures.width(line, 10) <= 60 for line in lines)
        assert not any(line[0] in "。，：）」" or breaking.stands_on_another(line[0]) for line in lines)


def test_lines_of_labels_keep_the_direction_of_their_text() -> None:
    for text, right in ((MIXED["english"], False), (MIXED["arabic"], True), (TEXTS["hebrew"], True)):
        lines = measures.wrap(text, 10, 50)
        assert len(lines) > 1
        assert {leads_right(line) for line in lines} == {right}
    assert measures.wrap("A plan for every child", 10, 60) == ("A plan for", "every child")


def test_every_face_is_there_with_its_license() -> None:
    files = {name.removesuffix(".ttf") for name in assets.names("fonts/scripts", ".ttf")}
    assert files == set(scripts.FILES.values())
    assert {face for _first, _last, face in scripts.BLOCKS} <= set(scripts.FILES)
    assert "SIL OPEN FONT LICENSE Version 1.1" in assets.text("fonts/scripts/LICENSE-Noto.txt")
    assert "Apache License" in assets.text("fonts/scripts/LICENSE-DroidSansFallback.txt")
    assert sum(len(assets.data(f"fonts/scripts/{name}.ttf")) for name in files) < 9_000_000
