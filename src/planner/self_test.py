"""`district-planner --self-test`: every part of an installed application tried on a temporary sample.

It is for whoever built, installed or repaired a copy: one line for each part, and nothing of the person
touched.
"""

import os
import tempfile
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

from planner import assets
from planner.i18n import _
from planner.paths import Paths

Part = tuple[str, Callable[[], str]]


def self_test(say: Callable[[str], None] = print) -> int:
    """Try every part, say a line about each, and return 0 when all of them work, else 1."""
    failed = 0
    with tempfile.TemporaryDirectory(prefix="district-planner-", ignore_cleanup_errors=True) as folder:
        for name, part in _parts(Path(folder)):
            try:
                say(f"ok      {name}: {part()}")
            except Exception as error:
                failed += 1
                say(f"FAILED  {name}: {type(error).__name__}: {error}")
    say(_("All parts work.") if not failed else _("{count} parts do not work.").format(count=failed))
    return 1 if failed else 0


def _parts(folder: Path) -> Iterator[Part]:
    """Yield the parts in an order in which each finds what it needs."""
    trial = _Trial(folder)
    yield _("resources"), trial.resources
    yield _("sample"), trial.sample
    yield _("edit and undo"), trial.edit_and_undo
    yield _("checks"), trial.checks
    yield _("PDF"), trial.pdf
    yield _("Excel workbook"), trial.workbook
    yield _("plan file"), trial.plan_file
    yield _("file"), trial.file
    yield _("window"), trial.window


class _Trial:
    """The parts, sharing one temporary sample."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._paths = Paths(folder / "data")
        self._today = date(2026, 11, 15)

    @property
    def _workshop(self) -> Path:
        return next(self._paths.library.glob("*.workshop"))

    def resources(self) -> str:
        counts = {
            folder: len(assets.names(folder, suffix))
            for folder, suffix in (
                ("icons", ".svg"),
                ("fonts", ".ttf"),
                ("themes", ".toml"),
                ("method", ".json"),
            )
        }
        missing = [folder for folder, count in counts.items() if not count]
        if missing:
            raise FileNotFoundError(", ".join(missing))
        return ", ".join(f"{count} {folder}" for folder, count in counts.items())

    def sample(self) -> str:
        from planner.services.library import Library

        library = Library(self._paths, today=lambda: self._today)
        library.sample()
        (entry,) = library.entries()
        if entry.problem:
            raise RuntimeError(entry.problem)
        return entry.title

    def edit_and_undo(self) -> str:
        from planner.domain.records import Risk
        from planner.services.document import Document

        document = Document.open(self._workshop, today=lambda: self._today)
        try:
            before = document.plan
            with document.edit("Self-test") as edit:
                edit.add(Risk, statement="If nobody tries the parts, then a broken one is found in the room.")
            if len(document.plan) != len(before) + 1:
                raise RuntimeError("the edit is not in the plan")
            document.undo()
            if document.plan != before:
                raise RuntimeError("the plan is not what it was before")
        finally:
            document.close()
        return _("{count:,} records as before").format(count=len(before))

    def checks(self) -> str:
        from planner.domain.checks import CHECKS, findings
        from planner.services import plan_file

        plan = plan_file.read(self._workshop, today=self._today)
        found = findings(plan, plan.as_of(self._today))
        return _("{checks} checks, {count} findings").format(checks=len(CHECKS), count=len(found))

    def pdf(self) -> str:
        from planner.exports.pdf import write_pdf
        from planner.services import plan_file

        plan = plan_file.read(self._workshop, today=self._today)
        path = self._folder / "plan.pdf"
        made = write_pdf(plan, path, as_of=plan.as_of(self._today))
        return _("{pages} pages, {size}").format(pages=made.pages, size=_size(path))

    def workbook(self) -> str:
        from planner.exports.workbook import write_workbook
        from planner.services import plan_file

        plan = plan_file.read(self._workshop, today=self._today)
        path = self._folder / "plan.xlsx"
        write_workbook(plan, path, as_of=plan.as_of(self._today))
        return _size(path)

    def plan_file(self) -> str:
        import json

        from planner.services import plan_file
        from planner.services.library import SAMPLE
        from planner.services.plan_exchange import save_plan

        path = self._folder / "plan.json"
        save_plan(plan_file.read(self._workshop, today=self._today), path)
        plan_file.read(path, today=self._today)
        if json.loads(path.read_text(encoding="utf-8")) != json.loads(assets.text(SAMPLE)):
            raise RuntimeError("the plan that was written differs from the sample it was read from")
        return _("{size}, equal to the sample").format(size=_size(path))

    def file(self) -> str:
        from planner.services import plan_file

        problems = plan_file.verify(self._workshop)
        if problems:
            raise RuntimeError(" ".join(problems))
        return _("integrity, schema and journal")

    def window(self) -> str:
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
        from PySide6.QtWidgets import QApplication

        from planner.gui.application import build

        window = build(self._paths)
        window.resize(1440, 900)
        window.open_workshop(self._workshop, "B2")
        window.show()
        QApplication.processEvents()
        if window.workshop is None or window.grab().isNull():
            raise RuntimeError("the workshop is not shown")
        window.close()
        QApplication.processEvents()
        return _("opened on step B2 and closed")


def _size(path: Path) -> str:
    return f"{path.stat().st_size / 1000:,.0f} kB"
