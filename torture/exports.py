"""R18: a document is written over an older one while calls fail or the process dies: never half of it."""

import secrets
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from bench.generator import generate

from planner.domain.plan import Plan
from planner.errors import PlannerError
from planner.exports.pdf import write_pdf
from planner.exports.workbook import write_workbook
from planner.services.plan_exchange import save_plan
from torture.bombard import Shot, bombard
from torture.children import Say
from torture.oracle import unclear
from torture.rig import Rig

_DAY = date(2027, 11, 15)
_OLD = b"the document that was there before"
_PART = "torture"
Write = Callable[[Plan, Path], object]


class Exporting:
    """One document, written over an older one."""

    def __init__(
        self, folder: Path, name: str, write: Write, whole: Callable[[bytes], bool], plan: Plan
    ) -> None:
        """Take how it is written and how a whole one is known."""
        self.name = f"exporting {name}"
        self._write, self._whole, self._plan = write, whole, plan
        self._folder = folder
        self.path = folder / name
        self.paths: Sequence[Path] = (folder, self.path, folder / f".{_PART}.part")

    def reset(self) -> None:
        """Leave only the old document."""
        for each in self._folder.iterdir():
            each.unlink()
        self.path.write_bytes(_OLD)
        self.path.chmod(0o600)

    def work(self, say: Say) -> None:
        """Write it, and say what a person would be told. The new file grows under a name known before."""
        secrets.token_hex = lambda nbytes=None: _PART  # noqa: ARG005
        try:
            self._write(self._plan, self.path)
        except PlannerError as error:
            say("failed", unclear(error))
        else:
            say("written")

    def judge(self, rig: Rig, shot: Shot | None, said: list[list[object]]) -> None:
        """Old or new; new where that was told; nothing beside it unless the process was killed."""
        told = f"{self.name}, {shot}"
        for line in said:
            if line[0] == "failed" and line[1]:
                rig.tally.bad("unclear", f"{told}: {line[1]}")
        held = self.path.read_bytes() if self.path.exists() else b""
        written = any(line[0] == "written" for line in said)
        if held == _OLD:
            if written:
                rig.tally.bad("lost", f"{told}: it was told to be written, and the old one is there")
        elif not held:
            rig.tally.bad("lost", f"{told}: neither the old nor the new one is there")
        elif not self._whole(held):
            rig.tally.bad("half", f"{told}: a part of the new one is there")
        left = sorted(each.name for each in self._folder.iterdir() if each != self.path)
        if left and not (shot and (shot.deadly or shot.call == "unlink" or shot.for_ever)):
            rig.tally.bad("other", f"{told}: left behind: {left}")


def export_faults(rig: Rig) -> None:
    """Bombard the plan file, the workbook and the PDF; then targets that may not be replaced."""
    plan = Plan(generate(300))
    folder = rig.place("exports")
    documents: dict[str, tuple[Write, Callable[[bytes], bool]]] = {
        "plan.json": (save_plan, lambda data: data.endswith(b"}\n") and data.startswith(b"{")),
        "plan.xlsx": (lambda plan, path: write_workbook(plan, path, as_of=_DAY), _is_whole_zip),
        "plan.pdf": (lambda plan, path: write_pdf(plan, path, as_of=_DAY), _is_whole_pdf),
    }
    if rig.needs(strace=True):
        shares = {
            "plan.json": rig.count(36, 5000),
            "plan.xlsx": rig.count(14, 400),
            "plan.pdf": rig.count(5, 80),
        }
        for name, (write, whole) in documents.items():
            bombard(rig, Exporting(folder, name, write, whole, plan), shares[name])
    for name, (write, _whole) in documents.items():
        _refused(rig, folder, name, write, plan)


def _is_whole_zip(data: bytes) -> bool:
    return data.startswith(b"PK") and b"PK\x05\x06" in data[-66_000:]


def _is_whole_pdf(data: bytes) -> bool:
    return data.startswith(b"%PDF-") and data.rstrip().endswith(b"%%EOF")


def _refused(rig: Rig, folder: Path, name: str, write: Write, plan: Plan) -> None:
    """A target that is a folder, is marked read-only, or whose folder is not there."""
    for each in folder.iterdir():
        each.unlink()
    blocked = folder / name
    blocked.write_bytes(_OLD)
    blocked.chmod(0o400)
    a_folder = folder / f"folder-{name}"
    a_folder.mkdir()
    for target in (blocked, a_folder, folder / "nowhere" / name):
        rig.tally.tried += 1
        try:
            write(plan, target)
        except PlannerError as error:
            if not error.what or not error.do:
                rig.tally.bad("unclear", f"{target.name}: {error}")
        except OSError as error:
            rig.tally.bad("unclear", f"{target.name}: {error}")
        else:
            rig.tally.bad("lost", f"{target.name}: written over what may not be replaced")
    if blocked.read_bytes() != _OLD:
        rig.tally.bad("lost", f"{name}: a read-only document was replaced")
    a_folder.rmdir()
    blocked.unlink()
    if left := sorted(each.name for each in folder.iterdir()):
        rig.tally.bad("other", f"{name}: left behind: {left}")
