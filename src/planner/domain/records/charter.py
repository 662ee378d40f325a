"""The charter: district, plan, sessions and where the group stands in the method (A1)."""

from collections.abc import Mapping
from typing import Any, ClassVar

from planner.domain import fields as f
from planner.domain import vocabulary as v
from planner.domain.record import About, Record, described
from planner.i18n import _


@described
class District(Record):
    """The local educational agency the plan is for."""

    about: ClassVar[About] = About(
        kind="district",
        collection="district",
        noun="district",
        nouns="districts",
        prefix="DI",
        title="name",
        single=True,
    )

    name: str = f.text(
        "Name of the district", required=True, hint="The name families know it by", section="District"
    )
    state: str = f.text(
        "State", required=True, max_length=2, hint="Two letters, for example CA", section="District"
    )
    enrollment: int | None = f.whole(
        "Enrollment", 0, 2_000_000, unit="students", section="District", more=True
    )
    school_count: int | None = f.whole("Schools", 0, 5_000, unit="schools", section="District", more=True)
    locale: str = f.choice("Locale", v.LOCALES, section="District", more=True)
    fiscal_year_start_month: int | None = f.whole(
        "Fiscal year starts in month", 1, 12, default=7, required=True, section="District", more=True
    )


@described
class Region(Record):
    """A part of the district, used to see who is reached."""

    about: ClassVar[About] = About(
        kind="region", collection="regions", noun="region", nouns="regions", prefix="RG", title="name"
    )

    name: str = f.text("Region", required=True, max_length=60)
    high_need: bool = f.flag("High need")


@described
class Charter(Record):
    """What the plan is, for how long and how it is decided (the entity `Plan` of the method)."""

    about: ClassVar[About] = About(
        kind="charter",
        collection="plan",
        noun="charter",
        nouns="charters",
        prefix="PL",
        title="title_text",
        single=True,
    )

    title_text: str = f.text(
        "Title",
        key="title",
        required=True,
        min_length=3,
        hint="Whom it is for and what it changes",
        section="Why and for how long",
    )
    kind: str = f.choice(
        "Kind of plan", v.PLAN_KINDS, default="whole_child", required=True, section="Why and for how long"
    )
    purpose: str = f.note(
        "Purpose",
        required=True,
        min_length=20,
        max_length=600,
        hint="What would be lost if this plan were never made?",
        section="Why and for how long",
    )
    horizon_start: f.Day | None = f.day("Starts", required=True, section="Why and for how long")
    horizon_end: f.Day | None = f.day(
        "Ends", required=True, hint="12 to 120 months after the start", section="Why and for how long"
    )
    decision_rule: str = f.choice("Decision rule", v.DECISION_RULES, required=True, section="Who decides")
    adopting_body: str = f.text(
        "Adopting body", required=True, hint="Whose vote makes the plan official", section="Who decides"
    )
    sponsor_id: str | None = f.link(
        "Sponsor", "person", required=True, hint="Opens doors, does not chair", section="Who decides"
    )
    facilitator_id: str | None = f.link(
        "Facilitator", "person", required=True, hint="Runs the steps, neutral", section="Who decides"
    )
    ground_rules: tuple[str, ...] = f.texts(
        "Ground rules",
        required=True,
        at_least=3,
        at_most=10,
        max_length=160,
        hint="What must be true here for the quietest person to speak?",
        section="How we work",
    )
    in_scope: tuple[str, ...] = f.texts(
        "In scope", at_most=10, hint="What the plan will settle", section="Scope"
    )
    out_of_scope: tuple[str, ...] = f.texts(
        "Out of scope", at_most=10, hint="What is not ours to settle", section="Scope"
    )
    status: str = f.choice("Status", v.PLAN_STATUSES, default="draft", section="Adoption")
    version: str = f.text("Version", default="0.1", max_length=20, section="Adoption")
    adopted_on: f.Day | None = f.day("Adopted on", section="Adoption")
    wscc_left_out: dict[str, str] = f.reasons(
        "Components left out, and why", v.WSCC, hint="A reason for each component the plan does not address"
    )
    lcap: Mapping[str, Any] | None = f.data("LCAP")
    as_of_date: f.Day | None = f.day(
        "Read the plan as of", more=True, hint="Leave empty to read it as of today", section="Adoption"
    )
    fiction_notice: str = f.note("Notice", hidden=True)
    facts_from_source: tuple[str, ...] = f.texts("Facts from the source", max_length=600, hidden=True)

    @property
    def notice(self) -> str:
        """The notice of a training sample, without the exchange file's name for the list of facts."""
        return self.fiction_notice.replace("listed in facts_from_source", _("listed under its sources"))

    @property
    def title(self) -> str:
        """The title of the plan."""
        return self.title_text or self.code


@described
class Session(Record):
    """One meeting of the group, with its agenda."""

    about: ClassVar[About] = About(
        kind="session",
        collection="sessions",
        noun="session",
        nouns="sessions",
        prefix="WS",
        digits=1,
        title="name",
    )

    name: str = f.text("Session", key="title", required=True)
    date: f.Day | None = f.day("Date", required=True)
    start_time: str = f.time_of_day("Starts at", hint="For example 09:00")
    planned_minutes: int | None = f.whole("Length", 30, 600, unit="minutes", required=True)
    break_minutes: int | None = f.whole("Breaks", 0, 120, unit="minutes")
    location: str = f.text("Place")
    status: str = f.choice("Status", v.SESSION_STATUSES, default="planned")


@described
class AgendaItem(Record):
    """A timeboxed part of a session, tied to a step of the method."""

    about: ClassVar[About] = About(
        kind="agenda_item",
        collection="agenda_items",
        noun="agenda item",
        nouns="agenda",
        prefix="AG",
        title="label",
    )

    session_id: str | None = f.link("Session", "session", required=True, cascade=True)
    step: str = f.choice("Step", v.STEP_CODES, blank="null")
    label: str = f.text("What", required=True)
    minutes: int | None = f.whole("Minutes", 5, 240, unit="minutes", required=True)
    actual_minutes: int | None = f.whole("Took", 0, 600, unit="minutes", more=True)


@described
class StepState(Record):
    """Where the group stands with one step."""

    about: ClassVar[About] = About(
        kind="step_state",
        collection="step_states",
        noun="step",
        nouns="steps",
        prefix="SS",
        coded=False,
        title="step",
    )

    step: str = f.choice("Step", v.STEP_CODES, required=True)
    status: str = f.choice("State", v.STEP_STATUSES, default="not_started")
    signed_off: bool = f.flag("Signed off")
    skipped_reason: str = f.text("Why it is skipped", max_length=300, blank="null")
    minutes_spent: int | None = f.whole("Minutes spent", 0, 10_000, unit="minutes", blank="omit")
