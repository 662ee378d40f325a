"""The theory of change (B1 to B6)."""

from typing import ClassVar

from planner.domain import fields as f
from planner.domain import vocabulary as v
from planner.domain.record import About, Record, described
from planner.i18n import N_


@described
class TocNode(Record):
    """An outcome or an intervention of the theory. `x` and `y` are its place on the map, in map units; both 0
    means the layout decides.
    """

    about: ClassVar[About] = About(
        kind="toc_node",
        collection="toc_nodes",
        noun="outcome",
        nouns="outcomes",
        prefix="TN",
        title="statement",
    )

    statement: str = f.note(
        "Outcome",
        required=True,
        min_length=3,
        max_length=200,
        hint="A state of affairs: what is so, for whom",
    )
    kind: str = f.choice("Kind", v.NODE_KINDS, default="intermediate_outcome", required=True)
    beneficiary: str = f.choice("Who changes", v.BENEFICIARIES, default="students", required=True)
    population: str = f.text("Which of them", blank="null", more=True)
    above_ceiling: bool = f.flag("Above the ceiling", hint="We hope for it but do not answer for it")
    external: bool = f.flag("Somebody else brings it about", more=True)
    wscc: tuple[str, ...] = f.choices("Whole-child components", v.WSCC)
    owner_hint: str = f.text("Who might own it", blank="omit", more=True)
    partner_ids: tuple[str, ...] = f.links("Partners", "partner", blank="omit", more=True)
    x: float = f.decimal("Across", default=0.0, hidden=True)
    y: float = f.decimal("Down", default=0.0, hidden=True)
    notes: str = f.note("Notes", more=True)

    @property
    def noun(self) -> str:
        """An intervention is no outcome: it is something we do."""
        return N_("intervention") if self.kind == "intervention" else self.about.noun

    @property
    def nouns(self) -> str:
        """Interventions are no outcomes either."""
        return N_("interventions") if self.kind == "intervention" else self.about.nouns


@described
class TocLink(Record):
    """The claim that one node helps bring about another, with its reason."""

    about: ClassVar[About] = About(
        kind="toc_link", collection="toc_links", noun="link", nouns="links", prefix="TL", title="rationale"
    )

    from_id: str | None = f.link("From", "toc_node", required=True, cascade=True)
    to_id: str | None = f.link("To", "toc_node", required=True, cascade=True)
    rationale: str = f.note(
        "Reason", required=True, min_length=20, max_length=600, hint="Why the first brings about the second"
    )
    evidence_level: str = f.choice("Evidence", v.EVIDENCE_LEVELS, default="hypothesis", required=True)
    evidence_citation: str = f.text("Source", max_length=300, more=True)
    necessity: str = f.choice("Needed or helpful", v.NECESSITY, default="contributes", required=True)


@described
class Assumption(Record):
    """A condition believed to hold already and needed for the theory to work."""

    about: ClassVar[About] = About(
        kind="assumption",
        collection="assumptions",
        noun="assumption",
        nouns="assumptions",
        prefix="AS",
        title="statement",
    )

    statement: str = f.note("We assume that", required=True, min_length=10, max_length=300)
    category: str = f.choice("Kind", v.ASSUMPTION_CATEGORIES, default="context", required=True)
    confidence: int | None = f.scale("Confidence", 1, 5, required=True, hint="How sure are we that it holds?")
    consequence: int | None = f.scale(
        "Consequence", 1, 5, required=True, hint="How much harm if it is false?"
    )
    link_ids: tuple[str, ...] = f.links("Under these links", "toc_link")
    node_ids: tuple[str, ...] = f.links("Under these outcomes", "toc_node")
    test_method: str = f.note(
        "How we test it", max_length=300, blank="null", hint="What cheap sign would tell us early?"
    )
    test_by: f.Day | None = f.day("Test by")
    owner_id: str | None = f.link("Owner", "person")
    status: str = f.choice("Status", v.ASSUMPTION_STATUSES, default="untested")

    @property
    def critical(self) -> bool:
        """Confidence 2 or less and consequence 4 or more. Source: method, glossary."""
        return (self.confidence or 5) <= 2 and (self.consequence or 0) >= 4


