"""Monitoring, reviews, small tests, versions and changes (D5, E1, E2)."""

from typing import ClassVar

from planner.domain import fields as f
from planner.domain import vocabulary as v
from planner.domain.record import About, Record, described


@described
class MonitoringPlan(Record):
    """How often the group looks, who leads it and when a measure counts as off track."""

    about: ClassVar[About] = About(
        kind="monitoring_plan",
        collection="monitoring",
        noun="monitoring plan",
        nouns="monitoring plan",
        prefix="MP",
        coded=False,
        single=True,
    )

    cadence: str = f.choice("We look", v.CADENCES, default="quarterly", section="Who looks, and when")
    lead_id: str | None = f.link("Lead", "person", section="Who looks, and when")
    report_audience: tuple[str, ...] = f.texts("We report to", max_length=120, section="Who looks, and when")
    fix_window_days: int | None = f.whole(
        "We answer within", 7, 90, default=30, unit="days", section="Who looks, and when"
    )
    annual_rechart_month: int | None = f.whole("Re-chart in month", 1, 12, section="Who looks, and when")
    on_track_ratio: float | None = f.decimal(
        "On track from", 0, 1, default=0.9, section="When is it off track?", more=True
    )
    at_risk_ratio: float | None = f.decimal(
        "At risk from", 0, 1, default=0.6, section="When is it off track?", more=True
    )
    too_early_fraction: float | None = f.decimal(
        "Too early below", 0, 1, default=0.1, section="When is it off track?", more=True
    )


@described
class Review(Record):
    """A regular look at progress, learning and decisions."""

    about: ClassVar[About] = About(
        kind="review", collection="reviews", noun="review", nouns="reviews", prefix="RV", title="headline"
    )

    date: f.Day | None = f.day("Date", required=True)
    kind: str = f.choice("Kind", v.REVIEW_KINDS, default="quarterly")
    status: str = f.choice("Status", v.REVIEW_STATUSES, default="scheduled")
    session_id: str | None = f.link("Session", "session", more=True)
    headline: str = f.note(
        "Headline", max_length=300, min_length=10, blank="omit", hint="One sentence for the board"
    )
    went_well: tuple[str, ...] = f.texts("Went well", max_length=300, blank="omit")
    learned: tuple[str, ...] = f.texts("We learned", max_length=300, blank="omit")
    next_steps: tuple[str, ...] = f.texts("Next steps", max_length=300, blank="omit")


@described
class PdsaCycle(Record):
    """A small test of change with a prediction: plan, do, study, act."""

    about: ClassVar[About] = About(
        kind="pdsa_cycle",
        collection="pdsa_cycles",
        noun="small test",
        nouns="small tests",
        prefix="PD",
        title="aim",
    )

    aim: str = f.note("Aim", required=True, max_length=300, section="Plan")
    objective_id: str | None = f.link("For objective", "objective", section="Plan")
    strategy_id: str | None = f.link("For strategy", "strategy", section="Plan")
    change_idea: str = f.note("We try", required=True, max_length=500, section="Plan")
    prediction: str = f.note("We predict", required=True, max_length=500, section="Plan")
    measure_indicator_id: str | None = f.link("Measured by", "indicator", section="Plan")
    start: f.Day | None = f.day("From", required=True, section="Plan")
    end: f.Day | None = f.day("To", required=True, section="Plan")
    status: str = f.choice("Status", v.PDSA_STATUSES, default="planned", section="Do, study, act")
    do_notes: str = f.note("What we did", max_length=1000, section="Do, study, act")
    study_notes: str = f.note("What we saw", max_length=1000, section="Do, study, act")
    decision: str = f.choice("We", v.PDSA_DECISIONS, blank="null", section="Do, study, act")


@described
class PlanVersion(Record):
    """A frozen copy of the plan with label and date."""

    about: ClassVar[About] = About(
        kind="plan_version",
        collection="versions",
        noun="version",
        nouns="versions",
        prefix="VE",
        title="label",
    )

    label: str = f.text("Version", required=True, max_length=20)
    date: f.Day | None = f.day("Date", required=True)
    status: str = f.choice("Status", v.VERSION_STATUSES, default="draft")
    note: str = f.note("Note", max_length=600)
    snapshot: str = f.note("Frozen copy", max_length=0, blank="omit", hidden=True)
    snapshot_sha256: str = f.text("Fingerprint", max_length=64, blank="null", hidden=True)


@described
class ChangeLogEntry(Record):
    """What changed after adoption, why, on what evidence, by whose decision."""

    about: ClassVar[About] = About(
        kind="change_log_entry",
        collection="change_log",
        noun="change",
        nouns="changes",
        prefix="CH",
        title="reason",
    )

    kind: str = f.choice(
        "Keep, change, add or stop", v.CHANGE_KINDS, default="change", section="What changes"
    )
    entity_ids: tuple[str, ...] = f.references("Touches", section="What changes")
    field: str = f.text("What about it", max_length=60, blank="null", section="What changes", more=True)
    old: str = f.note("Before", max_length=600, blank="null", section="What changes")
    new: str = f.note("After", max_length=600, section="What changes")
    reason: str = f.note("Why", required=True, min_length=20, max_length=600, section="Why and who")
    evidence: str = f.note("Evidence", required=True, max_length=300, section="Why and who")
    decided_by: str | None = f.reference(
        "Decided by", "decision", "person", required=True, section="Why and who"
    )
    version: str = f.text("In version", max_length=20, section="Why and who")
    date: f.Day | None = f.day("Date", section="Why and who")


@described
class CheckWaiver(Record):
    """A recorded reason for accepting a warning. `entity_id` is a record, or a key of the method library
    (NU).
    """

    about: ClassVar[About] = About(
        kind="check_waiver",
        collection="check_waivers",
        noun="waiver",
        nouns="waivers",
        prefix="WA",
        coded=False,
    )

    check_id: str = f.text("Check", required=True, max_length=10)
    entity_id: str | None = f.reference("About", required=True)
    reason: str = f.note("Why we accept it", required=True, min_length=10, max_length=400)
    by: str | None = f.link("By", "person")
    date: f.Day | None = f.day("Date")


@described
class PracticeCard(Record):
    """A note on what worked or not, to share with other districts."""

    about: ClassVar[About] = About(
        kind="practice_card",
        collection="practice_cards",
        noun="practice card",
        nouns="practice cards",
        prefix="PC",
        title="name",
    )

    name: str = f.text("Practice", key="title", required=True)
    strategy_id: str | None = f.link("Strategy", "strategy")
    what: str = f.note("What", max_length=600)
    works_when: str = f.note("Works when", max_length=400)
    watch_out: str = f.note("Watch out", max_length=400)
    evidence: str = f.note("Evidence", max_length=400)
    success: bool = f.flag("It worked", default=True)
    share: bool = f.flag("May be shared")


@described
class ExportRecord(Record):
    """A document that was made: what, when, for whom.

    Its `id` stands in documents that come back with comments, so that they are known again.
    """

    about: ClassVar[About] = About(
        kind="export_record", collection="exports", noun="export", nouns="exports", prefix="EX", coded=False
    )

    kind: str = f.choice("Document", v.EXPORT_KINDS)
    last_run: str = f.text("Made at", max_length=40, blank="null")
    path: str = f.text("File", max_length=1000, blank="omit")
    version: str = f.text("Version", max_length=20, blank="omit")
    audience: str = f.text("For", blank="omit")
