"""Checks of phase A: charter, voices, six lessons, scan, partners. Source: method 4, 1xx."""

from collections.abc import Iterator
from datetime import date

from planner.domain import vocabulary as v
from planner.domain.analysis import coverage, scan, voice
from planner.domain.analysis.agenda import agenda_sum
from planner.domain.analysis.days import months_later, shifted
from planner.domain.checks.finding import Gap, check
from planner.domain.plan import Plan
from planner.domain.record import is_blank
from planner.domain.records import (
    AgendaItem,
    Attendance,
    BackboneFunction,
    Charter,
    Idea,
    LessonRating,
    Partner,
    Session,
    StakeholderGroup,
    StartingPointAdoption,
    VoiceInput,
    VoteResult,
    VoteRound,
    WsccRating,
)
from planner.domain.wording import listed, number_text, shortened
from planner.i18n import _

_CHARTER_FIELDS = (
    *("title_text", "purpose", "horizon_start", "horizon_end"),
    *("decision_rule", "adopting_body", "facilitator_id"),
)
_FEWEST_RULES = 3
_STATEMENTS_TO_RATE = 2


@check("CHK-101", Charter)
def charter_incomplete(plan: Plan, _as_of: date) -> Iterator[Gap]:
    """Any required part of the charter is empty, or the horizon is not 12 to 120 months long."""
    charter = plan.charter
    missing = [
        (name, _(Charter.describe(name).label))
        for name in _CHARTER_FIELDS
        if is_blank(getattr(charter, name))
    ]
    start, end = charter.horizon_start, charter.horizon_end
    if start is not None and end is not None:
        if shifted(end, 1) < months_later(start, 12):
            missing.append(("horizon_end", _("a horizon of at least 12 months")))
        elif end > months_later(start, 120):
            missing.append(("horizon_end", _("a horizon of at most 120 months")))
    if sum(bool(rule.strip()) for rule in charter.ground_rules) < _FEWEST_RULES:
        missing.append(("ground_rules", _("at least three ground rules")))
    if missing:
        items = listed(label for _name, label in missing)
        yield Gap(entity=charter, field=missing[0][0], words={"items": items})


@check("CHK-102", Session, AgendaItem, each=Session)
def agenda_too_long(plan: Plan, _as_of: date) -> Iterator[Gap]:
    """The agenda of a session takes more minutes than the session has without its breaks."""
    for session in plan.all(Session):
        over = agenda_sum(plan, session).over
        if over > 0 and session.status != "cancelled":
            yield Gap(entity=session, field="planned_minutes", words={"code": session.code, "n": over})


@check("CHK-103", StakeholderGroup)
def required_voice_missing(plan: Plan, _as_of: date) -> Iterator[Gap]:
    """No group speaks for students, families, educators, unions or the health ecosystem."""
    missing = coverage.missing_voices(plan)
    if missing:
        yield Gap(
            field="categories", words={"items": listed(_(coverage.VOICE_LABELS[each]) for each in missing)}
        )


@check("CHK-104", StakeholderGroup, VoiceInput, each=StakeholderGroup)
def group_without_voice(plan: Plan, _as_of: date) -> Iterator[Gap]:
    """A strongly affected group (4 or 5) has no voice input."""
    for group in plan.all(StakeholderGroup):
        if (group.affected or 0) >= voice.STRONGLY and not plan.where(VoiceInput, group_id=group.id):
            yield Gap(
                entity=group, field="affected", words={"code": group.code, "name": shortened(group.title)}
            )


@check("CHK-105", StakeholderGroup, each=StakeholderGroup)
def group_only_told(plan: Plan, _as_of: date) -> Iterator[Gap]:
    """A group affected 4 or 5 is only informed, or one affected 5 only consulted."""
    label = StakeholderGroup.describe("participation_level").option_label
    for group in plan.all(StakeholderGroup):
        if voice.only_told(group):
            level = _(label(group.participation_level))
            words = {"code": group.code, "name": shortened(group.title), "level": level}
            yield Gap(entity=group, field="participation_level", words=words)


@check("CHK-106", Session, Idea, VoteRound, VoteResult, Attendance, StakeholderGroup, each=Session)
def one_voice_dominates(plan: Plan, _as_of: date) -> Iterator[Gap]:
    """In a session with 15 or more ideas (or votes), one group has over 40% of them or the balance is
    below 0.60.
    """
    for session in plan.all(Session):
        voices = voice.session_voices(plan, session).dominated
        if voices is not None:
            loudest, share = voices.loudest
            group = plan.get(StakeholderGroup, loudest)
            name = shortened(group.title) if group else _("one group")
            words = {"session": session.code, "name": name, "pct": number_text(100 * share)}
            yield Gap(entity=session, words=words)


@check("CHK-107", LessonRating, StartingPointAdoption, each=len(v.LESSONS))
def low_lesson_unanswered(plan: Plan, _as_of: date) -> Iterator[Gap]:
    """A lesson is rated below 1.5 on average and no starting point of it is adopted."""
    answered = {each.starting_point_id[:2] for each in plan.all(StartingPointAdoption)}
    for lesson, score in scan.lesson_scores(plan).items():
        if score.low and score.mean is not None and lesson not in answered:
            label = _(LessonRating.describe("lesson").option_label(lesson))
            yield Gap(entity=lesson, words={"lesson": label, "mean": f"{score.mean:.1f}"})


@check("CHK-108", WsccRating, each=len(v.WSCC))
def scan_incomplete(plan: Plan, _as_of: date) -> Iterator[Gap]:
    """Fewer than 2 of the 3 statements of a component are rated (not applicable counts as rated)."""
    for component in v.WSCC:
        rated = scan.rated_statements(plan, component.value)
        if rated < _STATEMENTS_TO_RATE:
            yield Gap(entity=component.value, words={"name": _(component.label), "n": rated})


@check("CHK-109", Partner, each=Partner)
def agreement_gap(plan: Plan, as_of: date) -> Iterator[Gap]:
    """An active partner has no agreement, an ended one, or shares student-level data without a data
    agreement.
    """
    for partner in plan.where(Partner, status="active"):
        found = []
        if partner.agreement_type in ("", "none"):
            found.append(("agreement_type", _("no written agreement")))
        elif partner.agreement_end is not None and partner.agreement_end < as_of:
            found.append(("agreement_end", _("the agreement has ended")))
        if partner.shares_student_data and not partner.data_agreement:
            found.append(("data_agreement", _("student data are shared without a data agreement")))
        if found:
            what = "; ".join(said for _name, said in found)
            words = {"code": partner.code, "name": shortened(partner.title), "what": what}
            yield Gap(entity=partner, field=found[0][0], words=words)


@check("CHK-110", BackboneFunction, each=len(v.BACKBONE_FUNCTIONS))
def backbone_without_lead(plan: Plan, _as_of: date) -> Iterator[Gap]:
    """One of the six backbone functions has no lead."""
    led = {each.function for each in plan.all(BackboneFunction) if each.lead_id}
    for function in v.BACKBONE_FUNCTIONS:
        if function.value not in led:
            yield Gap(entity=function.value, field="lead_id", words={"name": _(function.label)})
