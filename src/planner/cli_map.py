"""The outcome map as a file, for the command line: PDF, poster, SVG or PNG by the ending of the name."""

import argparse
import os
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from planner.errors import ExportFailed
from planner.i18n import _

if TYPE_CHECKING:  # named only: `--version` loads no plan
    from planner.domain.figures.figure import Figure
    from planner.domain.plan import Plan

POSTERS = {"1": 1, "2x2": 2, "3x3": 3}
_ENDINGS = (".pdf", ".svg", ".png")


def add_to(parser: argparse.ArgumentParser) -> None:
    """Add the options of the map to `export`."""
    parser.add_argument(
        "--map", metavar="M", type=Path, help=_("the outcome map to write: .pdf, .svg or .png")
    )
    parser.add_argument(
        "--poster", choices=tuple(POSTERS), default="1", help=_("pages of the map's PDF, with overlap marks")
    )


def write(plan: "Plan", path: Path, as_of: date, paper: str, poster: str) -> None:
    """Write the map; raises ExportFailed where the ending is none of ours or the file cannot be written."""
    from planner.domain.figures.map_sheet import map_sheet

    ending = path.suffix.lower()
    if ending not in _ENDINGS or (ending != ".pdf" and POSTERS[poster] > 1):
        raise ExportFailed(
            _("{name} is no name for this picture.").format(name=path.name),
            do=_("Let it end in .pdf, .svg or .png; posters are PDF."),
        )
    sheet = map_sheet(plan, as_of)
    if ending == ".svg":
        from planner.exports.svg import write_svg

        write_svg(sheet, path)
    elif ending == ".png":
        _write_png(sheet, path)
    else:
        from planner.exports.pdf.poster import write_poster

        write_poster(sheet, path, paper=paper, across=POSTERS[poster])


def _write_png(sheet: "Figure", path: Path) -> None:
    """Paint without a display."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from PySide6.QtWidgets import QApplication

    from planner.gui.canvas.picture_file import write_png

    application = QApplication.instance() or QApplication([])
    write_png(sheet, path)
    del application
