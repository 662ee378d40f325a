"""The outcome map as files: SVG with its letters, PDF on one page and as posters, by the command line too."""

from datetime import date
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PIL import Image
from pypdf import PdfReader

from planner import assets
from planner.cli import run
from planner.domain.figures.map_sheet import map_sheet
from planner.domain.plan import Plan
from planner.errors import Cancelled, ExportFailed
from planner.exports.pdf.poster import write_poster
from planner.exports.svg import write_svg

DAY = date(2026, 11, 13)


def pages(path: Path) -> list[tuple[float, float]]:
    return [(float(page.mediabox.width), float(page.mediabox.height)) for page in PdfReader(path).pages]


@pytest.mark.parametrize(("paper", "size"), [("letter", (792, 612)), ("a4", (841.89, 595.28))])
@pytest.mark.parametrize("across", [1, 2, 3])
def test_pages_lie_on_their_side(
    sample: Plan, tmp_path: Path, paper: str, size: tuple[float, float], across: int
) -> None:
    path = tmp_path / "map.pdf"
    assert write_poster(map_sheet(sample, DAY), path, paper=paper, across=across) == across**2
    found = pages(path)
    assert len(found) == across**2
    assert found[0] == pytest.approx(size, abs=0.01)


def test_an_empty_map_and_a_wide_one_fit(tmp_path: Path) -> None:
    assert write_poster(map_sheet(Plan(), DAY), tmp_path / "empty.pdf", across=2) == 4


def test_cancel_leaves_the_old_file(sample: Plan, tmp_path: Path) -> None:
    path = tmp_path / "map.pdf"
    path.write_bytes(b"the old one")
    with pytest.raises(Cancelled):
        write_poster(map_sheet(sample, DAY), path, across=2, report=lambda done, _total, _what: done < 2)
    assert path.read_bytes() == b"the old one"
    assert list(tmp_path.iterdir()) == [path]


def test_the_svg_brings_its_letters(sample: Plan, tmp_path: Path) -> None:
    path = tmp_path / "map.svg"
    write_svg(map_sheet(sample, DAY), path)
    root = ElementTree.fromstring(path.read_text(encoding="utf-8"))
    style = root.find("{http://www.w3.org/2000/svg}style")
    assert style is not None
    assert style.text is not None
    assert style.text.count("@font-face") == 4
    assert any((each.text or "").startswith("Wellness Centers") for each in root.iter())
    with pytest.raises(ExportFailed):
        write_svg(map_sheet(sample, DAY), tmp_path / "nowhere" / "map.svg")


@pytest.fixture
def made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("DISTRICT_PLANNER_DATA", str(tmp_path / "data"))
    path = tmp_path / "a.workshop"
    with assets.on_disk("samples/sample_plan.json") as source:
        assert run(["new", str(path), "--from", str(source)]) == 0
    return path


def test_the_command_line_writes_each_kind(made: Path, tmp_path: Path) -> None:
    for name, mark in (("m.pdf", b"%PDF"), ("m.svg", b"<svg"), ("m.png", b"\x89PNG")):
        target = tmp_path / name
        assert run(["export", str(made), "--map", str(target)]) == 0
        assert target.read_bytes().startswith(mark)
    with Image.open(tmp_path / "m.png") as picture:
        wide, high = picture.size
        assert wide > 2500
        assert high > 1500
        assert len(picture.convert("RGB").getcolors(1 << 24) or ()) > 20
    assert (
        run(["export", str(made), "--map", str(tmp_path / "p.pdf"), "--poster", "3x3", "--paper", "a4"]) == 0
    )
    assert len(pages(tmp_path / "p.pdf")) == 9


@pytest.mark.parametrize("words", [["m.gif"], ["m.svg", "--poster", "2x2"]])
def test_what_cannot_be_is_told(
    made: Path, tmp_path: Path, words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    name, *rest = words
    assert run(["export", str(made), "--map", str(tmp_path / name), *rest]) == 1
    assert "posters are PDF" in capsys.readouterr().err
    assert not (tmp_path / name).exists()
