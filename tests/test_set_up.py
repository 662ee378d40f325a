"""The machine room: pinned versions, resources, themes, fonts, icons, translations, folders."""

import io
import itertools
import re
import subprocess
import sys
import tomllib
from importlib.metadata import requires, version
from importlib.resources import files
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QByteArray, qVersion
from PySide6.QtGui import QFontDatabase, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

import planner
from planner import assets, i18n, paths
from planner.errors import Cancelled, FileRefused, ImportRefused, PlannerError, Problem

PHASES = ("prepare", "theory", "strategy", "implementation", "rechart")
THEMES = ("dark", "high_contrast", "light", "print")


@pytest.fixture(autouse=True)
def english():
    """Leave every test as it was found: in English."""
    yield
    i18n.set_language("en")


# --- Versions -------------------------------------------------------------------------------------------


def test_qt_is_the_version_that_was_proved() -> None:
    assert qVersion() == version("PySide6_Essentials") == version("shiboken6") == "6.11.3"
    assert {"PySide6_Essentials==6.11.3", "shiboken6==6.11.3"} <= set(requires("district-planner") or ())


def test_version_has_one_source() -> None:
    project = tomllib.loads((Path(__file__).parent.parent / "pyproject.toml").read_text(encoding="utf-8"))
    assert planner.__version__ == project["project"]["version"]


