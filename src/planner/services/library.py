"""The library: the folder of workshops that the home page lists, and the bin beside it."""

import uuid
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path

from planner import assets
from planner.domain.record import Record
from planner.domain.records import Charter, District, Person, Session
from planner.domain.steps import PHASES
from planner.errors import PlannerError
from planner.i18n import _
from planner.paths import Paths
from planner.services.file_names import free_path, safe_stem
from planner.store import closed_file
from planner.store.making import making, sweep

SUFFIX = ".workshop"
SAMPLE = "samples/sample_plan.json"


@dataclass(frozen=True)
class Entry:
    """One workshop of the library.

    `people` is how many are in it, `changed` when it was worked on last (UTC), `progress` the share of steps
    done or skipped of each phase, 0 to 1, by letter. `problem` says in a sentence why it cannot be opened or
    looked at; the rest is then what the file system knows.
    """

    path: Path
    title: str
    district: str = ""
    people: int = 0
    changed: datetime = datetime.min.replace(tzinfo=UTC)
    progress: Mapping[str, float] = field(default_factory=dict)
    problem: str = ""


class Library:
    """Lists, makes, copies, renames and removes workshops. They must be closed; an open one is refused."""

    def __init__(self, paths: Paths, *, today: Callable[[], date] = date.today) -> None:
        """Work in the folders of `paths`."""
        self._paths = paths
        self._today = today

    @property
    def folder(self) -> Path:
        """The folder of the library.

        Raises:
            PlannerError: It cannot be made.
        """
        return _folder(lambda: self._paths.library)

    def entries(self) -> list[Entry]:
        """Return the workshops of the library, the one worked on last first. Never waits for a file.

        Raises:
            PlannerError: The folder cannot be made or read.
        """
        folder = self.folder
        sweep(folder)
        return _entries(folder)

    def new_workshop(
        self,
        title: str,
        district: str,
        state: str,
        horizon_start: date,
        horizon_end: date,
        facilitator: str,
        *,
        first_session: date | None = None,
    ) -> Path:
        """Make a workshop that is ready for step A1, and return its file.

        Raises:
            InvalidEdit: A value breaks a rule, for example a horizon that ends before it starts.
            PlannerError: The file cannot be written.
        """
        person = Person(id=str(uuid.uuid4()), name=facilitator)
        records: list[Record] = [
            District(name=district, state=state),
            person,
            Charter(
                title_text=title,
                horizon_start=horizon_start,
                horizon_end=horizon_end,
                facilitator_id=person.id,
            ),
        ]
        if first_session is not None:
            records.append(Session(name=_("First session"), date=first_session))
        return self._create(title, records, _("New workshop"))

    def sample(self) -> Path:
        """Make a private copy of the sample, a new one each time, and return its file.

        Raises:
            PlannerError: The file cannot be written.
        """
        from planner.services.plan_exchange import read_plan

        records = read_plan(assets.text(SAMPLE), today=self._today())
        return self._create(_("Sample workshop"), records, _("Sample workshop"))

    def import_plan(self, source: Path) -> Path:
        """Make a workshop from an exchange file (`*.plan.json`), and return its file.

        Raises:
            ImportRefused: Something in `source` is not as it must be; all of it is told, nothing was made.
            PlannerError: The file cannot be written.
        """
        from planner.services.plan_exchange import read_plan

        records = read_plan(source, today=self._today())
        title = next((each.title_text for each in records if isinstance(each, Charter)), "")
        return self._create(title, records, _("Import {name}").format(name=source.name))

    def duplicate(self, path: Path) -> Path:
        """Copy a workshop with all it holds, under a title that says so, and return the copy.

        Raises:
            AlreadyOpen: It is open.
            PlannerError: It cannot be read or the copy cannot be written.
        """
        title = closed_file.glance(path).title or path.stem
        new_title = _("Copy of {title}").format(title=title)[: Charter.describe("title_text").max_length]
        copy = free_path(self.folder, _stem(new_title), SUFFIX)
        closed_file.copy(path, copy)
        try:
            _set_title(copy, new_title)
        except BaseException:
            copy.unlink(missing_ok=True)
            raise
        return copy

    def rename(self, path: Path, title: str) -> Path:
        """Give a workshop another title, and its file a name to match; return where it is now.

        Raises:
            AlreadyOpen: It is open.
            InvalidEdit: The title is too long.
            PlannerError: It cannot be changed.
        """
        _set_title(path, title)
        target = free_path(path.parent, _stem(title), SUFFIX, own=path.name)
        return path if target.name == path.name else _move(path, target)

    def move_to_bin(self, path: Path) -> Path:
        """Move a workshop to the bin, damaged or not, and return where it is now.

        Raises:
            AlreadyOpen: It is open.
            PlannerError: It cannot be moved.
        """
        return _move(path, free_path(_folder(lambda: self._paths.bin), path.stem, path.suffix))

    def binned(self) -> list[Entry]:
        """Return what is in the bin, like `entries`."""
        return _entries(_folder(lambda: self._paths.bin))

    def restore(self, path: Path) -> Path:
        """Move a workshop from the bin back to the library, and return where it is now.

        Raises:
            PlannerError: It cannot be moved.
        """
        return _move(path, free_path(self.folder, path.stem, path.suffix))

    def _create(self, title: str, records: Iterable[Record], label: str) -> Path:
        path = free_path(self.folder, _stem(title), SUFFIX)
        make_workshop(path, records, label=label, today=self._today())
        return path


