"""A scripted session with everything a group does, in a place of its own, to see what it leaves behind."""

import contextlib
import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

from planner import cli
from planner.domain import records as r
from planner.errors import PlannerError
from planner.paths import DATA_DIR_VARIABLE, Paths
from torture.children import Say

NAME = "Zzquorra Vexleby"
MAIL = "zzquorra@vexleby.example"
PHONE = "555-0199-7731"
WORDS = "Zzwindmill grievance of the custodians"
SENTINELS = (NAME, MAIL, PHONE, WORDS)
"""What somebody typed: none of it belongs in a log."""

DAY = date(2027, 11, 15)
_PASSPHRASE = "four-plain-words-here"


class Session:
    """One session; each part can be run alone by whoever wants to kill it there."""

    def __init__(self, place: Path, steps: int = 1) -> None:
        """Use only folders below `place`, temporary files and settings of others too.

        Args:
            place: The folder.
            steps: Which steps are looked at in the window: every one, or every so manieth.
        """
        self.place, self._steps = place, steps
        self.data, self.out, self.temporary = (place / name for name in ("data", "out", "tmp"))
        for each in (self.data, self.out, self.temporary, place / "home"):
            each.mkdir(parents=True, exist_ok=True)
        os.environ.update(
            {
                DATA_DIR_VARIABLE: str(self.data),
                "TMPDIR": str(self.temporary),
                "HOME": str(place / "home"),
                "XDG_RUNTIME_DIR": str(place / "home"),
                "XDG_CONFIG_HOME": str(place / "home" / "config"),
                "XDG_CACHE_HOME": str(place / "home" / "cache"),
                "QT_QPA_PLATFORM": "offscreen",
            }
        )
        tempfile.tempdir = None
        self.paths = Paths(self.data)

    def parts(self) -> tuple[Callable[[], None], ...]:
        """Return the parts, in an order in which each finds what it needs."""
        return (self.make, self.edit, self.share, self.export, self.rescue, self.window, self.trouble)

    def run(self, say: Say) -> None:
        """Do all parts; say each, so that it is known how far it came."""
        for part in self.parts():
            part()
            say("part", part.__name__)
        say("ended")

    @property
    def workshop(self) -> Path:
        """The workshop of the session."""
        return next(each for each in self.paths.library.glob("*.workshop") if not each.name.startswith("."))

    def make(self) -> None:
        """Make a workshop with somebody in it."""
        from planner.services.library import Library

        library = Library(self.paths, today=lambda: DAY)
        library.new_workshop(
            "Well and ready", "Made-up Unified", "CA", date(2026, 7, 1), date(2029, 6, 30), NAME
        )

    def edit(self) -> None:
        """Type names, addresses and opinions; undo and redo; delete somebody."""
        from planner.services.document import Document

        document = Document.open(self.workshop)
        with document.edit(f"Edit {NAME}") as edit:
            person = edit.plan.all(r.Person)[0]
            edit.set(person, **{field: MAIL for field in ("contact", "email") if _has(person, field)})
            edit.add(r.Idea, step="A2", text=WORDS)
            edit.add(r.Risk, statement=f"If {NAME} leaves, call {PHONE} or {MAIL}.")
            edit.add(r.ParkingLotItem, text=f"{NAME} wants to speak.")
        document.undo()
        document.redo()
        with contextlib.suppress(PlannerError), document.edit("Refused") as edit:
            edit.add(r.Risk, statement=NAME, probability=77)
        document.close()

    def share(self) -> None:
        """Back up, restore, hand a copy to a table and bring it back, lock and unlock."""
        from planner.services import breakout, sharing
        from planner.services.backups import Shelf
        from planner.services.document import Document
        from planner.services.history import History

        shelf = Shelf(self.paths)
        made = shelf.make(self.workshop, "asked")
        shelf.restore(made.file, self.paths.library / "restored.workshop")
        table = self.out / "table.workshop"
        breakout.copy_for_table(self.workshop, "Table 1", table)
        away = Document.open(table)
        with away.edit("At the table") as edit:
            edit.add(r.Idea, step="A2", text=f"{WORDS}, says {NAME}")
        away.close()
        document = Document.open(self.workshop)
        merge = breakout.bring_back(document, [table])
        merge.apply(document)
        merge.close()
        history = History(document)
        history.snapshot(f"Before {NAME}")
        history.page(0, 50)
        document.close()
        locked = self.out / "plan.workshop.age"
        sharing.send(sharing.content(self.workshop), locked, passphrase=_PASSPHRASE)
        sharing.put(sharing.unlock(locked, _PASSPHRASE), self.out / "unlocked.workshop")

    def export(self) -> None:
        """Write every document, through the command line."""
        words = ["export", str(self.workshop)]
        for name in ("pdf", "xlsx", "json"):
            words += [f"--{name}", str(self.out / f"plan.{name}")]
        _command(words)
        _command(["check", str(self.workshop)])
        _command(["verify", str(self.workshop)])
        _command(["backups", str(self.workshop)])

    def rescue(self) -> None:
        """Damage a copy, be refused, and save what is left of it."""
        from planner.services import plan_file

        spoiled = self.out / "spoiled.workshop"
        data = bytearray(self.workshop.read_bytes())
        data[8192:12288] = bytes(4096)
        spoiled.write_bytes(data)
        spoiled.chmod(0o600)
        _command(["verify", str(spoiled)], wanted=1)
        plan_file.salvage(spoiled, self.out / "salvaged.workshop")

    def window(self) -> None:
        """Open the window, look at steps, open dialogs, close it."""
        from PySide6.QtWidgets import QApplication

        from planner.domain.steps import STEPS
        from planner.gui.application import build

        window = build(self.paths)
        window.resize(1280, 800)
        window.open_workshop(self.workshop)
        window.show()
        if window.workshop is None:
            raise RuntimeError("the workshop is not shown")
        for step in STEPS[:: self._steps]:
            window.workshop.show_step(step.code)
            QApplication.processEvents()
        for dialog in (window.show_help(), window.export()):
            if dialog is not None:
                QApplication.processEvents()
                dialog.close()
        window.close()
        QApplication.processEvents()

    def trouble(self) -> None:
        """Meet bugs that quote what people typed: in the window, and on the command line."""
        from planner.gui.crash import CrashHandler

        crashes = CrashHandler(self.paths.logs)
        crashes.install()
        for error in (KeyError(NAME), ValueError(f"{MAIL} {PHONE}"), RuntimeError(WORDS)):
            try:
                raise error
            except Exception:
                sys.excepthook(*sys.exc_info())
        crashes.remove()
        _command(
            ["export", str(self.out / f"{NAME}.workshop"), "--json", str(self.out / "never.json")], wanted=1
        )
        before = cli._commands

        def broken() -> cli._Commands:
            raise ValueError(f"{NAME} {MAIL} {PHONE} {WORDS}")

        cli._commands = broken
        try:
            _command(["check", "never"], wanted=1)
        finally:
            cli._commands = before


def _has(record: r.Person, field: str) -> bool:
    return any(each.name == field for each in record.fields())


def _command(words: list[str], wanted: int = 0) -> None:
    """Run a command quietly; what it says is not kept.

    Raises:
        RuntimeError: It ends otherwise than it should.
    """
    with quiet():
        code = cli.run(words)
    if code != wanted and words[0] != "check":
        raise RuntimeError(f"{words[0]} ends with {code}")


@contextlib.contextmanager
def quiet() -> Iterator[None]:
    """Send what is printed nowhere."""
    with (
        Path(os.devnull).open("w", encoding="utf-8") as nowhere,
        contextlib.redirect_stdout(nowhere),
        contextlib.redirect_stderr(nowhere),
    ):
        yield
