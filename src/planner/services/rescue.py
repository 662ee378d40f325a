"""Keep what a window holds when its file was taken away, or was changed by another program."""

import shutil
from contextlib import suppress
from datetime import date, datetime
from pathlib import Path

from planner.atomic import writing
from planner.domain.plan import Plan
from planner.errors import FileChanged, FileRefused, PlannerError
from planner.i18n import _
from planner.services.file_names import free_path, safe_stem
from planner.services.library import SUFFIX, make_workshop
from planner.store import image as images
from planner.store import lock


def save(plan: Plan, image: bytes | None, path: Path, *, today: date) -> None:
    """Write a plan as a new workshop; with its history, where `image` holds it and the same plan.

    Args:
        plan: What the window shows.
        image: The file as it was last saved, as far as that is known.
        path: The new file.
        today: The date that rules go by.

    Raises:
        PlannerError: It cannot be written there; nothing was changed.
    """
    lock.refuse_open(path)
    if path.exists():
        raise FileRefused(
            _("There is already a file {name} here.").format(name=path.name),
            safe=_("It was not changed."),
            do=_("Choose another name."),
        )
    # a journal that belongs to no file: SQLite would take it for one of the new file
    path.with_name(f"{path.name}-journal").unlink(missing_ok=True)
    if image is not None and images.plan_in(image) == plan:
        with writing(path, private=True) as part:
            images.write(image, part)
        return
    make_workshop(path, plan.records(), label=_("Save elsewhere"), today=today)


def work_on_copy(path: Path, folder: Path) -> Path:
    """Copy a closed workshop to a folder as it is, damaged or not, and return the copy.

    It is copied byte by byte, with the journal of an unfinished edit beside it: SQLite could not take that
    edit back where nothing may be written.

    Raises:
        AlreadyOpen: Somebody has it open.
        PlannerError: It cannot be read, or the copy cannot be written.
    """
    lock.refuse_open(path)
    target = free_path(folder, path.stem, SUFFIX)
    journal = path.with_name(f"{path.name}-journal")
    try:
        for source, copy in ((journal, target.with_name(f"{target.name}-journal")), (path, target)):
            if source is path or source.exists():
                with writing(copy, private=True) as part:
                    shutil.copyfile(source, part)
    except OSError as error:
        raise PlannerError(
            _("{name} could not be copied: {reason}.").format(
                name=path.name, reason=error.strerror or type(error).__name__
            ),
            safe=_("The file was not changed."),
            do=_("Look whether its drive is still there."),
        ) from error
    return target


def keep_beside(path: Path, plan: Plan, told: FileChanged, *, today: date) -> Path | None:
    """Keep what a window held as a file beside the one that another program changed, and say so in `told`.

    None where no file can be made there; `told` then says that the change is all there is to lose.
    """
    now = datetime.now().astimezone()
    stem = _("{name} (as it was here, {time})").format(name=path.stem, time=f"{now:%Y-%m-%d %H.%M}")
    with suppress(OSError, PlannerError):
        kept = free_path(path.parent, safe_stem(stem, path.stem), SUFFIX)
        save(plan, told.image, kept, today=today)
        told.safe = _("Nothing was overwritten. What this window held is kept beside it, as {name}.").format(
            name=kept.name
        )
        return kept
    return None
