"""How near the group is to collective impact, and what its answers to the twelve questions lead to."""

from dataclasses import dataclass

from planner.domain import vocabulary as v
from planner.domain.plan import Plan
from planner.domain.prompts import Prompt, prompts
from planner.domain.record import Record
from planner.domain.records import BackboneFunction, CiRating, DistrictPartnershipAnswer, Idea


def condition_means(plan: Plan) -> dict[str, float | None]:
    """Return the mean rating, 0 to 3, of each of the five conditions; None where unrated.

    Source: method 6, system 6.
    """
    found: dict[str, float | None] = {}
    for option in v.CI_CONDITIONS:
        rows = plan.where(CiRating, condition=option.value)
        ratings = [each.rating for each in rows if each.rating is not None]
        found[option.value] = sum(ratings) / len(ratings) if ratings else None
    return found


def backbone(plan: Plan) -> dict[str, BackboneFunction | None]:
    """Return the record of each of the six backbone functions, None where nothing is said about one."""
    return {
        option.value: next(iter(plan.where(BackboneFunction, function=option.value)), None)
        for option in v.BACKBONE_FUNCTIONS
    }


@dataclass(frozen=True)
class FollowUp:
    """What an answer to one of the twelve questions leads to: a new effort or a new capacity.

    `became` are the interventions, strategies or actions that were made of it.
    """

    prompt: Prompt
    answer: DistrictPartnershipAnswer
    became: tuple[Record, ...]

    @property
    def question_id(self) -> str:
        """PQ01 to PQ12."""
        return self.answer.question_id


def follow_ups(plan: Plan, kind: str) -> tuple[FollowUp, ...]:
    """Return the answers that lead to a `new_effort` or a `new_capacity`, in the order of the questions.

    They flow on to interventions, strategies and the budget (B4, C5, D3). Source: method 6, system 27.
    """
    answers = {each.question_id: each for each in plan.where(DistrictPartnershipAnswer, follow_up=kind)}
    return tuple(
        FollowUp(prompt, answers[prompt.keys["question_id"]], _became(plan, prompt.keys["question_id"]))
        for prompt in prompts(DistrictPartnershipAnswer)
        if prompt.keys["question_id"] in answers
    )


def _became(plan: Plan, question_id: str) -> tuple[Record, ...]:
    """Return what was made of an answer: the idea that stands between them says so."""
    ideas = plan.where(Idea, prompt=question_id)
    made = (plan.find(each.promoted_to) for each in ideas if each.step == "A5" and each.promoted_to)
    return tuple(each for each in made if each is not None)
