"""Phase A of the sample, key by key: A1 to A5."""

from collections.abc import Sequence

from tests.gui.typist import Typist

from planner.domain import records as r
from planner.domain.record import Record


def new_workshop(at: Typist) -> None:
    """The five questions of the home page."""
    charter, district = at.sample.charter, at.sample.district
    answers = (
        *(charter.title_text, district.name, district.state),
        *(f"{charter.horizon_start:%m/%d/%Y}", f"{charter.horizon_end:%m/%d/%Y}"),
        at.sample.title(charter.facilitator_id),
    )

    def answer() -> None:
        for words in answers[:-1]:
            at.write(words, "Tab")
        at.write(answers[-1], "Return")

    at.answering(answer, "Return")


def charter(at: Typist) -> None:
    """A1: people and regions, the charter, the district, two sessions with their agenda."""
    plan = at.sample
    at.press("Ctrl+Tab", "Ctrl+Tab")
    _rows(
        at,
        r.Person,
        "person",
        ("name", "organization", "capacity_hours_per_month"),
        skip=at.sample.charter.facilitator_id,
    )
    at.press("Ctrl+Shift+Tab")
    at.tab_to("district_more_button")
    at.press("Return")
    at.form(plan.district, "enrollment", "school_count", "locale")
    at.press("Ctrl+Shift+Tab")
    at.form(plan.charter, "kind", "purpose", "decision_rule", "adopting_body", "sponsor_id")
    at.form(plan.charter, "ground_rules", "in_scope", "out_of_scope")
    at.press("Ctrl+Tab", "Ctrl+Tab", "Ctrl+Tab")
    for session in plan.all(r.Session)[:2]:
        _session(at, session)
    at.press("Ctrl+Tab", "Ctrl+Tab")
    _rows(at, r.Region, "region", ("name", "high_need"))


def _session(at: Typist, session: r.Session) -> None:
    empty = not at.plan.all(r.Session)
    at.tab_to("empty_button" if empty else "session_new_button", back=not empty)
    at.press("Return")
    at.form(session, "name", "date", "start_time", "planned_minutes", "break_minutes", "location", "status")
    at.tab_to("agenda_item_quick_edit")
    for item in at.sample.where(r.AgendaItem, session_id=session.id):
        at.write(f"{item.label} {item.minutes}", "Return")
    first = at.sample.where(r.AgendaItem, session_id=session.id)[0]
    if not empty:
        return
    at.press("Shift+Tab", "Home", "Return")
    at.form(first, "step")
    at.tab_to("agenda_item_more_button")
    at.press("Return")
    at.form(first, "actual_minutes")


def _rows(at: Typist, kind: type[Record], stem: str, names: tuple[str, ...], skip: str | None = None) -> None:
    """Fill a grid, row after row, and leave it."""
    at.tab_to(f"{stem}_new_button" if at.plan.all(kind) else "empty_button")
    for number, record in enumerate(each for each in at.sample.all(kind) if each.id != skip):
        at.press("Tab" if number and at.at == f"{stem}_grid" else "Return")
        at.tab_to_field(names[0])
        at.row(record, *names)
    at.press("Shift+Tab", "Escape")


def stakeholders(at: Typist) -> None:
    """A2: groups on the grid, one with all its fields, what one said, and who came."""
    plan = at.sample
    for number, group in enumerate(plan.all(r.StakeholderGroup)):
        at.press("N")
        at.write(group.name, "Return", "Escape")
        at.write(f"{group.affected}{group.influence}")
        if number == 0:
            at.press("Return")
            at.form(group, "categories", "participation_level")
            at.tab_to("stakeholder_group_more_button")
            at.press("Return")
            at.form(group, "size_estimate", "barriers", "supports", "representative_ids")
            at.press("Escape")
    voice = plan.all(r.VoiceInput)[-1]
    at.press("V")
    at.write(voice.key_messages, "Return")
    at.write(voice.how_it_shaped_plan, "Return")
    at.form(voice, "method", "date", "people_count")
    at.press("Escape", "Ctrl+Tab", "Ctrl+Tab", "Ctrl+Tab")
    _grid(at, plan.all(r.Attendance)[:3], ("session_id", "group_id", "count"))


