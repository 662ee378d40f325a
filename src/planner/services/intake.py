"""Make records from outside complete: ids, codes, places and times that they lack."""

from collections import Counter
from collections.abc import Callable, Iterable
from datetime import date

from planner.domain.plan import Plan
from planner.domain.record import Record
from planner.domain.rules import violations
from planner.errors import InvalidEdit
from planner.i18n import _
from planner.services.code_book import CodeBook


def complete(
    records: Iterable[Record], *, time: str, ids: Callable[[], str], today: date
) -> tuple[Record, ...]:
    """Return the records with what they lack, in their order, all with one same time.

    A kind whose rows all have position 0 is numbered as it comes.

    Raises:
        InvalidEdit: They break a rule; all broken rules are told.
    """
    given = list(records)
    placed = {record.about.kind for record in given if record.position}
    count: dict[str, int] = {}
    codes = CodeBook({record.code for record in given if record.code})
    made: list[Record] = []
    for record in given:
        kind = record.about.kind
        count[kind] = count.get(kind, 0) + 1
        made.append(
            record.replace(
                id=record.id or ids(),
                position=record.position if kind in placed else float(count[kind]),
                created_at=record.created_at or time,
                updated_at=record.updated_at or time,
            )
        )
    plan = Plan(made)
    whole = tuple(record if record.code else record.replace(code=codes.give(record, plan)) for record in made)
    twice = [code for code, number in Counter(record.code for record in whole).items() if number > 1]
    broken = [_("The code {code} is given to more than one record.").format(code=code) for code in twice]
    broken.extend(found.message for found in violations(Plan(whole), whole, today))
    if broken:
        raise InvalidEdit(" ".join(dict.fromkeys(broken)), safe=_("No workshop was made."))
    return whole
