"""Where we are: whole-child practice, written policy and the six lessons, as percents and means."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from planner.domain import vocabulary as v
from planner.domain.plan import Plan
from planner.domain.prompts import prompts
from planner.domain.records import ComponentNote, LessonRating, PolicyRating, ScanItem, WsccRating
from planner.domain.wording import same_words

SPREAD_TO_TALK = 1.0
"""Spread between groups from which a lesson is flagged for talk. Source: method 3.5 (lesson spread)."""

LOW_LESSON = 1.5
"""Mean below which a lesson needs a starting point. Source: method 4, check 107."""


def scan_percent(plan: Plan, component: str) -> float | None:
    """Return 100 x sum of ratings / (3 x rated statements) of a component; None where nothing is rated.

    Statements that do not apply are not counted. Source: method 3.5 (scan percent).
    """
    ratings = [
        each.rating
        for each in plan.where(WsccRating, component=component)
        if each.rating is not None and not each.na
    ]
    return 100 * sum(ratings) / (3 * len(ratings)) if ratings else None


def rated_statements(plan: Plan, component: str) -> int:
    """Return how many of a component's three statements are rated or marked as not applying."""
    rows = plan.where(WsccRating, component=component)
    return len({each.statement_no for each in rows if each.na or each.rating is not None})


@dataclass(frozen=True)
class PolicyScores:
    """Written policy: percent of prompts that are mentioned at all, and percent that are strong (None:
    unrated).
    """

    comprehensiveness: float | None
    strength: float | None


def policy_scores(plan: Plan, component: str = "") -> PolicyScores:
    """Return the policy scores of the whole scan, or of one component, in percent.

    Comprehensiveness = share of rated prompts at 1 or 2; strength = share at 2. Source: method 3.5 (WellSAT
    logic, E3).
    """
    rows = plan.where(PolicyRating, component=component) if component else plan.all(PolicyRating)
    ratings = [each.rating for each in rows if each.rating is not None]
    if not ratings:
        return PolicyScores(None, None)
    return PolicyScores(
        100 * sum(each >= 1 for each in ratings) / len(ratings),
        100 * sum(each >= 2 for each in ratings) / len(ratings),
    )


@dataclass(frozen=True)
class Leaning:
    """What the practice ratings of a component say by themselves: statements that hold, and the others."""

    strengths: tuple[str, ...]
    weaknesses: tuple[str, ...]


def leaning(plan: Plan, component: str) -> Leaning:
    """Return the statements of a component rated 2 or 3, and those rated 0 or 1.

    Source: method 2.A4, outputs (the reading of the School Health Index, E2).
    """
    ratings = {
        each.statement_no: each.rating
        for each in plan.where(WsccRating, component=component)
        if each.rating is not None and not each.na
    }
    rated = [
        (prompt.text, ratings[prompt.keys["statement_no"]])
        for prompt in prompts(WsccRating)
        if prompt.keys["component"] == component and prompt.keys["statement_no"] in ratings
    ]
    return Leaning(
        tuple(text for text, rating in rated if rating >= 2),
        tuple(text for text, rating in rated if rating < 2),
    )


@dataclass(frozen=True)
class Onward:
    """A strength or weakness of a component that the situation scan does not hold yet."""

    component: str
    category: str
    text: str


def onward(plan: Plan, component: str = "") -> tuple[Onward, ...]:
    """Return the strengths and weaknesses, of one component or all, that are not items of the situation scan.

    They are the same where their words are, case and spaces apart. Source: method 2.C2, outputs
    (pull-forward of A4).
    """
    held = {same_words(each.text) for each in plan.all(ScanItem)}
    found: list[Onward] = []
    for note in plan.all(ComponentNote):
        if component and note.component != component:
            continue
        for category, texts in (("strength", note.strengths), ("weakness", note.weaknesses)):
            for text in texts:
                if same_words(text) and same_words(text) not in held:
                    held.add(same_words(text))
                    found.append(Onward(note.component, category, text))
    return tuple(found)


LEVELS = 4
"""Ratings of a lesson go from 0 (not yet) to 3 (firmly). Source: method 2.A3."""


@dataclass(frozen=True)
class Tally:
    """How many people of one group gave a statement each rating, 0 to 3.

    `uncounted` are the ratings that were given without saying by how many.
    """

    counts: tuple[int, ...]
    uncounted: tuple[int, ...] = ()

    @property
    def people(self) -> int:
        """How many people were counted."""
        return sum(self.counts)

    @property
    def mean(self) -> float | None:
        """The mean rating, 0 to 3; a rating nobody counted weighs as one person. None where unrated."""
        weights = [count + self.uncounted.count(level) for level, count in enumerate(self.counts)]
        total = sum(weights)
        return sum(level * weight for level, weight in enumerate(weights)) / total if total else None


def tally(rows: Iterable[LessonRating]) -> Tally:
    """Return the tally of the ratings one group gave one statement: a row for each rating given."""
    counts = [0] * LEVELS
    uncounted: list[int] = []
    for row in rows:
        if row.rating is None or not 0 <= row.rating < LEVELS:
            continue
        if row.respondents is None:
            uncounted.append(row.rating)
        else:
            counts[row.rating] += row.respondents
    return Tally(tuple(counts), tuple(uncounted))


def tallies(plan: Plan, lesson: str) -> dict[tuple[int | None, str], Tally]:
    """Return the tallies of a lesson by statement number and group id."""
    rows: dict[tuple[int | None, str], list[LessonRating]] = {}
    for row in plan.where(LessonRating, lesson=lesson):
        if row.rating is not None:
            rows.setdefault((row.statement_no, row.group_id or ""), []).append(row)
    return {key: tally(each) for key, each in rows.items()}


@dataclass(frozen=True)
class LessonScore:
    """A lesson as the groups rate it, 0 to 3: mean by group id, mean of the groups, and spread between them.

    `mean` and `spread` are None where nobody has rated the lesson.
    """

    by_group: Mapping[str, float]
    mean: float | None
    spread: float | None

    @property
    def low(self) -> bool:
        """Whether the lesson needs a starting point. Source: method 4, check 107."""
        return self.mean is not None and self.mean < LOW_LESSON

    @property
    def apart(self) -> bool:
        """Whether the groups see it so differently that they should talk. Source: method 3.5."""
        return self.spread is not None and self.spread >= SPREAD_TO_TALK


def lesson_scores(plan: Plan) -> dict[str, LessonScore]:
    """Return the score of each of the six lessons.

    A group's mean is that of its statements' means, each the mean of its people; the lesson's mean is that of
    the groups' means, so that each group counts the same whatever its size; spread = highest group mean -
    lowest group mean. Source: method 2.A3 and 3.5 (lesson spread).
    """
    return {lesson.value: _lesson(tallies(plan, lesson.value)) for lesson in v.LESSONS}


def _lesson(found: Mapping[tuple[int | None, str], Tally]) -> LessonScore:
    means: dict[str, list[float]] = {}
    for (_statement, group), each in found.items():
        if each.mean is not None:
            means.setdefault(group, []).append(each.mean)
    by_group = {group: sum(each) / len(each) for group, each in means.items()}
    if not by_group:
        return LessonScore({}, None, None)
    highest, lowest = max(by_group.values()), min(by_group.values())
    return LessonScore(by_group, sum(by_group.values()) / len(by_group), highest - lowest)
