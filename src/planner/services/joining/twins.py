"""The same row entered in two files: found by what it is about, or by a title nearly the same."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from planner.domain.fields import Kind
from planner.domain.record import COMMON, Record, is_blank
from planner.services.joining.conflicts import HERE, Twin
from planner.services.joining.sides import Rows, Source, targets

ALIKE = 90.0
"""How alike two titles must be to be offered as one, of 100 (reliability, 4: duplicates)."""

_ROUNDS = 5  # a role of an action that became one may become one too, and so on
_MOST = 48  # rows looked at for one shared word: commoner words tell nothing

NATURAL: Mapping[str, tuple[str, ...]] = {
    "attendance": ("session_id", "group_id"),
    "backbone_function": ("function",),
    "ci_rating": ("condition", "statement_no"),
    "component_note": ("component",),
    "criterion": ("key",),
    "dependency": ("predecessor_id", "successor_id"),
    "funding_allocation": ("source_id", "fiscal_year"),
    "lesson_note": ("lesson",),
    "lesson_rating": ("lesson", "statement_no", "group_id", "rating"),
    "measurement": ("indicator_id", "as_of", "student_group"),
    "partnership_answer": ("question_id",),
    "plan_version": ("label",),
    "policy_rating": ("component", "prompt_no"),
    "review_comment": ("fingerprint", "reviewer"),
    "roadmap_link": ("commitment",),
    "scenario_constraint": ("scenario_id", "key"),
    "starting_point": ("starting_point_id",),
    "step_state": ("step",),
    "toc_link": ("from_id", "to_id"),
    "wscc_rating": ("component", "statement_no"),
}
"""What says which one a row is, for kinds of which a plan has one for each."""

_WRITTEN_BY_ITSELF = ("change_log_entry", "review_comment")
"""Kinds whose rows tell what happened or what somebody said: two of them are two, whatever they say."""

_LOOSE: Mapping[str, tuple[str, ...]] = {
    "raci_entry": ("action_id", "role", "person_id", "group_id", "partner_id"),
    "vote_result": ("vote_round_id", "group_id", "option_id", "level"),
}
"""The same, where some of these fields are empty."""


def natural_key(record: Record) -> tuple[Any, ...] | None:
    """Return what says which one a row is; None where two alike are two."""
    kind = record.about.kind
    if record.about.single:
        return (kind,)
    if kind in _LOOSE:
        held = tuple(getattr(record, name) for name in _LOOSE[kind])
        return (kind, *held) if held[0] and any(held[2:]) else None
    held = tuple(getattr(record, name) for name in NATURAL.get(kind, ()))
    return (kind, *held) if held and not any(map(is_blank, held)) else None


def renamed(rows: Rows, same: Mapping[str, str]) -> Rows:
    """Return rows with some ids, and what points at them, exchanged for others."""
    same = {old: new for old, new in same.items() if old in rows and new not in rows}
    if not same:
        return rows
    made: Rows = {}
    for each, row in rows.items():
        values: dict[str, Any] = {}
        for name, held, target in targets(row):
            if target in same:
                kept = values.get(name, held)
                values[name] = (
                    tuple(dict.fromkeys(same.get(x, x) for x in kept))
                    if isinstance(held, tuple)
                    else same[target]
                )
        if each in same:
            values["id"] = same[each]
        made[same.get(each, each)] = row.replace(**values) if values else row
    return made


@dataclass(frozen=True)
class _New:
    """A row that is new on its side."""

    party: int
    record: Record


def by_nature(here: Rows, sources: Sequence[Source]) -> dict[str, str]:
    """Make rows one that answer the same question, and return which became which.

    `sources` are changed in place: their rows take the ids of those they become.
    """
    all_same: dict[str, str] = {}
    for _round in range(_ROUNDS):
        held: dict[tuple[Any, ...], str] = {}
        found: dict[str, str] = {}
        for new in _new_rows(here, sources):
            key = natural_key(new.record)
            if key is None:
                continue
            first = held.setdefault(key, new.record.id)
            if first != new.record.id and new.party != HERE:
                found.setdefault(new.record.id, first)
        if not found:
            break
        all_same.update(found)
        rename(sources, found)
    return all_same


def rename(sources: Sequence[Source], same: Mapping[str, str]) -> None:
    """Let the rows of all files take other ids."""
    for source in sources:
        source.base, source.now = renamed(source.base, same), renamed(source.now, same)


def take_titles(pairs: Sequence[Twin], sources: Sequence[Source]) -> None:
    """Let rows that became one, whose titles differ in case and punctuation only, share the first one's."""
    for twin in pairs:
        name = twin.first.about.title
        now = sources[twin.second_party].now
        if twin.first.id in now:
            now[twin.first.id] = now[twin.first.id].replace(**{name: getattr(twin.first, name)})


