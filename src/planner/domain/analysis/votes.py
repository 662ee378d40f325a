"""Votes: counted raw and group-equal, and held against a decision rule."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from planner.domain.plan import Plan
from planner.domain.records import Decision, VoteResult, VoteRound

SCORED = ("weighted_criteria", "impact_effort", "shi_five")
"""Methods whose results are mean scores of a group, not counts of votes."""


@dataclass(frozen=True)
class Tally:
    """A vote counted both ways. Keys of the results are option ids, or the levels of a scale as text.

    `raw` is the number of votes (every person equal), or the mean score over all people for scored methods.
    `group_equal` is the mean over groups of each group's share of its own votes, 0 to 1, or of its mean
    score. `by_group` holds each group's own counts or scores, by group id.
    """

    raw: Mapping[str, float]
    group_equal: Mapping[str, float]
    by_group: Mapping[str, Mapping[str, float]]

    def ranked(self, *, group_equal: bool = False) -> tuple[str, ...]:
        """Return the options from most to least support; equal ones in the order of the vote."""
        counted = self.group_equal if group_equal else self.raw
        return tuple(sorted(counted, key=lambda option: -counted[option]))


def tally(plan: Plan, vote: VoteRound) -> Tally:
    """Count one vote raw and group-equal.

    Group-equal = mean over groups of (group's votes for the option / group's votes); a group without votes is
    left out. Source: method 2 and 3.5 (group-equal vote).
    """
    options: dict[str, float] = dict.fromkeys(vote.options, 0.0)
    groups: dict[str, dict[str, float]] = {}
    people: dict[tuple[str, str], float] = {}
    scored = vote.method in SCORED
    for result in plan.where(VoteResult, vote_round_id=vote.id):
        option = result.option_id or ("" if result.level is None else str(result.level))
        value = result.score if scored or result.count is None else result.count
        if not option or value is None:
            continue
        options.setdefault(option, 0.0)
        row = groups.setdefault(result.group_id or "", {})
        row[option] = value if scored else row.get(option, 0.0) + value
        people[result.group_id or "", option] = result.count or 1
    if scored:
        return Tally(
            {
                each: _mean(
                    [(row[each], people[group, each]) for group, row in groups.items() if each in row]
                )
                for each in options
            },
            {each: _mean([(row[each], 1) for row in groups.values() if each in row]) for each in options},
            groups,
        )
    sums = {group: sum(row.values()) for group, row in groups.items()}
    voting = [group for group, votes in sums.items() if votes > 0]
    return Tally(
        {each: sum(row.get(each, 0.0) for row in groups.values()) for each in options},
        {
            each: sum(groups[group].get(each, 0.0) / sums[group] for group in voting) / len(voting)
            if voting
            else 0.0
            for each in options
        },
        groups,
    )


def _mean(weighted: Sequence[tuple[float, float]]) -> float:
    weight = sum(each for _value, each in weighted)
    return sum(value * each for value, each in weighted) / weight if weight else 0.0


@dataclass(frozen=True)
class Verdict:
    """Whether a vote passes, and its support in percent (None where nobody voted)."""

    passed: bool
    support_pct: float | None


def passes(rule: str, method: str, counts: Sequence[int]) -> Verdict:
    """Hold the count per level of a show of support against a decision rule.

    `method` gradients: counts of levels 1 to 8 (1 to 3 are support, 4 abstains, 8 is a veto). fist_to_five:
    counts of 0 to 5 fingers (3 and more are support, 0 is a veto). Other methods: the first count is for, the
    rest against.

    Rules: gradients_80_no_veto needs 80% support and no veto; gradients_67 67% and at most one veto;
    fist_to_five nobody below support; two_thirds and majority that share of the votes cast, abstentions not
    counted; sponsor_decides always passes. Where nobody voted, no other rule passes. Source: method 2,
    decision rules.
    """
    votes = [max(0, each) for each in counts]
    support, veto, abstain = sum(votes[:1]), 0, 0
    if method == "gradients":
        support, abstain, veto = sum(votes[:3]), sum(votes[3:4]), sum(votes[7:8])
    elif method == "fist_to_five":
        support, veto = sum(votes[3:]), sum(votes[:1])
    cast = sum(votes) - (abstain if rule in ("two_thirds", "majority") else 0)
    if cast == 0:
        return Verdict(rule == "sponsor_decides", None)
    passed = {
        "gradients_80_no_veto": 100 * support >= 80 * cast and veto == 0,
        "gradients_67": 100 * support >= 67 * cast and veto <= 1,
        "fist_to_five": support + abstain == cast,
        "two_thirds": 3 * support >= 2 * cast,
        "majority": 2 * support > cast,
        "sponsor_decides": True,
    }.get(rule, False)
    return Verdict(passed, 100 * support / cast)


def counts_of(plan: Plan, decision: Decision) -> tuple[str, tuple[int, ...]]:
    """Return the method of a decision's vote and its count per level; ("", ()) where it has none.

    The counts written on the decision come first, then those of its vote round (levels only).
    """
    written = tuple(int(each) if each.strip().isdecimal() else 0 for each in decision.vote_counts)
    if any(written):
        return decision.vote_method, written
    vote = plan.get(VoteRound, decision.vote_round_id)
    if vote is None or vote.method not in ("gradients", "fist_to_five"):
        return "", ()
    first, last = (1, 8) if vote.method == "gradients" else (0, 5)
    levels = dict.fromkeys(range(first, last + 1), 0)
    for result in plan.where(VoteResult, vote_round_id=vote.id):
        if result.level in levels:
            levels[result.level] += result.count or 0
    return (vote.method, tuple(levels.values())) if any(levels.values()) else ("", ())


def verdict(plan: Plan, decision: Decision) -> Verdict | None:
    """Hold a decision's vote against the plan's decision rule; None where it has no vote or the plan no
    rule.
    """
    method, counts = counts_of(plan, decision)
    rule = plan.charter.decision_rule
    return passes(rule, method, counts) if counts and rule else None


def dots_per_person(options: int) -> int:
    """Return how many dots each person gets: options / 3 rounded up, at least 2, at most 7. Source: method
    3.5.
    """
    return min(7, max(2, math.ceil(options / 3)))