def test_two_hundred_thousand_calls_to_qt_survive() -> None:
    """PySide6 6.12.0 on Python 3.11 dies here: each call drops a reference to None."""
    program = (
        "from PySide6.QtWidgets import QApplication, QLabel\n"
        "application = QApplication([])\n"
        "label = QLabel()\n"
        "for number in range(200_000):\n"
        "    label.setText('a')\n"
        "print('alive')\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=120)
    assert (done.returncode, done.stdout.strip()) == (0, "alive"), done.stderr


@pytest.mark.parametrize("name", ["runtime.lock", "dev.lock"])
def test_lock_files_name_hashes_and_no_registry(name: str) -> None:
    content = (Path(__file__).parent.parent / "requirements" / name).read_text(encoding="utf-8")
    pinned = re.findall(r"^([\w.-]+)==", content, flags=re.M)
    assert len(pinned) >= 10
    for block in re.split(r"\n(?=\S)", content.strip()):
        assert "--hash=sha256:" in block, block.splitlines()[0]
    assert "://" not in content
    assert "index-url" not in content


def test_every_folder_of_code_is_a_package() -> None:
    """A folder without __init__.py works in a checkout and is silently missing from the wheel."""
    source = Path(planner.__file__).parent
    folders = {path.parent for path in source.rglob("*.py")}
    assert [folder for folder in sorted(folders) if not (folder / "__init__.py").exists()] == []


# --- Resources ------------------------------------------------------------------------------------------


def test_resources_are_reached_through_the_package() -> None:
    root = files("planner.resources")
    assert root.joinpath("themes").joinpath("light.toml").is_file()
    assert assets.text("themes/light.toml") == root.joinpath("themes/light.toml").read_text(encoding="utf-8")
    assert assets.data("icons/undo.svg").startswith(b"<svg")
    assert "undo.svg" in assets.names("icons", ".svg")
    assert assets.names("nowhere") == []
    assert assets.method("steps") is assets.method("steps")


def test_fonts_load_and_carry_their_licenses(qapp) -> None:
    for name in assets.names("fonts", ".ttf"):
        with assets.on_disk(f"fonts/{name}") as path:
            number = QFontDatabase.addApplicationFont(str(path))
        assert number >= 0, name
        expected = "DejaVu Sans" if name.startswith("DejaVu") else "Atkinson Hyperlegible Next"
        assert expected in QFontDatabase.applicationFontFamilies(number)
    styles = set(QFontDatabase.styles("Atkinson Hyperlegible Next"))
    assert {"Regular", "Medium", "SemiBold", "Bold", "Italic", "Bold Italic"} <= styles
    assert "SIL OPEN FONT LICENSE Version 1.1" in assets.text("fonts/LICENSE-AtkinsonHyperlegibleNext.txt")
    assert "Bitstream Vera" in assets.text("fonts/LICENSE-DejaVu.txt")


def test_fonts_can_be_embedded_in_pdf_and_cover_our_symbols() -> None:
    from reportlab.pdfbase.ttfonts import TTFont

    covered: set[int] = set()
    for name in ("AtkinsonHyperlegibleNext-Regular", "DejaVuSans"):
        with assets.on_disk(f"fonts/{name}.ttf") as path:
            covered |= set(TTFont(name, str(path)).face.charToGlyph)
    missing = [letter for letter in "ñáéíóúü¿¡“”‘’–—…•≤≥±×½→←↑↓✓✗⚠○●◐" if ord(letter) not in covered]
    assert missing == []


@pytest.mark.parametrize("name", assets.names("icons", ".svg"))
def test_icon_draws_something(qapp, name: str) -> None:
    source = assets.data(f"icons/{name}")
    renderer = QSvgRenderer(QByteArray(source.replace(b"currentColor", b"#ff0000")))
    assert renderer.isValid()
    picture = QImage(24, 24, QImage.Format.Format_ARGB32)
    picture.fill(0)
    painter = QPainter(picture)
    renderer.render(painter)
    painter.end()
    painted = {picture.pixel(x, y) for x, y in itertools.product(range(24), repeat=2)} - {0}
    assert painted
    if name != "app.svg":
        assert renderer.defaultSize().width() == renderer.defaultSize().height() == 24
        assert not re.search(rb"#[0-9a-fA-F]{3,6}\b", source), "an icon has one color, and it is currentColor"


# --- Themes ---------------------------------------------------------------------------------------------


def colors(theme: str) -> dict[str, str]:
    return dict(tomllib.loads(assets.text(f"themes/{theme}.toml"))["colors"])


def luminance(color: str) -> float:
    """Relative luminance, WCAG 2.2."""
    parts = [int(color[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Contrast ratio, WCAG 2.2."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_every_theme_names_the_same_roles() -> None:
    assert tuple(name.removesuffix(".toml") for name in assets.names("themes", ".toml")) == THEMES
    for theme in THEMES:
        assert list(colors(theme)) == list(colors("light")), theme
        assert all(re.fullmatch(r"#[0-9A-F]{6}", color) for color in colors(theme).values()), theme


GROUNDS = ("paper", "card", "panel")
TEXT_PAIRS = (
    *itertools.product(("ink", "ink_second", *PHASES, "good", "look", "stop"), GROUNDS),
    *((phase, f"{phase}_tint") for phase in PHASES),
    *itertools.product(("ink", "ink_second"), [f"{phase}_tint" for phase in PHASES]),
    *((state, f"{state}_background") for state in ("good", "look", "stop")),
    *itertools.product(("ink", "ink_second"), ("hover",)),
    ("primary_ink", "primary"),
    ("primary_ink", "primary_hover"),
    ("selection_ink", "selection"),
)
SHAPE_PAIRS = tuple(itertools.product(("border", "focus", "link", "look_mark"), GROUNDS))


@pytest.mark.parametrize("theme", THEMES)
def test_contrast(theme: str) -> None:
    """Text 4.5:1 (7:1 in high contrast), lines and shapes that carry meaning 3:1."""
    color = colors(theme)
    least = 7.0 if theme == "high_contrast" else 4.5
    faint = [
        f"{front} on {back}: {contrast(color[front], color[back]):.2f}"
        for pairs, enough in ((TEXT_PAIRS, least), (SHAPE_PAIRS, 3.0))
        for front, back in pairs
        if contrast(color[front], color[back]) < enough
    ]
    assert faint == []


# --- Translations ---------------------------------------------------------------------------------------


@given(
    st.lists(
        st.sampled_from(
            ["{count}", "{0:.1f}", "%(name)s", "%d", "<b>", "</b>", "&amp;", "&Undo", "Save", " of ", "40 %"]
        ),
        max_size=8,
    )
)
def test_the_made_up_language_keeps_placeholders(parts: list[str]) -> None:
    message = " ".join(parts)
    kept = re.compile(r"\{[^}]*\}|%\(\w+\)s|%d|</?b>|&amp;|&\w")
    said = i18n.pseudo(message)
    assert kept.findall(said) == kept.findall(message)
    if message.strip():
        assert said != message
        assert len(said) >= len(message)


def test_the_made_up_language_is_longer_and_fills_in() -> None:
    i18n.set_language("qps")
    said = i18n._("The charter is missing: {items}.")
    assert len(said) >= 1.25 * len("The charter is missing: {items}.")
    assert "title" in said.format(items="title")
    assert i18n.ngettext("{n} risk", "{n} risks", 2).format(n=2).startswith("[2 ")
    assert i18n._("") == ""


def test_language_is_looked_up_when_a_text_is_shown(tmp_path, monkeypatch) -> None:
    catalog = Catalog(locale="es")
    catalog.add("Undo", "Deshacer")
    catalog.add("Open", "Abierto", context="state")
    catalog.add(("{n} risk", "{n} risks"), ("{n} riesgo", "{n} riesgos"))
    folder = tmp_path / "locale" / "es" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    content = io.BytesIO()
    write_mo(content, catalog)
    (folder / "planner.mo").write_bytes(content.getvalue())
    monkeypatch.setattr(assets, "_ROOT", tmp_path)

    marked = i18n.N_("Undo")
    assert i18n._(marked) == "Undo"
    assert i18n.languages() == ["en", "es"]
    assert i18n.set_language("es-MX") == i18n.language() == "es"
    assert i18n._(marked) == "Deshacer"
    assert i18n._("Not translated") == "Not translated"
    assert i18n.pgettext("state", "Open") == "Abierto"
    assert i18n.ngettext("{n} risk", "{n} risks", 1) == "{n} riesgo"
    assert i18n.set_language("../../etc") == "en"
    assert i18n._(marked) == "Undo"


# --- Folders and errors ---------------------------------------------------------------------------------


def test_the_data_folder_comes_from_the_command_line_then_the_environment(tmp_path, monkeypatch) -> None:
    monkeypatch.setenv(paths.DATA_DIR_VARIABLE, str(tmp_path / "environment"))
    assert paths.locate(tmp_path / "asked").root == tmp_path / "asked"
    assert paths.locate().library == tmp_path / "environment" / "library"
    monkeypatch.delenv(paths.DATA_DIR_VARIABLE)
    custom = paths.locate()
    assert custom.documents is not None
    assert custom.documents.name == custom.root.name == "District Planner"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such modes")
def test_folders_are_private(tmp_path) -> None:
    places = paths.locate(tmp_path / "new" / "data")
    assert not (tmp_path / "new").exists()
    for folder in (places.library, places.backups, places.logs, places.bin, places.settings.parent):
        assert folder.is_dir()
        assert folder.stat().st_mode & 0o777 == 0o700
        assert tmp_path / "new" / "data" in (folder, folder.parent)


def test_an_error_says_what_happened_that_work_is_safe_and_what_to_do() -> None:
    error = FileRefused("The disk is full.", safe="Your work is saved.", do="Free some space.")
    assert (error.what, error.safe, error.do) == (
        "The disk is full.",
        "Your work is saved.",
        "Free some space.",
    )
    assert str(error) == "The disk is full. Your work is saved. Free some space."
    assert isinstance(Cancelled(), PlannerError)
    refused = ImportRefused("Two problems.", [Problem("goals[0]", "has no title"), Problem("", "ends early")])
    assert str(refused).splitlines() == ["Two problems.", "goals[0]: has no title", "ends early"]
