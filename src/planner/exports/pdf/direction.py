"""Right to left: the embedding levels of a text, and the order of what stands on one line (UAX #9).

python-bidi resolves the levels; it does not know pairs of brackets (rule N0) and isolates, which are added
here. Levels belong to a paragraph and are kept when it is broken into lines; each line is then ordered.
"""

from collections.abc import Sequence
from functools import lru_cache
from itertools import groupby
from operator import itemgetter
from typing import Any

from planner.domain.figures.right_to_left import leads_right

# Isolates are read as embeddings: what stands around them may turn out differently only in rare cases.
_ISOLATES = {"\u2066": "\u202a", "\u2067": "\u202b", "\u2069": "\u202c"}
_FIRST_STRONG, _END = "\u2068", "\u2069"
_PAIRS = {"(": ")", "[": "]", "{": "}", "«": "»", "‹": "›", "「": "」", "（": "）", "⟨": "⟩"}
_CLOSING = {closing: opening for opening, closing in _PAIRS.items()}
_AS_RIGHT = ("R", "EN", "AN")
_DEEPEST_PAIRS = 63


@lru_cache(maxsize=4_000)
def levels(text: str, base: int) -> tuple[int, ...]:
    """Return the embedding level of every character: odd ones stand from right to left.

    `base` is the level of the paragraph, 1 where its first strong letter is right-to-left.
    """
    from bidi import algorithm

    storage: dict[str, Any] = algorithm.get_empty_storage()
    storage["base_level"], storage["base_dir"] = base, "LR"[base]
    algorithm.get_embedding_levels(_without_isolates(text), storage)
    every: list[dict[str, Any]] = storage["chars"]
    for char in every:
        if char["type"] in ("B", "S", ""):
            char["type"] = "WS"  # the paragraph is one line here: its controls are spaces or nothing
    algorithm.explicit_embed_and_overrides(storage)
    algorithm.resolve_weak_types(storage)
    for run in storage["runs"]:
        _resolve_pairs(storage["chars"][run["start"] : run["start"] + run["length"]], run["sor"])
    algorithm.resolve_neutral_types(storage, False)
    algorithm.resolve_implicit_levels(storage, False)
    kept = {id(char) for char in storage["chars"]}
    found: list[int] = []
    for char in every:  # a mark of direction itself goes with what stands before it
        found.append(char["level"] if id(char) in kept else (found[-1] if found else base))
    return tuple(found)


def stretches(text: str, base: int) -> list[tuple[str, int]]:
    """Divide a text into stretches of one level, in reading order."""
    found: list[tuple[str, int]] = []
    for level, group in groupby(zip(text, levels(text, base), strict=True), key=itemgetter(1)):
        found.append(("".join(letter for letter, _level in group), level))
    return found


def ordered(levels_of: Sequence[int]) -> list[int]:
    """Return the places of the pieces of a line from left to right, given the level of each (L2)."""
    places = list(range(len(levels_of)))
    odd = [level for level in levels_of if level % 2]
    if not odd:
        return places
    for lowest in range(max(levels_of), min(odd) - 1, -1):
        at = 0
        while at < len(places):
            end = at
            while end < len(places) and levels_of[places[end]] >= lowest:
                end += 1
            places[at:end] = reversed(places[at:end])
            at = end + 1
    return places


def _without_isolates(text: str) -> str:
    if not any(mark in text for mark in (*_ISOLATES, _FIRST_STRONG)):
        return text
    made = []
    for at, letter in enumerate(text):
        if letter == _FIRST_STRONG:
            letter = "\u202b" if leads_right(text[at + 1 :].split(_END, maxsplit=1)[0]) else "\u202a"
        made.append(_ISOLATES.get(letter, letter))
    return "".join(made)


def _resolve_pairs(chars: list[dict[str, Any]], before: str) -> None:
    """Give both brackets of a pair one direction (N0)."""
    if not chars:
        return
    inside = "LR"[chars[0]["level"] % 2]
    for first, last in _pairs(chars):
        strong = {_as_strong(char["type"]) for char in chars[first + 1 : last]} - {""}
        if inside in strong:
            direction = inside
        elif strong:
            known = (_as_strong(char["type"]) for char in reversed(chars[:first]))
            context = next((each for each in known if each), before)
            direction = context if context != inside else inside
        else:
            continue
        chars[first]["type"] = chars[last]["type"] = direction


def _pairs(chars: list[dict[str, Any]]) -> list[tuple[int, int]]:
    """Return the places of brackets that belong together, by their opening (BD16)."""
    waiting: list[tuple[str, int]] = []
    found: list[tuple[int, int]] = []
    for at, char in enumerate(chars):
        sign = char["ch"]
        if char["type"] != "ON":
            continue
        if sign in _PAIRS:
            if len(waiting) == _DEEPEST_PAIRS:
                return []
            waiting.append((_PAIRS[sign], at))
        elif sign in _CLOSING:
            match = next((n for n in range(len(waiting) - 1, -1, -1) if waiting[n][0] == sign), None)
            if match is not None:
                found.append((waiting[match][1], at))
                del waiting[match:]
    return sorted(found)


def _as_strong(kind: str) -> str:
    if kind == "L":
        return "L"
    return "R" if kind in _AS_RIGHT else ""
