"""Partnerships and collective impact (A5)."""

from typing import ClassVar

from planner.domain import fields as f
from planner.domain import vocabulary as v
from planner.domain.record import About, Record, described


@described
class Partner(Record):
    """An outside organization that serves students, families or staff."""

    about: ClassVar[About] = About(
        kind="partner", collection="partners", noun="partner", nouns="partners", prefix="PA", title="name"
    )

    name: str = f.text("Partner", required=True, max_length=100)
    sector: str = f.choice("Sector", v.SECTORS, required=True)
    status: str = f.choice("Status", v.PARTNER_STATUSES, default="active", required=True)
    services: tuple[str, ...] = f.texts("Services", required=True, at_least=1, max_length=80)
    region_ids: tuple[str, ...] = f.links("Regions", "region")
    populations: tuple[str, ...] = f.choices("Serves", v.BENEFICIARIES)
    wscc: tuple[str, ...] = f.choices("Whole-child components", v.WSCC)
    agreement_type: str = f.choice("Agreement", v.AGREEMENTS, default="none", required=True)
    agreement_end: f.Day | None = f.day("Agreement ends")
    shares_student_data: bool = f.flag("Shares student-level data")
    data_agreement: bool = f.flag("Data agreement signed")
    district_lead_id: str | None = f.link("District lead", "person", required=True)
    criteria: dict[str, int] = f.numbers(
        "Six criteria", 0, 3, options=v.PARTNER_CRITERIA, hint="0 to 3 each; 14 or more: keep and grow"
    )
    annual_value_usd: int | None = f.money("Worth a year", more=True)
    community_school_pillar: str = f.choice("Community-school pillar", v.PILLARS, more=True)

    @property
    def criteria_total(self) -> int:
        """Sum of the six criteria, 0 to 18. Source: method 8.3."""
        return sum(self.criteria.values())


@described
class DistrictPartnershipAnswer(Record):
    """The group's answer to one of the twelve questions about its partnerships."""

    about: ClassVar[About] = About(
        kind="partnership_answer",
        collection="district_partnership_answers",
        noun="answer",
        nouns="answers to the twelve questions",
        prefix="DP",
        coded=False,
        title="answer",
    )

    question_id: str = f.choice("Question", v.PARTNERSHIP_QUESTIONS, required=True)
    answer: str = f.note("Answer", max_length=1500)
    rating: int | None = f.scale("How far are we", 0, 3, options=v.LESSON_LEVELS)
    follow_up: str = f.choice("Leads to", v.FOLLOW_UPS, default="none")


@described
class PartnershipGap(Record):
    """A need without a partner, or several partners doing the same."""

    about: ClassVar[About] = About(
        kind="partnership_gap",
        collection="partnership_gaps",
        noun="gap or overlap",
        nouns="gaps and overlaps",
        prefix="PG",
        title="service",
    )

    kind: str = f.choice("Gap or overlap", v.GAP_KINDS, default="gap")
    service: str = f.text("Service", required=True)
    region_id: str | None = f.link("Region", "region")
    partner_ids: tuple[str, ...] = f.links("Partners", "partner")
    response: str = f.note("What we do about it", max_length=500)


@described
class CiRating(Record):
    """How far one statement about a condition of collective impact holds, 0 to 3."""

    about: ClassVar[About] = About(
        kind="ci_rating",
        collection="ci_ratings",
        noun="collective impact rating",
        nouns="collective impact",
        prefix="CR",
        coded=False,
    )

    condition: str = f.choice("Condition", v.CI_CONDITIONS, required=True)
    statement_no: int | None = f.whole("Statement", 1, 3, required=True)
    rating: int | None = f.scale("How far are we", 0, 3, options=v.LESSON_LEVELS)


@described
class CiPreconditions(Record):
    """What collective impact needs before it starts: champion, resources, urgency."""

    about: ClassVar[About] = About(
        kind="ci_preconditions",
        collection="ci_preconditions",
        noun="preconditions",
        nouns="preconditions",
        prefix="CP",
        coded=False,
        single=True,
    )

    champion: str = f.text(
        "Champion", required=True, max_length=300, section="Before collective impact can start"
    )
    resources: str = f.text(
        "Adequate resources", required=True, max_length=300, section="Before collective impact can start"
    )
    urgency: str = f.text(
        "Urgency", required=True, max_length=300, section="Before collective impact can start"
    )


@described
class BackboneFunction(Record):
    """Who leads one of the six backbone functions, and how mature it is (0 to 3)."""

    about: ClassVar[About] = About(
        kind="backbone_function",
        collection="backbone_functions",
        noun="backbone function",
        nouns="backbone functions",
        prefix="BF",
        coded=False,
        title="function",
    )

    function: str = f.choice("Function", v.BACKBONE_FUNCTIONS, required=True)
    lead_id: str | None = f.reference(
        "Lead", "person", "partner", hint="Leave empty while the post is vacant"
    )
    maturity: int | None = f.scale("Maturity", 0, 3, options=v.LESSON_LEVELS)
