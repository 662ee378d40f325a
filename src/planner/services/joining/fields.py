"""One field that several files say something about: what they agree on, or that they do not.

A field that one side changed takes that side's value. Lists of links and choices, and maps by key, are joined
entry by entry: what one side added and what another took away both happen.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from planner.domain.fields import Field, Kind
from planner.domain.record import is_blank

SETS = (Kind.LINKS, Kind.REFERENCES, Kind.CHOICES)
MAPS = (Kind.NUMBERS, Kind.REASONS, Kind.POINTS)

COUPLED: Mapping[str, tuple[tuple[str, ...], ...]] = {
    "action": (("status", "percent_complete", "actual_start", "actual_end"),),
    "charter": (("horizon_start", "horizon_end"),),
    "indicator": (("baseline_value", "baseline_due"),),
    "measurement": (("value", "n", "suppressed"),),
    "plan_version": (("snapshot", "snapshot_sha256"),),
    "raci_entry": (("role", "person_id", "group_id", "partner_id"),),
    "risk": (("probability", "impact", "response", "residual_probability", "residual_impact"),),
    "toc_node": (("kind", "above_ceiling"),),
}
"""Fields that a rule ties together (method 3.3): where sides differ on one, one side is taken for all."""


class Clash(Exception):
    """The sides cannot both have their way."""


@dataclass(frozen=True)
class Say:
    """What one file says about a field: what it was when the files parted, what is here, what is there.

    `gone_there` and `gone_here` are the records deleted since on either side: that a link to one of them was
    cleared is no word of its own.
    """

    base: Any
    here: Any
    there: Any
    gone_there: Collection[str]
    gone_here: Collection[str]


def join_field(field: Field, here: Any, says: Sequence[Say]) -> Any:
    """Return the value that all sides lead to.

    Raises:
        Clash: They changed the same thing differently.
    """
    if field.kind in SETS or field.kind is Kind.TEXTS:
        return _join_list(field, here, says)
    if field.kind in MAPS and (joined := _join_map(field, here, says)) is not None:
        return joined
    return _join_value(here, says)


def _join_value(here: Any, says: Sequence[Say]) -> Any:
    proposed: list[Any] = []
    opposed = False
    for say in says:
        base = say.base
        there = _uncleared(base, say.there, say.gone_there)
        mine = _uncleared(base, say.here, say.gone_here)
        if there in (base, mine):
            continue
        opposed = opposed or mine != base
        if there not in proposed:
            proposed.append(there)
    if not proposed:
        return here
    if opposed or len(proposed) > 1:
        raise Clash
    return proposed[0]


def _uncleared(base: Any, value: Any, gone: Collection[str]) -> Any:
    """Take a link that was cleared with the record it led to for one that nobody has touched."""
    return base if is_blank(value) and isinstance(base, str) and base in gone else value


def _join_list(field: Field, here: tuple[Any, ...], says: Sequence[Say]) -> tuple[Any, ...]:
    removed: list[Any] = []
    added: list[Any] = []
    order: tuple[Any, ...] | None = None
    for say in says:
        out, new = _delta(say.base, say.there, say.gone_there)
        mine_out, mine_new = _delta(say.base, say.here, say.gone_here)
        if (
            field.kind is Kind.TEXTS
            and new
            and mine_new
            and set(out) & set(mine_out)
            and set(new) != set(mine_new)
        ):
            raise Clash  # both wrote the same entry anew
        if field.kind is Kind.TEXTS and set(out) & set(removed) and new and not set(new) <= set(added):
            raise Clash
        untouched = say.here == say.base
        if not (out or new) and untouched and set(say.there) == set(say.base):
            order = say.there if say.there != say.base else order
        elif untouched and len(says) == 1 and not set(say.base) & set(say.gone_there):
            return tuple(say.there)
        removed.extend(out)
        added.extend(each for each in new if each not in added)
    left = [each for each in (order or here) if each not in removed]
    return (*left, *(each for each in added if each not in left))


def _delta(
    base: tuple[Any, ...], value: tuple[Any, ...], gone: Collection[str]
) -> tuple[list[Any], list[Any]]:
    """Return what was taken off a list, deleted records aside, and what was put on it."""
    out = [each for each in base if each not in value and each not in gone]
    return out, [each for each in value if each not in base]


def _join_map(field: Field, here: Any, says: Sequence[Say]) -> Any:
    """Join maps key by key, and dated values date by date; None where one date has two values."""
    made: Callable[[Any], dict[Any, Any]] = dict
    if any(len(dict(each)) != len(each) for say in says for each in (say.base, say.here, say.there)):
        return None
    mine = made(here)
    keys = dict.fromkeys(
        [*mine, *(key for say in says for part in (say.base, say.there) for key in dict(part))]
    )
    joined = {
        key: _join_value(
            mine.get(key),
            [
                Say(made(say.base).get(key), made(say.here).get(key), made(say.there).get(key), (), ())
                for say in says
            ],
        )
        for key in keys
    }
    kept = {key: value for key, value in joined.items() if value is not None}
    return tuple(sorted(kept.items())) if field.kind is Kind.POINTS else kept