def make_workshop(path: Path, records: Iterable[Record], *, label: str, today: date) -> None:
    """Make a workshop file that holds these records, and close it.

    A plan that is read as of a later date than today may hold measurements up to that date.

    Raises:
        InvalidEdit: The records break a rule.
        FileRefused: There is a file of that name already.
        PlannerError: It cannot be written; there is no file then.
    """
    from planner.services.document import Document

    given = tuple(records)
    dated = [each.as_of_date for each in given if isinstance(each, Charter) and each.as_of_date]
    with making(path) as part:
        Document.create(part, given, label=label, today=lambda: max([today, *dated])).close()


def _stem(title: str) -> str:
    return safe_stem(title, _("Workshop"))


def _set_title(path: Path, title: str) -> None:
    """Write the title into the charter of a closed workshop."""
    from planner.services.document import Document

    document = Document.open(path)
    try:
        if document.plan.name != title:
            with document.edit(_("Rename workshop"), step="A1") as edit:
                edit.set(document.plan.charter, title_text=title)
    finally:
        document.close()


def _entries(folder: Path) -> list[Entry]:
    try:
        found = [each for each in folder.iterdir() if _is_workshop(each)]
    except OSError as error:
        raise _unusable(folder, error) from error
    return sorted(map(_entry, found), key=lambda entry: (entry.changed, entry.path.name), reverse=True)


def _is_workshop(path: Path) -> bool:
    return path.suffix.lower() == SUFFIX and not path.name.startswith(".")


def _entry(path: Path) -> Entry:
    written = datetime.min.replace(tzinfo=UTC)
    with suppress(OSError):
        written = datetime.fromtimestamp(path.stat().st_mtime, UTC)
    try:
        seen = closed_file.glance(path)
    except PlannerError as error:
        return Entry(path, path.stem, changed=written, problem=str(error))
    return Entry(
        path,
        seen.title or path.stem,
        seen.district,
        seen.people,
        seen.changed or written,
        _progress(seen.steps),
    )


def _progress(steps: Mapping[str, str]) -> dict[str, float]:
    return {
        phase.key: sum(steps.get(step.code) in ("done", "skipped") for step in phase.steps) / len(phase.steps)
        for phase in PHASES
    }


def _move(path: Path, target: Path) -> Path:
    """Move a closed workshop to another name or folder, across drives too."""
    import shutil

    closed_file.settle(path)
    try:
        shutil.move(path, target)
        journal = path.with_name(f"{path.name}-journal")
        if journal.exists():  # of a file that could not be settled: the two belong together
            shutil.move(journal, target.with_name(f"{target.name}-journal"))
    except OSError as error:
        raise PlannerError(
            _("{name} could not be moved: {reason}.").format(
                name=path.name, reason=error.strerror or str(error)
            ),
            safe=_("It is where it was."),
            do=_("Close every program that uses it, then try again."),
        ) from error
    return target


def _folder(wanted: Callable[[], Path]) -> Path:
    try:
        return wanted()
    except OSError as error:
        raise _unusable(Path(error.filename or ""), error) from error


def _unusable(folder: Path, error: OSError) -> PlannerError:
    return PlannerError(
        _("The folder {folder} cannot be used: {reason}.").format(
            folder=folder, reason=error.strerror or str(error)
        ),
        do=_("Look whether its drive is there and whether you may write to it."),
    )
