"""What is still to come: milestones, reviews and sessions."""

from datetime import date

from planner.domain.plan import Plan
from planner.domain.records import Milestone, Review, Session


def coming_milestones(plan: Plan, as_of: date) -> tuple[Milestone, ...]:
    """Return the planned milestones from a day on, the nearest first."""
    found = (
        each for each in plan.all(Milestone) if each.date and each.date >= as_of and each.status == "planned"
    )
    return tuple(sorted(found, key=lambda each: (each.date or date.max, each.code)))


def coming_reviews(plan: Plan, as_of: date) -> tuple[Review, ...]:
    """Return the reviews from a day on that were not cancelled, the nearest first."""
    found = (
        each for each in plan.all(Review) if each.date and each.date >= as_of and each.status == "scheduled"
    )
    return tuple(sorted(found, key=lambda each: each.date or date.max))


def coming_sessions(plan: Plan, as_of: date) -> tuple[Session, ...]:
    """Return the sessions from a day on that were neither held nor cancelled, the nearest first."""
    found = (
        each for each in plan.all(Session) if each.date and each.date >= as_of and each.status == "planned"
    )
    return tuple(sorted(found, key=lambda each: each.date or date.max))
