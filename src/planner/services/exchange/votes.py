"""Votes in an exchange file: one row of numbers for each group, or one object for each result.

The row is the usual shape (`"SG-01": [3, 5, 3]`, a number for each option, or for each level of a scale).
Where results do not fit a row, because something is missing or a score was given instead of a count, each
stands by itself.
"""

from collections.abc import Collection, Sequence

from planner.domain.records import VoteResult, VoteRound

LEVELS: dict[str, tuple[int, ...]] = {"gradients": tuple(range(1, 9)), "fist_to_five": tuple(range(6))}
"""The levels of the two methods that ask for agreement instead of options."""

Cell = tuple[str | None, int | None]


def cells(method: str, options: Sequence[str]) -> tuple[Cell, ...]:
    """Return what each number of a row is about: an option, else a level of the method's scale."""
    if options:
        return tuple((option, None) for option in options)
    return tuple((None, level) for level in LEVELS.get(method, ()))


def rows(
    vote: VoteRound, results: Sequence[VoteResult], pointed_at: Collection[str]
) -> dict[str, list[int | None]] | None:
    """Return a row of counts for each group (by id), or None when rows cannot hold the results."""
    columns = {cell: index for index, cell in enumerate(cells(vote.method, vote.options))}
    made: dict[str, list[int | None]] = {}
    for each in results:
        column = columns.get((each.option_id, each.level))
        plain = each.group_id and each.count is not None and each.score is None and not each.fictional
        if column is None or not plain or each.id in pointed_at:
            return None
        row = made.setdefault(each.group_id or "", [None] * len(columns))
        if row[column] is not None:
            return None
        row[column] = each.count
    return made
