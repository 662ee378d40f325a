"""`python -m planner.demo --out out`: the sample as files and pictures, for a machine without a display.

It writes the sample workshop, `plan.pdf`, `plan.xlsx`, `plan.json` and a picture of every step's page,
`pages/A1.png` to `pages/E2.png`, drawn offscreen at 1440 × 900.
"""

import argparse
import os
import shutil
import sys
import tempfile
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from planner.cli import PROGRAM
from planner.errors import PlannerError
from planner.i18n import _
from planner.paths import Paths

SIZE = (1440, 900)
"""Width and height of the pictures, in pixels."""

_SETTLE_MS = 60  # for what a page does a moment after it is shown


def main(arguments: Sequence[str]) -> int:
    """Write everything into a folder and return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m planner.demo", description=__doc__)
    parser.add_argument("--out", type=Path, default=Path("out"), help="the folder to write to")
    parser.add_argument("--only", nargs="*", metavar="STEP", help="take pictures of these steps only")
    wanted = parser.parse_args(arguments)
    out: Path = wanted.out.absolute()
    try:
        with tempfile.TemporaryDirectory(prefix="district-planner-", ignore_cleanup_errors=True) as folder:
            paths = Paths(Path(folder))
            workshop = write_files(paths, out)
            take_pictures(paths, workshop, out, wanted.only)
    except PlannerError as error:
        print(f"{PROGRAM}: {error}", file=sys.stderr)
        return 1
    return 0


def write_files(paths: Paths, out: Path) -> Path:
    """Write the sample workshop and its documents into `out`; return the workshop."""
    from planner.exports.pdf import write_pdf
    from planner.exports.workbook import write_workbook
    from planner.services import plan_file
    from planner.services.library import Library
    from planner.services.plan_exchange import save_plan

    out.mkdir(parents=True, exist_ok=True)
    workshop = out / "sample.workshop"
    workshop.unlink(missing_ok=True)
    shutil.move(Library(paths).sample(), workshop)
    today = date.today()  # noqa: DTZ011  the day on the wall
    plan = plan_file.read(workshop, today=today)
    as_of = plan.as_of(today)
    write_pdf(plan, out / "plan.pdf", as_of=as_of)
    write_workbook(plan, out / "plan.xlsx", as_of=as_of)
    save_plan(plan, out / "plan.json")
    for name in ("sample.workshop", "plan.pdf", "plan.xlsx", "plan.json"):
        print(_("Wrote {file}").format(file=out / name))
    return workshop


def take_pictures(paths: Paths, workshop: Path, out: Path, only: Sequence[str] | None = None) -> None:
    """Write a picture of every step's page (or of those in `only`) into `out`/pages, without a display."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from PySide6.QtCore import QEventLoop, QTimer

    from planner.domain.steps import STEPS
    from planner.gui.application import build

    def settle() -> None:
        loop = QEventLoop()
        QTimer.singleShot(_SETTLE_MS, loop.quit)
        loop.exec()

    pages = out / "pages"
    pages.mkdir(exist_ok=True)
    window = build(paths)
    window.resize(*SIZE)
    window.show()
    window.open_workshop(workshop)
    if window.workshop is None:
        raise PlannerError(_("{file} cannot be opened.").format(file=workshop))
    for step in STEPS:
        if only and step.code not in only:
            continue
        window.workshop.show_step(step.code)
        settle()
        if not window.grab().save(str(pages / f"{step.code}.png")):
            raise PlannerError(_("{file} could not be written.").format(file=pages / f"{step.code}.png"))
    window.close()
    print(_("Wrote a picture of every step's page into {folder}").format(folder=pages))


if __name__ == "__main__":
    code = main(sys.argv[1:])
    sys.stdout.flush()
    os._exit(code)
