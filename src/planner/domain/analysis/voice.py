"""Whose voice is in the room: how evenly ideas and votes come from the groups."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from planner.domain.analysis.coverage import VOICES
from planner.domain.plan import Plan
from planner.domain.records import (
    Attendance,
    Idea,
    Session,
    StakeholderGroup,
    VoiceInput,
    VoteResult,
    VoteRound,
)

LEAST = 15
"""Contributions below which balance says nothing. Source: method 4, check 106."""

STRONGLY = 4
"""From here on, 1 to 5, a group is strongly affected. Source: method 4, checks 104 and 105."""

LARGEST_SHARE = 0.40
LEAST_BALANCE = 0.60


def balance_index(shares: Iterable[float]) -> float:
    """Return 1 - 0.5 x the sum over k groups of abs(share - 1/k); 1 is even, 1/k is one voice only.

    `shares` are the groups' shares of all contributions, 0 to 1 (scaled here when they do not sum to 1).
    Without any it is 1. Source: method 3.5 (voice balance index).
    """
    given = [max(0.0, each) for each in shares]
    whole = sum(given)
    if not whole:
        return 1.0
    return 1 - 0.5 * sum(abs(each / whole - 1 / len(given)) for each in given)


@dataclass(frozen=True)
class Voices:
    """Contributions of one kind to a session, by group id, most first; groups that were there but silent have
    0.
    """

    counts: Mapping[str, int]

    @property
    def total(self) -> int:
        """Contributions that carry a group."""
        return sum(self.counts.values())

    @property
    def index(self) -> float:
        """Balance over the groups that were there, 0 to 1. Source: method 3.5."""
        return balance_index(self.counts.values())

    @property
    def loudest(self) -> tuple[str, float]:
        """The group with the most contributions and its share, 0 to 1; ("", 0) where there are none."""
        return next(((group, count / self.total) for group, count in self.counts.items() if count), ("", 0.0))

    @property
    def dominated(self) -> bool:
        """Whether there is enough to judge and one group has over 40%, or the index is below 0.60.

        Source: method 4, check 106.
        """
        return self.total >= LEAST and (self.loudest[1] > LARGEST_SHARE or self.index < LEAST_BALANCE)


@dataclass(frozen=True)
class SessionVoices:
    """What the groups gave to one session: ideas and votes are judged apart, since a person has several
    votes.
    """

    ideas: Voices
    votes: Voices

    @property
    def dominated(self) -> Voices | None:
        """The ideas or else the votes that one group dominates, or None."""
        return next((each for each in (self.ideas, self.votes) if each.dominated), None)


def session_voices(plan: Plan, session: Session) -> SessionVoices:
    """Count the ideas and votes of a session that carry a group. Source: method 4, check 106."""
    there = {
        each.group_id: 0
        for each in plan.where(Attendance, session_id=session.id)
        if each.group_id and each.count
    }
    ideas = dict(there)
    for idea in plan.where(Idea, session_id=session.id):
        if idea.group_id:
            ideas[idea.group_id] = ideas.get(idea.group_id, 0) + 1
    votes = dict(there)
    for vote in plan.where(VoteRound, session_id=session.id):
        for result in plan.where(VoteResult, vote_round_id=vote.id):
            if result.group_id and result.count:
                votes[result.group_id] = votes.get(result.group_id, 0) + result.count
    return SessionVoices(_voices(ideas), _voices(votes))


def _voices(counts: Mapping[str, int]) -> Voices:
    return Voices(dict(sorted(counts.items(), key=lambda each: -each[1])))


@dataclass(frozen=True)
class Chair:
    """One of the five required voices: the groups that speak for it and the people of them who were heard.

    `people` is None while there is no voice input. Source: method, A2 (empty chair check) and check 103.
    """

    voice: str
    group_ids: tuple[str, ...]
    people: int | None

    @property
    def state(self) -> str:
        """`empty` while nobody speaks for it, `unheard` while nobody was heard, else `heard`."""
        if not self.group_ids:
            return "empty"
        return "unheard" if self.people is None else "heard"


def chairs(plan: Plan) -> tuple[Chair, ...]:
    """Return the five required voices in order, each with who speaks for it."""
    found = []
    for voice, categories in VOICES.items():
        groups = tuple(
            each.id for each in plan.all(StakeholderGroup) if not set(categories).isdisjoint(each.categories)
        )
        counts = [count for each in groups if (count := heard(plan, each)) is not None]
        found.append(Chair(voice, groups, sum(counts) if counts else None))
    return tuple(found)


def heard(plan: Plan, group_id: str) -> int | None:
    """Return how many people of a group were heard in all its voice inputs; None where it has none."""
    inputs = plan.where(VoiceInput, group_id=group_id)
    return sum(each.people_count or 0 for each in inputs) if inputs else None


def only_told(group: StakeholderGroup) -> bool:
    """Whether a group affected 4 or 5 is only informed, or one affected 5 only consulted.

    Source: method 4, check 105.
    """
    affected, level = group.affected or 0, group.participation_level
    return (affected >= STRONGLY and level == "inform") or (affected == 5 and level == "consult")


def plan_voices(plan: Plan) -> SessionVoices:
    """Count the ideas and votes of all sessions together, by group.

    A group that never came to a session is not among them: an even share is that of the groups in the room.
    """
    ideas: dict[str, int] = {}
    votes: dict[str, int] = {}
    for session in plan.all(Session):
        given = session_voices(plan, session)
        for counts, voices in ((ideas, given.ideas), (votes, given.votes)):
            for group, count in voices.counts.items():
                counts[group] = counts.get(group, 0) + count
    return SessionVoices(_voices(ideas), _voices(votes))
