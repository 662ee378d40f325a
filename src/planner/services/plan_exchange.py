"""The exchange file (`*.plan.json`): a whole plan as JSON, with codes instead of ids. Source: method 5.7.

What is written can be read again without loss, except ids and times: a plan that is read is a new plan, its
records get new ids. What cannot be read whole is not read at all: every problem is told with its place, and
nothing is made.
"""

import json
import uuid
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from planner.atomic import writing
from planner.domain.plan import Plan
from planner.domain.record import Record
from planner.errors import ImportRefused, Problem
from planner.i18n import _, ngettext
from planner.services.exchange.layout import FORMAT, FORMAT_VERSION, SUFFIX
from planner.services.exchange.reader import Reader
from planner.services.exchange.report import MOST
from planner.services.exchange.source import load, refusal
from planner.services.exchange.values import shown
from planner.services.exchange.writer import Writer

__all__ = ["FORMAT", "FORMAT_VERSION", "SUFFIX", "plan_text", "read_plan", "save_plan", "write_plan"]


def _new_id() -> str:
    return str(uuid.uuid4())


def read_plan(
    source: Path | str,
    *,
    now: datetime | None = None,
    today: date | None = None,
    new_id: Callable[[], str] = _new_id,
) -> tuple[Record, ...]:
    """Return the records of a plan from an exchange file (a `Path`) or its text (a `str`).

    Every record gets a new id and the time `now`; codes are the ids of the file, positions its order.
    Measurements may be dated until `today`, or until the date the plan is read as of.

    Raises:
        ImportRefused: Something in the file is not as it must be. `problems` holds all of it, with its place.
    """
    name = source.name if isinstance(source, Path) else ""
    document = load(source)
    _check_format(document, name)
    moment = now or datetime.now(UTC)
    reader = Reader(document, new_id=new_id, now=moment)
    records = reader.records(today or moment.date())
    problems = reader.report.problems()
    if problems:
        raise refusal(_shortened(problems), name=name)
    return records


def write_plan(plan: Plan, as_of: date | None = None) -> dict[str, Any]:
    """Return the exchange file of a plan as JSON values; `as_of` replaces the date that the charter sets."""
    return Writer(plan).document(as_of)


def plan_text(plan: Plan, as_of: date | None = None) -> str:
    """Return the text of the exchange file of a plan."""
    return json.dumps(write_plan(plan, as_of), ensure_ascii=False, indent=1, allow_nan=False) + "\n"


def save_plan(plan: Plan, path: Path, as_of: date | None = None) -> None:
    """Write the exchange file of a plan to `path`, whole or not at all.

    Raises:
        ExportFailed: It could not be written; the file that was there before is untouched.
    """
    text = plan_text(plan, as_of)
    with writing(path) as part:
        part.write_text(text, encoding="utf-8", newline="\n")


def _check_format(document: Any, name: str) -> None:
    """Refuse what is no exchange file at all, or one from a newer version, before looking any further."""
    if not isinstance(document, dict):
        raise refusal(
            [Problem("", _("It must be an object, not {value}.").format(value=shown(document)))], name=name
        )
    if document.get("format") != FORMAT:
        said = _("must be {wanted}, not {value}").format(
            wanted=shown(FORMAT), value=shown(document.get("format"))
        )
        raise refusal([Problem("format", said)], name=name)
    version = document.get("format_version")
    if isinstance(version, bool) or not isinstance(version, int) or version < 1:
        said = _("must be a whole number from 1 upwards, not {value}").format(value=shown(version))
        raise refusal([Problem("format_version", said)], name=name)
    if version > FORMAT_VERSION:
        raise ImportRefused(
            _("The plan was written by a newer version of District Planner."),
            [
                Problem(
                    "format_version",
                    _("is {found}; this version reads up to {known}").format(
                        found=version, known=FORMAT_VERSION
                    ),
                )
            ],
            safe=_("Nothing was created."),
            do=_("Install the newer version and read the plan with it."),
        )


def _shortened(problems: list[Problem]) -> list[Problem]:
    """Keep the first thousand problems and count the rest."""
    rest = len(problems) - MOST
    if rest <= 0:
        return problems
    said = ngettext("{count:,} more problem", "{count:,} more problems", rest).format(count=rest)
    return [*problems[:MOST], Problem("", said)]
