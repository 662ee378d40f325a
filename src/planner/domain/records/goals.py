"""Goals, objectives, strategies and the cross-walk (C4 to C6)."""

from typing import ClassVar

from planner.domain import fields as f
from planner.domain import vocabulary as v
from planner.domain.record import About, Record, described


@described
class Goal(Record):
    """A broad result for one priority over the horizon."""

    about: ClassVar[About] = About(
        kind="goal", collection="goals", noun="goal", nouns="goals", prefix="GO", digits=1, title="name"
    )

    name: str = f.text("Goal", required=True, min_length=5, hint="One line a board member can defend")
    priority_id: str | None = f.link("For priority", "priority", required=True)
    toc_node_ids: tuple[str, ...] = f.links("Comes from outcome", "toc_node", required=True)
    owner_id: str | None = f.link("Owner", "person", required=True)
    lcap_goal_type: str = f.choice("LCAP goal type", v.LCAP_GOALS, more=True)


@described
class Objective(Record):
    """A measurable, dated result under a goal."""

    about: ClassVar[About] = About(
        kind="objective",
        collection="objectives",
        noun="objective",
        nouns="objectives",
        prefix="OB",
        digits=1,
        title="statement",
    )

    goal_id: str | None = f.link("Goal", "goal", required=True, cascade=True, section="The result")
    statement: str = f.note(
        "Objective",
        required=True,
        min_length=15,
        max_length=300,
        hint="By [date], [verb] [measure] from [baseline] to [target] for [population]",
        section="The result",
    )
    population: str = f.text("For whom", required=True, section="The result")
    due_date: f.Day | None = f.day("Due", required=True, section="The result")
    indicator_ids: tuple[str, ...] = f.links("Indicators", "indicator", required=True, section="How we know")
    toc_node_ids: tuple[str, ...] = f.links(
        "Comes from outcome", "toc_node", required=True, section="How we know"
    )
    achievable_rating: int | None = f.scale(
        "Achievable", 1, 5, required=True, hint="Is it a stretch we believe in?", section="How we know"
    )
    lead_id: str | None = f.link("Answerable", "person", required=True, section="Who")
    involves_group_ids: tuple[str, ...] = f.links(
        "Decided with", "stakeholder_group", required=True, section="Who"
    )
    beneficiaries: tuple[str, ...] = f.choices("Benefits", v.BENEFICIARIES, required=True, section="Who")
    equity_focus: str = f.note(
        "Equity focus", max_length=300, hint="For which group is the gap widest?", section="Who"
    )
    tenets: tuple[str, ...] = f.choices("Whole-child tenets", v.TENETS, required=True, section="Tags")
    wscc: tuple[str, ...] = f.choices("Whole-child components", v.WSCC, section="Tags")
    status: str = f.choice("Status", v.OBJECTIVE_STATUSES, default="active", section="Tags", more=True)


@described
class Strategy(Record):
    """A chosen way to reach objectives; joins interventions to actions."""

    about: ClassVar[About] = About(
        kind="strategy",
        collection="strategies",
        noun="strategy",
        nouns="strategies",
        prefix="ST",
        title="name",
    )

    name: str = f.text("Strategy", required=True, min_length=3, max_length=100, section="What we do")
    objective_ids: tuple[str, ...] = f.links(
        "Serves objectives", "objective", required=True, section="What we do"
    )
    toc_intervention_ids: tuple[str, ...] = f.links("Carries out", "toc_node", section="What we do")
    lead_id: str | None = f.link("Lead", "person", required=True, section="What we do")
    partner_ids: tuple[str, ...] = f.links("Partners", "partner", section="What we do")
    evidence_tier: str = f.choice(
        "Evidence tier", v.EVIDENCE_TIERS, required=True, section="Why we believe it"
    )
    evidence_citation: str = f.note("Source", max_length=300, section="Why we believe it")
    implementation_stage: str = f.choice("Stage", v.STAGES, required=True, section="Why we believe it")
    early_measure: str = f.text(
        "In the first 90 days we measure", max_length=160, blank="omit", section="Why we believe it"
    )
    possible_harm: str = f.note(
        "Could it widen a gap?", max_length=300, blank="omit", section="Why we believe it"
    )
    icem: tuple[str, ...] = f.choices("Coalition functions", v.ICEM, required=True, section="Tags")
    wscc: tuple[str, ...] = f.choices("Whole-child components", v.WSCC, section="Tags")
    roadmap_commitments: tuple[str, ...] = f.choices(
        "Roadmap commitments", v.ROADMAP, section="Tags", more=True
    )
    community_school_pillar: str = f.choice(
        "Community-school pillar", v.PILLARS, blank="omit", section="Tags", more=True
    )


@described
class RoadmapLink(Record):
    """What in the plan meets one commitment of the Roadmap."""

    about: ClassVar[About] = About(
        kind="roadmap_link",
        collection="roadmap_crosswalk",
        noun="commitment",
        nouns="cross-walk",
        prefix="RM",
        coded=False,
        title="commitment",
    )

    commitment: str = f.choice("Commitment", v.ROADMAP, required=True)
    entity_ids: tuple[str, ...] = f.references("Met by")
    note: str = f.note("Note", max_length=300)