def lessons(at: Typist) -> None:
    """A3: 18 statements counted by a group, three by two others, and five starting points adopted."""
    plan = at.sample
    at.tab_to("empty_button")
    at.press("Return")
    groups = tuple(dict.fromkeys(each.group_id for each in plan.all(r.LessonRating)))
    for group_id in groups:
        at.tab_to("group_id_choice", back=True)
        at.choose(plan.title(group_id))
        found = [each for each in plan.all(r.LessonRating) if each.group_id == group_id]
        found.sort(key=lambda each: (each.lesson, each.statement_no or 0))
        for number, each in enumerate(found if group_id == groups[0] else found[:3], 1):
            at.tab_to(f"lesson_rating_{number}_{each.rating}_count")
            at.write(str(each.respondents))
    at.press("Ctrl+Shift+Tab")
    for point in plan.all(r.StartingPointAdoption):
        at.walk_to(point.starting_point_id[:2], "Home", "Down")
        at.press("Return")
        at.tab_to(f"starting_point_{point.starting_point_id[2]}_adopt_button")
        at.press("Return")
        at.form(point, "owner_id", "due")
        at.press("Escape")


def scan(at: Typist) -> None:
    """A4: a component beside the picture, the others on the sheets, and the numbers."""
    plan = at.sample
    ratings, policies = plan.all(r.WsccRating), plan.all(r.PolicyRating)
    at.tab_to("empty_button")
    at.press("Return")
    for each in (*ratings[:3], *policies[:2]):
        at.write(str(each.rating))
    at.press("Ctrl+Tab", "Down", "Down", "Down")
    told = False
    for each in ratings[3:]:
        if each.evidence and not told:
            told = True
            at.press("E")
            at.write(each.evidence, "Shift+Tab")
        at.write(str(each.rating))
    at.press("Ctrl+Tab", "Down", "Down")
    for each in policies[2:]:
        at.write(str(each.rating))
    at.press("Ctrl+Tab", "Ctrl+Tab")
    _grid(at, plan.all(r.DataPoint)[:3], ("measure", "unit", "period", "student_group", "value", "source"))


def partnerships(at: Typist) -> None:
    """A5: two partners, answers, gaps, five conditions, preconditions and the backbone."""
    plan = at.sample
    first, second = plan.all(r.Partner)[:2]
    at.tab_to("empty_button")
    at.press("Return")
    at.form(first, "name", "sector", "status", "services", "region_ids", "populations", "wscc")
    at.form(first, "agreement_type", "agreement_end", "shares_student_data", "data_agreement")
    at.form(first, "district_lead_id", "criteria")
    at.tab_to("partner_more_button")
    at.press("Return")
    at.form(first, "community_school_pillar")
    at.press("Escape", "N")
    at.form(second, "name", "sector")
    at.press("Escape")
    at.write("".join(str(each) for each in second.criteria.values()))
    at.press("Ctrl+Tab", "Ctrl+Tab")
    for answer in plan.all(r.DistrictPartnershipAnswer)[:3]:
        at.form(answer, "answer", "rating", "follow_up")
    at.press("Ctrl+Tab")
    gap = plan.all(r.PartnershipGap)[0]
    at.tab_to("empty_button")
    at.press("Return")
    at.form(gap, "kind", "service", "region_id", "response")
    at.press("Ctrl+Tab")
    for each in plan.all(r.CiRating):
        at.write(str(each.rating))
    at.press("Ctrl+Tab")
    at.form(plan.one(r.CiPreconditions), "champion", "resources", "urgency")
    at.press("Ctrl+Tab")
    for each in plan.all(r.BackboneFunction):
        at.form(each, *(("lead_id",) if each.lead_id else ()), "maturity")


def _grid(at: Typist, records: Sequence[Record], names: tuple[str, ...]) -> None:
    """Fill a grid that has no row yet, and leave it."""
    at.tab_to("empty_button")
    for record in records:
        at.press("Return")
        at.row(record, *names)
    at.press("Shift+Tab", "Escape")
