"""Readiness and risks (D4)."""

from typing import ClassVar

from planner.domain import fields as f
from planner.domain import vocabulary as v
from planner.domain.record import About, Record, described


@described
class ReadinessRating(Record):
    """How ready people are for a strategy: 17 factors, 1 to 5. Source: method 8.5 (E11)."""

    about: ClassVar[About] = About(
        kind="readiness_rating",
        collection="readiness",
        noun="readiness rating",
        nouns="readiness ratings",
        prefix="RR",
        coded=False,
    )

    strategy_id: str | None = f.link("Strategy", "strategy", required=True, cascade=True)
    date: f.Day | None = f.day("Rated on", required=True)
    respondents: int | None = f.whole("People", 1, 100_000, unit="people")
    ratings: dict[str, int] = f.numbers(
        "Ratings", 1, 5, options=v.READINESS_ITEMS, hint="1 not at all, 5 fully"
    )


@described
class Risk(Record):
    """Something that may keep an objective from being reached."""

    about: ClassVar[About] = About(
        kind="risk", collection="risks", noun="risk", nouns="risks", prefix="RK", title="statement"
    )

    statement: str = f.note(
        "Risk", required=True, min_length=20, max_length=300, hint="If …, then …", section="What could happen"
    )
    category: str = f.choice(
        "Kind", v.RISK_CATEGORIES, default="operations", required=True, section="What could happen"
    )
    objective_id: str | None = f.link("Threatens", "objective", section="What could happen")
    probability: int | None = f.scale("Probability", 1, 5, required=True, section="What could happen")
    impact: int | None = f.scale("Impact", 1, 5, required=True, section="What could happen")
    response: str = f.choice("Response", v.RISK_RESPONSES, default="reduce", section="What we do")
    mitigation: str = f.note("What we do about it", max_length=500, section="What we do")
    trigger: str = f.text("First sign", max_length=200, hint="What would we see first?", section="What we do")
    owner_id: str | None = f.link("Owner", "person", section="What we do")
    residual_probability: int | None = f.scale("Probability after", 1, 5, section="What we do", more=True)
    residual_impact: int | None = f.scale("Impact after", 1, 5, section="What we do", more=True)
    assumption_id: str | None = f.link("From assumption", "assumption", section="What we do", more=True)
    status: str = f.choice("Status", v.RISK_STATUSES, default="open", section="What we do")
    review_date: f.Day | None = f.day("Look again on", section="What we do")

    @property
    def score(self) -> int | None:
        """Probability times impact, 1 to 25. Source: method 3.5."""
        return _product(self.probability, self.impact)

    @property
    def residual_score(self) -> int | None:
        """The score after the response, 1 to 25. Source: method 3.5."""
        return _product(self.residual_probability, self.residual_impact)


def _product(probability: int | None, impact: int | None) -> int | None:
    return None if probability is None or impact is None else probability * impact