@described
class Indicator(Record):
    """A measure with population, baseline, target, threshold and timeline. Values are in `unit`."""

    about: ClassVar[About] = About(
        kind="indicator",
        collection="indicators",
        noun="indicator",
        nouns="indicators",
        prefix="IN",
        title="name",
    )

    name: str = f.text("Measure", required=True, min_length=5, max_length=160, section="What we look at")
    toc_node_ids: tuple[str, ...] = f.links(
        "Shows this outcome", "toc_node", required=True, section="What we look at"
    )
    population: str = f.text("Of whom", required=True, min_length=3, section="What we look at")
    unit: str = f.choice("Unit", v.UNITS, default="percent", required=True, section="What we look at")
    direction: str = f.choice(
        "Should", v.DIRECTIONS, default="increase", required=True, section="What we look at"
    )
    baseline_value: float | None = f.decimal("Baseline", section="From what to what")
    baseline_date: f.Day | None = f.day("Measured on", section="From what to what")
    baseline_due: f.Day | None = f.day(
        "Or baseline due by", hint="When the baseline is not known yet", section="From what to what"
    )
    target_value: float | None = f.decimal("Target", required=True, section="From what to what")
    target_date: f.Day | None = f.day("By", required=True, section="From what to what")
    threshold_value: float | None = f.decimal(
        "Good enough at",
        required=True,
        hint="Enough for the next outcome to follow",
        section="From what to what",
    )
    milestones: tuple[tuple[f.Day, float], ...] = f.points("On the way", section="From what to what")
    source: str = f.text(
        "Source", required=True, max_length=160, hint="Who already holds the number?", section="How we know"
    )
    method: str = f.choice("Method", v.INDICATOR_METHODS, required=True, section="How we know")
    frequency: str = f.choice(
        "How often", v.FREQUENCIES, default="annual", required=True, section="How we know"
    )
    owner_id: str | None = f.link("Owner", "person", required=True, section="How we know")
    disaggregate_by: tuple[str, ...] = f.texts(
        "Also look by",
        at_most=5,
        max_length=60,
        hint="For which groups must we look separately?",
        section="How we know",
    )
    sensitivity: str = f.choice(
        "May be shown",
        v.SENSITIVITIES,
        default="aggregate_only",
        required=True,
        section="How we know",
        more=True,
    )
    min_cell: int | None = f.whole(
        "Smallest group shown", 5, 1000, default=10, unit="people", section="How we know", more=True
    )


@described
class Measurement(Record):
    """A dated value of an indicator, in the indicator's unit."""

    about: ClassVar[About] = About(
        kind="measurement", collection="measurements", noun="measurement", nouns="measurements", prefix="ME"
    )

    indicator_id: str | None = f.link("Indicator", "indicator", required=True, cascade=True)
    as_of: f.Day | None = f.day("As of", required=True)
    value: float | None = f.decimal("Value")
    student_group: str = f.text("Student group", default="all", max_length=80)
    n: int | None = f.whole("People counted", 0, 5_000_000, unit="people")
    suppressed: bool = f.flag("Too small to show", blank="omit")
    source_note: str = f.text("Note", max_length=300)
    entered_by: str | None = f.link("Entered by", "person")


@described
class TocNarrative(Record):
    """The theory told in words, and what the group will stop doing for it."""

    about: ClassVar[About] = About(
        kind="toc_narrative",
        collection="toc_narrative",
        noun="narrative",
        nouns="narrative",
        prefix="NA",
        coded=False,
        single=True,
    )

    text: str = f.note(
        "Narrative",
        required=True,
        min_length=200,
        max_length=4000,
        hint="Told in two minutes, does it convince a parent?",
    )
    status: str = f.choice("Status", v.DRAFT_FINAL, default="draft")
    stop_doing: tuple[str, ...] = f.texts("What we will stop", at_most=10, max_length=160, blank="omit")


@described
class TocQuality(Record):
    """Five judgments of the theory, 1 to 5."""

    about: ClassVar[About] = About(
        kind="toc_quality",
        collection="toc_quality",
        noun="quality review",
        nouns="quality review",
        prefix="QR",
        coded=False,
        single=True,
    )

    plausible: int | None = f.scale(
        "Plausible", 1, 5, required=True, hint="Do the steps follow?", section="Five tests"
    )
    feasible: int | None = f.scale(
        "Feasible", 1, 5, required=True, hint="Do we have or can we get what it needs?", section="Five tests"
    )
    testable: int | None = f.scale(
        "Testable", 1, 5, required=True, hint="Could it be shown wrong?", section="Five tests"
    )
    meaningful: int | None = f.scale(
        "Meaningful", 1, 5, required=True, hint="Would it matter enough?", section="Five tests"
    )
    complete: int | None = f.scale(
        "Complete", 1, 5, required=True, hint="Is anything missing?", section="Five tests"
    )
    comments: str = f.note("Comments", section="Five tests")
