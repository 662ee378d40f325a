"""Plans in files, whatever kind of file: a workshop, or an exchange file (`*.plan.json`)."""

from datetime import date
from pathlib import Path

from planner.domain.plan import Plan
from planner.domain.record import Record
from planner.domain.records import Charter, District
from planner.i18n import _
from planner.services.library import SUFFIX, make_workshop

__all__ = ["SUFFIX", "make", "read", "salvage", "verify"]


def read(path: Path, *, today: date) -> Plan:
    """Return the plan in a workshop, or in an exchange file when the name ends in .json.

    Raises:
        FileRefused: A workshop is missing, damaged, foreign or newer.
        AlreadyOpen: Somebody has the workshop open.
        ImportRefused: An exchange file has problems; all of them are told.
    """
    if path.suffix.lower() == ".json":
        from planner.services.plan_exchange import read_plan

        return Plan(read_plan(path, today=today))
    from planner.services.document import Document

    document = Document.open(path)
    document.close()
    return document.plan


def make(path: Path, source: Path | None, *, today: date) -> None:
    """Make a workshop from an exchange file, or an empty one that has its name as title, and close it.

    Raises:
        ImportRefused: `source` has problems; nothing was made.
        FileRefused: There is a file of that name already.
        PlannerError: It cannot be written; there is no file then.
    """
    records: tuple[Record, ...] = (District(), Charter(title_text=path.stem))
    label = _("New workshop")
    if source is not None:
        from planner.services.plan_exchange import read_plan

        records = read_plan(source, today=today)
        label = _("Import {name}").format(name=source.name)
    make_workshop(path, records, label=label, today=today)


def salvage(path: Path, out: Path) -> tuple[str, ...]:
    """Save what can be read of a damaged workshop to a new file, and return what was saved, in sentences.

    Raises:
        AlreadyOpen: Somebody has it open.
        FileRefused: Nothing can be read, or there is a file of the new name already.
        PlannerError: The new file cannot be written; there is none then.
    """
    from planner.store.salvage import salvage as save

    return save(path, out).lines()


def verify(path: Path) -> tuple[str, ...]:
    """Return what is wrong with a workshop file, in sentences; nothing when it is whole.

    Raises:
        FileRefused: It is no workshop, or from a newer version.
        AlreadyOpen: Somebody has it open.
    """
    from planner.store.verify import verify as look_over

    return look_over(path).problems
