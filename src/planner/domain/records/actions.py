"""Actions, who does them, and what depends on what (D2)."""

from typing import ClassVar

from planner.domain import fields as f
from planner.domain import vocabulary as v
from planner.domain.record import About, Record, described


@described
class Action(Record):
    """A dated piece of work with one accountable owner and a visible output."""

    about: ClassVar[About] = About(
        kind="action",
        collection="actions",
        noun="action",
        nouns="actions",
        prefix="AC",
        digits=3,
        title="name",
    )

    name: str = f.text("Action", key="title", required=True, min_length=5, max_length=140, section="What")
    strategy_id: str | None = f.link("Carries out strategy", "strategy", required=True, section="What")
    output: str = f.note(
        "What exists when it is done", required=True, min_length=5, max_length=200, section="What"
    )
    description: str = f.note("Description", max_length=800, section="What", more=True)
    start_date: f.Day | None = f.day("Starts", required=True, section="When")
    end_date: f.Day | None = f.day("Ends", required=True, section="When")
    status: str = f.choice("Status", v.ACTION_STATUSES, default="not_started", section="When")
    percent_complete: int | None = f.whole("Done", 0, 100, default=0, unit="percent", section="When")
    actual_start: f.Day | None = f.day("Really started", section="When", more=True)
    actual_end: f.Day | None = f.day("Really ended", section="When", more=True)
    stage: str = f.choice("Stage", v.STAGES, default="exploration", required=True, section="When")
    cost_expected: bool = f.flag("Costs money", section="Money")
    investment_option_id: str | None = f.link(
        "Investment option", "investment_option", section="Money", more=True
    )
    successor_source_id: str | None = f.link(
        "Paid later by",
        "funding_source",
        hint="Who pays when the one-time money ends?",
        section="Money",
        more=True,
    )
    icem: tuple[str, ...] = f.choices("Coalition functions", v.ICEM, required=True, section="Tags")
    wscc: tuple[str, ...] = f.choices("Whole-child components", v.WSCC, section="Tags")
    educator_support: bool = f.flag("Supports educators", section="Tags")
    staff_wellbeing: bool = f.flag("Supports staff well-being", blank="omit", section="Tags", more=True)
    audience: str = f.text(
        "Audience",
        blank="null",
        hint="Who must hear about it, in which language?",
        section="Communication",
        more=True,
    )
    key_message: str = f.note("Key message", max_length=300, blank="null", section="Communication", more=True)
    site_scope: str = f.choice("Where", v.SITE_SCOPES, default="districtwide", section="Tags", more=True)


@described
class RaciEntry(Record):
    """One person, group or partner's part in an action, with hours over its whole length."""

    about: ClassVar[About] = About(
        kind="raci_entry", collection="raci", noun="role", nouns="roles", prefix="RA", coded=False
    )

    action_id: str | None = f.link("Action", "action", required=True, cascade=True)
    role: str = f.choice("Role", v.RACI_ROLES, required=True)
    person_id: str | None = f.link("Person", "person", cascade=True)
    group_id: str | None = f.link("Group", "stakeholder_group", cascade=True)
    partner_id: str | None = f.link("Partner", "partner", cascade=True, blank="omit", more=True)
    hours: int | None = f.whole("Hours", 0, 5_000, default=0, unit="hours")


@described
class ActionDependency(Record):
    """One action's date relies on another's, with a lag in calendar days."""

    about: ClassVar[About] = About(
        kind="dependency", collection="dependencies", noun="dependency", nouns="dependencies", prefix="DE"
    )

    predecessor_id: str | None = f.link("First", "action", required=True, cascade=True)
    successor_id: str | None = f.link("Then", "action", required=True, cascade=True)
    type: str = f.choice("Kind", v.DEPENDENCY_TYPES, default="FS", required=True)
    lag_days: int | None = f.whole("Lag", -365, 365, default=0, unit="days")


@described
class Milestone(Record):
    """A dated event that shows progress."""

    about: ClassVar[About] = About(
        kind="milestone",
        collection="milestones",
        noun="milestone",
        nouns="milestones",
        prefix="MS",
        title="name",
    )

    name: str = f.text("Milestone", required=True)
    action_id: str | None = f.link("Action", "action")
    date: f.Day | None = f.day("Date", required=True)
    status: str = f.choice("Status", v.MILESTONE_STATUSES, default="planned")
