"""Readiness for a strategy: motivation x general capacity x capacity for this strategy (R=MC2)."""

from dataclasses import dataclass

from planner.domain import vocabulary as v
from planner.domain.plan import Plan
from planner.domain.records import ReadinessRating
from planner.i18n import N_

FACTORS = {"M": N_("Motivation"), "G": N_("General capacity"), "I": N_("Strategy-specific capacity")}
"""The words for the three factors, translated where shown. Source: method 8.5."""

LOW = 2.5
"""Mean below which a factor is flagged. Source: method 3.5 (readiness)."""


@dataclass(frozen=True)
class Readiness:
    """Means of the three factors, 1 to 5 each, and their index, 0 to 1; None where nothing is rated."""

    M: float | None
    G: float | None
    I: float | None  # noqa: E741  the letter of the formula
    index: float | None

    @property
    def lowest(self) -> tuple[str, float] | None:
        """The lowest factor (M, G or I) and its mean, or None where nothing is rated."""
        means = [
            (mean, key) for key, mean in (("M", self.M), ("G", self.G), ("I", self.I)) if mean is not None
        ]
        return next(((key, mean) for mean, key in sorted(means, key=lambda each: each[0])), None)

    @property
    def low(self) -> bool:
        """Whether a factor is below 2.5: one near zero sinks the product. Source: method 3.5 (E11)."""
        return self.lowest is not None and self.lowest[1] < LOW


def readiness(rating: ReadinessRating) -> Readiness:
    """Return the means of the rated items of each factor and index = M x G x I / 125.

    The index is None until all three factors have a rating. Source: method 3.5 (readiness).
    """
    means: dict[str, float | None] = {}
    for factor, items in v.READINESS_FACTORS.items():
        given = [rating.ratings[item] for item in items if rating.ratings.get(item) is not None]
        means[factor] = sum(given) / len(given) if given else None
    motivation, general, specific = means["M"], means["G"], means["I"]
    index = None
    if motivation is not None and general is not None and specific is not None:
        index = motivation * general * specific / 125
    return Readiness(motivation, general, specific, index)


def latest(plan: Plan, strategy_id: str) -> ReadinessRating | None:
    """Return the last rating of a strategy by date (undated ones first), or None."""
    ratings = plan.where(ReadinessRating, strategy_id=strategy_id)
    return max(ratings, key=lambda each: (each.date is not None, each.date), default=None)