def offers(here: Rows, sources: Sequence[Source]) -> list[Twin]:
    """Return the new rows of different sides that may be the same, the surest ones first.

    Compared are titles, without case, punctuation and order of words, of rows that link to the same records.
    It takes a time in proportion to the rows: those are compared that share a rare word or their beginning.
    """
    groups: dict[tuple[str, Any], list[_New]] = {}
    for new in _new_rows(here, sources):
        about = new.record.about
        if not about.title or about.kind in _WRITTEN_BY_ITSELF or is_blank(getattr(new.record, about.title)):
            continue
        if natural_key(new.record) is None:
            field = new.record.describe(new.record.about.title)
            if field.kind in (Kind.TEXT, Kind.NOTE):
                groups.setdefault((new.record.about.kind, _context(new.record)), []).append(new)
    found: list[Twin] = []
    for rows in groups.values():
        if len({new.party for new in rows}) > 1:
            found.extend(_pairs(rows))
    return sorted(found, key=lambda twin: (-twin.score, twin.first.about.kind, twin.first.id, twin.second.id))


def _new_rows(here: Rows, sources: Sequence[Source]) -> Iterator[_New]:
    """Yield what is new since the files parted: here, then in each file."""
    if not sources:
        return
    old = set(sources[0].base)
    for source in sources[1:]:
        old &= source.base.keys()
    for each, row in here.items():
        if each not in old:
            yield _New(HERE, row)
    for source in sources:
        for each, row in source.now.items():
            if each not in source.base and each not in here:
                yield _New(source.party, row)


def _context(record: Record) -> tuple[Any, ...]:
    """Return what two rows must have in common besides their titles: what they link to."""
    return tuple(getattr(record, field.name) for field in type(record).fields() if field.kind is Kind.LINK)


def _pairs(rows: Sequence[_New]) -> Iterator[Twin]:
    from rapidfuzz import fuzz, utils

    titles = [utils.default_process(new.record.title) for new in rows]
    taken: set[int] = set()
    for first, second in _candidates(titles):
        if second in taken or first in taken or rows[first].party == rows[second].party:
            continue
        score = fuzz.token_sort_ratio(titles[first], titles[second], score_cutoff=ALIKE)
        if score:
            taken.add(second)
            one, two = rows[first], rows[second]
            sure = titles[first] == titles[second] and _says_the_same(one.record, two.record)
            yield Twin(one.record, one.party, two.record, two.party, score, sure)


def _candidates(titles: Sequence[str]) -> list[tuple[int, int]]:
    """Return pairs worth comparing: the same two rarest words, or the same beginning."""
    counts: dict[str, int] = {}
    words = [dict.fromkeys(title.split()) for title in titles]
    for some in words:
        for word in some:
            counts[word] = counts.get(word, 0) + 1
    marked: dict[str, list[int]] = {}
    for number, some in enumerate(words):
        rare = sorted(some, key=lambda word: (counts[word], word))
        shared = [word for word in rare if counts[word] > 1][:2]
        start = titles[number][:8]
        whole = titles[number]
        for mark in dict.fromkeys([f"={whole}", f"^{start}", *shared]):
            if whole:
                marked.setdefault(mark, []).append(number)
    pairs: dict[tuple[int, int], None] = {}
    for some_rows in marked.values():
        if len(some_rows) > _MOST:  # only with the first: the same title many times is still found
            pairs.update(dict.fromkeys((some_rows[0], other) for other in some_rows[1:]))
            continue
        for place, first in enumerate(some_rows):
            pairs.update(dict.fromkeys((first, other) for other in some_rows[place + 1 :]))
    return sorted(pairs, key=lambda pair: (titles[pair[0]] != titles[pair[1]], pair))


def _says_the_same(one: Record, two: Record) -> bool:
    """Whether two rows hold the same, the writing of titles apart, as far as both hold something."""
    return all(
        name in COMMON
        or name == one.about.title
        or value == two.__dict__[name]
        or is_blank(value)
        or is_blank(two.__dict__[name])
        for name, value in one.__dict__.items()
    )
