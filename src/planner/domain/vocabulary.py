"""The enumerations of the method, with the words people see. Source: method, data model 3.1 and workflow
2.
"""

from planner.domain.fields import Option


def options(**labels: str) -> tuple[Option, ...]:
    """Make options from value=label pairs, in order."""
    return tuple(Option(value, label) for value, label in labels.items())


def plain(*values: str) -> tuple[Option, ...]:
    """Make options whose words are the values themselves."""
    return tuple(Option(value, value[:1].upper() + value[1:].replace("_", " ")) for value in values)


def levels(*labels: str, start: int = 0) -> tuple[Option, ...]:
    """Name the levels of a rating scale from `start` upwards."""
    return tuple(Option(str(number), label) for number, label in enumerate(labels, start))


LOCALES = plain("urban", "suburban", "town", "rural")
PLAN_KINDS = options(
    whole_child="Whole child",
    wellness="Wellness",
    community_school="Community school",
    general="General",
    lcap_aligned="LCAP-aligned",
)
PLAN_STATUSES = plain("draft", "adopted", "archived")
DECISION_RULES = options(
    gradients_80_no_veto="Gradients: at least 80% support and no veto",
    gradients_67="Gradients: at least 67% support and at most one veto",
    fist_to_five="Fist to five: nobody below 3",
    two_thirds="Two thirds of the votes cast",
    majority="More than half of the votes cast",
    sponsor_decides="The sponsor decides after hearing the vote",
)
STEP_STATUSES = plain("not_started", "in_progress", "done", "skipped")
SESSION_STATUSES = plain("planned", "held", "cancelled")
STEP_CODES = tuple(
    Option(code, code)
    for code in (
        *("A1", "A2", "A3", "A4", "A5"),
        *("B1", "B2", "B3", "B4", "B5", "B6"),
        *("C1", "C2", "C3", "C4", "C5", "C6"),
        *("D1", "D2", "D3", "D4", "D5"),
        *("E1", "E2"),
    )
)
GROUP_CATEGORIES = options(
    students="Students",
    families="Families",
    teachers="Teachers",
    school_staff="Other school staff",
    site_admins="Site administrators",
    district_admins="District administrators",
    board="Board",
    unions="Unions",
    health_ecosystem="Health ecosystem",
    county_agencies="County agencies",
    community_orgs="Community organizations",
    funders="Funders",
    backbone="Backbone organization",
    other="Other",
)
PARTICIPATION_LEVELS = plain("inform", "consult", "involve", "collaborate", "empower")
VOICE_METHODS = plain(
    "survey",
    "focus group",
    "interview",
    "meeting",
    "student panel",
    "union meeting",
    "workshop seat",
    "other",
)
VOTE_METHODS = options(
    dot_vote="Dot vote",
    ngt="Nominal group technique",
    weighted_criteria="Weighted criteria",
    impact_effort="Impact-effort grid",
    shi_five="Five-question rating",
    fist_to_five="Fist to five",
    gradients="Gradients of agreement",
)
VOTE_STATUSES = plain("open", "closed")
DECISION_KINDS = options(
    content="Content",
    priority="Priority",
    investment="Investment",
    adoption="Adoption",
    rechart="Re-charting",
    other="Other",
)
OPEN_CLOSED = plain("open", "closed")
LESSONS = options(
    L1="Well-being is wholistic and requires balance",
    L2="Student and staff well-being are interconnected",
    L3="Organizational leadership sustains implementation",
    L4="Connection and voice as a catalyst",
    L5="Building capacity to support well-being action",
    L6="Charting and re-charting a course",
)
LESSON_LEVELS = levels("not yet", "beginning", "partly", "firmly")
WSCC = options(
    HE="Health education",
    PE="Physical education and physical activity",
    NU="Nutrition environment and services",
    HS="Health services",
    CP="Counseling, psychological and social services",
    SE="Social and emotional climate",
    EN="Physical environment",
    EW="Employee wellness",
    FE="Family engagement",
    CI="Community involvement",
)
SCAN_LEVELS = levels("not in place", "under development", "partly in place", "fully in place")
POLICY_LEVELS = levels("not mentioned", "weak", "strong")
TENETS = plain("healthy", "safe", "engaged", "supported", "challenged")
ICEM = plain("inform", "coordinate", "enhance", "measure")
ROADMAP = options(
    R1="R1 Wellness, equity and access for adults and students",
    R2="R2 Informed by stakeholder voices",
    R3="R3 Grounded in evidence",
    R4="R4 Educators are supported",
    R5="R5 Flexible and adaptive",
    R6="R6 Changes how people think and speak",
)
SECTORS = options(
    nonprofit="Nonprofit",
    health_provider="Health provider",
    county="County",
    city="City",
    university="University",
    business="Business",
    faith="Faith community",
    foundation="Foundation",
    other="Other",
)
AGREEMENTS = options(none="None", mou="Memorandum (MOU)", contract="Contract", lease="Lease")
PARTNER_STATUSES = plain("proposed", "active", "ended")
PILLARS = options(
    integrated_student_supports="Integrated student supports",
    expanded_learning="Expanded learning",
    family_community_engagement="Family and community engagement",
    collaborative_leadership="Collaborative leadership",
)
PARTNER_CRITERIA = options(
    fit="Fit to our outcomes",
    reach="Reach to students with most obstacles",
    quality="Quality and evidence",
    coordination="Coordination with school staff",
    agreement="Agreement and data",
    sustainability="Sustainability",
)
PARTNERSHIP_QUESTIONS = tuple(Option(f"PQ{n:02d}", f"PQ{n:02d}") for n in range(1, 13))
FOLLOW_UPS = options(none="None", new_effort="New effort", new_capacity="New capacity")
GAP_KINDS = options(gap="Gap", duplication="Overlap")
CI_CONDITIONS = options(
    common_agenda="Common agenda",
    shared_measurement="Shared measurement",
    mutually_reinforcing_activities="Mutually reinforcing activities",
    continuous_communication="Continuous communication",
    backbone_support="Backbone support",
)
BACKBONE_FUNCTIONS = options(
    guide_vision="Guide vision and strategy",
    support_activities="Support aligned activities",
    shared_measurement="Establish shared measurement",
    public_will="Build public will",
    advance_policy="Advance policy",
    mobilize_funding="Mobilize funding",
)
BENEFICIARIES = plain("students", "families", "staff", "system", "community")
NODE_KINDS = options(
    impact="Impact",
    long_term_outcome="Long-term outcome",
    intermediate_outcome="Intermediate outcome",
    early_outcome="Early outcome",
    intervention="Intervention",
)
EVIDENCE_LEVELS = plain("strong", "moderate", "promising", "practice", "hypothesis")
NECESSITY = plain("necessary", "contributes")
ASSUMPTION_CATEGORIES = plain("context", "resource", "behavior", "causal", "partner")
ASSUMPTION_STATUSES = plain("untested", "holding", "weakening", "false")
UNITS = options(
    percent="Percent",
    count="Count",
    rate="Rate",
    score="Score",
    dollars="Dollars",
    days="Days",
    yes_no="Yes or no",
)
DIRECTIONS = plain("increase", "decrease", "maintain")
INDICATOR_METHODS = plain("administrative count", "count", "survey", "observation", "document")
FREQUENCIES = options(
    monthly="Monthly", quarterly="Quarterly", per_term="Each term", semiannual="Twice a year", annual="Yearly"
)
SENSITIVITIES = options(public="Public", aggregate_only="Totals only", restricted="Restricted")
DRAFT_FINAL = plain("draft", "final")
STATEMENT_KINDS = options(
    vision="Vision",
    mission="Mission",
    value="Value",
    equity_commitment="Equity commitment",
    aspiration="Aspiration",
)
SCAN_CATEGORIES = plain(
    *("strength", "weakness", "opportunity", "threat", "aspiration", "result"),
    *("political", "economic", "social", "technological", "legal", "environmental"),
)
ORIGINS = plain("internal", "external")
LCAP_GOALS = options(
    broad="Broad", focus="Focus", maintenance="Maintenance", equity_multiplier="Equity multiplier"
)
OBJECTIVE_STATUSES = plain("active", "met", "retired")
EVIDENCE_TIERS = options(
    strong="1 Strong", moderate="2 Moderate", promising="3 Promising", rationale="4 Demonstrates a rationale"
)
STAGES = options(
    exploration="Exploration",
    installation="Installation",
    initial_implementation="Initial implementation",
    full_implementation="Full implementation",
)
OPTION_KINDS = options(
    new_facility="New facility",
    expansion="Expansion",
    renovation="Renovation",
    mobile_unit="Mobile unit",
    service_upgrade="Service upgrade",
    system="System",
    program="Program",
)
SCENARIO_MODES = plain("optimized", "manual")
CONSTRAINT_TYPES = options(
    budget_total="Total budget at most",
    budget_fy="Cash in a fiscal year at most",
    min_count="At least so many of these",
    max_count="At most so many of these",
    min_spend_share="At least this share of spending on these",
    max_spend_share="At most this share of spending on these",
    requires="One needs another",
    excludes="Not both",
    must_include="Always in",
    must_exclude="Always out",
    running_cost_cap="Yearly running cost at most",
    wscc_cover="At least so many serve a component",
)
ACTION_STATUSES = plain("not_started", "in_progress", "done", "delayed", "blocked", "cancelled")
SITE_SCOPES = plain("districtwide", "region", "school_choice", "pilot_sites")
RACI_ROLES = options(A="Accountable", R="Responsible", C="Consulted", I="Informed")
DEPENDENCY_TYPES = options(FS="Finish to start", SS="Start to start", FF="Finish to finish")
MILESTONE_STATUSES = plain("planned", "met", "missed")
FUNDING_TYPES = options(
    title_i_a="ESEA Title I, Part A",
    title_ii_a="ESEA Title II, Part A",
    title_iii="ESEA Title III, Part A",
    title_iv_a="ESEA Title IV, Part A",
    title_iv_b="21st Century Community Learning Centers",
    idea_b="IDEA Part B",
    perkins_v="Perkins V",
    medicaid_lea="Medicaid school-based services",
    medicaid_admin="Medicaid administrative activities",
    lcff_base="State formula base",
    lcff_supp_conc="State formula weights",
    state_grant="State grant",
    general_fund="District general fund",
    board_commitment="Board commitment",
    local_bond="Local bond",
    parcel_tax="Parcel or local levy",
    county="County",
    city="City or joint use",
    philanthropy="Philanthropy",
    partner_in_kind="Partner in-kind",
    esser="ESSER / ARP (ended)",
)
CERTAINTIES = plain("confirmed", "likely", "hoped")
OBJECT_CATEGORIES = options(
    certificated_salaries="Certificated salaries",
    classified_salaries="Classified salaries",
    benefits="Benefits",
    materials_supplies="Materials and supplies",
    services_contracts="Services and contracts",
    capital_outlay="Capital outlay",
    indirect_other="Indirect and other",
)
RECURRENCE = options(one_time="One time", ongoing="Ongoing")
READINESS_FACTORS = {
    "M": ("relative_advantage", "compatibility", "simplicity", "trialability", "observability", "priority"),
    "G": ("culture", "climate", "innovativeness", "resource_utilization", "leadership", "staff_capacities"),
    "I": ("knowledge_skills", "program_champion", "supportive_climate", "intra_org", "inter_org"),
}
READINESS_ITEMS = options(
    relative_advantage="Better than what we do now",
    compatibility="Fits our values and practice",
    simplicity="People can see how to do it",
    trialability="We can try it small first",
    observability="We will see whether it works",
    priority="Ranks high next to other work",
    culture="How we work supports it",
    climate="People feel part and willing to try",
    innovativeness="Open to change in general",
    resource_utilization="Can steer time, money, technology",
    leadership="Leaders at several levels are effective",
    staff_capacities="Enough of the right people",
    knowledge_skills="Skills for this strategy",
    program_champion="A respected person carries it",
    supportive_climate="Coaching and materials exist",
    intra_org="Departments and schools work together",
    inter_org="Outside organizations are on board",
)
RISK_CATEGORIES = plain(
    "people", "funding", "partner", "political", "data", "equity", "operations", "external", "theory"
)
RISK_RESPONSES = plain("avoid", "reduce", "transfer", "accept")
RISK_STATUSES = plain("open", "happened", "closed")
CADENCES = plain("monthly", "quarterly", "semiannual")
REVIEW_STATUSES = plain("scheduled", "held", "cancelled")
REVIEW_KINDS = options(
    monthly="Monthly", quarterly="Quarterly", semiannual="Semiannual", annual_rechart="Annual re-charting"
)
PDSA_DECISIONS = plain("adopt", "adapt", "abandon")
PDSA_STATUSES = plain("planned", "doing", "studied", "closed")
VERSION_STATUSES = plain("draft", "current", "superseded")
CHANGE_KINDS = options(keep="Keep", change="Change", add="Add", retire="Retire")
STANCES = options(
    agree="Agree",
    agree_changes="Agree with changes",
    concern="Concern",
    question="Question",
)
COMMENT_NATURES = options(
    comment="Comment",
    wording="Proposed wording",
    edit="Edit outside the review columns",
    new_row="New row",
)
COMMENT_STATUSES = plain("open", "accepted", "answered", "parked", "decided", "declined")
EXPORT_KINDS = options(
    pdf_full="Full plan (PDF)",
    pdf_one_page="Plan on a page (PDF)",
    pdf_board_brief="Board brief (PDF)",
    pdf_participant_packet="Participant packet (PDF)",
    pdf_progress_review="Progress review (PDF)",
    pdf_review_form="Review form (PDF)",
    xlsx_workbook="Workbook (Excel)",
    xlsx_review="Review workbook (Excel)",
    docx_plan="Plan (Word)",
    html_plan="Plan (HTML)",
    json_plan="Plan file (JSON)",
    csv_tables="Tables (CSV)",
    picture_map="Outcome map (picture)",
)
STARTING_POINTS = tuple(Option(f"L{n}{letter}", f"L{n}{letter}") for n in range(1, 7) for letter in "ab")
