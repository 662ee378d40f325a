"""What stands where in an exchange file, and how a place in it is named."""

from planner.domain import records as r
from planner.domain.record import Record

FORMAT = "district-planner-plan"
FORMAT_VERSION = 1
SUFFIX = ".plan.json"

HEAD = ("format", "format_version", "as_of_date", "notice")
"""The keys at the top that are not records."""

COLLECTIONS: tuple[type[Record], ...] = (
    *(r.District, r.Region, r.Person, r.Charter, r.StakeholderGroup, r.VoiceInput),
    *(r.Session, r.AgendaItem, r.Attendance, r.Idea, r.Cluster),
    *(r.LessonRating, r.LessonNote, r.StartingPointAdoption),
    *(r.WsccRating, r.PolicyRating, r.ComponentNote, r.DataPoint),
    *(
        r.Partner,
        r.DistrictPartnershipAnswer,
        r.PartnershipGap,
        r.CiRating,
        r.CiPreconditions,
        r.BackboneFunction,
    ),
    *(r.TocNode, r.TocLink, r.Assumption, r.Indicator, r.TocNarrative, r.TocQuality),
    *(r.Statement, r.ScanItem, r.Criterion, r.Priority, r.VoteRound, r.VoteResult),
    *(r.Goal, r.Objective, r.Strategy, r.RoadmapLink),
    *(r.BenefitCriterion, r.InvestmentOption, r.Scenario, r.ScenarioConstraint),
    *(r.Action, r.RaciEntry, r.ActionDependency, r.Milestone),
    *(r.FundingSource, r.FundingAllocation, r.BudgetLine, r.Risk, r.ReadinessRating),
    *(r.MonitoringPlan, r.Review, r.Measurement, r.PdsaCycle, r.Decision, r.ParkingLotItem),
    r.ReviewComment,
    *(r.ChangeLogEntry, r.PracticeCard, r.StepState, r.CheckWaiver, r.PlanVersion, r.ExportRecord),
)
"""Every kind of record, in the order of the file."""

OPTIONAL: tuple[type[Record], ...] = (
    *(r.ComponentNote, r.LessonNote, r.VoteResult, r.ScenarioConstraint, r.ReviewComment),
)
"""Kinds that have no collection of their own unless they need one.

Rules stand in their scenario and votes in their round; those that belong to none yet stand in a collection.
"""

BY_COLLECTION: dict[str, type[Record]] = {kind.about.collection: kind for kind in COLLECTIONS}

INNER: dict[type[Record], dict[str, tuple[str, ...]]] = {
    r.Decision: {"vote": ("vote_method", "vote_counts")},
    r.MonitoringPlan: {"rules": ("on_track_ratio", "at_risk_ratio", "too_early_fraction")},
    r.Charter: {"": ("as_of_date", "fiction_notice", "facts_from_source")},
    r.VoteResult: {"": ("vote_round_id",)},
    r.ScenarioConstraint: {"": ("scenario_id", "key")},
}
"""Fields that do not stand under their own key in a record, by the key they stand under instead."""

DERIVED: dict[type[Record], tuple[str, ...]] = {
    r.Charter: ("district_id", "fiscal_years", "fy_start"),
    r.TocNode: ("level",),
    r.Priority: ("weighted_score",),
    r.InvestmentOption: ("cost_usd",),
    r.Risk: ("score", "residual_score"),
}
"""Keys that follow from the rest of the plan: written for other programs, compared when read."""

EXTRA: dict[type[Record], tuple[str, ...]] = {
    r.AgendaItem: ("position",),
    r.Scenario: ("constraints",),
    r.VoteRound: ("results_by_group", "results"),
}
"""Further keys of a record that belong to no field."""

CONSTRAINT_FIELDS: dict[str, tuple[str, ...]] = {
    "budget_total": ("amount_usd",),
    "budget_fy": ("fiscal_year", "amount_usd"),
    "min_count": ("option_ids", "value"),
    "max_count": ("option_ids", "value"),
    "min_spend_share": ("option_ids", "value_pct"),
    "max_spend_share": ("option_ids", "value_pct"),
    "requires": ("option_id", "requires_id"),
    "excludes": ("option_id", "other_id"),
    "must_include": ("option_id",),
    "must_exclude": ("option_id",),
    "running_cost_cap": ("amount_usd",),
    "wscc_cover": ("component", "value"),
}
"""What each type of rule is about. Source: method 3.4."""

INNER_KEY: dict[tuple[type[Record], str], str] = {
    (kind, name): key for kind, keys in INNER.items() for key, names in keys.items() for name in names
}
"""By kind and field name: the key that such a field stands under, "" where it stands outside its record."""


def _known_keys(kind: type[Record]) -> frozenset[str]:
    own = {field.exchange_key for field in kind.fields() if (kind, field.name) not in INNER_KEY}
    own |= {key for key in INNER.get(kind, {}) if key}
    own |= {*DERIVED.get(kind, ()), *EXTRA.get(kind, ()), "fictional"}
    if kind.about.coded or kind is r.ScenarioConstraint:
        own.add("id")
    return frozenset(own)


KNOWN_KEYS: dict[type[Record], frozenset[str]] = {kind: _known_keys(kind) for kind in COLLECTIONS}
"""Every key that a record of a kind may have in the file."""
